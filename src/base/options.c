/* Options which a caller has made, maybe with another version of platen.h. */
#include <string.h>

#include "base/base.h"

bool
pl_take_options(void *to, const void *from, size_t size)
{
	const unsigned char *bytes = from;
	size_t given = size;
	memset(to, 0, size);
	if (from == NULL) {
		return true;
	}
	memcpy(&given, from, sizeof(given));
	for (size_t i = size; i < given; i++) {
		if (bytes[i] != 0) {
			return false;
		}
	}
	if (given > sizeof(given)) {
		memcpy(to, from, given < size ? given : size);
	}
	return given >= sizeof(given);
}
