from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from cases.enums import Place, RelativeGround, SessionOutcome
from cases.models.case import Case
from cases.models.talk import Talk
from rusmiddel.access.models import User
from rusmiddel.standards.models import StandardVersion


class RelativeCourse(models.Model):
    """A relative's own course of talks (pårørendeforløb): a case without request, guarantee or CPR number."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="relative_course")
    offer_key = models.CharField("tilbud i kvalitetsstandarden", max_length=60)
    offer_name = models.CharField("tilbud", max_length=200)
    # As the relative tells it: whom they are near to is not asked, and nothing is looked up.
    ground = models.CharField(
        "hvorfor", max_length=20, choices=RelativeGround.choices, default=RelativeGround.OTHER
    )
    standard = models.ForeignKey(StandardVersion, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "pårørendeforløb"
        verbose_name_plural = "pårørendeforløb"
        constraints = [
            models.CheckConstraint(
                name="relative_ground_valid", condition=Q(ground__in=RelativeGround.values)
            ),
        ]

    def __str__(self) -> str:
        return self.offer_name


class RelativeTalk(Talk):
    """A talk with a relative (samtale med pårørende)."""

    course = models.ForeignKey(RelativeCourse, on_delete=models.PROTECT, related_name="talks")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "samtale med pårørende"
        verbose_name_plural = "samtaler med pårørende"
        constraints = [
            models.CheckConstraint(
                name="relative_talk_outcome_valid", condition=Q(outcome__in=SessionOutcome.values)
            ),
            models.CheckConstraint(name="relative_talk_place_valid", condition=Q(place__in=Place.values)),
            models.UniqueConstraint(
                name="relative_talk_once_at_a_time",
                fields=["course", "planned_at"],
                condition=Q(outcome=SessionOutcome.PLANNED),
                violation_error_message="Der er allerede aftalt en samtale på det tidspunkt.",
            ),
        ]

    def __str__(self) -> str:
        return f"Samtale med pårørende {self.planned_at:%Y-%m-%d}"
