#!/usr/bin/env python3
"""test_osf.py BUILD_DIR - Open Screenplay Format: all versions of its names, nothing lost, no harm done."""
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import describe, start

NODE = re.compile(r'^ *([a-z]\w*) \d+:\d+ \[\d+,\d+\)([^"\n]*(?:\w+="[^"]*"[^"\n]*?)*?)(?: "((?:[^"\\]|\\.)*)")?$', re.M)


class Reader:
    def __init__(self, platen, folder):
        self.platen = platen
        self.folder = folder

    def call(self, text, *arguments):
        path = os.path.join(self.folder, 'a.osf')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return self.platen(*arguments, path)

    def tree(self, text):
        done = self.call(text, 'convert', '-q', '-f', 'tree', '-o', '-')
        assert done.returncode == 0, describe(done)
        return done.stdout.decode()

    def nodes(self, text):
        """(kind, label, text) of each node, or without the label."""
        found = []
        for kind, attributes, content in NODE.findall(self.tree(text))[1:]:
            label = re.search(r'label="([^"]*)"', attributes)
            found.append((kind, label[1], content) if label else (kind, content))
        return found


def osf(*paragraphs, before='', after=''):
    return '<?xml version="1.0" encoding="UTF-8"?>\n<document type="Open Screenplay Format document" version="50">\n' + \
        before + '<paragraphs>\n' + '\n'.join(paragraphs) + '\n</paragraphs>\n' + after + '</document>\n'


def para(style, text, more='', inside=''):
    return f'<para{more}><style basestyle="{style}"{inside}/><text>{text}</text></para>'


WANTED = [('scene_heading', '4', 'INT. HALL - DAY'), ('action', 'Rain.'), ('speech', ''), ('character', '(V.O.)', 'NORA'),
          ('parenthetical', '(soft)'), ('dialogue', 'Hi.'), ('transition', 'CUT TO:')]


def test_elements(reader):
    assert reader.nodes(osf(
        para('Scene Heading', 'Int. hall - day', ' number="4"'), para('Action', 'Rain.'), para('Character', 'Nora (V.O.)'),
        para('Parenthetical', 'soft'), para('Dialogue', 'Hi.'), para('Transition', 'Cut to:'))) == WANTED


def test_names_of_all_versions(reader):
    old = osf(para('Scene Heading', 'Int. hall - day', ' number="4"'), para('Action', 'Rain.'),
              para('Character', 'Nora (V.O.)'), para('Parenthetical', '(soft)'), para('Dialogue', 'Hi.'),
              para('Transition', 'Cut to:'))
    assert reader.nodes(old.replace('basestyle=', 'basestylename=')) == WANTED
    assert reader.nodes(old.replace('basestyle=', 'basestyle="Action" basestylename=')) == WANTED
    studly = old
    for name in ('document', 'paragraphs', 'para', 'style', 'text'):
        studly = re.sub(rf'(</?){name}\b', lambda m: m[1] + name.title(), studly)
    assert reader.nodes(studly.replace('basestyle=', 'BaseStyleName=').replace(' number=', ' Number=')) == WANTED
    assert reader.nodes(old.replace('basestyle=', 'base_style_name=')) == WANTED


def test_styles_of_the_writers_own(reader):
    styles = '<styles><style name="Echo" basestylename="Dialogue"/><style name="Sign" basestylename="Nothing"/></styles>'
    assert reader.nodes(osf(para('Character', 'A'), para('Echo', 'a'), para('Sign', 's'), para('Odd', 'o'),
                            para('Singing', 'la'), para('Normal Text', 'n'), para('Shot', 'on a cup'),
                            before=styles)) == [
        ('speech', ''), ('character', 'A'), ('dialogue', 'a'), ('action', 's'), ('action', 'o'), ('lyric', 'la'),
        ('action', 'n'), ('shot', 'ON A CUP')]


def test_looks_of_text(reader):
    tree = reader.tree(osf('<para><style basestyle="Action"/><text>a </text><text bold="1">b</text>'
                           '<text italic="true" underline="1">c</text><text bold="0"> d</text></para>',
                           '<para><style basestyle="Scene Heading"/><text underline="1">int. a</text></para>'))
    assert '"a bc d"' in tree and '"INT. A"' in tree, tree
    assert re.findall(r'\| (\d+-\d+) \S+(.*)', tree)[:4] == [
        ('0-2', ''), ('2-3', ' bold'), ('3-4', ' italic underline'), ('4-6', '')], tree


def test_marks_written_out(reader):
    tree = reader.tree(osf(para('Action', 'a &lt;b&gt;b&lt;i&gt;c&lt;/i&gt;&lt;/b&gt;&lt;br&gt;d &lt;font=Arial&gt;e'
                                          '&lt;/font&gt; 1 &lt; 2 &lt;x&gt; &lt;bow&gt; &lt;b')))
    assert r'"a bc\nd e 1 < 2 <x> <bow> <b"' in tree, tree
    assert re.findall(r'\| (\d+-\d+) \S+(.*)', tree)[:3] == [('0-2', ''), ('2-3', ' bold'), ('3-4', ' bold italic')], tree


def test_markup_within_text(reader):
    assert reader.nodes(osf('<para><style basestyle="Action"/><text>a<b>b<i>c</i></b><br/>d</text></para>')) == [
        ('action', r'abc\nd')]


def test_notes_and_synopses(reader):
    assert reader.nodes(osf(para('Scene Heading', 'INT. A', ' synopsis="They &amp;amp; meet." note="which?"'),
                            para('Action', 'x', ' note=""'))) == [
        ('note', 'which?'), ('scene_heading', 'INT. A'), ('synopsis', 'They &amp; meet.'), ('action', 'x')]


def test_columns(reader):
    pair = [para('Character', 'A', inside=' dual_dialogue="1"'), para('Dialogue', 'a', ' dualdialogue="1"'),
            para('Character', 'B', ' dual="1"'), para('Dialogue', 'b', ' dual="true"')]
    columns = [('dual_dialogue', ''), ('speech', ''), ('character', 'A'), ('dialogue', 'a'), ('speech', ''),
               ('character', 'B'), ('dialogue', 'b')]
    assert reader.nodes(osf(*pair, *pair, para('Action', 'x'))) == columns + columns + [('action', 'x')]


def test_title_page(reader):
    page = '<titlepage>' + ''.join(para('Normal Text', text, inside=' align="center"') for text in (
        'THE CUP', '', 'by', '', 'R. Ito')) + para('Normal Text', 'Kettle Ltd.', inside=' align="left"') + '</titlepage>'
    wanted = [('title_page', ''), ('title_entry', 'Title', 'THE CUP'), ('title_entry', 'Credit', 'by'),
              ('title_entry', 'Author', 'R. Ito'), ('title_entry', 'Contact', 'Kettle Ltd.'), ('action', 'x')]
    assert reader.nodes(osf(para('Action', 'x'), after=page)) == wanted
    assert reader.nodes(osf(para('Action', 'x'), before=page)) == wanted
    info = '<info title="The Cup" written_by="R. Ito" uuid="1"/>'
    assert reader.nodes(osf(para('Action', 'x'), before=info, after=page)) == wanted
    assert reader.nodes(osf(para('Action', 'x'), before=info)) == [
        ('title_page', ''), ('title_entry', 'Title', 'The Cup'), ('title_entry', 'Author', 'R. Ito'), ('action', 'x')]


def test_page_breaks(reader):
    assert reader.nodes(osf(para('Action', 'a'), para('Action', 'b', inside=' page_break_before="1"'))) == [
        ('action', 'a'), ('page_break', ''), ('action', 'b')]


def test_what_is_lost_is_told(reader):
    done = reader.call(osf(para('Action', 'a', ' bookmark="here"'), '<para><text revision="2" strikeout="1">b</text></para>'),
                       'convert', '-f', 'fountain', '-o', os.devnull)
    message = done.stderr.decode()
    for what in ('1 bookmark', '1 revised stretch of text', '1 struck out stretch'):
        assert what in message, message


def test_what_is_none(reader):
    for text, says in (('<document/>', 'neither'), ('<w:document xmlns:w="urn:w"><w:body/></w:document>', 'Word document'),
                       ('<document><paragraphs>', 'broken'), ('<!DOCTYPE a><document/>', 'DOCTYPE'),
                       (osf('<para>' * 100), 'nested deeper')):
        done = reader.call(text, 'count')
        assert done.returncode == 3 and says in done.stderr.decode(), describe(done)
    assert reader.nodes(osf()) == []
    assert reader.nodes(osf('<para/>', '<para/>')) == [('action', ''), ('action', '')]


def test_hostile(reader):
    for text in (osf(para('Action', '&lt;b&gt;' * 300_000)), osf(para('Action', '&lt;' * 300_000)),
                 osf('<para>' + '<text/>' * 100_000 + '</para>'), osf(*[para('Character', 'A', ' dual="1"')] * 20_000),
                 osf(para('Action', 'x', f' note="{"n" * 60_000}"'))):
        done = reader.call(text, 'count')
        assert done.returncode == 0, describe(done)


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(platen, folder)
        for name, test in list(globals().items()):
            if name.startswith('test_'):
                tests.run('osf: ' + name[5:].replace('_', ' '), test, reader)
    tests.end()


main()
