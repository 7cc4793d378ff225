#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands/table.h"

void
cli_table_put_text(struct cli_table *table, struct platen_text text)
{
	pl_buffer_put(&table->cells, (struct pl_str){text.data, text.length});
	pl_buffer_put_byte(&table->cells, '\0');
}

void
cli_table_put(struct cli_table *table, const char *format, ...)
{
	char text[64];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	pl_buffer_put(&table->cells, (struct pl_str){text, strlen(text) + 1});
}

static const char *
next_cell(const char *cell)
{
	return cell + strlen(cell) + 1;
}

/* A list in one line: its texts with `between` between them. Other line ends become spaces. */
static void
join(struct pl_buffer *out, const char *cell, bool is_list)
{
	for (const char *at = cell; *at != '\0'; at++) {
		if (*at == '\n') {
			pl_buffer_put_text(out, is_list ? ", " : " ");
		} else {
			pl_buffer_put_byte(out, *at);
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
pad(struct pl_buffer *out, size_t width)
{
	for (size_t i = 0; i < width; i++) {
		pl_buffer_put_byte(out, ' ');
	}
}

/* The heads and the cells as they will be seen, each with a NUL behind it. */
static void
make_visible(struct pl_buffer *seen, const struct cli_table *table)
{
	for (size_t i = 0; i < table->column_count; i++) {
		pl_buffer_put(seen, (struct pl_str){table->columns[i].name,
						    strlen(table->columns[i].name) + 1});
	}
	const char *cell = table->cells.data;
	for (size_t i = 0; i < table->row_count * table->column_count; i++) {
		struct pl_buffer line = {0};
		join(&line, cell, table->columns[i % table->column_count].is_list);
		const char *text = pl_buffer_text(&line);
		cli_put_visible(seen, text == NULL ? "" : text);
		pl_buffer_put_byte(seen, '\0');
		seen->failed |= line.failed;
		pl_buffer_fini(&line);
		cell = next_cell(cell);
	}
}

static void
put_aligned(struct pl_buffer *out, const struct cli_table *table, const char *seen,
	    const size_t *widths)
{
	for (size_t i = 0; i < (table->row_count + 1) * table->column_count; i++) {
		size_t column = i % table->column_count, space = widths[column] - columns_of(seen);
		bool is_last = column + 1 == table->column_count;
		bool is_number = table->columns[column].is_number;
		pad(out, is_number ? space : 0);
		pl_buffer_put(out, (struct pl_str){seen, strlen(seen)});
		pad(out, is_number || is_last ? 0 : space);
		pl_buffer_put_text(out, is_last ? "\n" : "  ");
		seen = next_cell(seen);
	}
}

static void
print_text(struct pl_buffer *out, const struct cli_table *table)
{
	struct pl_buffer seen = {0};
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
	pl_buffer_fini(&seen);
	free(widths);
}

/* A record is easier to read from top to bottom. */
static void
print_record(struct pl_buffer *out, const struct cli_table *table)
{
	const char *cell = table->cells.data;
	for (size_t i = 0; i < table->column_count; i++, cell = next_cell(cell)) {
		pl_buffer_printf(out, "%-22s %s\n", table->columns[i].name, cell);
	}
}

/* ------------------------------------------------------------------ CSV, Markdown */

/* RFC 4180. A text which a spreadsheet would take for a formula gets an apostrophe before it. */
static void
put_csv(struct pl_buffer *out, const char *cell, const struct cli_column *column)
{
	struct pl_buffer line = {0};
	bool is_formula = !column->is_number && *cell != '\0' && strchr("=+-@", *cell) != NULL;
	pl_buffer_put_text(&line, is_formula ? "'" : "");
	join(&line, cell, column->is_list);
	const char *text = pl_buffer_text(&line);
	text = text == NULL ? "" : text;
	if (strpbrk(text, ",\"\r") == NULL) {
		pl_buffer_put_text(out, text);
		out->failed |= line.failed;
		pl_buffer_fini(&line);
		return;
	}
	pl_buffer_put_text(out, "\"");
	for (; *text != '\0'; text++) {
		pl_buffer_put_text(out, *text == '"' ? "\"" : "");
		pl_buffer_put_byte(out, *text);
	}
	pl_buffer_put_text(out, "\"");
	out->failed |= line.failed;
	pl_buffer_fini(&line);
}

static void
print_csv(struct pl_buffer *out, const struct cli_table *table)
{
	const char *cell = table->cells.data;
	for (size_t i = 0; i < table->column_count; i++) {
		pl_buffer_printf(out, "%s%s", i == 0 ? "" : ",", table->columns[i].name);
	}
	for (size_t i = 0; i < table->row_count * table->column_count; i++) {
		size_t column = i % table->column_count;
		pl_buffer_put_text(out, column == 0 ? "\r\n" : ",");
		put_csv(out, cell, &table->columns[column]);
		cell = next_cell(cell);
	}
	pl_buffer_put_text(out, "\r\n");
}

static void
put_markdown(struct pl_buffer *out, const char *cell, const struct cli_column *column)
{
	struct pl_buffer line = {0};
	join(&line, cell, column->is_list);
	const char *at = pl_buffer_text(&line);
	for (; at != NULL && *at != '\0'; at++) {
		pl_buffer_put_text(out, strchr("|\\`*_[]<>#", *at) != NULL ? "\\" : "");
		pl_buffer_put_byte(out, *at);
	}
	out->failed |= line.failed;
	pl_buffer_fini(&line);
}

static void
print_markdown(struct pl_buffer *out, const struct cli_table *table)
{
	const char *cell = table->cells.data;
	for (size_t i = 0; i < table->column_count; i++) {
		pl_buffer_printf(out, "| %s ", table->columns[i].name);
	}
	pl_buffer_put_text(out, "|\n");
	for (size_t i = 0; i < table->column_count; i++) {
		pl_buffer_put_text(out, table->columns[i].is_number ? "|--:" : "|---");
	}
	pl_buffer_put_text(out, "|\n");
	for (size_t i = 0; i < table->row_count * table->column_count; i++) {
		size_t column = i % table->column_count;
		pl_buffer_put_text(out, "| ");
		put_markdown(out, cell, &table->columns[column]);
		pl_buffer_put_text(out, column + 1 == table->column_count ? " |\n" : " ");
		cell = next_cell(cell);
	}
}

static void
print_markdown_record(struct pl_buffer *out, const struct cli_table *table)
{
	const char *cell = table->cells.data;
	pl_buffer_printf(out, "| %s | |\n|---|--:|\n", table->name);
	for (size_t i = 0; i < table->column_count; i++, cell = next_cell(cell)) {
		pl_buffer_printf(out, "| %s | ", table->columns[i].name);
		put_markdown(out, cell, &table->columns[i]);
		pl_buffer_put_text(out, " |\n");
	}
}

/* ------------------------------------------------------------------------- JSON */

static void
put_json_list(struct pl_buffer *out, const char *cell)
{
	pl_buffer_put_text(out, "[");
	for (const char *at = cell; *at != '\0';) {
		struct pl_buffer item = {0};
		size_t length = strcspn(at, "\n");
		pl_buffer_put(&item, (struct pl_str){at, length});
		const char *text = pl_buffer_text(&item);
		pl_buffer_put_text(out, at == cell ? "" : ",");
		cli_put_json(out, text == NULL ? "" : text);
		out->failed |= item.failed;
		pl_buffer_fini(&item);
		at += length + (at[length] == '\n');
	}
	pl_buffer_put_text(out, "]");
}

static void
put_json(struct pl_buffer *out, const char *cell, const struct cli_column *column)
{
	pl_buffer_printf(out, "\"%s\":", column->name);
	if (column->is_list) {
		put_json_list(out, cell);
	} else if (*cell == '\0') {
		pl_buffer_put_text(out, "null");
	} else if (column->is_number) {
		pl_buffer_put_text(out, cell);
	} else {
		cli_put_json(out, cell);
	}
}

static void
print_json(struct pl_buffer *out, const struct cli_table *table)
{
	const char *cell = table->cells.data;
	pl_buffer_printf(out, "{\"schema\":1,\"%s\":%s", table->name, table->is_record ? "" : "[");
	for (size_t i = 0; i < table->row_count * table->column_count; i++) {
		size_t column = i % table->column_count;
		bool is_last = column + 1 == table->column_count;
		pl_buffer_put_text(out, column > 0 ? "," : i == 0 ? "{" : ",\n{");
		put_json(out, cell, &table->columns[column]);
		pl_buffer_put_text(out, is_last ? "}" : "");
		cell = next_cell(cell);
	}
	pl_buffer_put_text(out, table->is_record ? "}\n" : "]}\n");
}

void
cli_table_print(struct pl_buffer *out, const struct cli_table *table, unsigned form)
{
	static const struct {
		void (*rows)(struct pl_buffer *out, const struct cli_table *table);
		void (*record)(struct pl_buffer *out, const struct cli_table *table);
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
