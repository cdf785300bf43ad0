"""A deadline as plain values: what a rule returns and the register keeps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus

# The milestones that the team lead is told of too.
DUE = "due"
OVERDUE = "overdue"
# Somebody has handed it on.
HANDED = "handed"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of the answer to 'why is it the 5th?'."""

    on: date
    text: str
    rule: str = ""
    basis: str = ""

    def as_json(self) -> dict[str, str]:
        return {"on": self.on.isoformat(), "text": self.text, "rule": self.rule, "basis": self.basis}

    @classmethod
    def from_json(cls, stored: dict[str, str]) -> "Step":
        return cls(
            on=date.fromisoformat(stored["on"]),
            text=stored["text"],
            rule=stored["rule"],
            basis=stored["basis"],
        )


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A day on which somebody is warned."""

    name: str
    on: date


def key_in(ref: str) -> int:
    """The key of the row that a reference such as "hearing:7" names."""
    return int(ref.rpartition(":")[2])


@dataclass(frozen=True, kw_only=True)
class DeadlineValues:
    """All that the register knows of one deadline; `kind` and `ref` say which one it is."""

    case_id: int
    kind: DeadlineKind
    ref: str
    opened_on: date
    due_on: date
    status: DeadlineStatus = DeadlineStatus.OPEN
    closed_on: date | None = None
    reason: str = ""
    responsible_id: int | None = None
    # What the register knows and no rule computes: who keeps it instead, whoever has the case.
    handed_to_id: int | None = None
    explanation: tuple[Step, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return (self.kind, self.ref)


def guarantee_milestones(
    *, opened_on: date, due_on: date, warning_days: Sequence[int]
) -> tuple[Milestone, ...]:
    """The standard's warning days counted from day 0, the due date and the day after it (domain GUA-4)."""
    days = {day: opened_on + timedelta(days=day) for day in warning_days}
    return (
        *(Milestone(name=f"day_{day}", on=on) for day, on in sorted(days.items()) if on < due_on),
        *due_milestones(due_on=due_on),
    )


def due_milestones(*, due_on: date, days_before: Sequence[int] = ()) -> tuple[Milestone, ...]:
    """Warnings so many days before, on the due date and the day after it."""
    return (
        *(
            Milestone(name=f"before_{days}", on=due_on - timedelta(days=days))
            for days in sorted(set(days_before), reverse=True)
        ),
        Milestone(name=DUE, on=due_on),
        Milestone(name=OVERDUE, on=due_on + timedelta(days=1)),
    )


def milestone_label(name: str) -> str:
    """What a warning says."""
    if name == DUE:
        return "Fristen er i dag"
    if name == OVERDUE:
        return "Fristen er overskredet"
    kind, _, days = name.partition("_")
    if kind == "day" and days.isdigit():
        return f"Dag {days}"
    if kind == HANDED:
        return "Givet videre til dig"
    if kind == "before" and days.isdigit():
        return f"{days} {'dag' if days == '1' else 'dage'} før"
    return name


FACT_FIELDS = ("case_id", "opened_on", "due_on", "status", "closed_on", "reason", "responsible_id")


def as_kept(stored: DeadlineValues, computed: DeadlineValues) -> DeadlineValues:
    """What the register keeps beside what is computed.

    A deadline that is closed stays with whoever had it when it closed; one that was handed on, with whoever
    got it.
    """
    computed = replace(
        computed,
        handed_to_id=stored.handed_to_id,
        responsible_id=stored.handed_to_id or computed.responsible_id,
    )
    if stored.status == computed.status != DeadlineStatus.OPEN:
        return replace(computed, responsible_id=stored.responsible_id)
    return computed


def differences(stored: DeadlineValues, computed: DeadlineValues) -> dict[str, tuple[str, str]]:
    """The fields that are not the same, each as text before and after.

    An explanation counts by its dates and rules: better wording is no new fact.
    """
    computed = as_kept(stored, computed)
    found = {
        field: (_as_text(before), _as_text(after))
        for field in FACT_FIELDS
        if (before := getattr(stored, field)) != (after := getattr(computed, field))
    }
    if stored.milestones != computed.milestones:
        found["milestones"] = (_days(stored), _days(computed))
    if _grounds(stored) != _grounds(computed):
        found["explanation"] = (_grounds(stored), _grounds(computed))
    return found


def _as_text(value: object) -> str:
    return "" if value is None else str(value)


def _days(values: DeadlineValues) -> str:
    return ", ".join(f"{milestone.name} {milestone.on}" for milestone in values.milestones)


def _grounds(values: DeadlineValues) -> str:
    return ", ".join(f"{step.on} {step.rule}".rstrip() for step in values.explanation)
