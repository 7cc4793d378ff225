#include "platen.h"

int
main(void)
{
	return platen_version() == NULL;
}
