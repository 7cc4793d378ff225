/*
 * viewer PAGE <FILE: the lines of a page as a viewer would draw them: where each stretch of text
 * stands, in points from the top left corner, its style, and the line of the source it comes from.
 *
 *	cc viewer.c $(pkg-config --cflags --libs platen) -o viewer
 */
#include <platen.h>
#include <stdio.h>
#include <string.h>

static void
print_line(const struct platen_line *line)
{
	struct platen_run run;
	for (size_t i = 0; platen_line_run(line, i, &run); i++) {
		printf("%6.1f %6.1f  %c%c%c  %-12s %4u  %.*s\n", run.x / 100.0,
		       platen_line_baseline(line) / 100.0,
		       (run.style & PLATEN_BOLD) != 0 ? 'b' : '-',
		       (run.style & PLATEN_ITALIC) != 0 ? 'i' : '-',
		       (run.style & PLATEN_UNDERLINE) != 0 ? 'u' : '-',
		       platen_role_name(platen_line_role(line)), (unsigned)run.position.line,
		       (int)run.text.length, run.text.data);
	}
}

/* The page with this number on it; NULL if there is none. */
static const struct platen_page *
find_page(const struct platen_pages *pages, const char *label)
{
	const struct platen_page *page;
	for (size_t i = 0; (page = platen_pages_at(pages, i)) != NULL; i++) {
		struct platen_text text = platen_page_label(page);
		if (text.length == strlen(label) && memcmp(text.data, label, text.length) == 0) {
			return page;
		}
	}
	return NULL;
}

int
main(int argc, char **argv)
{
	static char bytes[1 << 20];
	size_t length = fread(bytes, 1, sizeof(bytes), stdin);
	struct platen_document *document = NULL;
	struct platen_pages *pages = NULL;
	if (argc != 2 || platen_document_parse(bytes, length, NULL, &document) != PLATEN_OK ||
	    platen_pages_new(document, NULL, &pages) != PLATEN_OK) {
		fprintf(stderr, "usage: viewer PAGE <FILE\n");
		platen_document_free(document);
		return 2;
	}
	const struct platen_page *page = find_page(pages, argv[1]);
	const struct platen_line *line;
	for (size_t i = 0; page != NULL && (line = platen_page_line(page, i)) != NULL; i++) {
		print_line(line);
	}
	platen_pages_free(pages);
	platen_document_free(document);
	return page == NULL;
}
