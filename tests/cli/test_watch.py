#!/usr/bin/env python3
"""test_watch.py BUILD_DIR - init begins a screenplay; watch and preview follow it, however an editor saves it."""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Skip, describe, start
from running import SECONDS, Running, save_by_rename, write

ACTION = '\n\n'.join(f'Rain {number}.' for number in range(60))
SCRIPT = f'INT. BAR - NIGHT\n\n{ACTION}\n'


def read(path):
    with open(path, 'rb') as file:
        return file.read()


# How editors save: in place; vim with a backup; a new file moved over the old one (VS Code and others on some systems);
# the old one moved away first.

def save_in_place(path, text):
    write(path, text)


def save_like_vim(path, text):
    os.rename(path, path + '~')
    write(path, text)
    os.unlink(path + '~')


def save_in_pieces(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        for at in range(0, len(text), 100):
            file.write(text[at:at + 100])
            file.flush()
            time.sleep(0.001)


def watch_follows(platen, folder, save):
    path, out = os.path.join(folder, 'a.fountain'), os.path.join(folder, 'a.txt')
    write(path, SCRIPT)
    watching = Running(platen, 'watch', path, '-o', out, '-o', os.path.join(folder, 'a.html'))
    first = watching.line()
    assert re.fullmatch(r'3 pages, \d+ ms', first), first
    before = read(out)
    save(path, SCRIPT.replace('Rain 40.', 'Hail.'))
    assert re.fullmatch(r'3 pages, \d+ ms', watching.line())
    assert b'Hail.' in read(out) and read(out) != before and b'Hail.' in read(out[:-3] + 'html')
    save(path, SCRIPT.replace('Rain 2.', 'Hail.\n\nWind.\n\n[[open'))
    line = watching.line()
    assert re.fullmatch(r'3 pages, page 2 moved, 1 warning, \d+ ms', line), line
    save(path, SCRIPT + '\n' + SCRIPT)
    line = watching.line()
    assert re.fullmatch(r'3 -> 5 pages, page 2 moved, \d+ ms', line), line
    out, errors = watching.end()
    # the message stands there once, though there are two outputs
    assert out == '' and re.fullmatch(r'\S*a\.fountain:11:1: warning: .*\[PL-214\]\n', errors), errors
    assert sorted(os.listdir(folder)) == ['a.fountain', 'a.html', 'a.txt'], os.listdir(folder)


def watch_survives_what_is_no_screenplay(platen, folder):
    path, out = os.path.join(folder, 'a.fountain'), os.path.join(folder, 'a.txt')
    write(path, SCRIPT)
    watching = Running(platen, 'watch', path, '-o', out)
    watching.line()
    before = read(out)
    write(path, '%PDF-1.7\n')
    time.sleep(0.5)
    assert read(out) == before
    write(path, SCRIPT.replace('Rain 1.', 'Hail.'))
    watching.line()
    _, errors = watching.end(signal.SIGTERM)
    assert errors.count('[PL-110]') == 1, errors
    assert b'Hail.' in read(out)


def watch_polls_without_inotify(platen, folder):
    """No process of this user may have an inotify instance: user namespaces have their own limits."""
    limit = ['unshare', '-Ur', 'sh', '-c', 'echo 0 >/proc/sys/user/max_inotify_instances && exec "$@"', '-']
    if subprocess.run([*limit, 'true'], capture_output=True).returncode != 0:
        raise Skip('no user namespaces')
    path, out = os.path.join(folder, 'a.fountain'), os.path.join(folder, 'a.txt')
    write(path, SCRIPT)
    watching = Running(platen, 'watch', path, '-o', out)
    watching.process.kill()
    watching.timer.cancel()
    process = subprocess.Popen([*limit, platen.program, 'watch', path, '-o', out], stdout=subprocess.PIPE, text=True)
    timer = threading.Timer(SECONDS, process.kill)
    timer.start()
    assert 'pages' in process.stdout.readline()
    save_by_rename(path, SCRIPT.replace('Rain 1.', 'Hail.'))
    assert 'pages' in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(SECONDS) == 0
    timer.cancel()


def wrong_use(platen, folder):
    path = os.path.join(folder, 'a.fountain')
    write(path, SCRIPT)
    for arguments, status, words in (
            (('watch', path), 2, '-o FILE'),
            (('watch', '-', '-o', 'a.pdf'), 2, 'a file'),
            (('watch', path, '-o', os.path.join(folder, 'a.papyrus')), 2, 'cannot tell the format'),
            (('watch', path, '-o', path), 4, 'a.fountain'),
            (('watch', path + 'x', '-o', os.path.join(folder, 'a.pdf')), 3, 'a.fountainx'),
            (('preview', '-'), 2, 'a file'),
            (('preview', path + 'x'), 3, 'a.fountainx')):
        done = platen(*arguments)
        assert done.returncode == status and words in done.stderr.decode(), (arguments, describe(done))


def init_begins(platen, folder):
    done = platen('init', cwd=folder)
    assert done.returncode == 0 and done.stderr == b'wrote screenplay.fountain\nwrote .platen.ini\n', describe(done)
    done = platen('check', '--fail-on', 'note', 'screenplay.fountain', cwd=folder)
    assert done.returncode == 0 and done.stderr == b'', describe(done)
    assert platen.text('count', 'screenplay.fountain', cwd=folder) == '1\n'
    again = platen('fmt', '--check', 'screenplay.fountain', cwd=folder)
    assert again.returncode == 0, describe(again)
    inside = os.path.join(folder, 'new', 'film')
    platen.text('init', inside)
    assert sorted(os.listdir(inside)) == ['.platen.ini', 'screenplay.fountain']


def init_overwrites_nothing(platen, folder):
    for name in ('screenplay.fountain', '.platen.ini'):
        own = tempfile.mkdtemp(dir=folder)
        write(os.path.join(own, name), 'mine')
        done = platen('init', cwd=own)
        assert done.returncode == 4 and b'exists' in done.stderr, describe(done)
        assert os.listdir(own) == [name] and read(os.path.join(own, name)) == b'mine'


def get(address, status=200, **headers):
    """The bytes at an address."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=SECONDS) as answer:
            assert answer.status == status, answer.status
            return answer.read()
    except urllib.error.HTTPError as error:
        assert error.code == status, error.code
        return b''


def preview_serves(platen, folder):
    path = os.path.join(folder, 'a.fountain')
    write(path, SCRIPT)
    if not os.path.exists(os.path.join(platen.build, 'src', 'platen-serve.so')) and platen.option('modules'):
        raise Skip('built without libmicrohttpd')
    preview = Running(platen, 'preview', path)
    address = preview.line()
    assert re.fullmatch(r'http://127\.0\.0\.1:\d+/[0-9a-f]{32}/', address), address
    assert b'EventSource' in get(address)
    assert get(address + 'page').decode() == platen.text('convert', '-q', '-f', 'html', '-o', '-', path)
    get(address[:-2] + '/', 404)
    get(address.rsplit('/', 2)[0] + '/', 404)
    get(address, 404, Host='evil.example')
    get(address, 404, Host='evil.example:80')
    get(address + '../etc', 404)
    with urllib.request.urlopen(address + 'events', timeout=SECONDS) as events:
        assert events.readline() == b'data: 1 \n' and events.readline() == b'\n'
        save_by_rename(path, SCRIPT.replace('Rain 40.', 'Hail.'))
        assert events.readline() == b'data: 2 change\n' and events.readline() == b'\n'
        page = get(address + 'page').decode()
        assert re.search(r'<p id="change"[^>]*>Hail\.</p>', page), page
        save_by_rename(path, SCRIPT.replace('BAR', 'CELLAR'))
        assert events.readline().startswith(b'data: 3 ')
        assert preview.end() == ('', '')
        assert events.readline() in (b'\n', b'')


def main():
    platen, tests = start(__doc__)
    cases = [(f'watch: {save.__name__}', watch_follows, save) for save in
             (save_in_place, save_by_rename, save_like_vim, save_in_pieces)]
    cases += [(function.__name__.replace('_', ' '), function) for function in
              (watch_survives_what_is_no_screenplay, watch_polls_without_inotify, wrong_use, init_begins,
               init_overwrites_nothing, preview_serves)]
    for name, function, *more in cases:
        folder = tempfile.mkdtemp()
        try:
            tests.run(name, function, platen, folder, *more)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    tests.end()


main()
