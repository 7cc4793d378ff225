/* pictures - formats of which a file holds one page. See pictures.c. */
#ifndef CLI_PICTURES_H
#define CLI_PICTURES_H

#include "cli/cli.h"

/* The name has one %d, or %03d, where the number of a page goes, and no other %. */
bool cli_is_pattern(const char *output);

/*
 * Write each page of cli->screenplay to a file of its own and publish it, whole before the next one
 * begins. Says what is wrong with the files; what platen_write answered is in *written.
 */
enum cli_exit cli_write_pictures(struct cli *cli, const char *output, bool is_pattern,
				 const struct platen_format *format,
				 struct platen_write_options *options, enum platen_status *written);

#endif
