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
	/* of a tagged file: */
	bool is_tagged;
	struct pl_buffer elements; /* those of its structure, as `objects` */
	bool is_content;           /* what goes by is the stream of a page, maybe */
	struct pl_buffer stream;   /* this stream, */
	uint32_t stream_number;    /* and its object */
};

void pl_draw_archive_init(struct pl_draw_archive *archive, const struct pl_job *job);
void pl_draw_archive_fini(struct pl_draw_archive *archive);

/* Pass bytes on to the sink, and note the objects in them which have to be written again. */
void pl_draw_archive_put(struct pl_draw_archive *archive, struct pl_str bytes);

/* Write the update, when cairo has written all. PLATEN_NO_MEMORY; PLATEN_NO_MODULE: an attachment
 * needs cairo 1.16. */
enum platen_status pl_draw_archive_finish(struct pl_draw_archive *archive,
					  const struct pl_job *job);

/* artifacts.c: compress a page's stream anew, with artifacts for elements without a meaning. False:
 * there are none, or memory ran out, which the buffer then says. */
bool pl_draw_mark_artifacts(struct pl_str stream, struct pl_buffer *to);

/* The text of an element without those of its children that are artifacts now. False: none is. */
bool pl_draw_drop_artifacts(struct pl_str element, const bool *is_artifact, uint32_t count,
			    struct pl_buffer *to);

/* metadata.c: what the file says about itself, in cairo's Info dictionary and as an XMP packet.
 * `date` is in seconds since 1970; 0: none. */
bool pl_draw_has_title(const struct pl_job *job);
void pl_draw_set_info(cairo_surface_t *surface, const struct pl_job *job);
void pl_draw_put_xmp(struct pl_buffer *out, const struct pl_job *job);

/* The ICC profile of our colours. */
#define PL_DRAW_SRGB_SIZE 496
extern const unsigned char pl_draw_srgb[PL_DRAW_SRGB_SIZE];

#endif
