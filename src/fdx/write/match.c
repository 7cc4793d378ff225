/*
 * What two scripts have in common.
 *
 * Each node is made a key: kind, text, emphasis, number, all that Fountain shows of it. Nodes with
 * the same key are the same. In which order they are found is Paul Heckel's idea ("A technique for
 * isolating differences between files", 1978), which takes linear time and knows moves:
 *
 *	1. a key that both scripts have exactly once is the same node, wherever it stands
 *	2. what stands next to such a pair is a pair, too, if its keys are equal
 *	3. of what is left, nodes with equal keys are pairs, first those in the same gap
 *	4. of what is left in a gap, nodes of one kind with much text in common were edited; so were
 *	   nodes with the same letters, wherever they stand
 *
 * REJECTED: a longest common subsequence. It takes quadratic time where a script repeats itself,
 * and of a scene which was moved it finds nothing.
 */
#include "fdx/write/match.h"

#define GAP_MAX 64     /* nodes which are looked at for one */
#define IN_PLACE_MAX 4 /* in a gap, which may take each other's place */

/* ---------------------------------------------------------------------------- keys */

void
pl_fdx_matcher_init(struct pl_fdx_matcher *matcher, struct pl_arena *arena)
{
	*matcher = (struct pl_fdx_matcher){.arena = arena, .keys = xmlHashCreate(256)};
	matcher->failed = matcher->keys == NULL;
}

void
pl_fdx_matcher_fini(struct pl_fdx_matcher *matcher)
{
	xmlHashFree(matcher->keys, NULL);
	pl_buffer_fini(&matcher->scratch);
}

static struct pl_str
text_of(const struct pl_fdx_item *item)
{
	return item->comment != NULL ? item->comment->text : item->node->text;
}

/* The key with the bytes in the scratch buffer. NULL: no memory, and the matcher has failed. */
static struct pl_fdx_key *
find_key(struct pl_fdx_matcher *matcher)
{
	pl_buffer_put_byte(&matcher->scratch, '\0');
	if (matcher->failed || matcher->scratch.failed) {
		matcher->failed = true;
		return NULL;
	}
	const xmlChar *bytes = (const xmlChar *)matcher->scratch.data;
	struct pl_fdx_key *key = xmlHashLookup(matcher->keys, bytes);
	if (key == NULL) {
		key = pl_arena_alloc(matcher->arena, sizeof(*key));
		matcher->failed |= key == NULL || xmlHashAddEntry(matcher->keys, bytes, key) != 0;
	}
	return matcher->failed ? NULL : key;
}

static void
put_number(struct pl_buffer *to, uint32_t number)
{
	char digits[PL_DECIMAL_SIZE];
	pl_buffer_put(to, pl_str_decimal(number, digits));
	pl_buffer_put_byte(to, ' ');
}

/* Which column of a dual dialogue the node stands in: 0 for none. */
static uint32_t
column_of(const struct platen_node *node)
{
	const struct platen_node *speech = node->parent;
	bool is_dual = speech->kind == PLATEN_SPEECH && speech->parent != NULL &&
		       speech->parent->kind == PLATEN_DUAL_DIALOGUE;
	return !is_dual ? 0 : speech->parent->first == speech ? 1 : 2;
}

static void
put_text(struct pl_buffer *to, const struct platen_node *node)
{
	uint32_t style = 0;
	for (uint32_t i = 0; i < pl_node_run_count(node); i++) {
		const struct pl_run run = pl_node_run(node, i);
		if (run.style != style) {
			pl_buffer_put_byte(to, '\1');
			put_number(to, run.style);
		}
		style = run.style;
		pl_buffer_put(to, pl_str_slice(node->text, run.start, run.end));
	}
}

static void
put_node(struct pl_buffer *to, const struct pl_fdx_item *item)
{
	const struct platen_node *node = item->node;
	put_number(to, node->kind);
	put_number(to, pl_node_more(node)->level);
	put_number(to, column_of(node));
	put_number(to, item->starts_page);
	put_number(to, item->counts_blanks ? node->blank_before : 1);
	pl_buffer_put(to, pl_node_more(node)->label);
	pl_buffer_put_byte(to, '\2');
	put_text(to, node);
	for (const struct pl_comment *comment = pl_node_more(node)->comments; comment != NULL;
	     comment = comment->next) {
		if (pl_note_style(comment->text) > 0) {
			continue;
		}
		pl_buffer_put_byte(to, '\3');
		put_number(to, comment->at);
		put_number(to, comment->kind);
		pl_buffer_put(to, comment->text);
	}
}

static void
put_letters(struct pl_buffer *to, struct pl_str text)
{
	for (size_t at = 0; at < text.length;) {
		uint32_t c;
		char bytes[4];
		at += pl_utf8_decode(text.data + at, text.data + text.length, &c);
		if (pl_is_letter_or_digit(c)) {
			size_t length = pl_utf8_encode(pl_to_upper(c), bytes);
			pl_buffer_put(to, (struct pl_str){bytes, length});
		}
	}
}

static void
set_keys(struct pl_fdx_matcher *matcher, struct pl_fdx_item *item)
{
	struct pl_buffer *scratch = &matcher->scratch;
	struct pl_str text = text_of(item);
	scratch->length = 0;
	put_letters(scratch, text);
	if (item->comment == NULL && item->node->kind == PLATEN_CHARACTER) {
		put_letters(scratch, pl_node_more(item->node)->label);
	}
	if (scratch->length == 0) {
		pl_buffer_put(scratch, pl_str_trim(text));
	}
	item->letters = scratch->length > 0 ? find_key(matcher) : NULL;
	scratch->length = 0;
	if (item->comment == NULL) {
		put_node(scratch, item);
	} else {
		put_number(scratch, item->comment->kind);
		pl_buffer_put(scratch, text);
	}
	pl_buffer_put_byte(scratch, '\4'); /* unlike one of letters */
	item->key = find_key(matcher);
}

/* ----------------------------------------------------------------------- the lists */

static void
add(struct pl_fdx_matcher *matcher, struct pl_fdx_items *items, enum pl_fdx_side side,
    struct pl_fdx_item item)
{
	struct pl_fdx_item *list = pl_arena_grow(matcher->arena, items->list, items->count,
						 &items->capacity, sizeof(*list));
	if (list == NULL) {
		matcher->failed = true;
		return;
	}
	items->list = list;
	set_keys(matcher, &item);
	item.match = PL_NONE;
	struct pl_fdx_key *keys[] = {item.key, item.letters};
	for (size_t i = 0; i < 2; i++) {
		if (keys[i] != NULL) {
			keys[i]->count[side]++;
			keys[i]->at[side] = (uint32_t)items->count;
		}
	}
	list[items->count++] = item;
}

/* Between two of these blank lines count. */
static bool
is_stacked(const struct platen_node *node)
{
	return node->kind == PLATEN_SHOT || pl_kind_is(node->kind, PL_STACKED);
}

/* The number of a style is no note of the writer's. */
static void
list_comments(struct pl_fdx_matcher *matcher, const struct platen_node *node, enum pl_fdx_side side,
	      struct pl_fdx_script *script)
{
	for (const struct pl_comment *c = pl_node_more(node)->comments; c != NULL; c = c->next) {
		if (pl_note_style(c->text) == 0) {
			add(matcher, &script->notes, side,
			    (struct pl_fdx_item){.node = node, .comment = c});
		}
	}
}

void
pl_fdx_matcher_list(struct pl_fdx_matcher *matcher, const struct platen_document *document,
		    enum pl_fdx_side side, struct pl_fdx_script *script)
{
	const struct platen_node *node = document->root->first;
	bool starts_page = false, follows_stacked = false;
	if (node != NULL && node->kind == PLATEN_TITLE_PAGE) {
		node = node->next;
	}
	for (; node != NULL && !matcher->failed; node = pl_node_following(node)) {
		/* a script from Fountain does not tell further title pages from its body */
		bool is_printed = pl_kind_is(node->kind, PL_PRINTED);
		bool stands_stacked = is_stacked(node) && node->parent == document->root;
		starts_page |= node->kind == PLATEN_PAGE_BREAK;
		if (node->kind == PLATEN_PAGE_BREAK || pl_kind_is(node->kind, PL_CONTAINER)) {
			continue;
		}
		add(matcher, &script->nodes, side,
		    (struct pl_fdx_item){
			    .node = node,
			    .starts_page = starts_page && is_printed,
			    .counts_blanks = stands_stacked && follows_stacked,
			    .first_note = (uint32_t)script->notes.count,
		    });
		starts_page = starts_page && !is_printed;
		follows_stacked = is_printed ? stands_stacked : follows_stacked;
		list_comments(matcher, node, side, script);
	}
}

/* An entry of a title page belongs to the page or is a setting, which Fountain alone knows. */
static bool
is_printed_entry(const struct platen_node *node)
{
	return node->kind != PLATEN_TITLE_ENTRY ||
	       pl_title_place_of(pl_node_more(node)->role, false) != PL_PLACE_NOWHERE;
}

const struct pl_fdx_key *
pl_fdx_matcher_title(struct pl_fdx_matcher *matcher, const struct platen_document *document,
		     bool is_printed)
{
	const struct platen_node *node = document->root->first, *end = document->body;
	matcher->scratch.length = 0;
	if (end == NULL && node != NULL && node->kind == PLATEN_TITLE_PAGE) {
		end = node->next;
	}
	while (node != NULL && node != end &&
	       (end != NULL || node->kind == PLATEN_TITLE_PAGE ||
		node->parent->kind == PLATEN_TITLE_PAGE)) {
		const struct pl_fdx_item item = {.node = node};
		if (!pl_kind_is(node->kind, PL_CONTAINER) && !pl_fdx_is_layout(node) &&
		    is_printed_entry(node) == is_printed) {
			put_node(&matcher->scratch, &item);
			pl_buffer_put_byte(&matcher->scratch, '\5');
		}
		node = pl_node_following(node);
	}
	return find_key(matcher);
}

/* ------------------------------------------------------------------- what is equal */

static void
pair(struct pl_fdx_items *old, uint32_t at_old, struct pl_fdx_items *new, uint32_t at_new)
{
	old->list[at_old].match = at_new;
	new->list[at_new].match = at_old;
}

/* Both are there, not yet matched, and equal. */
static bool
is_pair(const struct pl_fdx_items *old, uint32_t at_old, const struct pl_fdx_items *new,
	uint32_t at_new)
{
	if (at_old >= old->count || at_new >= new->count) {
		return false;
	}
	const struct pl_fdx_item *one = &old->list[at_old], *other = &new->list[at_new];
	bool is_open = one->match == PL_NONE && other->match == PL_NONE;
	return is_open && one->key == other->key;
}

static void
match_unique(struct pl_fdx_items *old, struct pl_fdx_items *new)
{
	for (uint32_t i = 0; i < new->count; i++) {
		const struct pl_fdx_key *key = new->list[i].key;
		if (key->count[PL_FDX_AGAIN] == 1 && key->count[PL_FDX_NEW] == 1) {
			pair(old, key->at[PL_FDX_AGAIN], new, i);
		}
	}
}

/* What stands next to a pair, or at both beginnings or ends. What follows a heading or a cue says
 * more about it than what it follows, so that counts first. */
static void
match_neighbours(struct pl_fdx_items *old, struct pl_fdx_items *new)
{
	uint32_t before = (uint32_t)old->count; /* one more than the old item before it */
	for (uint32_t i = (uint32_t) new->count; i-- > 0;) {
		if (before > 0 && is_pair(old, before - 1, new, i)) {
			pair(old, before - 1, new, i);
		}
		before = new->list[i].match != PL_NONE ? new->list[i].match : 0;
	}
	uint32_t after = 0; /* the old item after the one which the latest new one is */
	for (uint32_t i = 0; i < new->count; i++) {
		if (is_pair(old, after, new, i)) {
			pair(old, after, new, i);
		}
		after = new->list[i].match != PL_NONE ? new->list[i].match + 1 : PL_NONE;
	}
}

/* In the gap after old item number `from`, which is matched: the first one equal to this. */
static uint32_t
find_in_gap(const struct pl_fdx_items *old, uint32_t from, const struct pl_fdx_items *new,
	    uint32_t at_new)
{
	uint32_t end = old->count - from < GAP_MAX ? (uint32_t)old->count : from + GAP_MAX;
	for (uint32_t at = from; at < end && old->list[at].match == PL_NONE; at++) {
		if (is_pair(old, at, new, at_new)) {
			return at;
		}
	}
	return PL_NONE;
}

static void
match_in_gaps(struct pl_fdx_items *old, struct pl_fdx_items *new)
{
	uint32_t from = 0;
	for (uint32_t i = 0; i < new->count; i++) {
		uint32_t found = find_in_gap(old, from, new, i);
		if (found != PL_NONE) {
			pair(old, found, new, i);
		}
		from = new->list[i].match != PL_NONE ? new->list[i].match + 1 : from;
	}
}

/* Text which is centered, and text which is not, is one kind here. */
static enum platen_kind
family(const struct pl_fdx_item *item)
{
	enum platen_kind kind = item->comment != NULL ? item->comment->kind : item->node->kind;
	return kind == PLATEN_CENTERED ? PLATEN_ACTION : kind;
}

static struct pl_fdx_key *
key_of(const struct pl_fdx_item *item, bool is_edited)
{
	return is_edited ? item->letters : item->key;
}

/* Wherever it stands, in order: with the same key or, if edited, with the same letters. */
static void
match_rest(struct pl_fdx_items *old, struct pl_fdx_items *new, bool is_edited)
{
	for (uint32_t i = 0; i < new->count; i++) {
		struct pl_fdx_key *key = key_of(&new->list[i], is_edited);
		if (key != NULL) {
			key->left = PL_NONE;
		}
	}
	for (uint32_t i = (uint32_t)old->count; i-- > 0;) {
		struct pl_fdx_key *key = key_of(&old->list[i], is_edited);
		if (old->list[i].match == PL_NONE && key != NULL) {
			old->list[i].next_left = key->left;
			key->left = i;
		}
	}
	for (uint32_t i = 0; i < new->count; i++) {
		struct pl_fdx_key *key = key_of(&new->list[i], is_edited);
		uint32_t left = key == NULL ? PL_NONE : key->left;
		bool is_open = left != PL_NONE && new->list[i].match == PL_NONE;
		if (is_open && family(&old->list[left]) == family(&new->list[i])) {
			key->left = old->list[left].next_left;
			pair(old, left, new, i);
			old->list[left].is_edited = new->list[i].is_edited = is_edited;
		}
	}
}

/* ------------------------------------------------------------------ what was edited */

/* What has its letters for itself in both is the same, wherever it stands: a scene which has moved,
 * and begins a page there. */
static void
match_unique_letters(struct pl_fdx_items *old, struct pl_fdx_items *new)
{
	for (uint32_t i = 0; i < new->count; i++) {
		const struct pl_fdx_key *key = new->list[i].letters;
		bool is_unique = key != NULL && key->count[PL_FDX_AGAIN] == 1 &&
				 key->count[PL_FDX_NEW] == 1 && new->list[i].match == PL_NONE;
		uint32_t at = is_unique ? key->at[PL_FDX_AGAIN] : PL_NONE;
		struct pl_fdx_item *other = at < old->count ? &old->list[at] : NULL;
		/* it may be a note on the one side and a node on the other */
		if (other != NULL && other->letters == key && other->match == PL_NONE &&
		    family(other) == family(&new->list[i])) {
			pair(old, at, new, i);
			other->is_edited = new->list[i].is_edited = true;
		}
	}
}

/* Bytes which two texts have in common at their beginnings and ends. */
static size_t
common(struct pl_str one, struct pl_str other)
{
	size_t least = one.length < other.length ? one.length : other.length;
	size_t before = 0, after = 0;
	while (before < least && one.data[before] == other.data[before]) {
		before++;
	}
	while (after < least - before &&
	       one.data[one.length - 1 - after] == other.data[other.length - 1 - after]) {
		after++;
	}
	return before + after;
}

/* A third of the longer text is in both, or the number of the scene is. */
static bool
seems_edited(const struct pl_fdx_item *old, const struct pl_fdx_item *new)
{
	struct pl_str one = text_of(old), other = text_of(new);
	size_t longer = one.length > other.length ? one.length : other.length;
	bool is_same_scene =
		family(old) == PLATEN_SCENE_HEADING && pl_node_more(old->node)->label.length > 0 &&
		pl_str_equal(pl_node_more(old->node)->label, pl_node_more(new->node)->label);
	return is_same_scene || common(one, other) * 3 >= longer;
}

static uint32_t
gap_length(const struct pl_fdx_items *items, uint32_t from)
{
	uint32_t end = from;
	while (end < items->count && end - from < GAP_MAX && items->list[end].match == PL_NONE) {
		end++;
	}
	return end - from;
}

/* Pair the nodes in two gaps. In short ones of equal length each node takes the place of another,
 * whatever it says. */
static void
match_edited_in(struct pl_fdx_items *old, uint32_t from, uint32_t old_length,
		struct pl_fdx_items *new, uint32_t at, uint32_t length)
{
	bool is_in_place = old_length == length && length <= IN_PLACE_MAX && length < old->count;
	uint32_t end = from + old_length;
	for (uint32_t i = at; i < at + length; i++) {
		const struct pl_fdx_item *item = &new->list[i];
		uint32_t found = is_in_place ? end - length + (i - at) : from;
		while (found < end && (family(&old->list[found]) != family(item) ||
				       !(is_in_place || seems_edited(&old->list[found], item)))) {
			found = is_in_place ? end : found + 1;
		}
		if (found < end) {
			pair(old, found, new, i);
			new->list[i].is_edited = old->list[found].is_edited = true;
			from = found + 1;
		}
	}
}

static void
match_edited(struct pl_fdx_items *old, struct pl_fdx_items *new)
{
	uint32_t from = 0;
	for (uint32_t i = 0; i < new->count; i++) {
		uint32_t length = gap_length(new, i);
		if (length > 0) {
			match_edited_in(old, from, gap_length(old, from), new, i, length);
			i += length - 1;
		}
		from = new->list[i].match != PL_NONE ? new->list[i].match + 1 : from;
	}
}

void
pl_fdx_match(struct pl_fdx_items *old, struct pl_fdx_items *new)
{
	match_unique(old, new);
	match_neighbours(old, new);
	match_in_gaps(old, new);
	match_rest(old, new, false);
	match_unique_letters(old, new);
	match_edited(old, new);
	match_rest(old, new, true);
}

/* --------------------------------------------------------------------- same script */

/* The letters of items, one after the other. */
struct letters {
	const struct pl_fdx_items *items;
	uint32_t item;
	size_t at; /* byte of its text, with the extension of a cue behind it */
};

/* The next letter of the item; 0 at its end. */
static uint32_t
next_letter(struct letters *letters)
{
	const struct pl_fdx_item *item = &letters->items->list[letters->item];
	struct pl_str text = text_of(item), label = {0};
	if (item->comment == NULL && item->node->kind == PLATEN_CHARACTER) {
		label = pl_node_more(item->node)->label;
	}
	while (letters->at < text.length + label.length) {
		bool is_label = letters->at >= text.length;
		struct pl_str rest =
			is_label ? pl_str_slice(label, letters->at - text.length, label.length)
				 : pl_str_slice(text, letters->at, text.length);
		uint32_t c;
		letters->at += pl_utf8_decode(rest.data, rest.data + rest.length, &c);
		if (pl_is_letter_or_digit(c)) {
			return pl_to_upper(c);
		}
	}
	return 0;
}

/* The fewest items on either side which have the same letters, taken together. False: they have
 * others. */
static bool
find_same_letters(const struct pl_fdx_items *one, const struct pl_fdx_items *other,
		  struct pl_fdx_stretch *stretch)
{
	struct letters a = {one, stretch->first, 0}, b = {other, stretch->other_first, 0};
	bool has_next = a.item < one->count && b.item < other->count;
	uint32_t c = has_next ? next_letter(&a) : 0, d = has_next ? next_letter(&b) : 0;
	while (has_next && c == d && c != 0) {
		c = next_letter(&a);
		d = next_letter(&b);
		while (has_next && (c == 0) != (d == 0)) {
			struct letters *ended = c == 0 ? &a : &b;
			ended->item++;
			ended->at = 0;
			has_next = ended->item < ended->items->count;
			c = has_next && c == 0 ? next_letter(&a) : c;
			d = has_next && d == 0 && ended == &b ? next_letter(&b) : d;
		}
	}
	stretch->end = a.item + 1;
	stretch->other_end = b.item + 1;
	return has_next && c == 0 && d == 0;
}

/* How far on the two lists are together again; the sum of both is the least there is. */
static void
find_meeting(const struct pl_fdx_items *one, const struct pl_fdx_items *other,
	     struct pl_fdx_stretch *stretch)
{
	size_t left = one->count - stretch->first, right = other->count - stretch->other_first;
	for (uint32_t sum = 1; sum < GAP_MAX; sum++) {
		for (uint32_t a = 0; a <= sum; a++) {
			uint32_t b = sum - a;
			const struct pl_fdx_key *key =
				a < left ? one->list[stretch->first + a].letters : NULL;
			if (key != NULL && b < right &&
			    other->list[stretch->other_first + b].letters == key) {
				stretch->end = stretch->first + a;
				stretch->other_end = stretch->other_first + b;
				return;
			}
		}
	}
	stretch->end = (uint32_t)one->count;
	stretch->other_end = (uint32_t)other->count;
}

bool
pl_fdx_next_stretch(const struct pl_fdx_items *one, const struct pl_fdx_items *other,
		    struct pl_fdx_stretch *stretch)
{
	uint32_t first = stretch->end, other_first = stretch->other_end;
	*stretch = (struct pl_fdx_stretch){first, first + 1, other_first, other_first + 1};
	if (first >= one->count && other_first >= other->count) {
		return false;
	}
	const struct pl_fdx_key *key = first < one->count ? one->list[first].letters : NULL;
	if (first < one->count && key == NULL) {
		stretch->other_end = other_first; /* it shows nothing */
	} else if (key == NULL || other_first >= other->count ||
		   other->list[other_first].letters != key) {
		if (!find_same_letters(one, other, stretch)) {
			find_meeting(one, other, stretch);
		}
	}
	return true;
}
