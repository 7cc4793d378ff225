#include "write/write.h"

enum platen_status
pl_write_pdf(const struct pl_job *job)
{
	(void)job;
	return PLATEN_OK;
}

#if PL_MODULES
#include "base/module.h"

PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, (void (*)(void))pl_write_pdf};
#endif
