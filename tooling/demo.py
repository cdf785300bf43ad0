"""./dev demo: the whole system on this machine, production's shape, with made-up people."""

import hashlib
import json
import os
import signal
import time
import urllib.request
from datetime import datetime
from pathlib import Path

from tooling.children import Failed, Family, must_run, rest, spawn
from tooling.engines import free_port, port_is_free, start_engines
from tooling.install import only_one
from tooling.keys import kept_keys
from tooling.layout import LOCAL, PYTHON, ROOT
from tooling.ready import install_everything

LOGS = LOCAL / "log"
PID_FILE = LOCAL / "demo.pid"
READY_SECONDS = 120
ENGINE_KEYS = ("POSTGRES_PASSWORD", "VALKEY_PASSWORD")


def demo() -> int:
    port = chosen_port()
    with only_one("demo", busy="Prøven kører allerede fra denne mappe. Stop den med ./dev stop."):
        PID_FILE.write_text(str(os.getpid()))
        family = Family()
        try:
            install_everything()
            start(family, port)
            print(f"Klar: http://127.0.0.1:{port}/", flush=True)
            while True:
                family.raise_if_fallen()
                rest(0.5)
        finally:
            family.stop()
            PID_FILE.unlink(missing_ok=True)


def stop() -> int:
    """./dev stop: stop the demo that another terminal started."""
    try:
        pid = int(PID_FILE.read_text())
        os.kill(pid, signal.SIGTERM)
    except (OSError, ValueError):
        print("Prøven kører ikke.")
        return 0
    with only_one("demo", wait=True):
        print("Stoppet.")
    return 0


def chosen_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not (text.isdecimal() and int(text) < 65536):
        raise Failed(f"PORT={text} er ikke en port. Vælg et tal mellem 1024 og 65535.")
    port = int(text) or free_port()
    if not port_is_free(port):
        raise Failed(f"Port {port} er optaget eller kræver root. Vælg en anden: PORT=8080 ./dev demo")
    return port


def chosen_standard() -> str:
    """A name among the presets, or the path of a file, which may be seen from where the person stands."""
    chosen = os.environ.get("STANDARD") or "jammerbugt"
    return str(Path(chosen).resolve()) if Path(chosen).is_file() else chosen


def start(family: Family, port: int) -> None:
    keys = kept_keys(LOCAL)
    addresses = start_engines(family, LOCAL, keys=keys, logs=LOGS)
    env = environment(keys) | addresses | {"SITE_URL": f"http://127.0.0.1:{port}/"}
    print("Gør database og demodata klar …", flush=True)
    manage(env, "prepare_demo", chosen_standard())
    collect_static(env)
    started_at = time.time()
    for name, command, stop_signal in programs(port):
        log = LOGS / f"{name}.log"
        family.add(spawn(name, command, env=env, cwd=ROOT, log=log, stop_signal=stop_signal))
    if not family.watch(lambda: is_ready(port, since=started_at), seconds=READY_SECONDS):
        raise Failed(f"Web, worker og beat svarede ikke inden {READY_SECONDS} sekunder. Se {LOGS}.")


def programs(port: int) -> list[tuple[str, list[str], signal.Signals]]:
    celery = [PYTHON, "-m", "celery", "-A", "rusmiddel"]
    schedule = ["--schedule", str(LOCAL / "beat" / "schedule"), "--pidfile", ""]
    (LOCAL / "beat").mkdir(exist_ok=True)
    web = ["rusmiddel.wsgi", "--workers", "2", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    return [
        ("worker", [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"], signal.SIGTERM),
        ("beat", [*celery, "beat", "--loglevel", "INFO", *schedule], signal.SIGTERM),
        ("web", [PYTHON, "-m", "gunicorn", *web], signal.SIGTERM),
    ]


def environment(keys: dict[str, str]) -> dict[str, str]:
    """The environment of a try-out: plain http on this machine only, mail into files, demo users allowed."""
    own = {name: os.environ.get(name) or value for name, value in keys.items() if name not in ENGINE_KEYS}
    return {
        **os.environ,
        **own,
        "DEBUG": "0",
        "DEMO": "1",
        "HTTPS": "0",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "EMAIL_URL": f"filemail:///{LOCAL / 'mail'}",
        "PYTHONUNBUFFERED": "1",
    }


def manage(env: dict[str, str], *arguments: str) -> None:
    name = arguments[0]
    must_run(name, [PYTHON, "manage.py", *arguments], env=env, cwd=ROOT, log=LOGS / f"{name}.log")


def collect_static(env: dict[str, str]) -> None:
    """Collect and compress the static files, when one of them is new or changed."""
    stamp = LOCAL / "static" / "collected"
    wanted = _fingerprint(LOCAL / "vendor", ROOT / "rusmiddel" / "static")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    manage(env, "collectstatic", "--no-input", "--clear")
    stamp.write_text(wanted)


def _fingerprint(*folders: Path) -> str:
    digest = hashlib.sha256((ROOT / "requirements-dev.txt").read_bytes())
    for folder in folders:
        for path in sorted(filter(Path.is_file, folder.rglob("*"))):
            digest.update(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}\n".encode())
    return digest.hexdigest()


def is_ready(port: int, *, since: float) -> bool:
    """Whether all parts answer, and the worker and beat that do are those started now."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            state = json.load(answer)
    except (OSError, ValueError):  # not up yet, or 503
        return False
    seen = (state[part]["last_seen"] for part in ("worker", "beat"))
    return all(moment and datetime.fromisoformat(moment).timestamp() >= since for moment in seen)
