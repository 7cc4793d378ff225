/* Files which are no text, or are text of another kind: told by their first bytes. */
#include "input/input.h"
#include "unicode/unicode.h"

#define UTF32 "UTF-32 (save it as UTF-8)"
#define UTF16 "UTF-16 without a byte order mark (save it as UTF-8)"

/* What well-known files begin with. */
static const struct signature {
	struct pl_str bytes;
	const char *name;
} signatures[] = {
	{{"%PDF-", 5}, "a PDF file"},
	{{"PK\x03\x04", 4}, "a zip archive without a screenplay in it (.docx is such)"},
	{{"\x1F\x8B", 2}, "a gzip-compressed file"},
	{{"BZh", 3}, "a bzip2 file"},
	{{"\xFD"
	  "7zXZ",
	  5},
	 "an xz file"},
	{{"7z\xBC\xAF", 4}, "a 7-Zip archive"},
	{{"\x28\xB5\x2F\xFD", 4}, "a zstd file"},
	{{"\x89PNG", 4}, "a PNG image"},
	{{"\xFF\xD8\xFF", 3}, "a JPEG image"},
	{{"GIF8", 4}, "a GIF image"},
	{{"\x7F"
	  "ELF",
	  4},
	 "a program"},
	{{"\xD0\xCF\x11\xE0", 4}, "an old Word file"},
	{{"{\\rtf", 5}, "an RTF file"},
	{{"%!PS", 4}, "a PostScript file"},
	{{"SQLite format 3", 15}, "an SQLite database"},
	{{"\xFF\xFE\0\0", 4}, UTF32},
	{{"\0\0\xFE\xFF", 4}, UTF32},
};

#define SIGNATURE_COUNT (sizeof(signatures) / sizeof(signatures[0]))

/* How much of a file is looked at to tell how its letters are written. */
#define SAMPLE 1024
#define SAMPLE_MIN 8
/* So many may be in any text, all in the same place of their pairs by chance. */
#define FEW_NULS 8

/* Every four bytes are a code point, and none is NUL. Other text is not like that for long. */
static bool
is_utf32(const unsigned char *bytes, size_t length, bool is_big_endian)
{
	for (size_t at = 0; at + 3 < length; at += 4) {
		const unsigned char *unit = bytes + at;
		unsigned highest = is_big_endian ? unit[0] : unit[3];
		unsigned plane = is_big_endian ? unit[1] : unit[2];
		unsigned low = is_big_endian ? unit[2] | unit[3] : unit[0] | unit[1];
		if (highest != 0 || plane > 0x10 || (plane == 0 && low == 0)) {
			return false;
		}
	}
	return true;
}

/* Blanks, line ends and Latin letters have a NUL in the same one of their two bytes, and nothing
 * has one in the other. A few stray NULs make no UTF-16. */
static bool
is_utf16(const unsigned char *bytes, size_t length)
{
	size_t nuls[2] = {0};
	for (size_t at = 0; at < length; at++) {
		nuls[at % 2] += bytes[at] == 0;
	}
	size_t most = nuls[0] + nuls[1];
	bool is_latin = most * 5 >= length * 2;
	return (nuls[0] == 0 || nuls[1] == 0) &&
	       (is_latin || (most >= FEW_NULS && most >= length / 20));
}

/* Text whose letters have several bytes each, and no mark says so. */
static const char *
wide_type(struct pl_str bytes)
{
	const unsigned char *sample = (const unsigned char *)bytes.data;
	size_t length = bytes.length < SAMPLE ? bytes.length : SAMPLE;
	bool is_marked = pl_str_starts(bytes, PL_STR("\xFF\xFE")) ||
			 pl_str_starts(bytes, PL_STR("\xFE\xFF"));
	if (length < SAMPLE_MIN || is_marked) {
		return NULL;
	}
	if (is_utf32(sample, length, false) || is_utf32(sample, length, true)) {
		return UTF32;
	}
	return is_utf16(sample, length) ? UTF16 : NULL;
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

const char *
pl_foreign_type(struct pl_str bytes)
{
	for (size_t i = 0; i < SIGNATURE_COUNT; i++) {
		if (pl_str_starts(bytes, signatures[i].bytes)) {
			return signatures[i].name;
		}
	}
	const char *wide = wide_type(bytes);
	return wide != NULL ? wide : xml_type(bytes);
}
