#!/usr/bin/env python3
"""test_pathological.py BUILD_DIR - a megabyte of anything (less with sanitizers) is counted and written, in linear time.

Each input is made in one size and in twice that size. Both must end with status 0, within a limit of
time and memory, and the double one may take about twice the time: quadratic code takes four times.
"""
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Failure, environment, start

SIZE = int(os.environ.get('STRESS_SIZE', 500_000))
DRAWN_SIZE = 100_000    # makes fifty pages of letters with their marks
MEMORY = (512 << 20) * max(SIZE, 500_000) // 500_000
SECONDS = 10
PATIENCE = 60
# What a measurement may be off by: a busy machine, the start of a process.
SLACK = 0.25


def repeat(piece, size):
    return (piece * (size // len(piece) + 1))[:size]


def cue(name, speech):
    return f'Wind.\n\n{name}\n{speech}\n'


INPUTS = {
    # emphasis
    'stars': lambda n: repeat('*', n),
    'underscores': lambda n: repeat('_', n),
    'openers of two lengths, then closers': lambda n: repeat('*a **a ', n // 2) + repeat('a* a** ', n // 2),
    'closers only': lambda n: repeat('a* ', n),
    'triple openers': lambda n: repeat('***a', n),
    'crossed marks': lambda n: repeat('*a_ ', n),
    'escapes': lambda n: repeat('\\*', n),
    'unclosed bold before spaces': lambda n: '**' + ' ' * n,
    'nested marks': lambda n: repeat('*_**a', n // 2) + repeat('**_*', n // 2),
    'marks never closed': lambda n: repeat('*a\n', n),
    # notes
    'notes which number pages': lambda n: repeat('a [[page 1]]\n', n),
    'note openers': lambda n: repeat('[[', n),
    'note closers': lambda n: repeat(']]', n),
    'note openers with text': lambda n: repeat('[[a', n),
    'switches': lambda n: repeat('[[platen: off PL-302 X]]\n\n[[platen: on PL-302]]\n\n', n),
    'switches in one line': lambda n: 'A' + repeat('[[platen: off PL-302]]', n) + '\n',
    'nested notes': lambda n: repeat('[[ ', n // 2) + repeat(']] ', n // 2),
    'note openers in paragraphs': lambda n: repeat('[[a\n\n', n),
    'note over held lines': lambda n: '[[a\n' + repeat('  \nb\n', n),
    # boneyard
    'boneyard openers': lambda n: repeat('/*', n),
    'boneyard closers': lambda n: repeat('*/', n),
    'slash star slash': lambda n: repeat('/*/', n),
    'boneyard never closed': lambda n: '/*' + repeat('a\n', n),
    'boneyards': lambda n: repeat('a /* b */ c\n', n),
    # dialogue
    'long cue': lambda n: cue(repeat('A', n), 'Hello.'),
    'cue of brackets': lambda n: cue('A' + repeat('(', n), 'Hello.'),
    'cue of extensions': lambda n: cue('A ' + repeat('(B) ', n), 'Hello.'),
    'speech of many lines': lambda n: cue('ANN', repeat('Hello there.\n', n)),
    'one long speech': lambda n: cue('ANN', repeat('Hello there. ', n)),
    'parentheticals never closed': lambda n: cue('ANN', repeat('(a\n', n)),
    'cues without speech': lambda n: repeat('ANN\n\n', n),
    'forced cues': lambda n: repeat('@', n),
    'carets': lambda n: cue('ANN ' + repeat('^', n), 'Hello.'),
    'many speakers': lambda n: ''.join(f'ANN {i}\nYes.\n\n' for i in range(n // 16)),
    'names of one beginning': lambda n: ''.join(f'{"A" * (i // 512)}{i:X}B\nYes.\n\n' for i in range(n // 64)),
    'dual dialogues': lambda n: repeat('ANN\nYes.\n\nBO ^\nNo.\n\n', n),
    'held lines in a speech': lambda n: cue('ANN', repeat('  \n', n) + 'Hello.'),
    'names in a speech': lambda n: cue('ANN', repeat('ANN\nHo.\n', n)),
    'names in action': lambda n: cue('ANN', 'Ho.\n\nA.\n' + repeat('ANN\n', n)),
    'names of mixed letters': lambda n: repeat('McANN\nHo.\n\n', n),
    'many names': lambda n: ''.join(f'A{i:b}\nHo.\n\n'.replace('0', 'O').replace('1', 'I') for i in range(n // 25)),
    # other elements
    'scene number': lambda n: 'INT. A #' + repeat('1', n) + '#\n\nB.\n',
    'hashes in a heading': lambda n: 'INT. A ' + repeat('#', n) + '\n\nB.\n',
    'deep section': lambda n: repeat('#', n) + ' A\n\nB.\n',
    'sections': lambda n: repeat('# A\n', n),
    'synopses': lambda n: repeat('=\n', n),
    'centring marks': lambda n: repeat('>', n) + repeat('<', n),
    'scene numbers': lambda n: ''.join(f'INT. A #{i}#\n\n' for i in range(n // 16)),
    'headings of dashes': lambda n: 'INT. ' + repeat('- NIGHT ', n) + '\n\nB.\n',
    'headings': lambda n: repeat('INT. A\n\n', n),
    'headings glued together': lambda n: repeat('INT. A\n', n),
    'page breaks': lambda n: repeat('===\n', n),
    'equals signs': lambda n: repeat('=', n),
    'lyrics': lambda n: repeat('~\n', n),
    'transitions': lambda n: repeat('CUT TO:\n\n', n),
    # lines
    'one line with spaces': lambda n: repeat('word ', n),
    'one word': lambda n: repeat('a', n),
    'one word of hyphens': lambda n: repeat('-', n),
    'full stops': lambda n: 'a' + repeat('.', n),
    'sentences without a space': lambda n: repeat('a.B?', n),
    'quotes': lambda n: repeat('"\'\u201c\u2019', n // 8),
    'empty lines': lambda n: '\n' * n,
    'empty lines before action': lambda n: 'A.\n' + '\n' * n + 'B.',
    'spaces': lambda n: ' ' * n,
    'tabs': lambda n: '\t' * n,
    'tabs in action': lambda n: 'a' + '\t' * (n // 4) + 'b',
    'carriage returns': lambda n: '\r' * n,
    'one paragraph of many lines': lambda n: repeat('A line.\n', n),
    # title page
    'title keys': lambda n: 'Title: A\n' + repeat('Key: B\n', n),
    'long title key': lambda n: repeat('K', n) + ': A\n',
    'title value of many lines': lambda n: 'Title:\n' + repeat('   a\n', n),
    'long title': lambda n: 'Title: ' + repeat('a b ', n) + '\n',
    # Unicode
    'combining marks': lambda n: 'e' + repeat('\u0301', n // 2),
    'zero width joiners': lambda n: repeat('\u200d', n // 3),
    'flags': lambda n: repeat('\U0001f1e6', n // 4 | 1),
    'soft hyphens': lambda n: repeat('a\u00ad', n // 3),
    'bidi controls': lambda n: repeat('\u202b', n // 3),
    'ideographs': lambda n: repeat('\u6f22', n // 3),
    'dots between ideographs': lambda n: '\u6f22' + repeat('\u2026', n // 3) + '\u6f22',
    'arabic': lambda n: repeat('\u0627\u0644 ', n // 5),
    'emoji families': lambda n: repeat('\U0001f468\u200d\U0001f469\u200d\U0001f467', n // 20),
    # bytes
    'NUL': lambda n: b'\0' * n,
    'bytes which are no UTF-8': lambda n: repeat(b'\xff\xc0\x80\xed\xa0\x80', n),
    'every byte': lambda n: repeat(bytes(range(256)), n),
}

# What is drawn in other fonts than Courier Prime: shaping is by libraries which take quadratic time, and
# worse, for what no writer writes.
DRAWN = {
    'marks on a letter': lambda n: 'e' + repeat('\u0301', n // 2),
    'marks on many letters': lambda n: repeat('a\u0336\u0301\u0302\u0351 ', n // 8),
    'Thai marks': lambda n: '\u0e01' + repeat('\u0e49', n // 3),
    'Devanagari conjuncts': lambda n: repeat('\u0915\u094d', n // 6),
    'joined emoji': lambda n: 'A ' + repeat('\U0001f469\u200d', n // 7) + ' b',
    'emoji families': lambda n: repeat('\U0001f468\u200d\U0001f469\u200d\U0001f467', n // 20),
    'one flag after the other': lambda n: repeat('\U0001f1e6', n // 4),
    'variation selectors': lambda n: '\u2764' + repeat('\ufe0f', n // 3),
    'embeddings never closed': lambda n: repeat('\u202b\u05d0', n // 5),
    'isolates': lambda n: repeat('\u2067\u05d0a', n // 6),
    'Hebrew word': lambda n: repeat('\u05d0', n // 2),
    'Arabic word': lambda n: repeat('\u0644\u0627', n // 4),
    'Cyrillic word': lambda n: repeat('\u0436', n // 2),
    'Thai word': lambda n: repeat('\u0e01\u0e32', n // 6),
    'Malayalam word': lambda n: repeat('\u0d15\u0d4d\u0d15', n // 9),
    'ideographs': lambda n: repeat('\u6f22', n // 3),
    'script after script': lambda n: repeat('\u05d0\u0436\u6f22\u0e01\u0915\u0391', n // 14),
    'characters without font': lambda n: repeat(''.join(map(chr, range(0xe000, 0xf8ff))), n // 3),
    'characters of plane 1': lambda n: repeat(''.join(map(chr, range(0x10000, 0x1f000))), n // 4),
}

SMALL = {
    'nothing': b'',
    'one byte': b'a',
    'a byte order mark': b'\xef\xbb\xbf',
    'half a character': b'Caf\xc3',
    'UTF-16 cut short': b'\xff\xfea\0b',
    'no line end': b'INT. A',
    'only a title page': b'Title: A',
}


def limits():
    """A busy machine lets a process wait, so that it is processor time which is limited."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def seconds(platen, arguments, path):
    """Processor time of one call, which must succeed."""
    done = subprocess.Popen([platen.program, *arguments, path], stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(),
                            preexec_fn=None if platen.is_sanitized() else limits)
    deadline = time.monotonic() + PATIENCE
    while True:
        pid, status, usage = os.wait4(done.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() > deadline:
            done.kill()
            os.waitpid(done.pid, 0)
            raise Failure(f'{arguments}: not done after {PATIENCE} seconds')
        time.sleep(0.002)
    code = os.waitstatus_to_exitcode(status)
    done.returncode = code
    errors = done.stderr.read().decode(errors='replace')
    done.stderr.close()
    if code != 0:
        how = f'signal {signal.Signals(-code).name}' if code < 0 else f'exit {code}'
        raise Failure(f'{arguments}: {how}\n{errors[-1500:]}')
    return usage.ru_utime + usage.ru_stime


def write(path, content):
    with open(path, 'wb') as file:
        file.write(content if isinstance(content, bytes) else content.encode())


def is_linear(platen, arguments, make, path, once=SIZE):
    """Whatever else runs on the machine only adds to a time, so what looks slow is measured again."""
    if platen.is_sanitized():   # their times say nothing: what counts is that there is no finding
        write(path, make(once // 2))
        seconds(platen, arguments, path)
        return
    least = [float('inf')] * 2
    for _ in range(3):
        for i, size in enumerate((once, 2 * once)):
            write(path, make(size))
            least[i] = min(least[i], seconds(platen, arguments, path))
        if least[1] <= 2.6 * least[0] + SLACK:
            return
    raise Failure(f'{arguments}: {least[0]:.2f} s, and {least[1]:.2f} s for twice the input')


def convert(form, path):
    out = path + '-%d' if form['one_page_a_file'] else '/dev/null'
    return ['convert', '-q', '-o', out, '-f', form['name']]


def survives(platen, formats, make, path):
    """In every format for users that is not drawn; DRAWN has inputs for those."""
    is_linear(platen, ['check', '-q'], make, path)
    for form in formats:
        if form['extensions'] and not form['drawn']:
            is_linear(platen, convert(form, path), make, path)


def is_drawn(platen, formats, make, path):
    pdf = next(form for form in formats if form['name'] == 'pdf')
    is_linear(platen, convert(pdf, path), make, path, DRAWN_SIZE)


def survives_small(platen, formats, content, path):
    write(path, content)
    for form in formats:
        seconds(platen, convert(form, path), path)


def main():
    platen, tests = start(__doc__)
    formats = platen.formats()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'input.fountain')
        for name, make in INPUTS.items():
            tests.run(name, survives, platen, formats, make, path)
        for name, make in DRAWN.items():
            tests.run(f'PDF: {name}', is_drawn, platen, formats, make, path)
        for name, content in SMALL.items():
            tests.run(name, survives_small, platen, formats, content, path)
    tests.end()


main()
