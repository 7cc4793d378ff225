/* Tables of figures, as aligned text, CSV, Markdown or JSON. */
#include <stdlib.h>

#include "command.h"
#include "cli/commands/table.h"
#include "cli/messages/messages.h"

/* Print a table whose names and cells, each on one line, begin at `flat`. */
typedef void print_fn(struct pl_buffer *out, const struct cli_table *table, const char *flat);

void
cli_table_add(struct cli_table *table, const void *row)
{
	for (size_t i = 0; i < table->column_count; i++) {
		const struct cli_column *column = &table->columns[i];
		column->put(&table->cells, (const char *)row + column->at);
		pl_buffer_put_byte(&table->cells, '\0');
	}
	table->row_count++;
}

static const char *
next_cell(const char *cell)
{
	return cell + strlen(cell) + 1;
}

/* The names of the columns, then the cells, each on one line: a list has commas, and other line
 * ends become spaces. */
static void
flatten(struct pl_buffer *flat, const struct cli_table *table)
{
	for (size_t i = 0; i < table->column_count; i++) {
		pl_buffer_put_text(flat, table->columns[i].name);
		pl_buffer_put_byte(flat, '\0');
	}
	const char *at = table->cells.data;
	for (size_t i = 0; i < table->row_count * table->column_count; i++, at++) {
		bool is_list = table->columns[i % table->column_count].cell == CLI_LIST;
		for (; *at != '\0'; at++) {
			if (*at != '\n') {
				pl_buffer_put_byte(flat, *at);
			} else {
				pl_buffer_put_text(flat, is_list ? ", " : " ");
			}
		}
		pl_buffer_put_byte(flat, '\0');
	}
}

/* ------------------------------------------------------------------------- text */

static size_t
width_of(const char *text)
{
	return pl_text_columns((struct platen_text){text, strlen(text)});
}

/* `cell` is the first of all. A record has no line of names. */
static void
put_aligned(struct pl_buffer *out, const struct cli_table *table, const char *cell,
	    const size_t *widths)
{
	for (size_t i = 0; i < (table->row_count + 1) * table->column_count; i++) {
		size_t column = i % table->column_count;
		int space = (int)(widths[column] - width_of(cell));
		bool is_last = column + 1 == table->column_count;
		bool is_number = table->columns[column].cell == CLI_NUMBER;
		if (i >= table->column_count || !table->is_record) {
			pl_buffer_printf(out, "%*s%s%*s%s", is_number ? space : 0, "", cell,
					 is_number || is_last ? 0 : space, "",
					 is_last ? "\n" : "  ");
		}
		cell = next_cell(cell);
	}
}

static void
print_text(struct pl_buffer *out, const struct cli_table *table, const char *flat)
{
	size_t count = (table->row_count + 1) * table->column_count;
	struct pl_buffer visible = {0};
	size_t *widths = calloc(table->column_count, sizeof(*widths));
	for (size_t i = 0; i < count; i++) {
		cli_put_visible(&visible, flat);
		pl_buffer_put_byte(&visible, '\0');
		flat = next_cell(flat);
	}
	out->failed |= widths == NULL || visible.failed;
	const char *cell = visible.data;
	for (size_t i = 0; i < count && !out->failed; i++) {
		size_t width = width_of(cell), *widest = &widths[i % table->column_count];
		*widest = width > *widest ? width : *widest;
		cell = next_cell(cell);
	}
	if (!out->failed) {
		put_aligned(out, table, visible.data, widths);
	}
	pl_buffer_fini(&visible);
	free(widths);
}

/* ------------------------------------------------------------------ CSV, Markdown */

/* RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
static void
put_csv(struct pl_buffer *out, const char *cell, bool is_number)
{
	bool is_formula = !is_number && *cell != '\0' && strchr("=+-@", *cell) != NULL;
	bool has_quotes = strpbrk(cell, ",\"\r") != NULL;
	pl_buffer_put_text(out, has_quotes ? "\"" : "");
	pl_buffer_put_text(out, is_formula ? "'" : "");
	for (; *cell != '\0'; cell++) {
		pl_buffer_put_text(out, *cell == '"' ? "\"" : "");
		pl_buffer_put_byte(out, *cell);
	}
	pl_buffer_put_text(out, has_quotes ? "\"" : "");
}

static void
print_csv(struct pl_buffer *out, const struct cli_table *table, const char *flat)
{
	for (size_t i = 0; i < (table->row_count + 1) * table->column_count; i++) {
		size_t column = i % table->column_count;
		put_csv(out, flat, table->columns[column].cell == CLI_NUMBER);
		pl_buffer_put_text(out, column + 1 == table->column_count ? "\r\n" : ",");
		flat = next_cell(flat);
	}
}

static void
put_markdown(struct pl_buffer *out, const char *cell)
{
	for (; *cell != '\0'; cell++) {
		pl_buffer_put_text(out, strchr("|\\`*_[]<>#", *cell) != NULL ? "\\" : "");
		pl_buffer_put_byte(out, *cell);
	}
}

static void
print_markdown(struct pl_buffer *out, const struct cli_table *table, const char *flat)
{
	size_t width = table->column_count;
	for (size_t i = 0; i < width; i++, flat = next_cell(flat)) {
		pl_buffer_printf(out, "| %s ", flat);
	}
	pl_buffer_put_text(out, "|\n");
	for (size_t i = 0; i < width; i++) {
		bool is_number = table->columns[i].cell == CLI_NUMBER;
		pl_buffer_put_text(out, is_number ? "|--:" : "|---");
	}
	pl_buffer_put_text(out, "|\n");
	for (size_t i = 0; i < table->row_count * width; i++, flat = next_cell(flat)) {
		pl_buffer_put_text(out, "| ");
		put_markdown(out, flat);
		pl_buffer_put_text(out, i % width + 1 == width ? " |\n" : " ");
	}
}

/* ------------------------------------------------------------------------- JSON */

static void
put_json_list(struct pl_json *json, const char *key, const char *cell)
{
	pl_json_begin(json, key, "[");
	while (*cell != '\0') {
		size_t length = strcspn(cell, "\n");
		pl_json_str(json, NULL, (struct pl_str){cell, length});
		cell += length + (cell[length] == '\n');
	}
	pl_json_end(json, "]");
}

static void
put_json(struct pl_json *json, const struct cli_column *column, const char *cell)
{
	if (column->cell == CLI_LIST) {
		put_json_list(json, column->name, cell);
	} else if (*cell == '\0') {
		pl_json_bare(json, column->name, "null");
	} else if (column->cell == CLI_NUMBER) {
		pl_json_bare(json, column->name, cell);
	} else {
		pl_json_text(json, column->name, cell);
	}
}

static void
print_json(struct pl_buffer *out, const struct cli_table *table, const char *flat)
{
	(void)flat;
	struct pl_json json = pl_json_to_buffer(out);
	const char *cell = table->cells.data;
	pl_json_begin(&json, NULL, "{");
	pl_json_int(&json, "schema", 1);
	pl_json_begin(&json, table->name, table->is_record ? "" : "[");
	for (size_t row = 0; row < table->row_count; row++) {
		if (row > 0) {
			pl_json_break_line(&json);
		}
		pl_json_begin(&json, NULL, "{");
		for (size_t i = 0; i < table->column_count; i++, cell = next_cell(cell)) {
			put_json(&json, &table->columns[i], cell);
		}
		pl_json_end(&json, "}");
	}
	pl_json_end(&json, table->is_record ? "}\n" : "]}\n");
}

/* Print a record as rows of a name and a value, without values that are zero. */
static void
print_turned(struct pl_buffer *out, const struct cli_table *table, const char *flat,
	     print_fn *print)
{
	const struct cli_column columns[] = {{.name = table->name, .cell = CLI_TEXT},
					     {.name = "", .cell = CLI_NUMBER}};
	struct cli_table turned = {
		.name = table->name, .columns = columns, .column_count = 2, .is_record = true};
	struct pl_buffer cells = {0};
	const char *value = table->cells.data;
	pl_buffer_printf(&cells, "%s%c%c", table->name, '\0', '\0');
	for (size_t i = 0; i < table->column_count; i++) {
		if (strcmp(value, "0") != 0) {
			pl_buffer_printf(&cells, "%s%c%s%c", flat, '\0', value, '\0');
			turned.row_count++;
		}
		flat = next_cell(flat);
		value = next_cell(value);
	}
	out->failed |= cells.failed;
	if (!out->failed) {
		print(out, &turned, cells.data);
	}
	pl_buffer_fini(&cells);
}

void
cli_table_print(struct pl_buffer *out, const struct cli_table *table, unsigned form)
{
	static print_fn *const forms[] = {print_text, print_csv, print_json, print_markdown};
	struct pl_buffer flat = {0};
	if (!table->cells.failed) {
		flatten(&flat, table);
	}
	out->failed |= table->cells.failed || flat.failed;
	bool is_turned =
		table->is_record && (forms[form] == print_text || forms[form] == print_markdown);
	if (out->failed) {
		/* nothing to print */
	} else if (is_turned) {
		print_turned(out, table, flat.data, forms[form]);
	} else {
		forms[form](out, table, flat.data);
	}
	pl_buffer_fini(&flat);
}
