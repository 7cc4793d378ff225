#include <stdlib.h>
#include "layout/layout.h"

enum platen_status
pl_layout(const struct platen_document *document, const struct platen_layout_options *options,
	  struct platen_pages **pages)
{
	(void)options;
	struct platen_pages *made = calloc(1, sizeof(*made));
	if (made == NULL) {
		return PLATEN_NO_MEMORY;
	}
	pl_arena_init(&made->arena);
	made->document = document;
	*pages = made;
	return PLATEN_OK;
}

uint32_t
platen_pages_eighths(const struct platen_pages *pages)
{
	(void)pages;
	return 0;
}
