/* Scans the whole script, for what decides the fonts of its lines. */
#include <uchar.h>

#include "draw/draw.h"

#include "unicode/unicode.h"

/* Walks through all stretches of all pages. Starts as {pages}. */
struct stretches {
	const struct platen_pages *pages;
	uint32_t page, line, stretch;
};

/* The next stretch; NULL after the last. */
static const struct pl_layout_stretch *
next_stretch(struct stretches *at)
{
	for (; at->page < at->pages->page_count; at->page++, at->line = 0) {
		const struct pl_layout_page *page = &at->pages->pages[at->page];
		for (; at->line < page->line_count; at->line++, at->stretch = 0) {
			const struct pl_layout_line *line = &page->lines[at->line];
			if (at->stretch < line->stretch_count) {
				return &line->stretches[at->stretch++];
			}
		}
	}
	return NULL;
}

/* How often characters occur that tell one kind of writing from another. */
struct counts {
	uint32_t kana, hangul, simplified, traditional;
};

static void
count_character(struct counts *counts, uint32_t code_point)
{
	/* common words whose simplified and traditional characters differ */
	static const char16_t simplified[] = u"们这来说吗没个对时会过还么";
	static const char16_t traditional[] = u"們這來說嗎沒個對時會過還麼";
	counts->kana += code_point >= 0x3041 && code_point <= 0x30FF;
	counts->hangul += code_point >= 0xAC00 && code_point <= 0xD7A3;
	for (size_t i = 0; code_point >= 0x4E00 && simplified[i] != 0; i++) {
		counts->simplified += code_point == simplified[i];
		counts->traditional += code_point == traditional[i];
	}
}

struct pl_font_hints
pl_draw_scan_hints(const struct platen_pages *pages)
{
	struct counts counts = {0};
	struct stretches walk = {pages, 0, 0, 0};
	const struct pl_layout_stretch *stretch;
	while ((stretch = next_stretch(&walk)) != NULL) {
		const char *at = stretch->text.data, *end = pl_str_end(stretch->text);
		while (at < end) {
			uint32_t code_point;
			at += pl_utf8_decode(at, end, &code_point);
			count_character(&counts, code_point);
		}
	}
	return (struct pl_font_hints){
		.is_rtl = pages->is_rtl,
		.cjk = counts.kana > 0                          ? PL_FONT_CJK_JAPANESE
		       : counts.hangul > 0                      ? PL_FONT_CJK_KOREAN
		       : counts.traditional > counts.simplified ? PL_FONT_CJK_TRADITIONAL
								: PL_FONT_CJK_SIMPLIFIED,
	};
}

/* -------------------------------------------------- Latin that Courier Prime lacks */

/* More than one word in 50, but not for a name or two on half a page. */
#define WORDS_PER_LACKING 50
#define LACKING_MIN 4

static bool
is_latin(uint32_t code_point)
{
	return pl_is_letter(code_point) &&
	       (code_point < 0x0250 || (code_point >= 0x1E00 && code_point < 0x1F00));
}

/* Whether the word has a Latin letter that Courier Prime lacks. Marks do not count. */
static bool
lacks_latin(const struct pl_font_face *face, struct pl_str word)
{
	struct pl_clusters walk;
	struct pl_cluster cluster;
	pl_clusters_init(&walk, word);
	while (pl_clusters_next(&walk, &cluster)) {
		struct pl_str bytes = pl_str_slice(word, cluster.start, cluster.end);
		size_t length;
		if (is_latin(cluster.first) &&
		    pl_font_cluster_glyph(face, bytes, &length) == PL_FONT_GLYPH_MISSING) {
			return true;
		}
	}
	return false;
}

struct words {
	uint32_t all, lacking;
};

static void
count_words(struct words *words, const struct pl_font_face *face, struct pl_str text)
{
	for (size_t start = 0, end; start < text.length; start = end + 1) {
		unsigned char all = 0;
		for (end = start; end < text.length && text.data[end] != ' '; end++) {
			all |= (unsigned char)text.data[end];
		}
		words->all += end > start;
		words->lacking += all >= 0x80 && lacks_latin(face, pl_str_slice(text, start, end));
	}
}

bool
pl_draw_lacks_latin(const struct platen_pages *pages, const struct pl_font_face *face)
{
	struct words words = {0};
	struct stretches walk = {pages, 0, 0, 0};
	const struct pl_layout_stretch *stretch;
	while ((stretch = next_stretch(&walk)) != NULL) {
		count_words(&words, face, stretch->text);
	}
	return words.lacking >= LACKING_MIN && words.lacking > words.all / WORDS_PER_LACKING;
}
