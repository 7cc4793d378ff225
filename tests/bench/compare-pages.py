#!/usr/bin/env python3
"""compare-pages.py PLATEN [NAME='COMMAND'...] - how near the pages of programs are to Final Draft's, on the corpus.

Of each screenplay in ../shared/corpus/pagination that has Fountain, the PDF of each program is compared with the pages
that Final Draft gave it: the number of pages, and how many begin with the same line. A COMMAND has IN and OUT for the
files, such as screenplain='screenplain -f pdf IN OUT'. It prints a table in Markdown, for docs/pages.md.
"""
import csv
import glob
import os
import re
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import CORPUS

BEGINS_WITHIN = 4  # lines: there may be a page number, a header and the cue of a speech that goes on


def plain(text):
    return re.sub(r'[^A-Z0-9]', '', text.upper())


def first_lines(folder):
    """Of each body page, what Final Draft's begins with."""
    with open(os.path.join(folder, 'pages.tsv'), encoding='utf-8', newline='') as file:
        rows = csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE)
        return [plain(row['contd_line'] or row['first_line']) for row in rows if row['body_page']]


def pages_of(pdf):
    text = subprocess.run(['pdftotext', '-layout', pdf, '-'], capture_output=True, text=True, check=True).stdout
    return [[plain(line) for line in page.splitlines() if plain(line)] for page in text.split('\f')[:-1]]


def is_begun(page, line):
    return any(line[:20] in found for found in page[:BEGINS_WITHIN])  # a scene number may stand before it


def compare(true, pages):
    """The number of body pages, and how many begin as Final Draft's; title pages are in front of the first of them."""
    front = next((i for i, page in enumerate(pages) if is_begun(page, true[0])), 0)
    body = pages[front:]
    return len(body), sum(is_begun(page, line) for page, line in zip(body, true))


def measure(command, folder, true):
    with tempfile.TemporaryDirectory() as place:
        out = os.path.join(place, 'out.pdf')
        words = [{'IN': os.path.join(folder, 'source.fountain'), 'OUT': out}.get(word, word) for word in shlex.split(command)]
        done = subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL, timeout=300)
        return compare(true, pages_of(out)) if done.returncode == 0 and os.path.exists(out) else None


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    programs = {'platen': f'{shlex.quote(sys.argv[1])} convert -q IN -o OUT'}
    programs.update(argument.split('=', 1) for argument in sys.argv[2:])
    print('| script | Final Draft |', ' | '.join(programs), '|')
    print('|---|--:|' + '--:|' * len(programs))
    for source in sorted(glob.glob(os.path.join(CORPUS, 'pagination', '*', 'source.fountain'))):
        folder = os.path.dirname(source)
        if not os.path.exists(os.path.join(folder, 'pages.tsv')):
            continue
        true = first_lines(folder)
        found = [measure(command, folder, true) for command in programs.values()]
        cells = [f'{result[0]} ({result[1]})' if result else '-' for result in found]
        print(f'| {os.path.basename(folder)} | {len(true)} |', ' | '.join(cells), '|', flush=True)


main()
