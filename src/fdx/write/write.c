/*
 * fdx - Final Draft's XML
 *
 * The dialect is Version 5, which Final Draft 12 writes and 13 reads. There is no published
 * grammar: tests/schemas/fdx.rng was worked out from files which Final Draft saved, fdx-export.rng
 * narrows it to what we write, and docs/fdx.md says what each piece of Fountain becomes.
 *
 * Final Draft is a picky reader. An element is written whole or left out; the eight attributes
 * which place a paragraph stand together or not at all; attributes are in ASCII order; head and
 * tail are the exact bytes which programs that identify files look for.
 *
 *	root.c		which children the root has, in which order
 *	body.c		Content: one paragraph an element, as typed
 *	scene.c		what a scene heading says beside its text
 *	title.c		TitlePage: 54 lines, placed as Final Draft's template does
 *	title-note.c	what the title page cannot say, as a note
 *	smart.c		SmartType: names and places, for autocompletion
 *	types.c		ElementSettings: fonts and indents of each type
 *	settings.c	the other settings
 *	parts.c		settings of another file, completed
 *	notes.c		ScriptNotes: the notes, each with its offset into the Content
 *	paragraph.c	paragraphs and their text
 *	xml.c		elements, attributes, escapes
 *
 * What follows the Content depends on what was seen in it (struct pl_fdx_writer), so one pass over
 * the document is enough, and a second one for SmartType. What we write never exists as a tree: it
 * would take ten times the time and, for a long script, 250 MB.
 */
#include "fdx/write/writer.h"

#define USUAL_VERSION 5
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?>\n"

/* The template's start tag, which is the last one before its first child. Empty if the root has no
 * children, or a prefix to its name. */
static struct pl_str
root_tag(struct pl_str head)
{
	const struct pl_str tag = PL_STR("<FinalDraft");
	while (head.length > 0 && head.data[head.length - 1] != '>') {
		head.length--;
	}
	size_t from = head.length;
	while (from > 0 && !pl_str_starts(pl_str_slice(head, from, head.length), tag)) {
		from--;
	}
	bool is_found = pl_str_starts(pl_str_slice(head, from, head.length), tag);
	return is_found ? pl_str_slice(head, from, head.length) : PL_STR("");
}

/* The declaration is ours, since the bytes are UTF-8 whatever the template was. */
static void
open_root(struct pl_fdx_writer *writer)
{
	const struct pl_fdx_file *template = writer->template_file;
	struct pl_str tag = template == NULL ? PL_STR("") : root_tag(template->head);
	uint32_t version = writer->job->options->fdx.version;
	pl_sink_put_text(writer->job->sink, DECLARATION);
	if (tag.length > 0) {
		pl_fdx_open_root(writer, tag);
		return;
	}
	pl_fdx_open(writer, "FinalDraft");
	pl_fdx_put_attribute(writer, "DocumentType", PL_STR("Script"));
	pl_fdx_put_attribute(writer, "Template", PL_STR("No"));
	pl_fdx_put_number(writer, "Version", version == 0 ? USUAL_VERSION : version);
	pl_fdx_open_list(writer);
}

static void
put_file(struct pl_fdx_writer *writer)
{
	pl_fdx_find_types(writer);
	pl_fdx_add_title_notes(writer);
	if (writer->failed) {
		return;
	}
	open_root(writer);
	pl_fdx_put_children(writer);
	pl_fdx_close(writer);
}

enum platen_status
pl_write_fdx(const struct pl_job *job)
{
	const struct platen_document *template = job->options->fdx.template_document;
	struct pl_fdx_writer writer = {
		.job = job,
		.source = job->pages->has_own_styles ? job->document->fdx : NULL,
		.template_file = template != NULL ? template->fdx : NULL,
	};
	writer.file = template != NULL ? template->fdx : writer.source;
	pl_arena_init(&writer.arena);
	put_file(&writer);
	pl_arena_fini(&writer.arena);
	return writer.failed ? PLATEN_NO_MEMORY : PLATEN_OK;
}

#if PL_MODULES
#include "base/module.h"

PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, (void (*)(void))pl_write_fdx};
#endif
