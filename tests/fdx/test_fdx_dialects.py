#!/usr/bin/env python3
"""test_fdx_dialects.py BUILD_DIR - FDX as other programs write it, and what hand-made files have.

No file here is of such a program: each shows what is peculiar to it, with words of our own.
"""
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import describe, start

SPEECH = [('speech', ''), ('character', 'NORA'), ('dialogue', 'Hi.')]


def nodes_of(platen, folder, content, *options):
    """(kind, text) of the nodes of the tree; for cuts ('cut', text); a label stands in the text as {label}."""
    path = os.path.join(folder, 'a.fdx')
    with open(path, 'wb') as file:
        file.write(content.encode() if isinstance(content, str) else content)
    done = platen('convert', '-q', '-f', 'tree', '-o', '-', *options, path)
    assert done.returncode == 0, describe(done)
    found = []
    for line in done.stdout.decode().splitlines()[1:]:
        cut = re.match(r' *\^ \d+ (?:note|boneyard) [\d:]+(?: \w+=(?:"[^"]*"|\w+))* "(.*)"$', line)
        node = re.match(r' *(\w+) \d+:\d+ \[\d+,\d+\)(.*?)(?: "((?:[^"\\]|\\.)*)")?$', line)
        if cut:
            found.append(('cut', cut[1]))
        elif node and not line.lstrip().startswith('|'):
            label = re.search(r'label="((?:[^"\\]|\\.)*)"', node[2])
            found.append((node[1], ('{%s}' % label[1] if label else '') + (node[3] or '')))
    return found


def file(inside, declaration='<?xml version="1.0" encoding="UTF-8"?>', root=' DocumentType="Script" Version="1"'):
    return f'{declaration}\n<FinalDraft{root}>\n{inside}\n</FinalDraft>\n'


def content(*paragraphs):
    return '<Content>' + ''.join(paragraphs) + '</Content>'


def p(kind, *texts, more='', inside=''):
    return f'<Paragraph Type="{kind}"{more}>{inside}' + ''.join(f'<Text>{text}</Text>' for text in texts) + '</Paragraph>'


NORA = p('Character', 'NORA') + p('Dialogue', 'Hi.')

CASES = {
    # ------------------------------------------------------------------------- programs
    'Fade In: Type first, Spacing of 1.0, True, a dual paragraph without a type, RevisionID alone': (
        file(content('<Paragraph Type="Action" Alignment="Left" Spacing="1.0" StartsNewPage="True"><Text RevisionID="1">a'
                     '</Text></Paragraph>', '<Paragraph Type="Action" StartsNewPage="True"><Text>b\nc</Text></Paragraph>',
                     '<Paragraph><DualDialogue>' + NORA + NORA + '</DualDialogue></Paragraph>'),
             '<?xml version="1.0" encoding="UTF-8"?>'),
        [('action', 'a'), ('page_break', ''), ('action', 'b\\nc'), ('dual_dialogue', ''), *SPEECH, *SPEECH]),
    'Scrite: SceneProperties after the text, languages of texts, an omitted scene': (
        file(content('<Paragraph Type="Scene Heading" Number="3"><Text Font="Sans" Language="1" Script="0">INT. A</Text>'
                     '<SceneProperties Length="1/8"><Summary><Paragraph><Text>s</Text></Paragraph></Summary>'
                     '</SceneProperties></Paragraph>',
                     p('Scene Heading', 'OMITTED', inside='<OmittedScene>' + p('Scene Heading', 'INT. B') + p('Action', 'gone')
                       + '</OmittedScene>')), root=' DocumentType="Script" Template="No" Version="2"'),
        [('scene_heading', '{3}INT. A'), ('synopsis', 's'), ('scene_heading', 'OMITTED'), ('boneyard', 'INT. B\\n\\ngone')]),
    'Starc: an alignment on every paragraph': (
        file(content(*[f'<Paragraph Type="{kind}" Alignment="Left"><Text>{text}</Text></Paragraph>' for kind, text in
                       (('Scene Heading', 'INT. A'), ('Action', 'a'), ('Character', 'Nora'), ('Dialogue', 'Hi.'))])),
        [('scene_heading', 'INT. A'), ('action', 'a'), *SPEECH]),
    'Beat: single quotes, Centered, notes at the root without a writer': (
        file("<Content><Paragraph Type='Action' Alignment='Centered'><Text>THE END</Text></Paragraph>"
             "<Paragraph Type='Action'><Text TagNumber='1'>ab</Text></Paragraph></Content>"
             "<ScriptNotes><ScriptNote Range='9,1' Color='#FFFF00'><Paragraph><Text>why?</Text></Paragraph></ScriptNote>"
             "</ScriptNotes><TagData><TagCategories/></TagData>",
             "<?xml version='1.0' encoding='UTF-8' standalone='no' ?>", " DocumentType='Script' Template='No' Version='1'"),
        [('centered', 'THE END'), ('action', 'ab'), ('cut', 'why?')]),
    'screenplain: nothing but Content, bold by a run, dual without a type': (
        file(content('<Paragraph Type="Action"><Text>a </Text><Text Style="Bold">b</Text><Text> c</Text></Paragraph>',
                     '<Paragraph><DualDialogue>' + NORA + NORA + '</DualDialogue></Paragraph>'), root=''),
        [('action', 'a b c'), ('dual_dialogue', ''), *SPEECH, *SPEECH]),
    'ftn2xml: DualDialog, Lyric': (
        file(content('<Paragraph Type="General"><DualDialog>' + NORA + NORA + '</DualDialog></Paragraph>',
                     p('Lyric', 'la'))),
        [('dual_dialogue', ''), *SPEECH, *SPEECH, ('lyric', 'la')]),
    'Trelby: settings without a behaviour': (
        file(content(p('New Act', 'one'), NORA) +
             '<ElementSettings Type="New Act"><FontSpec Style="Underline+AllCaps"/></ElementSettings>'),
        [('centered', 'ONE'), *SPEECH]),
    'OpenDraft: the title page first': (
        file('<TitlePage><Content><Paragraph Alignment="Center"><Text>T</Text></Paragraph></Content></TitlePage>' +
             content(p('Action', 'x'))),
        [('title_page', ''), ('title_entry', '{Title}T'), ('action', 'x')]),
    'jumpcut: apostrophes as references, Type before StartsNewPage': (
        file(content(p('Action', 'It&#x27;s'), p('Action', 'b', more=' StartsNewPage="Yes"'))),
        [('action', "It's"), ('page_break', ''), ('action', 'b')]),
    'screenplay-tools: Version 5 with only Content': (
        file(content(p('Scene Heading', 'INT. A', more=' Number="1"'), NORA),
             root=' DocumentType="Script" Template="No" Version="5"'),
        [('scene_heading', '{1}INT. A'), *SPEECH]),
    'a plain document: paragraphs without a type': (
        file(content('<Paragraph><Text>a</Text></Paragraph>', '<Paragraph Alignment="Center"><Text>b</Text></Paragraph>'),
             root=' DocumentType="Text" Template="No" Version="3"'),
        [('action', 'a'), ('centered', 'b')]),
    'Final Draft 13: a summary as a paragraph, types of its own': (
        file(content(p('Scene Heading', 'INT. A'), p('Summary', 's'), p('Note', 'n'), p('Sequence', 'One'),
                     p('Outline 1', 'o'), p('Outline Body', 'b'))),
        [('scene_heading', 'INT. A'), ('synopsis', 's'), ('note', 'n'), ('action', 'ONE'), ('section', 'o'), ('synopsis', 'b')]),

    # ---------------------------------------------------------------------------- bytes
    'Windows-1252 under a declaration of UTF-8': (
        file(content(p('Action', 'Caf\u00e9 \u2019'))).encode('cp1252'), [('action', 'Caf\u00e9 \u2019')]),
    'UTF-16, little end first': (('\ufeff' + file(content(p('Action', 'Caf\u00e9')))).encode('utf-16-le'),
                                 [('action', 'Caf\u00e9')]),
    'UTF-16, big end first, no mark': (file(content(p('Action', 'Caf\u00e9'))).encode('utf-16-be'), [('action', 'Caf\u00e9')]),
    'CR line ends': (file(content(p('Action', 'a\nb'))).replace('\n', '\r'), [('action', 'a\\nb')]),
    'CRLF line ends': (file(content(p('Action', 'a\nb'))).replace('\n', '\r\n'), [('action', 'a\\nb')]),
    'line separators of Unicode': (file(content(p('Action', 'a\u2028b\u2029c\u0085d'))), [('action', 'a\\nb\\nc\\nd')]),
    'CDATA, comments and instructions': (
        file('<?x y?>' + content('<!-- c -->', p('Action', '<![CDATA[<a> ]]>', 'b<!-- c -->c<?x?>d'))), [('action', '<a> bcd')]),
    'references to characters': (file(content(p('Action', '&#233;&#x1F600;&lt;&amp;&gt;&apos;'))),
                                 [('action', "\u00e9\U0001f600<&>'")]),
    'a namespace': (file(content(p('Action', 'a')), root=' xmlns="urn:x"'), [('action', 'a')]),

    # ------------------------------------------------------------------- mapping, row by row
    'a heading in two lines': (file(content(p('Scene Heading', 'int. a\n- day'))), [('scene_heading', 'INT. A - DAY')]),
    'a heading whose run has another style': (
        file(content('<Paragraph Type="Scene Heading"><Text Style="Bold">int. a</Text></Paragraph>')),
        [('scene_heading', 'int. a')]),
    'a heading without text': (file(content(p('Scene Heading', ''), p('Action', 'x'))), [('action', ''), ('action', 'x')]),
    'a number on something else': (file(content(p('Action', 'x', more=' Number="4"'))), [('action', 'x')]),
    'dialogue without a cue': (file(content(p('Action', 'x'), p('Dialogue', 'y'))), [('action', 'x'), ('action', 'y')]),
    'a parenthetical in halves': (
        file(content(p('Character', 'NORA'), p('Parenthetical', '(looking about'), p('Parenthetical', 'the room)'),
                     p('Dialogue', 'Hi.'))),
        [('speech', ''), ('character', 'NORA'), ('parenthetical', '(looking about\\nthe room)'), ('dialogue', 'Hi.')]),
    'a parenthetical without brackets': (
        file(content(p('Character', 'NORA'), p('Parenthetical', 'soft'), p('Dialogue', 'Hi.'))),
        [('speech', ''), ('character', 'NORA'), ('parenthetical', '(soft)'), ('dialogue', 'Hi.')]),
    'a cue in small letters': (
        file(content('<Paragraph Type="Character"><Text Style="">McCoy</Text></Paragraph>', p('Dialogue', 'x'))),
        [('speech', ''), ('character', 'McCoy'), ('dialogue', 'x')]),
    'a transition as typed': (file(content(p('Transition', 'Cut to:'))), [('transition', 'CUT TO:')]),
    'acts': (file(content(p('New Act', 'Act one'), p('Action', 'a'), p('End Of Act', 'End of act one'), p('New Act', 'Two'),
                          p('Cold Opening', 'Cold'), p('Teaser/Act One', 't'))),
             [('centered', 'ACT ONE'), ('action', 'a'), ('centered', 'END OF ACT ONE'), ('page_break', ''),
              ('centered', 'TWO'), ('centered', 'COLD'), ('action', 't')]),
    'types by what they are paginated as': (
        file(content(p('Narrator', 'Nora'), p('Radio', 'Hi.'), p('Sting', 'cut'), p('Place', 'A'), p('Deep', 'x')) +
             ''.join(f'<ElementSettings Type="{name}"><Behavior PaginateAs="{like}"/></ElementSettings>' for name, like in
                     (('Narrator', 'Character'), ('Radio', 'Dialogue'), ('Sting', 'Transition'), ('Place', 'Scene Heading'),
                      ('Deep', 'Radio')))),
        [*SPEECH, ('transition', 'CUT'), ('action', 'A'), ('action', 'x')]),
    'hidden text': (file(content(p('Secret', 'x')) + '<ElementSettings Type="Secret"><FontSpec Style="HiddenText"/>'
                         '</ElementSettings>'), [('synopsis', 'x')]),
    'notes inside a text, and with a name': (
        file(content('<Paragraph Type="Action"><Text>a</Text><ScriptNote Name="&#xA;N&#xA;"><Paragraph><Text>n</Text>'
                     '</Paragraph></ScriptNote><Text>b</Text></Paragraph>') +
             '<UnanchoredScriptNotes><ScriptNote><Paragraph><Text>u</Text></Paragraph></ScriptNote></UnanchoredScriptNotes>'),
        [('action', 'ab'), ('cut', 'N: n'), ('note', 'u')]),
    'empty lines in a speech': (file(content(p('Character', 'NORA'), p('Dialogue', 'a\n\nb'))),
                                [('speech', ''), ('character', 'NORA'), ('dialogue', 'a\\n\\nb')]),
    'empty paragraphs': (file(content(p('Action', 'a'), p('General', ''), '<Paragraph Type="Action"/>', p('Action', 'b'))),
                         [('action', 'a'), ('action', ''), ('action', ''), ('action', 'b')]),
    'a text laid out by hand': (file(content('<Paragraph Type="Action"><Text>\n    a b\n  </Text></Paragraph>')),
                                [('action', 'a b')]),
    'line breaks which were typed at the edges': (file(content(p('Action', '\n\nACT ONE'), p('Action', 'x\n'))),
                                                  [('action', '\\n\\nACT ONE'), ('action', 'x\\n')]),
    'runs of blanks': (file(content(p('Action', 'a', ' ', '  ', 'b'))), [('action', 'a   b')]),
    'a squiggle in a cue': (
        file(content('<Paragraph Type="Character"><Text>THE </Text><Text AdornmentStyle="-1">NARRATOR</Text>'
                     '<Text> (V.O.)</Text></Paragraph>', p('Dialogue', 'x'))),
        [('speech', ''), ('character', '{(V.O.)}THE NARRATOR'), ('dialogue', 'x')]),
    'a break before the first paragraph': (file(content(p('Action', 'a', more=' StartsNewPage="Yes"'))), [('action', 'a')]),
    'an entity-laden name': (file(content(p('Character', 'TOM &amp; JERRY'), p('Dialogue', 'x'))),
                             [('speech', ''), ('character', 'TOM & JERRY'), ('dialogue', 'x')]),
    'types spelt otherwise': (file(content(p(' scene heading ', 'INT. A'), p('ACTION', 'a'), p('', 'b'))),
                              [('scene_heading', 'INT. A'), ('action', 'a'), ('action', 'b')]),
    'beginning with no heading': (file(content(NORA)), SPEECH),
    'dual dialogue: one cue, three cues, a beginning without one, an empty end, one in another': (
        file(content(*['<Paragraph Type="General"><DualDialogue>' + inner + '</DualDialogue></Paragraph>' for inner in (
            NORA, p('Dialogue', 'first') + NORA + NORA + NORA, NORA + NORA + '<Paragraph Type=""/>',
            NORA + '<Paragraph><DualDialogue>' + NORA + '</DualDialogue></Paragraph>')])),
        [*SPEECH, ('action', 'first'), ('dual_dialogue', ''), *SPEECH, *SPEECH, *SPEECH,
         ('dual_dialogue', ''), *SPEECH, *SPEECH, ('dual_dialogue', ''), *SPEECH, *SPEECH]),
    'text beside a DualDialogue': (
        file(content('<Paragraph Type="General"><Text>before</Text><DualDialogue>' + NORA + NORA +
                     '</DualDialogue></Paragraph>')),
        [('dual_dialogue', ''), *SPEECH, *SPEECH, ('action', 'before')]),
    'other Contents': (
        file(content(p('Action', 'x')) + '<ListItems><ListItem>' + content(p('Action', 'no')) + '</ListItem></ListItems>' +
             content(p('Action', 'no'))), [('action', 'x')]),
    'a Text in a Text': (file(content(p('Action', 'A <Text Style="Bold">B</Text> C', 'D'))), [('action', 'A B CD')]),
    'a note whose text stands in no paragraph': (
        file(content(p('Action', 'a', inside='<ScriptNote ID="1"><Text>why?</Text></ScriptNote>'))),
        [('note', 'why?'), ('action', 'a')]),
    'a note of two texts which stand in no paragraph': (
        file(content(p('Action', 'a', inside='<ScriptNote ID="1"><Text>why </Text><Text>not?</Text></ScriptNote>'))),
        [('note', 'why not?'), ('action', 'a')]),
    'a number which was none': (file(content(p('Scene Heading', 'INT. A', more=' Number="(null)"'))),
                                [('scene_heading', 'INT. A')]),
    'dialogue and lyrics by other names': (file(content(p('Character', 'NORA'), p('Dialog', 'Hi.'), p('Singing', 'la'))),
                                           [*SPEECH, ('lyric', 'la')]),
    'a version which is not known': (file(content(p('Action', 'x')), root=' Version="99.5"'), [('action', 'x')]),
    'notes at nonsense places': (
        file(content(p('Action', 'ab')) + '<ScriptNotes>' + ''.join(
            f'<ScriptNote Range="{place}"><Paragraph><Text>{i}</Text></Paragraph></ScriptNote>' for i, place in enumerate(
                ('-1,4', 'x', '', '99999999999999999999,1', '1,0'))) + '</ScriptNotes>'),
        [('action', 'ab'), ('cut', '4'), ('note', '0'), ('note', '1'), ('note', '2'), ('note', '3')]),
    'words in the paragraph itself': (file(content('<Paragraph Type="Action">\n  Bare &amp; words\n</Paragraph>')), [('action', 'Bare & words')]),
    'names with a prefix': (
        file(content(NORA)).replace('<', '<fd:').replace('<fd:/', '</fd:').replace('<fd:?', '<?').replace('<fd:FinalDraft', '<fd:FinalDraft xmlns:fd="u"'),
        SPEECH),
    'a namespace': (file(content(NORA), root=' xmlns="http://example.com/fdx" Version="5"'), SPEECH),
    'a processing instruction, comments and CDATA': (
        file('<!-- a -->' + content('<?x y?><Paragraph Type="Action"><Text><![CDATA[Tom & <b>]]> and <!-- c -->more</Text></Paragraph>')),
        [('action', 'Tom & <b> and more')]),
    'a dual dialogue in a dual dialogue': (
        file(content('<Paragraph><DualDialogue>' + NORA + '<Paragraph><DualDialogue>' + NORA + '</DualDialogue></Paragraph>'
                     '</DualDialogue></Paragraph>')), [('dual_dialogue', ''), *SPEECH, *SPEECH]),
    'a third speech in a dual dialogue': (
        file(content('<Paragraph><DualDialogue>' + NORA + NORA + NORA + '</DualDialogue></Paragraph>')), [('dual_dialogue', ''), *SPEECH, *SPEECH, *SPEECH]),
    'alternates: the current one only': (
        file(content('<Paragraph Type="Action"><Text>Yes.</Text><Alts Current="1"><AltId>a</AltId></Alts></Paragraph>') +
             '<AltCollection><Alt Id="a"><Paragraph><Text>No.</Text></Paragraph></Alt></AltCollection>'), [('action', 'Yes.')]),
    'cards of the beat board have a Content, too': (
        file(content(NORA) + '<ListItems><ListItem Id="1"><Content><Paragraph Type="Action"><Text>card</Text></Paragraph></Content>'
             '</ListItem></ListItems>'), SPEECH),
    'locked pages, a page A': (
        file(content(p('Scene Heading', 'INT. A', more=' Number="2A" StartsNewPage="Yes"')) +
             '<LockedPages><LockedPage LevelIndex="1" LockLevel="1" PageNumber="1A" Position="0"/></LockedPages>'),
        [('scene_heading', '{2A}INT. A')]),
    'a tagged word': (
        file(content('<Paragraph Type="Action"><Text>The </Text><Text TagNumber="1">gun</Text><Text>.</Text></Paragraph>') +
             '<TagData><Tags><Tag Number="1"><DefId>y</DefId></Tag></Tags></TagData>'), [('action', 'The gun.')]),
    'UTF-16 which says UTF-8': (file(content(NORA)).encode('utf-16'), SPEECH),
    'lines which end in CR': (file(content(NORA)).replace('\n', '\r'), SPEECH),
    'a number which would end itself': (file(content(p('Scene Heading', 'INT. A #1# B', more=' Number="2#3"'))),
                                        [('scene_heading', '{2#3}INT. A #1# B')]),
}


def is_read(platen, folder, data, wanted):
    found = nodes_of(platen, folder, data)
    assert found == wanted, found
    copy = os.path.join(folder, 'copy.fdx')
    platen.text('convert', '-q', '-o', copy, os.path.join(folder, 'a.fdx'))
    with open(copy, 'rb') as file_:
        again = nodes_of(platen, folder, file_.read())
    assert again == wanted, again


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for name, (data, wanted) in CASES.items():
            tests.run(f'fdx: {name}', is_read, platen, folder, data, wanted)
    tests.end()


main()
