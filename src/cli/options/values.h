/* values - what the files of this room share */
#ifndef CLI_VALUES_H
#define CLI_VALUES_H

#include "cli/options/options.h"

/* The arguments of %.*s for a slice. */
#define CLI_STR(str) (int)(str).length, (str).data
/* The arguments of %s%.*s%s for a hint, which may be empty. */
#define CLI_HINT(hint)                                                                             \
	(hint).best.length == 0 ? "" : "; did you mean '", CLI_STR((hint).best),                   \
		(hint).best.length == 0 ? "" : "'?"

/* The largest value of a CLI_TYPE_NUMBER which has no limit of its own. */
#define CLI_NUMBER_MAX 999999
/* Of the name of an option or a key, with what may stand before it. */
#define CLI_NAME_SIZE 64

/* ---------------------------------------------------------------------- values */

/* Set *target from `text`, which must outlive it. False: it is none of the values. The settings are
 * for the profiles that there are, and for memory. */
bool cli_value_read(const struct cli_value *value, const char *text, struct cli_settings *settings,
		    void *target);
/* Print a value as .platen.ini has it. False: nothing is set. */
bool cli_value_put(struct pl_buffer *out, const struct cli_value *value, const void *target);
/* Report that `text` is none of the values of `name`. Returns CLI_USAGE. */
enum cli_exit cli_value_error(const struct cli_settings *settings, const char *name,
			      const struct cli_value *value, const char *text);

/* In quotation marks where .platen.ini needs them. */
void cli_put_config_text(struct pl_buffer *out, const char *text);

/* Take the next word off a list, whose words are separated by blanks or commas; empty at the end.
 */
struct pl_str cli_next_word(struct pl_str *rest);
/* Lengths in inches, such as 2.25, in memory hundredths of a point. */
bool cli_length_parse(struct pl_str text, int32_t *length);
void cli_length_put(struct pl_buffer *out, int32_t length);
/* A whole number without sign, of at most `max`. */
bool cli_number_parse(struct pl_str text, int64_t max, int64_t *number);
/* Seconds since 1970, or a day such as 2026-01-31. */
bool cli_date_parse(struct pl_str text, int64_t *date);
void cli_date_put_day(struct pl_buffer *out, int64_t date);
/* The setting of -W for each message. False: none is set. */
bool cli_rules_parse(struct pl_str text, unsigned char settings[CLI_RULES_MAX]);
bool cli_rules_put(struct pl_buffer *out, const unsigned char settings[CLI_RULES_MAX]);
/* The messages of --fix: yes for all, no, or IDs. False: it is none of these. */
bool cli_fixes_parse(struct pl_str text, unsigned char fixes[CLI_RULES_MAX]);

/* -------------------------------------------------------------------- settings */

/* A copy of `text` that lasts as long as the settings; NULL if memory runs out. */
const char *cli_settings_keep(struct cli_settings *settings, struct pl_str text);

/* Set an option; false if `text` is none of its values. */
bool cli_option_set(struct cli_settings *settings, const struct cli_option *option,
		    const char *text, enum cli_origin origin, unsigned line);

/* The environment variable of an option: --max-pages is PLATEN_MAX_PAGES. */
void cli_option_variable(const struct cli_option *option, char name[CLI_NAME_SIZE]);

/* Find the command in the command line; it is convert if none is named. */
void cli_line_find_command(struct cli_request *request);
/* Report the first item which is wrong, and make inputs of the operands. */
enum cli_exit cli_line_check(struct cli_request *request);

/* Set options from .platen.ini, the environment and the command line, beginning with those that say
 * what else to read. Errors are reported. */
void cli_line_read_early(struct cli_settings *settings, const struct cli_request *request);
/* `nearest` is the .platen.ini to be read unless an option says otherwise; NULL: there is none. */
enum cli_exit cli_config_read(struct cli_settings *settings, const char *nearest);
enum cli_exit cli_environment_read(struct cli_settings *settings);
/* Warn of PLATEN_ variables which no option has. */
void cli_environment_check(const struct cli_settings *settings);
enum cli_exit cli_line_read(struct cli_settings *settings, const struct cli_request *request);

/* Errors about a line of .platen.ini; the second is cli_value_error for its key. Return CLI_USAGE.
 */
__attribute__((format(printf, 3, 4))) enum cli_exit
cli_config_error(const struct cli_settings *settings, unsigned line, const char *format, ...);
enum cli_exit cli_config_value_error(const struct cli_settings *settings,
				     const struct pl_ini_line *line, const struct cli_value *value,
				     const char *text);

/* -------------------------------------------------------------------- profiles */

/* Read the sections [profile NAME] of a file whose lines are well-formed. Errors are reported. */
enum cli_exit cli_profiles_read(struct cli_settings *settings, struct pl_ini ini);
/* Whether a section is a profile's, and its name. */
bool cli_is_profile_section(struct pl_str section, struct pl_str *name);
/* The user's profile of this name, in any case; NULL if there is none. */
const struct platen_profile *cli_profile_by_name(const struct cli_profiles *profiles,
						 struct pl_str name);

#endif
