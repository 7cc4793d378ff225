/* The texts which values are made of: words, numbers, lengths and dates. */
#include "cli/options/values.h"

static bool
is_separator(char byte)
{
	return pl_is_space(byte) || byte == ',';
}

struct pl_str
cli_next_word(struct pl_str *rest)
{
	size_t start = 0;
	while (start < rest->length && is_separator(rest->data[start])) {
		start++;
	}
	size_t end = start;
	while (end < rest->length && !is_separator(rest->data[end])) {
		end++;
	}
	struct pl_str word = pl_str_slice(*rest, start, end);
	*rest = pl_str_slice(*rest, end, rest->length);
	return word;
}

bool
cli_number_parse(struct pl_str text, int64_t max, int64_t *number)
{
	int64_t sum = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (!pl_is_digit(text.data[i])) {
			return false;
		}
		sum = sum * 10 + (text.data[i] - '0');
		if (sum > max) {
			return false;
		}
	}
	*number = sum;
	return text.length > 0;
}

/* --------------------------------------------------------------------- lengths */

#define LENGTH_MAX (20 * PLATEN_INCH)

/* "2.25", in inches: digits, at most three of them behind the point. */
bool
cli_length_parse(struct pl_str text, int32_t *length)
{
	size_t at = 0, digits = 0;
	int32_t thousandths = 0, unit = 1000;
	for (; at < text.length && pl_is_digit(text.data[at]) && thousandths <= LENGTH_MAX; at++) {
		thousandths = thousandths * 10 + 1000 * (text.data[at] - '0');
		digits++;
	}
	if (at < text.length && text.data[at] == '.') {
		for (at++; at < text.length && pl_is_digit(text.data[at]) && unit > 1; at++) {
			unit /= 10;
			thousandths += unit * (text.data[at] - '0');
			digits++;
		}
	}
	if (digits == 0 || at < text.length || thousandths > LENGTH_MAX / PLATEN_INCH * 1000) {
		return false;
	}
	*length = thousandths * (PLATEN_INCH / 100) / 10;
	return true;
}

/* In inches, with one decimal at least and three at most. */
void
cli_length_put(struct pl_buffer *out, int32_t length)
{
	unsigned thousandths = ((unsigned)length * 1000 + PLATEN_INCH / 2) / PLATEN_INCH;
	pl_buffer_printf(out, "%u.%03u", thousandths / 1000, thousandths % 1000);
	for (int i = 0; i < 2 && !out->failed && out->data[out->length - 1] == '0'; i++) {
		out->length--;
	}
}

/* ----------------------------------------------------------------------- dates */

/* Days of the Gregorian calendar in UTC: the clock, the zone and the locale are never asked. */
#define SECONDS_PER_DAY 86400
#define END_OF_9999 253402300799

/* A year is counted from March, so that the leap day is its last. These are the days from the March
 * of year 0 to 1970. */
#define DAYS_TO_1970 719468
#define DAYS_PER_400_YEARS 146097

static int
days_in_month(int64_t year, int64_t month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && is_leap ? 29 : days[month - 1];
}

static int64_t
days_since_1970(int64_t year, int64_t month, int64_t day)
{
	int64_t months = month > 2 ? month - 3 : month + 9;
	int64_t years = month > 2 ? year : year - 1;
	return years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day -
	       1 - DAYS_TO_1970;
}

bool
cli_date_parse(struct pl_str text, int64_t *date)
{
	int64_t year, month, day;
	if (cli_number_parse(text, END_OF_9999, date)) {
		return true;
	}
	if (text.length != 10 || text.data[4] != '-' || text.data[7] != '-' ||
	    !cli_number_parse(pl_str_slice(text, 0, 4), 9999, &year) ||
	    !cli_number_parse(pl_str_slice(text, 5, 7), 12, &month) ||
	    !cli_number_parse(pl_str_slice(text, 8, 10), 31, &day) || year < 1970 || month < 1 ||
	    day < 1 || day > days_in_month(year, month)) {
		return false;
	}
	*date = days_since_1970(year, month, day) * SECONDS_PER_DAY;
	return true;
}

void
cli_date_put_day(struct pl_buffer *out, int64_t date)
{
	int64_t days = date / SECONDS_PER_DAY + DAYS_TO_1970;
	int64_t era = days / DAYS_PER_400_YEARS, day_of_era = days % DAYS_PER_400_YEARS;
	int64_t years =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * years + years / 4 - years / 100);
	int64_t months = (5 * day_of_year + 2) / 153;
	int64_t month = months < 10 ? months + 3 : months - 9;
	int64_t year = era * 400 + years + (month <= 2);
	int64_t day = day_of_year - (153 * months + 2) / 5 + 1;
	pl_buffer_printf(out, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
}
