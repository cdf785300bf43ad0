"""The folders that are shared with the municipality's distribution component (Digital Post)."""

import os
from collections.abc import Iterator
from pathlib import Path

READ = "laest"
SET_ASIDE = "ikke-laest"
ONLY_OURS = 0o600


def put(folder: Path, name: str, content: bytes) -> None:
    """Write the file so that it is there whole or not at all; written again it replaces itself."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{name}.part"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, ONLY_OURS)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / name)


def arrived(folder: Path) -> Iterator[Path]:
    """The files that wait to be read, by name; none while the folder is not there."""
    if folder.is_dir():
        yield from sorted(path for path in folder.glob("*.xml") if path.is_file() and not path.is_symlink())


def done_with(path: Path, where: str) -> None:
    """Move a file that has been looked at out of the way; it is kept."""
    kept = path.parent / where
    kept.mkdir(exist_ok=True)
    path.replace(kept / path.name)
