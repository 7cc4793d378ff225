/* table - rows with named columns, in the forms of --format */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "base/base.h"

/* A list is texts joined by LF, and an array in JSON; a number has no quotes there. */
enum cli_cell { CLI_TEXT, CLI_NUMBER, CLI_LIST };

struct cli_column {
	const char *name; /* "first_page" */
	enum cli_cell cell;
	void (*put)(struct pl_buffer *cell, const void *value);
	size_t at; /* where the value is in the struct of a row */
};

/* Cells, row by row, each a string in `cells` with a NUL behind it. An empty one is null in JSON.
 */
struct cli_table {
	const char *name; /* "scenes" */
	const struct cli_column *columns;
	size_t column_count;
	struct pl_buffer cells;
	size_t row_count;
	bool is_record; /* a single row, printed from top to bottom, and an object in JSON */
};

/* Add a row: a struct that has the values of the columns. */
void cli_table_add(struct cli_table *table, const void *row);

/* Print in form number `form` of text|csv|json|markdown. */
void cli_table_print(struct pl_buffer *out, const struct cli_table *table, unsigned form);

#endif
