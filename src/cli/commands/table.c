#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands/table.h"

void
cli_table_put_text(struct cli_table *table, struct platen_text text)
{
	cli_put_bytes(&table->cells, text.data, text.length);
	cli_put_bytes(&table->cells, "", 1);
}

void
cli_table_put(struct cli_table *table, const char *format, ...)
{
	char text[64];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	cli_put_bytes(&table->cells, text, strlen(text) + 1);
}

static const char *
next_cell(const char *cell)
{
	return cell + strlen(cell) + 1;
}

/* A list in one line: its texts with `between` between them. Other line ends become spaces. */
static void
join(struct cli_buffer *out, const char *cell, bool is_list)
{
	for (const char *at = cell; *at != '\0'; at++) {
		if (*at == '\n') {
			cli_put(out, is_list ? ", " : " ");
		} else {
			cli_put_bytes(out, at, 1);
		}
	}
}

/* ------------------------------------------------------------------------- text */

static size_t
columns_of(const char *text)
{
	return platen_text_columns((struct platen_text){text, strlen(text)});
}

static void
pad(struct cli_buffer *out, size_t width)
{
	for (size_t i = 0; i < width; i++) {
		cli_put_bytes(out, " ", 1);
	}
}

/* The heads and the cells as they will be seen, each with a NUL behind it. */
static void
make_visible(struct cli_buffer *seen, const struct cli_table *table)
{
	for (size_t i = 0; i < table->column_count; i++) {
		cli_put_bytes(seen, table->columns[i].name, strlen(table->columns[i].name) + 1);
	}
	const char *cell = table->cells.data;
	for (size_t i = 0; i < table->row_count * table->column_count; i++) {
		struct cli_buffer line = {0};
		join(&line, cell, table->columns[i % table->column_count].is_list);
		const char *text = cli_buffer_text(&line);
		cli_put_visible(seen, text == NULL ? "" : text);
		cli_put_bytes(seen, "", 1);
		seen->failed |= line.failed;
		cli_buffer_fini(&line);
		cell = next_cell(cell);
	}
}

static void
put_aligned(struct cli_buffer *out, const struct cli_table *table, const char *seen,
	    const size_t *widths)
{
	for (size_t i = 0; i < (table->row_count + 1) * table->column_count; i++) {
		size_t column = i % table->column_count, space = widths[column] - columns_of(seen);
		bool is_last = column + 1 == table->column_count;
		bool is_number = table->columns[column].is_number;
		pad(out, is_number ? space : 0);
		cli_put_bytes(out, seen, strlen(seen));
		pad(out, is_number || is_last ? 0 : space);
		cli_put(out, is_last ? "\n" : "  ");
		seen = next_cell(seen);
	}
}

static void
print_text(struct cli_buffer *out, const struct cli_table *table)
{
	struct cli_buffer seen = {0};
	size_t *widths = calloc(table->column_count, sizeof(*widths));
	make_visible(&seen, table);
	if (widths == NULL || seen.failed) {
		out->failed = true;
	} else {
		const char *cell = seen.data;
		for (size_t i = 0; i < (table->row_count + 1) * table->column_count; i++) {
			size_t width = columns_of(cell), column = i % table->column_count;
			widths[column] = width > widths[column] ? width : widths[column];
			cell = next_cell(cell);
		}
		put_aligned(out, table, seen.data, widths);
	}
	cli_buffer_fini(&seen);
	free(widths);
}

/* A record is easier to read from top to bottom. */
static void
print_record(struct cli_buffer *out, const struct cli_table *table)
{
	const char *cell = table->cells.data;
	for (size_t i = 0; i < table->column_count; i++, cell = next_cell(cell)) {
		cli_put(out, "%-22s %s\n", table->columns[i].name, cell);
	}
}

/* ------------------------------------------------------------------ CSV, Markdown */

/* RFC 4180. A text which a spreadsheet would take for a formula gets an apostrophe before it. */
static void
put_csv(struct cli_buffer *out, const char *cell, const struct cli_column *column)
{
	struct cli_buffer line = {0};
	bool is_formula = !column->is_number && *cell != '\0' && strchr("=+-@", *cell) != NULL;
	cli_put(&line, is_formula ? "'" : "");
	join(&line, cell, column->is_list);
	const char *text = cli_buffer_text(&line);
	text = text == NULL ? "" : text;
	if (strpbrk(text, ",\"\r") == NULL) {
		cli_put(out, "%s", text);
		out->failed |= line.failed;
		cli_buffer_fini(&line);
		return;
	}
	cli_put(out, "\"");
	for (; *text != '\0'; text++) {
		cli_put(out, *text == '"' ? "\"" : "");
		cli_put_bytes(out, text, 1);
	}
	cli_put(out, "\"");
	out->failed |= line.failed;
	cli_buffer_fini(&line);
}

static void
print_csv(struct cli_buffer *out, const struct cli_table *table)
{
	const char *cell = table->cells.data;
	for (size_t i = 0; i < table->column_count; i++) {
		cli_put(out, "%s%s", i == 0 ? "" : ",", table->columns[i].name);
	}
	for (size_t i = 0; i < table->row_count * table->column_count; i++) {
		size_t column = i % table->column_count;
		cli_put(out, column == 0 ? "\r\n" : ",");
		put_csv(out, cell, &table->columns[column]);
		cell = next_cell(cell);
	}
	cli_put(out, "\r\n");
}

static void
put_markdown(struct cli_buffer *out, const char *cell, const struct cli_column *column)
{
	struct cli_buffer line = {0};
	join(&line, cell, column->is_list);
	const char *at = cli_buffer_text(&line);
	for (; at != NULL && *at != '\0'; at++) {
		cli_put(out, strchr("|\\`*_[]<>#", *at) != NULL ? "\\" : "");
		cli_put_bytes(out, at, 1);
	}
	out->failed |= line.failed;
	cli_buffer_fini(&line);
}

static void
print_markdown(struct cli_buffer *out, const struct cli_table *table)
{
	const char *cell = table->cells.data;
	for (size_t i = 0; i < table->column_count; i++) {
		cli_put(out, "| %s ", table->columns[i].name);
	}
	cli_put(out, "|\n");
	for (size_t i = 0; i < table->column_count; i++) {
		cli_put(out, table->columns[i].is_number ? "|--:" : "|---");
	}
	cli_put(out, "|\n");
	for (size_t i = 0; i < table->row_count * table->column_count; i++) {
		size_t column = i % table->column_count;
		cli_put(out, "| ");
		put_markdown(out, cell, &table->columns[column]);
		cli_put(out, column + 1 == table->column_count ? " |\n" : " ");
		cell = next_cell(cell);
	}
}

static void
print_markdown_record(struct cli_buffer *out, const struct cli_table *table)
{
	const char *cell = table->cells.data;
	cli_put(out, "| %s | |\n|---|--:|\n", table->name);
	for (size_t i = 0; i < table->column_count; i++, cell = next_cell(cell)) {
		cli_put(out, "| %s | ", table->columns[i].name);
		put_markdown(out, cell, &table->columns[i]);
		cli_put(out, " |\n");
	}
}

/* ------------------------------------------------------------------------- JSON */

static void
put_json_list(struct cli_buffer *out, const char *cell)
{
	cli_put(out, "[");
	for (const char *at = cell; *at != '\0';) {
		struct cli_buffer item = {0};
		size_t length = strcspn(at, "\n");
		cli_put_bytes(&item, at, length);
		const char *text = cli_buffer_text(&item);
		cli_put(out, at == cell ? "" : ",");
		cli_put_json(out, text == NULL ? "" : text);
		out->failed |= item.failed;
		cli_buffer_fini(&item);
		at += length + (at[length] == '\n');
	}
	cli_put(out, "]");
}

static void
put_json(struct cli_buffer *out, const char *cell, const struct cli_column *column)
{
	cli_put(out, "\"%s\":", column->name);
	if (column->is_list) {
		put_json_list(out, cell);
	} else if (*cell == '\0') {
		cli_put(out, "null");
	} else if (column->is_number) {
		cli_put(out, "%s", cell);
	} else {
		cli_put_json(out, cell);
	}
}

static void
print_json(struct cli_buffer *out, const struct cli_table *table)
{
	const char *cell = table->cells.data;
	cli_put(out, "{\"schema\":1,\"%s\":%s", table->name, table->is_record ? "" : "[");
	for (size_t i = 0; i < table->row_count * table->column_count; i++) {
		size_t column = i % table->column_count;
		bool is_last = column + 1 == table->column_count;
		cli_put(out, column > 0 ? "," : i == 0 ? "{" : ",\n{");
		put_json(out, cell, &table->columns[column]);
		cli_put(out, is_last ? "}" : "");
		cell = next_cell(cell);
	}
	cli_put(out, table->is_record ? "}\n" : "]}\n");
}

void
cli_table_print(struct cli_buffer *out, const struct cli_table *table, unsigned form)
{
	static const struct {
		void (*rows)(struct cli_buffer *out, const struct cli_table *table);
		void (*record)(struct cli_buffer *out, const struct cli_table *table);
	} forms[] = {
		{print_text, print_record},
		{print_csv, print_csv},
		{print_json, print_json},
		{print_markdown, print_markdown_record},
	};
	if (table->cells.failed) {
		out->failed = true;
	} else {
		(table->is_record ? forms[form].record : forms[form].rows)(out, table);
	}
}
