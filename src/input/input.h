/*
 * input - what a file is, by its bytes; decoding; the screenplay in an archive
 */
#ifndef PL_INPUT_H
#define PL_INPUT_H

#include "diag/diag.h"
#include "unicode/unicode.h"

enum pl_input_kind {
	PL_INPUT_TEXT, /* Fountain, as it may be any text */
	PL_INPUT_XML,
	PL_INPUT_ARCHIVE, /* zip */
	PL_INPUT_WIDE,    /* text of several bytes a letter, without a byte order mark */
	PL_INPUT_FOREIGN, /* another well-known type */
};

/* What a file is, by its first bytes. */
struct pl_input_type {
	enum pl_input_kind kind;
	const char *name; /* "a PDF file"; NULL for text */
	/* of text and XML, as far as the first bytes show it: */
	enum pl_encoding encoding;
	size_t mark_length; /* of the byte order mark */
};

struct pl_input_type pl_input_type_of(struct pl_str bytes);

/*
 * Bytes of a file to UTF-8 without a byte order mark, owned by `arena`: of text, NUL replaced, or
 * of XML in the encoding which it declares. `encoding` is the name of the text's, for iconv, if it
 * has no byte order mark; NULL: UTF-8, else Windows-1252. `may_borrow`: bytes which need no change
 * are not copied. PLATEN_BAD_INPUT: the bytes are of
 * another well-known type or the encoding is unknown, which was reported.
 */
enum platen_status pl_input_decode(struct pl_arena *arena, struct pl_str bytes, bool may_borrow,
				   const char *encoding, const struct platen_reporter *diag,
				   struct pl_str *source);
enum platen_status pl_input_decode_xml(struct pl_arena *arena, struct pl_str bytes,
				       const struct platen_reporter *diag, struct pl_str *source);

/* The file that platen has put into a PDF, as a slice of it. False: this is no PDF, or no such one.
 */
bool pl_input_pdf_source(struct pl_str pdf, struct pl_str *source);

/* The longest text, in bytes, as platen_read_options has it. */
size_t pl_input_limit(uint32_t mebibytes);

/* Report that the text is longer than `limit`, and return PLATEN_TOO_LARGE. */
enum platen_status pl_input_refuse_length(const struct platen_reporter *diag, size_t limit);

/* The longest text, in bytes, which an archive of `packed` bytes may unpack to. */
size_t pl_input_unpacked_limit(size_t packed, size_t limit);
enum platen_status pl_input_refuse_unpacked(const struct platen_reporter *diag, size_t packed,
					    size_t limit);

/* The same of a document with more than PLATEN_NODES_MAX nodes. */
enum platen_status pl_input_refuse_nodes(const struct platen_reporter *diag);

/*
 * Unpack the member which is a screenplay into `text`, an empty buffer of the caller's. On
 * PLATEN_OK *kind says by its name what it is: text, XML, or the archive if there is none.
 * PLATEN_BAD_INPUT, PLATEN_TOO_LARGE (more than `limit` bytes): that was reported.
 * PLATEN_NO_MODULE: the module which unpacks is not installed.
 */
enum platen_status pl_unzip(struct pl_str bytes, size_t limit, const struct platen_reporter *diag,
			    struct pl_buffer *text, enum pl_input_kind *kind);

/* The unpacking itself, in its module. */
typedef enum platen_status pl_input_unzip_fn(struct pl_str bytes, size_t limit,
					     const struct platen_reporter *diag,
					     struct pl_buffer *text, enum pl_input_kind *kind);
pl_input_unzip_fn pl_input_unzip_member;

#endif
