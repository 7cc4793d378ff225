/*
 * All formats, one row each. The command, the tests and the fuzzers read this table; nothing else
 * knows a format by its name.
 */
#include "base/module.h"
#include "formats.h"

#if PL_MODULES
#define LOADED(function) NULL
#else
#define LOADED(function) function
#endif

/* The first is the default of `platen convert`. */
static const struct pl_writer writers[] = {
	{.format = {.name = "pdf",
		    .extension = ".pdf",
		    .summary = "pages to print, with bookmarks",
		    .needs_pages = true,
		    .needs_lines = true,
		    .is_paged = true,
		    .is_binary = true,
		    .is_drawn = true,
		    .has_attachment = true,
		    .has_structure = true,
		    .has_watermark = true},
	 .module = "pdf",
	 .write = LOADED(pl_write_drawn)},
	{.format = {.name = "fdx",
		    .extension = ".fdx",
		    .summary = "Final Draft",
		    .needs_pages = true,
		    .has_fdx_options = true,
		    .hides_notes = true,
		    .input = PLATEN_INPUT_FDX},
	 .write = pl_write_fdx},
	{.format = {.name = "fountain",
		    .extension = ".fountain",
		    .summary = "Fountain in canonical form",
		    .input = PLATEN_INPUT_FOUNTAIN},
	 .is_read_back = true,
	 .write = pl_write_fountain},
	{.format = {.name = "html",
		    .extension = ".html",
		    .summary = "a page for browsers, to read and to print",
		    .needs_pages = true,
		    .needs_lines = true,
		    .has_watermark = true},
	 .write = pl_write_html},
	{.format = {.name = "json",
		    .extension = ".json",
		    .summary = "the elements, for programs",
		    .has_layout = true},
	 .write = pl_write_json},
	{.format = {.name = "text",
		    .extension = ".txt",
		    .summary = "the pages as typed",
		    .needs_pages = true,
		    .needs_lines = true,
		    .is_paged = true},
	 .write = pl_write_text},
	{.format = {.name = "svg",
		    .extension = ".svg",
		    .summary = "a page as a drawing",
		    .needs_pages = true,
		    .needs_lines = true,
		    .is_paged = true,
		    .is_drawn = true,
		    .is_single = true,
		    .has_watermark = true},
	 .module = "pdf",
	 .write = LOADED(pl_write_drawn)},
	{.format = {.name = "png",
		    .extension = ".png",
		    .summary = "a page as a picture",
		    .needs_pages = true,
		    .needs_lines = true,
		    .is_paged = true,
		    .is_binary = true,
		    .is_drawn = true,
		    .is_single = true,
		    .is_raster = true,
		    .has_watermark = true},
	 .module = "pdf",
	 .write = LOADED(pl_write_drawn)},
	{.format = {.name = "tree", .summary = "the parsed document, for debugging"},
	 .write = pl_write_tree},
	{.format = {.name = "pages",
		    .summary = "the laid out pages, for debugging",
		    .needs_pages = true,
		    .needs_lines = true,
		    .is_paged = true},
	 .write = pl_write_pages},
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
