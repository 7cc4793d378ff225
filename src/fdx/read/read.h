/*
 * reader - a file being read
 *
 *	source --fdx/xml.c--> elements --elements.c, settings.c--> paragraphs, types, notes,
 *	settings --build.c, title.c--> document
 *
 * The script comes first in the file. The settings, which say what its types mean, and the notes,
 * which are tied to its text by number, come after it. So all paragraphs of the file are read
 * before the first node is made. The document keeps them, for the writer of FDX.
 */
#ifndef PL_FDX_READER_H
#define PL_FDX_READER_H

#include "fdx/fdx.h"
#include "fdx/xml.h"

/* More than any script has, and few enough to be read in a second. */
#define PL_FDX_PARAGRAPHS_MAX 1000000u
#define PL_FDX_PARTS_MAX 10000u /* children of the root */

/* A ScriptNote. */
struct pl_fdx_note {
	struct pl_fdx_note *next;
	struct platen_position from;
	uint32_t source_end;
	struct pl_str name;
	struct pl_fdx_paragraphs body;
	uint64_t offset; /* of those at the root: where its range begins */
	uint32_t at;     /* byte of its paragraph's text */
};

struct pl_fdx_reader {
	const struct platen_reporter *diag;
	struct platen_document *document;
	struct pl_fdx_xml xml;
	enum platen_status status; /* the first which is not PLATEN_OK sticks */
	bool has_shot_headings;    /* shots are to be scene headings */
	bool splits_dual;          /* dual dialogue is to be two speeches */
	struct pl_arena arena;     /* of what the document does not keep */
	const struct pl_fdx_format_reader *format;
	struct pl_fdx_type *first_type, *last_type; /* in order of appearance */
	struct pl_fdx_type *no_type;                /* of paragraphs without one */
	struct pl_fdx_paragraphs body, title;
	struct pl_fdx_paragraphs info; /* a title page for a file which has none */
	struct pl_fdx_notes notes;     /* of the root, with offsets */
	struct pl_fdx_notes unanchored;
	const char *leading; /* of the document; NULL: the usual one */
	size_t leaded_count; /* paragraphs which have another leading */
	struct pl_setup setup;
	struct pl_fdx_file *file;
	struct pl_fdx_part *last_part;
	uint32_t parts_end;                   /* byte of the source after it */
	const struct pl_fdx_element *content; /* which holds the body */
	uint32_t part_count, paragraph_count;
	struct platen_node spare; /* for a node which memory ran out for */
	struct pl_node_more spare_more;
};

/* What the elements of a format mean: Final Draft's (elements.c), Open Screenplay Format's (osf/).
 */
struct pl_fdx_format_reader {
	enum platen_input input;
	const struct pl_fdx_xml_rule *rules;
	void (*take)(struct pl_fdx_reader *reader, const struct pl_fdx_element *element);
};
extern const struct pl_fdx_format_reader pl_fdx_elements, pl_osf_elements;

/* Stop reading, unless something else is wrong already. */
void pl_fdx_fail(struct pl_fdx_reader *reader, enum platen_status status);

/* ---------------------------------------------------------------------- paragraphs */

/* Zeroed memory which the document owns. NULL: no memory, and the reader has failed. */
void *pl_fdx_need(struct pl_fdx_reader *reader, size_t size);
/* The text is a slice of the source, so its bytes are those of the source one by one. */
bool pl_fdx_is_source(const struct pl_fdx_reader *reader, struct pl_str text);
/* The text, or a copy which the document owns. .data is NULL: no memory, and the reader has failed.
 */
struct pl_str pl_fdx_keep(struct pl_fdx_reader *reader, struct pl_str text);
/* The attribute's value, trimmed and with a NUL behind it; *to stays where there is none. */
void pl_fdx_keep_attribute(struct pl_fdx_reader *reader, const struct pl_fdx_element *element,
			   const char *name, struct pl_str *to);
/* Count one more as lost if the attribute has a value other than the usual one. */
void pl_fdx_count_loss(struct pl_fdx_reader *reader, const struct pl_fdx_element *element,
		       const char *name, const char *usual, enum pl_fdx_loss loss);

/* An empty paragraph, of the type without a name, put last in the list if there is one. NULL: the
 * reader has failed. */
struct pl_fdx_paragraph *pl_fdx_add_paragraph(struct pl_fdx_reader *reader,
					      struct pl_fdx_paragraphs *list,
					      struct platen_position from);
void pl_fdx_append(struct pl_fdx_paragraphs *list, struct pl_fdx_paragraph *paragraph);
/* A run at the end of the paragraph. NULL: the reader has failed. */
struct pl_fdx_run *pl_fdx_add_run(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
				  struct platen_position from, struct pl_str text);
/* Give the paragraph a copy of the format, unless nothing is set in it. */
void pl_fdx_set_format(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
		       const struct pl_fdx_format *format);
/* The paragraph's extras, to be changed. NULL: the reader has failed. */
struct pl_fdx_extras *pl_fdx_need_extras(struct pl_fdx_reader *reader,
					 struct pl_fdx_paragraph *paragraph);
void pl_fdx_append_note(struct pl_fdx_notes *list, struct pl_fdx_note *note);

/* The style of a run: its own, which replaces the type's, else that. */
uint32_t pl_fdx_run_style(const struct pl_fdx_paragraph *paragraph, const struct pl_fdx_run *run);

/* The first and the last byte of a paragraph's text which is no blank; '\0' if there is none. */
char pl_fdx_first(const struct pl_fdx_paragraph *paragraph);
char pl_fdx_last(const struct pl_fdx_paragraph *paragraph);
/* Some of the text is shown in capitals. */
bool pl_fdx_has_caps(const struct pl_fdx_paragraph *paragraph);
/* The text has something to print: not only blanks. */
bool pl_fdx_has_text(const struct pl_fdx_paragraph *paragraph);

/* The text of a paragraph as it stands in the file, its runs side by side; in the reader's arena.
 */
struct pl_str pl_fdx_raw_text(struct pl_fdx_reader *reader,
			      const struct pl_fdx_paragraph *paragraph);
/* ------------------------------------------------------------------------ elements */

/* The element's text, and that of the Texts in it, or of all elements in it, where `br` is a line
 * break. .data is NULL: no memory, and the reader has failed. */
struct pl_str pl_fdx_text_of(struct pl_fdx_reader *reader, const struct pl_fdx_element *element,
			     bool is_all);

/* Tie the notes of the root to the paragraphs of the body. */
void pl_fdx_place_notes(struct pl_fdx_reader *reader);

/* ----------------------------------------------------------------- types, settings */

/* The type of this name; case and blanks around it do not matter. NULL: the reader has failed. */
struct pl_fdx_type *pl_fdx_find_type(struct pl_fdx_reader *reader, struct pl_str name);
/* Give the paragraph the type of this name. */
void pl_fdx_set_type(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
		     struct pl_str name);
/* Decide what each type is and how it stands on the page. */
void pl_fdx_resolve_types(struct pl_fdx_reader *reader);
/* Give the document the types which its writer needs. */
void pl_fdx_keep_types(struct pl_fdx_reader *reader);
/* How this paragraph stands on the page. Never NULL. */
const struct platen_style *pl_fdx_style(struct pl_fdx_reader *reader,
					const struct pl_fdx_paragraph *paragraph);

/* Those of the eight attributes which are there. */
struct pl_fdx_format pl_fdx_read_format(struct pl_fdx_reader *reader,
					const struct pl_fdx_element *element);
/* A child of the root which is a setting. */
void pl_fdx_read_settings(struct pl_fdx_reader *reader, const struct pl_fdx_element *element);
/* Revisions: the sets. */
#define PL_FDX_REVISION_MAX 1000 /* Final Draft has few, but keeps old ones */
void pl_fdx_read_revisions(struct pl_fdx_reader *reader, const struct pl_fdx_element *element);
/* HeaderAndFooter: its texts. */
void pl_fdx_read_header(struct pl_fdx_reader *reader, const struct pl_fdx_element *element);
/* Give the document the page it asks for. */
void pl_fdx_build_setup(struct pl_fdx_reader *reader);

/* -------------------------------------------------------------------- the document */

/* The nodes. */
void pl_fdx_build_title(struct pl_fdx_reader *reader);
void pl_fdx_build_body(struct pl_fdx_reader *reader);
/* Those of the paragraphs from `first` up to `end`, as children of the root. */
void pl_fdx_build_paragraphs(struct pl_fdx_reader *reader, const struct pl_fdx_paragraph *first,
			     const struct pl_fdx_paragraph *end);

#endif
