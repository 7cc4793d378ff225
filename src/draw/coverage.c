/*
 * What no line alone tells: questions about the whole script which decide on fonts.
 */
#include <uchar.h>

#include "draw/draw.h"

#include "unicode/unicode.h"

/* How often the pages have what tells one kind of script from another. */
struct coverage {
	uint32_t rtl, other_letters, kana, hangul, simplified, traditional;
};

static void
count_character(struct coverage *coverage, uint32_t code_point)
{
	/* common words whose simplified and traditional characters differ */
	static const char16_t simplified[] = u"们这来说吗没个对时会过还么";
	static const char16_t traditional[] = u"們這來說嗎沒個對時會過還麼";
	bool is_rtl = pl_is_rtl(code_point);
	coverage->rtl += is_rtl;
	coverage->other_letters += !is_rtl && pl_is_letter(code_point);
	coverage->kana += code_point >= 0x3041 && code_point <= 0x30FF;
	coverage->hangul += code_point >= 0xAC00 && code_point <= 0xD7A3;
	for (size_t i = 0; code_point >= 0x4E00 && simplified[i] != 0; i++) {
		coverage->simplified += code_point == simplified[i];
		coverage->traditional += code_point == traditional[i];
	}
}

static void
count_text(struct coverage *coverage, struct pl_str text)
{
	const char *at = text.data, *end = at + text.length;
	while (at < end) {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		count_character(coverage, code_point);
	}
}

struct pl_font_hints
pl_draw_hints(const struct platen_pages *pages)
{
	struct coverage coverage = {0};
	for (uint32_t page = 0; page < pages->page_count; page++) {
		for (uint32_t i = 0; i < pages->pages[page].line_count; i++) {
			const struct pl_line *line = &pages->pages[page].lines[i];
			for (uint32_t k = 0; k < line->stretch_count; k++) {
				count_text(&coverage, line->stretches[k].text);
			}
		}
	}
	return (struct pl_font_hints){
		.is_rtl = coverage.rtl > coverage.other_letters,
		.cjk = coverage.kana > 0                            ? PL_FONT_CJK_JAPANESE
		       : coverage.hangul > 0                        ? PL_FONT_CJK_KOREAN
		       : coverage.traditional > coverage.simplified ? PL_FONT_CJK_TRADITIONAL
								    : PL_FONT_CJK_SIMPLIFIED,
	};
}

/* -------------------------------------------------- Latin that Courier Prime lacks */

#define TOO_MANY 50 /* one word in so many: 2 of 100, */
#define A_FEW 4     /* but not for a name on half a page */

static bool
is_latin(uint32_t code_point)
{
	return pl_is_letter(code_point) &&
	       (code_point < 0x0250 || (code_point >= 0x1E00 && code_point < 0x1F00));
}

/* Some letter of the word is Latin and not in Courier Prime. Marks do not count. */
static bool
lacks_latin(const struct pl_font_face *face, struct pl_str word)
{
	struct pl_clusters walk;
	struct pl_cluster cluster;
	pl_clusters_init(&walk, word);
	while (pl_clusters_next(&walk, &cluster)) {
		struct pl_str bytes = pl_str_slice(word, cluster.start, cluster.end);
		if (is_latin(cluster.first) && pl_font_base_length(face, bytes) == 0) {
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
pl_draw_lacks_latin(struct pl_drawing *drawing)
{
	const struct platen_pages *pages = drawing->job->pages;
	const struct pl_font_face *face = pl_font_face(drawing->fonts, 0);
	struct words words = {0};
	for (uint32_t page = 0; face != NULL && page < pages->page_count; page++) {
		for (uint32_t i = 0; i < pages->pages[page].line_count; i++) {
			const struct pl_line *line = &pages->pages[page].lines[i];
			for (uint32_t k = 0; k < line->stretch_count; k++) {
				count_words(&words, face, line->stretches[k].text);
			}
		}
	}
	return words.lacking >= A_FEW && words.lacking > words.all / TOO_MANY;
}
