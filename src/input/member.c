/*
 * The member of an archive which is a screenplay, unpacked into memory.
 *
 * A name in an archive is only compared with the names we look for; no file is ever made of one. So
 * ../../etc/passwd is a name like any other. What an archive says about sizes is believed only when
 * it is too much. Unpacking stops at the limit, and only one member is ever unpacked.
 */
#include <zip.h>

#include "input/input.h"

#define Z_MEM_ERROR (-4) /* of zlib, whose errors libzip hands on */
#define MEMBERS_MAX 10000

/* How surely a member is the screenplay. */
enum likeness {
	NOTHING,
	LOOSE_TEXT,   /* draft.fountain, whatever folder it is in */
	BUNDLED_TEXT, /* Highland: draft.textbundle/text.md */
	PARAGRAPHS,   /* Fade In: document.xml */
};

static enum platen_status
refuse(const struct platen_reporter *diag, const char *why)
{
	const struct platen_position nowhere = {0};
	pl_report(diag, PL_ARCHIVE_REFUSED, nowhere, why);
	return PLATEN_BAD_INPUT;
}

/* What libzip says when memory ran out: not always that. */
static bool
is_memory_error(const zip_error_t *error)
{
	int code = zip_error_code_zip(error);
	return code == ZIP_ER_MEMORY || code == ZIP_ER_OK ||
	       (code == ZIP_ER_ZLIB && zip_error_code_system(error) == Z_MEM_ERROR);
}

static enum platen_status
refuse_error(const struct platen_reporter *diag, const zip_error_t *error)
{
	if (is_memory_error(error)) {
		return PLATEN_NO_MEMORY;
	}
	return refuse(diag, zip_error_code_zip(error) == ZIP_ER_COMPNOTSUPP
				    ? "its screenplay is packed in a way which is not read"
				    : "it is damaged");
}

static enum likeness
likeness_of(struct pl_str name)
{
	static const char *const bundled[] = {"text.md", "text.markdown", "text.fountain",
					      "text.txt"};
	static const char *const loose[] = {".fountain", ".spmd"};
	size_t folder = name.length;
	while (folder > 0 && name.data[folder - 1] != '/') {
		folder--;
	}
	struct pl_str last = pl_str_slice(name, folder, name.length);
	if (pl_str_equal(name, PL_STR("document.xml"))) {
		return PARAGRAPHS;
	}
	if (pl_str_starts(name, PL_STR("__MACOSX/")) || pl_str_starts(last, PL_STR("."))) {
		return NOTHING; /* the Finder's shadows of files */
	}
	for (size_t i = 0; i < sizeof(bundled) / sizeof(bundled[0]); i++) {
		if (pl_str_equal_ascii_case(last, pl_str_of(bundled[i])) &&
		    (folder == 0 || pl_str_ends_ascii_case(pl_str_slice(name, 0, folder),
							   PL_STR(".textbundle/")))) {
			return BUNDLED_TEXT;
		}
	}
	for (size_t i = 0; i < sizeof(loose) / sizeof(loose[0]); i++) {
		if (pl_str_ends_ascii_case(last, pl_str_of(loose[i]))) {
			return LOOSE_TEXT;
		}
	}
	return NOTHING;
}

/* The first of the likeliest members is *found. */
static enum likeness
find_member(zip_t *archive, zip_uint64_t *found)
{
	enum likeness best = NOTHING;
	zip_int64_t count = zip_get_num_entries(archive, 0);
	for (zip_int64_t i = 0; i < count; i++) {
		const char *name = zip_get_name(archive, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
		enum likeness likeness = name == NULL ? NOTHING : likeness_of(pl_str_of(name));
		if (likeness > best) {
			best = likeness;
			*found = (zip_uint64_t)i;
		}
	}
	return best;
}

/* Unpack the member, but no more than a byte over `limit`. */
static enum platen_status
unpack(zip_t *archive, zip_uint64_t member, size_t limit, const struct platen_reporter *diag,
       struct pl_buffer *text)
{
	char piece[8 * 1024];
	zip_file_t *file = zip_fopen_index(archive, member, 0);
	if (file == NULL) {
		return refuse_error(diag, zip_get_error(archive));
	}
	zip_int64_t got = 0;
	while (text->length <= limit && (got = zip_fread(file, piece, sizeof(piece))) > 0) {
		pl_buffer_put(text, (struct pl_str){piece, (size_t)got});
	}
	enum platen_status status = PLATEN_OK;
	if (text->failed) {
		status = PLATEN_NO_MEMORY;
	} else if (text->length > limit) {
		status = PLATEN_TOO_LARGE;
	} else if (got < 0) {
		status = refuse_error(diag, zip_file_get_error(file));
	}
	zip_fclose(file);
	return status;
}

static enum platen_status
take_member(zip_t *archive, size_t limit, const struct platen_reporter *diag,
	    struct pl_buffer *text, enum pl_input_kind *kind)
{
	zip_uint64_t member;
	struct zip_stat about;
	enum likeness likeness = find_member(archive, &member);
	if (likeness == NOTHING) {
		*kind = PL_INPUT_ARCHIVE;
		return PLATEN_OK;
	}
	if (zip_stat_index(archive, member, 0, &about) != 0) {
		return refuse_error(diag, zip_get_error(archive));
	}
	if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
	    about.encryption_method != ZIP_EM_NONE) {
		return refuse(
			diag,
			"its screenplay is encrypted; take the password off where it is from");
	}
	if ((about.valid & ZIP_STAT_SIZE) != 0 && about.size > limit) {
		return PLATEN_TOO_LARGE;
	}
	enum platen_status status = unpack(archive, member, limit, diag, text);
	if (status == PLATEN_OK) {
		*kind = likeness == PARAGRAPHS ? PL_INPUT_XML : PL_INPUT_TEXT;
	}
	return status;
}

/* libzip makes an entry in memory for each member before it can be asked how many there are. */
static bool
has_many_members(struct pl_str bytes)
{
	size_t count = 0;
	const char *at = bytes.data, *end = pl_str_end(bytes);
	while ((at = memchr(at, 'P', (size_t)(end - at))) != NULL && count <= MEMBERS_MAX) {
		count += pl_str_starts((struct pl_str){at, (size_t)(end - at)},
				       PL_STR("PK\x01\x02"));
		at++;
	}
	return count > MEMBERS_MAX;
}

static zip_t *
open_archive(struct pl_str bytes, zip_error_t *error)
{
	zip_source_t *source = zip_source_buffer_create(bytes.data, bytes.length, 0, error);
	zip_t *archive = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, error);
	if (archive == NULL) {
		zip_source_free(source);
	}
	return archive;
}

enum platen_status
pl_input_unzip_member(struct pl_str bytes, size_t limit, const struct platen_reporter *diag,
		      struct pl_buffer *text, enum pl_input_kind *kind)
{
	if (has_many_members(bytes)) {
		return refuse(diag, "it has more than 10000 members");
	}
	zip_error_t error;
	zip_error_init(&error);
	zip_t *archive = open_archive(bytes, &error);
	if (archive == NULL && zip_error_code_zip(&error) == ZIP_ER_NOZIP) {
		/* libzip says so, too, if it had no memory to look for the directory in; asked
		 * again it has some, or says that it has none */
		zip_error_fini(&error);
		zip_error_init(&error);
		archive = open_archive(bytes, &error);
	}
	enum platen_status status =
		archive == NULL ? refuse_error(diag, &error)
				: take_member(archive, pl_input_unpacked_limit(bytes.length, limit),
					      diag, text, kind);
	if (status == PLATEN_TOO_LARGE) {
		pl_input_refuse_unpacked(diag, bytes.length, limit);
	}
	if (archive != NULL) {
		zip_discard(archive);
	}
	zip_error_fini(&error);
	return status;
}

#if PL_MODULES
#include "base/module.h"

PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, (void (*)(void))pl_input_unzip_member};
#endif
