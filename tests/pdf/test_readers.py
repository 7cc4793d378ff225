#!/usr/bin/env python3
"""test_readers.py BUILD_DIR - other programs accept our PDFs: of all screenplays, of all cases, and with each option.

veraPDF says that they are PDF/A-2b, PDF/A-3b with an attachment, and PDF/UA-1 if they are tagged; pdfcpu checks them, in
its strict mode unless they have an attachment; PDFium, which is Chromium's reader, draws the pages. Programs which are not installed are left out.
"""
import glob
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import CORPUS, TESTS, Failure, Skip, corpus_files, screenplays, start
from readers import has_module, program, verapdf

SOURCES = [*screenplays(), *sorted(glob.glob(os.path.join(TESTS, 'pdf', '*.fountain')))]
CASES = sorted(path for ending in ('fountain', 'fdx', 'osf')
               for path in glob.glob(os.path.join(TESTS, 'cases', '**', '*.' + ending), recursive=True))[::3]
TEXTS = [path for path in corpus_files('.fountain') if path.startswith(os.path.join(CORPUS, 'text'))]
FIELD = [path for path in corpus_files('.fountain') if path.startswith(os.path.join(CORPUS, 'field'))]

# Options, and the scripts that are set with them.
SETS = {
    'plain': ((), SOURCES + CASES[1::2] + TEXTS + FIELD),
    'tagged': (('--tagged', '--watermark', 'DRAFT', '--scene-continued', 'yes'), SOURCES + CASES[::2] + TEXTS),
    'attached': (('--attach-source',), SOURCES + TEXTS),
    'tagged and attached': (('--tagged', '--attach-source'), SOURCES + TEXTS),
    'tagged and packed': (('--tagged', '--date', '2026-01-02'), SOURCES + TEXTS),
    'mirrored': (('--direction', 'rtl', '--number-scenes', '--paper', 'a4'), SOURCES + TEXTS),
    'noisy': (('--revisions', '--notes', '--sections', '--synopses', '--header', '{title} {page}', '--date', '2026-01-02'),
              SOURCES + CASES[::2]),
}


def run(*command, timeout=300):
    done = subprocess.run(command, capture_output=True, text=True, errors='replace', timeout=timeout)
    if done.returncode != 0:
        raise Failure(f'{" ".join(command[:4])}: {(done.stdout + done.stderr)[-2000:]}')
    return done.stdout + done.stderr


def qpdf(path):
    said = run(program('qpdf'), '--check', path)
    assert 'WARNING' not in said, said


def pdfinfo(path):
    said = run(program('pdfinfo'), '-struct', path)
    assert 'Error' not in said and 'Warning' not in said, said


def mutool(path):
    said = run(program('mutool'), 'draw', '-q', '-r', '20', '-o', os.devnull, '-F', 'pam', path, '1-3')
    said = said.replace('warning: ICC support is not available', '')    # Debian's mutool has none
    assert 'error' not in said and 'warning' not in said, said


def pdfcpu(path):
    """It takes AFRelationship for a key of PDF 2.0 alone, though PDF/A-3, which is PDF 1.7, requires it."""
    with open(path, 'rb') as file:
        mode = 'relaxed' if b'/AFRelationship' in file.read() else 'strict'
    run(program('pdfcpu'), 'validate', '--offline', '--conf', 'disable', '--mode', mode, path)


def pdfium(path):
    import pypdfium2
    document = pypdfium2.PdfDocument(path)
    for page in range(min(len(document), 3)):
        picture = document[page].render(scale=0.3)
        assert picture.width > 100, picture.width
    document.close()


READERS = {
    'qpdf': qpdf if program('qpdf') else None,
    'pdfinfo': pdfinfo if program('pdfinfo') else None,
    'mutool': mutool if program('mutool') else None,
    'pdfcpu': pdfcpu if program('pdfcpu') else None,
    'PDFium': pdfium if has_module('pypdfium2') else None,
}


def draw(platen, folder, which):
    """PDFs of the scripts that can be read at all."""
    options, scripts = SETS[which]
    paths = []
    for number, script in enumerate(scripts):
        path = os.path.join(folder, f'{which} {number} {os.path.basename(script)}.pdf')
        done = platen('convert', '-q', *options, script, '-o', path)
        if done.returncode == 0:
            paths.append(path)
            if 'packed' in which:
                # as docs/pdf.md says
                run(program('qpdf'), '--object-streams=generate', '--newline-before-endstream', '--deterministic-id',
                    '--replace-input', path)
    assert len(paths) > len(scripts) * 0.9, f'only {len(paths)} of {len(scripts)}'
    return paths


def accepts_all(reader, paths):
    wrong = []
    for path in paths:
        try:
            reader(path)
        except Exception as why:    # each library has its own
            wrong.append(f'{os.path.basename(path)}: {why}')
    if wrong:
        raise Failure('\n'.join(wrong[:5]) + f'\n{len(wrong)} of {len(paths)}')


def conforms(flavour, paths):
    command = verapdf()
    if command is None:
        raise Skip('no veraPDF')
    done = subprocess.run([*command, '-f', flavour, '--format', 'text', '-v', *paths], capture_output=True, text=True, timeout=500)
    failed = [line for line in done.stdout.splitlines() if not line.startswith('PASS ')]
    if done.returncode != 0 or failed or done.stdout.count('PASS ') != len(paths):
        raise Failure('\n'.join(failed)[:3000] + done.stderr[-1000:])


def check_set(platen, tests, folder, which):
    if 'packed' in which and not program('qpdf'):
        tests.skip(which, 'no qpdf')
        return
    paths = draw(platen, folder, which)
    tests.note(f'{which}: {len(paths)} PDFs')
    for name, reader in READERS.items():
        if reader is None:
            tests.skip(f'{which}: {name}', 'not installed')
        else:
            tests.run(f'{which}: {name}', accepts_all, reader, paths)
    flavours = {'3b' if 'attached' in which else '2b': 'PDF/A'}
    flavours.update({'ua1': 'PDF/UA'} if 'tagged' in which else {})
    for flavour, standard in flavours.items():
        tests.run(f'{which}: {standard}-{flavour.removeprefix("ua")} by veraPDF', conforms, flavour, paths)


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for which in SETS:
            check_set(platen, tests, folder, which)
    tests.end()


main()
