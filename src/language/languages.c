/*
 * What scene headings begin with, and transitions end in, outside of English
 *
 * The published Fountain knows English words only. Those of another language count where the script
 * names the language itself (`Language: de`), never without. All are in capitals here; a heading
 * may be typed in any case, as in English. Prefixes which are also English (INT, EXT) need no row.
 */
#include "language/language.h"

/* Words with bars between. */
struct pl_language {
	const char *code, *name;
	const char *prefixes;
	const char *endings;     /* of a transition: as TO: */
	const char *transitions; /* which do not end so; known ones, as FADE OUT. */
};

static const struct pl_language languages[] = {
	{"de", "German",
	 "INNEN/AUSSEN|INNEN/AUßEN|AUSSEN/INNEN|AUßEN/INNEN|INNEN|AUSSEN|AUßEN|I/A|A/I",
	 "AUF:|ZU:|NACH:", "AUFBLENDE|ABBLENDE|SCHWARZBLENDE|ÜBERBLENDUNG"},
	{"fr", "French",
	 "INTÉRIEUR/EXTÉRIEUR|EXTÉRIEUR/INTÉRIEUR|INTÉRIEUR|EXTÉRIEUR|INTERIEUR|EXTERIEUR",
	 "SUR:|SUR :|À:|À :|AU:|AU :",
	 "FONDU AU NOIR|FONDU ENCHAÎNÉ|OUVERTURE AU NOIR|FERMETURE AU NOIR|FIN"},
	{"es", "Spanish", "INTERIOR/EXTERIOR|EXTERIOR/INTERIOR|INTERIOR|EXTERIOR",
	 "A:", "FUNDIDO A NEGRO|FUNDE A NEGRO|CORTE A NEGRO|ABRE DE NEGRO"},
	{"it", "Italian", "INTERNO/ESTERNO|ESTERNO/INTERNO|INT./EST|INT/EST|INTERNO|ESTERNO",
	 "SU:|A:", "DISSOLVENZA A NERO|DISSOLVENZA DAL NERO"},
	{"pt", "Portuguese", "INTERIOR/EXTERIOR|EXTERIOR/INTERIOR|INTERIOR|EXTERIOR",
	 "PARA:", "CORTE PARA O PRETO|CORTA PARA PRETO"},
	{"nl", "Dutch", "BINNEN/BUITEN|BUITEN/BINNEN|BINNEN|BUITEN|BIN|BUI", "NAAR:", ""},
	{"sv", "Swedish", "INNE|UTE", "TILL:", ""},
	{"da", "Danish", "INDE|UDE", "TIL:", ""},
	{"nb", "Norwegian", "INNE|UTE|EKST", "TIL:", ""},
	{"no", "Norwegian", "INNE|UTE|EKST", "TIL:", ""},
	{"fi", "Finnish", "SISÄ/ULKO|SISÄLLÄ|ULKONA|SISÄ|ULKO|SIS", "LEIKKAUS:", ""},
	{"pl", "Polish", "WNĘTRZE/PLENER|WNĘTRZE|PLENER|WN./PL|WN/PL|WN|PL",
	 "DO:", "ŚCIEMNIENIE|ROZJAŚNIENIE"},
	{"cs", "Czech", "INTERIÉR/EXTERIÉR|INTERIÉR|EXTERIÉR", "NA:|DO:", ""},
	{"hu", "Hungarian", "BELSŐ/KÜLSŐ|BELSŐ|KÜLSŐ|BEL|KÜL", "VÁGÁS:", ""},
	{"tr", "Turkish", "İÇ/DIŞ|DIŞ/İÇ|İÇ|DIŞ", "KESME:", ""},
	{"el", "Greek", "ΕΣΩΤ./ΕΞΩΤ|ΕΣΩΤ/ΕΞΩΤ|ΕΣΩΤ|ΕΞΩΤ", "ΣΕ:", ""},
	{"ru", "Russian", "ИНТ./НАТ|ИНТ/НАТ|НАТ./ИНТ|НАТ/ИНТ|ИНТЕРЬЕР|НАТУРА|ИНТ|НАТ|ЭКСТ|ПАВ",
	 "К:|НА:", "ЗАТЕМНЕНИЕ|ИЗ ЗАТЕМНЕНИЯ|В ЗАТЕМНЕНИЕ"},
	{"uk", "Ukrainian", "ІНТ./НАТ|ІНТ/НАТ|ІНТЕР'ЄР|НАТУРА|ІНТ|НАТ|ЕКСТ",
	 "ДО:|НА:", "ЗАТЕМНЕННЯ"},
	{"he", "Hebrew", "פנים/חוץ|חוץ/פנים|פנים|חוץ", "", ""},
	{"ar", "Arabic", "داخلي/خارجي|خارجي/داخلي|داخلي|خارجي", "", ""},
	{"hi", "Hindi", "अंदर/बाहर|बाहर/अंदर|अंदर|बाहर", "", ""},
	{"zh", "Chinese", "内景/外景|內景/外景|内/外|內/外|内景|內景|外景|内|內|外", "", ""},
	{"ja", "Japanese", "屋内/屋外|屋内|屋外|室内|室外", "", ""},
	{"ko", "Korean", "실내/실외|실내|실외|내부|외부", "", ""},
};

#define LANGUAGE_COUNT (sizeof(languages) / sizeof(languages[0]))

/* `de`, `de-AT`, `de_AT` and `German` are all German. */
static bool
is_language(struct pl_str value, const struct pl_language *language)
{
	if (pl_str_equal_ascii_case(value, pl_str_of(language->name))) {
		return true;
	}
	return value.length >= 2 &&
	       pl_str_equal_ascii_case(pl_str_slice(value, 0, 2), pl_str_of(language->code)) &&
	       (value.length == 2 || value.data[2] == '-' || value.data[2] == '_');
}

const struct pl_language *
pl_language_by_name(struct pl_str name)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		if (is_language(name, &languages[i])) {
			return &languages[i];
		}
	}
	return NULL;
}

bool
pl_language_is_wide(const struct pl_language *language)
{
	return strcmp(language->code, "zh") == 0 || strcmp(language->code, "ja") == 0 ||
	       strcmp(language->code, "ko") == 0;
}

struct pl_str
pl_language_prefixes(const struct pl_language *language)
{
	return pl_str_of(language == NULL ? "" : language->prefixes);
}

struct pl_str
pl_language_endings(const struct pl_language *language)
{
	return pl_str_of(language == NULL ? "" : language->endings);
}

struct pl_str
pl_language_transitions(const struct pl_language *language)
{
	return pl_str_of(language == NULL ? "" : language->transitions);
}
