#!/usr/bin/env python3
"""test_fdx_layout.py BUILD_DIR - a Fountain made of an FDX file has its pages (`X-Layout:`).

Of each FDX file of the corpus (a sample, or all with --all as test_fdx_layouts.py) the pages are compared with those
of its Fountain: how many, and where each begins.
"""
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import TESTS, corpus_files, describe, name_of, start

LINE = re.compile(r' +(-?\d+) \S+ (\S+) (\S+)(.*)')
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')

FILE = '''<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>{}</Content>{}</FinalDraft>'''


class Layouts:
    def __init__(self, platen, folder):
        self.platen, self.folder = platen, folder

    def put(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(content)
        return path

    def convert(self, path, *options):
        """The Fountain made of a file, and the messages."""
        out = os.path.join(self.folder, 'made.fountain')
        done = self.platen('convert', '--force', path, '-o', out, *options)
        assert done.returncode == 0, describe(done)
        return out, done.stderr.decode()

    def text(self, path, *options):
        with open(self.convert(path, *options)[0], encoding='utf-8') as file:
            return file.read()

    def pages(self, path):
        """The body lines of each page of the body, each with its slot."""
        pages, is_body = [], False
        for line in self.platen.text('convert', '-q', '-f', 'pages', '-o', '-', path).splitlines():
            if not line.startswith(' '):
                is_body = line.startswith('page')
                pages += [[]] if is_body else []
                continue
            slot, role, kind, rest = LINE.match(line).groups()
            text = ''.join(TEXT.findall(rest))
            if is_body and role in ('body', 'contd') and text.strip():
                pages[-1].append((slot, text.strip()))
        return pages


def words(page):
    return ' '.join(text for _, text in page).split()[:6]


def has_its_pages(layouts, path, totals):
    ours, again = layouts.pages(path), layouts.pages(layouts.convert(path)[0])
    totals['files'] += 1
    totals['pages'] += len(ours)
    totals['lines'] += sum(map(len, ours))
    totals['same lines'] += sum(len(set(a) & set(b)) for a, b in zip(ours, again))
    assert len(ours) == len(again), f'{len(ours)} pages, as Fountain {len(again)}'
    for number, (one, other) in enumerate(zip(ours, again), 1):
        # a sign before a heading which Fountain cannot force is not counted as another beginning
        assert [word.lstrip('.') for word in words(one)] == [word.lstrip('.') for word in words(other)], \
            f'page {number} begins {words(one)}, as Fountain {words(other)}'


def check_corpus(layouts, tests, paths):
    totals = dict.fromkeys(('files', 'pages', 'lines', 'same lines'), 0)
    if not paths:
        tests.skip('fdx layouts', 'there is no corpus')
    for path in paths:
        tests.run(f'pages of its Fountain: {name_of(path)}', has_its_pages, layouts, path, totals)
    tests.note('FDX and its Fountain: {files} files, {pages} pages, {same lines} of {lines} lines at the same place'
               .format(**totals))


def p(kind, text, attributes=''):
    return f'<Paragraph Type="{kind}"{attributes}><Text>{text}</Text></Paragraph>'


PLACED = ' Alignment="Left" FirstIndent="0.00" Leading="Regular" LeftIndent="{}" RightIndent="7.50" SpaceBefore="{}"' \
    ' Spacing="1" StartsNewPage="No"'


def test_usual_pages_need_no_layout(layouts):
    path = layouts.put('usual.fdx', FILE.format(p('Scene Heading', 'INT. DINER') + p('Action', 'Rain.') + p('Character', 'ADA')
                                                + p('Dialogue', 'No.'), ''))
    assert layouts.text(path) == 'INT. DINER\n\nRain.\n\nADA\nNo.\n', layouts.text(path)


def test_styles_of_single_paragraphs(layouts):
    path = layouts.put('styles.fdx', FILE.format(
        p('Action', 'One.') + p('Action', 'Two.') + p('Action', 'Three.', PLACED.format('2.00', 0))
        + p('Action', 'Four.') + p('Action', 'Five.', PLACED.format('1.50', 36)), ''))
    text = layouts.text(path)
    assert 'style-1 = 2.0 7.5\n' in text and '\n\nThree. [[platen: style 1]]\n\nFour.\n\n\n\nFive.\n' in text, text
    assert layouts.pages(path) == layouts.pages(layouts.convert(path)[0])


def test_settings_of_the_page(layouts):
    path = layouts.put('page.fdx', FILE.format(
        ''.join(p('Action', f'Line {i}.') for i in range(60)),
        '<PageLayout TopMargin="108" BottomMargin="144"><PageSize Width="8.26" Height="11.69"/></PageLayout>'
        '<MoresAndContinueds><DialogueBreaks DialogueBottom="(still)" TopOfNext="No"/></MoresAndContinueds>'
        '<ElementSettings Type="Action"><ParagraphSpec LeftIndent="1.25" RightIndent="7.00" SpaceBefore="24"/></ElementSettings>'))
    text = layouts.text(path)
    for line in ('sheet = 8.26 11.69', 'top = 1.5', 'bottom = 2.0', 'more = (still)', 'show-contd = no',
                 'action = 1.25 7.0', 'action-above = 2'):
        assert f'    {line}\n' in text, (line, text)
    assert layouts.pages(path) == layouts.pages(layouts.convert(path)[0])


def test_title_sheets_are_not_counted(layouts):
    sheets = '<TitlePage><Content>' + p('', 'A TITLE') + ''.join(
        f'<Paragraph StartsNewPage="Yes"><Text>Sheet {i}</Text></Paragraph>' for i in (2, 3)) + '</Content></TitlePage>'
    path = layouts.put('sheets.fdx', FILE.format(p('Action', 'Rain.'), sheets))
    out, _ = layouts.convert(path)
    assert layouts.platen.text('count', path) == layouts.platen.text('count', out) == '1\n'
    assert 'title-sheets = 2' in layouts.text(path)


def test_layout_is_left_out(layouts):
    path = layouts.put('drop.fdx', FILE.format(
        ''.join(p('Action', f'Line {i}.', PLACED.format('2.00', 0)) for i in range(100)), ''))
    out, said = layouts.convert(path, '--drop-layout')
    with open(out, encoding='utf-8') as file:
        text = file.read()
    assert 'X-Layout' not in text and '[[' not in text, text
    assert 'has 2 pages, and the Fountain made of it' in said, said


def test_usual_pages_need_no_layout(layouts):
    """What platen writes as FDX has the usual pages: no key of ours comes back onto the title page."""
    for name in ('coffee-shop', 'feature'):
        there = os.path.join(layouts.folder, name + '.fdx')
        layouts.platen.text('convert', '-q', os.path.join(TESTS, 'screenplays', name + '.fountain'), '-o', there)
        assert 'X-Layout' not in layouts.text(there)
        assert layouts.pages(there) == layouts.pages(layouts.convert(there)[0])


def test_too_many_styles(layouts):
    path = layouts.put('many.fdx', FILE.format(
        ''.join(p('Action', f'Line {i}.', PLACED.format(f'{1 + i / 100:.2f}', 0)) for i in range(120)), ''))
    _, said = layouts.convert(path)
    assert 'so 19 paragraphs are set like others' in said and 'PL-125' in said, said


def test_lines_by_hand(layouts):
    """What is no line of a page format is reported, and the rest is obeyed."""
    script = layouts.put('hand.fountain', 'X-Layout:\n    lines-letter = 20\n    action = 1.0 3.0\n    action-size = 12\n\n'
                         + 'Rain on the roof, and on the road.\n\n' * 12)
    done = layouts.platen('count', script)
    assert done.stdout == b'2\n' and b"'action-size = 12' is no line of a page format" in done.stderr, done
    assert b'PL-252' in done.stderr
    done = layouts.platen('count', '--profile', 'standard', script)
    assert done.stdout == b'1\n', done


def test_fdx_of_it_has_its_pages(layouts):
    """FDX made of the Fountain, without a template."""
    path = layouts.put('there.fdx', FILE.format(
        ''.join(p('Action', f'Line {i}.') + p('General', f'Line {i}.') for i in range(60)),
        '<ElementSettings Type="Action"><ParagraphSpec LeftIndent="1.25" RightIndent="7.00" SpaceBefore="24"/></ElementSettings>'))
    out, _ = layouts.convert(path)
    back = os.path.join(layouts.folder, 'back.fdx')
    layouts.platen.text('convert', '-q', out, '-o', back)
    assert layouts.pages(back) == layouts.pages(path)


def test_scenes_count_pages_from_one(layouts):
    """StartingPage is for the printed number; Final Draft stores for scenes which page of the script they are on."""
    path = layouts.put('start.fdx', FILE.format(
        p('Scene Heading', 'INT. A') + p('Scene Heading', 'INT. B', ' StartsNewPage="Yes"'),
        '<HeaderAndFooter StartingPage="5"/>'))
    scenes = layouts.platen.json('report', 'scenes', '--format', 'json', path)['scenes']
    assert [scene['page'] for scene in scenes] == ['1', '2'], scenes
    assert ' 6.\n' in layouts.platen.text('convert', '-q', '-f', 'text', '-o', '-', path)
    written = layouts.platen.text('convert', '-q', '-f', 'fdx', '-o', '-', '--profile', 'standard', path)
    assert re.findall(r' Page="(\d+)"', written) == ['1', '2'], written


REVISED = os.path.join(TESTS, 'cases', 'fdx', 'revisions.fdx')


def test_revisions_only_where_asked(layouts):
    """Without the option the pages are those of the same file without revisions."""
    with open(REVISED, encoding='utf-8') as file:
        plain = layouts.put('plain.fdx', re.sub(r' RevisionID="\d"|<DynamicLabel Type="Last Revised"/>', '', file.read()))
    for form in ('pdf', 'text', 'html', 'json'):
        options = ('convert', '-q', '-f', form, '-o', '-')
        one, other = (layouts.platen(*options, path).stdout for path in (REVISED, plain))
        if form in ('pdf', 'json'):  # these know places in the file
            one, other = len(one) // 1000, len(other) // 1000
        assert one == other, form


def test_marks_have_their_colour(layouts):
    pattern = os.path.join(layouts.folder, 'page-%d.svg')
    layouts.platen.text('convert', '-q', '--revisions', '-o', pattern, REVISED)
    with open(pattern % 1, encoding='utf-8') as file:
        colors = re.findall(r'rgb\(([^)]*)\)', file.read())
    assert {'0%,0%,100%', '100%,0%,100%'} <= {color.replace(' ', '') for color in colors}, colors
    html = layouts.platen.text('convert', '-q', '--revisions', '-f', 'html', '-o', '-', REVISED)
    assert html.count('class="revision"') == 6 and 'style="color:#0000ff">*</span>' in html, html


def revised_lines_are_marked(layouts, path):
    """A mark beside each line of the page which has revised words, and no other."""
    lines = layouts.platen.text('convert', '-q', '--revisions', '-f', 'pages', '-o', '-', path).splitlines()
    plain = layouts.platen.text('convert', '-q', '-f', 'pages', '-o', '-', path).splitlines()
    marks = [line for line in lines if ' revision ' in line]
    others = [line for line in lines if ' revision ' not in line and not re.match(r' +-\d+ ', line)]
    assert others == [line for line in plain if not re.match(r' +-\d+ ', line)]
    assert marks and all(re.search(r' 5\d{4} "\*+"$', mark) for mark in marks), marks


def check_revisions(layouts, tests, paths):
    for path in paths:
        with open(path, encoding='utf-8', errors='replace') as file:
            content = file.read().split('<TitlePage')[0]
        if re.search(r'<Text [^>]*RevisionID="[1-9][0-9]*"[^>]*>[^<]', content.split('</Content>')[0]):
            tests.run(f'revised lines are marked: {name_of(path)}', revised_lines_are_marked, layouts, path)


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        layouts = Layouts(platen, folder)
        for name, test in list(globals().items()):
            if name.startswith('test_'):
                tests.run('fdx layout ' + name[5:].replace('_', ' '), test, layouts)
        check_corpus(layouts, tests, corpus_files('.fdx', '.fdxt')[::8])
        check_revisions(layouts, tests, corpus_files('.fdx', '.fdxt'))
    tests.end()


if __name__ == '__main__':
    main()
