#!/usr/bin/env python3
"""seeds.py BUILD_DIR FOLDER - inputs to begin with, in FOLDER/KIND: what scripts/fuzz changes and test_replay.py tries."""
import io
import os
import sys
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from golden import fountains, xml_sources
from harness import ROOT, Platen

# The kind of input of each target that does not take screenplays.
KINDS = {'archive': 'archive', 'baseline': 'baseline', 'config': 'config', 'fdx': 'fdx', 'input': 'input', 'pdf': 'pdf',
         'template': 'template'}
# The dictionary of each kind.
DICTIONARIES = {'text': 'fountain', 'fdx': 'fdx', 'template': 'fdx', 'input': 'fdx', 'archive': 'archive', 'config': 'config',
                'baseline': 'baseline', 'pdf': 'pdf'}
CONFIGS = [
    'paper = a4\n[check]\nmax-pages = 120\nwarning = no-PL-330, error=PL-214\nfail-on = warning\n',
    '# all kinds of values\nheader = "{page} # {pages}"\nmore = (MEHR)\nprefix = SZENE, BILD\ndate = 2026-01-31\njobs = 4\n'
    'title-page = no\nscene-numbers = both\nlanguage = de\n',
    '[profile mine]\nbase = stage\nsummary = ours\nlines-letter = 50\naction = 1.5 7.5\naction-above = 2\naction-caps = yes\n'
    'character-align = center\nlyric-style = bold italic\n\n[convert]\nprofile = mine\nformat = html\n',
    '\ufeff[count]\r\npaper = letter\r\n', '[profile a]\nbase = b\n[profile b]\nbase = a\n', 'paper\n', '[', '= x', 'paper = "a4',
    '[check]\nbaseline = a.json\ndrift = 2\n', 'pages = 1-3,7\n[fmt]\nwrite = yes\n', 'diagnostics = json=a, sarif=b\n',
]
BASELINES = [
    '{"schema":1,"files":[{"file":"a.fountain","pages":118,"eighths":943}],"total":118}\n', '{"schema":1,"files":[],"total":0}',
    '{"files":[{"pages":1,"x":{"y":[1,2,{"z":null}]},"file":"\\u00e9\\ud83d\\ude00\\n/../b"}]}', '{"files":[{"file":"-","pages":3}]}',
    '{"files": [{"file": "a", "pages": 4294967295}, {"file": "a", "pages": 99999999999}, {"file": 1, "pages": "2"}]}',
    '[[[[[[', '{"files":[{"file":"a', '"files"', '', '{"total":1,"files":[{"file":"\\ud800","pages":1}]}',
]


def archive(*members, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w', method) as out:
        for name, content in members:
            out.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, method)
    return file.getvalue()


def contents(paths, most=4096):
    for path in paths:
        if os.path.getsize(path) <= most:
            with open(path, 'rb') as file:
                yield file.read()


def archives():
    texts = list(contents(fountains(), 1000))[::20]
    for text in texts:
        yield archive(('a.textbundle/info.json', '{}'), ('a.textbundle/text.md', text))
    for text in list(contents(xml_sources()))[:5]:
        yield archive(('document.xml', text))
    yield archive(('text.md', texts[0]), method=zipfile.ZIP_STORED)
    yield archive(('text.md', texts[0]), method=zipfile.ZIP_BZIP2)
    yield archive(('text.md', b'a' * 1_000_000))
    yield archive(('../x', b''), ('__MACOSX/a.textbundle/._text.md', b'x'), ('d/draft.fountain', texts[0]))


def pdfs(platen):
    """As cairo wrote them, and with our update."""
    for path in fountains()[::60]:
        done = platen('convert', '-q', '-f', 'pdf', '-o', '-', path)
        if done.returncode == 0:
            yield done.stdout
            yield done.stdout[:done.stdout.find(b'%%EOF\n') + 6]


def templates():
    sources = [text for text in contents(xml_sources(), 8192) if b'<FinalDraft' in text]
    scripts = list(contents(fountains(), 500))
    for i, source in enumerate(sources):
        yield source
        yield source + b'\n====\n' + scripts[i * 7 % len(scripts)]


def seeds(platen):
    """A list of inputs for each kind."""
    found = {'text': list(contents(fountains(), 1 << 20)), 'fdx': list(contents(xml_sources(), 1 << 20)),
             'archive': list(archives()), 'pdf': list(pdfs(platen)), 'template': list(templates()),
             'config': [text.encode() for text in CONFIGS] + list(contents([os.path.join(ROOT, 'src/cli/commands/init.ini')])),
             'baseline': [text.encode() for text in BASELINES]}
    found['input'] = found['archive'] + found['text'][::10] + found['fdx'][::3] + found['pdf'][:4] \
        + ['Title: A\n\nB.\n'.encode(name) for name in ('utf-16', 'utf-16-be', 'utf-32')]
    return found


def write(platen, folder):
    """The paths of the inputs of each kind."""
    paths = {}
    for kind, inputs in seeds(platen).items():
        os.makedirs(os.path.join(folder, kind), exist_ok=True)
        paths[kind] = [os.path.join(folder, kind, f'{number:04}') for number in range(len(inputs))]
        for path, content in zip(paths[kind], inputs):
            with open(path, 'wb') as file:
                file.write(content)
    return paths


def main():
    if len(sys.argv) != 3:
        sys.exit(f'usage: {sys.argv[0]} BUILD_DIR FOLDER')
    write(Platen(sys.argv[1]), sys.argv[2])


if __name__ == '__main__':
    main()
