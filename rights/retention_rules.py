"""How long each kind is kept (opbevaring), read from TOML: with its source, and whether that is verified."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from rights.enums import RetentionKind
from rusmiddel.file_errors import InvalidFile, Shape, file_error, syntax_error
from rusmiddel.standards.sourced import Frozen, Text

SHIPPED = Path(__file__).parent / "retention.toml"


class RetentionRule(Frozen):
    """One kind: how many years after the latest entry, and by which rule."""

    kind: RetentionKind
    years: Annotated[int, Field(ge=1, le=100, strict=True)]
    text: Text
    source: Text
    verified: bool


class RetentionRules(Frozen):
    rules: tuple[RetentionRule, ...]

    @model_validator(mode="after")
    def _each_kind_once(self) -> Self:
        kinds = [rule.kind for rule in self.rules]
        for kind in RetentionKind:
            if kinds.count(kind) != 1:
                raise PydanticCustomError(
                    "wrong_reference",
                    "{found}",
                    {
                        "key": "rules",
                        "found": f"{kind.value} {kinds.count(kind)} gange",
                        "allowed": "hver slags én gang",
                    },
                )
        return self

    def of(self, kind: RetentionKind) -> RetentionRule:
        return next(rule for rule in self.rules if rule.kind == kind)

    @property
    def shortest(self) -> int:
        """Nothing is due sooner than so many years after its latest entry."""
        return min(rule.years for rule in self.rules)


class InvalidRetentionRules(InvalidFile):
    """The file is refused whole; `errors` lists every mistake in it."""


def read_retention_rules(text: str, *, file: str) -> RetentionRules:
    """Return the rules, or raise InvalidRetentionRules."""
    try:
        return RetentionRules.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InvalidRetentionRules([syntax_error(error, text, file)]) from error
    except ValidationError as error:
        shape = Shape(model=RetentionRules)
        raise InvalidRetentionRules([file_error(detail, file, shape) for detail in error.errors()]) from error


def retention_rules() -> RetentionRules:
    """The municipality's own where RETENTION_RULES names a file, else those that come with the system."""
    return _read(Path(settings.RETENTION_RULES) if settings.RETENTION_RULES else SHIPPED)


@lru_cache(maxsize=4)
def _read(path: Path) -> RetentionRules:
    return read_retention_rules(path.read_text(encoding="utf-8"), file=path.name)
