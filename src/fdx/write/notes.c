/*
 * Notes. Final Draft 12 keeps them apart from the text, each with a range of offsets into it. It
 * counts UTF-16 units from the start of the body, and one more at the end of each paragraph:
 *
 *	INT. DINER - NIGHT.Rain. Nobody looks up.NORA.
 *	^0                 ^19                   ^43
 *
 * A paragraph which holds dual dialogue has no text of its own and counts three; what stands in it
 * counts nothing, so that notes in there hang on to its start.
 */
#include <stdio.h>

#include "fdx/write/writer.h"

struct pl_fdx_note {
	struct pl_fdx_note *next;
	const char *name;
	struct pl_str text;
	uint64_t offset;
};

void
pl_fdx_add_note(struct pl_fdx *fdx, const char *name, struct pl_str text, uint64_t offset)
{
	struct pl_fdx_note *note = pl_arena_alloc(&fdx->arena, sizeof(*note));
	if (note == NULL) {
		fdx->failed = true;
		return;
	}
	*note = (struct pl_fdx_note){NULL, name, text, offset};
	if (fdx->last_note == NULL) {
		fdx->first_note = note;
	} else {
		fdx->last_note->next = note;
	}
	fdx->last_note = note;
}

#define SECONDS_PER_DAY (24 * 60 * 60)
#define LAST_SECOND INT64_C(253402300799) /* of the year 9999 */

/* "20260304T090000", UTC. Days to date as in Howard Hinnant's chrono algorithms: years begin in
 * March, so that the leap day is the last of the year. */
static void
format_date(int64_t seconds, char *date, size_t size)
{
	seconds = seconds < 0 ? 0 : seconds > LAST_SECOND ? LAST_SECOND : seconds;
	unsigned time = (unsigned)(seconds % SECONDS_PER_DAY);
	unsigned days = (unsigned)(seconds / SECONDS_PER_DAY) + 719468; /* since 1 March 0000 */
	unsigned era = days / 146097, day_of_era = days % 146097;
	unsigned year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	unsigned day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	unsigned march_month = (5 * day_of_year + 2) / 153;
	unsigned day = day_of_year - (153 * march_month + 2) / 5 + 1;
	unsigned month = march_month < 10 ? march_month + 3 : march_month - 9;
	unsigned year = 400 * era + year_of_era + (month <= 2);
	snprintf(date, size, "%04u%02u%02uT%02u%02u%02u", year, month, day, time / 3600,
		 time / 60 % 60, time % 60);
}

static void
put_note(struct pl_fdx *fdx, const struct pl_fdx_note *note, uint64_t id, struct pl_str date)
{
	uint64_t last = fdx->offset == 0 ? 0 : fdx->offset - 1;
	uint64_t offset = note->offset < last ? note->offset : last;
	pl_fdx_put(fdx, "    <ScriptNote Color=\"#000000000000\"");
	pl_fdx_put_attribute(fdx, "DateModified", date);
	pl_fdx_put_attribute(fdx, "DateTime", date);
	pl_fdx_put(fdx, " Id=\"");
	pl_fdx_put_number(fdx, id);
	pl_fdx_put(fdx, "\"");
	pl_fdx_put_attribute(fdx, "Name", pl_str_of(note->name));
	pl_fdx_put(fdx, " Range=\"");
	pl_fdx_put_number(fdx, offset);
	pl_fdx_put(fdx, ",");
	pl_fdx_put_number(fdx, offset);
	pl_fdx_put(fdx, "\" Type=\"\" WriterID=\"\" WriterName=\"\">\n");
	struct pl_fdx_lines lines = {note->text, false};
	struct pl_str line;
	while (pl_fdx_next_line(&lines, &line)) {
		pl_fdx_put_plain(fdx, 3, &pl_fdx_card, "Arial", line);
	}
	pl_fdx_put(fdx, "    </ScriptNote>\n");
}

/* The date is the caller's, never the clock's: without one it is the first second of 1970. */
void
pl_fdx_put_notes(struct pl_fdx *fdx)
{
	if (fdx->first_note == NULL) {
		return;
	}
	char date[40];
	format_date(fdx->job->options->date, date, sizeof(date));
	pl_fdx_put(fdx, "\n  <ScriptNotes>\n");
	uint64_t id = 0;
	for (const struct pl_fdx_note *note = fdx->first_note; note != NULL; note = note->next) {
		put_note(fdx, note, ++id, pl_str_of(date));
	}
	pl_fdx_put(fdx, "  </ScriptNotes>\n");
}
