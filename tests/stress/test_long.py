#!/usr/bin/env python3
"""test_long.py BUILD_DIR - what takes minutes: large inputs, many rounds, many fonts, other locales.

`scripts/test --long` runs it before a release. Lines with # say what was measured.
"""
import glob
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Failure, Skip, describe, environment, has_program, screenplays, start

PLATEN, OUTCOMES = start(__doc__)
HERE = os.path.dirname(os.path.abspath(__file__))
MIB = 1 << 20
MEMORY = 512 * MIB
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def put(content, name='a.fountain'):
    with open(name, 'wb') as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return name


def measure(*arguments, memory=MEMORY, **more):
    """Processor seconds and MiB of one call, which must succeed."""
    child = subprocess.Popen([PLATEN.program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, env=environment(),
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory)), **more)
    errors = child.stderr.read().decode(errors='replace')
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise Failure(f'{arguments}: {child.returncode}: {errors[-500:]}')
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


# ----------------------------------------------------------------------- sizes

@test
def ten_megabytes_of_one_line():
    size = 10 * MIB
    for name, text in (('with spaces', 'word ' * (size // 5)), ('without', 'a' * size), ('empty lines', '\n' * size),
                       ('spaces', ' ' * size), ('tabs', '\t' * (size // 4)), ('carriage returns', '\r' * size)):
        for end in ('', '\n'):
            put(text + end)
            seconds, mebibytes = measure('count', 'a.fountain')
            assert seconds < 4, (name, seconds)
        OUTCOMES.note(f'10 MiB, {name}: {seconds:.2f} s, {mebibytes:.0f} MiB')


@test
def ten_megabytes_of_unclosed_boneyard():
    for head in ('/*', '[[', '/* [['):
        put(head + 'a /* b [[ c\n\n' * (10 * MIB // 13))
        seconds, mebibytes = measure('count', '-q', 'a.fountain')
        OUTCOMES.note(f'10 MiB after {head}: {seconds:.2f} s, {mebibytes:.0f} MiB')
        assert seconds < 8, (head, seconds)


@test
def a_million_letters_of_each_script():
    """One letter of each block of 128 code points, as one word."""
    letters = [next((chr(code) for code in range(block, block + 128) if unicodedata.category(chr(code)) in ('Lo', 'Ll')), None)
               for block in range(0, 0x20000, 128)]
    slowest = (0, None)
    for letter in filter(None, letters):
        put(letter * 1_000_000)
        slowest = max(slowest, (measure('count', 'a.fountain')[0], f'U+{ord(letter):04X}'))
    OUTCOMES.note(f'{len(list(filter(None, letters)))} words; the slowest {slowest[1]}: {slowest[0]:.2f} s')
    assert slowest[0] < 2, slowest


@test
def time_and_memory_are_linear_at_1_2_4_8_mebibytes():
    with open(max(screenplays(), key=os.path.getsize), 'rb') as file:
        whole = file.read() + b'\n\n'
    last = None
    for size in (1, 2, 4, 8):
        put((whole * (size * MIB // len(whole) + 1))[:size * MIB])
        best = min((measure('count', 'a.fountain', memory=4 * MEMORY) for _ in range(3)), key=lambda pair: pair[0])
        OUTCOMES.note(f'{size} MiB of screenplays: {best[0]:.2f} s, {best[1]:.0f} MiB')
        if last is not None:
            assert best[0] < 2.4 * last[0] + 0.1 and best[1] < 2.2 * last[1], (size, last, best)
        last = best


@test
def twice_the_pathological_inputs():
    """test_pathological.py at 1 and 2 MB."""
    done = subprocess.run([sys.executable, '-B', os.path.join(HERE, 'test_pathological.py'), PLATEN.build],
                          capture_output=True, text=True, env={**environment(), 'STRESS_SIZE': '1000000'})
    OUTCOMES.relay(done.stdout.rsplit('1..', 1)[0])


# ----------------------------------------------------------------------- files

@test
def two_writers_and_a_reader_five_hundred_times():
    if not has_program('qpdf'):
        raise Skip('needs qpdf')
    for name in 'ab':
        shutil.copy(screenplays()[0], f'{name}.fountain')
    with open('b.fountain', 'a', encoding='utf-8') as file:
        file.write('\n\nEXT. ELSEWHERE - NIGHT\n\nMore.\n')
    PLATEN.text('convert', '-q', '-o', 'out.pdf', 'a.fountain')
    problems, is_done = [], threading.Event()
    def write(name):
        for _ in range(500):
            done = PLATEN('convert', '-q', '-o', 'out.pdf', f'{name}.fountain')
            if done.returncode != 0:
                problems.append(describe(done))
    def read():
        while not is_done.is_set():
            shutil.copy('out.pdf', 'seen.pdf')
            done = subprocess.run(['qpdf', '--check', 'seen.pdf'], capture_output=True, text=True)
            if done.returncode != 0:
                problems.append(done.stdout + done.stderr)
    reader, writers = threading.Thread(target=read), [threading.Thread(target=write, args=(name,)) for name in 'ab']
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    is_done.set()
    reader.join()
    assert not problems, problems[:2]
    assert not [name for name in os.listdir('.') if name.startswith('.platen')]


@test
def a_full_file_system():
    """A tmpfs of 64 KiB, where the user may mount one."""
    put('INT. A\n\n' + 'B.\n\n' * 4000)
    script = 'mount -t tmpfs -o size=64k none full && echo old > full/out.html && ' \
        f'{PLATEN.program} convert -q -o full/out.html a.fountain; status=$?; ' \
        'cat full/out.html; ls -A full; exit $status'
    os.mkdir('full')
    done = subprocess.run(['unshare', '-rm', 'sh', '-c', script], capture_output=True, text=True, env=environment())
    if 'mount:' in done.stderr or 'unshare:' in done.stderr:
        raise Skip('may not mount')
    assert done.returncode == 4 and done.stdout == 'old\nout.html\n' and 'No space left' in done.stderr, done


# ---------------------------------------------------------------- surroundings

def answer(env, *prefix):
    return [subprocess.run([*prefix, PLATEN.program, *words], capture_output=True, stdin=subprocess.DEVNULL,
                           env={**environment(), **env}).stdout
            for words in (('convert', '-q', '-f', 'pages', '-o', '-', 'a.fountain'), ('check', 'a.fountain'), ('--help',))]


@test
def locales_made_for_this():
    if not has_program('localedef'):
        raise Skip('needs localedef')
    shutil.copy(screenplays()[0], 'a.fountain')
    plain = answer({})
    made = []
    for name, charset in (('de_DE', 'UTF-8'), ('tr_TR', 'UTF-8'), ('tr_TR', 'ISO-8859-9'), ('ar_EG', 'UTF-8'), ('ja_JP', 'EUC-JP'),
                          ('ja_JP', 'SHIFT_JIS'), ('fa_IR', 'UTF-8'), ('az_AZ', 'UTF-8')):
        path = f'{name}.{charset}'
        done = subprocess.run(['localedef', '-c', '-i', name, '-f', charset, os.path.join('.', path)], capture_output=True)
        if os.path.isdir(path):
            made.append(path)
            assert answer({'LOCPATH': os.getcwd(), 'LC_ALL': path, 'LANGUAGE': name}) == plain, path
    if not made:
        raise Skip('no locale could be made: the package locales is missing')
    OUTCOMES.note(f'locales: {" ".join(made)}')


@test
def addresses_and_memory_do_not_matter():
    shutil.copy(screenplays()[0], 'a.fountain')
    plain = answer({})
    for fill in ('1', '90', '165', '255'):
        assert answer({'MALLOC_PERTURB_': fill}) == plain, fill
    if has_program('setarch'):
        for _ in range(3):
            assert answer({}) == plain
            assert answer({}, 'setarch', os.uname().machine, '-R') == plain, 'without ASLR'


@test
def two_thousand_fonts():
    fonts = [path for path in glob.glob('/usr/share/fonts/**/*', recursive=True) if re.search(r'\.(ttf|otf|ttc)$', path)]
    if not fonts:
        raise Skip('there are no fonts')
    os.mkdir('fonts')
    for i in range(2000):
        os.symlink(fonts[i % len(fonts)], f'fonts/{i}{os.path.splitext(fonts[i % len(fonts)])[1]}')
    put(f'<?xml version="1.0"?><fontconfig><dir>{os.getcwd()}/fonts</dir><cachedir>{os.getcwd()}/cache</cachedir></fontconfig>',
        'fonts.conf')
    put('INT. A\n\n\u6f22\u5b57 \u0939\u093f\n\n' + 'B.\n\n' * 100)
    env = {'FONTCONFIG_FILE': os.path.join(os.getcwd(), 'fonts.conf')}
    assert answer(env) == answer({})
    done = PLATEN('convert', '-q', '-o', 'a.pdf', 'a.fountain', env=env, timeout=300)
    assert done.returncode == 0, describe(done)
    OUTCOMES.note(f'2,000 fonts: {len(fonts)} files')


def main():
    before = os.getcwd()
    for function in TESTS:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            OUTCOMES.run('long: ' + function.__name__.replace('_', ' '), function)
            os.chdir(before)
    OUTCOMES.end()


main()
