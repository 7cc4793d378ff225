/*
 * fdx-floor FILE - each line of text as a paragraph of FDX, escaped, in one buffer and one write
 *
 * What an FDX file costs if nothing is read, decided or laid out.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *
put(char *to, const char *text)
{
	size_t length = strlen(text);
	memcpy(to, text, length);
	return to + length;
}

static char *
put_byte(char *to, char byte)
{
	switch (byte) {
	case '&': return put(to, "&amp;");
	case '<': return put(to, "&lt;");
	case '>': return put(to, "&gt;");
	default: *to = byte; return to + 1;
	}
}

static char *
put_line(char *to, const char *line, const char *end)
{
	if (line == end) {
		return to;
	}
	to = put(to, "    <Paragraph Type=\"Action\">\n      <Text>");
	while (line < end) {
		to = put_byte(to, *line++);
	}
	return put(to, "</Text>\n    </Paragraph>\n");
}

int
main(int count, char **words)
{
	struct stat stat;
	int file = count < 2 ? -1 : open(words[1], O_RDONLY);
	if (file < 0 || fstat(file, &stat) != 0) {
		return 1;
	}
	size_t size = (size_t)stat.st_size;
	char *text = malloc(size + 1), *out = malloc(80 * size + 200), *to = out;
	if (text == NULL || out == NULL || read(file, text, size) != stat.st_size) {
		return 1;
	}
	to = put(to, "<FinalDraft DocumentType=\"Script\" Version=\"5\">\n  <Content>\n");
	for (const char *line = text, *last = text + size; line < last;) {
		const char *end = memchr(line, '\n', (size_t)(last - line));
		end = end == NULL ? last : end;
		to = put_line(to, line, end);
		line = end + 1;
	}
	to = put(to, "  </Content>\n</FinalDraft>\n");
	return write(STDOUT_FILENO, out, (size_t)(to - out)) != to - out;
}
