#!/usr/bin/env python3
"""test_extraction.py BUILD_DIR - the words that other programs find in a PDF, language by language.

Programs which are not installed are left out; scripts/setup all fetches them. Each line of output
says which share of the words was found. Programs that put letters in the order in which they stand on the page find few
words of scripts that are written from right to left: FLOORS says how many they must find.
"""
import collections
import logging
import os
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import Skip, has_program, start
from readers import has_module

LINES = {
    'de': 'Der Kaffee wird kalt. Über der Straße hängt Nebel, und niemand schließt die Tür.',
    'fr': 'Le café refroidit. « Tu viens ? » Personne ne répond, même pas Zoë.',
    'pl': 'Żółta łódź płynie wolno, źródło szumi, ćma krąży wokół światła.',
    'vi': 'Cà phê nguội dần. Ngoài đường sương mù, không ai đóng cửa.',
    'el': 'Ο καφές κρυώνει. Έξω έχει ομίχλη και κανείς δεν κλείνει την πόρτα.',
    'ru': 'Кофе остывает. Над улицей туман, и никто не закрывает дверь.',
    'zh': '咖啡凉了。街上有雾,没有人关门。',
    'ja': 'コーヒーが冷める。通りに霧が出て、誰もドアを閉めない。',
    'ko': '커피가 식는다. 거리에 안개가 끼고 아무도 문을 닫지 않는다.',
    'th': 'กาแฟเย็นแล้ว มีหมอกบนถนน ไม่มีใครปิดประตู',
    'hi': 'कॉफ़ी ठंडी हो रही है। सड़क पर कोहरा है और कोई दरवाज़ा बंद नहीं करता।',
    'he': 'הקפה מתקרר. ברחוב יש ערפל ואיש אינו סוגר את הדלת.',
    'ar': 'القهوة تبرد. في الشارع ضباب ولا أحد يغلق الباب.',
    'fa': 'قهوه سرد می‌شود. در خیابان مه است و کسی در را نمی‌بندد.',
    'emoji': 'Rain ☔ and tea 🍵 for two 👩‍👧 today.',
}

# Shares, in hundredths, of what each program must find; 100 where nothing is said.
FLOORS = {
    ('he', 'pdftotext'): 80, ('ar', 'pdftotext'): 66, ('fa', 'pdftotext'): 83,
    ('he', 'pdftotext -raw'): 80, ('ar', 'pdftotext -raw'): 66, ('fa', 'pdftotext -raw'): 83,
    ('th', 'mutool'): 66, ('hi', 'mutool'): 86, ('he', 'mutool'): 0, ('ar', 'mutool'): 0, ('fa', 'mutool'): 8,
    ('th', 'pypdf'): 66, ('hi', 'pypdf'): 86, ('he', 'pypdf'): 70, ('ar', 'pypdf'): 55, ('fa', 'pypdf'): 75,
    ('th', 'pdfplumber'): 33, ('hi', 'pdfplumber'): 93, ('he', 'pdfplumber'): 0, ('ar', 'pdfplumber'): 0,
    ('fa', 'pdfplumber'): 8, ('emoji', 'mutool'): 88, ('emoji', 'pypdf'): 88, ('emoji', 'pdfplumber'): 88,
}


def poppler(*mode):
    def extract(path):
        return subprocess.run(['pdftotext', *mode, path, '-'], capture_output=True, check=True).stdout.decode()
    return extract if has_program('pdftotext') else None


def mutool(path):
    return subprocess.run(['mutool', 'draw', '-F', 'txt', '-o', '-', path], capture_output=True, check=True).stdout.decode()


def by_pypdf(path):
    import pypdf
    return '\n'.join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def by_pdfplumber(path):
    import pdfplumber
    with pdfplumber.open(path) as pdf:
        return '\n'.join(page.extract_text() or '' for page in pdf.pages)


PROGRAMS = {
    'pdftotext': poppler(),
    'pdftotext -raw': poppler('-raw'),
    'mutool': mutool if has_program('mutool') else None,
    'pypdf': by_pypdf if has_module('pypdf') else None,
    'pdfplumber': by_pdfplumber if has_module('pdfplumber') else None,
}


def words(text):
    """Without the controls of direction and of joining, which some programs drop."""
    plain = ''.join(letter for letter in unicodedata.normalize('NFC', text) if unicodedata.category(letter) != 'Cf')
    return collections.Counter(plain.split())


def finds_words(platen, tests, folder, language, program):
    path = os.path.join(folder, 'line.fountain')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(f'!{LINES[language]}\n')
    done = platen('convert', path, '-o', os.path.join(folder, 'line.pdf'))
    assert done.returncode == 0, done.stderr
    if b'PL-601' in done.stderr:
        raise Skip('no font for it')
    wanted, found = words(LINES[language]), words(PROGRAMS[program](os.path.join(folder, 'line.pdf')))
    share = 100 * (wanted & found).total() // wanted.total()
    floor = FLOORS.get((language, program), 100)
    tests.note(f'{language} {program}: {share} of 100, at least {floor}')
    assert share >= floor, f'only {share} of 100; missing {wanted - found}; found {found - wanted}'


def main():
    platen, tests = start(__doc__)
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        for program, extract in PROGRAMS.items():
            for language in LINES:
                if extract is None:
                    tests.skip(f'{language} by {program}', 'not installed')
                else:
                    tests.run(f'{language} by {program}', finds_words, platen, tests, folder, language, program)
    tests.end()


if __name__ == '__main__':
    main()
