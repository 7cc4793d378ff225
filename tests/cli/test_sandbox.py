#!/usr/bin/env python3
"""test_sandbox.py BUILD_DIR - a run opens what it needs and nothing else; it starts no program and opens no socket.

A library that is preloaded tries these things in the middle of a run, and says how they ended.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Skip, describe, environment, start

PLATEN, OUTCOMES = start(__doc__)
TESTS = []
PROBE = r'''
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
static void say(const char *what, int failed)
{
	dprintf(2, "PROBE %s: %s\n", what, failed ? strerrorname_np(errno) : "done");
}
static void try_open(const char *name, int flags)
{
	const char *path = getenv(name);
	int fd = path == NULL ? -1 : open(path, flags, 0600);
	if (path != NULL) say(name, fd < 0);
	if (fd >= 0) close(fd);
}
static void probe(void)
{
	static int done;
	char *const arguments[] = {"true", NULL};
	if (done++) return;
	try_open("READ", O_RDONLY);
	try_open("READ_INPUT", O_RDONLY);
	try_open("WRITE", O_WRONLY);
	try_open("WRITE_INPUT", O_WRONLY);
	try_open("MAKE", O_WRONLY | O_CREAT | O_EXCL);
	try_open("MAKE_BESIDE", O_WRONLY | O_CREAT | O_EXCL);
	if (getenv("LIST") != NULL) try_open("LIST", O_RDONLY | O_DIRECTORY);
	if (getenv("GONE") != NULL) say("GONE", unlink(getenv("GONE")) != 0);
	pid_t child = vfork();
	if (child == 0) { execv("/bin/true", arguments); _exit(99); }
	int status = 0;
	waitpid(child, &status, 0);
	errno = EPERM;
	say("EXEC", WEXITSTATUS(status) == 99);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	say("SOCKET", fd < 0);
}
ssize_t write(int fd, const void *bytes, size_t count)
{
	ssize_t (*real)(int, const void *, size_t) = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
	if (getenv("READ") != NULL && fd != 2) probe();
	return real(fd, bytes, count);
}
'''
SCRIPT = 'INT. PIER - DAY\n\nThe tide is out.\n\nMARA\nStill.\n'


def test(function):
    TESTS.append(function)
    return function


def put(path, content=SCRIPT):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(content)
    return path


def run(*arguments, **more):
    env = more.pop('env', {})
    if 'input' not in more:
        more.setdefault('stdin', subprocess.DEVNULL)
    return subprocess.run([PLATEN.program, *arguments], capture_output=True, timeout=60, env={**environment(), **env}, **more)


def done(*arguments, **more):
    ended = run(*arguments, **more)
    assert ended.returncode == 0, (arguments, describe(ended))
    return ended.stdout


def build_probe():
    if PLATEN.is_sanitized() or shutil.which('cc') is None:
        raise Skip('needs a compiler, and a program without sanitizers')
    put('probe.c', PROBE)
    subprocess.run(['cc', '-shared', '-fPIC', '-o', 'probe.so', 'probe.c', '-ldl'], check=True)


def probe(*arguments, **paths):
    """What was tried in this run, and how it ended."""
    ended = run(*arguments, env={'LD_PRELOAD': os.path.abspath('probe.so'), **{name: os.path.abspath(p) for name, p in paths.items()}})
    assert ended.returncode == 0, describe(ended)
    return dict(line[6:].split(': ') for line in ended.stderr.decode().splitlines() if line.startswith('PROBE '))


def surroundings():
    build_probe()
    put('home/secret')
    put('in/a.fountain')
    put('in/other')
    os.makedirs('out', exist_ok=True)
    put('out/old')
    allowed = probe('count', '--no-sandbox', 'in/a.fountain', READ='home/secret')
    assert allowed == {'READ': 'done', 'EXEC': 'done', 'SOCKET': 'done'}, allowed
    if probe('count', 'in/a.fountain', READ='home/secret')['READ'] == 'done':
        raise Skip('this kernel has no Landlock')


@test
def counting_opens_its_input_and_writes_nowhere():
    surroundings()
    for command in (('count',), ('check', '--diagnostics', 'sarif'), ('report', 'scenes'), ('pages',), ('convert', '-f', 'text', '-o', '-'), ('fmt',)):
        found = probe(*command, 'in/a.fountain', READ='home/secret', READ_INPUT='in/a.fountain', WRITE='in/other',
                      WRITE_INPUT='in/a.fountain', MAKE='home/new', MAKE_BESIDE='in/new', LIST='home', GONE='in/other')
        assert found == {'READ': 'EACCES', 'READ_INPUT': 'done', 'WRITE': 'EACCES', 'WRITE_INPUT': 'EACCES', 'MAKE': 'EACCES',
                         'MAKE_BESIDE': 'EACCES', 'LIST': 'EACCES', 'GONE': 'EACCES', 'EXEC': 'EPERM', 'SOCKET': 'EPERM'}, (command, found)


@test
def converting_writes_in_the_folder_of_the_output():
    surroundings()
    for output in ('out/a.txt', 'out/new/a.txt'):
        os.makedirs(os.path.dirname(output), exist_ok=True)
        found = probe('convert', '-o', output, 'in/a.fountain', READ='home/secret', WRITE='home/secret', WRITE_INPUT='in/a.fountain',
                      MAKE='in/new', MAKE_BESIDE=f'{os.path.dirname(output)}/beside')
        assert found == {'READ': 'EACCES', 'WRITE': 'EACCES', 'WRITE_INPUT': 'EACCES', 'MAKE': 'EACCES', 'MAKE_BESIDE': 'done',
                         'EXEC': 'EPERM', 'SOCKET': 'EPERM'}, found


@test
def drawing_reads_no_homes():
    surroundings()
    put('in/b.fountain', '\u6f22\u5b57 \u0939\u093f\u0928\u094d\u0926\u0940\n')
    home = {'HOME': 'home'}
    for name in ('a', 'b'):
        found = probe('convert', '-q', '-o', 'out/a.pdf', f'in/{name}.fountain', READ='home/secret', WRITE='home/secret', **home)
        assert found == {'READ': 'EACCES', 'WRITE': 'EACCES', 'EXEC': 'EPERM', 'SOCKET': 'EPERM'}, found


@test
def what_a_run_needs_is_allowed():
    put('repo/.platen.ini', 'paper = a4\n')
    os.mkdir('repo/.git')
    a4 = done('count', '-v', put('repo/deep/er/a.fountain'))
    assert b'paper = a4' in done('count', '--print-config', 'repo/deep/er/a.fountain')
    os.makedirs('elsewhere/fonts')
    done('convert', '-q', '-o', 'elsewhere/a.fdx', 'repo/deep/er/a.fountain')
    done('convert', '-q', '-o', 'elsewhere/b.fdx', '--fdx-template', 'elsewhere/a.fdx', 'repo/deep/er/a.fountain')
    done('convert', '-q', '-o', 'repo/deep/a.pdf', 'elsewhere/b.fdx')
    done('convert', '-q', 'elsewhere/b.fdx')
    assert os.path.getsize('elsewhere/b.pdf') > 1000
    done('convert', '-q', '-o', 'brand/new/folder/', '-f', 'html', 'elsewhere/b.fdx', 'repo/deep/er/a.fountain')
    assert sorted(os.listdir('brand/new/folder')) == ['a.html', 'b.html']
    assert done('count', '-', input=SCRIPT.encode()) == b'1\n'
    for name in ('/dev/stdin', '/proc/self/fd/0'):
        with open('repo/deep/er/a.fountain', 'rb') as file:
            assert done('count', name, stdin=file) == b'1\n', name
        assert done('count', name, input=SCRIPT.encode()) == b'1\n', name
    for name in ('/dev/null', '/dev/stdout', '/dev/fd/1', '-'):
        done('convert', '-q', '-f', 'text', '-o', name, 'repo/deep/er/a.fountain')
    done('check', '-q', '--diagnostics', 'json=elsewhere/d.json', '--diagnostics', 'sarif=elsewhere/d.sarif', 'repo/deep/er/a.fountain')
    done('check', '-q', '--baseline', 'elsewhere/base.json', '--update-baseline', 'repo/deep/er/a.fountain')
    done('check', '-q', '--baseline', 'elsewhere/base.json', 'repo/deep/er/a.fountain')
    done('count', '-r', '-j', '4', 'repo', 'elsewhere')
    put('repo/deep/loose.fountain', SCRIPT.replace('\n\nThe', '\n\n\n\nThe'))
    os.symlink('../repo/deep/loose.fountain', 'elsewhere/link.fountain')
    done('fmt', '--write', 'elsewhere/link.fountain')
    assert os.path.islink('elsewhere/link.fountain')
    put('repo/deep/fix.fountain', 'INT. A\nB.\n\n')
    run('check', '--fix', 'repo/deep/fix.fountain')
    with open('repo/deep/fix.fountain', encoding='utf-8') as file:
        assert file.read() != 'INT. A\nB.\n\n'
    done('fmt', '--write', '-r', 'repo')
    with open('repo/deep/old.fountain', 'wb') as file:
        file.write('Скрипт\n'.encode('koi8-r'))
    assert 'Скрипт'.encode() in done('convert', '-q', '-f', 'text', '-o', '-', '--encoding', 'koi8-r', 'repo/deep/old.fountain')
    os.mkfifo('pipe')
    reader = subprocess.Popen(['cat', 'pipe'], stdout=subprocess.PIPE)
    done('convert', '-q', '-f', 'text', '-o', 'pipe', 'repo/deep/er/a.fountain')
    assert b'tide' in reader.communicate()[0]
    assert a4 == b'1\n'


@test
def links_are_followed():
    put('else/where/a.fountain')
    put('else/where/ini', 'paper = a4\n')
    put('in/b.fountain')
    os.symlink('../else/where/a.fountain', 'in/link.fountain')
    os.symlink('../else/where/ini', 'in/.platen.ini')
    os.makedirs('in/deeper')
    os.symlink('../../else/where/a.fountain', 'in/deeper/link.fountain')
    for command in (('count',), ('check', '-q'), ('fmt', '--check')):
        done(*command, '-r', 'in')
        done(*command, '-r', '-j', '3', 'in')
        done(*command, 'in/link.fountain', 'in/b.fountain')
    assert b'paper = a4' in done('count', '--print-config', 'in/link.fountain')
    put('else/where/loose.fountain', SCRIPT.replace('\n\nThe', '\n\n\n\nThe'))
    os.symlink('../else/where/loose.fountain', 'in/loose.fountain')
    done('fmt', '--write', '-r', 'in')
    with open('else/where/loose.fountain', encoding='utf-8') as file:
        assert file.read() == SCRIPT and os.path.islink('in/loose.fountain')
    os.mkdir('else/out')
    os.symlink('else/out', 'out')
    os.symlink('../out/b.txt', 'in/b.txt')
    done('convert', '-q', '-o', 'out/a.txt', 'in/b.fountain')
    done('convert', '-q', '-o', 'in/b.txt', 'in/b.fountain')
    done('convert', '-q', '-o', 'out/', '-f', 'html', 'in/link.fountain')
    assert sorted(os.listdir('else/out')) == ['a.txt', 'b.txt', 'link.html'] and os.path.islink('in/b.txt')
    os.mkdir('here')
    os.symlink(os.path.abspath('in'), 'here/in')
    done('convert', '-q', '-f', 'html', 'here/in/b.fountain')
    for env in ({'HOME': ''}, {'HOME': '/nowhere'}, {'HOME': os.path.abspath('else')}):
        done('convert', '-q', '-o', 'out/a.pdf', 'in/b.fountain', env=env)


def link_again(target, *more):
    """Link a target of the build once more, with more arguments."""
    commands = subprocess.run(['ninja', '-C', PLATEN.build, '-t', 'commands', target], capture_output=True, text=True, check=True)
    command = commands.stdout.splitlines()[-1].split()
    command[command.index('-o') + 1] = os.path.abspath(os.path.basename(target))
    subprocess.run([*command, '-Wl,--no-as-needed', *more], cwd=PLATEN.build, check=True)


@test
def libraries_are_found_by_the_path_in_the_program():
    """As in an installation outside of /usr, whose files name the folders of their libraries."""
    if PLATEN.is_sanitized() or shutil.which('ninja') is None or not PLATEN.option('modules'):
        raise Skip('needs ninja, and a plain build with modules')
    os.mkdir('libraries')
    put('odd.c', 'int odd;')
    subprocess.run(['cc', '-shared', '-fPIC', '-Wl,-soname,libodd.so', '-o', 'libraries/libodd.so', 'odd.c'], check=True)
    run_path = f'-Wl,-rpath,{os.path.abspath("libraries")}'
    link_again('src/platen', run_path)
    link_again('src/platen-fdx.so', run_path, os.path.abspath('libraries/libodd.so'))
    ended = subprocess.run([os.path.abspath('platen'), 'convert', '-q', '-f', 'fdx', '-o', '-', put('in/a.fountain')],
                           capture_output=True, env=environment())
    assert ended.returncode == 0 and b'FinalDraft' in ended.stdout, describe(ended)


@test
def linked_fonts_are_read():
    fonts = [path for path in glob.glob('/usr/share/fonts/**/*.[ot]t[fc]', recursive=True) if 'CJK' in path or 'Devanagari' in path]
    if not fonts:
        raise Skip('no such fonts')
    put('a.fountain', '\u6f22\u5b57 \u0939\u093f\n')
    shutil.copy(fonts[0], 'font' + os.path.splitext(fonts[0])[1])
    os.makedirs('home/.fonts')
    os.symlink('../../font' + os.path.splitext(fonts[0])[1], 'home/.fonts/linked' + os.path.splitext(fonts[0])[1])
    outputs = set()
    for option in ('--sandbox=yes', '--no-sandbox'):
        ended = run('convert', '-o', 'a.pdf', option, 'a.fountain', env={'HOME': os.path.abspath('home')})
        assert ended.returncode == 0, describe(ended)
        with open('a.pdf', 'rb') as file:
            outputs.add((ended.stderr, file.read()))
    assert len(outputs) == 1, 'the sandbox changes the file'


@test
def it_is_no_option_of_a_configuration():
    put('.platen.ini', 'sandbox = no\n')
    ended = run('count', put('a.fountain'))
    assert ended.returncode == 2 and b'sandbox' in ended.stderr, describe(ended)


def main():
    before = os.getcwd()
    for function in TESTS:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            OUTCOMES.run('sandbox: ' + function.__name__.replace('_', ' '), function)
            os.chdir(before)
    OUTCOMES.end()


main()
