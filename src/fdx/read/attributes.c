/* Attributes of a start tag, as libxml2 hands them out. */
#include "fdx/read/elements.h"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Case and underscores are a matter of the program which wrote the file. */
static bool
is_name(const char *typed, const char *name)
{
	while (*typed != '\0' && *name != '\0') {
		if (*typed == '_') {
			typed++;
		} else if (lower(*typed++) != lower(*name++)) {
			return false;
		}
	}
	return *typed == '\0' && *name == '\0';
}

/* The value as libxml2 holds it; false if there is none. */
bool
pl_tag_find(const struct pl_draft_tag *tag, const char *name, struct pl_str *value)
{
	for (int i = 0; i < tag->count; i++) {
		const unsigned char **attribute = tag->list + 5 * (ptrdiff_t)i;
		const char *typed = (const char *)attribute[0];
		/* nearly all differ in their first letter */
		bool may_be = ((*typed ^ *name) & ~0x20) == 0 || *typed == '_';
		if (may_be && is_name(typed, name)) {
			*value = (struct pl_str){(const char *)attribute[3],
						 (size_t)(attribute[4] - attribute[3])};
			return true;
		}
	}
	return false;
}

/* A copy with a NUL behind it. libxml2 hands out `&amp;` in attributes as `&#38;`, for a second
 * pass which SAX does not make. */
static struct pl_str
keep(struct pl_draft *draft, struct pl_str value)
{
	static const struct pl_str reference = {"&#38;", 5};
	char *copy = pl_arena_alloc(&draft->document->arena, value.length + 1);
	if (copy == NULL) {
		draft->no_memory = true;
		return (struct pl_str){0};
	}
	size_t length = 0;
	for (size_t at = 0; at < value.length; at++) {
		copy[length++] = value.data[at];
		if (pl_str_starts(pl_str_slice(value, at, value.length), reference)) {
			at += reference.length - 1;
		}
	}
	return (struct pl_str){copy, length};
}

/* Of a text which the document keeps. */
void
pl_tag_take_text(struct pl_draft *draft, const struct pl_draft_tag *tag, const char *name,
		 struct pl_str *to)
{
	struct pl_str value;
	if (pl_tag_find(tag, name, &value)) {
		*to = keep(draft, pl_str_trim_ascii(value));
	}
}

void
pl_tag_take_word(struct pl_draft *draft, const struct pl_draft_tag *tag, const char *name,
		 const char **to)
{
	struct pl_str word = {0};
	pl_tag_take_text(draft, tag, name, &word);
	if (word.data != NULL) {
		*to = word.data;
	}
}

void
pl_tag_take_yes(const struct pl_draft_tag *tag, const char *name, bool *to)
{
	struct pl_str value;
	if (pl_tag_find(tag, name, &value)) {
		*to = pl_fdx_parse_yes(value);
	}
}

void
pl_tag_take_inches(const struct pl_draft_tag *tag, const char *name, int32_t *to)
{
	struct pl_str value;
	if (pl_tag_find(tag, name, &value)) {
		pl_fdx_parse_inches(value, to);
	}
}

void
pl_tag_take_points(const struct pl_draft_tag *tag, const char *name, int32_t *to)
{
	struct pl_str value;
	if (pl_tag_find(tag, name, &value)) {
		pl_fdx_parse_points(value, to);
	}
}

static void
take_length(const struct pl_draft_tag *tag, const char *name, unsigned bit,
	    struct pl_fdx_format *format, int32_t *to)
{
	struct pl_str value;
	if (pl_tag_find(tag, name, &value) && pl_fdx_parse_inches(value, to)) {
		format->given |= bit;
	}
}

void
pl_tag_take_alignment(const struct pl_draft_tag *tag, const char *name,
		      struct pl_fdx_format *format)
{
	struct pl_str value;
	if (pl_tag_find(tag, name, &value)) {
		format->given |= PL_FDX_HAS_ALIGNMENT;
		format->alignment = pl_fdx_parse_alignment(value);
	}
}

bool
pl_tag_take_format(const struct pl_draft_tag *tag, struct pl_fdx_format *format)
{
	struct pl_str value;
	int32_t length;
	pl_tag_take_alignment(tag, "Alignment", format);
	if (pl_tag_find(tag, "Leading", &value) && pl_fdx_parse_leading(value, &format->leading)) {
		format->given |= PL_FDX_HAS_LEADING;
	}
	take_length(tag, "FirstIndent", PL_FDX_HAS_FIRST, format, &format->first_indent);
	take_length(tag, "LeftIndent", PL_FDX_HAS_LEFT, format, &format->left_indent);
	take_length(tag, "RightIndent", PL_FDX_HAS_RIGHT, format, &format->right_indent);
	if (pl_tag_find(tag, "SpaceBefore", &value) && pl_fdx_parse_points(value, &length)) {
		format->given |= PL_FDX_HAS_SPACE;
		format->space_before = length < 0 ? 0 : length;
	}
	if (pl_tag_find(tag, "Spacing", &value) &&
	    pl_fdx_parse_spacing(value, &format->half_lines)) {
		format->given |= PL_FDX_HAS_SPACING;
	}
	if (pl_tag_find(tag, "StartsNewPage", &value)) {
		format->given |= PL_FDX_HAS_PAGE;
		format->starts_new_page = pl_fdx_parse_yes(value);
	}
	return format->given != 0;
}

static bool
has_value(const struct pl_draft_tag *tag, const char *name, const char *usual)
{
	struct pl_str value;
	return pl_tag_find(tag, name, &value) && value.length > 0 &&
	       !pl_str_equal(value, pl_str_of(usual));
}

void
pl_tag_count_lost(struct pl_draft *draft, const struct pl_draft_tag *tag, const char *name,
		  const char *usual, enum pl_lost lost)
{
	draft->lost[lost] += has_value(tag, name, usual);
}
