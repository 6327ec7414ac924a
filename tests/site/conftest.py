"""The shipped data served on loopback by both generations of Datasette, and a browser to read it with."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, sync_playwright

from build_site import main as build
from builders import PYTHONS
from peaceplans.package import ROOT

BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                     "--disable-component-update", "--disable-sync"]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str


class Site:
    """A served site; `get` sends the path as it is typed."""

    def __init__(self, port: int) -> None:
        self.port, self.address = port, f"http://127.0.0.1:{port}"

    def get(self, path: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", quote(path, safe="/?&=%:#+~,*()'\"\\<>-._"))
        response = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
        connection.close()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, body)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("build")
    assert build(["--output", str(output)]) == 0
    return output


@pytest.fixture(scope="session", params=list(PYTHONS))
def site(request: pytest.FixtureRequest, folder: Path) -> Iterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(PYTHONS[request.param]), "-m", "datasette", "serve", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _once_up(Site(port), process)
    finally:
        process.terminate()
        process.wait(10)


def _once_up(site: Site, process: "subprocess.Popen[bytes]") -> Site:
    for _ in range(200):
        assert process.poll() is None, "Datasette ended at its start"
        try:
            if site.get("/").status == 200:
                return site
        except OSError:
            time.sleep(0.1)
    raise AssertionError("Datasette did not answer in 20 s")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = ROOT / ".venv/browser"
    path = found.read_text(encoding="utf-8") if found.exists() else ""
    if not path:
        assert os.environ.get("CI") != "true", "no browser on this machine: run 'make test'"
        pytest.skip("no browser on this machine: run 'make test'")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()
