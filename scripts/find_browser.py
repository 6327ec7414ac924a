"""Find a Chromium for the tests and write its path to a file; install one where there is none.

On the machine first, else Debian's chromium where this runs as root, else the one that playwright fetches.
Exit status: 0 found, 1 none could be had (the tests of the site then skip, and fail where CI=true).
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path, help="file to write the path to")
    options = parser.parse_args(argv)
    path = on_machine() or from_debian() or from_playwright()
    options.output.write_text(path, encoding="utf-8")
    print(f"Browser for the tests: {path or 'none'}")
    return 0 if path or os.environ.get("CI") != "true" else 1


def on_machine() -> str:
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def from_debian() -> str:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return ""
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
            return ""
    return on_machine()


def from_playwright() -> str:
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        return ""
    from playwright.sync_api import sync_playwright  # only here: a machine with a browser needs none of it

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


if __name__ == "__main__":
    sys.exit(main())
