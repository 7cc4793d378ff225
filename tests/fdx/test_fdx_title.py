#!/usr/bin/env python3
"""test_fdx_title.py BUILD_DIR - title pages, which in FDX are lines without keys: what each line is taken for."""
import json
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import start

# Lines of a page, centered but for those with < (left) or > (right), and what is made of them: a line may have
# several paragraphs' text joined by | (a line break), and tabs; '' is an empty paragraph.
PAGES = {
    'the template of Final Draft': (
        ['Script Title', '', 'Written by', '', 'Name of First Writer', '', '', 'Based on, If Any', '', '<Address',
         '<Phone Number'],
        {'Title': 'Script Title', 'Credit': 'Written by', 'Author': 'Name of First Writer', 'Source': 'Based on, If Any',
         'Contact': 'Address|Phone Number'}),
    'the older template': (
        ['TITLE', '', 'Written by', '', 'Nora Okoro', '', 'Based on a queue', '', 'Revisions by', 'Bo Lindt', '',
         'Current Revisions by', 'Ada Moss, May 2020', '<Kettle Ltd.'],
        {'Title': 'TITLE', 'Credit': 'Written by',
         'Authors': 'Nora Okoro|Revisions by|Bo Lindt|Current Revisions by|Ada Moss, May 2020',
         'Source': 'Based on a queue', 'Contact': 'Kettle Ltd.'}),
    'labels in one paragraph each': (
        ['THE CUP', '', 'Written by', '', 'Ada', '<Copyright (c) 2026', '<Draft|information', '<Contact|information'],
        {'Title': 'THE CUP', 'Credit': 'Written by', 'Author': 'Ada', 'Draft date': 'Draft|information',
         'Copyright': 'Copyright (c) 2026', 'Contact': 'Contact|information'}),
    'a date above an address': (
        ['THE CUP', '', 'by', 'Ada', '<2018-01-01|Kettle Ltd.|12 Market Street|5 August Wilson Way'],
        {'Title': 'THE CUP', 'Credit': 'by', 'Author': 'Ada', 'Draft date': '2018-01-01',
         'Contact': 'Kettle Ltd.|12 Market Street|5 August Wilson Way'}),
    'an episode': (
        ['THE CUP', '', '"Pilot"', '', 'Written by', 'Ada Moss & Bo Lindt', '', 'Second Network Draft', 'March 4, 2021'],
        {'Title': 'THE CUP|"Pilot"', 'Credit': 'Written by', 'Author': 'Ada Moss & Bo Lindt',
         'Draft date': 'Second Network Draft|March 4, 2021'}),
    'credit and name in one line': (
        ['THE CUP', '', 'Screenplay by Ada Moss', '', 'Based on the novel by Bo Lindt'],
        {'Title': 'THE CUP', 'Credit': 'Screenplay by', 'Author': 'Ada Moss', 'Source': 'Based on the novel by Bo Lindt'}),
    'names far apart': (
        ['THE CUP', '', 'by', '', 'Ada Moss', '', '&', '', 'Bo Lindt', '', 'adapted from a queue'],
        {'Title': 'THE CUP', 'Credit': 'by', 'Authors': 'Ada Moss|&|Bo Lindt', 'Source': 'adapted from a queue'}),
    'two credits': (
        ['THE CUP', '', 'Story by', 'Ada Moss', '', 'Screenplay by', 'Bo Lindt'],
        {'Title': 'THE CUP', 'Credit': 'Story by', 'Authors': 'Ada Moss|Screenplay by|Bo Lindt'}),
    'no credit': (
        ['THE CUP', '', 'Ada Moss', '', 'after the play'],
        {'Title': 'THE CUP', 'Author': 'Ada Moss', 'Source': 'after the play'}),
    'titles which look like something else': (
        ['Draft Day 2021', 'By the Sea', '', 'by', 'May June'],
        {'Title': 'Draft Day 2021|By the Sea', 'Credit': 'by', 'Author': 'May June'}),
    'a title which begins with by': (
        ['By the Sea', '', 'by', 'Ada'], {'Title': 'By the Sea', 'Credit': 'by', 'Author': 'Ada'}),
    'all centered': (
        ['THE CUP', '', 'written by', 'Ada Moss', '', '\u00a9 2021 Kettle', '', 'ada@example.com', '555-010-0200'],
        {'Title': 'THE CUP', 'Credit': 'written by', 'Author': 'Ada Moss', 'Copyright': '\u00a9 2021 Kettle',
         'Contact': 'ada@example.com|555-010-0200'}),
    'nothing centered': (
        ['<THE CUP', '', '<by', '', '<Ada Moss', '', '<Based on a queue', '<Draft 3', '<Kettle Ltd.'],
        {'Title': 'THE CUP', 'Credit': 'by', 'Author': 'Ada Moss', 'Source': 'Based on a queue', 'Draft date': 'Draft 3',
         'Contact': 'Kettle Ltd.'}),
    'nothing recognised': (
        ['<THE CUP', '<Ada Moss', '<Kettle Ltd.'], {'Title': 'THE CUP|Ada Moss|Kettle Ltd.'}),
    'columns by tabs': (
        ['THE CUP', '', 'by', 'Ada', '<Kettle Ltd.\t\tFinal Draft', '<Hamburg\t12/04/2020', '<\t2020'],
        {'Title': 'THE CUP', 'Credit': 'by', 'Author': 'Ada', 'Draft date': 'Final Draft|12/04/2020|2020',
         'Contact': 'Kettle Ltd.|Hamburg'}),
    'a draft above all': (
        ['>Blue Revisions 4/5/19', 'THE CUP', '', 'by', 'Ada', '<Draft House Films', '<2020 Sepulveda Blvd.'],
        {'Title': 'THE CUP', 'Credit': 'by', 'Author': 'Ada', 'Draft date': 'Blue Revisions 4/5/19|Draft House Films',
         'Contact': '2020 Sepulveda Blvd.'}),
    'German': (
        ['DIE TASSE', '', 'Drehbuch von', '', 'Nora Okoro', '', 'Nach einer Schlange', '<2. Fassung', '<4. M\u00e4rz 2021'],
        {'Title': 'DIE TASSE', 'Credit': 'Drehbuch von', 'Author': 'Nora Okoro', 'Source': 'Nach einer Schlange',
         'Draft date': '2. Fassung|4. M\u00e4rz 2021'}),
    'French': (
        ['LA TASSE', '', '\u00c9crit par', '', 'Nora Okoro', '', "d'apr\u00e8s une file"],
        {'Title': 'LA TASSE', 'Credit': '\u00c9crit par', 'Author': 'Nora Okoro', 'Source': "d'apr\u00e8s une file"}),
    'a name which is no credit': (
        ['THE CUP', '', 'by', '', 'Von Stroheim', '<De Witt Agency'],
        {'Title': 'THE CUP', 'Credit': 'by', 'Author': 'Von Stroheim', 'Contact': 'De Witt Agency'}),
}


def page(lines):
    def paragraph(line):
        align = {'<': 'Left', '>': 'Right'}.get(line[:1], 'Center')
        text = line.lstrip('<>').replace('|', '\n').replace('&', '&amp;')
        return f'<Paragraph Alignment="{align}"><Text>{text}</Text></Paragraph>'
    return '<?xml version="1.0"?><FinalDraft><Content><Paragraph Type="Action"><Text>x</Text></Paragraph></Content>' \
        '<TitlePage><Content>' + ''.join(map(paragraph, lines)) + '</Content></TitlePage></FinalDraft>'


def entries(platen, folder, lines):
    path = os.path.join(folder, 'a.fdx')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(page(lines))
    elements = json.loads(platen.text('convert', '-q', '-f', 'json', '-o', '-', path))['elements']
    return {element['key']: '|'.join(element['values']) for element in elements if element['type'] == 'title_entry'}


def is_taken_for(platen, folder, lines, wanted):
    found = entries(platen, folder, lines)
    assert found == wanted, found


PLACED = [('Center', '0', 'Bold+Underline+AllCaps', 'The Cup'), ('Center', '24', '', '\u201cPilot\u201d'), ('Center', '0', '', ''),
          ('Center', '12', '', 'by'), ('Center', '0', '', 'Ada Moss'), ('Left', '0', '', ''), ('Left', '0', '', 'Kettle Ltd.\tMarch 4, 2021'),
          ('Left', '0', '', 'A house which has a name that is too long for half of a page'), ('Right', '0', '', 'Draft 2')]
ROWS = ['4 28080 bu THE CUP', '7 28080 \u201cPilot\u201d', '10 29880 by', '11 27720 Ada Moss', '13 7200 Kettle Ltd.',
        '13 44640 March 4, 2021', '14 7200 A house which has a name that is too long for half of a page', '15 48960 Draft 2']


def stands_where_the_file_has_it(platen, folder):
    """Slots, places, capitals and emphasis of each line are the file's own, not the template's."""
    blank = '<Paragraph Alignment="Left"><Text></Text></Paragraph>'
    lines = ''.join(
        f'<Paragraph Alignment="{align}" LeftIndent="1.00" RightIndent="7.50" SpaceBefore="{above}">'
        f'<Text Style="{style}">{text}</Text></Paragraph>' for align, above, style, text in PLACED)
    path = os.path.join(folder, 'a.fdx')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(page([]).replace('<TitlePage><Content>', '<TitlePage><Content>' + blank * 3 + lines))
    found = platen.text('convert', '-q', '-f', 'pages', '-o', '-', path)
    rows = re.findall(r'^ +(\d+) \d+ title title_entry\+? (\d+ (?:\w+ )?)"(.*)"', found, re.M)
    rows = [f'{slot} {x}{text}' for slot, x, text in rows]
    assert rows == ROWS, rows


def crowded_rows_are_the_template_s(platen, folder):
    """Three pieces of a row, or two which do not fit, would be printed over each other."""
    for line in ('left\tmiddle\tright', 'a name as long as half of the page\tand a second one, which is no shorter',
                 'Draft\tWritten by Ada'):
        path = os.path.join(folder, 'a.fdx')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(page(['THE CUP', '', '<' + line]))
        found = platen.text('convert', '-q', '-f', 'pages', '-o', '-', path)
        assert '  18 28400 title' in found, found


def empty_lines_above_a_second_page_stay(platen, folder):
    lines = [''] * 50 + ['THE CUP'] + [''] * 10 + ['<For the cat.']
    path = os.path.join(folder, 'a.fdx')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(page(lines).replace('Alignment', 'SpaceBefore="0" Alignment'))
    found = platen.text('convert', '-q', '-f', 'pages', '-o', '-', path)
    assert re.search(r'^ +8 \d+ body action \d+ "For the cat\."', found, re.M), found


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        tests.run('title page: its lines stand where the file has them', stands_where_the_file_has_it, platen, folder)
        tests.run('title page: crowded rows', crowded_rows_are_the_template_s, platen, folder)
        tests.run('title page: empty lines above a second page', empty_lines_above_a_second_page_stay, platen, folder)
        for name, (lines, wanted) in PAGES.items():
            tests.run(f'title page: {name}', is_taken_for, platen, folder, lines, wanted)
    tests.end()


main()
