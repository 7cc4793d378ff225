/* Prints where each page begins, and why. src/layout/paginate.c explains the rules. */
#include "command.h"
#include "cli/commands/commands.h"

/* ------------------------------------------------------------------------- reasons */

/* A block in words: "the speech of NORA", "the scene heading INT. KITCHEN", "the action". */
static void
put_block(struct pl_buffer *out, const struct platen_node *block)
{
	enum platen_kind kind = platen_node_kind(block);
	struct platen_text text = platen_node_text(block);
	bool is_named = kind == PLATEN_SCENE_HEADING || kind == PLATEN_TRANSITION ||
			kind == PLATEN_SHOT || kind == PLATEN_SECTION;
	pl_buffer_put_text(out, "the ");
	for (const char *at = platen_kind_name(kind); *at != '\0'; at++) {
		pl_buffer_put_byte(out, *at == '_' ? ' ' : *at);
	}
	if (kind == PLATEN_SPEECH) {
		text = platen_node_text(platen_node_first_child(block));
		pl_buffer_printf(out, " of %.*s", (int)text.length, text.data);
	} else if (kind == PLATEN_CENTERED) {
		pl_buffer_put_text(out, " text");
	} else if (is_named) {
		pl_buffer_printf(out, " %.*s", (int)text.length, text.data);
	}
}

static bool
could_be_cut(const struct pl_layout_break *why)
{
	return why->may_be_cut && why->cut_from <= why->cut_to;
}

/* Say why rule 1 did not cut the block, although a part of it fitted. */
static void
put_not_cut(struct pl_buffer *out, const struct pl_layout_break *why)
{
	if (!could_be_cut(why)) {
		return;
	}
	pl_buffer_printf(out, "\trule 1: no sentence ends in line%s %u",
			 why->cut_from == why->cut_to ? "" : "s", (unsigned)why->cut_from);
	if (why->cut_from < why->cut_to) {
		pl_buffer_printf(out, " to %u", (unsigned)why->cut_to);
	}
	pl_buffer_put_text(out, ", where a cut would leave two lines on either side\n");
}

/* It moved, and maybe something with it. */
static void
put_moved(struct pl_buffer *out, const struct pl_layout_break *why, const char *with)
{
	if (could_be_cut(why)) {
		pl_buffer_printf(out, "\trule 2: so it moved%s\n", with);
	} else if (why->fit > 0) {
		pl_buffer_printf(out, "\t%s, so it moved%s\n",
				 why->may_be_cut
					 ? "a cut would leave fewer than two lines on one side"
					 : "it is never cut",
				 with);
	} else if (why->reason == PL_REASON_KEPT) {
		pl_buffer_put_text(
			out,
			"\twhat stands above it may not be last on a page, so that moved, too\n");
	}
}

/* Say what did not fit on the page before, which is called `before`. */
static void
put_what_did_not_fit(struct pl_buffer *out, const char *input, struct platen_text before,
		     const struct pl_layout_break *why)
{
	if (why->fit == 0) {
		pl_buffer_printf(out, "\tpage %.*s was full\n", (int)before.length, before.data);
		return;
	}
	pl_buffer_put_text(out, why->is_rest ? "\tthe rest of " : "\t");
	put_block(out, why->block);
	pl_buffer_put_text(out, " (");
	cli_put_visible(out, input);
	pl_buffer_printf(out, ":%u) did not fit: %u line%s left",
			 (unsigned)platen_node_position(why->block).line, (unsigned)why->left,
			 why->left == 1 ? " was" : "s were");
	if (why->kept > 0) {
		pl_buffer_printf(out, ", %u of them to stay free for (CONTINUED)",
				 (unsigned)why->kept);
	}
	pl_buffer_printf(out, ", %u of its %u %sline%s of text fit\n", (unsigned)why->fit,
			 (unsigned)why->rows, why->has_more_rows ? "or more " : "",
			 why->rows == 1 ? "" : "s");
}

static void
put_reason(struct pl_buffer *out, const char *input, struct platen_text before,
	   const struct pl_layout_break *why)
{
	if (why->block == NULL) {
		pl_buffer_put_text(out, "\tit is the first page\n");
		return;
	}
	if (why->is_forced) {
		pl_buffer_put_text(out, "\ta page break stands before ");
		put_block(out, why->block);
		pl_buffer_put_text(out, "\n");
	} else {
		put_what_did_not_fit(out, input, before, why);
	}
	switch (why->reason) {
	case PL_REASON_CUT:
		pl_buffer_put_text(
			out,
			"\trule 1: it was cut at the last place where a sentence or a paragraph "
			"ends and two lines stand on either side\n");
		return;
	case PL_REASON_FULL:
		put_not_cut(out, why);
		put_moved(out, why, " as a whole");
		return;
	case PL_REASON_KEPT:
		put_not_cut(out, why);
		put_moved(out, why,
			  ", and with it what stands above it and may not be last on a page");
		return;
	case PL_REASON_PULLED:
		pl_buffer_printf(
			out, "\tit may not open a page, so %swhat stands above it moved with it\n",
			why->is_cut ? "the end of " : "");
		return;
	case PL_REASON_SCENE_CONTINUED:
		pl_buffer_put_text(out, "\trule 4: what stood last made room for (CONTINUED)\n");
		return;
	case PL_REASON_LAST_RESORT:
		put_not_cut(out, why);
		pl_buffer_put_text(
			out, "\trule 3: moving it would not help, so it was cut where the page was "
			     "full\n");
		return;
	case PL_REASON_FIRST:
	case PL_REASON_FORCED: return;
	}
}

/* Say what stands at the top because a scene goes on, and how many lines it takes. */
static void
put_top(struct pl_buffer *out, const struct platen_page *page, const struct pl_layout_break *why)
{
	const struct platen_line *line;
	for (size_t i = 0; (line = platen_page_line(page, i)) != NULL; i++) {
		struct platen_run run = {0};
		if (platen_line_role(line) == PLATEN_ROLE_SCENE_TOP &&
		    platen_line_run(line, 0, &run)) {
			pl_buffer_printf(out, "\trule 4: the scene goes on, so it begins with %.*s",
					 (int)run.text.length, run.text.data);
			pl_buffer_put_text(out, why->is_forced ? " in the margin\n"
							       : " and an empty line\n");
		}
	}
}

/* --------------------------------------------------------------------------- pages */

/* The page with this label, or each page of the body if `label` is NULL; false if there is none. */
static bool
put_pages(struct pl_buffer *out, const struct cli_run *run, const struct platen_pages *pages,
	  const char *label)
{
	const char *input = cli_input_name(run->request->inputs.list[0]);
	bool found = label == NULL;
	const struct platen_page *page;
	struct platen_text before = {0}, text; /* before: the label of the page before */
	for (size_t i = 0; (page = platen_pages_at(pages, i)) != NULL; before = text, i++) {
		text = platen_page_label(page);
		struct pl_str own = {text.data, text.length};
		if (platen_page_is_title(page) ||
		    (label != NULL && !pl_str_equal(own, pl_str_of(label)))) {
			continue;
		}
		found = true;
		pl_buffer_put(out, own);
		pl_buffer_put_byte(out, '\t');
		cli_put_visible(out, input);
		struct platen_position position = platen_page_position(page);
		pl_buffer_printf(out, ":%u:%u\n", (unsigned)position.line,
				 (unsigned)position.column);
		if (run->settings->options.explain) {
			const struct pl_layout_break *why = pl_layout_break_before(page);
			put_reason(out, input, before, why);
			put_top(out, page, why);
		}
	}
	return found;
}

static enum cli_exit
put_all(struct pl_buffer *out, const struct cli_run *run, const struct platen_pages *pages)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	if (inputs->count == 1) {
		put_pages(out, run, pages, NULL);
	}
	for (size_t i = 1; i < inputs->count; i++) {
		if (!put_pages(out, run, pages, inputs->list[i])) {
			unsigned count = platen_pages_count(pages);
			return cli_usage_error(run->messages, "%s has no page %s; it has %u page%s",
					       inputs->list[0], inputs->list[i], count,
					       count == 1 ? "" : "s");
		}
	}
	return CLI_DONE;
}

enum cli_exit
cli_pages(struct cli_run *run)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	struct cli_screenplay screenplay = {0};
	struct pl_buffer out = {0};
	if (inputs->count == 0) {
		return cli_no_input(run);
	}
	enum cli_exit status = cli_screenplay_read(run, inputs->list[0], true, &screenplay);
	if (status == CLI_DONE) {
		status = put_all(&out, run, screenplay.pages);
	}
	cli_screenplay_free(&screenplay);
	if (status == CLI_DONE) {
		return cli_print(run, &out);
	}
	pl_buffer_fini(&out);
	return status;
}
