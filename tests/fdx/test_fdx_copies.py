#!/usr/bin/env python3
"""test_fdx_copies.py BUILD_DIR - FDX to FDX without a template, paragraph by paragraph.

A file that Final Draft has saved comes back byte for byte. One by another program has its settings completed; its
paragraphs and notes come back as they were. So do those of any file where an option changes something else.
"""
import collections
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import corpus_files, name_of, start

OWN_PARTS = ('ElementSettings', 'HeaderAndFooter', 'PageLayout', 'Revisions', 'MoresAndContinueds', 'SplitState')


def text_of(paragraph):
    return ''.join(text.text or '' for text in paragraph.findall('Text'))


def runs_of(paragraph):
    """The text with the style and the revision of each run; neighbours that have the same are one."""
    runs = []
    for text in paragraph.findall('Text'):
        look = text.get('Style'), text.get('RevisionID', '0')
        if runs and runs[-1][0] == look:
            runs[-1] = look, runs[-1][1] + (text.text or '')
        elif text.text:
            runs.append((look, text.text))
    return runs


def notes_of(root):
    return collections.Counter((note.get('Name'), note.get('Range'), note.get('Color'), note.get('DateTime'), note.get('Type'),
                                note.get('WriterName'), ''.join(note.itertext()).strip()) for note in root.iter('ScriptNote'))


def census(element):
    """What is in it: elements, and attributes with their values."""
    return collections.Counter((each.tag, *pair) for each in element.iter() for pair in [('', ''), *each.attrib.items()])


def keeps_its_paragraphs(platen, path, folder, totals):
    out = os.path.join(folder, 'copy.fdx')
    platen.text('convert', '-q', path, '-o', out)
    with open(path, 'rb') as file:
        old = file.read()
    with open(out, 'rb') as file:
        new = file.read()
    one, other = ElementTree.fromstring(old), ElementTree.fromstring(new)
    is_own = b'standalone="no"' in old[:200] and all(one.find(part) is not None for part in OWN_PARTS)
    pairs = list(zip(one.findall('Content/Paragraph'), other.findall('Content/Paragraph')))
    totals['files'] += 1
    totals['same bytes'] += old == new
    totals['paragraphs'] += len(one.findall('Content/Paragraph'))
    totals['same runs'] += sum(runs_of(a) == runs_of(b) for a, b in pairs)
    totals['notes'] += notes_of(one).total()
    totals['same notes'] += (notes_of(one) & notes_of(other)).total()
    assert old == new or not is_own, 'the copy is another file'
    assert len(pairs) == len(one.findall('Content/Paragraph')) == len(other.findall('Content/Paragraph'))
    for a, b in pairs:
        assert runs_of(a) == runs_of(b), (runs_of(a), runs_of(b))
        assert a.attrib == b.attrib, (a.attrib, b.attrib)
        assert census(a) == census(b), census(a) - census(b)
    assert notes_of(one) == notes_of(other), notes_of(one) - notes_of(other)
    assert {part.tag for part in one} <= {part.tag for part in other}


OPTIONS = [
    ('--paper', 'a4', 'PageLayout/PageSize', 'Height', '11.69'),
    ('--lines-per-page', '40', 'PageLayout', 'BottomMargin', None),
    ('--more', '(still)', 'MoresAndContinueds/DialogueBreaks', 'DialogueBottom', '(still)'),
    ('--fdx-version', '3', '.', 'Version', '3'),
]


def options_keep_the_rest(platen, path, folder):
    """An option changes what it names; paragraphs, notes and the other parts stay."""
    out = os.path.join(folder, 'changed.fdx')
    old = ElementTree.parse(path).getroot()
    for option, value, place, name, wanted in OPTIONS:
        platen.text('convert', '-q', option, value, path, '-o', out)
        new = ElementTree.parse(out).getroot()
        before, after = old.find(place).get(name), new.find(place).get(name)
        assert after == (wanted or after) and (before != after or before == wanted), (option, before, after)
        for part in old:
            if not place.startswith(part.tag):
                same = [each for each in new.findall(part.tag) if census(each) == census(part)]
                assert same, (option, part.tag, part.attrib)


def numbers_change_only_headings(platen, path, folder):
    out = os.path.join(folder, 'numbered.fdx')
    platen.text('convert', '-q', '--renumber', path, '-o', out)
    old, new = (ElementTree.parse(each).getroot().findall('Content/Paragraph') for each in (path, out))
    changed = [(a, b) for a, b in zip(old, new) if a.attrib != b.attrib or runs_of(a) != runs_of(b)]
    assert len(old) == len(new) and changed
    for a, b in changed:
        assert runs_of(a) == runs_of(b), (runs_of(a), runs_of(b))
        assert a.get('Number') != b.get('Number'), (a.attrib, b.attrib)


def main():
    platen, tests = start(__doc__)
    totals = dict.fromkeys(('files', 'same bytes', 'paragraphs', 'same runs', 'notes', 'same notes'), 0)
    files = corpus_files('.fdx', '.fdxt')
    with tempfile.TemporaryDirectory() as folder:
        if not files:
            tests.skip('fdx copies', 'there is no corpus')
        for path in platen.sample(files):
            tests.run(f'copied: {name_of(path)}', keeps_its_paragraphs, platen, path, folder, totals)
        for path in [path for path in files if 'fd9-30_Rock' in path or 'rearview' in path.lower()]:
            tests.run(f'options keep the rest: {name_of(path)}', options_keep_the_rest, platen, path, folder)
            tests.run(f'numbers: {name_of(path)}', numbers_change_only_headings, platen, path, folder)
    tests.note('FDX to FDX: {same bytes} of {files} files byte for byte, {same runs} of {paragraphs} paragraphs and '
               '{same notes} of {notes} notes the same'.format(**totals))
    tests.end()


main()
