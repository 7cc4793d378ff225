/* continued - (CONT'D) for a speaker who goes on. See continued.c. */
#ifndef PL_CONTINUED_H
#define PL_CONTINUED_H

#include "layout/flow.h"

/* Who spoke: the names of a block, one, or two of a dual dialogue. */
struct pl_speakers {
	struct {
		struct pl_str name;
		bool is_voice_over;
	} who[2];
	uint32_t count;
};

/* What the rule remembers. All zero at the start. */
struct pl_continued {
	struct pl_speakers previous, current;
};

/* Give a cue its printed text: name, extension and, by the rule, (CONT'D). False: no memory. */
bool pl_continued_cue(struct pl_continued *continued, struct pl_flow *flow,
		      struct pl_paragraph *cue);

/* The cue as it is repeated after a page break: always with (CONT'D). False: no memory. */
bool pl_continued_repeat(struct pl_flow *flow, const struct pl_paragraph *cue,
			 struct pl_paragraph *repeated);

/* The speech, or dual dialogue, whose cues were just given is over. */
void pl_continued_end_block(struct pl_continued *continued);

/* A scene heading: nobody goes on. */
void pl_continued_end_scene(struct pl_continued *continued);

#endif
