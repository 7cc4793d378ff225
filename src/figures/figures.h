/*
 * figures - what is counted, shared by the files of this room
 *
 *	figures.c	the walk over the document: scenes, speeches, words
 *	rows.c		the figures as platen.h shows them
 *	printed.c	the walk over the pages: lines, pages
 *	words.c		words of a text; the form in which names are compared
 */
#ifndef PL_FIGURES_H
#define PL_FIGURES_H

#include "base/base.h"
#include "diag/diag.h"
#include "document/document.h"
#include "layout/layout.h"

struct pl_figures_scene {
	const struct platen_node *heading; /* NULL for text before the first one */
	struct pl_language_heading parts;
	uint32_t page; /* index into pages */
	uint32_t eighths;
	uint32_t words, dialogue_words, speeches;
	uint32_t first_speaker, speaker_count; /* in figures->speakers */
};

struct pl_figures_speech {
	const struct platen_node *node;
	uint32_t character, scene;
	uint32_t words, lines;
};

struct pl_figures_character {
	struct pl_str name; /* as it was typed first */
	struct pl_str key;  /* in the form in which names are compared */
	const struct platen_node *first_cue;
	uint32_t speeches, scenes, words, lines;
	uint32_t last_scene;                   /* the latest scene in which it was counted */
	uint32_t first_page, last_page, pages; /* the former two are indices into pages; PL_NONE */
};

struct pl_figures_location {
	struct pl_str name;
	uint32_t settings[PLATEN_SETTING_COUNT];
	uint32_t scenes, eighths, day, night, first_page;
};

/* The same as platen.h shows it. */
struct pl_figures_rows {
	struct platen_scene_figures *scenes; /* without text before the first heading */
	struct platen_character_figures *characters;
	struct platen_location_figures *locations;
	struct platen_sum_figures sum;
};

struct platen_figures {
	struct pl_arena arena;
	const struct platen_pages *pages;
	struct pl_figures_scene *scenes; /* those of the pages, one for one */
	size_t scene_count;
	struct pl_figures_speech *speeches; /* in the order of the document */
	size_t speech_count;
	struct pl_figures_character *characters; /* in the order in which they first speak */
	size_t character_count;
	struct pl_figures_location *locations; /* in the order in which they first appear */
	size_t location_count;
	uint32_t *speakers; /* numbers of characters, scene after scene */
	size_t speaker_count;
	uint32_t words, dialogue_words;
	struct pl_figures_rows rows; /* empty until pl_figures_make_rows */
};

/* Words of `text`: what stands between spaces and has a letter or a digit; an ideograph is a word.
 */
uint32_t pl_figures_count_words(struct pl_str text);

/* `text` in the form in which names are compared, into `key`, which is emptied first: upper case, a
 * single space between words, straight apostrophes, letters and their accents as one character.
 * False: no memory. */
bool pl_figures_name_key(const struct pl_language *language, struct pl_str text,
			 struct pl_buffer *key);

/* Count lines and pages of speeches and characters. */
void pl_figures_count_printed(struct platen_figures *figures);

/* The speech which a printed line belongs to; NULL for a cue, and for a line of no speech. *at
 * starts as 0 and is kept from line to line, in document order. */
struct pl_figures_speech *pl_figures_speech_of(const struct platen_figures *figures,
					       const struct pl_layout_line *line, size_t *at);

/* Fill in `rows`. False: no memory. */
bool pl_figures_make_rows(struct platen_figures *figures);

/* Count; platen_figures_new says the rest. */
enum platen_status pl_figures_new(const struct platen_pages *pages,
				  struct platen_figures **figures);

#endif
