/*
 * Bytes to text. What is not text is refused by name; what is not UTF-8 is read as Windows-1252,
 * the whole file: a script which was typed on an old machine has its accents right, and nothing is
 * lost. The user may name another encoding, which the C library converts.
 */
#include <errno.h>
#include <iconv.h>
#include <stdio.h>

#include "input/input.h"
#include "unicode/unicode.h"

static void
report_at(const struct platen_reporter *diag, enum pl_rule rule, struct pl_str source, size_t at,
	  const char *word)
{
	struct platen_position position = {0, 1, 1};
	pl_position_advance(source, &position, (uint32_t)at);
	pl_report(diag, rule, position, word);
}

static bool
is_control(unsigned char byte)
{
	return (byte < ' ' && (byte < '\t' || byte > '\r')) || byte == 0x7F;
}

/* Report the first one: a file has none, or is full of them. */
static void
report_control(const struct platen_reporter *diag, struct pl_str source)
{
	size_t at = pl_plain_length(source);
	while (at < source.length && !is_control((unsigned char)source.data[at])) {
		at++;
		at += pl_plain_length(pl_str_slice(source, at, source.length));
	}
	if (at < source.length) {
		char name[16];
		snprintf(name, sizeof(name), "U+%04X", (unsigned)(unsigned char)source.data[at]);
		report_at(diag, PL_CONTROL, source, at, name);
	}
}

/* Report the first byte which is not UTF-8. Before it lie `length` bytes, and each of them, too,
 * has become a character of its own. */
static void
report_not_utf8(const struct platen_reporter *diag, struct pl_str source, size_t length)
{
	size_t at = 0;
	for (; length > 0; length--) {
		uint32_t code_point;
		at += pl_utf8_decode(source.data + at, source.data + source.length, &code_point);
	}
	report_at(diag, PL_NOT_UTF8, source, at, NULL);
}

/* It may be Fountain. Our writer of Fountain puts an empty line before a text which begins as XML
 * does. */
static bool
is_text(const struct pl_input_type *type, struct pl_str bytes)
{
	return type->kind == PL_INPUT_TEXT ||
	       (type->kind == PL_INPUT_XML && pl_is_space(bytes.data[type->mark_length]));
}

static enum platen_status
refuse_type(const struct platen_reporter *diag, const char *name)
{
	const struct platen_position nowhere = {0};
	pl_report(diag, PL_NOT_TEXT, nowhere, name);
	return PLATEN_BAD_INPUT;
}

/* Convert `bytes` to UTF-8. Where they mean nothing a byte becomes U+FFFD, and *is_damaged is set.
 * The state before and behind each step is the converter's. */
static void
convert(iconv_t converter, struct pl_str bytes, struct pl_buffer *out, bool *is_damaged)
{
	char *at = (char *)(uintptr_t)bytes.data; /* which iconv does not write to */
	size_t left = bytes.length;
	while (left > 0 && !out->failed) {
		char room[4096], *to = room;
		size_t free = sizeof(room);
		bool is_stuck =
			iconv(converter, &at, &left, &to, &free) == (size_t)-1 && errno != E2BIG;
		pl_buffer_put(out, (struct pl_str){room, (size_t)(to - room)});
		if (is_stuck) {
			pl_buffer_put(out, PL_STR("\uFFFD"));
			*is_damaged = true;
			at++;
			left--;
		}
	}
}

/* Decode `bytes` by a name for iconv. */
static enum platen_status
decode_named(struct pl_arena *arena, struct pl_str bytes, const char *name,
	     const struct platen_reporter *diag, struct pl_decoded *decoded)
{
	const struct platen_position nowhere = {0};
	struct pl_buffer text = {0};
	bool is_damaged = false;
	iconv_t converter = iconv_open("UTF-8", name);
	if (converter == (iconv_t)-1) {
		pl_report(diag, PL_ENCODING_UNKNOWN, nowhere, name);
		return PLATEN_BAD_INPUT;
	}
	convert(converter, bytes, &text, &is_damaged);
	iconv_close(converter);
	if (is_damaged) {
		pl_report(diag, PL_ENCODING_BYTES, nowhere, name);
	}
	bool done = !text.failed && pl_text_decode(arena, pl_buffer_str(&text), PL_UTF8, decoded);
	pl_buffer_fini(&text);
	return done ? PLATEN_OK : PLATEN_NO_MEMORY;
}

enum platen_status
pl_input_decode(struct pl_arena *arena, struct pl_str bytes, bool may_borrow, const char *encoding,
		const struct platen_reporter *diag, struct pl_str *source)
{
	const struct platen_position nowhere = {0};
	struct pl_input_type type = pl_input_type_of(bytes);
	size_t valid_length = pl_utf8_valid_length(bytes);
	/* what is UTF-8 beyond ASCII is hardly anything else: platen fmt may have written it */
	bool is_named = encoding != NULL && type.mark_length == 0 &&
			(valid_length < bytes.length || pl_utf8_count(bytes) == bytes.length);
	if (!is_text(&type, bytes) && !(is_named && type.kind == PL_INPUT_WIDE)) {
		return refuse_type(diag, type.name);
	}
	bytes = pl_str_slice(bytes, type.mark_length, bytes.length);
	if (type.encoding != PL_UTF8) {
		pl_report(diag, PL_UTF16, nowhere, NULL);
	} else if (!is_named) {
		valid_length -= type.mark_length;
		type.encoding = valid_length < bytes.length ? PL_WINDOWS_1252 : PL_UTF8;
	}
	struct pl_decoded decoded;
	enum platen_status status = PLATEN_OK;
	if (may_borrow && !is_named && type.encoding == PL_UTF8 && bytes.length > 0 &&
	    memchr(bytes.data, '\0', bytes.length) == NULL) {
		decoded = (struct pl_decoded){bytes, SIZE_MAX};
	} else if (is_named) {
		status = decode_named(arena, bytes, encoding, diag, &decoded);
	} else if (!pl_text_decode(arena, bytes, type.encoding, &decoded)) {
		status = PLATEN_NO_MEMORY;
	}
	if (status != PLATEN_OK) {
		return status;
	}
	*source = decoded.text;
	/* behind the mark, or in other letters, it may be something else */
	struct pl_input_type decoded_type = pl_input_type_of(*source);
	if (!is_text(&decoded_type, *source)) {
		return refuse_type(diag, decoded_type.name);
	}
	if (type.encoding == PL_WINDOWS_1252) {
		report_not_utf8(diag, *source, valid_length);
	}
	if (decoded.first_nul != SIZE_MAX) {
		report_at(diag, PL_NUL, *source, decoded.first_nul, NULL);
	}
	report_control(diag, *source);
	return PLATEN_OK;
}

/* ----------------------------------------------------------------------------- XML */

static bool
is_one_of(struct pl_str name, const char *const names[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (pl_str_equal_ascii_case(name, pl_str_of(names[i]))) {
			return true;
		}
	}
	return false;
}

/* The encoding which the XML declaration names; empty if it names none. */
static struct pl_str
declared_encoding(struct pl_str text)
{
	static const struct pl_str word = {"encoding", 8};
	if (!pl_str_starts(text, PL_STR("<?xml"))) {
		return (struct pl_str){0};
	}
	size_t end = 5;
	while (end < text.length && end < 512 && text.data[end] != '>') {
		end++;
	}
	size_t at = 5;
	while (at < end && !pl_str_starts(pl_str_slice(text, at, end), word)) {
		at++;
	}
	at += word.length;
	while (at < end && text.data[at] != '"' && text.data[at] != '\'') {
		at++;
	}
	if (at >= end) {
		return (struct pl_str){0};
	}
	const char *close = memchr(text.data + at + 1, text.data[at], end - at - 1);
	return close == NULL ? PL_STR("") : pl_str_slice(text, at + 1, (size_t)(close - text.data));
}

/* The encoding of XML without a byte order mark. False: it declares one which is not read, and the
 * diag was told. */
static bool
find_declared(struct pl_str bytes, const struct platen_reporter *diag, enum pl_encoding *encoding)
{
	static const char *const utf8[] = {"utf-8",  "utf8",     "us-ascii", "ascii",
					   "utf-16", "utf-16le", "utf-16be"};
	static const char *const latin[] = {"iso-8859-1", "latin1", "latin-1", "windows-1252",
					    "cp1252"};
	struct pl_str declared = declared_encoding(bytes);
	if (is_one_of(declared, latin, sizeof(latin) / sizeof(latin[0]))) {
		*encoding = PL_WINDOWS_1252;
	} else if (declared.length > 0 &&
		   !is_one_of(declared, utf8, sizeof(utf8) / sizeof(utf8[0]))) {
		char why[120];
		struct platen_position position = {.line = 1, .column = 1};
		pl_position_advance(bytes, &position, (uint32_t)(declared.data - bytes.data));
		declared = pl_str_clip(declared, 60);
		snprintf(why, sizeof(why), "its declared encoding is %.*s; save it as UTF-8",
			 (int)declared.length, declared.data);
		pl_report(diag, PL_FDX_REFUSED, position, why);
		return false;
	}
	return true;
}

/* Not by libxml2, so that positions are bytes of what we hold, and its converters are never used.
 */
enum platen_status
pl_input_decode_xml(struct pl_arena *arena, struct pl_str bytes, const struct platen_reporter *diag,
		    struct pl_str *source)
{
	const struct platen_position nowhere = {0};
	struct pl_input_type type = pl_input_type_of(bytes);
	if (type.kind == PL_INPUT_FOREIGN || type.kind == PL_INPUT_WIDE ||
	    type.kind == PL_INPUT_ARCHIVE) {
		return refuse_type(diag, type.name);
	}
	bytes = pl_str_slice(bytes, type.mark_length, bytes.length);
	if (type.encoding != PL_UTF8) {
		pl_report(diag, PL_UTF16, nowhere, NULL);
	} else if (!find_declared(bytes, diag, &type.encoding)) {
		return PLATEN_BAD_INPUT;
	}
	if (type.encoding == PL_UTF8 && !pl_utf8_is_valid(bytes)) {
		pl_report(diag, PL_NOT_UTF8, nowhere, NULL);
		type.encoding = PL_WINDOWS_1252;
	}
	struct pl_decoded decoded;
	if (!pl_text_decode(arena, bytes, type.encoding, &decoded)) {
		return PLATEN_NO_MEMORY;
	}
	*source = decoded.text;
	return PLATEN_OK;
}
