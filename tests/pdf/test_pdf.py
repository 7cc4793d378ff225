#!/usr/bin/env python3
"""test_pdf.py BUILD_DIR - PDFs are read back with poppler and qpdf: what would a reader see?"""
import collections
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Failure, has_program, screenplays, start

PROBE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'probe.fountain')
POINT = 1.0     # how far a word may be from its place, in points
CELL = 7.2      # a character's width

# Scripts written from left to right, with letters which move, stack or melt. Words must come back as they
# were typed however a reader looks for them.
LANGUAGES = {
    'French': 'Le garçon pêche à l’aube : « Où est passée la naïve Zoë ? »',
    'Polish': 'Zażółć gęślą jaźń, krzyknął śpiący źrebak.',
    'Vietnamese': 'Bà ngoại kể chuyện cổ tích bên bếp lửa. Những đứa trẻ ngủ thiếp đi trước khi hết truyện.',
    'Greek': 'Η γιαγιά μετράει τα ψάρια και γελάει: «Ένα λείπει!»',
    'Russian': 'Ёж несёт яблоко через шоссе, объезжая лужи.',
    'Chinese': '老船长把灯放在桌上。“你听见海了吗？”没有人回答。',
    'Japanese': '船長はランプを机に置いた。「海の音が、聞こえるか？」',
    'Korean': '선장은 등불을 탁자 위에 놓았다. 아무도 대답하지 않았다.',
    'Hindi': 'बूढ़ा मल्लाह काँपते हाथ से लंगर खींचता है। लड़की हँसती है, फिर चिल्लाती है कि नाव में पानी है!',
    'Malayalam': 'വൃദ്ധനായ കപ്പിത്താൻ നങ്കൂരം ഉയർത്തുന്നു. പെൺകുട്ടി ചിരിച്ചുകൊണ്ട് ഓടിപ്പോകുന്നു.',
    'Thai': 'ชาวประมงเฒ่าดึงสมอขึ้นช้า ๆ เด็กหญิงหัวเราะ แล้วร้องว่าน้ำเข้าเรือทั้งสี่ลำ',
    'struck out': 'The sign says ' + ''.join(letter + '\u0336' for letter in 'FRESHfish') + ' or e\u0336\u0301.',
}

Word = collections.namedtuple('Word', 'page left top right bottom text')


def tool(*command):
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        raise Failure(f'{" ".join(command)}: exit {done.returncode}\n'
                      f'{(done.stdout + done.stderr).decode(errors="replace")[-1500:]}')
    return done.stdout.decode('utf-8', 'replace')


class Pdf:
    """One screenplay, drawn; and what tools say about the file."""

    def __init__(self, platen, source, folder, *options):
        self.path = os.path.join(folder, 'out.pdf')
        self.source = source
        platen.text('convert', '-q', *options, source, '-o', self.path)
        self.count = int(platen.text('count', '-q', *options, source))
        self.elements = json.loads(platen.text('convert', '-q', '-f', 'json', '-o', '-', source))['elements']
        self.typed = platen.text('convert', '-q', '-f', 'text', '-o', '-', *options, source)
        self.info = dict(line.split(':', 1) for line in tool('pdfinfo', self.path).splitlines())

    def info_of(self, key):
        return self.info.get(key, '').strip()

    def words(self):
        layout = tool('pdftotext', '-bbox-layout', self.path, '-')
        found, page = [], 0
        for match in re.finditer(r'<page |<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" '
                                 r'yMax="([\d.]+)">(.*?)</word>', layout):
            if match[0].startswith('<page'):
                page += 1
            else:
                found.append(Word(page, *(float(match[i]) for i in range(1, 5)), html.unescape(match[5])))
        return found

    def outline(self):
        """Texts of the bookmarks, in order."""
        xml = tool('pdftohtml', '-xml', '-i', '-stdout', self.path)
        return [html.unescape(text) for text in re.findall(r'<item[^>]*>(.*?)</item>', xml, re.S)]


def is_sound(pdf):
    tool('qpdf', '--check', pdf.path)


def has_all_pages(pdf):
    has_title = any(element['type'] == 'title_entry' for element in pdf.elements)
    drawn = int(pdf.info_of('Pages'))
    # a PDF has one page at least, even if it is empty
    assert drawn == max(pdf.count + has_title, 1), \
        f'{drawn} pages drawn, {pdf.count} counted, {"a" if has_title else "no"} title page'


def embeds_its_fonts(pdf):
    rows = tool('pdffonts', pdf.path).splitlines()[2:]
    assert rows or pdf.count == 0, 'no fonts'
    # the columns after the name and type: encoding, emb sub uni, object
    loose = [row for row in rows if not re.search(r' yes (yes|no) +(yes|no) +\d+ +\d+$', row)]
    assert not loose, 'not embedded:\n' + '\n'.join(loose)


def letters(text):
    """Text as a bag of letters: whatever a tool does to the order of an Arabic line, they are there.
    Controls are not drawn, and cairo refuses noncharacters, so U+FFFD stands for them."""
    plain = re.sub('[\ufdd0-\ufdef]|' + '|'.join(chr(plane << 16 | last) for plane in range(17)
                                                 for last in (0xfffe, 0xffff)),
                   '\ufffd', unicodedata.normalize('NFKC', text))
    return collections.Counter(char for char in plain if not char.isspace()
                               and unicodedata.category(char) not in ('Cc', 'Cf'))


def has_the_words(pdf):
    drawn = tool('pdftotext', '-raw', pdf.path, '-')
    if pdf.typed.isascii():
        mine, theirs = (collections.Counter(text.split()) for text in (pdf.typed, drawn))
    else:
        mine, theirs = letters(pdf.typed), letters(drawn)
    assert mine == theirs, f'only in the text: {mine - theirs}\nonly in the PDF: {theirs - mine}'


def has_its_bookmarks(pdf):
    """One for each scene, and for no section that is not printed: its name may be private."""
    def plain(text):
        return ' '.join(text.upper().split())
    headings = [plain(element['text']) for element in pdf.elements
                if element['type'] == 'scene_heading']
    marks = [plain(text) for text in pdf.outline()]
    assert len(headings) == len(marks), f'{len(headings)} scenes, {len(marks)} bookmarks'
    for heading, mark in zip(headings, marks):
        assert heading in mark, f'bookmark {mark!r} of scene {heading!r}'


def bookmarks_lead_to_their_pages(platen, folder):
    """Behind a dual dialogue which two pages cut, and, if sections are printed, to where they are."""
    speech = '(quick)\n' + 'Word.\n' * 70 + '(slow)\n' + 'Word.\n' * 10
    source = os.path.join(folder, 'bookmarks.fountain')
    with open(source, 'w', encoding='utf-8') as file:
        file.write(f'# One\n\nINT. A\n\nADA\n{speech}\nBO ^\n{speech}\n# Two\n\n===\n\nINT. B\n\nText.\n\n# Three\n\nINT. C\n')
    scenes = [('INT. A', 1), ('INT. B', 3), ('INT. C', 3)]
    nested = [(name, page, [scene]) for (name, page), scene in zip((('One', 1), ('Two', 2), ('Three', 3)), scenes)]
    for options, expected in (((), [(*scene, []) for scene in scenes]), (('--sections',), nested)):
        pdf = Pdf(platen, source, folder, *options)
        outlines = json.loads(tool('qpdf', '--json', '--json-key=outlines', pdf.path))['outlines']
        places = [(mark['title'], mark['destpageposfrom1'], [(kid['title'], kid['destpageposfrom1']) for kid in mark['kids']])
                  for mark in outlines]
        assert places == expected, places


def words_come_back(platen, folder, text):
    source = os.path.join(folder, 'language.fountain')
    with open(source, 'w', encoding='utf-8') as file:
        file.write(f'Rain.\n\n{text}\n\n@ANN\n{text}\n')
    pdf = Pdf(platen, source, folder)
    typed = pdf.typed.split()
    for mode in ([], ['-layout'], ['-raw']):
        drawn = tool('pdftotext', *mode, pdf.path, '-').split()
        assert drawn == typed, f'pdftotext {" ".join(mode)}:\n{drawn}\nbut typed was\n{typed}'


def has_fonts_for(platen, folder, text):
    source = os.path.join(folder, 'language.fountain')
    with open(source, 'w', encoding='utf-8') as file:
        file.write(f'Rain.\n\n{text}\n')
    done = platen('convert', '-o', os.path.join(folder, 'out.pdf'), source)
    return done.returncode == 0 and b'PL-601' not in done.stderr


def check_languages(platen, tests, folder):
    for language, text in LANGUAGES.items():
        if has_fonts_for(platen, folder, text):
            tests.run(f'words come back: {language}', words_come_back, platen, folder, text)
        else:
            tests.skip(f'words come back: {language}', 'no font for it')


def base_stays_on_the_grid(platen, folder):
    """A letter with marks which Courier Prime lacks is still Courier Prime's, in its cell."""
    lefts = []
    for text in ('abcdefgh ENDS', 'a\u0336b\u0336c\u0336d\u0336e\u0336f\u0336g\u0336h\u0336 ENDS'):
        source = os.path.join(folder, 'struck.fountain')
        with open(source, 'w', encoding='utf-8') as file:
            file.write(f'!{text}\n')
        pdf = Pdf(platen, source, folder)
        lefts.append(the_word(pdf.words(), 'ENDS').left)
        assert 'CourierPrime' in tool('pdffonts', pdf.path), 'letters in another font'
    assert abs(lefts[0] - lefts[1]) < 0.2, f'text after struck letters begins at {lefts[1]}, not {lefts[0]}'


def the_word(words, text):
    found = [word for word in words if word.text.strip('.,()') == text]
    assert len(found) == 1, f'{text} is there {len(found)} times'
    return found[0]


Placed = collections.namedtuple('Placed', 'page baseline left text')


def sheet_and_words(platen, source, *options):
    """What the layout says: the sheet's width and height, and where each word begins, in points. The script is
    ASCII: each character takes one cell."""
    sheet, page, words = None, 0, []
    for line in platen.text('convert', '-q', '-f', 'pages', '-o', '-', *options, source).splitlines():
        name, *rest = line.split()
        if name == 'sheet':
            sheet = [int(length) / 100 for length in rest[:2]]
        elif name in ('page', 'title'):
            page += 1
        elif line.startswith(' '):
            text = ''.join(re.findall(r'"(.*?)"(?= \d|$)', line))     # in one style after the other
            words += [Placed(page, int(rest[0]) / 100, int(rest[3]) / 100 + CELL * found.start(), found[0])
                      for found in re.finditer(r'\S+', text)]
    return sheet, words


def stand_where_the_layout_has_them(drawn, placed):
    """poppler knows where a word's box ends, and a box ends as far below its baseline in every line."""
    assert len(drawn) == len(placed) > 50, f'{len(drawn)} words drawn, {len(placed)} laid out'
    drawn = sorted(drawn, key=lambda word: (word.page, round(word.bottom), word.left))
    placed = sorted(placed, key=lambda word: (word.page, word.baseline, word.left))
    below = drawn[0].bottom - placed[0].baseline
    for word, place in zip(drawn, placed):
        assert word.text == place.text and word.page == place.page, f'{word} drawn, {place} laid out'
        assert abs(word.left - place.left) <= POINT, f'{word.text} begins at {word.left:.1f}, not {place.left:.1f}'
        assert abs(word.bottom - place.baseline - below) < 0.05, f'{word} is not on {place.baseline}'


def has_size(pdf, width, height):
    size = re.match(r'([\d.]+) x ([\d.]+) pts', pdf.info_of('Page size'))
    assert size, pdf.info_of('Page size')
    assert abs(float(size[1]) - width) < 1 and abs(float(size[2]) - height) < 1, size[0]


def has_metadata(pdf):
    assert pdf.info_of('Title') == 'The Probe', pdf.info_of('Title')
    assert pdf.info_of('Author') == 'Ines Halloran', pdf.info_of('Author')


def check_probe(platen, tests, folder):
    for options in ((), ('--paper', 'a4')):
        pdf = Pdf(platen, PROBE, folder, *options)
        sheet, words = sheet_and_words(platen, PROBE, *options)
        name = ' '.join(('probe', *options))
        tests.run(f'{name}: every word', stand_where_the_layout_has_them, pdf.words(), words)
        tests.run(f'{name}: the sheet', has_size, pdf, *sheet)
    tests.run('probe: metadata', has_metadata, pdf)


CHECKS = {
    'qpdf finds no fault': is_sound,
    'pages drawn and counted': has_all_pages,
    'fonts are embedded': embeds_its_fonts,
    'the words': has_the_words,
    'bookmarks': has_its_bookmarks,
}


def main():
    platen, tests = start(__doc__)
    missing = [name for name in ('pdfinfo', 'pdftotext', 'qpdf') if not has_program(name)]
    if missing:
        tests.skip('PDF', f'no {", ".join(missing)}')
        tests.end()
    with tempfile.TemporaryDirectory() as folder:
        for source in [PROBE, *screenplays()]:
            name = os.path.basename(source)
            try:
                pdf = Pdf(platen, source, folder)
            except (Failure, ValueError) as wrong:
                tests.not_ok(name, wrong)
                continue
            for what, check in CHECKS.items():
                tests.run(f'{name}: {what}', check, pdf)
        try:
            check_probe(platen, tests, folder)
        except (Failure, ValueError) as wrong:
            tests.not_ok('probe', wrong)
        check_languages(platen, tests, folder)
        tests.run('bookmarks lead to their pages', bookmarks_lead_to_their_pages, platen, folder)
        tests.run('struck letters stay on the grid', base_stays_on_the_grid, platen, folder)
    tests.end()


main()
