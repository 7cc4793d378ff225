/* The writer with libxml2, as the module platen-fdx has it. */
#include <libxml/xmlerror.h>

#include "fdx/write/writer.h"

enum platen_status
pl_write_fdx(const struct pl_job *job)
{
	xmlStructuredErrorFunc handler = xmlStructuredError;
	void *context = xmlStructuredErrorContext;
	enum platen_status status = pl_fdx_write(job);
	xmlSetStructuredErrorFunc(context, handler);
	return status;
}

#if PL_MODULES
#include "base/module.h"

PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, (void (*)(void))pl_write_fdx};
#endif
