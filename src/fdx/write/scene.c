/* SceneProperties: what Final Draft knows of a scene beside the text of its heading. */
#include <stdio.h>

#include "fdx/write/writer.h"

bool
pl_fdx_is_color_note(const struct platen_node *heading, const struct pl_comment *comment)
{
	return heading->kind == PLATEN_SCENE_HEADING && pl_node_more(heading)->fdx != NULL &&
	       comment->kind == PLATEN_NOTE && comment->from.offset == heading->from.offset;
}

/* The colour of the scene in its Final Draft file, whatever other notes say; else the writer's. */
static struct pl_str
color_of(const struct platen_node *heading)
{
	for (const struct pl_comment *comment = pl_node_more(heading)->comments; comment != NULL;
	     comment = comment->next) {
		if (pl_fdx_is_color_note(heading, comment)) {
			return comment->text;
		}
	}
	return pl_node_color(heading);
}

/* Sixteen bits a channel. */
void
pl_fdx_format_color(uint32_t rgb, char text[PL_FDX_COLOR_SIZE])
{
	unsigned red = rgb >> 16 & 255, green = rgb >> 8 & 255, blue = rgb & 255;
	snprintf(text, PL_FDX_COLOR_SIZE, "#%04X%04X%04X", red * 257, green * 257, blue * 257);
}

/* Length and Page: "3/8", "1", "1 2/8". */
static void
put_place(struct pl_fdx_writer *writer, const struct pl_layout_scene *scene)
{
	char length[32];
	unsigned whole = scene->eighths / 8, rest = scene->eighths % 8;
	if (rest == 0) {
		snprintf(length, sizeof(length), "%u", whole);
	} else if (whole == 0) {
		snprintf(length, sizeof(length), "%u/8", rest);
	} else {
		snprintf(length, sizeof(length), "%u %u/8", whole, rest);
	}
	pl_fdx_put_attribute(writer, "Length", pl_str_of(length));
	pl_fdx_put_attribute(writer, "Page", writer->job->pages->pages[scene->page].scene_label);
}

const struct platen_node *
pl_fdx_next_synopsis(const struct platen_node *node)
{
	do {
		node = node->next;
	} while (node != NULL && (node->kind == PLATEN_NOTE || node->kind == PLATEN_BONEYARD));
	return node != NULL && node->kind == PLATEN_SYNOPSIS ? node : NULL;
}

static void
put_summary(struct pl_fdx_writer *writer, const struct platen_node *synopsis)
{
	pl_fdx_open(writer, "Summary");
	for (; synopsis != NULL; synopsis = pl_fdx_next_synopsis(synopsis)) {
		pl_fdx_put_line(writer, &pl_fdx_card, PL_FDX_COURIER, synopsis->text);
	}
	pl_fdx_close(writer);
	pl_fdx_open(writer, "SceneArcBeats");
	pl_fdx_close(writer);
}

void
pl_fdx_put_scene_properties(struct pl_fdx_writer *writer, const struct platen_node *heading,
			    const struct pl_layout_scene *scene)
{
	const struct platen_node *synopsis = pl_fdx_next_synopsis(heading);
	uint32_t rgb;
	bool has_color = pl_color_rgb(color_of(heading), &rgb);
	struct pl_str title = pl_node_more(heading)->fdx != NULL
				      ? pl_node_more(heading)->fdx->extras->scene_title
				      : PL_STR("");
	if (scene == NULL && synopsis == NULL && !has_color && title.length == 0) {
		return;
	}
	pl_fdx_open(writer, "SceneProperties");
	if (has_color) {
		char text[PL_FDX_COLOR_SIZE];
		pl_fdx_format_color(rgb, text);
		pl_fdx_put_attribute(writer, "Color", pl_str_of(text));
	}
	if (scene != NULL) {
		put_place(writer, scene);
	}
	pl_fdx_put_attribute(writer, "Title", title);
	if (synopsis != NULL) {
		put_summary(writer, synopsis);
	}
	pl_fdx_close(writer);
}
