/* `platen report`: figures of scenes, cast, locations and the whole, as tables. */
#include <stddef.h>

#include "cli/commands/commands.h"
#include "cli/commands/table.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* ------------------------------------------------------------------------- cells */

static void
put_text(struct pl_buffer *cell, const void *value)
{
	const struct platen_text *text = value;
	pl_buffer_put(cell, (struct pl_str){text->data, text->length});
}

static void
put_number(struct pl_buffer *cell, const void *value)
{
	pl_buffer_printf(cell, "%u", (unsigned)*(const uint32_t *)value);
}

static void
put_setting(struct pl_buffer *cell, const void *value)
{
	static const char *const words[PLATEN_SETTING_COUNT] = {
		[PLATEN_NO_SETTING] = "",
		[PLATEN_INT] = "INT",
		[PLATEN_EXT] = "EXT",
		[PLATEN_INT_EXT] = "INT/EXT",
	};
	pl_buffer_put_text(cell, words[*(const enum platen_setting *)value]);
}

/* Of eighths: a page is a minute, so an eighth is seven and a half seconds. */
static void
put_running_time(struct pl_buffer *cell, const void *value)
{
	uint64_t seconds = ((uint64_t) * (const uint32_t *)value * 15 + 1) / 2;
	pl_buffer_printf(cell, "%llu:%02llu:%02llu", (unsigned long long)(seconds / 3600),
			 (unsigned long long)(seconds / 60 % 60),
			 (unsigned long long)(seconds % 60));
}

#define TEXT CLI_TEXT, put_text
#define NUMBER CLI_NUMBER, put_number
#define SETTING CLI_TEXT, put_setting

/* ------------------------------------------------------------------------ scenes */

struct scene_row {
	struct platen_scene_figures scene;
	struct platen_text speakers; /* joined by LF */
};

#define AT(member) offsetof(struct scene_row, member)
static const struct cli_column scene_columns[] = {
	{"number", TEXT, AT(scene.number)},
	{"heading", TEXT, AT(scene.heading)},
	{"int_ext", SETTING, AT(scene.setting)},
	{"location", TEXT, AT(scene.location)},
	{"time", TEXT, AT(scene.time)},
	{"page", TEXT, AT(scene.page)},
	{"eighths", NUMBER, AT(scene.eighths)},
	{"speeches", NUMBER, AT(scene.speeches)},
	{"words", NUMBER, AT(scene.words)},
	{"line", NUMBER, AT(scene.position.line)},
	{"speakers", CLI_LIST, put_text, AT(speakers)},
};
#undef AT

static void
fill_scenes(struct cli_table *table, const struct platen_figures *figures)
{
	const struct platen_scene_figures *scene;
	for (size_t i = 0; (scene = platen_figures_scene(figures, i)) != NULL; i++) {
		struct scene_row row = {.scene = *scene};
		struct pl_buffer speakers = {0};
		for (size_t j = 0; j < scene->speaker_count; j++) {
			struct platen_text name = platen_figures_speaker(figures, i, j);
			pl_buffer_put_text(&speakers, j > 0 ? "\n" : "");
			put_text(&speakers, &name);
		}
		row.speakers = (struct platen_text){speakers.data, speakers.length};
		cli_table_add(table, &row);
		table->cells.failed |= speakers.failed;
		pl_buffer_fini(&speakers);
	}
}

/* -------------------------------------------------------------------------- cast */

#define AT(member) offsetof(struct platen_character_figures, member)
static const struct cli_column cast_columns[] = {
	{"name", TEXT, AT(name)},           {"scenes", NUMBER, AT(scenes)},
	{"speeches", NUMBER, AT(speeches)}, {"words", NUMBER, AT(words)},
	{"lines", NUMBER, AT(lines)},       {"first_page", TEXT, AT(first_page)},
	{"last_page", TEXT, AT(last_page)}, {"pages", NUMBER, AT(pages)},
};
#undef AT

static void
fill_cast(struct cli_table *table, const struct platen_figures *figures)
{
	const struct platen_character_figures *character;
	for (size_t i = 0; (character = platen_figures_character(figures, i)) != NULL; i++) {
		cli_table_add(table, character);
	}
}

/* --------------------------------------------------------------------- locations */

#define AT(member) offsetof(struct platen_location_figures, member)
static const struct cli_column location_columns[] = {
	{"location", TEXT, AT(name)},
	{"int_ext", SETTING, AT(setting)},
	{"scenes", NUMBER, AT(scenes)},
	{"eighths", NUMBER, AT(eighths)},
	{"day", NUMBER, AT(day)},
	{"night", NUMBER, AT(night)},
	{"first_page", TEXT, AT(first_page)},
};
#undef AT

static void
fill_locations(struct cli_table *table, const struct platen_figures *figures)
{
	const struct platen_location_figures *location;
	for (size_t i = 0; (location = platen_figures_location(figures, i)) != NULL; i++) {
		cli_table_add(table, location);
	}
}

/* ----------------------------------------------------------------------- summary */

struct summary_row {
	struct platen_sum_figures sum;
	uint32_t dialogue_percent;
};

#define AT(member) offsetof(struct summary_row, member)
#define PART(name, setting, time)                                                                  \
	{name "_scenes", NUMBER, AT(sum.parts[setting][time].scenes)},                             \
	{                                                                                          \
		name "_eighths", NUMBER, AT(sum.parts[setting][time].eighths)                      \
	}
static const struct cli_column summary_columns[] = {
	{"pages", NUMBER, AT(sum.pages)},
	{"eighths", NUMBER, AT(sum.eighths)},
	{"running_time", CLI_TEXT, put_running_time, AT(sum.eighths)},
	{"scenes", NUMBER, AT(sum.scenes)},
	{"locations", NUMBER, AT(sum.locations)},
	{"characters", NUMBER, AT(sum.characters)},
	{"speeches", NUMBER, AT(sum.speeches)},
	{"words", NUMBER, AT(sum.words)},
	{"dialogue_words", NUMBER, AT(sum.dialogue_words)},
	{"dialogue_percent", NUMBER, AT(dialogue_percent)},
	PART("int_day", PLATEN_INT, PLATEN_DAY),
	PART("int_night", PLATEN_INT, PLATEN_NIGHT),
	PART("int_other", PLATEN_INT, PLATEN_TIME_OTHER),
	PART("ext_day", PLATEN_EXT, PLATEN_DAY),
	PART("ext_night", PLATEN_EXT, PLATEN_NIGHT),
	PART("ext_other", PLATEN_EXT, PLATEN_TIME_OTHER),
	PART("int_ext_day", PLATEN_INT_EXT, PLATEN_DAY),
	PART("int_ext_night", PLATEN_INT_EXT, PLATEN_NIGHT),
	PART("int_ext_other", PLATEN_INT_EXT, PLATEN_TIME_OTHER),
	PART("none_day", PLATEN_NO_SETTING, PLATEN_DAY),
	PART("none_night", PLATEN_NO_SETTING, PLATEN_NIGHT),
	PART("none_other", PLATEN_NO_SETTING, PLATEN_TIME_OTHER),
};
#undef AT

static void
fill_summary(struct cli_table *table, const struct platen_figures *figures)
{
	struct summary_row row = {.sum = *platen_figures_sum(figures)};
	if (row.sum.words > 0) {
		uint64_t words = row.sum.words, dialogue = row.sum.dialogue_words;
		row.dialogue_percent = (uint32_t)((dialogue * 200 + words) / (words * 2));
	}
	cli_table_add(table, &row);
}

/* ----------------------------------------------------------------------- command */

static const struct kind {
	const char *name;
	const struct cli_column *columns;
	size_t column_count;
	void (*fill)(struct cli_table *table, const struct platen_figures *figures);
	bool is_record;
} kinds[] = {
	{"scenes", scene_columns, COUNT_OF(scene_columns), fill_scenes, false},
	{"cast", cast_columns, COUNT_OF(cast_columns), fill_cast, false},
	{"locations", location_columns, COUNT_OF(location_columns), fill_locations, false},
	{"summary", summary_columns, COUNT_OF(summary_columns), fill_summary, true},
};

static const struct kind *
find_kind(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		if (pl_str_equal_ascii_case(pl_str_of(kinds[i].name), pl_str_of(name))) {
			return &kinds[i];
		}
	}
	return NULL;
}

static enum cli_exit
print(struct cli_run *run, const struct kind *kind, const struct platen_figures *figures)
{
	struct pl_buffer out = {0};
	struct cli_table table = {
		.name = kind->name,
		.columns = kind->columns,
		.column_count = kind->column_count,
		.is_record = kind->is_record,
	};
	kind->fill(&table, figures);
	cli_table_print(&out, &table, run->settings->options.report_form);
	pl_buffer_fini(&table.cells);
	return cli_print(run, &out);
}

static enum cli_exit
report(struct cli_run *run, const struct kind *kind, const char *input)
{
	struct cli_screenplay screenplay = {0};
	struct platen_figures *figures = NULL;
	enum cli_exit status = cli_screenplay_read(run, input, true, &screenplay);
	if (status == CLI_DONE) {
		status = cli_report_status(run->messages, input,
					   platen_figures_new(screenplay.pages, &figures));
	}
	if (status == CLI_DONE) {
		status = print(run, kind, figures);
	}
	platen_figures_free(figures);
	cli_screenplay_free(&screenplay);
	return status;
}

enum cli_exit
cli_report(struct cli_run *run)
{
	static const char usage[] = "scenes, cast, locations or summary";
	const struct cli_inputs *inputs = &run->request->inputs;
	if (inputs->count == 0) {
		return cli_usage_error(run->messages, "no report named; use %s", usage);
	}
	const struct kind *kind = find_kind(inputs->list[0]);
	if (kind == NULL) {
		return cli_usage_error(run->messages, "unknown report '%s'; use %s",
				       inputs->list[0], usage);
	}
	if (inputs->count != 2) {
		return cli_usage_error(run->messages,
				       "report takes one screenplay, or - for standard input");
	}
	return report(run, kind, inputs->list[1]);
}
