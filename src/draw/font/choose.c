/*
 * Which font draws a word.
 *
 * A font is chosen for a word, never for a character: half a word in another face looks worse than
 * the whole. First come families on Courier's grid, with letters 0.6 em wide; then those that suit
 * a script; then what fontconfig proposes. A family counts only if it has all characters of the
 * word, so the lists need not say what each family covers.
 *
 * Before we ask Pango for a family, we look it up in fontconfig's list: if it is missing, Pango
 * returns another one, and if there is no font at all, it ends the program.
 */
#include <cairo-ft.h>
#include <hb-subset.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>

#include "draw/font/choose.h"
#include "draw/font/font.h"
#include "unicode/unicode.h"

#define FAMILIES_MAX 8
#define STYLES 4 /* PLATEN_BOLD | PLATEN_ITALIC */

struct preference {
	GUnicodeScript script;
	const char *families[FAMILIES_MAX];
	bool is_first; /* before families on the grid, which lack some or draw them badly */
};

static const char *const grid_families[FAMILIES_MAX] = {
	"Liberation Mono",
	"Noto Sans Mono",
	"DejaVu Sans Mono",
	"Noto Mono",
};

/* Its letters are very thin. */
static const char *const last_families[FAMILIES_MAX] = {"FreeMono"};

/* Families that place and stack marks well come first: in Liberation Mono marks overlap. */
static const char *const mark_families[FAMILIES_MAX] = {
	"Noto Sans Mono",
	"FreeMono",
	"Liberation Mono",
	"DejaVu Sans Mono",
};

static const char *const emoji_families[FAMILIES_MAX] = {
	"Noto Color Emoji",
	"Twemoji",
	"Noto Emoji",
	"Symbola",
};

static const struct preference preferences[] = {
	{G_UNICODE_SCRIPT_ARABIC,
	 {"Noto Naskh Arabic", "Noto Sans Arabic", "Amiri", "DejaVu Sans"},
	 true},
	{G_UNICODE_SCRIPT_HEBREW, {"Noto Sans Hebrew", "Noto Serif Hebrew", "DejaVu Sans"}},
	{G_UNICODE_SCRIPT_THAI, {"Tlwg Mono", "Tlwg Typo", "Noto Serif Thai", "Noto Sans Thai"}},
	{G_UNICODE_SCRIPT_DEVANAGARI,
	 {"Noto Serif Devanagari", "Noto Sans Devanagari", "FreeSans"}},
	{G_UNICODE_SCRIPT_BENGALI, {"Noto Serif Bengali", "Noto Sans Bengali"}},
	{G_UNICODE_SCRIPT_TAMIL, {"Noto Serif Tamil", "Noto Sans Tamil"}},
	{G_UNICODE_SCRIPT_TELUGU, {"Noto Serif Telugu", "Noto Sans Telugu"}},
	{G_UNICODE_SCRIPT_MALAYALAM, {"Noto Serif Malayalam", "Noto Sans Malayalam"}},
	{G_UNICODE_SCRIPT_GUJARATI, {"Noto Serif Gujarati", "Noto Sans Gujarati"}},
	{G_UNICODE_SCRIPT_GURMUKHI, {"Noto Serif Gurmukhi", "Noto Sans Gurmukhi"}},
	{G_UNICODE_SCRIPT_KANNADA, {"Noto Serif Kannada", "Noto Sans Kannada"}},
	{G_UNICODE_SCRIPT_ORIYA, {"Noto Serif Oriya", "Noto Sans Oriya"}},
	{G_UNICODE_SCRIPT_SINHALA, {"Noto Serif Sinhala", "Noto Sans Sinhala"}},
	{G_UNICODE_SCRIPT_KHMER, {"Noto Serif Khmer", "Noto Sans Khmer"}},
	{G_UNICODE_SCRIPT_LAO, {"Noto Serif Lao", "Noto Sans Lao"}},
	{G_UNICODE_SCRIPT_MYANMAR, {"Noto Serif Myanmar", "Noto Sans Myanmar"}},
	{G_UNICODE_SCRIPT_ETHIOPIC, {"Noto Serif Ethiopic", "Noto Sans Ethiopic"}},
	{G_UNICODE_SCRIPT_TIBETAN, {"Noto Serif Tibetan"}},
	{G_UNICODE_SCRIPT_THAANA, {"Noto Sans Thaana"}},
	{G_UNICODE_SCRIPT_ARMENIAN,
	 {"Noto Serif Armenian", "Noto Sans Armenian", "DejaVu Serif"},
	 true},
	{G_UNICODE_SCRIPT_GEORGIAN,
	 {"Noto Serif Georgian", "Noto Sans Georgian", "DejaVu Serif"},
	 true},
	{G_UNICODE_SCRIPT_CHEROKEE, {"Noto Sans Cherokee"}},
	{G_UNICODE_SCRIPT_SYRIAC, {"Noto Sans Syriac"}},
	{G_UNICODE_SCRIPT_COMMON,
	 {"DejaVu Sans", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Symbols 2",
	  "Noto Sans Math", "FreeSerif"}},
};

/* Han characters look different in each region. */
static const char *const cjk_families[][FAMILIES_MAX] = {
	[PL_FONT_CJK_SIMPLIFIED] = {"Noto Sans CJK SC", "Noto Serif CJK SC", "Droid Sans Fallback"},
	[PL_FONT_CJK_TRADITIONAL] = {"Noto Sans CJK TC", "Noto Serif CJK TC",
				     "Droid Sans Fallback"},
	[PL_FONT_CJK_JAPANESE] = {"Noto Sans CJK JP", "Noto Serif CJK JP", "IPAGothic",
				  "VL Gothic"},
	[PL_FONT_CJK_KOREAN] = {"Noto Sans CJK KR", "Noto Serif CJK KR", "NanumGothic", "UnDotum"},
};

struct scaled {
	struct pl_font_choice *choice;
	double size, stretch;
	cairo_scaled_font_t *font;
};

/* A family, and its fonts by the style they are changed into and the style they were asked for. */
struct family {
	char *name;
	bool is_known[STYLES][STYLES];
	struct pl_font_choice *choices[STYLES][STYLES]; /* NULL: not installed, or not known yet */
};

struct pl_font_chooser {
	PangoFontMap *map;
	PangoContext *context;
	FcConfig *config;
	enum pl_font_cjk cjk;
	GHashTable *families; /* struct family, by name */
	GPtrArray *found;     /* struct family: those that fontconfig proposed */
	FcFontSet *sorted;    /* all fonts in fontconfig's order; NULL until they are needed */
	FcCharSet *covered;   /* what any of them has, or NULL */
	GArray *scaled;
};

static void
free_family(void *data)
{
	struct family *family = data;
	for (size_t i = 0; i < G_N_ELEMENTS(family->choices); i++) {
		for (size_t k = 0; k < STYLES; k++) {
			struct pl_font_choice *choice = family->choices[i][k];
			if (choice != NULL) {
				cairo_font_face_destroy(choice->face);
				hb_set_destroy(choice->glyphs);
				g_object_unref(choice->pango);
				g_free(choice);
			}
		}
	}
	g_free(family->name);
	g_free(family);
}

/* Pango's fonts give us only advances, which must be those of the unhinted outlines. */
static void
no_hinting(FcPattern *pattern, gpointer user)
{
	(void)user;
	FcPatternDel(pattern, FC_HINTING);
	FcPatternAddBool(pattern, FC_HINTING, FcFalse);
}

struct pl_font_chooser *
pl_font_chooser_new(const struct pl_font_hints *hints)
{
	struct pl_font_chooser *chooser = g_new0(struct pl_font_chooser, 1);
	chooser->cjk = hints->cjk;
	chooser->config = FcConfigReference(NULL);
	chooser->map = pango_ft2_font_map_new();
	pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(chooser->map), 72, 72);
	pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(chooser->map), no_hinting, NULL,
						 NULL);
	chooser->context = pango_font_map_create_context(chooser->map);
	chooser->families = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_family);
	chooser->found = g_ptr_array_new();
	chooser->scaled = g_array_new(FALSE, FALSE, sizeof(struct scaled));
	return chooser;
}

void
pl_font_chooser_free(struct pl_font_chooser *chooser)
{
	for (guint i = 0; i < chooser->scaled->len; i++) {
		cairo_scaled_font_destroy(g_array_index(chooser->scaled, struct scaled, i).font);
	}
	g_array_free(chooser->scaled, TRUE);
	if (chooser->sorted != NULL) {
		FcFontSetDestroy(chooser->sorted);
	}
	if (chooser->covered != NULL) {
		FcCharSetDestroy(chooser->covered);
	}
	g_ptr_array_free(chooser->found, TRUE);
	g_hash_table_destroy(chooser->families);
	g_object_unref(chooser->context);
	g_object_unref(chooser->map);
	if (chooser->config != NULL) {
		FcConfigDestroy(chooser->config);
	}
	g_free(chooser);
}

/* -------------------------------------------------------------- a family's font */

static bool
pattern_has_family(FcPattern *pattern, const char *family)
{
	FcChar8 *name;
	for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch; i++) {
		if (g_ascii_strcasecmp((const char *)name, family) == 0) {
			return true;
		}
	}
	return false;
}

static bool
is_installed(const struct pl_font_chooser *chooser, const char *family)
{
	const FcSetName sets[] = {FcSetSystem, FcSetApplication};
	for (size_t set = 0; set < G_N_ELEMENTS(sets); set++) {
		const FcFontSet *fonts = FcConfigGetFonts(chooser->config, sets[set]);
		for (int i = 0; fonts != NULL && i < fonts->nfont; i++) {
			if (pattern_has_family(fonts->fonts[i], family)) {
				return true;
			}
		}
	}
	return false;
}

static int
integer_of(FcPattern *pattern, const char *property, int otherwise)
{
	int value;
	return FcPatternGetInteger(pattern, property, 0, &value) == FcResultMatch ? value
										  : otherwise;
}

/* The family's font for the style `asked`; drawing changes it into `style`. */
static struct pl_font_choice *
load_choice(const struct pl_font_chooser *chooser, const char *family, uint32_t style,
	    uint32_t asked)
{
	if (!is_installed(chooser, family)) {
		return NULL;
	}
	PangoFontDescription *wanted = pango_font_description_new();
	pango_font_description_set_family_static(wanted, family);
	pango_font_description_set_absolute_size(wanted, PL_FONT_SIZE * PANGO_SCALE);
	if ((asked & PLATEN_BOLD) != 0) {
		pango_font_description_set_weight(wanted, PANGO_WEIGHT_BOLD);
	}
	if ((asked & PLATEN_ITALIC) != 0) {
		pango_font_description_set_style(wanted, PANGO_STYLE_ITALIC);
	}
	PangoFont *font = pango_font_map_load_font(chooser->map, chooser->context, wanted);
	pango_font_description_free(wanted);
	if (font == NULL) {
		return NULL;
	}
	FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
	FcCharSet *characters;
	if (!pattern_has_family(pattern, family) ||
	    FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) != FcResultMatch) {
		g_object_unref(font);
		return NULL;
	}
	struct pl_font_choice *choice = g_new0(struct pl_font_choice, 1);
	choice->pango = font;
	choice->characters = characters;
	FcBool is_color;
	choice->is_color =
		FcPatternGetBool(pattern, FC_COLOR, 0, &is_color) == FcResultMatch && is_color;
	FcBool is_imitated;
	FcMatrix *matrix;
	/* fontconfig calls letters bold or italic which it would have changed, and adds how */
	bool has_bold =
		integer_of(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR) >= FC_WEIGHT_DEMIBOLD &&
		!(FcPatternGetBool(pattern, FC_EMBOLDEN, 0, &is_imitated) == FcResultMatch &&
		  is_imitated);
	bool has_italic = integer_of(pattern, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN &&
			  FcPatternGetMatrix(pattern, FC_MATRIX, 0, &matrix) != FcResultMatch;
	choice->is_emboldened = (style & PLATEN_BOLD) != 0 && !has_bold;
	choice->is_slanted = (style & PLATEN_ITALIC) != 0 && !has_italic;
	choice->glyphs = hb_set_create();
	return choice;
}

static struct family *
family_of(struct pl_font_chooser *chooser, const char *name)
{
	struct family *family = g_hash_table_lookup(chooser->families, name);
	if (family == NULL) {
		family = g_new0(struct family, 1);
		family->name = g_strdup(name);
		g_hash_table_insert(chooser->families, family->name, family);
	}
	return family;
}

static struct pl_font_choice *
family_choice(struct pl_font_chooser *chooser, struct family *family, uint32_t style,
	      uint32_t asked)
{
	if (!family->is_known[style][asked]) {
		family->is_known[style][asked] = true;
		family->choices[style][asked] = load_choice(chooser, family->name, style, asked);
	}
	return family->choices[style][asked];
}

/* --------------------------------------------------------------- a word's font */

/* A word in one style, and whether a font without bold letters may be emboldened for it. */
struct word {
	struct pl_str text;
	uint32_t style;
	bool emboldens;
};

static bool
has_word(struct pl_font_choice *choice, struct pl_str text)
{
	const char *at = text.data, *end = pl_str_end(text);
	while (at < end) {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		if (!pl_font_is_invisible(code_point) &&
		    !FcCharSetHasChar(choice->characters, code_point)) {
			return false;
		}
	}
	return true;
}

/* The family's font, if it has all of the word. An italic font may have fewer characters than the
 * upright one, which then is slanted. */
static struct pl_font_choice *
covering_choice(struct pl_font_chooser *chooser, struct family *family, const struct word *word)
{
	uint32_t asked = word->emboldens ? word->style & ~PLATEN_BOLD : word->style;
	for (;; asked &= ~(uint32_t)PLATEN_ITALIC) {
		struct pl_font_choice *choice = family_choice(chooser, family, word->style, asked);
		if (choice != NULL && choice->is_emboldened == word->emboldens &&
		    has_word(choice, word->text)) {
			return choice;
		}
		if ((asked & PLATEN_ITALIC) == 0) {
			return NULL;
		}
	}
}

static struct pl_font_choice *
first_of(struct pl_font_chooser *chooser, const char *const families[FAMILIES_MAX],
	 const struct word *word)
{
	struct pl_font_choice *choice = NULL;
	for (size_t i = 0; i < FAMILIES_MAX && families[i] != NULL && choice == NULL; i++) {
		choice = covering_choice(chooser, family_of(chooser, families[i]), word);
	}
	return choice;
}

static FcCharSet *
charset_of(struct pl_str word)
{
	FcCharSet *set = FcCharSetCreate();
	const char *at = word.data, *end = pl_str_end(word);
	while (at < end) {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		if (!pl_font_is_invisible(code_point)) {
			FcCharSetAddChar(set, code_point);
		}
	}
	return set;
}

/* Get all fonts in fontconfig's order, once. It takes a millisecond, and a hostile script may have
 * a hundred thousand words that none of our lists covers. */
static void
sort_fonts(struct pl_font_chooser *chooser)
{
	FcPattern *pattern = FcPatternCreate();
	FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)"monospace");
	FcConfigSubstitute(chooser->config, pattern, FcMatchPattern);
	FcDefaultSubstitute(pattern);
	FcResult result;
	chooser->sorted = FcFontSort(chooser->config, pattern, FcFalse, &chooser->covered, &result);
	FcPatternDestroy(pattern);
	if (chooser->sorted == NULL) {
		chooser->sorted = FcFontSetCreate();
	}
}

/* The first font in fontconfig's order that has all of `word`; NULL if there is none. Courier
 * Prime is skipped, as fontconfig cannot tell its files apart. */
static struct pl_font_choice *
proposed_choice(struct pl_font_chooser *chooser, const struct word *word)
{
	if (chooser->sorted == NULL) {
		sort_fonts(chooser);
	}
	FcCharSet *wanted = charset_of(word->text);
	struct pl_font_choice *choice = NULL;
	bool is_covered = chooser->covered != NULL && FcCharSetIsSubset(wanted, chooser->covered);
	for (int i = 0; is_covered && i < chooser->sorted->nfont && choice == NULL; i++) {
		FcPattern *font = chooser->sorted->fonts[i];
		FcCharSet *set;
		FcChar8 *name;
		if (FcPatternGetCharSet(font, FC_CHARSET, 0, &set) == FcResultMatch &&
		    FcPatternGetString(font, FC_FAMILY, 0, &name) == FcResultMatch &&
		    FcCharSetIsSubset(wanted, set) &&
		    !g_str_has_prefix((const char *)name, "Courier Prime")) {
			struct family *family = family_of(chooser, (const char *)name);
			choice = covering_choice(chooser, family, word);
			if (choice != NULL) {
				g_ptr_array_add(chooser->found, family);
			}
		}
	}
	FcCharSetDestroy(wanted);
	return choice;
}

static struct pl_font_choice *
any_choice(struct pl_font_chooser *chooser, const struct word *word)
{
	struct pl_font_choice *choice = NULL;
	for (guint i = 0; i < chooser->found->len && choice == NULL; i++) {
		choice = covering_choice(chooser, g_ptr_array_index(chooser->found, i), word);
	}
	return choice != NULL ? choice : proposed_choice(chooser, word);
}

static bool
is_cjk_script(GUnicodeScript script)
{
	return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
	       script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_HANGUL ||
	       script == G_UNICODE_SCRIPT_BOPOMOFO;
}

/* A font from our lists. */
static struct pl_font_choice *
listed_choice(struct pl_font_chooser *chooser, const struct word *word, enum pl_font_word_kind kind,
	      GUnicodeScript script)
{
	const char *const *general = kind == PL_FONT_WORD_EMOJI   ? emoji_families
				     : kind == PL_FONT_WORD_MARKS ? mark_families
				     : is_cjk_script(script)      ? cjk_families[chooser->cjk]
								  : grid_families;
	const struct preference *preference = NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(preferences) && preference == NULL; i++) {
		preference = preferences[i].script == script ? &preferences[i] : NULL;
	}
	const char *const *special = preference == NULL ? NULL : preference->families;
	bool is_special_first = preference != NULL && preference->is_first;
	struct pl_font_choice *choice =
		first_of(chooser, is_special_first ? special : general, word);
	if (choice == NULL && special != NULL) {
		choice = first_of(chooser, is_special_first ? general : special, word);
	}
	return choice != NULL ? choice : first_of(chooser, last_families, word);
}

struct pl_font_choice *
pl_font_choose(struct pl_font_chooser *chooser, struct pl_str text, enum pl_font_word_kind kind,
	       GUnicodeScript script, uint32_t style)
{
	style &= kind == PL_FONT_WORD_EMOJI ? 0 : PLATEN_BOLD | PLATEN_ITALIC;
	const struct word bold = {text, style, false}, emboldened = {text, style, true};
	bool may_embolden = (style & PLATEN_BOLD) != 0;
	struct pl_font_choice *choice = listed_choice(chooser, &bold, kind, script);
	if (choice == NULL && may_embolden) {
		choice = listed_choice(chooser, &emboldened, kind, script);
	}
	if (choice == NULL) {
		choice = any_choice(chooser, &bold);
	}
	if (choice == NULL && may_embolden) {
		choice = any_choice(chooser, &emboldened);
	}
	return choice;
}

uint32_t
pl_font_missing(struct pl_font_chooser *chooser, struct pl_str text)
{
	const char *at = text.data, *end = pl_str_end(text);
	uint32_t code_point = 0, visible = 0;
	if (chooser->sorted == NULL) {
		sort_fonts(chooser);
	}
	while (at < end) {
		at += pl_utf8_decode(at, end, &code_point);
		if (pl_font_is_invisible(code_point)) {
			continue;
		}
		visible = code_point;
		if (chooser->covered == NULL || !FcCharSetHasChar(chooser->covered, code_point)) {
			break;
		}
	}
	return visible != 0 ? visible : code_point;
}

/* ------------------------------------------------------------------- for cairo */

/* A font with only the glyphs that will be drawn, under the same numbers; NULL if HarfBuzz cannot
 * make it. cairo makes its own subset of that for the PDF. It cannot do so well with the original:
 * cairo 1.16 keeps all subroutines of a CFF font, and leaves some ideographs empty. */
static cairo_font_face_t *
subset_of(struct pl_font_choice *choice)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (input == NULL) {
		return NULL;
	}
	hb_set_union(hb_subset_input_glyph_set(input), choice->glyphs);
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS |
						 HB_SUBSET_FLAGS_DESUBROUTINIZE |
						 HB_SUBSET_FLAGS_NO_HINTING);
	hb_face_t *subset =
		hb_subset_or_fail(hb_font_get_face(pango_font_get_hb_font(choice->pango)), input);
	hb_subset_input_destroy(input);
	if (subset == NULL) {
		return NULL;
	}
	hb_blob_t *file = hb_face_reference_blob(subset);
	struct pl_str bytes = {0};
	unsigned length;
	bytes.data = hb_blob_get_data(file, &length);
	bytes.length = length;
	FT_Face ft = length == 0 ? NULL : pl_font_open(bytes, NULL);
	hb_blob_destroy(file);
	hb_face_destroy(subset);
	return ft == NULL ? NULL : pl_font_for_cairo(ft);
}

/* The font file. Pango adds to the pattern to imitate bold or italic; we do that ourselves. */
static cairo_font_face_t *
file_of(struct pl_font_choice *choice)
{
	FcPattern *pattern =
		FcPatternDuplicate(pango_fc_font_get_pattern(PANGO_FC_FONT(choice->pango)));
	FcPatternDel(pattern, FC_EMBOLDEN);
	FcPatternDel(pattern, FC_MATRIX);
	FcPatternAddBool(pattern, FC_EMBOLDEN, choice->is_emboldened);
	cairo_font_face_t *face = cairo_ft_font_face_create_for_pattern(pattern);
	FcPatternDestroy(pattern);
	return face;
}

static cairo_font_face_t *
face_of(struct pl_font_choice *choice)
{
	cairo_font_face_t *face = hb_set_is_empty(choice->glyphs) ? NULL : subset_of(choice);
	if (face == NULL) {
		return file_of(choice);
	}
	cairo_ft_font_face_set_synthesize(face,
					  choice->is_emboldened ? CAIRO_FT_SYNTHESIZE_BOLD : 0);
	return face;
}

cairo_scaled_font_t *
pl_font_choice_scaled(struct pl_font_chooser *chooser, struct pl_font_choice *choice, double size,
		      double stretch)
{
	for (guint i = 0; i < chooser->scaled->len; i++) {
		const struct scaled *known = &g_array_index(chooser->scaled, struct scaled, i);
		if (known->choice == choice && known->size == size && known->stretch == stretch) {
			return known->font;
		}
	}
	if (choice->face == NULL) {
		choice->face = face_of(choice);
	}
	struct scaled made = {choice, size, stretch,
			      pl_font_scaled(choice->face, size * stretch, size,
					     choice->is_slanted ? PL_FONT_SLANT : 0)};
	g_array_append_val(chooser->scaled, made);
	return made.font;
}
