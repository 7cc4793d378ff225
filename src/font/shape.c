#include "base/base.h"
#include "base/module.h"

#if PL_MODULES
PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, NULL};
#endif
