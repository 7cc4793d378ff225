/* The counted figures as platen.h shows them. */
#include "figures/figures.h"

static struct platen_text
text_of(struct pl_str text)
{
	return (struct platen_text){text.data, text.length};
}

static struct platen_text
label_of(const struct platen_figures *figures, uint32_t page)
{
	return page == PL_NONE ? (struct platen_text){"", 0}
			       : text_of(figures->pages->pages[page].scene_label);
}

/* 1 if text stands before the first heading: it is counted like a scene, but is none. */
static size_t
first_scene(const struct platen_figures *figures)
{
	return figures->scene_count > 0 && figures->scenes[0].heading == NULL;
}

static struct platen_scene_figures
scene_row(const struct platen_figures *figures, const struct pl_figures_scene *counted)
{
	return (struct platen_scene_figures){
		.position = counted->heading->from,
		.number = text_of(pl_node_more(counted->heading)->label),
		.heading = text_of(counted->heading->text),
		.location = text_of(counted->parts.location),
		.time = text_of(counted->parts.time),
		.setting = counted->parts.setting,
		.daytime = counted->parts.daytime,
		.page = label_of(figures, counted->page),
		.eighths = counted->eighths,
		.words = counted->words,
		.speeches = counted->speeches,
		.speaker_count = counted->speaker_count,
	};
}

static struct platen_character_figures
character_row(const struct platen_figures *figures, const struct pl_figures_character *counted)
{
	return (struct platen_character_figures){
		.name = text_of(counted->name),
		.scenes = counted->scenes,
		.speeches = counted->speeches,
		.words = counted->words,
		.lines = counted->lines,
		.first_page = label_of(figures, counted->first_page),
		.last_page = label_of(figures, counted->last_page),
		.pages = counted->pages,
	};
}

static enum platen_setting
setting_of(const struct pl_figures_location *location)
{
	bool is_int = location->settings[PLATEN_INT] > 0;
	bool is_ext = location->settings[PLATEN_EXT] > 0;
	if (location->settings[PLATEN_INT_EXT] > 0 || (is_int && is_ext)) {
		return PLATEN_INT_EXT;
	}
	if (is_int) {
		return PLATEN_INT;
	}
	return is_ext ? PLATEN_EXT : PLATEN_NO_SETTING;
}

static struct platen_location_figures
location_row(const struct platen_figures *figures, const struct pl_figures_location *counted)
{
	return (struct platen_location_figures){
		.name = text_of(counted->name),
		.setting = setting_of(counted),
		.scenes = counted->scenes,
		.eighths = counted->eighths,
		.day = counted->day,
		.night = counted->night,
		.first_page = label_of(figures, counted->first_page),
	};
}

static struct platen_sum_figures
sum_row(const struct platen_figures *figures)
{
	size_t first = first_scene(figures);
	struct platen_sum_figures sum = {
		.pages = platen_pages_count(figures->pages),
		.eighths = platen_pages_eighths(figures->pages),
		.scenes = (uint32_t)(figures->scene_count - first),
		.speeches = (uint32_t)figures->speech_count,
		.characters = (uint32_t)figures->character_count,
		.locations = (uint32_t)figures->location_count,
		.words = figures->words,
		.dialogue_words = figures->dialogue_words,
	};
	for (size_t i = first; i < figures->scene_count; i++) {
		const struct pl_figures_scene *scene = &figures->scenes[i];
		struct platen_part_figures *part =
			&sum.parts[scene->parts.setting][scene->parts.daytime];
		part->scenes++;
		part->eighths += scene->eighths;
	}
	return sum;
}

bool
pl_figures_make_rows(struct platen_figures *figures)
{
	struct pl_figures_rows *rows = &figures->rows;
	size_t first = first_scene(figures);
	rows->scenes =
		pl_arena_array(&figures->arena, figures->scene_count + 1, sizeof(*rows->scenes));
	rows->characters = pl_arena_array(&figures->arena, figures->character_count + 1,
					  sizeof(*rows->characters));
	rows->locations = pl_arena_array(&figures->arena, figures->location_count + 1,
					 sizeof(*rows->locations));
	if (rows->scenes == NULL || rows->characters == NULL || rows->locations == NULL) {
		return false;
	}
	for (size_t i = first; i < figures->scene_count; i++) {
		rows->scenes[i - first] = scene_row(figures, &figures->scenes[i]);
	}
	for (size_t i = 0; i < figures->character_count; i++) {
		rows->characters[i] = character_row(figures, &figures->characters[i]);
	}
	for (size_t i = 0; i < figures->location_count; i++) {
		rows->locations[i] = location_row(figures, &figures->locations[i]);
	}
	rows->sum = sum_row(figures);
	return true;
}

const struct platen_scene_figures *
platen_figures_scene(const struct platen_figures *figures, size_t index)
{
	bool has_it = index < figures->scene_count - first_scene(figures);
	return has_it ? &figures->rows.scenes[index] : NULL;
}

struct platen_text
platen_figures_speaker(const struct platen_figures *figures, size_t scene, size_t speaker)
{
	const struct pl_figures_scene *counted = &figures->scenes[first_scene(figures) + scene];
	uint32_t number = figures->speakers[counted->first_speaker + speaker];
	return text_of(figures->characters[number].name);
}

const struct platen_character_figures *
platen_figures_character(const struct platen_figures *figures, size_t index)
{
	return index < figures->character_count ? &figures->rows.characters[index] : NULL;
}

const struct platen_location_figures *
platen_figures_location(const struct platen_figures *figures, size_t index)
{
	return index < figures->location_count ? &figures->rows.locations[index] : NULL;
}

const struct platen_sum_figures *
platen_figures_sum(const struct platen_figures *figures)
{
	return &figures->rows.sum;
}
