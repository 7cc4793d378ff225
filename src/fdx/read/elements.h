/*
 * elements - where in the file an element stands, and what is taken down of it. See elements.c.
 */
#ifndef PL_DRAFT_ELEMENTS_H
#define PL_DRAFT_ELEMENTS_H

#include "fdx/read/draft.h"

enum pl_draft_place {
	PL_AT_NOWHERE, /* what is below is skipped */
	PL_AT_FILE_START,
	PL_AT_ROOT,
	PL_AT_BODY,
	PL_AT_BODY_PARAGRAPH,
	PL_AT_BODY_TEXT,
	PL_AT_SCENE,
	PL_AT_SUMMARY,
	PL_AT_SUMMARY_PARAGRAPH,
	PL_AT_SUMMARY_TEXT,
	PL_AT_DUAL,
	PL_AT_OMITTED,
	PL_AT_NOTES,
	PL_AT_UNANCHORED,
	PL_AT_NOTE,
	PL_AT_NOTE_PARAGRAPH,
	PL_AT_NOTE_TEXT,
	PL_AT_SETTINGS,
	PL_AT_FONT_SPEC,
	PL_AT_PARAGRAPH_SPEC,
	PL_AT_BEHAVIOR,
	PL_AT_TITLE,
	PL_AT_TITLE_BODY,
	PL_AT_TITLE_PARAGRAPH,
	PL_AT_TITLE_TEXT,
	PL_AT_HEADERS,
	PL_AT_HEADER,
	PL_AT_HEADER_PARAGRAPH,
	PL_AT_HEADER_TEXT,
	PL_AT_PAGE_LAYOUT,
	PL_AT_PAGE_SIZE,
	PL_AT_MORES,
	PL_AT_DIALOGUE_BREAKS,
	PL_AT_SCENE_BREAKS,
	PL_AT_NUMBER_OPTIONS,
	PL_AT_COUNTED, /* something which is lost; `lost` of the row says what */
	/* Open Screenplay Format: osf.c */
	PL_OSF_ROOT,
	PL_OSF_INFO,
	PL_OSF_STYLES,
	PL_OSF_STYLE,
	PL_OSF_BODY,
	PL_OSF_TITLE,
	PL_OSF_PARAGRAPH,
	PL_OSF_PARAGRAPH_STYLE,
	PL_OSF_TEXT,
};

/* An open element. */
struct pl_draft_element {
	enum pl_draft_place place;
	enum pl_lost lost;
	struct pl_draft_paragraph *paragraph;
	struct pl_draft_paragraph *outer; /* the child of Content it is in, or is */
	struct pl_draft_note *note;
	struct pl_draft_type *type;
	struct pl_draft_run *run;
};

/* A start tag. `list` is libxml2's: name, prefix, namespace, value, end of value. */
struct pl_draft_tag {
	const char *name;
	const unsigned char **list;
	int count;
	struct platen_position from; /* of its `<`; where the place is one of text, after its `>` */
};

/* What the elements of a format mean. The two formats share the places, as they share the draft. */
struct pl_vocabulary {
	/* Where an element of this name in `element` leads: element->place changes. */
	void (*find_place)(struct pl_draft_element *element, const char *name);
	/* Take down the element which begins with `tag`. `element` begins as a copy of its parent,
	 * which stands at `from`, but knows its own place. What goes wrong stands in the draft. */
	void (*enter)(struct pl_draft *draft, struct pl_draft_element *element,
		      enum pl_draft_place from, const struct pl_draft_tag *tag);
	/* The element, in `parent`, ends at byte `end` of the source. */
	void (*leave)(struct pl_draft *draft, const struct pl_draft_element *element,
		      const struct pl_draft_element *parent, uint32_t end);
};
extern const struct pl_vocabulary pl_fdx_vocabulary, pl_osf_vocabulary;

/* The place holds text which is kept. */
bool pl_draft_is_text(enum pl_draft_place place);

/* An empty paragraph, of the type which has no name, put last in the list if there is one; NULL if
 * memory or patience is at an end. */
struct pl_draft_paragraph *pl_draft_add_paragraph(struct pl_draft *draft,
						  struct pl_draft_paragraphs *list,
						  struct platen_position from);
void pl_draft_append(struct pl_draft_paragraphs *list, struct pl_draft_paragraph *paragraph);
/* An empty run at the end of the paragraph; NULL: no memory. */
struct pl_draft_run *pl_draft_add_run(struct pl_draft *draft, struct pl_draft_paragraph *paragraph,
				      struct platen_position from);

/* Text of an element where pl_draft_is_text. */
void pl_draft_add_text(struct pl_draft *draft, const struct pl_draft_element *element,
		       struct pl_str text);

/* ------------------------------------------------------------------------ attributes */

/* Each changes *to if the attribute is there and makes sense. */
bool pl_tag_find(const struct pl_draft_tag *tag, const char *name, struct pl_str *value);
void pl_tag_take_text(struct pl_draft *draft, const struct pl_draft_tag *tag, const char *name,
		      struct pl_str *to);
void pl_tag_take_word(struct pl_draft *draft, const struct pl_draft_tag *tag, const char *name,
		      const char **to);
void pl_tag_take_yes(const struct pl_draft_tag *tag, const char *name, bool *to);
void pl_tag_take_inches(const struct pl_draft_tag *tag, const char *name, int32_t *to);
void pl_tag_take_points(const struct pl_draft_tag *tag, const char *name, int32_t *to);
void pl_tag_take_alignment(const struct pl_draft_tag *tag, const char *name,
			   struct pl_fdx_format *format);
/* True if one of the eight is there. */
bool pl_tag_take_format(const struct pl_draft_tag *tag, struct pl_fdx_format *format);
/* One more is lost if the attribute has a value other than the usual one. */
void pl_tag_count_lost(struct pl_draft *draft, const struct pl_draft_tag *tag, const char *name,
		       const char *usual, enum pl_lost lost);

#endif
