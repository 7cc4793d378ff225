/*
 * Page formats of the user's own, as .platen.ini has them:
 *
 *	[profile radio]
 *	base = stage
 *	lines-letter = 50
 *	dialogue = 2.25 7.0
 *	dialogue-spacing = 2
 *
 * A key is a number of the page, or an element and what is said of it: `dialogue` is its column,
 *from edge to edge, `dialogue-above` the empty lines above it. What is not named is as in the base.
 */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options/options.h"

#define LENGTH_MAX (20 * PLATEN_INCH)
#define LINES_MAX 10000
#define NAME_SIZE 40

#define LINE (PLATEN_INCH / 6)
#define LETTER_HEIGHT (11 * PLATEN_INCH)
#define A4_HEIGHT 84189

enum value {
	BASE,
	TEXT,
	COUNT,
	LENGTH,
	COLUMN,
	TRAIT,
};

struct key {
	char name[NAME_SIZE];
	enum value value;
	size_t at; /* in struct platen_profile; of an element's key, of its style */
	const struct platen_style_field *field; /* of a TRAIT */
};

#define AT(member) offsetof(struct platen_profile, member)

static const struct row {
	const char *name;
	enum value value;
	size_t at;
} plain_keys[] = {
	{"base", BASE, 0},
	{"summary", TEXT, AT(summary)},
	{"lines-letter", COUNT, AT(lines_letter)},
	{"lines-a4", COUNT, AT(lines_a4)},
	{"top", LENGTH, AT(top)},
	{"page-number", LENGTH, AT(page_number)},
	{"scene-number-left", LENGTH, AT(scene_number_left)},
	{"scene-number-right", LENGTH, AT(scene_number_right)},
	{"more", TEXT, AT(more)},
	{"contd", TEXT, AT(contd)},
	{"scene-bottom", TEXT, AT(scene_bottom)},
	{"scene-top", TEXT, AT(scene_top)},
};
#define PLAIN_COUNT (sizeof(plain_keys) / sizeof(plain_keys[0]))

/* The traits of an element: its column, which is two fields of its style, then the other fields. */
#define COLUMN_FIELDS 2
#define TRAIT_COUNT 7
#define ELEMENT_COUNT (PLATEN_SIDE_COUNT * PLATEN_KIND_COUNT)
#define KEY_COUNT (PLAIN_COUNT + ELEMENT_COUNT * TRAIT_COUNT)

/* Where a profile was written, line by line; 0: it was not, the base says it. */
struct cli_profile_origin {
	unsigned line;
	unsigned lines[KEY_COUNT];
	const char *base;
};

static void
name_element_key(struct key *key, unsigned side, unsigned kind, const char *trait)
{
	static const char *const sides[PLATEN_SIDE_COUNT] = {"", "dual-left-", "dual-right-"};
	snprintf(key->name, sizeof(key->name), "%s%s%s%s", sides[side],
		 platen_kind_name((enum platen_kind)kind), *trait == '\0' ? "" : "-", trait);
	for (char *at = key->name; *at != '\0'; at++) {
		*at = *at == '_' ? '-' : *at;
	}
}

/* False: there is no such key, as platen's own profiles have no such element. */
static bool
key_at(size_t index, struct key *key)
{
	if (index < PLAIN_COUNT) {
		const struct row *row = &plain_keys[index];
		*key = (struct key){.value = row->value, .at = row->at};
		strcpy(key->name, row->name);
		return true;
	}
	size_t element = (index - PLAIN_COUNT) / TRAIT_COUNT;
	size_t trait = (index - PLAIN_COUNT) % TRAIT_COUNT;
	unsigned side = (unsigned)(element / PLATEN_KIND_COUNT);
	unsigned kind = (unsigned)(element % PLATEN_KIND_COUNT);
	struct platen_profile standard;
	platen_profile_at(0, &standard);
	if (standard.styles[side][kind].right == 0) {
		return false;
	}
	*key = (struct key){.value = COLUMN,
			    .at = AT(styles) + element * sizeof(struct platen_style)};
	if (trait > 0) {
		key->value = TRAIT;
		key->field = platen_style_field_at(trait - 1 + COLUMN_FIELDS);
	}
	name_element_key(key, side, kind, trait == 0 ? "" : key->field->name);
	return true;
}

static bool
find_key(const char *name, size_t *index, struct key *key)
{
	for (*index = 0; *index < KEY_COUNT; ++*index) {
		if (key_at(*index, key) && strcmp(key->name, name) == 0) {
			return true;
		}
	}
	return false;
}

/* ---------------------------------------------------------------------- reading */

/* "2.25" to hundredths of a point: digits, and at most three behind the point. *text is then what
 * follows. */
static bool
read_length(const char **text, int32_t *length)
{
	const char *at = *text;
	int32_t thousandths = 0, unit = 1000;
	for (; *at >= '0' && *at <= '9' && thousandths <= LENGTH_MAX; at++) {
		thousandths = thousandths * 10 + 1000 * (*at - '0');
	}
	bool has_digits = at > *text;
	if (*at == '.') {
		for (at++; *at >= '0' && *at <= '9' && unit > 1; at++) {
			unit /= 10;
			thousandths += unit * (*at - '0');
			has_digits = true;
		}
	}
	bool is_end = *at == '\0' || *at == ' ' || *at == '\t';
	if (!has_digits || !is_end || thousandths > LENGTH_MAX / PLATEN_INCH * 1000) {
		return false;
	}
	*text = at + strspn(at, " \t");
	*length = thousandths * (PLATEN_INCH / 100) / 10;
	return true;
}

static bool
read_one_length(const char *text, int32_t *length)
{
	int32_t read;
	if (!read_length(&text, &read) || *text != '\0') {
		return false;
	}
	*length = read;
	return true;
}

/* A bracket which hangs to the left of its column goes on to do so. */
static bool
read_column(const char *text, struct platen_style *style, bool has_own_first)
{
	int32_t left, right;
	if (!read_length(&text, &left) || !read_length(&text, &right) || *text != '\0' ||
	    left >= right) {
		return false;
	}
	if (!has_own_first) {
		int32_t first = left + style->first - style->left;
		style->first = first < 0 ? 0 : first;
	}
	style->left = left;
	style->right = right;
	return style->first < right;
}

static bool
read_count(const char *text, uint32_t least, uint32_t most, uint32_t *count)
{
	uint32_t read = 0;
	const char *at = text;
	for (; *at >= '0' && *at <= '9' && read <= most; at++) {
		read = read * 10 + (uint32_t)(*at - '0');
	}
	if (at == text || *at != '\0' || read < least || read > most) {
		return false;
	}
	*count = read;
	return true;
}

static bool
read_style(const char *text, uint32_t *style)
{
	uint32_t read = 0;
	while (*text != '\0') {
		char word[NAME_SIZE] = {0};
		size_t length = strcspn(text, " \t");
		if (length >= sizeof(word)) {
			return false;
		}
		memcpy(word, text, length);
		text += length;
		text += strspn(text, " \t");
		int choice = cli_choose("bold|italic|underline", word);
		if (choice < 0 && strcmp(word, "none") != 0) {
			return false;
		}
		read |= choice < 0 ? 0 : 1u << choice;
	}
	*style = read;
	return true;
}

static bool
read_trait(const struct platen_style_field *field, const char *text, struct platen_style *style)
{
	void *at = (char *)style + field->offset;
	uint32_t min = (uint32_t)field->min, max = (uint32_t)field->max, read;
	int choice;
	switch (field->unit) {
	case PLATEN_UNIT_LENGTH: return read_one_length(text, at) && style->first < style->right;
	case PLATEN_UNIT_LINES: return read_count(text, min, max, at);
	case PLATEN_UNIT_HALF_LINES:
		if (!read_count(text, min / 2, max / 2, &read)) {
			return false;
		}
		*(uint32_t *)at = 2 * read;
		return true;
	case PLATEN_UNIT_EMPHASIS: return read_style(text, at);
	case PLATEN_UNIT_ALIGN:
		choice = cli_choose("left|center|right", text);
		*(enum platen_align *)at = (enum platen_align)(choice < 0 ? 0 : choice);
		return choice >= 0;
	case PLATEN_UNIT_BOOL:
		choice = cli_choose("yes|no", text);
		*(bool *)at = choice == 0;
		return choice >= 0;
	}
	return false;
}

const struct platen_profile *
cli_profile_by_name(const struct cli_settings *settings, const char *name,
		    struct platen_profile *ours)
{
	for (size_t i = 0; i < settings->profiles.count; i++) {
		if (cli_equal_any_case(settings->profiles.list[i].name, name)) {
			return &settings->profiles.list[i];
		}
	}
	for (size_t i = 0; platen_profile_at(i, ours); i++) {
		if (cli_equal_any_case(ours->name, name)) {
			return ours;
		}
	}
	return NULL;
}

bool
cli_set_profile(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	(void)option;
	struct platen_profile ours;
	const struct platen_profile *profile = cli_profile_by_name(settings, value, &ours);
	if (profile != NULL) {
		settings->options.layout.profile = profile->name;
	}
	return profile != NULL;
}

/* The base is the first word: it would undo what stands before it. */
static bool
read_base(const struct cli_settings *settings, const char *name, struct platen_profile *profile,
	  struct cli_profile_origin *origin)
{
	struct platen_profile ours;
	const struct platen_profile *base = cli_profile_by_name(settings, name, &ours);
	for (size_t i = 0; i < KEY_COUNT; i++) {
		if (origin->lines[i] != 0) {
			return false;
		}
	}
	if (base == NULL || base == profile) {
		return false;
	}
	const char *own = profile->name;
	*profile = *base;
	origin->base = base->name;
	profile->name = own;
	return true;
}

static const char *
wanted_of_trait(enum platen_unit unit)
{
	switch (unit) {
	case PLATEN_UNIT_LENGTH:
		return "a length in inches, less than the right edge of the column";
	case PLATEN_UNIT_LINES: return "a number of empty lines, 0 to 100";
	case PLATEN_UNIT_HALF_LINES: return "1, or 2 for double-spaced, up to 4";
	case PLATEN_UNIT_ALIGN: return "left|center|right";
	case PLATEN_UNIT_EMPHASIS: return "some of bold italic underline, or none";
	case PLATEN_UNIT_BOOL: return "yes|no";
	}
	return "";
}

static const char *
wanted(const struct key *key)
{
	switch (key->value) {
	case BASE:
		return "a profile of platen's or from further up, and comes before all other keys";
	case TEXT: return "a text";
	case COUNT: return "a whole number, 1 to 10000";
	case LENGTH: return "a length in inches, such as 1.25";
	case COLUMN: return "the left and the right edge in inches, such as 2.5 6.0";
	case TRAIT: return wanted_of_trait(key->field->unit);
	}
	return "";
}

static enum cli_exit
say_unknown_key(const struct cli_settings *settings, const struct cli_place *place,
		const char *name)
{
	struct key best, key;
	struct cli_hint hint;
	cli_hint_init(&hint, name);
	for (size_t i = 0; i < KEY_COUNT; i++) {
		if (key_at(i, &key)) {
			cli_hint_offer(&hint, key.name);
		}
		if (hint.best == key.name) {
			best = key;
			hint.best = best.name;
		}
	}
	if (hint.best == NULL) {
		return cli_usage_error(settings->messages, "%s:%u: a profile has no key '%s'",
				       place->path, place->line, name);
	}
	return cli_usage_error(settings->messages,
			       "%s:%u: a profile has no key '%s'; did you mean '%s'?", place->path,
			       place->line, name, hint.best);
}

enum cli_exit
cli_profile_set(struct cli_settings *settings, const struct cli_place *place, const char *name,
		const char *value)
{
	struct platen_profile *profile = &settings->profiles.list[settings->profiles.count - 1];
	struct cli_profile_origin *origin =
		&settings->profiles.origins[settings->profiles.count - 1];
	struct key key;
	size_t index;
	if (!find_key(name, &index, &key)) {
		return say_unknown_key(settings, place, name);
	}
	void *target = (char *)profile + key.at;
	bool is_fine;
	if (key.value == BASE) {
		is_fine = read_base(settings, value, profile, origin);
	} else if (key.value == TEXT) {
		memcpy(target, &value, sizeof(value));
		is_fine = true;
	} else if (key.value == COUNT) {
		is_fine = read_count(value, 1, LINES_MAX, target);
	} else if (key.value == LENGTH) {
		is_fine = read_one_length(value, target);
	} else if (key.value == COLUMN) {
		/* the trait after the column is the first line's */
		is_fine = read_column(value, target, origin->lines[index + 1] != 0);
	} else {
		is_fine = read_trait(key.field, value, target);
	}
	origin->lines[index] = place->line;
	return is_fine ? CLI_DONE
		       : cli_usage_error(settings->messages, "%s:%u: %s takes %s, not '%s'",
					 place->path, place->line, name, wanted(&key), value);
}

static bool
grow(struct cli_profiles *profiles)
{
	size_t count = profiles->count + 1;
	struct platen_profile *list = realloc(profiles->list, count * sizeof(*list));
	profiles->list = list == NULL ? profiles->list : list;
	struct cli_profile_origin *origins = realloc(profiles->origins, count * sizeof(*origins));
	profiles->origins = origins == NULL ? profiles->origins : origins;
	return list != NULL && origins != NULL;
}

enum cli_exit
cli_profile_open(struct cli_settings *settings, const struct cli_place *place, const char *name)
{
	struct platen_profile ours;
	if (*name == '\0') {
		return cli_usage_error(settings->messages,
				       "%s:%u: a profile needs a name: [profile NAME]", place->path,
				       place->line);
	}
	if (cli_profile_by_name(settings, name, &ours) != NULL) {
		return cli_usage_error(settings->messages,
				       "%s:%u: there is a profile '%s' already; give this one "
				       "another name",
				       place->path, place->line, name);
	}
	if (!grow(&settings->profiles)) {
		return cli_out_of_memory(settings->messages, place->path);
	}
	platen_profile_at(0, &ours);
	settings->profiles.origins[settings->profiles.count] =
		(struct cli_profile_origin){.line = place->line, .base = ours.name};
	ours.name = name;
	settings->profiles.list[settings->profiles.count++] = ours;
	return CLI_DONE;
}

/* The most lines which a sheet has room for below a top margin. */
static uint32_t
room_for_lines(int32_t height, int32_t top)
{
	return top < height ? (uint32_t)((height - top) / LINE) : 0;
}

enum cli_exit
cli_profile_close(struct cli_settings *settings, const struct cli_place *place)
{
	const struct platen_profile *profile =
		&settings->profiles.list[settings->profiles.count - 1];
	uint32_t letter = room_for_lines(LETTER_HEIGHT, profile->top);
	uint32_t a4 = room_for_lines(A4_HEIGHT, profile->top);
	bool is_letter = profile->lines_letter > letter;
	if (!is_letter && profile->lines_a4 <= a4) {
		return CLI_DONE;
	}
	return cli_usage_error(
		settings->messages,
		"%s:%u: profile '%s' has room for %u lines below its top margin: "
		"set lines-%s to that, or to less",
		place->path, settings->profiles.origins[settings->profiles.count - 1].line,
		profile->name, (unsigned)(is_letter ? letter : a4), is_letter ? "letter" : "a4");
}

/* --------------------------------------------------------------------- printing */

/* In inches, with at most three decimals; they were read from as many. */
static void
put_length(struct pl_buffer *out, int32_t length)
{
	unsigned thousandths = ((unsigned)length * 1000 + PLATEN_INCH / 2) / PLATEN_INCH;
	char text[16];
	int count = snprintf(text, sizeof(text), "%u.%03u", thousandths / 1000, thousandths % 1000);
	for (size_t at = (size_t)count - 1; text[at] == '0' && text[at - 1] != '.'; at--) {
		text[at] = '\0';
	}
	pl_buffer_put_text(out, text);
}

static void
put_style(struct pl_buffer *out, uint32_t style)
{
	pl_buffer_printf(out, "%s%s%s%s", style == 0 ? "none" : "",
			 style & PLATEN_BOLD ? "bold " : "", style & PLATEN_ITALIC ? "italic " : "",
			 style & PLATEN_UNDERLINE ? "underline" : "");
	if (style != 0 && (style & PLATEN_UNDERLINE) == 0) {
		out->length--;
	}
}

static void
put_trait(struct pl_buffer *out, enum platen_unit unit, const void *value)
{
	static const char *const aligns[] = {"left", "center", "right"};
	switch (unit) {
	case PLATEN_UNIT_LENGTH: put_length(out, *(const int32_t *)value); break;
	case PLATEN_UNIT_LINES:
		pl_buffer_printf(out, "%u", (unsigned)*(const uint32_t *)value);
		break;
	case PLATEN_UNIT_HALF_LINES:
		pl_buffer_printf(out, "%u", (unsigned)*(const uint32_t *)value / 2);
		break;
	case PLATEN_UNIT_ALIGN:
		pl_buffer_put_text(out, aligns[*(const enum platen_align *)value]);
		break;
	case PLATEN_UNIT_EMPHASIS: put_style(out, *(const uint32_t *)value); break;
	case PLATEN_UNIT_BOOL: pl_buffer_put_text(out, *(const bool *)value ? "yes" : "no"); break;
	}
}

/* A trait which is the usual one is not worth a line. */
static bool
is_usual(const struct platen_style_field *field, const struct platen_style *style)
{
	const void *at = (const char *)style + field->offset;
	switch (field->unit) {
	case PLATEN_UNIT_LENGTH: return style->first == style->left;
	case PLATEN_UNIT_LINES:
	case PLATEN_UNIT_HALF_LINES:
	case PLATEN_UNIT_EMPHASIS: return *(const uint32_t *)at == (uint32_t)field->min;
	case PLATEN_UNIT_ALIGN: return *(const enum platen_align *)at == PLATEN_ALIGN_LEFT;
	case PLATEN_UNIT_BOOL: return !*(const bool *)at;
	}
	return false;
}

static bool
is_worth_a_line(const struct key *key, const void *target)
{
	const char *text;
	if (key->value == TRAIT) {
		return !is_usual(key->field, target);
	}
	if (key->value == TEXT) {
		memcpy(&text, target, sizeof(text));
		return text != NULL;
	}
	return true;
}

static void
put_key(struct pl_buffer *out, const struct key *key, const void *target, const char *base)
{
	const struct platen_style *style = target;
	const char *text;
	pl_buffer_printf(out, "%s = ", key->name);
	switch (key->value) {
	case BASE: cli_put_visible(out, base); break;
	case TEXT:
		memcpy(&text, target, sizeof(text));
		cli_put_config_value(out, text);
		break;
	case COUNT: pl_buffer_printf(out, "%u", (unsigned)*(const uint32_t *)target); break;
	case LENGTH: put_length(out, *(const int32_t *)target); break;
	case COLUMN:
		put_length(out, style->left);
		pl_buffer_put_text(out, " ");
		put_length(out, style->right);
		break;
	case TRAIT:
		put_trait(out, key->field->unit, (const char *)target + key->field->offset);
		break;
	}
}

void
cli_put_profiles(struct pl_buffer *out, const struct cli_settings *settings, const char *path)
{
	for (size_t i = 0; i < settings->profiles.count; i++) {
		const struct platen_profile *profile = &settings->profiles.list[i];
		const struct cli_profile_origin *origin = &settings->profiles.origins[i];
		pl_buffer_put_text(out, "[profile ");
		cli_put_visible(out, profile->name);
		pl_buffer_put_text(out, "]  # ");
		cli_put_visible(out, path);
		pl_buffer_printf(out, ":%u\n", origin->line);
		for (size_t j = 0; j < KEY_COUNT; j++) {
			struct key key;
			if (!key_at(j, &key)) {
				continue;
			}
			const void *target = (const char *)profile + key.at;
			if (origin->lines[j] == 0 && !is_worth_a_line(&key, target)) {
				continue;
			}
			put_key(out, &key, target, origin->base);
			pl_buffer_put_text(out, "  # ");
			if (origin->lines[j] != 0) {
				cli_put_visible(out, path);
				pl_buffer_printf(out, ":%u\n", origin->lines[j]);
			} else {
				pl_buffer_printf(out, "%s\n",
						 key.value == BASE ? "default" : origin->base);
			}
		}
	}
}
