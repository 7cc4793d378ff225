#!/usr/bin/env python3
"""test_fdx_read.py BUILD_DIR - FDX is read: nothing lost, nothing harmful done, nothing slow."""
import glob
import gzip
import os
import re
import resource
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import CORPUS, Failure, describe, screenplays, start

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
SECONDS = 0.1       # for any hostile file, and more for what is laid out by the megabyte; sanitizers get more
PER_BYTE = 0.03 / 1_000_000
REFERENCE_SECONDS = 0.04    # for what slowness() does
CUT = re.compile(r'^( *)\^ \d+ (note|boneyard) \d+:\d+((?: \w+=(?:"(?:[^"\\]|\\.)*"|\w+))*) "((?:[^"\\]|\\.)*)"$')
NODE = re.compile(r'^( *)(\w+) (\d+):(\d+) \[\d+,\d+\)((?: \w+=(?:"(?:[^"\\]|\\.)*"|\d+)| forced)*)(?: "((?:[^"\\]|\\.)*)")?$')


def unquote(text):
    return re.sub(r'\\(n|x..|.)', lambda m: {'n': '\n'}.get(m[1], m[1] if len(m[1]) == 1 else chr(int(m[1][1:], 16))),
                  text or '')


class Reader:
    """Reads FDX by the program under test."""

    def __init__(self, platen, folder):
        self.platen = platen
        self.folder = folder

    def put(self, content, name='a.fdx'):
        path = os.path.join(self.folder, name)
        with open(path, 'wb') as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return path

    def tree(self, path, *options):
        """(depth, kind, attributes, text) of each node; cuts as nodes of kind `cut`."""
        nodes = []
        for line in self.platen.text('convert', '-q', '-f', 'tree', '-o', '-', *options, path).splitlines():
            cut = CUT.match(line)
            if cut:
                nodes.append((len(cut[1]) // 2, 'cut' if cut[2] == 'note' else 'boneyard', '', unquote(cut[4])))
                continue
            run = re.match(r'^ +\| (\d+)-(\d+) \d+:\d+(.*)$', line)
            if run:
                nodes.append((0, 'run', f'{run[1]}-{run[2]}', run[3]))
                continue
            found = NODE.match(line)
            if found:
                nodes.append((len(found[1]) // 2, found[2], found[5].strip(), unquote(found[6])))
            else:
                raise Failure(f'what is {line!r}?')
        return nodes

    def nodes(self, content, *options):
        """(kind, text, label) of the nodes of a body."""
        found = []
        for _, kind, attributes, text in self.tree(self.put(content), *options)[1:]:
            if kind == 'run':
                continue
            label = re.search(r'label="((?:[^"\\]|\\.)*)"', attributes)
            found.append((kind, text, unquote(label[1])) if label else (kind, text))
        return found

    def refuse(self, content, says, line=None):
        done = self.platen('count', self.put(content))
        stderr = done.stderr.decode()
        assert done.returncode == 3, describe(done)
        assert re.search(says, stderr), stderr
        if line is not None:
            assert re.match(rf'\S+a\.fdx:{line}:\d+: error: ', stderr), stderr


def body(*paragraphs, rest=''):
    return f'{HEAD}<FinalDraft DocumentType="Script" Template="No" Version="5">\n<Content>\n' + \
        '\n'.join(paragraphs) + f'\n</Content>\n{rest}</FinalDraft>\n'


def p(kind, text, more='', style=None):
    mark = '' if style is None else f' Style="{style}"'
    return f'<Paragraph Type="{kind}"{more}><Text{mark}>{text}</Text></Paragraph>'


# ----------------------------------------------------------------------------- mapping

def test_elements(reader):
    found = reader.nodes(body(
        p('Scene Heading', 'Int. house', ' Number="12A"'), p('Action', 'Rain.\nMore.'), p('Character', 'Nora (V.O.)'),
        p('Parenthetical', 'soft'), p('Dialogue', 'Hi.'), p('Transition', 'cut to:'), p('Shot', 'close on'),
        p('General', 'g'), p('Lyrics', 'la'), p('Dialogue', 'nobody'), p('Outline 2', 'two'),
        p('Outline Body', 'synopsis'), p('Note', 'note'), p('Mystery', 'unknown'), p('character', 'TOM'),
        p('Dialogue', ''), p('Action', '')))
    assert found == [
        ('scene_heading', 'INT. HOUSE', '12A'), ('action', 'Rain.\nMore.'), ('speech', ''),
        ('character', 'NORA', '(V.O.)'), ('parenthetical', '(soft)'), ('dialogue', 'Hi.'),
        ('transition', 'CUT TO:'), ('shot', 'CLOSE ON'), ('action', 'g'), ('lyric', 'la'), ('action', 'nobody'),
        ('section', 'two'), ('synopsis', 'synopsis'), ('note', 'note'), ('action', 'unknown'), ('speech', ''),
        ('character', 'TOM'), ('dialogue', ''), ('action', '')], found


def test_shots(reader):
    path = reader.put(body(p('Character', 'A'), p('Dialogue', 'a'), p('Shot', 'on the key'), p('Action', 'x'), p('Shot', 'fade to:'),
                           p('Shot', ''), p('Shot', 'Centred', ' Alignment="Center"'), p('Shot', 'two\nlines')))
    def convert(to, *options):
        done = reader.platen('convert', '-f', to, '-o', '-', *options, path)
        assert done.returncode == 0, describe(done)
        return done.stdout.decode(), done.stderr.decode()
    text, said = convert('fountain', '--drop-layout')
    assert '\nON THE KEY\n' in text and '\nx\n' in text and '\n!FADE TO:\n' in text, text
    assert '> CENTRED <' in text and '!TWO\nLINES' in text and 'PL-610' not in said, (text, said)
    text, said = convert('fountain', '--drop-layout', '--shots')
    assert '\n!!ON THE KEY\n' in text and '\n!!FADE TO:\n' in text, text
    text, said = convert('fountain', '--drop-layout', '--fdx-shot=heading')
    assert '\n.ON THE KEY\n' in text and '\n.FADE TO:\n' in text and 'PL-610' not in said, (text, said)
    for options in ((), ('--fdx-shot=heading',)):
        kinds = re.findall(r'Type="(Shot|Action)"', convert('fdx', *options)[0].split('</Content>')[0])
        assert kinds == ['Shot', 'Action'] + ['Shot'] * 4, kinds
    kinds = re.findall(r'"(shot|scene_heading)"', convert('json')[0])
    assert kinds == ['shot'] * 3, kinds


def test_cue_without_dialogue(reader):
    """What follows it in Fountain must not become its words."""
    def words(*paragraphs):
        done = reader.platen('convert', '-f', 'fountain', '-o', '-', reader.put(body(*paragraphs)))
        again = reader.put(done.stdout, 'a.fountain')
        return [node[1:] for node in reader.tree(again)[1:] if node[0] != 'run' and node[1] != 'run'], done.stderr
    speech = [p('Character', 'TOM'), p('Dialogue', 'Hi.')]
    for rest, wanted in ((speech, ['speech', 'character', 'dialogue']), ([p('Scene Heading', 'INT. A')], ['scene_heading']),
                         ([p('Transition', 'CUT TO:')], ['transition']), ([p('Lyrics', 'la', ' SpaceBefore="12"')], ['lyric']),
                         ([], [])):
        nodes, said = words(p('Character', 'NORA'), *rest)
        assert [node[0] for node in nodes] == ['action', *wanted], (nodes, rest)
        assert nodes[0][2] == 'NORA' and b'[PL-610]' in said, (nodes, said)
    for column in ([p('Character', 'NORA')] + speech, speech + [p('Character', 'NORA')]):
        nodes, said = words(f'<Paragraph><DualDialogue>{"".join(column)}</DualDialogue></Paragraph>', p('Action', 'x'))
        assert nodes[-1][0] == 'action' and nodes[-1][2] == 'x', nodes
        assert sorted(node[2] for node in nodes if node[2]) == ['Hi.', 'NORA', 'TOM', 'x'], nodes
    nodes, said = words(p('Character', 'NORA'), p('Action', 'Bang.'))
    assert [node[0] for node in nodes] == ['speech', 'character', 'action'] and said == b'', (nodes, said)


def test_effective_style(reader):
    path = reader.put(body(
        p('Character', 'McTavish', style=''), p('Dialogue', 'x'), p('Action', 'loud', style='AllCaps+Bold'),
        '<Paragraph Type="Action"><Text>a </Text><Text AdornmentStyle="-1">b</Text>'
        '<Text Style="Bold+Italic"> c</Text><Text Style="Italic+Bold">d</Text></Paragraph>',
        p('Big', 'heading', style='Bold'), p('Big', 'plain'),
        rest='<ElementSettings Type="Big"><FontSpec Style="Bold+AllCaps"/>'
             '<Behavior PaginateAs="Action"/></ElementSettings>'))
    tree = reader.platen.text('convert', '-q', '-f', 'tree', '-o', '-', path)
    assert 'forced "McTavish"' in tree and '"LOUD"' in tree, tree
    runs = re.findall(r'\| (\d+)-(\d+) \S+(.*)', tree)
    assert runs == [('0', '4', ' bold'), ('0', '3', ''), ('3', '6', ' bold italic')], runs
    assert '"heading"' in tree and '"PLAIN"' in tree, tree


def test_references_in_names_of_types(reader):
    path = reader.put(body(p('Act &amp; Break', 'x'), rest='<ElementSettings Type="Act &amp; Break"><Behavior '
                                                          'PaginateAs="Character &amp;#38; Co"/></ElementSettings>'))
    fdx = reader.platen.text('convert', '-q', '-f', 'fdx', '-o', '-', path)
    assert '<Paragraph Type="Act &amp; Break">' in fdx and '<ElementSettings Type="Act &amp; Break">' in fdx, fdx
    assert 'PaginateAs="Character &amp;#38; Co"' in fdx, fdx


def test_dual_dialogue(reader):
    inner = p('Dialogue', 'stray') + p('Character', 'A') + p('Dialogue', '1') + '<Paragraph Type=""/>' + \
        p('Character', 'B') + p('Dialogue', '2') + p('Action', '3') + p('Character', 'C') + p('Dialogue', '4')
    found = reader.nodes(body(f'<Paragraph Type="General"><DualDialogue>{inner}</DualDialogue>'
                              '<Text>tail</Text></Paragraph>', p('Action', 'end')))
    assert [node[:2] for node in found] == [
        ('action', 'stray'), ('dual_dialogue', ''), ('speech', ''), ('character', 'A'), ('dialogue', '1'),
        ('speech', ''), ('character', 'B'), ('dialogue', '2'), ('dialogue', '3'), ('speech', ''), ('character', 'C'),
        ('dialogue', '4'), ('action', 'tail'), ('action', 'end')], found


def test_three_generations_of_notes(reader):
    def note(text, attributes=''):
        return f'<ScriptNote{attributes}><Paragraph><Text>{text}</Text></Paragraph></ScriptNote>'
    inline = f'<Paragraph Type="Action">{note("one", " ID=" + chr(34) + "1" + chr(34))}<Text>ab</Text>' \
             f'{note("two")}<Text>cd</Text></Paragraph>'
    # offsets: the paragraph 0-4, 1F600 counts two
    notes = '<ScriptNotes>' + note('four', ' Range="8,9" Name="N"') + note('three', ' Range="5,5"') + \
        note('end', ' Range="900,900"') + '</ScriptNotes>'
    found = reader.nodes(body(inline, p('Action', '\U0001F600xy'), p('Action', 'z'), rest=notes))
    assert found == [('note', 'one'), ('action', 'abcd'), ('cut', 'two'), ('note', 'three'),
                     ('action', '\U0001F600xy'), ('cut', 'N: four'), ('action', 'z'), ('note', 'end')], found


def test_summary_and_omitted(reader):
    scene = '<SceneProperties Title="t"><Summary><Paragraph><Text>first</Text></Paragraph><Paragraph><Text>' \
        'second</Text></Paragraph></Summary></SceneProperties>'
    omitted = '<OmittedScene>' + p('Scene Heading', 'INT. CUT') + p('Action', 'gone') + '</OmittedScene>'
    found = reader.nodes(body(f'<Paragraph Type="Scene Heading">{scene}<Text>INT. A</Text></Paragraph>',
                              f'<Paragraph Type="Scene Heading">{omitted}<Text>OMITTED</Text></Paragraph>'))
    assert found == [('scene_heading', 'INT. A'), ('synopsis', 'first'), ('synopsis', 'second'),
                     ('scene_heading', 'OMITTED'), ('boneyard', 'INT. CUT\n\ngone')], found


def test_page_breaks_and_alignment(reader):
    found = reader.nodes(body(
        p('New Act', 'one'), p('Action', 'mid', ' Alignment="Center"'), p('Action', 'new', ' StartsNewPage="Yes"'),
        p('New Act', 'two'), p('Action', 'a\u2028b\u0085c&#xD;')))
    assert found == [('centered', 'ONE'), ('centered', 'mid'), ('page_break', ''), ('action', 'new'),
                     ('page_break', ''), ('centered', 'TWO'), ('action', 'a\nb\nc')], found


def test_title_page(reader):
    def line(text, align='Center', more=''):
        return f'<Paragraph Alignment="{align}"{more}><Text>{text}</Text></Paragraph>'
    page = ''.join([line(''), line('THE CUP'), line(''), line('by'), line(''), line('R. Ito'), line('M. Oka'),
                    line(''), line('Based on a queue'), line('', 'Left'), line('Kettle\tFirst draft', 'Left'),
                    line('\tMarch 4, 2021', 'Left'), line('&#xA9; 2021 Kettle', 'Left'),
                    line('CAST', 'Left', ' StartsNewPage="Yes"'), line('', 'Left')])
    path = reader.put(body(p('Action', 'x'), rest=f'<TitlePage><Content>{page}</Content></TitlePage>'))
    found = [(kind, re.findall(r'label="(.*?)"', attributes), text)
             for _, kind, attributes, text in reader.tree(path)[2:]]
    assert found == [
        ('title_entry', ['Title'], 'THE CUP'), ('title_entry', ['Credit'], 'by'),
        ('title_entry', ['Authors'], 'R. Ito\nM. Oka'), ('title_entry', ['Source'], 'Based on a queue'),
        ('title_entry', ['Draft date'], 'First draft\nMarch 4, 2021'), ('title_entry', ['Copyright'], '\u00a9 2021 Kettle'),
        ('title_entry', ['Contact'], 'Kettle'), ('action', [], 'CAST'), ('page_break', [], ''),
        ('action', [], 'x')], found
    assert reader.platen.text('count', path) == '1\n', 'front matter is no page of the body'


def test_positions(reader):
    path = reader.put(body(p('Action', 'one'), '   ' + p('Character', 'A &amp; B'), p('Dialogue', 'two')))
    tree = reader.platen.text('convert', '-q', '-f', 'tree', '-o', '-', path)
    places = re.findall(r'(action|character|dialogue) (\d+:\d+) ', tree)
    assert places == [('action', '4:1'), ('character', '5:4'), ('dialogue', '6:1')], tree


def test_what_is_lost_is_told_once(reader):
    done = reader.platen('convert', '-f', 'fountain', '-o', os.devnull, reader.put(body(
        '<Paragraph Type="Action" Label="x"><Text RevisionID="2">a</Text><Text RevisionID="2">b</Text>'
        '<Tabstops/></Paragraph>',
        rest='<LockedPages><LockedPage/><LockedPage/></LockedPages><HeaderAndFooter><Header><Paragraph>'
        '<Text>\tEchoes </Text><DynamicLabel Type="Page #"/><Text>.</Text></Paragraph></Header><Footer><Paragraph>'
        '<Text> </Text></Paragraph></Footer></HeaderAndFooter>')))
    message = done.stderr.decode()
    assert done.returncode == 0 and message.count('\n') == 1 and '[PL-120]' in message, message
    for what in ('2 revised stretches of text', '2 locked pages', '1 header label', '1 set of tab stops'):
        assert what in message, message


def test_control_characters_are_dropped(reader):
    path = reader.put(body(p('Action', 'a\u009b31mb\u0085c\u007fd')))
    done = reader.platen('convert', '-f', 'fountain', '-o', '-', path)
    assert done.stdout.decode() == 'a31mb\ncd\n', done.stdout
    assert b'2 control characters [PL-120]' in done.stderr, done.stderr


def test_layout_of_the_file(reader):
    def pages(rest, *options, count=60):
        path = reader.put(body(*[p('Action', f'Line {i}.') for i in range(count)], rest=rest))
        return int(reader.platen.text('count', '-q', *options, path))
    # 60 lines with one empty line between: 119
    assert pages('') == 3
    margins = '<PageLayout TopMargin="{}" BottomMargin="{}"><PageSize Height="{}" Width="{}"/></PageLayout>'
    assert pages(margins.format(72, 72, '11.69', '8.26')) == 3
    assert pages(margins.format(36, 36, '11.00', '8.50')) == 2
    assert pages(margins.format('nan', '1e9', '-3', 'inf')) == 3
    assert pages('<ElementSettings Type="Action"><ParagraphSpec SpaceBefore="0"/></ElementSettings>') == 2
    assert pages('<ElementSettings Type="Action"><ParagraphSpec Spacing="2"/></ElementSettings>') == 4
    # 50 paragraphs of 3 rows, no space between: of one and a half lines they take 2 + 1 + 2, ten are on a page
    for spacing, wanted in (('1', (3, 42)), ('1.0', (3, 42)), ('1.5', (5, 50)), ('2', (6, 30))):
        path = reader.put(body(*[p('Action', 'a\nb\nc')] * 50, rest=f'<ElementSettings Type="Action"><ParagraphSpec '
                                                                   f'SpaceBefore="0" Spacing="{spacing}"/></ElementSettings>'))
        text = reader.platen.text('convert', '-q', '-f', 'pages', '-o', '-', path)
        found = (len(re.findall(r'^page ', text, re.M)), int(re.findall(r'^  (\d+) ', text, re.M)[-1]))
        assert found == wanted, (spacing, found)
    assert pages('<ElementSettings Type="Action"><ParagraphSpec LeftIndent="nan" RightIndent="-99999999999"/>'
                 '</ElementSettings>') == 3
    assert pages('<ElementSettings Type="Action"><ParagraphSpec Spacing="2"/></ElementSettings>',
                 '--profile', 'standard') == 3, 'a profile which is asked for has the last word'


def test_mores_and_continueds(reader):
    speech = [p('Character', 'A'), p('Dialogue', 'Hi.')]
    mores = '<MoresAndContinueds><DialogueBreaks AutomaticCharacterContinueds="{}" BottomOfPage="Yes" ' \
        'DialogueBottom="(&amp;MEHR)" DialogueTop="(weiter)" TopOfNext="Yes"/></MoresAndContinueds>'
    def text(automatic, *paragraphs):
        return reader.platen.text('convert', '-q', '-f', 'text', '-o', '-', reader.put(
            body(*paragraphs, rest=mores.format(automatic))))
    assert 'A (weiter)' in text('Yes', *speech, *speech) and '(weiter)' not in text('No', *speech, *speech)
    long = text('No', p('Character', 'A'), p('Dialogue', 'This is it. ' * 300))
    assert '(&MEHR)' in long and 'A (weiter)' in long


def test_scene_lengths(reader):
    def eighths(*after):
        pages = reader.platen.text('convert', '-q', '-f', 'pages', '-o', '-', reader.put(
            body(p('Scene Heading', 'INT. DINER - DAY'), p('Action', 'Rain.'), *after)))
        return [int(n) for n in re.findall(r' eighths (\d+)$', pages, re.M)]
    # 3 lines to begin with, 6 an eighth: nothing of an act is of the scene, nor empty lines at the end
    assert eighths() == eighths(p('End of Act', 'END')) == [1]
    assert eighths(p('End of Act', 'END'), p('New Act', 'TWO')) == [1]
    assert eighths(p('End of Act', 'END'), *[p('General', 'A note.')] * 9) == [1]
    assert eighths(*[p('Action', '')] * 9) == [1]
    assert eighths(*[p('Action', '')] * 2, p('Action', 'More.')) == [2]
    assert eighths(p('Action', 'More.')) == [1] and eighths(*[p('Action', 'More.')] * 2) == [2]


# ------------------------------------------------------------------------------ hostile

def test_encodings(reader):
    def text(data):
        done = reader.platen('convert', '-q', '-f', 'tree', '-o', '-', reader.put(data))
        assert done.returncode == 0, describe(done)
        return done.stdout.decode()
    plain = body(p('Action', 'Caf\u00e9 \u2019'))
    assert '"Caf\u00e9 \u2019"' in text(plain)
    assert '"Caf\u00e9 \u2019"' in text('\ufeff' + plain)
    for code in ('utf-16-le', 'utf-16-be'):
        assert '"Caf\u00e9 \u2019"' in text(('\ufeff' + plain).encode(code)), code
        assert '"Caf\u00e9 \u2019"' in text(plain.encode(code)), code
    assert '"Caf\u00e9 \u2019"' in text(plain.encode('cp1252'))
    latin = plain.replace('UTF-8', 'ISO-8859-1').replace('\u2019', "'")
    assert '"Caf\u00e9 \'"' in text(latin.encode('latin-1'))
    reader.refuse(plain.replace('UTF-8', 'UTF-7'), r'declared encoding is UTF-7', line=1)


def test_content_decides_without_a_name(reader):
    path = reader.put(body(p('Action', 'x')), 'a.txt')
    assert 'action' in reader.platen.text('convert', '-f', 'tree', '-o', '-', path)
    done = reader.platen('count', '--from', 'fountain', path)
    assert done.returncode == 3 and b'Final Draft' in done.stderr, describe(done)
    done = reader.platen('count', '-', input=body(p('Action', 'x')).encode())
    assert done.stdout == b'1\n', describe(done)


def test_fmt_leaves_fdx_alone(reader):
    path = reader.put(body(p('Action', 'x')))
    for options in (['--write'], ['--write', '--from', 'fdx']):
        done = reader.platen('fmt', *options, path)
        assert done.returncode == 3 and b'Final Draft' in done.stderr, describe(done)
    with open(path, encoding='utf-8') as file:
        assert file.read() == body(p('Action', 'x'))


def test_broken_xml(reader):
    broken = body(p('Action', 'a'), p('Action', 'Tom & Jerry'))
    reader.refuse(broken, r'a & or <', line=5)
    reader.refuse(body(p('Action', 'a'))[:-20], r'ends in the middle|broken')
    reader.refuse('', 'broken here: there is no element')
    reader.refuse('no xml', 'broken here: plain text')
    reader.refuse(body(p('Action', '\x0b')), 'cannot hold')
    reader.refuse(body(p('Action', '&#11;')), 'broken')
    reader.refuse(body(p('Action', '&nbsp;')), 'entity')


def test_what_follows_the_root(reader):
    whole = body(p('Action', 'a'))
    for junk in ('junk', '<x/>', '\x00' * 100, 'a' * 100_000, '<![CDATA[a]]>', '&amp;'):
        reader.refuse(whole + junk, 'something follows the end of the root element')
    for junk in ('', '\n\n', '<!-- c -->\n<?x y?>'):
        assert reader.nodes(whole + junk) == reader.nodes(whole), junk


def test_what_is_too_long(reader):
    """In words of ours, wherever it stands, ended or not."""
    whole = body(p('Action', 'a'))
    for before in ('</Content>', '</Text>', '<Content>', '<FinalDraft'):
        at = whole.index(before)
        for opening, closing in (('<![CDATA[', ']]>'), ('<!-- ', '-->'), ('<?x ', '?>'), ('<x a="', '"/>'), ('<', '/>')):
            for size in (100_000, 11_000_000):
                if before == '<FinalDraft' and opening == '<![CDATA[':
                    continue
                says = 'a tag, comment, processing instruction or CDATA section is longer than 64 KiB'
                reader.refuse(whole[:at] + opening + 'b' * size + closing + whole[at:], says)
                reader.refuse(whole[:at] + opening + 'b' * size, says)


def test_other_roots(reader):
    for root, says in (('html', 'a web page'), ('document', 'Open Screenplay'), ('recipes', "not Final Draft's")):
        reader.refuse(f'{HEAD}<{root}><a/></{root}>', says)
    reader.refuse(f'{HEAD}<fdx><a/></fdx>', 'Living Cookbook', line=2)
    reader.refuse('\n<!DOCTYPE HTML>\n<html/>', 'a web page')
    reader.refuse('<!DOCTYPE FinalDraft>\n<FinalDraft/>', 'DOCTYPE', line=1)


def test_other_files(reader):
    reader.refuse(gzip.compress(body(p('Action', 'x')).encode()), 'this is a gzip-compressed file')
    reader.refuse(b'%PDF-1.4\n', 'this is a PDF')
    reader.refuse(('\ufeff' + body()).encode('utf-32-le'), 'this is UTF-32')


def test_structures(reader):
    name = '<x:FinalDraft xmlns:x="urn:x"><x:Content><x:Paragraph Type=" action "><x:Text><![CDATA[<a> & b]]>' \
        '</x:Text></x:Paragraph></x:Content><x:Content><x:Paragraph><x:Text>no</x:Text></x:Paragraph></x:Content>' \
        '</x:FinalDraft>'
    assert reader.nodes(HEAD + name) == [('action', '<a> & b')]
    assert reader.nodes(HEAD + '<FinalDraft/>') == []
    assert reader.nodes(body()) == []
    found = reader.nodes(body('<!-- c --><?pi x?><Strange><Paragraph><Text>no</Text></Paragraph></Strange>',
                              '<Paragraph><Text>y<b>no</b>z</Text></Paragraph>',
                              p('Scene Heading', 'INT. X', ' Number="&lt;999999999999&amp;&quot;"')))
    assert found == [('action', 'yz'), ('scene_heading', 'INT. X', '<999999999999&"')], found


def test_truncations(reader):
    whole = body(p('Character', 'A &amp; B'), p('Dialogue', 'caf\u00e9'),
                 rest='<ScriptNotes><ScriptNote Range="1,2"><Paragraph><Text>n</Text></Paragraph></ScriptNote>'
                      '</ScriptNotes>').encode()
    paths = [reader.put(whole[:length], f'cut-{length}.fdx') for length in range(len(whole) - 1)]
    for start_at in range(0, len(paths), 100):
        done = reader.platen('count', '-q', *paths[start_at:start_at + 100])
        assert done.returncode == 3 and done.stdout.count(b'\n') <= 1, describe(done)
        assert done.stderr.count(b': error: ') == len(paths[start_at:start_at + 100]), describe(done)


def test_a_million_paragraphs(reader):
    def limit():
        if not reader.platen.is_sanitized():
            resource.setrlimit(resource.RLIMIT_AS, (512 * 1024 * 1024,) * 2)
    for count, status in ((1_000_000, 0), (1_000_001, 3)):
        before = cpu_seconds()
        path = reader.put(body('<Paragraph/>' * count))
        done = reader.platen('convert', '-q', '-f', 'tree', '-o', '/dev/null', path, preexec_fn=limit)
        took = cpu_seconds() - before
        assert done.returncode == status, describe(done)
        assert took < 2 * slowness() * (20 if reader.platen.is_sanitized() else 1), f'{took:.3f} s'
    assert b'more than 1000000 paragraphs' in done.stderr, describe(done)
    note = '<ScriptNotes><ScriptNote><Text>one too many</Text></ScriptNote></ScriptNotes>'
    done = reader.platen('count', reader.put(body('<Paragraph/>' * 1_000_000, rest=note)))
    assert done.returncode == 3, describe(done)


def hostile():
    bomb = '<!DOCTYPE a [<!ENTITY a "ha">' + ''.join(
        f'<!ENTITY a{i} "{"&a%s;" % (i - 1 if i else "") * 10}">' for i in range(10)) + ']>'
    yield 'billion laughs', HEAD + bomb + '<FinalDraft><Content>&a9;</Content></FinalDraft>', 3
    yield 'xxe', HEAD + '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><FinalDraft><Content><Paragraph>' \
        '<Text>&x;</Text></Paragraph></Content></FinalDraft>', 3
    yield 'external dtd', HEAD + '<!DOCTYPE FinalDraft SYSTEM "http://localhost/x.dtd"><FinalDraft/>', 3
    yield '100 000 attributes', body('<Paragraph ' + ' '.join(f'a{i}="x"' for i in range(100_000)) + '/>'), 3
    yield 'many attributes in many tags', body(*['<Paragraph ' + ' '.join(f'a{i}=""' for i in range(300)) + '/>'] * 300), 0
    yield 'a million nested elements', HEAD + '<FinalDraft>' + '<a>' * 1_000_000, 3
    yield 'a million nested dual dialogues', HEAD + '<FinalDraft><Content>' + '<Paragraph><DualDialogue>' * 500_000, 3
    yield 'text of 11 MB', body(p('Action', 'word ' * 2_200_000)), None
    yield 'text of 17 MB', body(p('Action', 'word ' * 3_400_000)), 3
    yield 'attribute of 11 MB', body(p('Action', 'x', f' Number="{"9" * 11_000_000}"')), 3
    yield 'style of 60 KB', body(p('Action', 'x', style='Bold+' * 12_000)), 0
    yield 'name of 1 MB', HEAD + '<' + 'a' * 1_000_000 + '/>', 3
    yield 'an open quote', body('<Paragraph Type="') + 'x' * 1_000_000, 3
    yield '30 000 paragraphs', body('<Paragraph/>' * 30_000), 0
    yield '5 000 types', body(*[p(f'type {i}', 'x') for i in range(5_000)]), 0
    yield '20 000 notes in one text', body(p('Action', 'word ' * 20_000), rest='<ScriptNotes>' + ''.join(
        f'<ScriptNote Range="{i * 5},9"/>' for i in range(20_000)) + '</ScriptNotes>'), 0
    yield '50 000 runs', body('<Paragraph Type="Action">' + '<Text Style="Bold">a</Text><Text>b</Text>' * 25_000 +
                              '</Paragraph>'), 0
    yield '20 000 outlines which begin pages', body(
        p('Action', 'x') + '<Paragraph Type="Outline 1" StartsNewPage="Yes"><Text>s</Text></Paragraph>' * 20_000), 0
    yield '400 000 references', body(p('Action', '&amp;' * 200_000), p('Action', 'a &amp;' * 200_000)), 0
    yield 'cue of brackets', body(p('Character', '(' * 30_000 + ')' * 30_000), p('Dialogue', 'x')), 0
    yield 'title page of 20 000 lines', body(rest='<TitlePage><Content>' + p('', 'a\tb') * 20_000 +
                                             '</Content></TitlePage>'), 0
    for name, text in (('lines', '<Text>a\n</Text>' * 20_000), ('text', '<Text>' + 'by a\n' * 20_000 + '</Text>')):
        yield f'title page of 20 000 lines in one paragraph, as {name}', body(
            rest=f'<TitlePage><Content><Paragraph>{text}</Paragraph></Content></TitlePage>'), 0
    yield 'kept key of 20 000 values', body(rest='<ScriptNotes><ScriptNote Name="Fountain: title page" Range="0,0">' +
                                            p('', 'K: a') + p('', ' v') * 20_000 + '</ScriptNote></ScriptNotes>'), 0
    yield 'skipped base64', body(rest='<Images><Image>' + 'QUJD' * 2_500_000 + '</Image></Images>'), None
    yield 'stylesheet', '<?xml version="1.0"?><?xml-stylesheet href="file:///etc/passwd"?>' + body(p('Action', 'x'))[
        len(HEAD):], 0


def cpu_seconds():
    """Of all children so far: what other programs do meanwhile is not counted."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def slowness():
    """How much longer than the machine which SECONDS was chosen on this one takes, just now; at least 1."""
    begun = time.process_time()
    checksum = 0
    for i in range(300_000):
        checksum ^= i * i
    fresh = bytes(40_000_000)
    zlib.crc32(fresh)
    return max(1, (time.process_time() - begun) / REFERENCE_SECONDS)


def is_harmless(reader, content, status):
    path = reader.put(content)
    best = None
    for _ in range(4):
        before = cpu_seconds()
        done = reader.platen('count', path)
        took = cpu_seconds() - before
        best = took if best is None else min(best, took)
        if best < SECONDS:
            break
    wanted = (0, 3) if status is None else (status,)
    assert done.returncode in wanted, describe(done)
    limit = max(SECONDS, PER_BYTE * len(content) * (status is None)) * (20 if reader.platen.is_sanitized() else 1)
    # whoever shares the core and its caches doubles a time, which quadratic code does many times over
    assert best < limit or best < 2 * limit * slowness(), f'{best:.3f} s'


# ------------------------------------------------------------------------------- corpus

def letters(text):
    """What must not be lost: letters and digits; case and marks are the element's business."""
    return ''.join(c for c in text.upper() if c.isalnum())


def no_text_lost(reader, path):
    root = ElementTree.parse(path).getroot()
    wanted = letters(''.join(element.text or '' for content in ('Content', 'TitlePage/Content')
                             for element in root.iterfind(content + '//Text')))
    found = []
    for _, kind, attributes, text in reader.tree(path):
        text = '' if kind == 'run' else text
        label = re.search(r'label="((?:[^"\\]|\\.)*)"', attributes)
        if kind not in ('title_entry', 'scene_heading'):
            text += unquote(label[1]) if label else ''
        found.append(text)
    # summaries stand before the text of their heading there, and after it here
    assert sorted(wanted) == sorted(letters(''.join(found))), 'text lost or added'


def test_corpus(platen, reader, tests):
    paths = sorted(glob.glob(os.path.join(CORPUS, 'fdx', '*.fdx')) +
                   glob.glob(os.path.join(CORPUS, 'pagination', '*', 'source.fdx')))
    if not paths:
        tests.skip('fdx of the corpus', 'no corpus beside the project')
    for path in paths:
        name = os.path.relpath(path, CORPUS)
        tests.run(f'no text lost: {name}', no_text_lost, reader, path)
    for path in screenplays() + sorted(glob.glob(os.path.join(CORPUS, '*', '*.fountain')) +
                                       glob.glob(os.path.join(CORPUS, '*', '*', 'source.fountain'))):
        tests.run(f'fountain to fdx and back: {os.path.relpath(path, os.path.dirname(CORPUS))}',
                  is_round, reader, path)


# -------------------------------------------------------------------------- round trips

def is_round(reader, path):
    first = reader.tree(path)
    fdx = os.path.join(reader.folder, 'round.fdx')
    reader.platen.text('convert', '-q', '-o', fdx, '--fdx-boneyard=note', path)
    compare(first, reader.tree(fdx), reader.platen)


def compare(before, after, platen):
    before, after = normal(before, platen), normal(after, platen)
    if before != after:
        at = next((i for i, (a, b) in enumerate(zip(before, after)) if a != b), min(len(before), len(after)))
        raise Failure(f'{before[at:at + 3]}\n{after[at:at + 3]}')


def normal(tree, platen):
    """What docs/fdx.md says does not survive, taken out. Title page and boneyards are compared, too."""
    found, notes = [], []
    for depth, kind, attributes, text in tree:
        if kind == 'run':
            # lines of one style are one run or many
            start_at, end = map(int, attributes.split('-'))
            if kind_before == 'lyric':
                continue    # lyrics are in italics
            if found[-1][0] == 'run' and found[-1][2:] == (start_at, text):
                start_at = found.pop()[1]
            found.append(('run', start_at, end, text))
            continue
        level = re.search(r'level=(\d+)', attributes)
        label = re.search(r'label="((?:[^"\\]|\\.)*)"', attributes)
        if label and kind == 'character':
            # beside a typed (CONT'D) those of layout are typed in FDX
            name = platen.contds().sub('', label[1])
            label = (None, name) if name else None
        text = re.sub(r'[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]', '', text).rstrip(' ')
        if kind in ('scene_heading', 'transition'):
            text = text.upper().replace('\u0130', 'I')     # Turkish has a capital of its own for i
        # a note at the very start of a text stands before it, one inside a dual dialogue before that
        if kind in ('cut', 'note', 'boneyard'):
            notes.append(('boneyard' if kind == 'boneyard' else 'note') + ' ' + text)
            continue
        if kind == 'title_page':
            continue    # one of notes only is none
        kind_before = kind
        if kind == 'page_break':
            # it hangs on to what is printed next, and takes the outline before it along
            at = len(found)
            while at > 0 and found[at - 1][0] in ('section', 'synopsis'):
                at -= 1
            if at > 0 and found[at - 1][0] != 'page_break':    # two are one, and the first is none
                found.insert(at, ('page_break', '', None, None))
            continue
        if kind == 'synopsis' and text == '':
            continue
        if kind in ('section', 'synopsis') and depth == 2:
            # between the speeches of a dual dialogue there is no place
            at = max(i for i, node in enumerate(found) if node[0] == 'dual_dialogue')
            found.insert(at, (kind, text, None, level and min(int(level[1]), 4)))
            continue
        if kind == 'lyric' and found and found[-1][0] == 'lyric':
            found[-1] = ('lyric', found[-1][1] + '\n' + text, None, None)    # in FDX a line is an element
            continue
        found.append((kind, text, label and label[1].upper(), level and min(int(level[1]), 4)))
    return found + sorted(notes)


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(platen, folder)
        for name, test in list(globals().items()):
            if name.startswith('test_') and name != 'test_corpus':
                tests.run('fdx read ' + name[5:].replace('_', ' '), test, reader)
        for name, content, status in hostile():
            tests.run(f'fdx hostile: {name}', is_harmless, reader, content, status)
        test_corpus(platen, reader, tests)
    tests.end()


if __name__ == '__main__':
    main()
