"""The commands of a documentation page, as its reader would type them."""
import re


def commands(text):
    """The commands of each block of code for a shell, with what a console shows below them; None: status 0 is promised.

    A block below the name of a file, in a comment, is that file.
    """
    for name, language, block in re.findall(r'(?:^<!-- (\S+) -->\n)?^```(\w+)\n(.*?)^```', text, re.M | re.S):
        if name:
            yield f"cat >{name} <<'END OF FILE'\n{block}END OF FILE", ''
        elif language == 'sh':
            for line in block.splitlines():
                yield (f'{line.partition(" #")[0]} || [ $? = 1 ]' if 'exit with' in line else line), None
        elif language == 'console':
            for call in re.split(r'^\$ ', block, flags=re.M)[1:]:
                command, output = call.split('\n', 1)
                yield command, output


def shell(calls):
    """A script for bash that runs all of them, whatever happens, and prints the status of each."""
    return 'exec 2>&1\n' + ''.join(f'{command}\nstatus=$?; echo "exit $status"; (exit $status)\n' for command, _ in calls) + 'true\n'


def compare(calls, printed):
    """Fails where `printed` is not what the reader was promised."""
    parts = re.split(r'^exit (\d+)\n', printed, flags=re.M)
    assert len(parts) == 2 * len(calls) + 1, printed
    for (command, output), found, status in zip(calls, parts[::2], parts[1::2]):
        assert status == '0' if output is None else found == output, f'{command}: exit {status}\n{found}'


def section(text, first, last=None):
    """What stands from one heading up to another."""
    end = text.index(f'\n## {last}\n') if last else len(text)
    return text[text.index(f'\n## {first}\n'):end]
