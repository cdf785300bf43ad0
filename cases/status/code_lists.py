"""The code lists (kodelister) of status and mapping, read from TOML: dated, with their source.

The registers' own codes are never invented: `register_code` stays empty until the municipality has them.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from rusmiddel.file_errors import InvalidFile, Shape, file_error, syntax_error
from rusmiddel.standards.sourced import Frozen, Text

Key = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,30}$", strict=True)]
FILE = Path(__file__).parent / "code_lists.toml"


class Entry(Frozen):
    code: Key
    label: Text
    register_code: str = ""
    valid_from: date | None = None
    # The first day on which it may no longer be used.
    valid_to: date | None = None


class CodeList(Frozen):
    key: Key
    name: Text
    source: Text
    verified: bool
    codes: Annotated[tuple[Entry, ...], Field(min_length=1)]


class CodeLists(Frozen):
    lists: tuple[CodeList, ...]


class InvalidCodeLists(InvalidFile):
    """The file is refused whole; `errors` lists every mistake in it."""


def shipped_text() -> str:
    return FILE.read_text(encoding="utf-8")


def read_code_lists(text: str, *, file: str) -> CodeLists:
    """Return the lists, or raise InvalidCodeLists."""
    try:
        return CodeLists.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InvalidCodeLists([syntax_error(error, text, file)]) from error
    except ValidationError as error:
        shape = Shape(model=CodeLists)
        raise InvalidCodeLists([file_error(detail, file, shape) for detail in error.errors()]) from error
