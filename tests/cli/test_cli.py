#!/usr/bin/env python3
"""test_cli.py BUILD_DIR - the contract of the command line, kept by the real program.

Every row of the table of exit statuses is provoked; files are looked at before and after. Each test
runs in a folder of its own.
"""
import fcntl
import json
import errno
import os
import pty
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import SCREENPLAYS, Skip, environment, start

PLATEN, OUTCOMES = start(__doc__)
PROGRAM = PLATEN.program
MANUAL = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'docs', 'platen.1')
PAGES = os.path.join(os.path.dirname(MANUAL), 'pages.md')
MEBIBYTE = 1024 * 1024
SCRIPT = b'INT. KITCHEN - DAY\n\nThe kettle sings.\n\nNORA\nNot yet.\n'
COMMANDS = PLATEN.commands()
TESTS = []

# Under nohup, and in the background of a shell, the programs started here would ignore some of them.
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)


def test(function):
    TESTS.append(function)
    return function


def run(*arguments, env=None, **more):
    """Run platen here; a hanging program is a failure."""
    surroundings = {key: value for key, value in environment().items()
                    if key not in ('NO_COLOR', 'SOURCE_DATE_EPOCH')}
    if 'input' not in more:
        more.setdefault('stdin', subprocess.DEVNULL)
    if 'stdout' not in more and 'stderr' not in more:
        more['capture_output'] = True
    return subprocess.run([PROGRAM, *arguments], env={**surroundings, **(env or {})}, timeout=60, **more)


def expect(status, *arguments, says=None, **more):
    """Run platen; it ends with `status`, and its messages match `says` (no `says`, no messages)."""
    done = run(*arguments, **more)
    errors = (done.stderr or b'').decode(errors='replace')
    told = f'{arguments}: exit {done.returncode}, not {status}; stderr: {errors!r}'
    assert done.returncode == status, told
    if says is None:
        assert errors == '', told
    else:
        assert re.search(says, errors), f'{arguments}: no {says!r} in {errors!r}'
    return done


def put(path, content=SCRIPT):
    with open(path, 'wb') as file:
        file.write(content)
    return path


def get(path):
    with open(path, 'rb') as file:
        return file.read()


def limit(kind, value):
    return lambda: resource.setrlimit(kind, (value, value))


def acts(pages):
    """A screenplay of about so many pages."""
    return SCRIPT + b''.join(b'A line of action which stands alone, number %d.\n\n' % i
                             for i in range(pages * 27))


def text_of(*arguments, **more):
    return expect(0, 'convert', '-f', 'text', '-o', '-', *arguments, **more).stdout


def as_nobody():
    """For a child: give up root, whom no rights keep out."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def open_to_nobody():
    """A folder which an unprivileged child may use, and the program in it."""
    os.chmod('.', 0o777)
    shutil.copy(PROGRAM, 'platen')
    here = os.path.join(os.getcwd(), 'platen')
    try:
        subprocess.run([here, '--version'], preexec_fn=as_nobody, check=True, capture_output=True)
    except (OSError, subprocess.SubprocessError):
        raise Skip('the program cannot be run without rights here')
    return here


def expect_as_nobody(status, program, *arguments, says):
    done = subprocess.run([program, *arguments], preexec_fn=as_nobody, capture_output=True, timeout=60)
    assert done.returncode == status, (arguments, done)
    assert re.search(says, done.stderr.decode()), (arguments, done)


# -------------------------------------------------------------------- status 0

@test
def flags_can_be_switched_off_and_set():
    put('a.fountain', b'= A kettle.\n\n' + SCRIPT)
    put('.platen.ini', b'synopses = yes\n')
    for arguments, is_printed in ((['--no-synopses'], False), (['--synopses=no'], False), (['--no-synop'], False),
                                  (['--synopses', '--no-synopses'], False), (['--no-synopses', '--synopses=YES'], True),
                                  ([], True)):
        assert (b'A kettle.' in text_of(*arguments, 'a.fountain')) == is_printed, arguments
    put('b.fountain', b'Title: TEA\n\n' + SCRIPT)
    assert b'TEA' in text_of('b.fountain') and b'TEA' not in text_of('--no-title-page', 'b.fountain')


@test
def convert_writes_what_was_asked_for():
    put('a.fountain')
    for arguments in (['convert', 'a.fountain', '-o', 'a.txt'], ['a.fountain', '-o', 'a.txt'],
                      ['-o', 'a.txt', 'a.fountain'], ['convert', '-f', 'text', '-o', 'a.txt', 'a.fountain'],
                      ['convert', '-ftext', '-oa.txt', './a.fountain'], ['-qo', 'a.txt', '--', 'a.fountain'],
                      ['convert', '--format=text', '--output=a.txt', 'a.fountain'],
                      ['convert', '--form', 'text', '--out', 'a.txt', 'a.fountain']):
        expect(0, *arguments)
        assert b'The kettle sings.' in get('a.txt'), arguments
        assert get('a.txt') == text_of('a.fountain'), arguments
        os.unlink('a.txt')


@test
def convert_names_the_output_after_the_input():
    for name, made in (('a.fountain', 'a.json'), ('b.SPMD', 'b.json'), ('c.txt', 'c.json'),
                       ('draft.v2', 'draft.v2.json'), ('.fountain', '.fountain.json')):
        os.mkdir('d')
        put('d/' + name)
        expect(0, 'convert', '-f', 'json', 'd/' + name, says=rf'^wrote d/{re.escape(made)}\n$')
        assert sorted(os.listdir('d')) == sorted([name, made]), os.listdir('d')
        json.loads(get('d/' + made))
        shutil.rmtree('d')


@test
def convert_writes_pdf_unless_told_otherwise():
    put('a.fountain')
    expect(0, 'convert', 'a.fountain', says=r'^wrote a\.pdf, 1 page\n$')
    assert get('a.pdf').startswith(b'%PDF-')
    os.unlink('a.pdf')
    expect(0, 'convert', '-q', 'a.fountain')
    assert get('a.pdf').startswith(b'%PDF-')


@test
def verbose_says_what_was_written():
    put('a.fountain')
    expect(0, 'convert', '-v', '-o', 'a.txt', 'a.fountain', says=r'^wrote a\.txt, 1 page, .+\n$')
    expect(0, 'convert', '-v', '-f', 'text', '-o', '-', 'a.fountain', says=r'^wrote <stdout>, 1 page, .+\n$')
    for command in (['count'], ['check'], ['pages'], ['report', 'scenes'], ['count', '-j', '2', 'a.fountain']):
        quiet = expect(0, *command, 'a.fountain').stdout
        told = expect(0, *command, '-v', 'a.fountain', says=r'^(read a\.fountain, 1 page\n)+$')
        assert told.stdout == quiet, told
        assert told.stderr.count(b'\n') == command.count('a.fountain') + 1, told
        expect(0, *command, '--date', '2026-01-31', 'a.fountain')
        expect(2, *command, '--date', 'noon', 'a.fountain', says='--date takes a day')
        expect(2, *command, 'a.fountain', env={'SOURCE_DATE_EPOCH': 'noon'}, says='SOURCE_DATE_EPOCH')
    put('b.fountain', b'Footer: {date} {date} {date} {date} {date} {date} {date} {date}\n\nRain.\n')
    expect(0, 'check', 'b.fountain', says='date. in the footer is empty')
    expect(0, 'check', '--date', '2026-01-31', 'b.fountain', says='footer')


@test
def formats_without_extension_go_to_stdout():
    put('a.fountain')
    assert b'kettle' in expect(0, 'convert', '-f', 'tree', 'a.fountain').stdout
    assert os.listdir('.') == ['a.fountain']


@test
def stdin_and_stdout():
    put('a.fountain')
    expected = text_of('a.fountain')
    for arguments in (['-f', 'text', '-o', '-', '-'], ['-f', 'text', '-'], ['-', '--format', 'text'],
                      ['convert', '-f', 'text', '-o', '/dev/stdout', '-'],
                      ['convert', '-f', 'text', '-o', '/dev/fd/1', '-']):
        assert expect(0, *arguments, input=SCRIPT).stdout == expected, arguments
    expect(0, 'convert', '-o', 'b.txt', '-', input=SCRIPT)
    assert get('b.txt') == expected
    assert expect(0, 'count', '-', input=SCRIPT).stdout == b'1\n'


@test
def stdin_may_be_a_file_at_an_offset_or_empty():
    put('a.fountain', b'NOT THIS\n' + SCRIPT)
    with open('a.fountain', 'rb') as file:
        os.lseek(file.fileno(), 9, os.SEEK_SET)
        done = expect(0, 'convert', '-f', 'text', '-', stdin=file)
    assert b'NOT THIS' not in done.stdout and b'kettle' in done.stdout
    expect(0, 'count', '-', input=b'')


@test
def count_prints_the_number_alone():
    put('a.fountain', acts(10))
    number = expect(0, 'count', 'a.fountain').stdout
    assert re.fullmatch(rb'\d+\n', number) and 9 <= int(number) <= 11, number


@test
def count_of_several_has_lines_and_a_total():
    put('a.fountain', acts(3))
    put('b.fountain', acts(5))
    a, b = (int(expect(0, 'count', name).stdout) for name in ('a.fountain', 'b.fountain'))
    assert a < b
    done = expect(0, 'count', 'a.fountain', 'b.fountain')
    assert done.stdout.decode() == f'{a}\ta.fountain\n{b}\tb.fountain\n{a + b}\ttotal\n', done.stdout
    record = json.loads(expect(0, 'count', '--format', 'json', 'a.fountain', 'b.fountain').stdout)
    eighths = [file.pop('eighths') for file in record['files']]
    assert record == {'schema': 1, 'files': [{'file': 'a.fountain', 'pages': a},
                                             {'file': 'b.fountain', 'pages': b}], 'total': a + b}, record
    assert all(isinstance(value, int) for value in eighths), eighths
    lines = expect(0, 'count', '--eighths', 'a.fountain', 'b.fountain').stdout.decode().splitlines()
    assert lines == [f'{mixed(eighths[0])}\ta.fountain', f'{mixed(eighths[1])}\tb.fountain',
                     f'{mixed(sum(eighths))}\ttotal'], lines


def mixed(eighths):
    whole, rest = divmod(eighths, 8)
    return f'{whole} {rest}/8' if whole and rest else f'{rest}/8' if rest else str(whole)


@test
def eighths_are_mixed_numbers():
    seen = set()
    for lines in range(1, 80, 7):
        put('a.fountain', b'INT. A - DAY\n' + b'\nLine.\n' * lines)
        eighths = json.loads(expect(0, 'count', '-f', 'json', 'a.fountain').stdout)['files'][0]['eighths']
        printed = expect(0, 'count', '--eighths', 'a.fountain').stdout.decode()
        assert printed == mixed(eighths) + '\n', (printed, eighths)
        seen.add(re.sub(r'\d', 'n', printed))
    assert {'n/n\n', 'n n/n\n'} <= seen, seen


@test
def layout_is_for_json():
    put('a.fountain')
    plain = json.loads(expect(0, 'convert', '-f', 'json', '-o', '-', 'a.fountain').stdout)
    for arguments in (['-f', 'json', '-o', '-'], ['-fjson', '--layou', '-o', '-']):
        record = json.loads(expect(0, 'convert', '--layout', *arguments, 'a.fountain').stdout)
        assert 'pages' not in plain and len(record['pages']) == 1, record
    expect(0, 'convert', '--layout', '-o', 'a.json', 'a.fountain')
    assert 'pages' in json.loads(get('a.json'))
    for arguments in (['-f', 'text', '-o', '-'], ['-f', 'html'], ['-o', 'b.pdf'], []):
        expect(2, 'convert', '--layout', *arguments, 'a.fountain', says='--layout is for json')
        assert run('convert', '--no-layout', *arguments, 'a.fountain').returncode == 0
    for flag in ('tagged', 'attach-source'):
        expect(2, 'convert', f'--{flag}', '-f', 'text', '-o', '-', 'a.fountain', says=f'--{flag} is for pdf')
        expect(0, 'convert', f'--no-{flag}', '-f', 'text', '-o', '-', 'a.fountain')
    expect(2, 'count', '--layout', 'a.fountain', says='--layout is an option of convert, not of count')
    assert sorted(os.listdir('.')) == ['a.fountain', 'a.html', 'a.json', 'a.pdf', 'b.pdf']


@test
def options_of_headings_act_on_final_draft_files():
    put('a.fountain', b'INT. A - DAY\n\nRain.\n\nINT. B - DAY\n\nSun.\n')
    expect(0, 'convert', 'a.fountain', '-o', 'a.fdx')
    for option in (['--bold-headings'], ['--heading-space', '1']):
        def pages(name):
            text = expect(0, 'convert', '-f', 'pages', '-o', '-', *option, name).stdout
            return [line for line in text.splitlines() if line.startswith(b'  ')]
        assert pages('a.fdx') == pages('a.fountain')
        expect(0, 'convert', *option, 'a.fdx', '-o', 'b.fdx', says='keep the format of the Final Draft file.*PL-611')
        expect(0, 'convert', *option, 'a.fountain', '-o', 'b.fdx', '--fdx-template', 'a.fdx', says='PL-611')
        expect(0, 'convert', *option, '--profile', 'standard', 'a.fdx', '-o', 'b.fdx')
        assert pages('b.fdx') == pages('a.fountain')


@test
def layout_options_reach_the_pages():
    put('a.fountain', b'Title: T\n\n' + b'INT. A - DAY #7#\n\nFirst.\n\n' + b'NORA\n' + b'Word and word. ' * 700)
    plain = text_of('a.fountain').decode()
    assert '(MORE)' in plain and "(CONT'D)" in plain
    told = text_of('--more', '(MEHR)', '--contd', '(WEITER)', 'a.fountain').decode()
    assert '(MEHR)' in told and '(WEITER)' in told and '(MORE)' not in told
    assert '(MORE)' not in text_of('--continued', 'no', 'a.fountain').decode()
    numbers = {place: text_of('--scene-numbers', place, 'a.fountain').decode()
               for place in ('none', 'left', 'right', 'both')}
    assert len(set(numbers.values())) == 4 and numbers['both'] == plain
    assert text_of('--title-page', 'no', 'a.fountain').decode() != plain
    few = int(expect(0, 'count', '--lines-per-page', '20', 'a.fountain').stdout)
    assert few > int(expect(0, 'count', 'a.fountain').stdout)


@test
def the_title_page_names_the_paper_and_the_command_line_has_the_last_word():
    body = acts(20)
    put('plain.fountain', body)
    letter, a4 = (expect(0, 'count', '--paper', paper, 'plain.fountain').stdout for paper in ('letter', 'a4'))
    assert letter != a4
    assert expect(0, 'count', 'plain.fountain').stdout == letter
    for word, expected in ((b'A4', a4), (b'a4', a4), (b'Letter', letter)):
        put('a.fountain', b'Title: T\nPaper: ' + word + b'\n\n' + body)
        assert expect(0, 'count', 'a.fountain').stdout == expected, word
        assert expect(0, 'count', '--paper', 'letter', 'a.fountain').stdout == letter, word
    put('a.fountain', b'Title: T\nPaper: papyrus\n\n' + body)
    assert expect(0, 'count', 'a.fountain', says=r'^a\.fountain:2:1: warning: paper').stdout == letter
    expect(0, 'count', '-q', 'a.fountain')


@test
def quiet_runs_fail_as_others_do():
    """-q does not look for likely mistakes, unless they make the run fail."""
    put('a.fountain', b'INT. ROOM - DAY\n\nFog.\nINT. YARD - DAY\nRain.\n')
    for arguments in (['count'], ['convert', '-f', 'json', '-o', 'a.json']):
        expect(0, *arguments, 'a.fountain', says='PL-201')
        assert expect(0, *arguments, '-q', 'a.fountain').stderr == b''
        for option in (['-W', 'error=PL-201'], ['--fail-on', 'warning']):
            expect(1, *arguments, '-q', *option, 'a.fountain', says='PL-201')


@test
def a_profile_is_chosen_by_the_title_page_or_the_command_line():
    body = acts(20)
    put('plain.fountain', body)
    pages = {name: text_of('--profile', name, 'plain.fountain')
             for name in ('standard', 'multicam', 'stage', 'compat-55')}
    assert len(set(pages.values())) == 4 and text_of('plain.fountain') == pages['standard']
    for name, expected in pages.items():
        put('a.fountain', b'Profile: ' + name.upper().encode() + b'\nTitle: T\n\n' + body)
        assert text_of('--title-page', 'no', 'a.fountain') == expected, name
        assert text_of('--title-page', 'no', '--profile', 'stage', 'a.fountain') == pages['stage'], name


@test
def scenes_are_numbered_and_go_on():
    put('a.fountain', b'INT. A #9#\n\nFirst.\n\nINT. B\n\n' + b'Word.\n\n' * 60)
    plain = text_of('a.fountain').decode()
    assert re.search(r'^ +9 +INT\. A +9$', plain, re.M) and '1. INT' not in plain and 'CONTINUED' not in plain
    told = text_of('--renumber', '--scene-continued', 'yes', 'a.fountain').decode()
    assert re.search(r'^ +1 +INT\. A +1$', told, re.M) and re.search(r'^ +2 +INT\. B +2$', told, re.M)
    assert told.count('(CONTINUED)') == len(re.findall(r'^ +2 +CONTINUED: +2$', told, re.M)) == 2, told


@test
def scenes_without_a_number_get_one():
    put('a.fountain', b''.join(b'INT. ' + scene + b'\n\nRain.\n\n' for scene in (
        b'A', b'B #3#', b'C', b'D #4#', b'E #12A#', b'F', b'G #2#', b'H', b'I #A1#', b'J #99999999999#', b'K', b'L #15#', b'M')))
    found = re.findall(r'^ *(\S+) +INT\. \w +(\S+)$', text_of('--number-scenes', 'a.fountain').decode(), re.M)
    assert found == [(n, n) for n in '1 3 3A 4 12A 13 2 14 A1 99999999999 14A 15 16'.split()], found
    for given, numbered in (('1 . 2', '1 1A 2'), ('1 . . 2 .', '1 1A 1B 2 3'), ('1 . . 3', '1 2 2A 3'), ('. . 1', 'A1 B1 1'),
                            ('A1 . 1', 'A1 B1 1'), ('. A1 1', 'AA1 A1 1'), ('1 . 1A . 1B 2', '1 A1A 1A A1B 1B 2'),
                            ('12Z . 13', '12Z 12AA 13'), ('12a . 13', '12a 12b 13'), ('4-1 . 4-2', '4-1 4-1A 4-2'),
                            ('5 . 3 . 6', '5 5A 3 5B 6'), ('1 . 1A . 2', '1 A1A 1A 1B 2'), ('I . II .', 'I 1 II 2')):
        put('b.fountain', ''.join('INT. A - DAY' + f' #{n}#' * (n != '.') + '\n\nRain.\n\n' for n in given.split()).encode())
        done = expect(0, 'fmt', '--number-scenes', 'b.fountain')
        assert re.findall('#(.*)#', done.stdout.decode()) == numbered.split(), (given, done)
        put('b.fountain', done.stdout)
        expect(0, 'check', 'b.fountain', says='PL-322' if '5 . 3' in given else None)
    put('.platen.ini', b'renumber = yes\n')
    found = re.findall(r'^ *(\S+) +INT\. [AB]', text_of('--number-scenes', 'a.fountain').decode(), re.M)
    assert found == ['1', '3'], 'the command line says more than the configuration'
    os.remove('.platen.ini')


@test
def the_title_page_names_the_language():
    for language, more in ((b'de', '(FORTS.)'), (b'pt_BR', '(MAIS)'), (b'Russian', '(\u0414\u0410\u041b\u042c\u0428\u0415)'),
                           (b'tlh', '(MORE)')):
        put('a.fountain', b'Language: ' + language + b'\nTitle: T\n\nNORA\n' + b'Word and word. ' * 300)
        assert more in text_of('a.fountain').decode(), language
        assert '(GOES ON)' in text_of('--more', '(GOES ON)', 'a.fountain').decode()


@test
def pages_says_where_pages_begin():
    put('a.fountain', b'Title: T\n\nINT. A\n\n===\n\nTwo.\n\nNORA\n' + b'Word and word. ' * 150)
    lines = expect(0, 'pages', 'a.fountain').stdout.decode().splitlines()
    assert len(lines) == int(expect(0, 'count', 'a.fountain').stdout) >= 3, lines
    assert lines[:2] == ['1\ta.fountain:3:1', '2\ta.fountain:7:1'] and lines[2].startswith('3\ta.fountain:10:'), lines
    assert expect(0, 'pages', 'a.fountain', '3', '1').stdout.decode().splitlines() == [lines[2], lines[0]]
    with open('a.fountain', 'rb') as file:
        done = expect(0, 'pages', '-', '1', stdin=file)
    assert done.stdout == b'1\t<stdin>:3:1\n', done.stdout
    with open('a.fountain', 'rb') as file:
        done = expect(0, 'pages', '--explain', '-', '3', stdin=file)
    assert b'(<stdin>:9)' in done.stdout, done.stdout
    assert expect(0, 'pages', '--profile', 'stage', 'a.fountain').stdout.decode().splitlines() != lines
    assert expect(0, 'pages', '-', input=b'').stdout == b''


@test
def pages_are_called_what_the_script_says():
    put('a.fountain', b'INT. A\n\nOne [[page 12]] two.\n\n===\n\nThree.\n\n=== \n\n[[page 13]]\n\nFour.\n\n=== 13A\n\nFive.\n')
    told = expect(0, 'pages', '--locked-pages', 'a.fountain').stdout.decode()
    assert re.findall(r'^\S+', told, re.M) == ['12', '12A', '13', '13A'], told
    text = text_of('--locked-pages', '--header', 'Page {page}', 'a.fountain').decode()
    assert all(re.search(rf'Page {label} +{label}\.$', text, re.M) for label in ('12', '12A', '13', '13A')), text
    scenes = json.loads(expect(0, 'report', 'scenes', '-f', 'json', 'a.fountain').stdout)
    assert scenes['scenes'][0]['page'] == '12', scenes


@test
def pages_explains_each_rule():
    filler = b'x\n' * 46
    for body, reason in (
            (b'One.\n\n===\n\nTwo.', 'a page break stands before the action'),
            (filler + b'\nNORA\na\nb\nc\nd\ne', 'so it moved as a whole'),
            (filler + b'x\nx\nx\nx\n\nNORA\na\nb', 'page 1 was full\n'),
            (filler + b'x\nx\nx\n\nThis is as\nshort as\nit gets.', 'would leave fewer than two lines on one side, so it moved as'),
            (filler + b'\nNORA\na.\nb.\nc.\nd.\ne.', 'it was cut at the last place'),
            (filler + b'\n.A\n\ny\ny\ny', 'it moved, and with it what stands above it and may not be'),
            (filler + b'\ny\ny\ny\ny\ny\n\n> CUT TO:', 'it may not open a page'),
            (filler * 2, 'it was cut where the page was full')):
        put('a.fountain', b'INT. FIRST\n\n' + body + b'\n')
        told = expect(0, 'pages', '--explain', 'a.fountain', '2').stdout.decode()
        assert reason in told and told.startswith('2\ta.fountain:') and '\n\t' in told, (body, told)
        assert expect(0, 'pages', '--explain', 'a.fountain', '1').stdout.decode().endswith('\tit is the first page\n')
    put('a.fountain', b'INT. FIRST\n\nx\n' + b'x\n\n' * 60)
    told = expect(0, 'pages', '--explain', '--scene-continued', 'yes', 'a.fountain').stdout.decode()
    assert 'made room for (CONTINUED)' in told and 'begins with CONTINUED: and an empty line' in told, told
    put('a.fountain', b'INT. FIRST\n\nx\n\n===\n\nx\n')
    told = expect(0, 'pages', '--explain', '--scene-continued', 'yes', 'a.fountain').stdout.decode()
    assert 'begins with CONTINUED: in the margin' in told, told
    put('a.fountain', b'INT. FIRST\n\nNORA\n' + b'Word and word. ' * 411 + b'\n\nTOM\nYes.\n\nBO ^\n' + b'And so on. ' * 80)
    told = expect(0, 'pages', '--explain', '--scene-continued', 'yes', 'a.fountain').stdout.decode()
    for reason in ('the speech of NORA (a.fountain:3) did not fit: 52 lines were left, 1 of them to stay free for (CONTINUED), '
                   '50 of its 58 or more lines of text fit', 'the rest of the speech of NORA (a.fountain:3) did not fit',
                   'the dual dialogue (a.fountain:6) did not fit', '24 of its 30 lines of text fit'):
        assert reason in told, (reason, told)
    put('a.fountain', filler + b'\nNORA\na\n  \nb.\n  \nc\n  \nd\ne')
    told = expect(0, 'pages', '--explain', 'a.fountain', '2').stdout.decode()
    assert 'it was cut at' in told, told
    put('a.fountain', filler + b'x\n' * 3 + b'\nNORA\na.\n  \nb\nc\nd\ne')
    told = expect(0, 'pages', '--explain', 'a.fountain', '2').stdout.decode()
    assert 'no sentence ends in line 3, where a cut would leave two lines on either side' in told, told


@test
def formats_and_rules_list_the_tables():
    rows = [line.split()[:3] for line in expect(0, 'formats').stdout.decode().splitlines()]
    listed = json.loads(expect(0, 'formats', '--format', 'json').stdout)['formats']
    assert [(row['name'], (row['extensions'] or ['-'])[0], 'r' * row['read'] + 'w' * row['write'])
            for row in listed] == [tuple(row) for row in rows]
    put('a.fountain')
    for row in (row for row in listed if row['write']):
        name = row['name']
        expect(0, 'convert', '-f', name, '-o', 'out', 'a.fountain')
        assert get('out'), name
        is_limited = run('convert', '-f', name, '-o', 'out', '--pages', '1', 'a.fountain').returncode == 0
        assert is_limited == row['paged'], row
    rules = expect(0, 'rules').stdout.decode().splitlines()
    ids = [line.split()[0] for line in rules]
    assert 'PL-214' in ids and len(set(ids)) == len(ids), ids
    assert all(re.match(r'PL-\d+ +(hint|note|warning|error) +\S', line) for line in rules), rules
    listed = json.loads(expect(0, 'rules', '--format', 'json').stdout)['rules']
    assert [line.split(maxsplit=2) for line in rules] == [
        [rule['id'], rule['severity'], rule['message']] for rule in listed]


# -------------------------------------------------------------------- status 2

@test
def wrong_use_is_2_and_touches_nothing():
    put('a.fountain')
    put('b.fountain')
    for arguments, says in (
            ([], 'no command and no input'),
            (['convert'], 'no input'), (['count'], 'no input'), (['-q'], 'no input'), (['--'], 'no input'),
            (['--fromat', 'pdf', 'a.fountain'], "did you mean '--format'"),
            (['convert', '--papr=a4', 'a.fountain'], "did you mean '--paper'"),
            (['convert', '-f', 'pfd', 'a.fountain'], "unknown format 'pfd'; did you mean 'pdf'"),
            (['convert', '-f', 'docx', 'a.fountain'], "'platen formats' lists them"),
            (['convert', '-f', '', 'a.fountain'], 'unknown format'),
            (['convert', '--all', 'a.fountain'], 'goes with --help'),
            (['convert', '-z', 'a.fountain'], "unknown option '-z'"),
            (['convert', '-qz', 'a.fountain'], "unknown option '-z'"),
            (['convert', '--=x', 'a.fountain'], 'unknown option'),
            (['convert', '--' + 'x' * 9999, 'a.fountain'], 'unknown option'),
            (['convert', 'a.fountain', '-o'], "'-o' needs a value"),
            (['convert', 'a.fountain', '--paper'], "'--paper' needs a value"),
            (['convert', '-o', '', 'a.fountain'], '--output takes FILE'),
            (['convert', '--quiet=maybe', 'a.fountain'], '--quiet takes yes.no'),
            (['convert', '--no-paper', 'a.fountain'], "unknown option '--no-paper'"),
            (['convert', '--no-notes=yes', 'a.fountain'], 'unknown option'),
            (['convert', '--con', 'yes', 'a.fountain'], 'several options'),
            (['convert', '--paper', 'a5', 'a.fountain'], 'letter.a4'),
            (['convert', '--paper', 'lett', 'a.fountain'], 'letter.a4'),
            (['convert', '--continued', 'maybe', 'a.fountain'], 'yes.no'),
            (['convert', '--title-page=', 'a.fountain'], 'yes.no'),
            (['convert', '--scene-numbers', 'top', 'a.fountain'], 'none.left.right.both'),
            (['convert', '--from', 'html', 'a.fountain'], 'fountain.fdx.highland'),
            (['convert', '--color', 'blue', 'a.fountain'], 'auto.always.never'),
            (['convert', '-q', '-v', 'a.fountain'], 'contradict'),
            (['count', '--renumber', '--number-scenes', 'a.fountain'], 'contradict'),
            (['convert', 'a.fountain', '-o', 'a.xyz'], "cannot tell the format from 'a.xyz'"),
            (['convert', 'a.fountain', '-o', '.pdf'], 'cannot tell the format'),
            (['convert', 'a.fountain', '-o', '-'], 'needs a format'),
            (['convert', '-'], 'cannot name the output after standard input'),
            (['convert', '-', '-o', './'], 'cannot name the output after standard input'),
            (['convert', 'a.fountain', 'b.fountain', '-o', 'x.pdf'], 'name a folder'),
            (['convert', 'a.fountain', 'b.fountain', '-f', 'text', '-o', '-'], 'share standard output'),
            (['convert', 'a.fountain', 'b.fountain', '-f', 'tree'], 'share standard output'),
            (['count', '-f', 'pdf', 'a.fountain'], 'text.json'),
            (['count', '-o', 'x.pdf', 'a.fountain'], "unknown option '-o'"),
            (['fmt', '--date', '1', 'a.fountain'], '--date is an option of convert, not of fmt'),
            (['convert', '--eighths', 'a.fountain'], '--eighths is an option of count, not of convert'),
            (['count', '--explain', 'a.fountain'], '--explain is an option of pages, not of count'),
            (['convert', '--profile', 'radio', 'a.fountain'], '--profile takes standard.multicam.stage.compat-55'),
            (['convert', '--profile=', 'a.fountain'], '--profile takes'),
            (['convert', '--scene-continued', 'maybe', 'a.fountain'], 'yes.no'),
            (['convert', '--renumber=2', 'a.fountain'], 'yes.no'),
            (['pages'], 'no input'), (['pages', '-f', 'text', 'a.fountain'], "unknown option '-f'"),
            (['pages', 'a.fountain', '2'], r'a\.fountain has no page 2; it has 1 page\b'),
            (['pages', 'a.fountain', '1', '01'], 'has no page 01'),
            (['pages', 'a.fountain', 'b.fountain'], r'has no page b\.fountain'),
            (['formats', 'a.fountain'], 'takes no arguments'), (['rules', '-q'], 'unknown option'),
            (['help', 'covnert'], "did you mean 'convert'"), (['help', 'count', 'rules'], 'one command'),
            (['cuont', 'a.fountain'], "unknown command 'cuont'; did you mean 'count'")):
        done = expect(2, *arguments, says=says)
        assert done.stdout == b'', arguments
        assert re.search(rb"^platen: error: .*\nTry 'platen .*--help'\.\n$", done.stderr, re.S), done.stderr
        assert sorted(os.listdir('.')) == ['a.fountain', 'b.fountain'], (arguments, os.listdir('.'))


@test
def numbers_are_numbers():
    put('a.fountain')
    for value in ('0', '-1', '+5', '5x', '', ' 5', '1e2', '1000', '99999999999999999999'):
        expect(2, 'count', '--lines-per-page', value, 'a.fountain', says='a whole number from 1 to 999')
    for value in ('1', '999', '054'):
        expect(0, 'count', '--lines-per-page', value, 'a.fountain')


@test
def what_is_not_built_is_unknown():
    """A later version's options and commands are never silently accepted."""
    put('a.fountain')
    for name in ('proof',):
        put(name)
        expect(2, name, 'a.fountain', says=f"unknown command '{name}'.*" + ', '.join(COMMANDS))
    for option in ('macros', 'preview'):
        for command in ('convert', 'count', 'pages'):
            expect(2, command, '--' + option, 'a.fountain', says='unknown option')


@test
def what_final_draft_does_not_print_takes_lines():
    """Each option for itself, the same in every command, from the line, the file and the environment; FDX is the same."""
    def count_of(*arguments, **more):
        return int(expect(0, 'count', '-q', *arguments, **more).stdout)

    put('a.fountain', b'INT. A - DAY\n\n' + b'= Synopsis.\n\n# Section\n\n[[Note.]]\n\nRain.\n\n' * 24)
    bare, options = count_of('a.fountain'), ('--notes', '--sections', '--synopses')
    for option in options:
        assert count_of(option, 'a.fountain') > bare, option
    everything = count_of(*options, 'a.fountain')
    pages = expect(0, 'pages', *options, 'a.fountain').stdout.decode().splitlines()
    summary = json.loads(expect(0, 'report', 'summary', '-f', 'json', *options, 'a.fountain').stdout)
    assert len(pages) == everything and f'{everything}' in json.dumps(summary), (pages, summary)
    expect(1, 'check', '-q', *options, '--max-pages', str(everything - 1), 'a.fountain', says=f'{everything} pages')
    env = {'PLATEN_NOTES': 'yes', 'PLATEN_SECTIONS': 'yes', 'PLATEN_SYNOPSES': 'yes'}
    assert count_of('a.fountain', env=env) == everything
    put('.platen.ini', b'notes = yes\nsections = yes\nsynopses = yes\n')
    assert count_of('a.fountain') == everything
    os.unlink('.platen.ini')
    fdx = expect(0, 'convert', '-f', 'fdx', '-o', '-', 'a.fountain').stdout
    assert expect(0, 'convert', '-f', 'fdx', '-o', '-', *options, 'a.fountain').stdout == fdx


@test
def pages_are_chosen_by_what_is_printed_on_them():
    put('a.fountain', b'Title: T\n\n' + b''.join(b'Rope %d.\n\n' % i for i in range(27 * 6)))
    whole = expect(0, 'convert', '-f', 'text', '-o', '-', 'a.fountain').stdout.split(b'\f')
    assert len(whole) == 7     # the title page is one
    for words, numbers in (('2', [2]), ('2-4', [2, 3, 4]), ('6,1-2', [1, 2, 6]), ('5-', [5, 6]), ('-2', [1, 2]),
                           ('-', [1, 2, 3, 4, 5, 6]), ('3,3,2-3', [2, 3])):
        some = expect(0, 'convert', '-f', 'text', '-o', '-', '--pages', words, 'a.fountain').stdout.split(b'\f')
        assert [page.strip() for page in some] == [whole[number].strip() for number in numbers], words
    for words in ('7', '0', '4-2', '1-7', 'x', ',', '1,', '1--2', '1-2-3'):
        expect(2, 'convert', '-f', 'text', '-o', '-', '--pages', words, 'a.fountain', says='has no page')
    paged = [form['name'] for form in PLATEN.formats() if form['paged'] and form['extensions']]
    for form in (form for form in PLATEN.formats() if not form['paged']):
        expect(2, 'convert', '-f', form['name'], '-o', '-', '--pages', '1', 'a.fountain',
               says='--pages is for ' + ', '.join(paged))
    done = expect(0, 'convert', '-v', '-o', 'a.pdf', '--pages', '2-3', 'a.fountain', says='2 pages')
    assert b'2 pages,' in done.stderr
    put('numbered.fountain', b'INT. A - DAY\n\nX.\n\n===\n\nINT. B - DAY\n\nX.\n\nINT. C - DAY\n\nX.\n\n===\n\nINT. D - DAY\n')
    told = expect(0, 'convert', '-f', 'pages', '-o', '-', '--pages', '2-3', 'numbered.fountain').stdout.decode()
    assert re.findall(r'^scene "INT. (.) - DAY" page "(.)"', told, re.M) == [('B', '2'), ('C', '2'), ('D', '3')], told
    put('empty.fountain', b'')
    expect(2, 'convert', '-f', 'text', '-o', '-', '--pages', '1', 'empty.fountain', says='has no page')


@test
def a_word_is_a_command_whatever_files_there_are():
    put('script')
    expect(2, 'script', '-o', 'a.txt', says=r'write \./script')
    expect(0, './script', '-o', 'a.txt')
    expect(0, 'convert', 'script', '-o', 'a.txt')
    expect(0, '-o', 'a.txt', '--', 'script')
    put('count')
    assert expect(0, '-q', 'count', 'count').stdout == b'1\n'


@test
def date_is_a_day_or_seconds():
    put('a.fountain')
    for value in ('2025-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '1969-12-31', 'today', '', '-5',
                  '2026-01-01T00:00', '2026/01/01', '99999999999999999999'):
        expect(2, 'convert', '--date', value, '-o', 'a.txt', 'a.fountain', says='--date takes a day')
    for value in ('2024-02-29', '2000-02-29', '1767225600', '0', '9999-12-31'):
        expect(0, 'convert', '--date', value, '-o', 'a.txt', 'a.fountain')
    expect(2, 'convert', '-o', 'a.txt', 'a.fountain', env={'SOURCE_DATE_EPOCH': 'noon'},
           says='SOURCE_DATE_EPOCH')
    expect(0, 'convert', '-o', 'a.txt', 'a.fountain', env={'SOURCE_DATE_EPOCH': ''})


@test
def the_date_is_the_one_given_and_never_the_clock():
    put('a.fountain')

    def pdf(*arguments, **env):
        return expect(0, 'convert', '-f', 'pdf', '-o', '-', *arguments, 'a.fountain', env=env).stdout

    day = pdf('--date', '2026-01-31')
    assert day == pdf('--date', '1769817600')
    assert day == pdf(SOURCE_DATE_EPOCH='1769817600')
    assert day == pdf('--date', '2026-01-31', SOURCE_DATE_EPOCH='1')
    assert day != pdf('--date', '2026-02-01')
    assert day != pdf()
    assert pdf() == pdf('--date', '0')


# -------------------------------------------------------------------- status 3

@test
def bad_input_is_3_and_named():
    os.mkdir('d')
    put('a.fdx', b'<?xml version="1.0"?><FinalDraft/>')
    put('b.fdx', b'<?xml version="1.0"?><FinalDraft Version="5">&</FinalDraft>')
    os.symlink('round', 'round')
    put('huge.fountain', b'')
    os.truncate('huge.fountain', 256 * MEBIBYTE + 1)
    put('film.fountain', b'%PDF-1.5\n%\xe2\xe3\xcf\xd3\n')
    for name, says in (('no.fountain', r'^no\.fountain: error: cannot read: No such file'),
                       ('d', r'^d: error: cannot read: Is a directory; (-r reads what is|name the files) in it'),
                       ('b.fdx', r'^b\.fdx:1:\d+: error: the XML is broken here'),
                       ('A.FDX', r'^A\.FDX: error: cannot read: No such file'),
                       ('round', r'^round: error: cannot read: Too many levels'),
                       ('a.fdx/b', r'^a\.fdx/b: error: cannot read: Not a directory'),
                       ('n' * 300, r': error: cannot read: File name too long'),
                       ('huge.fountain', r'^huge\.fountain: error: larger than 64 MiB'),
                       ('film.fountain', r'^film\.fountain: error: this is a PDF')):
        before = sorted(os.listdir('.'))
        for arguments in (['convert', name, '-o', 'x.txt'], ['convert', name, '-o', 'x.txt', '-q'],
                          ['count', name]):
            done = expect(3, *arguments, says=says)
            assert done.stderr.count(b'\n') == 1 and done.stdout == b'', done
        assert sorted(os.listdir('.')) == before


@test
def fdx_named_fountain_is_for_the_reader_to_tell():
    put('a.fdx')
    assert expect(0, 'count', '--from', 'fountain', 'a.fdx').stdout == b'1\n'


@test
def unreadable_input_is_3():
    program = open_to_nobody()
    put('a.fountain')
    os.chmod('a.fountain', 0)
    expect_as_nobody(3, program, 'count', 'a.fountain', says=r'^a\.fountain: error: cannot read: Permission')


@test
def too_long_input_is_refused_soon():
    put('huge.fountain', b'')
    os.truncate('huge.fountain', 5 * 1024 * MEBIBYTE)
    start = time.monotonic()
    expect(3, 'count', 'huge.fountain', says='larger than 64 MiB')
    assert time.monotonic() - start < 0.5, 'the file was read'
    memory = {} if PLATEN.is_sanitized() else {'preexec_fn': limit(resource.RLIMIT_AS, 512 * MEBIBYTE)}
    expect(3, 'count', '/dev/zero', says='/dev/zero: error: larger than 64 MiB', **memory)
    with open('/dev/zero', 'rb') as zero:
        expect(3, 'count', '-', stdin=zero, says='^<stdin>: error: larger than 64 MiB', **memory)


@test
def one_bad_input_does_not_stop_the_others():
    put('a.fountain')
    put('c.fountain')
    done = expect(3, 'count', 'a.fountain', 'b.fountain', 'c.fountain', says=r'^b\.fountain: error: ')
    assert done.stdout == b'1\ta.fountain\n1\tc.fountain\n2\ttotal\n', done.stdout
    record = json.loads(expect(3, 'count', '-f', 'json', 'b.fountain', 'c.fountain', says='b').stdout)
    assert [file['file'] for file in record['files']] == ['c.fountain'] and record['total'] == 1
    expect(3, 'convert', '-f', 'json', 'b.fountain', 'a.fountain', 'd.fountain', 'c.fountain',
           says=r'(?s)^b\.fountain: error: .*wrote a\.json\n.*d\.fountain: error: .*wrote c\.json\n$')
    assert sorted(os.listdir('.')) == ['a.fountain', 'a.json', 'c.fountain', 'c.json']


@test
def the_worst_status_wins():
    put('a.fountain')
    put('c.fountain')
    os.mkdir('a.json')
    for order in (['a', 'b', 'c'], ['b', 'a', 'c'], ['c', 'b', 'a']):
        expect(4, 'convert', '-q', '-f', 'json', *(name + '.fountain' for name in order),
               says='a.json: error: cannot write: Is a directory')
        os.unlink('c.json')


# -------------------------------------------------------------------- status 4

@test
def nothing_is_overwritten_by_surprise():
    put('a.fountain')
    for form in ('fdx', 'fountain'):
        name = f'b.{form}'
        put('b.txt')
        put(name, b'mine')
        expect(4, 'convert', '-f', form, 'b.txt', says=rf'^{name}: error: exists, and was not overwritten; name it with -o, or use --force')
        assert get(name) == b'mine' and sorted(os.listdir('.')) == sorted(['a.fountain', 'b.txt', name])
        expect(0, 'convert', '-f', form, '--force', 'b.txt', says='^wrote ' + name)
        expect(0, 'convert', 'b.txt', '-o', name)
        put('b.fdx', get(name))
        os.unlink(name)
    expect(0, 'convert', 'b.txt', '-o', 'template.fdx')
    put('b.fdx', b'mine')
    expect(4, 'convert', '-f', 'fdx', '--fdx-template', 'template.fdx', 'b.txt', says='^b.fdx: error: exists')
    assert get('b.fdx') == b'mine'
    for _ in range(2):  # a PDF is nobody's work
        expect(0, 'convert', 'a.fountain', says='^wrote a.pdf')


@test
def a_script_goes_into_its_final_draft_file():
    put('shoot.fountain', b'INT. PIER - DAY\n\nRain.\n')
    expect(0, 'convert', 'shoot.fountain', '-o', 'shoot.fdx')
    before = get('shoot.fdx')
    for output in (['-f', 'fdx'], ['-o', 'shoot.fdx'], ['-f', 'fdx', '-o', './shoot.fdx']):
        expect(0, 'convert', '-q', 'shoot.fountain', *output, '--fdx-template', 'shoot.fdx')
        assert get('shoot.fdx') == before
    put('shoot.fountain', b'INT. PIER - DAY\n\nSnow.\n')
    expect(0, 'convert', 'shoot.fountain', '-o', 'shoot.fdx', '--fdx-template', 'shoot.fdx')
    assert get('shoot.fdx') == before.replace(b'Rain.', b'Snow.')
    expect(4, 'convert', 'shoot.fdx', '-o', 'shoot.fdx', '--fdx-template', 'shoot.fdx', says='output is an input')
    put('not.fdx', b'mine')
    expect(3, 'convert', 'shoot.fountain', '-f', 'fdx', '-o', 'not.fdx', '--fdx-template', 'not.fdx', says='not a Final Draft file')
    assert get('not.fdx') == b'mine'


@test
def an_output_without_an_option_is_asked_for():
    put('a.fountain')
    put('old.pdf', b'mine')
    for arguments in (['a.fountain', 'b.pdf'], ['convert', 'a.fountain', 'b.pdf'], ['a.fountain', 'b.fdx'], ['a.fountain', 'old.pdf']):
        expect(2, *arguments, says=rf"to write '{arguments[-1]}', name it with -o; nothing was written")
        assert sorted(os.listdir('.')) == ['a.fountain', 'old.pdf'] and get('old.pdf') == b'mine'


@test
def outputs_which_are_no_files():
    put('a.fountain')
    for output in ('new/', 'new/er/est/'):
        expect(0, 'convert', '-f', 'text', '-o', output, 'a.fountain')
        assert get(output + 'a.txt') == text_of('a.fountain')
    expect(0, 'convert', '-o', '/dev/null', 'a.fountain')
    expect(4, 'convert', '-o', '/dev/full', 'a.fountain', says='^/dev/full: error: cannot write: No space left')
    os.mkfifo('pipe')
    reader = subprocess.Popen(['cat', 'pipe'], stdout=subprocess.PIPE)
    expect(0, 'convert', '-o', 'pipe', 'a.fountain')
    assert reader.communicate()[0].startswith(b'%PDF-')


@test
def a_terminal_gets_no_binary_format():
    put('a.fountain')
    for form, status in (('pdf', 2), ('png', 2), ('text', 0), ('json', 0)):
        main, terminal = pty.openpty()
        done = run('convert', '-f', form, '-o', '-', 'a.fountain', stdout=terminal, stderr=subprocess.PIPE)
        assert done.returncode == status, (form, done)
        assert status == 0 or f'{form} is not for a terminal; name a file'.encode() in done.stderr, done
        done = run('convert', '-f', form, '-o', os.ttyname(terminal), 'a.fountain')
        assert done.returncode == status and (status == 0 or 'is not for a terminal' in str(done.stderr)), (form, done)
        os.close(terminal)
        os.close(main)


@test
def scene_numbers_which_are_not_there_are_said():
    put('a.fountain')
    put('b.fountain', SCRIPT.replace(b' - DAY', b' - DAY #7#'))
    says = '^platen: warning: --scene-numbers prints nothing, as no scene of a.fountain has a number; --number-scenes'
    expect(0, 'convert', '-f', 'text', '-o', '-', '--scene-numbers', 'left', 'a.fountain', says=says)
    for arguments in (['--scene-numbers', 'none', 'a.fountain'], ['--scene-numbers', 'left', '--number-scenes', 'a.fountain'],
                      ['--scene-numbers', 'both', 'b.fountain'], ['-q', '--scene-numbers', 'left', 'a.fountain']):
        expect(0, 'convert', '-f', 'text', '-o', '-', *arguments)


@test
def many_are_converted_at_a_time():
    names = []
    for i in range(20):
        names.append(f'{i:02}.fountain')
        put(names[-1], acts(1 + i % 3) + b'A note [[ is open.\n')
    for options in (['-f', 'pdf'], ['-f', 'text']):
        one = expect(0, 'convert', *options, '-o', 'one/', *names, says='PL-214')
        many = expect(0, 'convert', *options, '-j', '4', '-o', 'many/', *names, says='PL-214')
        assert one.stderr == many.stderr and one.stderr.count(b'PL-214') == 20
        assert len(os.listdir('one')) == 20
        for name in os.listdir('one'):
            assert get('one/' + name) == get('many/' + name), name
        shutil.rmtree('one')
        shutil.rmtree('many')
    expect(3, 'convert', '-f', 'text', '-j', '4', *names[:3], 'none.fountain', *names[3:], says='none.fountain')
    assert len([name for name in os.listdir('.') if name.endswith('.txt')]) == 20


@test
def unwritable_output_is_4():
    put('a.fountain')
    put('file')
    os.symlink('round', 'round')
    for output, says in (('no/x.txt', r'^no/x\.txt: error: cannot write: No such file.*make the folder'),
                         ('file/', r'^file: error: cannot write: Not a directory'),
                         ('file/x.txt', r'Not a directory'), ('round', 'Too many levels'),
                         ('n' * 300, 'File name too long'), ('n' * 5000, 'File name too long'),
                         ('/dev/full', r'^/dev/full: error: cannot write: No space left'),
                         ('/dev/fd/77', r'^/dev/fd/77: error: cannot write: Bad file descriptor')):
        before = sorted(os.listdir('.'))
        done = expect(4, 'convert', '-f', 'text', '-o', output, 'a.fountain', says=says)
        assert done.stderr.count(b'\n') == 1, done.stderr
        assert sorted(os.listdir('.')) == before


@test
def full_stdout_is_4():
    put('a.fountain')
    for arguments in (['convert', '-f', 'text', '-o', '-', 'a.fountain'], ['count', 'a.fountain'], ['--help'],
                      ['formats'], ['rules'], ['version'], ['help', 'count']):
        with open('/dev/full', 'wb') as full:
            expect(4, *arguments, stdout=full, stderr=subprocess.PIPE,
                   says='^<stdout>: error: cannot write: No space left')


@test
def the_old_file_stays_when_the_new_one_does_not_fit():
    put('a.fountain', acts(200))
    put('out.txt', b'old')
    for size in (0, 1, 4096, 100000):
        expect(4, 'convert', '-o', 'out.txt', 'a.fountain', preexec_fn=limit(resource.RLIMIT_FSIZE, size),
               says=r'^out\.txt: error: cannot write: File too large')
        assert get('out.txt') == b'old'
        assert sorted(os.listdir('.')) == ['a.fountain', 'out.txt']


@test
def output_is_not_an_input():
    put('a.txt')
    os.symlink('a.txt', 'soft.txt')
    os.link('a.txt', 'hard.txt')
    put('b.txt', b'INT. B - DAY\n')
    before = get('a.txt'), get('b.txt'), sorted(os.listdir('.'))
    for arguments in (['a.txt', '-o', 'a.txt'], ['a.txt', '-o', './a.txt'], ['a.txt', '-o', 'soft.txt'],
                      ['soft.txt', '-o', 'a.txt'], ['a.txt', '-o', 'hard.txt'], ['convert', '-f', 'text', 'a.txt'],
                      ['convert', '-f', 'text', 'a.txt', 'b.txt', '-o', '.']):
        expect(4, *arguments, says='error: output is an input, nothing was written')
        assert (get('a.txt'), get('b.txt'), sorted(os.listdir('.'))) == before, arguments
    with open('a.txt', 'rb') as file:
        expect(4, 'convert', '-', '-o', 'a.txt', stdin=file, says='output is an input')
    with open('a.txt', 'ab') as file:
        expect(4, 'convert', '-f', 'text', '-o', '-', 'a.txt', stdout=file, stderr=subprocess.PIPE,
               says='^<stdout>: error: output is an input')
    assert (get('a.txt'), get('b.txt'), sorted(os.listdir('.'))) == before
    put('b.fountain')
    expect(4, 'convert', '-f', 'text', 'b.fountain', 'b.txt', says='output is an input')
    assert get('b.txt') == before[1], 'an input which had not been read yet was overwritten'


@test
def two_inputs_do_not_share_an_output():
    os.mkdir('x')
    os.mkdir('out')
    put('a.fountain', b'First.\n')
    put('x/a.fountain', b'Second.\n')
    for arguments in (['a.fountain', 'x/a.fountain', '-o', 'out/'], ['a.fountain', 'x/a.fountain', '-o', 'out']):
        expect(4, 'convert', '-q', '-f', 'text', *arguments, says='two inputs have this output')
        assert b'First.' in get('out/a.txt')
    expect(0, 'convert', '-q', '-f', 'text', 'x/a.fountain', '-o', 'out')
    assert b'Second.' in get('out/a.txt')


@test
def write_protected_places_are_4():
    program = open_to_nobody()
    put('a.fountain')
    put('kept.txt', b'kept')
    os.chmod('kept.txt', 0o444)
    os.mkdir('d', 0o755)
    if os.getuid() != 0:
        os.chmod('d', 0o555)
    expect_as_nobody(4, program, 'a.fountain', '-o', 'kept.txt', says='cannot write: Permission denied')
    expect_as_nobody(4, program, 'a.fountain', '-o', 'd/x.txt', says='cannot write: Permission denied')
    assert get('kept.txt') == b'kept' and os.listdir('d') == []


# --------------------------------------------------------------- status 5 and 70

@test
def a_missing_module_is_5():
    if not PLATEN.option('modules'):
        raise Skip('built without modules')
    shutil.copy(PROGRAM, 'alone')
    put('a.fountain')
    put('a.fdx', b'<FinalDraft/>')
    put('a.highland', b'PK\x03\x04')
    for name, arguments in (('pdf', ['a.fountain', '-o', 'a.pdf']), ('fdx', ['a.fountain', '-o', 'b.fdx']),
                            ('fdxread', ['count', 'a.fdx']), ('unzip', ['count', 'a.highland'])):
        done = subprocess.run(['./alone', *arguments], capture_output=True, text=True)
        if done.returncode == 0:
            raise Skip('platen is installed on this machine')
        assert done.returncode == 5 and re.match(r'a\.\w+: error: .*install', done.stderr), done
        # it names the file and where it was looked for; fonts are another matter
        assert f'platen-{name}.so' in done.stderr and os.getcwd() in done.stderr and 'font' not in done.stderr, done
    assert sorted(os.listdir('.')) == ['a.fdx', 'a.fountain', 'a.highland', 'alone']


@test
def no_memory_is_70():
    if PLATEN.is_sanitized():
        raise Skip('sanitizers need the address space')
    put('a.fountain', b'')
    os.truncate('a.fountain', 200 * MEBIBYTE)
    expect(70, 'convert', '--max-input', '256', '-o', 'a.txt', 'a.fountain', says=r'^a\.fountain: error: out of memory',
           preexec_fn=limit(resource.RLIMIT_AS, 150 * MEBIBYTE))
    assert os.listdir('.') == ['a.fountain']


# -------------------------------------------------------------------- replacing

@test
def a_file_is_replaced_and_not_overwritten():
    put('a.fountain')
    put('out.txt', b'old')
    os.chmod('out.txt', 0o640)
    with open('out.txt', 'rb') as reader:
        expect(0, 'convert', '-o', 'out.txt', 'a.fountain')
        assert reader.read() == b'old', 'who has the old file open sees it change'
    assert get('out.txt') == text_of('a.fountain')
    assert stat.S_IMODE(os.stat('out.txt').st_mode) == 0o640
    assert sorted(os.listdir('.')) == ['a.fountain', 'out.txt']


@test
def a_new_file_has_the_rights_of_any_new_file():
    put('a.fountain')
    for mask, mode in ((0o022, 0o644), (0o077, 0o600), (0o002, 0o664)):
        expect(0, 'convert', '-o', f'{mask}.txt', 'a.fountain', preexec_fn=lambda: os.umask(mask))
        assert stat.S_IMODE(os.stat(f'{mask}.txt').st_mode) == mode, oct(mask)


@test
def the_owner_is_kept():
    if os.getuid() != 0:
        raise Skip('only root may give files away')
    put('a.fountain')
    put('out.txt')
    os.chown('out.txt', 65534, 65534)
    expect(0, 'convert', '-o', 'out.txt', 'a.fountain')
    assert (os.stat('out.txt').st_uid, os.stat('out.txt').st_gid) == (65534, 65534)


@test
def links_are_kept_and_their_targets_replaced():
    put('a.fountain')
    os.mkdir('d')
    put('d/target.txt', b'old')
    os.symlink('target.txt', 'd/second.txt')
    os.symlink('d/second.txt', 'first.txt')
    os.symlink('d/fresh.txt', 'dangling.txt')
    os.symlink(os.path.join(os.getcwd(), 'd', 'target.txt'), 'absolute.txt')
    expected = text_of('a.fountain')
    for name, target in (('first.txt', 'd/target.txt'), ('dangling.txt', 'd/fresh.txt'),
                         ('absolute.txt', 'd/target.txt')):
        put('d/target.txt', b'old')
        expect(0, 'convert', '-o', name, 'a.fountain')
        assert os.path.islink(name) and not os.path.islink(target) and get(target) == expected, name
    assert os.path.islink('d/second.txt')
    assert sorted(os.listdir('d')) == ['fresh.txt', 'second.txt', 'target.txt']


@test
def pipes_and_devices_are_written_directly():
    put('a.fountain')
    expected = text_of('a.fountain')
    os.mkfifo('pipe')
    reader = os.open('pipe', os.O_RDONLY | os.O_NONBLOCK)
    expect(0, 'convert', '-f', 'text', '-o', 'pipe', 'a.fountain')
    assert os.read(reader, 1 << 20) == expected and stat.S_ISFIFO(os.stat('pipe').st_mode)
    os.close(reader)
    expect(0, 'convert', '-f', 'text', '-o', '/dev/null', 'a.fountain')
    assert stat.S_ISCHR(os.stat('/dev/null').st_mode)
    os.symlink('/dev/stdout', 'link')
    with open('out', 'wb') as out:
        out.write(b'before ')
        out.flush()
        for name in ('/dev/stdout', 'link'):
            expect(0, 'convert', '-f', 'text', '-o', name, 'a.fountain', stdout=out, stderr=subprocess.PIPE)
    assert get('out') == b'before ' + expected + expected


@test
def a_pipe_is_read():
    os.mkfifo('in.fountain')
    put('a.fountain', acts(50))
    writer = subprocess.Popen(['sh', '-c', 'cat a.fountain > in.fountain'])
    try:
        done = expect(0, 'count', 'in.fountain')
    finally:
        writer.kill()
        writer.wait()
    assert int(done.stdout) > 40


@test
def a_signal_leaves_the_old_file_or_the_new_one():
    put('a.fountain', acts(800))
    put('out.txt', b'old')
    whole = text_of('a.fountain')
    seen = set()
    start = time.monotonic()
    expect(0, 'convert', '-o', 'timed.txt', 'a.fountain')
    took = time.monotonic() - start
    os.unlink('timed.txt')
    for step in range(15):
        put('out.txt', b'old')
        child = subprocess.Popen([PROGRAM, 'convert', '-o', 'out.txt', 'a.fountain'])
        time.sleep(took * step / 12)
        child.send_signal((signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[step % 3])
        status = child.wait(timeout=60)
        assert status in (0, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP), status
        assert get('out.txt') in (b'old', whole), 'a torn file'
        assert sorted(os.listdir('.')) == ['a.fountain', 'out.txt'], os.listdir('.')
        seen.add(status)
    assert len(seen) > 1, f'no signal came in time: {seen}'


@test
def nohup_is_respected():
    put('a.fountain', acts(1000))
    child = subprocess.Popen([PROGRAM, 'convert', '-o', 'out.txt', 'a.fountain'],
                             preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    while child.poll() is None:
        child.send_signal(signal.SIGHUP)
        time.sleep(0.001)
    assert child.returncode == 0 and get('out.txt') == text_of('a.fountain')


@test
def readers_always_see_a_whole_file():
    put('a.fountain', acts(20))
    put('b.fountain', acts(30))
    wholes = {text_of('a.fountain'), text_of('b.fountain')}
    expect(0, 'convert', '-o', 'out.txt', 'a.fountain')
    for _ in range(20):
        writers = [subprocess.Popen([PROGRAM, 'convert', '-o', 'out.txt', name + '.fountain']) for name in 'ab']
        while any(writer.poll() is None for writer in writers):
            assert get('out.txt') in wholes, 'a torn file'
        assert [writer.returncode for writer in writers] == [0, 0]
    assert sorted(os.listdir('.')) == ['a.fountain', 'b.fountain', 'out.txt']


# ------------------------------------------------------------------ descriptors

@test
def a_closed_pipe_ends_quietly():
    put('a.fountain', acts(100))
    for arguments in (['convert', '-f', 'text', '-o', '-', 'a.fountain'], ['count', 'a.fountain'],
                      ['help', 'convert'], ['formats']):
        reader, writer = os.pipe()
        os.close(reader)
        expect(0, *arguments, stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
    reader, writer = os.pipe()
    os.close(reader)
    assert run('count', 'no.fountain', stdout=subprocess.PIPE, stderr=writer).returncode == 3
    os.close(writer)


@test
def a_slow_pipe_gets_everything():
    put('a.fountain', acts(300))
    expected = text_of('a.fountain')
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    child = subprocess.Popen([PROGRAM, 'convert', '-f', 'text', '-o', '-', 'a.fountain'], stdout=writer)
    os.close(writer)
    got = b''
    while chunk := os.read(reader, 1000):
        got += chunk
    assert child.wait() == 0 and got == expected
    os.close(reader)


@test
def closed_descriptors_are_not_mistaken_for_files():
    put('a.fountain')
    expected = text_of('a.fountain')

    def closed(*numbers):
        return lambda: [os.close(number) for number in numbers]

    for numbers in ((0,), (1,), (2,), (0, 1), (1, 2), (0, 1, 2)):
        done = run('convert', '-o', 'out.txt', 'a.fountain', preexec_fn=closed(*numbers))
        assert done.returncode == 0 and get('out.txt') == expected, numbers
        os.unlink('out.txt')
    expect(4, 'count', 'a.fountain', preexec_fn=closed(1), says='^<stdout>: error: cannot write: Bad file')
    expect(3, 'count', '-', preexec_fn=closed(0), says='^<stdin>: error: cannot read: Bad file')
    assert run('count', 'no.fountain', preexec_fn=closed(2)).returncode == 3
    done = run('convert', '-v', '-o', 'out.txt', 'a.fountain', preexec_fn=closed(1, 2))
    assert done.returncode == 0 and get('out.txt') == expected, 'messages went into the output'


@test
def four_descriptors_are_enough():
    if PLATEN.is_sanitized():
        raise Skip('sanitizers open files of their own')
    put('a.fountain')
    expect(0, 'convert', '-o', 'out.txt', 'a.fountain', preexec_fn=limit(resource.RLIMIT_NOFILE, 4))
    assert get('out.txt') == text_of('a.fountain')


FAULTS = r'''
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
/* The call number FAULT_AT, of those to FAULT_CALL, fails with FAULT_ERROR; 0: one byte is done. If
 * FAULT_SIGNAL is set the call is done, and the signal comes in its middle. */
static int hit(const char *call)
{
	static int count;
	const char *name = getenv("FAULT_CALL"), *number = getenv("FAULT_SIGNAL");
	if (name == NULL || strcmp(name, call) != 0 || ++count != atoi(getenv("FAULT_AT"))) return 0;
	if (number == NULL) return 1;
	raise(atoi(number));
	return 0;
}
static int error(void) { return atoi(getenv("FAULT_ERROR")); }
#define WRAP(type, name, parameters, arguments, one) \
	type name parameters \
	{ \
		type (*real) parameters = (type (*) parameters)dlsym(RTLD_NEXT, #name); \
		if (!hit(#name)) return real arguments; \
		if (error() == 0) return one; \
		errno = error(); \
		return -1; \
	}
WRAP(ssize_t, read, (int fd, void *to, size_t n), (fd, to, n), real(fd, to, n > 1))
WRAP(ssize_t, write, (int fd, const void *from, size_t n), (fd, from, n), real(fd, from, n > 1))
WRAP(int, fsync, (int fd), (fd), 0)
WRAP(int, fchmod, (int fd, mode_t mode), (fd, mode), 0)
WRAP(int, close, (int fd), (fd), (real(fd), 0))
WRAP(int, rename, (const char *from, const char *to), (from, to), 0)
WRAP(int, mkstemp64, (char *name), (name), 0)
WRAP(int, link, (const char *from, const char *to), (from, to), 0)
/* The clock is FAULT_CLOCK seconds fast. */
time_t time(time_t *to)
{
	time_t (*real)(time_t *) = (time_t (*)(time_t *))dlsym(RTLD_NEXT, "time");
	const char *fast = getenv("FAULT_CLOCK");
	time_t now = real(NULL) + (fast == NULL ? 0 : atoi(fast));
	if (to != NULL) *to = now;
	return now;
}
'''


def build_faults():
    """Surroundings in which calls of the C library fail as FAULT_ variables say."""
    compiler = shutil.which('cc')
    if compiler is None or PLATEN.is_sanitized():
        raise Skip('needs a compiler, and a program without sanitizers')
    put('faults.c', FAULTS.encode())
    subprocess.run([compiler, '-shared', '-fPIC', '-o', 'faults.so', 'faults.c', '-ldl'], check=True)
    return {'LD_PRELOAD': os.path.abspath('faults.so')}


@test
def each_failing_call_is_reported_and_leaves_the_old_file():
    faults = build_faults()
    put('a.fountain', acts(40))
    whole = text_of('a.fountain')
    before = sorted(os.listdir('.') + ['out.txt'])

    def provoke(call, at, error):
        put('out.txt', b'old')
        return run('convert', '-q', '--no-sandbox', '-o', 'out.txt', 'a.fountain', env={
            **faults, 'FAULT_CALL': call, 'FAULT_AT': str(at), 'FAULT_ERROR': str(error)})

    for call, statuses in (('read', {3}), ('write', {4}), ('fsync', {4}), ('fchmod', {4}), ('close', {4}),
                           ('rename', {4}), ('mkstemp64', {4})):
        failed = 0
        for at in range(1, 5):
            done = provoke(call, at, 5)
            assert done.returncode in statuses | {0}, (call, at, done)
            assert (get('out.txt') == whole) == (done.returncode == 0), (call, at)
            assert get('out.txt') in (b'old', whole) and sorted(os.listdir('.')) == before, (call, at)
            assert (b'Input/output error' in done.stderr) == (done.returncode != 0), (call, at, done)
            failed += done.returncode != 0
        assert failed > 0, f'{call}: no failure was noticed'
    for error in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.ENOMEM, errno.ESTALE):
        for call in ('write', 'fsync', 'rename', 'mkstemp64'):
            done = provoke(call, 1, error)
            assert done.returncode == 4 and os.strerror(error).encode() in done.stderr, (call, error, done)
            assert get('out.txt') == b'old' and sorted(os.listdir('.')) == before, (call, error)
    for call in ('read', 'write'):
        for error in (0, 4, 11):
            for at in (1, 2):
                done = provoke(call, at, error)
                assert done.returncode == 0 and get('out.txt') == whole, (call, error, at, done)


def series():
    """What is in this folder, for a run that writes p-1.svg and so on."""
    return {name: get(name) for name in os.listdir('.') if name.startswith(('p-', '.'))}


@test
def pictures_are_replaced_all_or_none():
    faults = build_faults()
    put('a.fountain', acts(3))
    convert = ('convert', '-q', '--no-sandbox', '-o', 'p-%d.svg', 'a.fountain')
    expect(0, *convert)
    new = series()
    assert len(new) >= 4, new.keys()
    old = {name: name.encode() for name in list(new)[1:]}     # one is not there yet
    calls = {}
    for call in ('write', 'fsync', 'fchmod', 'close', 'rename', 'link'):
        failed = 0
        for at in range(1, 3 * len(new)):
            for name in series():
                os.unlink(name)
            for name, content in old.items():
                put(name, content)
            done = run(*convert, env={**faults, 'FAULT_CALL': call, 'FAULT_AT': str(at), 'FAULT_ERROR': '28'})
            assert series() == (new if done.returncode == 0 else old), (call, at, done, series().keys())
            assert done.returncode in (0, 4), (call, at, done)
            failed += done.returncode != 0
        calls[call] = failed
    # a link that cannot be made is only missed when a later call fails
    assert calls.pop('link') == 0 and all(count >= len(new) for count in calls.values()), calls


@test
def a_picture_that_cannot_be_replaced_keeps_all_others():
    put('a.fountain', acts(3))
    os.mkdir('p-3.svg')
    expect(4, 'convert', '-q', '-o', 'p-%d.svg', 'a.fountain', says='p-3.svg: error: cannot write: Is a directory')
    assert sorted(os.listdir('.')) == ['a.fountain', 'p-3.svg']


@test
def a_killed_series_is_swept():
    faults = build_faults()
    put('a.fountain', acts(3))
    convert = ('convert', '-q', '-o', 'p-%d.svg', 'a.fountain')
    expect(0, *convert)
    new = series()
    for call in ('fsync', 'link', 'rename'):
        done = run(*convert, env={**faults, 'FAULT_CALL': call, 'FAULT_AT': '2', 'FAULT_SIGNAL': '9'})
        assert done.returncode == -9 and len(series()) > len(new), (call, done)
        expect(0, *convert)
        assert len(series()) > len(new), 'what may belong to another run is gone'
        expect(0, *convert, env={**faults, 'FAULT_CLOCK': '3700'})
        assert series() == new, (call, series().keys())


@test
def killed_at_any_call_the_file_is_the_old_or_the_new():
    faults = build_faults()
    put('a.fountain', acts(40))
    whole = text_of('a.fountain')
    for call in ('write', 'fsync', 'fchmod', 'close', 'rename', 'mkstemp64'):
        killed = 0
        for at in range(1, 5):
            put('out.txt', b'old')
            done = run('convert', '-q', '--no-sandbox', '-o', 'out.txt', 'a.fountain', env={
                **faults, 'FAULT_CALL': call, 'FAULT_AT': str(at), 'FAULT_SIGNAL': '9'})
            assert done.returncode in (0, -9) and get('out.txt') in (b'old', whole), (call, at, done)
            assert done.returncode == -9 or get('out.txt') == whole, (call, at)
            killed += done.returncode == -9
        assert killed > 0, call


@test
def only_own_old_temporaries_are_swept():
    faults = build_faults()
    put('a.fountain')
    stays = ['.platen-abc', '.platen-abcdefg', '.platen-abc/ef', '.platen-abcde.', '.platen.ini', 'platen-abcdef',
             '.platen-abcdef~~', '.platen-abcd\u00e9', '.platen-link00', '.platen-folder']
    for name in stays:
        if '/' not in name and 'link' not in name:
            put(name, b'')
    os.unlink('.platen-folder')
    os.mkdir('.platen-folder')
    os.symlink('a.fountain', '.platen-link00')
    stays.remove('.platen-abc/ef')
    for name in ('.platen-aZ09xy', '.platen-aZ09xy~'):
        put(name, b'')
    if os.getuid() == 0:
        put('.platen-others', b'')
        os.chown('.platen-others', 65534, 65534)
        stays.append('.platen-others')
    expect(0, 'convert', '-o', 'a.txt', 'a.fountain', env={**faults, 'FAULT_CLOCK': '3500'})
    assert os.path.exists('.platen-aZ09xy') and os.path.exists('.platen-aZ09xy~')
    expect(0, 'convert', '-o', 'a.txt', 'a.fountain', env={**faults, 'FAULT_CLOCK': '3700'})
    assert sorted(os.listdir('.')) == sorted(stays + ['a.fountain', 'a.txt', 'faults.c', 'faults.so'])


@test
def a_hard_link_keeps_the_old_content_and_that_is_said():
    put('a.fountain')
    put('out.txt', b'old')
    os.link('out.txt', 'other.txt')
    expect(0, 'convert', '-o', 'out.txt', 'a.fountain',
           says=r'^platen: warning: out\.txt is replaced; the file had other names \(hard links\), which keep the old content')
    assert get('other.txt') == b'old' and get('out.txt') == text_of('a.fountain')
    expect(0, 'convert', '-o', 'out.txt', 'a.fountain')
    os.link('out.txt', 'third.txt')
    expect(0, 'convert', '-q', '-o', 'out.txt', 'a.fountain')


@test
def a_signal_while_the_temporary_exists():
    faults = build_faults()
    put('a.fountain', acts(40))
    whole = text_of('a.fountain')
    before = sorted(os.listdir('.') + ['out.txt'])
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        for call, content in (('write', b'old'), ('fchmod', whole), ('fsync', whole), ('rename', whole)):
            put('out.txt', b'old')
            env = {**faults, 'FAULT_CALL': call, 'FAULT_AT': '1', 'FAULT_SIGNAL': str(int(number))}
            done = run('convert', '-q', '-o', 'out.txt', 'a.fountain', env=env)
            assert done.returncode == -number, (call, done)
            assert get('out.txt') == content and sorted(os.listdir('.')) == before, call
            done = run('convert', '-q', '-o', 'out.txt', 'a.fountain', env=env,
                       preexec_fn=lambda: signal.signal(number, signal.SIG_IGN))
            assert done.returncode == 0 and get('out.txt') == whole, ('ignored', call, done)


# --------------------------------------------------------------------- messages

@test
def messages_have_the_form_of_compilers():
    put('a.fountain', b'INT. A - DAY\n\nHe waits. [[never closed\n')
    warning = r'^a\.fountain:3:\d+: warning: .+ \[PL-214\]\n$'
    expect(0, 'convert', '-o', 'a.json', 'a.fountain', says=warning)
    expect(0, 'count', 'a.fountain', says=warning)
    expect(0, 'count', '-', input=get('a.fountain'), says=warning.replace(r'a\.fountain', '<stdin>'))
    expect(0, 'count', '-q', 'a.fountain')
    expect(3, 'count', '-q', 'no.fountain', says='error')


@test
def messages_come_by_place():
    put('a.fountain', b'INT. A - DAY\n\n' + b'He [[waits.\n\nINT. NOT ALONE\nBUT HERE\n\n' * 40 + b'/* open\n')
    lines = run('count', 'a.fountain').stderr.decode().splitlines()
    places = [tuple(map(int, re.match(r'a\.fountain:(\d+):(\d+): ', line).groups())) for line in lines]
    assert places == sorted(places) and len(places) > 80, lines
    assert len({line.split('[')[-1] for line in lines}) >= 3, 'messages of one pass prove nothing'
    many = b'INT. A\n' * 100000
    done = run('count', '-', input=many)
    assert 1000 < len(done.stderr.splitlines()) < 1010 and b'more like this are not listed' in done.stderr


def on_a_terminal(*arguments, **env):
    """What platen prints when its stderr is a terminal."""
    main, terminal = pty.openpty()
    run(*arguments, stdout=subprocess.DEVNULL, stderr=terminal, env={'TERM': 'xterm', **env})
    os.close(terminal)
    os.set_blocking(main, False)
    try:
        return os.read(main, 65536)
    finally:
        os.close(main)


@test
def long_work_shows_on_a_terminal_how_far_it_is():
    shutil.copy(os.path.join(SCREENPLAYS, 'feature.fountain'), 'a.fountain')
    put('names', ''.join(f'Name {i}\n' for i in range(60)).encode())
    names = ('convert', 'a.fountain', '--watermark-list', 'names', '-o', 'out/{name}.pdf')
    assert re.search(rb'\r\x1b\[K\d+/60 out/Name \d+\.pdf.*\r\x1b\[K$', on_a_terminal(*names), re.S)
    assert b'\r' not in run(*names).stderr
    put('b.fountain')
    assert on_a_terminal('count', 'a.fountain', 'b.fountain').endswith(b'\r\x1b[K2/2 b.fountain\r\x1b[K')
    assert b'\r' not in run('count', 'a.fountain', 'b.fountain').stderr


@test
def colour_is_for_terminals():
    missing = ('count', 'no.fountain')
    assert b'\033' not in run(*missing).stderr
    assert b'\033' not in run('--color', 'auto', *missing).stderr
    assert b'\033[1;31merror:\033[0m' in run('--color', 'always', *missing).stderr
    assert b'\033[' in on_a_terminal(*missing)
    assert b'\033[' in on_a_terminal(*missing, NO_COLOR='')
    assert b'\033[' in on_a_terminal('--color=always', *missing, NO_COLOR='1')
    for arguments, env in (((), {'NO_COLOR': '1'}), ((), {'TERM': 'dumb'}), (('--color', 'never'), {})):
        printed = on_a_terminal(*arguments, *missing, **env)
        assert b'error' in printed and b'\033' not in printed, (arguments, env)


@test
def control_characters_do_not_reach_the_terminal():
    for name, shown in ((b'a\033[2Jb', rb'a\x1b[2Jb'), (b'a\nb', rb'a\nb'), (b'a\x07\x7f', rb'a\x07\x7f'),
                        (b'\xc2\x9b2J', rb'\xc2\x9b2J'), (b'\xff\xfe', rb'\xff\xfe'),
                        ('\u00e9\u4e2d\U0001f600'.encode(), '\u00e9\u4e2d\U0001f600'.encode()),
                        (b'\xed\xa0\x80', rb'\xed\xa0\x80'), (b'cut \xe2\x82', rb'cut \xe2\x82')):
        stderr = run('count', name).stderr
        assert stderr.startswith(shown + b': error:'), (name, stderr)
        stderr = run(b'--paper=' + name, 'count', 'x').stderr
        assert shown in stderr and stderr.count(b'\n') == 2, (name, stderr)
        if b'\n' not in name:
            put(name + b'.fountain')
            done = run('count', name + b'.fountain', name + b'.fountain')
            assert done.stdout.startswith(b'1\t' + shown + b'.fountain\n'), (name, done.stdout)
            record = json.loads(run('count', '-f', 'json', name + b'.fountain').stdout)
            told = record['files'][0]['file'].replace('\ufffd', '')
            assert told == (name + b'.fountain').decode(errors='ignore'), (name, told)


@test
def odd_names_are_names():
    for name in ('-a.fountain', '--help', '- .fountain', 'new\nline.fountain', ' ', 'a;b$c.fountain',
                 b'\xff.fountain', '"quo\\te".fountain', '%s%n.fountain'):
        put(name)
        assert expect(0, 'count', '--', name).stdout == b'1\n', name
        expect(0, 'convert', '-q', '-o', 'out.txt', '--', name)
        expect(0, 'convert', '-q', '-f', 'json', '-o', './', '--', name)
        record = json.loads(expect(0, 'count', '-f', 'json', '--', name).stdout)
        assert record['files'][0]['file'] == os.fsencode(name).decode(errors='replace')
    expect(0, 'convert', '-q', '-f', 'text', '-o', '--', './-a.fountain')
    assert get('--') == get('out.txt')
    put('-')
    assert expect(0, 'count', './-').stdout == b'1\n'
    expect(0, 'convert', '-q', '-f', 'json', './-')
    assert os.path.exists('-.json')


@test
def the_locale_and_the_zone_change_nothing():
    put('a.fountain', 'INT. CAF\u00c9 - DAY\n\nI \u0130 \u0131 i.\n\n'.encode() + acts(3))
    plain = text_of('a.fountain'), run('count', '--eighths', 'a.fountain').stdout, run('--help').stdout
    for name in ('C', 'C.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'ar_EG', 'ja_JP.SJIS'):
        env = {'LC_ALL': name, 'LANG': name, 'TZ': 'Asia/Kathmandu', 'HOME': '/nonexistent'}
        assert plain == (text_of('a.fountain', env=env), run('count', '--eighths', 'a.fountain', env=env).stdout,
                         run('--help', env=env).stdout), name


# ------------------------------------------------------------------------- help

def help_of(command):
    return expect(0, command, '--help', '--all').stdout.decode()


def options_of(text):
    """Long option, argument and letter of each line of a help."""
    return {(found[2], found[3] or '', found[1] or '')
            for found in re.finditer(r'^  (?:-(\w),|   ) --([\w-]+)(?: ([\w|-]+))?(?:  |$)', text, re.M)}


@test
def every_command_explains_itself():
    general = expect(0, '--help').stdout.decode()
    assert general == expect(0, '-h').stdout.decode() == expect(0, 'help').stdout.decode()
    for command in COMMANDS:
        text = help_of(command)
        assert text == expect(0, 'help', '--all', command).stdout.decode()
        short = expect(0, '-h', command).stdout.decode()
        assert short == expect(0, 'help', command).stdout.decode() == expect(0, command, '--help').stdout.decode()
        assert short.count('\n') <= 24 or command == 'check', short
        assert max(map(len, short.splitlines())) <= 80 and options_of(short) <= options_of(text), short
        assert text.startswith(f'Usage: platen {command}') and '\nExamples:\n  platen ' in text, command
        assert ('help', '', 'h') in options_of(text), command
    for text in [general, *map(help_of, COMMANDS)]:
        assert text.endswith('\n') and max(map(len, text.splitlines())) <= 80, text
        assert '\t' not in text and ' \n' not in text


@test
def every_option_in_the_help_is_read():
    put('a.fountain')
    put('empty.ini', b'')
    put('template.fdx', b'<FinalDraft/>')
    put('names.txt', b'Ana\n')
    samples = {'ID': 'no-PL-330', 'FILE': 'out.txt', 'FORMAT': 'text', 'RANGE': '1', 'TEXT': 'x', 'NAME': 'latin1', 'N': '50', 'DATE': '2026-01-31'}
    for command in ('convert', 'count', 'pages'):
        options = options_of(help_of(command))
        assert len(options) > 10, options
        for name, argument, letter in options - {('help', '', 'h'), ('version', '', 'V'), ('all', '', '')}:
            for value in argument.split('|'):
                if value in ('fdx', 'fadein', 'osf'):
                    continue    # a.fountain is none
                value = {'config': 'empty.ini', 'watermark-list': 'names.txt', 'diagnostics-output': 'told', 'fdx-template': 'template.fdx', 'font': 'a.ttf'}.get(name, samples.get(value, value))
                base = ['-q'] if name != 'verbose' else []
                out = {'layout': 'out.json', 'fdx-template': 'out.fdx', 'dpi': 'out-%d.png',
                       'attach-source': 'out.pdf', 'tagged': 'out.pdf', 'watermark-list': '{name}.pdf'}.get(name, 'out.txt')
                base += ['-o', out] if command == 'convert' and name != 'output' else []
                for words in [[f'--{name}={value}'], [f'--{name}', value]] if value else [[f'--{name}']]:
                    done = run(command, *base, 'a.fountain', *words)
                    assert done.returncode == 0, (command, words, done)
                if letter:
                    done = run(command, *base, 'a.fountain', '-' + letter + value)
                    assert done.returncode == 0, (command, letter, done)


@test
def a_variable_is_for_the_formats_which_want_it():
    put('a.fountain', b'One.')
    assert run('convert', '-q', 'a.fountain', '-o', 'a.txt', env={'PLATEN_DPI': '300'}).returncode == 0
    assert run('convert', '-q', 'a.fountain', '-o', 'a.txt', '--dpi', '300').returncode == 2


@test
def the_configuration_of_folders_is_printed():
    os.makedirs('drafts', exist_ok=True)
    assert run('count', '-r', 'drafts', '--print-config').returncode == 0


@test
def printed_settings_can_be_read_again():
    put('a.fountain')
    for value in ('"Salt" - {page}', '"', '"{page}', 'a "b" c', "it's # 1", '"a" # b "'):
        put('a.ini', f'header = "{value}"\n'.encode())
        first = expect(0, 'count', '--config', 'a.ini', '--print-config', 'a.fountain').stdout
        put('b.ini', first)
        again = expect(0, 'count', '--config', 'b.ini', '--print-config', 'a.fountain').stdout
        assert re.sub(rb'  # .*', b'', first) == re.sub(rb'  # .*', b'', again), (value, first, again)
    for value in (b'a\0b', b'caf\xe9'):
        put('a.ini', b'header = ' + value + b'\n')
        expect(2, 'count', '--config', 'a.ini', 'a.fountain', says='a.ini:1: this is not UTF-8')


@test
def the_examples_of_the_help_work():
    for name in ('coffee', 'act-1', 'act-2'):
        put(name + '.fountain', acts(3))
    os.mkdir('out')
    count = 0
    for command in [None, *COMMANDS]:
        text = expect(0, *([command] if command else []), '--help').stdout.decode()
        for line in text.split('\nExamples:\n')[1].split('\n\n')[0].splitlines():
            line = line.strip().replace('platen', PROGRAM, 1).replace('| less', '')
            if command in ('watch', 'preview'):     # until Ctrl-C
                line = 'timeout -s INT --preserve-status 1 ' + line
            done = subprocess.run(line, shell=True, capture_output=True)
            assert done.returncode == ('--diff' in line), (line, done)
            count += 1
    assert count > 10 and os.path.exists('coffee.pdf') and len(os.listdir('out')) == 3, os.listdir('.')


@test
def the_manual_has_the_same_options():
    manual = get(MANUAL).decode()
    found = set()
    for line in re.findall(r'^\.It (Fl .*)', manual, re.M):
        parts = re.fullmatch(r'(?:Fl (\w) , )?Fl -([\w-]+)(?: Ar (\S+))?', line)
        assert parts, line
        found.add((parts[2], parts[3] or '', parts[1] or ''))
    expected = set().union(*(options_of(help_of(command)) for command in COMMANDS))
    assert found == expected, found ^ expected
    for item in re.split(r'^\.It ', manual, flags=re.M):
        option = re.match(r'(?:Fl (\w) , )?Fl -([\w-]+)(?: Ar (\S+))?\n(?:\.Pq (.*)\n)?', item)
        if option and option[2] not in ('help', 'version', 'all'):
            row = (option[2], option[3] or '', option[1] or '')
            takers = [command for command in COMMANDS if row in options_of(help_of(command))]
            assert option[4] == ' , '.join(takers), (option[0], takers)
    assert re.findall(r'^\.Ss platen (\w+)', manual, re.M) == COMMANDS


@test
def docs_pages_tells_the_truth():
    text = get(PAGES).decode()
    speech = 'INT. A\n\nNORA\n' + 'Word and word. ' * 300
    languages = re.findall(r'^\| `([\w-]+)` [\w ]+ \| (.*) \| (.*) \| (.*) \| (.*) \|$', text, re.M)
    known = json.loads(expect(0, 'languages', '--format', 'json').stdout)['languages']
    assert languages == [(language['codes'][0], *language['continued'].values()) for language in known
                         if language['continued']], languages
    for code, *words in languages:
        put('a.fountain', f'Language: {code}\n\n{speech}'.encode())
        told = text_of('--scene-continued', 'yes', 'a.fountain').decode()
        assert all(word in told for word in words), (code, words)
    profiles = re.findall(r'^\| `([\w-]+)` \| (\d+), (\d+) \|', text, re.M)
    for name, *lines in profiles:
        for paper, count in zip(('letter', 'a4'), lines):
            head = expect(0, 'convert', '-f', 'pages', '--profile', name, '--paper', paper, 'a.fountain').stdout
            assert head.split(b'\n')[0].endswith(b'lines ' + count.encode()), (name, paper)
    assert [name for name, *_ in profiles] == ['standard', 'multicam', 'stage', 'compat-55']


@test
def version_is_one_line():
    line = expect(0, '--version').stdout.decode()
    assert re.fullmatch(r'platen \d+\.\d+\.\d+ \(metrics \d+\)\n', line), line
    assert line == expect(0, '-V').stdout.decode() == expect(0, 'version').stdout.decode()


def in_a_folder(function):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            function()
        finally:
            os.chdir('/')


def main():
    for function in TESTS:
        OUTCOMES.run(function.__name__.replace('_', ' '), in_a_folder, function)
    OUTCOMES.end()


main()
