/*
 * Page formats of the user's own, as .platen.ini has them:
 *
 *	[profile radio]
 *	base = stage
 *	lines-letter = 50
 *	dialogue = 2.25 7.0
 *	dialogue-spacing = 2
 *
 * A key is about the page, or about an element: `dialogue` is its column, from edge to edge,
 * `dialogue-above` the empty lines above it. What is not set is as in the base.
 */
#include <stddef.h>
#include <stdio.h>

#include "command.h"
#include "cli/options/values.h"

#define LINE (PLATEN_INCH / 6)
#define LETTER_HEIGHT (11 * PLATEN_INCH)
#define A4_HEIGHT 84189

/* ------------------------------------------------------------------------ keys */

struct key {
	char name[CLI_NAME_SIZE];
	struct cli_value value;
	size_t offset; /* in struct platen_profile */
	size_t style;  /* that of the element's style; 0: a key of the page */
};

#define AT(member) offsetof(struct platen_profile, member)
#define BASE 0 /* the key of this number */

/* clang-format off */
#define TEXT	{CLI_TYPE_TEXT, "a text"}
#define LENGTH	{CLI_TYPE_LENGTH}
#define LINES	{CLI_TYPE_NUMBER, NULL, 0, 1, 10000}
/* clang-format on */

static const struct key page_keys[] = {
	[BASE] = {"base",
		  {CLI_TYPE_TEXT, .wants = "a profile of platen's or one further up, before all "
					   "other keys"}},
	{"summary", TEXT, AT(summary)},
	{"lines-letter", LINES, AT(lines_letter)},
	{"lines-a4", LINES, AT(lines_a4)},
	{"top", LENGTH, AT(top)},
	{"page-number", LENGTH, AT(page_number)},
	{"scene-number-left", LENGTH, AT(scene_number_left)},
	{"scene-number-right", LENGTH, AT(scene_number_right)},
	{"more", TEXT, AT(more)},
	{"contd", TEXT, AT(contd)},
	{"scene-bottom", TEXT, AT(scene_bottom)},
	{"scene-top", TEXT, AT(scene_top)},
};
#define PAGE_KEY_COUNT (sizeof(page_keys) / sizeof(page_keys[0]))

#define ELEMENT_KEY_COUNT 7 /* of pl_format_style_keys, those in struct platen_style */
#define ELEMENT_COUNT (PLATEN_SIDE_COUNT * PLATEN_KIND_COUNT)
#define KEY_COUNT (PAGE_KEY_COUNT + ELEMENT_COUNT * ELEMENT_KEY_COUNT)

/* Where a profile is written, key by key. */
struct cli_profile {
	unsigned line;
	unsigned lines[KEY_COUNT]; /* 0: the base says it */
	const char *base;
};

static struct cli_value
value_of(const struct pl_format_key *key)
{
	switch (key->unit) {
	case PL_FORMAT_LENGTH:
		return (struct cli_value){
			CLI_TYPE_LENGTH, .wants = "a length in inches, less than the right edge of "
						  "the column"};
	case PL_FORMAT_COLUMN: return (struct cli_value){CLI_TYPE_COLUMN};
	case PL_FORMAT_NUMBER: return (struct cli_value){CLI_TYPE_NUMBER, .max = key->max};
	case PL_FORMAT_HALVES:
		return (struct cli_value){CLI_TYPE_NUMBER, .min = 1, .max = key->max / 2,
					  .unit = 2};
	case PL_FORMAT_CHOICE: return (struct cli_value){CLI_TYPE_CHOICE, key->words};
	case PL_FORMAT_WORDS: return (struct cli_value){CLI_TYPE_EMPHASIS, key->words};
	case PL_FORMAT_YES:
	case PL_FORMAT_NO:
	case PL_FORMAT_TEXT: break;
	}
	return (struct cli_value){CLI_TYPE_BOOL};
}

/* False: there is no such key, as the standard profile has no such element. */
static bool
key_at(size_t index, struct key *key)
{
	if (index < PAGE_KEY_COUNT) {
		*key = page_keys[index];
		return true;
	}
	size_t element = (index - PAGE_KEY_COUNT) / ELEMENT_KEY_COUNT;
	size_t number = (index - PAGE_KEY_COUNT) % ELEMENT_KEY_COUNT;
	unsigned side = (unsigned)(element / PLATEN_KIND_COUNT);
	unsigned kind = (unsigned)(element % PLATEN_KIND_COUNT);
	size_t style =
		AT(styles) + (side * PLATEN_STYLE_COUNT + kind) * sizeof(struct platen_style);
	if (platen_profile_at(0)->styles[side][kind].right == 0) {
		return false;
	}
	const struct pl_format_key *own = &pl_format_style_keys[number];
	char name[PL_FORMAT_KEY_SIZE];
	*key = (struct key){.value = value_of(own), .offset = style + own->offset, .style = style};
	pl_format_name_kind((enum platen_side)side, (enum platen_kind)kind, name);
	snprintf(key->name, sizeof(key->name), "%s%s%s", name, number == 0 ? "" : "-", own->name);
	return true;
}

static bool
find_key(struct pl_str name, size_t *index, struct key *key)
{
	for (*index = 0; *index < KEY_COUNT; ++*index) {
		if (key_at(*index, key) && pl_str_equal_ascii_case(pl_str_of(key->name), name)) {
			return true;
		}
	}
	return false;
}

static enum cli_exit
report_unknown_key(const struct cli_settings *settings, const struct pl_ini_line *line)
{
	struct key key, best;
	struct cli_hint hint;
	cli_hint_init(&hint, line->key);
	for (size_t i = 0; i < KEY_COUNT; i++) {
		if (key_at(i, &key)) {
			cli_hint_offer(&hint, pl_str_of(key.name));
		}
		if (hint.best.data == key.name) {
			best = key;
			hint.best = pl_str_of(best.name);
		}
	}
	return cli_config_error(settings, line->number, "a profile has no key '%.*s'%s%.*s%s",
				CLI_STR(line->key), CLI_HINT(hint));
}

/* --------------------------------------------------------------------- reading */

/* The user's profile of this name, or platen's; NULL if there is none. */
static const struct platen_profile *
find_profile(const struct cli_profiles *profiles, struct pl_str name)
{
	const struct platen_profile *found = cli_profile_by_name(profiles, name);
	for (size_t i = 0; found == NULL && platen_profile_at(i) != NULL; i++) {
		if (pl_str_equal_ascii_case(pl_str_of(platen_profile_at(i)->name), name)) {
			found = platen_profile_at(i);
		}
	}
	return found;
}

/* It would undo the keys before it, so it must come first. */
static bool
read_base(struct cli_profiles *profiles, struct pl_str name)
{
	struct platen_profile *profile = &profiles->list[profiles->count - 1];
	const struct platen_profile *base = find_profile(profiles, name);
	struct cli_profile *place = &profiles->places[profiles->count - 1];
	for (size_t i = 0; i < KEY_COUNT; i++) {
		if (place->lines[i] != 0) {
			return false;
		}
	}
	const char *own = profile->name;
	if (pl_str_equal_ascii_case(pl_str_of(own), name) || base == NULL) {
		return false;
	}
	place->base = base->name;
	*profile = *base;
	profile->size = sizeof(*profile);
	profile->name = own;
	return true;
}

static bool
set_key(struct cli_settings *settings, const struct key *key, size_t index, const char *text)
{
	struct cli_profiles *profiles = &settings->profiles;
	char *profile = (char *)&profiles->list[profiles->count - 1];
	const struct cli_profile *place = &profiles->places[profiles->count - 1];
	if (index == BASE) {
		return read_base(profiles, pl_str_of(text));
	}
	struct platen_style *style = (struct platen_style *)(profile + key->style);
	int32_t indent = key->style == 0 ? 0 : style->first - style->left;
	if (!cli_value_read(&key->value, text, settings, profile + key->offset)) {
		return false;
	}
	/* a first line which is indented stays so, unless it was set itself, by the next key */
	if (key->value.type == CLI_TYPE_COLUMN && place->lines[index + 1] == 0) {
		style->first = style->left + indent < 0 ? 0 : style->left + indent;
	}
	return key->style == 0 || style->first < style->right;
}

static enum cli_exit
read_key(struct cli_settings *settings, const struct pl_ini_line *line)
{
	struct key key;
	size_t index;
	const char *text = cli_settings_keep(settings, line->value);
	if (text == NULL) {
		return cli_out_of_memory(settings->messages, settings->config_path);
	}
	if (!find_key(line->key, &index, &key)) {
		return report_unknown_key(settings, line);
	}
	if (!set_key(settings, &key, index, text)) {
		return cli_config_value_error(settings, line, &key.value, text);
	}
	settings->profiles.places[settings->profiles.count - 1].lines[index] = line->number;
	return CLI_DONE;
}

static bool
grow(struct cli_settings *settings)
{
	struct cli_profiles *profiles = &settings->profiles;
	struct platen_profile *list =
		pl_arena_grow(&settings->arena, profiles->list, profiles->count,
			      &profiles->capacity, sizeof(*list));
	profiles->list = list == NULL ? profiles->list : list;
	struct cli_profile *places =
		pl_arena_grow(&settings->arena, profiles->places, profiles->count,
			      &profiles->place_capacity, sizeof(*places));
	profiles->places = places == NULL ? profiles->places : places;
	return list != NULL && places != NULL;
}

/* A section begins. */
static enum cli_exit
open(struct cli_settings *settings, const struct pl_ini_line *line, struct pl_str name)
{
	struct cli_profiles *profiles = &settings->profiles;
	struct platen_profile profile = *platen_profile_at(0);
	if (name.length == 0) {
		return cli_config_error(settings, line->number,
					"a profile needs a name: [profile NAME]");
	}
	if (find_profile(profiles, name) != NULL) {
		return cli_config_error(
			settings, line->number,
			"there is a profile '%.*s' already; give this one another name",
			CLI_STR(name));
	}
	struct cli_profile place = {.line = line->number, .base = profile.name};
	profile.size = sizeof(profile);
	profile.name = cli_settings_keep(settings, name);
	if (profile.name == NULL || !grow(settings)) {
		return cli_out_of_memory(settings->messages, settings->config_path);
	}
	profiles->places[profiles->count] = place;
	profiles->list[profiles->count++] = profile;
	return CLI_DONE;
}

/* The most lines that a sheet has room for below a top margin. */
static uint32_t
room_for_lines(int32_t height, int32_t top)
{
	return top < height ? (uint32_t)((height - top) / LINE) : 0;
}

/* A section is over. */
static enum cli_exit
check(const struct cli_settings *settings)
{
	size_t last = settings->profiles.count - 1;
	const struct platen_profile *profile = &settings->profiles.list[last];
	uint32_t letter = room_for_lines(LETTER_HEIGHT, profile->top);
	uint32_t a4 = room_for_lines(A4_HEIGHT, profile->top);
	bool is_letter = profile->lines_letter > letter;
	if (!is_letter && profile->lines_a4 <= a4) {
		return CLI_DONE;
	}
	return cli_config_error(settings, settings->profiles.places[last].line,
				"profile '%s' has room for %u lines below its top margin: set "
				"lines-%s to that, or to less",
				profile->name, (unsigned)(is_letter ? letter : a4),
				is_letter ? "letter" : "a4");
}

bool
cli_is_profile_section(struct pl_str section, struct pl_str *name)
{
	const struct pl_str word = PL_STR("profile");
	if (!pl_str_starts(section, word)) {
		return false;
	}
	struct pl_str rest = pl_str_slice(section, word.length, section.length);
	*name = pl_str_trim_ascii(rest);
	return rest.length == 0 || pl_is_space(rest.data[0]);
}

enum cli_exit
cli_profiles_read(struct cli_settings *settings, struct pl_ini ini)
{
	struct pl_ini_line line;
	struct pl_str name;
	enum cli_exit status = CLI_DONE;
	bool is_open = false;
	while (status == CLI_DONE && pl_ini_next(&ini, &line)) {
		if (line.kind == PL_INI_SECTION) {
			status = is_open ? check(settings) : CLI_DONE;
			is_open = cli_is_profile_section(line.key, &name);
			if (status == CLI_DONE && is_open) {
				status = open(settings, &line, name);
			}
		} else if (is_open) {
			status = read_key(settings, &line);
		}
	}
	settings->options.layout.profiles = settings->profiles.list;
	settings->options.layout.profile_count = settings->profiles.count;
	return status == CLI_DONE && is_open ? check(settings) : status;
}

/* -------------------------------------------------------------------- printing */

/* Whether most elements have this value, so that it is not printed. */
static bool
is_usual(const struct key *key, const struct platen_profile *profile)
{
	static const struct platen_style plain = {.half_lines = 2};
	size_t field = key->offset - key->style;
	const char *at = (const char *)profile + key->style;
	const struct platen_style *style = (const struct platen_style *)at;
	if (key->style == 0 || key->value.type == CLI_TYPE_COLUMN) {
		return false;
	}
	if (key->value.type == CLI_TYPE_LENGTH) {
		return style->first == style->left;
	}
	size_t size = key->value.type == CLI_TYPE_BOOL ? sizeof(bool) : sizeof(uint32_t);
	return memcmp(at + field, (const char *)&plain + field, size) == 0;
}

/* Print key number `index`, which line `line` of the file sets; 0: the base does. */
static void
put_key(struct pl_buffer *out, const struct key *key, const struct cli_settings *settings,
	const struct platen_profile *profile, const char *base, size_t index, unsigned line)
{
	struct pl_buffer value = {0};
	bool is_set = true;
	if (index == BASE) {
		cli_put_visible(&value, base);
	} else {
		is_set = cli_value_put(&value, &key->value, (const char *)profile + key->offset);
	}
	if (is_set && (line != 0 || !is_usual(key, profile))) {
		pl_buffer_printf(out, "%s = ", key->name);
		pl_buffer_put(out, pl_buffer_str(&value));
		pl_buffer_put_text(out, "  # ");
		cli_put_visible(out, line != 0       ? settings->config_path
				     : index == BASE ? "default"
						     : base);
		pl_buffer_put_text(out, line != 0 ? ":" : "\n");
		if (line != 0) {
			pl_buffer_printf(out, "%u\n", line);
		}
	}
	out->failed |= value.failed;
	pl_buffer_fini(&value);
}

void
cli_put_profiles(struct pl_buffer *out, const struct cli_settings *settings)
{
	struct key key;
	for (size_t i = 0; i < settings->profiles.count; i++) {
		const struct cli_profile *place = &settings->profiles.places[i];
		pl_buffer_put_text(out, "[profile ");
		cli_put_visible(out, settings->profiles.list[i].name);
		pl_buffer_put_text(out, "]  # ");
		cli_put_visible(out, settings->config_path);
		pl_buffer_printf(out, ":%u\n", place->line);
		for (size_t j = 0; j < KEY_COUNT; j++) {
			if (key_at(j, &key)) {
				put_key(out, &key, settings, &settings->profiles.list[i],
					place->base, j, place->lines[j]);
			}
		}
	}
}
