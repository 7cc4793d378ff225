/*
 * Settings: children of the root which are written from those of another file, or from nothing.
 *
 * A file which is read and written again is not copied: other programs leave out what Final Draft
 * 13 refuses to do without, spell numbers their own way, and refer to what is not in our file. So a
 * table says which children and attributes an element has. What is missing is added with the usual
 * value, what is not in the table is left out, and values are spelled as Final Draft spells them.
 * Settings which Final Draft saved come out as they were. Settings of a script which comes from no
 * file are the completion of nothing. The bytes become a tree, which is walked along the table: how
 * deep the table goes is how deep this recurses.
 *
 * A template is not completed: what has not changed in it is copied byte for byte (keep.c).
 */
#include <stdio.h>

#include "fdx/write/tree.h"

const struct pl_fdx_part *
pl_fdx_part_named(const struct pl_fdx_file *file, const char *name)
{
	const struct pl_fdx_part *part = file == NULL ? NULL : file->parts;
	while (part != NULL && !pl_str_equal(part->name, pl_str_of(name))) {
		part = part->next;
	}
	return part;
}

/* ---------------------------------------------------------------------- values */

enum kind {
	TEXT,
	NAME, /* text which is not empty */
	INCHES,
	NUMBER,
	SPACING,
	COLOR,
	STYLE,
	ZERO, /* revisions and spelling marks are not kept */
	ALIGNMENT,
	LEADING,
	WORD, /* one of those in `usual`, of which the first is the usual one */
};

struct attribute {
	const char *name;
	enum kind kind;
	const char *usual;
};

/* The word of "Yes|No" which `text` is, in any case; the first one if it is none of them. */
static struct pl_str
find_word(struct pl_str text, const char *words)
{
	const char *word = words;
	/* Fade In writes True and All in places */
	bool is_yes =
		pl_str_equal_ascii_case(text, PL_STR("true")) ||
		(strcmp(words, "No|Yes") == 0 && pl_str_equal_ascii_case(text, PL_STR("all")));
	text = is_yes ? PL_STR("Yes") : text;
	for (;;) {
		struct pl_str found = {word, strcspn(word, "|")};
		if (pl_str_equal_ascii_case(text, found)) {
			return found;
		}
		if (word[found.length] == '\0') {
			return (struct pl_str){words, strcspn(words, "|")};
		}
		word += found.length + 1;
	}
}

static bool
is_color(struct pl_str value)
{
	size_t digits = 0;
	for (size_t at = 1; at < value.length; at++) {
		char c = value.data[at];
		digits += pl_is_digit(c) || (c >= 'A' && c <= 'F');
	}
	return value.length == 13 && value.data[0] == '#' && digits == 12;
}

/* A number as Final Draft spells it; false if the value is none. */
static bool
format_number(enum kind kind, struct pl_str value, char text[PL_FDX_NUMBER_SIZE])
{
	int32_t thousandths;
	if (!pl_fdx_parse_thousandths(value, &thousandths) || (kind != INCHES && thousandths < 0)) {
		return false;
	}
	if (kind == INCHES) {
		pl_fdx_format_inches(thousandths * 72 / 10, text);
	} else if (kind == SPACING) {
		pl_fdx_format_spacing((uint32_t)(thousandths + 250) / 500, text);
	} else {
		snprintf(text, PL_FDX_NUMBER_SIZE, "%d", (int)((thousandths + 500) / 1000));
	}
	return true;
}

/* Write the attribute, with the usual value if this one makes no sense. */
static void
put_value(struct pl_fdx_writer *writer, const struct attribute *attribute, struct pl_str value)
{
	struct pl_str trimmed = pl_str_trim_ascii(value), usual = pl_str_of(attribute->usual);
	enum pl_fdx_leading leading = PL_FDX_REGULAR;
	char text[PL_FDX_NUMBER_SIZE];
	switch (attribute->kind) {
	case TEXT: break;
	case NAME: value = trimmed.length > 0 ? trimmed : usual; break;
	case INCHES:
	case NUMBER:
	case SPACING:
		value = format_number(attribute->kind, trimmed, text) ? pl_str_of(text) : usual;
		break;
	case COLOR: value = is_color(trimmed) ? trimmed : usual; break;
	case STYLE: pl_fdx_put_style(writer, pl_fdx_parse_style(trimmed)); return;
	case ZERO: value = usual; break;
	case ALIGNMENT:
		value = pl_str_of(pl_fdx_alignment_names[pl_fdx_parse_alignment(trimmed)]);
		break;
	case LEADING:
		pl_fdx_parse_leading(trimmed, &leading);
		value = pl_str_of(pl_fdx_leading_names[leading]);
		break;
	case WORD: value = find_word(trimmed, attribute->usual); break;
	}
	pl_fdx_put_attribute(writer, attribute->name, value);
}

/* ------------------------------------------------------------------- the table */

/* clang-format off */
/* In ASCII order; a list ends with a name of NULL. */
#define FORMAT                                                                                     \
	{"Alignment", ALIGNMENT, "Left"}, {"FirstIndent", INCHES, "0.00"},                         \
	{"Leading", LEADING, "Regular"}, {"LeftIndent", INCHES, "1.00"},                           \
	{"RightIndent", INCHES, "7.50"}, {"SpaceBefore", NUMBER, "0"},                             \
	{"Spacing", SPACING, "1"}, {"StartsNewPage", WORD, "No|Yes"}
#define FONT                                                                                       \
	{"AdornmentStyle", ZERO, "0"}, {"Background", COLOR, "#FFFFFFFFFFFF"},                     \
	{"Color", COLOR, "#000000000000"}, {"Font", NAME, PL_FDX_COURIER},                         \
	{"RevisionID", ZERO, "0"}, {"Size", NUMBER, "12"}, {"Style", STYLE, ""}
#define LIST(...) (const struct attribute[]){__VA_ARGS__, {0}}

enum presence {
	ANY, /* number of them, none too */
	ONE,
	SOME, /* at least one */
};

/* An element as a child of another; those of one parent in the order of the file format. */
static const struct rule {
	const char *parent, *name; /* parent NULL: a child of the root */
	enum presence presence;
	const struct attribute *attributes; /* NULL: none */
} rules[] = {
	{NULL, "HeaderAndFooter", ANY, LIST(
		{"FooterFirstPage", WORD, "Yes|No"}, {"FooterVisible", WORD, "No|Yes"},
		{"HeaderFirstPage", WORD, "No|Yes"}, {"HeaderVisible", WORD, "Yes|No"},
		{"StartingPage", NUMBER, "1"})},
	{NULL, "PageLayout", ANY, LIST(
		{"BackgroundColor", COLOR, "#FFFFFFFFFFFF"}, {"BottomMargin", NUMBER, "72"},
		{"BreakDialogueAndActionAtSentences", WORD, "Yes|No"},
		{"DocumentLeading", WORD, "Normal|Tight|Very Tight|Loose"},
		{"FooterMargin", NUMBER, "36"}, {"ForegroundColor", COLOR, "#000000000000"},
		{"HeaderMargin", NUMBER, "36"}, {"InvisiblesColor", COLOR, "#808080808080"},
		{"TopMargin", NUMBER, "72"}, {"UsesSmartQuotes", WORD, "Yes|No"})},
	{NULL, "ElementSettings", ANY, LIST({"Type", NAME, "Action"})},
	{NULL, "TitlePage", ANY, NULL},
	{NULL, "MoresAndContinueds", ANY, NULL},
	{NULL, "Revisions", ANY, LIST(
		{"ActiveSet", NUMBER, "0"}, {"Location", INCHES, "7.75"},
		{"RevisionMode", WORD, "No|Yes"}, {"RevisionsShown", WORD, "Active|All"},
		{"ShowAllMarks", WORD, "No|Yes"}, {"ShowAllSets", WORD, "No|Yes"},
		{"ShowPageColor", WORD, "No|Yes"})},
	{NULL, "SceneNumberOptions", ANY, LIST(
		{"LeftLocation", INCHES, "0.75"}, {"NumberScheme", NAME, "1A"},
		{"RightLocation", INCHES, "7.38"}, {"ShowNumbersOnLeft", WORD, "Yes|No"},
		{"ShowNumbersOnRight", WORD, "Yes|No"})},
	{"HeaderAndFooter", "Header", ONE, NULL},
	{"HeaderAndFooter", "Footer", ONE, NULL},
	{"Header", "Paragraph", SOME, LIST(FORMAT)},
	{"Footer", "Paragraph", SOME, LIST(FORMAT)},
	{"Paragraph", "Text", ANY, LIST(FONT)},
	{"Paragraph", "DynamicLabel", ANY, LIST(
		FONT, {"Type", NAME, "Page #"})},
	{"Paragraph", "Tabstops", ANY, NULL},
	{"Tabstops", "Tabstop", SOME, LIST(
		{"Position", INCHES, "0.00"}, {"Type", WORD, "Left|Right|Center|Decimal"})},
	{"PageLayout", "PageSize", ONE, LIST(
		{"Height", INCHES, "11.00"}, {"Width", INCHES, "8.50"})},
	{"PageLayout", "AutoCastList", ONE, LIST(
		{"AddParentheses", WORD, "Yes|No"}, {"AutomaticallyGenerate", WORD, "Yes|No"},
		{"CastListElement", NAME, "Cast List"})},
	{"ElementSettings", "FontSpec", ONE, LIST(FONT)},
	{"ElementSettings", "ParagraphSpec", ONE, LIST(FORMAT)},
	{"ElementSettings", "Behavior", ONE, LIST(
		{"PaginateAs", NAME, "Action"}, {"ReturnKey", NAME, "Action"},
		{"Shortcut", TEXT, ""}, {"WinShortcut", TEXT, ""})},
	{"ElementSettings", "Outline", ANY, LIST(
		{"CanHide", WORD, "No|Yes"}, {"Level", NUMBER, "1"})},
	{"TitlePage", "HeaderAndFooter", ANY, LIST(
		{"FooterFirstPage", WORD, "Yes|No"}, {"FooterVisible", WORD, "No|Yes"},
		{"HeaderFirstPage", WORD, "No|Yes"}, {"HeaderVisible", WORD, "Yes|No"},
		{"StartingPage", NUMBER, "1"})},
	{"TitlePage", "Content", ANY, NULL},
	{"TitlePage", "TextState", ANY, LIST(
		{"Scaling", NUMBER, "100"}, {"Selection", TEXT, "0,0"},
		{"ShowInvisibles", WORD, "No|Yes"})},
	{"Content", "Paragraph", ANY, LIST(FORMAT)},
	{"MoresAndContinueds", "FontSpec", ONE, LIST(FONT)},
	{"MoresAndContinueds", "DialogueBreaks", ONE, LIST(
		{"AutomaticCharacterContinueds", WORD, "Yes|No"}, {"BottomOfPage", WORD, "Yes|No"},
		{"DialogueBottom", TEXT, "(MORE)"}, {"DialogueTop", TEXT, "(CONT'D)"},
		{"TopOfNext", WORD, "Yes|No"})},
	{"MoresAndContinueds", "SceneBreaks", ONE, LIST(
		{"ContinuedNumber", WORD, "No|Yes"}, {"SceneBottom", TEXT, "(CONTINUED)"},
		{"SceneBottomOfPage", WORD, "No|Yes"}, {"SceneTop", TEXT, "CONTINUED:"},
		{"SceneTopOfNext", WORD, "No|Yes"})},
	{"Revisions", "Revision", ANY, LIST(
		{"Color", COLOR, "#000000000000"}, {"FullRevision", WORD, "No|Yes"},
		{"ID", NUMBER, "1"}, {"Mark", TEXT, "*"}, {"Name", TEXT, ""},
		{"PageColor", COLOR, "#FFFFFFFFFFFF"}, {"Style", STYLE, ""})},
	{"SceneNumberOptions", "FontSpec", ONE, LIST(FONT)},
};
/* clang-format on */
#define RULE_COUNT (sizeof(rules) / sizeof(rules[0]))

static bool
is_child_of(const struct rule *rule, const char *parent)
{
	return parent == NULL || rule->parent == NULL ? parent == rule->parent
						      : strcmp(rule->parent, parent) == 0;
}

/* NULL if there is none. */
static const struct rule *
find_rule(const char *parent, const char *name)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		if (is_child_of(&rules[i], parent) && strcmp(rules[i].name, name) == 0) {
			return &rules[i];
		}
	}
	return NULL;
}

/* -------------------------------------------------------------- the completion */

struct completion {
	struct pl_fdx_writer *writer;
	const struct pl_fdx_type *type;
	const struct pl_fdx_change *changes;
	size_t change_count;
};

/* An attribute of the tree; false if there is none. */
static bool
find_value(const xmlNode *node, const char *name, struct pl_str *value)
{
	const xmlAttr *attribute = node == NULL ? NULL : node->properties;
	while (attribute != NULL && strcmp((const char *)attribute->name, name) != 0) {
		attribute = attribute->next;
	}
	if (attribute == NULL) {
		return false;
	}
	const xmlNode *text = attribute->children;
	*value = text == NULL || text->content == NULL ? PL_STR("")
						       : pl_str_of((const char *)text->content);
	return true;
}

static const struct pl_fdx_change *
find_change(const struct completion *completion, const char *element, const char *attribute)
{
	for (size_t i = 0; i < completion->change_count; i++) {
		const struct pl_fdx_change *change = &completion->changes[i];
		if (strcmp(change->element, element) == 0 &&
		    strcmp(change->attribute, attribute) == 0) {
			return change;
		}
	}
	return NULL;
}

static void
put_attribute(const struct completion *completion, const char *element,
	      const struct attribute *attribute, const xmlNode *node)
{
	const struct pl_fdx_type *type = completion->type;
	const struct pl_fdx_change *change = find_change(completion, element, attribute->name);
	struct pl_str value = pl_str_of(attribute->usual);
	if (change != NULL) {
		value = change->value;
	} else if (!find_value(node, attribute->name, &value) && type != NULL &&
		   attribute->kind == STYLE) {
		pl_fdx_put_style(completion->writer, type->style);
		return;
	}
	put_value(completion->writer, attribute, value);
}

/* The format of a type has been resolved: from its file, and where that says nothing from what is
 * usual. */
static void
put_attributes(const struct completion *completion, const struct rule *rule, const xmlNode *node)
{
	const struct attribute *attribute = rule->attributes;
	if (completion->type != NULL && strcmp(rule->name, "ParagraphSpec") == 0) {
		pl_fdx_put_format(completion->writer, &completion->type->format);
		return;
	}
	for (; attribute != NULL && attribute->name != NULL; attribute++) {
		put_attribute(completion, rule->name, attribute, node);
	}
}

static void
put_text(struct pl_fdx_writer *writer, const xmlNode *node)
{
	pl_fdx_put_text(writer, PL_STR(""));
	for (const xmlNode *text = node->children; text != NULL; text = text->next) {
		if (text->type == XML_TEXT_NODE || text->type == XML_CDATA_SECTION_NODE) {
			pl_fdx_put_text(writer, pl_str_of((const char *)text->content));
		}
	}
}

static void put_children(const struct completion *completion, const char *parent,
			 const xmlNode *node);

/* `node` may be NULL: an element which is missing. */
static void
put_element(const struct completion *completion, const struct rule *rule, const xmlNode *node)
{
	pl_fdx_open(completion->writer, rule->name);
	put_attributes(completion, rule, node);
	if (strcmp(rule->name, "Text") == 0) {
		put_text(completion->writer, node);
	} else {
		put_children(completion, rule->name, node);
	}
	pl_fdx_close(completion->writer);
}

static bool
has_change(const struct completion *completion, const char *element)
{
	size_t i = 0;
	while (i < completion->change_count &&
	       strcmp(completion->changes[i].element, element) != 0) {
		i++;
	}
	return i < completion->change_count;
}

/* Children of `parent` which are required, or have a change, and stand before `end`; *due is the
 * first which was not yet looked at. */
static void
put_missing(const struct completion *completion, const char *parent, const struct rule **due,
	    const struct rule *end)
{
	for (; *due < end; ++*due) {
		bool is_due = (*due)->presence != ANY || has_change(completion, (*due)->name);
		if (is_due && is_child_of(*due, parent)) {
			put_element(completion, *due, NULL);
		}
	}
}

static void
put_children(const struct completion *completion, const char *parent, const xmlNode *node)
{
	const struct rule *due = rules;
	const xmlNode *child = node == NULL ? NULL : node->children;
	for (; child != NULL; child = child->next) {
		const struct rule *rule = child->type == XML_ELEMENT_NODE
						  ? find_rule(parent, (const char *)child->name)
						  : NULL;
		if (rule == NULL || (rule->presence == ONE && due > rule)) {
			continue;
		}
		put_missing(completion, parent, &due, rule);
		put_element(completion, rule, child);
		due = rule->presence != ANY && due == rule ? rule + 1 : due;
	}
	put_missing(completion, parent, &due, rules + RULE_COUNT);
}

void
pl_fdx_complete_part(struct pl_fdx_writer *writer, const char *name, struct pl_str xml,
		     const struct pl_fdx_type *type, const struct pl_fdx_change *changes,
		     size_t change_count)
{
	const struct completion completion = {writer, type, changes, change_count};
	xmlDoc *tree = pl_fdx_tree_parse(writer, xml);
	const struct rule *rule = find_rule(NULL, name);
	if (rule != NULL) {
		put_element(&completion, rule, pl_fdx_tree_root(tree));
	}
	pl_fdx_tree_free(tree);
}

void
pl_fdx_open_usual(struct pl_fdx_writer *writer, const char *parent, const char *name,
		  const struct pl_fdx_change *changes, size_t change_count)
{
	const struct completion completion = {writer, NULL, changes, change_count};
	const struct rule *rule = find_rule(parent, name);
	pl_fdx_open(writer, name);
	if (rule != NULL) {
		put_attributes(&completion, rule, NULL);
	}
}
