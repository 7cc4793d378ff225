/* xml - XML as small trees, with the bytes of each element. See xml.c. */
#ifndef PL_FDX_XML_H
#define PL_FDX_XML_H

#include "unicode/unicode.h"

struct pl_fdx_attribute {
	const char *name; /* without its prefix */
	struct pl_str value;
};

/* An element, or a piece of text. */
struct pl_fdx_element {
	struct pl_fdx_element *parent, *first, *last, *next;
	const char *name;    /* without its prefix; NULL: it is text */
	struct pl_str text;  /* of text; a slice of the source where that has the same bytes. What
			      * references or CDATA sections stand in is several texts */
	uint8_t depth, mode; /* of pl_fdx_mode */
	bool has_prefix;
	uint32_t counted; /* elements in it of the name which its rule counts */
	struct pl_fdx_attribute *attributes;
	uint32_t attribute_count;
	struct platen_position from;   /* of its `<` */
	struct platen_position inside; /* after its start tag */
	uint32_t end; /* byte after its end tag, or its text if that is a slice; else 0 */
};

/* How an element is handed over. */
enum pl_fdx_mode {
	PL_FDX_HOLLOW, /* without what is in it: name and bytes only */
	PL_FDX_WHOLE,  /* with all that is in it */
	PL_FDX_LIST,   /* its children one by one, then itself, without them */
};

/* An element of this name in a list of that name. What no rule names is hollow. Names are compared
 * without regard to case. */
struct pl_fdx_xml_rule {
	const char *parent, *name;
	enum pl_fdx_mode mode;
	const char *counted; /* of a hollow one; NULL: nothing in it is counted */
};

#define PL_FDX_DEPTH_MAX 64
#define PL_FDX_TAG_MAX (64u * 1024)
#define PL_FDX_TEXT_MAX (16u * 1024 * 1024) /* of an element which is whole */
#define PL_FDX_ELEMENTS_MAX 1000000u        /* in it */

/* XML being read. The caller sets what stands up to `user`, the rest being zero. */
struct pl_fdx_xml {
	struct pl_str source; /* UTF-8 */
	/* The root's start tag was read; it is a list. Choose the rules. */
	enum platen_status (*begin)(void *user, const struct pl_fdx_element *root);
	/* An element of a list, or the root, has ended. It is valid until the function returns, and
	 * those it is in until pl_fdx_xml_read does. */
	enum platen_status (*take)(void *user, const struct pl_fdx_element *element);
	void *user;
	const struct pl_fdx_xml_rule *rules; /* they end with an empty one */
	/* Why it could not be read; empty: `begin` or `take` did not say. */
	char why[200];
	struct platen_position where;
	bool is_ill_formed; /* it is no XML; else it is refused */
	char doctype[61];   /* the name of the DOCTYPE which it is refused for */
};

/* PLATEN_BAD_INPUT: it is no XML, or refused, by `begin` and `take`, too. */
enum platen_status pl_fdx_xml_read(struct pl_fdx_xml *xml);

/* The element after `at` in `top`, in the order of the file; without those in `at` if it does not
 * descend. NULL: there is none. */
const struct pl_fdx_element *pl_fdx_walk(const struct pl_fdx_element *top,
					 const struct pl_fdx_element *at, bool descends);

bool pl_fdx_is_named(const struct pl_fdx_element *element, const char *name);

/* The attribute's value; false if there is none. Case and underscores of its name do not matter:
 * they are up to the program which wrote the file. */
bool pl_fdx_get(const struct pl_fdx_element *element, const char *name, struct pl_str *value);

#endif
