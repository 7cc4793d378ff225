/* Prints what the program knows: `formats`, `languages`, `rules` and `version`. */
#include "cli/commands/commands.h"

/* Print the output of a command that takes no operands. */
static enum cli_exit
print(struct cli_run *run, struct pl_buffer *out)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	if (inputs->count > 0) {
		pl_buffer_fini(out);
		return cli_usage_error(run->messages, "%s takes no arguments, but '%s' was given",
				       run->settings->command->name, inputs->list[0]);
	}
	return cli_print(run, out);
}

/* What is listed, as lines or as JSON: {"schema":1,"NAME":[...]}. */
struct list {
	struct pl_buffer out;
	struct pl_json json;
	bool is_json;
};

static void
begin(struct list *list, const struct cli_run *run, const char *name)
{
	list->is_json = run->settings->options.list_form == CLI_LIST_JSON;
	list->json = pl_json_to_buffer(&list->out);
	if (list->is_json) {
		pl_json_begin(&list->json, NULL, "{");
		pl_json_int(&list->json, "schema", 1);
		pl_json_begin(&list->json, name, "[");
	}
}

static enum cli_exit
end(struct list *list, struct cli_run *run)
{
	if (list->is_json) {
		pl_json_end(&list->json, "]}\n");
	}
	return print(run, &list->out);
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
cli_formats(struct cli_run *run)
{
	struct list list = {0};
	const struct platen_format *output;
	const struct platen_input_format *input;
	begin(&list, run, "formats");
	for (size_t i = 0; (output = platen_format_at(i)) != NULL; i++) {
		put_format(&list, output, input_of(output));
	}
	for (size_t i = 0; (input = platen_input_at(i)) != NULL; i++) {
		if (cli_format_of(input->input) == NULL) {
			put_format(&list, NULL, input);
		}
	}
	return end(&list, run);
}

/* The words of a list, which has bars between them. */
static void
put_words(struct list *list, const struct platen_language_words *words)
{
	struct pl_str rest = pl_str_of(words->words == NULL ? "" : words->words), word;
	/* what is printed, not read, is one word */
	bool is_list = strcmp(words->group, "continued") != 0;
	if (list->is_json && is_list) {
		pl_json_begin(&list->json, words->name, "[");
	}
	while (pl_str_next_word(&rest, "|", &word)) {
		if (list->is_json) {
			pl_json_str(&list->json, is_list ? NULL : words->name, word);
		} else {
			bool is_first = pl_str_ends(pl_buffer_str(&list->out), PL_STR("  "));
			pl_buffer_printf(&list->out, "%s%.*s", is_first ? "" : ", ",
					 (int)word.length, word.data);
		}
	}
	if (list->is_json && is_list) {
		pl_json_end(&list->json, "]");
	}
}

static void
put_group(struct list *list, const char *group, bool begins)
{
	if (list->is_json && begins) {
		pl_json_begin(&list->json, group, "{");
	} else if (list->is_json) {
		pl_json_end(&list->json, "}");
	} else if (begins) {
		pl_buffer_printf(&list->out, "  %-11s  ", group);
	} else {
		pl_buffer_put_text(&list->out, "\n");
	}
}

static void
put_groups(struct list *list, size_t language)
{
	struct platen_language_words words;
	const char *group = NULL;
	for (size_t i = 0; platen_language_words(language, i, &words); i++) {
		if (group == NULL || strcmp(group, words.group) != 0) {
			if (group != NULL) {
				put_group(list, group, false);
			}
			group = words.group;
			put_group(list, group, true);
		}
		put_words(list, &words);
	}
	if (group != NULL) {
		put_group(list, group, false);
	}
}

static void
put_language(struct list *list, size_t index, const struct platen_language *language)
{
	struct pl_str rest = pl_str_of(language->codes), code;
	if (!list->is_json) {
		pl_str_next_word(&rest, "|", &code);
		pl_buffer_printf(&list->out, "%-8.*s %s\n", (int)code.length, code.data,
				 language->name);
		put_groups(list, index);
		return;
	}
	pl_json_begin(&list->json, NULL, "{");
	pl_json_begin(&list->json, "codes", "[");
	while (pl_str_next_word(&rest, "|", &code)) {
		pl_json_str(&list->json, NULL, code);
	}
	pl_json_end(&list->json, "]");
	pl_json_text(&list->json, "name", language->name);
	put_groups(list, index);
	pl_json_end(&list->json, "}");
}

enum cli_exit
cli_languages(struct cli_run *run)
{
	struct list list = {0};
	struct platen_language language;
	begin(&list, run, "languages");
	for (size_t i = 0; platen_language_at(i, &language); i++) {
		put_language(&list, i, &language);
	}
	return end(&list, run);
}

static void
put_rule(struct list *list, const struct platen_rule *rule)
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
cli_rules(struct cli_run *run)
{
	struct list list = {0};
	const struct platen_rule *rule;
	begin(&list, run, "rules");
	for (size_t i = 0; (rule = platen_rule_at(i)) != NULL; i++) {
		put_rule(&list, rule);
	}
	return end(&list, run);
}

enum cli_exit
cli_version(struct cli_run *run)
{
	struct pl_buffer out = {0};
	pl_buffer_printf(&out, "platen %s (metrics %d)\n", platen_version(),
			 PLATEN_METRICS_VERSION);
	return run->settings->options.version ? cli_print(run, &out) : print(run, &out);
}
