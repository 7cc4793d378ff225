/* Lists the table of languages for others */
#include "language/language.h"

#define FIELD(group, name, field)                                                                  \
	{                                                                                          \
		group, name, offsetof(struct pl_language, field)                                   \
	}

static const struct field {
	const char *group, *name;
	size_t at;
} fields[] = {
	FIELD("prefixes", "int", prefixes[PLATEN_INT]),
	FIELD("prefixes", "ext", prefixes[PLATEN_EXT]),
	FIELD("prefixes", "int_ext", prefixes[PLATEN_INT_EXT]),
	FIELD("times", "day", times[PLATEN_DAY]),
	FIELD("times", "night", times[PLATEN_NIGHT]),
	FIELD("times", "other", times[PLATEN_TIME_OTHER]),
	FIELD("times", "same", times[PL_TIME_SAME]),
	FIELD("transitions", "endings", endings),
	FIELD("transitions", "known", transitions),
	FIELD("transitions", "openings", openings),
	FIELD("continued", "more", more),
	FIELD("continued", "contd", contd),
	FIELD("continued", "scene_bottom", scene_bottom),
	FIELD("continued", "scene_top", scene_top),
	FIELD("title_keys", "title", title_keys[PL_TITLE_TITLE]),
	FIELD("title_keys", "credit", title_keys[PL_TITLE_CREDIT]),
	FIELD("title_keys", "author", title_keys[PL_TITLE_AUTHOR]),
	FIELD("title_keys", "source", title_keys[PL_TITLE_SOURCE]),
	FIELD("title_keys", "notes", title_keys[PL_TITLE_NOTES]),
	FIELD("title_keys", "copyright", title_keys[PL_TITLE_COPYRIGHT]),
	FIELD("title_keys", "contact", title_keys[PL_TITLE_CONTACT]),
	FIELD("title_keys", "draft", title_keys[PL_TITLE_DRAFT]),
	FIELD("title_keys", "date", title_keys[PL_TITLE_DATE]),
	FIELD("title_keys", "keywords", title_keys[PL_TITLE_KEYWORDS]),
	FIELD("title_keys", "language", title_keys[PL_TITLE_LANGUAGE]),
};

bool
platen_language_at(size_t index, struct platen_language *language)
{
	if (index >= pl_language_row_count) {
		return false;
	}
	*language = (struct platen_language){pl_language_rows[index].codes,
					     pl_language_rows[index].name};
	return true;
}

bool
platen_language_words(size_t language, size_t index, struct platen_language_words *words)
{
	if (language >= pl_language_row_count || index >= sizeof(fields) / sizeof(fields[0])) {
		return false;
	}
	const struct field *field = &fields[index];
	const char *row = (const char *)&pl_language_rows[language];
	*words = (struct platen_language_words){field->group, field->name,
						*(const char *const *)(row + field->at)};
	return true;
}
