#include <string.h>

#include "cli/commands/table.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const char *const settings[PLATEN_SETTING_COUNT] = {
	[PLATEN_NO_SETTING] = "",
	[PLATEN_INT] = "INT",
	[PLATEN_EXT] = "EXT",
	[PLATEN_INT_EXT] = "INT/EXT",
};

/* ------------------------------------------------------------------------ scenes */

static const struct cli_column scene_columns[] = {
	{"number", false, false},   {"heading", false, false}, {"int_ext", false, false},
	{"location", false, false}, {"time", false, false},    {"page", false, false},
	{"eighths", true, false},   {"speeches", true, false}, {"words", true, false},
	{"line", true, false},      {"speakers", false, true},
};

static void
put_speakers(struct cli_table *table, const struct platen_figures *figures, size_t scene,
	     size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct platen_text name = platen_figures_speaker(figures, scene, i);
		pl_buffer_put(&table->cells, (struct pl_str){"\n", i > 0});
		pl_buffer_put(&table->cells, (struct pl_str){name.data, name.length});
	}
	pl_buffer_put_byte(&table->cells, '\0');
}

static void
fill_scenes(struct cli_table *table, const struct platen_figures *figures)
{
	struct platen_scene_figures scene;
	for (size_t i = 0; platen_figures_scene(figures, i, &scene); i++) {
		cli_table_put_text(table, scene.number);
		cli_table_put_text(table, scene.heading);
		cli_table_put(table, "%s", settings[scene.setting]);
		cli_table_put_text(table, scene.location);
		cli_table_put_text(table, scene.time);
		cli_table_put_text(table, scene.page);
		cli_table_put(table, "%u", (unsigned)scene.eighths);
		cli_table_put(table, "%u", (unsigned)scene.speeches);
		cli_table_put(table, "%u", (unsigned)scene.words);
		cli_table_put(table, "%u", (unsigned)scene.position.line);
		put_speakers(table, figures, i, scene.speaker_count);
		table->row_count++;
	}
}

/* -------------------------------------------------------------------------- cast */

static const struct cli_column cast_columns[] = {
	{"name", false, false},      {"scenes", true, false}, {"speeches", true, false},
	{"words", true, false},      {"lines", true, false},  {"first_page", false, false},
	{"last_page", false, false}, {"pages", true, false},
};

static void
fill_cast(struct cli_table *table, const struct platen_figures *figures)
{
	struct platen_character_figures character;
	for (size_t i = 0; platen_figures_character(figures, i, &character); i++) {
		cli_table_put_text(table, character.name);
		cli_table_put(table, "%u", (unsigned)character.scenes);
		cli_table_put(table, "%u", (unsigned)character.speeches);
		cli_table_put(table, "%u", (unsigned)character.words);
		cli_table_put(table, "%u", (unsigned)character.lines);
		cli_table_put_text(table, character.first_page);
		cli_table_put_text(table, character.last_page);
		cli_table_put(table, "%u", (unsigned)character.pages);
		table->row_count++;
	}
}

/* --------------------------------------------------------------------- locations */

static const struct cli_column location_columns[] = {
	{"location", false, false},   {"int_ext", false, false}, {"scenes", true, false},
	{"eighths", true, false},     {"day", true, false},      {"night", true, false},
	{"first_page", false, false},
};

static void
fill_locations(struct cli_table *table, const struct platen_figures *figures)
{
	struct platen_location_figures location;
	for (size_t i = 0; platen_figures_location(figures, i, &location); i++) {
		cli_table_put_text(table, location.name);
		cli_table_put(table, "%s", settings[location.setting]);
		cli_table_put(table, "%u", (unsigned)location.scenes);
		cli_table_put(table, "%u", (unsigned)location.eighths);
		cli_table_put(table, "%u", (unsigned)location.day);
		cli_table_put(table, "%u", (unsigned)location.night);
		cli_table_put_text(table, location.first_page);
		table->row_count++;
	}
}

/* ----------------------------------------------------------------------- summary */

/* Settings times of day: scenes and eighths of each, in the order of the columns. */
#define PARTS(X)                                                                                   \
	X("int_day", PLATEN_INT, PLATEN_DAY)                                                       \
	X("int_night", PLATEN_INT, PLATEN_NIGHT)                                                   \
	X("int_other", PLATEN_INT, PLATEN_TIME_OTHER)                                              \
	X("ext_day", PLATEN_EXT, PLATEN_DAY)                                                       \
	X("ext_night", PLATEN_EXT, PLATEN_NIGHT)                                                   \
	X("ext_other", PLATEN_EXT, PLATEN_TIME_OTHER)                                              \
	X("int_ext_day", PLATEN_INT_EXT, PLATEN_DAY)                                               \
	X("int_ext_night", PLATEN_INT_EXT, PLATEN_NIGHT)                                           \
	X("int_ext_other", PLATEN_INT_EXT, PLATEN_TIME_OTHER)                                      \
	X("none_day", PLATEN_NO_SETTING, PLATEN_DAY)                                               \
	X("none_night", PLATEN_NO_SETTING, PLATEN_NIGHT)                                           \
	X("none_other", PLATEN_NO_SETTING, PLATEN_TIME_OTHER)

static const struct cli_column summary_columns[] = {{"pages", true, false},
						    {"eighths", true, false},
						    {"running_time", false, false},
						    {"scenes", true, false},
						    {"locations", true, false},
						    {"characters", true, false},
						    {"speeches", true, false},
						    {"words", true, false},
						    {"dialogue_words", true, false},
						    {"dialogue_percent", true, false},
#define PART_COLUMNS(name, setting, time)                                                          \
	{name "_scenes", true, false}, {name "_eighths", true, false},
						    PARTS(PART_COLUMNS)
#undef PART_COLUMNS
};

/* A page is a minute: an eighth is seven and a half seconds. */
static void
put_running_time(struct cli_table *table, uint32_t eighths)
{
	uint64_t seconds = ((uint64_t)eighths * 15 + 1) / 2;
	cli_table_put(table, "%llu:%02llu:%02llu", (unsigned long long)(seconds / 3600),
		      (unsigned long long)(seconds / 60 % 60), (unsigned long long)(seconds % 60));
}

static void
fill_summary(struct cli_table *table, const struct platen_figures *figures)
{
	struct platen_sum_figures sum;
	platen_figures_sum(figures, &sum);
	uint64_t percent = sum.words == 0 ? 0
					  : ((uint64_t)sum.dialogue_words * 200 + sum.words) /
						    ((uint64_t)sum.words * 2);
	cli_table_put(table, "%u", (unsigned)sum.pages);
	cli_table_put(table, "%u", (unsigned)sum.eighths);
	put_running_time(table, sum.eighths);
	cli_table_put(table, "%u", (unsigned)sum.scenes);
	cli_table_put(table, "%u", (unsigned)sum.locations);
	cli_table_put(table, "%u", (unsigned)sum.characters);
	cli_table_put(table, "%u", (unsigned)sum.speeches);
	cli_table_put(table, "%u", (unsigned)sum.words);
	cli_table_put(table, "%u", (unsigned)sum.dialogue_words);
	cli_table_put(table, "%u", (unsigned)percent);
#define PUT_PART(name, setting, time)                                                              \
	cli_table_put(table, "%u", (unsigned)sum.parts[setting][time].scenes);                     \
	cli_table_put(table, "%u", (unsigned)sum.parts[setting][time].eighths);
	PARTS(PUT_PART)
#undef PUT_PART
	table->row_count = 1;
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
		if (strcmp(kinds[i].name, name) == 0) {
			return &kinds[i];
		}
	}
	return NULL;
}

static enum cli_exit
print(struct cli *cli, const struct kind *kind, const struct platen_figures *figures)
{
	struct pl_buffer out = {0};
	struct cli_table table = {
		.name = kind->name,
		.columns = kind->columns,
		.column_count = kind->column_count,
		.is_record = kind->is_record,
	};
	kind->fill(&table, figures);
	cli_table_print(&out, &table, cli->options.table);
	enum cli_exit status = cli_publish(cli, &out, "-");
	pl_buffer_fini(&table.cells);
	pl_buffer_fini(&out);
	return status;
}

enum cli_exit
cli_report(struct cli *cli)
{
	static const char usage[] = "scenes, cast, locations or summary";
	if (cli->input_count == 0) {
		return cli_misused(cli, "no report named; there are %s", usage);
	}
	const struct kind *kind = find_kind(cli->inputs[0]);
	if (kind == NULL) {
		return cli_misused(cli, "unknown report '%s'; there are %s", cli->inputs[0], usage);
	}
	if (cli->input_count != 2) {
		return cli_misused(cli, "report takes one screenplay, or - for standard input");
	}
	const char *input = cli->inputs[1];
	enum cli_exit status = cli_screenplay_read(cli, input, true);
	if (status != CLI_DONE) {
		return status;
	}
	struct platen_figures *figures;
	status = cli_refuse(cli, input, platen_figures_new(cli->screenplay.pages, &figures));
	if (status == CLI_DONE) {
		status = print(cli, kind, figures);
		platen_figures_free(figures);
	}
	return status;
}
