/*
 * The numbers of scenes which the script has none for, or other ones.
 *
 * A production works with the numbers that a script has, so they stay. A scene without one counts
 * on from the largest number above it, as long as that is less than the next number below. Else it
 * was written in later, and gets a letter, as is usual: 1A and 1B come between 1 and 2, A1A between
 * 1 and 1A, and A1 before 1.
 *
 *	script	.	1	.	.	2	.	5	.
 *	number	A1	1	1A	1B	2	3	5	6
 */
#include "document/document.h"
#include "unicode/unicode.h"

/* Longer ones are names rather than numbers, and nothing is counted on from them. */
#define DIGITS_MAX 9

/* So many labels with letters are tried for a scene before it gets the next free number. */
#define TRIES_MAX 64

/* ---------------------------------------------------------------------- reading */

uint32_t
pl_label_number(struct pl_str label, size_t *end)
{
	uint32_t number = 0;
	size_t at = 0;
	for (; at < label.length && pl_is_digit(label.data[at]); at++) {
		number = at < DIGITS_MAX ? number * 10 + (uint32_t)(label.data[at] - '0') : 0;
	}
	*end = at;
	return at <= DIGITS_MAX ? number : 0;
}

static bool
has_only_letters(struct pl_str text)
{
	for (const char *at = text.data, *end = at + text.length; at < end;) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		if (!pl_is_letter(c)) {
			return false;
		}
	}
	return true;
}

bool
pl_scene_number_read(struct pl_str label, struct pl_scene_number *number)
{
	size_t start = 0, length;
	while (start < label.length && !pl_is_digit(label.data[start])) {
		start++;
	}
	struct pl_str rest = pl_str_slice(label, start, label.length);
	number->digits = pl_label_number(rest, &length);
	number->before = pl_str_slice(label, 0, start);
	number->after = pl_str_slice(rest, length, rest.length);
	return length > 0 && length <= DIGITS_MAX && has_only_letters(number->before) &&
	       has_only_letters(number->after);
}

/* Z precedes AA. */
static int
compare_letters(struct pl_str a, struct pl_str b)
{
	if (a.length != b.length) {
		return a.length < b.length ? -1 : 1;
	}
	return a.length == 0 ? 0 : memcmp(a.data, b.data, a.length);
}

bool
pl_scene_number_precedes(const struct pl_scene_number *a, const struct pl_scene_number *b)
{
	if (a->digits != b->digits) {
		return a->digits < b->digits;
	}
	int order = compare_letters(a->after, b->after);
	if (order != 0) {
		return order < 0;
	}
	bool a_leads = a->before.length > 0, b_leads = b->before.length > 0;
	return a_leads != b_leads ? a_leads : compare_letters(a->before, b->before) < 0;
}

/* --------------------------------------------------------------------- counting */

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

struct pl_str
pl_label_put_letter(struct pl_str label, char text[PL_LABEL_SIZE])
{
	size_t length = label.length, at = length;
	if (length > 0) {
		memmove(text, label.data, length);
	}
	while (at > 0 && text[at - 1] == 'Z') {
		text[--at] = 'A';
	}
	bool is_small = at > 1 && pl_is_digit(text[at - 2]) && text[at - 1] >= 'a' &&
			text[at - 1] < 'z'; /* 12a, but not iv */
	if (is_small || (at > 0 && is_capital(text[at - 1]))) {
		text[at - 1]++;
	} else if (length < PL_LABEL_MAX + 2) {
		text[length++] = 'A';
	}
	return (struct pl_str){text, length};
}

static struct platen_node *
next_heading(struct platen_node *node)
{
	while (node != NULL && node->kind != PLATEN_SCENE_HEADING) {
		node = node->next;
	}
	return node;
}

struct numbering {
	struct platen_document *document;
	struct pl_index taken;          /* labels of the script, and those given so far */
	struct pl_str before;           /* the last label above that is in order; empty: none */
	uint32_t most;                  /* the largest number above */
	uint32_t largest;               /* the largest number of all */
	const struct platen_node *next; /* the next heading with a label; NULL: there is none */
};

static uint32_t
larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static uint32_t
number_of(struct pl_str label)
{
	struct pl_scene_number number;
	size_t end;
	return pl_scene_number_read(label, &number) ? number.digits : pl_label_number(label, &end);
}

/* Collect the labels which the script gives itself. False: no memory. */
static bool
collect(struct numbering *numbering, const struct platen_node *node)
{
	for (; node != NULL; node = node->next) {
		if (node->kind != PLATEN_SCENE_HEADING || pl_node_more(node)->label.length == 0 ||
		    pl_node_more(node)->label.length > PL_LABEL_MAX) {
			continue;
		}
		numbering->largest =
			larger(number_of(pl_node_more(node)->label), numbering->largest);
		if (pl_index_put(&numbering->taken, pl_node_more(node)->label) == NULL) {
			return false;
		}
	}
	return true;
}

static bool
is_taken(const struct numbering *numbering, struct pl_str label)
{
	return pl_index_find(&numbering->taken, label) != NULL;
}

/* The first number that is free after those above, if it is less than `below`, or that is 0. */
static bool
count_on(const struct numbering *numbering, uint32_t below, char text[PL_LABEL_SIZE],
	 struct pl_str *label)
{
	uint32_t number = numbering->most;
	do {
		number++;
		*label = pl_str_decimal(number, text);
	} while ((below == 0 || number < below) && is_taken(numbering, *label));
	return below == 0 || number < below;
}

/* 1A, 1B ... after the label above. */
static bool
add_letter(const struct numbering *numbering, char text[PL_LABEL_SIZE], struct pl_str *label)
{
	int tries = 0;
	*label = numbering->before;
	do {
		*label = pl_label_put_letter(*label, text);
	} while (is_taken(numbering, *label) && ++tries < TRIES_MAX);
	return numbering->before.length > 0 && label->length <= PL_LABEL_MAX && tries < TRIES_MAX;
}

/* A1, B1 ... before the number below; B1, if A1 is the label above. */
static bool
lead_letter(const struct numbering *numbering, const struct pl_scene_number *below,
	    char text[PL_LABEL_SIZE], struct pl_str *label)
{
	struct pl_scene_number above;
	char letters[PL_LABEL_SIZE];
	struct pl_str body = pl_node_more(numbering->next)->label;
	bool is_series = pl_scene_number_read(numbering->before, &above) &&
			 above.digits == below->digits && pl_str_equal(above.after, below->after);
	struct pl_str lead = is_series ? above.before : (struct pl_str){0};
	body = pl_str_slice(body, is_series ? below->before.length : 0, body.length);
	for (int tries = 0; tries < TRIES_MAX; tries++) {
		lead = pl_label_put_letter(lead, letters);
		if (lead.length + body.length > PL_LABEL_MAX) {
			return false;
		}
		memcpy(text, lead.data, lead.length);
		memcpy(text + lead.length, body.data, body.length);
		*label = (struct pl_str){text, lead.length + body.length};
		if (!is_taken(numbering, *label)) {
			return true;
		}
	}
	return false;
}

/* The label of a scene that has none. */
static struct pl_str
choose(struct numbering *numbering, char text[PL_LABEL_SIZE])
{
	struct pl_scene_number below, number;
	struct pl_str label;
	const struct platen_node *next = numbering->next;
	bool has_below = next != NULL && pl_scene_number_read(pl_node_more(next)->label, &below);
	if ((next == NULL || has_below || numbering->before.length == 0) &&
	    count_on(numbering, has_below ? below.digits : 0, text, &label)) {
		return label;
	}
	if (add_letter(numbering, text, &label) &&
	    (!has_below || !pl_scene_number_read(label, &number) ||
	     pl_scene_number_precedes(&number, &below))) {
		return label;
	}
	if (has_below && lead_letter(numbering, &below, text, &label)) {
		return label;
	}
	return pl_str_decimal(++numbering->largest, text);
}

/* The label belongs above `before`. */
static bool
is_late(struct pl_str label, struct pl_str before)
{
	struct pl_scene_number own, above;
	return pl_scene_number_read(label, &own) && pl_scene_number_read(before, &above)
		       ? pl_scene_number_precedes(&own, &above)
		       : number_of(label) < number_of(before);
}

/* Find the next number below `node`. Those out of order stay aside. */
static void
find_next(struct numbering *numbering, const struct platen_node *node)
{
	for (; node != NULL; node = node->next) {
		struct pl_str label = pl_node_more(node)->label;
		if (node->kind == PLATEN_SCENE_HEADING && label.length <= PL_LABEL_MAX &&
		    number_of(label) > 0 && !is_late(label, numbering->before)) {
			break;
		}
	}
	numbering->next = node;
}

/* The scene is now above the others. */
static void
pass(struct numbering *numbering, const struct platen_node *heading)
{
	struct pl_str label = pl_node_more(heading)->label;
	uint32_t number = number_of(label);
	numbering->most = larger(number, numbering->most);
	numbering->largest = larger(number, numbering->largest);
	if (number > 0 && !is_late(label, numbering->before) && label.length <= PL_LABEL_MAX) {
		numbering->before = label;
	}
	find_next(numbering, numbering->next == heading ? heading->next : numbering->next);
}

/* False: no memory. */
static bool
number_scenes(struct numbering *numbering, struct platen_node *heading)
{
	find_next(numbering, heading);
	for (; heading != NULL; heading = next_heading(heading->next)) {
		char text[PL_LABEL_SIZE];
		if (pl_node_more(heading)->label.length == 0 &&
		    (!pl_node_set_label(numbering->document, heading, choose(numbering, text)) ||
		     pl_index_put(&numbering->taken, pl_node_more(heading)->label) == NULL)) {
			return false;
		}
		pass(numbering, heading);
	}
	return true;
}

enum platen_status
platen_document_number(struct platen_document *document)
{
	struct pl_arena arena;
	struct numbering numbering = {.document = document, .taken.arena = &arena};
	struct platen_node *first = next_heading(document->root->first);
	document->is_edited = true;
	pl_arena_init(&arena);
	bool is_done = collect(&numbering, first) && number_scenes(&numbering, first);
	pl_arena_fini(&arena);
	return is_done ? PLATEN_OK : PLATEN_NO_MEMORY;
}

enum platen_status
platen_document_renumber(struct platen_document *document)
{
	struct platen_node *heading = next_heading(document->root->first);
	for (; heading != NULL; heading = next_heading(heading->next)) {
		if (heading->more != NULL) {
			heading->more->label = (struct pl_str){0};
		}
	}
	return platen_document_number(document);
}
