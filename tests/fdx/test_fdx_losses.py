#!/usr/bin/env python3
"""test_fdx_losses.py BUILD_DIR - what an FDX file can hold: kept, or said once with its count, on the way to each format.

LOSSES has what platen's document has no place for: a file with it, what the message calls it, and in which formats it is lost.
FDX to FDX loses none of it. FATES has what becomes of every other element and attribute; a name which the corpus has and no
table knows is a failure.
"""
import os
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import corpus_files, start

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<FinalDraft DocumentType="Script" Template="No" Version="5">\n'
TARGETS = {'fountain': 'in Fountain', 'pdf': 'on the pages', 'text': 'on the pages', 'html': 'on the pages', 'json': 'in this format',
           'tree': 'in this format', 'new': 'in the new file'}
FORMATS = {'fountain', 'json', 'tree', 'new'}
ALL = set(TARGETS)


def action(inside, more=''):
    return f'<Paragraph Type="Action"{more}>{inside}</Paragraph>'


def heading(inside, more=''):
    return f'<Paragraph Type="Scene Heading"{more}>{inside}<Text>INT. HOUSE - DAY</Text></Paragraph>'


def note(more):
    return action(f'<ScriptNote {more}><Paragraph><Text>Why?</Text></Paragraph></ScriptNote><Text>Rain.</Text>')


# name: (the script, the rest of the file, what is said of it, where it is lost)
LOSSES = {
    'RevisionID': (action('<Text RevisionID="1">Rain.</Text>'), '', '1 revised stretch of text', ALL),
    'DeletedText': ('', '<DeletedText><DeletedTextLocation Offset="0" RevisionID="1"/></DeletedText>', '1 place of deleted text', FORMATS),
    'LockedPages': ('', '<LockedPages><LockedPage PageNumber="1" Position="0"/></LockedPages>', '1 locked page', ALL),
    'TagNumber': (action('<Text TagNumber="1">Rain.</Text>'), '', '1 tag', FORMATS),
    'Tag': ('', '<TagData><Tags><Tag Number="1"/></Tags></TagData>', '1 tag', FORMATS),
    'Label': (action('<Text>Rain.</Text>', ' Label="I/A"'), '', '1 header label', ALL),
    'Bookmark': (action('<Text>Rain.</Text>', ' Bookmark="here"'), '', '1 bookmark', FORMATS),
    'Alts': (action('<Text>Rain.</Text><Alts Current="1"><AltId>1</AltId></Alts>'), '', "1 paragraph's alternates", FORMATS),
    'Picture': (action('<Text>Rain.</Text><Picture Id="1"/>'), '', '1 picture', ALL),
    'Tabstops': (action('<Text>a\tb</Text><Tabstops><Tabstop Position="4.00" Type="Left"/></Tabstops>'), '', '1 set of tab stops', ALL),
    'Strikeout': (action('<Text Style="Strikeout">Rain.</Text>'), '', '1 struck out stretch', ALL),
    'Color': (action('<Text Color="#FFFF00000000">Rain.</Text>'), '', '1 coloured stretch of text', ALL),
    'Background': (action('<Text Background="#FFFFFFFF0000">Rain.</Text>'), '', '1 coloured stretch of text', ALL),
    'Font': (action('<Text Font="Arial">Rain.</Text>'), '', '1 stretch in a font or size of its own', ALL),
    'Size': (action('<Text Size="18">Rain.</Text>'), '', '1 stretch in a font or size of its own', ALL),
    'FontSpec': ('', '<ElementSettings Type="Action"><FontSpec Font="Arial"/></ElementSettings>',
                 '1 type with a font, size or colour of its own', ALL),
    'Type': ('<Paragraph Type="General"><Text>Rain.</Text></Paragraph>', '', '1 paragraph of a type which Fountain does not have', {'fountain'}),
    'Title': (heading('<SceneProperties Title="Home"/>'), '', '1 scene title', {'fountain', 'json', 'tree'}),
    'CharacterArcBeat': (heading('<SceneProperties><SceneArcBeats><CharacterArcBeat Name="BO"/></SceneArcBeats></SceneProperties>'), '',
                         '1 arc beat', FORMATS),
    'Number of a Shot': ('<Paragraph Type="Shot" Number="4"><Text>CLOSE ON A KEY</Text></Paragraph>', '', '1 number of a shot', {'fountain'}),
    'Number': (action('<Text>Rain.</Text>', ' Number="3"'), '', '1 number of a paragraph', ALL),
    'Author': (note('Author="Bo"'), '', "1 note's author, date, type or colour", FORMATS),
    'DateTime': (note('DateTime="20130522T001325"'), '', "1 note's author, date, type or colour", FORMATS),
    'Type of a note': (note('Type="Important"'), '', "1 note's author, date, type or colour", FORMATS),
    'Color of a note': (note('Color="#FFFF00000000"'), '', "1 note's author, date, type or colour", FORMATS),
    'WriterName': ('', '<ScriptNotes><ScriptNote Range="0,4" WriterName="Bo"><Paragraph><Text>Why?</Text></Paragraph></ScriptNote></ScriptNotes>',
                   "1 note's author, date, type or colour", FORMATS),
    'id': (action('<Text>Rain.</Text>', ' id="236ddc93"'), '', "1 paragraph's id", FORMATS),
    'Item': ('', '<DisplayBoards><DisplayBoard><Item Id="1"/></DisplayBoard></DisplayBoards>', '1 item of the beat board', FORMATS),
    'Watermarking': ('', '<Watermarking Text="DRAFT"/>', '1 watermark', ALL),
    'DynamicContent': ('', '<Watermarking><DynamicContent><Paragraph><Text>For Bo</Text></Paragraph></DynamicContent></Watermarking>',
                       '1 watermark', ALL),
    'another element': (action('<Text>Rain.</Text><Vendor:x xmlns:Vendor="v"/>'), '', '1 element which platen does not know', ALL),
    'a control character': (action('<Text>Ra\u009bin.</Text>'), '', '1 control character', ALL),
}

# What becomes of the rest.
KEPT, SETTINGS, COUNTED, STATE = 'in the document', 'in the page setup', 'counted anew', "Final Draft's own business"
PARTS = {
    'Content': KEPT, 'TitlePage': KEPT, 'ScriptNotes': KEPT, 'UnanchoredScriptNotes': KEPT, 'HeaderAndFooter': SETTINGS, 'PageLayout': SETTINGS,
    'ElementSettings': SETTINGS, 'MoresAndContinueds': SETTINGS, 'SceneNumberOptions': SETTINGS, 'Outlines': SETTINGS, 'Revisions': KEPT,
    'SmartType': COUNTED, 'LockedPages': 'LockedPages', 'DeletedText': 'DeletedText', 'TagData': 'Tag', 'DisplayBoards': 'Item',
    'Watermarking': 'Watermarking', 'AltCollection': 'Alts', 'Images': 'Picture', 'ListItems': 'Item',
    **dict.fromkeys(('SpellCheckIgnoreLists', 'WindowState', 'TextState', 'SplitState', 'Macros', 'Actors', 'Cast', 'CastList', 'Characters',
                     'CharacterHighlighting', 'CharacterNavigatorPreferences', 'SceneNavigatorPreferences', 'ScriptNavigatorPreferences',
                     'TagsNavigatorPreferences', 'TargetScriptLength', 'Writers', 'WriterMarkup', 'Navigator', 'ScriptNoteDefinitions',
                     'DocumentRef', 'UserDocumentData'), STATE)}
FORMAT = ('Alignment', 'FirstIndent', 'Leading', 'LeftIndent', 'RightIndent', 'SpaceBefore', 'Spacing', 'StartsNewPage')
BODY = {  # of Content: the elements of a paragraph with their attributes
    'Paragraph': {'': KEPT, 'Type': KEPT, 'Number': KEPT, 'Label': 'Label', 'Bookmark': 'Bookmark', 'Color': KEPT, 'id': 'id',
                  'OutlineLevel': STATE, **dict.fromkeys(FORMAT, SETTINGS)},
    'Text': {'': KEPT, 'Style': KEPT, 'AdornmentStyle': STATE, 'Background': 'Background', 'Color': 'Color', 'Font': 'Font', 'Size': 'Size',
             'RevisionID': 'RevisionID', 'TagNumber': 'TagNumber'},
    'SceneProperties': {'': KEPT, 'Color': KEPT, 'Length': COUNTED, 'Page': COUNTED, 'Title': 'Title'},
    'Summary': {'': KEPT}, 'SceneArcBeats': {'': 'CharacterArcBeat'}, 'CharacterArcBeat': {'': 'CharacterArcBeat', 'Name': 'CharacterArcBeat'},
    'CastList': {'': COUNTED}, 'AttributedTitle': {'': 'Title'}, 'DualDialogue': {'': KEPT}, 'OmittedScene': {'': KEPT}, 'Tabstops': {'': 'Tabstops'},
    'Tabstop': {'': 'Tabstops', 'Position': 'Tabstops', 'Type': 'Tabstops'}, 'Alts': {'': 'Alts', 'Current': 'Alts'}, 'AltId': {'': 'Alts'},
    'ScriptNote': {'': KEPT, 'Name': KEPT, 'Range': KEPT, 'Id': STATE, 'ID': STATE, 'RefId': STATE, 'WriterID': STATE, 'Type': 'Type of a note',
                   'Color': 'Color of a note', 'Author': 'Author', 'WriterName': 'WriterName', 'DateTime': 'DateTime', 'DateModified': 'DateTime'},
    'SpellCheckIgnoreLists': {'': STATE}, 'IgnoredRanges': {'': STATE}, 'IgnoredWords': {'': STATE}, 'Range': {'': STATE, 'Start': STATE, 'End': STATE},
    'Word': {'': STATE},
}


def written(platen, path, target, out):
    options = ('-f', 'fdx', '--profile', 'standard') if target == 'new' else ('-f', target)
    done = platen('convert', *options, '-o', out, path)
    assert done.returncode == 0, done.stderr
    return done.stderr.decode()


def is_said(platen, folder, loss):
    script, rest, words, lost_in = loss
    path, out = os.path.join(folder, 'a.fdx'), os.path.join(folder, 'out')
    script = script or action('<Text>Rain.</Text>')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(f'{HEAD}<Content>{script}</Content>{rest}</FinalDraft>\n')
    for target, place in TARGETS.items():
        said = written(platen, path, target, out)
        assert said.count('PL-120') == (target in lost_in), (target, said)
        assert target not in lost_in or (f'not kept {place}' in said and words in said), (target, said)
    done = platen('convert', '-f', 'fdx', '-o', out, path)
    assert b'PL-120' not in done.stderr, done.stderr
    with open(out, encoding='utf-8') as file:
        text = file.read()
    assert script in text and (rest in text or 'Settings' in rest), text


def revisions_are_lost_unless_marked(platen, folder):
    path, out = os.path.join(folder, 'a.fdx'), os.path.join(folder, 'out')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(f'{HEAD}<Content>{LOSSES["RevisionID"][0]}</Content></FinalDraft>\n')
    done = platen('convert', '-f', 'text', '-o', out, path)
    assert b'1 revised stretch of text (--revisions marks it) [PL-120]' in done.stderr, done.stderr
    for form in ('text', 'pdf', 'html'):
        done = platen('convert', '--revisions', '-f', form, '-o', out, path)
        assert b'PL-120' not in done.stderr, done.stderr
    for form in ('fountain', 'json'):
        done = platen('convert', '-f', form, '-o', out, path)
        assert b'--revisions' not in done.stderr and b'1 revised stretch of text' in done.stderr, done.stderr


def a_shot_keeps_its_number_where_asked(platen, folder):
    path, out = os.path.join(folder, 'a.fdx'), os.path.join(folder, 'out')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(f'{HEAD}<Content>{LOSSES["Number of a Shot"][0]}</Content></FinalDraft>\n')
    done = platen('convert', '-f', 'fountain', '--fdx-shot=heading', '-o', out, path)
    with open(out, encoding='utf-8') as file:
        assert '.CLOSE ON A KEY #4#' in file.read()
    assert b'number of a shot' not in done.stderr, done.stderr


def fountain_says_what_fdx_leaves_out(platen, folder):
    path, out = os.path.join(folder, 'a.fountain'), os.path.join(folder, 'out')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('# One\n\nINT. A - DAY\n\n/* cut */\n\nHe /* no */ goes.\n\n##### Deep\n')
    done = platen('convert', '-f', 'fdx', '-o', out, path)
    assert b'note: not in the FDX file: 2 boneyards (--fdx-boneyard=note keeps them), the level of 1 section below the fourth ' \
        b'(--fdx-sections=note keeps it) [PL-126]' in done.stderr, done.stderr
    done = platen('convert', '-f', 'fdx', '--fdx-boneyard=note', '--fdx-sections=note', '-o', out, path)
    assert not done.stderr, done.stderr


def names_are_known(path):
    tree = ElementTree.parse(path).getroot()
    unknown = [part.tag for part in tree if part.tag not in PARTS]
    for element in (each for part in tree if part.tag in ('Content', 'ScriptNotes', 'UnanchoredScriptNotes') for each in part.iter()):
        if element.tag not in ('Content', 'ScriptNotes', 'UnanchoredScriptNotes'):
            known = BODY.get(element.tag, {})
            unknown += [(element.tag, name) for name in ('', *element.attrib) if name not in known]
    assert not unknown, sorted(set(map(str, unknown)))


def is_subset(some, every):
    assert some <= every, some - every


def main():
    platen, tests = start(__doc__)
    fates = {*PARTS.values(), *(fate for names in BODY.values() for fate in names.values())} - {KEPT, SETTINGS, COUNTED, STATE}
    tests.run('every fate is a loss', is_subset, fates, set(LOSSES))
    with tempfile.TemporaryDirectory() as folder:
        for name, loss in LOSSES.items():
            tests.run(f'said: {name}', is_said, platen, folder, loss)
        tests.run('revisions', revisions_are_lost_unless_marked, platen, folder)
        tests.run('shots', a_shot_keeps_its_number_where_asked, platen, folder)
        tests.run('fountain to fdx', fountain_says_what_fdx_leaves_out, platen, folder)
    for path in platen.sample(corpus_files('.fdx', '.fdxt')):
        tests.run(f'names known: {os.path.basename(path)}', names_are_known, path)
    tests.end()


main()
