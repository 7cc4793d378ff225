/* The way out for writers: small pieces are collected, errors stick until the end. */
#include <stdarg.h>
#include <stdio.h>

#include "base/base.h"

void
pl_sink_init(struct pl_sink *sink, const struct platen_sink *to,
	     const struct platen_progress *progress)
{
	sink->to = to;
	sink->progress = progress;
	sink->written = 0;
	sink->failed = sink->is_cancelled = false;
	sink->length = 0;
}

void
pl_sink_step(struct pl_sink *sink, const struct platen_progress *progress, uint64_t done,
	     uint64_t total)
{
	if (!sink->failed && !pl_progress_step(progress, done, total)) {
		sink->failed = sink->is_cancelled = true;
	}
}

static void
pass_on(struct pl_sink *sink, struct pl_str str)
{
	if (str.length > 0) {
		pl_sink_step(sink, sink->progress, sink->written, 0);
	}
	if (!sink->failed && str.length > 0) {
		sink->written += str.length;
		sink->failed = !sink->to->write(sink->to->user, str.data, str.length);
	}
}

static void
flush(struct pl_sink *sink)
{
	pass_on(sink, (struct pl_str){sink->bytes, sink->length});
	sink->length = 0;
}

void
pl_sink_pass(struct pl_sink *sink, struct pl_str str)
{
	flush(sink);
	if (str.length > sizeof(sink->bytes)) {
		pass_on(sink, str);
	} else {
		pl_sink_put(sink, str);
	}
}

char *
pl_sink_room(struct pl_sink *sink, size_t size)
{
	if (sink->length + size > sizeof(sink->bytes)) {
		flush(sink);
	}
	return sink->bytes + sink->length;
}

void
pl_sink_put_number(struct pl_sink *sink, int64_t number)
{
	char digits[PL_DECIMAL_SIZE];
	pl_sink_put(sink, pl_str_decimal(number, digits));
}

void
pl_sink_printf(struct pl_sink *sink, const char *format, ...)
{
	char text[256];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	pl_sink_put_text(sink, text);
}

void
pl_sink_put_spaces(struct pl_sink *sink, size_t count)
{
	const struct pl_str spaces = PL_STR("                                        ");
	for (; count > spaces.length; count -= spaces.length) {
		pl_sink_put(sink, spaces);
	}
	pl_sink_put(sink, pl_str_slice(spaces, 0, count));
}

void
pl_sink_put_quoted(struct pl_sink *sink, struct pl_str text)
{
	static const char hex[] = "0123456789ABCDEF";
	pl_sink_put_byte(sink, '"');
	for (size_t at = 0; at < text.length; at++) {
		unsigned char byte = (unsigned char)text.data[at];
		if (byte == '\n') {
			pl_sink_put_text(sink, "\\n");
		} else if (byte == '"' || byte == '\\') {
			pl_sink_put_byte(sink, '\\');
			pl_sink_put_byte(sink, (char)byte);
		} else if (byte < 0x20 || byte == 0x7F) {
			pl_sink_put_text(sink, "\\x");
			pl_sink_put_byte(sink, hex[byte >> 4]);
			pl_sink_put_byte(sink, hex[byte & 15]);
		} else {
			pl_sink_put_byte(sink, (char)byte);
		}
	}
	pl_sink_put_byte(sink, '"');
}

enum platen_status
pl_sink_finish(struct pl_sink *sink)
{
	flush(sink);
	return sink->is_cancelled ? PLATEN_CANCELLED : sink->failed ? PLATEN_IO : PLATEN_OK;
}
