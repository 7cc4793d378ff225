#!/usr/bin/env python3
"""test_html.py BUILD_DIR - HTML is read back: by its elements and its words."""
import glob
import itertools
import json
import os
import re
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..'), HERE]
from golden import NOT_TEXT
from harness import TESTS, name_of, screenplays, start
from page import Page

# Written and not the writer's, or the writer's and not printed.
ADDED = ('page', 'margin', 'contd', 'number', 'hidden')
HEADING = re.compile(r'h[1-6]')
CONTROLS = {code: ' ' for code in [*range(0x20), *range(0x7F, 0xA0)]}


class Script:
    """One screenplay, in HTML and as json says it is."""

    def __init__(self, platen, source, *options):
        self.source, self.has_odd_pages = source, bool({'--lines-per-page', '--profile'} & set(options))
        self.html = platen.text('convert', '-q', '-f', 'html', '-o', '-', *options, source)
        self.page = Page(self.html)
        self.count = int(platen.text('count', '-q', *options, source))
        record = json.loads(platen.text('convert', '-q', '-f', 'json', '--layout', '-o', '-', *options, source))
        self.elements, self.pages = record['elements'], record['pages']
        self.script = self.page.all(of_class='script')[0]
        self.in_order = list(self.script.elements())
        self.places = {id(element): place for place, element in enumerate(self.in_order)}

    def after(self, element):
        """This element, and all that follow it in the script."""
        return itertools.islice(self.in_order, self.places[id(element)], None)


def words(text):
    return text.translate(CONTROLS).split()


def is_well_formed(script):
    assert script.html.startswith('<!DOCTYPE html>\n<html'), script.html[:60]
    assert not script.page.problems, '\n'.join(script.page.problems[:10])


def needs_nothing_else(script):
    for element in script.page.all():
        for name in ('href', 'src'):
            value = element.attributes.get(name, '#')
            assert value.startswith('#'), value
    style, = script.page.all('style')
    assert not re.search(r'url\(|@import|expression|</', style.text()), 'the style sheet loads something'


def links_resolve(script):
    ids = [element.attributes['id'] for element in script.page.all() if 'id' in element.attributes]
    twice = {name for name in ids if ids.count(name) > 1} if len(ids) != len(set(ids)) else ()
    assert not twice, f'ids given twice: {twice}'
    links = {element.attributes['href'][1:] for element in script.page.all('a')}
    assert links <= set(ids), f'links to nowhere: {links - set(ids)}'


def headings_descend(script):
    levels = [int(element.tag[1]) for element in script.page.all() if HEADING.fullmatch(element.tag)]
    assert levels.count(1) == 1 and levels[0] == 1, f'levels {levels[:20]}'
    for above, below in zip(levels, levels[1:]):
        assert below <= above + 1, f'h{below} after h{above}'


def has_every_word(script):
    """In order. A page may end in the middle of a word only where none is long enough for it."""
    wanted = []
    for element in script.elements:
        if 'text' in element and 'runs' in element:     # it is printed, in styles
            wanted += words(element['text']) + words(element.get('extension') or '')
    found = words(script.script.text(without=ADDED))
    if script.has_odd_pages:
        wanted, found = [''.join(wanted)], [''.join(found)]
    for at, (one, other) in enumerate(zip(wanted, found)):
        assert one == other, f'{wanted[max(0, at - 5):at + 3]} became {found[max(0, at - 5):at + 3]}'
    assert len(wanted) == len(found), f'{len(wanted)} words became {len(found)}'


def has_nothing_private(script):
    """No notes, sections and synopses: nobody asked for them."""
    private = {'note', 'synopsis', 'part'}
    found = [element for element in script.page.all() if private & set(element.classes)]
    assert not found, [(element.tag, element.text()) for element in found[:5]]


def has_the_title_page(script):
    wanted = [word for page in script.pages if page['label'] is None
              for line in page['lines'] for word in words(line['text'])]
    header = script.page.all('header')
    found = words(header[0].text()) if header else []
    assert wanted == found, f'{wanted} became {found}'


def rules_part_the_pages(script):
    """There is a rule for each page but the first, and the first word behind it is the page's first."""
    rules = [e for e in script.script.elements() if 'page' in e.classes and 'again' not in e.classes]
    body = [page for page in script.pages if page['label'] is not None]
    assert len(rules) == max(0, script.count - 1), f'{len(rules)} rules, {script.count} pages'
    for number, (rule, page) in enumerate(zip(rules, body[1:]), 2):
        label = page['label']
        assert rule.attributes['aria-label'] == f'Page {label}', rule.attributes
        assert rule.attributes['id'] == f'page-{number}', rule.attributes
        assert f'{label}.' in rule.text(), rule.text()
        printed = [squeeze(line['text']) for line in page['lines'] if line['role'] == 'body']
        wanted = next(filter(None, printed), '')
        found = text_after(script, rule, len(wanted))
        assert found.startswith(wanted), f'page {label} begins with {wanted!r}, its rule is before {found!r}'
        lead = [line['text'] for line in page['lines'] if line['role'] == 'contd']
        assert not lead or lead[0] in rule.text() or any('again' in r.classes for r in script.script.elements())


def squeeze(text):
    """Without blanks and in capitals, as Unicode has them for one letter."""
    return ''.join(c.upper() if len(c.upper()) == 1 else c for word in words(text) for c in word)


def text_after(script, rule, length):
    """What is printed behind an element, as much as is needed for `length` letters."""
    found = ''
    for element in script.after(rule):
        if len(found) >= length:
            break
        is_text = element.tag == 'p' or HEADING.fullmatch(element.tag)
        if is_text and not element.classes & set(ADDED):
            found += squeeze(element.text(without=[name for name in ADDED if name != 'contd']))
    return found


def scenes_are_listed(script):
    wanted = [(element['text'].split(), element['page']) for element in script.elements
              if element['type'] == 'scene_heading']
    scenes = {e.attributes['id']: e for e in script.page.all('section', 'scene')}
    found = []
    for link in script.page.all('a'):
        if link.attributes['href'].startswith('#scene-'):
            heading, = [e for e in link.elements() if 'heading' in e.classes]
            on, = [e for e in link.elements() if 'on' in e.classes]
            found.append((heading.text().split(), on.text()))
            target = scenes[link.attributes['href'][1:]].content
            first = next(item for item in target if not isinstance(item, str))
            assert first.text(without=ADDED).split() == heading.text().split(), first.text()
    assert wanted == found, f'{wanted[:5]} became {found[:5]}'


READ_BACK = (is_well_formed, needs_nothing_else, links_resolve, headings_descend, has_every_word,
             has_nothing_private, has_the_title_page, rules_part_the_pages, scenes_are_listed)


def hostile_text_stays_text(platen):
    script = Script(platen, os.path.join(HERE, 'hostile.txt'))
    for check in READ_BACK:
        check(script)
    page = Page(platen.text('convert', '-q', '-f', 'html', '-o', '-', '--notes', '--sections', '--synopses',
                            os.path.join(HERE, 'hostile.txt')))
    assert not page.problems, page.problems
    text = page.root.text()
    for number in range(1, 15):
        if number not in (3, 7):    # the language is no language tag, the heading shouts
            assert f'alert({number})' in text, f'alert({number}) is lost'
    root = script.page.all('html')[0]
    assert 'lang' not in root.attributes, root.attributes


def notes_of_final_draft_are_printed(platen):
    """They stand in front of the script in this file, or behind it, and in its pages at their places."""
    notes = '<ScriptNotes><ScriptNote Range="6,0"><Paragraph><Text>why?</Text></Paragraph></ScriptNote></ScriptNotes>'
    script = '<Content>' + ''.join(f'<Paragraph Type="{kind}"><Text>{text}</Text></Paragraph>' for kind, text in (
        ('Action', 'First'), ('Action', 'Second'), ('Character', 'NORA'), ('Dialogue', 'Third'))) + '</Content>'
    for parts in (notes + script, script + notes):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'a.fdx')
            with open(path, 'w', encoding='utf-8') as file:
                file.write(f'<?xml version="1.0"?><FinalDraft DocumentType="Script" Version="5">{parts}</FinalDraft>')
            page = platen.text('convert', '-q', '-f', 'html', '-o', '-', '--notes', path).partition('<main>')[2]
            places = [page.find(text) for text in ('First', '[[why?]]', 'Second', 'NORA', 'Third')]
            assert -1 not in places and places == sorted(places), page
            elements = json.loads(platen.text('convert', '-q', '-f', 'json', '--layout', '-o', '-', '--notes', path))['elements']
            assert [element['page'] for element in elements] == ['1'] * 5, elements


def says_the_language(platen):
    for typed, wanted in (('fr', 'fr'), ('pt-BR', 'pt-BR'), ('Turkish', 'tr'), ('"x"', None), ('', None), ('e', None)):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'a.fountain')
            with open(path, 'w') as file:
                file.write(f'Title: A\nLanguage: {typed}\n\nAction.\n')
            root = Page(platen.text('convert', '-q', '-f', 'html', '-o', '-', path)).all('html')[0]
            assert root.attributes.get('lang') == wanted, (typed, root.attributes)


def colours_are_legible():
    """Text on what it stands on: 4.5 to 1, as WCAG 2.1 AA asks, in light and dark."""
    with open(os.path.join(TESTS, '..', 'src', 'html', 'html.css')) as file:
        css = file.read()
    light, dark = (dict(re.findall(r'--([\w-]+): (#\w{6});', block))
                   for block in re.findall(r':root \{(.*?)\}', css, re.S)[:2])
    for colours in (light, {**light, **dark}):
        for ink, ground in (('ink', 'paper'), ('ink', 'desk'), ('faint', 'paper'), ('faint', 'desk'),
                            ('accent', 'paper'), ('accent', 'desk'), ('note-ink', 'note')):
            ratio = contrast(colours[ink], colours[ground])
            assert ratio >= 4.5, f'{ink} on {ground}: {ratio:.2f}'


def contrast(one, other):
    def luminance(colour):
        parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def reads_back(platen, source):
    if platen('count', '-q', source).returncode == NOT_TEXT:
        return
    script = Script(platen, source)
    for check in READ_BACK:
        check(script)


def main():
    platen, tests = start(__doc__)
    tests.run('html: colours are legible', colours_are_legible)
    tests.run('html: hostile text stays text', hostile_text_stays_text, platen)
    tests.run('html: notes of Final Draft, printed', notes_of_final_draft_are_printed, platen)
    tests.run('html: the title page says the language', says_the_language, platen)
    for source in platen.sample(screenplays(), 3):
        for options in ([], ['--lines-per-page', '7', '--title-page', 'no', '--continued', 'no'],
                        ['--lines-per-page', '5'], ['--scene-continued', 'yes', '--profile', 'multicam']):
            script = Script(platen, source, *options)
            for check in READ_BACK:
                name = f'{os.path.basename(source)} {" ".join(options)}'.strip()
                tests.run(f'html: {name}: {check.__name__.replace("_", " ")}', check, script)
    cases = sorted(glob.glob(os.path.join(TESTS, 'cases', '*', '*.fountain')))
    for source in platen.sample(cases):
        tests.run(f'html: {name_of(source)}', reads_back, platen, source)
    tests.end()


main()
