/* table - rows with named columns, in the forms of --format */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "cli/cli.h"

struct cli_column {
	const char *name; /* "first_page" */
	bool is_number;   /* to the right; without quotes in JSON */
	bool is_list;     /* of texts, joined by LF; an array in JSON */
};

/* Cells, row by row, each a string in `cells` with a NUL behind it. An empty one is null in JSON.
 */
struct cli_table {
	const char *name; /* "scenes" */
	const struct cli_column *columns;
	size_t column_count;
	struct pl_buffer cells;
	size_t row_count;
	bool is_record; /* a single row, an object of its own in JSON */
};

void cli_table_put_text(struct cli_table *table, struct platen_text text);
__attribute__((format(printf, 2, 3))) void cli_table_put(struct cli_table *table,
							 const char *format, ...);

/* Print in form number `form` of text|csv|json|markdown. */
void cli_table_print(struct pl_buffer *out, const struct cli_table *table, unsigned form);

#endif
