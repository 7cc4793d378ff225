"""The words on each page of a script, as each writer has them: there is one layout, and all writers show it."""
import os
import subprocess

from harness import TESTS, Failure

# Where writers came to differ: typed and automatic (CONT'D), capitals beyond ASCII, several credits, songs, long names
# and numbers.
CASES = ('character/contd_forms', 'character/contd_apostrophes', 'character/one_typed_contd',
         'scene_heading/turkish_capitals', 'scene_heading/other_capitals', 'scene_heading/long_numbers',
         'title_page/several_credits', 'title_page/two_credits', 'lyric/song_is_cut', 'dual_dialogue/long_names')

MIXED = """Title: _Große Lieder_
Credit: Buch
Author: Şule İnce
Credit: Musik
Authors:
    Zoë Ångström
    Ο Άρης
Contact: nobody@example.org

int. großer saal - tag #12A-EXTRA#

SERGEANT MAJOR WILHELMINA ANASTASIA OAKES-FITZWILLIAM (O.S.)
Hello. And again.

They wait.

SERGEANT MAJOR WILHELMINA ANASTASIA OAKES-FITZWILLIAM
Still here.

ΆΡΗΣ (cont’d)
Ναι.

ŞULE
Yes.

She sits.

ŞULE
No.

""" + ''.join(f'ZOË\n~Line {i} of a song, sung *softly\n~and on* it goes\n~(it has no end)\n\nNobody claps.\n\n'
              for i in range(12)) + """.straße in der früh

ZOË (CON'T)
""" + ''.join(f'~One verse more, {i}\n' for i in range(40)) + """
@McTavish
Aye.

ΆΡΗΣ ^
Όχι.

ŞULE (CONT.)
Done.

> geri dönüş:
"""


def scripts(folder):
    """(name, path, options) of each script to compare."""
    for name in CASES:
        yield name, os.path.join(TESTS, 'cases', name + '.fountain'), []
    turkish = MIXED.replace('Credit: Buch', 'Language: tr\nCredit: Buch', 1)
    for name, text in (('mixed', MIXED), ('mixed in Turkish', turkish)):
        path = os.path.join(folder, name + '.fountain')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        yield name, path, []
    for options in (['--paper', 'a4'], ['--scene-continued', 'yes'], ['--continued', 'no']):
        yield ' '.join(['mixed', *options]), os.path.join(folder, 'mixed.fountain'), options


def words(text):
    """Of each page, in any order: columns of a dual dialogue are read one way or the other."""
    pages = [sorted(page.split()) for page in text.split('\f')]
    return pages[:-1] if pages[-1] == [] else pages


def of_pdf(path):
    return words(subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, check=True).stdout.decode())


def of_text(platen, path, options):
    return words(platen.text('convert', '-q', '-f', 'text', '-o', '-', *options, path))


def of_fdx(platen, folder, path, options):
    """As read back; what the file says itself needs no option."""
    fdx = os.path.join(folder, 'back.fdx')
    platen.text('convert', '-q', '-o', fdx, *options, path)
    return of_text(platen, fdx, [])


def compare(name, wanted, found):
    if len(wanted) != len(found):
        raise Failure(f'{len(wanted)} pages of the PDF are {len(found)} of {name}')
    for number, (one, other) in enumerate(zip(wanted, found), 1):
        if one != other:
            raise Failure(f'page {number}: only the PDF has {sorted(set(one) - set(other))}, '
                          f'only {name} has {sorted(set(other) - set(one))}')


def is_the_same(platen, folder, path, options, of_html=None):
    """`of_html`: prints a web page and returns its words."""
    pdf = os.path.join(folder, 'writers.pdf')
    platen.text('convert', '-q', '-o', pdf, *options, path)
    wanted = of_pdf(pdf)
    if of_html is not None:
        page = os.path.join(folder, 'writers.html')
        platen.text('convert', '-q', '-o', page, *options, path)
        compare('HTML', wanted, of_html(page))
        return
    compare('text', wanted, of_text(platen, path, options))
    compare('FDX', wanted, of_fdx(platen, folder, path, options))
