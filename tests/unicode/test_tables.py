#!/usr/bin/env python3
"""The committed Unicode tables are what scripts/gen-unicode makes.

usage: test_tables.py BUILD_DIR
"""
import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def main():
    name = "unicode_tables_are_generated"
    if not os.path.exists("/usr/share/unicode/UnicodeData.txt"):
        print(f"skip {name}: no Unicode data (package unicode-data)")
        return 0
    script = os.path.join(ROOT, "scripts", "gen-unicode")
    made = subprocess.run([sys.executable, script, "--check"], check=False)
    print("ok" if made.returncode == 0 else "not ok", name)
    return made.returncode


if __name__ == "__main__":
    sys.exit(main())
