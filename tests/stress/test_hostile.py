#!/usr/bin/env python3
"""test_hostile.py BUILD_DIR - hostile bytes, files and surroundings: an answer, never a crash, and the same pages.

docs/promises.md says which test holds which item of the reliability list.
"""
import json
import os
import random
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Skip, describe, environment, start

PLATEN, OUTCOMES = start(__doc__)
SCRIPT = 'Title: Salt\n\nINT. PIER - DAY\n\nThe tide is out.\n\nMARA (V.O.)\n(low)\nStill.\n\n'
MIB = 1 << 20
TESTS = []
INPUT = 3


def test(function):
    TESTS.append(function)
    return function


def put(content, name='a.fountain'):
    with open(name, 'wb') as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return name


def answers(done, *statuses):
    assert done.returncode in (statuses or (0, INPUT)), describe(done)
    return done


def written(form, path='a.fountain', *options, **more):
    return answers(PLATEN('convert', '-q', '-f', form, '-o', '-', *options, path, **more), 0).stdout.decode()


def messages(path='a.fountain'):
    """LINE:COLUMN and ID of each message."""
    said = PLATEN('check', path).stdout.decode() + PLATEN('check', path).stderr.decode()
    return sorted(set(re.findall(r'fountain:(\d+:\d+): .*\[(PL-\d+)\]', said)))


def texts(**more):
    return [element['text'] for element in json.loads(written('json', **more))['elements'] if 'text' in element]


def text_formats():
    return [form['name'] for form in PLATEN.formats() if not form['drawn']]


# ---------------------------------------------------------------------- bytes

@test
def every_single_byte():
    """As a file of its own, and inside each element."""
    names = [put(bytes([byte]), f'{byte}.fountain') for byte in range(256)]
    lines = answers(PLATEN('count', '-q', *names)).stdout.decode().splitlines()
    assert len(lines) == 256 + 1, 'a file has no answer'
    for form in text_formats():
        if form != 'text':
            os.mkdir(form)
    for byte in range(256):
        put(SCRIPT.encode().replace(b't', bytes([byte])), f'in-{byte}.fountain')
    names += [f'in-{byte}.fountain' for byte in range(256)]
    for form in text_formats():
        done = answers(PLATEN('convert', '-q', '-f', form, '-o', '/dev/null', names[9]))
    done = answers(PLATEN('check', '-q', *names), 0, 1, INPUT)
    assert b'internal' not in done.stderr, describe(done)


@test
def bytes_that_are_no_utf_8():
    """Lone, overlong, surrogate, too large, cut short: Windows-1252 then, with the place of the first one."""
    for sequence in (b'\x80', b'\xbf', b'\xc0\xaf', b'\xe0\x80\xaf', b'\xed\xa0\x80', b'\xed\xbf\xbf', b'\xf4\x90\x80\x80',
                     b'\xf5\x80\x80\x80', b'\xf8\x88\x80\x80\x80', b'\xff', b'\xfe', b'\xe2\x82', b'\xf0\x9f\x98', b'\xc3'):
        put(b'One.\n\nTwo ' + sequence)
        assert ('3:5', 'PL-101') in messages(), (sequence, messages())
        want = ''.join(bytes([byte]).decode('cp1252', errors='replace') if byte not in (0x81, 0x8d, 0x8f, 0x90, 0x9d)
                       else chr(byte) for byte in sequence)
        assert texts() == ['One.', 'Two ' + want], (sequence, texts(), want)
        assert PLATEN('count', '-W', 'error=PL-101', 'a.fountain').returncode == 1, 'no error when asked for one'


@test
def valid_utf_8_at_the_edges():
    for text in ('\x7f', '\x80', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\ufffd', '\uffff', '\U00010000', '\U0010ffff'):
        put(f'Two {text}x')
        assert not any(rule == 'PL-101' for _, rule in messages()), repr(text)
        assert texts() == [f'Two {text}x'], (text, texts())


@test
def nul_anywhere():
    put('Title: A\0B\n\nINT. C\0D\n\nE\0F\n\nMARA\0\nG\0H\n')
    found = json.loads(written('json'))
    assert 'A\ufffdB' in json.dumps(found, ensure_ascii=False), found
    assert [text for text in texts() if '\ufffd' in text and text != 'A\ufffdB'] \
        == ['INT. C\ufffdD', 'E\ufffdF', 'MARA\ufffd', 'G\ufffdH'], texts()
    assert ('1:9', 'PL-103') in messages(), messages()
    assert '\0' not in written('fountain') + written('text') + written('html') + written('fdx')


@test
def encodings_by_their_mark():
    want = texts(**{'path': put(SCRIPT)})
    for mark, name in ((b'\xef\xbb\xbf', 'utf-8'), (b'\xff\xfe', 'utf-16-le'), (b'\xfe\xff', 'utf-16-be')):
        put(mark + SCRIPT.encode(name))
        assert texts() == want, name
    for name in ('utf-16-le', 'utf-16-be', 'utf-32-le', 'utf-32-be'):
        put(SCRIPT.encode(name))
        done = PLATEN('count', 'a.fountain')
        assert done.returncode == INPUT and name[:6].upper() in done.stderr.decode().upper(), describe(done)
    put(b'\xff\xfeA\0\0\xd8B\0')    # half a pair
    assert texts() == ['A\ufffdB'], texts()


@test
def line_ends_of_all_systems():
    put(SCRIPT)
    plain = written('tree'), written('pages'), messages()
    for end in ('\r\n', '\r'):
        put(SCRIPT.replace('\n', end))
        strip = [re.sub(r'\[\d+,\d+\)|@\d+|\b\d+-\d+\b', '', text) for text in (plain[0], written('tree'))]
        assert strip[0] == strip[1] and written('pages') == plain[1] and messages() == plain[2], repr(end)
    put('A.\r\n\r\n\nB.\r\r\nMARA\r\nC [[\n')
    assert texts() == ['A.', 'B.', 'MARA', 'C [['] and ('7:3', 'PL-214') in messages(), (texts(), messages())
    for odd, line in (('\x0b', 3), ('\x0c', 3), ('\x85', 4), ('\u2028', 4), ('\u2029', 4)):   # the last three end a line
        put(f'One{odd}two.\n\nThree [[\n')
        assert (f'{line}:7', 'PL-214') in messages(), (odd, messages())


# --------------------------------------------------------------------- inputs

@test
def sizes_at_the_edges_of_integers():
    for size in (1 << 31) - 1, 1 << 31, (1 << 31) + 1, (1 << 32) - 1, 1 << 32, (1 << 32) + 1, 1 << 40:
        put(b'')
        os.truncate('a.fountain', size)
        begin = time.monotonic()
        done = answers(PLATEN('count', '--max-input', '256', 'a.fountain'), INPUT)
        assert b'larger than 256 MiB' in done.stderr and time.monotonic() - begin < 0.5, describe(done)


@test
def inputs_that_are_no_files():
    os.mkdir('folder')
    with socket.socket(socket.AF_UNIX) as server:
        server.bind('socket')
        for name, says in (('folder', 'directory'), ('socket', 'cannot read'), ('/dev/urandom', 'larger than 1 MiB'),
                           ('/dev/zero', 'larger than 1 MiB'), ('none', 'cannot read'), ('', 'cannot read')):
            done = PLATEN('count', '--max-input', '1', '--', name)
            assert done.returncode == INPUT and says in done.stderr.decode(), (name, describe(done))
    assert PLATEN('count', '/dev/null').stdout == b'0\n'
    answers(PLATEN('count', '/proc/self/mem'), INPUT)
    answers(PLATEN('count', '/proc/self/maps'), 0)


@test
def random_bytes():
    """With and without a beginning that says what they are."""
    chance = random.Random(15)
    for number in range(60):
        head = (b'', b'%PDF-', b'PK\3\4', b'<?xml version="1.0"?><FinalDraft>', b'\xff\xfe', b'Title: ')[number % 6]
        name = put(head + chance.randbytes(chance.randrange(3000)), f'{number}.fountain')
        for form in ('json', 'fountain', 'html'):
            answers(PLATEN('convert', '-q', '-f', form, '-o', '/dev/null', name))


# -------------------------------------------------------------------- outputs

@test
def places_that_cannot_be_written():
    put(SCRIPT)
    os.symlink('loop', 'loop')
    os.symlink('a', 'b')
    os.symlink('b', 'a')
    before = sorted(os.listdir('.'))
    for name, says in (('loop', 'symbolic links'), ('a', 'symbolic links'), ('x' * 256, 'too long'), ('y/' * 3000 + 'y', 'too long'),
                       ('none/a.txt', 'No such file'), ('a.fountain/a.txt', 'Not a directory'), ('/proc/none.txt', 'cannot write')):
        done = PLATEN('convert', '-f', 'text', '-o', name, 'a.fountain')
        assert done.returncode == 4 and says in done.stderr.decode(), (name, describe(done))
    assert sorted(os.listdir('.')) == before, os.listdir('.')


@test
def a_full_device_in_every_format():
    put(SCRIPT)
    for form in PLATEN.formats():
        page = ['--pages', '1'] if form['one_page_a_file'] else []
        for stdout in (False, True):
            with open('/dev/full', 'wb') as full:
                done = subprocess.run(
                    [PLATEN.program, 'convert', '-f', form['name'], '-o', '-' if stdout else '/dev/full', *page, 'a.fountain'],
                    stdout=full, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment(), timeout=60)
            assert done.returncode == 4 and b'No space left' in done.stderr, (form['name'], describe(done))


# --------------------------------------------------------------- surroundings

@test
def a_stack_of_64_kib():
    """Nothing recurses on the depth of its input."""
    if PLATEN.is_sanitized():
        raise Skip('sanitizers use more')
    small = {'preexec_fn': lambda: resource.setrlimit(resource.RLIMIT_STACK, (65536, 65536))}
    depth = 30_000
    for text in ('*_**a' * depth, '[[ ' * depth + ']] ' * depth, '/*' * depth, '#' * depth + ' a', '(' * depth, 'MARA\n' + '(a\n' * depth,
                 '>' * depth + '<' * depth, '\u202b' * depth, 'e' + '\u0301' * depth, '{' * depth, 'ANN\nYes.\n\nBO ^\nNo.\n\n' * 2000):
        put(text)
        answers(PLATEN('check', '-q', 'a.fountain', **small), 0, 1)
        for form in text_formats():
            answers(PLATEN('convert', '-q', '-f', form, '-o', '/dev/null', 'a.fountain', **small), 0)
    put('<FinalDraft><Content>' + '<Paragraph>' * 63 + '</Paragraph>' * 63 + '</Content></FinalDraft>', 'a.fdx')
    answers(PLATEN('count', '-q', 'a.fdx', **small))
    put('{"a":' + '[' * depth, 'baseline.json')
    put('A.')
    answers(PLATEN('check', '--baseline', 'baseline.json', 'a.fountain', **small), INPUT, 2, 1)


@test
def fonts_and_homes_change_no_page():
    put(SCRIPT * 40 + '\u6f22\u5b57 \u0939\u093f\u0928\u094d\u0926\u0940\n')
    os.makedirs('empty/fonts')
    put('<?xml version="1.0"?><fontconfig><dir>empty/fonts</dir><cachedir>empty/cache</cachedir></fontconfig>', 'empty/fonts.conf')
    put('not XML', 'broken.conf')
    here = os.getcwd()
    def counts(env):
        done = answers(PLATEN('convert', '-q', '-o', 'a.pdf', 'a.fountain', env=env), 0)
        with open('a.pdf', 'rb') as file:
            pages = len(re.findall(rb'/Type /Page\b', file.read()))
        check = PLATEN('check', '--max-pages', '1', 'a.fountain', env=env)
        return PLATEN('count', 'a.fountain', env=env).stdout, check.returncode, check.stdout, pages
    usual = counts({})
    for env in ({'HOME': ''}, {'HOME': '/proc/none'}, {'XDG_CACHE_HOME': '/proc/none', 'XDG_CONFIG_HOME': '/proc/none'},
                {'FONTCONFIG_FILE': '/dev/null'}, {'FONTCONFIG_FILE': f'{here}/none.conf'}, {'FONTCONFIG_FILE': f'{here}/broken.conf'},
                {'FONTCONFIG_FILE': f'{here}/empty/fonts.conf', 'FONTCONFIG_PATH': f'{here}/empty'}):
        assert counts(env) == usual, (env, counts(env), usual)


@test
def dates_at_the_edges():
    put('Header: {date}\n\nA.\n\n')
    for epoch, date in (('1', '1970-01-01'), ('2147483647', '2038-01-19'), ('2147483648', '2038-01-19'), ('4294967295', '2106-02-07'),
                        ('4294967296', '2106-02-07'), ('253402300799', '9999-12-31')):
        for zone in ('UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'):
            env = {'SOURCE_DATE_EPOCH': epoch, 'TZ': zone}
            assert date in written('text', env=env), (epoch, zone)
            answers(PLATEN('convert', '-q', '-o', 'a.pdf', 'a.fountain', env=env), 0)
    for epoch in ('-1', '253402300800', '9223372036854775808', '1e3', 'x'):
        done = PLATEN('count', 'a.fountain', env={'SOURCE_DATE_EPOCH': epoch})
        assert done.returncode == 2 and b'SOURCE_DATE_EPOCH' in done.stderr, (epoch, describe(done))


@test
def one_line_a_page():
    """The page breaker does not go back and forth, however short the page."""
    for lines in ('1', '2'):
        times = []
        for count in (10_000, 20_000):
            put('INT. A\n\nB.\n\nANN\nYes. No. Yes.\n\n' * (count // 4))
            best = float('inf')
            for _ in range(3):
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                answers(PLATEN('count', '--lines-per-page', lines, 'a.fountain'), 0)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                best = min(best, after.ru_utime - before.ru_utime)
            times.append(best)
        assert times[1] < 2.6 * times[0] + 0.2, (lines, times)


@test
def of_a_message_a_thousand_are_listed():
    """All are counted, and decide the status; a note still switches them off, and all are mended."""
    def checked(*options):
        done = answers(PLATEN('check', *options, 'a.fountain'), 0, 1)
        return done.returncode, done.stderr.decode().splitlines()

    # headings without an empty line above or below them
    glued = 'INT. A - DAY\nB.\n' * 1_501
    put(glued)
    status, lines = checked('-W', 'no-PL-330')
    glue = [line for line in lines if line.endswith('[PL-201]')]
    assert status == 0 and len(glue) == 1_001, (status, len(glue))
    assert glue[-1] == 'a.fountain:2001:1: warning: 501 more like this are not listed [PL-201]', glue[-1]
    assert checked('-W', 'error=PL-201')[0] == 1
    assert checked('-q') == (0, []), 'quiet'
    assert checked('-W', 'no-PL-201,no-PL-330') == (0, []), 'switched off'
    put('[[platen: off PL-201 PL-330]]\n\n' + glued)
    assert checked('-W', 'error=PL-201') == (0, []), 'switched off by a note'
    put('[[platen: off PL-201]]\n\n' + glued + '\n[[platen: on PL-201]]\n\nINT. A - DAY\nB.\nINT. B - DAY\n')
    status, lines = checked('-W', 'error=PL-201')
    assert status == 1 and sum('[PL-201]' in line for line in lines) == 1, 'behind those that a note switches off'
    put(glued)
    checked('--fix=PL-201')
    with open('a.fountain', encoding='utf-8') as file:
        assert file.read().count('\n\nINT.') == 1_500, 'all are mended'


def main():
    before = os.getcwd()
    for function in TESTS:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            OUTCOMES.run('hostile: ' + function.__name__.replace('_', ' '), function)
            os.chdir(before)
    OUTCOMES.end()


main()
