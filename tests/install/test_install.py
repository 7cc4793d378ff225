#!/usr/bin/env python3
"""test_install.py BUILD_DIR - what `meson install` installs works, also where the folder was moved to.

The programs of examples/ are compiled as others would: against the installed header and library, by pkg-config.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..'), os.path.join(HERE, '..', 'docs')]
import documented
from harness import ROOT, SCREENPLAYS, Skip, describe, has_program, start

# Which the installed README.md mentions.
ONLY_SOURCE = {'CONTRIBUTING.md', 'Containerfile', 'action.yml'}
COFFEE = os.path.join(SCREENPLAYS, 'coffee-shop.fountain')


def call(*command, **more):
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, **more)
    assert done.returncode == 0, f'{" ".join(command)}: {describe(done)}'
    return done.stdout.decode()


class Installed:
    """A copy of what was installed, in a folder which the build does not know."""

    def __init__(self, platen, folder):
        call('meson', 'install', '-C', platen.build, '--no-rebuild', '--quiet', '--destdir', os.path.join(folder, 'first'))
        self.prefix = os.path.join(folder, 'moved')
        os.rename(os.path.join(folder, 'first') + platen.option('prefix'), self.prefix)
        self.program = os.path.join(self.prefix, 'bin', 'platen')
        self.libraries = os.path.dirname(self.find('libplaten.so'))

    def find(self, name):
        found = [os.path.join(folder, name) for folder, _, files in os.walk(self.prefix) if name in files]
        assert len(found) == 1, f'{name}: {found}'
        return found[0]

    def flags(self):
        words = call('pkg-config', f'--define-variable=prefix={self.prefix}', '--cflags', '--libs', 'platen',
                     env={**os.environ, 'PKG_CONFIG_PATH': os.path.join(self.libraries, 'pkgconfig')}).split()
        assert f'-L{self.libraries}' in words, words
        return words

    def compile(self, compiler, source, *more):
        program = os.path.join(self.prefix, os.path.basename(source).replace('.', '-'))
        call(*compiler, '-Wall', '-Wextra', '-Werror', os.path.join(ROOT, 'examples', source), *self.flags(), *more,
             '-o', program)
        return program

    def run_with(self, *command, input):
        done = subprocess.run(command, capture_output=True, input=input,
                              env={**os.environ, 'LD_LIBRARY_PATH': self.libraries})
        assert done.returncode == 0, f'{" ".join(command)}: {describe(done)}'
        return done.stdout.decode()

    def run(self, *command, **more):
        return call(*command, env={
            **os.environ, 'LD_LIBRARY_PATH': self.libraries, 'PKG_CONFIG_PATH': os.path.join(self.libraries, 'pkgconfig')}, **more)


def desktops_know_the_files(installed, folder):
    """By their names; a Final Draft file also by its bytes."""
    if not has_program('update-mime-database') or not has_program('gio'):
        raise Skip('no update-mime-database or gio')
    data = os.path.join(folder, 'data')
    os.makedirs(os.path.join(data, 'mime', 'packages'))
    shutil.copy(installed.find('platen.xml'), os.path.join(data, 'mime', 'packages'))
    call('update-mime-database', os.path.join(data, 'mime'))
    for name, text, kind in (('a.fountain', 'Rain.\n', 'text/x-fountain'), ('a.FDX', '<?xml version="1.0"?>', 'application/x-final-draft'),
                             ('nameless', '<?xml version="1.0"?>\n<FinalDraft Version="5">\n', 'application/x-final-draft')):
        path = os.path.join(folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        said = call('gio', 'info', '-a', 'standard::content-type', path, env={**os.environ, 'XDG_DATA_HOME': data})
        assert kind in said, said


def moved_program(installed, folder):
    for name in ('coffee.pdf', 'coffee.fdx'):
        path = os.path.join(folder, name)
        call(installed.program, 'convert', '-q', COFFEE, '-o', path)
        assert os.path.getsize(path) > 1000
    assert call(installed.program, 'count', '-q', os.path.join(folder, 'coffee.fdx')) == \
        call(installed.program, 'count', '-q', COFFEE)


def everything_is_there(installed):
    for name in ('platen.1', 'platen.h', 'platen.pc', 'libplaten.a', 'platen.xml', '_platen', 'platen.fish', 'rules.md',
                 'LICENSE'):
        assert os.path.getsize(installed.find(name)) > 0, name
    if has_program('xmllint'):
        call('xmllint', '--noout', installed.find('platen.xml'))


def manual_pages(platen, installed):
    """Made by scripts/gen-man: one for each command, one for .platen.ini, and platen.h's."""
    names = ['platen.1', 'platen.3', 'platen.ini.5', *(f'platen-{command}.1' for command in platen.commands())]
    pages = [installed.find(name) for name in names]
    if not has_program('groff'):
        raise Skip('no groff')
    for page in pages:
        done = subprocess.run(['groff', '-mdoc', '-ww', '-Tutf8', '-P-c', page], capture_output=True)
        assert done.returncode == 0 and not done.stderr, (page, describe(done))
        text = re.sub('.\b', '', done.stdout.decode())
        assert 'NAME' in text and len(text) > 300, text
    with open(installed.find('platen.h'), encoding='utf-8') as file:
        declared = set(re.findall(r'\b(platen_\w+)\(', file.read()))
    with open(installed.find('platen.3'), encoding='utf-8') as file:
        assert declared <= set(re.findall(r'\b(platen_\w+)\(', file.read()))


# What the examples in platen.h take for granted.
GIVEN = """
#include <platen.h>
static const char *bytes;
static char *name;
static size_t length;
static void *window;
static struct platen_document *document;
static struct platen_pages *pages;
static struct platen_figures *figures;
static const struct platen_page *page;
static const struct platen_node *node;
static enum platen_status status;
void draw(int32_t x, int32_t y, struct platen_text text, uint32_t style);
void show_progress(void *window, uint64_t done, uint64_t total);
bool is_closed(void *window);
"""


def header_examples(header):
    """A program of the examples in the comments: functions as they are, and the rest each in a function of its own."""
    program, count = GIVEN, 0
    for comment in re.findall(r'/\*\n.*?\*/', header[header.index('/* ---'):], re.S):
        lines = re.findall(r'^ \*(?:\t(.*)|$)', comment, re.M)
        code = '\n'.join(lines).strip('\n')
        if ';' not in code:
            continue
        functions, _, rest = code.rpartition('\n}\n') if code.startswith('static') else ('', '', code)
        options = re.search(r'options\.(reporter|progress)', rest)
        count += 1
        program += f'{functions}{"}" if functions else ""}\nvoid example_{count}(void);\nvoid example_{count}(void)\n{{\n'
        program += '\tstruct platen_read_options options = {0};\n' if options else ''
        program += rest + '\n}\n'
    return program, count


def header_compiles(installed, folder):
    with open(installed.find('platen.h'), encoding='utf-8') as file:
        program, count = header_examples(file.read())
    assert count >= 10, program
    path = os.path.join(folder, 'header-examples.c')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(program)
    call('cc', '-std=c11', '-fsyntax-only', '-Wall', '-Wextra', '-Werror', '-Wno-unused', '-Wno-missing-field-initializers',
         '-I' + os.path.dirname(installed.find('platen.h')), path)


def examples(installed):
    pages = call(installed.program, 'count', '-q', COFFEE).strip()
    count = installed.run(installed.compile(['cc', '-std=c11'], 'page-count.c'), COFFEE)
    assert count.startswith(f'{pages} pages: '), count
    with open(COFFEE, 'rb') as file:
        source = file.read()
    speaker = installed.run_with(installed.compile(['cc', '-std=c11'], 'speaker.c'), 'DELPHINE', input=source)
    lines = source.decode().splitlines()
    spoken = [line.split(': ', 1) for line in speaker.splitlines()]
    assert spoken and all(lines[int(number) - 1].startswith(text[:20]) for number, text in spoken), spoken
    markdown = installed.run_with(installed.compile(['cc', '-std=c11'], 'markdown.c'), input=source)
    assert '\n## INT. ' in markdown and '\n> **DELPHINE**  \n> ' in markdown, markdown
    viewed = installed.run_with(installed.compile(['cc', '-std=c11'], 'viewer.c'), '2', input=source)
    printed = call(installed.program, 'convert', '-q', '-f', 'text', '--pages', '2', COFFEE, '-o', '-')
    shown = [line.split(None, 5)[5:] for line in viewed.splitlines()]
    assert shown and all(text and text[0].strip() in printed for text in shown), viewed
    python = installed.run(os.path.join(ROOT, 'examples', 'count.py'), COFFEE)
    assert python == pages + '\n', python


def library_page(installed, folder):
    """The programs in docs/library.md are compiled as it says, and print what it says."""
    with open(os.path.join(ROOT, 'docs', 'library.md'), encoding='utf-8') as file:
        text = file.read()
    calls = list(documented.commands(text))
    assert len(calls) >= 10 and text.count('```c\n') == text.count('.c -->'), calls
    place = os.path.join(folder, 'library')
    os.mkdir(place)
    shutil.copy(COFFEE, place)
    with open(os.path.join(place, 'pkg-config'), 'w', encoding='utf-8') as file:
        file.write(f'#!/bin/sh\nexec {shutil.which("pkg-config")} --define-variable=prefix={installed.prefix} "$@"\n')
    os.chmod(file.name, 0o755)
    printed = installed.run('bash', '-c', f'PATH={place}:$PATH\n{documented.shell(calls)}', cwd=place)
    documented.compare(calls, printed)


def installed_links(installed):
    """Links of the installed pages lead to installed files, or to what only the source has."""
    top = os.path.dirname(os.path.dirname(installed.find('rules.md')))
    pages = [os.path.join(top, 'README.md'), *glob.glob(os.path.join(top, 'docs', '*.md'))]
    assert len(pages) > 10, pages
    for page in pages:
        with open(page, encoding='utf-8') as file:
            text = re.sub(r'^```.*?^```|`[^`\n]*`', '', file.read(), flags=re.M | re.S)
        for target in re.findall(r'\]\((?!https?:)([^)#\s]+)', text):
            found = os.path.relpath(os.path.join(os.path.dirname(page), target), top)
            assert os.path.exists(os.path.join(top, found)) or found in ONLY_SOURCE, (page, target)


def cplusplus(installed):
    if not has_program('c++'):
        raise Skip('no C++ compiler')
    counted = installed.run(installed.compile(['c++', '-std=c++14'], 'count.cpp'), COFFEE)
    assert counted == call(installed.program, 'count', '-q', COFFEE)


def static_archive(installed, folder):
    """Linked with the archive, a program needs no libplaten; it finds the modules beside `bin`."""
    program = os.path.join(installed.prefix, 'bin', 'static-count')
    call('cc', '-std=c11', '-I' + os.path.dirname(installed.find('platen.h')),
         os.path.join(ROOT, 'examples', 'page-count.c'), installed.find('libplaten.a'), '-ldl', '-o', program)
    path = os.path.join(folder, 'static.fdx')
    call(installed.program, 'convert', '-q', COFFEE, '-o', path)
    assert ' pages: ' in call(program, path)


def main():
    platen, tests = start(__doc__)
    folder = tempfile.mkdtemp()
    try:
        installed = Installed(platen, folder)
        tests.run('install: everything is there', everything_is_there, installed)
        tests.run('install: the program works where it was moved to', moved_program, installed, folder)
        tests.run('install: desktops know the files', desktops_know_the_files, installed, folder)
        tests.run('install: links of the documentation', installed_links, installed)
        tests.run('install: manual pages', manual_pages, platen, installed)
        tests.run('install: the examples in platen.h compile', header_compiles, installed, folder)
        if has_program('pkg-config'):
            tests.run('install: examples in C and Python', examples, installed)
            tests.run('install: example in C++', cplusplus, installed)
            tests.run('install: the programs in docs/library.md', library_page, installed, folder)
        else:
            tests.skip('install: examples', 'no pkg-config')
        tests.run('install: a program linked with the archive', static_archive, installed, folder)
    finally:
        shutil.rmtree(folder)
    tests.end()


main()
