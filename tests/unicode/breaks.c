/* Prints where platen divides texts: for each line of input, which has code points in hexadecimal,
 * a line with a letter for each code point. x: inside a cluster; -: a cluster ends behind it; m, M:
 * a line may or must end behind it, too. */
#include <stdio.h>
#include <stdlib.h>

#include "unicode/unicode.h"

#define CODE_POINTS_MAX 200

static void
print_breaks(const char *line)
{
	char bytes[4 * CODE_POINTS_MAX], letters[4 * CODE_POINTS_MAX + 1] = {0};
	size_t length = 0, count = 0, ends[CODE_POINTS_MAX];
	char *next;
	for (unsigned long code_point; count < CODE_POINTS_MAX; line = next) {
		code_point = strtoul(line, &next, 16);
		if (next == line) {
			break;
		}
		length += pl_utf8_encode((uint32_t)code_point, bytes + length);
		letters[count] = 'x';
		ends[count++] = length;
	}
	struct pl_clusters walk;
	struct pl_cluster cluster;
	size_t at = 0;
	pl_clusters_init(&walk, (struct pl_str){bytes, length});
	while (pl_clusters_next(&walk, &cluster)) {
		while (ends[at] < cluster.end) {
			at++;
		}
		letters[at] = "-mmM"[cluster.break_after];
	}
	puts(letters);
}

int
main(void)
{
	char line[16 * CODE_POINTS_MAX];
	while (fgets(line, sizeof(line), stdin) != NULL) {
		print_breaks(line);
	}
	return 0;
}
