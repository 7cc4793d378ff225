/*
 * SmartType: the words which Final Draft offers while one types. Six lists, in capitals, each word
 * once, in the order of the script after the words that every script may want.
 *
 * One hash table of fixed size tells which words are known. When it holds ENTRY_MAX words the rest
 * of the script adds none: nobody scrolls through thousands, and hostile input cannot make the
 * search for a word longer than the table.
 */
#include "unicode/unicode.h"
#include "fdx/write/writer.h"

#define ENTRY_MAX 4096
#define SLOT_COUNT (2 * ENTRY_MAX)

enum list {
	CHARACTERS,
	EXTENSIONS,
	SCENE_INTROS,
	LOCATIONS,
	TIMES_OF_DAY,
	TRANSITIONS,
};
#define LIST_COUNT 6

struct entry {
	struct entry *next; /* in its list */
	struct pl_str word;
	enum list list;
};

struct lists {
	struct pl_fdx_writer *writer;
	struct pl_buffer scratch;
	struct entry *first[LIST_COUNT], *last[LIST_COUNT];
	struct entry **slots;
	uint32_t entry_count;
};

/* --------------------------------------------------------------------- the lists */

static void
put_upper(struct pl_buffer *to, struct pl_str text)
{
	to->length = 0;
	for (size_t at = 0; at < text.length;) {
		uint32_t c;
		char bytes[4];
		at += pl_utf8_decode(text.data + at, text.data + text.length, &c);
		pl_buffer_put(to, (struct pl_str){bytes, pl_utf8_encode(pl_to_upper(c), bytes)});
	}
}

/* FNV-1a, the list being the first byte. */
static uint32_t
hash(enum list list, struct pl_str word)
{
	uint32_t value = (2166136261u ^ (uint32_t)list) * 16777619u;
	for (size_t i = 0; i < word.length; i++) {
		value = (value ^ (unsigned char)word.data[i]) * 16777619u;
	}
	return value ^ value >> 15;
}

/* Where the word stands in the table, or the free slot where it belongs. */
static struct entry **
find(struct lists *lists, enum list list, struct pl_str word)
{
	uint32_t slot = hash(list, word) % SLOT_COUNT;
	while (lists->slots[slot] != NULL && (lists->slots[slot]->list != list ||
					      !pl_str_equal(lists->slots[slot]->word, word))) {
		slot = (slot + 1) % SLOT_COUNT;
	}
	return &lists->slots[slot];
}

static void
append(struct lists *lists, enum list list, struct entry **slot)
{
	struct pl_arena *arena = &lists->writer->arena;
	struct entry *entry = pl_arena_alloc(arena, sizeof(*entry));
	struct pl_str word = pl_arena_copy(arena, pl_buffer_str(&lists->scratch));
	if (entry == NULL || word.data == NULL) {
		lists->writer->failed = true;
		return;
	}
	*entry = (struct entry){NULL, word, list};
	*slot = entry;
	lists->entry_count++;
	if (lists->last[list] == NULL) {
		lists->first[list] = entry;
	} else {
		lists->last[list]->next = entry;
	}
	lists->last[list] = entry;
}

static void
add(struct lists *lists, enum list list, struct pl_str word)
{
	word = pl_str_trim_ascii(word);
	if (word.length == 0 || lists->entry_count == ENTRY_MAX || lists->writer->failed) {
		return;
	}
	put_upper(&lists->scratch, word);
	if (lists->scratch.failed) {
		lists->writer->failed = true;
		return;
	}
	struct entry **slot = find(lists, list, pl_buffer_str(&lists->scratch));
	if (*slot == NULL) {
		append(lists, list, slot);
	}
}

/* ------------------------------------------------------------------ their sources */

static void
add_usual_words(struct lists *lists)
{
	static const struct {
		enum list list;
		const char *word;
	} usual[] = {
		{EXTENSIONS, "(V.O.)"},   {EXTENSIONS, "(O.S.)"},    {EXTENSIONS, "(O.C.)"},
		{EXTENSIONS, "(CONT'D)"}, {SCENE_INTROS, "INT"},     {SCENE_INTROS, "EXT"},
		{SCENE_INTROS, "I/E"},    {TIMES_OF_DAY, "DAY"},     {TIMES_OF_DAY, "NIGHT"},
		{TRANSITIONS, "CUT TO:"}, {TRANSITIONS, "FADE IN:"}, {TRANSITIONS, "FADE OUT."},
	};
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
		add(lists, usual[i].list, pl_str_of(usual[i].word));
	}
}

/* INT. COFFEE SHOP, BACK ROOM - DAY: intro, location, time of day. */
static void
add_heading(struct lists *lists, struct pl_str heading)
{
	struct pl_language_heading parts;
	pl_language_read_heading(&lists->writer->job->document->prefixes, heading, &parts);
	if (parts.prefix.length > 0) {
		add(lists, SCENE_INTROS, parts.prefix);
		add(lists, LOCATIONS, parts.location);
		add(lists, TIMES_OF_DAY, parts.time);
	}
}

static bool
is_contd(const struct platen_pages *pages, struct pl_str extension)
{
	return pl_str_equal_ascii_case(extension, PL_STR("(CONT'D)")) ||
	       pl_str_equal_ascii_case(extension, PL_STR("(CONT\u2019D)")) ||
	       pl_str_equal_ascii_case(extension, PL_STR("(CONTINUED)")) ||
	       pl_str_equal_ascii_case(extension, pages->contd);
}

/* "(V.O.) (CONT'D)" is two. */
static void
add_extensions(struct lists *lists, struct pl_str extensions)
{
	size_t start = 0;
	for (size_t i = 0; i < extensions.length; i++) {
		if (extensions.data[i] == ')') {
			struct pl_str word =
				pl_str_trim_ascii(pl_str_slice(extensions, start, i + 1));
			add(lists, EXTENSIONS, word);
			lists->writer->has_typed_contd |= is_contd(lists->writer->job->pages, word);
			start = i + 1;
		}
	}
}

static void
add_node(struct lists *lists, const struct platen_node *node)
{
	if (node->kind == PLATEN_SCENE_HEADING) {
		add_heading(lists, node->text);
	} else if (node->kind == PLATEN_CHARACTER) {
		add(lists, CHARACTERS, node->text);
		add_extensions(lists, node->label);
	} else if (node->kind == PLATEN_TRANSITION) {
		add(lists, TRANSITIONS, node->text);
	}
}

/* ------------------------------------------------------------------------ output */

static void
put_list(struct lists *lists, enum list list)
{
	static const struct {
		const char *name, *word, *separator;
	} elements[LIST_COUNT] = {
		[CHARACTERS] = {"Characters", "Character", NULL},
		[EXTENSIONS] = {"Extensions", "Extension", NULL},
		[SCENE_INTROS] = {"SceneIntros", "SceneIntro", ". "},
		[LOCATIONS] = {"Locations", "Location", NULL},
		[TIMES_OF_DAY] = {"TimesOfDay", "TimeOfDay", " - "},
		[TRANSITIONS] = {"Transitions", "Transition", NULL},
	};
	struct pl_fdx_writer *writer = lists->writer;
	pl_fdx_open(writer, elements[list].name);
	if (elements[list].separator != NULL) {
		pl_fdx_put_attribute(writer, "Separator", pl_str_of(elements[list].separator));
	}
	pl_fdx_open_list(writer);
	for (const struct entry *entry = lists->first[list]; entry != NULL; entry = entry->next) {
		pl_fdx_open(writer, elements[list].word);
		pl_fdx_put_text(writer, entry->word);
		pl_fdx_close(writer);
	}
	pl_fdx_close(writer);
}

static void
collect(struct lists *lists)
{
	add_usual_words(lists);
	for (const struct platen_node *node = lists->writer->job->document->root; node != NULL;
	     node = pl_node_following(node)) {
		add_node(lists, node);
	}
}

void
pl_fdx_put_smart_type(struct pl_fdx_writer *writer)
{
	struct lists lists = {.writer = writer};
	lists.slots = pl_arena_array(&writer->arena, SLOT_COUNT, sizeof(*lists.slots));
	if (lists.slots == NULL) {
		writer->failed = true;
		return;
	}
	pl_buffer_init(&lists.scratch);
	collect(&lists);
	pl_buffer_fini(&lists.scratch);
	pl_fdx_open(writer, "SmartType");
	for (enum list list = 0; list < LIST_COUNT; list++) {
		put_list(&lists, list);
	}
	pl_fdx_close(writer);
}
