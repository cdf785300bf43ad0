"""./dev test and ./dev bench: on engines of their own, thrown away afterwards."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tooling.children import Family, must_run, run
from tooling.demo import environment
from tooling.engines import remove_engines, start_engines
from tooling.install import install_browser, only_one
from tooling.keys import new_keys
from tooling.layout import LOCAL, PYTHON, ROOT
from tooling.ready import install_everything


@contextmanager
def throw_away_engines(what: str) -> Iterator[dict[str, str]]:
    """The environment of a system whose data nobody will miss."""
    home = LOCAL / what
    family = Family()
    with only_one(what, busy=f"./dev {what} kører allerede fra denne mappe."):
        try:
            remove_engines(home)
            keys = new_keys()
            addresses = start_engines(family, home, keys=keys, logs=LOCAL / "log" / what, throw_away=True)
            yield environment(keys) | addresses
        finally:
            family.stop()
            remove_engines(home)


def test(arguments: Sequence[str]) -> int:
    """The whole suite; extra arguments go to pytest."""
    install_everything()
    install_browser()
    with throw_away_engines("test") as env:
        command = [
            PYTHON,
            "-m",
            "pytest",
            # Whoever is done takes over from the other: the browser stories come last and are long.
            *([] if _chooses_processes(arguments) else ["-n", "2", "--dist", "worksteal"]),
            *arguments,
        ]
        return run(
            "pytest",
            command,
            # Pages are served by the test server itself, so static files must not wait for collectstatic.
            env=env | {"DEBUG": "1", "DEMO": "0", "EMAIL_URL": "memorymail://"},
            cwd=ROOT,
            keep_stdin=True,
            stop_signal=signal.SIGINT,
        )


def _chooses_processes(arguments: Sequence[str]) -> bool:
    return any(argument.startswith(("-n", "--numprocesses", "--pdb")) for argument in arguments)


def bench(arguments: Sequence[str]) -> int:
    """Measure against the floors; extra arguments go to `manage.py bench`."""
    install_everything()
    with throw_away_engines("bench") as env:
        migrate = [PYTHON, "manage.py", "migrate", "--no-input"]
        must_run("migrate", migrate, env=env, cwd=ROOT, log=LOCAL / "log" / "bench" / "migrate.log")
        return run("bench", [PYTHON, "manage.py", "bench", *arguments], env=env, cwd=ROOT)
