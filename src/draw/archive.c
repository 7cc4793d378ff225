/*
 * Makes a PDF fit for archives. cairo writes valid files that lack some of what PDF/A-2b requires:
 * metadata in XMP, the meaning of colours, an identifier, the map from CIDs to glyphs of TrueType
 * fonts, an outline whose count is not negative. An incremental update (ISO 32000-1, 7.5.6) brings
 * them: behind cairo's file come some of its objects once more, as they should be, then new ones,
 * and a cross-reference section which says so.
 *
 * This needs no parser of PDF, for we know the program which wrote the file: cairo begins an
 * object, a stream and a trailer on lines of their own. So we watch the lines go by, keep the few
 * objects which have to change, and read the numbers of the trailer. From 1.18 on cairo packs
 * objects into streams, where no line can be seen; its file stays as it is. (PDF 1.4 would keep it
 * from that, and from writing ActualText, which is worth more.)
 */
#include <stdio.h>
#include <stdlib.h>

#include "draw/archive.h"

/* A change to those of cairo's objects that begin with `start`. */
struct edit {
	const char *start;
	const char *from, *to;
};

#define CATALOG "<< /Type /Catalog\n"
#define ELEMENT "<< /Type /StructElem\n"
#define NO_MEANING ELEMENT "   /S /NonStruct\n"

static const struct edit edits[] = {
	{"<< /Type /Font\n   /Subtype /CIDFontType2\n", "   /FontDescriptor",
	 "   /CIDToGIDMap /Identity\n   /FontDescriptor"},
	{"<< /Type /Outlines\n", "/Count -", "/Count "},
	{"<< /Producer ", "/CreationDate (2", "/CreationDate (D:2"},
	{"<< /Producer ", "/ModDate (2", "/ModDate (D:2"},
	{CATALOG, CATALOG, CATALOG}, /* put_catalog adds to it */
};

#define LONGEST_KEYWORD 16 /* of lines in a stream no more is kept */

void
pl_draw_archive_init(struct pl_draw_archive *archive, const struct pl_job *job)
{
	*archive = (struct pl_draw_archive){
		.sink = job->sink,
		.is_tagged = job->options->tagged,
		.hashes = {UINT64_C(0xCBF29CE484222325), UINT64_C(0x84222325CBF29CE4)},
	};
}

void
pl_draw_archive_fini(struct pl_draw_archive *archive)
{
	pl_buffer_fini(&archive->text);
	pl_buffer_fini(&archive->kept);
	pl_buffer_fini(&archive->objects);
	pl_buffer_fini(&archive->elements);
	pl_buffer_fini(&archive->stream);
}

/* --------------------------------------------------------------- cairo's objects */

static void
keep_object(struct pl_draw_archive *archive, struct pl_buffer *list, uint32_t number,
	    struct pl_str text)
{
	struct pl_draw_object object = {number, archive->kept.length,
					archive->kept.length + text.length};
	pl_buffer_put(&archive->kept, text);
	pl_buffer_put(list, (struct pl_str){(const char *)&object, sizeof(object)});
	archive->failed |= list->failed;
}

/* The number of the object which is being read. */
static uint32_t
object_number(struct pl_draw_archive *archive)
{
	const char *text = pl_buffer_text(&archive->text);
	return text == NULL ? 0 : (uint32_t)strtoul(text, NULL, 10);
}

/* False if the object does not contain what the edit changes. */
static bool
apply_edit(struct pl_buffer *object, const struct edit *edit)
{
	const char *text = pl_buffer_text(object);
	const char *from = text == NULL ? NULL : strstr(text, edit->from);
	if (from == NULL || strncmp(text, edit->start, strlen(edit->start)) != 0) {
		return false;
	}
	struct pl_buffer edited = {0};
	pl_buffer_put(&edited, (struct pl_str){text, (size_t)(from - text)});
	pl_buffer_put_text(&edited, edit->to);
	pl_buffer_put_text(&edited, from + strlen(edit->from));
	pl_buffer_fini(object);
	*object = edited;
	return true;
}

/* The text of an object is complete but for its last line. */
static void
end_object(struct pl_draw_archive *archive)
{
	struct pl_str text = pl_str_slice(pl_buffer_str(&archive->text), 0, archive->line);
	struct pl_lines lines = {.rest = text};
	struct pl_str first;
	pl_lines_next(&lines, &first);
	struct pl_buffer object = {0};
	pl_buffer_put(&object, lines.rest);
	bool is_changed = false;
	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		is_changed |= apply_edit(&object, &edits[i]);
	}
	archive->failed |= object.failed;
	if (is_changed) {
		keep_object(archive, &archive->objects, object_number(archive),
			    pl_buffer_str(&object));
	} else if (archive->is_tagged && pl_str_starts(lines.rest, PL_STR(ELEMENT))) {
		keep_object(archive, &archive->elements, object_number(archive), lines.rest);
	}
	pl_buffer_fini(&object);
	archive->text.length = 0;
}

/* The stream which begins may be that of a page: it has no keys but these. */
static bool
is_content(const struct pl_draw_archive *archive)
{
	struct pl_str text = pl_str_slice(pl_buffer_str(&archive->text), 0, archive->line);
	struct pl_lines lines = {.rest = text};
	struct pl_str first;
	return archive->is_tagged && pl_lines_next(&lines, &first) &&
	       pl_str_starts(lines.rest, PL_STR("<< /Length ")) &&
	       pl_str_ends(lines.rest, PL_STR(" R\n   /Filter /FlateDecode\n>>\n"));
}

static void
begin_stream(struct pl_draw_archive *archive)
{
	archive->is_in_stream = true;
	archive->is_content = is_content(archive);
	archive->stream.length = 0;
	archive->stream_number = object_number(archive);
}

static void
end_stream(struct pl_draw_archive *archive)
{
	struct pl_buffer marked = {0}, object = {0};
	archive->is_in_stream = false;
	archive->failed |= archive->stream.failed;
	if (archive->is_content &&
	    pl_draw_mark_artifacts(pl_buffer_str(&archive->stream), &marked)) {
		pl_buffer_printf(&object, "<< /Length %zu /Filter /FlateDecode >>\nstream\n",
				 marked.length);
		pl_buffer_put(&object, pl_buffer_str(&marked));
		pl_buffer_put_text(&object, "\nendstream\n");
		keep_object(archive, &archive->objects, archive->stream_number,
			    pl_buffer_str(&object));
	}
	archive->failed |= marked.failed || object.failed;
	pl_buffer_fini(&marked);
	pl_buffer_fini(&object);
}

static void
end_line(struct pl_draw_archive *archive)
{
	struct pl_str line =
		pl_str_slice(pl_buffer_str(&archive->text), archive->line, archive->text.length);
	if (archive->is_in_stream) {
		if (pl_str_equal(line, PL_STR("endstream\n"))) {
			end_stream(archive);
		}
		archive->text.length = 0;
	} else if (pl_str_equal(line, PL_STR("stream\n"))) {
		begin_stream(archive);
		archive->text.length = 0;
	} else if (pl_str_equal(line, PL_STR("endobj\n"))) {
		end_object(archive);
	} else if (pl_str_ends(line, PL_STR(" 0 obj\n"))) {
		memmove(archive->text.data, line.data, line.length);
		archive->text.length = line.length;
	}
	archive->line = archive->text.length;
}

static void
watch(struct pl_draw_archive *archive, struct pl_str bytes)
{
	while (bytes.length > 0) {
		const char *end = memchr(bytes.data, '\n', bytes.length);
		size_t length = end == NULL ? bytes.length : (size_t)(end + 1 - bytes.data);
		size_t in_line = archive->text.length - archive->line;
		size_t kept = length;
		if (archive->is_in_stream && in_line + length > LONGEST_KEYWORD) {
			kept = in_line >= LONGEST_KEYWORD ? 0 : LONGEST_KEYWORD - in_line;
		}
		pl_buffer_put(&archive->text, pl_str_slice(bytes, 0, kept));
		if (archive->is_in_stream && archive->is_content) {
			pl_buffer_put(&archive->stream, pl_str_slice(bytes, 0, length));
		}
		if (end != NULL) {
			end_line(archive);
		}
		bytes = pl_str_slice(bytes, length, bytes.length);
	}
}

/* FNV-1a, and a similar sum with other constants, for an identifier of 128 bits. */
static void
hash(struct pl_draw_archive *archive, struct pl_str bytes)
{
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char byte = (unsigned char)bytes.data[i];
		archive->hashes[0] = (archive->hashes[0] ^ byte) * UINT64_C(0x100000001B3);
		archive->hashes[1] = (archive->hashes[1] + byte) * UINT64_C(0x9E3779B97F4A7C15);
	}
}

void
pl_draw_archive_put(struct pl_draw_archive *archive, struct pl_str bytes)
{
	pl_sink_put(archive->sink, bytes);
	hash(archive, bytes);
	watch(archive, bytes);
	archive->length += bytes.length;
}

/* ------------------------------------------------------------------- the update */

/* The update being written: the text behind cairo's file, and where its objects begin. */
struct update {
	struct pl_buffer out, entries;
	size_t before; /* bytes of cairo's file */
};

static void
begin_object(struct update *update, uint32_t number)
{
	pl_buffer_printf(&update->entries, "%u 1\n%010zu 00000 n \n", (unsigned)number,
			 update->before + update->out.length);
	pl_buffer_printf(&update->out, "%u 0 obj\n", (unsigned)number);
}

static void
put_stream(struct update *update, uint32_t number, const char *keys, struct pl_str bytes)
{
	begin_object(update, number);
	pl_buffer_printf(&update->out, "<< %s /Length %zu >>\nstream\n", keys, bytes.length);
	pl_buffer_put(&update->out, bytes);
	pl_buffer_put(&update->out, PL_STR("\nendstream\nendobj\n"));
}

/* A text string of PDF, in UTF-16. */
static void
put_string(struct pl_buffer *out, const char *text)
{
	pl_buffer_put_text(out, "<FEFF");
	for (const char *at = text, *end = text + strlen(text); at < end;) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		if (c > 0xFFFF) {
			pl_buffer_printf(out, "%04X", (unsigned)(0xD800 + ((c - 0x10000) >> 10)));
			c = 0xDC00 + (c & 0x3FF);
		}
		pl_buffer_printf(out, "%04X", (unsigned)c);
	}
	pl_buffer_put_text(out, ">");
}

/* The new objects follow cairo's, in this order. */
struct numbers {
	uint32_t metadata, profile, file, attachment, end;
};

/* The catalog's text without its closing brackets, and the rest of it. */
static void
put_catalog(struct pl_buffer *out, struct pl_str catalog, const struct numbers *numbers,
	    const struct pl_job *job)
{
	const struct platen_pages *pages = job->pages;
	while (catalog.length > 0 && catalog.data[catalog.length - 1] != '>') {
		catalog.length--;
	}
	catalog.length -= catalog.length >= 2 ? 2 : 0;
	pl_buffer_put(out, catalog);
	pl_buffer_printf(out, "   /Version /1.7\n   /Metadata %u 0 R\n",
			 (unsigned)numbers->metadata);
	pl_buffer_printf(out,
			 "   /OutputIntents [ << /Type /OutputIntent /S /GTS_PDFA1\n"
			 "      /OutputConditionIdentifier (sRGB) /DestOutputProfile %u 0 R >> ]\n",
			 (unsigned)numbers->profile);
	struct pl_str language = pl_document_language_tag(pages->document);
	if (language.length == 0 && job->options->tagged) {
		language = PL_STR("und"); /* readers must be told that it is not known */
	}
	if (language.length > 0) {
		pl_buffer_printf(out, "   /Lang (%.*s)\n", (int)language.length, language.data);
	}
	bool has_title = pl_draw_has_title(job);
	pl_buffer_printf(out, "   /ViewerPreferences << /Direction /%s /DisplayDocTitle %s >>\n",
			 pages->is_rtl ? "R2L" : "L2R", has_title ? "true" : "false");
	if (job->options->attachment_name != NULL) {
		pl_buffer_printf(out, "   /AF [ %u 0 R ]\n   /Names << /EmbeddedFiles << /Names [ ",
				 (unsigned)numbers->attachment);
		put_string(out, job->options->attachment_name);
		pl_buffer_printf(out, " %u 0 R ] >> >>\n", (unsigned)numbers->attachment);
	}
	pl_buffer_put(out, PL_STR(">>\n"));
}

static void
put_kept_objects(struct pl_draw_archive *archive, struct update *update,
		 const struct numbers *numbers, const struct pl_job *job)
{
	const struct pl_draw_object *objects = (const void *)archive->objects.data;
	for (size_t i = 0; i < archive->objects.length / sizeof(*objects); i++) {
		const struct pl_draw_object *object = &objects[i];
		struct pl_str text =
			pl_str_slice(pl_buffer_str(&archive->kept), object->start, object->end);
		begin_object(update, object->number);
		if (pl_str_starts(text, PL_STR(CATALOG))) {
			put_catalog(&update->out, text, numbers, job);
		} else {
			pl_buffer_put(&update->out, text);
		}
		pl_buffer_put(&update->out, PL_STR("endobj\n"));
	}
}

/* The elements which had artifacts among their children. */
static void
put_elements(struct pl_draw_archive *archive, struct update *update, uint32_t count)
{
	const struct pl_draw_object *elements = (const void *)archive->elements.data;
	size_t element_count = archive->elements.length / sizeof(*elements);
	bool *is_artifact = calloc(count + 1, sizeof(*is_artifact));
	struct pl_buffer text = {0};
	for (size_t pass = 0; pass < 2 && is_artifact != NULL; pass++) {
		for (size_t i = 0; i < element_count; i++) {
			struct pl_str own = pl_str_slice(pl_buffer_str(&archive->kept),
							 elements[i].start, elements[i].end);
			text.length = 0;
			if (pass == 0 && elements[i].number < count) {
				is_artifact[elements[i].number] =
					pl_str_starts(own, PL_STR(NO_MEANING));
			} else if (pass == 1 &&
				   pl_draw_drop_artifacts(own, is_artifact, count, &text)) {
				begin_object(update, elements[i].number);
				pl_buffer_put(&update->out, pl_buffer_str(&text));
				pl_buffer_put(&update->out, PL_STR("endobj\n"));
			}
		}
	}
	update->out.failed |= text.failed || is_artifact == NULL;
	pl_buffer_fini(&text);
	free(is_artifact);
}

static const char *
media_type_of(const struct platen_document *document, struct pl_str file)
{
	return pl_str_starts(file, PL_STR("PK")) ? "application#2Fzip"
	       : document->fdx != NULL           ? "application#2Fxml"
						 : "text#2Fx-fountain";
}

/* A file inside the PDF, which says that it is the source of it. input/pdf.c finds it again by the
 * first words of its object, and takes what is in there as it is. */
static void
put_attachment(struct update *update, const struct numbers *numbers, const struct pl_job *job)
{
	const struct platen_write_options *options = job->options;
	struct pl_str file = {options->attachment, options->attachment_length};
	char keys[128];
	snprintf(keys, sizeof(keys), "/Type /EmbeddedFile /Subtype /%s /Params << /Size %zu >>",
		 media_type_of(job->document, file), file.length);
	put_stream(update, numbers->file, keys, file);
	begin_object(update, numbers->attachment);
	pl_buffer_put_text(&update->out, "<< /Type /Filespec /F ");
	put_string(&update->out, options->attachment_name);
	pl_buffer_put_text(&update->out, " /UF ");
	put_string(&update->out, options->attachment_name);
	pl_buffer_printf(&update->out,
			 "\n   /AFRelationship /Source /Desc (Source)\n"
			 "   /EF << /F %u 0 R /UF %u 0 R >> >>\nendobj\n",
			 (unsigned)numbers->file, (unsigned)numbers->file);
}

static void
put_new_objects(struct update *update, const struct numbers *numbers, const struct pl_job *job)
{
	struct pl_buffer packet = {0};
	pl_draw_put_xmp(&packet, job);
	update->out.failed |= packet.failed;
	put_stream(update, numbers->metadata, "/Type /Metadata /Subtype /XML",
		   pl_buffer_str(&packet));
	pl_buffer_fini(&packet);
	put_stream(update, numbers->profile, "/N 3",
		   (struct pl_str){(const char *)pl_draw_srgb, PL_DRAW_SRGB_SIZE});
	if (job->options->attachment_name != NULL) {
		put_attachment(update, numbers, job);
	}
}

/* The number behind `key` in cairo's trailer; 0 if it is not there. */
static uint32_t
trailer_number(const char *trailer, const char *key)
{
	const char *at = strstr(trailer, key);
	return at == NULL ? 0 : (uint32_t)strtoul(at + strlen(key), NULL, 10);
}

static void
put_trailer(struct pl_draw_archive *archive, struct update *update, const char *trailer,
	    uint32_t size)
{
	size_t start = update->before + update->out.length;
	char id[33];
	snprintf(id, sizeof(id), "%016llX%016llX", (unsigned long long)archive->hashes[0],
		 (unsigned long long)archive->hashes[1]);
	pl_buffer_put(&update->out, PL_STR("xref\n"));
	pl_buffer_put(&update->out, pl_buffer_str(&update->entries));
	pl_buffer_printf(&update->out,
			 "trailer\n<< /Size %u\n   /Root %u 0 R\n   /Info %u 0 R\n   /Prev %u\n"
			 "   /ID [ <%s> <%s> ]\n>>\nstartxref\n%zu\n%%%%EOF\n",
			 (unsigned)size, (unsigned)trailer_number(trailer, "/Root "),
			 (unsigned)trailer_number(trailer, "/Info "),
			 (unsigned)trailer_number(trailer, "startxref\n"), id, id, start);
}

enum platen_status
pl_draw_archive_finish(struct pl_draw_archive *archive, const struct pl_job *job)
{
	const struct platen_write_options *options = job->options;
	const char *end = pl_buffer_text(&archive->text);
	if (end == NULL || archive->failed || archive->text.failed || archive->kept.failed ||
	    archive->objects.failed || archive->elements.failed || archive->stream.failed) {
		return PLATEN_NO_MEMORY;
	}
	const char *trailer = strstr(end, "trailer\n");
	if (trailer == NULL) { /* a newer cairo's file */
		bool is_whole = options->attachment_name == NULL && !options->tagged;
		return is_whole ? PLATEN_OK : PLATEN_NO_MODULE;
	}
	struct update update = {.before = archive->length};
	uint32_t next = trailer_number(trailer, "/Size ");
	struct numbers numbers = {next, next + 1, next + 2, next + 3, next + 2};
	if (options->attachment_name != NULL) {
		numbers.end += 2;
		hash(archive, (struct pl_str){options->attachment, options->attachment_length});
	}
	put_kept_objects(archive, &update, &numbers, job);
	if (archive->is_tagged) {
		put_elements(archive, &update, next);
	}
	put_new_objects(&update, &numbers, job);
	put_trailer(archive, &update, trailer, numbers.end);
	bool is_whole = !update.out.failed && !update.entries.failed;
	if (is_whole) {
		pl_sink_put(archive->sink, pl_buffer_str(&update.out));
	}
	pl_buffer_fini(&update.out);
	pl_buffer_fini(&update.entries);
	return is_whole ? PLATEN_OK : PLATEN_NO_MEMORY;
}
