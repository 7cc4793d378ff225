/*
 * replay - run a fuzz target on files, without libFuzzer
 *
 *	fuzz-TARGET FILE...
 *	fuzz-TARGET --pairs
 *
 * --pairs: the empty input, all of one byte, and all of two.
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

static void
try_pairs(void)
{
	uint8_t bytes[2] = {0};
	LLVMFuzzerTestOneInput(bytes, 0);
	for (unsigned first = 0; first < 256; first++) {
		bytes[0] = (uint8_t)first;
		printf("%02x\n", first);
		fflush(stdout);
		LLVMFuzzerTestOneInput(bytes, 1);
		for (unsigned second = 0; second < 256; second++) {
			bytes[1] = (uint8_t)second;
			LLVMFuzzerTestOneInput(bytes, 2);
		}
	}
}

int
main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--pairs") == 0) {
		try_pairs();
		return 0;
	}
	for (int i = 1; i < argc; i++) {
		puts(argv[i]);
		fflush(stdout);
		try(argv[i]);
	}
	return 0;
}
