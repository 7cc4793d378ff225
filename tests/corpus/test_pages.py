#!/usr/bin/env python3
"""test_pages.py BUILD_DIR - every line of every page where Final Draft's own PDF has it.

`lines.tsv` of the corpus names each printed line with its page, slot and text; the probes say where
Final Draft broke a two-page script; `scenes.tsv` has Final Draft's page and length of each scene.
Without the corpus these tests skip.
"""
import csv
import glob
import html
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import CORPUS, Failure, has_program, start

LINE = re.compile(r'  (-?\d+) \d+ (\w+) (\w+)\+?(.*)$')
STRETCH = re.compile(r' \d+ (?:[biu]+ )?"((?:[^"\\]|\\.)*)"')

# buckets was saved as FDX with Shots, which its Fountain has as forced scene headings. A Shot does not
# stop (CONT'D) nor end a scene, a scene heading does both: its cues are compared without (CONT'D), and
# only scenes without a Shot in them are compared. It also has an empty Dialogue paragraph which its
# Fountain has not, so three lines of page 48 stand one slot higher.
SHOTS_AS_HEADINGS = ('buckets',)
LINES_MOVED = {'buckets': 3}


def rows_of(name, table):
    with open(os.path.join(CORPUS, 'pagination', name, table), encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def sources_of(name):
    return sorted(glob.glob(os.path.join(CORPUS, 'pagination', name, 'source.f*')))


def plain(text):
    return ' '.join(text.replace('’', "'").split()).upper()


def pages_of(platen, path):
    """Body pages: for each a list of (slot, role, text)."""
    pages, page = [], None
    for line in platen.text('convert', '-q', '-f', 'pages', '-o', '-', path).splitlines():
        if line.startswith('page '):
            page = []
            pages.append(page)
        elif line.startswith('title page'):
            page = None
        elif page is not None and (match := LINE.match(line)):
            text = ''.join(t.replace('\\"', '"').replace('\\\\', '\\') for t in STRETCH.findall(match[4]))
            page.append((int(match[1]), match[2], text))
    return pages


def true_pages(name):
    pages = {}
    for row in rows_of(name, 'lines.tsv'):
        slot = round(float(row['slot'])) if row['slot'] else 0
        pages.setdefault(int(row['pdf_page']), []).append((slot, row['type'], row['text']))
    return [pages[number] for number in sorted(pages)]


def has_every_line(platen, name, path):
    is_fountain = path.endswith('.fountain')
    without_contd = is_fountain and name in SHOTS_AS_HEADINGS
    simple = (lambda t: plain(t).replace(" (CONT'D)", '')) if without_contd else plain
    ours, true = pages_of(platen, path), true_pages(name)
    if len(ours) != len(true):
        raise Failure(f'{len(ours)} pages, not {len(true)}')
    wrong, total = [], 0
    for number, (page, wanted) in enumerate(zip(ours, true), 1):
        there = {(slot, simple(text)) for slot, role, text in page}
        for slot, kind, text in wanted:
            total += 1
            if (slot, simple(text)) not in there:
                wrong.append(f'page {number} slot {slot} {kind}: {text}')
    if len(wrong) > LINES_MOVED.get(name, 0) or total < 30:
        raise Failure(f'{len(wrong)} of {total} lines wrong: ' + '; '.join(wrong[:5]))


def title_rows(platen, path):
    """(page, slot, text) of the pages before the body, halves of a row side by side."""
    rows, page = {}, 0
    for line in platen.text('convert', '-q', '-f', 'pages', '-o', '-', path).splitlines():
        if line.startswith('page '):
            break
        page += line.startswith('title page')
        if match := LINE.match(line):
            rows.setdefault((page, int(match[1])), []).extend(STRETCH.findall(match[4]))
    return page, {place: plain(' '.join(texts).replace('\\"', '"')) for place, texts in rows.items() if texts}


def title_rows_drawn(path, pages):
    """The same of Final Draft's PDF; the first body slot has its top at 71.5 points."""
    boxes = subprocess.run(['pdftotext', '-bbox', '-l', str(pages), path, '-'], capture_output=True, check=True)
    rows, page = {}, 0
    for line in boxes.stdout.decode().splitlines():
        page += '<page ' in line
        if word := re.search(r'<word xMin="(.*?)" yMin="(.*?)".*>(.*)</word>', line):
            slot = round((float(word[2]) - 71.5) / 12) + 1
            rows.setdefault((page, slot), []).append((float(word[1]), html.unescape(word[3])))
    return {place: plain(' '.join(word for x, word in sorted(words)))
            for place, words in rows.items() if place[1] >= 1}


def has_title_rows(platen, name):
    pages, ours = title_rows(platen, os.path.join(CORPUS, 'pagination', name, 'source.fdx'))
    true = title_rows_drawn(os.path.join(CORPUS, 'pagination', name, 'source.pdf'), pages)
    if ours != true or not ours:
        raise Failure(f'ours {sorted(set(ours.items()) - set(true.items()))}, '
                      f'Final Draft {sorted(set(true.items()) - set(ours.items()))}')


def body_text(page):
    return ' '.join(' '.join(text for slot, role, text in page if role == 'body').split())


def breaks_as_final_draft(platen, folder):
    with open(os.path.join(folder, 'expected.json'), encoding='utf-8') as file:
        expected = json.load(file)['expected']
    pages = [body_text(page) for page in pages_of(platen, os.path.join(folder, 'source.fountain'))]
    if expected['kind'] == 'split':
        if not (pages[0].endswith(expected['top_fragment_ends_with']) and
                pages[1].startswith(expected['bottom_fragment_starts_with'])):
            raise Failure(f'{pages[0][-60:]!r} | {pages[1][:60]!r}')
        return
    text = expected['starts_with']
    if text not in pages[expected['whole_on_page'] - 1] or text in pages[expected['absent_from_page'] - 1]:
        raise Failure(f'{text!r} is not on page {expected["whole_on_page"]} alone')


def eighths(length):
    whole, _, part = length.rpartition(' ')
    if '/' not in part:
        return 8 * int(part)
    return 8 * int(whole or 0) + int(part.split('/')[0])


def has_scene_lengths(platen, name, path):
    found = re.findall(r'^scene "(.*)" page "(.*)" eighths (\d+)$',
                       platen.text('convert', '-q', '-f', 'pages', '-o', '-', path), re.M)
    rows = rows_of(name, 'scenes.tsv')
    places, at = [], 0
    for row in rows:
        while plain(found[at][0]) != plain(row['heading']):
            at += 1
        places.append(at)
        at += 1
    wrong, compared = [], 0
    for row, place, after in zip(rows, places, places[1:] + [at]):
        if after != place + 1:
            continue
        compared += 1
        heading, page, length = found[place]
        if page != row['fdx_page'] or int(length) != eighths(row['fdx_length']):
            wrong.append(f'{heading}: page {page}, {length}/8; Final Draft {row["fdx_page"]}, {row["fdx_length"]}')
    if wrong or compared == 0:
        raise Failure(f'{len(wrong)} of {compared} scenes wrong: ' + '; '.join(wrong[:8]))


def main():
    platen, report = start(__doc__)
    names = sorted(os.path.basename(os.path.dirname(p))
                   for p in glob.glob(os.path.join(CORPUS, 'pagination', '*', 'lines.tsv')))
    if not names:
        report.skip('lines as Final Draft prints them', 'no corpus beside the project')
        report.end()
    for name in names:
        for path in sources_of(name):
            what = f'{name}, {os.path.basename(path)}'
            report.run(f'{what}: every line on its page and in its slot', has_every_line, platen, name, path)
            if os.path.exists(os.path.join(CORPUS, 'pagination', name, 'scenes.tsv')):
                report.run(f'{what}: scene lengths', has_scene_lengths, platen, name, path)
    for path in sorted(glob.glob(os.path.join(CORPUS, 'pagination', '*', 'source.pdf'))):
        name = os.path.basename(os.path.dirname(path))
        if has_program('pdftotext'):
            report.run(f'{name}, source.fdx: title pages row by row', has_title_rows, platen, name)
        else:
            report.skip(f'{name}, source.fdx: title pages row by row', 'pdftotext is not installed')
    for folder in sorted(glob.glob(os.path.join(CORPUS, 'pagination', 'fd-probes', '*'))):
        report.run(f'probe {os.path.basename(folder)}', breaks_as_final_draft, platen, folder)
    report.end()


if __name__ == '__main__':
    main()
