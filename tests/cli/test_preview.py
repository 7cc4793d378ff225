#!/usr/bin/env python3
"""test_preview.py BUILD_DIR - Chromium shows the page again when the screenplay is saved, at the place that changed."""
import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Skip, has_program, start
from running import Running, save_by_rename, write

SCRIPT = 'INT. BAR - NIGHT\n\n' + '\n\n'.join(f'Rain {number}.' for number in range(200)) + '\n'
STATE = """(() => {
  const frame = document.querySelector('iframe'), page = frame.contentWindow;
  return JSON.stringify([frame.contentDocument.body?.innerText.includes('Hail.'), page.scrollY,
                         frame.contentDocument.getElementById('change')?.getBoundingClientRect().top ?? -1,
                         page.innerHeight]);
})()"""


class Page:
    """A page of Chromium, by its debugging protocol: messages in JSON, in frames of a WebSocket (RFC 6455)."""

    def __init__(self, address):
        host, _, path = address.removeprefix('ws://').partition('/')
        self.socket = socket.create_connection(host.split(':'), timeout=20)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(f'GET /{path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
                            f'Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n'.encode())
        self.file = self.socket.makefile('rb')
        while self.file.readline() != b'\r\n':
            pass

    def evaluate(self, expression):
        message = json.dumps({'id': 1, 'method': 'Runtime.evaluate', 'params': {'expression': expression}}).encode()
        self.socket.sendall(bytes([0x81, 0xfe]) + len(message).to_bytes(2, 'big') + bytes(4) + message)
        length = self.file.read(2)[1]
        length = int.from_bytes(self.file.read({126: 2, 127: 8}[length]), 'big') if length > 125 else length
        return json.loads(self.file.read(length))['result']['result'].get('value')


def wait_until(page, is_so):
    for _ in range(100):
        state = page.evaluate(STATE)
        if state and is_so(*json.loads(state)):
            return
        time.sleep(0.1)
    raise AssertionError(f'this is shown: {state}')


def open_in_chromium(address, folder):
    profile = tempfile.mkdtemp(dir=folder)
    browser = subprocess.Popen(
        ['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
         f'--user-data-dir={profile}', '--remote-debugging-port=0', address],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    port = os.path.join(profile, 'DevToolsActivePort')
    while not os.path.exists(port) and browser.poll() is None:
        time.sleep(0.1)
    time.sleep(0.2)
    with open(port, encoding='utf-8') as file:
        listing = urllib.request.urlopen(f'http://127.0.0.1:{file.readline().strip()}/json/list', timeout=20)
    target = next(target for target in json.load(listing) if target['type'] == 'page')
    return browser, Page(target['webSocketDebuggerUrl'])


def browser_follows(platen, folder):
    if not has_program('chromium'):
        raise Skip('no chromium')
    path = os.path.join(folder, 'a.fountain')
    write(path, SCRIPT)
    preview = Running(platen, 'preview', path)
    browser, page = open_in_chromium(preview.line(), folder)
    try:
        wait_until(page, lambda has_hail, top, change, height: has_hail is False and top == 0 and change == -1)
        save_by_rename(path, SCRIPT.replace('Rain 150.', 'Hail.'))
        wait_until(page, lambda has_hail, top, change, height: has_hail and top > 0 and 0 <= change < height)
    finally:
        browser.kill()
        browser.wait()
    preview.end()


def main():
    platen, tests = start(__doc__)
    folder = tempfile.mkdtemp()
    try:
        tests.run('preview: a browser follows', browser_follows, platen, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tests.end()


main()
