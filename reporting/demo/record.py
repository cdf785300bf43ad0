"""What a case leaves behind as it unfolds: rows, dated facts and lines of its story."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model

from cases.enums import ClockEventKind, DeviationReason, StoryKind
from cases.guarantee import Fact
from cases.models import ClockEvent, StoryEntry
from reporting.demo.bulk import Row
from reporting.demo.world import World
from rusmiddel.access.models import User


@dataclass(kw_only=True)
class Record:
    """Nothing is recorded before it has happened."""

    world: World
    rng: random.Random
    caseworker: User
    case_id: int
    request_id: int
    rows: list[Row] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def add(self, model: type[Model], **values: Any) -> Row:
        if "id" not in values:
            values["id"] = self.world.ids(model)
        row = Row(model, values)
        self.rows.append(row)
        return row

    def fact(
        self,
        kind: ClockEventKind,
        at: datetime,
        *,
        by: User | None = None,
        reason: DeviationReason | None = None,
        note: str = "",
    ) -> None:
        """A fact of the clocks, if its time has come."""
        if not self.world.has_happened(at):
            return
        by = by or self.caseworker
        self.add(
            ClockEvent,
            request_id=self.request_id,
            kind=kind,
            occurred_at=at,
            reason=reason or "",
            note=note,
            recorded_at=at + timedelta(minutes=self.rng.randrange(1, 30)),
            recorded_by_id=by.pk,
        )
        self.facts.append(Fact(kind=kind, on=at.date(), reason=reason or ""))
        text = f"{kind.label}: {reason.label}" if reason else kind.label
        self.tell(StoryKind.CLOCK, at, f"{text}. {note}" if note else text, by=by)

    def tell(self, kind: StoryKind, at: datetime, text: str, *, by: User | None = None) -> None:
        self.add(
            StoryEntry,
            case_id=self.case_id,
            kind=kind,
            at=at,
            text=text,
            recorded_at=at + timedelta(minutes=2),
            recorded_by_id=(by or self.caseworker).pk,
        )
