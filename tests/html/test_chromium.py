#!/usr/bin/env python3
"""test_chromium.py BUILD_DIR - HTML is looked at in Chromium and printed with it, where there is one."""
import html
import os
import re
import subprocess
import sys
import tempfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..'))
from harness import TESTS, Failure, has_program, screenplays, start
import writers

# Where each word is printed is compared for these: the others have letters which Courier lacks.
EXACT = ('coffee-shop.fountain', 'dual.fountain', 'long-speech.fountain', 'feature.fountain')
NEAR = 4.0      # points


def browse(folder, page, *options):
    """What Chromium said while it showed `page`."""
    profile = tempfile.mkdtemp(dir=folder)
    done = subprocess.run(
        ['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run',
         '--disable-background-networking', '--disable-component-update', '--disable-sync',
         '--enable-logging=stderr', f'--user-data-dir={profile}', *options, 'file://' + page],
        capture_output=True, timeout=120)
    said = done.stderr.decode(errors='replace')
    if done.returncode != 0:
        raise Failure(f'chromium: exit {done.returncode}\n{said[-1500:]}')
    return said


def shown(path):
    """How many bytes of a picture differ from the byte a pixel before them: 0 for a blank one."""
    with open(path, 'rb') as file:
        data = file.read()
    width, height, depth, colour = (int.from_bytes(data[i:j], 'big')
                                    for i, j in ((16, 20), (20, 24), (24, 25), (25, 26)))
    assert depth == 8 and colour in (2, 6), 'a picture of another kind'
    packed, at = b'', 8
    while at < len(data):
        length = int.from_bytes(data[at:at + 4], 'big')
        packed += data[at + 8:at + 8 + length] if data[at + 4:at + 8] == b'IDAT' else b''
        at += length + 12
    pixels = zlib.decompress(packed)
    assert len(pixels) == height * (1 + width * (3 if colour == 2 else 4))
    return len(pixels) - pixels.count(0)


def is_shown(platen, folder):
    page = os.path.join(folder, 'shown.html')
    platen.text('convert', '-q', os.path.join(HERE, '..', 'screenplays', 'coffee-shop.fountain'), '-o', page)
    for name, size, options in (('wide', '1280,900', []), ('narrow', '500,900', []),
                                ('dark', '1280,900', ['--blink-settings=preferredColorScheme=0'])):
        picture = os.path.join(folder, name + '.png')
        said = browse(folder, page, f'--screenshot={picture}', f'--window-size={size}', *options)
        assert 'CONSOLE' not in said, said[-1500:]
        assert shown(picture) > 3000, f'{name}: nothing to see'


def runs_nothing(platen, folder):
    page = os.path.join(folder, 'hostile.html')
    platen.text('convert', '-q', os.path.join(HERE, 'hostile.txt'), '-o', page)
    said = browse(folder, page, '--dump-dom')
    assert 'CONSOLE' not in said, said[-1500:]


def placed_words(path):
    found, page = {}, 0
    out = subprocess.run(['pdftotext', '-bbox', path, '-'], capture_output=True, check=True).stdout.decode()
    for match in re.finditer(r'<page |<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" '
                             r'yMax="([\d.]+)">(.*?)</word>', out):
        if match[0].startswith('<page'):
            page += 1
        else:
            left, top, bottom = (float(match[i]) for i in (1, 2, 3))
            found.setdefault((page, html.unescape(match[4])), []).append((left, (top + bottom) / 2))
    return page, found


def is_printed_as_pdf(platen, folder, source, options, is_exact):
    """Chromium's pages are platen's own: as many, and where letters allow it each word at its place."""
    page, drawn, printed = (os.path.join(folder, name) for name in ('a.html', 'a.pdf', 'printed.pdf'))
    for output in (page, drawn):
        platen.text('convert', '-q', *options, source, '-o', output)
    browse(folder, page, '--no-pdf-header-footer', f'--print-to-pdf={printed}')
    (wanted_pages, wanted), (found_pages, found) = placed_words(drawn), placed_words(printed)
    assert max(1, wanted_pages) == found_pages, f'{wanted_pages} pages drawn, {found_pages} printed'
    for (number, word), places in wanted.items() if is_exact else ():
        for left, middle in places:
            near = [place for place in found.get((number, word), [])
                    if abs(place[0] - left) < NEAR and abs(place[1] - middle) < NEAR]
            assert near, f'page {number}: {word!r} is not at {left}, {middle}, ' \
                         f'but at {found.get((number, word))}'


# A Final Draft file with columns of its own.
OWN_COLUMNS = """<?xml version="1.0"?><FinalDraft DocumentType="Script" Version="5"><Content>
<Paragraph Type="Scene Heading"><Text>INT. SHED - DAY</Text></Paragraph>
<Paragraph Type="Action"><Text>Nothing stands where it should, or as high.</Text></Paragraph>
<Paragraph Type="Character"><Text>MINA</Text></Paragraph>
<Paragraph Type="Parenthetical"><Text>(low)</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>We could move all of it, or none of it, and say that it was so before.</Text></Paragraph>
<Paragraph Type="Transition"><Text>CUT TO:</Text></Paragraph></Content>
<ElementSettings Type="Action"><ParagraphSpec Alignment="Left" FirstIndent="0.50" LeftIndent="2.00" RightIndent="7.00"
 SpaceBefore="24" Spacing="2"/></ElementSettings>
<ElementSettings Type="Character"><FontSpec Style="AllCaps+Bold"/><ParagraphSpec Alignment="Center" FirstIndent="0.00"
 LeftIndent="2.50" RightIndent="6.00" SpaceBefore="12" Spacing="1"/></ElementSettings>
<ElementSettings Type="Dialogue"><ParagraphSpec Alignment="Left" FirstIndent="0.00" LeftIndent="2.00"
 RightIndent="4.50" SpaceBefore="0" Spacing="2"/></ElementSettings></FinalDraft>
"""


def own_columns_are_printed(platen, folder, spacing):
    """Several times, so that an error would sum up."""
    head, body, tail = re.split('(?<=<Content>)|(?=</Content>)', OWN_COLUMNS.replace('Spacing="2"', f'Spacing="{spacing}"'))
    source = os.path.join(folder, 'own.fdx')
    with open(source, 'w', encoding='utf-8') as file:
        file.write(head + 4 * body + tail)
    is_printed_as_pdf(platen, folder, source, [], True)


def printed_words(folder, page):
    printed = os.path.join(folder, 'writers-printed.pdf')
    browse(folder, page, '--no-pdf-header-footer', f'--print-to-pdf={printed}')
    return writers.of_pdf(printed)


def in_chromium(platen, tests):
    names = [os.path.basename(source) for source in screenplays()]
    if not has_program('chromium'):
        tests.skip('html in Chromium', 'chromium is not installed')
        return
    with tempfile.TemporaryDirectory() as folder:
        tests.run('html: Chromium shows it', is_shown, platen, folder)
        tests.run('html: Chromium runs nothing of it', runs_nothing, platen, folder)
        if not has_program('pdftotext'):
            tests.skip('html: printed as the PDF is', 'pdftotext is not installed')
            return
        for name, source in zip(names, screenplays()):
            tests.run(f'html: {name} is printed as its PDF is', is_printed_as_pdf, platen, folder, source, [],
                      name in EXACT)
        tests.run('html: a script from right to left is printed as its PDF is', is_printed_as_pdf, platen, folder,
                  os.path.join(TESTS, 'cases', 'layout', 'right-to-left.fountain'), [], True)
        for name, path, options in writers.scripts(folder):
            tests.run(f'html: the words of {name}, printed', writers.is_the_same, platen, folder, path, options,
                      lambda page: printed_words(folder, page))
        for spacing in ('2', '1.5'):
            tests.run(f'html: columns of a Final Draft file with spacing {spacing} are printed', own_columns_are_printed,
                      platen, folder, spacing)
        for options in (['--paper', 'a4'], ['--scene-continued', 'yes'], ['--continued', 'no'],
                        ['--profile', 'multicam'], ['--profile', 'stage'], ['--profile', 'compat-55'],
                        ['--notes', '--sections', '--synopses'], ['--watermark', 'DRAFT'],
                        ['--header', '{title} {page}', '--footer', 'Draft of {date} {pages}', '--date', '2026-01-02']):
            tests.run(f'html: it is printed with {" ".join(options)}, too', is_printed_as_pdf, platen, folder,
                      os.path.join(HERE, '..', 'screenplays', 'long-speech.fountain'), options, True)


def main():
    platen, tests = start(__doc__)
    in_chromium(platen, tests)
    tests.end()


main()
