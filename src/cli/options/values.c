#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options/options.h"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
cli_equal_any_case(const char *a, const char *b)
{
	while (*a != '\0' && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return lower(*a) == lower(*b);
}

bool
cli_equal_any_case_n(const char *a, const char *b, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (a[i] == '\0' || lower(a[i]) != lower(b[i])) {
			return false;
		}
	}
	return a[length] == '\0';
}

int
cli_choose(const char *choices, const char *value)
{
	const char *choice = choices;
	size_t wanted = strlen(value);
	for (int i = 0;; i++) {
		size_t length = strcspn(choice, "|");
		if (length == wanted && memcmp(choice, value, length) == 0) {
			return i;
		}
		if (choice[length] == '\0') {
			return -1;
		}
		choice += length + 1;
	}
}

static int
choose(const struct cli_option *option, const char *value)
{
	return cli_choose(option->argument, value);
}

/* Digits only: no sign, no space, no more than `most`. */
static bool
parse_number(const char *text, size_t length, int64_t most, int64_t *number)
{
	int64_t sum = 0;
	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9') {
			return false;
		}
		sum = sum * 10 + (text[i] - '0');
		if (sum > most) {
			return false;
		}
	}
	*number = sum;
	return length > 0;
}

static int
days_in_month(int64_t year, int64_t month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

/* Days from 1970-01-01, counted in years which begin in March: then the leap day is the last. */
static int64_t
days_since_1970(int64_t year, int64_t month, int64_t day)
{
	int64_t shifted = month > 2 ? month - 3 : month + 9;
	int64_t years = month > 2 ? year : year - 1;
	return years * 365 + years / 4 - years / 100 + years / 400 + (shifted * 153 + 2) / 5 + day -
	       1 - 719468;
}

bool
cli_date_parse(const char *text, int64_t *date)
{
	const int64_t end_of_9999 = 253402300799;
	size_t length = strlen(text);
	if (parse_number(text, length, end_of_9999, date)) {
		return true;
	}
	int64_t year, month, day;
	if (length != 10 || text[4] != '-' || text[7] != '-' ||
	    !parse_number(text, 4, 9999, &year) || !parse_number(text + 5, 2, 12, &month) ||
	    !parse_number(text + 8, 2, 31, &day) || year < 1970 || month < 1 || day < 1 ||
	    day > days_in_month(year, month)) {
		return false;
	}
	*date = days_since_1970(year, month, day) * 86400;
	return true;
}

enum cli_exit
cli_date_find(struct cli_settings *settings)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	if (settings->options.date_given || epoch == NULL || *epoch == '\0' ||
	    cli_date_parse(epoch, &settings->options.date)) {
		return CLI_DONE;
	}
	return cli_usage_error(settings->messages,
			       "SOURCE_DATE_EPOCH is '%s', not seconds since 1970", epoch);
}

/* The way back, by the same years which begin in March. */
void
cli_date_print(int64_t date, char text[CLI_DATE_SIZE])
{
	int64_t days = date / 86400 + 719468;
	int64_t era = days / 146097, day_of_era = days % 146097;
	int64_t years =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * years + years / 4 - years / 100);
	int64_t shifted = (5 * day_of_year + 2) / 153;
	int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
	int64_t year = era * 400 + years + (month <= 2),
		day = day_of_year - (153 * shifted + 2) / 5 + 1;
	snprintf(text, CLI_DATE_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000,
		 (unsigned)month % 100, (unsigned)day % 100);
}

/* --------------------------------------------------------------------- setters */

bool
cli_set_format(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	(void)option;
	settings->options.format = platen_format_by_name(value);
	return settings->options.format != NULL;
}

bool
cli_set_count_format(struct cli_settings *settings, const struct cli_option *option,
		     const char *value)
{
	int choice = choose(option, value);
	settings->options.json = choice == 1;
	return choice >= 0;
}

bool
cli_set_from(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	const struct platen_input_format *format;
	(void)option;
	for (size_t i = 0; (format = platen_input_at(i)) != NULL; i++) {
		if (strcmp(format->name, value) == 0) {
			settings->options.from = format->input;
			return true;
		}
	}
	return false;
}

bool
cli_set_paper(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	static const enum platen_paper papers[] = {PLATEN_LETTER, PLATEN_A4};
	int choice = choose(option, value);
	if (choice >= 0) {
		settings->options.layout.paper = papers[choice];
	}
	return choice >= 0;
}

/* The choices stand in the order of the enum. */
bool
cli_set_scene_numbers(struct cli_settings *settings, const struct cli_option *option,
		      const char *value)
{
	int choice = choose(option, value);
	if (choice >= 0) {
		settings->options.layout.scene_numbers = (enum platen_scene_numbers)choice;
	}
	return choice >= 0;
}

bool
cli_set_date(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	(void)option;
	settings->options.date_given = true;
	return cli_date_parse(value, &settings->options.date);
}

bool
cli_set_fdx_version(struct cli_settings *settings, const struct cli_option *option,
		    const char *value)
{
	int choice = choose(option, value);
	if (choice >= 0) {
		settings->options.fdx.version = (uint32_t)(value[0] - '0');
	}
	return choice >= 0;
}

bool
cli_set_fdx_sections(struct cli_settings *settings, const struct cli_option *option,
		     const char *value)
{
	int choice = choose(option, value);
	if (choice >= 0) {
		settings->options.fdx.sections = (enum platen_fdx_sections)choice;
	}
	return choice >= 0;
}

/* ------------------------------------------------------- setters for a row's target */

static void *
target_of(struct cli_settings *settings, const struct cli_option *option)
{
	return (char *)&settings->options + option->target;
}

/* On the command line a flag has no value; in a file it is yes or no. */
bool
cli_set_flag(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	bool is_yes = value == NULL || strcmp(value, "yes") == 0;
	*(bool *)target_of(settings, option) = is_yes;
	return is_yes || strcmp(value, "no") == 0;
}

/* The target is a bit. */
bool
cli_set_extension(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	bool is_yes = value == NULL || strcmp(value, "yes") == 0;
	uint32_t bit = (uint32_t)option->target, *extensions = &settings->options.read.extensions;
	*extensions = is_yes ? *extensions | bit : *extensions & ~bit;
	return is_yes || strcmp(value, "no") == 0;
}

bool
cli_set_prefix(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	(void)option;
	char *prefixes = settings->options.prefixes;
	size_t length = strlen(prefixes), more = strlen(value);
	if (more == 0 || more >= sizeof(settings->options.prefixes) - length - 1) {
		return false;
	}
	if (length > 0) {
		prefixes[length++] = ',';
	}
	memcpy(prefixes + length, value, more + 1);
	return true;
}

bool
cli_set_text(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	*(const char **)target_of(settings, option) = value;
	return true;
}

/* The target is true for the first of two choices. */
bool
cli_set_either(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	int choice = choose(option, value);
	*(bool *)target_of(settings, option) = choice == 0;
	return choice >= 0;
}

/* The target is the number of a choice. */
bool
cli_set_choice(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	int choice = choose(option, value);
	if (choice >= 0) {
		*(unsigned *)target_of(settings, option) = (unsigned)choice;
	}
	return choice >= 0;
}

/* A text which must not be empty. */
bool
cli_set_word(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	*(const char **)target_of(settings, option) = value;
	return *value != '\0';
}

static bool
set_number(struct cli_settings *settings, const struct cli_option *option, const char *value,
	   int64_t least, int64_t most)
{
	int64_t number;
	bool is_one = parse_number(value, strlen(value), most, &number) && number >= least;
	if (is_one) {
		*(uint32_t *)target_of(settings, option) = (uint32_t)number;
	}
	return is_one;
}

bool
cli_set_count(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	return set_number(settings, option, value, 0, 999999);
}

bool
cli_set_number(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	return set_number(settings, option, value, 1, 999999);
}

bool
cli_set_lines_per_page(struct cli_settings *settings, const struct cli_option *option,
		       const char *value)
{
	return set_number(settings, option, value, 1, 999);
}

bool
cli_set_dpi(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	return set_number(settings, option, value, 36, 600);
}

bool
cli_set_jobs(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	return set_number(settings, option, value, 1, 64);
}

/* ---------------------------------------------------------------------- printing */

void
cli_put_config_value(struct pl_buffer *out, const char *value)
{
	size_t length = strlen(value);
	bool is_plain = length > 0 && strchr(value, '#') == NULL && value[0] != ' ' &&
			value[0] != '"' && value[length - 1] != ' ';
	pl_buffer_put_text(out, is_plain ? "" : "\"");
	cli_put_visible(out, value);
	pl_buffer_put_text(out, is_plain ? "" : "\"");
}
