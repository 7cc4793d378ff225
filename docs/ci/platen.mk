# include platen.mk: `make check`, `make pdf`, `make pages`
SCREENPLAYS ?= $(wildcard *.fountain)
MAX_PAGES ?= 120

.PHONY: check pages pdf
check:
	platen check --max-pages $(MAX_PAGES) $(SCREENPLAYS)

pages:
	platen count $(SCREENPLAYS)

pdf: $(SCREENPLAYS:.fountain=.pdf)

%.pdf: %.fountain
	platen convert -q -o $@ $<
