/* `platen explain`: the page of a message from docs/rules.md, set for a terminal. */
#include "command.h"
#include "cli/commands/commands.h"

/* Prints Markdown for a terminal: paragraphs are wrapped, code is indented. */
struct page {
	struct pl_buffer *out;
	int column; /* of the paragraph's line; 0 at its start */
};

#define COLUMNS 79

static void
put_words(struct page *page, struct pl_str line)
{
	for (size_t at = 0, end; at < line.length; at = end + 1) {
		const char *blank = memchr(line.data + at, ' ', line.length - at);
		end = blank == NULL ? line.length : (size_t)(blank - line.data);
		int width = (int)pl_text_columns((struct platen_text){line.data + at, end - at});
		bool is_full = page->column + 1 + width > COLUMNS;
		pl_buffer_put_text(page->out, page->column == 0 ? "" : is_full ? "\n" : " ");
		pl_buffer_put(page->out, pl_str_slice(line, at, end));
		page->column = page->column == 0 || is_full ? width : page->column + 1 + width;
	}
}

static void
end_paragraph(struct page *page)
{
	pl_buffer_put_text(page->out, page->column == 0 ? "" : "\n");
	page->column = 0;
}

static void
put_markdown(struct pl_buffer *out, struct pl_str text)
{
	struct page page = {out, 0};
	struct pl_lines lines = {text, false};
	struct pl_str line;
	bool is_code = false;
	while (pl_lines_next(&lines, &line)) {
		if (pl_str_starts(line, PL_STR("```"))) {
			is_code = !is_code;
		} else if (is_code && line.length > 0) {
			pl_buffer_put_text(out, "    ");
			pl_buffer_put(out, line);
			pl_buffer_put_byte(out, '\n');
		} else if (line.length == 0) {
			end_paragraph(&page);
			pl_buffer_put_byte(out, '\n');
		} else {
			put_words(&page, line);
		}
	}
	end_paragraph(&page);
}

/* The page, with an ellipsis for each word that its message fills in. */
static void
put_page(struct pl_buffer *out, struct pl_str page)
{
	struct pl_buffer text = {0};
	for (size_t at = 0; at < page.length; at++) {
		bool is_word = pl_str_starts(pl_str_slice(page, at, page.length), PL_STR("%s"));
		pl_buffer_put(&text, is_word ? PL_STR("...") : pl_str_slice(page, at, at + 1));
		at += is_word;
	}
	put_markdown(out, pl_buffer_str(&text));
	out->failed |= text.failed;
	pl_buffer_fini(&text);
}

enum cli_exit
cli_explain(struct cli_run *run)
{
	const struct cli_inputs *ids = &run->request->inputs;
	struct pl_buffer out = {0};
	if (ids->count == 0) {
		return cli_usage_error(run->messages,
				       "explain needs the ID of a message, such as PL-214");
	}
	for (size_t i = 0; i < ids->count; i++) {
		size_t index;
		if (!cli_rule_find(pl_str_of(ids->list[i]), &index)) {
			pl_buffer_fini(&out);
			return cli_usage_error(run->messages,
					       "no message has the ID '%s'; 'platen rules' lists "
					       "them",
					       ids->list[i]);
		}
		const struct platen_rule *rule = platen_rule_at(index);
		pl_buffer_printf(&out, "%s%s (%s)\n\n", i == 0 ? "" : "\n", rule->id,
				 cli_severity_word(rule->severity));
		put_page(&out, cli_rule_page(rule->id));
	}
	return cli_print(run, &out);
}
