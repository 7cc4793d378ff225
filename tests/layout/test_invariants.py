#!/usr/bin/env python3
"""test_invariants.py BUILD_DIR - what must hold on the pages of every screenplay, whatever it says."""
import collections
import json
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from golden import fountains
from harness import TESTS, Failure, start

Line = collections.namedtuple('Line', 'slot y role kind continued stretches text')
Page = collections.namedtuple('Page', 'label is_title lines')

POINT = 100
CELLS = {   # of a column, by the kind of its lines; the left edge of the column in points
    'action': (108, 61), 'scene_heading': (108, 61), 'dialogue': (180, 35),
    'parenthetical': (216, 25), 'character': (252, 38)}
DUAL_CELLS = 29
UNPRINTED = ('title', 'note', 'boneyard', 'section', 'synopsis', 'page_break')
ALL = ['--notes', '--sections', '--synopses']
OPTIONS = ([], ['--paper', 'a4'], ['--lines-per-page', '20'], ALL)


class Pages:
    """What `-f pages` says: see src/write/pages.c."""

    def __init__(self, text):
        head = text.split('\n', 1)[0].split()
        self.lines_per_page = int(head[4])
        self.pages = []
        for row in text.split('\n'):
            if row.startswith(('page ', 'title page')):
                label = re.search(r'"(.*)" from', row)
                self.pages.append(Page(label[1] if label else '', row.startswith('title'), []))
            elif row.startswith('  '):
                self.pages[-1].lines.append(line_of(row))
        self.body = [page for page in self.pages if not page.is_title]


def line_of(row):
    slot, y, role, kind, rest = row.strip().split(' ', 4) if row.count(' ') > 5 else \
        (*row.strip().split(' ', 3), '')
    stretches = [(int(x) / POINT, unquoted(text))
                 for x, text in re.findall(r'(-?\d+)(?: [biu]+)? "((?:\\.|[^"\\])*)"', rest)]
    return Line(int(slot), int(y), role, kind.rstrip('+'), kind.endswith('+'), stretches,
                ''.join(text for _, text in stretches))


def unquoted(text):
    return re.sub(r'\\(x..|.)', lambda m: chr(int(m[1][1:], 16)) if len(m[1]) > 1 else m[1], text)


def body_lines(page):
    return [line for line in page.lines if line.role == 'body']


def no_heading_is_left_alone(pages):
    for page, following in zip(pages.body, pages.body[1:]):
        last = max(body_lines(page), key=lambda line: line.slot, default=None)
        first = min(body_lines(following), key=lambda line: line.slot, default=None)
        if last and last.kind == 'character':
            raise Failure(f'page {page.label} ends in the cue {last.text!r}')
        if last and first and last.kind == 'scene_heading' and first.kind != 'scene_heading':
            raise Failure(f'page {page.label} ends in the heading {last.text!r}')


def measure(line, left):
    if line.kind == 'parenthetical' and left == 208.8:
        return 26
    if left in (108, 126, 332, 350, 332.4, 350.4) and line.kind in ('dialogue', 'parenthetical'):
        return DUAL_CELLS
    at, cells = CELLS.get(line.kind, (None, None))
    return cells if left == at else None


def no_line_is_too_wide(pages):
    for page in pages.body:
        for line in body_lines(page):
            if not line.stretches or not line.text.isascii():
                continue
            cells = measure(line, line.stretches[0][0])
            width = len(line.text.rstrip(' '))
            if cells and width > cells + line.text.rstrip(' ').endswith('-'):
                raise Failure(f'page {page.label}: {width} cells of {cells}: {line.text!r}')


def slots_are_on_the_page(pages):
    for page in pages.body:
        slots = [line.slot for line in body_lines(page)]
        assert not slots or (min(slots) >= 1 and max(slots) <= pages.lines_per_page), \
            f'page {page.label}: slots {min(slots)} to {max(slots)} of {pages.lines_per_page}'
        for line in page.lines:
            other = next(other for other in page.lines if other.slot == line.slot)
            assert other.y == line.y, f'page {page.label}: slot {line.slot} has two heights'


def pages_begin_at_the_top(pages):
    for page in pages.body:
        first = min((line.slot for line in body_lines(page)), default=1)
        assert first == 1, f'page {page.label} begins in slot {first}'


def more_is_followed_by_contd(pages):
    more = [page.label for page in pages.body[:-1] if any(line.role == 'more' for line in page.lines)]
    contd = [before.label for before, page in zip(pages.body, pages.body[1:])
             if any(line.role == 'contd' for line in page.lines)]
    assert more == contd, f'(MORE) at the end of {more}, a cue again after {contd}'
    first = pages.body[0].lines if pages.body else []
    assert not any(line.role == 'contd' for line in first), 'page 1 goes on with nothing'
    last = pages.body[-1].lines if pages.body else []
    assert not any(line.role == 'more' for line in last), 'nothing follows the last (MORE)'


# its notes say what the pages are called; tests/unit/test-paginate.c says what follows from that
PAGES_WITH_LABELS = ['cases/dialect/page_notes.fountain', 'cases/layout/labels_twice.fountain',
                     'cases/page_break/with_notes.fountain', 'cases/note/printed.fountain']


def numbers_count_up(pages):
    labels = [page.label for page in pages.body]
    assert labels == [str(number) for number in range(1, len(labels) + 1)], labels


def letters(texts):
    """What is left when spaces and line ends, which wrapping moves, and (CONT'D) are gone."""
    return re.sub(r"\s|\(CONT['\u2019]D\)", '', ''.join(texts).upper())


def has_all_the_words(pages, elements):
    typed = letters(element.get('text', '') + (element.get('extension') or '')
                    for element in elements if element['type'] not in UNPRINTED)
    set_ = letters(line.text for page in pages.body for line in body_lines(page))
    if any(element.get('dual') for element in elements):
        # a dual dialogue over a page break is set page by page, not side by side
        typed, set_ = ''.join(sorted(typed)), ''.join(sorted(set_))
    if typed != set_:
        at = next((i for i, pair in enumerate(zip(typed, set_)) if pair[0] != pair[1]),
                  min(len(typed), len(set_)))
        raise Failure(f'after {typed[max(0, at - 40):at]!r}: {typed[at:at + 40]!r} in the script, '
                      f'{set_[at:at + 40]!r} on the pages')


def count_is_what_is_set(pages, count):
    assert len(pages.body) == count, f'{len(pages.body)} pages set, {count} counted'


PAGE_CHECKS = (no_heading_is_left_alone, no_line_is_too_wide, slots_are_on_the_page,
               pages_begin_at_the_top, more_is_followed_by_contd, numbers_count_up)


def check_source(platen, source):
    elements = json.loads(platen.text('convert', '-q', '-f', 'json', '-o', '-', source))['elements']
    for options in OPTIONS:
        pages = Pages(platen.text('convert', '-q', '-f', 'pages', '-o', '-', *options, source))
        for check in PAGE_CHECKS:
            if check is numbers_count_up and source.endswith(tuple(PAGES_WITH_LABELS)):
                continue
            try:
                check(pages)
            except (Failure, AssertionError) as wrong:
                raise Failure(f'{" ".join(options)} {check.__name__}: {wrong}') from None
        if options is not ALL:  # of these tests/layout/check-words.c knows what is printed
            has_all_the_words(pages, elements)
        count_is_what_is_set(pages, int(platen.text('count', '-q', *options, source)))


def is_indifferent(platen, source, folder):
    """Line ends, a byte order mark and empty lines at the end are no matter for the pages."""
    with open(source, 'rb') as file:
        content = file.read()
    if b'\r' in content or not content.endswith(b'\n') or content.startswith(b'\xef\xbb\xbf'):
        return
    path = os.path.join(folder, 'variant.fountain')
    expected = platen.text('convert', '-q', '-f', 'pages', '-o', '-', source)
    for what, variant in (('CRLF', content.replace(b'\n', b'\r\n')), ('CR', content.replace(b'\n', b'\r')),
                          ('empty lines at the end', content + b'\n\n\n'),
                          ('a byte order mark', b'\xef\xbb\xbf' + content)):
        with open(path, 'wb') as file:
            file.write(variant)
        got = platen.text('convert', '-q', '-f', 'pages', '-o', '-', path)
        assert got == expected, f'other pages with {what}'


def checks_see(tests):
    """Each check must object to a page which breaks it."""
    def page(*rows):
        return Pages('\n'.join(['sheet 61200 79200 lines 54', *rows]))
    heading = '  54 71600 body scene_heading 10800 "INT. A"'
    action = '  1 8000 body action 10800 "B"'
    for check, wrong in (
            (no_heading_is_left_alone, page('page "1" from 1:1', heading, 'page "2" from 2:1', action)),
            (no_line_is_too_wide, page('page "1" from 1:1', f'  1 8000 body action 10800 "{"a" * 62}"')),
            (slots_are_on_the_page, page('page "1" from 1:1', '  55 0 body action 10800 "B"')),
            (pages_begin_at_the_top, page('page "1" from 1:1', '  2 9200 body action 10800 "B"')),
            (more_is_followed_by_contd, page('page "1" from 1:1', '  55 0 more dialogue 0 "(MORE)"',
                                             'page "2" from 2:1', action)),
            (numbers_count_up, page('page "2" from 1:1', action))):
        try:
            check(wrong)
        except (Failure, AssertionError):
            tests.ok(f'{check.__name__} sees a fault')
        else:
            tests.not_ok(f'{check.__name__} sees a fault', 'it does not')


def main():
    platen, tests = start(__doc__)
    checks_see(tests)
    with tempfile.TemporaryDirectory() as folder:
        for source in fountains():
            name = os.path.relpath(source, TESTS)
            if name.startswith('cases/messages/not_text'):
                continue
            tests.run(name, check_source, platen, source)
            tests.run(f'{name}: bytes', is_indifferent, platen, source, folder)
    tests.end()


main()
