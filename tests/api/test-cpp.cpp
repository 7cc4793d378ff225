/* platen.h is read by a C++ compiler, and its names are found in the library. */
#include <cstdio>

#include "platen.h"

int
main()
{
	platen_document *document = nullptr;
	bool is_parsed = platen_document_parse("Fog.", 4, nullptr, &document) == PLATEN_OK;
	std::puts(is_parsed ? "ok - C++ can call it" : "not ok - C++ can call it");
	platen_document_free(document);
	return is_parsed ? 0 : 1;
}
