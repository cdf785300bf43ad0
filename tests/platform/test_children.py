import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tooling.children import Failed, Family, must_run, spawn, wait_until
from tooling.layout import ROOT

DEAF = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(300)"]


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that is dead but not yet collected by its parent does not."""
    try:
        return Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def family():
    family = Family()
    yield family
    family.stop()


def test_a_child_that_will_not_listen_is_killed(family, tmp_path):
    child = family.add(spawn("deaf", DEAF))
    child.stop(seconds=0.2)
    assert not is_alive(child.pid)


def test_what_a_child_started_dies_with_it(family, tmp_path):
    pid_file = tmp_path / "pid"
    child = family.add(spawn("parent", ["sh", "-c", f'sleep 300 & echo $! > "{pid_file}"; wait']))
    assert wait_until(lambda: pid_file.exists() and pid_file.read_text().strip() != "", seconds=10)
    grandchild = int(pid_file.read_text())
    child.stop()
    assert wait_until(lambda: not is_alive(grandchild), seconds=10)


def test_a_child_dies_when_its_parent_is_killed(tmp_path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from tooling.children import spawn, rest\n"
        "print(spawn('child', ['sleep', '300']).pid, flush=True)\n"
        "rest(300)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(ROOT)], stdout=subprocess.PIPE)
    with parent:
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    assert wait_until(lambda: not is_alive(child), seconds=10)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_wish_to_stop_in_the_middle_of_a_command_ends_it_and_its_child(number, tmp_path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from tooling.children import Stopped, listen_for_stop, run\n"
        "listen_for_stop()\n"
        "try:\n"
        "    run('child', ['sh', '-c', 'echo $$; exec sleep 300'])\n"
        "except Stopped as stopped:\n"
        "    sys.exit(stopped.exit_code)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(ROOT)], stdout=subprocess.PIPE) as parent:
        child = int(parent.stdout.readline())
        parent.send_signal(number)
        assert parent.wait(timeout=20) == 128 + number
    assert not is_alive(child)


def test_a_death_is_reported_with_the_last_words(family, tmp_path):
    family.add(spawn("worker", ["sh", "-c", "echo no broker; exit 3"], log=tmp_path / "worker.log"))
    with pytest.raises(Failed, match=r"(?s)no broker.*worker stoppede uventet \(kode 3\)"):
        family.watch(lambda: False, seconds=10)


def test_a_quiet_command_that_fails_shows_its_last_lines(tmp_path):
    with pytest.raises(Failed, match=r"(?s)broken package.*pip fejlede \(kode 1\)"):
        must_run("pip", ["sh", "-c", "echo broken package; exit 1"], log=tmp_path / "pip.log")


def test_a_child_has_no_keyboard(tmp_path):
    must_run("cat", ["cat"], log=tmp_path / "log")
    assert (tmp_path / "log").read_bytes() == b""


def test_the_last_born_is_stopped_first(family, tmp_path):
    order = tmp_path / "order"
    script = "trap 'echo $0 >> {order}; exit' TERM; echo ready > {mark}; while :; do sleep 0.01; done"
    for name in ("database", "web"):
        mark = tmp_path / name
        family.add(spawn(name, ["sh", "-c", script.format(order=order, mark=mark), name]))
        assert wait_until(mark.exists, seconds=10)
    family.stop()
    assert order.read_text().split() == ["web", "database"]
