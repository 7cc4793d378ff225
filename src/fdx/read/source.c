/*
 * Bytes to UTF-8, and what libxml2 must not see of them.
 *
 * The file is decoded here and not by libxml2, so that positions are bytes of what we hold, and
 * libxml2's converters are never asked.
 */
#include <stdio.h>

#include "fdx/read/read.h"

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
	return close == NULL ? (struct pl_str){0}
			     : pl_str_slice(text, at + 1, (size_t)(close - text.data));
}

/* Skips a byte order mark. */
static enum pl_encoding
guess_encoding(struct pl_str *bytes)
{
	if (pl_str_starts(*bytes, PL_STR("\xEF\xBB\xBF"))) {
		*bytes = pl_str_slice(*bytes, 3, bytes->length);
		return PL_UTF8;
	}
	bool is_little = pl_str_starts(*bytes, PL_STR("\xFF\xFE"));
	if (is_little || pl_str_starts(*bytes, PL_STR("\xFE\xFF"))) {
		*bytes = pl_str_slice(*bytes, 2, bytes->length);
		return is_little ? PL_UTF16_LE : PL_UTF16_BE;
	}
	if (bytes->length >= 2 && bytes->data[0] == '<' && bytes->data[1] == '\0') {
		return PL_UTF16_LE;
	}
	if (bytes->length >= 2 && bytes->data[0] == '\0' && bytes->data[1] == '<') {
		return PL_UTF16_BE;
	}
	return PL_UTF8;
}

static void
refuse_encoding(const struct pl_fdx_reader *reader, struct pl_str bytes, struct pl_str declared)
{
	char why[120];
	struct platen_position position = {.line = 1, .column = 1};
	pl_position_advance(bytes, &position, (uint32_t)(declared.data - bytes.data));
	declared = pl_str_clip(declared, 60);
	snprintf(why, sizeof(why), "its declared encoding is %.*s; save it as UTF-8",
		 (int)declared.length, declared.data);
	pl_report(reader->diag, PL_FDX_REFUSED, position, why);
}

enum platen_status
pl_fdx_decode(struct pl_fdx_reader *reader, struct pl_str bytes)
{
	static const char *const utf8[] = {"utf-8",  "utf8",     "us-ascii", "ascii",
					   "utf-16", "utf-16le", "utf-16be"};
	static const char *const latin[] = {"iso-8859-1", "latin1", "latin-1", "windows-1252",
					    "cp1252"};
	const struct platen_position nowhere = {0};
	enum pl_encoding encoding = guess_encoding(&bytes);
	if (encoding == PL_UTF8) {
		struct pl_str declared = declared_encoding(bytes);
		if (is_one_of(declared, latin, sizeof(latin) / sizeof(latin[0]))) {
			encoding = PL_WINDOWS_1252;
		} else if (declared.length > 0 &&
			   !is_one_of(declared, utf8, sizeof(utf8) / sizeof(utf8[0]))) {
			refuse_encoding(reader, bytes, declared);
			return PLATEN_BAD_INPUT;
		} else if (!pl_utf8_is_valid(bytes)) {
			pl_report(reader->diag, PL_NOT_UTF8, nowhere, NULL);
			encoding = PL_WINDOWS_1252;
		}
	} else {
		pl_report(reader->diag, PL_UTF16, nowhere, NULL);
	}
	struct pl_decoded decoded;
	if (!pl_text_decode(&reader->document->arena, bytes, encoding, &decoded)) {
		return PLATEN_NO_MEMORY;
	}
	reader->document->source = decoded.text;
	return PLATEN_OK;
}
