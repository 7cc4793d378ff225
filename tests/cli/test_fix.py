#!/usr/bin/env python3
"""test_fix.py BUILD_DIR - check --fix mends what needs no guess, never the words, and leaves nothing for itself to do."""
import glob
import json
import os
import re
import stat
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import TESTS, start

MESSY = """Nora sighs.
INT. KITCHEN - NIGHT
She sits.\x20
*Row the boat.

NORA
Hm.
BO
Ha.
CUT TO:

BO
Ha.
EXT. QUAY - DAY

Rope [[wet

FADE OUT.
"""
CLEAN = """Nora sighs.

INT. KITCHEN - NIGHT

She sits.
*Row the boat.*

NORA
Hm.

BO
Ha.

CUT TO:

BO
Ha.

EXT. QUAY - DAY

Rope [[wet]]

> FADE OUT.
"""
QUOTES = {'\u2018': "'", '\u2019': "'", '\u201c': '"', '\u201d': '"'}


def put(path, text):
    with open(path, 'wb') as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def get(path):
    with open(path, 'rb') as file:
        return file.read()


def call(platen, *arguments, status=0, **more):
    done = platen(*arguments, **more)
    assert done.returncode == status, (arguments, done)
    return done


def mends_a_script(platen):
    put('a.fountain', MESSY)
    os.chmod('a.fountain', 0o640)
    done = call(platen, 'check', '--fix', 'a.fountain')
    assert get('a.fountain').decode() == CLEAN and re.fullmatch(
        rb'mended a\.fountain in \d+ places; 0 messages are left\n', done.stderr), done
    assert stat.S_IMODE(os.stat('a.fountain').st_mode) == 0o640 and os.listdir() == ['a.fountain']
    before = os.stat('a.fountain')
    assert call(platen, 'check', '--fix', 'a.fountain').stderr == b''
    assert os.stat('a.fountain').st_mtime_ns == before.st_mtime_ns and os.stat('a.fountain').st_ino == before.st_ino


def keeps_line_ends_and_the_byte_order_mark(platen):
    put('a.fountain', b'\xef\xbb\xbf' + MESSY.replace('\n', '\r\n').encode())
    call(platen, 'check', '-q', '--fix', 'a.fountain')
    assert get('a.fountain') == b'\xef\xbb\xbf' + CLEAN.replace('\n', '\r\n').encode()


def shows_a_diff_and_writes_nothing(platen):
    put('a.fountain', MESSY)
    for arguments in (['--diff'], ['--fix', '--diff']):
        done = call(platen, 'check', '-q', *arguments, 'a.fountain', status=1)
        assert done.stdout.startswith(b'--- a.fountain\n+++ a.fountain\n') and b'\n+> FADE OUT.\n' in done.stdout, done
        assert get('a.fountain').decode() == MESSY
    assert call(platen, 'check', '-q', '--diff', '-', input=MESSY.encode(), status=1).stdout
    put('a.fountain', CLEAN)
    assert call(platen, 'check', '--diff', 'a.fountain').stdout == b''


def mends_what_is_chosen(platen):
    put('a.fountain', MESSY)
    call(platen, 'check', '-q', '--fix=pl-222', 'a.fountain')
    assert get('a.fountain').decode() == MESSY.replace('FADE', '> FADE')
    call(platen, 'check', '-q', '--fix=PL-332,PL-222', '--fix=PL-214', 'a.fountain')
    assert get('a.fountain').decode() == MESSY.replace('FADE', '> FADE').replace('. \n', '.\n').replace('wet', 'wet]]')


def leaves_what_is_switched_off(platen):
    text = '[[platen: off PL-222]]\n\n' + MESSY
    put('a.fountain', text)
    call(platen, 'check', '-q', '--fix', '-W', 'no-PL-332', 'a.fountain')
    mended = get('a.fountain').decode()
    assert '\nFADE OUT.\n' in mended and 'sits. \n' in mended and '*Row the boat.*' in mended, mended


def reports_what_is_left(platen):
    put('a.fountain', 'Rope *wet.\n\nBO\nHm.\nCUT TO:\n')
    done = call(platen, 'check', '--fix', '--diagnostics', 'json', 'a.fountain')
    (left,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert left['id'] == 'PL-231' and left['fix'] == [], left
    assert b'left' not in call(platen, 'check', '-q', '--fix', 'a.fountain').stderr
    done = call(platen, 'check', '--fix', '--fail-on', 'note', 'a.fountain', status=1)
    assert done.stdout == b'' and done.stderr.endswith(b'\nnothing to mend in a.fountain; 1 message is left\n'), done
    put('b.fountain', 'Rope *wet.\n\nBO\nHm.\nCUT TO:\n')
    done = call(platen, 'check', '--fix', 'b.fountain')
    assert done.stderr.endswith(b'\nmended b.fountain in 1 place; 1 message is left\n'), done


def goes_by_the_majority(platen):
    line = 'He says "yes" and "no." She says \u201cwhat\u201d and leaves.  It\'s late. '
    put('a.fountain', 'INT. QUAY - DAY\n\n' + line.strip() + '\n\n' + 'She "waits." It\'s late. He "goes."\n\n' * 6)
    call(platen, 'check', '-q', '--fix', 'a.fountain')
    text = get('a.fountain').decode()
    assert '\u201c' not in text and 'says "what" and leaves. It' in text, text


def pairs_quotes(platen):
    for before, after in (('\u201cGo," she says.', '\u201cGo,\u201d she says.'), ('"Go.\u201d', '\u201cGo.\u201d'),
                          ('\u201eGeh"', '\u201eGeh\u201c'), ('\u201cA" and \u201cB".', '\u201cA\u201d and \u201cB\u201d.'),
                          ('A 6" rope, \u201cmore".', 'A 6" rope, \u201cmore\u201d.'), ('"Geh\u201c, or?', '"Geh\u201c, or?'),
                          ('\u201cHe said "go".\u201d', '\u201cHe said "go".\u201d'), ('\u201cGo\nnow."', '\u201cGo\nnow."')):
        put('a.fountain', before + '\n')
        call(platen, 'check', '-q', '--fix', 'a.fountain')
        assert get('a.fountain').decode() == after + '\n', get('a.fountain')


def refuses_what_cannot_be_mended(platen):
    call(platen, 'check', '--fix', '-', status=2, input=b'')
    call(platen, 'check', '--fix=PL-1', 'a.fountain', status=2)
    put('latin.fountain', 'Caf\xe9.\nINT. QUAY - DAY\n\nRope.\n'.encode('latin-1'))
    before = get('latin.fountain')
    assert b'not mended, as it is not UTF-8' in call(platen, 'check', '--fix', 'latin.fountain', status=3).stderr
    assert get('latin.fountain') == before
    # no Fountain, so nothing to mend; it is checked as ever
    call(platen, 'convert', '-q', '-f', 'fdx', '-o', 'a.fdx', '-', input=CLEAN.encode())
    before = get('a.fdx')
    done = call(platen, 'check', '--fix', 'a.fdx')
    assert get('a.fdx') == before and b'a.fdx is not mended, as --fix changes Fountain only\n' in done.stderr, done
    put('ro.fountain', MESSY)
    os.chmod('ro.fountain', 0o444)
    if os.geteuid() != 0:
        call(platen, 'check', '--fix', 'ro.fountain', status=4)
        assert get('ro.fountain').decode() == MESSY


def letters(text):
    """What no fix may touch."""
    return re.sub(r'[^\w]|_', '', text.decode(errors='replace'))


def printed(platen, path):
    """The words on the pages, and none of the marks that a fix may put in or change."""
    text = call(platen, 'convert', '-q', '-f', 'text', '-o', '-', '--no-config', path).stdout.decode()
    for curly, straight in QUOTES.items():
        text = text.replace(curly, straight)
    return re.findall(r'[^\W_]+', text.upper())


def holds_for(platen, source):
    name = os.path.basename(source)
    before = get(source)
    put(name, before)
    call(platen, 'check', '-q', '--fix', name)
    after = get(name)
    assert letters(before) == letters(after)
    done = platen('check', '--diagnostics', 'json', name, '-W', 'PL-332')
    left = [json.loads(line) for line in done.stdout.splitlines()]
    assert not [finding for finding in left if finding['fix']], left
    assert platen('check', '-q', '--fix', name).returncode == 0 and get(name) == after
    if b'[[' not in before and before != after:
        continued = ('MORE', 'CONT', 'D', 'CONTINUED')
        # (CONT'D) and page numbers may change with the pages
        one, two = ([word for word in printed(platen, path) if word not in continued and not word.isdigit()]
                    for path in (source, name))
        assert sorted(one) == sorted(two), (sorted(set(one) ^ set(two)))


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for function in (mends_a_script, keeps_line_ends_and_the_byte_order_mark, shows_a_diff_and_writes_nothing,
                         mends_what_is_chosen, leaves_what_is_switched_off, reports_what_is_left, goes_by_the_majority,
                         pairs_quotes, refuses_what_cannot_be_mended):
            os.mkdir(os.path.join(folder, function.__name__))
            os.chdir(os.path.join(folder, function.__name__))
            tests.run(function.__name__.replace('_', ' '), function, platen)
        os.mkdir(os.path.join(folder, 'all'))
        os.chdir(os.path.join(folder, 'all'))
        sources = glob.glob(os.path.join(TESTS, 'cases', 'messages', '*.fountain'))
        sources += glob.glob(os.path.join(TESTS, 'cases', 'check', '*.fountain'))
        sources += glob.glob(os.path.join(TESTS, 'screenplays', '*.fountain'))
        for source in sorted(sources):
            if platen('check', '-q', '--diff', source).returncode in (0, 1) and is_utf8(get(source)):
                tests.run(os.path.relpath(source, TESTS), holds_for, platen, source)
    tests.end()


def is_utf8(data):
    try:
        return b'\0' not in data.decode().encode()
    except UnicodeDecodeError:
        return False


main()
