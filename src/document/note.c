/*
 * What a note says to a program. Beat has made these customary; to all others they are notes.
 *
 *	INT. CELLAR - NIGHT [[red]]		the colour of a scene, a section, a synopsis
 *	[[color mauve]]  [[#FF8800]]		in other words
 *	[[marker: look here]]			a place to come back to
 *	[[marker red: look here]]
 *	[[ASK: is it legal?]]			a word of the writer's own
 */
#include <stdlib.h>

#include "document/document.h"
#include "unicode/unicode.h"

static const struct {
	const char *name;
	uint32_t rgb;
} colors[] = {
	{"black", 0x000000},  {"blue", 0x0000FF},   {"brown", 0xA52A2A},     {"buff", 0xF0DC82},
	{"cherry", 0xDE3163}, {"cyan", 0x00FFFF},   {"goldenrod", 0xDAA520}, {"gray", 0x808080},
	{"green", 0x008000},  {"grey", 0x808080},   {"magenta", 0xFF00FF},   {"olive", 0x808000},
	{"orange", 0xFFA500}, {"pink", 0xFFC0CB},   {"purple", 0x800080},    {"red", 0xFF0000},
	{"salmon", 0xFA8072}, {"tan", 0xD2B48C},    {"teal", 0x008080},      {"violet", 0xEE82EE},
	{"white", 0xFFFFFF},  {"yellow", 0xFFFF00},
};

static bool
is_word(struct pl_str text, const char *word)
{
	return pl_str_equal_ascii_case(text, pl_str_of(word));
}

bool
pl_color_rgb(struct pl_str color, uint32_t *rgb)
{
	if (color.length == 7 && color.data[0] == '#') {
		char digits[7] = "";
		memcpy(digits, color.data + 1, 6);
		if (strspn(digits, "0123456789abcdefABCDEF") < 6) {
			return false;
		}
		*rgb = (uint32_t)strtoul(digits, NULL, 16);
		return true;
	}
	for (size_t i = 0; i < sizeof(colors) / sizeof(colors[0]); i++) {
		if (is_word(color, colors[i].name)) {
			*rgb = colors[i].rgb;
			return true;
		}
	}
	return false;
}

/* Where the word ends which the text begins with, maybe with a hash before it; 0 if there is none.
 */
static size_t
word_end(struct pl_str text)
{
	size_t at = pl_str_starts(text, PL_STR("#"));
	while (at < text.length) {
		uint32_t code_point;
		size_t length =
			pl_utf8_decode(text.data + at, text.data + text.length, &code_point);
		if (!pl_is_letter_or_digit(code_point) && code_point != '-' && code_point != '_') {
			break;
		}
		at += length;
	}
	return at;
}

/* Take the first word, which a blank or the end must follow; empty if there is none. */
static struct pl_str
take_word(struct pl_str *text)
{
	size_t end = word_end(*text);
	if (end < text->length && pl_blank_at(text->data + end, text->data + text->length) == 0) {
		end = 0;
	}
	struct pl_str word = pl_str_slice(*text, 0, end);
	*text = pl_str_trim(pl_str_slice(*text, end, text->length));
	return word;
}

static struct pl_note_meaning
read_color(struct pl_str note)
{
	struct pl_note_meaning meaning = {0};
	uint32_t rgb;
	struct pl_str word = take_word(&note);
	if (is_word(word, "color") || is_word(word, "colour")) {
		word = take_word(&note);
	} else if (!pl_color_rgb(word, &rgb)) {
		return meaning;
	}
	if (word.length > 0 && note.length == 0) {
		meaning.class = PL_NOTE_COLOR;
		meaning.color = word;
	}
	return meaning;
}

/* `head` stands before a colon, `text` behind it. */
static struct pl_note_meaning
read_headed(struct pl_str head, struct pl_str text)
{
	struct pl_note_meaning meaning = {0};
	struct pl_str word = take_word(&head), color = take_word(&head);
	if (head.length > 0 || word.length == 0 || !pl_is_letter(pl_code_point_at(word, 0))) {
		return meaning;
	}
	if (is_word(word, "marker")) {
		meaning.class = PL_NOTE_MARKER;
		meaning.color = color;
		meaning.text = text;
	} else if (color.length == 0) {
		meaning.class = PL_NOTE_WORD;
		meaning.name = word;
		meaning.text = text;
	}
	return meaning;
}

struct pl_note_meaning
pl_note_meaning(struct pl_str note)
{
	note = pl_str_trim(note);
	const char *colon = note.length == 0 ? NULL : memchr(note.data, ':', note.length);
	if (colon == NULL) {
		return read_color(note);
	}
	size_t at = (size_t)(colon - note.data);
	struct pl_str rest = pl_str_slice(note, at + 1, note.length);
	if (pl_str_starts(rest, PL_STR("//"))) { /* the address of a page */
		return (struct pl_note_meaning){0};
	}
	return read_headed(pl_str_slice(note, 0, at), pl_str_trim(rest));
}

/* A word with a digit in it, behind `page`. */
static bool
is_page_label(struct pl_str note)
{
	bool has_digit = false;
	note = pl_str_trim(note);
	struct pl_str label = pl_str_slice(note, word_end(note), note.length);
	bool is_page = is_word(pl_str_slice(note, 0, word_end(note)), "page");
	label = pl_str_trim(pl_str_slice(label, pl_str_starts(label, PL_STR(":")), label.length));
	for (size_t i = 0; i < label.length; i++) {
		has_digit |= pl_is_digit(label.data[i]);
	}
	return is_page && has_digit && word_end(label) == label.length;
}

bool
pl_note_is_setting(struct pl_str note)
{
	struct pl_note_meaning meaning = pl_note_meaning(note);
	return meaning.class == PL_NOTE_COLOR || is_page_label(note) ||
	       (meaning.class == PL_NOTE_WORD && is_word(meaning.name, "platen"));
}

#define STYLE_NUMBER_DIGITS 4

uint32_t
pl_note_style(struct pl_str note)
{
	struct pl_note_meaning meaning = pl_note_meaning(note);
	if (meaning.class != PL_NOTE_WORD || !is_word(meaning.name, "platen") ||
	    !is_word(take_word(&meaning.text), "style")) {
		return 0;
	}
	struct pl_str digits = meaning.text;
	uint32_t number = 0;
	for (size_t i = 0; i < digits.length; i++) {
		if (!pl_is_digit(digits.data[i]) || i == STYLE_NUMBER_DIGITS) {
			return 0;
		}
		number = number * 10 + (uint32_t)(digits.data[i] - '0');
	}
	return number;
}

const char *pl_note_class_name(enum pl_note_class class)
{
	switch (class) {
	case PL_NOTE_PLAIN: return "plain";
	case PL_NOTE_COLOR: return "color";
	case PL_NOTE_MARKER: return "marker";
	case PL_NOTE_WORD: return "word";
	}
	return "";
}

struct pl_str
pl_node_color(const struct platen_node *node)
{
	bool has_one = pl_kind_is(node->kind, PL_COLORED);
	for (const struct pl_comment *comment = has_one ? pl_node_more(node)->comments : NULL;
	     comment != NULL; comment = comment->next) {
		if (comment->kind == PLATEN_NOTE) {
			struct pl_note_meaning meaning = pl_note_meaning(comment->text);
			if (meaning.class == PL_NOTE_COLOR) {
				return meaning.color;
			}
		}
	}
	return (struct pl_str){0};
}
