/* script - documents built by hand, for the unit tests of layout; one at a time */
#ifndef PL_SCRIPT_H
#define PL_SCRIPT_H

#include "layout/layout.h"

/* The document in the making. */
extern struct platen_document *script;

void script_start(void);

/* Frees `pages` and the document. */
void script_end(struct platen_pages *pages);

struct platen_node *script_add(struct platen_node *parent, enum platen_kind kind, const char *text);
struct pl_node_more *script_need_more(struct platen_node *node);
struct platen_node *script_add_speech(const char *name, const char *text);
void script_add_title(const char *key, const char *value);

/* An action of `lines` rows, none of which ends a sentence. */
void script_add_filler(uint32_t lines);

/* Lay out with the defaults; `lines_per_page` 0: those of the paper. */
struct platen_pages *script_lay_out(uint32_t lines_per_page);

/* Text of body line number `index` on a page, without page and scene numbers; "" past its end. */
struct pl_str script_line(const struct platen_pages *pages, uint32_t page, uint32_t index);
int32_t script_slot(const struct platen_pages *pages, uint32_t page, uint32_t index);

#endif
