#include "cli/commands/commands.h"

const struct cli_command cli_commands[] = {
	{"convert", CLI_CONVERT, "[OPTION]... IN...", "set screenplays on pages, in any format",
	 "IN is a file, in Fountain or another format which 'platen formats' marks r, or -\n"
	 "for standard input. Without -o each output goes beside its input, under its\n"
	 "name, with the extension of the format. The formats which have none go to\n"
	 "standard output, and so does standard input.\n"
	 "'platen IN -o OUT' is the same as 'platen convert IN -o OUT'.",
	 "platen convert coffee.fountain              # writes coffee.pdf\n"
	 "platen convert coffee.fountain -o draft.fdx # for Final Draft\n"
	 "platen convert -f text -o - coffee.fountain | less\n"
	 "platen convert coffee.fountain -o 'page-%03d.png'\n"
	 "platen convert --paper a4 -o out/ *.fountain",
	 cli_convert},
	{"count", CLI_COUNT, "[OPTION]... IN...", "count pages, without the title page",
	 "Of one file the number alone is printed; of several a line for each, and the\n"
	 "total: N<TAB>FILE. -r counts the screenplays in folders.",
	 "platen count coffee.fountain\n"
	 "platen count --eighths act-*.fountain\n"
	 "platen count --format json *.fountain",
	 cli_count},
	{"check", CLI_CHECK, "[OPTION]... IN...", "report limits not kept, and likely slips",
	 "Nothing is written. The messages go to standard error, or in the forms for\n"
	 "programs to standard output. The exit status is 1 if one of them is as grave as\n"
	 "--fail-on says.\n"
	 "The script may switch messages off by a note: [[platen: off PL-330]].",
	 "platen check coffee.fountain\n"
	 "platen check --max-pages 120 --fail-on warning coffee.fountain\n"
	 "platen check -W no-PL-330 -W error=PL-214 coffee.fountain\n"
	 "platen check --diagnostics sarif coffee.fountain",
	 cli_check},
	{"report", CLI_REPORT, "[OPTION]... KIND IN", "list scenes, cast or locations; sum up",
	 "KIND is scenes, cast, locations or summary.",
	 "platen report scenes coffee.fountain\n"
	 "platen report cast --format csv coffee.fountain\n"
	 "platen report summary coffee.fountain",
	 cli_report, "scenes|cast|locations|summary"},
	{"pages", CLI_PAGES, "[OPTION]... IN [PAGE]...", "say where pages begin in the source",
	 "A line for each page, or for those named: PAGE<TAB>FILE:LINE:COLUMN.",
	 "platen pages coffee.fountain\n"
	 "platen pages --explain coffee.fountain 2 3",
	 cli_pages},
	{"fmt", CLI_FMT, "[OPTION]... IN...", "write Fountain in canonical form",
	 "Of one file the canonical form is printed; several take --check, --write or\n"
	 "--diff. It reads as the same screenplay: markers only where they are needed, one\n"
	 "blank line between elements, UTF-8 with LF.",
	 "platen fmt coffee.fountain\n"
	 "platen fmt --diff *.fountain\n"
	 "platen fmt --write coffee.fountain",
	 cli_fmt},
	{"formats", CLI_FORMATS, "[OPTION]...", "list the formats",
	 "A line for each: its name, the extension which chooses it, whether it can be\n"
	 "read (r) and written (w), what it is.",
	 "platen formats\n"
	 "platen formats --format json",
	 cli_formats},
	{"rules", CLI_RULES, "[OPTION]...", "list the messages about screenplays",
	 "A line for each: its id, its severity, its sentence; %s stands for a word.",
	 "platen rules\n"
	 "platen rules --format json",
	 cli_rules},
	{"completions", CLI_COMPLETIONS, "SHELL", "print completions for a shell",
	 "SHELL is bash, zsh or fish. The first line of it says where it goes.",
	 "platen completions bash >platen.bash\n"
	 "platen completions zsh >_platen",
	 cli_completions, "bash|zsh|fish"},
	{"help", CLI_HELP, "[COMMAND]", "explain the program, or a command", NULL,
	 "platen help convert", cli_help},
	{"version", CLI_VERSION, "", "print the version",
	 "The metrics number grows when the same text gets other pages.", "platen version",
	 cli_version},
	{NULL, 0, NULL, NULL, NULL, NULL, NULL},
};
