/* Files which are no text, or are text of another kind: told by their first bytes. */
#include "syntax/syntax.h"

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
	return xml_type(bytes);
}
