/* The keys of a page format, and their values as text. */
#include <stdio.h>

#include "document/format.h"

#define PAGE(name, unit, member)                                                                   \
	{                                                                                          \
		name, PL_FORMAT_##unit, offsetof(struct pl_format, member), NULL, 0                \
	}
#define NUMBER(name, member, max)                                                                  \
	{                                                                                          \
		name, PL_FORMAT_NUMBER, offsetof(struct pl_format, member), NULL, max              \
	}
#define STYLE(name, unit, member, words, max)                                                      \
	{                                                                                          \
		name, PL_FORMAT_##unit, offsetof(struct pl_format_style, member), words, max       \
	}

/* clang-format off */
const struct pl_format_key pl_format_page_keys[] = {
	PAGE("sheet", COLUMN, setup.width),
	PAGE("top", LENGTH, setup.top),
	PAGE("bottom", LENGTH, setup.bottom),
	PAGE("sentences", NO, setup.ignores_sentences),
	PAGE("scene-number-left", LENGTH, setup.scene_number_left),
	PAGE("scene-number-right", LENGTH, setup.scene_number_right),
	PAGE("show-numbers-left", NO, setup.hides_numbers_left),
	PAGE("show-numbers-right", NO, setup.hides_numbers_right),
	PAGE("more", TEXT, setup.more),
	PAGE("contd", TEXT, setup.contd),
	PAGE("scene-bottom", TEXT, setup.scene_bottom),
	PAGE("scene-top", TEXT, setup.scene_top),
	PAGE("show-more", YES, setup.has_more),
	PAGE("show-contd", YES, setup.has_contd),
	PAGE("show-speaker-contd", YES, setup.has_auto_contd),
	PAGE("show-scene-bottom", YES, setup.has_scene_bottom),
	PAGE("show-scene-top", YES, setup.has_scene_top),
	PAGE("show-header", YES, setup.has_header),
	PAGE("show-footer", YES, setup.has_footer),
	PAGE("show-first-header", YES, setup.has_header_first),
	PAGE("show-first-footer", YES, setup.has_footer_first),
	PAGE("own-header", YES, setup.has_margin_texts),
	NUMBER("lines-letter", lines_letter, 10000),
	NUMBER("lines-a4", lines_a4, 10000),
	NUMBER("first-page", setup.starting_page, 999999),
	NUMBER("title-sheets", front_pages, 10000),
	{NULL, PL_FORMAT_YES, 0, NULL, 0},
};

const struct pl_format_key pl_format_style_keys[] = {
	STYLE("", COLUMN, style.left, NULL, 0),
	STYLE("first", LENGTH, style.first, NULL, 0),
	STYLE("above", NUMBER, style.space_above, NULL, PL_SPACE_ABOVE_MAX),
	STYLE("spacing", HALVES, style.half_lines, NULL, PL_HALF_LINES_MAX),
	STYLE("align", CHOICE, style.align, PL_FORMAT_ALIGNS, 0),
	STYLE("style", WORDS, style.emphasis, "bold|italic|underline", 0),
	STYLE("caps", YES, style.is_caps, NULL, 0),
	STYLE("keep", WORDS, keeps, "next|previous|space|no-scene", 0),
	{NULL, PL_FORMAT_YES, 0, NULL, 0},
};
/* clang-format on */
_Static_assert(offsetof(struct pl_format_style, style) == 0, "the keys of a style are of both");

struct pl_setup
pl_format_usual_setup(void)
{
	return (struct pl_setup){
		.top = -1,
		.bottom = -1,
		.has_more = true,
		.has_contd = true,
		.has_auto_contd = true,
		.has_header = true,
		.has_footer_first = true,
	};
}

/* ------------------------------------------------------------------------- lengths */

#define PARTS 10000 /* of an inch: four decimals tell all lengths apart */

void
pl_format_put_length(struct pl_buffer *out, int32_t length)
{
	int64_t parts =
		((int64_t)(length < 0 ? -(int64_t)length : length) * PARTS + PLATEN_INCH / 2) /
		PLATEN_INCH;
	char text[32];
	int end = snprintf(text, sizeof(text), "%s%d.%04d", length < 0 ? "-" : "",
			   (int)(parts / PARTS), (int)(parts % PARTS));
	while (text[end - 1] == '0' && text[end - 2] != '.') {
		text[--end] = '\0';
	}
	pl_buffer_put_text(out, text);
}

bool
pl_format_parse_length(struct pl_str text, int32_t *length)
{
	bool is_negative = pl_str_starts(text, PL_STR("-")), has_digit = false;
	int64_t parts = 0, unit = PARTS;
	for (size_t i = is_negative; i < text.length; i++) {
		char c = text.data[i];
		if (c == '.' && unit == PARTS) {
			unit /= 10;
		} else if (!pl_is_digit(c) || parts > 100 * PARTS) {
			return false;
		} else if (unit == PARTS) {
			parts = parts * 10 + (c - '0') * PARTS;
			has_digit = true;
		} else {
			parts += (c - '0') * unit;
			unit /= 10;
			has_digit = true;
		}
	}
	int64_t value = (parts * PLATEN_INCH + PARTS / 2) / PARTS;
	if (!has_digit || value > 100 * PLATEN_INCH) {
		return false;
	}
	*length = (int32_t)(is_negative ? -value : value);
	return true;
}

/* -------------------------------------------------------------------------- values */

struct pl_str
pl_format_word(const char *words, uint32_t number)
{
	struct pl_str rest = pl_str_of(words), word;
	while (pl_str_next_word(&rest, "|", &word)) {
		if (number-- == 0) {
			return word;
		}
	}
	return PL_STR("");
}

static void
put_words(struct pl_buffer *out, const char *words, uint32_t bits)
{
	const char *separator = "";
	for (uint32_t i = 0; bits >> i != 0; i++) {
		if ((bits & 1u << i) != 0) {
			pl_buffer_put_text(out, separator);
			pl_buffer_put(out, pl_format_word(words, i));
			separator = " ";
		}
	}
	pl_buffer_put_text(out, bits == 0 ? "none" : "");
}

void
pl_format_put(struct pl_buffer *out, const struct pl_format_key *key, const void *object)
{
	const void *at = (const char *)object + key->offset;
	switch (key->unit) {
	case PL_FORMAT_LENGTH: pl_format_put_length(out, *(const int32_t *)at); break;
	case PL_FORMAT_COLUMN:
		pl_format_put_length(out, ((const int32_t *)at)[0]);
		pl_buffer_put_byte(out, ' ');
		pl_format_put_length(out, ((const int32_t *)at)[1]);
		break;
	case PL_FORMAT_NUMBER: pl_buffer_printf(out, "%u", (unsigned)*(const uint32_t *)at); break;
	case PL_FORMAT_HALVES:
		pl_buffer_printf(out, "%u%s", (unsigned)*(const uint32_t *)at / 2,
				 *(const uint32_t *)at % 2 > 0 ? ".5" : "");
		break;
	case PL_FORMAT_WORDS: put_words(out, key->words, *(const uint32_t *)at); break;
	case PL_FORMAT_CHOICE:
		pl_buffer_put(out, pl_format_word(key->words, *(const enum platen_align *)at));
		break;
	case PL_FORMAT_YES:
	case PL_FORMAT_NO:
		pl_buffer_put_text(out, *(const bool *)at == (key->unit == PL_FORMAT_YES) ? "yes"
											  : "no");
		break;
	case PL_FORMAT_TEXT: pl_buffer_put_text(out, *(const char *const *)at); break;
	}
}

static bool
parse_number(struct pl_str text, uint32_t max, uint32_t *number)
{
	int64_t value = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (!pl_is_digit(text.data[i]) || value > max) {
			return false;
		}
		value = value * 10 + (text.data[i] - '0');
	}
	if (text.length == 0 || value > max) {
		return false;
	}
	*number = (uint32_t)value;
	return true;
}

static bool
parse_halves(struct pl_str text, uint32_t max, uint32_t *halves)
{
	bool has_half =
		text.length > 2 &&
		pl_str_equal(pl_str_slice(text, text.length - 2, text.length), PL_STR(".5"));
	uint32_t whole;
	if (!parse_number(pl_str_slice(text, 0, text.length - (has_half ? 2 : 0)), max / 2,
			  &whole) ||
	    whole < 1) {
		return false;
	}
	*halves = 2 * whole + has_half;
	return *halves <= max;
}

/* The number of the word; false: it is none of them. */
static bool
find_word(const char *words, struct pl_str word, uint32_t *number)
{
	struct pl_str known;
	for (*number = 0; (known = pl_format_word(words, *number)).length > 0; ++*number) {
		if (pl_str_equal_ascii_case(known, word)) {
			return true;
		}
	}
	return false;
}

static bool
parse_words(const char *words, struct pl_str text, uint32_t *bits)
{
	struct pl_str word;
	uint32_t all = 0, number;
	bool is_none = pl_str_equal_ascii_case(text, PL_STR("none"));
	while (!is_none && pl_str_next_word(&text, " ", &word)) {
		if (word.length > 0 && !find_word(words, word, &number)) {
			return false;
		}
		all |= word.length > 0 ? 1u << number : 0;
	}
	*bits = all;
	return true;
}

static bool
parse_column(struct pl_str text, int32_t column[2])
{
	struct pl_str left = text, right;
	int32_t edges[2];
	size_t blank = 0;
	while (blank < text.length && text.data[blank] != ' ') {
		blank++;
	}
	left = pl_str_slice(text, 0, blank);
	right = pl_str_trim_ascii(pl_str_slice(text, blank, text.length));
	if (!pl_format_parse_length(left, &edges[0]) || !pl_format_parse_length(right, &edges[1])) {
		return false;
	}
	memcpy(column, edges, sizeof(edges));
	return true;
}

bool
pl_format_parse(struct pl_arena *arena, const struct pl_format_key *key, struct pl_str text,
		void *object)
{
	void *at = (char *)object + key->offset;
	uint32_t number;
	bool is_yes = pl_str_equal_ascii_case(text, PL_STR("yes"));
	switch (key->unit) {
	case PL_FORMAT_LENGTH: return pl_format_parse_length(text, at);
	case PL_FORMAT_COLUMN: return parse_column(text, at);
	case PL_FORMAT_NUMBER: return parse_number(text, key->max, at);
	case PL_FORMAT_HALVES: return parse_halves(text, key->max, at);
	case PL_FORMAT_WORDS: return parse_words(key->words, text, at);
	case PL_FORMAT_CHOICE:
		if (!find_word(key->words, text, &number)) {
			return false;
		}
		*(enum platen_align *)at = (enum platen_align)number;
		return true;
	case PL_FORMAT_YES:
	case PL_FORMAT_NO:
		if (!is_yes && !pl_str_equal_ascii_case(text, PL_STR("no"))) {
			return false;
		}
		*(bool *)at = is_yes == (key->unit == PL_FORMAT_YES);
		return true;
	case PL_FORMAT_TEXT: text = pl_arena_copy(arena, text); break;
	}
	*(const char **)at = text.data;
	return text.data != NULL;
}

/* ------------------------------------------------------------------------ elements */

enum platen_side
pl_format_side_of(const struct platen_node *node)
{
	const struct platen_node *speech = node->parent;
	bool is_dual = speech != NULL && speech->kind == PLATEN_SPEECH &&
		       speech->parent->kind == PLATEN_DUAL_DIALOGUE;
	return !is_dual                          ? PLATEN_SIDE_NONE
	       : speech == speech->parent->first ? PLATEN_SIDE_LEFT
						 : PLATEN_SIDE_RIGHT;
}

void
pl_format_name_kind(enum platen_side side, enum platen_kind kind, char name[PL_FORMAT_KEY_SIZE])
{
	static const char *const sides[PLATEN_SIDE_COUNT] = {"", "dual-left-", "dual-right-"};
	snprintf(name, PL_FORMAT_KEY_SIZE, "%s%s", sides[side], platen_kind_name(kind));
	for (char *at = name; *at != '\0'; at++) {
		*at = *at == '_' ? '-' : *at;
	}
}
