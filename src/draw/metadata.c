/* What a PDF says about itself: the Info dictionary, for every reader, and XMP, for archives. */
#include <stdio.h>
#include <time.h>

#include "draw/archive.h"

#define CREATOR "platen " PLATEN_VERSION
#define DATE_SIZE 64

/* ------------------------------------------------------------------------- facts */

/* Empty if there is none. A tagged file must have one. */
static struct pl_str
title_of(const struct pl_job *job)
{
	const struct platen_node *entry = pl_document_title_entry(job->document, PL_TITLE_TITLE);
	bool has_own = entry != NULL && entry->text.length > 0;
	return has_own                ? entry->text
	       : job->options->tagged ? PL_STR("Untitled screenplay")
				      : PL_STR("");
}

bool
pl_draw_has_title(const struct pl_job *job)
{
	return title_of(job).length > 0;
}

/* The values of a role: each line of its entries on the title page is one, an author for example.
 */
struct values {
	enum pl_title_role role;
	const struct platen_node *entry;
	struct pl_lines lines;
};

static bool
next_value(struct values *values, struct pl_str *value)
{
	while (values->entry != NULL) {
		while (pl_lines_next(&values->lines, value)) {
			if (value->length > 0) {
				return true;
			}
		}
		values->entry = pl_title_entry_next(values->entry, values->role);
		if (values->entry != NULL) {
			values->lines = (struct pl_lines){.rest = values->entry->text};
		}
	}
	return false;
}

static struct values
values_of(const struct platen_document *document, enum pl_title_role role)
{
	struct values values = {.role = role, .entry = pl_document_title_entry(document, role)};
	if (values.entry != NULL) {
		values.lines.rest = values.entry->text;
	}
	return values;
}

/* All values of a role, as one text. */
static void
put_values(struct pl_buffer *to, const struct platen_document *document, enum pl_title_role role)
{
	struct values values = values_of(document, role);
	for (struct pl_str value; next_value(&values, &value);) {
		pl_buffer_put_text(to, to->length > 0 ? ", " : "");
		pl_draw_put_text(to, value);
	}
}

/* ISO 8601, in UTC; empty if there is no date. It has an offset, since some programs refuse a Z in
 * its place in a PDF. */
static void
format_date(char out[DATE_SIZE], int64_t date)
{
	time_t seconds = (time_t)date;
	struct tm parts;
	out[0] = '\0';
	if (date != 0 && gmtime_r(&seconds, &parts) != NULL && parts.tm_year >= -1900 &&
	    parts.tm_year <= 9999 - 1900) {
		snprintf(out, DATE_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d+00:00",
			 parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
			 parts.tm_min, parts.tm_sec);
	}
}

/* -------------------------------------------------------------------------- Info */

static void
set(cairo_surface_t *surface, cairo_pdf_metadata_t which, struct pl_buffer *text)
{
	const char *value = pl_buffer_text(text);
	if (value != NULL && text->length > 0) {
		cairo_pdf_surface_set_metadata(surface, which, value);
	}
	text->length = 0;
}

void
pl_draw_set_info(cairo_surface_t *surface, const struct pl_job *job)
{
	const struct platen_document *document = job->document;
	struct pl_buffer text = {0};
	pl_draw_put_text(&text, title_of(job));
	set(surface, CAIRO_PDF_METADATA_TITLE, &text);
	put_values(&text, document, PL_TITLE_AUTHOR);
	set(surface, CAIRO_PDF_METADATA_AUTHOR, &text);
	put_values(&text, document, PL_TITLE_KEYWORDS);
	set(surface, CAIRO_PDF_METADATA_KEYWORDS, &text);
	pl_buffer_fini(&text);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, CREATOR);
	/* without a date cairo would use the clock; it leaves out an empty one */
	char iso[DATE_SIZE];
	format_date(iso, job->options->date);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, iso);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, iso);
}

/* --------------------------------------------------------------------------- XMP */

/* What pl_draw_put_text has made fit for XML, with entities. */
static void
put_escaped(struct pl_buffer *out, struct pl_str text)
{
	struct pl_buffer clean = {0};
	pl_draw_put_text(&clean, text);
	pl_buffer_put_xml(out, pl_buffer_str(&clean));
	out->failed |= clean.failed;
	pl_buffer_fini(&clean);
}

static void
put_xmp_title(struct pl_buffer *out, const struct pl_job *job)
{
	if (pl_draw_has_title(job)) {
		pl_buffer_put(out, PL_STR("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"));
		put_escaped(out, title_of(job));
		pl_buffer_put(out, PL_STR("</rdf:li></rdf:Alt></dc:title>\n"));
	}
}

static void
put_xmp_authors(struct pl_buffer *out, const struct platen_document *document)
{
	struct values authors = values_of(document, PL_TITLE_AUTHOR);
	bool has_any = false;
	for (struct pl_str name; next_value(&authors, &name); has_any = true) {
		pl_buffer_put_text(out, has_any ? "" : "<dc:creator><rdf:Seq>");
		pl_buffer_put(out, PL_STR("<rdf:li>"));
		put_escaped(out, name);
		pl_buffer_put(out, PL_STR("</rdf:li>"));
	}
	pl_buffer_put_text(out, has_any ? "</rdf:Seq></dc:creator>\n" : "");
}

static void
put_xmp_keywords(struct pl_buffer *out, const struct platen_document *document)
{
	struct pl_buffer text = {0};
	put_values(&text, document, PL_TITLE_KEYWORDS);
	if (text.length > 0) {
		pl_buffer_put(out, PL_STR("<pdf:Keywords>"));
		put_escaped(out, pl_buffer_str(&text));
		pl_buffer_put(out, PL_STR("</pdf:Keywords>\n"));
	}
	out->failed |= text.failed;
	pl_buffer_fini(&text);
}

/* PDF/UA-1; and the description of this property, which PDF/A asks for. */
static void
put_xmp_accessible(struct pl_buffer *out)
{
	pl_buffer_put_text(out,
			   "<pdfuaid:part "
			   "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">1</pdfuaid:part>\n"
			   "<pdfaExtension:schemas "
			   "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
			   " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
			   " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"><rdf:Bag>"
			   "<rdf:li rdf:parseType=\"Resource\">\n"
			   "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
			   "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</"
			   "pdfaSchema:namespaceURI>"
			   "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
			   "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
			   "<pdfaProperty:name>part</pdfaProperty:name>"
			   "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
			   "<pdfaProperty:category>internal</pdfaProperty:category>"
			   "<pdfaProperty:description>part of ISO 14289</pdfaProperty:description>"
			   "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>"
			   "</pdfaExtension:schemas>\n");
}

void
pl_draw_put_xmp(struct pl_buffer *out, const struct pl_job *job)
{
	const struct platen_document *document = job->document;
	char iso[DATE_SIZE];
	format_date(iso, job->options->date);
	pl_buffer_put_text(
		out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		     "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
		     "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		     "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
		     " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
		     " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
		     " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
		     "<dc:format>application/pdf</dc:format>\n"
		     "<xmp:CreatorTool>" CREATOR "</xmp:CreatorTool>\n");
	/* part 2 allows no attachments but PDF/A */
	pl_buffer_printf(out,
			 "<pdfaid:part>%d</pdfaid:part>"
			 "<pdfaid:conformance>B</pdfaid:conformance>\n",
			 job->options->attachment_name == NULL ? 2 : 3);
	pl_buffer_printf(out, "<pdf:Producer>cairo %s (https://cairographics.org)</pdf:Producer>\n",
			 cairo_version_string());
	put_xmp_title(out, job);
	put_xmp_authors(out, document);
	put_xmp_keywords(out, document);
	if (iso[0] != '\0') {
		pl_buffer_printf(out, "<xmp:CreateDate>%s</xmp:CreateDate>", iso);
		pl_buffer_printf(out, "<xmp:ModifyDate>%s</xmp:ModifyDate>\n", iso);
	}
	if (job->options->tagged) {
		put_xmp_accessible(out);
	}
	pl_buffer_put_text(out, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
}
