/* How wide a text is, on paper and in a terminal. */
#include "command.h"
#include "unicode/unicode.h"

uint32_t
pl_text_width(struct pl_str text)
{
	struct pl_clusters walk;
	struct pl_cluster cluster;
	uint32_t width = 0;
	if (pl_plain_length(text) == text.length) {
		return PL_SIXTHS * (uint32_t)text.length;
	}
	pl_clusters_init(&walk, text);
	do {
		width += PL_SIXTHS * pl_clusters_skip_plain(&walk, UINT32_MAX);
		width += pl_clusters_next(&walk, &cluster) ? cluster.width : 0;
	} while (walk.at < text.length);
	return width;
}

/* On paper a letter may be one and a half cells wide; in a terminal it takes one column or two. */
size_t
pl_text_columns(struct platen_text text)
{
	struct pl_clusters walk;
	struct pl_cluster cluster;
	size_t columns = 0;
	pl_clusters_init(&walk, (struct pl_str){text.data, text.length});
	while (pl_clusters_next(&walk, &cluster)) {
		columns += cluster.width == 0 ? 0 : cluster.width < PL_WIDE ? 1 : 2;
	}
	return columns;
}
