"""The whole system as real processes, for tests that kill some of them."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg

from tooling.children import Child, Family, must_run, spawn, wait_until
from tooling.engines import free_port, remove_engines, start_postgres, start_valkey
from tooling.keys import new_keys
from tooling.layout import PYTHON, ROOT

CELERY = [PYTHON, "-m", "celery", "-A", "rusmiddel"]


class System:
    """PostgreSQL, Valkey and our own processes; each can be killed and started again where it was."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "engines"
        self.mailbox = folder / "mail"
        self.family = Family()
        self.running: dict[str, Child] = {}
        self.keys = new_keys()
        self.ports = {"postgres": free_port(), "valkey": free_port()}
        self.database = f"postgres://rusmiddel:{self.keys['POSTGRES_PASSWORD']}@127.0.0.1:{self.ports['postgres']}/rusmiddel"
        self.env = {
            "PATH": os.environ["PATH"],
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "rusmiddel.settings",
            "DATABASE_URL": self.database,
            "REDIS_URL": f"redis://:{self.keys['VALKEY_PASSWORD']}@127.0.0.1:{self.ports['valkey']}/0",
            "SECRET_KEY": self.keys["SECRET_KEY"],
            "SEARCH_KEY": self.keys["SEARCH_KEY"],
            "FIELD_KEYS": self.keys["FIELD_KEYS"],
            "EMAIL_URL": f"filemail:///{self.mailbox}",
            "DEMO": "1",
            "HTTPS": "0",
        }

    def start_postgres(self) -> None:
        self.running["postgres"], _ = start_postgres(
            self.family,
            self.home,
            password=self.keys["POSTGRES_PASSWORD"],
            logs=self.folder / "log",
            port=self.ports["postgres"],
        )

    def start_valkey(self) -> None:
        self.running["valkey"], _ = start_valkey(
            self.family,
            self.home,
            password=self.keys["VALKEY_PASSWORD"],
            logs=self.folder / "log",
            port=self.ports["valkey"],
        )

    def start_worker(self) -> None:
        self._start("worker", [*CELERY, "worker", "--concurrency", "2", "--loglevel", "INFO"])

    def start_beat(self) -> None:
        schedule = ["--schedule", str(self.folder / "schedule"), "--pidfile", ""]
        self._start("beat", [*CELERY, "beat", "--loglevel", "INFO", *schedule])

    def _start(self, name: str, command: list[str]) -> None:
        child = spawn(name, command, env=self.env, cwd=ROOT, log=self.folder / "log" / f"{name}.log")
        self.running[name] = self.family.add(child)

    def kill(self, name: str) -> None:
        """As the machine's own out-of-memory killer does it: at once, children and all."""
        child = self.running.pop(name)
        self.family.members.remove(child)
        child.kill()

    def stop(self) -> None:
        self.family.stop()
        remove_engines(self.home)

    def manage(self, *arguments: str) -> None:
        command = [PYTHON, "manage.py", *arguments]
        must_run(arguments[0], command, env=self.env, cwd=ROOT, log=self.folder / "log" / "manage.log")

    def python(self, program: str) -> None:
        """Run a few lines inside the project."""
        command = [PYTHON, "-c", f"import django\ndjango.setup()\n{program}"]
        must_run("python", command, env=self.env, cwd=ROOT, log=self.folder / "log" / "python.log")

    def send(self, task: str) -> None:
        """Put a task in the queue, as beat does."""
        subprocess.run([*CELERY, "call", task], env=self.env, cwd=ROOT, check=True, capture_output=True)

    def ask(self, question: str) -> list[tuple]:
        with psycopg.connect(self.database) as connection:
            return connection.execute(question).fetchall()

    def ask_to_change(self, statement: str) -> None:
        with psycopg.connect(self.database) as connection:
            connection.execute(statement)

    def happens(self, ready: Callable[[], bool], *, seconds: float = 60) -> bool:
        """Wait for it; a worker that gives up meanwhile is started again, as production's `restart` does."""

        def ready_or_revive() -> bool:
            if self.family.fallen() is self.running.get("worker") is not None:
                self.kill("worker")
                self.start_worker()
            self.family.raise_if_fallen()
            return ready()

        return wait_until(ready_or_revive, seconds=seconds)

    def log_of(self, name: str) -> str:
        return (self.folder / "log" / f"{name}.log").read_text(errors="replace")
