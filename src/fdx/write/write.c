/*
 * fdx - Final Draft's XML
 *
 * The dialect is Version 5, which Final Draft 12 writes and 13 reads. There is no published
 *grammar: tests/schemas/fdx.rng was worked out from files which Final Draft saved, fdx-export.rng
 *narrows it to what we write, and docs/fdx.md says what each piece of Fountain becomes.
 *
 * Final Draft is a picky reader. An element is written whole or left out; the eight attributes
 *which place a paragraph stand together or not at all; attributes are in ASCII order, head and tail
 *are the exact bytes which file identification looks for. So nearly everything is a literal or a
 *row of a table, and the order of the functions below is the order of the file:
 *
 *	Content			fdx-body.c	one paragraph an element, as typed
 *	HeaderAndFooter		fdx-settings.c
 *	PageLayout
 *	ElementSettings ...			fonts and indents of each type: a table
 *	TitlePage		fdx-title.c	54 lines, placed as Final Draft's template does
 *	SmartType		fdx-smart.c	names and places, for autocompletion
 *	MoresAndContinueds	fdx-settings.c
 *	SceneNumberOptions
 *	ScriptNotes		fdx-notes.c	the notes, each with its offset into the Content
 *
 * Of a document which was read from FDX the settings are that file's (fdx-copy.c, fdx-types.c);
 *with a template all of the file is but for the script (fdx-template.c).
 *
 * What stands after the Content depends on what was seen in it (struct pl_fdx), so one pass over
 *the document is enough, and a second for SmartType. The XML goes through libxml2's output buffer
 *and never exists as a tree: the tree costs ten times the time and, for a long script, 250 MB
 * (fdx-xml.c).
 */
#include <libxml/xmlIO.h>

#include "fdx/write/writer.h"

#define USUAL_VERSION 5
#define TAIL "\n</FinalDraft>\n"

void
pl_fdx_put_head(struct pl_fdx *fdx)
{
	uint32_t version = fdx->job->options->fdx.version;
	pl_fdx_put(fdx, PL_FDX_DECLARATION
		   "<FinalDraft DocumentType=\"Script\" Template=\"No\" Version=\"");
	pl_fdx_put_number(fdx, version == 0 ? USUAL_VERSION : version);
	pl_fdx_put(fdx, "\">\n");
}

static void
put_file(struct pl_fdx *fdx)
{
	pl_fdx_put_head(fdx);
	pl_fdx_put_body(fdx);
	pl_fdx_put_header(fdx);
	pl_fdx_put_page_layout(fdx);
	pl_fdx_put_element_settings(fdx);
	pl_fdx_put_title_page(fdx);
	pl_fdx_put_smart_type(fdx);
	pl_fdx_put_mores(fdx);
	pl_fdx_put_scene_number_options(fdx);
	pl_fdx_put_notes(fdx);
}

static void
put_all(struct pl_fdx *fdx)
{
	pl_fdx_find_types(fdx);
	pl_fdx_add_title_notes(fdx);
	if (fdx->failed) {
		return;
	}
	if (fdx->is_template) {
		pl_fdx_fill_template(fdx);
	} else {
		put_file(fdx);
	}
	pl_fdx_put(fdx, TAIL);
}

/* Never an error to libxml2, which would print it: the sink remembers its own. */
static int
pass_on(void *sink, const char *bytes, int length)
{
	pl_sink_put(sink, (struct pl_str){bytes, (size_t)length});
	return length;
}

static void
be_silent(void *user, xmlErrorPtr error)
{
	(void)user;
	(void)error;
}

enum platen_status
pl_write_fdx(const struct pl_job *job)
{
	const struct platen_document *template = job->options->fdx.template_document;
	struct pl_fdx fdx = {
		.job = job,
		.source = job->pages->has_own_styles ? job->document->fdx : NULL,
		.is_template = template != NULL,
	};
	fdx.file = template != NULL ? template->fdx : fdx.source;
	/* libxml2 prints when memory runs out, unless this thread's handler says otherwise. */
	xmlStructuredErrorFunc handler = xmlStructuredError;
	void *context = xmlStructuredErrorContext;
	xmlSetStructuredErrorFunc(NULL, be_silent);
	pl_arena_init(&fdx.arena);
	fdx.out = xmlOutputBufferCreateIO(pass_on, NULL, job->sink, NULL);
	fdx.failed = fdx.out == NULL;
	if (!fdx.failed) {
		put_all(&fdx);
		fdx.failed |= xmlOutputBufferClose(fdx.out) < 0;
	}
	pl_arena_fini(&fdx.arena);
	xmlSetStructuredErrorFunc(context, handler);
	return fdx.failed ? PLATEN_NO_MEMORY : PLATEN_OK;
}

#if PL_MODULES
#include "base/module.h"

PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, (void (*)(void))pl_write_fdx};
#endif
