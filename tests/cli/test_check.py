#!/usr/bin/env python3
"""test_check.py BUILD_DIR - check, report, count -r, configuration: the contract, kept by the program."""
import csv
import importlib.util
import io
import json
import os
import pty
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, TESTS as FOLDER, environment, start
from schema import Schema

SCRIPT = """Title: T

INT. KITCHEN - DAY #1#

The kettle sings.

NORA
Not yet, my friend.

EXT. QUAY - NIGHT #2#

NORA (V.O.)
Now.

BO (CONT'D)
(low)
Now?

INT./EXT. Kitchen - CONTINUOUS

nobody speaks.
"""
TIMED = '\nINT. QUAY - DAY\n\nRope.\n' * 9     # a heading without a time is reported among these
SLIPS = 'INT. KITCHEN\n\nA note [[is open.\n\n[[platen: off PL-330]]\n'
LONG = 'INT. QUAY - DAY\n\n' + ''.join(f'Rope {i}.\n\n' for i in range(60))
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def put(path, text):
    if os.path.dirname(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8', newline='') as file:
        file.write(text)


class Caller:
    def __init__(self, platen):
        self.platen = platen

    def __call__(self, status, *arguments, says=None, **more):
        done = self.platen(*arguments, **more)
        done.out, done.err = done.stdout.decode(), done.stderr.decode(errors='replace')
        told = f'{arguments}: exit {done.returncode}, not {status}\n{done.out}\n{done.err}'
        assert done.returncode == status, told
        assert re.search(says, done.err, re.M) if says else done.err == '', told
        return done


# ------------------------------------------------------------------ exit statuses

@test
def the_exit_statuses_of_check(call):
    put('a.fountain', SCRIPT)
    put('slips.fountain', SLIPS)
    put('long.fountain', LONG)
    assert call(0, 'check', 'a.fountain').out == ''
    call(0, 'check', 'slips.fountain', says='PL-214')
    for level, status in (('error', 0), ('warning', 1), ('note', 1)):
        call(status, 'check', '--fail-on', level, 'slips.fountain', says='PL-214')
    call(1, 'check', '-W', 'error=PL-214', 'slips.fountain', says=r':3:8: error: .*\[PL-214\]$')
    call(1, 'check', '--max-pages', '2', 'long.fountain', 'a.fountain', says=r'error: 3 pages, over --max-pages 2; ')
    call(0, 'check', '--max-pages', '3', '--min-pages', '3', 'long.fountain')
    for arguments in (['--max-pages', '0'], ['--max-pages', 'x'], ['--drift', '1'], ['--update-baseline'],
                      ['-W', 'PL-1'], ['-W', 'no'], ['-W', ''], ['--fail-on', 'panic'], ['-j', '0'], ['-j', '65'],
                      ['--diagnostics', 'xml'], ['-o', 'x'], ['--config', 'none.ini'], ['--config', 'a', '--no-config']):
        call(2, 'check', *arguments, 'a.fountain', says='error')
    call(2, 'check', says='no input')
    call(3, 'check', '.', says='directory; -r reads what is in it')
    call(3, 'report', 'cast', '.', says='directory; name the files in it')
    call(2, 'check', '--config', '.', 'a.fountain', says='directory; name a file in it')
    call(3, 'check', '--baseline', '.', 'a.fountain', says='directory; name a file in it')
    # what makes the run fail is printed
    quiet = call(1, 'check', '-q', '--fail-on', 'warning', 'slips.fountain', says='PL-214').err
    assert 'PL-320' not in quiet and quiet.count('\n') == 1, quiet
    call(0, 'check', '-q', 'slips.fountain')
    # programs get all
    assert 'PL-214' in call(0, 'check', '-q', '--diagnostics', 'json', 'slips.fountain').out
    for arguments in (['none.fountain'], ['.'], ['-r', 'none'], ['--baseline', 'none.json', 'a.fountain'],
                      ['--baseline', 'a.fountain', 'a.fountain']):
        call(3, 'check', *arguments, says='error')
    call(4, 'check', '--diagnostics-output', 'none/x', 'a.fountain', says='cannot write')
    call(4, 'check', '--baseline', 'a.fountain', '--update-baseline', 'a.fountain', says='output is an input')
    # an input which cannot be read is worse than one that is too long, and does not stop the others
    call(3, 'check', '--max-pages', '1', 'none.fountain', 'long.fountain', says='PL-901')


@test
def fail_on_holds_for_other_commands(call):
    put('slips.fountain', SLIPS)
    for command in (['count'], ['convert', '-f', 'text', '-o', 'out.txt'], ['report', 'scenes'], ['pages']):
        assert call(1, *command, '--fail-on', 'warning', 'slips.fountain', says='PL-214').returncode == 1
        call(0, *command, '-W', 'no-PL-214', '--fail-on', 'warning', 'slips.fountain')
    assert os.path.exists('out.txt')


@test
def the_configuration_does_not_take_back_a_limit(call):
    put('long.fountain', LONG)
    limit = ['check', '--max-pages', '2', 'long.fountain']
    for setting in ('no-PL-901', 'PL-901', 'no-PL-214, no-pl-901'):
        put('.platen.ini', '[check]\n\nwarning = ' + setting + '\n')
        call(1, *limit, says='warning: PL-901 stays an error, as --max-pages is given; .*platen.ini:3 says otherwise\n'
                             'long.fountain:.*PL-901')
        assert 'stays' not in call(1, *limit, '-q', says='PL-901').err
        assert 'PL-901' in call(1, *limit[:-1], '-r', '.', says='PL-901').err
        # who sets the limit may take it back
        call(0, *limit, '-W', 'no-PL-901')
    put('.platen.ini', 'max-pages = 2\nwarning = no-PL-901\n')
    call(0, 'check', 'long.fountain')
    variables = {'PLATEN_MAX_PAGES': '2'}
    call(1, 'check', 'long.fountain', env=variables, says='PL-901 stays an error')
    call(0, 'check', 'long.fountain', env={**variables, 'PLATEN_WARNING': 'no-PL-901'})
    call(1, *limit, env={'PLATEN_WARNING': 'no-PL-901'}, says='PLATEN_WARNING says otherwise')
    call(0, 'check', '--baseline', 'b.json', '--update-baseline', 'long.fountain', says='wrote')
    put('long.fountain', LONG + LONG)
    put('.platen.ini', 'warning = no-PL-905, no-PL-906, no-PL-907, no-PL-908\n')
    call(1, 'check', '--baseline', 'b.json', 'long.fountain', says='PL-905 stays an error')
    os.rename('long.fountain', 'new.fountain')
    call(1, 'check', '-q', '--baseline', 'b.json', '-r', '.', says='PL-90[78]')


@test
def a_title_page_that_changes_the_count_is_reported(call):
    put('a.fountain', 'Title: T\nPaper: a4\nProfile: multicam\n\n' + SCRIPT[10:])
    says = r'^a\.fountain:2:1: note: Paper: on .*--paper .*\[PL-909\]\na\.fountain:3:1: note: Profile: on .*\[PL-909\]$'
    call(0, 'check', '--max-pages', '20', 'a.fountain', says=says)
    call(0, 'check', '--min-pages', '1', 'a.fountain', says=says)
    call(0, 'check', 'a.fountain')
    call(0, 'check', '--max-pages', '20', '--paper', 'letter', '--profile', 'standard', 'a.fountain')
    put('.platen.ini', 'paper = a4\nprofile = multicam\nmax-pages = 20\n')
    call(0, 'check', 'a.fountain')
    put('.platen.ini', 'paper = letter\nmax-pages = 20\n')
    call(0, 'check', 'a.fountain', says=says)


# ---------------------------------------------------------------------- baseline

@test
def a_baseline_is_written_compared_and_updated(call):
    put('a.fountain', SCRIPT)
    put('l"o\u00e9.fountain', LONG)
    names = ['a.fountain', 'l"o\u00e9.fountain']
    call(0, 'check', '--baseline', 'b.json', '--update-baseline', *names, says='^wrote b.json, 2 files$')
    with open('b.json', 'rb') as file:
        assert file.read() == call(0, 'count', '-f', 'json', *names).stdout
    call(0, 'check', '--baseline', 'b.json', *names)
    put('a.fountain', SCRIPT + '\n' + LONG)
    call(1, 'check', '--baseline', 'b.json', *names, says=r'a.fountain:\d+:1: error: 3 pages, 2 over the baseline of 1')
    call(1, 'check', '--baseline', 'b.json', '--drift', '1', *names, says='PL-905')
    call(0, 'check', '--baseline', 'b.json', '--drift', '2', *names)
    call(0, 'check', '-q', '--baseline', 'b.json', '--update-baseline', *names)
    call(0, 'check', '--baseline', 'b.json', *names)
    before = open('b.json').read()
    call(3, 'check', '--baseline', 'b.json', '--update-baseline', 'a.fountain', 'none', says='not updated')
    assert open('b.json').read() == before
    put('new.fountain', SCRIPT)
    for quiet in ([], ['-q']):
        call(1, 'check', *quiet, '--baseline', 'b.json', 'new.fountain', says='error: .*PL-907')


@test
def a_baseline_knows_a_file_by_any_name(call):
    put('d/x.fountain', SCRIPT)
    put('d/e/y.fountain', SCRIPT)
    os.symlink('d', 'link')
    here = os.getcwd()
    spellings = ('d', './d', 'd//', 'd/.', os.path.join(here, 'd'), 'd/e/..', 'link', 'd/e/../../d')
    for baseline in ('b.json', 'd/b.json', os.path.join(here, 'new.json'), 'd/e/b.json'):
        call(0, 'check', '--baseline', baseline, '--update-baseline', '-r', 'd', says='2 files')
        for folder in spellings:
            call(0, 'check', '--baseline', baseline, '-r', folder)
            call(0, 'check', '--baseline', baseline, folder + '/x.fountain')
        call(0, 'check', '--baseline', os.path.join('..', baseline), '-r', '.', cwd='d')
        before = open(baseline).read()
        call(0, 'check', '-q', '--baseline', baseline, '--update-baseline', '-r', './link')
        assert open(baseline).read() == before
    assert [row['file'] for row in json.load(open('d/e/b.json'))['files']] == ['y.fountain', '../x.fountain']
    put('elsewhere/b.json', '{"files": [{"file": "../d/x.fountain", "pages": 9}, {"file": "./gone/../z.fountain", "pages": 1}], "total": 10}')
    call(1, 'check', '--baseline', 'elsewhere/b.json', 'd/x.fountain', says='PL-906')
    put('elsewhere/z.fountain', SCRIPT)
    call(0, 'check', '--baseline', 'elsewhere/b.json', 'elsewhere/z.fountain')


@test
def a_screenplay_that_is_gone_is_missed(call):
    for name in ('d/x', 'd/e/y', 'z'):
        put(name + '.fountain', SCRIPT)
    os.symlink('d', 'link')
    call(0, 'check', '--baseline', 'b.json', '--update-baseline', '-r', '.', says='3 files')
    os.rename('d/x.fountain', 'x.txt')
    says = r'^d/x\.fountain: error: the baseline has a page count for this file, but .* \[PL-908\]\n\Z'
    for folder in ('d', './d/', 'link', '.', os.path.abspath('d')):
        for quiet in ([], ['-q']):
            call(1, 'check', *quiet, '--baseline', 'b.json', '-r', folder, says=says)
    found = json.loads(call(1, 'check', '--baseline', 'b.json', '--diagnostics', 'json', '-r', 'd').out)
    assert (found['file'], found['line'], found['id']) == ('d/x.fountain', None, 'PL-908'), found
    call(1, 'check', '--baseline', '../b.json', '-r', '.', cwd='d', says=r'^x\.fountain: error: .*PL-908')
    # only below the folders which are read
    call(0, 'check', '--baseline', 'b.json', '-r', 'd/e')
    call(0, 'check', '--baseline', 'b.json', 'd/e/y.fountain', 'z.fountain')
    call(0, 'check', '--baseline', 'b.json', '-r', 'd/e', 'z.fountain')
    call(0, 'check', '-W', 'no-PL-908', '--baseline', 'b.json', '-r', '.')
    # a folder that has gone with its files; one of a like name is another
    os.remove('d/e/y.fountain')
    os.rmdir('d/e')
    put('d/f/y.fountain', SCRIPT)
    put('d/ee/y.fountain', SCRIPT)
    call(0, 'check', '--baseline', 'new.json', '--update-baseline', '-r', 'd/ee', says='wrote')
    call(0, 'check', '--baseline', 'new.json', '-r', 'd/ee')
    assert call(1, 'check', '--baseline', 'b.json', '-r', 'd', says='PL-907').err.count('PL-908') == 2
    call(0, 'check', '--baseline', 'b.json', '--update-baseline', '-r', 'd',
         says='^wrote b.json, 2 files; 1 not named was kept; 2 not there any more were removed$')
    assert [row['file'] for row in json.load(open('b.json'))['files']] == ['z.fountain', 'd/ee/y.fountain', 'd/f/y.fountain']
    call(0, 'check', '--baseline', 'b.json', '-r', '.')


@test
def names_in_a_baseline_are_compared_as_text(call):
    put('a\t\u00e9.fountain', SCRIPT)
    put('b.json', r'{"files":[{"file":"a\u0009\u00E9.fountain","pages":3}],"total":3}')
    call(1, 'check', '--baseline', 'b.json', 'a\t\u00e9.fountain', says='PL-906')
    # no JSON has these bytes; what stands for them is known again
    odd = os.fsdecode(b'odd\xff.fountain')
    put(odd, SCRIPT)
    call(0, 'check', '--baseline', 'new.json', '--update-baseline', odd, says='wrote')
    call(0, 'check', '--baseline', 'new.json', '-W', 'error=PL-907', odd)


@test
def an_update_keeps_the_files_which_are_not_named(call):
    for name in ('a', 'b', 'c', 'd'):
        put(f'{name}.fountain', SCRIPT)
    put('p.json', '{"files": [ {"pages": 7, "file": "c.fountain", "more": "{"},\n{"file":"b.fountain","pages":9} ], "total": 0}')
    update = ['check', '--baseline', 'p.json', '--update-baseline']
    call(0, *update, 'd.fountain', 'b.fountain', says='^wrote p.json, 2 files; 1 not named was kept$')
    counted = {'pages': 1, 'eighths': 4}
    expected = [{'file': 'c.fountain', 'pages': 7, 'more': '{'}, {'file': 'b.fountain', **counted},
                {'file': 'd.fountain', **counted}]
    kept = json.load(open('p.json'))
    assert kept == {'schema': 1, 'files': expected, 'total': 9}, kept
    before = open('p.json').read()
    call(0, *update, 'd.fountain', 'b.fountain', says='1 not named was kept')
    assert open('p.json').read() == before
    call(0, 'check', '--baseline', 'p.json', 'b.fountain', 'd.fountain')
    # what is no baseline was hardly meant; an empty file has nothing to lose
    for text in ('INT. QUAY\n', '"file":"a","pages":1}', '{"name": "web", "files": ["dist"]}',
                 '{"files":[{"file":"a.fountain","pages":1\0}],"total":1}'):
        put('p.json', text)
        call(3, *update, 'a.fountain', says='not a baseline, so it is not overwritten')
        assert open('p.json').read() == text
    put('p.json', '')
    call(0, *update, 'a.fountain', says='^wrote p.json, 1 file$')


# ---------------------------------------------------------- switching messages off

@test
def messages_are_switched_off_in_three_places(call):
    put('a.fountain', 'INT. QUAY\n\nRope.\n' + TIMED)
    call(0, 'check', 'a.fountain', says='PL-320')
    for word in ('no-PL-320', 'no-pl-320', 'PL-302,no-PL-320', 'no-PL-302 no-PL-320'):
        call(0, 'check', '-W', word, 'a.fountain')
    put('.platen.ini', 'warning = no-PL-320\n')
    call(0, 'check', 'a.fountain')
    call(0, 'check', '-W', 'PL-320', 'a.fountain', says='PL-320')
    call(0, 'check', '--no-config', 'a.fountain', says='PL-320')
    os.unlink('.platen.ini')
    put('b.fountain', '[[platen: off PL-320]]\n\nINT. QUAY\n\nRope.\n' + TIMED)
    call(0, 'check', 'b.fountain')
    put('b.fountain', '[[platen: off PL-901]]\n\n' + LONG)
    call(1, 'check', '--max-pages', '1', 'b.fountain', says='PL-901')


# ------------------------------------------------------------------ one-word lines

@test
def a_word_less_brings_back_what_has_moved(call):
    """Each PL-306 of the feature film is right: without the word the line stands on the page before."""
    source = os.path.join(ROOT, 'tests', 'screenplays', 'feature.fountain')
    with open(source, encoding='utf-8') as file:
        lines = file.read().split('\n')
    found = [finding for finding in records(call, '-W', 'PL-306', source) if finding['id'] == 'PL-306']
    assert len(found) > 4
    for finding in found:
        word, moved, page = re.search(r"'(.*)'; without that line, line (\d+) .* page (\d+)$", finding['message']).groups()
        changed = list(lines)
        row = finding['line'] - 1
        kept = changed[row].rpartition(word)[0].rstrip()
        changed[row] = kept[:-1] + word[-1]     # the sentence ends as it did
        put('shorter.fountain', '\n'.join(changed))
        places = dict(re.findall(r'^(\d+)\t.*:(\d+):\d+$', call(0, 'pages', '-q', 'shorter.fountain').out, re.M))
        assert int(places[page]) > int(moved), finding
    every = call(0, 'check', '-W', 'PL-302', source, says='PL-302').err
    assert every.count('warning: the paragraph ends in a line of one word') > 20 * len(found)


# -------------------------------------------------------------- forms of diagnostics

FINDINGS = '\U0001f600 wide [[open\n\nINT. A & "B" <C>\n\nRope.\n' + TIMED


def records(call, *arguments):
    return [json.loads(line) for line in call(0, 'check', '--diagnostics', 'json', *arguments).out.splitlines()]


@test
def json_lines_have_the_fields_of_the_contract(call):
    put('a.fountain', FINDINGS)
    first, second = records(call, 'a.fountain')
    assert list(first) == ['schema', 'file', 'line', 'column', 'end_line', 'end_column', 'severity', 'id', 'message',
                           'page', 'fix'], first
    assert (first['line'], first['column'], first['end_column'], first['id']) == (1, 8, 14, 'PL-214'), first
    assert (second['line'], second['column'], second['end_column'], second['page']) == (3, 1, 17, '1'), second
    assert first['fix'] == [{'line': 1, 'column': 14, 'end_line': 1, 'end_column': 14, 'text': ']]'}], first
    assert second['fix'] == [], second
    put('.platen.ini', 'diagnostics = json\n')
    told = call(0, 'count', 'a.fountain', says='^{"schema":1,.*PL-214')
    assert told.out == '1\n'


SARIF = Schema(os.path.join(FOLDER, 'schemas', 'sarif-subset.schema.json'))


def sarif(call, *arguments):
    """The log of a call: it keeps to our own part of SARIF's schema, and what no schema can say holds."""
    log = json.loads(call(0, 'check', '--diagnostics', 'sarif', *arguments).out)
    problems = list(SARIF.problems(log))
    assert not problems, problems[:5]
    run = log['runs'][0]
    ids = [rule['id'] for rule in run['tool']['driver']['rules']]
    assert len(set(ids)) == len(ids)
    for result in run['results']:
        assert ids[result['ruleIndex']] == result['ruleId'], result
        region = result['locations'][0]['physicalLocation'].get('region', {'startColumn': 1, 'endColumn': 1})
        assert region['endColumn'] >= region['startColumn'], region
    return log


@test
def sarif_is_what_code_scanning_reads(call):
    put('a b\u00e9.fountain', FINDINGS)
    put('good.fountain', SCRIPT)
    results = sarif(call, 'a b\u00e9.fountain', 'good.fountain')['runs'][0]['results']
    assert [result['ruleId'] for result in results] == ['PL-214', 'PL-320']
    region = results[0]['locations'][0]['physicalLocation']['region']
    assert (region['startColumn'], region['endColumn']) == (9, 15), region     # the face is two units
    assert results[0]['locations'][0]['physicalLocation']['artifactLocation']['uri'] == 'a%20b%C3%A9.fountain'
    (replacement,) = results[0]['fixes'][0]['artifactChanges'][0]['replacements']
    assert replacement['deletedRegion'] == {'startLine': 1, 'startColumn': 15, 'endLine': 1, 'endColumn': 15}
    assert replacement['insertedContent'] == {'text': ']]'} and 'fixes' not in results[1]
    assert sarif(call, 'good.fountain')['runs'][0]['results'] == []


@test
def fingerprints_survive_moved_lines(call):
    script = 'Rope.\nINT. A - DAY\n\nA [[b\n\nA [[b\n\nNORA\nOne.\n\nNora\nTwo.\n\nnora\nThree.\n'

    def marks(text):
        put('a.fountain', text)
        results = sarif(call, 'a.fountain')['runs'][0]['results']
        return [(r['ruleId'], r['partialFingerprints']['primaryLocationLineHash']) for r in results]
    before = marks(script)
    assert len(set(before)) == len(before) > 3
    assert marks('Dust.\n\n' + script) == before
    assert [mark for mark in marks(script.replace('A [[b', 'C [[d', 1)) if mark in before] != before


@test
def the_schema_of_sarif_can_object(call):
    put('a.fountain', FINDINGS)
    log = json.dumps(sarif(call, 'a.fountain'))
    for now, then in (('"runs": [', '"runs": [], "x": ['), ('"PL-214"', '"214"'), ('"level": "warning"', '"level": "high"'),
                      ('"startLine": 1', '"startLine": 0'), ('"uri": "a', '"uri": "a b'), ('"text": "', '"text": "%s')):
        assert now in log and list(SARIF.problems(json.loads(log.replace(now, then, 1)))), now


def sarif_keeps_to_the_standard(call, schema):
    """The schema of OASIS itself is not ours to ship: PLATEN_SARIF_SCHEMA names a copy of it."""
    import jsonschema
    with open(schema, encoding='utf-8') as file:
        standard = json.load(file)
    put('a b\u00e9.fountain', FINDINGS)
    with open('hostile.fountain', 'wb') as file:
        file.write(b'A [[b \x1b]0;\xff\n')
    feature = os.path.join(ROOT, 'tests', 'screenplays', 'feature.fountain')
    validator = jsonschema.validators.validator_for(standard)(standard)
    for log in (sarif(call, 'a b\u00e9.fountain', 'hostile.fountain'), sarif(call, feature)):
        problems = [problem.message for problem in validator.iter_errors(log)]
        assert log['runs'][0]['results'] and not problems, problems[:5]


@test
def junit_github_and_code_climate(call):
    put('a.fountain', FINDINGS)
    put('good.fountain', SCRIPT)
    done = call(1, 'check', '--diagnostics', 'junit', '--fail-on', 'warning', 'a.fountain', 'good.fountain')
    bad, good = ElementTree.fromstring(done.stdout)
    assert (bad.get('tests'), bad.get('failures'), good.get('tests'), good.get('failures')) == ('2', '2', '1', '0')
    assert 'PL-214' in bad[0].get('name') and bad[0][0].tag == 'failure'
    assert bad[0].get('name') == 'PL-214 line 1' and bad[0][0].text.startswith('a.fountain:1:8: warning: '), bad[0][0].text
    put('paper.fountain', '%PDF-1.7\n')
    whole = ElementTree.fromstring(call(3, 'check', '--diagnostics', 'junit', 'paper.fountain').out)[0]
    assert whole[0].get('name') == 'PL-110' and whole[0][0].text.startswith('paper.fountain: error: '), whole[0][0].text
    lines = call(0, 'check', '--diagnostics', 'github', 'a.fountain').out.splitlines()
    assert lines[1].startswith('::warning file=a.fountain,line=3,endLine=3,col=1,endColumn=17,title=PL-320::'), lines
    issues = json.loads(call(0, 'check', '--diagnostics', 'codeclimate', 'a.fountain', 'good.fountain').out)
    assert [issue['check_name'] for issue in issues] == ['PL-214', 'PL-320'] and issues[0]['severity'] == 'minor'
    put('a.fountain', 'Rope.\n\n' + FINDINGS)
    moved = json.loads(call(0, 'check', '--diagnostics', 'codeclimate', 'a.fountain').out)
    assert [i['fingerprint'] for i in moved] == [i['fingerprint'] for i in issues]
    assert json.loads(call(0, 'check', '--diagnostics', 'codeclimate', 'good.fountain').out) == []


@test
def several_forms_in_one_run(call):
    put('a.fountain', SLIPS)
    forms = ('json', 'sarif', 'junit', 'github', 'codeclimate', 'text')
    each = {form: call(0, 'check', '--diagnostics', form, 'a.fountain', says='PL-214' if form == 'text' else None) for form in forms}
    for arguments in ([f'--diagnostics={form}=of {form}' for form in forms],
                      ['--diagnostics', ', '.join(f'{form.upper()}=of {form}' for form in forms)]):
        assert call(0, 'check', *arguments, 'a.fountain').out == ''
        for form in forms:
            with open('of ' + form) as file:
                assert file.read() == each[form].out + (each[form].err if form == 'text' else ''), form
    done = call(0, 'check', '--diagnostics=text', '--diagnostics=json', '--diagnostics=junit=told', 'a.fountain', says='PL-214')
    assert (done.out, done.err) == (each['json'].out, each['text'].err)
    call(2, 'check', '--diagnostics=sarif', '--diagnostics=json', 'a.fountain', says='two forms of messages go to standard output')
    call(2, 'check', '--diagnostics=sarif=x', '--diagnostics=json=x', 'a.fountain', says='go to x')
    call(2, 'check', '--diagnostics=json=', 'a.fountain', says='or FORM=FILE')
    put('.platen.ini', 'diagnostics = json=told, text\n')
    call(0, 'check', 'a.fountain', says='PL-214')
    assert 'diagnostics = json=told, text  # .platen.ini:1' in call(0, 'check', '--print-config').out
    assert call(0, 'check', '--diagnostics', 'json', 'a.fountain').out == each['json'].out


@test
def check_ends_with_a_sum_on_a_terminal(call):
    put('a.fountain', SLIPS)
    put('b.fountain', SCRIPT)
    for arguments, says in ((['a.fountain', 'b.fountain'], rb'\d+ warnings?(, \d+ notes?)? in 1 of 2 files'),
                            (['-W', 'error=PL-214', 'a.fountain'], rb'1 error in 1 of 1 file'),
                            (['b.fountain'], rb'no messages in 1 file'), (['-q', 'b.fountain'], b'')):
        main, terminal = pty.openpty()
        subprocess.run([call.platen.program, 'check', *arguments], stderr=terminal, stdin=subprocess.DEVNULL)
        os.close(terminal)
        told = b''
        try:
            while chunk := os.read(main, 4096):
                told += chunk
        except OSError:
            pass
        os.close(main)
        last = re.split(rb'\r\n|\r\x1b\[K', told.strip())[-1]
        assert re.fullmatch(says, last), (arguments, told)


@test
def diagnostics_go_to_a_file(call):
    put('a.fountain', FINDINGS)
    for form in ('text', 'json', 'sarif', 'junit', 'github', 'codeclimate'):
        done = call(0, 'check', '--diagnostics', form, '--diagnostics-output', 'told', 'a.fountain')
        with open('told', encoding='utf-8') as file:
            assert done.out == '' and 'PL-320' in file.read(), form
        assert call(0, 'count', '--diagnostics', form, '--diagnostics-output', 'told', 'a.fountain').out == '1\n'
    put('hostile.fountain', '\x1b]0;x\x07 [[open ' * 20000)
    for form in ('sarif', 'junit', 'codeclimate'):
        told = call(0, 'check', '--diagnostics', form, 'hostile.fountain').out
        ElementTree.fromstring(told) if form == 'junit' else json.loads(told)
        assert '\x1b' not in told


@test
def a_terminal_shows_the_line_and_a_caret(call):
    put('a.fountain', 'INT. QUAY - DAY\n\n\tA b\u00e9\u6f22e\u0301 [[open\n')
    ours, theirs = pty.openpty()
    done = subprocess.run([call.platen.program, 'check', '--color', 'never', 'a.fountain'], stderr=theirs,
                          env=environment(), stdin=subprocess.DEVNULL, timeout=60)
    os.close(theirs)
    told = os.read(ours, 65536).decode().replace('\r\n', '\n')
    os.close(ours)
    assert done.returncode == 0
    lines = told.splitlines()
    assert lines[0].endswith('[PL-214]') and lines[1] == '    3 | \tA b\u00e9\u6f22e\u0301 [[open', lines
    assert lines[2] == '      | \t        ^', lines     # an ideograph has two columns, a combining mark none


# ------------------------------------------------------------------------- report

def table(call, kind, form, name='a.fountain'):
    return call(0, 'report', kind, '--format', form, name).out


@test
def reports_join_names_and_take_headings_apart(call):
    put('a.fountain', SCRIPT)
    record = json.loads(table(call, 'scenes', 'json'))
    assert record['schema'] == 1 and list(record) == ['schema', 'scenes']
    rows = [(s['number'], s['heading'], s['int_ext'], s['location'], s['time'], s['page'], s['speakers'])
            for s in record['scenes']]
    assert rows == [('1', 'INT. KITCHEN - DAY', 'INT', 'KITCHEN', 'DAY', '1', ['NORA']),
                    ('2', 'EXT. QUAY - NIGHT', 'EXT', 'QUAY', 'NIGHT', '1', ['NORA', 'BO']),
                    (None, 'INT./EXT. Kitchen - CONTINUOUS', 'INT/EXT', 'Kitchen', 'CONTINUOUS', '1', [])], rows
    assert all(isinstance(s['eighths'], int) and s['eighths'] > 0 for s in record['scenes'])
    assert [s['words'] for s in record['scenes']] == [7, 3, 2]
    cast = json.loads(table(call, 'cast', 'json'))['cast']
    assert [(c['name'], c['scenes'], c['speeches'], c['words'], c['lines'], c['pages']) for c in cast] == [
        ('NORA', 2, 2, 5, 2, 1), ('BO', 1, 1, 1, 2, 1)], cast
    places = json.loads(table(call, 'locations', 'json'))['locations']
    assert [(p['location'], p['int_ext'], p['scenes'], p['day'], p['night']) for p in places] == [
        ('KITCHEN', 'INT/EXT', 2, 1, 1), ('QUAY', 'EXT', 1, 0, 1)], places
    total = json.loads(table(call, 'summary', 'json'))['summary']
    assert (total['pages'], total['scenes'], total['characters'], total['words'], total['dialogue_words']) == \
        (1, 3, 2, 12, 6), total
    assert total['dialogue_percent'] == 50 and re.fullmatch(r'\d:\d\d:\d\d', total['running_time'])
    assert total['int_day_scenes'] == 1 and total['int_ext_night_scenes'] == 1


CUES = '''INT. KITCHEN - DAY

NORA
One two.

NORA (V.O.)
One.

@Nora
(beat)
One.

NORA (O.S.) (CONT'D)
One.

\u00c9LODIE
Un.

E\u0301LODIE
Un.

NORA'S VOICE
Hm.

NORA\u2019S VOICE
Hm.

BO
Left.

NORA ^
Right.
'''


@test
def one_speaker_is_one_row_however_the_cue_is_typed(call):
    put('a.fountain', CUES)
    cast = json.loads(table(call, 'cast', 'json'))['cast']
    assert [(c['name'], c['speeches'], c['words'], c['lines']) for c in cast] == [
        ('NORA', 5, 6, 6), ('\u00c9LODIE', 2, 2, 2), ("NORA'S VOICE", 2, 2, 2), ('BO', 1, 1, 1)], cast
    put('wide.fountain', 'INT. A - DAY\n\n@\u6f22\u5b57\nA.\n\nE\u0301VA\nA.\n')
    assert table(call, 'cast', 'text', 'wide.fountain').split('\n')[1:3] == [
        '\u6f22\u5b57       1         1      1      1  1           1              1',
        'E\u0301VA        1         1      1      1  1           1              1']


@test
def the_forms_of_a_report_say_the_same(call):
    put('a.fountain', SCRIPT + '\nINT. "A, B" | C - DAY\n\n@=NORA|\nHm.\n')
    for kind in ('scenes', 'cast', 'locations', 'summary'):
        record = json.loads(table(call, kind, 'json'))[kind]
        rows = record if isinstance(record, list) else [record]
        read = list(csv.DictReader(io.StringIO(table(call, kind, 'csv'), newline='')))
        assert len(read) == len(rows), kind
        for row, line in zip(rows, read):
            for key, value in row.items():
                shown = ', '.join(value) if isinstance(value, list) else '' if value is None else str(value)
                assert line[key].removeprefix("'") == shown, (kind, key, line[key])
        marked = table(call, kind, 'markdown').splitlines()
        count = sum(value != 0 for value in rows[0].values()) if kind == 'summary' else len(rows)
        assert len(marked) == count + 2 and all(line.startswith('|') for line in marked), marked
        assert len({len(re.findall(r'(?<!\\)\|', line)) for line in marked}) == 1, marked
        assert table(call, kind, 'text').strip()
    assert table(call, 'summary', 'markdown').startswith('| summary |  |\n|---|--:|\n| pages | 1 |\n| eighths | ')
    assert not re.search(r' 0$', table(call, 'summary', 'text'), re.M), table(call, 'summary', 'text')
    text = table(call, 'cast', 'text').splitlines()
    assert len({line.rfind(' ') for line in text}) > 0 and text[0].startswith('name'), text


@test
def report_is_used_rightly(call):
    put('a.fountain', SCRIPT)
    put('empty.fountain', '')
    for arguments, says in (([], 'no report named'), (['scenes'], 'one screenplay'), (['cats', 'a.fountain'], 'unknown report'),
                            (['cast', 'a.fountain', 'a.fountain'], 'one screenplay'), (['cast', '-f', 'pdf', 'a'], 'takes')):
        call(2, 'report', *arguments, says=says)
    call(3, 'report', 'cast', 'none.fountain', says='cannot read')
    for kind in ('scenes', 'cast', 'locations', 'summary'):
        for form in ('text', 'csv', 'json', 'markdown'):
            assert table(call, kind, form, 'empty.fountain')


# --------------------------------------------------------------------- many inputs

@test
def folders_are_walked_in_order(call):
    for name in ('b/z.fountain', 'b/a.spmd', 'a.fountain', 'b/c/d.FOUNTAIN', '.git/x.fountain', 'b/notes.txt', 'b.pdf'):
        put('d/' + name, SCRIPT)
    os.symlink('.', 'd/b/loop')
    expected = ['d/a.fountain', 'd/b/a.spmd', 'd/b/c/d.FOUNTAIN', 'd/b/z.fountain']
    done = call(0, 'count', '-r', 'd')
    assert done.out == ''.join(f'1\t{name}\n' for name in expected) + '4\ttotal\n', done.out
    assert call(0, 'count', '-r', '.', cwd='d/b/c').out == '1\td.FOUNTAIN\n1\ttotal\n'
    assert call(0, 'count', '-r', 'd/', 'd/a.fountain').out.count('\n') == 6
    call(0, 'check', '-r', 'd')
    os.makedirs('empty')
    call(3, 'check', '-r', 'empty', says='no screenplay in this folder')
    assert call(3, 'count', '-r', 'empty', 'd', says='no screenplay').out.endswith('4\ttotal\n')
    call(3, 'count', 'd', says='-r reads what is in it')


@test
def results_come_in_order_and_a_bad_file_stops_no_other(call):
    names = [f'{i:02}.fountain' for i in range(24)]
    for i, name in enumerate(names):
        put(name, LONG * (24 - i) if i % 2 else SLIPS)
    names[7:7] = ['none.fountain']
    one = call(3, 'count', '-j', '1', *names, says='none.fountain')
    for jobs in ('2', '7', '64'):
        many = call(3, 'count', '-j', jobs, *names, says='none.fountain')
        assert (one.out, one.err) == (many.out, many.err), jobs
    alone = call(3, 'check', '--max-pages', '9', *names, says='PL-901')
    assert alone.err == call(3, 'check', '--max-pages', '9', '-j', '5', *names, says='PL-901').err
    order = re.findall(r'^(\w+)\.fountain:', alone.err, re.M)
    assert order == sorted(order, key=lambda name: names.index(name + '.fountain')), order


# ------------------------------------------------------------------- configuration

@test
def later_origins_win(call):
    put('plain.fountain', LONG)
    put('titled.fountain', 'Paper: letter\nTitle: T\n\n' + LONG)
    a4 = call(0, 'count', '--paper', 'a4', '--lines-per-page', '58', 'plain.fountain').out
    pages = {name: call(0, 'pages', *options, 'plain.fountain').out
             for name, options in (('a4', ['--paper', 'a4']), ('letter', ['--paper', 'letter']))}
    assert pages['a4'] != pages['letter'] and a4

    def is_paper(name, *arguments, **more):
        got = call(0, 'pages', *arguments, 'plain.fountain', **more).out
        assert got == pages[name], (name, arguments, more)
    is_paper('letter')
    put('.platen.ini', '# all\npaper = a4 # wide\n')
    is_paper('a4')
    is_paper('letter', '--no-config')
    is_paper('letter', env={'PLATEN_PAPER': 'letter'})
    is_paper('a4', '--paper', 'a4', env={'PLATEN_PAPER': 'letter'})
    titled = call(0, 'pages', '--title-page', 'no', 'titled.fountain').out
    assert titled == call(0, 'pages', '--no-config', '--paper', 'letter', '--title-page', 'no', 'titled.fountain').out
    assert titled != call(0, 'pages', '--title-page', 'no', 'titled.fountain', env={'PLATEN_PAPER': 'a4'}).out
    put('other.ini', '\ufeff[count]\r\npaper = letter\r\n[pages]\r\n"paper"=a4\r\n'.replace('"', ''))
    is_paper('a4', '--config', 'other.ini')


@test
def the_nearest_file_up_to_the_repository_counts(call):
    put('repo/.git/HEAD', '')
    put('repo/a/b/x.fountain', LONG)
    put('.platen.ini', 'nonsense = 1\n')
    put('elsewhere/none', '')
    for where, name in (('repo/a/b', 'x.fountain'), ('.', 'repo/a/b/x.fountain'), ('repo/a', os.path.abspath('repo/a/b/x.fountain'))):
        call(0, 'count', name, cwd=where)
    put('repo/.platen.ini', '[check]\nmax-pages = 1\n')
    call(1, 'check', 'x.fountain', cwd='repo/a/b', says='PL-901')
    put('repo/a/.platen.ini', '[check]\nmax-pages = 9\n')
    call(0, 'check', 'x.fountain', cwd='repo/a/b')
    call(0, 'check', '../repo/a/b/x.fountain', cwd='elsewhere')
    call(2, 'check', '-', cwd='elsewhere', input=LONG.encode(), says=r"^platen: error: \.\./\.platen\.ini:1: unknown key 'nonsense'")
    shutil.rmtree('repo/.git')
    os.unlink('repo/a/.platen.ini')
    call(1, 'check', 'x.fountain', cwd='repo/a/b', says='PL-901')
    os.unlink('repo/.platen.ini')
    call(2, 'check', 'x.fountain', cwd='repo/a/b', says='nonsense')  # outside of a repository, up to the root
    call(2, 'check', 'repo/a/b/x.fountain', says=r'^platen: error: \.platen\.ini:1:')


@test
def files_in_a_configuration_are_relative_to_it(call):
    put('repo/.git/HEAD', '')
    put('repo/a/x.fountain', SCRIPT)
    put('repo/.platen.ini', '[check]\nbaseline = pages.json\n')
    call(3, 'check', 'repo/a/x.fountain', says=r'^repo/pages\.json: error: no such baseline; --update-baseline writes it')
    call(0, 'check', '--update-baseline', 'x.fountain', cwd='repo/a', says='wrote')
    assert os.listdir('repo/a') == ['x.fountain']
    with open('repo/pages.json', encoding='utf-8') as file:
        counts = file.read()
    assert '"a/x.fountain"' in counts, counts
    for where, name in (('.', 'repo/a/x.fountain'), ('repo', 'a//x.fountain'), ('/', os.path.abspath('repo/a/x.fountain'))):
        call(0, 'check', name, cwd=where)
    put('repo/pages.json', counts.replace('"pages":', '"pages":7'))
    for arguments in ([], ['--baseline', 'repo/pages.json']):
        call(1, 'check', *arguments, 'repo/a/x.fountain', says='PL-906')


@test
def each_input_has_the_nearest_file(call):
    """Also where several inputs are given, or found; what is about the run as a whole is the first one's."""
    put('.git/HEAD', '')
    put('a/.platen.ini', '[check]\nmax-pages = 1\n')
    put('b/.platen.ini', 'warning = no-PL-901\n[check]\nmax-pages = 1\ndiagnostics = json\n')
    for name in ('a/x.fountain', 'b/x.fountain', 'c/x.fountain'):
        put(name, LONG)
    for jobs in ('1', '3'):
        for inputs in (['a/x.fountain', 'b/x.fountain', 'c/x.fountain'], ['-r', '.'], ['-r', 'a', 'b', 'c']):
            told = call(1, 'check', '-j', jobs, *inputs, says='PL-901').err
            assert told.count('PL-901') == 1 and 'a/x.fountain:' in told, told
    assert call(1, 'check', 'b/x.fountain', 'a/x.fountain').out.count('PL-901') == 1
    put('c/.platen.ini', 'nonsense = 1\n')
    put('c/y.fountain', LONG)
    told = call(2, 'count', '-r', 'a', 'c', says=r'c/\.platen\.ini:1: unknown key').err
    assert told.count('nonsense') == 1, told
    os.chmod('c', 0o777)
    if os.getuid() == 0:  # what others put where everybody may write
        os.chown('c/.platen.ini', 1, 1)
        call(0, 'count', 'c/y.fountain')


@test
def a_wrong_configuration_is_2_and_names_its_line(call):
    put('a.fountain', SCRIPT)
    for text, says in (('papr = a4', r"^platen: error: \.platen\.ini:1: unknown key 'papr'; did you mean 'paper'"),
                       ('\n\npaper = a5', r':3: paper takes letter.a4'), ('[chekc]', "unknown section 'chekc'"),
                       ('[check]\nmax-pages = many', ':2: max-pages takes'), ('[count]\nmax-pages = 3', 'unknown key'),
                       ('paper', 'neither'), ('quiet = maybe', 'quiet takes yes.no'), ('help = yes', 'unknown key'),
                       ('warning = no-PL-9999', 'warning takes'), ('[check', r"no '\]' behind '\[check'")):
        put('.platen.ini', text + '\n')
        for command in ('count', 'check', 'convert'):
            call(2, command, 'a.fountain', says=says)
        call(0, 'count', '--no-config', 'a.fountain')
        call(0, 'count', '--help')
    put('.platen.ini', 'Paper: A4\n[Check]\nMAX-Pages : 9\nWarning = NO-pl-330, Error=pl-214\n')
    told = call(0, 'check', '--print-config', 'a.fountain').out
    for line in ('paper = a4', 'max-pages = 9', 'warning = error=PL-214, no-PL-330'):
        assert f'{line}  # .platen.ini' in told, told
    os.unlink('.platen.ini')
    call(2, 'count', 'a.fountain', env={'PLATEN_PAPER': 'a5'}, says='PLATEN_PAPER takes letter.a4')
    call(0, 'count', 'a.fountain', env={'PLATEN_PAPER': ''})


@test
def unknown_variables_are_warned_of(call):
    put('a.fountain', SCRIPT)
    for name, says in (('PLATEN_PAPR', r"^platen: warning: no option has the variable PLATEN_PAPR; did you mean 'PLATEN_PAPER'\?$"),
                       ('PLATEN_SOMETHING', r'variable PLATEN_SOMETHING$'), ('PLATEN_HELP', 'PLATEN_HELP')):
        call(0, 'count', 'a.fountain', env={name: 'x'}, says=says)
    call(0, 'count', 'a.fountain', env={'PLATEN_MAX_PAGES': '3'})  # of another command
    # a limit that is misspelt would never be checked
    call(0, 'check', '-q', 'a.fountain', env={'PLATEN_MAX_PAGE': '1'}, says="did you mean 'PLATEN_MAX_PAGES'")


@test
def print_config_shows_the_title_page(call):
    put('.platen.ini', 'paper = letter\nfooter = x\nmore = (x)\nwatermark = x\nshots = no\n')
    put('t.fountain', 'Title: X\nPaper: A4\nProfile: Stage\nLanguage: de\nHEADER: Draft {page}\nWatermark:\n    Two\n'
                      'X-Options: shots, Locked-Pages\n\nRain.\n')
    told = call(0, 'report', 'scenes', '--print-config', '--footer', 'y', 't.fountain', env={'PLATEN_PROFILE': 'multicam'}).out
    for line in ('paper = a4  # t.fountain:2, Paper:', 'profile = multicam  # PLATEN_PROFILE', 'footer = y  # command line',
                 'more = (FORTS.)  # t.fountain:4, Language:', 'header = Draft {page}  # t.fountain:5, HEADER:',
                 'watermark = Two  # t.fountain:6, Watermark:', 'shots = yes  # t.fountain:8, X-Options:',
                 'locked-pages = yes  # t.fountain:8, X-Options:', 'known-transitions = no  # default'):
        assert line in told.splitlines(), (line, told)
    put('t.fountain', 'Language: zh\nX-Options: known-transitions; lenient-headings\n\nRain.\n')
    told = call(0, 'fmt', '--print-config', 't.fountain', env={'PLATEN_LENIENT_HEADINGS': 'no'}).out
    for line in ('known-transitions = yes  # t.fountain:2, X-Options:', 'lenient-headings = no  # PLATEN_LENIENT_HEADINGS',
                 'wide-markers = yes  # t.fountain:1, Language:', 'shots = no  # .platen.ini:5'):
        assert line in told.splitlines(), (line, told)
    put('t.fountain', 'X-Options: shots\n\nRain.\n')
    told = call(0, 'count', '--print-config', '--script-options', 'no', 't.fountain').out
    assert 'shots = no  # .platen.ini:5' in told.splitlines(), told
    put('t.fountain', 'Paper: A5\nProfile: none\n\nRain.\n')
    put('.platen.ini', 'paper = a4\n')
    told = call(0, 'convert', '--print-config', 't.fountain').out
    for line in ('paper = a4  # .platen.ini:1, not t.fountain:1, Paper:', 'profile = standard  # default, not t.fountain:2, Profile:'):
        assert line in told.splitlines(), (line, told)
    call(3, 'convert', '--print-config', 'nowhere.fountain', says='cannot read')
    call(2, 'convert', '--print-config', 't.fountain', 't.fountain', says='one screenplay at a time')


@test
def print_config_says_where_values_come_from(call):
    put('.platen.ini', 'paper = a4\nquiet = yes\nmore = "(a # b)"\n[check]\nmax-pages = 120\n')
    told = call(0, 'check', '--print-config', '--min-pages', '3', env={'PLATEN_PROFILE': 'stage'}).out
    for line in ('paper = a4  # .platen.ini:1', 'quiet = yes  # .platen.ini:2', 'more = "(a # b)"  # .platen.ini:3',
                 'max-pages = 120  # .platen.ini:5', 'min-pages = 3  # command line', 'profile = stage  # PLATEN_PROFILE',
                 'continued = yes  # default', 'jobs = 1  # default'):
        assert line in told.splitlines(), (line, told)
    # a section for another command has no say here, nor is it said to have
    put('other.ini', '[check]\nrenumber = yes\n')
    assert 'renumber = no  # default\n' in call(0, 'convert', '--print-config', '--config', 'other.ini').out
    assert 'renumber = yes  # other.ini:2\n' in call(0, 'check', '--print-config', '--config', 'other.ini').out
    whole = call(0, '--print-config').out
    assert 'max-pages = 120  # .platen.ini:5' in whole and whole.count('paper = a4') >= 5
    put('printed.ini', whole)
    again = call(0, '--print-config', '--config', 'printed.ini').out
    assert re.sub(r'  # .*', '', again) == re.sub(r'  # .*', '', whole)


@test
def print_config_shows_what_is_used(call):
    """Not what was typed: pages are the same by what is printed."""
    put('t.fountain', 'Paper: A5\nProfile: none\n\n' + LONG)
    put('.platen.ini', 'paper = A4\n')
    assert call(0, 'pages', '-q', 't.fountain').out == call(0, 'pages', '-q', '--paper', 'a4', '--no-config', 't.fountain').out
    call(0, 'convert', '-q', '--paper', 'a4', 't.fountain', '-o', 't.fdx')
    told = call(0, 'check', '--print-config', '--no-config', '-W', 'no-pl-330, PL-302', '-W', 'error=PL-214',
                '--prefix', 'BILD', '--prefix', 'SZENE', 't.fdx', env={'SOURCE_DATE_EPOCH': '86400'}).out
    for line in ('paper = a4  # t.fdx', 'more = (MORE)  # t.fdx', 'date = 1970-01-02  # SOURCE_DATE_EPOCH',
                 'warning = error=PL-214, PL-302, no-PL-330  # command line', 'prefix = BILD,SZENE  # command line'):
        assert line in told.splitlines(), (line, told)
    told = call(0, 'check', '--print-config', '--date', '1', '--paper', 'Letter', env={'PLATEN_QUIET': 'YES'}).out
    for line in ('paper = letter  # command line', 'quiet = yes  # PLATEN_QUIET', 'date = 1  # command line'):
        assert line in told.splitlines(), (line, told)


# ----------------------------------------------------------------------------- time

def processor_time(call, *arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(25):
        call(0, *arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@test
def checking_takes_no_longer_than_counting_twice(call):
    source = os.path.join(ROOT, 'tests', 'screenplays', 'feature.fountain')
    # with -q only `count` would save the search for likely mistakes
    times = [(processor_time(call, 'check', '-q', source), processor_time(call, 'count', source)) for _ in range(3)]
    assert any(check <= 2 * count for check, count in times), times


# --------------------------------------------------------------------------- docs

@test
def rules_are_documented(call):
    listed = re.findall(r'^(PL-\d+) +(\w+) +(.*)$', call(0, 'rules').out, re.M)
    with open(os.path.join(ROOT, 'docs', 'rules.md'), encoding='utf-8') as file:
        told = re.findall(r'^### (PL-\d+) \((\w+)\)\n\n`(.*)`\n\n(\S.*)$', file.read(), re.M)
    assert [row[:3] for row in told] == listed
    assert all(len(reason) > 20 for *_, reason in told)


@test
def explain_prints_what_the_documentation_says(call):
    with open(os.path.join(ROOT, 'docs', 'rules.md'), encoding='utf-8') as file:
        pages = re.findall(r'^### (PL-\d+) \((\w+)\)\n\n(.*?)(?=\n### |\Z)', file.read(), re.M | re.S)
    for id, severity, page in pages:
        out = call(0, 'explain', id.lower()).out
        assert out.startswith(f'{id} ({severity})\n\n'), out
        assert out.split()[2:] == page.replace('```', '').replace('%s', '...').split(), out
        assert max(map(len, out.splitlines())) < 80 and not re.search(r'\n\n\n|[ \t]$', out, re.M), out
    one, two = call(0, 'explain', 'PL-201').out, call(0, 'explain', 'PL-312').out
    assert call(0, 'explain', 'PL-201', 'PL-312').out == one + '\n' + two and '\n    INT. KITCHEN' in one
    for id in ('pl-201', 'PL201', 'pl201', '201'):
        assert call(0, 'explain', id).out == one
    for id in ('PL-', 'PL', 'PL-2', '2010', 'P201', 'PL--201', '-', ''):
        call(2, 'explain', id, says='no message has the ID')
    call(2, 'explain', says='needs the ID of a message')
    call(2, 'explain', 'PL-1', says="no message has the ID 'PL-1'")


def in_folder(tests, name, function, *arguments):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        tests.run(name, function, *arguments)
        os.chdir('/')


def main():
    platen, tests = start(__doc__)
    call = Caller(platen)
    for function in TESTS:
        in_folder(tests, function.__name__, function, call)
    schema = os.environ.get('PLATEN_SARIF_SCHEMA')
    if schema is None:
        tests.skip(sarif_keeps_to_the_standard.__name__, 'PLATEN_SARIF_SCHEMA names no schema')
    elif importlib.util.find_spec('jsonschema') is None:
        tests.skip(sarif_keeps_to_the_standard.__name__, 'no jsonschema for Python')
    else:
        in_folder(tests, sarif_keeps_to_the_standard.__name__, sarif_keeps_to_the_standard, call, schema)
    tests.end()


main()
