/*
 * (CONT'D) after a name, as measured on Final Draft's pages (4,172 of 4,172 cues right). It is
 * printed if the speaker also spoke in the previous block of dialogue in the same scene, whatever
 * is between them, and neither of the two cues says (V.O.). A cue which says it itself gets no
 * second one. A dual dialogue is one block: each of its cues is compared with the block before it,
 * and the next cue with both its speakers.
 */
#include "layout/flow.h"

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == '`' || c == 0xB4 || (c >= 0x2018 && c <= 0x201B) || c == 0x2032 ||
	       c == 0x02BC || c == 0xFF07;
}

/* Whether the word at byte `at`, which ends at *end, is (CONT'D) as writers type it: CONT, CONTD,
 * CON'T, CONTINUED, with an apostrophe anywhere. */
static bool
is_mark(struct pl_str text, size_t at, size_t *end)
{
	static const char *const marks[] = {"CONT", "CONTD", "CONTINUED"};
	char letters[sizeof("CONTINUED")];
	size_t count = 0;
	for (; at < text.length; at = *end) {
		uint32_t c;
		*end = at + pl_utf8_decode(text.data + at, text.data + text.length, &c);
		if (is_apostrophe(c)) {
			continue;
		}
		if (!pl_is_letter(c)) {
			break;
		}
		letters[count] = c < 0x80 ? (char)c : '?';
		count += count + 1 < sizeof(letters);
	}
	bool is_one = false;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		is_one |= pl_str_equal_ascii_case((struct pl_str){letters, count},
						  pl_str_of(marks[i]));
	}
	return is_one;
}

/* Where a mark without brackets begins at the end of a name: ORLA CONT'D; the length of the text if
 * there is none. */
static size_t
find_mark_behind(struct pl_str name)
{
	size_t start = name.length, end;
	while (start > 0 && name.data[start - 1] != ' ') {
		start--;
	}
	return start > 0 && is_mark(name, start, &end) && end == name.length ? start : name.length;
}

bool
pl_layout_says_contd(const struct platen_node *cue, struct pl_str contd)
{
	struct pl_str extension = pl_node_more(cue)->label;
	for (size_t at = 0, end; at < extension.length; at = end) {
		if (is_mark(extension, at, &end)) {
			return true;
		}
	}
	return pl_language_contains(extension, contd) ||
	       find_mark_behind(cue->text) < cue->text.length;
}

/* Names are compared as they are printed: in capitals. */
static bool
is_same_name(const struct pl_language *language, struct pl_str a, struct pl_str b)
{
	const char *p = a.data, *q = b.data;
	const char *p_end = pl_str_end(a), *q_end = pl_str_end(b);
	while (p < p_end && q < q_end) {
		uint32_t c, d;
		p += pl_utf8_decode(p, p_end, &c);
		q += pl_utf8_decode(q, q_end, &d);
		if (pl_language_upper(language, c) != pl_language_upper(language, d)) {
			return false;
		}
	}
	return p == p_end && q == q_end;
}

static bool
goes_on(const struct pl_language *language, const struct pl_layout_speakers *previous,
	struct pl_str name)
{
	for (uint32_t i = 0; i < previous->count; i++) {
		if (!previous->who[i].is_voice_over &&
		    is_same_name(language, previous->who[i].name, name)) {
			return true;
		}
	}
	return false;
}

/* Append a space and `text`, for which there is room. */
static void
append(char *to, size_t *length, struct pl_str text)
{
	if (text.length > 0) {
		to[(*length)++] = ' ';
		memcpy(to + *length, text.data, text.length);
		*length += text.length;
	}
}

/* Add extension and (CONT'D) to a cue, which may be empty. They are a run of their own. */
static bool
set_text(struct pl_layout_flow *flow, struct pl_layout_paragraph *cue, struct pl_str extension,
	 struct pl_str contd)
{
	if (extension.length == 0 && contd.length == 0) {
		return true;
	}
	size_t name_length = cue->text.length, length = name_length;
	char *text = pl_arena_alloc(pl_layout_line_arena(flow),
				    length + extension.length + contd.length + 2);
	struct pl_run *runs = pl_arena_array(pl_layout_block_arena(flow),
					     (size_t)cue->run_count + 1, sizeof(*runs));
	if (text == NULL || runs == NULL) {
		return false;
	}
	if (name_length > 0) {
		memcpy(text, cue->text.data, name_length);
	}
	append(text, &length, extension);
	append(text, &length, contd);
	for (uint32_t i = 0; i < cue->run_count; i++) {
		runs[i] = pl_layout_run(cue, i);
	}
	if (cue->run_count > 0) {
		runs[cue->run_count - 1].end = (uint32_t)name_length;
	}
	runs[cue->run_count++] = (struct pl_run){
		.start = (uint32_t)name_length, .end = (uint32_t)length, .from = cue->node->from};
	cue->text = (struct pl_str){text, length};
	cue->added_width = contd.length > 0 ? pl_text_width(contd) + PL_SIXTHS : 0;
	cue->runs = runs;
	return true;
}

/* The name without anything from the first bracket on, even if it is never closed, and without a
 * typed mark. */
static struct pl_str
name_of(const struct platen_node *cue)
{
	struct pl_str name = cue->text;
	const char *bracket = name.length == 0 ? NULL : memchr(name.data, '(', name.length);
	if (bracket != NULL && bracket > name.data) {
		name.length = (size_t)(bracket - name.data);
	}
	size_t mark = find_mark_behind(name);
	bool has_mark = mark < name.length;
	name.length = mark;
	while (name.length > 0 && (name.data[name.length - 1] == ' ' ||
				   (has_mark && name.data[name.length - 1] == '-'))) {
		name.length--;
	}
	return name;
}

static bool
list_contd(struct pl_layout_flow *flow, const struct platen_node *cue)
{
	const struct platen_node **list =
		pl_arena_grow(flow->arena, (void *)flow->contd_cues, flow->contd_count,
			      &flow->contd_capacity, sizeof(const struct platen_node *));
	if (list == NULL) {
		return false;
	}
	flow->contd_cues = list;
	list[flow->contd_count++] = cue;
	return true;
}

bool
pl_layout_continued_cue(struct pl_layout_continued *continued, struct pl_layout_flow *flow,
			struct pl_layout_paragraph *cue)
{
	struct pl_str name = name_of(cue->node), extension = pl_node_more(cue->node)->label;
	bool is_voice_over = pl_language_contains(extension, PL_STR("(V.O.)"));
	cue->says_contd = pl_layout_says_contd(cue->node, flow->contd);
	bool is_continued = !is_voice_over && !cue->says_contd &&
			    goes_on(flow->language, &continued->previous, name);
	struct pl_layout_speakers *current = &continued->current;
	if (current->count < 2) {
		current->who[current->count].name = name;
		current->who[current->count++].is_voice_over = is_voice_over;
	}
	struct pl_str contd = is_continued ? flow->auto_contd : (struct pl_str){0};
	return set_text(flow, cue, extension, contd) &&
	       (contd.length == 0 || list_contd(flow, cue->node));
}

/* Of a cue which needs more than one row, only as much of the name is repeated as fits in one row:
 * there is no room for more above the body. */
bool
pl_layout_continued_repeat(struct pl_layout_flow *flow, const struct pl_layout_paragraph *cue,
			   struct pl_layout_paragraph *repeated)
{
	const struct platen_node *node = cue->node;
	const struct platen_style *style = cue->style;
	uint32_t capacity = pl_layout_style_capacity(style->right - style->left);
	struct pl_layout_span span;
	pl_layout_wrap_row(cue->text, 0, capacity, &span);
	bool is_long = !span.is_last;
	if (is_long) {
		uint32_t contd = pl_text_width(flow->contd) + PL_SIXTHS;
		pl_layout_wrap_row(node->text, 0, contd < capacity ? capacity - contd : 0, &span);
	}
	*repeated = *cue;
	repeated->text = is_long ? pl_str_slice(node->text, span.start, span.end) : node->text;
	repeated->runs = pl_node_more(node)->runs;
	repeated->printed = NULL;
	repeated->run_count = 0;
	while (repeated->run_count < pl_node_run_count(node) &&
	       pl_node_run(node, repeated->run_count).start < repeated->text.length) {
		repeated->run_count++;
	}
	struct pl_str extension = is_long ? PL_STR("") : pl_node_more(node)->label;
	bool is_said = cue->says_contd && !is_long;
	return set_text(flow, repeated, extension, is_said ? PL_STR("") : flow->contd);
}

void
pl_layout_continued_end_block(struct pl_layout_continued *continued)
{
	continued->previous = continued->current;
	continued->current = (struct pl_layout_speakers){0};
}

void
pl_layout_continued_end_scene(struct pl_layout_continued *continued)
{
	continued->previous = (struct pl_layout_speakers){0};
}
