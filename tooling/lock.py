"""./dev lock: write the lock files anew from pyproject.toml and package.json."""

from collections.abc import Sequence

from tooling.children import Failed, run
from tooling.install import npm
from tooling.layout import PYTHON, ROOT
from tooling.ready import install_everything

SOURCES = {
    "requirements.txt": ("pyproject.toml",),
    "requirements-dev.txt": ("pyproject.toml", "--extra", "dev", "--constraints", "requirements.txt"),
    "requirements-node.txt": ("--group", "node"),
}
# One file for every Python and machine we support; hashes, and never an index's address.
FORM = (
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
)


def lock(arguments: Sequence[str]) -> int:
    """Pin every package with its hashes; `--upgrade` takes the newest that pyproject.toml allows."""
    install_everything()
    compile_lock = [
        PYTHON,
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        *FORM,
        "--custom-compile-command",
        "./dev lock",
    ]
    for target, source in SOURCES.items():
        if run(target, [*compile_lock, *source, "--output-file", target, *arguments], cwd=ROOT) != 0:
            raise Failed(f"{target} kunne ikke låses.")
    if run("npm", [*npm(), "install", "--package-lock-only", "--ignore-scripts"], cwd=ROOT) != 0:
        raise Failed("package-lock.json kunne ikke låses.")
    return 0
