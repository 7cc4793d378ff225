/*
 * check-pages [FILE...] - do the properties hold on the pages of these screenplays, and of random
 * ones?
 *
 * Every profile, both papers, with and without (CONTINUED), few and many lines a page, with and
 * without notes, sections and synopses; a random script under a share of all that. Called by
 * test_properties.py; prints a line for each file as the unit tests do.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "properties.h"
#include "random-script.h"

#define MIL(mil) ((mil)*PLATEN_INCH / 1000)

/* One of the caller's own: all columns narrow, much space, everything double-spaced but actions. */
static struct platen_profile
own_profile(void)
{
	struct platen_profile own = *platen_profile_at(1);
	own.size = sizeof(own);
	own.name = "own";
	own.lines_letter = 31;
	own.lines_a4 = 7;
	own.top = 2 * PLATEN_INCH;
	own.more = "(on)";
	struct platen_style *styles = own.styles[PLATEN_SIDE_NONE];
	styles[PLATEN_ACTION].right = styles[PLATEN_ACTION].left + MIL(1200);
	styles[PLATEN_ACTION].first = styles[PLATEN_ACTION].left + MIL(500);
	styles[PLATEN_ACTION].space_above = 0;
	styles[PLATEN_SCENE_HEADING].space_above = 4;
	styles[PLATEN_SCENE_HEADING].half_lines = 4;
	styles[PLATEN_TRANSITION].left = MIL(1000);
	styles[PLATEN_TRANSITION].align = PLATEN_ALIGN_CENTER;
	styles[PLATEN_CHARACTER].half_lines = 4;
	styles[PLATEN_DIALOGUE].right = styles[PLATEN_DIALOGUE].left + MIL(900);
	styles[PLATEN_DIALOGUE].space_above = 3;
	styles[PLATEN_PARENTHETICAL].left = styles[PLATEN_PARENTHETICAL].first = MIL(1);
	struct platen_style *dual = &own.styles[PLATEN_SIDE_LEFT][PLATEN_DIALOGUE];
	dual->right = dual->left + MIL(300);
	return own;
}

#define VARIANTS 8

static struct platen_layout_options
options_of(const struct platen_profile *profile, uint32_t lines, uint32_t variant)
{
	struct platen_layout_options options = {.size = sizeof(options)};
	options.profile = profile->name;
	options.profiles = profile;
	options.profile_count = 1;
	options.lines_per_page = lines;
	options.paper = variant & 1 ? PLATEN_A4 : PLATEN_LETTER;
	options.scene_continued = variant & 2 ? PLATEN_YES : PLATEN_NO;
	options.notes = options.sections = options.synopses = (variant & 4) != 0;
	return options;
}

static bool
is_fine(const struct platen_document *document, const struct platen_layout_options *options)
{
	struct platen_pages *pages;
	if (platen_pages_new(document, options, &pages) != PLATEN_OK) {
		return false;
	}
	struct broken broken = properties_broken(pages, options);
	if (broken.rule != NULL) {
		printf("# page %u, slot %d: not so: %s (--profile %s --paper %s --scene-continued "
		       "%s "
		       "--lines-per-page %u%s)\n",
		       broken.page, broken.slot, broken.rule, options->profile,
		       options->paper == PLATEN_A4 ? "a4" : "letter",
		       options->scene_continued == PLATEN_YES ? "yes" : "no",
		       options->lines_per_page,
		       options->notes ? " --notes --sections --synopses" : "");
	}
	platen_pages_free(pages);
	return broken.rule == NULL;
}

static bool
are_same_page(const struct platen_page *one, const struct platen_page *other)
{
	struct platen_text label = platen_page_label(one), other_label = platen_page_label(other);
	struct platen_position from = platen_page_position(one),
			       other_from = platen_page_position(other);
	return platen_page_is_title(one) == platen_page_is_title(other) &&
	       label.length == other_label.length &&
	       (label.length == 0 || memcmp(label.data, other_label.data, label.length) == 0) &&
	       from.offset == other_from.offset && from.line == other_from.line &&
	       from.column == other_from.column && platen_page_line(other, 0) == NULL;
}

static bool
write_fdx(const struct platen_document *document, const struct platen_pages *pages,
	  struct platen_memory *memory)
{
	struct platen_sink sink = platen_sink_to_memory(memory);
	return platen_write(platen_format_by_name("fdx"), document, pages, NULL, &sink) ==
	       PLATEN_OK;
}

/* FDX needs no lines: without them it has the same pages and the same (CONT'D). */
static bool
has_same_fdx(const struct platen_document *document, const struct platen_pages *pages,
	     const struct platen_pages *breaks)
{
	struct platen_memory one = {0}, other = {0};
	bool is_same = write_fdx(document, pages, &one) && write_fdx(document, breaks, &other) &&
		       one.length == other.length && memcmp(one.data, other.data, one.length) == 0;
	if (!is_same) {
		printf("# FDX is another one without lines\n");
	}
	platen_memory_free(&one);
	platen_memory_free(&other);
	return is_same;
}

/* Pages without lines begin and end where those with lines do. */
static bool
has_same_breaks(const struct platen_document *document, struct platen_layout_options options)
{
	struct platen_pages *pages = NULL, *breaks = NULL;
	const struct platen_page *page, *same;
	size_t i = 0;
	platen_pages_new(document, &options, &pages);
	options.breaks_only = true;
	platen_pages_new(document, &options, &breaks);
	do {
		page = platen_pages_at(pages, i);
		same = platen_pages_at(breaks, i++);
	} while (page != NULL && same != NULL && are_same_page(page, same));
	bool is_same = page == NULL && same == NULL &&
		       platen_pages_eighths(pages) == platen_pages_eighths(breaks);
	if (!is_same) {
		printf("# page %zu is another one without lines\n", i);
	}
	/* a page of few lines takes long to write, and has nothing more to say of FDX */
	if (is_same && options.lines_per_page == 0) {
		is_same = has_same_fdx(document, pages, breaks);
	}
	platen_pages_free(pages);
	platen_pages_free(breaks);
	return is_same;
}

/* Number `number` of all combinations of options, with the profile in *profile; false past the
 * last. */
static bool
options_at(uint32_t number, struct platen_profile *profile, struct platen_layout_options *options)
{
	static const uint32_t lines[] = {0, 1, 2, 3, 9, 10, 20, 54};
	const uint32_t line_counts = sizeof(lines) / sizeof(lines[0]);
	uint32_t profile_number = number / VARIANTS / line_counts;
	*profile = own_profile();
	if (profile_number > 0) {
		const struct platen_profile *ours = platen_profile_at(profile_number - 1);
		if (ours == NULL) {
			return false;
		}
		*profile = *ours;
		profile->size = sizeof(*profile);
	}
	*options = options_of(profile, lines[number / VARIANTS % line_counts], number % VARIANTS);
	return true;
}

/* Under combinations number `first`, `first` + `step` and so on; the first which fails ends it. */
static bool
holds(const struct platen_document *document, uint32_t first, uint32_t step)
{
	struct platen_profile profile;
	struct platen_layout_options options;
	for (uint32_t number = first; options_at(number, &profile, &options); number += step) {
		if (!is_fine(document, &options) || !has_same_breaks(document, options)) {
			return false;
		}
	}
	return true;
}

static bool
holds_on(const void *bytes, size_t length, uint32_t first, uint32_t step)
{
	struct platen_document *document;
	enum platen_status status = platen_document_parse(bytes, length, NULL, &document);
	if (status != PLATEN_OK) {
		return status == PLATEN_BAD_INPUT;
	}
	bool is_good = holds(document, first, step);
	platen_document_free(document);
	return is_good;
}

static bool
read_file(const char *path, struct pl_buffer *buffer)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		return false;
	}
	int c;
	while ((c = getc(file)) != EOF) {
		pl_buffer_put_byte(buffer, (char)c);
	}
	fclose(file);
	return true;
}

static bool
check_file(const char *path)
{
	struct pl_buffer buffer;
	pl_buffer_init(&buffer);
	bool is_good = read_file(path, &buffer) && holds_on(buffer.data, buffer.length, 0, 1);
	printf("%s - %s\n", is_good ? "ok" : "not ok", path);
	pl_buffer_fini(&buffer);
	return is_good;
}

/* Of many scripts each is tried under every so many-th combination, from another one on. No
 * multiple of VARIANTS: each script meets each value of each option. */
#define RANDOM_STEP 5

/* Print a script on which a property does not hold. */
static bool
check_random(uint32_t seed)
{
	struct pl_buffer buffer;
	pl_buffer_init(&buffer);
	random_script(seed, &buffer);
	bool is_good = holds_on(buffer.data, buffer.length, seed % RANDOM_STEP, RANDOM_STEP);
	if (!is_good) {
		printf("# random script %u:\n", seed);
		fwrite(buffer.data, 1, buffer.length, stdout);
		printf("not ok - random script %u\n", seed);
	}
	pl_buffer_fini(&buffer);
	return is_good;
}

int
main(int argc, char **argv)
{
	uint32_t count = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 0, good = 0;
	for (uint32_t seed = 0; seed < count; seed++) {
		good += check_random(seed);
	}
	if (count > 0) {
		printf("%s - %u of %u random scripts\n", good == count ? "ok" : "not ok", good,
		       count);
	}
	bool is_good = good == count;
	for (int i = 2; i < argc; i++) {
		is_good = check_file(argv[i]) && is_good;
	}
	return is_good ? 0 : 1;
}
