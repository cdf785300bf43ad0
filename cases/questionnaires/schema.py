"""What a questionnaire (spørgeskema) consists of: questions, choices, points, scales and cut-offs.

All of it is data that an administrator loads; nothing here knows any questionnaire by name.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rusmiddel.standards.sourced import DanishEnum, Frozen, Name, Text

Key = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$", strict=True)]
Points = Annotated[int, Field(ge=0, le=1000, strict=True)]


class Wording(DanishEnum):
    """Whose words the questions are in."""

    PUBLISHED = "published", "Den udgivne ordlyd"
    OWN = "own", "Vores egne ord"
    LEFT_OUT = "left_out", "Kun emnerne"


class Person(DanishEnum):
    """For whom a cut-off holds."""

    ALL = "all", "Alle"
    MALE = "male", "Mænd"
    FEMALE = "female", "Kvinder"


class Choice(Frozen):
    key: Key
    text: Text
    points: Points


class Skip(Frozen):
    """The answer that makes a question pointless; it then counts as no points."""

    question: Key
    choice: Key


class Question(Frozen):
    key: Key
    text: Text
    choices: Annotated[tuple[Choice, ...], Field(min_length=2)]
    skipped_by: Skip | None = None

    def choice(self, key: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.key == key), None)


class CutOff(Frozen):
    """From so many points on, this is what they are taken to mean (grænseværdi)."""

    points: Points
    text: Text
    person: Person = Person.ALL
    source: Text


class Scale(Frozen):
    """Some of the questions, whose points are added up."""

    key: Key
    name: Text
    questions: Annotated[tuple[Key, ...], Field(min_length=1)]
    cutoffs: tuple[CutOff, ...] = ()
    note: str = ""


class Questionnaire(Frozen):
    """One version of a questionnaire. Its first scale is the one that trends are drawn of."""

    key: Key
    name: Name
    about: Text
    period: Text
    source: Text
    wording: Wording
    licence: Text
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    scales: Annotated[tuple[Scale, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for key, found, allowed in self._mistakes():
            raise PydanticCustomError(
                "wrong_reference", "{found}", {"key": key, "found": str(found), "allowed": allowed}
            )
        return self

    def _mistakes(self) -> Iterator[tuple[str, str, str]]:
        """Key, what stands there, what may stand there."""
        known = [question.key for question in self.questions]
        yield from _twice("questions", known)
        yield from _twice("scales", [scale.key for scale in self.scales])
        for number, question in enumerate(self.questions, 1):
            at = f"questions[{number}]"
            yield from _twice(f"{at}.choices", [choice.key for choice in question.choices])
            if question.skipped_by is not None:
                yield from self._wrong_skip(at, question.skipped_by, earlier=known[: number - 1])
        for number, scale in enumerate(self.scales, 1):
            at = f"scales[{number}]"
            yield from _twice(f"{at}.questions", scale.questions)
            for key in scale.questions:
                if key not in known:
                    yield f"{at}.questions", key, _one_of(known)
            for place, cutoff in enumerate(scale.cutoffs, 1):
                highest = self.highest(scale)
                if cutoff.points > highest:
                    yield f"{at}.cutoffs[{place}].points", str(cutoff.points), f"højst {highest}"

    def _wrong_skip(self, at: str, skip: Skip, *, earlier: list[str]) -> Iterator[tuple[str, str, str]]:
        if skip.question not in earlier:
            yield f"{at}.skipped_by.question", skip.question, _one_of(earlier)
        elif self.question(skip.question).choice(skip.choice) is None:
            choices = [choice.key for choice in self.question(skip.question).choices]
            yield f"{at}.skipped_by.choice", skip.choice, _one_of(choices)

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)

    @property
    def main_scale(self) -> Scale:
        return self.scales[0]

    def highest(self, scale: Scale) -> int:
        """The most points the scale can give."""
        return sum(
            max(choice.points for choice in question.choices)
            for question in self.questions
            if question.key in scale.questions
        )


def _twice(at: str, keys: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield at, key, "hver nøgle én gang"
        seen.add(key)


def _one_of(keys: Iterable[str]) -> str:
    return f"en af: {', '.join(keys)}"
