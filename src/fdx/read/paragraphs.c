/* Paragraphs, their runs and notes: made by the readers of elements, asked by the builders of
 * nodes. */
#include "fdx/read/read.h"

void
pl_fdx_fail(struct pl_fdx_reader *reader, enum platen_status status)
{
	reader->status = reader->status == PLATEN_OK ? status : reader->status;
}

void *
pl_fdx_need(struct pl_fdx_reader *reader, size_t size)
{
	void *memory = pl_arena_alloc(&reader->document->arena, size);
	if (memory == NULL) {
		pl_fdx_fail(reader, PLATEN_NO_MEMORY);
	}
	return memory;
}

bool
pl_fdx_is_source(const struct pl_fdx_reader *reader, struct pl_str text)
{
	struct pl_str source = reader->document->source;
	return text.data >= source.data && text.data < source.data + source.length;
}

struct pl_str
pl_fdx_keep(struct pl_fdx_reader *reader, struct pl_str text)
{
	if (text.length == 0) {
		return PL_STR("");
	}
	if (pl_fdx_is_source(reader, text)) {
		return text;
	}
	text = pl_arena_copy(&reader->document->arena, text);
	if (text.data == NULL) {
		pl_fdx_fail(reader, PLATEN_NO_MEMORY);
	}
	return text;
}

void
pl_fdx_keep_attribute(struct pl_fdx_reader *reader, const struct pl_fdx_element *element,
		      const char *name, struct pl_str *to)
{
	struct pl_str value;
	if (pl_fdx_get(element, name, &value)) {
		*to = pl_fdx_keep(reader, pl_str_trim_ascii(value));
	}
}

void
pl_fdx_count_loss(struct pl_fdx_reader *reader, const struct pl_fdx_element *element,
		  const char *name, const char *usual, enum pl_fdx_loss loss)
{
	struct pl_str value;
	reader->file->losses[loss] += pl_fdx_get(element, name, &value) && value.length > 0 &&
				      !pl_str_equal(value, pl_str_of(usual));
}

/* ---------------------------------------------------------------------------- lists */

void
pl_fdx_append(struct pl_fdx_paragraphs *list, struct pl_fdx_paragraph *paragraph)
{
	if (list->last == NULL) {
		list->first = paragraph;
	} else {
		list->last->next = paragraph;
	}
	list->last = paragraph;
}

void
pl_fdx_append_note(struct pl_fdx_notes *list, struct pl_fdx_note *note)
{
	note->next = NULL;
	if (list->last == NULL) {
		list->first = note;
	} else {
		list->last->next = note;
	}
	list->last = note;
}

static const struct pl_fdx_extras no_extras;

struct pl_fdx_paragraph *
pl_fdx_add_paragraph(struct pl_fdx_reader *reader, struct pl_fdx_paragraphs *list,
		     struct platen_position from)
{
	static const struct pl_fdx_format no_format;
	if (++reader->paragraph_count > PL_FDX_PARAGRAPHS_MAX) {
		strcpy(reader->xml.why, "it has more than 1000000 paragraphs");
		pl_fdx_fail(reader, PLATEN_BAD_INPUT);
		return NULL;
	}
	struct pl_fdx_paragraph *paragraph = pl_fdx_need(reader, sizeof(*paragraph));
	if (paragraph == NULL) {
		return NULL;
	}
	paragraph->type = reader->no_type;
	paragraph->format = &no_format;
	paragraph->extras = &no_extras;
	paragraph->from = from;
	paragraph->source_end = from.offset;
	if (list != NULL) {
		pl_fdx_append(list, paragraph);
	}
	return paragraph;
}

struct pl_fdx_extras *
pl_fdx_need_extras(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_extras *extras = (struct pl_fdx_extras *)(uintptr_t)paragraph->extras;
	if (extras == &no_extras) {
		extras = pl_fdx_need(reader, sizeof(*extras));
		paragraph->extras = extras != NULL ? extras : &no_extras;
	}
	return extras;
}

void
pl_fdx_set_format(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
		  const struct pl_fdx_format *format)
{
	struct pl_fdx_format *own = format->given == 0 ? NULL : pl_fdx_need(reader, sizeof(*own));
	if (own != NULL) {
		*own = *format;
		paragraph->format = own;
	}
}

struct pl_fdx_run *
pl_fdx_add_run(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
	       struct platen_position from, struct pl_str text)
{
	struct pl_fdx_run *run = pl_fdx_need(reader, sizeof(*run));
	if (run == NULL) {
		return NULL;
	}
	run->from = from;
	run->text = text;
	paragraph->length += (uint32_t)text.length;
	if (paragraph->last == NULL) {
		paragraph->first = run;
	} else {
		paragraph->last->next = run;
	}
	paragraph->last = run;
	return run;
}

/* ---------------------------------------------------------------------------- texts */

uint32_t
pl_fdx_run_style(const struct pl_fdx_paragraph *paragraph, const struct pl_fdx_run *run)
{
	return run->has_style ? run->style : paragraph->type->style | run->style;
}

char
pl_fdx_first(const struct pl_fdx_paragraph *paragraph)
{
	for (const struct pl_fdx_run *run = paragraph->first; run != NULL; run = run->next) {
		struct pl_str trimmed = pl_str_trim_ascii(run->text);
		if (trimmed.length > 0) {
			return trimmed.data[0];
		}
	}
	return '\0';
}

char
pl_fdx_last(const struct pl_fdx_paragraph *paragraph)
{
	char last = '\0';
	for (const struct pl_fdx_run *run = paragraph->first; run != NULL; run = run->next) {
		struct pl_str trimmed = pl_str_trim_ascii(run->text);
		last = trimmed.length > 0 ? trimmed.data[trimmed.length - 1] : last;
	}
	return last;
}

bool
pl_fdx_has_text(const struct pl_fdx_paragraph *paragraph)
{
	return pl_fdx_first(paragraph) != '\0';
}

struct pl_str
pl_fdx_raw_text(struct pl_fdx_reader *reader, const struct pl_fdx_paragraph *paragraph)
{
	char *copy = pl_arena_alloc(&reader->arena, (size_t)paragraph->length + 1);
	size_t length = 0;
	if (copy == NULL) {
		pl_fdx_fail(reader, PLATEN_NO_MEMORY);
		return PL_STR("");
	}
	for (const struct pl_fdx_run *run = paragraph->first; run != NULL; run = run->next) {
		memcpy(copy + length, run->text.data, run->text.length);
		length += run->text.length;
	}
	return (struct pl_str){copy, length};
}

bool
pl_fdx_has_caps(const struct pl_fdx_paragraph *paragraph)
{
	const struct pl_fdx_run *run = paragraph->first;
	while (run != NULL && (pl_fdx_run_style(paragraph, run) & PL_FDX_CAPS) == 0) {
		run = run->next;
	}
	return run != NULL;
}

/* The text of an element which is text, or a line break; else empty. */
static struct pl_str
piece_of(const struct pl_fdx_element *element, bool is_all)
{
	bool is_break = is_all && element->name != NULL &&
			pl_str_equal_ascii_case(pl_str_of(element->name), PL_STR("br"));
	return is_break ? PL_STR("\n") : element->text;
}

struct pl_str
pl_fdx_text_of(struct pl_fdx_reader *reader, const struct pl_fdx_element *element, bool is_all)
{
	struct pl_str only = PL_STR("");
	struct pl_buffer text = {0};
	size_t count = 0;
	const struct pl_fdx_element *e = element->first;
	while (e != NULL) {
		struct pl_str piece = piece_of(e, is_all);
		if (piece.length > 0) {
			pl_buffer_put(&text, piece);
			only = piece;
			count++;
		}
		e = pl_fdx_walk(element, e, is_all || pl_fdx_is_named(e, "Text"));
	}
	if (text.failed) {
		pl_fdx_fail(reader, PLATEN_NO_MEMORY);
	}
	struct pl_str kept = pl_fdx_keep(reader, count > 1 ? pl_buffer_str(&text) : only);
	pl_buffer_fini(&text);
	return kept;
}
