#include "unicode/unicode.h"
const char pl_unicode_version[] = "0";
