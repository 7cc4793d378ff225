/* Memory that is freed all at once: blocks, each twice as long as the one before. */
#include <stdalign.h>
#include <stdlib.h>

#include "base/base.h"

#define FIRST_BLOCK ((size_t)16 * 1024)
#define LARGEST_BLOCK ((size_t)1024 * 1024)
/* What is allocated begins at a multiple of this: no type of ours needs more. */
#define UNIT alignof(uint64_t)

struct pl_arena_block {
	struct pl_arena_block *previous;
	alignas(UNIT) char bytes[];
};

void
pl_arena_init(struct pl_arena *arena)
{
	*arena = (struct pl_arena){.block_size = FIRST_BLOCK};
}

static void
free_blocks(struct pl_arena_block *block)
{
	while (block != NULL) {
		struct pl_arena_block *previous = block->previous;
		free(block);
		block = previous;
	}
}

void
pl_arena_fini(struct pl_arena *arena)
{
	free_blocks(arena->last);
	*arena = (struct pl_arena){0};
}

void
pl_arena_reset(struct pl_arena *arena)
{
	struct pl_arena_block *block = arena->last;
	if (block == NULL) {
		return;
	}
	free_blocks(block->previous);
	block->previous = NULL;
	memset(block->bytes, 0, (size_t)(arena->next - block->bytes));
	arena->next = block->bytes;
}

static bool
new_block(struct pl_arena *arena, size_t size)
{
	size_t room = size > arena->block_size ? size : arena->block_size;
	/* calloc: fresh pages from the kernel are already zero */
	struct pl_arena_block *block = calloc(1, sizeof(*block) + room);
	if (block == NULL) {
		return false;
	}
	block->previous = arena->last;
	arena->last = block;
	arena->next = block->bytes;
	arena->end = block->bytes + room;
	if (arena->block_size < LARGEST_BLOCK) {
		arena->block_size *= 2;
	}
	return true;
}

static size_t
rounded(size_t size)
{
	return (size + UNIT - 1) / UNIT * UNIT;
}

void *
pl_arena_alloc(struct pl_arena *arena, size_t size)
{
	if (size > SIZE_MAX / 2) {
		return NULL;
	}
	size = rounded(size);
	if (size > (size_t)(arena->end - arena->next) && !new_block(arena, size)) {
		return NULL;
	}
	void *result = arena->next;
	arena->next += size;
	return result;
}

void *
pl_arena_array(struct pl_arena *arena, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes)) {
		return NULL;
	}
	return pl_arena_alloc(arena, bytes);
}

struct pl_str
pl_arena_copy(struct pl_arena *arena, struct pl_str str)
{
	char *copy = pl_arena_alloc(arena, str.length + 1);
	if (copy == NULL) {
		return (struct pl_str){0};
	}
	if (str.length > 0) {
		memcpy(copy, str.data, str.length);
	}
	return (struct pl_str){copy, str.length};
}

/* If the array is alone in the last block, grow that block, so that nothing is wasted. NULL if it
 * is not alone, or out of memory. */
static void *
grow_block(struct pl_arena *arena, const void *array, size_t old, size_t wanted)
{
	struct pl_arena_block *block = arena->last;
	if (block == NULL || array != block->bytes || arena->next != block->bytes + old) {
		return NULL;
	}
	if (wanted > (size_t)(arena->end - block->bytes)) {
		block = realloc(block, sizeof(*block) + wanted);
		if (block == NULL) {
			return NULL;
		}
		arena->last = block;
		arena->end = block->bytes + wanted;
	}
	arena->next = block->bytes + wanted;
	return block->bytes;
}

void *
pl_arena_grow(struct pl_arena *arena, void *array, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity) {
		return array;
	}
	size_t wanted = *capacity < 4 ? 4 : *capacity * 2;
	if (wanted > SIZE_MAX / 2 / size) {
		return NULL;
	}
	void *moved = grow_block(arena, array, rounded(*capacity * size), rounded(wanted * size));
	if (moved == NULL && (moved = pl_arena_array(arena, wanted, size)) != NULL && count > 0) {
		memcpy(moved, array, count * size);
	}
	*capacity = moved == NULL ? *capacity : wanted;
	return moved;
}
