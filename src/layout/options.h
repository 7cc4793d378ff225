/* options - the settings of a layout, and who decided each of them. See options.c. */
#ifndef PL_OPTIONS_H
#define PL_OPTIONS_H

#include "layout/style.h"

/* The value of a setting. */
struct pl_setting {
	struct pl_str text;
	/* The entry of the title page which decided, or, if another did, whose value means nothing;
	 * NULL: none. */
	const struct platen_node *entry;
	enum platen_origin origin;
};

struct pl_settings {
	struct pl_setting values[PLATEN_OPTION_COUNT];
	enum platen_paper paper; /* not BY_SCRIPT */
	int32_t width, height;   /* of the sheet */
	uint32_t lines_per_page;
	uint32_t lines_letter, lines_a4; /* of the profile */
	struct platen_profile profile;
	bool has_own_styles; /* nodes have theirs, where they bring one */
	bool has_more, has_contd, has_auto_contd, has_scene_bottom, has_scene_top;
};

/* Bring in what the document itself asks for; `setup` may be NULL. */
void pl_settings_apply_setup(struct pl_settings *settings, const struct pl_setup *setup);

/* False: the options name a profile which does not exist, or one whose numbers make no page. */
bool pl_settings_choose(const struct platen_document *document,
			const struct platen_layout_options *options, struct pl_settings *settings);

#endif
