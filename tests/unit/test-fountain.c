/* The Fountain reader: each pass by what it does to a small script, and by hostile ones. */
#include <stdlib.h>

#include "fountain/fountain.h"
#include "unit.h"

/* ------------------------------------------------------------------------- helpers */

#define SHOWN_MAX 4096

/* Messages of the last script: "PL-214@3:1 ". */
static char messages[SHOWN_MAX];

static void
note_message(void *user, const struct platen_diagnostic *diagnostic)
{
	(void)user;
	size_t length = strlen(messages);
	snprintf(messages + length, sizeof(messages) - length, "%s@%u:%u ", diagnostic->id,
		 diagnostic->position.line, diagnostic->position.column);
}

/* Between the leaves of the tree stand blanks and line breaks only: no byte is lost. */
static bool
is_lossless(const struct platen_document *document)
{
	uint32_t at = 0;
	const struct platen_node *node = document->root;
	while (node != NULL || at < document->source.length) {
		uint32_t start =
			node != NULL ? node->from.offset : (uint32_t)document->source.length;
		for (; at < start; at++) {
			if ((unsigned char)document->source.data[at] > ' ') {
				return false;
			}
		}
		if (node != NULL && node->first == NULL && node->from.offset < at) {
			return false;
		}
		if (node != NULL && node->first == NULL) {
			at = node->source_end;
		}
		node = node != NULL ? pl_node_following(node) : NULL;
	}
	return true;
}

static struct platen_document *
read_bytes(struct pl_str bytes)
{
	struct platen_document *document = NULL;
	struct platen_reporter diag = {note_message, NULL};
	struct platen_read_options options = {.size = sizeof(options)};
	messages[0] = '\0';
	if (pl_fountain_read(bytes, false, &options, &diag, &document) != PLATEN_OK) {
		return NULL;
	}
	const char *broken = pl_document_check(document);
	if (broken != NULL) {
		printf("# broken: %s\n", broken);
		unit_failures++;
	}
	return document;
}

/* For scripts in ASCII, where nothing but blanks may stand between nodes. */
static struct platen_document *
read_text(const char *text)
{
	struct platen_document *document = read_bytes(pl_str_of(text));
	CHECK(document != NULL && is_lossless(document));
	return document;
}

static char shown[SHOWN_MAX];
static size_t shown_length;

static void
show(const char *text, size_t length)
{
	if (length > 0 && length < sizeof(shown) - shown_length) {
		memcpy(shown + shown_length, text, length);
		shown_length += length;
	}
}

static void
show_word(const char *word)
{
	show(word, strlen(word));
}

static void
show_node(const struct platen_node *node)
{
	show_word(platen_kind_name(node->kind));
	if (pl_node_more(node)->label.length > 0) {
		show_word("<");
		show(pl_node_more(node)->label.data, pl_node_more(node)->label.length);
		show_word(">");
	}
	if (node->first != NULL) {
		show_word("[");
	} else {
		show_word("(");
		show(node->text.data, node->text.length);
		for (const struct pl_comment *comment = pl_node_more(node)->comments;
		     comment != NULL; comment = comment->next) {
			char at[16];
			snprintf(at, sizeof(at), " {%u:", comment->at);
			show_word(at);
			show(comment->text.data, comment->text.length);
			show_word("}");
		}
		show_word(")");
	}
}

/* The tree in short: action(Rain.) speech[character<(V.O.)>(MARA) dialogue(Well?)] */
static struct pl_str
shape(const char *text)
{
	struct platen_document *document = read_text(text);
	struct platen_walk walk;
	shown_length = 0;
	platen_walk_init(&walk, document->root);
	while (platen_walk_next(&walk)) {
		if (walk.node == document->root) {
			continue;
		}
		if (walk.visit == PLATEN_LEAVE) {
			show_word(walk.node->first != NULL ? "]" : "");
			continue;
		}
		if (walk.node->previous != NULL) {
			show_word(" ");
		}
		show_node(walk.node);
	}
	platen_document_free(document);
	return (struct pl_str){shown, shown_length};
}

/* The text of the first element with its styles: It is <i>very</i> cold. */
static struct pl_str
styled(const char *text)
{
	struct platen_document *document = read_text(text);
	const struct platen_node *node = document->root->first;
	uint32_t style = 0;
	shown_length = 0;
	for (uint32_t i = 0; i <= pl_node_run_count(node); i++) {
		uint32_t next = i < pl_node_run_count(node) ? pl_node_run(node, i).style : 0;
		if (next != style) {
			show_word(style != 0 ? ">" : "");
			show_word((next & PLATEN_BOLD) != 0 ? "b" : "");
			show_word((next & PLATEN_ITALIC) != 0 ? "i" : "");
			show_word((next & PLATEN_UNDERLINE) != 0 ? "u" : "");
			show_word(next != 0 ? "<" : "");
		}
		style = next;
		if (i < pl_node_run_count(node)) {
			show(node->text.data + pl_node_run(node, i).start,
			     pl_node_run(node, i).end - pl_node_run(node, i).start);
		}
	}
	platen_document_free(document);
	return (struct pl_str){shown, shown_length};
}

/* The messages about a script. */
static struct pl_str
said(const char *text)
{
	platen_document_free(read_text(text));
	return pl_str_of(messages);
}

/* ------------------------------------------------------------------------ decoding */

static struct pl_str
first_text(const char *bytes, size_t length)
{
	struct platen_document *document = read_bytes((struct pl_str){bytes, length});
	shown_length = 0;
	if (document != NULL && document->root->first != NULL) {
		show(document->root->first->text.data, document->root->first->text.length);
	}
	platen_document_free(document);
	return (struct pl_str){shown, shown_length};
}

#define FIRST_TEXT(literal) first_text(literal, sizeof(literal) - 1)

static void
test_byte_order_marks(void)
{
	CHECK_STR(FIRST_TEXT("\xEF\xBB\xBFRain."), "Rain.");
	CHECK_STR(pl_str_of(messages), "");
	CHECK_STR(FIRST_TEXT("\xFF\xFER\0a\0\xEF\0n\0"), "Ra\xC3\xAFn");
	CHECK_STR(pl_str_of(messages), "PL-102@0:0 ");
	CHECK_STR(FIRST_TEXT("\xFE\xFF\0R\xD8\x3C\xDF\xAD"), "R\xF0\x9F\x8E\xAD");
	/* a lone surrogate and half a unit */
	CHECK_STR(FIRST_TEXT("\xFE\xFF\xD8\x3C\0R\0"), "\xEF\xBF\xBDR\xEF\xBF\xBD");
}

static void
test_what_is_not_utf8_is_windows_1252(void)
{
	CHECK_STR(FIRST_TEXT("Caf\xE9 \x80 \x93"), "Caf\xC3\xA9 \xE2\x82\xAC \xE2\x80\x9C");
	CHECK_STR(pl_str_of(messages), "PL-101@1:4 ");
	/* the whole file, so well-formed bytes too */
	CHECK_STR(FIRST_TEXT("\xC3\xA9\xFF"), "\xC3\x83\xC2\xA9\xC3\xBF");
}

static void
test_nul_is_replaced(void)
{
	CHECK_STR(FIRST_TEXT("Ra\0in.\0"), "Ra\xEF\xBF\xBDin.\xEF\xBF\xBD");
	CHECK_STR(pl_str_of(messages), "PL-103@1:3 ");
	CHECK_STR(FIRST_TEXT("\xE9\0"), "\xC3\xA9\xEF\xBF\xBD");
	CHECK_STR(pl_str_of(messages), "PL-101@1:1 PL-103@1:2 ");
}

static void
test_control_characters_are_told(void)
{
	CHECK_STR(shape("a\n\nb\x1B[1m \x02"), "action(a) action(b\x1B[1m \x02)");
	CHECK_STR(pl_str_of(messages), "PL-104@3:2 ");
	CHECK_STR(said("a\t\f\v\r\nb"), "");
}

static void
test_other_files_are_refused_by_name(void)
{
	static const struct {
		const char *bytes;
		size_t length;
	} files[] = {
		{"%PDF-1.7\n", 9},
		{"PK\3\4....", 8},
		{"\x1F\x8B\x08", 3},
		{"\x89PNG\r\n", 6},
		{"I\0N\0T\0.\0", 8},
		{"\0I\0N\0T\0.", 8},
		{"I\0\0\0N\0\0\0", 8},
		{"\0\0\4\x10\0\0\4\x1F", 8},
		{"\xFF\xD8\xFF\xE0", 4},
		{"\xFF\xFE\0\0R\0\0\0", 8},
		{"\0\0\xFE\xFF", 4},
		{"<?xml version=\"1.0\"?>\n<FinalDraft/>", 35},
		{"<?xml version=\"1.0\"?><a/>", 25},
		{"\xEF\xBB\xBF<?xml ?>", 11},
		{"\xFF\xFE<\0?\0x\0m\0l\0", 12},
		{"{\\rtf1 ", 7},
	};
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		CHECK(read_bytes((struct pl_str){files[i].bytes, files[i].length}) == NULL);
		CHECK(strstr(messages, "PL-110@0:0 ") != NULL);
	}
	CHECK_STR(FIRST_TEXT("PK is a name."), "PK is a name.");
}

static void
test_line_breaks(void)
{
	CHECK_STR(shape("a\r\nb\rc\nd"), "action(a\nb\nc\nd)");
	CHECK_STR(FIRST_TEXT("x\xC2\x85y\xE2\x80\xA8z\xE2\x80\xA9."), "x\ny\nz\n.");
	CHECK_STR(shape("a\r\n\r\nb\r\rc"), "action(a) action(b) action(c)");
	/* these are blanks */
	CHECK_STR(shape("A.\n\n\fINT. B\v\n\nC."), "action(A.) scene_heading(INT. B) action(C.)");
}

/* ------------------------------------------------------------------------- cutting */

static void
test_notes_are_cut_out_of_lines(void)
{
	CHECK_STR(shape("Rain [[hm]] falls."), "action(Rain falls. {5:hm})");
	CHECK_STR(shape("Rain[[a]]  [[b]] falls."), "action(Rain falls. {4:a} {5:b})");
	CHECK_STR(shape("[[a]]   Rain"), "action(Rain {0:a})");
	CHECK_STR(shape("    [[a]]   Rain"), "action(    Rain {4:a})");
	CHECK_STR(shape("Rain  [[a]] [[b]]  falls"), "action(Rain falls {5:a} {5:b})");
	CHECK_STR(shape("Rain   [[a]]"), "action(Rain {4:a})");
	CHECK_STR(shape("a\n\nINT. A #4# [[blue]]"), "action(a) scene_heading<4>(INT. A {6:blue})");
}

static void
test_first_closing_mark_ends_a_note(void)
{
	CHECK_STR(shape("a [[b [[c]] d]]"), "action(a d]] {2:b [[c})");
	CHECK_STR(shape("a [[b [1] c]] d"), "action(a d {2:b [1] c})");
	CHECK_STR(shape("a [[b]]]"), "action(a ] {2:b})");
	CHECK_STR(shape("a [[]] d"), "action(a d {2:})");
}

static void
test_escaped_brackets_are_text(void)
{
	CHECK_STR(shape("a \\[[b]] c"), "action(a [[b]] c)");
	CHECK_STR(shape("a \\/*b*/ c"), "action(a /*b*/ c)");
	CHECK_STR(shape("a \\\\[[b]] c"), "action(a \\ c {3:b})");
}

static void
test_a_note_over_lines_joins_them(void)
{
	CHECK_STR(shape("Rain [[a\n b\n  \nc]] falls.\nWind."),
		  "action(Rain falls.\nWind. {5:a\n b\n\nc})");
	CHECK_STR(shape("Rain.\n\n[[a\nb]]\n\nWind."), "action(Rain.) note(a\nb) action(Wind.)");
}

static void
test_an_empty_line_breaks_a_note(void)
{
	CHECK_STR(shape("[[a\n\nb]]"), "action([[a) action(b]])");
	CHECK_STR(said("x\n\nc [[a\n\nb]]"), "PL-215@3:3 ");
	CHECK_STR(said("[[a [[b\n\nc [[d]]"), "PL-214@1:1 ");
	CHECK_STR(said("[[a\n\t\nb\n\nc [[d\n \nx"), "PL-214@1:1 PL-214@5:3 ");
	CHECK_STR(shape("[[a /* x\n\ny */ b]] c"), "action(c {0:a b})");
	CHECK_STR(shape("[[a\n/*\n*/\nb]]"), "action([[a) boneyard() action(b]])");
}

static void
test_boneyards(void)
{
	CHECK_STR(shape("Rain /* and hail */ falls."), "action(Rain falls. {5:and hail})");
	CHECK_STR(shape("a /* b /* c */ d */ e"), "action(a d */ e {2:b /* c})");
	CHECK_STR(shape("a /**/ b"), "action(a b {2:})");
	CHECK_STR(shape("a /*/ b */ c"), "action(a c {2:/ b})");
	CHECK_STR(shape("a /* [[b */ c]]"), "action(a c]] {2:[[b})");
	CHECK_STR(shape("a\n\n[[b /* c */ d]]\n\ne"), "action(a) note(b d) action(e)");
	CHECK_STR(shape("a\n\n/*\n  b\n\n    c  \n*/\n\nd"),
		  "action(a) boneyard(b\n\n    c) action(d)");
}

static void
test_an_unclosed_boneyard_is_text(void)
{
	CHECK_STR(shape("a */ b\n/* c\n\nd"), "action(a */ b\n/* c) action(d)");
	CHECK_STR(said("a */ b\n\n/* c\n/* d"), "PL-216@3:1 ");
}

static void
test_a_boneyard_over_lines_leaves_an_empty_line(void)
{
	CHECK_STR(shape("a\n\nCUT TO:\n/* b\nc */\nINT. D\n\ne"),
		  "action(a) transition(CUT TO:) boneyard(b\nc) scene_heading(INT. D) action(e)");
	CHECK_STR(shape("a\n\nCUT TO: /* b\nc */\nINT. D\n\ne"),
		  "action(a) transition(CUT TO: {7:b\nc}) scene_heading(INT. D) action(e)");
	CHECK_STR(shape("a /* b\nc */ d"), "action(a d {2:b\nc})");
	/* on one line it does not end a speech, over several it does */
	CHECK_STR(shape("A\nb\n/* c */\nd"),
		  "speech[character(A) dialogue(b) boneyard(c) dialogue(d)]");
	CHECK_STR(shape("A\nb\n/* c\n*/\nd"),
		  "speech[character(A) dialogue(b)] boneyard(c) action(d)");
}

/* ---------------------------------------------------------------------- title page */

static void
test_title_page(void)
{
	CHECK_STR(shape("Title: Salt\n  A Story\nContact:\n\tPhone: 5\n\nWind."),
		  "title_page[title_entry<Title>(Salt\nA Story) title_entry<Contact>(Phone: 5)] "
		  "action(Wind.)");
	CHECK_STR(shape("\n\nTitle : Salt"), "title_page[title_entry<Title>(Salt)]");
	CHECK_STR(shape("Title: A: B"), "title_page[title_entry<Title>(A: B)]");
	CHECK_STR(shape("Contact:\nrosa@x.org\nINT. A\n\nb"),
		  "title_page[title_entry<Contact>(rosa@x.org)] scene_heading(INT. A) action(b)");
	CHECK_STR(shape("Title: Salt\nWind."),
		  "title_page[title_entry<Title>(Salt)] action(Wind.)");
	CHECK_STR(shape("Contact:\n  a\n  \n  b"), "title_page[title_entry<Contact>(a\n\nb)]");
}

static void
test_title_page_or_not(void)
{
	CHECK_STR(shape("FADE IN:\n\na"), "action(FADE IN:) action(a)");
	CHECK_STR(shape("A voice: hello\n\na"), "action(A voice: hello) action(a)");
	CHECK_STR(shape("INT. A - 3:00\n\na"), "scene_heading(INT. A - 3:00) action(a)");
	CHECK_STR(shape("Studio: A\nEpisode: B\n\na"),
		  "title_page[title_entry<Studio>(A) title_entry<Episode>(B)] action(a)");
	CHECK_STR(shape("Studio: A\nEpisode:\n\na"), "action(Studio: A\nEpisode:) action(a)");
	CHECK_STR(shape("DRAFT_date:"), "title_page[title_entry<DRAFT_date>()]");
	CHECK_STR(shape("X-Any: 1"), "title_page[title_entry<X-Any>(1)]");
	CHECK_STR(shape("Paper: A4"), "title_page[title_entry<Paper>(A4)]");
	CHECK_STR(shape("profile: stage"), "title_page[title_entry<profile>(stage)]");
	CHECK_STR(shape("  Title: a"), "title_page[title_entry<Title>(a)]");
	CHECK_STR(shape("  Title: a\n   b\n  Author: c"),
		  "title_page[title_entry<Title>(a\nb) title_entry<Author>(c)]");
}

static void
test_title_page_keeps_notes(void)
{
	CHECK_STR(shape("[[a]]\n/* b\n */\nTitle: Salt [[c]]\n[[d]]\n  Pepper\n\n[[e]]"),
		  "title_page[note(a) boneyard(b) title_entry<Title>(Salt\nPepper {4:c} {4:d})] "
		  "note(e)");
}

static void
test_title_values(void)
{
	struct platen_document *document = read_text("Title:\nAuthor: A\n  \n  B\nDate: \n  ");
	const struct platen_node *entry = document->root->first->first;
	CHECK_INT(pl_node_more(entry)->value_count, 0);
	CHECK_INT(pl_node_more(entry->next)->value_count, 3);
	CHECK_STR(entry->next->text, "A\n\nB");
	CHECK_INT(pl_node_more(entry->next->next)->value_count, 0);
	platen_document_free(document);
	CHECK_STR(styled("Rain *falls*"), "Rain i<falls>");
}

/* -------------------------------------------------------------------------- blocks */

static void
test_headings(void)
{
	CHECK_STR(shape("int. a"), "scene_heading(int. a)");
	CHECK_STR(shape("  I/E a #12-A.#  "), "scene_heading<12-A.>(I/E a)");
	CHECK_STR(shape("EXT/INT. A #3#"), "scene_heading<3>(EXT/INT. A)");
	CHECK_STR(shape("**INT. A #3#**"), "scene_heading<3>(INT. A)");
	CHECK_STR(shape("INT. #3#"), "scene_heading<3>(INT.)");
	CHECK_STR(shape("INT. A #1 2#"), "scene_heading(INT. A #1 2#)");
	CHECK_STR(shape("INT. A ##"), "scene_heading(INT. A ##)");
	CHECK_STR(shape("INTERIOR"), "action(INTERIOR)");
	CHECK_STR(shape(".a\nb"), "scene_heading(a) action(b)");
	CHECK_STR(shape("..a\n\n. b\n\n.#3#"), "action(..a) action(. b) action(.#3#)");
	CHECK_STR(shape("INT. A\n# S\n\nb\n= s\nEXT. B\n==="),
		  "scene_heading(INT. A) section(S) action(b) synopsis(s) scene_heading(EXT. B) "
		  "page_break()");
}

static void
test_headings_which_touch_text_are_action(void)
{
	CHECK_STR(shape("INT. A\nb"), "action(INT. A\nb)");
	CHECK_STR(said("INT. A\nb"), "PL-201@1:1 ");
	CHECK_STR(said("b\n  INT. A\n\nc"), "PL-201@2:3 ");
	CHECK_STR(said("A sign:\nEst. 1987"), "");
	CHECK_STR(said("A\nb\nINT. C"), "PL-202@3:1 ");
	CHECK_STR(said("a\n\nCUT TO:\nEXT. B\n\nc"), "PL-203@3:1 PL-201@4:1 ");
	CHECK_STR(said("A\nb\nCUT TO:"), "PL-205@3:1 ");
}

static void
test_action(void)
{
	CHECK_STR(shape("\ta\tb  "), "action(    a    b)");
	CHECK_STR(shape("!A\n!! B\nC"), "action(A\n! B\nC)");
	CHECK_STR(shape("a\n\n!\n\nb"), "action(a) action() action(b)");
	CHECK_STR(shape("!\n!\na"), "action(\n\na)");
	CHECK_STR(shape("  \\# a\n\\@b"), "action(  # a\n@b)");
	CHECK_STR(shape("== a\n\n>"), "action(== a) action(>)");
}

static void
test_cues(void)
{
	CHECK_STR(shape("MARA (V.O.) (on 2)\na"),
		  "speech[character<(V.O.) (on 2)>(MARA) dialogue(a)]");
	CHECK_STR(shape("**MARA (V.O.)**\na"), "speech[character<(V.O.)>(MARA) dialogue(a)]");
	CHECK_STR(shape("A (b) C (d\na"), "action(A (b) C (d\na)");
	CHECK_STR(shape("A (b) C\na"), "speech[character(A (b) C) dialogue(a)]");
	CHECK_STR(shape("A ) B (c\na"), "action(A ) B (c\na)");
	CHECK_STR(shape("A) b\nc"), "action(A) b\nc)");
	CHECK_STR(shape("42 (O.S.)\na"), "action(42 (O.S.)\na)");
	CHECK_STR(shape("@ McGraw (O.S.)\na"), "speech[character<(O.S.)>(McGraw) dialogue(a)]");
	CHECK_STR(shape("@\na\n\n@^\nb\n\n@(x)\nc"), "action(@\na) action(@^\nb) action(@(x)\nc)");
	CHECK_STR(shape("MARA\n\na"), "action(MARA) action(a)");
	CHECK_STR(shape("MARA\n==="), "action(MARA) page_break()");
	CHECK_STR(shape("MARA\n[[n]]\n  \na"), "speech[character(MARA) note(n) dialogue(a)]");
	CHECK_STR(shape("MARA [[n]]\na"), "speech[character(MARA {4:n}) dialogue(a)]");
}

static void
test_speeches(void)
{
	CHECK_STR(shape("A\n(b)\nc\n  \nd\n  \n\ne"),
		  "speech[character(A) parenthetical((b)) dialogue(c\n\nd)] action(e)");
	CHECK_STR(shape("A\n# b\n= c\n.d\n@e\n> f\nINT. g"),
		  "speech[character(A) dialogue(# b\n= c\n.d\n@e\n> f\nINT. g)]");
	CHECK_STR(shape("A\n~b\n~c\nd"), "speech[character(A) lyric(b\nc) dialogue(d)]");
	CHECK_STR(shape("A\n\\(b)\n\\~c"), "speech[character(A) dialogue((b)\n~c)]");
	CHECK_STR(shape("A\nb\n!c\nd"), "speech[character(A) dialogue(b)] action(c\nd)");
	CHECK_STR(shape("A\nb\n===\nc"), "speech[character(A) dialogue(b)] page_break() action(c)");
}

static void
test_parentheticals_over_lines(void)
{
	CHECK_STR(shape("A\n(b\nc)\nd"), "speech[character(A) parenthetical((b\nc)) dialogue(d)]");
	CHECK_STR(shape("A\n(b\nc) d"), "speech[character(A) dialogue((b\nc) d)]");
	CHECK_STR(shape("A\n(b\nc"), "speech[character(A) dialogue((b\nc)]");
	CHECK_STR(shape("A\n(b\n(c)\nd)"), "speech[character(A) parenthetical((b\n(c)\nd))]");
	CHECK_STR(shape("A\n(b\n  \nc)"), "speech[character(A) dialogue((b\n\nc))]");
	CHECK_STR(shape("A\n(b (c)\n(d)"), "speech[character(A) parenthetical((b (c)) "
					   "parenthetical((d))]");
}

static void
test_dual_dialogue(void)
{
	CHECK_STR(shape("A\nb\n\n[[n]]\n\n# S\n\nC ^\nd"),
		  "dual_dialogue[speech[character(A) dialogue(b)] note(n) section(S) "
		  "speech[character(C) dialogue(d)]]");
	CHECK_STR(shape("A\nb\n\nx\n\nC^\nd"),
		  "speech[character(A) dialogue(b)] action(x) speech[character(C) dialogue(d)]");
	CHECK_STR(said("A\nb\n\nC ^\nd\n\nE (x) ^\nf"), "PL-220@7:1 ");
	CHECK_STR(said("A ^\nb"), "PL-220@1:1 ");
}

static void
test_other_elements(void)
{
	CHECK_STR(shape("a\n\nCUT TO:\n\n> b\n>c<\n> d <\n><\n~e\n~\n~f"),
		  "action(a) transition(CUT TO:) transition(b) centered(c\nd\n) lyric(e\n\nf)");
	CHECK_STR(shape("a\n\nCUT TO: \n\nGUSTO:\n\nb"),
		  "action(a) action(CUT TO:) action(GUSTO:) action(b)");
	CHECK_STR(shape("### a *b*\n= c _d_\n=\n#"),
		  "section(a *b*) synopsis(c _d_) synopsis() section()");
	CHECK_STR(said("a\n#1 fan\n\n= b"), "PL-204@2:1 ");
	CHECK_STR(shape("==\n\n=====\n\n=== a"), "action(==) page_break() action(=== a)");
}

static void
test_blank_lines_are_counted(void)
{
	struct platen_document *document =
		read_text("\na\n\n\nb\n\n[[n]]\n\n\nc\n[[m]]\nd\n/*\n*/\ne\n\nF\ng\n\n# S\n\nh\n");
	static const uint32_t blanks[] = {1, 2, 1, 2, 0, 0, 0, 1, 1, 1, 1};
	size_t i = 0;
	for (const struct platen_node *n = document->root->first; n != NULL; n = n->next, i++) {
		CHECK_INT(n->blank_before, blanks[i]);
	}
	CHECK_INT(i, sizeof(blanks) / sizeof(blanks[0]));
	platen_document_free(document);
}

/* ------------------------------------------------------------------------ emphasis */

static void
test_stars(void)
{
	CHECK_STR(styled("a *b* **c** ***d***"), "a i<b> b<c> bi<d>");
	CHECK_STR(styled("***a** b*"), "bi<a>i< b>");
	CHECK_STR(styled("***a* b**"), "bi<a>b< b>");
	CHECK_STR(styled("**a *b***"), "b<a >bi<b>");
	CHECK_STR(styled("*a **b***"), "i<a >bi<b>");
	CHECK_STR(styled("**a*b**"), "b<a*b>");
	CHECK_STR(styled("*a**b*"), "i<a**b>");
	CHECK_STR(styled("****a****"), "b<a>");
	CHECK_STR(styled("2 * 3 * 4"), "2 * 3 * 4");
	CHECK_STR(styled("*17 and *18,"), "*17 and *18,");
	CHECK_STR(styled("un*frigging*believable"), "uni<frigging>believable");
	CHECK_STR(styled("*a\nb*"), "*a\nb*");
	CHECK_STR(styled("*a [[n]]b*"), "i<a b>");
	CHECK_STR(styled("\"*a*\"**b**"), "\"i<a>\"b<b>");
}

static void
test_underscores(void)
{
	CHECK_STR(styled("_a b_ c"), "u<a b> c");
	CHECK_STR(styled("log_file_name"), "log_file_name");
	CHECK_STR(styled("_un_believable"), "u<un>believable");
	CHECK_STR(styled("snake_case and _line_"), "snake_case and u<line>");
	CHECK_STR(styled("__init__ ____"), "__init__ ____");
	CHECK_STR(styled("_a *b_ c*"), "u<a >iu<b>i< c>");
	CHECK_STR(styled("_***A***_"), "biu<A>");
	CHECK_STR(styled("a _ b_ c"), "a _ b_ c");
}

static void
test_escapes(void)
{
	CHECK_STR(styled("\\*a\\* \\_b\\_"), "*a* _b_");
	CHECK_STR(styled("\\\\*a*"), "\\i<a>");
	CHECK_STR(styled("a\\b \\"), "a\\b \\");
	CHECK_STR(styled("*a\\*b*"), "i<a*b>");
}

static void
test_lone_marks_are_told(void)
{
	CHECK_STR(said("a *b* and *c"), "PL-230@1:11 ");
	CHECK_STR(said("a **b* c"), "PL-230@1:3 ");
	CHECK_STR(said("a *b * *c*"), "PL-230@1:3 ");
	CHECK_STR(said("a *b* 2 * 3 \\*"), "");
	CHECK_STR(said("a *b, log_file_name"), "PL-231@1:3 ");
	CHECK_STR(said("**\"So he said."), "PL-231@1:1 ");
	CHECK_STR(said("he _said so."), "PL-231@1:4 ");
	CHECK_STR(said("2 *3\nF**K\nword* and note2*\n****ing\n* b\nlog_file_name\n\\*a"), "");
	CHECK_STR(said("***\n\n* a bullet\n\n____"), "");
}

static void
test_emphasis_beside_cjk(void)
{
	struct platen_document *document =
		read_bytes(pl_str_of("a**\xE6\x96\x87\xE3\x80\x82**\xE5\xAD\x97*\xE6\x96\x87*b"));
	const struct platen_node *node = document->root->first;
	CHECK_INT(pl_node_run_count(node), 5);
	CHECK_INT(pl_node_run(node, 1).style, PLATEN_BOLD);
	CHECK_INT(pl_node_run(node, 3).style, PLATEN_ITALIC);
	platen_document_free(document);
}

/* ----------------------------------------------------------------------- positions */

static void
check_position(struct platen_position position, uint32_t offset, uint32_t line, uint32_t column)
{
	CHECK_INT(position.offset, offset);
	CHECK_INT(position.line, line);
	CHECK_INT(position.column, column);
}

static void
test_positions(void)
{
	struct platen_document *document =
		read_bytes(pl_str_of("\xC3\xA9 *b*[[n]]c\r\n\r\n  @D\r\n(e\r\nf)\r\n"));
	const struct platen_node *node = document->root->first;
	check_position(node->from, 0, 1, 1);
	CHECK_INT(node->source_end, 12);
	CHECK_INT(pl_node_run_count(node), 3);
	check_position(pl_node_run(node, 1).from, 4, 1, 4);
	check_position(pl_node_run(node, 2).from, 11, 1, 11);
	check_position(pl_node_more(node)->comments->from, 6, 1, 6);
	CHECK_INT(pl_node_more(node)->comments->source_end, 11);
	check_position(node->next->from, 18, 3, 3);
	check_position(node->next->first->from, 18, 3, 3);
	check_position(node->next->last->from, 22, 4, 1);
	check_position(pl_node_run(node->next->last, 1).from, 26, 5, 1);
	CHECK_INT(node->next->source_end, 28);
	platen_document_free(document);
}

static void
test_runs_map_to_the_source(void)
{
	struct platen_document *document = read_text("a\tb \\*c *d [[n]] e*\nf");
	const struct platen_node *node = document->root->first;
	for (uint32_t i = 0; i < pl_node_run_count(node); i++) {
		const struct pl_run run = pl_node_run(node, i);
		if (node->text.data[run.start] != '\n') {
			CHECK_INT(document->source.data[run.from.offset],
				  node->text.data[run.start]);
		}
	}
	CHECK_INT(pl_node_run_count(node), 6);
	platen_document_free(document);
}

/* --------------------------------------------------------------------- hostile input */

#define HOSTILE_BYTES ((size_t)50 * 1000)

/* `head`, then `unit` as often as it takes, then `tail`. The tree must hold; the time is for
 * tests/stress. */
static void
repeat(const char *head, const char *unit, const char *tail)
{
	struct pl_buffer script;
	pl_buffer_init(&script);
	pl_buffer_put(&script, pl_str_of(head));
	while (script.length < HOSTILE_BYTES) {
		pl_buffer_put(&script, pl_str_of(unit));
	}
	pl_buffer_put(&script, pl_str_of(tail));
	struct platen_document *document = read_bytes(pl_buffer_str(&script));
	CHECK(document != NULL);
	platen_document_free(document);
	pl_buffer_fini(&script);
}

static void
test_hostile_input(void)
{
	static const char *const units[] = {
		"*",
		"_",
		"*a **b ",
		"a* ",
		"***a",
		"*a_ ",
		"\\*",
		"a**b*c_d",
		"[[",
		"]]",
		"[[a",
		"[[ [[ ]] ]] ",
		"[[a\n\n",
		"[[a]] ",
		"/*",
		"*/",
		"/*/",
		"/**/ ",
		"a/*\n*/",
		"A\n\n",
		"A\nb\n\n",
		"A\nb\n\nC ^\nd\n\n",
		"A ^\nb\n\n",
		"#",
		"= a\n",
		"a: b\n",
		"\n",
		" ",
		"\t",
		"\r",
		"  \n",
		"===\n",
		"!\n",
		"~\n",
		"><\n",
		"a ",
		"\xE5\xAD\x97",
		"\xCC\x81",
		"\xE2\x80\xA8",
		"\xC2\x85",
		"\xFF",
		"(",
		")",
		"\f",
		"[[x]]\n",
		"INT. A\n\n",
		".\n\n",
		"@\n",
		"\\",
	};
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		repeat("", units[i], "");
		repeat("A\n", units[i], "\nb)");
		repeat("Title: a\n", units[i], "]]");
		repeat("INT. A #", units[i], "#");
		repeat("[[/*", units[i], "*/]]");
		repeat(">", units[i], "<");
	}
}

static void
test_all_short_inputs(void)
{
	static const char bytes[] = "aA \n\t*_\\[]/(!.@>~#=^:<\xC3\xA9";
	const size_t count = sizeof(bytes) - 1;
	char text[3];
	for (size_t i = 0; i < count * count * count; i++) {
		size_t rest = i;
		for (size_t at = 0; at < sizeof(text); at++, rest /= count) {
			text[at] = bytes[rest % count];
		}
		platen_document_free(read_bytes((struct pl_str){text, sizeof(text)}));
	}
	platen_document_free(read_bytes(PL_STR("")));
}

int
main(void)
{
	RUN(test_byte_order_marks);
	RUN(test_what_is_not_utf8_is_windows_1252);
	RUN(test_nul_is_replaced);
	RUN(test_control_characters_are_told);
	RUN(test_other_files_are_refused_by_name);
	RUN(test_line_breaks);
	RUN(test_notes_are_cut_out_of_lines);
	RUN(test_first_closing_mark_ends_a_note);
	RUN(test_escaped_brackets_are_text);
	RUN(test_a_note_over_lines_joins_them);
	RUN(test_an_empty_line_breaks_a_note);
	RUN(test_boneyards);
	RUN(test_an_unclosed_boneyard_is_text);
	RUN(test_a_boneyard_over_lines_leaves_an_empty_line);
	RUN(test_title_page);
	RUN(test_title_page_or_not);
	RUN(test_title_page_keeps_notes);
	RUN(test_title_values);
	RUN(test_headings);
	RUN(test_headings_which_touch_text_are_action);
	RUN(test_action);
	RUN(test_cues);
	RUN(test_speeches);
	RUN(test_parentheticals_over_lines);
	RUN(test_dual_dialogue);
	RUN(test_other_elements);
	RUN(test_blank_lines_are_counted);
	RUN(test_stars);
	RUN(test_underscores);
	RUN(test_escapes);
	RUN(test_lone_marks_are_told);
	RUN(test_emphasis_beside_cjk);
	RUN(test_positions);
	RUN(test_runs_map_to_the_source);
	RUN(test_hostile_input);
	RUN(test_all_short_inputs);
	return unit_end();
}
