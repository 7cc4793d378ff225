/*
 * speaker NAME <FILE: every line a character speaks, with its line in the source.
 *
 *	cc speaker.c $(pkg-config --cflags --libs platen) -o speaker
 */
#include <platen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_named(const struct platen_node *speech, const char *name)
{
	const struct platen_node *cue = platen_node_first_child(speech);
	struct platen_text text = platen_node_text(cue);
	return text.length == strlen(name) && memcmp(text.data, name, text.length) == 0;
}

static void
print_speech(const struct platen_node *speech)
{
	for (const struct platen_node *node = platen_node_first_child(speech); node != NULL;
	     node = platen_node_next(node)) {
		if (platen_node_kind(node) == PLATEN_DIALOGUE) {
			struct platen_text text = platen_node_text(node);
			printf("%u: %.*s\n", (unsigned)platen_node_position(node).line,
			       (int)text.length, text.data);
		}
	}
}

int
main(int argc, char **argv)
{
	static char bytes[1 << 20];
	size_t length = fread(bytes, 1, sizeof(bytes), stdin);
	struct platen_document *document = NULL;
	if (argc != 2 || platen_document_parse(bytes, length, NULL, &document) != PLATEN_OK) {
		fprintf(stderr, "usage: speaker NAME <FILE\n");
		return 2;
	}
	struct platen_walk walk;
	platen_walk_init(&walk, platen_document_root(document));
	while (platen_walk_next(&walk)) {
		if (walk.visit == PLATEN_ENTER && platen_node_kind(walk.node) == PLATEN_SPEECH &&
		    is_named(walk.node, argv[1])) {
			print_speech(walk.node);
		}
	}
	platen_document_free(document);
	return 0;
}
