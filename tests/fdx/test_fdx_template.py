#!/usr/bin/env python3
"""test_fdx_template.py BUILD_DIR - a production's script goes to Fountain, is edited, and comes back into its FDX file.

What was not touched must come back byte for byte: of every FDX file of the corpus, and of a sample of them after
five edits (test_fdx_edits.py does that to all).
"""
import collections
import os
import re
import resource
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Failure, corpus_files, name_of, start

REVISED = 'AdornmentStyle="-1" Background="#FFFFFFFFFFFF" Color="#000000000000" Font="Courier Final Draft" ' \
    'RevisionID="{}" Size="12" Style=""'
PRODUCTION = f'''<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">

  <Content>
    <Paragraph Number="1" Type="Scene Heading" id="a1">
      <SceneProperties Color="#FFFF88880000" Length="3/8" Page="1" Title="Rain">
        <Summary>
          <Paragraph Alignment="Left"><Text Font="Arial">It rains.</Text></Paragraph>
        </Summary>
        <SceneArcBeats><CharacterArcBeat Name="NORA"/></SceneArcBeats>
      </SceneProperties>
      <Text>Int. diner - night</Text>
    </Paragraph>
    <Paragraph Type="Action" Label="L7">
      <Text>Rain falls. </Text>
      <Text {REVISED.format(3)}>Nobody looks up &amp; out.</Text>
      <Text> It never ends.</Text>
    </Paragraph>
    <Paragraph Type="Character"><Text>Nora</Text></Paragraph>
    <Paragraph Type="Parenthetical"><Text>(looking about</Text></Paragraph>
    <Paragraph Type="Parenthetical"><Text>the room)</Text></Paragraph>
    <Paragraph Type="Dialogue"><Text {REVISED.format(2)}>Who is there?</Text></Paragraph>
    <Paragraph Type="Action"><Text></Text></Paragraph>
    <Paragraph Type="General" Number="9"><Text>Nothing moves.</Text></Paragraph>
    <Paragraph Type="Action"><ScriptNote Name="Ask" ID="1"><Paragraph><Text>why?</Text></Paragraph></ScriptNote>\
<Text>The light goes out.</Text></Paragraph>
    <Paragraph Type="General">
      <DualDialogue>
        <Paragraph Type="Character"><Text>Bo</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text {REVISED.format(2)}>Run!</Text></Paragraph>
        <Paragraph Type="Character"><Text>Nora</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Wait!</Text></Paragraph>
      </DualDialogue>
      <Text></Text>
    </Paragraph>
    <Paragraph Number="2" Type="Scene Heading"><Text>EXT. STREET - NIGHT</Text></Paragraph>
    <Paragraph Type="Action"><Text>They run.</Text></Paragraph>
  </Content>

  <SpellCheckIgnoreLists>
    <IgnoredRanges><Range End="43" Start="38"/><Range End="62" Start="57"/></IgnoredRanges>
  </SpellCheckIgnoreLists>

  <LockedPages><LockedPage PageNumber="1" Position="0"/><LockedPage PageNumber="2" Position="152"/></LockedPages>

  <DeletedText><DeletedTextLocation Offset="60" RevisionID="1"/></DeletedText>

  <ScriptNotes>
    <ScriptNote Color="#FFFF00000000" Id="7" Name="" Range="31,37" Type="Info" WriterName="Ada">
      <Paragraph><Text Font="Arial">how much?</Text></Paragraph>
    </ScriptNote>
  </ScriptNotes>
</FinalDraft>
'''


class Template:
    """A production's file, and what becomes of it."""

    def __init__(self, platen, folder, content=None, path=None):
        self.platen = platen
        self.path = path or os.path.join(folder, 'production.fdx')
        self.fountain = os.path.join(folder, 'script.fountain')
        self.out = os.path.join(folder, 'new.fdx')
        self.messages = ''
        if content is not None:
            with open(self.path, 'wb') as file:
                file.write(content.encode() if isinstance(content, str) else content)
        platen.text('convert', '-q', '--from', 'fdx', '-f', 'fountain', '-o', self.fountain, self.path)
        with open(self.fountain, encoding='utf-8') as file:
            self.script = file.read()

    def before(self):
        with open(self.path, 'rb') as file:
            return file.read()

    def after(self, script):
        """The bytes of the file with this script in it."""
        with open(self.fountain, 'w', encoding='utf-8') as file:
            file.write(script)
        done = self.platen('convert', '--fdx-template', self.path, '-o', self.out, self.fountain)
        self.messages = done.stderr.decode()
        if done.returncode != 0:
            raise Failure(self.messages)
        with open(self.out, 'rb') as file:
            return file.read()

    def replace(self, old, new):
        """The root of the file after an edit."""
        assert self.script.count(old) == 1, (old, self.script)
        return ElementTree.fromstring(self.after(self.script.replace(old, new)))


def same(expected, found, what):
    if expected != found:
        raise Failure(f'{what}:\nexpected {expected}\nfound    {found}')


def texts(paragraph):
    return [(text.text or '', text.get('RevisionID'), text.get('Style')) for text in paragraph.findall('Text')]


# ------------------------------------------------------------------------ paragraphs

def test_nothing_edited_gives_the_same_bytes(make):
    for content in (PRODUCTION, PRODUCTION.replace('\n', '\r\n'), PRODUCTION.rstrip('\n')):
        template = make(content)
        same(content.encode(), template.after(template.script), 'file')
        same('', template.messages, 'messages')


def test_one_word_in_a_revised_run(make):
    root = make(PRODUCTION).replace('Nobody looks', 'Nobody ever looks')
    paragraph = root.find('Content')[1]
    same('L7', paragraph.get('Label'), 'label')
    same([('Rain falls. ', None, None), ('Nobody ever looks up & out.', '3', ''), (' It never ends.', None, None)],
         texts(paragraph), 'runs')


def test_words_across_runs(make):
    root = make(PRODUCTION).replace('Rain falls. [[how much?]] Nobody looks up & out. It never', 'Rain [[how much?]]pours. It always')
    same([('Rain pours. It always', None, None), (' ends.', None, None)], texts(root.find('Content')[1]), 'runs')
    same('24,24', root.find('ScriptNotes/ScriptNote').get('Range'), 'range of the note')


def test_word_beside_a_tab(make):
    root = make(PRODUCTION.replace('They run.', '4)\tThey run.')).replace('4)    They', '4)   Now they')
    same('4)   Now they run.', root.find('Content')[-1].findtext('Text'), 'text')


def test_emphasis(make):
    root = make(PRODUCTION).replace('looks', '**looks**')
    same([('Rain falls. ', None, None), ('Nobody ', '3', ''), ('looks', '3', 'Bold'), (' up & out.', '3', ''),
          (' It never ends.', None, None)], texts(root.find('Content')[1]), 'runs')


def test_heading_number_summary_and_color(make):
    template = make(PRODUCTION)
    script = template.script.replace('#1#', '#1A#').replace('It rains.', 'It pours.').replace('FF8800', '0000FF')
    heading = ElementTree.fromstring(template.after(script)).find('Content')[0]
    scene = heading.find('SceneProperties')
    same(('1A', 'a1', 'Rain', '3/8', '#00000000FFFF'),
         (heading.get('Number'), heading.get('id'), *(scene.get(name) for name in ('Title', 'Length', 'Color'))), 'scene')
    same([('It pours.', 'Arial')], [(text.text, text.get('Font')) for text in scene.iter('Text')], 'summary')
    same(['NORA'], [beat.get('Name') for beat in scene.iter('CharacterArcBeat')], 'arc beats')
    same('Int. diner - night', heading.find('Text').text, 'heading')


def test_page_break_and_centering(make):
    root = make(PRODUCTION).replace('Nothing moves.', '===\n\n> Nothing moves. <')
    moved = next(p for p in root.find('Content') if p.findtext('Text') == 'Nothing moves.')
    same(('Yes', 'Center', '9', '1.50'),
         tuple(moved.get(name) for name in ('StartsNewPage', 'Alignment', 'Number', 'LeftIndent')), 'attributes')


def test_parenthetical_in_two_paragraphs(make):
    root = make(PRODUCTION).replace('Nothing moves.', 'Nothing stirs.')
    same(['(looking about', 'the room)'],
         [p.findtext('Text') for p in root.find('Content') if p.get('Type') == 'Parenthetical'], 'parentheticals')
    assert len(root.find('Content')) == 12, 'an empty paragraph is lost'


def test_dual_dialogue(make):
    root = make(PRODUCTION).replace('Wait!', 'Stop!')
    dual = root.find('Content').find('Paragraph/DualDialogue')
    same([('Run!', '2'), ('Stop!', None)],
         [(p.findtext('Text'), p.find('Text').get('RevisionID')) for p in dual if p.get('Type') == 'Dialogue'], 'columns')


# --------------------------------------------------------------- what counts characters

def positions(root):
    return ([int(page.get('Position')) for page in root.iter('LockedPage')],
            [int(place.get('Offset')) for place in root.iter('DeletedTextLocation')],
            [(int(r.get('Start')), int(r.get('End'))) for r in root.iter('Range')],
            [note.get('Range') for note in root.findall('ScriptNotes/ScriptNote')])


def test_offsets_move_with_their_text(make):
    template = make(PRODUCTION)
    same(([0, 152], [60], [(38, 43), (57, 62)], ['31,37']), positions(ElementTree.fromstring(PRODUCTION.encode())), 'before')
    same(([0, 157], [65], [(43, 48), (62, 67)], ['31,37']), positions(template.replace('Nobody looks', 'Nobody ever looks')),
         'after')
    same('', template.messages, 'messages')


def test_offsets_whose_text_is_gone(make):
    template = make(PRODUCTION)
    root = template.replace('\nEXT. STREET - NIGHT #2#\n', '')
    same([0], positions(root)[0], 'locked pages')
    assert '1 locked page [PL-123]' in template.messages, template.messages
    root = template.replace('never ends', 'stops')
    same(([0, 147], [], [(38, 43)]), positions(root)[:3], 'the rest')
    assert '1 place of deleted text, 1 word which is not checked' in template.messages, template.messages


# ------------------------------------------------------------------------------ notes

def note_of(root):
    note = root.find('ScriptNotes/ScriptNote')
    return [note.get(name) for name in ('Id', 'WriterName', 'Color', 'Range')] + [note.findtext('Paragraph/Text')]


def test_note_keeps_author_and_moves(make):
    root = make(PRODUCTION).replace('Rain falls.', 'The rain falls.')
    same(['7', 'Ada', '#FFFF00000000', '35,41', 'how much?'], note_of(root), 'note')


def test_note_with_another_text(make):
    root = make(PRODUCTION).replace('how much?', 'how little?')
    same(['7', 'Ada', '#FFFF00000000', '31,37', 'how little?'], note_of(root), 'note')
    root = make(PRODUCTION).replace('Ask: why?', 'Ask: why now?')
    inner = root.find('Content').find('Paragraph/ScriptNote')
    same(('Ask', '1', 'why now?'), (inner.get('Name'), inner.get('ID'), inner.findtext('Paragraph/Text')), 'inner note')
    same(1, len(root.findall('.//ScriptNotes/ScriptNote')), 'notes of the root')


def test_note_moves_out_of_its_paragraph(make):
    template = make(PRODUCTION)
    script = template.script.replace('[[Ask: why?]]\n\n', '').replace('They run.', '[[Ask: why?]]\n\nThey run.')
    root = ElementTree.fromstring(template.after(script))
    assert root.find('Content').find('Paragraph/ScriptNote') is None, 'it is still there'
    same(['how much?', 'Ask: why?'], [note.findtext('Paragraph/Text') for note in root.findall('ScriptNotes/ScriptNote')],
         'notes')


def test_note_deleted_and_added(make):
    template = make(PRODUCTION)
    script = re.sub(r'\[\[how much\?\]\]', '', template.script).replace('They run.', 'They [[fast?]] run.')
    root = ElementTree.fromstring(template.after(script))
    same(['fast?'], [note.findtext('Paragraph/Text') for note in root.findall('ScriptNotes/ScriptNote')], 'notes')


# ------------------------------------------------------------------------------- time

def test_a_hundred_thousand_paragraphs(make):
    small = make('<FinalDraft Version="5"><Content></Content></FinalDraft>')
    count = 10_000 if small.platen.is_sanitized() else 100_000    # sanitizers are slow, and look for other faults
    for text in ('Same.', 'No. {}.'):
        body = '\n'.join(f'<Paragraph Type="Action"><Text>{text.format(i)}</Text></Paragraph>' for i in range(count))
        template = make(f'<FinalDraft Version="5"><Content>{body}</Content></FinalDraft>')
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        template.after(template.script.replace('.\n', ' and more.\n'))
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        if spent > 10:
            raise Failure(f'{spent:.1f} s')


# ----------------------------------------------------------------------------- corpus

HEADING = re.compile(r'^(\.[^.]|(?:INT|EXT|EST|I/E|INT/EXT)[. ])')


def headings(lines):
    return [i for i in range(1, len(lines)) if HEADING.match(lines[i]) and lines[i - 1] == '']


def edit_a_word(script):
    lines = script.split('\n')
    half = len(lines) // 2
    for i in [*range(half, len(lines)), *range(half)]:
        words = re.match(r'^([A-Z][a-z]+(?: [a-z]+)+ )([a-z]{3,})( [a-z][^*_\[]*)$', lines[i])
        # paragraphs of a speech with empty ones between them are one in Fountain, and become one when edited
        if words and '  ' not in lines[i - 1:i + 2]:
            lines[i] = words[1] + 'zebra' + words[3]
            return '\n'.join(lines)
    return None


def move_a_scene(script):
    lines = script.split('\n')
    found = headings(lines)
    if len(found) < 4 or '===' in lines[found[1] - 3:found[3]]:
        return None
    return '\n'.join(lines[:found[1]] + lines[found[2]:found[3]] + lines[found[1]:found[2]] + lines[found[3]:])


def delete_a_speech(script):
    lines = script.split('\n')
    for i in range(len(lines) // 2, len(lines) - 3):
        if lines[i - 1] == '' and re.match(r'^[A-Z][A-Z ]+$', lines[i]) and lines[i + 1]:
            end = lines.index('', i) if '' in lines[i:] else len(lines)
            return None if lines[end + 1:] and lines[end + 1].endswith('^') else '\n'.join(lines[:i] + lines[end + 1:])
    return None


def split_an_action(script):
    lines = script.split('\n')
    for i in range(len(lines) // 3, len(lines) - 1):
        halves = re.match(r'^([A-Z][^*_\[]*?[a-z]\.) ([A-Z][a-z][^*_\[]*)$', lines[i])
        if halves and lines[i - 1] == lines[i + 1] == '':
            lines[i:i + 1] = [halves[1], '', halves[2]]
            return '\n'.join(lines)
    return None


def renumber(script):
    lines = script.split('\n')
    found = [i for i in headings(lines) if '_' not in lines[i] and '[[' not in lines[i]]
    for count, i in enumerate(found):
        lines[i] = re.sub(r' #[^#]*#$', '', lines[i]) + f' #{count + 101}#'
    return '\n'.join(lines) if found else None


def paragraphs(content):
    """The paragraphs of body and title pages, each in a form which does not depend on how XML is spelled."""
    root = ElementTree.fromstring(content)
    return collections.Counter(ElementTree.canonicalize(ElementTree.tostring(p, 'unicode'), strip_text=False).strip()
                               for p in root.findall('Content/Paragraph') + root.findall('TitlePage/Content/Paragraph'))


def without_number(found):
    return collections.Counter(re.sub(r' Number="[^"]*"', '', paragraph) for paragraph in found.elements())


# What an edit may do to the paragraphs: (gone, new) to whether that is all.
EDITS = [
    (edit_a_word, lambda gone, new: gone.total() == new.total() == 1),
    (move_a_scene, lambda gone, new: gone.total() == new.total() == 0),
    (delete_a_speech, lambda gone, new: 0 < gone.total() <= 8 and new.total() == 0),
    (split_an_action, lambda gone, new: gone.total() == 1 and new.total() == 2),
    (renumber, lambda gone, new: without_number(gone) == without_number(new)),
]


def edits_keep_the_rest(template):
    before = template.before()
    old = paragraphs(before)
    for edit, is_all in EDITS:
        script = edit(template.script)
        if script is None:
            continue
        new = paragraphs(template.after(script))
        if not is_all(old - new, new - old):
            raise Failure(f'{edit.__name__}: gone ' + '\n'.join((old - new).elements())[:600] +
                          '\nnew ' + '\n'.join((new - old).elements())[:600])


def comes_back(template):
    if template.after(template.script) != template.before():
        raise Failure('the file is not the same')


def templates():
    return corpus_files('.fdx', '.fdxt')


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for name, test in list(globals().items()):
            if name.startswith('test_'):
                tests.run(name[5:].replace('_', ' '), test, lambda content: Template(platen, folder, content))
        if not templates():
            tests.skip('templates', 'there is no corpus')
        for path in platen.sample(templates()):
            tests.run(f'unedited: {name_of(path)}', comes_back, Template(platen, folder, path=path))
        for path in platen.sample(templates()[::6]):
            tests.run(f'edited: {name_of(path)}', edits_keep_the_rest, Template(platen, folder, path=path))
    tests.end()


if __name__ == '__main__':
    main()
