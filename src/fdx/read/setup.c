/* The page which the file asks for. What it leaves open, or asks nonsense for, stays open. */
#include "fdx/read/draft.h"

#define SHEET_MIN (2 * 7200)
#define ROOM_MIN 7200 /* of text, from margin to margin */

bool
pl_draft_build_setup(struct pl_draft *draft)
{
	struct pl_setup *setup = pl_arena_alloc(&draft->document->arena, sizeof(*setup));
	if (setup == NULL) {
		return false;
	}
	*setup = draft->setup;
	if (setup->width < SHEET_MIN || setup->height < SHEET_MIN) {
		setup->width = setup->height = 0;
	}
	int32_t height = setup->height > 0 ? setup->height : 11 * 7200;
	if (setup->top < 0 || setup->bottom < 0 || height - setup->top - setup->bottom < ROOM_MIN) {
		setup->top = setup->bottom = -1;
	}
	draft->document->setup = setup;
	return true;
}
