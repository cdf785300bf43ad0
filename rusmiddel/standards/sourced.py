"""A value and where it comes from: the municipality's own words, else the statute's default."""

import unicodedata
from enum import StrEnum
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

T = TypeVar("T")

# The source of a default that is the system's own choice and no law (statute.toml).
OWN_CHOICE = "Rusmiddels forvalg"

SILENT: Any = {"silent": True}

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, strict=True)]
# What is stored beside a case, in a column that is no longer.
Name = Annotated[Text, Field(max_length=200)]
Count = Annotated[int, Field(ge=0, le=10_000, strict=True)]
Age = Annotated[int, Field(ge=0, le=120, strict=True)]
Flag = StrictBool


class DanishEnum(StrEnum):
    """A closed choice with the word the user reads."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    @model_validator(mode="before")
    @classmethod
    def _no_control_characters(cls, data: Any) -> Any:
        """TOML can write a NUL; neither the database nor a letter can."""
        values = data.values() if isinstance(data, dict) else ()
        texts = [text for value in values for text in (value if isinstance(value, list) else [value])]
        if any(isinstance(text, str) and _has_control_character(text) for text in texts):
            raise PydanticCustomError("control_character", "styretegn i en tekst")
        return data


class Sourced(Frozen, Generic[T]):
    """One value of a standard; None where neither the standard nor the statute says anything."""

    own: T | None = Field(default=None, alias="value")
    source: str = ""
    silent: StrictBool = False
    note: str = ""
    default: T | None = Field(default=None, alias="statute_value")
    default_source: str = Field(default="", alias="statute_source")
    default_verified: bool = Field(default=True, alias="statute_verified")

    @model_validator(mode="after")
    def _own_value_or_silence(self) -> Self:
        if self.silent and self.own is not None:
            raise PydanticCustomError("silent_with_value", "silent sammen med value")
        if not self.silent and self.own is None:
            raise PydanticCustomError("no_value", "hverken value eller silent")
        if self.own is not None and not self.source.strip():
            raise PydanticCustomError("no_source", "value uden source")
        return self

    @property
    def value(self) -> T | None:
        return self.default if self.own is None else self.own

    @property
    def from_statute(self) -> bool:
        """Whether the statute's default governs because the standard is silent."""
        return self.own is None and self.default is not None

    @property
    def default_is_law(self) -> bool:
        return not self.default_source.startswith(OWN_CHOICE)


class Settled(Sourced[T], Generic[T]):
    """A value that is never missing: the standard must say it where the statute does not."""

    @model_validator(mode="after")
    def _never_missing(self) -> Self:
        if self.own is None and self.default is None:
            raise PydanticCustomError("must_be_stated", "loven har intet forvalg")
        return self

    @property
    def value(self) -> T:
        value = self.default if self.own is None else self.own
        if value is None:
            raise ValueError("a settled value is never missing")
        return value


class Section(Frozen):
    """A group of values; its own `source` is the source of the values that name none."""

    source: str = ""

    @model_validator(mode="before")
    @classmethod
    def _inherit_source(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not data.get("source"):
            return data
        return {
            key: {**leaf, "source": data["source"]}
            if isinstance(leaf, dict) and "value" in leaf and not leaf.get("source")
            else leaf
            for key, leaf in data.items()
        }


def _has_control_character(text: str) -> bool:
    return any(unicodedata.category(character) == "Cc" for character in text if character not in "\n\r\t")


def leaf(label: str) -> Any:
    """Declare a value with the words the page shows for it; silence unless the file says otherwise."""
    return Field(default=SILENT, title=label)


def section(title: str) -> Any:
    """Declare a group of values with its heading; all silent unless the file says otherwise."""
    return Field(default={}, title=title)
