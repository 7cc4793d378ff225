#include "unicode/unicode.h"
#include "unicode/unicode.h"

void
pl_position_advance(struct pl_str source, struct platen_position *position, uint32_t offset)
{
	const char *at = source.data + position->offset, *end = source.data + source.length;
	const char *goal = source.data + offset;
	while (at < goal) {
		size_t plain = pl_plain_length((struct pl_str){at, (size_t)(goal - at)});
		at += plain;
		position->column += (uint32_t)plain;
		if (at == goal) {
			break;
		}
		size_t length = pl_line_break_at(at, end);
		if (length > 0) {
			position->line++;
			position->column = 1;
			at += length;
		} else {
			position->column += ((unsigned char)*at & 0xC0) != 0x80;
			at++;
		}
	}
	position->offset = offset;
}
