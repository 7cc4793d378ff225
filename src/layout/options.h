/* options - what the caller asks for, what the title page says, what is usual. See options.c. */
#ifndef PL_OPTIONS_H
#define PL_OPTIONS_H

#include "layout/style.h"

/* All questions answered. */
struct pl_settings {
	enum platen_paper paper; /* not BY_SCRIPT */
	const struct pl_profile *profile;
	const char *more, *contd, *scene_bottom, *scene_top;
	struct pl_str header, footer, watermark; /* empty: none */
};

/* False: the options name a profile which does not exist. */
bool pl_settings_choose(const struct platen_document *document,
			const struct platen_layout_options *options, struct pl_settings *settings);

#endif
