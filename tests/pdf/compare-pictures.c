/*
 * compare-pictures A.png B.png SIZE PERCENT - prints the place of each square of SIZE dots where
 * more than so many of the dark dots of one picture are missing in the other; status 1 if there is
 * one.
 *
 * Two programs draw the same letter a little differently, so a dark dot counts as missing only if
 * there is no grey one beside it.
 */
#include <cairo.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define DARK 128
#define PALE 216

static int
grey(cairo_surface_t *picture, int x, int y)
{
	int width = cairo_image_surface_get_width(picture);
	int height = cairo_image_surface_get_height(picture);
	if (x < 0 || y < 0 || x >= width || y >= height) {
		return 255;
	}
	const unsigned char *row = cairo_image_surface_get_data(picture) +
				   (long)y * cairo_image_surface_get_stride(picture);
	const uint32_t *dots = (const void *)row;
	uint32_t dot = dots[x];
	return (int)((dot & 255) + (dot >> 8 & 255) + (dot >> 16 & 255)) / 3;
}

static bool
is_pale_around(cairo_surface_t *picture, int x, int y)
{
	for (int i = 0; i < 9; i++) {
		if (grey(picture, x + i % 3 - 1, y + i / 3 - 1) < PALE) {
			return false;
		}
	}
	return true;
}

static bool
lacks_ink(cairo_surface_t *has, cairo_surface_t *lacks, int left, int top, int size, int percent)
{
	int dark = 0, missing = 0;
	for (int i = 0; i < size * size; i++) {
		int x = left + i % size, y = top + i / size;
		if (grey(has, x, y) < DARK) {
			dark++;
			missing += is_pale_around(lacks, x, y);
		}
	}
	return missing > 1 && missing * 100 > dark * percent;
}

int
main(int count, char **arguments)
{
	if (count != 5) {
		return 2;
	}
	cairo_surface_t *a = cairo_image_surface_create_from_png(arguments[1]);
	cairo_surface_t *b = cairo_image_surface_create_from_png(arguments[2]);
	int size = atoi(arguments[3]), percent = atoi(arguments[4]), found = 0;
	int width = cairo_image_surface_get_width(a), height = cairo_image_surface_get_height(a);
	for (int y = 0; y < height; y += size) {
		for (int x = 0; x < width; x += size) {
			if (lacks_ink(a, b, x, y, size, percent) ||
			    lacks_ink(b, a, x, y, size, percent)) {
				printf("%d,%d\n", x, y);
				found++;
			}
		}
	}
	cairo_surface_destroy(a);
	cairo_surface_destroy(b);
	return width == 0 || found > 0;
}
