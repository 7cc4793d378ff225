#!/usr/bin/env python3
"""test_fdx.py BUILD_DIR - FDX files are read back: are they what Final Draft writes, word for word?"""
import json
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import CORPUS, FDX_EXPORT, Failure, corpus_files, has_program, is_valid, name_of, screenplays, start

HEAD = (b'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
        b'<FinalDraft DocumentType="Script" Template="No" Version="5">\n')
TAIL = b'\n</FinalDraft>\n'
EIGHT = ['Alignment', 'FirstIndent', 'Leading', 'LeftIndent', 'RightIndent', 'SpaceBefore', 'Spacing',
         'StartsNewPage']
STANDARD = ['General', 'Scene Heading', 'Action', 'Character', 'Parenthetical', 'Dialogue', 'Transition',
            'Shot', 'Cast List']
OUTLINE = ['Outline Body', 'Outline 1', 'Outline 2', 'Outline 3', 'Outline 4']


class Fdx:
    """An exported screenplay: its bytes, and what a reader makes of them."""

    def __init__(self, data):
        self.data = data
        self.root = ElementTree.fromstring(data)
        self.body = list(self.root.find('Content'))

    def shape(self):
        """(type, text) of each paragraph of the body, dual dialogue opened."""
        shape = []
        for paragraph in self.body:
            for inner in paragraph.findall('DualDialogue/Paragraph') or [paragraph]:
                shape.append((inner.get('Type'), text_of(inner)))
        return shape

    def paragraph(self, text):
        for paragraph in self.root.find('Content').iter('Paragraph'):
            if text_of(paragraph) == text:
                return paragraph
        raise Failure(f'no paragraph {text!r}')

    def runs(self, text):
        """(style, text) of each Text of the paragraph with this text; None: the type's style."""
        return [(run.get('Style'), run.text or '') for run in self.paragraph(text).findall('Text')]

    def units(self):
        """The body as Final Draft counts it: UTF-16, each paragraph closed by a unit of its own, and
        a dual dialogue counted as two more."""
        text = ''
        for paragraph in self.body:
            text += text_of(paragraph) + '\n'
            text += '\0\0' * (paragraph.find('DualDialogue') is not None)
        return text.encode('utf-16-le')

    def notes(self):
        """(name, text, what follows its anchor) of each note."""
        units = self.units()
        found = []
        for note in self.root.findall('ScriptNotes/ScriptNote'):
            first, last = map(int, note.get('Range').split(','))
            assert first == last, 'a range which is not a point'
            assert 2 * first < len(units), 'an offset past the end of the body'
            text = '\n'.join(text_of(paragraph) for paragraph in note)
            found.append((note.get('Name'), text, units[2 * first:].decode('utf-16-le')))
        return found

    def list_of(self, name):
        return [entry.text for entry in self.root.find('SmartType/' + name)]

    def title_lines(self):
        return [text_of(paragraph) for paragraph in self.root.findall('TitlePage/Content/Paragraph')]


def text_of(paragraph):
    return ''.join(run.text or '' for run in paragraph.findall('Text'))


# ------------------------------------------------------------------------- export

def export_file(platen, path, *options):
    done = platen('convert', '-q', '-f', 'fdx', '-o', '-', *options, path)
    if done.returncode != 0:
        raise Failure(f'{path}: exit {done.returncode} {done.stderr.decode(errors="replace")}')
    return done.stdout


def exporter(platen, folder):
    def export(text, *options):
        path = os.path.join(folder, 'in.fountain')
        with open(path, 'wb') as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        data = export_file(platen, path, *options)
        out = os.path.join(folder, 'out.fdx')
        with open(out, 'wb') as file:
            file.write(data)
        is_valid(FDX_EXPORT, out)
        is_well_built(data)
        return Fdx(data)
    return export


def is_well_built(data):
    """What no schema can see: the outermost bytes, line ends, the order of attributes."""
    assert data.startswith(HEAD), 'not the first bytes of Final Draft'
    assert data.endswith(TAIL), 'not the last bytes of Final Draft'
    assert b'\r' not in data, 'a carriage return'
    for tag in re.findall(rb'<[A-Z]\w*((?: \w+="[^"]*")+)/?>', data[len(HEAD):]):
        names = re.findall(rb' (\w+)="', tag)
        assert names == sorted(names), f'attributes out of order: {tag!r}'
        eight = [name for name in names if name.decode() in EIGHT]
        assert len(eight) in (0, 8), f'some of the eight attributes: {tag!r}'


# ------------------------------------------------------------- whole screenplays

# Element types of the JSON output, and the paragraphs they become; page breaks and what is hidden or
# kept elsewhere are not listed.
TYPES = {'scene_heading': 'Scene Heading', 'action': 'Action', 'centered': 'Action', 'lyric': 'Lyrics',
         'character': 'Character', 'parenthetical': 'Parenthetical', 'dialogue': 'Dialogue',
         'transition': 'Transition'}

# Characters which XML 1.0 cannot hold.
NO_XML = '[\\0-\x08\x0b-\x1f\ufffe\uffff]'


def printed_elements(elements):
    """Each line of a song in a speech is a paragraph."""
    in_speech = False
    for element in elements:
        if element['type'] in TYPES:
            extension = element.get('extension') or ''
            text = (element.get('text') or '') + (' ' + extension if extension else '')
            text = re.sub(NO_XML, '', text)
            in_speech = element['type'] == 'character' or in_speech and element.get('blank_before') == 0
            is_song = in_speech and element['type'] == 'lyric'
            for line in text.split('\n') if is_song else [text]:
                yield TYPES[element['type']], line


def is_faithful(platen, out, path):
    """Every printed element stands in it, in order. It goes to `out`."""
    data = export_file(platen, path)
    with open(out, 'wb') as file:
        file.write(data)
    is_well_built(data)
    fdx = Fdx(data)
    elements = json.loads(platen.text('convert', '-q', '-f', 'json', '-o', '-', path))['elements']
    wanted = list(printed_elements(elements))
    got = [(kind, text) for kind, text in fdx.shape()
           if kind not in OUTLINE and (kind, text) != ('General', '')]
    if not wanted:
        got = [pair for pair in got if pair != ('Action', '')]
    for number, (want, have) in enumerate(zip(wanted, got)):
        if want[0] == 'Character' and want != have:
            have = (have[0], platen.contds().sub('', have[1]))    # beside typed ones, those of layout are typed
        assert want == have, f'element {number}: {want!r} became {have!r}'
    assert len(wanted) == len(got), f'{len(wanted)} elements became {len(got)} paragraphs'
    fdx.notes()


# ---------------------------------------------------------------- one thing each

def test_empty_script(export):
    for text in ('', '\n\n', '/* nothing */\n', '===\n'):
        assert export(text).shape() == [('Action', '')], repr(text)


def test_types(export):
    fdx = export('INT. DINER - NIGHT\n\nRain.\n\nNORA\n(low)\nMine.\n\nCUT TO:\n\n> Fade out.\n')
    assert fdx.shape() == [('Scene Heading', 'INT. DINER - NIGHT'), ('Action', 'Rain.'),
                           ('Character', 'NORA'), ('Parenthetical', '(low)'), ('Dialogue', 'Mine.'),
                           ('Transition', 'CUT TO:'), ('Transition', 'Fade out.')]


def test_case_is_kept(export):
    fdx = export('.the lighthouse\n\n@McTavish (V.O.)\nAye.\n\n@ANN\nNo.\n\nBOB (on radio)\nYes.\n')
    assert fdx.runs('the lighthouse') == [(None, 'the lighthouse')]
    assert fdx.runs('McTavish (V.O.)') == [('', 'McTavish (V.O.)')]
    assert fdx.runs('ANN') == [(None, 'ANN')]
    assert fdx.runs('BOB (on radio)') == [(None, 'BOB (on radio)')]


def test_emphasis(export):
    fdx = export('A *b* **c** _d_ ***e*** _**f**_ g.\n\n.**FLASH** OF IT\n\n~la *la* **la**\n')
    assert fdx.runs('A b c d e f g.') == [
        (None, 'A '), ('Italic', 'b'), (None, ' '), ('Bold', 'c'), (None, ' '), ('Underline', 'd'),
        (None, ' '), ('Bold+Italic', 'e'), (None, ' '), ('Bold+Underline', 'f'), (None, ' g.')]
    assert fdx.runs('FLASH OF IT') == [('Bold+AllCaps', 'FLASH'), (None, ' OF IT')]
    assert fdx.runs('la la la') == [(None, 'la la '), ('Bold+Italic', 'la')]


def test_lines_are_one_paragraph(export):
    fdx = export('One.\n    Two.\n\nNORA\nThree.\n  \nFour.\n\n> FIVE <\n> SIX <\n')
    texts = [text for _, text in fdx.shape()]
    assert texts == ['One.\n    Two.', 'NORA', 'Three.\n\nFour.', 'FIVE\nSIX'], texts
    assert [run.get('Style') for run in fdx.paragraph('One.\n    Two.').findall('Text')] == [None]


def test_centered(export):
    centered = export('> THE END <\n').paragraph('THE END')
    assert (centered.get('Alignment'), centered.get('Type')) == ('Center', 'Action')
    assert (centered.get('LeftIndent'), centered.get('RightIndent')) == ('1.50', '7.50')


def test_blank_lines(export):
    fdx = export('One.\n\nTwo.\n\n\n\nThree.\n> four <\n\nINT. A\n\n\n\nFive.\n\n~six\n')
    assert fdx.paragraph('One.').get('SpaceBefore') is None
    assert fdx.paragraph('Two.').get('SpaceBefore') is None
    assert fdx.paragraph('Three.').get('SpaceBefore') == '36'
    assert fdx.paragraph('four').get('SpaceBefore') == '0'
    assert fdx.paragraph('INT. A').get('SpaceBefore') is None
    assert fdx.paragraph('Five.').get('SpaceBefore') is None
    assert fdx.paragraph('six').get('SpaceBefore') == '12'


def test_page_break(export):
    fdx = export('===\n\nOne.\n\n===\n\n# Act two\n\n= synopsis\n\n[[note]]\n\nINT. A\n\n===\n\n'
                 'NORA\nHi.\n\n===\n')
    starts = {text_of(p): p.get('StartsNewPage') for p in fdx.body}
    assert starts == {'One.': None, 'Act two': None, 'synopsis': None, 'INT. A': 'Yes', 'NORA': 'Yes',
                      'Hi.': None}, starts
    heading = fdx.paragraph('INT. A')
    assert [heading.get(name) for name in EIGHT] == ['Left', '0.00', 'Regular', '1.50', '7.50', '24', '1',
                                                     'Yes']


def test_dual_dialogue(export):
    fdx = export('TOM\nMine.\n\n# Between\n\nNORA ^\n(over him)\nNo.\n\n~A song.\n')
    outer = [p for p in fdx.body if p.find('DualDialogue') is not None]
    assert [p.get('Type') for p in fdx.body] == ['Outline 1', 'General', 'Lyrics']
    assert outer[0].get('SpaceBefore') == '12' and text_of(outer[0]) == ''
    inner = [(p.get('Type'), text_of(p)) for p in outer[0].find('DualDialogue')]
    assert inner == [('Character', 'TOM'), ('Dialogue', 'Mine.'), ('Character', 'NORA'),
                     ('Parenthetical', '(over him)'), ('Dialogue', 'No.')], inner


def test_lyrics(export):
    fdx = export('NORA\n~in a *speech\n~in* two lines [[note]]here\n\n~on its own\n~and on\n')
    assert fdx.paragraph('in a *speech').get('SpaceBefore') is None
    assert fdx.paragraph('in* two lines here').get('Type') == 'Lyrics'
    [(_, _, behind)] = fdx.notes()
    assert behind.startswith('here'), behind
    assert fdx.paragraph('on its own\nand on').get('SpaceBefore') == '12'
    settings = fdx.root.find("ElementSettings[@Type='Lyrics']")
    assert settings.find('FontSpec').get('Style') == 'Italic'
    assert settings.find('Behavior').get('PaginateAs') == 'Dialogue'


def test_element_settings(export):
    plain = export('One.\n').root
    assert [s.get('Type') for s in plain.findall('ElementSettings')] == STANDARD
    full = export('# One\n\n##### Five\n\n~la\n').root
    assert [s.get('Type') for s in full.findall('ElementSettings')] == STANDARD + ['Lyrics'] + OUTLINE
    dialogue = plain.find("ElementSettings[@Type='Dialogue']/ParagraphSpec")
    assert (dialogue.get('LeftIndent'), dialogue.get('RightIndent')) == ('2.50', '6.00')


def test_sections_and_synopses(export):
    fdx = export('# One\n\n= about one\n\n##### Five\n\nINT. A\n\n= first\n= second\n\nRain.\n\n= later\n')
    assert fdx.shape() == [('Outline 1', 'One'), ('Outline Body', 'about one'), ('Outline 4', 'Five'),
                           ('Scene Heading', 'INT. A'), ('Action', 'Rain.'), ('Outline Body', 'later')]
    summary = fdx.paragraph('INT. A').findall('SceneProperties/Summary/Paragraph')
    assert [text_of(paragraph) for paragraph in summary] == ['first', 'second']


def test_scene_properties(export):
    action = 'Rain.\n\n'
    fdx = export('INT. A #12-A.#\n\n' + action * 4 + 'INT. B\n\n' + action * 20 +
                 'INT. C\n\n' + action * 30)
    headings = [p for p in fdx.body if p.get('Type') == 'Scene Heading']
    found = [(p.get('Number'), *map(p.find('SceneProperties').get, ('Length', 'Page', 'Title')))
             for p in headings]
    # 9 of 54 lines; 43; 53 and 7 on the next page
    assert found == [('12-A.', '2/8', '1', ''), (None, '7/8', '1', ''), (None, '1 1/8', '2', '')], found
    options = fdx.root.find('SceneNumberOptions')
    assert (options.get('ShowNumbersOnLeft'), options.get('ShowNumbersOnRight')) == ('Yes', 'Yes')
    assert export('INT. A\n\nRain.\n').root.find('SceneNumberOptions') is None


def test_scene_colors(export):
    fdx = export('INT. A [[ask]] [[red]] [[blue]]\n\nINT. B [[color #0180fF]]\n\nINT. C [[color mauve]]\n\nINT. D\n\n'
                 'Rain. [[red]]\n')
    headings = [p.find('SceneProperties') for p in fdx.body if p.get('Type') == 'Scene Heading']
    assert [scene.get('Color') for scene in headings] == ['#FFFF00000000', '#01018080FFFF', None, None]
    assert len(fdx.notes()) == 6, 'the notes are there, too'


def test_notes(export):
    fdx = export('INT. A\n\nSix \U0001F600 cups[[of tea?]] & more.\n\n[[Ask legal\nabout it.]]\n\n'
                 'TOM\nYes[[left]].\n\nNORA ^\nNo.\n\nAfter [[the end]]them.\n\n[[Last.]]\n')
    notes = fdx.notes()
    assert [(name, text) for name, text, _ in notes] == [
        ('', 'of tea?'), ('', 'Ask legal\nabout it.'), ('', 'left'), ('', 'the end'), ('', 'Last.')], notes
    assert notes[0][2].startswith(' & more.'), notes[0]
    # the dual dialogue is what follows; in it there is no place for a note but its start
    assert notes[1][2].startswith('\n\0\0After') and notes[2][2] == notes[1][2], notes[1]
    assert notes[3][2].startswith('them.'), notes[3]
    assert notes[4][2] == '\n', 'a note after the last paragraph stands at its end'
    assert export('No note.\n').root.find('ScriptNotes') is None


def test_notes_have_the_given_date(export):
    def date(*options):
        return export('A [[b]].\n', *options).root.find('ScriptNotes/ScriptNote').get('DateTime')
    assert re.fullmatch(r'\d{8}T\d{6}', date())
    assert date('--date', '2024-02-29').startswith('20240229T'), date('--date', '2024-02-29')


def test_boneyard_is_dropped(export):
    fdx = export('One /* cut */ two.\n\n/*\nINT. CUT\n*/\n\nThree.\n')
    assert [text for _, text in fdx.shape()] == ['One two.', 'Three.']
    assert fdx.root.find('ScriptNotes') is None


def test_title_page(export):
    fdx = export('Title: The Last Cup\nCredit: Written by\nAuthors:\n    R. Ito\n    M. Okafor\n'
                 'Source: A queue\nDraft date: March 4\nContact:\n    Kettle\n    Row 1\n'
                 'Colour: <teal>\n    & more\n\nRain.\n')
    lines = fdx.title_lines()
    assert len(lines) == 54, len(lines)
    placed = {number: line for number, line in enumerate(lines, 1) if line}
    assert placed == {18: 'The Last Cup', 22: 'Written by', 25: 'R. Ito', 26: 'M. Okafor', 31: 'A queue',
                      51: 'March 4', 53: 'Kettle', 54: 'Row 1'}, placed
    paragraphs = fdx.root.findall('TitlePage/Content/Paragraph')
    assert [paragraphs[i].get('Alignment') for i in (17, 21, 53)] == ['Center', 'Center', 'Left']
    assert [run.get('Style') for run in paragraphs[17]] == ['Bold+Underline+AllCaps']
    assert [(name, text) for name, text, _ in fdx.notes()] == [
        ('Fountain: title page', 'Title: The Last Cup\nCredit: Written by\nAuthors: R. Ito\n    M. Okafor\n'
         'Source: A queue\nDraft date: March 4\nContact: Kettle\n    Row 1\nColour: <teal>\n    & more')]
    usual = export('Title: The Last Cup\nCredit: Written by\nAuthor: R. Ito\nSource: based on a queue\n'
                   'Draft date: March 4\nContact:\n    Kettle Ltd.\n    01632 960 001\n\nRain.\n')
    assert not usual.notes(), 'a note which says no more than the page'


def test_title_keeps_its_emphasis(export):
    fdx = export('Title:\n    **The** Last\n    _Cup_\nAuthor: R. Ito\n\nRain.\n')
    title = fdx.root.findall('TitlePage/Content/Paragraph')[17:19]
    assert [[(run.get('Style'), run.text) for run in line] for line in title] == [
        [('Bold', 'The'), ('', ' Last')], [('Underline', 'Cup')]]
    assert export('Rain.\n').root.find('TitlePage') is None


def test_smart_type(export):
    fdx = export('INT./EXT. CAR, MOVING - DUSK\n\nEST. pier - Dusk\n\n@McTavish (V.O.)\nA.\n\n'
                 'MCTAVISH (on radio) (cont\'d)\nB.\n\nSMASH TO:\n\n.ELSEWHERE\n')
    assert fdx.list_of('Characters') == ['MCTAVISH']
    assert fdx.list_of('Extensions') == ['(V.O.)', '(O.S.)', '(O.C.)', "(CONT'D)", '(ON RADIO)']
    assert fdx.list_of('SceneIntros') == ['INT', 'EXT', 'I/E', 'INT./EXT', 'EST']
    assert fdx.list_of('Locations') == ['CAR, MOVING', 'PIER']
    assert fdx.list_of('TimesOfDay') == ['DAY', 'NIGHT', 'DUSK']
    assert fdx.list_of('Transitions') == ['CUT TO:', 'FADE IN:', 'FADE OUT.', 'SMASH TO:']


def test_smart_type_knows_the_language_and_given_prefixes(export):
    fdx = export('Language: de\n\nINNEN. K\u00FCche - TAG\n\nRegen.\n\nBILD. Hof - Nacht\n\nMehr Regen.\n', '--prefix', 'BILD')
    assert fdx.list_of('SceneIntros') == ['INT', 'EXT', 'I/E', 'INNEN', 'BILD']
    assert fdx.list_of('Locations') == ['K\u00DCCHE', 'HOF']
    assert fdx.list_of('TimesOfDay') == ['DAY', 'NIGHT', 'TAG', 'NACHT']


def test_continueds(export):
    def breaks(text, *options):
        return export(text, *options).root.find('MoresAndContinueds/DialogueBreaks').attrib
    plain = breaks('NORA\nHi.\n')
    assert plain['AutomaticCharacterContinueds'] == 'Yes' and plain['DialogueBottom'] == '(MORE)'
    for typed in ("(CONT'D)", '(CONT\u2019D)', "(V.O.) (cont'd)"):
        assert breaks(f'NORA {typed}\nHi.\n')['AutomaticCharacterContinueds'] == 'No', typed
    other = breaks('NORA\nHi.\n', '--more', '("<MORE>")', '--contd', '(suite)')
    assert (other['DialogueBottom'], other['DialogueTop']) == ('("<MORE>")', '(suite)')
    off = breaks('NORA\nHi.\n', '--continued', 'no')
    assert (off['AutomaticCharacterContinueds'], off['BottomOfPage'], off['TopOfNext']) == ('No',) * 3


def test_paper(export):
    def layout(*options):
        element = export('Rain.\n', *options).root.find('PageLayout')
        size = element.find('PageSize')
        return size.get('Height'), size.get('Width'), element.get('BottomMargin'), element.get('TopMargin')
    assert layout() == ('11.00', '8.50', '72', '72')
    assert layout('--paper', 'a4') == ('11.69', '8.26', '72', '72')
    assert layout('--lines-per-page', '50') == ('11.00', '8.50', '120', '72')


def test_escapes(export):
    fdx = export('A & <b> "c" \'d\' ]]> \uFFFE\x01\x0be \x7f \U0010FFFF.\n')
    assert fdx.body[0].find('Text').text == 'A & <b> "c" \'d\' ]]> e \x7f \U0010FFFF.', fdx.shape()
    assert b'A &amp; &lt;b&gt; "c" \'d\' ]]&gt; ' in fdx.data


def test_hostile_bytes(export):
    export(bytes(range(256)) * 8)
    export(b'\xff\xfe' + bytes(range(256)) * 4)
    export('# ' + 'x' * 2_000_000 + '\n\n' + '&<' * 500_000)
    export('[[n]]\n\n' * 2_000 + '= s\n\n' * 2_000 + '===\n\n' * 2_000)


def test_same_bytes_twice(export):
    text = 'Title: A\n\nINT. B\n\nC [[d]].\n'
    assert export(text).data == export(text).data


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        if not has_program('xmllint'):
            tests.skip('fdx schemas', 'no xmllint')
        for name, test in list(globals().items()):
            if name.startswith('test_'):
                tests.run('fdx ' + name[5:].replace('_', ' '), test, exporter(platen, folder))
        if not os.path.isdir(CORPUS):
            tests.skip('fdx of the corpus', 'no corpus beside the project')
        files = []
        for path in platen.sample(screenplays() + corpus_files('.fountain')):
            files.append(os.path.join(folder, name_of(path).replace(os.sep, '-') + '.fdx'))
            tests.run(f'fdx of {name_of(path)}', is_faithful, platen, files[-1], path)
        tests.run('fdx of all of them is valid', is_valid, FDX_EXPORT, *filter(os.path.exists, files))
    tests.end()


if __name__ == '__main__':
    main()
