/*
 * The types of values: how each is written, and what it is in memory. A new type is a case of
 * cli_value_read, cli_value_put and cli_value_put_wanted.
 */
#include "cli/options/values.h"

_Static_assert(sizeof(enum platen_paper) == sizeof(unsigned), "a CHOICE is written as unsigned");

/* --------------------------------------------------------------------- choices */

/* Word number `index` of "letter|a4". */
static struct pl_str
word_at(const char *words, size_t index)
{
	for (; index > 0 && *words != '\0'; index--) {
		words += strcspn(words, "|");
		words += *words == '|';
	}
	return (struct pl_str){words, strcspn(words, "|")};
}

struct pl_str
cli_value_choice(const struct cli_value *value, size_t index)
{
	const struct platen_format *format;
	const struct platen_input_format *input;
	const struct platen_profile *profile;
	switch (value->type) {
	case CLI_TYPE_BOOL:
	case CLI_TYPE_FIXES:
	case CLI_TYPE_BIT: return word_at(value->words == NULL ? "yes|no" : value->words, index);
	case CLI_TYPE_CHOICE:
	case CLI_TYPE_FORMS:
	case CLI_TYPE_EMPHASIS: return word_at(value->words, index);
	case CLI_TYPE_FORMAT:
		format = platen_format_at(index);
		return pl_str_of(format == NULL ? "" : format->name);
	case CLI_TYPE_INPUT:
		input = platen_input_at(index);
		return pl_str_of(input == NULL ? "" : input->name);
	case CLI_TYPE_PROFILE:
		profile = platen_profile_at(index);
		return pl_str_of(profile == NULL ? "" : profile->name);
	default: return PL_STR("");
	}
}

int
cli_value_find(const struct cli_value *value, struct pl_str text)
{
	struct pl_str choice;
	for (int i = 0; (choice = cli_value_choice(value, (size_t)i)).length > 0; i++) {
		if (pl_str_equal_ascii_case(choice, text)) {
			return i;
		}
	}
	return -1;
}

void
cli_value_put_choices(struct pl_buffer *out, const struct cli_value *value, const char *separator)
{
	struct pl_str choice;
	for (size_t i = 0; (choice = cli_value_choice(value, i)).length > 0; i++) {
		pl_buffer_put_text(out, i == 0 ? "" : separator);
		pl_buffer_put(out, choice);
	}
}

bool
cli_value_is_yes_or_no(const struct cli_value *value)
{
	return pl_str_equal(cli_value_choice(value, 0), PL_STR("yes"));
}

bool
cli_value_is_flag(const struct cli_value *value)
{
	return value->words == NULL && cli_value_is_yes_or_no(value);
}

void
cli_value_put_argument(struct pl_buffer *out, const struct cli_value *value)
{
	if (value->words != NULL) {
		pl_buffer_put_text(out, value->words);
	} else if (!cli_value_is_flag(value)) {
		cli_value_put_choices(out, value, "|");
	}
}

/* --------------------------------------------------------------------- reading */

static bool
read_number(const struct cli_value *value, struct pl_str text, uint32_t *target)
{
	int64_t number;
	if (!cli_number_parse(text, value->max, &number) || number < value->min) {
		return false;
	}
	*target = (uint32_t)number * (value->unit == 0 ? 1 : value->unit);
	return true;
}

/* Some of the words, or none. */
static bool
read_emphasis(const struct cli_value *value, struct pl_str text, uint32_t *emphasis)
{
	uint32_t bits = 0;
	struct pl_str word;
	while ((word = cli_next_word(&text)).length > 0) {
		int choice = cli_value_find(value, word);
		if (choice < 0 && !pl_str_equal_ascii_case(word, PL_STR("none"))) {
			return false;
		}
		bits |= choice < 0 ? 0 : 1u << choice;
	}
	*emphasis = bits;
	return true;
}

static bool
read_column(struct pl_str text, int32_t edges[2])
{
	int32_t left, right;
	struct pl_str first = cli_next_word(&text), second = cli_next_word(&text);
	if (!cli_length_parse(first, &left) || !cli_length_parse(second, &right) ||
	    cli_next_word(&text).length > 0 || left >= right) {
		return false;
	}
	edges[0] = left;
	edges[1] = right;
	return true;
}

static bool
add_word(const char *word, struct pl_arena *arena, const char **list)
{
	struct pl_buffer joined = {0};
	if (*word == '\0') {
		return false;
	}
	pl_buffer_printf(&joined, "%s%s%s", *list == NULL ? "" : *list, *list == NULL ? "" : ",",
			 word);
	pl_buffer_put_byte(&joined, '\0');
	struct pl_str copy = pl_arena_copy(arena, pl_buffer_str(&joined));
	bool is_kept = !joined.failed && copy.data != NULL;
	*list = is_kept ? copy.data : *list;
	pl_buffer_fini(&joined);
	return is_kept;
}

static bool
read_forms(const struct cli_value *value, struct pl_str text, struct pl_arena *arena,
	   struct cli_forms *forms)
{
	struct pl_str word;
	while (pl_str_next_word(&text, ",", &word)) {
		word = pl_str_trim_ascii(word);
		const char *equals = word.length == 0 ? NULL : memchr(word.data, '=', word.length);
		size_t end = equals == NULL ? word.length : (size_t)(equals - word.data);
		int form = cli_value_find(value, pl_str_slice(word, 0, end));
		const char *file = NULL;
		if (equals != NULL) {
			file = pl_arena_copy(arena, pl_str_slice(word, end + 1, word.length)).data;
		}
		if (form < 0 || forms->count == CLI_FORMS_MAX ||
		    (equals != NULL && (file == NULL || *file == '\0'))) {
			return false;
		}
		forms->list[forms->count].form = (unsigned)form;
		forms->list[forms->count++].file = file;
	}
	return forms->count > 0;
}

const struct platen_profile *
cli_profile_by_name(const struct cli_profiles *profiles, struct pl_str name)
{
	for (size_t i = 0; i < profiles->count; i++) {
		if (pl_str_equal_ascii_case(pl_str_of(profiles->list[i].name), name)) {
			return &profiles->list[i];
		}
	}
	return NULL;
}

/* The value is choice number `choice`. */
static void
set_choice(const struct cli_value *value, unsigned choice, void *target)
{
	unsigned number = value->first + choice;
	uint32_t *bits = target;
	switch (value->type) {
	case CLI_TYPE_BOOL: *(bool *)target = choice == 0; break;
	case CLI_TYPE_BIT:
		*bits = choice == 0 ? *bits | value->first : *bits & ~value->first;
		break;
	case CLI_TYPE_FORMAT:
		*(const struct platen_format **)target = platen_format_at(choice);
		break;
	case CLI_TYPE_INPUT: *(enum platen_input *)target = platen_input_at(choice)->input; break;
	case CLI_TYPE_PROFILE: *(const char **)target = cli_value_choice(value, choice).data; break;
	default: memcpy(target, &number, sizeof(number)); break;
	}
}

bool
cli_value_read(const struct cli_value *value, const char *text, struct cli_settings *settings,
	       void *target)
{
	struct pl_str str = pl_str_of(text);
	const struct platen_profile *profile;
	switch (value->type) {
	case CLI_TYPE_NUMBER: return read_number(value, str, target);
	case CLI_TYPE_LENGTH: return cli_length_parse(str, target);
	case CLI_TYPE_COLUMN: return read_column(str, target);
	case CLI_TYPE_EMPHASIS: return read_emphasis(value, str, target);
	case CLI_TYPE_DATE: return cli_date_parse(str, target);
	case CLI_TYPE_MESSAGES: return cli_rules_parse(str, target);
	case CLI_TYPE_FIXES: return cli_fixes_parse(str, target);
	case CLI_TYPE_FORMS: return read_forms(value, str, &settings->arena, target);
	case CLI_TYPE_LIST: return add_word(text, &settings->arena, target);
	case CLI_TYPE_WORD:
	case CLI_TYPE_TEXT:
		*(const char **)target = text;
		return value->type == CLI_TYPE_TEXT || *text != '\0';
	case CLI_TYPE_PROFILE:
		profile = cli_profile_by_name(&settings->profiles, str);
		if (profile != NULL) {
			*(const char **)target = profile->name;
			return true;
		}
		break;
	default: break;
	}
	int choice = cli_value_find(value, str);
	if (choice >= 0) {
		set_choice(value, (unsigned)choice, target);
	}
	return choice >= 0;
}

static void
put_wanted_number(struct pl_buffer *out, const struct cli_value *value)
{
	pl_buffer_put_text(out, "a whole number");
	if (value->max < CLI_NUMBER_MAX) {
		pl_buffer_printf(out, " from %u to %u", (unsigned)value->min, (unsigned)value->max);
	} else if (value->min > 0) {
		pl_buffer_printf(out, ", %u or more", (unsigned)value->min);
	}
}

/* What a value must be, in words. */
static void
put_wanted(struct pl_buffer *out, const struct cli_value *value)
{
	if (value->wants != NULL) {
		pl_buffer_put_text(out, value->wants);
		return;
	}
	switch (value->type) {
	case CLI_TYPE_NUMBER: put_wanted_number(out, value); break;
	case CLI_TYPE_LENGTH: pl_buffer_put_text(out, "a length in inches, such as 1.25"); break;
	case CLI_TYPE_COLUMN:
		pl_buffer_put_text(out, "the left and the right edge in inches, such as 2.5 6.0");
		break;
	case CLI_TYPE_LIST: pl_buffer_put_text(out, "a word"); break;
	case CLI_TYPE_FORMS:
		cli_value_put_choices(out, value, "|");
		pl_buffer_put_text(out, " or FORM=FILE");
		break;
	case CLI_TYPE_DATE:
		pl_buffer_put_text(out, "a day such as 2026-01-31, or seconds since 1970");
		break;
	case CLI_TYPE_MESSAGES:
		pl_buffer_put_text(out,
				   "ID, no-ID or error=ID, with an ID that 'platen rules' lists");
		break;
	case CLI_TYPE_FIXES:
		pl_buffer_put_text(out, "yes, no, or IDs that 'platen rules' lists");
		break;
	case CLI_TYPE_EMPHASIS:
		pl_buffer_put_text(out, "some of ");
		cli_value_put_choices(out, value, " ");
		pl_buffer_put_text(out, ", or none");
		break;
	case CLI_TYPE_PROFILE:
		cli_value_put_choices(out, value, "|");
		pl_buffer_put_text(out, " or a [profile] of .platen.ini");
		break;
	case CLI_TYPE_WORD:
	case CLI_TYPE_TEXT: pl_buffer_put_text(out, value->words); break;
	default: cli_value_put_choices(out, value, "|"); break;
	}
}

enum cli_exit
cli_value_error(const struct cli_settings *settings, const char *name,
		const struct cli_value *value, const char *text)
{
	struct pl_buffer wanted = {0};
	put_wanted(&wanted, value);
	const char *words = pl_buffer_text(&wanted);
	enum cli_exit status = cli_usage_error(settings->messages, "%s takes %s, not '%s'", name,
					       words == NULL ? "another value" : words, text);
	pl_buffer_fini(&wanted);
	return status;
}

/* -------------------------------------------------------------------- printing */

void
cli_put_config_text(struct pl_buffer *out, const char *text)
{
	size_t length = strlen(text);
	bool is_plain = length > 0 && strchr(text, '#') == NULL && text[0] != ' ' &&
			text[0] != '"' && text[length - 1] != ' ';
	pl_buffer_put_text(out, is_plain ? "" : "\"");
	cli_put_visible(out, text);
	pl_buffer_put_text(out, is_plain ? "" : "\"");
}

static bool
put_text(struct pl_buffer *out, const char *text)
{
	if (text != NULL) {
		cli_put_config_text(out, text);
	}
	return text != NULL;
}

static bool
put_number(struct pl_buffer *out, const struct cli_value *value, uint32_t number)
{
	number /= value->unit == 0 ? 1 : value->unit;
	if (number < value->min) {
		return false;
	}
	pl_buffer_printf(out, "%u", (unsigned)number);
	return true;
}

static bool
put_forms(struct pl_buffer *out, const struct cli_value *value, const struct cli_forms *forms)
{
	for (unsigned i = 0; i < forms->count; i++) {
		const char *file = forms->list[i].file;
		pl_buffer_put_text(out, i == 0 ? "" : ", ");
		pl_buffer_put(out, cli_value_choice(value, forms->list[i].form));
		pl_buffer_put_text(out, file == NULL ? "" : "=");
		cli_put_visible(out, file == NULL ? "" : file);
	}
	if (forms->count == 0) {
		pl_buffer_put(out, cli_value_choice(value, 0));
	}
	return true;
}

static void
put_emphasis(struct pl_buffer *out, const struct cli_value *value, uint32_t bits)
{
	const char *before = "";
	struct pl_str word;
	for (size_t i = 0; (word = cli_value_choice(value, i)).length > 0; i++) {
		if ((bits & 1u << i) != 0) {
			pl_buffer_put_text(out, before);
			pl_buffer_put(out, word);
			before = " ";
		}
	}
	pl_buffer_put_text(out, bits == 0 ? "none" : "");
}

static bool
put_date(struct pl_buffer *out, int64_t date)
{
	if (date % 86400 == 0) {
		cli_date_put_day(out, date);
	} else {
		pl_buffer_printf(out, "%lld", (long long)date);
	}
	return date != 0;
}

/* The number of the choice which *target is; -1 if it is none. */
static int
choice_of(const struct cli_value *value, const void *target)
{
	const struct platen_input_format *input;
	unsigned number;
	int i = 0;
	switch (value->type) {
	case CLI_TYPE_BOOL: return *(const bool *)target ? 0 : 1;
	case CLI_TYPE_BIT: return (*(const uint32_t *)target & value->first) != 0 ? 0 : 1;
	case CLI_TYPE_INPUT:
		while ((input = platen_input_at((size_t)i)) != NULL &&
		       input->input != *(const enum platen_input *)target) {
			i++;
		}
		return input == NULL ? -1 : i;
	default:
		memcpy(&number, target, sizeof(number));
		return number < value->first ? -1 : (int)(number - value->first);
	}
}

bool
cli_value_put(struct pl_buffer *out, const struct cli_value *value, const void *target)
{
	const struct platen_format *format;
	switch (value->type) {
	case CLI_TYPE_NUMBER: return put_number(out, value, *(const uint32_t *)target);
	case CLI_TYPE_LENGTH: cli_length_put(out, *(const int32_t *)target); return true;
	case CLI_TYPE_COLUMN:
		cli_length_put(out, ((const int32_t *)target)[0]);
		pl_buffer_put_byte(out, ' ');
		cli_length_put(out, ((const int32_t *)target)[1]);
		return true;
	case CLI_TYPE_FORMS: return put_forms(out, value, target);
	case CLI_TYPE_EMPHASIS: put_emphasis(out, value, *(const uint32_t *)target); return true;
	case CLI_TYPE_DATE: return put_date(out, *(const int64_t *)target);
	case CLI_TYPE_MESSAGES: return cli_rules_put(out, target);
	case CLI_TYPE_WORD:
	case CLI_TYPE_TEXT:
	case CLI_TYPE_LIST:
	case CLI_TYPE_PROFILE: return put_text(out, *(const char *const *)target);
	case CLI_TYPE_FORMAT:
		format = *(const struct platen_format *const *)target;
		return put_text(out, format == NULL ? NULL : format->name);
	default: break;
	}
	int choice = choice_of(value, target);
	if (choice >= 0) {
		pl_buffer_put(out, cli_value_choice(value, (size_t)choice));
	}
	return choice >= 0;
}
