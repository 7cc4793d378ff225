/* Loading the module with the server. */
#include "base/module.h"
#include "serve/serve.h"

typedef const struct pl_serve_calls *calls_fn(void);

const struct pl_serve_calls *
pl_serve_calls(void)
{
#if PL_MODULES
	const struct pl_module *module = pl_module_load("serve");
	return module == NULL ? NULL : ((calls_fn *)module->function)();
#elif PL_HAS_SERVE
	return pl_serve_http();
#else
	return NULL;
#endif
}
