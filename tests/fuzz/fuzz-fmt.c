/*
 * Canonical Fountain: reading what was written gives the same tree, and writing that the same bytes.
 *
 * Two trees are the same if their nodes are, but for places, markers and blank lines which are not printed;
 * tests/fountain/test_roundtrip.py asks the same of whole screenplays and of their pages.
 */
#include "fuzz.h"

#include "write/write.h"

static bool
take(void *user, const void *data, size_t length)
{
	pl_buffer_put(user, (struct pl_str){data, length});
	return true;
}

static void
write_fountain(const struct platen_document *document, struct pl_buffer *out)
{
	pl_buffer_init(out);
	struct platen_sink sink = {take, out};
	enum platen_status status =
		platen_write(platen_format_by_name("fountain"), document, NULL, NULL, &sink);
	HOLDS(status == PLATEN_OK && pl_utf8_is_valid(pl_buffer_str(out)), "Fountain is written");
}

static bool
is_unprinted(enum platen_kind kind)
{
	return kind == PLATEN_NOTE || kind == PLATEN_BONEYARD || kind == PLATEN_SECTION ||
	       kind == PLATEN_SYNOPSIS;
}

static bool
is_stacked(const struct platen_node *node)
{
	return node != NULL && node->parent != NULL && node->parent->kind == PLATEN_DOCUMENT &&
	       (node->kind == PLATEN_ACTION || node->kind == PLATEN_CENTERED ||
		node->kind == PLATEN_LYRIC);
}

/* The style of byte `at`; `*run` moves on to it. */
static uint32_t
style_at(const struct platen_node *node, uint32_t at, uint32_t *run)
{
	while (node->runs[*run].end <= at) {
		++*run;
	}
	return node->runs[*run].style;
}

static bool
same_text(const struct platen_node *a, const struct platen_node *b)
{
	uint32_t of_a = 0, of_b = 0;
	if (!pl_str_equal(a->text, b->text) || !pl_str_equal(a->label, b->label)) {
		return false;
	}
	for (uint32_t at = 0; at < a->text.length; at++) {
		if (a->text.data[at] != '\n' && style_at(a, at, &of_a) != style_at(b, at, &of_b)) {
			return false;
		}
	}
	return true;
}

static bool
same_cuts(const struct pl_cut *a, const struct pl_cut *b)
{
	while (a != NULL && b != NULL && a->kind == b->kind && a->at == b->at &&
	       pl_str_equal(a->text, b->text)) {
		a = a->next;
		b = b->next;
	}
	return a == NULL && b == NULL;
}

static bool
same_place(const struct platen_node *a, const struct platen_node *b)
{
	return (a->parent == NULL) == (b->parent == NULL) &&
	       (a->parent == NULL || a->parent->kind == b->parent->kind) &&
	       (a->next == NULL) == (b->next == NULL) && (a->first == NULL) == (b->first == NULL);
}

static void
compare(const struct platen_document *one, const struct platen_document *other)
{
	const struct platen_node *a = one->root, *b = other->root, *printed = NULL;
	while (a != NULL && b != NULL) {
		HOLDS(a->kind == b->kind && same_place(a, b), "kinds go round");
		HOLDS(same_text(a, b), "text goes round");
		HOLDS(same_cuts(a->cuts, b->cuts), "notes go round");
		HOLDS(a->level == b->level && a->value_count == b->value_count, "levels go round");
		HOLDS(!is_stacked(printed) || !is_stacked(a) || a->blank_before == b->blank_before,
		      "blank lines go round");
		if (a->first == NULL && !is_unprinted(a->kind)) {
			printed = a;
		}
		a = pl_node_following(a);
		b = pl_node_following(b);
	}
	HOLDS(a == NULL && b == NULL, "all nodes go round");
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct platen_document *document = fuzz_parse(bytes, length);
	if (document == NULL) {
		return 0;
	}
	struct pl_buffer written, again;
	write_fountain(document, &written);
	struct platen_document *other =
		fuzz_parse((const uint8_t *)written.data, written.length);
	HOLDS(other != NULL, "what is written can be read");
	compare(document, other);
	write_fountain(other, &again);
	HOLDS(pl_str_equal(pl_buffer_str(&written), pl_buffer_str(&again)),
	      "written twice, nothing changes");
	pl_buffer_fini(&written);
	pl_buffer_fini(&again);
	platen_document_free(other);
	platen_document_free(document);
	return 0;
}
