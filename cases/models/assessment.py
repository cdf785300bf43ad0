from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from cases.enums import Children, Concern, Place, Pregnancy, SessionOutcome, Sex
from cases.models.request import TreatmentRequest
from cases.models.talk import Talk
from rusmiddel.access.models import User

# The statutory topics (ASS-6, BEK 1477/2019 § 1, stk. 2) in the order they are asked.
TOPICS = ("substance_use", "relations", "health", "work", "housing", "other_matters")


class Assessment(models.Model):
    """The mapping of a citizen's situation (afdækning) that the decision rests on."""

    request = models.OneToOneField(TreatmentRequest, on_delete=models.PROTECT, related_name="assessment")
    substance_use = models.TextField("brug af rusmidler", blank=True)
    relations = models.TextField("sociale relationer, netværk og familie", blank=True)
    health = models.TextField("fysisk og psykisk helbred", blank=True)
    work = models.TextField("arbejde og uddannelse", blank=True)
    housing = models.TextField("bolig", blank=True)
    other_matters = models.TextField("andre forhold og anden hjælp", blank=True)
    tried_before = models.TextField("hvad er prøvet før", blank=True)
    children = models.CharField("børn under 18 år", max_length=10, choices=Children.choices, blank=True)
    concern = models.CharField(
        "bekymring for et barn", max_length=10, choices=Concern.choices, blank=True, default=""
    )
    pregnancy = models.CharField("gravid", max_length=15, choices=Pregnancy.choices, blank=True)
    conclusion = models.TextField("faglig konklusion", blank=True)
    completed_at = models.DateTimeField("afsluttet", null=True, blank=True)
    completed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "afdækning"
        verbose_name_plural = "afdækninger"
        constraints = [
            models.CheckConstraint(
                name="assessment_children_valid", condition=Q(children__in=["", *Children.values])
            ),
            models.CheckConstraint(
                name="assessment_concern_valid", condition=Q(concern__in=["", *Concern.values])
            ),
            models.CheckConstraint(
                name="assessment_pregnancy_valid", condition=Q(pregnancy__in=["", *Pregnancy.values])
            ),
            # CHI-6 and GUA-15: the question of children, every topic and a conclusion stand in a closed one.
            models.CheckConstraint(
                name="assessment_completed_is_whole",
                condition=Q(completed_at=None, completed_by=None)
                | (
                    Q(completed_at__isnull=False, completed_by__isnull=False)
                    & ~Q(children="")
                    & ~Q(conclusion="")
                    & ~Q(substance_use="")
                    & ~Q(relations="")
                    & ~Q(health="")
                    & ~Q(work="")
                    & ~Q(housing="")
                    & ~Q(other_matters="")
                ),
                violation_error_message=(
                    "Afdækningen kan ikke afsluttes, før alle emner og spørgsmålet om børn er besvaret."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Afdækning {self.pk}"

    @property
    def is_completed(self) -> bool:
        return self.completed_at is not None

    @property
    def topics(self) -> list[tuple[str, str]]:
        """Each statutory topic with what is written about it."""
        names = {field.name: str(field.verbose_name).capitalize() for field in self._meta.fields}
        return [(names[topic], getattr(self, topic)) for topic in TOPICS]


def pregnancy_at_first(sex: str) -> str:
    """What is answered beforehand: a man is not asked."""
    return Pregnancy.NOT_RELEVANT if sex == Sex.MALE else ""


class AssessmentSession(Talk):
    """A talk of the assessment (afdækningssamtale)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="sessions")
    # What the talk was, beside what was planned; the guarantee is met by the hour it was held.
    began_at = models.DateTimeField("begyndte", null=True, blank=True)
    lasted_minutes = models.PositiveSmallIntegerField("varede minutter", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "afdækningssamtale"
        verbose_name_plural = "afdækningssamtaler"
        constraints = [
            models.CheckConstraint(
                name="assessment_session_outcome_valid", condition=Q(outcome__in=SessionOutcome.values)
            ),
            models.CheckConstraint(
                name="assessment_session_place_valid", condition=Q(place__in=Place.values)
            ),
            models.CheckConstraint(name="assessment_session_has_length", condition=Q(minutes__gt=0)),
            models.CheckConstraint(
                name="assessment_session_times_of_a_held_one",
                condition=Q(began_at=None, lasted_minutes=None)
                | Q(
                    outcome=SessionOutcome.HELD,
                    began_at__isnull=False,
                    lasted_minutes__isnull=False,
                    lasted_minutes__gt=0,
                ),
            ),
            # A double click books one talk.
            models.UniqueConstraint(
                name="assessment_session_once_at_a_time",
                fields=["assessment", "planned_at"],
                condition=Q(outcome=SessionOutcome.PLANNED),
                violation_error_message="Der er allerede aftalt en samtale på det tidspunkt.",
            ),
        ]
        indexes = [
            # Serves an employee's appointments of a day.
            models.Index(name="assessment_session_by_day", fields=["employee", "planned_at"]),
        ]

    def __str__(self) -> str:
        return f"Afdækningssamtale {self.planned_at:%Y-%m-%d}"

    def hold(self, *, began_at: datetime | None, lasted_minutes: int | None) -> None:
        """Say when it was held and for how long, without saving; as planned where nothing is said."""
        if lasted_minutes is not None and lasted_minutes < 1:
            raise ValidationError({"lasted_minutes": "Skriv, hvor mange minutter samtalen varede."})
        self.began_at, self.lasted_minutes = began_at or self.planned_at, lasted_minutes or self.minutes

    def take_back(self, **told: Any) -> None:
        self.began_at = self.lasted_minutes = None
        super().take_back(**told)

    @property
    def counts_from(self) -> datetime:
        return self.began_at or self.planned_at

    @property
    def length(self) -> int:
        return self.lasted_minutes or self.minutes

    @property
    def differs(self) -> bool:
        """Whether it was held at another hour, or for longer or shorter, than planned."""
        return (self.counts_from, self.length) != (self.planned_at, self.minutes)
