/* The way to libzip, which is loaded when the first archive is read. */
#include "base/module.h"
#include "input/input.h"

enum platen_status
pl_unzip(struct pl_str bytes, size_t limit, const struct platen_reporter *diag,
	 struct pl_buffer *text, enum pl_input_kind *kind)
{
#if PL_MODULES
	const struct pl_module *module = pl_module_load("unzip");
	if (module == NULL) {
		return PLATEN_NO_MODULE;
	}
	return ((pl_input_unzip_fn *)module->function)(bytes, limit, diag, text, kind);
#elif PL_IS_STATIC
	(void)bytes, (void)limit, (void)diag, (void)text, (void)kind;
	return PLATEN_NO_MODULE;
#else
	return pl_input_unzip_member(bytes, limit, diag, text, kind);
#endif
}
