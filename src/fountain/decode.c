/*
 * Bytes to text. What is not text is refused by name; what is not UTF-8 is read as Windows-1252, the
 * whole file: a script which was typed on an old machine has its accents right, and nothing is lost.
 */
#include <stdio.h>

#include "fountain/passes.h"

/* What well-known files begin with. */
static const struct signature {
	struct pl_str bytes;
	const char *name;
} signatures[] = {
	{{"%PDF-", 5}, "a PDF file"},
	{{"PK\x03\x04", 4}, "a zip archive (.docx and .highland are such)"},
	{{"\x1F\x8B", 2}, "a gzip file"},
	{{"BZh", 3}, "a bzip2 file"},
	{{"\xFD""7zXZ", 5}, "an xz file"},
	{{"7z\xBC\xAF", 4}, "a 7-Zip archive"},
	{{"\x28\xB5\x2F\xFD", 4}, "a zstd file"},
	{{"\x89PNG", 4}, "a PNG image"},
	{{"\xFF\xD8\xFF", 3}, "a JPEG image"},
	{{"GIF8", 4}, "a GIF image"},
	{{"\x7F""ELF", 4}, "a program"},
	{{"\xD0\xCF\x11\xE0", 4}, "an old Word file"},
	{{"{\\rtf", 5}, "an RTF file"},
	{{"%!PS", 4}, "a PostScript file"},
	{{"SQLite format 3", 15}, "an SQLite database"},
	{{"\xFF\xFE\0\0", 4}, "text in UTF-32"},
	{{"\0\0\xFE\xFF", 4}, "text in UTF-32"},
};

#define SIGNATURE_COUNT (sizeof(signatures) / sizeof(signatures[0]))

static const char *
binary_type(struct pl_str bytes)
{
	for (size_t i = 0; i < SIGNATURE_COUNT; i++) {
		if (pl_str_starts(bytes, signatures[i].bytes)) {
			return signatures[i].name;
		}
	}
	return NULL;
}

static const char *
xml_type(struct pl_str text)
{
	if (pl_str_starts(text, PL_STR("<FinalDraft"))) {
		return "a Final Draft file (FDX)";
	}
	if (!pl_str_starts(text, PL_STR("<?xml"))) {
		return NULL;
	}
	size_t last = text.length < 1024 ? text.length : 1024;
	for (size_t at = 0; at < last; at++) {
		if (pl_str_starts(pl_str_slice(text, at, text.length), PL_STR("<FinalDraft"))) {
			return "a Final Draft file (FDX)";
		}
	}
	return "an XML file";
}

/* Told once, for the first. */
static void
report_nul(const struct pl_diag *diag, const struct pl_decoded *decoded)
{
	if (decoded->first_nul != SIZE_MAX) {
		struct platen_position position = {0, 1, 1};
		pl_position_advance(decoded->text, &position, (uint32_t)decoded->first_nul);
		pl_report(diag, PL_NUL, position, NULL);
	}
}

static bool
is_control(unsigned char byte)
{
	return (byte < ' ' && (byte < '\t' || byte > '\r')) || byte == 0x7F;
}

/* Told once, too: a file has none, or is full of them. */
static void
report_control(const struct pl_diag *diag, struct pl_str source)
{
	size_t at = 0;
	while (at < source.length && !is_control((unsigned char)source.data[at])) {
		at++;
	}
	if (at < source.length) {
		char name[16];
		snprintf(name, sizeof(name), "U+%04X", (unsigned)(unsigned char)source.data[at]);
		struct platen_position position = {0, 1, 1};
		pl_position_advance(source, &position, (uint32_t)at);
		pl_report(diag, PL_CONTROL, position, name);
	}
}

enum platen_status
pl_fountain_decode(struct pl_arena *arena, struct pl_str bytes, const struct pl_diag *diag,
		   struct pl_str *source)
{
	const struct platen_position nowhere = {0};
	const char *other = binary_type(bytes);
	if (other != NULL) {
		pl_report(diag, PL_NOT_TEXT, nowhere, other);
		return PLATEN_BAD_INPUT;
	}
	enum pl_encoding encoding = PL_UTF8;
	if (pl_str_starts(bytes, PL_STR("\xFF\xFE")) || pl_str_starts(bytes, PL_STR("\xFE\xFF"))) {
		pl_report(diag, PL_UTF16, nowhere, NULL);
		encoding = bytes.data[0] == '\xFE' ? PL_UTF16_BE : PL_UTF16_LE;
		bytes = pl_str_slice(bytes, 2, bytes.length);
	} else {
		if (pl_str_starts(bytes, PL_STR("\xEF\xBB\xBF"))) {
			bytes = pl_str_slice(bytes, 3, bytes.length);
		}
		if (!pl_utf8_is_valid(bytes)) {
			pl_report(diag, PL_NOT_UTF8, nowhere, NULL);
			encoding = PL_WINDOWS_1252;
		}
	}
	struct pl_decoded decoded;
	if (!pl_text_decode(arena, bytes, encoding, &decoded)) {
		return PLATEN_NO_MEMORY;
	}
	*source = decoded.text;
	other = xml_type(*source);
	if (other != NULL) {
		pl_report(diag, PL_NOT_TEXT, nowhere, other);
		return PLATEN_BAD_INPUT;
	}
	report_nul(diag, &decoded);
	report_control(diag, *source);
	return PLATEN_OK;
}
