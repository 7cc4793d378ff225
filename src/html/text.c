/*
 * Text, as typed, so that it can be copied so: the style sheet makes capitals. Where a browser
 * would make others than layout, the text has those of layout. <br> ends a line which the writer
 * ended; <br class="w"> ends one which layout ended, and has an effect on paper only.
 */
#include "html/html.h"

/* What replaces the *length bytes at `at`; NULL: they stay. */
static const char *
replacement(const char *at, const char *end, const char *line_end, size_t *length)
{
	*length = 1;
	if (*at == '\'' || *at == '\n') {
		return *at == '\n' ? line_end : "&#39;";
	}
	size_t control = pl_control_at(at, end);
	*length = control > 0 ? control : 1;
	return control > 0 ? " " : pl_xml_escape((unsigned char)*at);
}

/* Browsers have capitals for these which are several letters, SS for \u00DF; layout has one letter.
 */
static bool
has_long_capital(uint32_t c)
{
	return c == 0xDF || c == 0x149 || c == 0x1F0 || c == 0x390 || c == 0x3B0 || c == 0x587 ||
	       (c >= 0x1E96 && c <= 0x1E9A) || (c >= 0x1F50 && c <= 0x1F56) ||
	       (c >= 0x1F80 && c <= 0x1FFC) || (c >= 0xFB00 && c <= 0xFB17);
}

static void
put_escaped(struct pl_sink *sink, struct pl_str text, const char *line_end)
{
	const char *start = text.data, *end = pl_str_end(text);
	size_t length;
	if (text.length == 0) {
		return;
	}
	for (const char *at = start; (at += pl_plain_until(at, end, "&<>\"'")) < end;
	     at += length) {
		const char *other = replacement(at, end, line_end, &length);
		if (other != NULL) {
			pl_sink_put(sink, (struct pl_str){start, (size_t)(at - start)});
			pl_sink_put_text(sink, other);
			start = at + length;
		}
	}
	pl_sink_put(sink, (struct pl_str){start, (size_t)(end - start)});
}

void
pl_html_put_text(struct pl_sink *sink, struct pl_str text)
{
	put_escaped(sink, text, "<br>");
}

void
pl_html_put_capitals(struct pl_sink *sink, struct pl_str text)
{
	size_t start = 0, length;
	size_t at = 0;
	while ((at += pl_plain_length(pl_str_slice(text, at, text.length))) < text.length) {
		uint32_t c;
		length = pl_utf8_decode(text.data + at, text.data + text.length, &c);
		if (has_long_capital(c)) {
			char capital[4];
			size_t size = pl_utf8_encode(pl_to_upper(c), capital);
			pl_html_put_text(sink, pl_str_slice(text, start, at));
			pl_html_put_span(sink, "class=\"as-typed\"",
					 (struct pl_str){capital, size});
			start = at + length;
		}
		at += length;
	}
	pl_html_put_text(sink, pl_str_slice(text, start, text.length));
}

void
pl_html_put_one_line(struct pl_sink *sink, struct pl_str text)
{
	put_escaped(sink, text, " ");
}

void
pl_html_put_span(struct pl_sink *sink, const char *attributes, struct pl_str text)
{
	pl_sink_put_text(sink, "<span ");
	pl_sink_put_text(sink, attributes);
	pl_sink_put_byte(sink, '>');
	pl_html_put_one_line(sink, text);
	pl_sink_put_text(sink, "</span>");
}

void
pl_html_put_style(struct pl_sink *sink, uint32_t open, uint32_t style)
{
	static const struct {
		uint32_t bit;
		const char *start, *end;
	} tags[] = {
		{PLATEN_BOLD, "<strong>", "</strong>"},
		{PLATEN_ITALIC, "<em>", "</em>"},
		{PLATEN_UNDERLINE, "<u>", "</u>"},
	};
	if (open == style) {
		return;
	}
	for (size_t i = 3; i-- > 0;) {
		pl_sink_put_text(sink, (open & tags[i].bit) != 0 ? tags[i].end : "");
	}
	for (size_t i = 0; i < 3; i++) {
		pl_sink_put_text(sink, (style & tags[i].bit) != 0 ? tags[i].start : "");
	}
}

static uint32_t
earlier(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* The end of the stretch at the cursor: where its run or its line ends.
 */
static uint32_t
stretch_end(const struct pl_html_cursor *cursor, uint32_t end)
{
	end = earlier(end, pl_node_run(cursor->node, cursor->run).end);
	if (cursor->line < cursor->line_count) {
		end = earlier(end, cursor->lines[cursor->line].line->start);
	}
	return end;
}

/* The mark of a revised line, which html.css puts beside it. */
static void
put_mark(struct pl_sink *sink, const struct pl_revision_set *set)
{
	if (set != NULL) {
		pl_sink_printf(sink,
			       "<span class=\"revision\" aria-hidden=\"true\" style=\""
			       "color:#%06x\">",
			       (unsigned)set->color);
		pl_html_put_one_line(sink, set->mark);
		pl_sink_put_text(sink, "</span>");
	}
}

/* Pass the lines which begin here; `with_marks`: mark where layout ended the line before. */
static void
pass_lines(struct pl_sink *sink, struct pl_html_cursor *cursor, bool with_marks)
{
	struct pl_str text = cursor->node->text;
	while (cursor->line < cursor->line_count &&
	       cursor->lines[cursor->line].line->start <= cursor->at) {
		if (with_marks && cursor->at > 0 && text.data[cursor->at - 1] != '\n') {
			pl_sink_put_text(sink, "<br class=\"w\">");
		}
		put_mark(sink, cursor->lines[cursor->line].line->revision);
		cursor->line++;
	}
}

void
pl_html_put_lines(struct pl_sink *sink, struct pl_html_cursor *cursor, uint32_t end)
{
	const struct platen_node *node = cursor->node;
	pass_lines(sink, cursor, false);
	while (cursor->at < end) {
		uint32_t to = stretch_end(cursor, end);
		uint32_t style = pl_node_run(node, cursor->run).style;
		pl_html_put_style(sink, cursor->style, style);
		cursor->style = style;
		struct pl_str text = pl_str_slice(node->text, cursor->at, to);
		if (cursor->is_caps) {
			pl_html_put_capitals(sink, text);
		} else {
			pl_html_put_text(sink, text);
		}
		cursor->at = to;
		cursor->run += to == pl_node_run(node, cursor->run).end;
		if (to < end) {
			pass_lines(sink, cursor, true);
		}
	}
	pl_html_put_style(sink, cursor->style, 0);
	cursor->style = 0;
}
