"""What test_watch.py and test_preview.py share: commands that run until they are ended."""
import os
import signal
import subprocess
import threading

from harness import environment

SECONDS = 20                # until what should happen at once must have happened


def write(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def save_by_rename(path, text):
    write(path + '.new', text)
    os.replace(path + '.new', path)


class Running:
    """A command that runs until it is ended. Its lines are read as they come."""

    def __init__(self, platen, *arguments, **more):
        self.process = subprocess.Popen([platen.program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        stdin=subprocess.DEVNULL, text=True, env=environment(), **more)
        self.timer = threading.Timer(SECONDS, self.process.kill)
        self.timer.start()

    def line(self):
        """The next one; the timer kills a command that prints none."""
        line = self.process.stdout.readline().rstrip('\n')
        assert line, 'no line came: ' + self.process.stderr.read()
        self.timer.cancel()
        self.timer = threading.Timer(SECONDS, self.process.kill)
        self.timer.start()
        return line

    def end(self, number=signal.SIGINT):
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=SECONDS)
        self.timer.cancel()
        assert self.process.returncode == 0, (self.process.returncode, err)
        return out, err
