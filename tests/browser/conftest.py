"""The app in a real Chromium: started on a free port of this computer, with a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 60

expect.set_options(timeout=45_000)  # a busy machine is no fault of the page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason=f"{CHROMIUM} is missing: apt-get install chromium"))


class Server:
    """The app as a process that can be stopped and started again on the same port."""

    def __init__(self, folder: Path, database: str = "") -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.database = database or f"sqlite:///{folder / 'runs.db'}"
        self._environ = os.environ | {"FAKE_APP_DATABASE": self.database, "FAKE_APP_FOLDER": str(folder)}
        self._log, self.folder = folder / "server.log", folder
        self.start()

    def options(self) -> list[str]:
        """What else Streamlit is told."""
        return []

    def start(self) -> None:
        app = ["tests/browser/fake_app.py", "--server.port", str(self.port), "--server.headless", "true"]
        app += self.options()
        command = [sys.executable, "-m", "streamlit", "run", *app]
        with self._log.open("a") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=self._environ, stdout=log, stderr=log)
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > end or self._process.poll() is not None:
                raise RuntimeError(f"the app did not start: {self._log.read_text()[-2000:]}")
            time.sleep(0.2)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + "_stcore/health", timeout=1):
                return True
        except OSError:
            return False


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("app"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_window(chromium: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    contexts = []

    def open_window(width: int = 1280, height: int = 800, scheme: str = "light", **more: str) -> Page:
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, color_scheme=scheme, base_url=server.url, **more)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
