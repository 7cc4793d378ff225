/*
 * All formats, one row each. --format, --help, the choice by extension, the golden runner and the
 * fuzzer read this table and nothing else.
 */
#include "base/module.h"
#include "formats.h"

#if PL_MODULES
#define LOADED(function) NULL
#else
#define LOADED(function) function
#endif

static const struct pl_writer writers[] = {
	{{"pdf", ".pdf", "pages to print, with bookmarks", true, true, true},
	 "pdf",
	 false,
	 LOADED(pl_write_drawn)},
	{{"fdx", ".fdx", "Final Draft", true}, "fdx", false, LOADED(pl_write_fdx)},
	{{"fountain", ".fountain", "Fountain in canonical form", false},
	 NULL,
	 true,
	 pl_write_fountain},
	{{"html", ".html", "a page for browsers, to read and to print", true},
	 NULL,
	 false,
	 pl_write_html},
	{{"json", ".json", "the elements, for programs", false}, NULL, false, pl_write_json},
	{{"text", ".txt", "the pages as typed", true, true}, NULL, false, pl_write_text},
	{{"svg", ".svg", "a page as a drawing", true, true, true, true},
	 "pdf",
	 false,
	 LOADED(pl_write_drawn)},
	{{"png", ".png", "a page as a picture", true, true, true, true},
	 "pdf",
	 false,
	 LOADED(pl_write_drawn)},
	{{"tree", NULL, "the parsed document, for debugging", false}, NULL, false, pl_write_tree},
	{{"pages", NULL, "the laid out pages, for debugging", true, true},
	 NULL,
	 false,
	 pl_write_pages},
};

#define WRITER_COUNT (sizeof(writers) / sizeof(writers[0]))

const struct pl_writer *
pl_writer_at(size_t index)
{
	return index < WRITER_COUNT ? &writers[index] : NULL;
}

pl_write_fn *
pl_writer_function(const struct pl_writer *writer)
{
	if (writer->write != NULL) {
		return writer->write;
	}
	const struct pl_module *module = pl_module_load(writer->module);
	return module == NULL ? NULL : (pl_write_fn *)module->function;
}

const struct platen_format *
platen_format_at(size_t index)
{
	const struct pl_writer *writer = pl_writer_at(index);
	return writer == NULL ? NULL : &writer->format;
}

const struct platen_format *
platen_format_by_name(const char *name)
{
	for (size_t i = 0; i < WRITER_COUNT; i++) {
		if (strcmp(writers[i].format.name, name) == 0) {
			return &writers[i].format;
		}
	}
	return NULL;
}

const struct platen_format *
platen_format_by_path(const char *path)
{
	struct pl_str name = pl_str_of(path);
	for (size_t i = 0; i < WRITER_COUNT; i++) {
		const char *extension = writers[i].format.extension;
		if (extension != NULL && name.length > strlen(extension) &&
		    pl_str_ends_ascii_case(name, pl_str_of(extension))) {
			return &writers[i].format;
		}
	}
	return NULL;
}
