/*
 * replay - run a fuzz target on files, without libFuzzer
 *
 *	fuzz-TARGET FILE...
 *
 * The name of each file is printed before it is tried, so that the last one printed is the culprit.
 */
#include "fuzz.h"

static void
try(const char *path)
{
	struct pl_buffer bytes = {0};
	FILE *file = fopen(path, "rb");
	int byte;
	HOLDS(file != NULL, path);
	while ((byte = getc(file)) != EOF) {
		pl_buffer_put_byte(&bytes, (char)byte);
	}
	fclose(file);
	HOLDS(!bytes.failed, "there is memory for the file");
	LLVMFuzzerTestOneInput((const uint8_t *)bytes.data, bytes.length);
	pl_buffer_fini(&bytes);
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		puts(argv[i]);
		fflush(stdout);
		try(argv[i]);
	}
	return 0;
}
