/*
 * Turns content that cairo could only put into elements without a meaning into artifacts. In the
 * stream of a page it is between two lines:
 *
 *	/NonStruct << /MCID 4 >> BDC	becomes	/Artifact BMC
 *	...
 *	EMC
 */
#include <zlib.h>

#include "draw/archive.h"

#define MARK "/NonStruct << /MCID "
#define CHUNK 65536

/* Run all of `from` through zlib. False: no memory, or it is not compressed. */
static bool
run(z_stream *stream, int (*step)(z_stream *, int), struct pl_str from, struct pl_buffer *to)
{
	stream->next_in = (z_const Bytef *)(uintptr_t)from.data;
	stream->avail_in = (uInt)from.length;
	int status = Z_OK;
	while (status == Z_OK && pl_buffer_reserve(to, CHUNK)) {
		stream->next_out = (Bytef *)(to->data + to->length);
		stream->avail_out = CHUNK;
		status = step(stream, Z_FINISH);
		status = status == Z_BUF_ERROR && stream->avail_out == 0 ? Z_OK : status;
		to->length += CHUNK - stream->avail_out;
	}
	return status == Z_STREAM_END;
}

static bool
inflate_all(struct pl_str from, struct pl_buffer *to)
{
	z_stream stream = {0};
	bool is_done = inflateInit(&stream) == Z_OK;
	if (is_done) {
		is_done = run(&stream, inflate, from, to);
		inflateEnd(&stream);
	}
	return is_done;
}

static bool
deflate_all(struct pl_str from, struct pl_buffer *to)
{
	z_stream stream = {0};
	bool is_done = deflateInit(&stream, Z_DEFAULT_COMPRESSION) == Z_OK;
	if (is_done) {
		is_done = run(&stream, deflate, from, to);
		deflateEnd(&stream);
	}
	return is_done;
}

/* Replace the marks at the starts of lines. False: there is none. */
static bool
replace_marks(struct pl_str page, struct pl_buffer *to)
{
	struct pl_lines lines = {.rest = page};
	bool has_any = false;
	for (struct pl_str line; pl_lines_next(&lines, &line);) {
		bool is_mark = pl_str_starts(line, PL_STR(MARK));
		pl_buffer_put(to, is_mark ? PL_STR("/Artifact BMC") : line);
		pl_buffer_put_byte(to, '\n');
		has_any |= is_mark;
	}
	return has_any;
}

bool
pl_draw_mark_artifacts(struct pl_str stream, struct pl_buffer *to)
{
	struct pl_buffer page = {0}, marked = {0};
	bool has_any = inflate_all(stream, &page) && replace_marks(pl_buffer_str(&page), &marked) &&
		       !marked.failed && deflate_all(pl_buffer_str(&marked), to);
	to->failed |= page.failed || marked.failed;
	pl_buffer_fini(&page);
	pl_buffer_fini(&marked);
	return has_any;
}

/* ----------------------------------------------------------------- their elements */

#define CHILDREN "/K ["

/* The number of the reference at the start of *text, `12 0 R`, which moves behind it. */
static uint32_t
next_reference(struct pl_str *text)
{
	uint32_t number = 0;
	size_t at = 0;
	while (at < text->length && text->data[at] != ']' && !pl_is_digit(text->data[at])) {
		at++;
	}
	while (at < text->length && pl_is_digit(text->data[at])) {
		number = number * 10 + (uint32_t)(text->data[at++] - '0');
	}
	size_t end = at + strlen(" 0 R");
	*text = pl_str_slice(*text, end < text->length ? end : text->length, text->length);
	return number;
}

bool
pl_draw_drop_artifacts(struct pl_str element, const bool *is_artifact, uint32_t count,
		       struct pl_buffer *to)
{
	size_t start = 0;
	while (start < element.length &&
	       !pl_str_starts(pl_str_slice(element, start, element.length), PL_STR(CHILDREN))) {
		start++;
	}
	if (start == element.length) {
		return false;
	}
	start += strlen(CHILDREN);
	struct pl_str rest = pl_str_slice(element, start, element.length);
	bool has_any = false;
	pl_buffer_put(to, pl_str_slice(element, 0, start));
	for (uint32_t number; (number = next_reference(&rest)) != 0;) {
		bool is_one = number < count && is_artifact[number];
		has_any |= is_one;
		if (!is_one) {
			pl_buffer_printf(to, " %u 0 R", (unsigned)number);
		}
	}
	pl_buffer_put_text(to, " ]\n>>\n");
	return has_any;
}
