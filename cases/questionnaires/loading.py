"""Read a questionnaire from TOML: either the whole of it, or a list of what is wrong with it."""

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from cases.questionnaires.schema import Questionnaire
from rusmiddel.file_errors import InvalidFile, Shape, file_error, syntax_error

SHIPPED = Path(__file__).parent / "shipped"
SHAPE = Shape(model=Questionnaire)


class InvalidQuestionnaire(InvalidFile):
    """The file is refused whole; `errors` lists every mistake in it."""


def shipped_texts() -> list[tuple[str, str]]:
    """File name and content of each questionnaire that comes with the system."""
    return [(path.name, path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.toml"))]


# A stored version never changes, so its text is read once.
@lru_cache(maxsize=128)
def read_questionnaire(text: str, *, file: str) -> Questionnaire:
    """Return the questionnaire, or raise InvalidQuestionnaire."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidQuestionnaire([syntax_error(error, text, file)]) from error
    try:
        return Questionnaire.model_validate(data)
    except ValidationError as error:
        raise InvalidQuestionnaire([file_error(detail, file, SHAPE) for detail in error.errors()]) from error
