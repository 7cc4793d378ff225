/*
 * write - document or pages to bytes
 *
 * A writer is one file, one row in registry.c and one line in meson.build. It makes no decisions:
 * what stands where is already said by the tree or by the pages. No writer includes another.
 */
#ifndef PL_FORMATS_H
#define PL_FORMATS_H

#include "document/document.h"
#include "layout/layout.h"

/* What a writer is given. */
struct pl_job {
	const struct platen_format *format; /* the row's: some share a function */
	const struct platen_document *document;
	const struct platen_pages
		*pages; /* NULL unless the format needs them, or the caller has them */
	int64_t date;   /* seconds since 1970; 0: none */
	bool layout;    /* say where the elements are printed; pages are given */
	struct platen_fdx_options fdx; /* a template is one which was read from FDX */
	struct pl_str font;            /* of the user's, a file; empty: none */
	uint32_t dpi;                  /* of png; 0: the usual */
	bool (*next_page)(void *user, uint32_t number); /* as platen_write_options has it */
	void *next_page_user;
	struct pl_sink *sink;
	/* Told of a code point which no font can draw; never NULL. */
	void (*no_glyph)(void *user, struct platen_position position, uint32_t code_point);
	void *user;
};

struct pl_writer {
	struct platen_format format;
	/* The module which holds the writer, loaded when it is first used: "pdf" for platen-pdf.so.
	 * NULL for a writer which is built in. It keeps cairo and libxml2 out of a process that
	 * only counts. */
	const char *module;
	bool is_read_back; /* somebody is told where reading what was written gives something else
			    */
	/* Built-in writers, or all of them when configured with -Dmodules=false; else NULL. */
	enum platen_status (*write)(const struct pl_job *job);
};

/* Row number `index`; NULL past the end. */
const struct pl_writer *pl_writer_at(size_t index);

/* The writer's function, from its module if need be; NULL if the module cannot be loaded. */
typedef enum platen_status pl_write_fn(const struct pl_job *job);
pl_write_fn *pl_writer_function(const struct pl_writer *writer);

/* One function a format; those of modules have the linkage their build gives them. */
pl_write_fn pl_write_fdx, pl_write_fountain, pl_write_html, pl_write_json, pl_write_pages,
	pl_write_text, pl_write_tree;
/* pdf, svg and png. */
pl_write_fn pl_write_drawn;

#endif
