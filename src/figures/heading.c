/*
 * INT. DINER - KITCHEN - NIGHT #12#
 * '-.' '--------------'  '---'
 * setting   location     time
 *
 * The setting is what Fountain says it may be. For the time of day nobody has made a rule; writers
 * put it last, after a dash. So the heading is cut at its dashes, and what at the end consists of
 * parts with a word of the table below is the time. A place may be called NIGHT CLUB: the first
 * part never is.
 */
#include "figures/figures.h"

#define SAME_TIME 8

/* In upper case. The languages are those in which the layout knows (MORE). */
static const struct time_word {
	const char *word;
	int daytime; /* enum platen_daytime, or SAME_TIME */
} time_words[] = {
	{"DAY", PLATEN_DAY},
	{"MORNING", PLATEN_DAY},
	{"NOON", PLATEN_DAY},
	{"AFTERNOON", PLATEN_DAY},
	{"MIDDAY", PLATEN_DAY},
	{"DAYS", PLATEN_DAY},
	{"NIGHT", PLATEN_NIGHT},
	{"EVENING", PLATEN_NIGHT},
	{"MIDNIGHT", PLATEN_NIGHT},
	{"DAWN", PLATEN_TIME_OTHER},
	{"DUSK", PLATEN_TIME_OTHER},
	{"SUNRISE", PLATEN_TIME_OTHER},
	{"SUNSET", PLATEN_TIME_OTHER},
	{"SUNDOWN", PLATEN_TIME_OTHER},
	{"TWILIGHT", PLATEN_TIME_OTHER},
	{"HOUR", PLATEN_TIME_OTHER},
	{"AM", PLATEN_TIME_OTHER},
	{"PM", PLATEN_TIME_OTHER},
	{"DAYBREAK", PLATEN_TIME_OTHER},
	{"LATER", SAME_TIME},
	{"CONTINUOUS", SAME_TIME},
	{"CONT", SAME_TIME},
	{"SAME", SAME_TIME},
	{"MOMENTS", SAME_TIME},
	{"JOUR", PLATEN_DAY},
	{"MATIN", PLATEN_DAY},
	{"MIDI", PLATEN_DAY},
	{"NUIT", PLATEN_NIGHT},
	{"SOIR", PLATEN_NIGHT},
	{"AUBE", PLATEN_TIME_OTHER},
	{"TAG", PLATEN_DAY},
	{"MORGEN", PLATEN_DAY},
	{"MITTAG", PLATEN_DAY},
	{"NACHMITTAG", PLATEN_DAY},
	{"NACHT", PLATEN_NIGHT},
	{"ABEND", PLATEN_NIGHT},
	{"D\303\215A", PLATEN_DAY},
	{"DIA", PLATEN_DAY},
	{"MA\303\221ANA", PLATEN_DAY},
	{"TARDE", PLATEN_DAY},
	{"NOCHE", PLATEN_NIGHT},
	{"NOITE", PLATEN_NIGHT},
	{"GIORNO", PLATEN_DAY},
	{"MATTINA", PLATEN_DAY},
	{"NOTTE", PLATEN_NIGHT},
	{"SERA", PLATEN_NIGHT},
	{"DAG", PLATEN_DAY},
	{"NATT", PLATEN_NIGHT},
	{"\320\224\320\225\320\235\320\254", PLATEN_DAY},
	{"\320\243\320\242\320\240\320\236", PLATEN_DAY},
	{"\320\235\320\236\320\247\320\254", PLATEN_NIGHT},
	{"\320\222\320\225\320\247\320\225\320\240", PLATEN_NIGHT},
};

#define WORD_MAX 32

/* -------------------------------------------------------------------- the setting */

static const struct {
	const char *word;
	enum platen_setting setting;
} settings[] = {
	{"INT./EXT", PLATEN_INT_EXT}, {"INT/EXT", PLATEN_INT_EXT}, {"EXT./INT", PLATEN_INT_EXT},
	{"EXT/INT", PLATEN_INT_EXT},  {"I./E", PLATEN_INT_EXT},    {"I/E", PLATEN_INT_EXT},
	{"E/I", PLATEN_INT_EXT},      {"INT", PLATEN_INT},         {"EXT", PLATEN_EXT},
	{"EST", PLATEN_EXT},
};

/* How much of `text` says the setting, the dots and spaces after it included. */
static size_t
read_setting(struct pl_str text, enum platen_setting *setting)
{
	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
		struct pl_str word = pl_str_of(settings[i].word);
		if (text.length <= word.length ||
		    !pl_str_equal_ascii_case(pl_str_slice(text, 0, word.length), word)) {
			continue;
		}
		size_t end = word.length;
		while (end < text.length && (text.data[end] == '.' || text.data[end] == ' ')) {
			end++;
		}
		if (end > word.length) {
			*setting = settings[i].setting;
			return end;
		}
	}
	*setting = PLATEN_NO_SETTING;
	return 0;
}

/* ----------------------------------------------------------------------- the time */

/* The time which `text` names last; false if it names none. */
static bool
find_time(struct pl_str text, int *daytime)
{
	const char *at = text.data, *end = text.data + text.length;
	bool is_found = false;
	while (at < end) {
		char word[WORD_MAX + 4];
		size_t length = 0;
		uint32_t c;
		while (at < end) {
			at += pl_utf8_decode(at, end, &c);
			if (!pl_is_letter(c) && !pl_is_mark(c)) {
				break;
			}
			if (length < WORD_MAX) {
				length += pl_utf8_encode(pl_to_upper(c), word + length);
			}
		}
		for (size_t i = 0; i < sizeof(time_words) / sizeof(time_words[0]); i++) {
			if (pl_str_equal((struct pl_str){word, length},
					 pl_str_of(time_words[i].word))) {
				*daytime = time_words[i].daytime;
				is_found = true;
			}
		}
	}
	return is_found;
}

static const char *const dashes[] = {" - ",  " \342\200\223 ", " \342\200\224 ",
				     " -- ", "\342\200\224",   ", "};

/* Where the last separator of `text` begins and ends; false if it has none. */
static bool
find_last_dash(struct pl_str text, size_t *start, size_t *end)
{
	for (size_t at = text.length; at-- > 0;) {
		for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
			struct pl_str dash = pl_str_of(dashes[i]);
			if (pl_str_starts(pl_str_slice(text, at, text.length), dash)) {
				*start = at;
				*end = at + dash.length;
				return true;
			}
		}
	}
	return false;
}

static struct pl_str
trim(struct pl_str text)
{
	while (text.length > 0 && text.data[0] == ' ') {
		text = pl_str_slice(text, 1, text.length);
	}
	while (text.length > 0 && text.data[text.length - 1] == ' ') {
		text.length--;
	}
	return text;
}

static void
set_daytime(struct pl_heading *heading, int daytime)
{
	heading->has_time = true;
	heading->is_same_time = daytime == SAME_TIME;
	heading->daytime = daytime == SAME_TIME ? PLATEN_TIME_OTHER : (enum platen_daytime)daytime;
}

void
pl_heading_read(struct pl_str text, struct pl_heading *heading)
{
	*heading = (struct pl_heading){0};
	size_t begin = read_setting(text, &heading->setting);
	struct pl_str rest = pl_str_slice(text, begin, text.length), location = rest;
	size_t start, end;
	int daytime;
	while (find_last_dash(location, &start, &end) &&
	       find_time(pl_str_slice(location, end, location.length), &daytime)) {
		/* of NIGHT - CONTINUOUS it is the NIGHT which says something */
		if (!heading->has_time || heading->is_same_time) {
			set_daytime(heading, daytime);
		}
		heading->time = trim(pl_str_slice(rest, end, rest.length));
		location.length = start;
	}
	heading->location = trim(location);
	if (!heading->has_time && find_time(rest, &daytime)) {
		set_daytime(heading, daytime);
	}
}
