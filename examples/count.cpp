// count FILE: the pages of a screenplay, from C++; the library's objects are freed by unique_ptr.
//
//	c++ count.cpp $(pkg-config --cflags --libs platen) -o count
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <platen.h>
#include <string>

int main(int argc, char **argv)
{
	std::ifstream file(argc == 2 ? argv[1] : "");
	if (!file) {
		std::cerr << "usage: count FILE\n";
		return 2;
	}
	const std::string text{std::istreambuf_iterator<char>(file), {}};
	platen_document *document = nullptr;
	platen_pages *pages = nullptr;
	auto status = platen_document_parse(text.data(), text.size(), nullptr, &document);
	const std::unique_ptr<platen_document, decltype(&platen_document_free)> owner(document, platen_document_free);
	if (status == PLATEN_OK) {
		status = platen_pages_new(document, nullptr, &pages);
	}
	const std::unique_ptr<platen_pages, decltype(&platen_pages_free)> pages_owner(pages, platen_pages_free);
	if (status != PLATEN_OK) {
		std::cerr << argv[1] << ": " << platen_status_text(status) << "\n";
		return 1;
	}
	std::cout << platen_pages_count(pages) << "\n";
	return 0;
}
