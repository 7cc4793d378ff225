/* --print-config: what each option is, and where that comes from. */
#include "command.h"
#include "cli/options/values.h"

/* What is printed, and the screenplay whose title page counts. */
struct printer {
	struct pl_buffer *out;
	const struct cli_settings *settings;
	const struct platen_document *document; /* NULL: none is named */
	const char *input;
};

/* The value of an option. */
struct resolved {
	struct pl_buffer text;           /* as .platen.ini has it */
	bool is_set, is_by_script;       /* the screenplay decided */
	const struct platen_node *entry; /* see struct pl_layout_option_value */
};

static void
set_text(struct resolved *resolved, const char *text, size_t length)
{
	struct pl_buffer copy = {0};
	pl_buffer_put(&copy, (struct pl_str){text, length});
	const char *whole = pl_buffer_text(&copy);
	cli_put_config_text(&resolved->text, whole == NULL ? "" : whole);
	resolved->text.failed |= copy.failed;
	resolved->is_set = true;
	pl_buffer_fini(&copy);
}

/* The value that the library uses: layout calls the same function. */
static void
resolve_by_library(const struct printer *printer, const struct cli_option *option,
		   struct resolved *resolved)
{
	struct pl_layout_option_value value;
	if (option->value.type == CLI_TYPE_BIT && printer->document != NULL) {
		resolved->entry =
			pl_fountain_extension_entry(printer->document, option->value.first);
		resolved->is_by_script = resolved->entry != NULL;
		if (resolved->is_by_script) {
			set_text(resolved, "yes", strlen("yes"));
		}
	} else if (option->script != PLATEN_OPTION_NONE &&
		   pl_layout_option(printer->document, &printer->settings->options.layout,
				    option->script, &value)) {
		resolved->entry = value.entry;
		resolved->is_by_script = value.decider == PL_DECIDED_BY_SCRIPT;
		bool is_default = value.decider == PL_DECIDED_BY_DEFAULT &&
				  option->value.type != CLI_TYPE_TEXT;
		if (resolved->is_by_script || is_default) {
			set_text(resolved, value.text.data, value.text.length);
		}
	}
}

static void
put_origin(const struct printer *printer, const struct cli_option *option,
	   const struct cli_setting *setting)
{
	struct pl_buffer *out = printer->out;
	char variable[CLI_NAME_SIZE];
	switch (setting->origin) {
	case CLI_ORIGIN_DEFAULT: pl_buffer_put_text(out, "default"); break;
	case CLI_ORIGIN_EPOCH: pl_buffer_put_text(out, "SOURCE_DATE_EPOCH"); break;
	case CLI_ORIGIN_FILE:
		cli_put_visible(out, printer->settings->config_path);
		pl_buffer_printf(out, ":%u", setting->line);
		break;
	case CLI_ORIGIN_ENVIRONMENT:
		cli_option_variable(option, variable);
		pl_buffer_put_text(out, variable);
		break;
	case CLI_ORIGIN_LINE: pl_buffer_put_text(out, "command line"); break;
	}
}

/* "coffee.fountain:2, Paper:"; without an entry the screenplay as a whole. */
static void
put_entry(const struct printer *printer, const struct platen_node *entry)
{
	cli_put_visible(printer->out, cli_input_name(printer->input));
	if (entry != NULL) {
		struct platen_text key = platen_node_label(entry);
		pl_buffer_printf(printer->out,
				 ":%u, %.*s:", (unsigned)platen_node_position(entry).line,
				 (int)key.length, key.data);
	}
}

static void
put_option(const struct printer *printer, const struct cli_option *option,
	   const struct cli_setting *setting)
{
	struct pl_buffer *out = printer->out;
	struct resolved resolved = {0};
	resolve_by_library(printer, option, &resolved);
	if (!resolved.is_set && !resolved.is_by_script) {
		const char *options = (const char *)&printer->settings->options;
		resolved.is_set =
			cli_value_put(&resolved.text, &option->value, options + option->target);
	}
	if (resolved.is_set) {
		pl_buffer_printf(out, "%s = ", option->name);
		pl_buffer_put(out, pl_buffer_str(&resolved.text));
	} else {
		pl_buffer_printf(out, "# %s is not set", option->name);
	}
	pl_buffer_put_text(out, "  # ");
	if (resolved.is_by_script) {
		put_entry(printer, resolved.entry);
	} else {
		put_origin(printer, option, setting);
		if (resolved.entry != NULL) {
			pl_buffer_put_text(out, ", not ");
			put_entry(printer, resolved.entry);
		}
	}
	pl_buffer_put_byte(out, '\n');
	out->failed |= resolved.text.failed;
	pl_buffer_fini(&resolved.text);
}

void
cli_put_settings(struct pl_buffer *out, const struct cli_settings *settings,
		 const struct platen_document *document, const char *input)
{
	const struct printer printer = {out, settings, document, input};
	const struct cli_option *option;
	pl_buffer_printf(out, "[%s]\n", settings->command->name);
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & settings->command->bit) != 0 && !option->is_line_only) {
			put_option(&printer, option, &settings->list[i]);
		}
	}
}
