from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models

from cases.enums import NEXT_OUTCOMES, OUTCOMES_BEFORE, Place, SessionOutcome
from rusmiddel.access.models import User
from rusmiddel.transitions import checked_move

WORD_FOR = {
    SessionOutcome.HELD: "holdt",
    SessionOutcome.NO_SHOW: "borgeren udeblev",
    SessionOutcome.CANCELLED: "aflyst",
}


class Talk(models.Model):
    """Something booked with a citizen that is then held or not (samtale), whatever it is part of."""

    planned_at = models.DateTimeField("aftalt til")
    minutes = models.PositiveSmallIntegerField("minutter")
    place = models.CharField("sted", max_length=10, choices=Place.choices, default=Place.CENTRE)
    employee = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="behandler")
    outcome = models.CharField(
        "udfald", max_length=10, choices=SessionOutcome.choices, default=SessionOutcome.PLANNED
    )
    note = models.TextField("notat", blank=True)

    _history_user: User | None
    _change_reason: str

    class Meta:
        abstract = True

    def end(self, outcome: SessionOutcome, *, note: str, by: User, now: datetime) -> None:
        """Say how it went, without saving; ValidationError before its time, TransitionError a second time."""
        if outcome != SessionOutcome.CANCELLED and self.counts_from > now:
            raise ValidationError("Samtalen ligger i fremtiden.")
        self.move_to(outcome)
        self.note = note
        self._history_user = by

    def take_back(self, *, reason: str, by: User) -> None:
        """Let it be booked again, without saving; what was noted stays."""
        if not reason.strip():
            raise ValidationError({"reason": "Skriv, hvorfor det tages tilbage."})
        self.outcome = checked_move(OUTCOMES_BEFORE, SessionOutcome(self.outcome), SessionOutcome.PLANNED)
        self._history_user = by
        self._change_reason = reason.strip()[:100]
        self.validate_constraints()

    def move_to(self, outcome: SessionOutcome) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.outcome = checked_move(NEXT_OUTCOMES, SessionOutcome(self.outcome), outcome)

    @property
    def is_closed(self) -> bool:
        return self.outcome != SessionOutcome.PLANNED

    @property
    def counts_from(self) -> datetime:
        """The hour that counts: when it began where that is written down, else when it was to begin."""
        return self.planned_at

    @property
    def length(self) -> int:
        """How many minutes it lasted where that is written down, else how many it was to last."""
        return self.minutes

    @property
    def ending(self) -> str:
        """'holdt, 60 minutter, i centret. Kom til tiden.': how it went, for the story."""
        words = WORD_FOR[SessionOutcome(self.outcome)]
        if self.outcome == SessionOutcome.HELD:
            words = f"{words}, {self.length} minutter, {self.get_place_display().lower()}"
        return f"{words}. {self.note}" if self.note else words

    def ended_at(self, now: datetime) -> datetime:
        """When the ending belongs in the story: a talk called off has no hour of its own."""
        return now if self.outcome == SessionOutcome.CANCELLED else self.counts_from
