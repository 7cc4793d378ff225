#include "fuzz.h"

#include "layout/flow.h"

uint32_t
fuzz_choose(struct fuzz_choices *choices, uint32_t count)
{
	return choices->left == 0 ? 0 : choices->bytes[--choices->left] % count;
}

static void
look_at_message(void *user, const struct platen_diagnostic *diagnostic)
{
	const size_t *length = user;
	HOLDS(strncmp(diagnostic->id, "PL-", 3) == 0, "a message has an id");
	HOLDS(pl_utf8_is_valid(pl_str_of(diagnostic->message)), "a message is UTF-8");
	/* a byte of Windows-1252 is up to three of UTF-8 */
	HOLDS(diagnostic->position.offset <= 3 * *length, "a message stands in the text");
}

static bool
is_blank(uint32_t c)
{
	return c <= ' ' || pl_is_space_separator(c) || c == 0x85 || c == 0x2028 || c == 0x2029 ||
	       c == 0x200B || c == 0xFEFF;
}

/* Between the leaves of the tree stand blanks only: no byte of the source is lost. */
static void
check_no_loss(const struct platen_document *document)
{
	const char *source = document->source.data, *end = source + document->source.length;
	const char *at = source;
	const struct platen_node *node = document->root;
	for (;;) {
		const char *start = node != NULL ? source + node->from.offset : end;
		while (at < start) {
			uint32_t c;
			at += pl_utf8_decode(at, end, &c);
			HOLDS(is_blank(c), "only blanks stand between nodes");
		}
		if (node == NULL) {
			return;
		}
		if (node->first == NULL && node->parent != NULL) {
			HOLDS(at == start, "leaves do not overlap");
			at = source + node->source_end;
		}
		node = pl_node_following(node);
	}
}

struct platen_document *
fuzz_parse(const uint8_t *bytes, size_t length)
{
	struct platen_document *document;
	struct platen_read_options options = {.size = sizeof(options)};
	options.input = PLATEN_INPUT_FOUNTAIN;
	options.reporter = (struct platen_reporter){look_at_message, &length};
	enum platen_status status = platen_document_parse(bytes, length, &options, &document);
	HOLDS(status == PLATEN_OK || status == PLATEN_BAD_INPUT, "text is read");
	if (status == PLATEN_BAD_INPUT) {
		return NULL;
	}
	const char *broken = pl_document_check(document);
	HOLDS(broken == NULL, broken);
	HOLDS(pl_utf8_is_valid(document->source), "the source is UTF-8");
	check_no_loss(document);
	return document;
}

struct platen_pages *
fuzz_lay_out(const struct platen_document *document, struct fuzz_choices *choices,
	     struct platen_layout_options *options)
{
	static const uint32_t lines[] = {0, 1, 2, 3, 9, 10, 11, 20, 54, 9999};
	static const char *const texts[] = {NULL, "", "(MORE)", "(C)", "(ГОВОРИТ ДАЛЬШЕ И ДАЛЬШЕ)"};
	*options = (struct platen_layout_options){.size = sizeof(*options)};
	options->paper = (enum platen_paper)fuzz_choose(choices, 3);
	const struct platen_profile *profile = platen_profile_at(fuzz_choose(choices, 5));
	options->profile = profile == NULL ? NULL : profile->name;
	options->lines_per_page = lines[fuzz_choose(choices, 10)];
	uint32_t flags = fuzz_choose(choices, 256);
	options->scene_numbers = (enum platen_scene_numbers)(PLATEN_NUMBERS_NONE + (flags & 3));
	options->continued = flags & 4 ? PLATEN_NO : PLATEN_YES;
	options->scene_continued = flags & 8 ? PLATEN_YES : PLATEN_UNSET;
	options->title_page = flags & 16 ? PLATEN_NO : PLATEN_YES;
	options->notes = (flags & 32) != 0;
	options->sections = (flags & 64) != 0;
	options->synopses = (flags & 128) != 0;
	options->more = texts[fuzz_choose(choices, 5)];
	options->contd = texts[fuzz_choose(choices, 5)];
	struct platen_pages *pages;
	HOLDS(platen_pages_new(document, options, &pages) == PLATEN_OK, "a document has pages");
	return pages;
}
