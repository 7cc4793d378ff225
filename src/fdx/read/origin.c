/*
 * What the document keeps of the file beyond a screenplay, for the writer of FDX: the children of
 * the root as slices of the source, the types of paragraph, and which of them each paragraph is of.
 */
#include "fdx/read/draft.h"

void
pl_draft_open_part(struct pl_draft *draft, uint32_t start)
{
	if (++draft->part_count > PL_DRAFT_PARTS_MAX) {
		draft->refused = "its root has more than 10000 children";
		return;
	}
	struct pl_fdx_part *part = pl_arena_alloc(&draft->document->arena, sizeof(*part));
	if (part == NULL) {
		draft->no_memory = true;
		return;
	}
	part->xml.data = draft->document->source.data + start;
	if (draft->last_part == NULL) {
		draft->file.head = pl_str_slice(draft->document->source, 0, start);
		draft->file.parts = part;
	} else {
		draft->last_part->next = part;
	}
	draft->last_part = part;
}

void
pl_draft_close_part(struct pl_draft *draft, const char *name, uint32_t end)
{
	struct pl_fdx_part *part = draft->last_part;
	const char *start = draft->document->source.data;
	part->name = pl_arena_copy(&draft->document->arena, pl_str_of(name));
	draft->no_memory |= part->name.data == NULL;
	if (start + end > part->xml.data) {
		part->xml.length = (size_t)(start + end - part->xml.data);
	}
}

/* All types, be they used or not; false: no memory. */
static bool
keep_type(struct pl_draft *draft, struct pl_draft_type *type)
{
	struct pl_arena *arena = &draft->document->arena;
	struct pl_fdx_paragraph *origin = pl_arena_alloc(arena, sizeof(*origin));
	struct pl_fdx_type *kept = pl_arena_alloc(arena, sizeof(*kept));
	struct pl_str name = pl_arena_copy(arena, type->name);
	if (origin == NULL || kept == NULL || name.data == NULL) {
		return false;
	}
	*kept = (struct pl_fdx_type){
		.name = name.length > 0 ? name : PL_STR("Action"),
		.paginate_as = type->paginate_as,
		.format = type->format,
		.style = type->style,
		.settings = type->settings,
		.is_used = type->is_used,
	};
	if (type->settings != NULL) {
		type->settings->type = kept;
	}
	origin->type = kept;
	type->kept = kept;
	type->fdx = origin;
	return true;
}

bool
pl_draft_keep_file(struct pl_draft *draft)
{
	struct pl_fdx_file *file = pl_arena_alloc(&draft->document->arena, sizeof(*file));
	if (file == NULL) {
		return false;
	}
	struct pl_fdx_type *last = NULL;
	for (struct pl_draft_type *type = draft->first_type; type != NULL; type = type->after) {
		if (!keep_type(draft, type)) {
			return false;
		}
		if (!type->is_used && type->settings == NULL) {
			continue;
		}
		if (last == NULL) {
			draft->file.types = type->kept;
		} else {
			last->next = type->kept;
		}
		last = type->kept;
	}
	*file = draft->file;
	draft->document->fdx = file;
	return true;
}

const struct pl_fdx_paragraph *
pl_draft_origin(struct pl_draft *draft, const struct pl_draft_paragraph *paragraph)
{
	const struct pl_draft_type *type = paragraph->type;
	bool is_placed = paragraph->format->given != 0;
	if (!is_placed && paragraph->scene_title.length == 0) {
		return type->fdx;
	}
	struct pl_arena *arena = &draft->document->arena;
	struct pl_fdx_paragraph *origin = pl_arena_alloc(arena, sizeof(*origin));
	struct pl_fdx_format *placing = is_placed ? pl_arena_alloc(arena, sizeof(*placing)) : NULL;
	if (origin == NULL || (is_placed && placing == NULL)) {
		return NULL;
	}
	if (is_placed) {
		*placing = pl_fdx_format_over(paragraph->format, &type->format);
	}
	*origin = (struct pl_fdx_paragraph){type->kept, placing, paragraph->scene_title};
	return origin;
}
