#!/usr/bin/env python3
"""test_bare_root.py BUILD_DIR - the first hour of somebody who has a bare Debian 12 and README.md.

mmdebstrap makes the system in a folder; PLATEN_BARE_ROOT=FILE.tar names one that was made before. Everything that README.md
shows is done there, in its order: demo, commands, building, a program of one's own, packages. The packages are installed in a
second bare system, and run what README.md shows, too. Containerfile is built with buildah, on the same system.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..'), os.path.join(HERE, '..', 'docs')]
import documented
from harness import ROOT, SCREENPLAYS, describe, has_program, start

with open(os.path.join(ROOT, 'README.md'), encoding='utf-8') as file:
    README = file.read()
HOUR = 3600

# A process sees its own folder tree only, with a clean environment, and dies with the test.
ENTER = '''
mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && cd "$1" || exit 1
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/ chroot "$1" bash -c "$2"
'''


def call(*command, **more):
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=HOUR, **more)
    assert done.returncode == 0, f'{" ".join(command)}: {done.stdout.decode()[-2000:]} {describe(done)}'
    return done.stdout.decode()


class Bare:
    """A bare Debian in a folder."""

    def __init__(self, archive, folder):
        self.folder = folder
        os.mkdir(folder)
        call('tar', '-x', '-C', folder, '-f', archive)
        shutil.copy('/etc/resolv.conf', os.path.join(folder, 'etc'))
        with open(os.path.join(folder, 'etc', 'apt', 'apt.conf.d', 'yes'), 'w', encoding='utf-8') as file:
            file.write('APT::Get::Assume-Yes "true";\nAPT::Install-Recommends "false";\nquiet "2";\n')
        call('git', 'clone', '-q', '--bare', ROOT, os.path.join(folder, 'platen.git'))

    def start(self, script):
        """A process that runs `script` there."""
        return subprocess.Popen(['unshare', '-mpf', '--kill-child', 'sh', '-c', ENTER, '-', self.folder, script],
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, script):
        """What `script` prints."""
        process = self.start(script)
        try:
            printed = process.communicate(timeout=HOUR)[0].decode()
        finally:
            process.kill()
        assert process.returncode == 0, f'{script}: {printed[-3000:]}'
        return printed

    def documented(self, text, folder):
        """Runs the commands of a part of README.md; returns how many they were."""
        calls = list(documented.commands(text))
        documented.compare(calls, self.run(f'cd {folder}\n{documented.shell(calls)}'))
        return len(calls)

    def has(self, path):
        assert os.path.getsize(os.path.join(self.folder, path)) > 1000, path


def make_archive(folder):
    archive = os.environ.get('PLATEN_BARE_ROOT')
    if not archive:
        archive = os.path.join(folder, 'bare.tar')
        call('mmdebstrap', '--variant=minbase', 'bookworm', archive, 'http://deb.debian.org/debian')
    return archive


def the_demo(bare):
    bare.run('apt-get update && apt-get install git ca-certificates && git clone /platen.git platen')
    assert 'scripts/demo ' in README[:README.index('## Try it')]
    printed = bare.run('cd platen && scripts/demo')
    assert '4 pages and a title page' in printed, printed
    bare.has('platen/coffee-shop.pdf')


def the_readme(bare):
    assert bare.documented(documented.section(README, 'Try it', 'Building'), 'platen') >= 8


def a_preview(bare):
    """Over the network of this machine, as a browser would."""
    process = bare.start('cd platen/try && exec ../build/src/platen preview feature.fountain')
    try:
        address = process.stdout.readline().decode().strip()
        assert re.fullmatch(r'http://127\.0\.0\.1:\d+/\w+/', address), address
        with urllib.request.urlopen(address, timeout=30) as page:
            assert b'<html' in page.read()
    finally:
        process.kill()
        process.communicate()


def building_and_packages(bare):
    assert bare.documented(documented.section(README, 'Building', 'Not there yet'), 'platen') >= 3
    assert bare.run('cd platen && python3 examples/count.py tests/screenplays/coffee-shop.fountain') == '4\n'
    assert len(glob.glob(os.path.join(bare.folder, '*.deb'))) >= 3


def the_packages(archive, bare, folder):
    """In a system which never saw the source."""
    other = Bare(archive, os.path.join(folder, 'other'))
    for path in glob.glob(os.path.join(bare.folder, '*.deb')):
        if '-dbgsym' not in path:
            shutil.copy(path, other.folder)
    other.run('apt-get update && apt-get install ./*.deb gcc libc6-dev pkg-config')
    shutil.copytree(SCREENPLAYS, os.path.join(other.folder, 'tests', 'screenplays'))
    assert other.documented(documented.section(README, 'Try it', 'Building'), '/') >= 8
    printed = other.run('cc /usr/share/doc/libplaten-dev/examples/page-count.c $(pkg-config --cflags --libs platen) '
                        '-o page-count && ./page-count /tests/screenplays/coffee-shop.fountain')
    assert printed.startswith('4 pages: '), printed


def a_container(archive, folder):
    """The images of Containerfile that are not ours are the bare system."""
    buildah = ['buildah', '--root', os.path.join(folder, 'images'), '--runroot', os.path.join(folder, 'run')]
    environment = {**os.environ, 'BUILDAH_ISOLATION': 'chroot', 'STORAGE_DRIVER': 'vfs'}

    def build(*arguments):
        return call(*buildah, *arguments, env=environment).strip()

    base = build('from', 'scratch')
    build('add', base, archive, '/')
    with open(os.path.join(ROOT, 'Containerfile'), encoding='utf-8') as file:
        for name in sorted(set(re.findall(r'^FROM (\S+/\S+)', file.read(), re.M))):
            build('commit', base, name)
    source = os.path.join(folder, 'source')
    call('git', 'clone', '-q', ROOT, source)
    build('bud', '--pull-never', '-f', 'Containerfile', '-t', 'platen', source)
    container = build('from', '--pull-never', 'platen')
    made = os.path.join(folder, 'made')
    os.mkdir(made)
    shutil.copy(os.path.join(SCREENPLAYS, 'coffee-shop.fountain'), made)
    build('run', '-v', f'{made}:/screenplays', container, 'platen', 'convert', '-q', 'coffee-shop.fountain')
    assert os.path.getsize(os.path.join(made, 'coffee-shop.pdf')) > 1000


def main():
    _, tests = start(__doc__)
    if os.geteuid() != 0 or not has_program('unshare') or not has_program('mmdebstrap'):
        tests.skip('bare root', 'not root, or no unshare or mmdebstrap')
        tests.end()
    with tempfile.TemporaryDirectory() as folder:
        archive = make_archive(folder)
        bare = Bare(archive, os.path.join(folder, 'bare'))
        tests.run('bare root: the demo', the_demo, bare)
        tests.run('bare root: the commands of README.md', the_readme, bare)
        tests.run('bare root: a preview', a_preview, bare)
        tests.run('bare root: building, and packages', building_and_packages, bare)
        tests.run('bare root: packages on another one', the_packages, archive, bare, folder)
        if has_program('buildah'):
            tests.run('bare root: Containerfile', a_container, archive, folder)
        else:
            tests.skip('bare root: Containerfile', 'no buildah')
    tests.end()


main()
