#!/usr/bin/env python3
"""test_words.py BUILD_DIR - every word of every language is read, composed and decomposed, in capitals and in small letters."""
import json
import os
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Failure, start

SETTINGS = {'int': 'INT', 'ext': 'EXT', 'int_ext': 'INT/EXT'}
DAYTIMES = {'day': 'DAY', 'night': 'NIGHT'}
PLACE = 'XX'


class Reader:
    """Reads scripts in a language, in one normal form."""

    def __init__(self, platen, folder, code, form):
        self.platen, self.form, self.code = platen, form, code
        self.path = os.path.join(folder, 'script.fountain')

    def write(self, text, title=None):
        title = f'Title: X\nLanguage: {self.code}\n\n' if title is None else title
        with open(self.path, 'w') as file:
            file.write(unicodedata.normalize(self.form, title + text))
        return self.path

    def scenes(self, headings):
        """What `report scenes` says of each heading."""
        path = self.write(''.join(f'{heading}\n\nNothing.\n\n' for heading in headings))
        scenes = self.platen.json('report', 'scenes', path, '--format', 'json')['scenes']
        if len(scenes) != len(headings):
            raise Failure(f'{len(scenes)} scenes of {headings}')
        return scenes

    def tree(self, text, *options, title=None):
        return self.platen.text('convert', '-q', '-f', 'tree', '-o', '-', self.write(text, title), *options)


def cases(words, language):
    """Words as they are typed: as listed, and in small letters."""
    if language['codes'][0] in ('tr', 'az'):
        return [*words, *(word.replace('İ', 'i').replace('I', 'ı').lower() for word in words)]
    return [*words, *(word.lower() for word in words)]


def reads_prefixes(reader, language, _english):
    for name, words in language['prefixes'].items():
        words = cases(words, language)
        headings = [f'{word}. {PLACE}' for word in words] + [f'{word} {PLACE}' for word in words]
        for heading, scene in zip(headings, reader.scenes(headings)):
            assert (scene['int_ext'], scene['location']) == (SETTINGS[name], PLACE), f'{heading}: {scene}'


def reads_times(reader, language, _english):
    for words in language['times'].values():
        headings = [f'INT. {PLACE} - {word}' for word in words]
        for word, scene in zip(words, reader.scenes(headings)):
            assert scene['time'] == unicodedata.normalize(reader.form, word), f'{word}: {scene}'


def knows_times(reader, language, _english):
    """PL-320 reports the one heading without a time, and no other."""
    times = [word for words in language['times'].values() for word in words] or ['DAY']
    script = ''.join(f'INT. {PLACE} - {word}\n\nNothing.\n\n' for word in times * 9)
    done = reader.platen('check', reader.write(f'{script}INT. {PLACE}\n'))
    count = done.stderr.decode().count('PL-320')
    assert count == 1, f'{count} messages: {done.stderr.decode()}'


def reads_transitions(reader, language, _english):
    words = language['transitions']
    for word in words['known'] + words['openings']:
        for end in ('.', ':'):
            tree = reader.tree(f'.A\n\nRain.\n\n{word}{end}\n\n.B\n', '--known-transitions')
            assert ' transition ' in tree, f'{word}: {tree}'
    for word in words['endings']:
        tree = reader.tree(f'.A\n\nRain.\n\nXXX {word}\n\n.B\n')
        assert ' transition ' in tree, f'{word}: {tree}'


def prints_words(reader, language, english):
    """(MORE) and (CONT'D) are those of the language; a typed (CONT'D) is not printed twice."""
    words = language['continued'] or english['continued']
    speech = '\n\n@NORA\n' + 'One. ' * 3000
    pages = reader.platen.text('convert', '-q', '-f', 'text', '-o', '-', reader.write(f'.A{speech}\n'))
    for name in ('more', 'contd'):
        assert words[name] in unicodedata.normalize('NFC', pages), words[name]
    typed = reader.write(f'.A\n\n@NORA\nOne.\n\nRain.\n\n@NORA {words["contd"]}\nTwo.\n')
    lines = reader.platen.text('convert', '-q', '-f', 'text', '-o', '-', typed)
    count = unicodedata.normalize('NFC', lines).count(words['contd'])
    assert count == 1, f'{count} times {words["contd"]}:\n{lines}'


def reads_title_keys(reader, language, english):
    """A key does what the English one does."""
    english = english['title_keys']
    for name, words in language['title_keys'].items():
        title = 'de' if name == 'language' else 'Some words'
        wanted = title_page(reader, english[name][0], title)
        for word in cases(words, language):
            found = title_page(reader, word, title)
            assert found == wanted, f'{word} is not {english[name][0]}:\n{found}\n{wanted}'


def title_page(reader, key, value):
    """How the title page and a speaker who goes on are printed: of Language:, that is all that can be seen."""
    path = reader.write('.A\n\n@NORA\nOne.\n\n@NORA\nTwo.\n', f'{key}: {value}\n\n')
    return reader.platen.text('convert', '-q', '-f', 'pages', '-o', '-', path).split('\n', 1)[1]


def main():
    platen, tests = start(__doc__)
    languages = platen.json('languages', '--format', 'json')['languages']
    with tempfile.TemporaryDirectory() as folder:
        for language in languages:
            code = language['codes'][0]
            for form in ('NFC', 'NFD'):
                reader = Reader(platen, folder, code, form)
                for check in (reads_prefixes, reads_times, knows_times, reads_transitions, prints_words,
                              reads_title_keys):
                    tests.run(f'{code} {form} {check.__name__}', check, reader, language, languages[0])
    tests.end()


if __name__ == '__main__':
    main()
