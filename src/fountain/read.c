#include <stdlib.h>

#include "fountain/passes.h"

static bool
read_source(struct pl_reader *reader)
{
	uint32_t first = 0;
	return pl_fountain_cut(reader) && pl_fountain_split(reader) &&
	       pl_fountain_title(reader, &first) && pl_fountain_blocks(reader, first) &&
	       pl_fountain_doubt(reader);
}

static void
reader_fini(struct pl_reader *reader)
{
	pl_buffer_fini(&reader->view.buffer);
	pl_buffer_fini(&reader->ahead.buffer);
	pl_buffer_fini(&reader->text.text);
	pl_buffer_fini(&reader->aside.text);
	pl_arena_fini(&reader->scratch);
}

enum platen_status
pl_fountain_read(struct pl_str bytes, const struct pl_diag *diag, struct platen_document **document)
{
	struct platen_document *new = pl_document_new();
	if (new == NULL) {
		return PLATEN_NO_MEMORY;
	}
	enum platen_status status = pl_fountain_decode(&new->arena, bytes, diag, &new->source);
	if (status == PLATEN_OK) {
		struct pl_reader reader = {
			.document = new,
			.diag = diag,
			.source = new->source,
			.at = new->root->from,
		};
		pl_arena_init(&reader.scratch);
		reader.marks.arena = &reader.scratch;
		status = read_source(&reader) ? PLATEN_OK : PLATEN_NO_MEMORY;
		reader_fini(&reader);
	}
	if (status != PLATEN_OK) {
		platen_document_free(new);
		return status;
	}
	*document = new;
	return PLATEN_OK;
}
