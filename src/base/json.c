/* JSON: a writer that keeps track of commas and indents, and a reader of single tokens. */
#include "base/base.h"

/* ----------------------------------------------------------------------- writing */

struct pl_json
pl_json_to_sink(struct pl_sink *sink)
{
	return (struct pl_json){.sink = sink};
}

struct pl_json
pl_json_to_buffer(struct pl_buffer *buffer)
{
	return (struct pl_json){.buffer = buffer};
}

static void
put_bytes(struct pl_json *json, struct pl_str bytes)
{
	if (json->sink != NULL) {
		pl_sink_put(json->sink, bytes);
	} else {
		pl_buffer_put(json->buffer, bytes);
	}
}

static void
put(struct pl_json *json, const char *text)
{
	put_bytes(json, pl_str_of(text));
}

/* Most of JSON is single characters between short words. They are put together into room at the end
 * of the buffer, which is closed where they end. (Measured on a feature film: a tenth of the
 * instructions of `convert -f json`.) NULL: out of memory. */
static char *
open_room(struct pl_json *json, size_t size)
{
	if (json->sink != NULL) {
		return pl_sink_room(json->sink, size);
	}
	return pl_buffer_reserve(json->buffer, size) ? json->buffer->data + json->buffer->length
						     : NULL;
}

static void
close_room(struct pl_json *json, const char *end)
{
	if (json->sink != NULL) {
		json->sink->length = (size_t)(end - json->sink->bytes);
	} else {
		json->buffer->length = (size_t)(end - json->buffer->data);
	}
}

static char *
add(char *at, struct pl_str text)
{
	memcpy(at, text.data, text.length);
	return at + text.length;
}

/* Put what separates this value from the one before, its key, and the beginning of it. */
static void
begin_value(struct pl_json *json, const char *key, struct pl_str value)
{
	size_t length = key == NULL ? 0 : strlen(key);
	char *at = open_room(json, length + value.length + sizeof(",\n\"\":"));
	if (at == NULL) {
		return;
	}
	if (json->needs_comma) {
		*at++ = ',';
	}
	if (json->breaks_line) {
		*at++ = '\n';
	}
	if (key != NULL) {
		*at++ = '"';
		at = add(at, (struct pl_str){key, length});
		*at++ = '"';
		*at++ = ':';
	}
	close_room(json, add(at, value));
	json->needs_comma = true;
	json->breaks_line = false;
}

void
pl_json_break_line(struct pl_json *json)
{
	json->breaks_line = true;
}

void
pl_json_begin(struct pl_json *json, const char *key, const char *brackets)
{
	begin_value(json, key, pl_str_of(brackets));
	json->needs_comma = false;
}

void
pl_json_end(struct pl_json *json, const char *brackets)
{
	if (json->breaks_line) {
		put(json, "\n");
	}
	put(json, brackets);
	json->breaks_line = false;
	json->needs_comma = true;
}

static void
put_escape(struct pl_json *json, unsigned char byte)
{
	static const char hex[] = "0123456789abcdef";
	char escape[] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15], '\0'};
	switch (byte) {
	case '\n': put(json, "\\n"); return;
	case '\t': put(json, "\\t"); return;
	case '"': put(json, "\\\""); return;
	case '\\': put(json, "\\\\"); return;
	}
	put(json, escape);
}

void
pl_json_put_text(struct pl_json *json, struct pl_str text)
{
	const char *end = pl_str_end(text), *start = text.data;
	for (const char *at = start; at < end;) {
		at += pl_plain_until(at, end, "\"\\\"\\");
		if (at == end) {
			break;
		}
		uint32_t code_point;
		size_t length = pl_utf8_decode(at, end, &code_point);
		bool is_plain = code_point >= 0x20 && code_point != '"' && code_point != '\\' &&
				code_point != 0x7F && code_point != PL_REPLACEMENT;
		if (!is_plain) {
			put_bytes(json, (struct pl_str){start, (size_t)(at - start)});
			start = at + length;
		}
		if (!is_plain && code_point == PL_REPLACEMENT) {
			put(json, "\xEF\xBF\xBD");
		} else if (!is_plain) {
			put_escape(json, (unsigned char)code_point);
		}
		at += length;
	}
	put_bytes(json, (struct pl_str){start, (size_t)(end - start)});
}

void
pl_json_begin_string(struct pl_json *json, const char *key)
{
	begin_value(json, key, PL_STR("\""));
}

void
pl_json_end_string(struct pl_json *json)
{
	put(json, "\"");
}

void
pl_json_str(struct pl_json *json, const char *key, struct pl_str text)
{
	pl_json_begin_string(json, key);
	pl_json_put_text(json, text);
	pl_json_end_string(json);
}

void
pl_json_text(struct pl_json *json, const char *key, const char *text)
{
	pl_json_str(json, key, pl_str_of(text));
}

void
pl_json_bare(struct pl_json *json, const char *key, const char *value)
{
	begin_value(json, key, pl_str_of(value));
}

void
pl_json_int(struct pl_json *json, const char *key, int64_t number)
{
	char digits[PL_DECIMAL_SIZE];
	begin_value(json, key, pl_str_decimal(number, digits));
}

/* ----------------------------------------------------------------------- reading */

static size_t
string_length(struct pl_str text)
{
	size_t at = 1;
	while (at < text.length && text.data[at] != '"') {
		at += text.data[at] == '\\' && at + 1 < text.length ? 2 : 1;
	}
	return at < text.length ? at + 1 : at;
}

static size_t
word_length(struct pl_str text)
{
	size_t at = 0;
	while (at < text.length && !pl_is_space(text.data[at]) &&
	       strchr("{}[],:\"", text.data[at]) == NULL) {
		at++;
	}
	return at;
}

struct pl_str
pl_json_token(struct pl_str *rest)
{
	size_t start = 0, length;
	while (start < rest->length && pl_is_space(rest->data[start])) {
		start++;
	}
	struct pl_str text = pl_str_slice(*rest, start, rest->length);
	if (text.length > 0 && text.data[0] == '"') {
		length = string_length(text);
	} else {
		length = word_length(text);
		length += length == 0 && text.length > 0;
	}
	*rest = pl_str_slice(text, length, text.length);
	return pl_str_slice(text, 0, length);
}

/* The number in the four hexadecimal digits at `at`; false if they are not there. */
static bool
read_hex(const char *at, const char *end, uint32_t *number)
{
	uint32_t sum = 0;
	for (int i = 0; i < 4; i++) {
		static const char digits[] = "0123456789abcdef";
		const char *digit = at + i < end ? strchr(digits, pl_ascii_lower(at[i])) : NULL;
		if (digit == NULL || *digit == '\0') {
			return false;
		}
		sum = sum * 16 + (uint32_t)(digit - digits);
	}
	*number = sum;
	return true;
}

/* Append the character that the escape stands for; `at` is after its backslash. Returns where the
 * escape ends.
 */
static const char *
unescape(const char *at, const char *end, struct pl_buffer *out)
{
	static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
	uint32_t code_point, low;
	char bytes[4];
	if (*at == 'u' && read_hex(at + 1, end, &code_point)) {
		at += 5;
		bool is_pair = code_point >> 10 == 0xD800 >> 10 && end - at >= 6 && at[0] == '\\' &&
			       at[1] == 'u' && read_hex(at + 2, end, &low) &&
			       low >> 10 == 0xDC00 >> 10;
		if (is_pair) {
			code_point = 0x10000 + ((code_point & 0x3FF) << 10 | (low & 0x3FF));
			at += 6;
		}
		pl_buffer_put(out, (struct pl_str){bytes, pl_utf8_encode(code_point, bytes)});
		return at;
	}
	const char *letter = strchr(letters, *at);
	pl_buffer_put_byte(out, letter == NULL ? *at : meanings[letter - letters]);
	return at + 1;
}

void
pl_json_unquote(struct pl_str token, struct pl_buffer *out)
{
	const char *at = token.data + 1, *end = pl_str_end(token);
	while (at < end && *at != '"') {
		if (*at == '\\' && at + 1 < end) {
			at = unescape(at + 1, end, out);
		} else {
			pl_buffer_put_byte(out, *at++);
		}
	}
}
