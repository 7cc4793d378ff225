/* writer - what the files of the FDX writer share. write.c explains how they fit together. */
#ifndef PL_FDX_WRITER_H
#define PL_FDX_WRITER_H

#include "fdx/fdx.h"
#include "formats.h"

#define PL_FDX_OPEN_MAX 8 /* elements in elements; Final Draft's reach seven deep */

/* What a template holds by counting characters, beside notes. */
enum pl_fdx_gone {
	PL_FDX_GONE_PAGES,
	PL_FDX_GONE_DELETIONS,
	PL_FDX_GONE_WORDS,
	PL_FDX_GONE_PARAGRAPHS,
};
#define PL_FDX_GONE_COUNT 4

struct pl_fdx_template;
struct pl_fdx_writer {
	const struct pl_job *job;
	struct pl_arena arena; /* of the notes, types and SmartType entries */
	bool failed;           /* out of memory; sticks */
	bool has_xml_error;    /* libxml2 has reported one (tree.c) */

	/* The open elements, the outermost first, and what the innermost has so far. */
	const char *open[PL_FDX_OPEN_MAX];
	uint32_t depth;
	enum pl_fdx_inside {
		PL_FDX_IN_TAG,
		PL_FDX_IN_CHILDREN,
		PL_FDX_IN_TEXT,
	} inside;

	/* The script's own Final Draft file, if its paragraphs are written as they are in it. NULL:
	 * it has none, or was laid out in another page format. */
	const struct pl_fdx_file *source;
	const struct pl_fdx_file *template_file; /* NULL: there is no template */
	struct pl_fdx_template *template;        /* template.c; NULL: the same */
	bool completes; /* the template is the script's own file, by another program */
	/* The file whose settings are written: the template, else `source`. NULL: ours are. */
	const struct pl_fdx_file *file;
	struct pl_fdx_type own[PL_FDX_WRITTEN_COUNT];          /* ours, as on these pages */
	const struct pl_fdx_type *usual[PL_FDX_WRITTEN_COUNT]; /* the file's, else ours */

	uint64_t offset; /* of the end of the body so far, as Final Draft counts (notes.c) */
	struct pl_fdx_new_note *first_note, *last_note;
	bool has_lyrics, has_outline, has_scene_numbers; /* seen in the body */
	bool types_contd;        /* (CONT'D) is written into the cues, not left to Final Draft */
	bool is_unchanged;       /* the script is all that is in the template */
	bool has_same_title;     /* what is printed of the title page is the template's */
	bool has_new_title_page; /* it, or its keys, take the place of the template's */
	size_t gone[PL_FDX_GONE_COUNT]; /* of the template's (anchors.c) */
};

/* Write the file: pl_write_fdx (load.c, module.c). */
enum platen_status pl_fdx_write(const struct pl_job *job);

/* ------------------------------------------------------------------------- XML */

/* Start an element inside the open one. `name` is borrowed until it is closed. */
void pl_fdx_open(struct pl_fdx_writer *writer, const char *name);
/* The open element gets an end tag even without children. */
void pl_fdx_open_list(struct pl_fdx_writer *writer);
void pl_fdx_close(struct pl_fdx_writer *writer);
/* A child as it is in another file, with the white space which stood before it there. */
void pl_fdx_put_kept(struct pl_fdx_writer *writer, struct pl_str lead, struct pl_str xml);
/* A start tag, or an end tag, as it is in another file. */
void pl_fdx_open_kept(struct pl_fdx_writer *writer, struct pl_str tag, const char *name);
void pl_fdx_close_kept(struct pl_fdx_writer *writer, struct pl_str tag);

/* Attributes come before text and children. Values and text are escaped here. */
void pl_fdx_put_attribute(struct pl_fdx_writer *writer, const char *name, struct pl_str value);
void pl_fdx_put_number(struct pl_fdx_writer *writer, const char *name, uint64_t number);
/* Returns the length as written in UTF-16 units. */
uint64_t pl_fdx_put_text(struct pl_fdx_writer *writer, struct pl_str text);
/* The text without what XML cannot hold. */
void pl_fdx_put_clean(struct pl_buffer *buffer, struct pl_str text);
/* What pl_fdx_put_text would return. */
uint64_t pl_fdx_units(struct pl_str text);

/* ------------------------------------------------------------------ paragraphs */

#define PL_FDX_COURIER "Courier Final Draft"

#define PL_FDX_NUMBER_SIZE 24
/* A length as Final Draft spells it, in inches: "-1.25"; half lines as lines: "1.5". */
void pl_fdx_format_inches(int32_t length, char text[PL_FDX_NUMBER_SIZE]);
void pl_fdx_format_spacing(uint32_t half_lines, char text[PL_FDX_NUMBER_SIZE]);

/* The eight attributes of a format, in ASCII order. */
struct pl_fdx_spelt {
	unsigned bit; /* PL_FDX_HAS_... */
	const char *name;
	char value[PL_FDX_NUMBER_SIZE];
};
#define PL_FDX_FORMAT_COUNT 8
void pl_fdx_spell_format(const struct pl_fdx_format *format,
			 struct pl_fdx_spelt spelt[PL_FDX_FORMAT_COUNT]);
void pl_fdx_put_format(struct pl_fdx_writer *writer, const struct pl_fdx_format *format);
/* NULL, or an empty string: without these attributes. */
void pl_fdx_open_paragraph(struct pl_fdx_writer *writer, const struct pl_fdx_format *format,
			   struct pl_str number, struct pl_str type);
void pl_fdx_put_style(struct pl_fdx_writer *writer, uint32_t style);

/* The Text elements of one paragraph. Neighbours of equal style become one element; a paragraph
 * without text gets an empty one. */
struct pl_fdx_runs {
	struct pl_fdx_writer *writer;
	/* NULL in the body, where a Text has a style only if it is not the type's own. */
	const char *font;
	uint32_t own_style;
	uint64_t units; /* written so far */
	uint32_t style; /* of the open element */
	bool is_open;
};

void pl_fdx_put_run(struct pl_fdx_runs *runs, uint32_t style, struct pl_str text);
void pl_fdx_end_runs(struct pl_fdx_runs *runs);

/* A paragraph outside the body, without emphasis. */
void pl_fdx_put_line(struct pl_fdx_writer *writer, const struct pl_fdx_format *format,
		     const char *font, struct pl_str text);

/* Of synopses and notes: the width of an index card. */
extern const struct pl_fdx_format pl_fdx_card;

/* -------------------------------------------------------------- paragraph types */

/* How an element of the page format in use is placed; and its style, with PL_FDX_CAPS. */
struct pl_fdx_format pl_fdx_format_of(const struct platen_style *style);
uint32_t pl_fdx_style_of(const struct platen_style *style);

/* Look up the types of the file. */
void pl_fdx_find_types(struct pl_fdx_writer *writer);
/* The paragraph of the script's own file which a node is written as; NULL: there is none. */
const struct pl_fdx_paragraph *pl_fdx_source_of(const struct pl_fdx_writer *writer,
						const struct platen_node *node);
/* The type for what the node is. */
enum pl_fdx_standard pl_fdx_usual_type(const struct platen_node *node);
/* The type of a node's paragraph: its own if it comes from a file, else the usual one. */
const struct pl_fdx_type *pl_fdx_type_of(const struct pl_fdx_writer *writer,
					 const struct platen_node *node);

/* --------------------------------------------------------------- parts of a file */

/* The part of this name; NULL: there is no file, or none in it. */
const struct pl_fdx_part *pl_fdx_part_named(const struct pl_fdx_file *file, const char *name);

/* A value to be written whatever the part says. An element that is missing is added for it. */
struct pl_fdx_change {
	const char *element, *attribute;
	struct pl_str value;
};

/* Write settings completely. `xml` is the element in another file, or empty; `type`, or NULL, the
 * type of paragraph whose settings they are. */
void pl_fdx_complete_part(struct pl_fdx_writer *writer, const char *name, struct pl_str xml,
			  const struct pl_fdx_type *type, const struct pl_fdx_change *changes,
			  size_t change_count);

/* Open an element that `parent` may have (NULL: the root), with the usual attributes and these
 * changes. */
void pl_fdx_open_usual(struct pl_fdx_writer *writer, const char *parent, const char *name,
		       const struct pl_fdx_change *changes, size_t change_count);

/* ---------------------------------------------------- the children of the root */

/* Of the file format: the one asked for, else that of the file which the script is written into, as
 * what is kept of it is in that dialect. */
uint32_t pl_fdx_version_of(const struct pl_fdx_writer *writer);
void pl_fdx_put_children(struct pl_fdx_writer *writer);
void pl_fdx_put_body(struct pl_fdx_writer *writer);
void pl_fdx_put_header(struct pl_fdx_writer *writer);
/* Of the title page, with no number on the first one. */
void pl_fdx_put_title_header(struct pl_fdx_writer *writer);
void pl_fdx_put_page_layout(struct pl_fdx_writer *writer);
void pl_fdx_put_element_settings(struct pl_fdx_writer *writer);
void pl_fdx_put_title_page(struct pl_fdx_writer *writer);
/* The script's title page; NULL: it has none. */
const struct platen_node *pl_fdx_title_page(const struct pl_fdx_writer *writer);
/* There is one to be written. */
bool pl_fdx_has_title_page(const struct pl_fdx_writer *writer);
void pl_fdx_put_smart_type(struct pl_fdx_writer *writer);
void pl_fdx_put_mores(struct pl_fdx_writer *writer);
void pl_fdx_put_revisions(struct pl_fdx_writer *writer);
void pl_fdx_put_scene_number_options(struct pl_fdx_writer *writer);
void pl_fdx_put_outlines(struct pl_fdx_writer *writer);
void pl_fdx_put_notes(struct pl_fdx_writer *writer);
/* The colour, page and synopsis of a scene, inside its heading's paragraph. `scene` is it on the
 * pages, or NULL. */
void pl_fdx_put_scene_properties(struct pl_fdx_writer *writer, const struct platen_node *heading,
				 const struct pl_layout_scene *scene);
/* "#RRRRGGGGBBBB" */
#define PL_FDX_COLOR_SIZE 14
void pl_fdx_format_color(uint32_t rgb, char text[PL_FDX_COLOR_SIZE]);
/* The synopsis straight after a heading, or after a line of its synopsis; NULL: there is none. */
const struct platen_node *pl_fdx_next_synopsis(const struct platen_node *node);
/* A note which the reader made from a scene's colour, an attribute in Final Draft's files. */
bool pl_fdx_is_color_note(const struct platen_node *heading, const struct pl_comment *comment);

/* A note that will be written. */
struct pl_fdx_new_note {
	struct pl_fdx_new_note *next;
	const char *name;
	struct pl_str text;
	uint64_t offset;
	bool stays_put; /* of one which the template has: it goes with the text it stood at */
};
/* Write those which no template has, with Ids above this one. */
void pl_fdx_put_new_notes(struct pl_fdx_writer *writer, uint64_t id);

/* Keep a note for pl_fdx_put_notes. `text` is borrowed from the document or the arena. */
void pl_fdx_add_note(struct pl_fdx_writer *writer, const char *name, struct pl_str text,
		     uint64_t offset);
/* Keep a note, or a boneyard where the options ask for it: the node, or the comment inside it.
 * Other nodes are passed over. `stays_put`: it has not been moved in the template's text. */
void pl_fdx_add_comment(struct pl_fdx_writer *writer, const struct platen_node *node,
			const struct pl_comment *comment, uint64_t offset, bool stays_put);
/* The node if it is such a note, and all notes inside it, whose text begins at the offset. In text
 * which does not count, they all get this one. */
void pl_fdx_add_notes_of(struct pl_fdx_writer *writer, const struct platen_node *node,
			 uint64_t offset, bool is_counted, bool stays_put);

/* ------------------------------------------------------------------ the template */

/*
 * These need libxml2, and are in the module platen-fdx. The program has those of plain.c in their
 * place, which do what there is to do without a Final Draft file: nothing.
 */

/* From now on errors of libxml2 are the writer's. */
void pl_fdx_tree_listen(struct pl_fdx_writer *writer);
/* Compare the script with writer->template_file. */
void pl_fdx_template_open(struct pl_fdx_writer *writer);

/* Write the node as the template has it, if the script has it from there. Its paragraph may hold
 * further nodes. False: it is new. */
bool pl_fdx_keep_node(struct pl_fdx_writer *writer, const struct platen_node *node);
/* The same of a dual dialogue, with all that is in it. */
bool pl_fdx_keep_dual(struct pl_fdx_writer *writer, const struct platen_node *dual);
/* The template has the node, or the comment inside it: at its root, or in a paragraph which is
 * written with what is in it. */
bool pl_fdx_keep_note(struct pl_fdx_writer *writer, const struct platen_node *node,
		      const struct pl_comment *comment, uint64_t offset, bool stays_put);
/* Write what comes before the first node, and the end of the body. False: the template has none. */
bool pl_fdx_open_kept_content(struct pl_fdx_writer *writer);
bool pl_fdx_close_kept_content(struct pl_fdx_writer *writer);
/* Parts of the template, with what has changed: title pages, the notes, and what counts
 * characters. */
void pl_fdx_keep_title_page(struct pl_fdx_writer *writer, const struct pl_fdx_part *part);
void pl_fdx_keep_notes(struct pl_fdx_writer *writer, const struct pl_fdx_part *part);
void pl_fdx_keep_anchors(struct pl_fdx_writer *writer, const struct pl_fdx_part *part);
/* Say what of the template is not in the file. */
void pl_fdx_report_gone(const struct pl_fdx_writer *writer);

/* Notes on the title page, and one note with its keys where the page does not show them. */
void pl_fdx_add_title_notes(struct pl_fdx_writer *writer);

#endif
