"""Answers in, points out (score). A score supports a judgement and never decides anything (section 5a)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cases.questionnaires.schema import CutOff, Person, Question, Questionnaire, Scale

# The answer of whoever will not answer; it gives no points, and its scale cannot be counted.
DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the points are taken to mean, and for whom."""

    person: Person
    text: str
    source: str

    @property
    def shown(self) -> str:
        return self.text if self.person == Person.ALL else f"{self.person.label}: {self.text}"


@dataclass(frozen=True, kw_only=True)
class Score:
    """The points of one scale; None where an answer is missing or declined."""

    scale: Scale
    points: int | None
    highest: int
    uncounted: tuple[str, ...]
    readings: tuple[Reading, ...]


def is_skipped(question: Question, answers: Mapping[str, str]) -> bool:
    """Whether an earlier answer has made the question pointless."""
    skip = question.skipped_by
    return skip is not None and answers.get(skip.question) == skip.choice


def asked(questionnaire: Questionnaire, answers: Mapping[str, str]) -> list[Question]:
    return [question for question in questionnaire.questions if not is_skipped(question, answers)]


def missing(questionnaire: Questionnaire, answers: Mapping[str, str]) -> list[str]:
    """The questions that are asked and not yet answered."""
    return [question.key for question in asked(questionnaire, answers) if not answers.get(question.key)]


def unknown(questionnaire: Questionnaire, answers: Mapping[str, str]) -> list[str]:
    """The answers that the questionnaire does not have."""
    known = {question.key: question for question in questionnaire.questions}
    return [
        key
        for key, answer in answers.items()
        if answer and (key not in known or not (answer == DECLINED or known[key].choice(answer)))
    ]


def scores(questionnaire: Questionnaire, answers: Mapping[str, str], *, sex: str) -> list[Score]:
    """Every scale counted from the answers; the same answers always give the same points."""
    return [_score(questionnaire, scale, answers, sex=sex) for scale in questionnaire.scales]


def _score(questionnaire: Questionnaire, scale: Scale, answers: Mapping[str, str], *, sex: str) -> Score:
    points, uncounted = 0, []
    for question in questionnaire.questions:
        if question.key not in scale.questions or is_skipped(question, answers):
            continue
        choice = question.choice(answers.get(question.key, ""))
        if choice is None:
            uncounted.append(question.key)
        else:
            points += choice.points
    return Score(
        scale=scale,
        points=None if uncounted else points,
        highest=questionnaire.highest(scale),
        uncounted=tuple(uncounted),
        readings=() if uncounted else tuple(readings(scale, points, sex=sex)),
    )


def readings(scale: Scale, points: int, *, sex: str) -> Iterator[Reading]:
    """What the points mean by the cut-offs: where they differ by sex and it is not known, both (5a)."""
    for person in Person:
        if person != Person.ALL and sex in {Person.MALE, Person.FEMALE} and person != sex:
            continue
        reached = [cutoff for cutoff in scale.cutoffs if cutoff.person == person and cutoff.points <= points]
        if reached:
            highest: CutOff = max(reached, key=lambda cutoff: cutoff.points)
            yield Reading(person=person, text=highest.text, source=highest.source)
