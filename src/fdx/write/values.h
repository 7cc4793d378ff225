/* fdx-values - attribute values, spelt as Final Draft spells them. See fdx-values.c. */
#ifndef PL_FDX_VALUES_H
#define PL_FDX_VALUES_H

#include "fdx/write/writer.h"

enum pl_fdx_value {
	PL_FDX_TEXT,
	PL_FDX_NAME, /* text which is not empty */
	PL_FDX_INCHES,
	PL_FDX_POINTS,
	PL_FDX_SPACING,
	PL_FDX_YES,
	PL_FDX_COLOR,
	PL_FDX_STYLE,
	PL_FDX_ZERO, /* revisions and spelling marks are not kept */
	PL_FDX_ALIGNMENT,
	PL_FDX_LEADING,
	PL_FDX_DOCUMENT_LEADING,
	PL_FDX_TAB,
	PL_FDX_LABEL,
};
#define PL_FDX_VALUE_COUNT 14

/* Write the attribute; `usual` for a value which makes no sense. */
void pl_fdx_put_value(struct pl_fdx *fdx, const char *name, enum pl_fdx_value kind,
		      struct pl_str value, const char *usual);

#endif
