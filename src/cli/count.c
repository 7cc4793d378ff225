#include <string.h>

#include "cli/cli.h"

struct total {
	uint64_t pages, eighths;
	size_t files;
};

/* 99 eighths are 12 3/8. */
static void
put_eighths(struct cli_buffer *out, uint64_t eighths)
{
	unsigned long long whole = eighths / 8, rest = eighths % 8;
	if (rest == 0) {
		cli_put(out, "%llu", whole);
	} else if (whole == 0) {
		cli_put(out, "%llu/8", rest);
	} else {
		cli_put(out, "%llu %llu/8", whole, rest);
	}
}

static void
put_figure(struct cli_buffer *out, const struct cli *cli, uint64_t pages, uint64_t eighths)
{
	if (cli->options.eighths) {
		put_eighths(out, eighths);
	} else {
		cli_put(out, "%llu", (unsigned long long)pages);
	}
}

/* As JSON has it. A byte which is not UTF-8 becomes U+FFFD: JSON has no other bytes. */
static void
put_json_string(struct cli_buffer *out, const char *text)
{
	cli_put(out, "\"");
	while (*text != '\0') {
		size_t length = cli_utf8_length(text);
		if (length == 0) {
			cli_put(out, "\\ufffd");
			length = 1;
		} else if (*text == '"' || *text == '\\') {
			cli_put(out, "\\%c", *text);
		} else if ((unsigned char)*text < 0x20) {
			cli_put(out, "\\u%04x", (unsigned)(unsigned char)*text);
		} else {
			cli_put_bytes(out, text, length);
		}
		text += length;
	}
	cli_put(out, "\"");
}

static void
put_file(struct cli_buffer *out, const struct cli *cli, const char *input,
	 const struct total *before)
{
	uint32_t pages = platen_pages_count(cli->screenplay.pages);
	uint32_t eighths = platen_pages_eighths(cli->screenplay.pages);
	if (cli->options.json) {
		cli_put(out, "%s{\"file\":", before->files == 0 ? "" : ",");
		put_json_string(out, input);
		cli_put(out, ",\"pages\":%u,\"eighths\":%u}", (unsigned)pages, (unsigned)eighths);
		return;
	}
	put_figure(out, cli, pages, eighths);
	if (cli->input_count > 1) {
		cli_put(out, "\t");
		cli_put_visible(out, input);
	}
	cli_put(out, "\n");
}

static void
put_total(struct cli_buffer *out, const struct cli *cli, const struct total *total)
{
	if (cli->options.json) {
		cli_put(out, "],\"total\":%llu}\n", (unsigned long long)total->pages);
	} else if (cli->input_count > 1) {
		put_figure(out, cli, total->pages, total->eighths);
		cli_put(out, "\ttotal\n");
	}
}

enum cli_exit
cli_count(struct cli *cli)
{
	if (cli->input_count == 0) {
		return cli_misused(cli, "no input; name a screenplay, or - for standard input");
	}
	struct cli_buffer out = {0};
	struct total total = {0};
	enum cli_exit worst = CLI_DONE;
	cli_put(&out, "%s", cli->options.json ? "{\"schema\":1,\"files\":[" : "");
	for (size_t i = 0; i < cli->input_count; i++) {
		enum cli_exit status = cli_screenplay_read(cli, cli->inputs[i], true);
		if (status != CLI_DONE) {
			worst = status > worst ? status : worst;
			continue;
		}
		put_file(&out, cli, cli->inputs[i], &total);
		total.pages += platen_pages_count(cli->screenplay.pages);
		total.eighths += platen_pages_eighths(cli->screenplay.pages);
		total.files++;
	}
	put_total(&out, cli, &total);
	enum cli_exit status = cli_publish(cli, &out, "-");
	cli_buffer_fini(&out);
	return status > worst ? status : worst;
}
