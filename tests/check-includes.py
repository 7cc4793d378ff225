#!/usr/bin/env python3
"""check-includes.py BUILD_DIR - check src/ against the include law, a table in ARCHITECTURE.md.

Other laws of the source are checked here, too: no files that use each other's functions in a circle,
no `default:` in a switch over element kinds, no floating point where pages are made or counted, no
locale and no clock in the library.
"""
import fnmatch
import json
import os
import re
import subprocess

from harness import ROOT, Failure, start

LIBC = {'arpa/inet', 'assert', 'ctype', 'dirent', 'dlfcn', 'emmintrin', 'errno', 'fcntl', 'iconv', 'inttypes', 'limits',
        'netinet/in', 'poll', 'pthread', 'signal', 'stdalign', 'stdarg', 'stdatomic', 'stdbool', 'stddef', 'stdint',
        'stdio', 'stdlib', 'string', 'strings', 'sys/inotify', 'sys/random', 'sys/stat',
        'sys/types', 'time', 'uchar', 'unistd'}
EXTERNAL = {
    'libc': lambda header: header.removesuffix('.h') in LIBC,
    'Linux': lambda header: header.startswith('linux/') or header in ('sys/prctl.h', 'sys/syscall.h'),
    'cairo': lambda header: header.startswith('cairo'),
    'FreeType': lambda header: header == 'ft2build.h' or header.startswith(('freetype/', 'FT_')),
    'libxml2': lambda header: header.startswith('libxml/'),
    'zlib': lambda header: header == 'zlib.h',
    'libzip': lambda header: header == 'zip.h',
    'libmicrohttpd': lambda header: header == 'microhttpd.h',
    'Pango': lambda header: header.startswith(('pango/', 'glib', 'hb', 'fontconfig/')),
}
# What a room shows the others, where it is not simply ROOM/ROOM.h.
SHOWN = {'base/module.h', 'draw/font/shape.h', 'fdx/xml.h'}
# Rooms whose files may still use each other's functions in a circle.
ROOMS_WITH_CIRCLES = set()


def read_law(text):
    """{pattern of files: (rooms, externals)} from the rows of the table."""
    law = {}
    for row in re.findall(r'^\| `([\w/.*-]+)` \| ([^|]*) \| ([^|]*) \|$', text, re.M):
        pattern = row[0] + '*' if row[0].endswith('/') else row[0]
        rooms, externals = (
            [word.strip() for word in cell.split(',') if word.strip() not in ('', '-')]
            for cell in row[1:])
        law[pattern] = (rooms, externals)
    return law


def row_of(law, path):
    """The row for a file: of several that match, the longest."""
    matching = [pattern for pattern in law if fnmatch.fnmatch(path, pattern)]
    return law[max(matching, key=len)] if matching else None


def without_comments(text):
    return re.sub(r'/\*.*?\*/|//[^\n]*', lambda match: '\n' * match[0].count('\n'), text, flags=re.S)


def quoted_problem(law, path, header):
    room, target = os.path.dirname(path), os.path.dirname(header)
    name = os.path.basename(header)
    if header == 'platen.h' or (target == room and room != 'write'):
        return None
    if (target or header) not in row_of(law, path)[0]:
        return f'{room or path} may not include {header}'
    if target and name != os.path.basename(target) + '.h' and header not in SHOWN:
        return f'{header} is private to its room'
    return None


def include_problems(law, path, text):
    if row_of(law, path) is None:
        return [f'{path}: no row of the table is about it']
    problems = []
    for number, line in enumerate(without_comments(text).split('\n'), 1):
        include = re.match(r'\s*#\s*include\s+(["<]?)([\w/.+-]+)', line)
        if not include:
            continue
        if include[1] == '"':
            problem = quoted_problem(law, path, include[2])
        else:
            externals = row_of(law, path)[1]
            is_allowed = any(EXTERNAL[name](include[2]) for name in externals)
            problem = None if is_allowed else f'{path} may not include <{include[2]}>'
        if problem:
            problems.append(f'{path}:{number}: {problem}')
    return problems


def block_end(text, start):
    """Where the brace that opens at `start` is closed."""
    depth = 0
    for match in re.finditer(r"'\\?.'|\"(?:\\.|[^\"\\])*\"|[{}]", text[start:]):
        depth += {'{': 1, '}': -1}.get(match[0], 0)
        if depth == 0:
            return start + match.end()
    return len(text)


def default_problems(kinds, path, text):
    """A `default:` hides a switch over kinds from the compiler when a kind is added."""
    text = without_comments(text)
    problems = []
    for switch in re.finditer(r'\bswitch\s*\(', text):
        start = text.find('{', switch.end())
        body = text[start + 1:block_end(text, start)]
        while re.search(r'\bswitch\s*\(', body):  # an inner switch speaks for itself
            inner = re.search(r'\bswitch\s*\(', body)
            opening = body.find('{', inner.end())
            body = body[:inner.start()] + body[block_end(body, opening):]
        cases = set(re.findall(r'\bcase\s+(PLATEN_\w+)', body))
        if cases & kinds and re.search(r'\bdefault\s*:', body):
            line = text.count('\n', 0, switch.start()) + 1
            problems.append(f'{path}:{line}: default: in a switch over kinds')
    return problems


# Pattern of places, of words, and what they are. All but the program is the library.
FORBIDDEN_WORDS = [
    (r'(layout|unicode|language|fountain/syntax|figures|lint)/', r'\b(float|double)\b', 'floating point'),
    (r'(?!cli/|serve/)',    # a server waits for so many seconds
     r'\b(setlocale|localeconv|isalpha|isupper|islower|isspace|isdigit|toupper|tolower|time|clock|'
     r'gettimeofday|clock_gettime|localtime|gmtime|strftime|alloca)\s*\(', 'locale, clock or alloca'),
    (r'(?!cli/)', r'\b(exit|abort|printf|puts|putchar|perror)\s*\(', 'a library neither prints nor exits'),
]


def word_problems(path, text):
    problems = []
    code = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', without_comments(text))
    for places, pattern, what in FORBIDDEN_WORDS:
        if re.match(places, path):
            for match in re.finditer(pattern, code):
                line = code.count('\n', 0, match.start()) + 1
                problems.append(f'{path}:{line}: {match[0]!r}: {what}')
    return problems


def source_files():
    source = os.path.join(ROOT, 'src')
    for folder, _, names in sorted(os.walk(source)):
        for name in sorted(names):
            if name.endswith(('.c', '.h')):
                path = os.path.join(folder, name)
                with open(path, encoding='utf-8') as file:
                    yield os.path.relpath(path, source), file.read()


def kinds_of(header):
    enum = re.search(r'enum platen_kind \{(.*?)\};', without_comments(header), re.S)
    return set(re.findall(r'PLATEN_\w+', enum[1]))


def object_files(build):
    """{source file: its object file} of what is compiled in src/."""
    source = os.path.join(ROOT, 'src')
    objects = {}
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        for command in json.load(file):
            path = os.path.relpath(os.path.join(command['directory'], command['file']), source)
            if not path.startswith('..'):
                objects.setdefault(path, os.path.join(command['directory'], command['output']))
    return objects


def users_of(build):
    """{source file: the files that define what it uses}, by the symbols of their objects."""
    objects = object_files(build)
    listing = subprocess.run(['nm', '-A', '-g', *objects.values()], check=True, capture_output=True, text=True).stdout
    source_of = {path: source for source, path in objects.items()}
    defined, used = {}, {source: set() for source in objects}
    for path, kind, symbol in re.findall(r'^(.*?):[0-9a-f ]* ([A-Za-z]) (\S+)$', listing, re.M):
        if kind == 'U':
            used[source_of[path]].add(symbol)
        else:
            defined[symbol] = source_of[path]
    for name in ('malloc', 'calloc', 'realloc'):    # the C library's, though the program has some in its place
        defined.pop(name, None)
    return {source: {defined[symbol] for symbol in symbols if symbol in defined} - {source}
            for source, symbols in used.items()}


def find_circles(uses):
    """Sets of files in which each file uses all others, directly or not."""
    reached = {}
    for file in uses:
        waiting, found = list(uses[file]), set()
        while waiting:
            other = waiting.pop()
            if other not in found:
                found.add(other)
                waiting += uses[other]
        reached[file] = found
    return sorted({tuple(sorted(other for other in reached[file] if file in reached[other]))
                   for file in uses if file in reached[file]})


def circle_problems(uses, waiting):
    """A room in `waiting` may still have circles, but must have one."""
    circles = find_circles(uses)
    rooms = {os.path.dirname(file) for circle in circles for file in circle}
    problems = [f'no circle is left in {room}: take it off the list' for room in waiting - rooms]
    return problems + [
        'a circle: ' + '; '.join(f'{file} uses {", ".join(sorted(uses[file] & set(circle)))}' for file in circle)
        for circle in circles if not {os.path.dirname(file) for file in circle} <= waiting]


def no_problems(problems):
    if problems:
        raise Failure('\n'.join(problems))


def must_object(problems):
    if not problems:
        raise Failure('nothing was found wrong')


def main():
    platen, tests = start(__doc__)
    with open(os.path.join(ROOT, 'ARCHITECTURE.md'), encoding='utf-8') as file:
        law = read_law(file.read())
    files = dict(source_files())
    kinds = kinds_of(files['platen.h'])

    for room in sorted({os.path.dirname(path) for path in files}):
        mine = {path: text for path, text in files.items() if os.path.dirname(path) == room}
        tests.run(f'includes of {room or "src"}', no_problems, [
            problem for path, text in mine.items() for problem in include_problems(law, path, text)])
    tests.run('no circle of files', no_problems, circle_problems(users_of(platen.build), ROOMS_WITH_CIRCLES))
    tests.run('no default: over kinds', no_problems, [
        problem for path, text in files.items() for problem in default_problems(kinds, path, text)])
    tests.run('no floating point, locale, clock, printing', no_problems, [
        problem for path, text in files.items() for problem in word_problems(path, text)])

    for path, line in [
            ('base/x.c', '#include "document/document.h"'),
            ('layout/x.c', '#include "fountain/fountain.h"'),
            ('layout/x.c', '#include <cairo.h>'),
            ('fountain/x.c', '#include "layout/layout.h"'),
            ('write/text.c', '#include "html/html.h"'),
            ('html/nav.c', '#include "draw/draw.h"'),
            ('write/json.c', '#include "diag/diag.h"'),
            ('write/text.c', '#include <libxml/tree.h>'),
            ('fdx/write/body.c', '#include <cairo.h>'),
            ('draw/font/face.c', '#include <pango/pango.h>'),
            ('layout/x.c', '#include "document/node.h"'),
            ('cli/main.c', '#include "layout/layout.h"'),
            ('attic/x.c', '#include "platen.h"')]:
        tests.run(f'the law forbids {line[9:]} in {path}', must_object,
                  include_problems(law, path, line))
    tests.run('a circle is found', must_object, circle_problems({'a/x.c': {'a/y.c'}, 'a/y.c': {'b/z.c'}, 'b/z.c': {'a/x.c'}}, {'a'}))
    tests.run('a line is no circle', no_problems, circle_problems({'x.c': {'y.c', 'z.c'}, 'y.c': {'z.c'}, 'z.c': set()}, set()))
    switch = 'switch (k) { case PLATEN_ACTION: switch (c) { default: break; } break; %s }'
    tests.run('an outer default: is found', must_object,
              default_problems(kinds, 'x.c', switch % 'default: break;'))
    tests.run('an inner default: is another matter', no_problems,
              default_problems(kinds, 'x.c', switch % ''))
    tests.run('a double in layout is found', must_object, word_problems('layout/x.c', 'double x;'))
    tests.run('the clock in any room is found', must_object, word_problems('attic/x.c', 'x = time(NULL);'))
    tests.run('the program may print', no_problems, word_problems('cli/x.c', 'printf("");'))
    tests.end()


main()
