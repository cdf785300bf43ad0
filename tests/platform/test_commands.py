"""What ./dev says and leaves behind, run as a person runs it."""

import os
import shutil
import socket
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tooling.layout import ROOT


@pytest.fixture
def dev():
    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **variables}
        command = [ROOT / "dev", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)

    return run


def test_without_a_command_it_says_what_there_is(dev):
    for name in ("demo", "test", "check", "bench", "lock", "stop"):
        assert f"\n  {name} " in dev().stdout


@pytest.mark.parametrize("arguments", [["nonsense"], ["demo", "extra"]])
def test_an_unknown_command_is_an_error(dev, arguments):
    done = dev(*arguments)
    assert done.returncode == 2
    assert "Brug: ./dev" in done.stdout


def test_a_port_that_is_taken_is_said_in_words(dev):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = dev("demo", PORT=port)
    assert done.returncode == 1
    assert done.stderr == f"Port {port} er optaget eller kræver root. Vælg en anden: PORT=8080 ./dev demo\n"


@pytest.mark.parametrize("port", ["http", "-1", "65536", "8000 "])
def test_a_port_that_is_none_is_said_in_words(dev, port):
    done = dev("demo", PORT=port)
    assert done.returncode == 1
    assert done.stderr.startswith(f"PORT={port} er ikke en port.")


def test_stopping_what_does_not_run_is_no_error(tmp_path):
    done = subprocess.run([copy_of_tooling(tmp_path), "stop"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "Prøven kører ikke.\n")


def copy_of_tooling(folder: Path) -> Path:
    shutil.copytree(ROOT / "tooling", folder / "tooling", ignore=shutil.ignore_patterns("__pycache__"))
    return Path(shutil.copy2(ROOT / "dev", folder))
