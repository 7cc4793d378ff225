#!/usr/bin/env python3
"""test_count.py BUILD_DIR - a script has as many pages in any surroundings, with any fonts, and in any normal form."""
import glob
import os
import re
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import CORPUS, TESTS, Failure, describe, screenplays, start

FONTS = 2000
FONT_FOLDERS = ('/usr/share/fonts', '/usr/local/share/fonts')
SURROUNDINGS = [{'LC_ALL': name} for name in ('C', 'C.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'ar_EG.UTF-8', 'zh_CN.GB18030', 'none')] + \
               [{'TZ': name} for name in ('UTC', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'none')] + \
               [{'HOME': '/nowhere', 'XDG_CACHE_HOME': '/nowhere', 'XDG_CONFIG_HOME': '/nowhere'}, {'HOME': ''}]


def configure_fonts(folder, count):
    """A configuration of fontconfig with `count` font files; the same fonts come again under other names."""
    fonts = os.path.join(folder, f'{count}-fonts')
    os.mkdir(fonts)
    files = sorted(path for place in FONT_FOLDERS for path in glob.glob(place + '/**/*.[ot]t[fc]', recursive=True))
    for number in range(count if files else 0):
        path = files[number % len(files)]
        os.symlink(path, os.path.join(fonts, f'{number}{os.path.splitext(path)[1]}'))
    configuration = os.path.join(folder, f'{count}.conf')
    with open(configuration, 'w') as file:
        file.write(f'<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>')
    return {'FONTCONFIG_FILE': configuration}


def counts(platen, paths, env=None):
    done = platen('count', *paths, env=env)
    if done.returncode != 0:
        raise Failure(describe(done))
    return [line.split(b'\t')[0] for line in done.stdout.splitlines()]


def is_same_count(platen, paths, wanted, env):
    assert counts(platen, paths, env) == wanted, env


def is_same_in_form(platen, paths, wanted, form, folder):
    made = []
    for number, path in enumerate(paths):
        with open(path, encoding='utf-8') as file:
            text = file.read()
        made.append(os.path.join(folder, f'{form}-{number}.fountain'))
        with open(made[-1], 'w', encoding='utf-8') as file:
            file.write(unicodedata.normalize(form, text))
    assert counts(platen, made) == wanted, form


def draws_as_many(platen, paths, wanted, env):
    """The pages of each PDF, less a title page, are those counted."""
    for path, count in zip(paths, wanted):
        done = platen('convert', '-q', path, '-f', 'pdf', '-o', '-', '--title-page', 'no', env=env)
        drawn = len(re.findall(rb'/Type /Page\b', done.stdout))
        assert done.returncode == 0 and drawn == int(count), f'{path}: {drawn} pages, {count.decode()} counted'


def is_utf8(path):
    try:
        with open(path, encoding='utf-8') as file:
            return bool(file.read())
    except UnicodeDecodeError:
        return False


def main():
    platen, tests = start(__doc__)
    paths = [path for path in screenplays() + sorted(glob.glob(os.path.join(TESTS, 'pdf', '*.fountain'))) +
             sorted(glob.glob(os.path.join(CORPUS, 'text', '*.fountain'))) if is_utf8(path)]
    wanted = counts(platen, paths)
    with tempfile.TemporaryDirectory() as folder:
        few, many = configure_fonts(folder, 0), configure_fonts(folder, FONTS)
        for env in SURROUNDINGS + [few, many]:
            tests.run(f'count with {env}'.replace(folder + '/', ''), is_same_count, platen, paths, wanted, env)
        for form in ('NFC', 'NFD'):
            tests.run(f'count in {form}', is_same_in_form, platen, paths, wanted, form, folder)
        for name, env in (('no', few), (FONTS, many)):
            tests.run(f'a PDF with {name} fonts', draws_as_many, platen, paths[::3], wanted[::3], env)
    tests.end()


if __name__ == '__main__':
    main()
