/*
 * Notes. Final Draft 12 keeps them apart from the text, each with a range of offsets into it. It
 * counts UTF-16 units from the start of the body, and one more at the end of each paragraph:
 *
 *	INT. DINER - NIGHT.Rain. Nobody looks up.NORA.
 *	^0                 ^19                   ^41
 *
 * A paragraph with a dual dialogue counts three, whatever it contains: two and its end. A note
 * inside it gets the offset of its start.
 */
#include <stdio.h>
#include <time.h>

#include "fdx/write/writer.h"

static struct pl_fdx_new_note *
make_note(struct pl_fdx_writer *writer, struct pl_fdx_new_note values)
{
	struct pl_fdx_new_note *note = pl_arena_alloc(&writer->arena, sizeof(*note));
	if (note == NULL) {
		writer->failed = true;
	} else {
		*note = values;
	}
	return note;
}

void
pl_fdx_add_note(struct pl_fdx_writer *writer, const char *name, struct pl_str text, uint64_t offset)
{
	struct pl_fdx_new_note *note = make_note(
		writer, (struct pl_fdx_new_note){.name = name, .text = text, .offset = offset});
	if (note == NULL) {
		return;
	}
	if (writer->last_note == NULL) {
		writer->first_note = note;
	} else {
		writer->last_note->next = note;
	}
	writer->last_note = note;
}

void
pl_fdx_add_comment(struct pl_fdx_writer *writer, const struct platen_node *node,
		   const struct pl_comment *comment, uint64_t offset, bool stays_put)
{
	enum platen_kind kind = comment != NULL ? comment->kind : node->kind;
	struct pl_str text = comment != NULL ? comment->text : node->text;
	if ((comment != NULL && pl_fdx_is_color_note(node, comment)) || pl_note_style(text) > 0 ||
	    pl_fdx_keep_note(writer, node, comment, offset, stays_put)) {
		return;
	}
	if (kind == PLATEN_NOTE) {
		pl_fdx_add_note(writer, "", text, offset);
	} else if (kind == PLATEN_BONEYARD && writer->job->options->fdx_boneyard_notes) {
		pl_fdx_add_note(writer, "Fountain: boneyard", text, offset);
	}
}

void
pl_fdx_add_notes_of(struct pl_fdx_writer *writer, const struct platen_node *node, uint64_t offset,
		    bool is_counted, bool stays_put)
{
	uint32_t at = 0;
	if (pl_kind_is(node->kind, PL_COMMENT)) {
		pl_fdx_add_comment(writer, node, NULL, offset, stays_put);
	}
	for (const struct pl_comment *comment = pl_node_more(node)->comments; comment != NULL;
	     comment = comment->next) {
		if (is_counted) {
			offset += pl_fdx_units(pl_str_slice(node->text, at, comment->at));
			at = comment->at;
		}
		pl_fdx_add_comment(writer, node, comment, offset, stays_put);
	}
}

#define LAST_SECOND INT64_C(253402300799) /* of the year 9999 */

/* "20260304T090000", in UTC. */
static void
format_date(int64_t seconds, char *date, size_t size)
{
	time_t time = (time_t)(seconds < 0 ? 0 : seconds > LAST_SECOND ? LAST_SECOND : seconds);
	struct tm parts = {.tm_year = 70, .tm_mday = 1};
	gmtime_r(&time, &parts);
	snprintf(date, size, "%04d%02d%02dT%02d%02d%02d", parts.tm_year + 1900, parts.tm_mon + 1,
		 parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

static void
put_note(struct pl_fdx_writer *writer, const struct pl_fdx_new_note *note, uint64_t id,
	 struct pl_str date)
{
	char range[2 * PL_DECIMAL_SIZE + 2];
	uint64_t last = writer->offset == 0 ? 0 : writer->offset - 1;
	unsigned long long offset = note->offset < last ? note->offset : last;
	snprintf(range, sizeof(range), "%llu,%llu", offset, offset);
	pl_fdx_open(writer, "ScriptNote");
	pl_fdx_put_attribute(writer, "Color", PL_STR("#000000000000"));
	pl_fdx_put_attribute(writer, "DateModified", date);
	pl_fdx_put_attribute(writer, "DateTime", date);
	pl_fdx_put_number(writer, "Id", id);
	pl_fdx_put_attribute(writer, "Name", pl_str_of(note->name));
	pl_fdx_put_attribute(writer, "Range", pl_str_of(range));
	pl_fdx_put_attribute(writer, "Type", PL_STR(""));
	pl_fdx_put_attribute(writer, "WriterID", PL_STR(""));
	pl_fdx_put_attribute(writer, "WriterName", PL_STR(""));
	struct pl_lines lines = {note->text, false};
	struct pl_str line;
	while (pl_lines_next(&lines, &line)) {
		pl_fdx_put_line(writer, &pl_fdx_card, "Arial", line);
	}
	pl_fdx_close(writer);
}

/* Those which no template has. The date comes from the caller, not from the clock, so that the file
 * is reproducible. */
void
pl_fdx_put_new_notes(struct pl_fdx_writer *writer, uint64_t id)
{
	char date[40];
	format_date(writer->job->options->date, date, sizeof(date));
	for (const struct pl_fdx_new_note *note = writer->first_note; note != NULL;
	     note = note->next) {
		put_note(writer, note, ++id, pl_str_of(date));
	}
}

void
pl_fdx_put_notes(struct pl_fdx_writer *writer)
{
	if (writer->first_note != NULL) {
		pl_fdx_open(writer, "ScriptNotes");
		pl_fdx_put_new_notes(writer, 0);
		pl_fdx_close(writer);
	}
}
