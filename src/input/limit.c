/* What is too large to be read. */
#include <stdio.h>

#include "input/input.h"

#define MIB ((size_t)1024 * 1024)

static enum platen_status
refuse(const struct platen_reporter *diag, const char *why)
{
	const struct platen_position nowhere = {0};
	pl_report(diag, PL_TOO_LARGE, nowhere, why);
	return PLATEN_TOO_LARGE;
}

size_t
pl_input_limit(uint32_t mebibytes)
{
	return (mebibytes == 0 ? PLATEN_MEBIBYTES : mebibytes) * MIB;
}

enum platen_status
pl_input_refuse_length(const struct platen_reporter *diag, size_t limit)
{
	char why[100];
	snprintf(why, sizeof(why), "more than %zu MiB of text; --max-input raises this limit",
		 limit / MIB);
	return refuse(diag, why);
}

size_t
pl_input_unpacked_limit(size_t packed, size_t limit)
{
	size_t most = MIB + PLATEN_UNPACK_MAX * packed;
	return most < limit ? most : limit;
}

enum platen_status
pl_input_refuse_unpacked(const struct platen_reporter *diag, size_t packed, size_t limit)
{
	return pl_input_unpacked_limit(packed, limit) == limit
		       ? pl_input_refuse_length(diag, limit)
		       : refuse(diag, "the archive unpacks to more than a hundred times its size, "
				      "as no screenplay does");
}

enum platen_status
pl_input_refuse_nodes(const struct platen_reporter *diag)
{
	return refuse(diag, "more than 1000000 paragraphs; split the screenplay");
}
