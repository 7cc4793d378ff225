/* A line's spans: which clusters go together, in which font and in which direction. */
#include <pango/pango.h>

#include "draw/font/font.h"
#include "draw/font/spans.h"
#include "unicode/unicode.h"

/* -------------------------------------------------------------------- 1. spans */

/* Whether the cluster asks for a picture, by VARIATION SELECTOR-16 or a keycap. */
static bool
asks_for_emoji(struct pl_str cluster)
{
	const char *at = cluster.data, *end = pl_str_end(cluster);
	while (at < end) {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		if (code_point == 0xFE0F || code_point == 0x20E3) {
			return true;
		}
	}
	return false;
}

static bool
is_emoji(const struct pl_font_line *line, uint32_t index)
{
	const struct pl_font_cluster *cluster = &line->clusters[index];
	if (cluster->width < PL_WIDE || cluster->is_own || pl_is_cjk(cluster->first)) {
		return false;
	}
	/* flags are two letters above U+1F000, which are not wide on their own */
	if (cluster->first >= 0x1F000) {
		return !pl_is_letter(cluster->first);
	}
	return g_unichar_get_script(cluster->first) == G_UNICODE_SCRIPT_COMMON &&
	       (g_unichar_iswide(cluster->first) ||
		asks_for_emoji(pl_font_drawn_text(line, index, index + 1)));
}

/* The script of a cluster; COMMON if it goes with any. Punctuation as wide as an ideograph goes
 * with ideographs. */
static GUnicodeScript
script_of(const struct pl_font_cluster *cluster)
{
	GUnicodeScript script = g_unichar_get_script(cluster->first);
	if (script == G_UNICODE_SCRIPT_INHERITED) {
		return G_UNICODE_SCRIPT_COMMON;
	}
	bool is_wide = pl_is_cjk(cluster->first) || cluster->width >= PL_WIDE;
	return script == G_UNICODE_SCRIPT_COMMON && is_wide ? G_UNICODE_SCRIPT_HAN : script;
}

static bool
is_same_word(GUnicodeScript script, GUnicodeScript next)
{
	const GUnicodeScript hiragana = G_UNICODE_SCRIPT_HIRAGANA;
	const GUnicodeScript katakana = G_UNICODE_SCRIPT_KATAKANA;
	const GUnicodeScript han = G_UNICODE_SCRIPT_HAN;
	bool is_cjk = script == han || script == hiragana || script == katakana;
	return next == script || (is_cjk && (next == han || next == hiragana || next == katakana));
}

/* If another font draws one letter of a word, it draws the whole word. */
static void
take_whole_words(const struct pl_font_line *line)
{
	struct pl_font_cluster *clusters = line->clusters;
	for (uint32_t start = 0, end; start < line->cluster_count; start = end) {
		GUnicodeScript script = script_of(&clusters[start]);
		bool wants_other = false;
		for (end = start; end < line->cluster_count && script_of(&clusters[end]) == script;
		     end++) {
			wants_other |= !pl_font_is_own(&clusters[end]);
		}
		for (uint32_t i = start; i < end && script != G_UNICODE_SCRIPT_COMMON; i++) {
			clusters[i].wants_other = wants_other;
		}
	}
}

/* The end of the span that starts at `first`, and its script. Common characters go with the
 * letters before them; at the start, with those after them. */
static uint32_t
end_of_span(const struct pl_font_line *line, uint32_t first, GUnicodeScript *script)
{
	const struct pl_font_cluster *clusters = line->clusters;
	*script = script_of(&clusters[first]);
	uint32_t end = first + 1;
	if (pl_font_is_own(&clusters[first])) {
		return end;
	}
	bool emoji = is_emoji(line, first);
	for (; end < line->cluster_count && !pl_font_is_own(&clusters[end]); end++) {
		GUnicodeScript next = script_of(&clusters[end]);
		if (emoji || is_emoji(line, end) || pl_font_is_overlong(&clusters[end - 1]) ||
		    pl_font_is_overlong(&clusters[end]) ||
		    clusters[end].style != clusters[first].style ||
		    clusters[end].level != clusters[first].level) {
			break;
		}
		if (*script == G_UNICODE_SCRIPT_COMMON) {
			*script = next;
		} else if (next != G_UNICODE_SCRIPT_COMMON && !is_same_word(*script, next)) {
			break;
		}
	}
	return end;
}

/* Some scripts reach so high and low that lines of 12 pt would collide. */
static double
size_for(GUnicodeScript script)
{
	switch ((int)script) {
	case G_UNICODE_SCRIPT_MYANMAR: return PL_FONT_SIZE * 0.73;
	case G_UNICODE_SCRIPT_TIBETAN: return PL_FONT_SIZE * 0.7;
	case G_UNICODE_SCRIPT_KHMER: return PL_FONT_SIZE * 0.86;
	}
	return PL_FONT_SIZE;
}

static void
choose_font(struct pl_font_shaper *shaper, const struct pl_font_line *line,
	    struct pl_font_span *span)
{
	enum pl_font_word_kind kind =
		is_emoji(line, span->first) ? PL_FONT_WORD_EMOJI : PL_FONT_WORD_SCRIPT;
	span->choice =
		pl_font_choose(shaper->chooser, pl_font_drawn_text(line, span->first, span->end),
			       kind, span->script, line->clusters[span->first].style);
	span->size = size_for(span->script);
}

char *
pl_font_marks_text(const struct pl_font_line *line, uint32_t index)
{
	const struct pl_font_cluster *cluster = &line->clusters[index];
	struct pl_str drawn = pl_font_drawn_text(line, index, index + 1);
	uint32_t base = cluster->marks - cluster->start;
	bool is_high = g_unichar_isupper(cluster->first) || g_unichar_isdigit(cluster->first) ||
		       (cluster->first < 0x80 && strchr("bdfhklt", (int)cluster->first) != NULL);
	bool is_low = cluster->first < 0x80 && strchr("gjpqy", (int)cluster->first) != NULL;
	const char *carrier = is_high ? "\u018F" : is_low ? "q" : "\u0259";
	return g_strdup_printf("%s%.*s", carrier, (int)(drawn.length - base), drawn.data + base);
}

/* If no font has its marks, the caller does not draw the cluster. */
static void
choose_marks_font(struct pl_font_shaper *shaper, const struct pl_font_line *line,
		  struct pl_font_span *span)
{
	char *text = pl_font_marks_text(line, span->first);
	span->marks = pl_font_choose(shaper->chooser, pl_str_of(text), PL_FONT_WORD_MARKS,
				     G_UNICODE_SCRIPT_LATIN, line->clusters[span->first].style);
	span->is_own = span->marks != NULL;
	span->size = PL_FONT_SIZE;
	g_free(text);
}

static void
add_span(struct pl_font_shaper *shaper, const struct pl_font_line *line, struct pl_font_span span)
{
	if (span.is_own && pl_font_has_marks(&line->clusters[span.first])) {
		choose_marks_font(shaper, line, &span);
	}
	if (!span.is_own) {
		choose_font(shaper, line, &span);
	}
	if (span.is_own || span.choice != NULL) {
		g_array_append_val(shaper->spans, span);
		return;
	}
	/* no font has the whole word, so choose one for each cluster */
	for (uint32_t i = span.first; i < span.end; i++) {
		struct pl_font_span part = span;
		part.first = i;
		part.end = i + 1;
		part.script = script_of(&line->clusters[i]);
		part.is_own = line->clusters[i].is_own && !pl_font_has_marks(&line->clusters[i]);
		if (!part.is_own) {
			choose_font(shaper, line, &part);
		}
		g_array_append_val(shaper->spans, part);
	}
}

/* ------------------------------------------------------------------- 2. levels */

/* Set the embedding level of each cluster. */
static void
set_levels(const struct pl_font_shaper *shaper, const struct pl_font_line *line)
{
	bool has_rtl = shaper->is_rtl;
	for (uint32_t i = 0; i < line->cluster_count; i++) {
		line->clusters[i].level = 0;
		has_rtl |= pl_is_rtl(line->clusters[i].first);
	}
	if (!has_rtl) {
		return;
	}
	PangoDirection direction = shaper->is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
	guint8 *by_character = pango_log2vis_get_embedding_levels(
		line->text.data, (int)line->text.length, &direction);
	size_t character = 0;
	for (uint32_t i = 0; i < line->cluster_count; i++) {
		line->clusters[i].level = by_character[character];
		character += pl_utf8_count(pl_font_text_of(line, i, i + 1));
	}
	g_free(by_character);
}

void
pl_font_find_spans(struct pl_font_shaper *shaper, const struct pl_font_line *line)
{
	take_whole_words(line);
	set_levels(shaper, line);
	g_array_set_size(shaper->spans, 0);
	for (uint32_t first = 0, end; first < line->cluster_count; first = end) {
		GUnicodeScript script;
		end = end_of_span(line, first, &script);
		add_span(shaper, line,
			 (struct pl_font_span){
				 .first = first,
				 .end = end,
				 .is_own = pl_font_is_own(&line->clusters[first]),
				 .level = line->clusters[first].level,
				 .script = script,
			 });
	}
}

static void
reverse(guint *from, guint *to)
{
	for (; from < to && from < --to; from++) {
		guint other = *from;
		*from = *to;
		*to = other;
	}
}

/* Rule L2 of UAX #9: from the highest level down to 1, reverse each sequence of that level or
 * above. */
void
pl_font_put_in_visual_order(struct pl_font_shaper *shaper)
{
	g_array_set_size(shaper->order, shaper->spans->len);
	guint *order = (guint *)(void *)shaper->order->data;
	int highest = 0;
	for (guint i = 0; i < shaper->spans->len; i++) {
		order[i] = i;
		highest = MAX(highest, pl_font_span_at(shaper, i)->level);
	}
	for (int level = highest; level > 0; level--) {
		for (guint start = 0, end; start < shaper->spans->len; start = end + 1) {
			end = start;
			while (end < shaper->spans->len &&
			       pl_font_span_at(shaper, order[end])->level >= level) {
				end++;
			}
			reverse(order + start, order + end);
		}
	}
}
