#!/usr/bin/env python3
"""test_fdx_round.py BUILD_DIR - there and back: FDX to FDX, Fountain to FDX and back, and the other way."""
import csv
import io
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import FDX, FDX_EXPORT, SCREENPLAYS, Failure, corpus_files, is_valid, name_of, screenplays, start

EIGHT = ['Alignment', 'FirstIndent', 'Leading', 'LeftIndent', 'RightIndent', 'SpaceBefore', 'Spacing',
         'StartsNewPage']
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n' \
    '<FinalDraft DocumentType="Script" Template="No" Version="5">\n'
FONT = 'AdornmentStyle="0" Background="#FFFFFFFFFFFF" Color="#000000000000" Font="Courier New" RevisionID="0" ' \
    'Size="11" Style="{}"'
PLACING = 'Alignment="{}" FirstIndent="{}" Leading="{}" LeftIndent="{}" RightIndent="{}" SpaceBefore="{}" ' \
    'Spacing="{}" StartsNewPage="{}"'


def placing(alignment='Left', first='0.00', leading='Regular', left='1.50', right='7.50', space='12',
            spacing='1', starts='No'):
    return PLACING.format(alignment, first, leading, left, right, space, spacing, starts)


def settings(kind, where, style='', paginate_as='Action'):
    return f'''
  <ElementSettings Type="{kind}">
    <FontSpec {FONT.format(style)}/>
    <ParagraphSpec {where}/>
    <Behavior PaginateAs="{paginate_as}" ReturnKey="Dialogue" Shortcut="3" WinShortcut="Alt+3"/>
    <Outline CanHide="Yes" Level="3"/>
  </ElementSettings>
'''


def paragraph(kind, text, where='', style=None, more=''):
    mark = '' if style is None else f' Style="{style}"'
    return f'<Paragraph {where}{more} Type="{kind}"><Text{mark}>{text}</Text></Paragraph>\n'


def title_line(text, where=''):
    return f'<Paragraph {where or placing(left="1.00", space="0")}><Text {FONT.format("")}>{text}</Text></Paragraph>\n'


# A file whose every setting is another than ours.
PRODUCTION = HEAD + '<Content>\n' + ''.join([
    paragraph('New Act', 'ACT ONE'),
    paragraph('Scene Heading', 'INT. HOUSE - DAY', more=' Number="7B"'),
    paragraph('Action', 'One line.\nAnother line.'),
    paragraph('Action', 'Set to both edges.', placing('Full', space='24', spacing='1.5', left='1.75')),
    paragraph('Action', 'Tight.', placing(leading='Very Tight', space='11', first='0.50')),
    paragraph('General', 'Just text.'),
    paragraph('Shot', 'CLOSE ON THE DOOR'),
    paragraph('Notations', 'Of our own.'),
    paragraph('Character', 'Nora'),
    paragraph('Dialogue', 'Who?'),
    paragraph('Character', 'McTavish', style=''),
    paragraph('Dialogue', 'I <i/>'.replace('<i/>', 'say.')),
    paragraph('Action', 'Bold, too.', style='Bold+Italic'),
    paragraph('Action', 'In the middle.', placing('Center', starts='Yes')),
    f'<Paragraph {placing(left="1.25", space="36")} Type="General"><DualDialogue>',
    paragraph('Character', 'A'), paragraph('Dialogue', 'Left.'), paragraph('Character', 'B'),
    paragraph('Dialogue', 'Right.'), '</DualDialogue><Text></Text></Paragraph>\n',
    paragraph('New Act', 'ACT TWO'),
    paragraph('Scene Heading', ''),
]) + f'''</Content>

  <HeaderAndFooter FooterFirstPage="No" FooterVisible="Yes" HeaderFirstPage="Yes" HeaderVisible="Yes" StartingPage="3">
    <Header>
      <Paragraph {placing('Left', left='1.00', right='-1.00', space='0')}>
        <Text {FONT.format('Bold')}>Blue &amp; White &lt;2&gt;\t</Text>
        <DynamicLabel {FONT.format('')} Type="Last Revised"/>
        <Tabstops>
          <Tabstop Position="7.25" Type="Right"/>
        </Tabstops>
      </Paragraph>
    </Header>
    <Footer>
      <Paragraph {placing('Right', left='1.00', right='-1.00', space='0')}>
        <DynamicLabel {FONT.format('')} Type="Label"/>
      </Paragraph>
    </Footer>
  </HeaderAndFooter>

  <PageLayout BackgroundColor="#FFFFFFFFFFFF" BottomMargin="90" BreakDialogueAndActionAtSentences="No" DocumentLeading="Tight" FooterMargin="30" ForegroundColor="#000000000000" HeaderMargin="31" InvisiblesColor="#808080808080" TopMargin="54" UsesSmartQuotes="No">
    <PageSize Height="11.69" Width="8.26"/>
    <AutoCastList AddParentheses="No" AutomaticallyGenerate="No" CastListElement="General"/>
  </PageLayout>
''' + settings('Action', placing(left='1.25', space='14'), 'Italic') + \
    settings('New Act', placing('Center', space='12', starts='Yes'), 'Bold+Underline+AllCaps', 'Scene Heading') + \
    settings('Notations', placing(left='3.00', right='5.00', space='0', spacing='2'), 'Underline+AllCaps', 'General') + \
    settings('Character', placing(left='3.75', right='7.00'), 'AllCaps', 'Character') + \
    settings('Dialogue', placing(left='2.56', right='6.25', space='0'), '', 'Dialogue') + f'''
  <TitlePage>
    <HeaderAndFooter FooterFirstPage="Yes" FooterVisible="No" HeaderFirstPage="No" HeaderVisible="Yes" StartingPage="1">
      <Header>
        <Paragraph {placing('Right', left='1.25', right='-1.25', space='0')}>
          <Text {FONT.format('')}>x</Text>
        </Paragraph>
      </Header>
      <Footer>
        <Paragraph {placing('Right', left='1.25', right='-1.25', space='0')}>
          <Text {FONT.format('')}> </Text>
        </Paragraph>
      </Footer>
    </HeaderAndFooter>
    <Content>
''' + title_line('The Title', placing('Center', left='1.00', space='144')) + \
    title_line('by', placing('Center', left='1.00', space='24')) + \
    title_line('Somebody', placing('Center', left='1.00', space='12')) + \
    title_line('right here\tand there') + \
    title_line('CAST', placing('Center', left='1.00', starts='Yes')) + \
    title_line('Nora ..... herself') + '''    </Content>
    <TextState Scaling="150" Selection="3,7" ShowInvisibles="Yes"/>
  </TitlePage>

  <MoresAndContinueds>
    <FontSpec ''' + FONT.format('Italic') + '''/>
    <DialogueBreaks AutomaticCharacterContinueds="No" BottomOfPage="Yes" DialogueBottom="(&amp;c.)" DialogueTop="(weiter)" TopOfNext="No"/>
    <SceneBreaks ContinuedNumber="Yes" SceneBottom="(GEHT WEITER)" SceneBottomOfPage="Yes" SceneTop="WEITER:" SceneTopOfNext="No"/>
  </MoresAndContinueds>

  <SceneNumberOptions LeftLocation="0.50" NumberScheme="A1" RightLocation="7.50" ShowNumbersOnLeft="No" ShowNumbersOnRight="Yes">
    <FontSpec ''' + FONT.format('Bold') + '''/>
  </SceneNumberOptions>
</FinalDraft>
'''
LAYOUT = ['HeaderAndFooter', 'PageLayout', 'ElementSettings', 'TitlePage', 'MoresAndContinueds',
          'SceneNumberOptions']


class Rounds:
    """Files, and the program which turns one into another."""

    def __init__(self, platen, folder):
        self.platen = platen
        self.folder = folder

    def put(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, 'wb') as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return path

    def convert(self, path, name, *options):
        out = os.path.join(self.folder, name)
        self.platen.text('convert', '-q', '-o', out, *options, path)
        return out

    def form(self, path, form, *options):
        return self.platen.text('convert', '-q', '-f', form, '-o', '-', *options, path)

    def tree(self, path):
        """The tree without the places in the source. A run may be in pieces where the source jumps."""
        tree = self.form(path, 'tree')
        tree = re.sub(r'^( *\w+) \d+:\d+ \[\d+,\d+\)', r'\1', tree, flags=re.M)
        tree = re.sub(r'^( *\^ \d+ \w+) \d+:\d+', r'\1', tree, flags=re.M)
        tree = re.sub(r'^( +\| \d+-\d+) \d+:\d+', r'\1', tree, flags=re.M)
        pieces = r'^( +\| \d+-)(\d+)((?: \w+)*)\n +\| \2-(\d+)\3$'
        while re.search(pieces, tree, flags=re.M):
            tree = re.sub(pieces, r'\1\4\3', tree, flags=re.M)
        return tree

    def scenes(self, path):
        rows = list(csv.DictReader(io.StringIO(self.platen.text('report', 'scenes', '-q', '-f', 'csv', path))))
        return [{name: row[name] for name in row if name not in ('line', 'column')} for row in rows]


def same(before, after, what):
    if before != after:
        if isinstance(before, str):
            before, after = before.splitlines(), after.splitlines()
        at = next((i for i, (a, b) in enumerate(zip(before, after)) if a != b), min(len(before), len(after)))
        raise Failure(f'{what}:\n{before[at:at + 3]}\n{after[at:at + 3]}')


def load(path):
    return ElementTree.parse(path).getroot()


def elements(root, name):
    """All that is in the parts of this name: (tag, attributes, text)."""
    return [(e.tag, sorted(e.attrib.items()), (e.text or '') if e.tag == 'Text' else '')
            for part in root.findall(name) for e in part.iter()]


def placings(root):
    """A parenthetical typed as two paragraphs, "(looking about" and "the room)", counts as the one it is read as."""
    rows, is_open = [], False
    for p in root.find('Content').iter('Paragraph'):
        is_parenthetical = p.get('Type') == 'Parenthetical'
        if p.get('Type') and not (is_open and is_parenthetical):
            rows.append((p.get('Type'), [p.get(name) for name in EIGHT]))
        is_open = is_parenthetical and not ''.join(p.itertext()).rstrip().endswith(')')
    return rows


# ------------------------------------------------------------------------- FDX to FDX

def test_fdx_to_fdx_keeps_settings_header_title_pages_and_mores(rounds):
    first = rounds.put('a.fdx', PRODUCTION)
    again = rounds.convert(first, 'b.fdx')
    is_valid(FDX_EXPORT, again)
    before, after = load(first), load(again)
    for part in LAYOUT:
        wanted = elements(before, part)
        same(wanted, elements(after, part)[:len(wanted)], part)


def test_fdx_to_fdx_keeps_types_and_what_paragraphs_override(rounds):
    first = rounds.put('a.fdx', PRODUCTION)
    again = rounds.convert(first, 'b.fdx')
    same(placings(load(first)), placings(load(again)), 'paragraphs')
    texts = [[(run.get('Style'), run.text) for run in root.find('Content').iter('Text')]
             for root in (load(first), load(again))]
    same(*texts, 'runs')


def test_fdx_to_fdx_has_the_same_pages(rounds):
    is_same(rounds, rounds.put('a.fdx', PRODUCTION))


def test_fdx_to_fdx_obeys_options(rounds):
    path = rounds.put('a.fdx', PRODUCTION)
    root = load(rounds.convert(path, 'b.fdx', '--paper', 'letter', '--lines-per-page', '50', '--more', '(m)',
                               '--contd', '(c)'))
    layout = root.find('PageLayout')
    assert (layout.find('PageSize').get('Height'), layout.find('PageSize').get('Width')) == ('11.00', '8.50')
    assert (layout.get('TopMargin'), layout.get('BottomMargin')) == ('54', str(792 - 54 - 600))
    breaks = root.find('MoresAndContinueds/DialogueBreaks')
    assert (breaks.get('DialogueBottom'), breaks.get('DialogueTop')) == ('(m)', '(c)')


def test_a_profile_takes_the_place_of_the_settings_of_the_file(rounds):
    path = rounds.put('a.fdx', PRODUCTION)
    for profile in ('standard', 'stage'):
        out = rounds.convert(path, 'b.fdx', '--profile', profile)
        is_valid(FDX_EXPORT, out)
        body = '--title-page=no'
        same(rounds.form(path, 'text', body, '--profile', profile), rounds.form(out, 'text', body), f'pages in {profile}')
    kinds = {paragraph.get('Type') for paragraph in load(out).find('Content')}
    assert 'Notations' not in kinds and 'New Act' not in kinds and 'Action' in kinds, kinds


def test_a_scene_keeps_its_title(rounds):
    first = rounds.put('a.fdx', HEAD + '<Content><Paragraph Type="Scene Heading"><SceneProperties Title="Tom &amp; &quot;she&quot;"/>'
                       '<Text>INT. HOUSE - DAY</Text></Paragraph></Content></FinalDraft>')
    for options in ((), ('--profile', 'standard')):
        again = rounds.convert(first, 'b.fdx', *options)
        is_valid(FDX_EXPORT, again)
        assert load(again).find('Content/Paragraph/SceneProperties').get('Title') == 'Tom & "she"'
    is_same(rounds, first)


def test_note_paragraphs_and_text_documents_stay_what_they_are(rounds):
    first = rounds.put('a.fdx', HEAD.replace('"Script"', '"Text"') + '<Content><Paragraph Type="Scene Heading"><Text>INT. HOUSE - DAY'
                       '</Text></Paragraph><Paragraph Type="Note"><Text>Is this right?</Text></Paragraph></Content></FinalDraft>')
    again = rounds.convert(first, 'b.fdx')
    is_valid(FDX_EXPORT, again)
    assert load(again).get('DocumentType') == 'Text'
    assert [p.get('Type') for p in load(again).findall('Content/Paragraph')] == ['Scene Heading', 'Note']
    assert load(again).find('ScriptNotes') is None
    is_same(rounds, first)


def test_a_scene_has_its_colour_without_a_note(rounds):
    first = rounds.put('a.fdx', HEAD + '<Content><Paragraph Type="Scene Heading"><SceneProperties '
                       'Color="#FFFF88880000"/><Text>INT. HOUSE - DAY</Text></Paragraph></Content></FinalDraft>')
    root = load(rounds.convert(first, 'b.fdx'))
    assert root.find('Content/Paragraph/SceneProperties').get('Color') == '#FFFF88880000'
    assert root.find('ScriptNotes/ScriptNote') is None
    is_same(rounds, first)
    back = rounds.convert(rounds.convert(first, 'c.fountain'), 'd.fdx')
    assert load(back).find('Content/Paragraph/SceneProperties').get('Color') == '#FFFF88880000'
    is_same(rounds, back)


def test_a_colour_and_a_note_of_another_keep_their_places(rounds):
    path = rounds.put('a.fdx', HEAD + '<Content><Paragraph Type="Scene Heading"><SceneProperties '
                      'Color="#FFFF88880000"/><Text>INT. HOUSE - DAY</Text></Paragraph></Content><ScriptNotes>'
                      '<ScriptNote Range="3,0"><Paragraph><Text>#00FF00</Text></Paragraph></ScriptNote></ScriptNotes></FinalDraft>')
    for name in ('b.fdx', 'c.fdx'):
        path = rounds.convert(path, name)
        root = load(path)
        assert root.find('Content/Paragraph/SceneProperties').get('Color') == '#FFFF88880000'
        assert [text.text for text in root.findall('ScriptNotes/ScriptNote/Paragraph/Text')] == ['#00FF00']


def test_what_a_file_lacks_is_completed(rounds):
    """Parts of other programs: attributes and children missing, values spelt their way."""
    path = rounds.put('a.fdx', '<FinalDraft Version="1"><Content><Paragraph Type="Odd"><Text>x</Text></Paragraph>'
                      '<Paragraph Type="Odd" Alignment="Centered" Spacing="2.0"><Text>y</Text></Paragraph></Content>'
                      '<HeaderAndFooter HeaderVisible="True"><Header><Paragraph Alignment="right"><Text>h</Text>'
                      '<Unknown><Text>no</Text></Unknown></Paragraph><Paragraph><Text>2</Text></Paragraph></Header>'
                      '</HeaderAndFooter><PageLayout TopMargin="36.4" BottomMargin="72"><Other/></PageLayout>'
                      '<ElementSettings Type="Odd"><ParagraphSpec LeftIndent="2.125" Spacing="1.0"/></ElementSettings>'
                      '<ElementSettings Type="Action"><Behavior PaginateAs=""/><FontSpec Style="Underline + bold"/>'
                      '</ElementSettings><SceneNumberOptions LeftLocation="nan"/><MoresAndContinueds/></FinalDraft>')
    again = rounds.convert(path, 'b.fdx')
    is_valid(FDX_EXPORT, rounds.convert(path, 'c.fdx', '--fdx-version', '5'))
    root = load(again)
    assert root.get('Version') == '1'
    assert [run.text for run in root.findall('HeaderAndFooter/Header/Paragraph/Text')] == ['h', '2']
    assert root.find('PageLayout').get('TopMargin') == '36'
    assert root.find("ElementSettings[@Type='Odd']/ParagraphSpec").get('LeftIndent') == '2.13'
    same(rounds.tree(path), rounds.tree(again), 'tree')


def is_same(rounds, path, name='again.fdx'):
    """fdx to fdx: read again, it is the same tree on the same pages."""
    again = rounds.convert(path, name)
    same(rounds.tree(path), rounds.tree(again), 'tree')
    same(rounds.form(path, 'text'), rounds.form(again, 'text'), 'pages')
    same(rounds.scenes(path), rounds.scenes(again), 'scenes')
    before, after = load(path), load(again)
    if before.get('Version') in ('2', '3', '4', '5') and before.find('PageLayout') is not None:
        wanted, got = placings(before), placings(after)
        wanted = [pair if all(pair[1]) else got_pair for pair, got_pair in zip(wanted, got)]
        same(wanted, got[:len(wanted)], 'paragraphs')


def test_osf_to_fdx_keeps_front_matter(rounds):
    line = '<para><style basestylename="Normal Text" align="center"/><text>{}</text></para>'
    path = rounds.put('a.osf', '<document type="Open Screenplay Format document" version="30"><paragraphs><para>'
                      '<style basestylename="Action"/><text>Rain.</text></para></paragraphs><titlepage>' +
                      line.format('THE CUP') + 60 * line.format('') + line.format('CAST') + line.format('') +
                      line.format('Nora') + '</titlepage></document>')
    assert '"CAST"' in rounds.tree(path)
    out = rounds.convert(path, 'b.fdx')
    is_valid(FDX_EXPORT, out)
    # a page of 54 lines is ended by Final Draft itself
    same(rounds.form(path, 'text').split(), rounds.form(out, 'text').split(), 'words')
    assert load(out).find('Content').findall('Paragraph/Text')[0].text == 'Rain.'


# ------------------------------------------------------------------------ title page

KEYS = """Title:
    The *Cup*
    of tea
X-Draft: 3
Credit: Story by
Authors: R. Ito
Draft date: 4 March
Notes: Mind the date 2021
Contact:
    Kettle Ltd.
    \x20
    (c) us
Empty:
Revision: Blue
Source: Story by N. Okoro
authors: Second

Rain.
"""


def test_keys_of_a_title_page_and_their_order_come_back(rounds):
    path = rounds.put('a.fountain', KEYS)
    out = rounds.convert(path, 'b.fdx')
    is_valid(FDX_EXPORT, out)
    entries = [[line for line in rounds.tree(each).splitlines() if 'title_entry' in line or 'italic' in line]
               for each in (path, out)]
    assert len(entries[0]) == 12, entries[0]
    same(*entries, 'title page')


def test_a_title_page_which_was_changed_in_final_draft_holds(rounds):
    out = rounds.convert(rounds.put('a.fountain', KEYS), 'b.fdx')
    with open(out, encoding='utf-8') as file:
        changed = file.read().replace('>R. Ito<', '>R. Ito and Son<', 1)
    tree = rounds.tree(rounds.put('c.fdx', changed))
    assert '"R. Ito and Son' in tree and 'label="X-Draft" values=1 "3"' in tree, tree
    assert '"R. Ito"' not in tree


def test_a_parenthetical_in_two_paragraphs_stays_two(rounds):
    path = rounds.put('a.fdx', HEAD + '<Content>' + paragraph('Character', 'Nora') +
                      paragraph('Parenthetical', '(looking about') + paragraph('Parenthetical', 'the room)') +
                      paragraph('Dialogue', 'Who?') + '</Content></FinalDraft>')
    texts = [p.findtext('Text') for p in load(rounds.convert(path, 'b.fdx')).find('Content')]
    same(['Nora', '(looking about', 'the room)', 'Who?'], texts, 'paragraphs')


# --------------------------------------------------------------------------- template

SCRIPT = 'Title: New\n\nINT. HERE - DAY #3#\n\nRain. [[why?]]\n\n> THE END <\n\nBO\nYes.\n\n~La la.\n\n# One\n'


def fill(rounds, template, script=SCRIPT, *options):
    path = rounds.put('template.fdx', template)
    return rounds.convert(rounds.put('a.fountain', script), 'filled.fdx', '--fdx-template', path, *options)


def bytes_of(content, name):
    return re.findall(rf'<{name}[ />].*?</{name}>', content, re.S)


def test_template_of_another_script_keeps_all_but_script_and_title_page(rounds):
    kept = ['  <Watermarking Text="top &lt; secret"/>',
            '  <Revisions ActiveSet="2"  Odd = \'1\'><Revision/></Revisions>',
            '  <ListItems><ListItem><Content><Paragraph><Text>A beat</Text></Paragraph></Content></ListItem></ListItems>',
            '  <TagData><!-- as it is --><Tags><Tag Number="1"/></Tags></TagData>']
    lists = '  <SpellCheckIgnoreLists>\n    <IgnoredRanges>\n      <Range End="12" Start="3"/>\n    </IgnoredRanges>\n' \
        '    <IgnoredWords>\n      <Word>gonna</Word>\n    </IgnoredWords>\n  </SpellCheckIgnoreLists>'
    counting = ['  <LockedPages><LockedPage Position="99"/></LockedPages>',
                '  <DeletedText><DeletedTextLocation Offset="3"/><DeletedTextLocation Offset="90"/></DeletedText>',
                '  <ScriptNotes><ScriptNote Range="3,9"><Paragraph><Text>old</Text></Paragraph></ScriptNote></ScriptNotes>']
    last = [counting[0], kept[1], counting[1], *kept[2:], counting[2]]
    template = PRODUCTION.replace('</Content>', '</Content>\n\n' + kept[0], 1) \
        .replace('  <PageLayout', lists + '\n\n  <PageLayout') \
        .replace('</FinalDraft>', '\n\n'.join(last) + '\n</FinalDraft>')
    rounds.put('template.fdx', template)
    out = os.path.join(rounds.folder, 'filled.fdx')
    done = rounds.platen('convert', '--fdx-template', os.path.join(rounds.folder, 'template.fdx'), '-o', out,
                         rounds.put('a.fountain', SCRIPT))
    same('not kept of the template, as its text is gone or was joined with another: 1 locked page, '
         "2 places of deleted text, 1 word which is not checked for spelling, "
         "1 paragraph's ids, revisions and the like [PL-123]",
         done.stderr.decode().strip().partition('warning: ')[2], 'message')
    with open(out, encoding='utf-8') as file:
        content = file.read()
    for part in kept:
        assert '\n' + part + '\n' in content, part
    for name in ('HeaderAndFooter', 'PageLayout', 'MoresAndContinueds', 'SceneNumberOptions'):
        same(bytes_of(template, name)[0], bytes_of(content, name)[0], name)
    for one in bytes_of(template, 'ElementSettings'):
        assert one in content, one
    root = load(out)
    assert [run.text for run in root.find('Content').iter('Text')][:2] == ['INT. HERE - DAY', 'Rain.']
    assert 'The Title' not in content and 'New' in [run.text for run in root.find('TitlePage').iter('Text')]
    assert '<Range' not in content and '<Word>gonna</Word>' in content
    assert 'LockedPage ' not in content and 'DeletedTextLocation' not in content
    notes = root.findall('ScriptNotes/ScriptNote')
    assert [note.find('Paragraph/Text').text for note in notes] == ['why?']
    order = [child.tag for child in root]
    assert order.index('Content') == 0 and order.index('ScriptNotes') > order.index('TagData')


def test_fdx_template_measures_paragraphs_against_its_own_types(rounds):
    root = load(fill(rounds, PRODUCTION))
    centered = next(p for p in root.find('Content') if p.find('Text').text == 'THE END')
    same([centered.get(name) for name in EIGHT], ['Center', '0.00', 'Regular', '1.25', '7.50', '14', '1', 'No'],
         'centered')
    types = [s.get('Type') for s in root.findall('ElementSettings')]
    for kind in ('Action', 'Lyrics', 'Outline 1', 'Scene Heading', 'Notations'):
        assert types.count(kind) == 1, f'{types.count(kind)} settings of {kind}'


def test_fdx_template_takes_an_fdx_script_with_its_types(rounds):
    script = rounds.put('script.fdx', PRODUCTION)
    template = rounds.put('template.fdx', HEAD + '<Content/>\n</FinalDraft>')
    out = rounds.convert(script, 'filled.fdx', '--fdx-template', template)
    is_valid(FDX, out)
    same(placings(load(script)), placings(load(out)), 'paragraphs')
    same(elements(load(script), 'TitlePage'), elements(load(out), 'TitlePage'), 'title page')
    assert load(out).find("ElementSettings[@Type='Notations']/ParagraphSpec").get('LeftIndent') == '3.00'


def test_fdx_template_without_anything(rounds):
    for template in ('<FinalDraft/>', '<FinalDraft Version="4"><TitlePage/><Content/><Content/></FinalDraft>',
                     '<!-- <FinalDraft> --><FinalDraft\nVersion="6"><x/></FinalDraft>'.encode('utf-16')):
        root = load(fill(rounds, template))
        assert len(root.findall('Content')) == 1 and root.find('PageLayout') is not None
        assert len(root.findall('TitlePage')) == 1 and root.find('ScriptNotes') is not None


def test_fdx_template_which_is_none(rounds):
    script = rounds.put('a.fountain', SCRIPT)
    none = os.path.join(rounds.folder, 'none.fdx')

    def refuse(status, says, *options):
        done = rounds.platen('convert', '-f', 'fdx', '-o', none, *options, script)
        assert done.returncode == status and re.search(says, done.stderr.decode()), (done.returncode, done.stderr)
        assert not os.path.exists(none)
    refuse(3, 'a.fountain: error: cannot be used as a template: not a Final Draft file', '--fdx-template', script)
    refuse(3, 'cannot be used as a template: .*recipe', '--fdx-template', rounds.put('b.fdx', '<?xml version="1.0"?><fdx/>'))
    refuse(3, 'cannot be used as a template', '--fdx-template', rounds.put('b.osf', '<document><paragraphs/></document>'))
    refuse(3, 'cannot read: No such file', '--fdx-template', script + '.none')
    refuse(2, '--fdx-template is for fdx, not for html', '--fdx-template', script, '-f', 'html')


def contents(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


SPEECH = ['<Paragraph Type="Dialogue" id="d1"><Text>First of them.</Text></Paragraph>',
          '<Paragraph Type="Dialogue" id="d2"><Text RevisionID="2">Second of them.</Text><Odd/></Paragraph>',
          '<Paragraph Type="Dialogue" id="d3"><Text>Third of </Text><Text Style="Bold">them.</Text></Paragraph>']


def test_of_a_speech_in_several_paragraphs_the_others_stay(rounds):
    template = rounds.put('speech.fdx', HEAD + '<Content>' + paragraph('Character', 'NORA') + ''.join(SPEECH) +
                          '</Content></FinalDraft>')
    script = contents(rounds.convert(template, 'speech.fountain'))
    edits = {
        'First': ('First', 'Another', 0), 'Second': ('Second', '2nd', 1), 'Third': ('Third', '3rd', 2),
        'new words': ('Second of them.', 'Second of them.\nAnd more.', 1),
        'new words at the end': ('**them.**', '**them.**\nAnd more.', 2),
        'first is gone': ('First of them.\n', '', 0), 'second is gone': ('Second of them.\n', '', 1),
        'last is gone': ('\nThird of **them.**', '', 2),
    }
    for name, (old, new, changed) in edits.items():
        assert old in script, old
        edited = rounds.put('edited.fountain', script.replace(old, new))
        done = rounds.platen('convert', '--fdx-template', template, '-o', os.path.join(rounds.folder, 'edited.fdx'), edited)
        assert done.returncode == 0 and not done.stderr, (name, done.stderr)
        content = contents(os.path.join(rounds.folder, 'edited.fdx'))
        for number, paragraph_of_it in enumerate(SPEECH):
            assert (paragraph_of_it in content) == (number != changed), (name, number)
        assert ('id="d%d"' % (changed + 1) in content) == ('gone' not in name), name


def test_of_a_speech_with_an_empty_paragraph_the_others_stay(rounds):
    empty = '<Paragraph Type="Dialogue" id="e"><Text></Text></Paragraph>'
    template = rounds.put('speech.fdx', HEAD + '<Content>' + paragraph('Character', 'NORA') + SPEECH[0] + empty +
                          SPEECH[1] + '</Content></FinalDraft>')
    script = contents(rounds.convert(template, 'speech.fountain'))
    edited = rounds.put('edited.fountain', script.replace('First', 'Another'))
    content = contents(rounds.convert(edited, 'edited.fdx', '--fdx-template', template))
    assert 'id="d1"><Text>Another of them.</Text>' in content and empty + SPEECH[1] in content, content[:1500]


def test_of_a_joined_speech_which_cannot_be_told_apart_the_loss_is_said(rounds):
    template = rounds.put('speech.fdx', HEAD + '<Content>' + paragraph('Character', 'NORA') + ''.join(SPEECH) +
                          '</Content></FinalDraft>')
    script = contents(rounds.convert(template, 'speech.fountain'))
    edited = rounds.put('edited.fountain', script.replace('Second', '[[a note]] 2nd'))
    done = rounds.platen('convert', '--fdx-template', template, '-o', os.path.join(rounds.folder, 'edited.fdx'), edited)
    assert done.returncode == 0 and b"3 paragraphs' ids, revisions and the like [PL-123]" in done.stderr, done.stderr


def test_scenes_that_change_places_at_a_page_break_keep_their_paragraphs(rounds):
    template = rounds.put('scenes.fdx', HEAD + '<Content>' +
                          '<Paragraph Type="Scene Heading" id="s1"><Text>INT. PIER - DAY</Text></Paragraph>' +
                          paragraph('Action', 'Rain.') +
                          '<Paragraph Type="Scene Heading" StartsNewPage="Yes" id="s2"><Text>EXT. ROOF - DAY</Text></Paragraph>' +
                          paragraph('Action', 'Sun.') + '</Content></FinalDraft>')
    script = contents(rounds.convert(template, 'scenes.fountain'))
    for one, other in (('INT. PIER', 'EXT. X'), ('EXT. ROOF', 'INT. PIER'), ('EXT. X', 'EXT. ROOF'),
                       ('Rain.', 'X.'), ('Sun.', 'Rain.'), ('X.', 'Sun.')):
        script = script.replace(one, other)
    edited = rounds.put('edited.fountain', script)
    content = contents(rounds.convert(edited, 'edited.fdx', '--fdx-template', template))
    assert re.search('id="s2"[^>]*>\\s*<Text>EXT. ROOF.*id="s1"[^>]*>\\s*<Text>INT. PIER', content, re.S), content[:2000]


def test_fdx_template_may_be_the_output(rounds):
    script = rounds.put('a.fountain', SCRIPT)
    template = rounds.convert(script, 'production.fdx')
    with open(template, 'rb') as file:
        before = file.read()
    done = rounds.platen('convert', '--fdx-template', template, '-o', template, script)
    assert done.returncode == 0 and not done.stderr, (done.returncode, done.stderr)
    with open(template, 'rb') as file:
        assert file.read() == before, 'nothing was edited'


# ---------------------------------------------------------------------------- options

HIDDEN = """INT. HERE - DAY

/* first

there was more */

Rain /* a lot */ falls.

# One

##### Deep

= What happens [[when?]]

BO
Yes.
/* no */
No.
"""


def test_sections_and_synopses_never_print_in_final_draft(rounds):
    """Hidden text, and the file says that its outline is hidden: so in a new file, and in a template of each version."""
    script = rounds.put('a.fountain', '# One\n\n= about it\n\nINT. A\n\n= what happens\n\nRain.\n\n#### Four\n\n##### Five\n\n= more\n')
    plain = rounds.put('plain.fountain', 'INT. A\n\nRain.\n')
    for version in (3, 5, 6):
        template = rounds.put('t.fdx', HEAD.replace('Version="5"', f'Version="{version}"') + '<Content>' + paragraph('Action', 'x') +
                              '</Content></FinalDraft>')
        for name, options in (('new.fdx', ('--fdx-version', str(version))), ('into.fdx', ('--fdx-template', template))):
            out = rounds.convert(script, name, *options)
            root = load(out)
            kinds = {p.get('Type') for p in root.findall('Content/Paragraph')} - {'Scene Heading', 'Action'}
            assert kinds == {'Outline 1', 'Outline Body', 'Outline 4'}, kinds
            for kind in kinds:
                assert 'HiddenText' in root.find(f"ElementSettings[@Type='{kind}']/FontSpec").get('Style')
            wanted = {'Paragraphs': 'Hide'} if version == 6 else {'Hidden': 'Yes'}
            assert root.find('Outlines').attrib == wanted, (version, name, root.find('Outlines').attrib)
            same(rounds.form(plain, 'text'), rounds.form(out, 'text'), f'pages of {name}')
            back = rounds.convert(out, 'back.fountain')
            with open(back, encoding='utf-8') as file:
                text = file.read()
            for line in ('# One', '= about it', '= what happens', '#### Four', '#### Five', '= more'):
                assert f'\n{line}\n' in '\n' + text, text


def test_fdx_sections_and_boneyard_as_notes_come_back(rounds):
    path = rounds.put('a.fountain', HIDDEN)
    out = rounds.convert(path, 'b.fdx', '--fdx-sections=note', '--fdx-boneyard=note')
    is_valid(FDX_EXPORT, out)
    root = load(out)
    names = [(note.get('Name'), note.find('Paragraph/Text').text) for note in root.find('ScriptNotes')]
    assert ('Fountain: section', '##### Deep') in names and ('Fountain: boneyard', 'no') in names, names
    assert not [p for p in root.find('Content') if p.get('Type').startswith('Outline')]
    back = rounds.tree(out).splitlines()
    for line in rounds.tree(path).splitlines():
        if re.match(r' *(\^ \d+ )?(section|synopsis|boneyard)', line):
            assert line in back, f'{line} is not in\n' + '\n'.join(back)


def test_fdx_sections_and_boneyard_dropped(rounds):
    root = load(rounds.convert(rounds.put('a.fountain', HIDDEN), 'b.fdx', '--fdx-sections', 'drop'))
    assert [note.find('Paragraph/Text').text for note in root.find('ScriptNotes')] == ['when?']
    assert not [p for p in root.find('Content') if p.get('Type').startswith('Outline')]


def test_fdx_version(rounds):
    path = rounds.put('a.fountain', SCRIPT)
    usual, third = rounds.convert(path, 'b.fdx'), rounds.convert(path, 'c.fdx', '--fdx-version=3')
    is_valid(FDX_EXPORT, third)
    with open(usual, 'rb') as one, open(third, 'rb') as other:
        same(one.read().replace(b' Version="5"', b' Version="3"'), other.read(), 'all but the number')
    for value in ('2', '7', '', 'five'):
        assert rounds.platen('convert', '-o', '-', '-f', 'fdx', '--fdx-version', value, path).returncode == 2


# ------------------------------------------------------- FDX to Fountain and back

def said_by(rounds, path):
    """Elements with their texts, scene numbers and emphasis."""
    found = []
    for line in rounds.tree(path).splitlines():
        line = re.sub(r' (blanks=\d+|forced)', '', line)
        if not re.match(r' *(title_|page_break|note|\^)', line):
            found.append(line)
    return found


def test_fdx_to_fountain_and_back_keeps_what_is_said(rounds):
    path = rounds.put('a.fdx', PRODUCTION)
    fountain = rounds.convert(path, 'b.fountain', '--drop-layout')
    again = rounds.convert(fountain, 'c.fdx')
    is_valid(FDX_EXPORT, again)
    same(said_by(rounds, fountain), said_by(rounds, again), 'elements')
    texts = [[run.text for run in load(each).find('Content').iter('Text') if run.text] for each in (path, again)]
    # further title pages are pages before the script in Fountain
    same([text.upper() for text in texts[0]], [text.upper() for text in texts[1][-len(texts[0]):]], 'texts')
    root = load(again)
    assert root.find("Content/Paragraph[@Number='7B']/Text").text == 'INT. HOUSE - DAY'
    assert len(root.findall('Content/Paragraph/DualDialogue/Paragraph')) == 4


def test_page_format_goes_with_it(rounds):
    """What is written is set as the page format in use, so that Final Draft's pages are ours."""
    own = rounds.put('own.ini', """[profile own]
base = stage
top = 1.5
lines-letter = 47
scene-number-left = 1.0
action = 2.0 6.5
action-above = 2
action-style = italic
centered-style = bold
scene-heading-caps = no
""")
    script = rounds.put('p.fountain', 'INT. HOUSE - Day #1#\n\nRain.\n\n\nMore rain.\n\n> Middle of it <\n\n~la la\n\n!!\n\n'
                        'NORA\n(low)\nNot yet. ' + 'Not yet, Tom. ' * 40 + '\n~and sings\n\nCUT TO:\n\n===\n\n'
                        + 'Rain on the roof, and on the road, and on the river.\n\n' * 40)
    scripts = [script, os.path.join(SCREENPLAYS, 'feature.fountain')]
    for profile in ('standard', 'multicam', 'stage', 'compat-55', 'own'):
        for path in scripts[:1] if profile == 'own' else scripts:
            options = ('--config', own, '--profile', profile)
            out = rounds.convert(path, 'p.fdx', *options)
            is_valid(FDX_EXPORT, out)
            wanted, found = rounds.form(path, 'text', *options), rounds.form(out, 'text')
            same(wanted, found, f'pages in {profile}')
    root = load(rounds.convert(script, 'p.fdx', '--config', own, '--profile', 'own'))
    spec = root.find("ElementSettings[@Type='Action']/ParagraphSpec")
    assert (spec.get('LeftIndent'), spec.get('RightIndent'), spec.get('SpaceBefore')) == ('2.00', '6.50', '24')
    assert root.find("ElementSettings[@Type='Action']/FontSpec").get('Style') == 'Italic'
    assert root.find("ElementSettings[@Type='Scene Heading']/FontSpec").get('Style') == ''
    assert root.find('PageLayout').get('TopMargin') == '108'
    assert root.find('SceneNumberOptions').get('LeftLocation') == '1.00'
    assert root.find("Content/Paragraph[@Alignment='Center']/Text[@Style='Bold']").text == 'Middle of it'


def corpus_is_same(rounds, tests):
    paths = corpus_files('.fdx')
    if not paths:
        tests.skip('fdx to fdx', 'there is no corpus')
    written = []
    for path in rounds.platen.sample(paths, 3):
        written.append(f'{name_of(path).replace(os.sep, "-")}.again.fdx')
        tests.run(f'fdx to fdx, same tree and pages: {name_of(path)}', is_same, rounds, path, written[-1])
    tests.run('fdx to fdx is valid', is_valid, FDX, *(os.path.join(rounds.folder, name) for name in written))


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        rounds = Rounds(platen, folder)
        for name, test in list(globals().items()):
            if name.startswith('test_'):
                tests.run('fdx ' + name[5:].replace('_', ' '), test, rounds)
        corpus_is_same(rounds, tests)
    tests.end()


main()
