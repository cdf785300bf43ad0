"""./dev demo from a copy of this checkout: what it starts, what it says, and that nothing is left."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import pytest

from tooling.children import wait_until
from tooling.engines import free_port, port_is_free, remove_engines
from tooling.layout import LOCAL, ROOT, VENV

NOT_COPIED = (".git", ".venv", ".local", "node_modules", "tests", "docs", "__pycache__", ".*_cache")


class Demo:
    """A checkout of its own, and the demo in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        # Every process that the demo starts inherits it; whatever still bears it afterwards was left behind.
        self.mark = f"RUSMIDDEL_TEST={uuid.uuid4()}"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
        (folder / ".venv").symlink_to(VENV)
        shutil.copytree(LOCAL / "vendor", folder / ".local" / "vendor")
        shutil.copy(LOCAL / "frontend", folder / ".local")
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        self.close()
        name, value = self.mark.split("=")
        keep = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        self.process = subprocess.Popen(
            [self.folder / "dev", "demo"],
            env={**keep, "PORT": str(self.port), name: value},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
        )

    def wait_until_ready(self) -> None:
        said = []
        for line in self.process.stdout:
            if line == f"Klar: http://127.0.0.1:{self.port}/\n":
                return
            said.append(line)
        pytest.fail("the demo did not start:\n" + "".join(said))

    def ask(self, path: str) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def health(self) -> tuple[int, dict]:
        status, body = self.ask("/health/")
        return status, json.loads(body)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        self.process.stdout.read()
        return self.process.wait(timeout=60)

    def left_behind(self) -> list[str]:
        """The command lines of the processes that bear our mark."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if self.mark.encode() in (folder / "environ").read_bytes():
                    found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue
        return found

    def pid_of(self, part: str) -> int:
        """The oldest process whose command line holds the word."""
        pids = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
                if self.mark.encode() in (folder / "environ").read_bytes() and part.encode() in words:
                    pids.append(int(folder.name))
            except OSError:
                continue
        return min(pids)

    def close(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()

    def remove(self) -> None:
        self.close()
        assert wait_until(lambda: not self.left_behind(), seconds=30)
        remove_engines(self.folder / ".local")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    if not (VENV / "installed").exists():
        pytest.fail("Kør den med ./dev test: demoen må ikke selv installere pakker her.", pytrace=False)
    demo = Demo(tmp_path_factory.mktemp("demo") / "checkout")
    yield demo
    demo.remove()


@pytest.fixture
def running(demo):
    """The demo, ready for use."""
    if demo.process is None or demo.process.poll() is not None:
        demo.start()
        demo.wait_until_ready()
    return demo


def test_all_parts_answer(running):
    status, state = running.health()
    assert status == 200
    assert all(state[part]["ok"] for part in ("database", "broker", "worker", "beat"))


def test_the_first_page_is_there_with_its_stylesheet(running):
    status, page = running.ask("/")
    assert status == 200
    assert b'type="password"' in page
    (stylesheet,) = re.findall(r'"(/static/[^"]*/dkfds\.min\.[0-9a-f]+\.css)"', page.decode())
    status, css = running.ask(stylesheet)
    assert status == 200
    assert b"IBM Plex Sans" in css


def test_it_can_be_reached_from_this_machine_only(running):
    with socket.socket() as elsewhere:
        assert elsewhere.connect_ex(("127.0.0.2", running.port)) != 0


def test_a_second_demo_in_the_same_folder_is_refused(running):
    done = subprocess.run(
        [running.folder / "dev", "demo"],
        env={"PATH": os.environ["PATH"], "PORT": str(free_port())},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr == "Prøven kører allerede fra denne mappe. Stop den med ./dev stop.\n"
    assert running.health()[0] == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopping_it_leaves_nothing_behind(running, number):
    assert running.end(number) == 128 + number
    assert running.left_behind() == []
    assert port_is_free(running.port)


def test_the_second_start_takes_seconds_and_keeps_the_data(running):
    running.end()
    keys = (running.folder / ".local" / "env.json").read_bytes()
    before = time.monotonic()
    running.start()
    running.wait_until_ready()
    assert time.monotonic() - before < 45
    assert (running.folder / ".local" / "env.json").read_bytes() == keys
    assert not (running.folder / ".local" / "postgres-unfinished").exists()


@pytest.mark.parametrize("part", ["worker", "beat"])
def test_the_death_of_a_part_is_said_and_ends_the_rest(running, part):
    os.kill(running.pid_of(part), signal.SIGKILL)
    assert f"{part} stoppede uventet (kode -9)" in running.process.stdout.read()
    assert running.process.wait(timeout=60) == 1
    assert running.left_behind() == []


def test_killing_the_command_itself_takes_all_with_it(running):
    running.process.kill()
    running.process.wait()
    assert wait_until(lambda: running.left_behind() == [], seconds=30)
    assert wait_until(lambda: port_is_free(running.port), seconds=30)


@pytest.mark.parametrize("seconds", [0.3, 1.5, 3, 6])
def test_stopping_it_half_way_through_its_start_leaves_nothing_behind(demo, seconds):
    if demo.process and demo.process.poll() is None:
        demo.end()
    demo.start()
    time.sleep(seconds)
    demo.end()
    assert demo.left_behind() == []
    assert port_is_free(demo.port)
