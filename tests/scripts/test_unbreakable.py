"""Bad ends: killed, out of room, nowhere to write, two at once. The last good database stays, and no data file is half written."""

import resource
import sqlite3
import subprocess
import sys
import time

import pytest

from build_site import main as build
from peaceplans.package import ROOT

BUILD = [sys.executable, str(ROOT / "scripts" / "build_site.py")]
FIX = [sys.executable, str(ROOT / "scripts" / "fix_data.py")]


def whole(database):
    with sqlite3.connect(database) as connection:
        assert connection.execute("pragma integrity_check").fetchone()[0] == "ok"
        assert connection.execute("select count(*) from statements").fetchone()[0] == 1
    return True


@pytest.mark.parametrize("moment", [0.2, 0.6, 1.0, 1.6, 2.2, 2.8])
def test_a_build_that_is_killed_leaves_the_last_good_database(small, tmp_path, moment):
    output = tmp_path / "out"
    assert build(["--root", str(small), "--output", str(output)]) == 0
    database = output / "ukraine-peace-plans.db"
    process = subprocess.Popen([*BUILD, "--root", str(small), "--output", str(output)], stdout=subprocess.DEVNULL)
    time.sleep(moment)
    process.kill()
    process.wait()
    assert whole(database)


@pytest.mark.parametrize("moment", [0.02, 0.06, 0.1, 0.15, 0.2, 0.3])
def test_a_fix_that_is_killed_leaves_the_old_file_or_the_new(small, moment):
    path = small / "data" / "actors.csv"
    right = path.read_bytes()
    head, *rows = right.split(b"\n")[:-1]
    wrong = b"\n".join([head, *rows[::-1]]) + b"\n"
    path.write_bytes(wrong)
    process = subprocess.Popen([*FIX, "--root", str(small)], stdout=subprocess.DEVNULL)
    time.sleep(moment)
    process.kill()
    process.wait()
    assert path.read_bytes() in (wrong, right)


def test_a_full_disk_leaves_all_as_it_was(small, tmp_path):
    """A limit on the size of files stands for the disk: writes fail as they do there."""
    output = tmp_path / "out"
    assert build(["--root", str(small), "--output", str(output)]) == 0
    database = output / "ukraine-peace-plans.db"
    before = database.read_bytes()
    done = subprocess.run([*BUILD, "--root", str(small), "--output", str(output)], capture_output=True, text=True,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert database.read_bytes() == before
    assert whole(database)


def test_a_folder_that_cannot_be_written_is_said(small, capsys):
    assert build(["--root", str(small), "--output", "/proc/nowhere"]) == 2
    assert capsys.readouterr().err.startswith("not built: ")


def test_two_builds_at_once_leave_one_whole_database(small, tmp_path):
    output = tmp_path / "out"
    both = [subprocess.Popen([*BUILD, "--root", str(small), "--output", str(output)], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL) for _ in range(2)]
    statuses = [process.wait() for process in both]
    assert 0 in statuses
    assert whole(output / "ukraine-peace-plans.db")
