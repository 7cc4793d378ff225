#!/usr/bin/env python3
"""test_breaks.py BUILD_DIR - clusters and line ends are Unicode's, but for the tailorings listed here.

Reads GraphemeBreakTest.txt and LineBreakTest.txt of the Unicode data (Debian: unicode-data), whose comments name the
class of each character. Where platen decides otherwise, one of the tailorings below must say why; and each of them
must be needed.
"""
import collections
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Failure, Skip, start

DATA = '/usr/share/unicode/auxiliary'
MARKS = {'CM1_CM', 'ZWJ_O_ZWJ_CM'}
CLOSING = {'CL', 'CP', 'CP_CP30', 'EX', 'IN', 'IS', 'NS', 'QU', 'SY'}
SYLLABLES = {'H2', 'H3', 'JL', 'JT', 'JV', 'RI'}
IDEOGRAPHS = SYLLABLES | {'CB', 'CJ_NS', 'EB', 'EM', 'ID'}

# A boundary: the class before it, whether spaces come between, the class behind it. Whether platen lets a line end
# there, which is not what UAX #14 says.
Place = collections.namedtuple('Place', 'before spaces after may code_points inside')

TAILORINGS = {
    'of the controls, only LF and NEL end a line':
        lambda place: place.code_points & {0x01, 0x0B, 0x0C, 0x0D, 0x85},
    'a tab is a space':
        lambda place: 0x09 in place.code_points,
    'no line ends inside a cluster, and a space with a mark is one':
        lambda place: not place.may and (place.inside or (place.spaces and place.after in MARKS)),
    'behind a mark, a letter of a Hangul syllable or half a flag begins a cluster':
        lambda place: place.may and {place.before, place.after} <= SYLLABLES,
    'as in Final Draft, a line may end behind spaces, whatever follows':
        lambda place: place.may and place.spaces and place.after in CLOSING,
    'as in Final Draft, a line may end behind spaces, whatever precedes':
        lambda place: place.may and place.spaces and place.before in ('OP_OP30', 'QU'),
    'as in Final Draft, a line may end behind every hyphen':
        lambda place: place.may and not place.spaces and place.before == 'HY',
    'as in Final Draft, no line ends inside a Latin word, whatever its punctuation':
        lambda place: not place.may and not place.spaces and not {place.before, place.after} & IDEOGRAPHS,
    'no line begins with a dash, and a dash that opens stays with what it opens':
        lambda place: not place.may and 'B2' in (place.before, place.after),
    'small kana begin no line, even behind a space':
        lambda place: not place.may and place.spaces and place.after == 'CJ_NS',
    'an object replacement character is set like an ideograph':
        lambda place: not place.may and 'CB' in (place.before, place.after),
    'a currency or percent sign stays with kana and flags':
        lambda place: not place.may and {place.before, place.after} & {'PO', 'PR'},
    'a guillemet stays with a plain space in French':
        lambda place: not place.may and place.spaces and place.after == 'QU',
    'Thai lines end between clusters':
        lambda place: place.may and place.before == place.after == 'SA_AL',
}


def read(name):
    """For each test of a file: its code points, whether a boundary is behind each, their classes."""
    path = os.path.join(DATA, name)
    if not os.path.exists(path):
        raise Skip('no Unicode data (package unicode-data)')
    with open(path) as file:
        for line in file:
            if not line.startswith('#'):
                test, comment = line.split('#', 1)
                marks = test.split()[1:]
                yield ([int(word, 16) for word in marks[::2]], [mark == '÷' for mark in marks[1::2]],
                       re.findall(r'\((\w+)\) [×÷]', comment))


def divide(build, tests):
    program = os.path.join(build, 'tests', 'breaks')
    text = ''.join(' '.join(f'{code_point:X}' for code_point in code_points) + '\n' for code_points, *_ in tests)
    return subprocess.run([program], input=text, capture_output=True, text=True, check=True).stdout.split()


def clusters_are_unicodes(platen, tests):
    cases = list(read('GraphemeBreakTest.txt'))
    for (code_points, wanted, _), found in zip(cases, divide(platen.build, cases), strict=True):
        if [letter != 'x' for letter in found] != wanted:
            raise Failure(f'{code_points}: {found}')
    tests.note(f'{len(cases)} lines of GraphemeBreakTest.txt')


def place_at(code_points, classes, letters, at):
    """The boundary behind character `at`."""
    before, spaces = at, False
    while before > 0 and classes[before] in MARKS | {'SP'}:
        spaces |= classes[before] == 'SP'
        before -= 1
    return Place(classes[before], spaces or classes[at] == 'SP', classes[at + 1], letters[at] in 'mM',
                 set(code_points), letters[at] == 'x')


def lines_are_unicodes(platen, tests):
    cases = list(read('LineBreakTest.txt'))
    used, right = collections.Counter(), 0
    for (code_points, wanted, classes), letters in zip(cases, divide(platen.build, cases), strict=True):
        for at in range(len(code_points) - 1):
            if (letters[at] in 'mM') == wanted[at]:
                right += 1
                continue
            place = place_at(code_points, classes, letters, at)
            why = next((why for why, is_why in TAILORINGS.items() if is_why(place)), None)
            if why is None:
                raise Failure(f'{[hex(code_point) for code_point in code_points]}: {place}')
            used[why] += 1
    for why in TAILORINGS:
        tests.note(f'{used[why]:5} {why}')
        assert used[why] > 0, f'not needed: {why}'
    tests.note(f'{len(cases)} lines of LineBreakTest.txt: {right} boundaries are the same, {used.total()} tailored')


def main():
    platen, tests = start(__doc__)
    tests.run('GraphemeBreakTest.txt', clusters_are_unicodes, platen, tests)
    tests.run('LineBreakTest.txt', lines_are_unicodes, platen, tests)
    tests.end()


if __name__ == '__main__':
    main()
