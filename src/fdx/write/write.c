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
 *	template.c	which paragraphs of a template the script still has, by match.c
 *	keep.c		those paragraphs, in their places; edit.c: with what has changed in them;
 *			edit-lines.c: in several which are one in Fountain
 *	anchors.c	what a template holds by counting characters, beside notes
 *	tree.c		pieces of another file as trees of libxml2's
 *	plain.c		what stands in for the files which need libxml2, if there is no other file;
 *			load.c and module.c choose
 *	notes.c		ScriptNotes: the notes, each with its offset into the Content;
 *			keep-notes.c: those of the template
 *	paragraph.c	paragraphs and their text
 *	xml.c		elements, attributes, escapes
 *
 * What follows the Content depends on what was seen in it (struct pl_fdx_writer), so one pass over
 * the document is enough, and a second one for SmartType. What we write never exists as a tree,
 * which would take ten times the time and, for a long script, 250 MB.
 */
#include "fdx/write/writer.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?>\n"

/* The declaration names no other encoding than UTF-8, in which the source is by now. */
static bool
is_declared_utf8(struct pl_str head)
{
	const struct pl_str name = PL_STR("encoding=");
	size_t at = 0;
	while (at < head.length && head.data[at] != '>' &&
	       !pl_str_starts(pl_str_slice(head, at, head.length), name)) {
		at++;
	}
	struct pl_str rest = pl_str_slice(head, at, head.length);
	return !pl_str_starts(rest, name) ||
	       (rest.length > name.length + 6 &&
		pl_str_equal_ascii_case(pl_str_slice(rest, name.length + 1, name.length + 6),
					PL_STR("utf-8")));
}

/* The template's declaration and start tag, or the tag alone with our declaration. */
static void
open_kept_root(struct pl_fdx_writer *writer, struct pl_str head)
{
	if (!is_declared_utf8(head)) {
		size_t tag = head.length;
		while (head.data[tag - 1] != '<') {
			tag--;
		}
		pl_sink_put_text(writer->job->sink, DECLARATION);
		head = pl_str_slice(head, tag - 1, head.length);
	}
	pl_fdx_open_kept(writer, head, "FinalDraft");
}

static void
open_root(struct pl_fdx_writer *writer)
{
	static const struct pl_fdx_file nothing;
	const struct pl_fdx_file *file = writer->job->document->fdx;
	file = file == NULL ? &nothing : file;
	bool is_template = file->is_template && writer->template_file != NULL;
	pl_sink_put_text(writer->job->sink, DECLARATION);
	pl_fdx_open(writer, "FinalDraft");
	pl_fdx_put_attribute(writer, "DocumentType",
			     file->is_text ? PL_STR("Text") : PL_STR("Script"));
	pl_fdx_put_attribute(writer, "Template", is_template ? PL_STR("Yes") : PL_STR("No"));
	pl_fdx_put_number(writer, "Version", pl_fdx_version_of(writer));
	pl_fdx_open_list(writer);
}

static void
close_root(struct pl_fdx_writer *writer)
{
	pl_fdx_close(writer);
	pl_sink_put_byte(writer->job->sink, '\n');
}

/* That of a template which has children. */
static void
close_kept_root(struct pl_fdx_writer *writer, const struct pl_fdx_part *last)
{
	struct pl_str source = writer->job->options->fdx_template->source;
	while (last->next != NULL) {
		last = last->next;
	}
	size_t end = (size_t)(last->xml.data + last->xml.length - source.data);
	pl_fdx_close_kept(writer, pl_str_slice(source, end, source.length));
}

static void
put_root(struct pl_fdx_writer *writer)
{
	const struct pl_fdx_file *file = writer->template_file;
	if (file == NULL || file->parts == NULL || writer->job->completes_template) {
		open_root(writer);
		pl_fdx_put_children(writer);
		close_root(writer);
	} else {
		open_kept_root(writer, file->head);
		pl_fdx_put_children(writer);
		close_kept_root(writer, file->parts);
	}
}

/* A template to which nothing was done is the file itself. */
static void
put_unchanged(struct pl_fdx_writer *writer)
{
	struct pl_str source = writer->job->options->fdx_template->source;
	open_kept_root(writer, writer->template_file->head);
	pl_fdx_close_kept(writer,
			  pl_str_slice(source, writer->template_file->head.length, source.length));
}

static void
put_file(struct pl_fdx_writer *writer)
{
	pl_fdx_find_types(writer);
	if (writer->template_file != NULL) {
		pl_fdx_template_open(writer);
	}
	if (writer->failed) {
		return;
	}
	if (writer->is_unchanged && !writer->job->completes_template) {
		put_unchanged(writer);
		return;
	}
	pl_fdx_add_title_notes(writer);
	put_root(writer);
}

enum platen_status
pl_fdx_write(const struct pl_job *job)
{
	const struct platen_document *template = job->options->fdx_template;
	struct pl_fdx_writer writer = {
		.job = job,
		.source = job->pages->has_own_styles ? job->document->fdx : NULL,
		.template_file = template != NULL ? template->fdx : NULL,
	};
	writer.file = template != NULL ? template->fdx : writer.source;
	writer.completes = job->completes_template && !pl_fdx_is_own_file(template->fdx);
	pl_arena_init(&writer.arena);
	pl_fdx_tree_listen(&writer);
	put_file(&writer);
	pl_arena_fini(&writer.arena);
	return writer.failed ? PLATEN_NO_MEMORY : PLATEN_OK;
}
