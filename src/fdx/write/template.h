/* template - a production's file, into which a script is put. See template.c. */
#ifndef PL_FDX_TEMPLATE_H
#define PL_FDX_TEMPLATE_H

#include <libxml/tree.h>

#include "fdx/write/match.h"
#include "fdx/write/writer.h"

/* A paragraph of the template's body. Offsets are counted as in notes.c. */
struct pl_fdx_place {
	const struct pl_fdx_paragraph *paragraph;
	uint64_t offset;  /* where it begins in the template */
	uint64_t units;   /* of its text, without its end */
	bool is_wanted;   /* it will be written */
	bool is_given_up; /* the script has it, but not as a paragraph which can be kept */
	bool is_written;  /* then all that follows counts: */
	uint64_t new_offset;
	/* Its units [changed_from, changed_to) became so many. */
	uint64_t changed_from, changed_to, changed_units;
};

/* Nodes of the template which stand together in its file, and the paragraphs they are made of. */
struct pl_fdx_block {
	uint32_t first, end;             /* of template->again */
	uint32_t old_first, old_end;     /* of template->old */
	uint32_t place_first, place_end; /* none: they are notes */
	uint32_t hidden_end; /* paragraphs from there on up to here show nothing in Fountain */
};

/* A note of the template, at the root or inside a paragraph. */
struct pl_fdx_kept_note {
	uint32_t from, end;           /* bytes of its source */
	bool is_node;                 /* it is not inside a text */
	bool is_wanted, is_edited;    /* the script has it, and it has another text there */
	struct pl_str text;           /* there */
	struct pl_fdx_new_note *note; /* what the script makes of it; NULL: it stays as it is */
};

struct pl_fdx_template {
	struct pl_fdx_writer *writer;
	const struct platen_document *document;
	struct pl_fdx_matcher matcher;
	struct pl_fdx_script old;   /* the template as it is */
	struct pl_fdx_script again; /* as it is after the trip which the new script has made */
	struct pl_fdx_script new;
	struct pl_fdx_place *places;
	uint32_t place_count;
	struct pl_fdx_block *blocks;
	uint32_t block_count;
	uint32_t *block_of;             /* by number in again.nodes */
	uint32_t *origin_of, *note_of;  /* number in old.nodes or old.notes; PL_NONE */
	struct pl_fdx_kept_note *notes; /* in the order of the file */
	uint32_t note_count;
	const struct pl_fdx_item **order; /* new.nodes, by the address of the node */
	bool *is_done;                    /* of new.nodes: it is in the file */
};

/* The paragraph of the body in which this byte of the template stands; NULL: it is not in it. */
struct pl_fdx_place *pl_fdx_template_place(const struct pl_fdx_template *template, uint32_t offset);
/* The number of the node in template->new; PL_NONE: it is not there. */
uint32_t pl_fdx_template_find(const struct pl_fdx_template *template,
			      const struct platen_node *node);
/* The node of the template which new node number `at` is, or was made of; NULL: it is new, or one
 * of several. */
const struct platen_node *pl_fdx_template_origin(const struct pl_fdx_template *template,
						 uint32_t at);
/* The first note whose source begins at this byte or later. */
struct pl_fdx_kept_note *pl_fdx_template_notes(const struct pl_fdx_template *template,
					       uint32_t offset);
/* Where an offset into the template is in the new file; false: its text is gone. */
bool pl_fdx_template_move(const struct pl_fdx_template *template, uint64_t offset, uint64_t *moved);

/* The paragraph with what has changed between two nodes, of template->again and ->new; the caller
 * frees it. NULL: it cannot be done. *has_synopses: those of the scene are in it. */
xmlDoc *pl_fdx_edit_tree(struct pl_fdx_template *template, struct pl_fdx_place *place,
			 const struct pl_fdx_item *old, const struct pl_fdx_item *new,
			 bool *has_synopses);
/* Write that. False: it cannot be done. */
bool pl_fdx_edit_paragraph(struct pl_fdx_template *template, struct pl_fdx_place *place,
			   const struct pl_fdx_item *old, const struct pl_fdx_item *new,
			   struct pl_str lead, bool *has_synopses);
/* The same of a dual dialogue, of which new nodes number `at` and what follows are. */
bool pl_fdx_edit_dual(struct pl_fdx_template *template, struct pl_fdx_place *place, uint32_t at,
		      uint32_t count, struct pl_str lead);

/* What becomes of a paragraph of a block. */
struct pl_fdx_edit {
	xmlDoc *tree; /* NULL: it stays as it is */
	bool is_gone;
};
/* The edits of all paragraphs of a block which is one node, new node number `at`. The caller frees
 * the trees. False: it cannot be done. */
bool pl_fdx_edit_lines(struct pl_fdx_template *template, uint32_t at,
		       const struct pl_fdx_block *block, struct pl_fdx_edit *edits);

#endif
