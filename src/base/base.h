/*
 * base - memory, slices, UTF-8, growing buffers, the sink. Knows nothing of screenplays.
 *
 * No function here exits or prints. If memory runs out, a function returns NULL or false, or sets a
 * flag that stays set; its comment says which.
 */
#ifndef PL_BASE_H
#define PL_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "platen.h"

/* Stands for "no index" or "no number". */
#define PL_NONE UINT32_MAX

/* ---------------------------------------------------------------------- slices */

/* A slice: `length` bytes at `data`, owned by someone else and not NUL-terminated. */
struct pl_str {
	const char *data;
	size_t length;
};

#define PL_STR(literal) ((struct pl_str){"" literal, sizeof(literal) - 1})

static inline struct pl_str
pl_str_of(const char *nul_terminated)
{
	return (struct pl_str){nul_terminated, strlen(nul_terminated)};
}

/* Bytes [start, end) of `str`; the caller keeps start <= end <= length. */
static inline struct pl_str
pl_str_slice(struct pl_str str, size_t start, size_t end)
{
	/* an empty slice may have a NULL pointer */
	return (struct pl_str){str.length == 0 ? str.data : str.data + start, end - start};
}

/* Where the slice ends. NULL if its pointer is: to add to it, even 0, is undefined in C11. */
static inline const char *
pl_str_end(struct pl_str str)
{
	return str.length == 0 ? str.data : str.data + str.length;
}

static inline bool
pl_str_equal(struct pl_str a, struct pl_str b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static inline bool
pl_str_starts(struct pl_str str, struct pl_str prefix)
{
	return prefix.length == 0 ||
	       (str.length >= prefix.length && memcmp(str.data, prefix.data, prefix.length) == 0);
}

static inline bool
pl_str_ends(struct pl_str str, struct pl_str suffix)
{
	return str.length >= suffix.length &&
	       pl_str_starts(pl_str_slice(str, str.length - suffix.length, str.length), suffix);
}

/* The same, but A-Z and a-z count as equal. */
bool pl_str_ends_ascii_case(struct pl_str str, struct pl_str suffix);

/* `part` stands somewhere in `str`. */
bool pl_str_contains(struct pl_str str, struct pl_str part);

/* The longest beginning of UTF-8 text that fits into `most` bytes and cuts no character. */
struct pl_str pl_str_clip(struct pl_str text, size_t most);

/* `number` in decimal digits, with a minus sign if negative. The digits are at the end of `room`.
 */
#define PL_DECIMAL_SIZE 20
struct pl_str pl_str_decimal(int64_t number, char room[PL_DECIMAL_SIZE]);

/* Below 0, 0 or above 0, as functions that qsort calls return it. */
static inline int
pl_compare(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* ASCII characters, whatever the locale says. A space is what XML calls white space. */
static inline bool
pl_is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static inline bool
pl_is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static inline char
pl_ascii_lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* `str` without the ASCII white space at its ends. unicode.h has pl_str_trim, for any text. */
struct pl_str pl_str_trim_ascii(struct pl_str str);

/* Like memcmp, but A-Z and a-z count as equal; a text comes after its own beginnings. */
int pl_str_compare_ascii_case(struct pl_str a, struct pl_str b);

/* Whether they are equal if A-Z and a-z count as equal. */
bool pl_str_equal_ascii_case(struct pl_str a, struct pl_str b);

/* The next word of a list of words with one of `separators` between them. *list moves behind it.
 * False at the end; a word may be empty. */
bool pl_str_next_word(struct pl_str *list, const char *separators, struct pl_str *word);

/* The lines of a text, without their LF. A text has at least one line, which may be empty. */
struct pl_lines {
	struct pl_str rest;
	bool has_ended;
};

/* False after the last line. */
bool pl_lines_next(struct pl_lines *lines, struct pl_str *line);

/* ----------------------------------------------------------------------- UTF-8 */

#define PL_REPLACEMENT 0xFFFDu

/*
 * Decode the code point at `at` (which must be < end). Returns its length in bytes, 1 to 4.
 * Ill-formed bytes give PL_REPLACEMENT for each maximal subpart, as Unicode recommends (chapter
 * 3.9, U+FFFD substitution).
 */
size_t pl_utf8_decode(const char *at, const char *end, uint32_t *code_point);

/* Encode into at most 4 bytes at `to`; returns how many. Surrogates and values past U+10FFFF become
 * U+FFFD. */
size_t pl_utf8_encode(uint32_t code_point, char to[4]);

/* How many code points a slice of UTF-8 has. */
size_t pl_utf8_count(struct pl_str text);
/* How many bytes of the slice, from its start, are well-formed UTF-8. Fast on ASCII. */
size_t pl_utf8_valid_length(struct pl_str text);
/* All of them are. */
bool pl_utf8_is_valid(struct pl_str text);
/* Length of the control character (C0, DEL or C1) at `at`, 0 if there is none. */
size_t pl_control_at(const char *at, const char *end);
/* How many bytes of the slice, from its start, are printable ASCII, space included. Fast. */
size_t pl_plain_length(struct pl_str text);
/* The first place from `at` on where one of `bytes` is; the length of the text if there is none. Of
 * less than four, one is repeated. Fast. */
size_t pl_find_any(struct pl_str text, size_t at, const char bytes[4]);
/* How many bytes from `at` on are printable ASCII and none of `bytes`: writers pass them on. In a
 * literal of four, its NUL is the fifth. Fast. */
size_t pl_plain_until(const char *at, const char *end, const char bytes[5]);

/* ----------------------------------------------------------------------- arena */

/*
 * Memory that is freed all at once. A document owns one arena, the pages another. Blocks double in
 * size up to a megabyte, so that few calls of malloc are needed for many nodes.
 */
struct pl_arena {
	struct pl_arena_block *last;
	char *next, *end;
	size_t block_size;
};

void pl_arena_init(struct pl_arena *arena);
void pl_arena_fini(struct pl_arena *arena);
/* Free everything except one block, which is used again. */
void pl_arena_reset(struct pl_arena *arena);

/* `size` zeroed bytes, aligned for any type but long double; NULL if out of memory. The arena owns
 * them. */
void *pl_arena_alloc(struct pl_arena *arena, size_t size);

/* `count` zeroed elements; NULL if out of memory, or if the product overflows. */
void *pl_arena_array(struct pl_arena *arena, size_t count, size_t size);

/* A copy of `str` with a NUL behind it, owned by the arena; `.data` is NULL only if out of memory.
 */
struct pl_str pl_arena_copy(struct pl_arena *arena, struct pl_str str);

/*
 * Make room for one more element in an array in an arena: when `count` has reached *capacity
 * the array gets twice the room, and may move. Returns the array; NULL if out of memory, and then
 * the old array is still valid. Elements from `count` on are not zeroed. Arrays left behind take
 * less memory than the last one, and none is left behind if nothing else was allocated in between.
 */
void *pl_arena_grow(struct pl_arena *arena, void *array, size_t count, size_t *capacity,
		    size_t size);

/* ---------------------------------------------------------------------- buffer */

/* A growing byte string on the heap; all zero is an empty one. If memory runs out, `failed` is set
 * and nothing more is added: check it once, before using the bytes. */
struct pl_buffer {
	char *data;
	size_t length, capacity;
	bool failed;
};

void pl_buffer_init(struct pl_buffer *buffer);
void pl_buffer_fini(struct pl_buffer *buffer);
/* Make room for `more` bytes at the end; false if out of memory. */
bool pl_buffer_reserve(struct pl_buffer *buffer, size_t more);
void pl_buffer_put(struct pl_buffer *buffer, struct pl_str str);
void pl_buffer_put_byte(struct pl_buffer *buffer, char byte);
/* Text for XML, also in quoted attributes. It must not have control characters. */
void pl_buffer_put_xml(struct pl_buffer *buffer, struct pl_str text);
/* What XML has in place of a character: "&amp;"; NULL: the character itself. */
const char *pl_xml_escape(uint32_t character);
void pl_buffer_put_text(struct pl_buffer *buffer, const char *nul_terminated);
__attribute__((format(printf, 2, 3))) void pl_buffer_printf(struct pl_buffer *buffer,
							    const char *format, ...);
/* The bytes, followed by a NUL, owned by the buffer; NULL if out of memory. */
const char *pl_buffer_text(struct pl_buffer *buffer);
/* The write function of a platen_sink whose `user` is a buffer. */
bool pl_buffer_write(void *user, const void *bytes, size_t length);

/* Never NULL, so that pointers into it may be compared and added to. */
static inline struct pl_str
pl_buffer_str(const struct pl_buffer *buffer)
{
	return (struct pl_str){buffer->data == NULL ? "" : buffer->data, buffer->length};
}

/* -------------------------------------------------------------------- progress */

/* Whether to go on. */
static inline bool
pl_progress_step(const struct platen_progress *progress, uint64_t done, uint64_t total)
{
	return progress == NULL || progress->step == NULL ||
	       progress->step(progress->user, done, total);
}

/* ------------------------------------------------------------------------ sink */

/*
 * Where a writer's bytes go: a buffer of 64 KB in front of the caller's platen_sink. Writers put
 * without checking; pl_sink_finish reports at the end whether everything was written.
 */
struct pl_sink {
	const struct platen_sink *to;
	const struct platen_progress *progress; /* asked before bytes go out; NULL: nobody is */
	uint64_t written;
	bool failed, is_cancelled; /* cancelled: by the progress, and failed, too */
	size_t length;
	char bytes[64 * 1024];
};

void pl_sink_init(struct pl_sink *sink, const struct platen_sink *to,
		  const struct platen_progress *progress);
/* Ask whether to go on; if not, the sink fails. */
void pl_sink_step(struct pl_sink *sink, const struct platen_progress *progress, uint64_t done,
		  uint64_t total);
/* Put what does not fit into the buffer any more. */
void pl_sink_pass(struct pl_sink *sink, struct pl_str str);

/* Room for `size` bytes, less than the buffer has, behind what was put. The caller adds to `length`
 * what it has filled. */
char *pl_sink_room(struct pl_sink *sink, size_t size);

static inline void
pl_sink_put(struct pl_sink *sink, struct pl_str str)
{
	if (sink->length + str.length > sizeof(sink->bytes)) {
		pl_sink_pass(sink, str);
	} else if (str.length > 0) {
		memcpy(sink->bytes + sink->length, str.data, str.length);
		sink->length += str.length;
	}
}

static inline void
pl_sink_put_byte(struct pl_sink *sink, char byte)
{
	pl_sink_put(sink, (struct pl_str){&byte, 1});
}

static inline void
pl_sink_put_text(struct pl_sink *sink, const char *nul_terminated)
{
	pl_sink_put(sink, pl_str_of(nul_terminated));
}

/* In decimal digits, with a minus sign if negative. */
void pl_sink_put_number(struct pl_sink *sink, int64_t number);
/* Like printf, for markup and numbers; cut after 255 bytes. */
__attribute__((format(printf, 2, 3))) void pl_sink_printf(struct pl_sink *sink, const char *format,
							  ...);
/* In quotation marks, on one line, with backslashes as in C. */
void pl_sink_put_quoted(struct pl_sink *sink, struct pl_str text);
void pl_sink_put_spaces(struct pl_sink *sink, size_t count);
/* Flush; PLATEN_OK, PLATEN_CANCELLED, or PLATEN_IO if any byte was refused. */
enum platen_status pl_sink_finish(struct pl_sink *sink);

/* ------------------------------------------------------------------------ JSON */

/*
 * Writes JSON value by value, into a sink or a buffer, and puts the commas between them. The caller
 * keeps brackets balanced. `key` is the name of a member, in plain ASCII; NULL in an array.
 */
struct pl_json {
	struct pl_sink *sink; /* NULL: into the buffer */
	struct pl_buffer *buffer;
	bool needs_comma, breaks_line; /* before the next value */
};

struct pl_json pl_json_to_sink(struct pl_sink *sink);
struct pl_json pl_json_to_buffer(struct pl_buffer *buffer);
/* `brackets` open or close, one or several at once: "{", "[{", "}]}". */
void pl_json_begin(struct pl_json *json, const char *key, const char *brackets);
void pl_json_end(struct pl_json *json, const char *brackets);
void pl_json_str(struct pl_json *json, const char *key, struct pl_str text);
void pl_json_text(struct pl_json *json, const char *key, const char *nul_terminated);
void pl_json_int(struct pl_json *json, const char *key, int64_t number);
/* A value that is already JSON: true, false, null. */
void pl_json_bare(struct pl_json *json, const char *key, const char *word);
/* A string made of pieces. Bytes that are not UTF-8 become U+FFFD. */
void pl_json_begin_string(struct pl_json *json, const char *key);
void pl_json_put_text(struct pl_json *json, struct pl_str text);
void pl_json_end_string(struct pl_json *json);
/* The next value, or closing bracket, begins a line. */
void pl_json_break_line(struct pl_json *json);

/* The next token of JSON: a string with its quotes, one of {}[],: or a bare word. Empty at the end.
 * *rest then begins after it. */
struct pl_str pl_json_token(struct pl_str *rest);
/* Append the text of a token that is a string, without quotes and escapes. */
void pl_json_unquote(struct pl_str token, struct pl_buffer *out);

/* ------------------------------------------------------------------------- INI */

/*
 * Lines of `key = value`, or `key: value`, below sections in brackets. A line that begins with # or
 * ; is a comment, and so is what follows a # after a blank; a value in quotation marks may hold
 * one.
 */
enum pl_ini_kind {
	PL_INI_SECTION, /* key is its name */
	PL_INI_KEY,     /* key and value, which may be empty */
	PL_INI_BROKEN,  /* key is the line, which is neither */
};

struct pl_ini_line {
	enum pl_ini_kind kind;
	unsigned number; /* from 1 */
	struct pl_str key, value;
};

/* A position in a file. Starts as {{text}}. */
struct pl_ini {
	struct pl_lines lines;
	unsigned number; /* of lines read */
};

/* The next line that is neither empty nor a comment; false at the end. Its key and value are slices
 * of the file. */
bool pl_ini_next(struct pl_ini *ini, struct pl_ini_line *line);

/* --------------------------------------------------------------------- options */

/*
 * Copy options of `size` bytes which a caller has made, maybe with another version of platen.h:
 * *from begins with its own size. What an older version lacks is zero; a newer one may have set
 * what this one does not know. False: it has, or there is no size.
 */
bool pl_take_options(void *to, const void *from, size_t size);

/* ----------------------------------------------------------------------- index */

/*
 * An index: texts, each with a number. See index.c.
 */

/* A text and its number. The arena owns both. */
struct pl_entry {
	struct pl_str text;
	uint32_t number; /* PL_NONE until it is set */
};

struct pl_index {
	struct pl_arena *arena;
	struct pl_index_node *root;
};

/* The entry of `text`, which holds no NUL; NULL if there is none. */
struct pl_entry *pl_index_find(const struct pl_index *index, struct pl_str text);

/* The same, but adds an entry with a copy of `text` if there is none. NULL if out of memory. */
struct pl_entry *pl_index_put(struct pl_index *index, struct pl_str text);

#endif
