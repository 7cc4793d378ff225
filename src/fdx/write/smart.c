/*
 * SmartType: the words which Final Draft offers for autocompletion. Six lists, in capitals, each
 * word once: those of every script first, then this one's in its order. The lists hold WORD_MAX
 * words in all, since nobody scrolls through thousands.
 */
#include "fdx/write/writer.h"

#define WORD_MAX 4096

enum list {
	CHARACTERS,
	EXTENSIONS,
	SCENE_INTROS,
	LOCATIONS,
	TIMES_OF_DAY,
	TRANSITIONS,
};
#define LIST_COUNT 6

struct lists {
	struct pl_fdx_writer *writer;
	const struct pl_language *language;
	struct pl_buffer scratch;
	struct pl_buffer words[LIST_COUNT]; /* each with a LF behind it */
	struct pl_index known[LIST_COUNT];
	uint32_t word_count;
};

/* --------------------------------------------------------------------- the lists */

static void
put_upper(const struct pl_language *language, struct pl_buffer *to, struct pl_str text)
{
	to->length = 0;
	for (size_t at = 0; at < text.length;) {
		uint32_t c;
		char bytes[4];
		at += pl_utf8_decode(text.data + at, text.data + text.length, &c);
		pl_buffer_put(
			to, (struct pl_str){bytes,
					    pl_utf8_encode(pl_language_upper(language, c), bytes)});
	}
}

static void
add(struct lists *lists, enum list list, struct pl_str word)
{
	struct pl_index *known = &lists->known[list];
	struct pl_buffer *words = &lists->words[list];
	word = pl_str_trim_ascii(word);
	if (word.length == 0 || lists->word_count == WORD_MAX || lists->writer->failed) {
		return;
	}
	put_upper(lists->language, &lists->scratch, word);
	word = pl_buffer_str(&lists->scratch);
	if (!lists->scratch.failed && pl_index_find(known, word) != NULL) {
		return;
	}
	pl_buffer_put(words, word);
	pl_buffer_put_byte(words, '\n');
	lists->word_count++;
	lists->writer->failed |=
		lists->scratch.failed || words->failed || pl_index_put(known, word) == NULL;
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
		add_extensions(lists, pl_node_more(node)->label);
	} else if (node->kind == PLATEN_TRANSITION) {
		add(lists, TRANSITIONS, node->text);
	}
}

/* ------------------------------------------------------------------------ output */

static void
put_list(const struct lists *lists, enum list list)
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
	struct pl_lines lines = {pl_buffer_str(&lists->words[list]), false};
	struct pl_str word;
	while (pl_lines_next(&lines, &word)) {
		if (word.length > 0) {
			pl_fdx_open(writer, elements[list].word);
			pl_fdx_put_text(writer, word);
			pl_fdx_close(writer);
		}
	}
	pl_fdx_close(writer);
}

static void
collect(struct lists *lists)
{
	for (enum list list = 0; list < LIST_COUNT; list++) {
		lists->known[list].arena = &lists->writer->arena;
	}
	add_usual_words(lists);
	for (const struct platen_node *node = lists->writer->job->document->root; node != NULL;
	     node = pl_node_following(node)) {
		add_node(lists, node);
	}
}

void
pl_fdx_put_smart_type(struct pl_fdx_writer *writer)
{
	struct lists lists = {.writer = writer,
			      .language = writer->job->document->prefixes.language};
	collect(&lists);
	pl_fdx_open(writer, "SmartType");
	for (enum list list = 0; list < LIST_COUNT; list++) {
		put_list(&lists, list);
		pl_buffer_fini(&lists.words[list]);
	}
	pl_fdx_close(writer);
	pl_buffer_fini(&lists.scratch);
}
