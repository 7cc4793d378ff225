/*
 * formats - the registry of output formats
 *
 * ARCHITECTURE.md says how to add a format. A writer decides nothing: the document or the pages
 * already say what goes where. No writer includes another.
 */
#ifndef PL_FORMATS_H
#define PL_FORMATS_H

#include "document/document.h"
#include "layout/layout.h"

/* What a writer is given. */
struct pl_job {
	const struct platen_format *format; /* some formats share a writer */
	const struct platen_document *document;
	const struct platen_pages *pages; /* may be NULL, unless the format or options need them */
	const struct platen_write_options *options; /* checked; never NULL */
	struct pl_sink *sink;
	/* Called for each code point which no font can draw, with the Debian package whose fonts
	 * may; never NULL. */
	void (*no_glyph)(void *user, struct platen_position position, uint32_t code_point,
			 const char *package);
	/* The template's script after the trip which `document` has made: to Fountain and back.
	 * NULL: there is no template. */
	const struct platen_document *template_again;
	/* The template is the document's own FDX file: its settings are completed, and changed
	 * where options ask for it. */
	bool completes_template;
	/* Called with what of the template was not kept; never NULL. */
	void (*not_kept)(void *user, const char *what);
	void *user; /* for no_glyph and not_kept */
};

typedef enum platen_status pl_write_fn(const struct pl_job *job);

/* A row of the registry. */
struct pl_writer {
	struct platen_format format;
	/* Name of the module with the writer, loaded on first use: "pdf" for platen-pdf.so. It
	 * keeps cairo and libxml2 out of a process which only counts pages. NULL: the writer is
	 * built in.
	 */
	const char *module;
	bool is_read_back;  /* what was written is read again, and differences are reported */
	pl_write_fn *write; /* NULL if it is in a module which has to be loaded */
};

/* Row number `index`; NULL past the end. */
const struct pl_writer *pl_writer_at(size_t index);

/* The writer's function, from its module if necessary; NULL if the module cannot be loaded. */
pl_write_fn *pl_writer_function(const struct pl_writer *writer);

pl_write_fn pl_write_fdx, pl_write_fountain, pl_write_html, pl_write_json, pl_write_pages,
	pl_write_text, pl_write_tree;
pl_write_fn pl_write_drawn; /* pdf, svg and png */

#endif
