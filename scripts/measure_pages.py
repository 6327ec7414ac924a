"""Measure every page of the site on loopback beside the table page of a stock Datasette, and write the table of results.

Three servers are started one after the other, each with one process: a stock Datasette on the database alone, the site on
the shipped data, and the site on the shipped data with everything but the registers copied many times over. Times are
medians of requests in turn; the ratio to the stock page of the same run is what counts, for a machine's speed varies.

Exit status: 0 measured, 2 could not measure.
"""

import argparse
import http.client
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from peaceplans.package import ROOT, read_package
from peaceplans.reports import write_section
from peaceplans.synthetic import multiply

PAGES = ("/", "/compare", "/topic/army-size", "/topic/talks-progress", "/version/us-28", "/point/us-28-p06-army",
         "/statement/zelensky-end-war-for-good", "/claim/russia-holds-pokrovsk", "/figure/civilians-since-invasion-20251203",
         "/actor/vladimir-putin", "/event/moscow-talks-20251202", "/place/pokrovsk", "/source/moscow-talks-article-20251203",
         "/timeline", "/timeline?side=russia&kind=statements", "/map", "/map?place=pokrovsk", "/casualties",
         "/search?q=compromise", "/compare?as_of=2025-11-25", "/ar/compare")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="folder of the built site")
    parser.add_argument("--times", type=int, default=100, help="how many times over the data of the large site")
    parser.add_argument("--requests", type=int, default=15, help="requests of each page")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "performance.md", help="page with the results")
    options = parser.parse_args(argv)
    name = read_package().name
    try:
        with tempfile.TemporaryDirectory() as folder:
            large = Path(shutil.copytree(options.build, Path(folder) / "large"))
            (large / "inspect-data.json").unlink()
            multiply(large / f"{name}.db", options.times)
            stock_page = f"/{name}/statements"
            with served([str(options.build / f"{name}.db")]) as port:
                stock = timed(port, stock_page, options.requests)
            results = []
            for site in (options.build, large):
                with served([str(site)]) as port:
                    results.append({page: timed(port, page, options.requests) for page in PAGES})
        style = (options.build / "static" / "site.css").stat().st_size
        report = pages_report(stock, results[0], results[1], style, options.times)
        write_section(options.output, "Pages", report)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 2
    print(report)
    return 0


@contextmanager
def served(arguments: list[str]) -> Iterator[int]:
    """Serve something on a free port until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "datasette", "serve", *arguments, "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                fetched(port, "/-/versions.json")
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def fetched(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise OSError(f"{path} answered {response.status}")
        return body
    finally:
        connection.close()


def timed(port: int, path: str, requests: int) -> tuple[float, int]:
    """The median time of a page in milliseconds, after two requests to warm up, and its bytes."""
    for _ in range(2):
        size = len(fetched(port, path))
    times = []
    for _ in range(requests):
        started = time.perf_counter()
        fetched(port, path)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000, size


def pages_report(stock: tuple[float, int], shipped: dict[str, tuple[float, int]], large: dict[str, tuple[float, int]],
                 style: int, times: int) -> str:
    lines = [f"Stock Datasette's page of the table of statements: {stock[0]:.1f} ms. Ratios are to it, or to the page on the",
             "shipped data.",
             f"Weights are HTML and CSS before compression ({style / 1000:.1f} kB of CSS; there is no script).", "",
             f"| page | ms | ratio to stock | kB | ratio with {times}× data |", "|---|---:|---:|---:|---:|"]
    lines += [f"| `{page}` | {ms:.1f} | {ms / stock[0]:.2f} | {(size + style) / 1000:.0f} | {large[page][0] / ms:.2f} |"
              for page, (ms, size) in shipped.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
