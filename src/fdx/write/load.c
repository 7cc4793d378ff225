/*
 * The writer as the program has it. libxml2 takes longer to load than a feature film to be written,
 * and only what is kept of a Final Draft file needs it: that is in the module platen-fdx, where
 * module.c is in place of this file.
 */
#include "base/module.h"
#include "fdx/write/writer.h"

enum platen_status
pl_write_fdx(const struct pl_job *job)
{
	if (job->document->fdx == NULL && job->options->fdx_template == NULL) {
		return pl_fdx_write(job);
	}
	const struct pl_module *module = pl_module_load("fdx");
	return module == NULL ? PLATEN_NO_MODULE : ((pl_write_fn *)module->function)(job);
}
