/*
 * parse FILE [ROUNDS] - microseconds that reading a screenplay takes in a warm process, and that
 * md4c takes for the same bytes with callbacks that do nothing (0 if it was not there to build
 * with)
 */
#include <platen.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#ifdef HAVE_MD4C
#include <md4c.h>
#endif

struct text {
	char *data;
	size_t size;
};

static double
now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void
read_screenplay(const struct text *text)
{
	struct platen_document *document = NULL;
	if (platen_document_parse(text->data, text->size, NULL, &document) != PLATEN_OK) {
		abort();
	}
	platen_document_free(document);
}

#ifdef HAVE_MD4C
static int
ignore_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	(void)type, (void)detail, (void)user;
	return 0;
}

static int
ignore_span(MD_SPANTYPE type, void *detail, void *user)
{
	(void)type, (void)detail, (void)user;
	return 0;
}

static int
ignore_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
	(void)type, (void)text, (void)size, (void)user;
	return 0;
}

static void
read_markdown(const struct text *text)
{
	static const MD_PARSER parser = {0,           0,           ignore_block, ignore_block,
					 ignore_span, ignore_span, ignore_text,  NULL,
					 NULL};
	md_parse(text->data, (MD_SIZE)text->size, &parser, NULL);
}
#endif

/* The least time of all rounds. */
static double
best(void (*parse)(const struct text *), const struct text *text, int rounds)
{
	double least = 1e12;
	for (int i = 0; i < rounds; i++) {
		double start = now();
		parse(text);
		double took = now() - start;
		least = took < least ? took : least;
	}
	return least;
}

int
main(int count, char **words)
{
	struct text text = {malloc(1 << 28), 0};
	FILE *file = count < 2 ? NULL : fopen(words[1], "rb");
	if (file == NULL || text.data == NULL) {
		return 1;
	}
	text.size = fread(text.data, 1, 1 << 28, file);
	int rounds = count > 2 ? atoi(words[2]) : 50;
	double own = best(read_screenplay, &text, rounds), other = 0;
#ifdef HAVE_MD4C
	other = best(read_markdown, &text, rounds);
#endif
	printf("%.1f %.1f\n", own, other);
	return 0;
}
