"""Child processes that never outlive the command that started them."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GRACE_SECONDS = 10
POLL_SECONDS = 0.05
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


class Stopped(Exception):
    """Somebody asked this command to stop."""

    def __init__(self, number: int):
        super().__init__(signal.Signals(number).name)
        self.exit_code = 128 + number


class Failed(Exception):
    """Something went wrong; the message is what the person at the terminal reads."""


_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_asked_to_stop: list[int] = []


def listen_for_stop() -> None:
    """Remember a wish to stop; it is acted on only where `rest` is called, never half way through a start."""

    def remember(number: int, _frame: object) -> None:
        _asked_to_stop.append(number)

    signal.signal(signal.SIGINT, remember)
    signal.signal(signal.SIGTERM, remember)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup
        signal.signal(signal.SIGHUP, remember)
    if _libc:
        # Grandchildren whose parent dies come to us, so that `sweep` finds them.
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def rest(seconds: float = POLL_SECONDS) -> None:
    """Wait a moment, or raise Stopped at once when somebody asked."""
    until = time.monotonic() + seconds
    while True:
        if _asked_to_stop:
            raise Stopped(_asked_to_stop[0])
        left = until - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(left, POLL_SECONDS))


def wait_until(ready: Callable[[], bool], *, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > until:
            return False
        rest()
    return True


def _die_with_parent(number: int) -> Callable[[], None] | None:
    if _libc is None:
        return None
    parent = os.getpid()

    def in_child() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:  # the parent died before we asked
            os._exit(1)

    return in_child


@dataclass
class Child:
    """A running program in a process group of its own."""

    name: str
    process: subprocess.Popen[bytes]
    stop_signal: signal.Signals
    log: Path | None = None

    @property
    def pid(self) -> int:
        return self.process.pid

    def is_running(self) -> bool:
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.is_running():
            self.process.send_signal(self.stop_signal)

    def kill(self) -> None:
        """Kill the program and all it started, now."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self, *, seconds: float = GRACE_SECONDS) -> None:
        """Ask, wait, kill: on return nothing of the program is left."""
        self.ask_to_stop()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=seconds)
        self.kill()

    def last_words(self, lines: int = 20) -> str:
        if self.log is None or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def spawn(
    name: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    log: Path | None = None,
    user: int | None = None,
    feed: bytes | None = None,
    keep_stdin: bool = False,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> Child:
    """Start a program in its own session, which gets the stop signal should this process be killed."""
    if log:
        log.parent.mkdir(parents=True, exist_ok=True)
        output = log.open("wb")
    stdin = subprocess.PIPE if feed is not None else None if keep_stdin else subprocess.DEVNULL
    identity: dict[str, Any] = {}
    if user is not None:
        identity = {"user": user, "group": user_group(user), "extra_groups": []}
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            env=None if env is None else dict(env),
            cwd=cwd,
            stdin=stdin,
            stdout=output if log else None,
            stderr=subprocess.STDOUT if log else None,
            start_new_session=True,
            preexec_fn=_die_with_parent(stop_signal),
            **identity,
        )
    finally:
        if log:
            output.close()
    if feed is not None and process.stdin is not None:
        process.stdin.write(feed)
        process.stdin.close()
    return Child(name, process, stop_signal, log)


def user_group(user: int) -> int:
    import pwd

    return pwd.getpwuid(user).pw_gid


def run(name: str, command: Sequence[str | Path], **options) -> int:
    """Run a program to its end and return its exit code; stopped with us when we are asked to stop."""
    child = spawn(name, command, **options)
    try:
        while child.is_running():
            rest()
        return child.process.returncode
    finally:
        child.stop()


def must_run(name: str, command: Sequence[str | Path], *, log: Path, **options) -> None:
    """Run a program quietly; when it fails, its last lines are the message."""
    child = spawn(name, command, log=log, **options)
    try:
        while child.is_running():
            rest()
    finally:
        child.stop()
    if child.process.returncode != 0:
        raise Failed(f"{child.last_words()}\n\n{name} fejlede (kode {child.process.returncode}). Log: {log}")


@dataclass
class Family:
    """The children that run at the same time; stopped in the reverse order of their birth."""

    members: list[Child] = field(default_factory=list)

    def add(self, child: Child) -> Child:
        self.members.append(child)
        return child

    def fallen(self) -> Child | None:
        return next((child for child in self.members if not child.is_running()), None)

    def watch(self, ready: Callable[[], bool], *, seconds: float) -> bool:
        """Wait until ready; a child that dies meanwhile is an error with its last words."""

        def ready_or_fallen() -> bool:
            self.raise_if_fallen()
            return ready()

        return wait_until(ready_or_fallen, seconds=seconds)

    def raise_if_fallen(self) -> None:
        if child := self.fallen():
            code = child.process.returncode
            raise Failed(
                f"{child.last_words()}\n\n{child.name} stoppede uventet (kode {code}). Log: {child.log}"
            )

    def stop(self) -> None:
        while self.members:
            self.members.pop().stop()
        sweep()


def sweep() -> None:
    """Kill whatever descendant is still there: pool processes and browsers whose own parent died."""
    if _libc is None:
        return
    while pids := [int(pid) for pid in _own_children()]:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in pids:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _own_children() -> list[str]:
    try:
        return Path("/proc/self/task", str(os.getpid()), "children").read_text().split()
    except OSError:
        return []
