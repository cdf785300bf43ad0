from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cases.enums import Place, PsychologyKind, PsychologyTalkPurpose, SessionOutcome
from cases.models.case import Case
from cases.models.talk import Talk
from rusmiddel.access.models import User
from rusmiddel.standards.models import StandardVersion


class PsychologicalExamination(models.Model):
    """A psychological screening or assessment (psykologisk screening, psykologisk vurdering)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="examinations")
    kind = models.CharField("slags", max_length=12, choices=PsychologyKind.choices)
    # Whose weeks and talks it is held to.
    standard = models.ForeignKey(StandardVersion, on_delete=models.PROTECT, related_name="+")
    referred_on = models.DateField("henvist")
    question = models.TextField("hvad der skal svares på")
    psychologist = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="examinations", verbose_name="psykolog"
    )
    report = models.TextField("beskrivelse eller rapport", blank=True)
    reported_at = models.DateTimeField("afsluttet", null=True, blank=True)
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stopped_on = models.DateField("stoppet", null=True, blank=True)
    stop_reason = models.TextField("hvorfor stoppet", blank=True)

    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "psykologisk undersøgelse"
        verbose_name_plural = "psykologiske undersøgelser"
        constraints = [
            models.CheckConstraint(
                name="examination_kind_valid", condition=Q(kind__in=PsychologyKind.values)
            ),
            models.CheckConstraint(
                name="examination_answers_a_question",
                condition=Q(question__regex=r"\S"),
                violation_error_message="Skriv, hvad psykologen skal svare på.",
            ),
            models.CheckConstraint(
                name="examination_reported_whole",
                condition=Q(reported_at=None, reported_by=None)
                | Q(reported_at__isnull=False, reported_by__isnull=False, report__regex=r"\S"),
                violation_error_message="Skriv beskrivelsen, før den afsluttes.",
            ),
            models.CheckConstraint(
                name="examination_stopped_with_reason",
                condition=Q(stopped_on=None, stop_reason="")
                | Q(stopped_on__isnull=False, reported_at=None, stop_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor undersøgelsen stoppes.",
            ),
            models.UniqueConstraint(
                name="examination_one_open_of_a_kind",
                fields=["case", "kind"],
                condition=Q(reported_at=None, stopped_on=None),
                violation_error_message="Der er allerede en åben undersøgelse af den slags.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.referred_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("cases:examination", args=[self.case.number, self.pk])

    @property
    def is_reported(self) -> bool:
        return self.reported_at is not None

    @property
    def is_open(self) -> bool:
        """Whether the report is still to come."""
        return self.reported_at is None and self.stopped_on is None

    @property
    def deadline_ref(self) -> str:
        return f"examination:{self.pk}"


class PsychologyTalk(Talk):
    """A talk with the psychologist (psykologsamtale): examining, feeding back or supporting."""

    examination = models.ForeignKey(PsychologicalExamination, on_delete=models.PROTECT, related_name="talks")
    purpose = models.CharField("formål", max_length=12, choices=PsychologyTalkPurpose.choices)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "psykologsamtale"
        verbose_name_plural = "psykologsamtaler"
        constraints = [
            models.CheckConstraint(
                name="psychology_talk_outcome_valid", condition=Q(outcome__in=SessionOutcome.values)
            ),
            models.CheckConstraint(name="psychology_talk_place_valid", condition=Q(place__in=Place.values)),
            models.CheckConstraint(
                name="psychology_talk_purpose_valid", condition=Q(purpose__in=PsychologyTalkPurpose.values)
            ),
            models.CheckConstraint(name="psychology_talk_has_length", condition=Q(minutes__gt=0)),
            # A double click books one talk.
            models.UniqueConstraint(
                name="psychology_talk_once_at_a_time",
                fields=["examination", "planned_at"],
                condition=Q(outcome=SessionOutcome.PLANNED),
                violation_error_message="Der er allerede aftalt en samtale på det tidspunkt.",
            ),
        ]
        indexes = [
            # Serves an employee's appointments of a day.
            models.Index(name="psychology_talk_by_day", fields=["employee", "planned_at"]),
        ]

    def __str__(self) -> str:
        return f"Psykologsamtale {self.planned_at:%Y-%m-%d}"
