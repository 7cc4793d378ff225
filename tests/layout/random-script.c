#include "random-script.h"

struct dice {
	uint64_t state;
	struct pl_buffer *script;
};

/* xorshift64*: small, well known, the same everywhere. */
static uint32_t
below(struct dice *dice, uint32_t count)
{
	dice->state ^= dice->state >> 12;
	dice->state ^= dice->state << 25;
	dice->state ^= dice->state >> 27;
	uint64_t word = (dice->state * 2685821657736338717u) >> 32;
	return (uint32_t)(word * count >> 32);
}

static void
put(struct dice *dice, const char *text)
{
	pl_buffer_put(dice->script, pl_str_of(text));
}

static void
put_one_of(struct dice *dice, const char *const *texts, uint32_t count)
{
	put(dice, texts[below(dice, count)]);
}

#define PUT_ONE_OF(dice, ...)                                                                      \
	do {                                                                                       \
		static const char *const texts[] = {__VA_ARGS__};                                  \
		put_one_of(dice, texts, sizeof(texts) / sizeof(texts[0]));                         \
	} while (0)

static void
put_sentence(struct dice *dice)
{
	for (uint32_t words = 1 + below(dice, 14); words > 0; words--) {
		PUT_ONE_OF(dice, "a", "kettle", "whistles", "over", "the", "half-empty", "station",
			   "and", "nobody", "in", "it", "hears", "*softly*", "3.14", "-- no --",
			   "caf\u00e9", "\u6c34\u58f6", "extraordinarily-well-hidden", "(so)",
			   "[[note]]", "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk");
		put(dice, words > 1 ? " " : "");
	}
	PUT_ONE_OF(dice, ".", ".", ".", "!", "?", "...", "\u2026", ".\"", ".)", ",", " --", "");
}

static void
put_text(struct dice *dice, uint32_t sentences)
{
	for (uint32_t i = 0; i < sentences; i++) {
		put_sentence(dice);
		PUT_ONE_OF(dice, " ", " ", " ", "  ", "\n");
	}
	put_sentence(dice);
	put(dice, "\n");
}

/* Mostly short, now and then longer than a page. */
static uint32_t
length(struct dice *dice)
{
	return below(dice, 24) == 0 ? 20 + below(dice, 60) : below(dice, 7);
}

static void
put_speech(struct dice *dice, const char *mark)
{
	PUT_ONE_OF(dice, "NORA", "TOM", "THE MAN IN THE GREY HAT", "\u00c9LODIE (V.O.)",
		   "TOM (O.S.)", "@McGee",
		   "THE VERY LONG NAME OF A WOMAN WHO INSISTS ON EVERY ONE OF HER NAMES");
	put(dice, mark);
	put(dice, "\n");
	for (uint32_t parts = 1 + below(dice, 3); parts > 0; parts--) {
		if (below(dice, 4) == 0) {
			PUT_ONE_OF(dice, "(softly)\n", "[[aside]]\n",
				   "(to the man in the grey hat, who is not there)\n",
				   "~And the kettle sings at nine\n", "  \n");
		}
		put_text(dice, length(dice));
	}
	put(dice, "\n");
}

static void
put_element(struct dice *dice)
{
	switch (below(dice, 14)) {
	case 0:
	case 1:
		PUT_ONE_OF(
			dice, "INT. STATION - NIGHT\n\n", ".THE LONG WAY DOWN #12A#\n\n",
			"EXT. A YARD BEHIND A HOUSE BEHIND A STREET WHICH IS TOO LONG FOR ANY ONE "
			"LINE - LATER\n\n");
		break;
	case 2:
		PUT_ONE_OF(dice, "CUT TO:\n\n", "> FADE OUT.\n\n",
			   "> SLOWLY AND WITHOUT A SOUND DISSOLVE TO:\n\n");
		break;
	case 3:
		PUT_ONE_OF(dice, "> THE END <\n\n", "~Nine, ten, and the lamp is out\n\n",
			   "===\n\n");
		break;
	case 4:
		PUT_ONE_OF(dice, "# Act [[one]]\n\n", "[[alone]]\n\n", "= They meet.\n\n", "\n\n\n",
			   "[[over\nthree\nlines. Or so.]]\n", "##\n= [[red]]\n\n");
		break;
	case 5:
		put_speech(dice, "");
		PUT_ONE_OF(dice, "", "", "[[between them]]\n\n");
		put_speech(dice, " ^");
		break;
	case 6:
	case 7:
	case 8:
		put(dice, "!");
		put_text(dice, length(dice));
		put(dice, "\n");
		break;
	default: put_speech(dice, "");
	}
}

void
random_script(uint32_t seed, struct pl_buffer *script)
{
	struct dice dice = {(seed + 1) * UINT64_C(0x9E3779B97F4A7C15), script};
	for (uint32_t i = 0; i < 8; i++) {
		below(&dice, 2);
	}
	for (uint32_t elements = 1 + below(&dice, 40); elements > 0; elements--) {
		put_element(&dice);
	}
}
