/*
 * break - may a line end between two clusters? (private to this room; the essay is in break.c)
 */
#ifndef PL_BREAK_H
#define PL_BREAK_H

#include "unicode/properties.h"

/*
 * What the rules remember of the text to the left: the first code point of the last cluster that
 * was not a space, and what has followed it. It is one word, so that storing it costs the inner
 * loop nothing.
 */
#define PL_LEFT_CODE_POINT 0x001FFFFFu
#define PL_LEFT_IS_START 0x00200000u /* nothing but spaces since the text or line began */
#define PL_LEFT_SPACE 0x00400000u    /* one space or more came after it */
#define PL_LEFT_SPACES 0x00800000u   /* two or more */
#define PL_LEFT_OPENS 0x01000000u    /* it began the text, or a space or opening mark precedes */
#define PL_LEFT_GLUES 0x02000000u    /* its last mark joins it to what follows */
#define PL_LEFT_IS_WIDE 0x04000000u  /* it is 10 sixths wide */
#define PL_LEFT_LEADS 0x08000000u    /* it is the first of its text or line that is not a space */

/* What the rules see of the text to the right: a cluster, and the bytes from it on. */
struct pl_right {
	uint32_t first;
	bool is_killed; /* has a mark that silences its consonant */
	bool is_bare;   /* has no mark */
	const char *at, *end;
};

/* After a cluster that is not a space, and directly before `right`. */
enum pl_break pl_break_between(uint32_t left, const struct pl_right *right);

/* After a run of spaces that is followed by `right`. */
bool pl_break_is_allowed_after_spaces(uint32_t left, const struct pl_right *right);

/* What `left` becomes when a space follows. */
static inline uint32_t
pl_left_with_space(uint32_t left)
{
	return left | ((left & PL_LEFT_SPACE) != 0 ? PL_LEFT_SPACES : PL_LEFT_SPACE);
}

/* What `left` becomes when a cluster follows that is not a space and begins with `first`. */
uint32_t pl_left_with_cluster(uint32_t left, uint32_t first);

#endif
