#!/usr/bin/env python3
"""test_roundtrip.py BUILD_DIR - Fountain, read and written, is the same screenplay.

Of every screenplay there is: what is read from the canonical form is what was read from the file, but for
places, for markers which were not needed, and for blank lines which are not printed; and the canonical form
of the canonical form is itself. The same of every short line of the characters which emphasis, escapes and
brackets are made of; and a Final Draft file in Fountain reads as what was read from the file.
"""
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from golden import NOT_TEXT, fountains, xml_sources
from harness import TESTS, Failure, corpus_files, environment, name_of, start

STACKED = ('action', 'centered', 'lyric')
UNPRINTED = ('note', 'boneyard', 'section', 'synopsis', 'title_entry')
EXTENSIONS = ['--known-transitions', '--lenient-headings', '--locked-pages', '--wide-markers', '--shots', '--stop-at-boneyard',
              '--prefix', 'THE']


# What notes say to programs follows from their text.
MEANING = r'(?: (?:class|color|name)=(?:\w+|"[^"]*"))*'


def tree_of(text):
    """[(depth, kind, label, level, values, text, blanks, notes)] of a `-f tree` listing; runs are in json."""
    nodes = []
    for line in text.splitlines():
        depth = (len(line) - len(line.lstrip(' '))) // 2
        cut = re.match(r'\s*\^ (\d+) (\w+) \d+:\d+' + MEANING + r' (".*")$', line)
        node = re.match(r'\s*(\w+) \d+:\d+ \[\d+,\d+\)(?: label=("(?:[^"\\]|\\.)*"))?(?: page=("[^"]*"))?(?: level=(\d+))?'
                        r'(?: blanks=(\d+))?(?: values=(\d+))?(?: forced)?' + MEANING + r'(?: (".*"))?$', line)
        if cut:
            nodes[-1]['cuts'].append(cut.groups())
        elif node:
            kind, label, page, level, blanks, values, content = node.groups()
            nodes.append({'depth': depth, 'kind': kind, 'label': label, 'page': page, 'level': level, 'values': values,
                          'text': content, 'blank_before': int(blanks or 0), 'cuts': []})
        elif not line.lstrip().startswith('|'):
            raise Failure(f'what is this? {line}')
    return nodes


def elements_of(text):
    elements = json.loads(text)['elements']
    for element in elements:
        del element['line'], element['column']
        element['kind'] = element.pop('type')
    return elements


def drop_blanks(nodes):
    """Keep blank lines only where they are printed: between two of action, centered text, lyrics."""
    last = None
    for node in nodes:
        is_stacked = node['kind'] in STACKED and node.get('depth', 1) == 1
        if not (is_stacked and last):
            node.pop('blank_before', None)
        if node['kind'] not in UNPRINTED and node['kind'] not in ('document', 'title_page'):
            last = is_stacked
    return nodes


def sung_in_speech(elements):
    """A lyric of a speech is not stacked; json says nothing of speeches, so none of its lyrics count."""
    for element in elements:
        if element['kind'] == 'lyric':
            element['kind'] = 'lyric in json'
    return elements


def options_of(path):
    """Those which a case is read with; what was written must be read with them, too."""
    options = path[:-len('.fountain')] + '.options'
    is_read_so = os.path.basename(os.path.dirname(path)) == 'dialect' and os.path.exists(options)
    return shlex.split(open(options, encoding='utf-8').read()) if is_read_so else []


def write(platen, form, path, options):
    return platen.text('convert', '-q', '--from', 'fountain', '-f', form, '-o', '-', *options, path)


def same(what, before, after, written):
    for one, other in zip(before + [None], after + [None]):
        if one != other:
            raise Failure(f'{what}:\n{one}\n{other}\n{written[:3000]}')


def goes_round(platen, path, folder, options):
    """The canonical form has the tree, the elements and the pages of the file, and is its own canonical form."""
    done = platen('convert', '-q', '--from', 'fountain', '-f', 'fountain', '-o', '-', *options, path)
    if done.returncode == NOT_TEXT:
        return
    written = done.stdout.decode()
    again = os.path.join(folder, 'again.fountain')
    with open(again, 'wb') as file:
        file.write(done.stdout)

    def both(form):
        return write(platen, form, path, options), write(platen, form, again, options)
    same('tree', *(drop_blanks(tree_of(text)) for text in both('tree')), written)
    same('json', *(drop_blanks(sung_in_speech(elements_of(text))) for text in both('json')), written)
    same('pages', *(text.split('\n') for text in both('text')), written)
    same('written twice', written.split('\n'), write(platen, 'fountain', again, options).split('\n'), written)


# Stars which are text, outside the brackets of a parenthetical.
STARS_AT_BRACKETS = 'cases/parenthetical/stars_at_brackets.fountain'

# What Final Draft files have and Fountain has not: an italic full stop right behind a letter; an empty line between
# a parenthetical and what is said below; a scene heading without text.
NOT_IN_FOUNTAIN = {
    'field/italic-period.fdx': [b'"." has other emphasis', b'"" is another element'],
    'cases/fdx/numbers.fdx': [b'"." has other emphasis', b'"" is another element'],
    'field/p16-soft-returns.fdx': [b'"Next." has another text'],
    'cases/fdx/soft_returns.fdx': [b'"Next." has another text'],
}

# Alphabet, length of the longest line, what stands before it and behind it; how many of these lines lose emphasis, since
# they have more stars than anybody types, or stars beside a slash where a boneyard is below.
SHORT_LINES = [
    ('*a', 12, 'x', 'y', 1), ('*a(', 7, 'x', 'y', 0), ('*a_', 8, '', '', 0), ('*_/', 7, 'a', 'a', 0), ('*a/_(', 5, 'x', '(', 0),
    ('*a/_', 6, '', '\n/* b */', 18), ('*a(_\\/[', 4, '', ' [[n]]', 0), ('*a/_[(', 5, 'N\n', ' [[n]]', 0),
    ('*a#\\!', 5, '', '\nA', 0), ('A:(^ \n', 5, '', '', 0), ('[]/*a\n', 5, '', '', 0), ('A=#\n', 6, '', '', 0),
]

# (y) in bold behind a letter: the brackets lose it.
BOLD_BRACKETS = ('<?xml version="1.0"?><FinalDraft DocumentType="Script" Version="5"><Content><Paragraph Type="Action">'
               '<Text>x</Text><Text Style="Bold">(y)</Text></Paragraph></Content></FinalDraft>')


def short_lines_go_round(platen, *arguments):
    *arguments, lossy = arguments
    program = os.path.join(platen.build, 'tests', 'short-lines')
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, env=environment())
    differences = re.findall(r'^different: (.*)', done.stdout, re.M)
    assert done.returncode == 0 and differences == ['has other emphasis'] * lossy, (done.stdout + done.stderr)[:2000]


def fdx_goes_round(platen, path, folder, lost):
    again = os.path.join(folder, 'again.fountain')
    done = platen('convert', '-f', 'fountain', '-o', again, path)
    if b'PL-111' in done.stderr or b'PL-112' in done.stderr:
        return
    said = [line for line in done.stderr.splitlines() if b'PL-610' in line]
    assert done.returncode == 0 and len(said) == len(lost), done.stderr.decode()
    assert all(words in line for words, line in zip(lost, said)), done.stderr.decode()
    with open(again, 'rb') as file:
        written = file.read()
    assert platen('fmt', '-q', again).stdout == written


def open_marks_are_not_hidden(platen):
    path = os.path.join(TESTS, 'cases/messages/open_marks.fountain')
    done = platen('fmt', '-q', path)
    with open(path, 'rb') as file:
        assert done.stdout == file.read().replace(b'/\\*', b'\\/*'), done


def loss_is_reported(platen, folder):
    path = os.path.join(folder, 'a.fdx')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(BOLD_BRACKETS)
    done = platen('convert', '-f', 'fountain', '-o', '-', path)
    assert done.returncode == 0 and done.stdout == b'x(**y)**\n', done
    assert b'"(" has other emphasis' in done.stderr and b'PL-610' in done.stderr, done


def stars_at_brackets_keep_their_words(platen):
    path = os.path.join(TESTS, STARS_AT_BRACKETS)
    done = platen('fmt', path)
    assert done.returncode == 0 and b'PL-610' not in done.stderr, done
    with open(path, 'rb') as file:
        assert done.stdout == file.read(), done


def mute_cues_swallow_nothing(platen, folder):
    """A cue below which nothing is said is action then; what stands below it stays what it is."""
    below = [('Scene Heading', 'INT. A - DAY'), ('Character', 'MARA'), ('Transition', 'CUT TO:'), ('Lyrics', 'La')]
    path = os.path.join(folder, 'mute.fdx')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('<FinalDraft Version="5"><Content>')
        for kind, text in below:
            for type_, words in (('Character', 'SOLO'), (kind, text), ('Dialogue', 'Yes.')):
                file.write(f'<Paragraph Type="{type_}"><Text>{words}</Text></Paragraph>')
        file.write('<Paragraph Type="Character"><Text>SOLO</Text></Paragraph></Content></FinalDraft>')
    done = platen('convert', '-f', 'fountain', '-o', '-', path)
    assert done.returncode == 0 and b'PL-610' in done.stderr, done.stderr
    for lines in (b'SOLO\n\nINT. A - DAY\n\n', b'SOLO\n\nMARA\nYes.\n\n', b'SOLO\n\nCUT TO:\n\n', b'SOLO\n~La\n'):
        assert lines in done.stdout, (lines, done.stdout)
    assert done.stdout.endswith(b'\n\n!SOLO\n'), done.stdout


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for path in platen.sample(fountains() + corpus_files('.fountain')):
            tests.run(f'{name_of(path)} goes round', goes_round, platen, path, folder, options_of(path))
        path = os.path.join(TESTS, 'screenplays', 'hostile.fountain')
        tests.run('all extensions go round', goes_round, platen, path, folder, EXTENSIONS)
        for path in platen.sample(xml_sources() + corpus_files('.fdx')):
            tests.run(f'{name_of(path)} as Fountain reads the same', fdx_goes_round, platen, path, folder,
                      NOT_IN_FOUNTAIN.get(name_of(path), []))
        tests.run('open marks are not hidden', open_marks_are_not_hidden, platen)
        tests.run('loss is reported', loss_is_reported, platen, folder)
        tests.run('stars at brackets keep their words', stars_at_brackets_keep_their_words, platen)
        tests.run('mute cues swallow nothing', mute_cues_swallow_nothing, platen, folder)
    for arguments in SHORT_LINES:
        tests.run(f'lines of {arguments[0]!r} between {arguments[2]!r} and {arguments[3]!r} go round',
                  short_lines_go_round, platen, *arguments)
    tests.end()


main()
