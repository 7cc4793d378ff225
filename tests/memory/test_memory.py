#!/usr/bin/env python3
"""test_memory.py BUILD_DIR - each allocation fails in turn: never a crash, never a wrong result.

Once with this one failing, once with all after it failing, too. A call may still succeed (the C library
does without a buffer); then it must give what it always gives. Else: status 70, and a message while there
is memory for one.
"""
import os
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Failure, describe, start

NO_MEMORY = 70
NO_MODULE = 5
LOADER = 127
SCRIPT = """Title: Short
Author: Ines Halloran

INT. KITCHEN - DAY #1#

A kettle, [[which one?]] on its *way* to **boiling**. /* cut */

NORA (O.S.)
(shouting)
Is it on?

BO ^
It is on.

# One

= They wait.

> THE END <

CUT TO:

"""
OSF = '<document><info title="t"/><styles><style name="s" basestyle="Action"/></styles><paragraphs>' + 40 * (
    '<para note="n" synopsis="s"><style basestyle="Action"/><text>a &lt;b&gt;c</text></para>'
    '<para dual="1"><style basestyle="Character"/><text>A</text></para>') + '</paragraphs></document>'
TEMPLATE = '<FinalDraft DocumentType="Script" Template="No" Version="5"><Content><Paragraph Type="Action"><Text>x</Text>' \
    '</Paragraph></Content><SpellCheckIgnoreLists><IgnoredRanges><Range End="12" Start="3"/></IgnoredRanges>' \
    '<IgnoredWords><Word>gonna</Word></IgnoredWords></SpellCheckIgnoreLists></FinalDraft>'
# Enough of it to make arenas grow, not so much that the test takes long.
SCENE = 'EXT. QUAY - NIGHT\n\nRain. Nobody looks up.\n\nNORA\nThat one is mine.\n\n'
CALLS = [['count'], ['check', '--max-pages', '9', '--max-speech-lines', '9', '--max-scene-eighths', '99'],
         ['check', '--diagnostics', 'sarif'], ['report', 'scenes'], ['report', 'cast', '-f', 'csv'],
         ['convert', '-o', '-', '-f', 'json', '--layout'],
         ['convert', '-o', '-', '-f', 'html', '--notes', '--sections', '--synopses']]


def call(platen, shim, arguments, path, log, at=None, goes_on=False):
    env = {'LD_PRELOAD': shim, 'FAIL_LOG': log}
    if at:
        env['FAIL_AT'] = str(at)
    if goes_on:
        env['FAIL_ON'] = '1'
    return platen(arguments[0], '--no-sandbox', *arguments[1:], path, env=env)     # the shim writes a file


def survives(platen, shim, arguments, path, log, tests, statuses=(NO_MEMORY,)):
    normal = call(platen, shim, arguments, path, log)
    if normal.returncode != 0:
        raise Failure(describe(normal))
    with open(log) as file:
        allocations = int(file.read())
    assert allocations > 0, 'the shim counts nothing'
    failures = 0
    for goes_on in (False, True):
        for at in range(1, allocations + 1):
            done = call(platen, shim, arguments, path, log, at, goes_on)
            where = f'allocation {at} of {allocations} fails{" and all after it" if goes_on else ""}'
            if done.returncode == 0:
                assert done.stdout == normal.stdout, f'{where}: status 0 and another result'
                continue
            failures += 1
            assert done.returncode in statuses, f'{where}: {describe(done)}'
            # with all memory gone there may be none for the words; the status says it
            assert done.stderr or goes_on, f'{where}: no message'
    assert failures, 'no allocation mattered: the test sees nothing'
    tests.note(f'{" ".join(arguments)}: {allocations} allocations')


def main():
    platen, tests = start(__doc__)
    shim = os.path.join(platen.build, 'tests', 'failing-malloc.so')
    if platen.is_sanitized():
        tests.skip('memory', 'the sanitizers have a malloc of their own')
    elif not os.path.exists(shim):
        tests.skip('memory', 'the C library is not one the shim is for')
    elif not platen.option('modules'):
        tests.skip('memory', 'libraries which are linked in allocate at their start')
    else:
        with tempfile.TemporaryDirectory() as folder:
            path, log = os.path.join(folder, 'short.fountain'), os.path.join(folder, 'log')
            with open(path, 'w') as file:
                file.write(SCRIPT + 40 * SCENE)
            fdx = os.path.join(folder, 'short.fdx')
            platen.text('convert', '-q', '-o', fdx, path)
            # the loader cannot say why it does not load a module, or ends the process itself
            statuses = (NO_MEMORY, NO_MODULE, LOADER)
            write = ['convert', '-q', '-f', 'fdx', '-o', '-']
            tests.run('count FDX', survives, platen, shim, ['count'], fdx, log, tests, statuses)
            tests.run('write FDX', survives, platen, shim, write, path, log, tests, statuses)
            tests.run('write FDX of FDX', survives, platen, shim, write, fdx, log, tests, statuses)
            template = os.path.join(folder, 'template.fdx')
            with open(template, 'w') as file:
                file.write(TEMPLATE)
            tests.run('write FDX into a template', survives, platen, shim, [*write, '--fdx-template', template], path, log,
                      tests, statuses)
            edited = os.path.join(folder, 'edited.fountain')
            with open(edited, 'w') as file:
                file.write(SCRIPT.replace('kettle', '*big* kettle').replace('#1#', '#1A#').replace('which one?', 'why?'))
            tests.run('write an edited script into its FDX', survives, platen, shim, [*write, '--fdx-template', fdx], edited,
                      log, tests, statuses)
            fadein = os.path.join(folder, 'short.fadein')
            with zipfile.ZipFile(fadein, 'w', zipfile.ZIP_DEFLATED) as file:
                file.writestr('document.xml', OSF)
            tests.run('count an archive', survives, platen, shim, ['count'], fadein, log, tests, statuses)
            scripts = os.path.join(folder, 'scripts')
            os.makedirs(os.path.join(scripts, 'act'))
            for name in ('b.fountain', 'act/a.fountain'):
                with open(os.path.join(scripts, name), 'w') as file:
                    file.write(SCRIPT)
            tests.run('count -r', survives, platen, shim, ['count', '-r', path], scripts, log, tests)
            update = ['check', '-q', '--update-baseline', '--baseline', os.path.join(folder, 'b.json')]
            # cairo may end the process; FDX is above
            converts = [['convert', '-o', '-', '-f', form['name']] for form in platen.formats()
                        if not form['drawn'] and form['name'] != 'fdx']
            for arguments in CALLS + converts + [update]:
                tests.run(' '.join(arguments), survives, platen, shim, arguments, path, log, tests)
    tests.end()


main()
