/* The way to the reader, which needs libxml2 and is loaded when the first FDX is read. */
#include "base/module.h"
#include "fdx/fdx.h"
#include "input/input.h"

/* Byte number `index` of the text, be it UTF-8 or UTF-16, if that byte is ASCII; else 0. */
static char
ascii_at(struct pl_str bytes, size_t width, size_t low, size_t index)
{
	size_t at = index * width;
	if (at + width > bytes.length || (width == 2 && bytes.data[at + 1 - low] != '\0')) {
		return '\0';
	}
	return bytes.data[at + low];
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool
pl_fdx_is_xml(struct pl_str bytes)
{
	static const char *const beginnings[] = {"<?xml", "<FinalDraft", "<document", "<Document"};
	size_t width = 1, low = 0;
	if (pl_str_starts(bytes, PL_STR("\xEF\xBB\xBF"))) {
		bytes = pl_str_slice(bytes, 3, bytes.length);
	} else if (pl_str_starts(bytes, PL_STR("\xFF\xFE"))) {
		width = 2;
		bytes = pl_str_slice(bytes, 2, bytes.length);
	} else if (pl_str_starts(bytes, PL_STR("\xFE\xFF"))) {
		width = 2;
		low = 1;
		bytes = pl_str_slice(bytes, 2, bytes.length);
	} else if (bytes.length >= 2 && bytes.data[0] == '<' && bytes.data[1] == '\0') {
		width = 2;
	} else if (bytes.length >= 2 && bytes.data[0] == '\0' && bytes.data[1] == '<') {
		width = 2;
		low = 1;
	}
	size_t start = 0;
	while (is_blank(ascii_at(bytes, width, low, start))) {
		start++;
	}
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++) {
		size_t at = 0;
		while (beginnings[i][at] != '\0' &&
		       ascii_at(bytes, width, low, start + at) == beginnings[i][at]) {
			at++;
		}
		if (beginnings[i][at] == '\0') {
			return true;
		}
	}
	return false;
}

enum platen_status
pl_fdx_read(struct pl_str bytes, const struct platen_read_options *options,
	    const struct pl_diag *diag, struct platen_document **document)
{
	const struct platen_position nowhere = {0};
	const char *other = pl_fdx_is_xml(bytes) ? NULL : pl_foreign_type(bytes);
	if (other != NULL) {
		pl_report(diag, PL_NOT_TEXT, nowhere, other);
		return PLATEN_BAD_INPUT;
	}
#if PL_MODULES
	const struct pl_module *module = pl_module_load("fdxread");
	if (module == NULL) {
		return PLATEN_NO_FONT;
	}
	return ((pl_fdx_read_fn *)module->function)(bytes, options, diag, document);
#else
	return pl_fdx_read_file(bytes, options, diag, document);
#endif
}
