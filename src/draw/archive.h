/*
 * draw/archive - what PDF/A-2b (ISO 19005-2) asks of a file, and cairo does not write
 */
#ifndef PL_DRAW_ARCHIVE_H
#define PL_DRAW_ARCHIVE_H

#include "draw/draw.h"

/* An object of cairo's which is written again. */
struct pl_draw_object {
	uint32_t number;
	size_t start, end; /* its text in `kept` */
};

/* A PDF on its way from cairo to the sink. */
struct pl_draw_archive {
	struct pl_sink *sink;
	size_t length;         /* bytes of the file so far */
	uint64_t hashes[2];    /* of these bytes */
	bool is_in_stream;     /* between the lines `stream` and `endstream` */
	bool failed;           /* no memory */
	struct pl_buffer text; /* the object being read, or what follows the last one */
	size_t line;           /* where its last line begins */
	struct pl_buffer kept;
	struct pl_buffer objects; /* struct pl_draw_object each */
};

void pl_draw_archive_init(struct pl_draw_archive *archive, struct pl_sink *sink);
void pl_draw_archive_fini(struct pl_draw_archive *archive);

/* Pass bytes on to the sink, and note the objects in them which have to be written again. */
void pl_draw_archive_put(struct pl_draw_archive *archive, struct pl_str bytes);

/* Write the update, when cairo has written all. PLATEN_NO_MEMORY; PLATEN_NO_MODULE: an attachment
 * needs cairo 1.16. */
enum platen_status pl_draw_archive_finish(struct pl_draw_archive *archive,
					  const struct pl_job *job);

/* metadata.c: what the file says about itself, in cairo's Info dictionary and as an XMP packet.
 * `date` is in seconds since 1970; 0: none. */
void pl_draw_set_info(cairo_surface_t *surface, const struct platen_document *document,
		      int64_t date);
void pl_draw_put_xmp(struct pl_buffer *out, const struct pl_job *job);

/* The ICC profile of our colours. */
#define PL_DRAW_SRGB_SIZE 496
extern const unsigned char pl_draw_srgb[PL_DRAW_SRGB_SIZE];

#endif
