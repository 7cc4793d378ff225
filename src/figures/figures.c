/* Scenes, characters and locations, counted over the document in one walk. */
#include <stdlib.h>

#include "figures/figures.h"

/* The state of the walk over the document. */
struct counter {
	struct platen_figures *figures;
	const struct pl_language *language;
	struct pl_index names, places;
	struct pl_buffer key;
	uint32_t scene;              /* PL_NONE before the first one */
	enum platen_daytime daytime; /* of the latest scene */
};

/* ----------------------------------------------------------------------- scenes */

static struct pl_figures_scene *
current_scene(const struct counter *counter)
{
	return counter->scene == PL_NONE ? NULL : &counter->figures->scenes[counter->scene];
}

static bool
count_location(struct counter *counter, const struct pl_figures_scene *scene)
{
	struct platen_figures *figures = counter->figures;
	if (scene->parts.location.length == 0) {
		return true;
	}
	struct pl_entry *entry =
		pl_figures_name_key(counter->language, scene->parts.location, &counter->key)
			? pl_index_put(&counter->places, pl_buffer_str(&counter->key))
			: NULL;
	if (entry == NULL) {
		return false;
	}
	if (entry->number == PL_NONE) {
		entry->number = (uint32_t)figures->location_count++;
		struct pl_figures_location *made = &figures->locations[entry->number];
		made->name = scene->parts.location;
		made->first_page = scene->page;
	}
	struct pl_figures_location *location = &figures->locations[entry->number];
	location->settings[scene->parts.setting]++;
	location->scenes++;
	location->eighths += scene->eighths;
	location->day += scene->parts.daytime == PLATEN_DAY;
	location->night += scene->parts.daytime == PLATEN_NIGHT;
	return true;
}

static bool
begin_scene(struct counter *counter)
{
	struct platen_figures *figures = counter->figures;
	counter->scene = counter->scene == PL_NONE ? 0 : counter->scene + 1;
	struct pl_figures_scene *scene = current_scene(counter);
	const struct pl_layout_scene *measured = &figures->pages->scenes[counter->scene];
	scene->heading = measured->heading;
	scene->page = measured->page;
	scene->eighths = measured->eighths;
	scene->first_speaker = (uint32_t)figures->speaker_count;
	if (scene->heading == NULL) {
		return true;
	}
	pl_language_read_heading(&figures->pages->document->prefixes, scene->heading->text,
				 &scene->parts);
	if (scene->parts.is_same_time) {
		scene->parts.daytime = counter->daytime;
	}
	counter->daytime = scene->parts.daytime;
	return count_location(counter, scene);
}

/* --------------------------------------------------------------------- speeches */

static struct pl_figures_character *
find_character(struct counter *counter, const struct platen_node *cue)
{
	struct platen_figures *figures = counter->figures;
	struct pl_entry *entry =
		pl_figures_name_key(counter->language, cue->text, &counter->key)
			? pl_index_put(&counter->names, pl_buffer_str(&counter->key))
			: NULL;
	if (entry == NULL) {
		return NULL;
	}
	if (entry->number == PL_NONE) {
		entry->number = (uint32_t)figures->character_count++;
		figures->characters[entry->number] = (struct pl_figures_character){
			.name = cue->text,
			.key = entry->text,
			.first_cue = cue,
			.last_scene = PL_NONE,
			.first_page = PL_NONE,
			.last_page = PL_NONE,
		};
	}
	return &figures->characters[entry->number];
}

static void
note_speaker(struct counter *counter, struct pl_figures_character *character)
{
	struct platen_figures *figures = counter->figures;
	struct pl_figures_scene *scene = current_scene(counter);
	if (scene == NULL || character->last_scene == counter->scene) {
		return;
	}
	character->last_scene = counter->scene;
	character->scenes += scene->heading != NULL;
	figures->speakers[figures->speaker_count++] = (uint32_t)(character - figures->characters);
	scene->speaker_count++;
}

static void
count_text(struct counter *counter, uint32_t words, bool is_dialogue)
{
	struct pl_figures_scene *scene = current_scene(counter);
	uint32_t dialogue = is_dialogue ? words : 0;
	counter->figures->words += words;
	counter->figures->dialogue_words += dialogue;
	if (scene != NULL) {
		scene->words += words;
		scene->dialogue_words += dialogue;
	}
}

static bool
count_speech(struct counter *counter, const struct platen_node *node)
{
	struct platen_figures *figures = counter->figures;
	struct pl_figures_character *character = find_character(counter, node->first);
	if (character == NULL) {
		return false;
	}
	struct pl_figures_speech *speech = &figures->speeches[figures->speech_count++];
	speech->node = node;
	speech->character = (uint32_t)(character - figures->characters);
	speech->scene = counter->scene;
	for (const struct platen_node *n = node->first; n != NULL; n = n->next) {
		bool is_spoken = pl_kind_is(n->kind, PL_SPOKEN);
		if (is_spoken || n->kind == PLATEN_PARENTHETICAL) {
			uint32_t words = pl_figures_count_words(n->text);
			speech->words += is_spoken ? words : 0;
			count_text(counter, words, is_spoken);
		}
	}
	character->speeches++;
	character->words += speech->words;
	note_speaker(counter, character);
	struct pl_figures_scene *scene = current_scene(counter);
	if (scene != NULL) {
		scene->speeches++;
	}
	return true;
}

/* ------------------------------------------------------------------------- walk */

static bool
count_node(struct counter *counter, const struct platen_node *node)
{
	if (node->kind == PLATEN_SPEECH) {
		return count_speech(counter, node);
	}
	if (node->kind == PLATEN_SCENE_HEADING) {
		return begin_scene(counter);
	}
	if (pl_kind_is(node->kind, PL_PRINTED) && node->parent->kind != PLATEN_SPEECH) {
		count_text(counter, pl_figures_count_words(node->text), false);
	}
	return true;
}

static bool
count_document(struct counter *counter)
{
	const struct platen_pages *pages = counter->figures->pages;
	if (pages->scene_count > 0 && pages->scenes[0].heading == NULL && !begin_scene(counter)) {
		return false;
	}
	const struct platen_node *node = pages->document->root;
	for (; node != NULL; node = pl_node_following(node)) {
		if (!count_node(counter, node)) {
			return false;
		}
	}
	return true;
}

/* There are no more characters, and no more speakers of scenes, than speeches. */
static bool
make_room(struct platen_figures *figures)
{
	const struct platen_node *node = figures->pages->document->root;
	size_t speeches = 0, scenes = figures->pages->scene_count;
	for (; node != NULL; node = pl_node_following(node)) {
		speeches += node->kind == PLATEN_SPEECH;
	}
	struct pl_arena *arena = &figures->arena;
	figures->scene_count = scenes;
	figures->scenes = pl_arena_array(arena, scenes + 1, sizeof(*figures->scenes));
	figures->locations = pl_arena_array(arena, scenes + 1, sizeof(*figures->locations));
	figures->speeches = pl_arena_array(arena, speeches + 1, sizeof(*figures->speeches));
	figures->characters = pl_arena_array(arena, speeches + 1, sizeof(*figures->characters));
	figures->speakers = pl_arena_array(arena, speeches + 1, sizeof(*figures->speakers));
	return figures->scenes != NULL && figures->locations != NULL && figures->speeches != NULL &&
	       figures->characters != NULL && figures->speakers != NULL;
}

enum platen_status
pl_figures_new(const struct platen_pages *pages, struct platen_figures **figures)
{
	struct platen_figures *made = calloc(1, sizeof(*made));
	if (made == NULL) {
		return PLATEN_NO_MEMORY;
	}
	pl_arena_init(&made->arena);
	made->pages = pages;
	struct counter counter = {
		.figures = made,
		.language = pl_document_language(pages->document),
		.names = {.arena = &made->arena},
		.places = {.arena = &made->arena},
		.scene = PL_NONE,
	};
	pl_buffer_init(&counter.key);
	bool is_done = make_room(made) && count_document(&counter);
	pl_buffer_fini(&counter.key);
	if (!is_done) {
		platen_figures_free(made);
		return PLATEN_NO_MEMORY;
	}
	pl_figures_count_printed(made);
	*figures = made;
	return PLATEN_OK;
}

void
platen_figures_free(struct platen_figures *figures)
{
	if (figures != NULL) {
		pl_arena_fini(&figures->arena);
		free(figures);
	}
}
