/*
 * replay - run a fuzz target without libFuzzer
 *
 *	fuzz-TARGET FILE...
 *	fuzz-TARGET --pairs
 *	fuzz-TARGET --change SECONDS CULPRIT FILE...
 *
 * The name of each file is printed before it is tried, so that the last one printed is the culprit.
 * --pairs: the empty input, all of one byte, and all of two.
 * --change: the files with some bytes changed, left out, doubled, or taken from another; each is
 * first written to the file CULPRIT. The changes are the same in each run, but how many are tried
 * depends on the machine.
 */
#include "fuzz.h"

#include <time.h>

#define LENGTH_MAX 8192

static struct pl_buffer
load(const char *path)
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
	return bytes;
}

static void
try(const char *path)
{
	struct pl_buffer bytes = load(path);
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

/* ------------------------------------------------------------------------- changes */

struct chance {
	uint64_t state;
};

/* One of 0 .. count - 1 (Marsaglia's xorshift). */
static size_t
choose(struct chance *chance, size_t count)
{
	chance->state ^= chance->state << 13;
	chance->state ^= chance->state >> 7;
	chance->state ^= chance->state << 17;
	return (size_t)(chance->state % count);
}

/* Replace bytes [start, end) of the text. */
static void
replace(struct pl_buffer *text, size_t start, size_t end, struct pl_str by)
{
	struct pl_str old = pl_buffer_str(text);
	struct pl_buffer made = {0};
	pl_buffer_put(&made, pl_str_slice(old, 0, start));
	pl_buffer_put(&made, by);
	pl_buffer_put(&made, pl_str_slice(old, end, old.length));
	pl_buffer_fini(text);
	*text = made;
}

static void
change(struct chance *chance, struct pl_buffer *text, struct pl_str other)
{
	static const unsigned char odd[] = {0, '\n', ' ', '*', '[', '<', '"', 0x7F, 0x80, 0xFF};
	size_t start = choose(chance, text->length + 1);
	size_t most = text->length - start < 64 ? text->length - start : 64;
	size_t end = start + choose(chance, most + 1);
	struct pl_str slice = pl_str_slice(pl_buffer_str(text), start, end);
	size_t from = choose(chance, other.length + 1);
	char byte = (char)odd[choose(chance, sizeof(odd))];
	struct pl_buffer copy = {0};
	switch (choose(chance, 6)) {
	case 0: replace(text, start, end, PL_STR("")); break;
	case 1: replace(text, start, start, (struct pl_str){&byte, 1}); break;
	case 2: replace(text, start, end, (struct pl_str){&byte, 1}); break;
	case 3:
		pl_buffer_put(&copy, slice);
		replace(text, end, end, pl_buffer_str(&copy));
		break;
	case 4:
		replace(text, start, end,
			pl_str_slice(other, from, from + choose(chance, other.length - from + 1)));
		break;
	default:
		if (start < text->length) {
			text->data[start] = (char)(text->data[start] ^ (1 << choose(chance, 8)));
		}
	}
	pl_buffer_fini(&copy);
}

static void
keep(const char *path, const struct pl_buffer *text)
{
	FILE *file = fopen(path, "wb");
	HOLDS(file != NULL &&
		      fwrite(pl_buffer_str(text).data, 1, text->length, file) == text->length,
	      path);
	fclose(file);
}

static void
try_changes(clock_t seconds, const char *culprit, char **paths, size_t count)
{
	struct chance chance = {UINT64_C(0x9E3779B97F4A7C15)};
	unsigned long tried = 0;
	for (clock_t end = clock() + seconds * CLOCKS_PER_SEC; clock() < end; tried++) {
		struct pl_buffer text = load(paths[choose(&chance, count)]);
		struct pl_buffer other = load(paths[choose(&chance, count)]);
		text.length = text.length < LENGTH_MAX ? text.length : LENGTH_MAX;
		for (size_t changes = 1 + choose(&chance, 8); changes > 0; changes--) {
			change(&chance, &text, pl_buffer_str(&other));
		}
		HOLDS(!text.failed && !other.failed, "there is memory for the input");
		text.length = text.length < 2 * LENGTH_MAX ? text.length : 2 * LENGTH_MAX;
		keep(culprit, &text);
		LLVMFuzzerTestOneInput((const uint8_t *)pl_buffer_str(&text).data, text.length);
		pl_buffer_fini(&text);
		pl_buffer_fini(&other);
	}
	printf("%lu changed inputs\n", tried);
}

int
main(int argc, char **argv)
{
	if (argc > 4 && strcmp(argv[1], "--change") == 0) {
		try_changes(strtol(argv[2], NULL, 10), argv[3], argv + 4, (size_t)argc - 4);
		return 0;
	}
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
