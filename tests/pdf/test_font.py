#!/usr/bin/env python3
"""test_font.py BUILD_DIR - --font: another font, and every word where it was."""
import html
import os
import random
import re
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, TESTS, Failure, describe, has_program, start

COFFEE = os.path.join(TESTS, 'screenplays', 'coffee-shop.fountain')
PROPORTIONAL = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'
RESOURCE = 5
NEAR = 1.0      # points


def courier_prime(platen):
    """The file which the build embeds."""
    find = os.path.join(ROOT, 'fonts', 'embed-courier-prime')
    found = subprocess.run([find, 'find', platen.option('font_dir')], capture_output=True, check=True)
    with open(found.stdout.decode().splitlines()[0], 'rb') as file:
        return file.read()


def scaled(platen, folder, units_per_em):
    """Courier Prime, whose letters are 1228 units wide, with another em."""
    data = bytearray(courier_prime(platen))
    for at in range(12, 12 + 16 * struct.unpack('>H', data[4:6])[0], 16):
        if data[at:at + 4] == b'head':
            offset = struct.unpack('>I', data[at + 8:at + 12])[0] + 18
            data[offset:offset + 2] = struct.pack('>H', units_per_em)
    path = os.path.join(folder, f'{units_per_em}.ttf')
    with open(path, 'wb') as file:
        file.write(data)
    return path


def words(path):
    """Page, letters, left edge and height of each; a full stop of another style may be a word by itself."""
    found, page = [], 0
    out = subprocess.run(['pdftotext', '-bbox', path, '-'], capture_output=True, check=True).stdout.decode()
    for match in re.finditer(r'<page |<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>',
                             out):
        page += match[0].startswith('<page')
        letters = re.sub(r'\W', '', html.unescape(match[4] or ''))
        if letters:
            left, top, bottom = (float(match[i]) for i in (1, 2, 3))
            found.append((page, letters, left, (top + bottom) / 2))
    return found


def words_stay_where_they_are(platen, folder):
    """Also where the letters are wider than a cell by themselves."""
    platen.text('convert', '-q', COFFEE, '-o', 'usual.pdf', cwd=folder)
    usual = words(os.path.join(folder, 'usual.pdf'))
    assert len(usual) > 300
    for units in (2048, 2010):
        platen.text('convert', '-q', COFFEE, '--font', scaled(platen, folder, units), '-o', 'own.pdf', cwd=folder)
        own = words(os.path.join(folder, 'own.pdf'))
        assert [word[:2] for word in own] == [word[:2] for word in usual], 'other words'
        far = [(a, b) for a, b in zip(usual, own) if max(abs(p - q) for p, q in zip(a[2:], b[2:])) > NEAR]
        assert not far, f'{units}: {far[:3]}'
    again = platen('convert', '-q', COFFEE, '--font', scaled(platen, folder, 2010), '-f', 'pdf', '-o', '-').stdout
    with open(os.path.join(folder, 'own.pdf'), 'rb') as file:
        assert again == file.read(), 'other bytes'


def pictures_have_it(platen, folder):
    font = scaled(platen, folder, 2010)
    for form in ('svg', 'png'):
        call = ['convert', '-q', '-f', form, '-o', '-', '--pages', '2', COFFEE]
        usual, own = (platen(*call, *more) for more in ([], ['--font', font]))
        assert usual.returncode == own.returncode == 0, describe(own)
        assert usual.stdout != own.stdout, f'{form} is the same'


def refused(platen, folder, path, says):
    for form in ('pdf', 'svg', 'png'):
        done = platen('convert', '-q', COFFEE, '--font', path, '-o', f'out-%d.{form}', cwd=folder)
        if done.returncode != RESOURCE or not re.search(says, done.stderr.decode()):
            raise Failure(f'no {says!r}: {describe(done)}')
        assert not any(name.startswith('out') for name in os.listdir(folder)), os.listdir(folder)


def other_files_are_refused(platen, folder):
    data = courier_prime(platen)
    for name, content in (('empty', b''), ('cut', data[:len(data) // 3]), ('text', b'INT. A - DAY\n' * 99)):
        with open(os.path.join(folder, name), 'wb') as file:
            file.write(content)
        refused(platen, folder, name, f'^{name}: error: not a TrueType or OpenType font')
    refused(platen, folder, 'nowhere.ttf', '^nowhere.ttf: error: cannot read: No such file')
    refused(platen, folder, folder, 'cannot read: Is a directory')
    for units in (1900, 2400):
        refused(platen, folder, scaled(platen, folder, units), 'are not all 0.6 of its size wide')
    if os.path.exists(PROPORTIONAL):
        refused(platen, folder, PROPORTIONAL, 'are not all 0.6 of its size wide')


def it_is_looked_at_where_it_is_drawn_with(platen, folder):
    for command in (['count'], ['pages'], ['check', '-q'], ['report', 'scenes'], ['convert', '-q', '-f', 'text', '-o', '-']):
        usual, own = (platen(*command, *more, COFFEE, cwd=folder) for more in ([], ['--font', 'nowhere.ttf']))
        assert own.returncode == usual.returncode == 0 and own.stdout == usual.stdout, describe(own)


def the_font_is_not_overwritten(platen, folder):
    path = scaled(platen, folder, 2048)
    done = platen('convert', '-q', '-f', 'pdf', '-o', path, '--font', path, COFFEE)
    assert done.returncode == 4 and open(path, 'rb').read(4) == b'OTTO', describe(done)


def broken_fonts_do_no_harm(platen, folder):
    dice, path = random.Random(7), os.path.join(folder, 'broken.ttf')
    whole = courier_prime(platen)
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(dice.choice((1, 20, 500))):
            data[dice.randrange(dice.choice((300, len(data))))] = dice.randrange(256)
        with open(path, 'wb') as file:
            file.write(data)
        for form in ('pdf', 'png'):
            done = platen('convert', '-q', '--pages', '2', '-f', form, '-o', '-', '--font', path, COFFEE)
            assert done.returncode in (0, RESOURCE), describe(done)


def main():
    platen, tests = start(__doc__)
    for test in (words_stay_where_they_are, pictures_have_it, other_files_are_refused,
                 it_is_looked_at_where_it_is_drawn_with,
                 the_font_is_not_overwritten, broken_fonts_do_no_harm):
        with tempfile.TemporaryDirectory() as folder:
            if test is words_stay_where_they_are and not has_program('pdftotext'):
                tests.skip(test.__name__.replace('_', ' '), 'pdftotext is not installed')
                continue
            tests.run(test.__name__.replace('_', ' '), test, platen, folder)
    tests.end()


main()
