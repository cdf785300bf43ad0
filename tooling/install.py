"""What a machine with Python 3.11 and pip lacks: packages, system libraries, npm, a browser."""

import ctypes
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tooling.children import Failed, must_run, rest
from tooling.layout import LOCAL, PYTHON, ROOT, VENV

LOGS = LOCAL / "log"
PYTHON_LOCK = ROOT / "requirements-dev.txt"
NODE_LOCK = ROOT / "requirements-node.txt"

# What WeasyPrint opens at run time, and the Debian package that has it.
LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
BROWSER = "chromium"
BROWSERS = (BROWSER, "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def only_one(what: str, *, wait: bool = False, busy: str = "") -> Iterator[None]:
    """Hold a lock that dies with this process."""
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / f"{what}.lock").open("w") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not wait:
                    raise Failed(busy) from None
                rest(0.2)
        yield


def install_libraries() -> None:
    if sys.platform != "linux":
        return
    missing = [package for library, package in LIBRARIES.items() if not _opens(library)]
    if missing and not apt_install(*missing):
        raise Failed(apt_line(*missing))


def find_browser() -> str | None:
    """The path of Chromium: the one CHROMIUM names, or the machine's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def install_browser() -> bool:
    """Whether there is a browser now; where we may not install it, the line that does is printed."""
    if find_browser() or apt_install(BROWSER):
        return True
    print(apt_line(BROWSER), flush=True)
    return False


def apt_line(*packages: str) -> str:
    return f"sudo apt-get install -y {' '.join(sorted(packages))}"


def apt_install(*packages: str) -> bool:
    """Install Debian packages as root; False where we are not root or this is not Debian."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installerer {', '.join(packages)} …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    lock = ("-o", "DPkg::Lock::Timeout=300")
    install = ["apt-get", *lock, "install", "-y", "--no-install-recommends", *packages]
    log = LOGS / "apt.log"
    try:
        must_run("apt-get install", install, log=log, env=environment)
    except Failed:  # the package lists are empty or old
        must_run("apt-get update", ["apt-get", *lock, "update"], log=log, env=environment)
        must_run("apt-get install", install, log=log, env=environment)
    return True


def install_packages() -> None:
    """A virtual environment with exactly the locked packages, each checked against its hash."""
    stamp = VENV / "installed"
    wanted = digest(PYTHON_LOCK) + f" python{sys.version_info.major}.{sys.version_info.minor}"
    if stamp.exists() and stamp.read_text() == wanted and _starts(PYTHON):
        return
    print("Installerer Python-pakker …", flush=True)
    unfinished = VENV / "installing"
    if VENV.exists() and (unfinished.exists() or not _starts(PYTHON)):
        shutil.rmtree(VENV)
    stamp.unlink(missing_ok=True)
    if not VENV.exists():
        # Debian's Python has no ensurepip; the pip that is here can serve the new environment too.
        must_run("venv", [sys.executable, "-m", "venv", "--without-pip", VENV], log=LOGS / "venv.log")
    unfinished.touch()
    pip_install(PYTHON_LOCK)
    stamp.write_text(wanted)
    unfinished.unlink()


def pip_install(lock: Path) -> None:
    if not _starts(sys.executable, "-m", "pip", "--version"):
        raise Failed("sudo apt-get install -y python3-pip")
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        PYTHON,
        "install",
        "--require-hashes",
        "-r",
        str(lock),
    ]
    must_run("pip", command, log=LOGS / "pip.log", cwd=ROOT)


def npm() -> list[str]:
    """The machine's npm, or the one out of a wheel where it has none."""
    if npm := shutil.which("npm"):
        return [npm]
    if not (VENV / "bin" / "npm").exists():
        pip_install(NODE_LOCK)
    return [str(VENV / "bin" / "npm")]


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _starts(program: str | Path, *arguments: str) -> bool:
    try:
        return subprocess.run([program, *(arguments or ("-c", ""))], capture_output=True).returncode == 0
    except OSError:
        return False


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
