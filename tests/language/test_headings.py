#!/usr/bin/env python3
"""test_headings.py BUILD_DIR - a heading is read alike by the reader, the reports, check and the writer of FDX."""
import json
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import start

# language, options, heading, prefix, int_ext, location, time
HEADINGS = [
    ('', [], 'INT. KITCHEN - DAY', 'INT', 'INT', 'KITCHEN', 'DAY'),
    ('de', [], 'INNEN. KÜCHE - TAG', 'INNEN', 'INT', 'KÜCHE', 'TAG'),
    ('German', [], 'AUSSEN. HOF - SPÄTER', 'AUSSEN', 'EXT', 'HOF', 'SPÄTER'),
    ('de', [], 'I/A. AUTO - NACHT', 'I/A', 'INT/EXT', 'AUTO', 'NACHT'),
    ('fr', [], 'INTÉRIEUR CAFÉ - NUIT', 'INTÉRIEUR', 'INT', 'CAFÉ', 'NUIT'),
    ('it', [], 'INT./EST. AUTO - GIORNO', 'INT./EST', 'INT/EXT', 'AUTO', 'GIORNO'),
    ('tr', [], 'İÇ/DIŞ. ARABA - GÜN', 'İÇ/DIŞ', 'INT/EXT', 'ARABA', 'GÜN'),
    ('ru', [], 'НАТ. ДВОР - НОЧЬ', 'НАТ', 'EXT', 'ДВОР', 'НОЧЬ'),
    ('zh', [], '内景 咖啡馆 - 夜', '内景', 'INT', '咖啡馆', '夜'),
    ('cs', [], 'INTERIÉR. DŮM - DEN', 'INTERIÉR', 'INT', 'DŮM', 'DEN'),
    ('', [], 'INT. TALO - YÖ', 'INT', 'INT', 'TALO', 'YÖ'),
    ('zh-TW', [], '內景 廚房 - 夜', '內景', 'INT', '廚房', '夜'),
    ('', [], 'INT. HOUSE - DEN - DAY', 'INT', 'INT', 'HOUSE - DEN', 'DAY'),
    ('', ['--prefix', 'BILD'], 'BILD. KÜCHE - TAG', 'BILD', None, 'KÜCHE', 'TAG'),
    ('', ['--prefix', 'SZENE', '--prefix', 'BILD.'], 'BILD 3 - NACHT', 'BILD', None, '3', 'NACHT'),
]


class Script:
    def __init__(self, platen, folder, language, options, heading):
        self.platen, self.options = platen, options
        self.path = os.path.join(folder, 'script.fountain')
        with open(self.path, 'w') as file:
            file.write(f'Title: X\nLanguage: {language}\n\n{heading}\n\nNothing.\n')

    def scene(self, path):
        text = self.platen.text('report', 'scenes', path, '--format', 'json', *self.options)
        return json.loads(text)['scenes'][0]

    def convert(self, format, path):
        return self.platen.text('convert', '-q', '-f', format, '-o', '-', path, *self.options)


def is_read_alike(platen, folder, language, options, heading, prefix, setting, location, time):
    script = Script(platen, folder, language, options, heading)
    kinds = re.findall(r'^(\w+)', script.convert('tree', script.path), re.M)
    assert 'scene_heading' in script.convert('tree', script.path), kinds
    scene = script.scene(script.path)
    found = scene['int_ext'], scene['location'], scene['time']
    assert found == (setting, location, time), found
    messages = platen('check', script.path, *options)
    assert b'PL-320' not in messages.stderr, messages.stderr
    fdx = script.convert('fdx', script.path)
    for tag, word in (('SceneIntro', prefix), ('Location', location), ('TimeOfDay', time)):
        assert f'<{tag}>{word}</{tag}>' in fdx, f'no {tag} {word}'
    # FDX knows no title keys but keeps them
    again = os.path.join(folder, 'script.fdx')
    with open(again, 'w') as file:
        file.write(fdx)
    scene = script.scene(again)
    assert (scene['int_ext'], scene['location'], scene['time']) == found, scene


def misses_a_time(platen, folder, language, options, heading):
    script = Script(platen, folder, language, options, heading)
    with open(script.path, 'a') as file:
        file.write('\nINT. KITCHEN - DAY\n\nNothing.\n' * 9)
    messages = platen('check', script.path, *options)
    assert b'PL-320' in messages.stderr, messages.stderr


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for row in HEADINGS:
            tests.run(f'{row[0]} {row[2]}', is_read_alike, platen, folder, *row)
        for language, options, heading in (('', [], 'INT. KITCHEN'), ('', [], 'INT. HOUSE - DEN'), ('de', [], 'INNEN. KÜCHE'),
                                           ('tr', [], 'İÇ. EV'), ('', ['--prefix', 'BILD'], 'BILD KÜCHE')):
            tests.run(f'no time: {heading}', misses_a_time, platen, folder, language, options, heading)
    tests.end()


if __name__ == '__main__':
    main()
