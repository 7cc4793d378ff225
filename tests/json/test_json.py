#!/usr/bin/env python3
"""test_json.py BUILD_DIR - json keeps to docs/json.schema.json, and --layout says what the pages are."""
import glob
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, TESTS, screenplays, start
from schema import Schema

def read(platen, source, *options):
    return json.loads(platen.text('convert', '-q', '-f', 'json', '-o', '-', *options, source))


def keeps_to_the_schema(platen, schema, source):
    for options in ([], ['--layout'], ['--layout', '--title-page', 'no', '--lines-per-page', '7'],
                    ['--layout', '--scene-continued', 'yes', '--header', 'x', '--footer', '{page}']):
        found = list(schema.problems(read(platen, source, *options)))
        assert not found, '\n'.join(found[:10])


def layout_adds_and_changes_nothing(platen, source):
    plain, laid_out = read(platen, source), read(platen, source, '--layout')
    assert 'pages' not in plain and 'pages' in laid_out
    for element in laid_out['elements']:
        assert ('page' in element) == ('lines' in element), element
        element.pop('page', None)
        element.pop('lines', None)
    assert plain['elements'] == laid_out['elements']


def lines_agree(platen, source):
    """What the elements say of their pages is what the pages say."""
    record = read(platen, source, '--layout')
    count = int(platen.text('count', '-q', source))
    body = [page for page in record['pages'] if page['label'] is not None]
    assert [page['label'] for page in body] == [str(n + 1) for n in range(count)], 'labels'
    printed = {}
    for page in body:
        for line in page['lines']:
            if line['role'] == 'body':
                printed[line['type']] = printed.get(line['type'], 0) + 1
    told = {}
    for element in record['elements']:
        if 'lines' in element:
            told[element['type']] = told.get(element['type'], 0) + element['lines']
    assert told == printed, f'{told} lines of elements, {printed} on the pages'
    labels = [int(element['page']) for element in record['elements'] if 'page' in element]
    later = sorted(range(1, len(labels)), key=lambda i: labels[i] - labels[i - 1])
    duals = any(element.get('dual') for element in record['elements'])
    assert duals or not later or labels[later[0]] >= labels[later[0] - 1], 'pages run backwards'


def pages_are_those_of_text(platen, source):
    """Every printed word, in the order of each page, is in the text format, too."""
    record = read(platen, source, '--layout')
    pages = platen.text('convert', '-q', '-f', 'text', '-o', '-', source).split('\f')
    assert len(record['pages']) == (len(pages) if pages != [''] else 0), 'number of pages'
    for page, typed in zip(record['pages'], pages):
        words = sorted(''.join(line['text'] for line in page['lines']).translate(NO_BLANKS))
        assert words == sorted(typed.translate(NO_BLANKS)), f'page {page["label"]}'


NO_BLANKS = {code: None for code in [*range(0x21), *range(0x7F, 0xA0)]}


def must_object(schema, change):
    record = {'schema': 2, 'elements': [
        {'type': 'section', 'line': 1, 'column': 1, 'level': 1, 'text': 'A', 'blank_before': 0}]}
    assert not list(schema.problems(record)), list(schema.problems(record))
    change(record)
    assert list(schema.problems(record)), 'nothing was found wrong'


def main():
    platen, tests = start(__doc__)
    schema = Schema(os.path.join(ROOT, 'docs', 'json.schema.json'))
    for name, change in (('version', lambda r: r.update(schema=1)), ('no elements', lambda r: r.pop('elements')),
                         ('unknown field', lambda r: r['elements'][0].update(colour='red')),
                         ('missing field', lambda r: r['elements'][0].pop('level')),
                         ('unknown type', lambda r: r['elements'][0].update(type='sketch')),
                         ('small number', lambda r: r['elements'][0].update(line=0)),
                         ('wrong type', lambda r: r['elements'][0].update(level=True))):
        tests.run(f'json: the validator sees {name}', must_object, schema, change)
    for source in screenplays() + sorted(glob.glob(os.path.join(TESTS, 'cases', '*', '*.fountain'))):
        name = os.path.relpath(source, TESTS)
        if platen('count', '-q', source).returncode == 3:
            continue    # no screenplay; tests/cases/encoding has some
        tests.run(f'json: schema of {name}', keeps_to_the_schema, platen, schema, source)
    for source in screenplays():
        name = os.path.basename(source)
        tests.run(f'json: --layout only adds to {name}', layout_adds_and_changes_nothing, platen, source)
        tests.run(f'json: elements and pages of {name} agree', lines_agree, platen, source)
        tests.run(f'json: pages of {name} are those of text', pages_are_those_of_text, platen, source)
    tests.end()


main()
