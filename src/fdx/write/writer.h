/*
 * fdx - what the files of the Final Draft writer share; fdx.c says how they fit together
 */
#ifndef PL_FDX_WRITER_H
#define PL_FDX_WRITER_H

#include "fdx/fdx.h"
#include "formats.h"

struct pl_fdx {
	const struct pl_job *job;
	struct _xmlOutputBuffer *out;
	struct pl_arena arena; /* of the notes and the SmartType entries */
	bool failed;           /* memory ran out; sticks */
	/* Where the body stands, in the units which Final Draft counts (fdx-notes.c). */
	uint64_t offset;
	struct pl_fdx_note *first_note, *last_note;
	bool has_lyrics, has_outline, has_scene_numbers; /* seen in the body */
	bool has_typed_contd;                            /* a cue carries its own (CONT'D) */
	/* The Final Draft file which the script is from, as its paragraphs are written as they
	 * stand in it. NULL: it is from none, or set in another page format. */
	const struct pl_fdx_file *source;
	/* The Final Draft file whose settings are written: the script's own, or a template, of
	 * which all but the script is kept. NULL: ours are. */
	const struct pl_fdx_file *file;
	bool is_template;
	const struct pl_fdx_type **types; /* the file's, by name */
	size_t type_count;
	struct pl_fdx_type own[PL_FDX_WRITTEN_COUNT]; /* ours, placed as on these pages */
	const struct pl_fdx_type
		*usual[PL_FDX_WRITTEN_COUNT]; /* the file's of these names, else ours */
};

/* ------------------------------------------------------------------------- XML */

/* All output goes through these. Depth counts steps of two spaces. */
void pl_fdx_put(struct pl_fdx *fdx, const char *literal);
void pl_fdx_put_bytes(struct pl_fdx *fdx, struct pl_str bytes);
void pl_fdx_put_line(struct pl_fdx *fdx, uint32_t depth, const char *literal);
void pl_fdx_put_indent(struct pl_fdx *fdx, uint32_t depth);
/* The end of an element whose start tag is still open if it has no children. */
void pl_fdx_put_end(struct pl_fdx *fdx, uint32_t depth, const char *name, bool has_children);
void pl_fdx_put_number(struct pl_fdx *fdx, uint64_t number);
/* ` name="value"`, escaped. */
void pl_fdx_put_attribute(struct pl_fdx *fdx, const char *name, struct pl_str value);
/* The text, escaped; returns its length in UTF-16 units, as written. */
uint64_t pl_fdx_put_text(struct pl_fdx *fdx, struct pl_str text);
/* What pl_fdx_put_text would return, without writing. */
uint64_t pl_fdx_units(struct pl_str text);

/* The lines of a text, without their LF. There is at least one, be it empty. */
struct pl_fdx_lines {
	struct pl_str rest;
	bool has_ended;
};

bool pl_fdx_next_line(struct pl_fdx_lines *lines, struct pl_str *line);

/* ------------------------------------------------------------------ paragraphs */

/* Hundredths of an inch, as Final Draft counts. */
#define INCH(hundredths) ((hundredths)*72)
#define PLACING(alignment_, first, left, right, space)                                             \
	{                                                                                          \
		.given = PL_FDX_HAS_ALL, .alignment = PL_FDX_##alignment_,                         \
		.first_indent = (first), .left_indent = (left), .right_indent = (right),           \
		.space_before = (space)*100, .half_lines = 2                                       \
	}

/* The eight attributes, with Number and Type, where given, in their places among them. */
void pl_fdx_put_format(struct pl_fdx *fdx, const struct pl_fdx_format *format, struct pl_str number,
		       struct pl_str type);
/* One of them, or another length: ` LeftIndent="1.50"`. */
void pl_fdx_put_inches(struct pl_fdx *fdx, const char *name, int32_t length);
void pl_fdx_put_spacing(struct pl_fdx *fdx, uint32_t half_lines);
void pl_fdx_put_style(struct pl_fdx *fdx, uint32_t style);

/* Size, colours and the like of a Text, a FontSpec, a DynamicLabel: all seven attributes. */
void pl_fdx_put_font(struct pl_fdx *fdx, const char *font, uint32_t style);

#define PL_FDX_COURIER "Courier Final Draft"

/*
 * The Text elements of one paragraph. Neighbours of equal style become one element; a paragraph
 * without text gets an empty one.
 */
struct pl_fdx_runs {
	struct pl_fdx *fdx;
	uint32_t depth;
	/* NULL in the body, where a Text says its style only if it is not the type's own. */
	const char *font;
	uint32_t own_style;
	uint64_t units; /* written so far */
	uint32_t style; /* of the open element */
	bool is_open;
};

void pl_fdx_put_run(struct pl_fdx_runs *runs, uint32_t style, struct pl_str text);
void pl_fdx_end_runs(struct pl_fdx_runs *runs);

/* A paragraph outside the body: one style, all attributes. */
void pl_fdx_put_plain(struct pl_fdx *fdx, uint32_t depth, const struct pl_fdx_format *format,
		      const char *font, struct pl_str text);

/* Of synopses and notes: the width of an index card. */
extern const struct pl_fdx_format pl_fdx_card;

/* -------------------------------------------------------------- paragraph types */

/* How an element of the page format in use is placed; and its style, with PL_FDX_CAPS. */
struct pl_fdx_format pl_fdx_format_of(const struct platen_style *style);
uint32_t pl_fdx_style_of(const struct platen_style *style);

/* Look up the types of the file. */
void pl_fdx_find_types(struct pl_fdx *fdx);
/* The paragraph of the script's own file which a node is written as; NULL: there is none. */
const struct pl_fdx_paragraph *pl_fdx_origin(const struct pl_fdx *fdx,
					     const struct platen_node *node);
/* The type of the paragraph which becomes of a node: its own, if it comes from a file, else the
 * usual. */
const struct pl_fdx_type *pl_fdx_type_of(const struct pl_fdx *fdx, const struct platen_node *node,
					 enum pl_fdx_standard usual);
/* The ElementSettings of types which are used and have none in the file. */
void pl_fdx_put_missing_settings(struct pl_fdx *fdx);

/* --------------------------------------------------------------- parts of a file */

/* The part of this name; NULL: there is no file, or none in it. */
const struct pl_fdx_part *pl_fdx_part_named(const struct pl_fdx_file *file, const char *name);

/* An attribute to be written whatever the part says. */
struct pl_fdx_change {
	const char *element, *attribute;
	struct pl_str value;
};

/* Write a part again: what an element should have and lacks is added, what nobody knows left out.
 */
void pl_fdx_copy_part(struct pl_fdx *fdx, const struct pl_fdx_part *part,
		      const struct pl_fdx_change *changes, size_t change_count);

/* ---------------------------------------------------- the children of the root */

void pl_fdx_put_body(struct pl_fdx *fdx);
void pl_fdx_put_header(struct pl_fdx *fdx);
void pl_fdx_put_page_layout(struct pl_fdx *fdx);
void pl_fdx_put_element_settings(struct pl_fdx *fdx);
void pl_fdx_put_title_page(struct pl_fdx *fdx);
bool pl_fdx_has_title_page(const struct pl_fdx *fdx);
void pl_fdx_put_smart_type(struct pl_fdx *fdx);
void pl_fdx_put_mores(struct pl_fdx *fdx);
void pl_fdx_put_scene_number_options(struct pl_fdx *fdx);
void pl_fdx_put_notes(struct pl_fdx *fdx);

#define PL_FDX_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?>\n"

/* The declaration and the root's start tag. */
void pl_fdx_put_head(struct pl_fdx *fdx);

/* All of the file but its end, out of a template. */
void pl_fdx_fill_template(struct pl_fdx *fdx);

/* The name of a note which is a boneyard. */
#define PL_FDX_BONEYARD "Fountain: boneyard"

/* Keep a note for pl_fdx_put_notes. `text` is borrowed from the document or the arena. */
void pl_fdx_add_note(struct pl_fdx *fdx, const char *name, struct pl_str text, uint64_t offset);

/* Notes on the title page, and one note for its keys which are not printed. */
void pl_fdx_add_title_notes(struct pl_fdx *fdx);

#endif
