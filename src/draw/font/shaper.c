/* Finds the shaper: in its module, or in this binary. */
#include "base/module.h"
#include "draw/font/shape.h"

const struct pl_font_shaper_calls *
pl_font_shaper_load(void)
{
#if PL_MODULES
	const struct pl_module *module = pl_module_load("shape");
	return module == NULL ? NULL : ((pl_font_shaper_fn *)module->function)();
#else
	return pl_font_shaper_entry();
#endif
}
