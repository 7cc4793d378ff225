/*
 * Code Climate's report as GitLab reads it, to show what a merge request adds. A finding is known
 * again by its fingerprint: file, id, message and the line's text, but not its number, so that a
 * scene put in before it does not make it a new one.
 */
#include "cli/cli.h"

static const char *
severity_of(enum platen_severity severity)
{
	switch (severity) {
	case PLATEN_SEVERITY_NOTE: return "info";
	case PLATEN_SEVERITY_WARNING: return "minor";
	case PLATEN_SEVERITY_ERROR: return "major";
	}
	return "info";
}

/* FNV-1a, 64 bits, the NUL included. */
static uint64_t
mix(uint64_t hash, const char *text)
{
	do {
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	} while (*text++ != '\0');
	return hash;
}

static uint64_t
fingerprint(const struct cli_findings *findings, const struct cli_finding *finding)
{
	uint64_t hash = mix(14695981039346656037u, findings->input);
	hash = mix(hash, finding->id);
	hash = mix(hash, cli_finding_text(findings, finding->message));
	hash = mix(hash, cli_finding_text(findings, finding->excerpt));
	return hash;
}

void
cli_begin_climate(struct cli *cli, struct pl_buffer *out)
{
	(void)cli;
	pl_buffer_put_text(out, "[");
}

void
cli_diagnose_climate(struct cli *cli, struct pl_buffer *out, const struct cli_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct cli_finding *finding = &findings->list[i];
		unsigned line = finding->position.line == 0 ? 1 : finding->position.line;
		pl_buffer_printf(out,
				 "%s\n{\"type\":\"issue\",\"check_name\":\"%s\",\"description\":",
				 cli->told_count + i == 0 ? "" : ",", finding->id);
		cli_put_json(out, cli_finding_text(findings, finding->message));
		pl_buffer_printf(out,
				 ",\"categories\":[\"Style\"],\"severity\":\"%s\","
				 "\"fingerprint\":\"%016llx\",\"location\":{\"path\":",
				 severity_of(finding->severity),
				 (unsigned long long)fingerprint(findings, finding));
		cli_put_json(out, cli_input_name(findings->input));
		pl_buffer_printf(out, ",\"lines\":{\"begin\":%u,\"end\":%u}}}", line, line);
	}
}

void
cli_end_climate(struct cli *cli, struct pl_buffer *out)
{
	(void)cli;
	pl_buffer_put_text(out, "]\n");
}
