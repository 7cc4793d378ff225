#!/usr/bin/env python3
"""test_archives.py BUILD_DIR - Highland's and Fade In's archives are read, and can do no harm."""
import io
import os
import re
import resource
import struct
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import describe, start

SCRIPT = 'Title: The Cup\n\nINT. HALL - DAY\n\nRain.\n\nNORA\nHello.\n'
OSF = '<document type="Open Screenplay Format document" version="50"><paragraphs><para>' \
    '<style basestyle="Action"/><text>Rain.</text></para></paragraphs></document>'
SECONDS = 0.15
MIB = 1024 * 1024


def archive(*members, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w', method) as out:
        for name, content in members:
            out.writestr(name, content)
    return file.getvalue()


class Reader:
    def __init__(self, platen, folder):
        self.platen = platen
        self.folder = folder

    def call(self, data, *arguments, name='a.highland'):
        path = os.path.join(self.folder, name)
        with open(path, 'wb') as file:
            file.write(data)
        return self.platen(*arguments, path)

    def tree(self, data, *options, name='a.highland'):
        done = self.call(data, 'convert', '-f', 'tree', '-o', '-', *options, name=name)
        assert done.returncode == 0, describe(done)
        return re.findall(r'^ *([a-z]\w*) \d[^"\n]*(?:"Title" values=1 )?(?:"(.*)")?$', done.stdout.decode(), re.M)

    def refuse(self, data, says, name='a.highland'):
        done = self.call(data, 'count', name=name)
        assert done.returncode == 3 and says in done.stderr.decode(), describe(done)
        assert done.stdout == b'', done.stdout

    def is_script(self, data, name='a.highland'):
        assert self.tree(data, name=name) == [
            ('document', ''), ('title_page', ''), ('title_entry', 'The Cup'), ('scene_heading', 'INT. HALL - DAY'),
            ('action', 'Rain.'), ('speech', ''), ('character', 'NORA'), ('dialogue', 'Hello.')], self.tree(data)


def test_a_text_bundle(reader):
    info = ('The Cup.textbundle/info.json', '{"type": "com.quoteunquoteapps.fountain"}')
    reader.is_script(archive(info, ('The Cup.textbundle/text.md', SCRIPT)))
    reader.is_script(archive(('The Cup.textbundle/text.fountain', SCRIPT), info))
    reader.is_script(archive(('The Cup.textbundle/assets/notes.fountain', 'no'), ('a.textbundle/text.markdown', SCRIPT)))
    reader.is_script(archive(('text.md', SCRIPT)), 'a.anything')
    reader.is_script(archive(('text.md', SCRIPT), method=zipfile.ZIP_STORED))


def test_text_without_an_archive(reader):
    reader.is_script(SCRIPT.encode())


def test_names_are_only_compared(reader):
    reader.is_script(archive(('../../../tmp/evil.textbundle/text.md', SCRIPT)))
    reader.is_script(archive(('/etc/passwd', 'x'), ('__MACOSX/a.textbundle/._text.md', 'x'), ('.hidden.fountain', 'x'),
                             ('folder/draft.fountain', SCRIPT)))
    assert os.listdir(reader.folder) == ['a.highland'], os.listdir(reader.folder)


def test_fade_in(reader):
    wanted = [('document', ''), ('action', 'Rain.')]
    data = archive(('document.xml', OSF), ('other.fountain', 'no'))
    for name in ('a.fadein', 'a.zip'):
        assert reader.tree(data, name=name) == wanted, name
    assert reader.tree(data, '--from', 'fadein', name='a.txt') == wanted
    assert reader.tree(OSF.encode(), name='a.osf') == wanted
    reader.refuse(SCRIPT.encode(), 'broken', name='a.fadein')


def test_archives_without_a_screenplay(reader):
    for name in ('word/document.xml', 'a.md', 'text.md/x'):
        reader.refuse(archive((name, '<x/>')), 'a zip archive')
    reader.refuse(archive(('document.xml', '<?xml version="1.0"?><x/>')), "not Final Draft's")
    reader.refuse(archive(('text.md', archive(('text.md', SCRIPT)))), 'a zip archive')


def test_the_name_of_the_member_says_what_it_is(reader):
    for content, says in ((f'<!DOCTYPE document>{OSF}', 'it has a DOCTYPE'), (f'<!doctype html>{OSF}', 'a web page'),
                          (SCRIPT, 'plain text, no XML'), (f'<!-- a -->{OSF}'.replace('</document>', ''), 'ends in the middle')):
        for name in ('a.fadein', 'a.zip', 'a.highland'):
            reader.refuse(archive(('document.xml', content)), says, name=name)
    assert reader.tree(archive(('document.xml', f'<!-- a -->{OSF}')), name='a.fadein') == [('document', ''), ('action', 'Rain.')]


def test_a_file_named_otherwise(reader):
    assert reader.call(SCRIPT.encode(), 'count', '--from', 'highland', name='a').stdout == b'1\n'
    done = reader.call(archive(('text.md', SCRIPT)), 'count', '--from', 'fountain')
    assert done.returncode == 3 and b'zip archive' in done.stderr, describe(done)
    done = reader.platen('count', '-', input=archive(('text.md', SCRIPT)))
    assert done.stdout == b'1\n', describe(done)


def test_output_beside_its_source(reader):
    assert reader.call(archive(('text.md', SCRIPT)), 'convert', '-f', 'html').returncode == 0
    assert os.path.exists(os.path.join(reader.folder, 'a.html')), os.listdir(reader.folder)


def with_flags(data, flags):
    """All members say so: 1 is encryption."""
    data = bytearray(data)
    for signature, offset in ((b'PK\3\4', 6), (b'PK\1\2', 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= flags
            at = data.find(signature, at + 4)
    return bytes(data)


def test_encryption_is_refused(reader):
    reader.refuse(with_flags(archive(('text.md', SCRIPT)), 1), 'encrypted')


def test_unknown_compression_is_refused(reader):
    data = archive(('text.md', SCRIPT)).replace(b'\x08\0', b'\x63\0', 1)
    central = data.rindex(b'PK\1\2')
    reader.refuse(data[:central] + data[central:].replace(b'\x08\0', b'\x63\0', 1), '[PL-113]')


def test_truncations_and_bit_flips(reader):
    whole = archive(('a.textbundle/info.json', '{}'), ('a.textbundle/text.md', SCRIPT))
    names = []
    for i in range(4, len(whole)):
        for kind, data in (('cut', whole[:i]), ('flip', whole[:i] + bytes([whole[i] ^ 0xFF]) + whole[i + 1:])):
            names.append(os.path.join(reader.folder, f'{kind}-{i}'))
            with open(names[-1], 'wb') as file:
                file.write(data)
    for at in range(0, len(names), 100):
        done = reader.platen('count', '-q', *names[at:at + 100])
        assert done.returncode in (0, 3), describe(done)
        lines = done.stdout.splitlines() + [line for line in done.stderr.splitlines() if b'error: ' in line]
        assert len(lines) >= len(names[at:at + 100]), describe(done)
    for name in names:
        os.remove(name)


def lying(data, size):
    """The sizes of the members, unpacked, are said to be `size`."""
    data = bytearray(data)
    for signature, offset in ((b'PK\3\4', 22), (b'PK\1\2', 24)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset:at + offset + 4] = struct.pack('<I', size)
            at = data.find(signature, at + 4)
    return bytes(data)


def many_members(count):
    return archive(*((f'{i}.txt', '') for i in range(count)), ('text.md', SCRIPT))


def quine_like(data, times):
    """One member, listed again and again."""
    start_at = data.index(b'PK\1\2')
    end = data.index(b'PK\5\6')
    entry = data[start_at:end]
    return data[:start_at] + entry * times + b'PK\5\6\0\0\0\0' + struct.pack(
        '<HHIIH', times & 0xFFFF, times & 0xFFFF, len(entry) * times, start_at, 0)


def hostile():
    bomb = archive(('text.md', b'a' * (64 * MIB)))
    yield 'bomb of 64 MiB', bomb, 3, 'a hundred times its size'
    yield 'bomb which says it is small', lying(bomb, 100), 3, ''
    yield 'bomb in another member', archive(('assets/x.bin', b'\0' * (64 * MIB)), ('text.md', SCRIPT)), 0, ''
    yield '20 000 members', many_members(20_000), 3, '10000 members'
    yield 'one member 50 000 times', quine_like(archive(('text.md', SCRIPT)), 50_000), 3, '10000 members'
    yield 'one member 9 000 times', quine_like(archive(('text.md', SCRIPT)), 9_000), None, ''
    yield 'nothing but P', b'PK\3\4' + b'P' * (16 * MIB), 3, 'damaged'
    yield 'name of 60 KB', archive(('x' * 60_000, ''), ('text.md', SCRIPT)), 0, ''


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_markdown_is_reported_by_its_name(reader):
    for name, is_reported in (('a.md', True), ('a.MARKDOWN', True), ('a.txt', False)):
        path = os.path.join(reader.folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write('# A list\n\n* one\n')
        done = reader.platen('count', path)
        assert (b'PL-107' in done.stderr) == is_reported, describe(done)


def is_harmless(reader, data, status, says):
    best = None
    for _ in range(4):
        before = cpu_seconds()
        done = reader.call(data, 'count')
        took = cpu_seconds() - before
        best = took if best is None else min(best, took)
        if best < SECONDS:
            break
    assert done.returncode in ((0, 3) if status is None else (status,)), describe(done)
    assert says in done.stderr.decode(), describe(done)
    assert best < SECONDS * (20 if reader.platen.is_sanitized() else 1), f'{best:.3f} s'


def main():
    platen, tests = start(__doc__)
    for name, test in list(globals().items()):
        if name.startswith('test_'):
            with tempfile.TemporaryDirectory() as folder:
                tests.run('archives: ' + name[5:].replace('_', ' '), test, Reader(platen, folder))
    with tempfile.TemporaryDirectory() as folder:
        for name, data, status, says in hostile():
            tests.run(f'archives, hostile: {name}', is_harmless, Reader(platen, folder), data, status, says)
    tests.end()


main()
