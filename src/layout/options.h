/* options - what the caller asks for, what the title page says, what is usual. See options.c. */
#ifndef PL_OPTIONS_H
#define PL_OPTIONS_H

#include "layout/style.h"

/* A header or footer as the writer has it. */
struct pl_pattern {
	struct pl_str text;          /* empty: none */
	struct platen_position from; /* on the title page; line 0: it was asked for */
};

/* All questions answered. */
struct pl_settings {
	enum platen_paper paper; /* not BY_SCRIPT */
	int32_t width, height;   /* of the sheet */
	uint32_t lines_per_page;
	uint32_t lines_letter, lines_a4; /* of the profile */
	struct platen_profile profile;
	bool is_paper_by_script; /* the options leave it to the document */
	bool is_profile_named;   /* by the options or on the title page */
	bool has_own_styles;     /* nodes have theirs, where they bring one */
	bool has_more, has_contd, has_auto_contd, has_scene_bottom, has_scene_top;
	const char *more, *contd, *scene_bottom, *scene_top;
	struct pl_pattern header, footer;
	struct pl_str watermark; /* empty: none */
};

/* What was asked for; NULL: what is usual. */
static inline const char *
pl_either(const char *asked, const char *usual)
{
	return asked != NULL ? asked : usual;
}

/* Bring in what the document itself asks for; `setup` may be NULL. */
void pl_settings_apply_setup(struct pl_settings *settings, const struct pl_setup *setup,
			     const struct platen_layout_options *options);

/* False: the options name a profile which does not exist, or one whose numbers make no page. */
bool pl_settings_choose(const struct platen_document *document,
			const struct platen_layout_options *options, struct pl_settings *settings);

#endif
