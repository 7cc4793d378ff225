/* options - the settings of a layout, and the origin of each of them. See options.c. */
#ifndef PL_OPTIONS_H
#define PL_OPTIONS_H

#include "layout/style.h"

/* The value of a setting. */
struct pl_setting {
	struct pl_str text;
	/* The title entry which decided; if something else did, an entry which is not valid; or
	 * NULL. */
	const struct platen_node *entry;
	enum platen_origin origin;
};

struct pl_settings {
	const struct platen_document *document;
	const struct platen_layout_options *options;
	struct platen_pages
		*pages; /* gets the sheet, the profile and what is printed at page ends */
	struct pl_setting values[PLATEN_OPTION_COUNT];
	uint32_t title_lines; /* lines of a title page, which options cannot change */
};

/* Bring in what the document itself asks for, if it is a Final Draft file. */
void pl_settings_apply_setup(struct pl_settings *settings);

/* Resolve all settings. The first three fields are set by the caller. False: the options name a
 * profile which does not exist, or one whose numbers make no page. */
bool pl_settings_choose(struct pl_settings *settings);

#endif
