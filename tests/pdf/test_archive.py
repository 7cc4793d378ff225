#!/usr/bin/env python3
"""test_archive.py BUILD_DIR - what a PDF says about itself: metadata, structure, attachments. test_readers.py has veraPDF."""
import os
import re
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import TESTS, Failure, Skip, describe, has_program, start

DUBLIN = '{http://purl.org/dc/elements/1.1/}'
RDF = '{http://www.w3.org/1999/02/22-rdf-syntax-ns#}'
TITLED = ('Title: Ärger (im) *Café* <1> & 2\nAuthors:\n    One Writer\n    Zwei Ä\nAuthor: Third\n'
          'Keywords: Tee & Kuchen\nStichwörter: Café\nLanguage: de\n\n# Part\n\nINT. CAFÉ - DAY #1#\n\nTea.\n')


def convert(platen, folder, source, name, *options):
    path = os.path.join(folder, name + '.pdf')
    done = platen('convert', '-q', '-', '-o', path, *options, input=source.encode())
    assert done.returncode == 0, describe(done)
    with open(path, 'rb') as file:
        return path, file.read()


def packet(pdf):
    found = re.search(rb'<x:xmpmeta.*</x:xmpmeta>', pdf[pdf.rindex(b'<?xpacket begin'):], re.S)
    assert found, 'no XMP'
    return ElementTree.fromstring(found[0])


def speaks_for_itself(platen, folder):
    path, pdf = convert(platen, folder, TITLED, 'titled', '--date', '2026-01-02')
    tree = packet(pdf)
    title = tree.find(f'.//{DUBLIN}title/{RDF}Alt/{RDF}li').text
    assert title == 'Ärger (im) Café <1> & 2', title
    authors = [item.text for item in tree.findall(f'.//{DUBLIN}creator/{RDF}Seq/{RDF}li')]
    assert authors == ['One Writer', 'Zwei Ä', 'Third'], authors
    keywords = tree.find('.//{http://ns.adobe.com/pdf/1.3/}Keywords').text
    assert keywords == 'Tee & Kuchen, Café', keywords
    for expected in (b'/Lang (de)', b'/DisplayDocTitle true', b"/CreationDate (D:20260102000000+00'00)", b'/ModDate (D:2026'):
        assert expected in pdf, expected
    update = pdf[pdf.index(b'%%EOF'):]
    assert b'/Type /Outlines' in update and b'/Count -' not in update, update
    if has_program('pdfinfo'):
        info = subprocess.run(['pdfinfo', path], capture_output=True, text=True).stdout
        assert re.search(r'^Title: +Ärger \(im\) Café <1> & 2$', info, re.M), info
        assert re.search(r'^Author: +One Writer, Zwei Ä, Third$', info, re.M), info
        assert re.search(r'^Keywords: +Tee & Kuchen, Café$', info, re.M), info
        pages = subprocess.run(['pdftotext', path, '-'], capture_output=True, text=True).stdout
        assert 'Kuchen' not in pages, pages


def tells_what_is_what(platen, folder):
    """The structure, as poppler reads it: nothing that layout has added is in it."""
    if not has_program('pdfinfo'):
        raise Skip('no pdfinfo')
    speech = ' '.join(f'Word {number}.' for number in range(700))
    path, _ = convert(platen, folder, 'Title: Salt\nWatermark: SECRET\nHeader: HEAD\n\nINT. HALL - DAY #1A#\n\nRain _falls_.\n\n'
                      f'NORA (V.O.)\n(low)\n{speech}\n\nBO ^\nNo.\n\nNORA\nYes.\n\nBO\n~La.\n\n> CUT TO:\n\nEXT. X\n\nFog.\n',
                      'tagged', '--tagged', '--scene-continued', 'yes')
    told = subprocess.run(['pdfinfo', '-struct-text', path], capture_output=True, text=True).stdout
    tree = re.sub(r' \(block\)|Word [^"]*', '', told)
    tree = [line for line in tree.splitlines() if line]
    assert tree[:15] == ['Document', '  P', '    "SALT"', '  Sect', '    P', '      "1A"', '    H1', '      "INT. HALL - DAY"', '    P',
                         '      "Rain falls."', '    Div', '      P', '        "NORA (V.O.)"', '      P', '        "(low)"'], told
    for added in ('MORE', "NORA (V.O.) (CONT'D)", 'CONTINUED', '2.', 'SECRET', 'HEAD', 'NonStruct'):
        assert not re.search(re.escape(added), '\n'.join(tree)), (added, tree)
    assert told.count('"1A"') == 1 and told.count('Sect\n') == 2 and told.count('Div\n') == 5, told
    assert 'Word 2. Word 3. Word 4.' in told, 'words of two lines are joined'
    words = subprocess.run(['pdftotext', path, '-'], capture_output=True, text=True).stdout
    assert all(word in words for word in ('(MORE)', 'HEAD', 'CONTINUED:', 'Word 699.')), words


def attach(platen, folder, source, name):
    """A PDF with its source inside; its path, and that of the source."""
    pdf, path = os.path.join(folder, 'attached.pdf'), os.path.join(folder, name)
    with open(path, 'wb') as file:
        file.write(source)
    platen.text('convert', '-q', path, '--attach-source', '-o', pdf)
    return pdf, path


def gives_its_source_back(platen, folder):
    """Byte for byte, whatever is in it; and every command reads it."""
    for name, source in (('plain.fountain', b'Fog.\n'), ('Ärger (1).fountain', TITLED.encode().replace(b'\n', b'\r\n')),
                         ('mark.fountain', b'\xef\xbb\xbfFog.'), ('odd.fountain', b'endstream\nendobj\nstartxref\n1\n%%EOF\n'),
                         ('latin.fountain', b'Caf\xe9.\n'), ('empty.fountain', b''), ('wide.fountain', 'Fog.'.encode('utf-16'))):
        pdf, path = attach(platen, folder, source, name)
        back = os.path.join(folder, 'back.fountain')
        platen.text('convert', '-q', pdf, '-o', back)
        with open(back, 'rb') as file:
            assert file.read() == source, name
        assert platen.text('count', pdf) == platen.text('count', path), name
        if has_program('pdfdetach'):
            listed = subprocess.run(['pdfdetach', '-list', pdf], capture_output=True, text=True).stdout
            assert name in listed, listed
        if has_program('qpdf'):
            subprocess.run(['qpdf', '--check', pdf], capture_output=True, check=True)
    with open(os.path.join(TESTS, 'cases', 'fdx', 'breaks_at_sentences.fdx'), 'rb') as file:
        fdx = file.read()
    pdf, _ = attach(platen, folder, fdx, 'script.fdx')
    assert platen('convert', '-q', pdf, '-f', 'fdx', '-o', '-').stdout == fdx


def other_pdfs_are_refused(platen, folder):
    path, _ = convert(platen, folder, 'Fog.\n', 'bare')
    done = platen('convert', path, '-f', 'fountain', '-o', '-')
    assert done.returncode == 3 and b'--attach-source' in done.stderr, describe(done)
    # what is broken is not read, and never ends the program
    pdf, _ = attach(platen, folder, b'Fog.\n', 'whole.fountain')
    with open(pdf, 'rb') as file:
        whole = file.read()
    end = whole.rindex(b'xref\n', 0, whole.rindex(b'startxref'))
    for at in range(end, len(whole) - 1):
        with open(path, 'wb') as file:
            file.write(whole[:at] + b'9' + whole[at + 1:])
        done = platen('convert', path, '-f', 'fountain', '-o', '-')
        assert done.returncode == 3 or done.stdout == b'Fog.\n', (at, describe(done))


def names_its_fonts(platen, folder):
    path, _ = convert(platen, folder, 'Fog, *fog*, **fog** and ***fog***.\n', 'fonts')
    if not has_program('pdffonts'):
        raise Skip('no pdffonts')
    fonts = subprocess.run(['pdffonts', path], capture_output=True, text=True).stdout
    names = set(re.findall(r'^[A-Z]{6}\+(\S+)', fonts, re.M))
    assert names == {f'CourierPrime-{style}' for style in ('Regular', 'Bold', 'Italic', 'BoldItalic')}, fonts


def turns_pages_to_the_right(platen, folder):
    for options, direction in ((), b'/L2R'), (('--direction', 'rtl'), b'/R2L'):
        assert b'/Direction ' + direction in convert(platen, folder, 'Fog.\n', 'turned', *options)[1]


def says_no_more_than_it_knows(platen, folder):
    _, pdf = convert(platen, folder, 'Fog.\n', 'plain')
    for unknown in (b'/Lang', b'/DisplayDocTitle true', b'/CreationDate', b'/ModDate', b'dc:title', b'dc:creator', b'xmp:CreateDate'):
        assert unknown not in pdf, unknown


def is_named_by_its_content(platen, folder):
    ids = [re.search(rb'/ID \[ <(\w{32})> <\1> \]', convert(platen, folder, source, 'id')[1])
           for source in ('Fog.\n', 'Fog.\n', 'Dog.\n')]
    assert all(ids), 'no /ID'
    assert ids[0][1] == ids[1][1] != ids[2][1], ids


def cannot_be_misled(platen, folder):
    """Titles which look like parts of a PDF."""
    for title in ('endobj', 'x\n    endobj\n    1 0 obj\n    /Type /Catalog', '/Subtype /CIDFontType2 /FontDescriptor',
                  'trailer', '/CreationDate (2', ')>> endobj', '<x:xmpmeta>]]>&amp;'):
        path, pdf = convert(platen, folder, f'Title: {title}\nAuthor: {title}\n\n# {title.splitlines()[-1]}\n\nFog.\n', 'odd')
        packet(pdf)
        if has_program('qpdf'):
            done = subprocess.run(['qpdf', '--check', path], capture_output=True)
            if done.returncode != 0:
                raise Failure(f'{title}: {describe(done)}')


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        tests.run('title, authors, language and dates', speaks_for_itself, platen, folder)
        tests.run('the structure of a tagged file', tells_what_is_what, platen, folder)
        tests.run('an attached source comes back', gives_its_source_back, platen, folder)
        tests.run('other PDFs are refused', other_pdfs_are_refused, platen, folder)
        tests.run('the names of its fonts', names_its_fonts, platen, folder)
        tests.run('the direction of its pages', turns_pages_to_the_right, platen, folder)
        tests.run('nothing is made up', says_no_more_than_it_knows, platen, folder)
        tests.run('the identifier depends on the content alone', is_named_by_its_content, platen, folder)
        tests.run('titles which look like PDF', cannot_be_misled, platen, folder)
    tests.end()


main()
