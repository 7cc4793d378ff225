#include "cli/cli.h"

static enum cli_exit
print(struct cli *cli, struct pl_buffer *out)
{
	if (cli->input_count > 0) {
		pl_buffer_fini(out);
		return cli_misused(cli, "'%s' takes no file, but '%s' was given",
				   cli->command->name, cli->inputs[0]);
	}
	enum cli_exit status = cli_publish(cli, out, "-");
	pl_buffer_fini(out);
	return status;
}

/* What is listed, as lines or as JSON: {"schema":1,"NAME":[...]}. */
struct list {
	struct pl_buffer out;
	struct pl_json json;
	bool is_json;
};

static void
begin(struct list *list, const struct cli *cli, const char *name)
{
	list->is_json = cli->options.json;
	list->json = pl_json_to_buffer(&list->out);
	if (list->is_json) {
		pl_json_begin(&list->json, NULL, "{");
		pl_json_int(&list->json, "schema", 1);
		pl_json_begin(&list->json, name, "[");
	}
}

static enum cli_exit
end(struct list *list, struct cli *cli)
{
	if (list->is_json) {
		pl_json_end(&list->json, "]");
		pl_json_end(&list->json, "}");
		pl_buffer_put_text(&list->out, "\n");
	}
	return print(cli, &list->out);
}

static const struct platen_format *
output_of(enum platen_input input)
{
	const struct platen_format *format;
	size_t i = 0;
	while ((format = platen_format_at(i)) != NULL && format->input != input) {
		i++;
	}
	return format;
}

static const struct platen_input_format *
input_of(const struct platen_format *format)
{
	const struct platen_input_format *input;
	size_t i = 0;
	while ((input = platen_input_at(i)) != NULL && input->input != format->input) {
		i++;
	}
	return input;
}

static void
put_bool(struct pl_json *json, const char *key, bool value)
{
	pl_json_bare(json, key, value ? "true" : "false");
}

static void
put_extensions(struct pl_json *json, const struct platen_format *output,
	       const struct platen_input_format *input)
{
	pl_json_begin(json, "extensions", "[");
	if (input == NULL && output->extension != NULL) {
		pl_json_text(json, NULL, output->extension);
	}
	for (size_t i = 0; input != NULL && input->extensions[i] != NULL; i++) {
		pl_json_text(json, NULL, input->extensions[i]);
	}
	pl_json_end(json, "]");
}

/* A format that is written, read or both: the struct for what it is not is NULL. */
static void
put_format(struct list *list, const struct platen_format *output,
	   const struct platen_input_format *input)
{
	const char *name = output != NULL ? output->name : input->name;
	const char *summary = output != NULL ? output->summary : input->summary;
	if (!list->is_json) {
		const char *extension = output != NULL ? output->extension : input->extensions[0];
		const char *access = output == NULL ? "r" : input == NULL ? "w" : "rw";
		pl_buffer_printf(&list->out, "%-10s %-10s %-3s %s\n", name,
				 extension == NULL ? "-" : extension, access, summary);
		return;
	}
	struct pl_json *json = &list->json;
	pl_json_begin(json, NULL, "{");
	pl_json_text(json, "name", name);
	pl_json_text(json, "summary", summary);
	put_extensions(json, output, input);
	put_bool(json, "read", input != NULL);
	put_bool(json, "write", output != NULL);
	put_bool(json, "paged", output != NULL && output->is_paged);
	put_bool(json, "drawn", output != NULL && output->is_drawn);
	put_bool(json, "one_page_a_file", output != NULL && output->is_single);
	pl_json_end(json, "}");
}

enum cli_exit
cli_formats(struct cli *cli)
{
	struct list list = {0};
	const struct platen_format *output;
	const struct platen_input_format *input;
	begin(&list, cli, "formats");
	for (size_t i = 0; (output = platen_format_at(i)) != NULL; i++) {
		put_format(&list, output, input_of(output));
	}
	for (size_t i = 0; (input = platen_input_at(i)) != NULL; i++) {
		if (output_of(input->input) == NULL) {
			put_format(&list, NULL, input);
		}
	}
	return end(&list, cli);
}

static void
put_rule(struct list *list, const struct platen_diagnostic *rule)
{
	const char *severity = cli_severity_word(rule->severity);
	if (!list->is_json) {
		pl_buffer_printf(&list->out, "%-8s %-8s %s\n", rule->id, severity, rule->message);
		return;
	}
	struct pl_json *json = &list->json;
	pl_json_begin(json, NULL, "{");
	pl_json_text(json, "id", rule->id);
	pl_json_text(json, "severity", severity);
	pl_json_text(json, "message", rule->message);
	pl_json_end(json, "}");
}

enum cli_exit
cli_rules(struct cli *cli)
{
	struct list list = {0};
	struct platen_diagnostic rule;
	begin(&list, cli, "rules");
	for (size_t i = 0; platen_rule(i, &rule); i++) {
		put_rule(&list, &rule);
	}
	return end(&list, cli);
}

enum cli_exit
cli_version(struct cli *cli)
{
	struct pl_buffer out = {0};
	pl_buffer_printf(&out, "platen %s (metrics %d)\n", platen_version(),
			 PLATEN_METRICS_VERSION);
	return print(cli, &out);
}
