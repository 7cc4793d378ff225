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
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

#define INCH 1000
#define LENGTH_MAX (20 * INCH)
#define LINES_MAX 10000
#define ABOVE_MAX 100
#define SPACING_MAX 4
#define NAME_SIZE 40

/* A line is a sixth of an inch; heights of the sheets in thousandths. */
#define LETTER_HEIGHT 11000
#define A4_HEIGHT 11693

enum value {
	BASE,
	TEXT,
	COUNT,
	LENGTH,
	COLUMN,
	FIRST,
	ABOVE,
	SPACING,
	ALIGN,
	STYLE,
	CAPS,
};

struct key {
	char name[NAME_SIZE];
	enum value value;
	size_t at; /* in struct platen_profile; of an element's key, of the element */
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

static const struct row elements[] = {
	{"scene-heading", COLUMN, AT(scene_heading)},
	{"action", COLUMN, AT(action)},
	{"centered", COLUMN, AT(centered)},
	{"lyric", COLUMN, AT(lyric)},
	{"character", COLUMN, AT(character)},
	{"parenthetical", COLUMN, AT(parenthetical)},
	{"dialogue", COLUMN, AT(dialogue)},
	{"transition", COLUMN, AT(transition)},
	{"dual-left-character", COLUMN, AT(dual_left.character)},
	{"dual-left-parenthetical", COLUMN, AT(dual_left.parenthetical)},
	{"dual-left-dialogue", COLUMN, AT(dual_left.dialogue)},
	{"dual-left-lyric", COLUMN, AT(dual_left.lyric)},
	{"dual-right-character", COLUMN, AT(dual_right.character)},
	{"dual-right-parenthetical", COLUMN, AT(dual_right.parenthetical)},
	{"dual-right-dialogue", COLUMN, AT(dual_right.dialogue)},
	{"dual-right-lyric", COLUMN, AT(dual_right.lyric)},
};
#define ELEMENT_COUNT (sizeof(elements) / sizeof(elements[0]))

static const struct row traits[] = {
	{"", COLUMN, 0},      {"-first", FIRST, 0}, {"-above", ABOVE, 0}, {"-spacing", SPACING, 0},
	{"-align", ALIGN, 0}, {"-style", STYLE, 0}, {"-caps", CAPS, 0},
};
#define TRAIT_COUNT (sizeof(traits) / sizeof(traits[0]))

#define KEY_COUNT (PLAIN_COUNT + ELEMENT_COUNT * TRAIT_COUNT)

/* Where a profile was written, line by line; 0: it was not, the base says it. */
struct cli_profile_origin {
	unsigned line;
	unsigned lines[KEY_COUNT];
	const char *base;
};

static struct key
key_at(size_t index)
{
	const struct row *row = &plain_keys[index < PLAIN_COUNT ? index : 0], *trait = &traits[0];
	struct key key = {.value = row->value};
	if (index >= PLAIN_COUNT) {
		row = &elements[(index - PLAIN_COUNT) / TRAIT_COUNT];
		trait = &traits[(index - PLAIN_COUNT) % TRAIT_COUNT];
		key.value = trait->value;
	}
	key.at = row->at;
	strcpy(key.name, row->name);
	strcat(key.name, trait->name);
	return key;
}

static bool
find_key(const char *name, size_t *index, struct key *key)
{
	for (*index = 0; *index < KEY_COUNT; ++*index) {
		*key = key_at(*index);
		if (strcmp(key->name, name) == 0) {
			return true;
		}
	}
	return false;
}

/* ---------------------------------------------------------------------- reading */

/* "2.25" to 2250: digits, and at most three behind the point. *text is then what follows. */
static bool
read_length(const char **text, uint32_t *length)
{
	const char *at = *text;
	uint32_t whole = 0, part = 0, unit = INCH;
	for (; *at >= '0' && *at <= '9' && whole <= LENGTH_MAX; at++) {
		whole = whole * 10 + (uint32_t)(*at - '0');
	}
	bool has_digits = at > *text;
	if (*at == '.') {
		for (at++; *at >= '0' && *at <= '9' && unit > 1; at++) {
			unit /= 10;
			part += unit * (uint32_t)(*at - '0');
			has_digits = true;
		}
	}
	bool is_end = *at == '\0' || *at == ' ' || *at == '\t';
	if (!has_digits || !is_end || whole > LENGTH_MAX / INCH ||
	    whole * INCH + part > LENGTH_MAX) {
		return false;
	}
	*text = at + strspn(at, " \t");
	*length = whole * INCH + part;
	return true;
}

static bool
read_one_length(const char *text, uint32_t *length)
{
	uint32_t read;
	if (!read_length(&text, &read) || *text != '\0') {
		return false;
	}
	*length = read;
	return true;
}

/* A bracket which hangs to the left of its column goes on to do so. */
static bool
read_column(const char *text, struct platen_element *element, bool has_own_first)
{
	uint32_t left, right;
	if (!read_length(&text, &left) || !read_length(&text, &right) || *text != '\0' ||
	    left >= right) {
		return false;
	}
	if (!has_own_first) {
		int32_t first = (int32_t)left + (int32_t)element->first - (int32_t)element->left;
		element->first = first < 0 ? 0 : (uint32_t)first;
	}
	element->left = left;
	element->right = right;
	return element->first < right;
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
read_trait(const struct key *key, const char *text, struct platen_element *element,
	   bool has_own_first)
{
	int choice;
	switch (key->value) {
	case COLUMN: return read_column(text, element, has_own_first);
	case FIRST:
		return read_one_length(text, &element->first) && element->first < element->right;
	case ABOVE: return read_count(text, 0, ABOVE_MAX, &element->space_above);
	case SPACING: return read_count(text, 1, SPACING_MAX, &element->spacing);
	case STYLE: return read_style(text, &element->style);
	case ALIGN:
		choice = cli_choose("left|center|right", text);
		element->align = (enum platen_align)(choice < 0 ? 0 : choice);
		return choice >= 0;
	case CAPS:
		choice = cli_choose("yes|no", text);
		element->is_caps = choice == 0;
		return choice >= 0;
	case BASE:
	case TEXT:
	case COUNT:
	case LENGTH: break;
	}
	return false;
}

const struct platen_profile *
cli_profile_by_name(const struct cli *cli, const char *name, struct platen_profile *ours)
{
	for (size_t i = 0; i < cli->profiles.count; i++) {
		if (cli_equal_any_case(cli->profiles.list[i].name, name)) {
			return &cli->profiles.list[i];
		}
	}
	for (size_t i = 0; platen_profile_at(i, ours); i++) {
		if (cli_equal_any_case(ours->name, name)) {
			return ours;
		}
	}
	return NULL;
}

/* The base is the first word: it would undo what stands before it. */
static bool
read_base(const struct cli *cli, const char *name, struct platen_profile *profile,
	  struct cli_profile_origin *origin)
{
	struct platen_profile ours;
	const struct platen_profile *base = cli_profile_by_name(cli, name, &ours);
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
wanted(enum value value)
{
	switch (value) {
	case BASE:
		return "a profile of platen's or from further up, and comes before all other keys";
	case TEXT: return "a text";
	case COUNT: return "a whole number, 1 to 10000";
	case LENGTH: return "a length in inches, such as 1.25";
	case COLUMN: return "the left and the right edge in inches, such as 2.5 6.0";
	case FIRST: return "a length in inches, less than the right edge of the column";
	case ABOVE: return "a number of empty lines, 0 to 100";
	case SPACING: return "1, or 2 for double-spaced, up to 4";
	case ALIGN: return "left|center|right";
	case STYLE: return "some of bold italic underline, or none";
	case CAPS: return "yes|no";
	}
	return "";
}

static enum cli_exit
say_unknown_key(const struct cli *cli, const struct cli_place *place, const char *name)
{
	char names[KEY_COUNT][NAME_SIZE];
	struct cli_hint hint;
	cli_hint_init(&hint, name);
	for (size_t i = 0; i < KEY_COUNT; i++) {
		struct key key = key_at(i);
		memcpy(names[i], key.name, sizeof(names[i]));
		cli_hint_offer(&hint, names[i]);
	}
	if (hint.best == NULL) {
		return cli_misused(cli, "%s:%u: a profile has no key '%s'", place->path,
				   place->line, name);
	}
	return cli_misused(cli, "%s:%u: a profile has no key '%s'; did you mean '%s'?", place->path,
			   place->line, name, hint.best);
}

enum cli_exit
cli_profile_set(struct cli *cli, const struct cli_place *place, const char *name, const char *value)
{
	struct platen_profile *profile = &cli->profiles.list[cli->profiles.count - 1];
	struct cli_profile_origin *origin = &cli->profiles.origins[cli->profiles.count - 1];
	struct key key;
	size_t index;
	if (!find_key(name, &index, &key)) {
		return say_unknown_key(cli, place, name);
	}
	void *target = (char *)profile + key.at;
	bool is_fine;
	if (key.value == BASE) {
		is_fine = read_base(cli, value, profile, origin);
	} else if (key.value == TEXT) {
		memcpy(target, &value, sizeof(value));
		is_fine = true;
	} else if (key.value == COUNT) {
		is_fine = read_count(value, 1, LINES_MAX, target);
	} else if (key.value == LENGTH) {
		is_fine = read_one_length(value, target);
	} else {
		size_t column = PLAIN_COUNT + (index - PLAIN_COUNT) / TRAIT_COUNT * TRAIT_COUNT;
		is_fine = read_trait(&key, value, target, origin->lines[column + 1] != 0);
	}
	origin->lines[index] = place->line;
	return is_fine ? CLI_DONE
		       : cli_misused(cli, "%s:%u: %s takes %s, not '%s'", place->path, place->line,
				     name, wanted(key.value), value);
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
cli_profile_open(struct cli *cli, const struct cli_place *place, const char *name)
{
	struct platen_profile ours;
	if (*name == '\0') {
		return cli_misused(cli, "%s:%u: a profile needs a name: [profile NAME]",
				   place->path, place->line);
	}
	if (cli_profile_by_name(cli, name, &ours) != NULL) {
		return cli_misused(cli,
				   "%s:%u: there is a profile '%s' already; give this one "
				   "another name",
				   place->path, place->line, name);
	}
	if (!grow(&cli->profiles)) {
		return cli_refuse(cli, place->path, PLATEN_NO_MEMORY);
	}
	platen_profile_at(0, &ours);
	cli->profiles.origins[cli->profiles.count] =
		(struct cli_profile_origin){.line = place->line, .base = ours.name};
	ours.name = name;
	cli->profiles.list[cli->profiles.count++] = ours;
	return CLI_DONE;
}

/* The most lines which a sheet has room for below a top margin. */
static uint32_t
room_for_lines(uint32_t height, uint32_t top)
{
	return top < height ? (height - top) * 6 / INCH : 0;
}

enum cli_exit
cli_profile_close(struct cli *cli, const struct cli_place *place)
{
	const struct platen_profile *profile = &cli->profiles.list[cli->profiles.count - 1];
	uint32_t letter = room_for_lines(LETTER_HEIGHT, profile->top);
	uint32_t a4 = room_for_lines(A4_HEIGHT, profile->top);
	bool is_letter = profile->lines_letter > letter;
	if (!is_letter && profile->lines_a4 <= a4) {
		return CLI_DONE;
	}
	return cli_misused(cli,
			   "%s:%u: profile '%s' has room for %u lines below its top margin: "
			   "set lines-%s to that, or to less",
			   place->path, cli->profiles.origins[cli->profiles.count - 1].line,
			   profile->name, (unsigned)(is_letter ? letter : a4),
			   is_letter ? "letter" : "a4");
}

/* --------------------------------------------------------------------- printing */

static void
put_length(struct pl_buffer *out, uint32_t length)
{
	char digits[4] = {(char)('0' + length / 100 % 10), (char)('0' + length / 10 % 10),
			  (char)('0' + length % 10)};
	for (size_t i = 2; i > 0 && digits[i] == '0'; i--) {
		digits[i] = '\0';
	}
	pl_buffer_printf(out, "%u.%s", (unsigned)(length / INCH), digits);
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
put_trait(struct pl_buffer *out, enum value value, const struct platen_element *element)
{
	static const char *const aligns[] = {"left", "center", "right"};
	switch (value) {
	case COLUMN:
		put_length(out, element->left);
		pl_buffer_put_text(out, " ");
		put_length(out, element->right);
		break;
	case FIRST: put_length(out, element->first); break;
	case ABOVE: pl_buffer_printf(out, "%u", (unsigned)element->space_above); break;
	case SPACING: pl_buffer_printf(out, "%u", (unsigned)element->spacing); break;
	case ALIGN: pl_buffer_put_text(out, aligns[element->align]); break;
	case STYLE: put_style(out, element->style); break;
	case CAPS: pl_buffer_put_text(out, element->is_caps ? "yes" : "no"); break;
	case BASE:
	case TEXT:
	case COUNT:
	case LENGTH: break;
	}
}

/* What every element would have if nobody said anything is not worth a line. */
static bool
is_worth_a_line(const struct key *key, const void *target)
{
	const struct platen_element *element = target;
	const char *text;
	switch (key->value) {
	case TEXT: memcpy(&text, target, sizeof(text)); return text != NULL;
	case FIRST: return element->first != element->left;
	case ABOVE: return element->space_above != 0;
	case SPACING: return element->spacing != 1;
	case ALIGN: return element->align != PLATEN_ALIGN_LEFT;
	case STYLE: return element->style != 0;
	case CAPS: return element->is_caps;
	case BASE:
	case COUNT:
	case LENGTH:
	case COLUMN: return true;
	}
	return true;
}

static void
put_key(struct pl_buffer *out, const struct key *key, const void *target, const char *base)
{
	const uint32_t *number = target;
	const char *text;
	pl_buffer_printf(out, "%s = ", key->name);
	switch (key->value) {
	case BASE: cli_put_visible(out, base); break;
	case TEXT:
		memcpy(&text, target, sizeof(text));
		cli_put_config_value(out, text);
		break;
	case COUNT: pl_buffer_printf(out, "%u", (unsigned)*number); break;
	case LENGTH: put_length(out, *number); break;
	case COLUMN:
	case FIRST:
	case ABOVE:
	case SPACING:
	case ALIGN:
	case STYLE:
	case CAPS: put_trait(out, key->value, target); break;
	}
}

void
cli_put_profiles(struct pl_buffer *out, const struct cli *cli, const char *path)
{
	for (size_t i = 0; i < cli->profiles.count; i++) {
		const struct platen_profile *profile = &cli->profiles.list[i];
		const struct cli_profile_origin *origin = &cli->profiles.origins[i];
		pl_buffer_put_text(out, "[profile ");
		cli_put_visible(out, profile->name);
		pl_buffer_put_text(out, "]  # ");
		cli_put_visible(out, path);
		pl_buffer_printf(out, ":%u\n", origin->line);
		for (size_t j = 0; j < KEY_COUNT; j++) {
			struct key key = key_at(j);
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
