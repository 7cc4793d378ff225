/*
 * A part of a Final Draft file, written again.
 *
 * Not byte for byte: files of other programs lack what Final Draft 13 refuses to do without, spell
 * numbers their way, and hang on to their parts what has no sense without the rest of the file. So
 * a table says which children and attributes an element has. What is missing is added, what is not
 * in the table is left out, values are spelt as Final Draft spells them. A part which Final Draft
 * saved comes out as it was.
 *
 * The bytes have been read before, as a piece of the whole file: they are well formed, have no
 * DOCTYPE, and libxml2 is given memory and nothing to fetch.
 */
#include <libxml/parser.h>
#include <stdlib.h>

#include "fdx/write/writer.h"
#include "fdx/write/values.h"

/* ------------------------------------------------------------------------- the table */

struct attribute {
	const char *name;
	enum pl_fdx_value kind;
	const char *usual;
};

/* In ASCII order; they end with a name of NULL. */
#define EIGHT                                                                                      \
	{"Alignment", PL_FDX_ALIGNMENT, "Left"}, {"FirstIndent", PL_FDX_INCHES, "0.00"},           \
		{"Leading", PL_FDX_LEADING, "Regular"}, {"LeftIndent", PL_FDX_INCHES, "1.00"},     \
		{"RightIndent", PL_FDX_INCHES, "7.50"}, {"SpaceBefore", PL_FDX_POINTS, "0"},       \
		{"Spacing", PL_FDX_SPACING, "1"},                                                  \
	{                                                                                          \
		"StartsNewPage", PL_FDX_YES, "No"                                                  \
	}
#define SEVEN                                                                                      \
	{"AdornmentStyle", PL_FDX_ZERO, "0"}, {"Background", PL_FDX_COLOR, "#FFFFFFFFFFFF"},       \
		{"Color", PL_FDX_COLOR, "#000000000000"}, {"Font", PL_FDX_NAME, PL_FDX_COURIER},   \
		{"RevisionID", PL_FDX_ZERO, "0"}, {"Size", PL_FDX_POINTS, "12"},                   \
	{                                                                                          \
		"Style", PL_FDX_STYLE, ""                                                          \
	}

static const struct attribute paragraph[] = {EIGHT, {0}};
static const struct attribute font[] = {SEVEN, {0}};
static const struct attribute label[] = {SEVEN, {"Type", PL_FDX_LABEL, "Page #"}, {0}};
static const struct attribute tabstop[] = {
	{"Position", PL_FDX_INCHES, "0.00"}, {"Type", PL_FDX_TAB, "Left"}, {0}};
static const struct attribute header_and_footer[] = {
	{"FooterFirstPage", PL_FDX_YES, "Yes"}, {"FooterVisible", PL_FDX_YES, "No"},
	{"HeaderFirstPage", PL_FDX_YES, "No"},  {"HeaderVisible", PL_FDX_YES, "Yes"},
	{"StartingPage", PL_FDX_POINTS, "1"},   {0}};
static const struct attribute page_layout[] = {
	{"BackgroundColor", PL_FDX_COLOR, "#FFFFFFFFFFFF"},
	{"BottomMargin", PL_FDX_POINTS, "72"},
	{"BreakDialogueAndActionAtSentences", PL_FDX_YES, "Yes"},
	{"DocumentLeading", PL_FDX_DOCUMENT_LEADING, "Normal"},
	{"FooterMargin", PL_FDX_POINTS, "36"},
	{"ForegroundColor", PL_FDX_COLOR, "#000000000000"},
	{"HeaderMargin", PL_FDX_POINTS, "36"},
	{"InvisiblesColor", PL_FDX_COLOR, "#808080808080"},
	{"TopMargin", PL_FDX_POINTS, "72"},
	{"UsesSmartQuotes", PL_FDX_YES, "Yes"},
	{0}};
static const struct attribute page_size[] = {
	{"Height", PL_FDX_INCHES, "11.00"}, {"Width", PL_FDX_INCHES, "8.50"}, {0}};
static const struct attribute cast_list[] = {{"AddParentheses", PL_FDX_YES, "Yes"},
					     {"AutomaticallyGenerate", PL_FDX_YES, "Yes"},
					     {"CastListElement", PL_FDX_NAME, "Cast List"},
					     {0}};
static const struct attribute type_name[] = {{"Type", PL_FDX_NAME, "Action"}, {0}};
static const struct attribute behavior[] = {{"PaginateAs", PL_FDX_NAME, "Action"},
					    {"ReturnKey", PL_FDX_NAME, "Action"},
					    {"Shortcut", PL_FDX_TEXT, ""},
					    {"WinShortcut", PL_FDX_TEXT, ""},
					    {0}};
static const struct attribute outline[] = {
	{"CanHide", PL_FDX_YES, "No"}, {"Level", PL_FDX_POINTS, "1"}, {0}};
static const struct attribute number_options[] = {
	{"LeftLocation", PL_FDX_INCHES, "0.75"},   {"NumberScheme", PL_FDX_NAME, "1A"},
	{"RightLocation", PL_FDX_INCHES, "7.38"},  {"ShowNumbersOnLeft", PL_FDX_YES, "Yes"},
	{"ShowNumbersOnRight", PL_FDX_YES, "Yes"}, {0}};
static const struct attribute dialogue_breaks[] = {
	{"AutomaticCharacterContinueds", PL_FDX_YES, "Yes"},
	{"BottomOfPage", PL_FDX_YES, "Yes"},
	{"DialogueBottom", PL_FDX_TEXT, "(MORE)"},
	{"DialogueTop", PL_FDX_TEXT, "(CONT'D)"},
	{"TopOfNext", PL_FDX_YES, "Yes"},
	{0}};
static const struct attribute scene_breaks[] = {
	{"ContinuedNumber", PL_FDX_YES, "No"},   {"SceneBottom", PL_FDX_TEXT, "(CONTINUED)"},
	{"SceneBottomOfPage", PL_FDX_YES, "No"}, {"SceneTop", PL_FDX_TEXT, "CONTINUED:"},
	{"SceneTopOfNext", PL_FDX_YES, "No"},    {0}};
static const struct attribute text_state[] = {{"Scaling", PL_FDX_POINTS, "100"},
					      {"Selection", PL_FDX_TEXT, "0,0"},
					      {"ShowInvisibles", PL_FDX_YES, "No"},
					      {0}};
static const struct attribute nothing[] = {{0}};

enum presence {
	ANY, /* of them, none too */
	ONE,
	SOME, /* at least one */
};

/* An element, as a child of another; children of one parent in the order of the file format. */
static const struct rule {
	const char *parent, *name; /* parent NULL: a part */
	enum presence presence;
	bool has_text;
	const struct attribute *attributes;
} rules[] = {
	{NULL, "HeaderAndFooter", ANY, false, header_and_footer},
	{NULL, "PageLayout", ANY, false, page_layout},
	{NULL, "ElementSettings", ANY, false, type_name},
	{NULL, "TitlePage", ANY, false, nothing},
	{NULL, "MoresAndContinueds", ANY, false, nothing},
	{NULL, "SceneNumberOptions", ANY, false, number_options},
	{"HeaderAndFooter", "Header", ONE, false, nothing},
	{"HeaderAndFooter", "Footer", ONE, false, nothing},
	{"Header", "Paragraph", SOME, false, paragraph},
	{"Footer", "Paragraph", SOME, false, paragraph},
	{"Paragraph", "Text", ANY, true, font},
	{"Paragraph", "DynamicLabel", ANY, false, label},
	{"Paragraph", "Tabstops", ANY, false, nothing},
	{"Tabstops", "Tabstop", SOME, false, tabstop},
	{"PageLayout", "PageSize", ONE, false, page_size},
	{"PageLayout", "AutoCastList", ONE, false, cast_list},
	{"ElementSettings", "FontSpec", ONE, false, font},
	{"ElementSettings", "ParagraphSpec", ONE, false, paragraph},
	{"ElementSettings", "Behavior", ONE, false, behavior},
	{"ElementSettings", "Outline", ANY, false, outline},
	{"TitlePage", "HeaderAndFooter", ANY, false, header_and_footer},
	{"TitlePage", "Content", ANY, false, nothing},
	{"TitlePage", "TextState", ANY, false, text_state},
	{"Content", "Paragraph", ANY, false, paragraph},
	{"MoresAndContinueds", "FontSpec", ONE, false, font},
	{"MoresAndContinueds", "DialogueBreaks", ONE, false, dialogue_breaks},
	{"MoresAndContinueds", "SceneBreaks", ONE, false, scene_breaks},
	{"SceneNumberOptions", "FontSpec", ONE, false, font},
};
#define RULE_COUNT (sizeof(rules) / sizeof(rules[0]))
#define DEPTH_MAX 8 /* deeper than the table goes */

static const struct rule *
find_rule(const char *parent, const char *name)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		bool is_parent = parent == NULL ? rules[i].parent == NULL
						: rules[i].parent != NULL &&
							  strcmp(rules[i].parent, parent) == 0;
		if (is_parent && strcmp(rules[i].name, name) == 0) {
			return &rules[i];
		}
	}
	return NULL;
}

/* ------------------------------------------------------------------------- the copy */

struct level {
	const struct rule *rule;
	const struct rule *due; /* required children from this row on are not written yet */
	bool has_children;
};

struct copy {
	struct pl_fdx *fdx;
	const struct pl_fdx_part *part;
	const struct pl_fdx_change *changes;
	size_t change_count;
	struct level open[DEPTH_MAX];
	uint32_t depth;
	uint32_t skipped; /* depth in something which is left out */
	struct pl_buffer value;
	bool has_heard; /* of an error */
};

/* A start tag's attributes as libxml2 hands them out: name, prefix, namespace, value, its end. */
struct tag {
	const xmlChar **list;
	int count;
};

/* libxml2 hands out `&amp;` in attributes as `&#38;`, for a second pass which SAX does not make. */
static bool
find_value(struct copy *copy, const struct tag *tag, const char *name, struct pl_str *value)
{
	static const struct pl_str reference = {"&#38;", 5};
	for (int i = 0; i < tag->count; i++) {
		const xmlChar **row = tag->list + 5 * (ptrdiff_t)i;
		if (strcmp((const char *)row[0], name) != 0) {
			continue;
		}
		struct pl_str raw = {(const char *)row[3], (size_t)(row[4] - row[3])};
		copy->value.length = 0;
		for (size_t at = 0; at < raw.length; at++) {
			pl_buffer_put_byte(&copy->value, raw.data[at]);
			if (pl_str_starts(pl_str_slice(raw, at, raw.length), reference)) {
				at += reference.length - 1;
			}
		}
		*value = pl_buffer_str(&copy->value);
		return true;
	}
	return false;
}

static const struct pl_fdx_change *
find_change(const struct copy *copy, const char *element, const char *attribute)
{
	for (size_t i = 0; i < copy->change_count; i++) {
		if (strcmp(copy->changes[i].element, element) == 0 &&
		    strcmp(copy->changes[i].attribute, attribute) == 0) {
			return &copy->changes[i];
		}
	}
	return NULL;
}

static void
put_attribute(struct copy *copy, const char *element, const struct attribute *attribute,
	      const struct tag *tag)
{
	const struct pl_fdx_change *change = find_change(copy, element, attribute->name);
	struct pl_str value = {0};
	if (change != NULL) {
		value = change->value;
	} else if (!find_value(copy, tag, attribute->name, &value)) {
		value = pl_str_of(attribute->usual);
	}
	pl_fdx_put_value(copy->fdx, attribute->name, attribute->kind, value, attribute->usual);
}

/* A type's indents and its style have been worked out, out of what its file says and what is usual.
 */
static void
put_attributes(struct copy *copy, const struct rule *rule, const struct tag *tag)
{
	const struct pl_fdx_type *type = copy->part->type;
	struct pl_str none = {0};
	if (type != NULL && strcmp(rule->name, "ParagraphSpec") == 0) {
		pl_fdx_put_format(copy->fdx, &type->format, none, none);
		return;
	}
	bool is_font = type != NULL && strcmp(rule->name, "FontSpec") == 0;
	for (const struct attribute *a = rule->attributes; a->name != NULL; a++) {
		struct pl_str value;
		if (is_font && a->kind == PL_FDX_STYLE && !find_value(copy, tag, a->name, &value)) {
			pl_fdx_put_style(copy->fdx, type->style);
		} else {
			put_attribute(copy, rule->name, a, tag);
		}
	}
}

static void
begin_child(struct copy *copy)
{
	if (copy->depth > 0 && !copy->open[copy->depth - 1].has_children) {
		copy->open[copy->depth - 1].has_children = true;
		pl_fdx_put(copy->fdx, ">\n");
	}
}

static void
put_start(struct copy *copy, const struct rule *rule, const struct tag *tag)
{
	begin_child(copy);
	pl_fdx_put_indent(copy->fdx, copy->depth + 1);
	pl_fdx_put(copy->fdx, "<");
	pl_fdx_put(copy->fdx, rule->name);
	put_attributes(copy, rule, tag);
	pl_fdx_put(copy->fdx, rule->has_text ? ">" : "");
	copy->open[copy->depth++] = (struct level){rule, rules, false};
}

/* Required children of the open element which are due before `until`; NULL: all of them. */
static void
put_due(struct copy *copy, const struct rule *until)
{
	static const struct tag none = {0};
	uint32_t bottom = copy->depth;
	const struct rule *end = until == NULL ? rules + RULE_COUNT : until;
	for (;;) {
		struct level *level = &copy->open[copy->depth - 1];
		const struct rule *limit = copy->depth == bottom ? end : rules + RULE_COUNT;
		while (level->due < limit &&
		       (level->due->presence == ANY || level->due->parent == NULL ||
			strcmp(level->due->parent, level->rule->name) != 0)) {
			level->due++;
		}
		if (level->due < limit) {
			put_start(copy, level->due++, &none);
		} else if (copy->depth == bottom) {
			return;
		} else {
			copy->depth--;
			pl_fdx_put_end(copy->fdx, copy->depth + 1, level->rule->name,
				       level->has_children);
		}
	}
}

static void
start_element(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
	      int namespace_count, const xmlChar **namespaces, int attribute_count,
	      int defaulted_count, const xmlChar **list)
{
	struct copy *copy = user;
	(void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted_count;
	struct level *parent = copy->depth == 0 ? NULL : &copy->open[copy->depth - 1];
	const struct rule *rule = copy->skipped > 0
					  ? NULL
					  : find_rule(parent == NULL ? NULL : parent->rule->name,
						      (const char *)local);
	bool is_second = rule != NULL && rule->presence == ONE && parent->due > rule;
	if (rule == NULL || is_second) {
		copy->skipped++;
		return;
	}
	struct tag tag = {list, attribute_count};
	if (parent != NULL) {
		put_due(copy, rule);
		parent->due = rule->presence == ANY ? parent->due : rule + 1;
	}
	put_start(copy, rule, &tag);
}

static void
end_element(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct copy *copy = user;
	(void)local, (void)prefix, (void)uri;
	if (copy->skipped > 0) {
		copy->skipped--;
		return;
	}
	if (copy->depth == 0) {
		return;
	}
	put_due(copy, NULL);
	const struct level *level = &copy->open[--copy->depth];
	if (level->rule->has_text) {
		pl_fdx_put(copy->fdx, "</");
		pl_fdx_put(copy->fdx, level->rule->name);
		pl_fdx_put(copy->fdx, ">\n");
	} else {
		pl_fdx_put_end(copy->fdx, copy->depth + 1, level->rule->name, level->has_children);
	}
}

static void
characters(void *user, const xmlChar *text, int length)
{
	struct copy *copy = user;
	if (copy->skipped == 0 && copy->depth > 0 && copy->open[copy->depth - 1].rule->has_text) {
		pl_fdx_put_text(copy->fdx, (struct pl_str){(const char *)text, (size_t)length});
	}
}

/* Of well formed XML there is no error which matters but want of memory, and that is not always
 * told. */
static void
hear_error(void *user, xmlErrorPtr error)
{
	struct copy *copy = user;
	copy->has_heard = true;
	copy->fdx->failed |= error->code == XML_ERR_NO_MEMORY;
}

#define CHUNK (64 * 1024)

static void
parse(struct copy *copy, xmlParserCtxtPtr parser)
{
	struct pl_str xml = copy->part->xml;
	int status = 0;
	for (size_t at = 0; at < xml.length && !copy->fdx->failed;) {
		size_t length = xml.length - at < CHUNK ? xml.length - at : CHUNK;
		status = xmlParseChunk(parser, xml.data + at, (int)length, 0);
		at += length;
	}
	status = status != 0 ? status : xmlParseChunk(parser, NULL, 0, 1);
	copy->fdx->failed |= status != 0 && !copy->has_heard;
}

void
pl_fdx_copy_part(struct pl_fdx *fdx, const struct pl_fdx_part *part,
		 const struct pl_fdx_change *changes, size_t change_count)
{
	struct copy copy = {
		.fdx = fdx, .part = part, .changes = changes, .change_count = change_count};
	xmlSAXHandler handlers = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = start_element,
		.endElementNs = end_element,
		.characters = characters,
		.ignorableWhitespace = characters,
		.cdataBlock = characters,
		.serror = hear_error,
	};
	xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handlers, &copy, NULL, 0, NULL);
	if (parser == NULL) {
		fdx->failed = true;
		return;
	}
	pl_buffer_init(&copy.value);
	xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	parse(&copy, parser);
	xmlFreeParserCtxt(parser);
	fdx->failed |= copy.value.failed;
	pl_buffer_fini(&copy.value);
}
