#!/usr/bin/env python3
"""test_fdx_copies.py BUILD_DIR - FDX to FDX without a template, paragraph by paragraph.

A file that Final Draft has saved comes back byte for byte. Of one by another program, which is written anew, each
paragraph keeps its words, its type and its number.
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
        words = [re.sub(r'\W+', '', text_of(each)).upper() for each in (a, b)]
        assert words[0] == words[1], words
        assert (a.get('Type') or 'Action') == (b.get('Type') or 'Action'), words
        assert (a.get('Number') or None) == b.get('Number') or a.get('Type') not in ('Scene Heading', 'Shot'), words


def options_write_it_anew(platen, path, folder):
    out = os.path.join(folder, 'a4.fdx')
    platen.text('convert', '-q', '--paper', 'a4', path, '-o', out)
    with open(out, encoding='utf-8') as file:
        assert 'Height="11.69"' in file.read()
    for options in (('--renumber',), ('--fdx-boneyard=note',), ('--more', '(still)'), ('--lines-per-page', '40')):
        platen.text('convert', '-q', *options, path, '-o', out)
        with open(out, 'rb') as file, open(path, 'rb') as old:
            assert file.read() != old.read(), options


def main():
    platen, tests = start(__doc__)
    totals = dict.fromkeys(('files', 'same bytes', 'paragraphs', 'same runs', 'notes', 'same notes'), 0)
    files = corpus_files('.fdx', '.fdxt')
    with tempfile.TemporaryDirectory() as folder:
        if not files:
            tests.skip('fdx copies', 'there is no corpus')
        for path in platen.sample(files):
            tests.run(f'copied: {name_of(path)}', keeps_its_paragraphs, platen, path, folder, totals)
        for path in [path for path in files if 'big-fish' not in path and 'fd9-30_Rock' in path]:
            tests.run('options write it anew', options_write_it_anew, platen, path, folder)
    tests.note('FDX to FDX: {same bytes} of {files} files byte for byte, {same runs} of {paragraphs} paragraphs and '
               '{same notes} of {notes} notes the same'.format(**totals))
    tests.end()


main()
