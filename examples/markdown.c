/*
 * markdown <FILE: a writer of one's own. It walks through the document and writes Markdown.
 *
 *	cc markdown.c $(pkg-config --cflags --libs platen) -o markdown
 */
#include <platen.h>
#include <stdio.h>
#include <string.h>

/* What stands before and after an element. A kind which is not here is not written. */
static const struct frame {
	const char *before, *after;
} frames[PLATEN_KIND_COUNT] = {
	[PLATEN_TITLE_ENTRY] = {"- ", "\n"},
	[PLATEN_SCENE_HEADING] = {"\n## ", "\n"},
	[PLATEN_ACTION] = {"\n", "\n"},
	[PLATEN_CENTERED] = {"\n", "\n"},
	[PLATEN_TRANSITION] = {"\n", "\n"},
	[PLATEN_SHOT] = {"\n", "\n"},
	[PLATEN_CHARACTER] = {"\n> **", "**  \n"},
	[PLATEN_PARENTHETICAL] = {"> ", "  \n"},
	[PLATEN_DIALOGUE] = {"> ", "\n"},
	[PLATEN_LYRIC] = {"> ", "\n"},
	[PLATEN_PAGE_BREAK] = {"\n---\n", ""},
};

/* Markdown has its own meaning for these. */
static void
put_escaped(struct platen_text text, bool is_quoted)
{
	for (size_t i = 0; i < text.length; i++) {
		if (strchr("\\`*_[]<>#", text.data[i]) != NULL) {
			putchar('\\');
		}
		fputs(text.data[i] == '\n' ? "  " : "", stdout);
		putchar(text.data[i]);
		fputs(text.data[i] == '\n' && is_quoted ? "> " : "", stdout);
	}
}

static void
put_run(const struct platen_run *run, bool is_quoted)
{
	bool is_plain = run->text.length == 1 && *run->text.data == '\n';
	const char *bold = !is_plain && (run->style & PLATEN_BOLD) != 0 ? "**" : "";
	const char *italic = !is_plain && (run->style & PLATEN_ITALIC) != 0 ? "*" : "";
	printf("%s%s", bold, italic);
	put_escaped(run->text, is_quoted);
	printf("%s%s", italic, bold);
}

static void
put_node(const struct platen_node *node)
{
	const struct frame *frame = &frames[platen_node_kind(node)];
	struct platen_run run;
	if (frame->before == NULL) {
		return;
	}
	fputs(frame->before, stdout);
	for (size_t i = 0; platen_node_run(node, i, &run); i++) {
		put_run(&run, platen_node_kind(platen_node_parent(node)) == PLATEN_SPEECH);
	}
	fputs(frame->after, stdout);
}

int
main(void)
{
	static char bytes[1 << 20];
	size_t length = fread(bytes, 1, sizeof(bytes), stdin);
	struct platen_document *document = NULL;
	enum platen_status status = platen_document_parse(bytes, length, NULL, &document);
	if (status != PLATEN_OK) {
		fprintf(stderr, "markdown: %s\n", platen_status_text(status));
		return 1;
	}
	struct platen_walk walk;
	platen_walk_init(&walk, platen_document_root(document));
	while (platen_walk_next(&walk)) {
		if (walk.visit == PLATEN_ENTER) {
			put_node(walk.node);
		}
	}
	platen_document_free(document);
	return 0;
}
