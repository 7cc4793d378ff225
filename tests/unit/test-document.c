/*
 * The invariants of a tree can object: one thing in it is broken, and pl_document_check names it.
 * Fuzzers and tests ask for them after each parse, so that one which never objects finds nothing.
 */
#include "document/document.h"
#include "fountain/fountain.h"
#include "unit.h"

static const char text[] =
	"Title: Salt\n\nINT. PIER - DAY\n\nThe *tide* is out. [[a]] Wait. [[b]]\n\n"
	"MARA\nStill.\n\nBO\nNo.\n\nANN ^\nYes.\n";

static struct platen_document *
read_script(void)
{
	struct platen_reporter nobody = {NULL, NULL};
	struct platen_read_options options = {.size = sizeof(options)};
	struct platen_document *document = NULL;
	CHECK(pl_fountain_read(pl_str_of(text), false, &options, &nobody, &document) == PLATEN_OK);
	return document;
}

/* The first node of a kind. The tests own the document, and may change it. */
static struct platen_node *
find(const struct platen_document *document, enum platen_kind kind)
{
	const struct platen_node *node = document->root;
	while (node->kind != kind) {
		node = pl_node_following(node);
	}
	return (struct platen_node *)(uintptr_t)node;
}

static struct pl_run *
runs_of(const struct platen_node *node)
{
	return (struct pl_run *)(uintptr_t)node->more->runs;
}

static void
objects(struct platen_document *document, const char *rule)
{
	const char *broken = pl_document_check(document);
	if (broken == NULL || strcmp(broken, rule) != 0) {
		printf("# broken: %s, not: %s\n", broken == NULL ? "nothing" : broken, rule);
		unit_failures++;
	}
	platen_document_free(document);
}

static void
test_a_tree_is_right(void)
{
	struct platen_document *document = read_script();
	CHECK(pl_document_check(document) == NULL);
	platen_document_free(document);
}

static void
test_runs(void)
{
	static const char cover[] = "runs cover the text without gap, overlap or empty run";
	struct platen_document *document = read_script();
	runs_of(find(document, PLATEN_ACTION))[1].start++;
	objects(document, cover);
	document = read_script();
	runs_of(find(document, PLATEN_ACTION))[0].end = 0;
	objects(document, cover);
	document = read_script();
	find(document, PLATEN_ACTION)->more->run_count--;
	objects(document, "runs cover the whole text");
	document = read_script();
	runs_of(find(document, PLATEN_ACTION))[1].from.column++;
	objects(document, "runs stand in the source where they say");
	document = read_script();
	struct platen_node *dialogue = find(document, PLATEN_DIALOGUE);
	dialogue->text = PL_STR("Other.");
	objects(document, "runs stand in the source where they say");
}

static void
test_comments(void)
{
	static const char in_order[] = "comments lie in the text, in order";
	struct platen_document *document = read_script();
	find(document, PLATEN_ACTION)->more->comments->at = 9999;
	objects(document, in_order);
	document = read_script();
	find(document, PLATEN_ACTION)->more->comments->next->at = 0;
	objects(document, in_order);
	document = read_script();
	find(document, PLATEN_ACTION)->more->comments->from.line++;
	objects(document, "comments stand in the source where they say");
	document = read_script();
	struct pl_comment *comment = find(document, PLATEN_ACTION)->more->comments;
	comment->source_end = comment->from.offset;
	CHECK(pl_document_check(document) != NULL);
	platen_document_free(document);
}

static void
test_links(void)
{
	static const char parent[] = "a child knows its parent and may stand there";
	static const char siblings[] = "siblings are linked both ways";
	struct platen_document *document = read_script();
	find(document, PLATEN_CHARACTER)->parent = document->root;
	objects(document, parent);
	document = read_script();
	find(document, PLATEN_ACTION)->kind = PLATEN_DIALOGUE;
	objects(document, parent);
	document = read_script();
	find(document, PLATEN_ACTION)->previous = NULL;
	objects(document, siblings);
	document = read_script();
	document->root->last = document->root->first;
	objects(document, siblings);
	document = read_script();
	find(document, PLATEN_SCENE_HEADING)->kind = PLATEN_TITLE_PAGE;
	objects(document, "the title page is the first child of the document");
}

static void
test_speeches(void)
{
	static const char two[] = "dual dialogue begins and ends with one of its two speeches";
	struct platen_document *document = read_script();
	find(document, PLATEN_CHARACTER)->kind = PLATEN_PARENTHETICAL;
	objects(document, "a speech begins with its cue");
	document = read_script();
	struct platen_node *dual = find(document, PLATEN_DUAL_DIALOGUE);
	dual->last = dual->first;
	dual->first->next = NULL;
	objects(document, two);
}

static void
test_places(void)
{
	struct platen_document *document = read_script();
	find(document, PLATEN_SCENE_HEADING)->source_end = 9999;
	objects(document, "nodes stand in source order");
	document = read_script();
	find(document, PLATEN_SCENE_HEADING)->source_end = 0;
	objects(document, "nodes stand in source order");
	document = read_script();
	find(document, PLATEN_SCENE_HEADING)->from.line++;
	objects(document, "nodes stand in the source where they say");
	document = read_script();
	find(document, PLATEN_SPEECH)->source_end -= 1;
	objects(document, "a node reaches over its children");
}

static void
test_the_source(void)
{
	struct platen_document *document = read_script();
	find(document, PLATEN_ACTION)->source_end--;
	CHECK(pl_document_check(document) != NULL);
	platen_document_free(document);
	document = read_script();
	find(document, PLATEN_ACTION)->source_end += 8;
	CHECK(pl_document_check(document) != NULL);
	platen_document_free(document);
}

int
main(void)
{
	RUN(test_a_tree_is_right);
	RUN(test_runs);
	RUN(test_comments);
	RUN(test_links);
	RUN(test_speeches);
	RUN(test_places);
	RUN(test_the_source);
	return unit_end();
}
