/*
 * What the title page of a screenplay has to say about options. It goes before the configuration
 * file and behind the environment and the command line.
 */
#include <string.h>

#include "cli/options/options.h"

static const struct {
	const char *option, *key;
} rows[] = {
	{"paper", "Paper"},         {"profile", "Profile"}, {"more", "Language"},
	{"contd", "Language"},      {"header", "Header"},   {"footer", "Footer"},
	{"watermark", "Watermark"},
};

static const struct platen_node *
find_entry(const struct platen_document *document, const char *key)
{
	const struct platen_node *page =
		document == NULL ? NULL : platen_node_first_child(platen_document_root(document));
	if (page == NULL || platen_node_kind(page) != PLATEN_TITLE_PAGE) {
		return NULL;
	}
	const struct platen_node *entry = platen_node_first_child(page);
	while (entry != NULL) {
		struct platen_text label = platen_node_label(entry);
		if (cli_equal_any_case_n(key, label.data, label.length)) {
			return entry;
		}
		entry = platen_node_next(entry);
	}
	return NULL;
}

/* X-Options: names it, among others. */
static bool
lists(const struct platen_node *entry, const char *name)
{
	struct platen_text text = platen_node_text(entry);
	for (size_t at = 0, end; at < text.length; at = end + 1) {
		while (at < text.length && strchr(" ,\n", text.data[at]) != NULL) {
			at++;
		}
		for (end = at; end < text.length && strchr(" ,\n", text.data[end]) == NULL;) {
			end++;
		}
		if (cli_equal_any_case_n(name, text.data + at, end - at)) {
			return true;
		}
	}
	return false;
}

const struct platen_node *
cli_title_entry(const struct cli_settings *settings, const struct platen_document *document,
		const struct cli_option *option)
{
	if (option->set == cli_set_extension) {
		const struct platen_node *entry = find_entry(document, "X-Options");
		bool is_on = entry != NULL && settings->options.read.obeys_script &&
			     lists(entry, option->name);
		return is_on ? entry : NULL;
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strcmp(rows[i].option, option->name) == 0) {
			return cli_is_outside(settings, option) ? NULL
								: find_entry(document, rows[i].key);
		}
	}
	return NULL;
}

void
cli_yield_to_title_page(const struct cli_settings *settings, const struct platen_document *document,
			struct platen_layout_options *layout)
{
	const char **const texts[] = {NULL,
				      &layout->profile,
				      &layout->more,
				      &layout->contd,
				      &layout->header,
				      &layout->footer,
				      &layout->watermark};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!cli_is_from_file(settings, rows[i].option) ||
		    find_entry(document, rows[i].key) == NULL) {
			continue;
		}
		if (texts[i] == NULL) {
			layout->paper = PLATEN_PAPER_BY_SCRIPT;
		} else {
			*texts[i] = NULL;
		}
	}
}
