#!/usr/bin/env python3
"""test_profiles.py BUILD_DIR - page formats of the user's own, in .platen.ini."""
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Failure, describe, start

SCENE = 'INT. A\n\nRain on the roof, and on the road.\n\nNORA\n(low)\nNot yet. Not yet. Not yet. Not yet. Not yet.\n'
ELEMENTS = ['scene-heading', 'action', 'centered', 'lyric', 'character', 'parenthetical', 'dialogue', 'transition'] + [
    f'dual-{side}-{part}' for side in ('left', 'right') for part in ('character', 'parenthetical', 'dialogue', 'lyric')]


class Profiles:
    """The program, in a folder with a configuration."""

    def __init__(self, platen, folder):
        self.platen = platen
        self.folder = folder

    def put(self, name, text):
        with open(os.path.join(self.folder, name), 'w') as file:
            file.write(text)

    def run(self, status, *arguments):
        done = self.platen(*arguments, cwd=self.folder)
        if done.returncode != status:
            with open(os.path.join(self.folder, '.platen.ini')) as file:
                raise Failure(f'{file.read()!r}: {arguments}: {describe(done)}')
        return done

    def pages(self, config, *options, script=SCENE):
        self.put('.platen.ini', config)
        self.put('a.fountain', script)
        return self.run(0, 'convert', '-q', '-f', 'pages', '-o', '-', *options, 'a.fountain').stdout.decode()

    def refuses(self, config, says, *options):
        self.put('.platen.ini', config)
        self.put('a.fountain', SCENE)
        told = self.run(2, 'count', *options, 'a.fountain').stderr.decode()
        if says not in told:
            raise Failure(f'{config!r}: {told}')


def test_chosen_by_option_file_title_page_and_environment(own):
    config = '[profile Radio]\naction = 2.0 5.0\n'
    for options, before, script in ((['--profile', 'radio'], '', SCENE), ([], 'profile = RADIO\n', SCENE),
                                    ([], '[convert]\nprofile = radio\n', SCENE),
                                    ([], '', 'Profile: radio\n\n' + SCENE),
                                    ([], 'profile = stage\n', 'Profile: radio\n\n' + SCENE)):
        assert ' action 14400 "' in own.pages(before + config, *options, script=script), (options, before)
    assert ' action 10800 "' in own.pages(config)
    assert ' action 10800 "' in own.pages('', script='Profile: radio\n\n' + SCENE)
    own.refuses('', '--profile takes standard|multicam|stage|compat-55 or a [profile]', '--profile', 'radio')
    own.refuses(config, '--profile takes', '--profile', 'radio', '--no-config')
    own.refuses('profile = raido\n' + config, '.platen.ini:1: profile takes')


def test_every_number_counts(own):
    usual = own.pages('[profile own]\n', '--profile', 'own', '--scene-continued', 'yes')
    assert usual == own.pages('', '--profile', 'standard', '--scene-continued', 'yes')
    script = SCENE.replace('INT. A', 'INT. A #1#') + '\n> The end <\n\n~La la la\n\n> CUT TO:\n\n' + \
        ''.join(f'{cue}\n(so)\nYes.\n~La\n\n' for cue in ('BO', 'CY ^')) + 'INT. B\n\n~La\n\n> CUT TO:\n\n> The end <\n\n' + \
        'Line.\n\n' * 40 + 'DI\n' + 'Word and word. ' * 200
    def pages(line, *options):
        return own.pages(f'[profile own]\n{line}\n', '--profile', 'own', '--scene-continued', 'yes', *options, script=script)
    usual, usual_a4 = pages(''), pages('', '--paper', 'a4')
    lines = ['lines-letter = 40', 'top = 1.5', 'page-number = 7.0', 'scene-number-left = 1.0', 'scene-number-right = 7.0',
             'more = MEHR', 'contd = WEITER', 'scene-bottom = UNTEN', 'scene-top = OBEN']
    for element in ELEMENTS:
        lines += [f'{element} = 0.5 6.5', f'{element}-first = 0.125', f'{element}-spacing = 3', f'{element}-style = bold underline']
        lines += [f'{element}-align = {"center" if element != "centered" and "character" not in element else "right"}']
        is_in_speech = element.endswith(('parenthetical', 'dialogue')) or element.startswith('dual-') and 'lyric' in element
        lines += [] if is_in_speech else [f'{element}-above = 4']
        lines += [f'{element}-caps = {"no" if element.endswith(("character", "heading", "transition")) else "yes"}']
    script = script.replace('INT. B', '.int. b').replace('> CUT TO:', '> Cut to:').replace('CY ^', '@Cy ^')
    usual, usual_a4 = pages(''), pages('', '--paper', 'a4')
    for line in lines:
        is_idle = re.search('character-caps|centered-first|transition-first|character-first', line)
        if not is_idle and pages(line) == usual:
            raise Failure(f'{line}: nothing changes')
    assert pages('lines-a4 = 40', '--paper', 'a4') != usual_a4


def test_what_is_printed_is_what_holds(own):
    config = '[profile one]\nbase = multicam\nparenthetical = 2.125 5.0\ntop = 1.005\nmore = "(a # b)"\n' \
        '[profile two]\nbase = one\naction-style = bold italic\naction-caps = no\n'
    pages = own.pages(config, '--profile', 'two')
    told = own.run(0, '--print-config').stdout.decode()
    for line in ('[profile one]  # .platen.ini:1', 'base = multicam  # .platen.ini:2', 'top = 1.005  # .platen.ini:4',
                 'parenthetical = 2.125 5.0  # .platen.ini:3', 'parenthetical-first = 2.025  # multicam',
                 'more = "(a # b)"  # .platen.ini:5', 'action-style = bold italic  # .platen.ini:8',
                 'action-caps = no  # .platen.ini:9', 'parenthetical-first = 2.025  # one'):
        assert line in told.splitlines(), (line, told)
    two = told[told.index('[profile two]'):].replace('base = one', 'base = standard')
    assert own.pages(two, '--profile', 'two') == pages
    assert '[profile' not in own.run(0, '--print-config', '--no-config').stdout.decode()


def test_slips_name_the_line(own):
    head = '[profile p]\ntop = 1\n'
    for line, says in (('dialog = 2 3', "a profile has no key 'dialog'; did you mean 'dialogue'?"),
                       ('xyzzy = 3', "a profile has no key 'xyzzy'"), ('paper = a4', "no key 'paper'"),
                       ('dialogue = 3', 'takes the left and the right edge'), ('dialogue = 3 2', 'takes the left'),
                       ('dialogue = 2 3 4', 'takes the left'), ('dialogue = 2,5 6', 'takes the left'),
                       ('dialogue = 2 21', 'takes the left'), ('dialogue = -1 3', 'takes the left'),
                       ('dialogue-first = 6', 'less than the right edge'), ('top = 1.2345', 'such as 1.25'),
                       ('top = .', 'such as 1.25'), ('top = 1in', 'such as 1.25'), ('top = 99999999999', 'such as'),
                       ('lines-letter = 0', '1 to 10000'), ('lines-a4 = 4294967350', '1 to 10000'),
                       ('action-align = middle', 'left|center|right'), ('action-style = fat', 'some of bold italic underline'),
                       ('action-spacing = 5', 'from 1 to 4'), ('action-above = -1', '0 to 100'), ('action-caps = maybe', 'yes|no'),
                       ('base = stage', 'before all other keys'), ('action', "neither 'key = value'")):
        own.refuses(head + line + '\n', says)
        own.refuses('\n' + head + line + '\n', '.platen.ini:4: ')
    for config, says in (('[profile]\n', ':1: a profile needs a name'), ('[profile p\n', ":1: no ']'"),
                         ('[profile p]\n[profile P]\n', ":2: there is a profile 'P' already"),
                         ('[profile Stage]\n', ":1: there is a profile 'Stage' already"),
                         ('[profile p]\nbase = p\n', ':2: base takes'), ('[profile p]\nbase = q\n', ':2: base takes'),
                         ('[profile p]\ntop = 3\n', ":1: profile 'p' has room for 48 lines"),
                         ('[profile p]\nlines-a4 = 65\n', 'set lines-a4 to that'),
                         ('[profiles]\n', "unknown section 'profiles'")):
        own.refuses(config, says)
    own.pages('[profile p]\nlines-letter = 60\nlines-a4=64\ntop = .25\n[profile q]\nbase = p\ntop=0.\n')


def test_many_profiles(own):
    config = ''.join(f'[profile p{i}]\naction = 1.5 {2 + i / 1000:.3f}\n' for i in range(1000))
    assert own.pages(config, '--profile', 'p999') != own.pages(config, '--profile', 'p0')


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        own = Profiles(platen, folder)
        for name, test in list(globals().items()):
            if name.startswith('test_'):
                tests.run('profiles ' + name[5:].replace('_', ' '), test, own)
    tests.end()


if __name__ == '__main__':
    main()
