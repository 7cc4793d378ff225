/* The table of commands, in the order in which help lists them. */
#include "cli/commands/commands.h"

const struct cli_command cli_commands[] = {
	{"convert", CLI_CONVERT, "[OPTION]... IN...",
	 "convert screenplays to PDF and other formats",
	 "IN is Fountain, or another format that 'platen formats' marks r; - is standard\n"
	 "input. Without -o the output goes beside the input. 'convert' may be left out.",
	 "platen coffee.fountain                      # writes coffee.pdf\n"
	 "platen convert coffee.fountain -o draft.fdx # for Final Draft\n"
	 "platen convert -f text -o - coffee.fountain | less\n"
	 "platen convert coffee.fountain -o 'page-%03d.png'\n"
	 "platen convert --paper a4 -o out/ *.fountain",
	 cli_convert},
	{"count", CLI_COUNT, "[OPTION]... IN...", "count pages, without the title page",
	 "For one file the number alone is printed. For several there is a line N<TAB>FILE\n"
	 "for each, and one for the total. -r counts the screenplays in folders.",
	 "platen count coffee.fountain\n"
	 "platen count --eighths act-*.fountain\n"
	 "platen count --format json *.fountain",
	 cli_count},
	{"check", CLI_CHECK, "[OPTION]... IN...", "check limits and report likely mistakes",
	 "Messages go to standard error; in the forms for programs they go to standard\n"
	 "output. The exit status is 1 if any is of the severity of --fail-on, or above.\n"
	 "A note in the script can switch messages off: [[platen: off PL-330]].\n"
	 "--fix mends what needs no guess: empty lines, marks, spaces and quotes.",
	 "platen check coffee.fountain\n"
	 "platen check --max-pages 120 --fail-on warning coffee.fountain\n"
	 "platen check --fix coffee.fountain\n"
	 "platen check -W no-PL-330 -W error=PL-214 coffee.fountain\n"
	 "platen check --diagnostics sarif coffee.fountain",
	 cli_check},
	{"report", CLI_REPORT, "[OPTION]... KIND IN", "list scenes, cast or locations, or sum up",
	 "KIND is scenes, cast, locations or summary.",
	 "platen report scenes coffee.fountain\n"
	 "platen report cast --format csv coffee.fountain\n"
	 "platen report summary coffee.fountain",
	 cli_report, "scenes|cast|locations|summary"},
	{"pages", CLI_PAGES, "[OPTION]... IN [PAGE]...", "show where pages begin in the source",
	 "Prints PAGE<TAB>FILE:LINE:COLUMN for each page, or for those named.",
	 "platen pages coffee.fountain\n"
	 "platen pages --explain coffee.fountain 2 3",
	 cli_pages},
	{"fmt", CLI_FMT, "[OPTION]... IN...", "format Fountain",
	 "Prints the file in canonical form, which reads as the same screenplay: markers\n"
	 "only where they are needed, one empty line between elements, UTF-8 with LF.\n"
	 "Several files need --check, --write or --diff.",
	 "platen fmt coffee.fountain\n"
	 "platen fmt --diff *.fountain\n"
	 "platen fmt --write coffee.fountain",
	 cli_fmt},
	{"watch", CLI_WATCH, "[OPTION]... IN -o OUT...",
	 "convert again whenever the script is saved",
	 "Prints the messages each time, and a line: the pages, the first page that begins\n"
	 "elsewhere than before, and how long it took. Ctrl-C ends it.",
	 "platen watch coffee.fountain -o coffee.pdf\n"
	 "platen watch coffee.fountain -o coffee.pdf -o coffee.fdx",
	 cli_watch},
	{"preview", CLI_PREVIEW, "[OPTION]... IN", "show the pages in a browser",
	 "Prints the address for a browser on this machine. When the script is saved, the\n"
	 "browser shows it again, where it changed. Ctrl-C ends it.",
	 "platen preview coffee.fountain", cli_preview},
	{"init", CLI_INIT, "[FOLDER]", "begin a screenplay",
	 "Writes screenplay.fountain, which shows what Fountain looks like, and\n"
	 ".platen.ini, with options for it. A file that exists is never overwritten.",
	 "platen init\n"
	 "platen init my-film",
	 cli_init},
	{"formats", CLI_FORMATS, "[OPTION]...", "list the formats",
	 "A line for each: its name, its extension, whether it can be read (r) and written\n"
	 "(w), and what it is.",
	 "platen formats\n"
	 "platen formats --format json",
	 cli_formats},
	{"languages", CLI_LANGUAGES, "[OPTION]...", "list the languages and their words",
	 "For each: its code and name, then prefixes of scene headings, times of day,\n"
	 "transitions, the words for (MORE), (CONT'D), (CONTINUED) and CONTINUED:, and the\n"
	 "keys of the title page.",
	 "platen languages\n"
	 "platen languages --format json",
	 cli_languages},
	{"rules", CLI_RULES, "[OPTION]...", "list the messages about screenplays",
	 "A line for each: its ID, its severity and its text, where %s stands for a word.",
	 "platen rules\n"
	 "platen rules --format json",
	 cli_rules},
	{"explain", CLI_EXPLAIN, "ID...", "explain a message",
	 "Prints what a message means, an example, and the cure. The page of all messages\n"
	 "is docs/rules.md.",
	 "platen explain PL-201", cli_explain},
	{"completions", CLI_COMPLETIONS, "SHELL", "print completions for a shell",
	 "SHELL is bash, zsh or fish. The first lines of the output say where it goes.",
	 "platen completions bash >platen.bash\n"
	 "platen completions zsh >_platen",
	 cli_completions, "bash|zsh|fish"},
	{"help", CLI_HELP, "[COMMAND]", "explain platen, or a command", NULL, "platen help convert",
	 cli_help},
	{"version", CLI_VERSION, "", "print the version",
	 "The metrics number grows when the same script gets different pages.", "platen version",
	 cli_version},
	{NULL, 0, NULL, NULL, NULL, NULL, NULL},
};
