#!/usr/bin/env python3
"""test_glyphs.py BUILD_DIR - every glyph of other fonts is in the PDF, in all styles, and the file is small."""
import glob
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import CORPUS, Failure, describe, start

DPI = 100
SQUARE = 16     # dots: an ideograph has 17
SCRIPTS = {     # where letters of a script are
    'Latin': (0x100, 0x24F), 'Vietnamese': (0x1EA0, 0x1EF9), 'Greek': (0x370, 0x3FF), 'Cyrillic': (0x400, 0x4FF),
    'Armenian': (0x531, 0x586), 'Hebrew': (0x5D0, 0x5EA), 'Arabic': (0x620, 0x64A), 'Syriac': (0x710, 0x72F),
    'Thaana': (0x780, 0x7A5), 'NKo': (0x7CA, 0x7EA), 'Devanagari': (0x904, 0x939), 'Bengali': (0x985, 0x9B9),
    'Gurmukhi': (0xA05, 0xA39), 'Gujarati': (0xA85, 0xAB9), 'Odia': (0xB05, 0xB39), 'Tamil': (0xB85, 0xBB9),
    'Telugu': (0xC05, 0xC39), 'Kannada': (0xC85, 0xCB9), 'Malayalam': (0xD05, 0xD39), 'Sinhala': (0xD85, 0xDC6),
    'Thai': (0xE01, 0xE2E), 'Lao': (0xE81, 0xEAE), 'Tibetan': (0xF40, 0xF6A), 'Myanmar': (0x1000, 0x102A),
    'Georgian': (0x10D0, 0x10F0), 'Amharic': (0x1200, 0x137F), 'Cherokee': (0x13A0, 0x13F4), 'Ogham': (0x1681, 0x169A),
    'Canadian': (0x1401, 0x166C), 'Runic': (0x16A0, 0x16EA), 'Khmer': (0x1780, 0x17B3), 'Mongolian': (0x1820, 0x1842),
    'Balinese': (0x1B05, 0x1B33), 'Ol Chiki': (0x1C5A, 0x1C77), 'Glagolitic': (0x2C00, 0x2C2E),
    'Coptic': (0x2C80, 0x2CE4), 'Tifinagh': (0x2D30, 0x2D67), 'Kana': (0x3041, 0x30FF), 'Bopomofo': (0x3105, 0x312F),
    'Han': (0x4E00, 0x9FA5), 'Yi': (0xA000, 0xA48C), 'Vai': (0xA500, 0xA60C), 'Javanese': (0xA984, 0xA9B2),
    'Hangul': (0xAC00, 0xD7A3),
}
STYLES = ('', '*', '**', '***')
SIZE_MAX = 60 * 1024


def letters(script, most):
    """At most `most` of them, from all of its range."""
    first, last = SCRIPTS[script]
    found = [chr(c) for c in range(first, last + 1) if unicodedata.category(chr(c)).startswith('L')]
    return found[::max(1, len(found) // most)][:most]


def pictures(platen, folder, source, all_known=True):
    """The pages as the PNG writer draws them, and as they are in the PDF."""
    path = os.path.join(folder, 'a.fountain')
    with open(path, 'w') as file:
        file.write(source)
    done = platen('convert', '-o', 'a.pdf', path, cwd=folder)
    if done.returncode != 0 or (all_known and b'PL-601' in done.stderr):
        raise Failure(describe(done))
    platen.text('convert', '-q', '--dpi', str(DPI), '-o', 'own-%03d.png', path, cwd=folder)
    subprocess.run(['pdftoppm', '-r', str(DPI), '-png', 'a.pdf', 'pdf'], cwd=folder, check=True)
    own, pdf = (sorted(glob.glob(os.path.join(folder, f'{name}-*.png'))) for name in ('own', 'pdf'))
    assert len(own) == len(pdf) > 0
    return list(zip(own, pdf))


def differing_squares(platen, a, b, percent=20):
    done = subprocess.run([os.path.join(platen.build, 'tests', 'compare-pictures'), a, b, str(SQUARE), str(percent)],
                          capture_output=True)
    return [tuple(map(int, line.split(','))) for line in done.stdout.decode().split()]


def pdf_has_every_glyph(platen, source, all_known=True):
    with tempfile.TemporaryDirectory() as folder:
        for own, pdf in pictures(platen, folder, source, all_known):
            found = differing_squares(platen, own, pdf)
            assert not found, f'{os.path.basename(pdf)} differs at {found}'


def all_letters(*scripts):
    return '\n\n'.join(' '.join(letters(script, 4000)) for script in scripts) + '\n'


def styles_differ(platen, folder):
    """Bold letters of each script are heavier, and italic ones slanted; which only fine pictures show."""
    for style in STYLES:
        source = '\n\n'.join(f'{style}{" ".join(letters(script, 9))}{style}' for script in SCRIPTS)
        with open(os.path.join(folder, 'a.fountain'), 'w') as file:
            file.write(source + '\n')
        platen.text('convert', '-q', '--dpi', '300', '-o', f'{len(style)}-%d.png', 'a.fountain', cwd=folder)
    for one, other in (('0', '1'), ('0', '2'), ('2', '3'), ('1', '3')):
        same = set(SCRIPTS)
        for page in range(2):
            files = (os.path.join(folder, f'{style}-{page + 1}.png') for style in (one, other))
            for _, y in differing_squares(platen, *files, percent=2):
                # each script has a line of 12 points and an empty one, from 60 points on
                row = page * 27 + int(((y + SQUARE / 2) * 72 / 300 - 62) / 24)
                same.discard(list(SCRIPTS)[row] if 0 <= row < len(SCRIPTS) else None)
        assert not same, f'{one} and {other} stars are drawn alike: {same}'


def has_all_styles(platen, folder):
    """Bold and italic letters are drawn with ink of their own, whatever fonts the script has."""
    lines = [f'{style}{"".join(letters(script, 9))}{style}' for script in SCRIPTS for style in STYLES]
    titles = '\n'.join(f'Title: **{"".join(letters(script, 5))}**' for script in ('Gujarati', 'Sinhala', 'Amharic', 'Odia'))
    pictures(platen, folder, titles + '\n\n' + '\n\n'.join(lines) + '\n')


def names_what_is_missing(platen, folder):
    """A mark that no font has is named, and not the space it stands on."""
    platen_says(platen, folder, 'Rain.\n\nIt \U00011F00 rains. \uE000\n', {},
                [('3:4', 'U+11F00', 'fonts-noto-core'), ('3:13', 'U+E000', 'fonts-noto-core')])
    # no fonts at all
    os.mkdir(os.path.join(folder, 'none'))
    config = os.path.join(folder, 'fonts.conf')
    with open(config, 'w') as file:
        file.write(f'<fontconfig><dir>{folder}/none</dir><cachedir>{folder}/cache</cachedir></fontconfig>')
    platen_says(platen, folder, 'Ж\n\n*如* **ක** 🙂\n', {'FONTCONFIG_FILE': config},
                [('1:1', 'U+0416', 'fonts-noto-core'), ('3:2', 'U+5982', 'fonts-noto-cjk'),
                 ('3:7', 'U+0D9A', 'fonts-noto-core'), ('3:11', 'U+1F642', 'fonts-noto-color-emoji')])


def platen_says(platen, folder, source, env, wanted):
    with open(os.path.join(folder, 'a.fountain'), 'w') as file:
        file.write(source)
    done = platen('convert', 'a.fountain', '-o', 'a.pdf', cwd=folder, env=env)
    found = re.findall(r'fountain:(\S+): warning: no installed font has (\S+), .*package (\S+) may', done.stderr.decode())
    assert done.returncode == 0 and found == wanted, f'{found}\n{describe(done)}'


def is_small_and_reproducible(platen, folder):
    """Two pages of Japanese, in three styles."""
    with open(os.path.join(CORPUS, 'text', 'ja.fountain')) as file:
        text = file.read()
    source = text + '\n\n===\n\n**太字**と*斜体*。\n\n' + text.split('\n\n', 1)[1]
    for name in ('a.pdf', 'b.pdf'):
        platen.text('convert', '-q', '-o', name, '-', '-f', 'pdf', cwd=folder, input=source.encode())
    a, b = (open(os.path.join(folder, name), 'rb').read() for name in ('a.pdf', 'b.pdf'))
    assert a == b, 'two runs, two files'
    pages = subprocess.run(['pdfinfo', 'a.pdf'], cwd=folder, capture_output=True, check=True).stdout.decode()
    assert 'Pages:           2' in pages, pages
    assert len(a) <= SIZE_MAX, f'{len(a)} bytes'
    subprocess.run(['qpdf', '--check', 'a.pdf'], cwd=folder, capture_output=True, check=True)


def main():
    platen, tests = start(__doc__)
    han = letters('Han', 3000)
    tests.run('3,000 ideographs', pdf_has_every_glyph, platen, ''.join(han) + '\n')
    # a font of few glyphs is made another way by cairo
    for at in range(0, 60, 3):
        few = ''.join(han[at * 49:at * 49 + 3])
        tests.run(f'{few} alone', pdf_has_every_glyph, platen, f'{few}\n')
    tests.run('field/15', pdf_has_every_glyph, platen, '如何\n\n如\n')
    # fonts of all kinds; HarfBuzz cannot make a subset of some
    rare = ' '.join(chr(c) for c in range(0x10000, 0x1F000, 5) if unicodedata.category(chr(c)).startswith('L'))
    tests.run('plane 1', pdf_has_every_glyph, platen, rare + '\n', False)
    tests.run('1,000 syllables of Hangul', pdf_has_every_glyph, platen, ''.join(letters('Hangul', 1000)) + '\n')
    names = list(SCRIPTS)
    for at in range(0, len(names), 11):
        part = [name for name in names[at:at + 11] if name not in ('Han', 'Hangul')]
        tests.run(f'{part[0]} to {part[-1]}', pdf_has_every_glyph, platen, all_letters(*part))
    for name, test in (('all styles', has_all_styles), ('styles differ', styles_differ), ('missing', names_what_is_missing), ('size', is_small_and_reproducible)):
        with tempfile.TemporaryDirectory() as folder:
            tests.run(name, test, platen, folder)
    tests.end()


main()
