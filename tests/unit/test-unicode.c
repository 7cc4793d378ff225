#include <stdlib.h>

#include "unit.h"

#include "unicode/properties.h"

/* The text with its boundaries shown: `|` where a line may end, `.` where not, if asked for. */
static void
show(struct pl_str text, struct pl_buffer *shown, bool with_clusters)
{
	struct pl_clusters walk;
	struct pl_cluster cluster;
	uint32_t at = 0;
	pl_clusters_init(&walk, text);
	while (pl_clusters_next(&walk, &cluster)) {
		CHECK_INT(cluster.start, at);
		CHECK(cluster.end > cluster.start && cluster.end <= text.length);
		at = cluster.end;
		pl_buffer_put(shown, pl_str_slice(text, cluster.start, cluster.end));
		if (cluster.break_after == PL_BREAK_MAY) {
			pl_buffer_put_byte(shown, '|');
		} else if (cluster.break_after == PL_BREAK_POOR) {
			pl_buffer_put_byte(shown, '~');
		} else if (with_clusters && cluster.end < text.length) {
			pl_buffer_put_byte(shown, '.');
		}
	}
	CHECK_INT(at, text.length);
}

/* `expected` is the text with `|` at each break, and `~` at each poor one. */
static void
check_breaks(const char *expected)
{
	struct pl_buffer text, shown;
	pl_buffer_init(&text);
	pl_buffer_init(&shown);
	for (const char *at = expected; *at != '\0'; at++) {
		if (*at != '|' && *at != '~') {
			pl_buffer_put_byte(&text, *at);
		}
	}
	show(pl_buffer_str(&text), &shown, false);
	CHECK_STR(pl_buffer_str(&shown), expected);
	pl_buffer_fini(&text);
	pl_buffer_fini(&shown);
}

/* `expected` is the text with `.` or `|` between clusters. */
static void
check_clusters(struct pl_str text, const char *expected)
{
	struct pl_buffer shown;
	pl_buffer_init(&shown);
	show(text, &shown, true);
	CHECK_STR(pl_buffer_str(&shown), expected);
	pl_buffer_fini(&shown);
}

static uint32_t
width(const char *text)
{
	return pl_text_width(pl_str_of(text));
}

/* ------------------------------------------------------------------------ clusters */

static void
test_clusters_keep_their_marks(void)
{
	check_clusters(PL_STR("e\u0301a"), "e\u0301.a");
	check_clusters(PL_STR("nu\u0308\u0301n"), "n.u\u0308\u0301.n");
	check_clusters(PL_STR("की"), "की");
	check_clusters(PL_STR("\u0301a"), "\u0301.a");
	check_clusters(PL_STR("\u0600\u0661a"), "\u0600\u0661.a");
	/* without GB9c a conjunct is as many clusters as it has consonants */
	check_clusters(PL_STR("क्ष"), "क्.ष");
}

static void
test_clusters_of_hangul_jamo(void)
{
	check_clusters(PL_STR("\u1112\u1161\u11ab\u1112"), "\u1112\u1161\u11ab|\u1112");
	check_clusters(PL_STR("\uac00\u11a8\u1100"), "\uac00\u11a8|\u1100");
	check_clusters(PL_STR("\uac01\u1161"), "\uac01|\u1161");
}

static void
test_clusters_of_emoji_and_flags(void)
{
	check_clusters(PL_STR("👩‍👩‍👧‍👦👍🏽"),
		       "👩‍👩‍👧‍👦|👍🏽");
	check_clusters(PL_STR("🇫🇷🇩🇪"), "🇫🇷|🇩🇪");
	check_clusters(PL_STR("🇫🇷🇩"), "🇫🇷|🇩");
	check_clusters(PL_STR("a\u200D🙂"), "a\u200D.🙂");
	check_clusters(PL_STR("1️⃣"), "1️⃣");
}

static void
test_lines_end_at_line_feeds(void)
{
	struct pl_clusters walk;
	struct pl_cluster cluster;
	pl_clusters_init(&walk, PL_STR("a\r\n \n"));
	CHECK(pl_clusters_next(&walk, &cluster));
	CHECK_INT(cluster.break_after, PL_BREAK_NO);
	CHECK(pl_clusters_next(&walk, &cluster));
	CHECK_INT(cluster.end, 3);
	CHECK_INT(cluster.width, 0);
	CHECK_INT(cluster.break_after, PL_BREAK_MUST);
	CHECK(pl_clusters_next(&walk, &cluster));
	CHECK(cluster.is_space);
	CHECK_INT(cluster.break_after, PL_BREAK_NO);
	CHECK(pl_clusters_next(&walk, &cluster));
	CHECK_INT(cluster.first, '\n');
	CHECK_INT(cluster.break_after, PL_BREAK_MUST);
	CHECK(!pl_clusters_next(&walk, &cluster));
	CHECK(!pl_clusters_next(&walk, &cluster));
}

static void
test_spaces_and_hyphens_are_marked(void)
{
	struct pl_clusters walk;
	struct pl_cluster cluster;
	/* the second half is on the slow road, since something other than ASCII follows */
	pl_clusters_init(&walk, PL_STR("- x \u2003-é\u00A0"));
	static const bool spaces[] = {false, true, false, true, true, false, false, false};
	for (size_t i = 0; i < sizeof(spaces); i++) {
		CHECK(pl_clusters_next(&walk, &cluster));
		CHECK_INT(cluster.is_space, spaces[i]);
		CHECK_INT(cluster.is_hyphen, i == 0 || i == 5);
	}
	CHECK(!pl_clusters_next(&walk, &cluster));
}

static void
test_skipping_agrees_with_walking(void)
{
	struct pl_str text = PL_STR("Hello, wörld - e\u0301tc.--\nx\ty“z” 中a…中 end");
	struct pl_clusters walk, skip;
	struct pl_cluster walked, skipped;
	uint32_t total = 0;
	pl_clusters_init(&walk, text);
	pl_clusters_init(&skip, text);
	do {
		uint32_t count = pl_clusters_skip_plain(&skip, UINT32_MAX);
		total += count;
		for (; count > 0; count--) {
			CHECK(pl_clusters_next(&walk, &walked));
			CHECK(walked.end == walked.start + 1 && walked.width == PL_SIXTHS &&
			      walked.break_after == PL_BREAK_NO && !walked.is_space &&
			      !walked.is_hyphen);
		}
		CHECK_INT(walk.at, skip.at);
		if (!pl_clusters_next(&skip, &skipped)) {
			break;
		}
		CHECK(pl_clusters_next(&walk, &walked));
		CHECK(walked.start == skipped.start && walked.end == skipped.end &&
		      walked.width == skipped.width && walked.break_after == skipped.break_after);
	} while (walk.at == skip.at);
	CHECK(!pl_clusters_next(&walk, &walked));
	CHECK(total > 10);
}

static void
test_invalid_bytes_are_walked_over(void)
{
	char bytes[512];
	uint32_t seed = 1;
	for (int round = 0; round < 2000; round++) {
		for (size_t i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1664525u + 1013904223u;
			/* many high bytes, so that sequences are begun and broken off */
			bytes[i] = (char)(seed >> 24 | (seed >> 16 & 0x80));
		}
		struct pl_str text = {bytes, seed >> 8 & 511};
		struct pl_buffer shown;
		pl_buffer_init(&shown);
		show(text, &shown, false);
		CHECK(pl_buffer_str(&shown).length >= text.length);
		pl_buffer_fini(&shown);
	}
	CHECK_INT(width("\xFF\xC3"), 12);
}

/* -------------------------------------------------------------------------- widths */

static void
test_widths(void)
{
	CHECK_INT(width(""), 0);
	CHECK_INT(width("Latin"), 5 * 6);
	CHECK_INT(width("Ελλάς"), 5 * 6);
	CHECK_INT(width("日本"), 2 * 10);
	CHECK_INT(width("ｆ"), 10);
	CHECK_INT(width("ｱ"), 6);
	CHECK_INT(width("한"), 10);
	CHECK_INT(width("\u1112\u1161\u11ab"), 10);
	CHECK_INT(width("தமிழ்"), 3 * 9);
	CHECK_INT(width("മ"), 9);
	CHECK_INT(width("සි"), 9);
	CHECK_INT(width("မ"), 9);
	CHECK_INT(width("తె"), 8);
	CHECK_INT(width("ಕ"), 8);
	CHECK_INT(width("ଓ"), 8);
	CHECK_INT(width("ខ"), 8);
	CHECK_INT(width("አ"), 8);
	CHECK_INT(width("हि"), 6);
	CHECK_INT(width("ไทย"), 3 * 6);
	CHECK_INT(width("a\u200Bb\u00ADc\u2060"), 3 * 6);
	CHECK_INT(width("\u0301"), 0);
	CHECK_INT(width("a\tb\n"), 3 * 6);
	CHECK_INT(width("z̶̡̧̛͎̱a̴l̷g̸o"), 5 * 6);
}

static void
test_widths_of_emoji(void)
{
	CHECK_INT(width("🙂"), 10);
	CHECK_INT(width("👩‍👩‍👧‍👦"), 10);
	CHECK_INT(width("👍🏽"), 10);
	CHECK_INT(width("☝🏽"), 10);
	CHECK_INT(width("❤"), 6);
	CHECK_INT(width("❤️"), 10);
	CHECK_INT(width("❤‍🔥"), 10);
	CHECK_INT(width("1"), 6);
	CHECK_INT(width("1️⃣"), 10);
	CHECK_INT(width("1\u20E3"), 10);
	CHECK_INT(width("🇫🇷"), 10);
	CHECK_INT(width("🇫🇷🇩"), 20);
	CHECK_INT(width("a\uFE0F"), 6);
	CHECK_INT(width("→"), 6);
}

static void
test_ambiguous_punctuation_is_as_wide_as_its_neighbours(void)
{
	CHECK_INT(width("中“中”中"), 5 * 10);
	CHECK_INT(width("“中”"), 6 + 10 + 6);
	CHECK_INT(width("中…"), 10 + 6);
	CHECK_INT(width("中……中"), 4 * 10);
	CHECK_INT(width("中……a"), 10 + 3 * 6);
	CHECK_INT(width("a……中"), 3 * 6 + 10);
	CHECK_INT(width("中—— 中"), 10 + 3 * 6 + 10);
	CHECK_INT(width("中　—中"), 10 + 10 + 6 + 10);
	CHECK_INT(width("中\n…中"), 10 + 6 + 10);
	CHECK_INT(width("中é中"), 10 + 6 + 10);
}

/* `piece` two hundred thousand times between two ideographs: minutes if a look ahead is not kept.
 */
static uint32_t
width_of_many(const char *piece)
{
	struct pl_buffer text;
	pl_buffer_init(&text);
	pl_buffer_put(&text, PL_STR("中"));
	for (int i = 0; i < 200000; i++) {
		pl_buffer_put(&text, pl_str_of(piece));
	}
	pl_buffer_put(&text, PL_STR("中"));
	uint32_t sum = pl_text_width(pl_buffer_str(&text));
	pl_buffer_fini(&text);
	return sum;
}

static void
test_long_runs_are_linear(void)
{
	CHECK_INT(width_of_many("…"), 200002 * 10);
	CHECK_INT(width_of_many("…a"), 20 + 400000 * 6);
	CHECK_INT(width_of_many("\u0301"), 20);
	CHECK_INT(width_of_many("\u200D"), 20);
	CHECK_INT(width_of_many(" !"), 20 + 400000 * 6);
	CHECK_INT(width_of_many("ก\u0E31"), 20 + 200000 * 6);
	CHECK_INT(width_of_many("🇫"), 20 + 100000 * 10);
	CHECK_INT(width_of_many("\u0600"), 10 + 6);
}

/* -------------------------------------------------------------------------- breaks */

static void
test_latin_lines_end_after_spaces_and_hyphens(void)
{
	check_breaks("one |two  |three");
	check_breaks("trailing   ");
	check_breaks("   |leading");
	check_breaks("a\t|b");
	check_breaks("well-|known |-|-|wait-|-");
	check_breaks("1-|2 |-|3 |I-|\" |I-|. |I-|” |I-|é");
	check_breaks("wait...what |wait…what |(V.O.) |10% |$10 |a!b |a?b |x,y |[a](b){c}d");
	check_breaks("and/or |a/b");
	check_breaks("one\n/two |three\nfour");
	check_breaks("été/hiver |naïve’s |“quoted”word |Ünder_scored |¿qué? |3×4");
	check_breaks("слово |λόγος |שלום |سلام");
}

static void
test_english_breaks_at_every_space(void)
{
	check_breaks("word |- |word |-|- |word");
	check_breaks("word |... |word |… |word |— |word |– |word");
	check_breaks("( |beat |) |[ |x |] |\" |hello |\" |“ |hello |” |' |x |'");
	check_breaks("wow |❗ |and |❓x");
	check_breaks("hi |:) |there |;-|) |and |:-|P |x |!important |?no |:key |;c");
	check_breaks("two  |! |three  |: |x");
	check_breaks("a |/ |b |& |c |% |d |, |e |. |f");
}

static void
test_french_spaces_hold(void)
{
	check_breaks("Bonjour ! |Et |toi ? |Oui : |non ; |si");
	check_breaks("Quoi ?! |Non !!! |Fin !");
	check_breaks("« Reviens », |qu'il |disait. |« Reviens ! » |Et |« toi ? »");
	check_breaks("(« Oui »). |‹ Oui › |non");
	check_breaks("(Quoi ?) |Il |dit |« oui »\u00A0: |non");
	check_breaks("«\u00A0Oui\u00A0» |«\u202FNon\u202F!\u202F»");
	check_breaks("d’« amis » |l'« ami » |qu’« on » |dit |(« oui »)");
	check_breaks("— Bonjour, |dit-|il. |— |Non.");
}

static void
test_german_guillemets_let_go(void)
{
	check_breaks("Er |sagte |»Komm« |und |ging. |»Ja!« |»Nein«, |»so«.");
	check_breaks("Er |sagte: |›Ja‹ |und |»so |›nein‹« |und");
}

static void
test_dashes(void)
{
	check_breaks("word—|word |word—”");
	check_breaks("hola |—dijo |Juan—. |Adiós");
	check_breaks("—dijo |“—no”");
	check_breaks("\"no\"—|he |„nein“—|er |word——|word |(—no)");
	check_breaks("1914–|1918 |non\u2011stop |hy\u2010|phen");
	check_breaks("co\u00ADoper\u00ADate |foo-\u00AD|bar");
}

static void
test_glue_and_zero_width_spaces(void)
{
	check_breaks("10\u00A0km |10\u202Fkm |a\u2060b |日\u2060本|語");
	check_breaks("a\u200B|b-\u00A0c |\u00A0d");
	check_breaks("日\u200D本|語");
	check_breaks("em\u2003|space |a\u2007b");
}

static void
test_kinsoku(void)
{
	check_breaks("あ|い|う。|え、|お|「か」|き");
	check_breaks("ちょっ|と、|ね|え。");
	check_breaks("ケー|タ|イ|は|（夜）|だ！？");
	check_breaks("の？……|ちょっ|と");
	check_breaks("他|说|“你|好”|然|后|《书》|上——|我");
	check_breaks("用|Latin|字|母|25|路|50％|的");
	check_breaks("美|咲　|○　|古|い");
	check_breaks("안|녕|하|세|요. |저|는|요!");
}

static void
test_scripts_of_south_east_asia(void)
{
	check_breaks("ก~ขะ~ก|เก|โก |ขๆ|กำ~ก ๆ |ก");
	check_breaks("ก~น~กร์~ก");
	check_breaks("ກ~ຂະ|ເກ");
	check_breaks("ខ្មែ~រ|ខ្មែ|ឯ");
	check_breaks("မြန်|မာ");
	check_breaks("ก\u200B|ข");
	check_breaks("ก \u200B|ข");
}

/* ------------------------------------------------------------------------ the UCD */

static const char *
ucd_folder(void)
{
	const char *folder = getenv("PLATEN_UCD");
	return folder != NULL ? folder : "/usr/share/unicode";
}

static FILE *
open_ucd(const char *name)
{
	char path[512];
	snprintf(path, sizeof(path), "%s/%s", ucd_folder(), name);
	return fopen(path, "r");
}

/* Canonical decompositions, in full: what NFD makes of a code point alone. */
static struct {
	uint32_t first, second;
} decompositions[0x30000];

static void
read_decompositions(void)
{
	FILE *file = open_ucd("UnicodeData.txt");
	char line[1024];
	while (fgets(line, sizeof(line), file) != NULL) {
		char *field = line;
		for (int i = 0; i < 5; i++) {
			field = strchr(field, ';') + 1;
		}
		uint32_t code_point = (uint32_t)strtoul(line, NULL, 16);
		if (*field == '<' || *field == ';' || code_point >= 0x30000) {
			continue;
		}
		decompositions[code_point].first = (uint32_t)strtoul(field, &field, 16);
		decompositions[code_point].second = (uint32_t)strtoul(field, NULL, 16);
	}
	fclose(file);
}

static size_t
put_decomposed(uint32_t code_point, char *to)
{
	uint32_t marks[8];
	size_t count = 0, length;
	while (decompositions[code_point].first != 0) {
		if (decompositions[code_point].second != 0) {
			marks[count++] = decompositions[code_point].second;
		}
		code_point = decompositions[code_point].first;
	}
	length = pl_utf8_encode(code_point, to);
	while (count > 0) {
		length += pl_utf8_encode(marks[--count], to + length);
	}
	return length;
}

/* Two texts have as many clusters, and these are as wide and let lines end alike. */
static bool
is_set_alike(struct pl_str a, struct pl_str b)
{
	struct pl_clusters walk_a, walk_b;
	struct pl_cluster cluster_a, cluster_b;
	pl_clusters_init(&walk_a, a);
	pl_clusters_init(&walk_b, b);
	while (pl_clusters_next(&walk_a, &cluster_a)) {
		if (!pl_clusters_next(&walk_b, &cluster_b) || cluster_a.width != cluster_b.width ||
		    cluster_a.break_after != cluster_b.break_after ||
		    cluster_a.is_space != cluster_b.is_space) {
			return false;
		}
	}
	return !pl_clusters_next(&walk_b, &cluster_b);
}

static void
test_normalisation_changes_nothing(void)
{
	static const char *const between[][2] = {
		{"a", "a"}, {"中", "中"}, {"a ", " a"}, {"-", "-"}};
	int count = 0;
	read_decompositions();
	for (uint32_t code_point = 0; code_point < 0x30000; code_point++) {
		if (decompositions[code_point].first == 0) {
			continue;
		}
		count++;
		for (size_t i = 0; i < 4; i++) {
			char composed[64], decomposed[64];
			size_t length = strlen(between[i][0]);
			memcpy(composed, between[i][0], length);
			memcpy(decomposed, between[i][0], length);
			size_t length_c = length + pl_utf8_encode(code_point, composed + length);
			size_t length_d = length + put_decomposed(code_point, decomposed + length);
			length = strlen(between[i][1]);
			memcpy(composed + length_c, between[i][1], length);
			memcpy(decomposed + length_d, between[i][1], length);
			if (!is_set_alike((struct pl_str){composed, length_c + length},
					  (struct pl_str){decomposed, length_d + length})) {
				printf("# U+%04X between '%s' and '%s'\n", (unsigned)code_point,
				       between[i][0], between[i][1]);
				unit_failures++;
			}
		}
	}
	CHECK(count > 2000);
}

/* Hangul is decomposed by arithmetic, not by UnicodeData. */
static void
test_normalisation_of_hangul_changes_nothing(void)
{
	for (uint32_t index = 0; index < 11172; index++) {
		char composed[16], decomposed[16];
		size_t length_c = pl_utf8_encode(0xAC00 + index, composed);
		size_t length_d = pl_utf8_encode(0x1100 + index / 588, decomposed);
		length_d += pl_utf8_encode(0x1161 + index % 588 / 28, decomposed + length_d);
		if (index % 28 != 0) {
			length_d += pl_utf8_encode(0x11A7 + index % 28, decomposed + length_d);
		}
		memcpy(composed + length_c, "가", 3);
		memcpy(decomposed + length_d, "가", 3);
		CHECK(is_set_alike((struct pl_str){composed, length_c + 3},
				   (struct pl_str){decomposed, length_d + 3}));
	}
}

#define RUN_WITH(file, test)                                                                       \
	do {                                                                                       \
		FILE *unit_file = open_ucd(file);                                                  \
		if (unit_file == NULL) {                                                           \
			printf("skip %s: no Unicode data (package unicode-data)\n", #test);        \
			break;                                                                     \
		}                                                                                  \
		fclose(unit_file);                                                                 \
		RUN(test);                                                                         \
	} while (0)

int
main(void)
{
	RUN(test_clusters_keep_their_marks);
	RUN(test_clusters_of_hangul_jamo);
	RUN(test_clusters_of_emoji_and_flags);
	RUN(test_lines_end_at_line_feeds);
	RUN(test_spaces_and_hyphens_are_marked);
	RUN(test_skipping_agrees_with_walking);
	RUN(test_invalid_bytes_are_walked_over);
	RUN(test_widths);
	RUN(test_widths_of_emoji);
	RUN(test_ambiguous_punctuation_is_as_wide_as_its_neighbours);
	RUN(test_long_runs_are_linear);
	RUN(test_latin_lines_end_after_spaces_and_hyphens);
	RUN(test_english_breaks_at_every_space);
	RUN(test_french_spaces_hold);
	RUN(test_german_guillemets_let_go);
	RUN(test_dashes);
	RUN(test_glue_and_zero_width_spaces);
	RUN(test_kinsoku);
	RUN(test_scripts_of_south_east_asia);
	RUN(test_normalisation_of_hangul_changes_nothing);
	RUN_WITH("UnicodeData.txt", test_normalisation_changes_nothing);
	return unit_end();
}
