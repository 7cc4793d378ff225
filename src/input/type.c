/* What a file is, by its first bytes. */
#include "input/input.h"
#include "unicode/unicode.h"

#define UTF32 "UTF-32 (save it as UTF-8)"
#define UTF16 "UTF-16 without a byte order mark (save it as UTF-8)"

/* What well-known files begin with. */
static const struct signature {
	struct pl_str bytes;
	const char *name;
} signatures[] = {
	{{"%PDF-", 5},
	 "a PDF file (only those made with --attach-source can be read, and not by fmt)"},
	{{"PK\x03\x04", 4}, "a zip archive without a screenplay in it"},
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
	{{"\xD0\xCF\x11\xE0", 4}, "an old Word file (save it as plain text)"},
	{{"{\\rtf", 5}, "an RTF file (save it as plain text)"},
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

/* Text whose letters have several bytes each, without a byte order mark. */
static const char *
wide_type(struct pl_str bytes)
{
	const unsigned char *sample = (const unsigned char *)bytes.data;
	size_t length = bytes.length < SAMPLE ? bytes.length : SAMPLE;
	if (length < SAMPLE_MIN) {
		return NULL;
	}
	if (is_utf32(sample, length, false) || is_utf32(sample, length, true)) {
		return UTF32;
	}
	return is_utf16(sample, length) ? UTF16 : NULL;
}

/* ----------------------------------------------------------------------------- XML */

/* Character number `index` of the text, be it UTF-8 or UTF-16, if it is ASCII; else NUL. */
static char
ascii_at(struct pl_str bytes, enum pl_encoding encoding, size_t index)
{
	size_t width = encoding == PL_UTF8 ? 1 : 2, low = encoding == PL_UTF16_BE;
	size_t at = index * width;
	if (at + width > bytes.length || (width == 2 && bytes.data[at + 1 - low] != '\0')) {
		return '\0';
	}
	return bytes.data[at + low];
}

/* `word`, in lower case, stands there in any case. */
static bool
has_at(struct pl_str bytes, enum pl_encoding encoding, size_t start, const char *word)
{
	size_t at = 0;
	while (word[at] != '\0' &&
	       pl_ascii_lower(ascii_at(bytes, encoding, start + at)) == word[at]) {
		at++;
	}
	return word[at] == '\0';
}

static bool
has_within_sample(struct pl_str bytes, enum pl_encoding encoding, size_t start, const char *word)
{
	size_t at = start;
	while (at < start + SAMPLE && !has_at(bytes, encoding, at, word)) {
		at++;
	}
	return at < start + SAMPLE;
}

/* Archives of other programs, by what stands near their beginning, in lower case. */
static const struct {
	const char *mark, *name;
} archives[] = {
	{"[content_types].xml", "a Word or other Office file (save it as plain text)"},
	{"mimetypeapplication/vnd.oasis", "a LibreOffice file (save it as plain text)"},
};

static const char *
signature_of(struct pl_str bytes)
{
	bool is_zip = pl_str_starts(bytes, PL_STR("PK\x03\x04"));
	for (size_t i = 0; is_zip && i < sizeof(archives) / sizeof(archives[0]); i++) {
		if (has_within_sample(bytes, PL_UTF8, 0, archives[i].mark)) {
			return archives[i].name;
		}
	}
	for (size_t i = 0; i < SIGNATURE_COUNT; i++) {
		if (pl_str_starts(bytes, signatures[i].bytes)) {
			return signatures[i].name;
		}
	}
	return NULL;
}

static size_t
skip_spaces(struct pl_str bytes, enum pl_encoding encoding)
{
	size_t at = 0;
	while (pl_is_space(ascii_at(bytes, encoding, at))) {
		at++;
	}
	return at;
}

/* What kind of XML it is: it begins with a declaration, or with a root element which is read. NULL:
 * it is none. */
static const char *
xml_type(struct pl_str bytes, enum pl_encoding encoding)
{
	static const char *const beginnings[] = {"<?xml", "<finaldraft", "<document"};
	size_t start = skip_spaces(bytes, encoding), i = 0;
	while (i < 3 && !has_at(bytes, encoding, start, beginnings[i])) {
		i++;
	}
	if (i == 3) {
		return NULL;
	}
	return has_within_sample(bytes, encoding, start, "<finaldraft")
		       ? "a Final Draft file (FDX, which platen convert turns into Fountain)"
		       : "an XML file";
}

static bool
begins_with_tag(struct pl_str bytes, enum pl_encoding encoding, size_t start)
{
	static const char *const tags[] = {"<html", "<head", "<body"};
	char behind = ascii_at(bytes, encoding, start + strlen(tags[0])); /* all are as long */
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		if (has_at(bytes, encoding, start, tags[i])) {
			return behind == '>' || pl_is_space(behind);
		}
	}
	return false;
}

/* A page that a browser has saved with its pictures in one file: an e-mail without an address. */
static bool
is_web_archive(struct pl_str bytes, enum pl_encoding encoding, size_t start)
{
	return (has_at(bytes, encoding, start, "mime-version:") ||
		has_at(bytes, encoding, start, "from: <saved by")) &&
	       has_within_sample(bytes, encoding, start, "multipart/related");
}

/* The text begins with a document type or one of the first tags, maybe below a comment or
 * declaration. */
static bool
is_web_page(struct pl_str bytes, enum pl_encoding encoding)
{
	size_t start = skip_spaces(bytes, encoding);
	bool is_behind_other =
		has_at(bytes, encoding, start, "<?xml") || has_at(bytes, encoding, start, "<!--");
	return has_at(bytes, encoding, start, "<!doctype html") ||
	       begins_with_tag(bytes, encoding, start) ||
	       (is_behind_other && has_within_sample(bytes, encoding, start, "<html")) ||
	       is_web_archive(bytes, encoding, start);
}

/* -------------------------------------------------------------------------- answer */

/* The encoding, and how long the byte order mark is. Without a mark only XML may be UTF-16: it
 * begins with `<`. */
static void
guess_encoding(struct pl_str bytes, struct pl_input_type *type)
{
	static const struct {
		struct pl_str start;
		enum pl_encoding encoding;
		size_t mark_length;
	} starts[] = {
		{{"\xEF\xBB\xBF", 3}, PL_UTF8, 3}, {{"\xFF\xFE", 2}, PL_UTF16_LE, 2},
		{{"\xFE\xFF", 2}, PL_UTF16_BE, 2}, {{"<\0", 2}, PL_UTF16_LE, 0},
		{{"\0<", 2}, PL_UTF16_BE, 0},
	};
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		if (pl_str_starts(bytes, starts[i].start)) {
			type->encoding = starts[i].encoding;
			type->mark_length = starts[i].mark_length;
			return;
		}
	}
}

struct pl_input_type
pl_input_type_of(struct pl_str bytes)
{
	struct pl_input_type type = {.kind = PL_INPUT_FOREIGN, .name = signature_of(bytes)};
	if (type.name != NULL) {
		type.kind = pl_str_starts(bytes, PL_STR("PK")) ? PL_INPUT_ARCHIVE : type.kind;
		return type;
	}
	guess_encoding(bytes, &type);
	bytes = pl_str_slice(bytes, type.mark_length, bytes.length);
	if (is_web_page(bytes, type.encoding)) {
		type.name = "a web page (HTML)";
	} else if ((type.name = xml_type(bytes, type.encoding)) != NULL) {
		type.kind = PL_INPUT_XML;
	} else if (type.mark_length > 0 || (type.name = wide_type(bytes)) == NULL) {
		type.kind = PL_INPUT_TEXT;
	} else {
		type.kind = PL_INPUT_WIDE;
	}
	return type;
}
