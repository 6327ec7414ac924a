"""Serve the built site on loopback, read mixed pages over eight connections for five minutes, then send hostile requests.

No answer may be a failure of the server (5xx), and memory must stay flat within ten percent after the first minute.

Exit status: 0 held, 1 did not hold, 2 could not measure.
"""

import argparse
import http.client
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from measure_pages import PAGES, served
from peaceplans.package import ROOT, read_package
from peaceplans.reports import write_section

CONNECTIONS = 8
LONG = "a" * 6000
RECURSIVE = "with recursive c(x) as (select 1 union all select x+1 from c) select count(*) from c"
VALUES = (LONG, "<script>alert(1)</script>", "' or 1=1 --", "%00", "../../../etc/passwd", "{{7*7}}", "\u202e", "*", "-1",
          "9" * 40)
PARAMETERS = ("/compare?v={}", "/timeline?topic={}", "/timeline?page={}", "/map?place={}", "/casualties?series={}",
              "/search?q={}", "/?as_of={}")


def hostile(name: str) -> list[str]:
    """Some hundred requests: long values, recursive and huge queries, large facets, tricks of path, SQL in every parameter."""
    queries = (RECURSIVE, "select hex(zeroblob(200000000))", "select 1; drop table actors", "delete from actors",
               "select * from statements a, statements b, statements c", "pragma table_info(actors)",
               "select load_extension('x')")
    return [*(parameter.format(quote(value)) for parameter in PARAMETERS for value in VALUES),
            *(f"/{name}.json?sql={quote(query)}" for query in queries),
            *(f"/{name}/-/query.json?sql={quote(query)}" for query in queries),
            f"/{name}/statements?_facet=summary_en&_facet=anchor&_facet=note_en&_size=max", f"/{name}/statements?_size=100000000",
            f"/{name}/statements?_search={quote('a* OR ' * 500)}", "//example.com/", "/%5c/example.com",
            "/../../etc/passwd", "/static/../metadata.json", "/point/" + quote("a/../b"), "/topic/" + LONG,
            "/-/databases.json", f"/{name}/nothing"]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="folder of the built site")
    parser.add_argument("--seconds", type=int, default=300, help="how long the mixed pages are read")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "reliability.md", help="page with the results")
    options = parser.parse_args(argv)
    try:
        with tempfile.TemporaryDirectory() as name:  # a build of its own: the one in build/ may be made anew meanwhile
            copy = shutil.copytree(options.build, Path(name) / "build")
            with served([str(copy)]) as port:
                seen, memory = loaded(port, options.seconds)
                answers = {path: answer(port, path) for path in hostile(read_package().name)}
    except (OSError, subprocess.SubprocessError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 2
    failures = sum(count for status, count in seen.items() if status >= 500)
    worse = [f"`{path[:80]}`: {status}" for path, (status, _) in answers.items() if status >= 500 or status == 0]
    grown = max(memory[1:]) / memory[0] - 1
    slowest = max(seconds for _, seconds in answers.values())
    statuses = dict(sorted(Counter(status for status, _ in answers.values()).items()))
    report = (f"{sum(seen.values())} answers to mixed pages over {CONNECTIONS} connections in {options.seconds} s, "
              f"{failures} of them 5xx.\n"
              f"Memory after the first fifth {memory[0] / 1024:.0f} MB, at most {100 * grown:+.1f} % from there on.\n\n"
              f"{len(answers)} hostile requests, {len(worse)} of them answered by 5xx or not at all; "
              f"the slowest took {slowest:.1f} s.\n"
              f"Statuses: {statuses}." + "".join(f"\n- {line}" for line in worse))
    write_section(options.output, "Under load", report)
    print(report)
    return 1 if failures or worse or grown > 0.10 else 0


def answer(port: int, path: str) -> tuple[int, float]:
    """The status of one request, 0 where there was none, and how long it took."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response.status, time.perf_counter() - started
    except (OSError, http.client.HTTPException):
        return 0, time.perf_counter() - started
    finally:
        connection.close()


def loaded(port: int, seconds: int) -> tuple[Counter[int], list[int]]:
    """Statuses of mixed pages read over some connections, and the memory of the server, in kB, at each fifth of the time."""
    seen, lock, end = Counter[int](), threading.Lock(), time.monotonic() + seconds

    def read(offset: int) -> None:
        number = offset
        while time.monotonic() < end:
            status, _ = answer(port, PAGES[number % len(PAGES)])
            number += 1
            with lock:
                seen[status] += 1
    threads = [threading.Thread(target=read, args=(offset * 3,)) for offset in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    memory = []
    for _ in range(5):
        time.sleep(max(0.0, min(seconds / 5, end - time.monotonic())))
        memory.append(memory_of(port))
    for thread in threads:
        thread.join()
    return seen, memory


def memory_of(port: int) -> int:
    """The resident memory, in kB, of the process that listens on a port, as /proc tells it."""
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = status.read_bytes().split(b"\0")
            if str(port).encode() in words and b"serve" in words:
                lines = status.with_name("status").read_text().splitlines()
                return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])
        except OSError:
            continue
    raise OSError("the server is gone")


if __name__ == "__main__":
    sys.exit(main())
