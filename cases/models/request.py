from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from cases.enums import (
    NEXT_STAGES,
    OPEN_STAGES,
    REPEATABLE_EVENTS,
    STAGES_BEFORE,
    STAGES_TO_BOOK,
    ClockEventKind,
    DeviationReason,
    RequestStage,
    Substance,
)
from cases.models.case import Case
from cases.models.inquiry import Inquiry
from rusmiddel.access.models import User
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force
from rusmiddel.transitions import checked_move


class TreatmentRequestQuerySet(models.QuerySet["TreatmentRequest"]):
    def open(self) -> Self:
        return self.filter(stage__in=OPEN_STAGES)

    def with_facts(self) -> Self:
        """All that the clocks are computed from, in a constant number of queries."""
        return self.with_events().select_related("inquiry", "case", "case__citizen", "case__responsible")

    def with_events(self) -> Self:
        return self.prefetch_related(models.Prefetch("events", ClockEvent.objects.standing()))


class TreatmentRequest(models.Model):
    """A wish for treatment (anmodning om behandling) and where it stands. The guarantee belongs to it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests", verbose_name="sag")
    inquiry = models.OneToOneField(
        Inquiry, on_delete=models.PROTECT, related_name="request", verbose_name="henvendelse"
    )
    substance = models.CharField("rusmiddel", max_length=10, choices=Substance.choices)
    stage = models.CharField(
        "trin", max_length=15, choices=RequestStage.choices, default=RequestStage.REGISTERED
    )
    # U18-1: the guarantee covers a young person only where the problems are serious; None is not assessed.
    serious_problems = models.BooleanField("alvorlige problemer (under 18)", null=True, blank=True)
    # Key of the offer in the quality standard that the citizen asks for.
    wished_offer = models.CharField("ønsket tilbud", max_length=60, blank=True)
    ready_at = models.DateTimeField("klar til visitation", null=True, blank=True)

    objects = TreatmentRequestQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "anmodning"
        verbose_name_plural = "anmodninger"
        constraints = [
            models.CheckConstraint(name="request_stage_valid", condition=Q(stage__in=RequestStage.values)),
            models.CheckConstraint(
                name="request_substance_valid", condition=Q(substance__in=Substance.values)
            ),
            models.UniqueConstraint(
                name="request_one_open_per_case",
                fields=["case"],
                condition=Q(stage__in=sorted(OPEN_STAGES)),
                violation_error_message="Sagen har allerede en åben anmodning om behandling.",
            ),
        ]
        indexes = [
            # Serves the agenda: what is ready and not yet decided.
            models.Index(name="request_ready", fields=["ready_at"], condition=Q(stage=RequestStage.READY)),
            # Serves what the secretary books: the requests before visitation.
            models.Index(
                name="request_to_book", fields=["case"], condition=Q(stage__in=sorted(STAGES_TO_BOOK))
            ),
        ]

    def __str__(self) -> str:
        return f"Anmodning {self.pk}"

    @property
    def requested_on(self) -> date:
        return timezone.localdate(self.inquiry.contacted_at)

    @cached_property
    def standard(self) -> Standard:
        """The quality standard that governs the request; read once for a page."""
        return in_force(self.requested_on)

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows the clocks of this request."""
        return f"request:{self.pk}"

    def move_to(self, stage: RequestStage) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.stage = checked_move(NEXT_STAGES, RequestStage(self.stage), stage)

    def move_back_to(self, stage: RequestStage) -> None:
        """Undo a move; raises TransitionError where it cannot be undone."""
        self.stage = checked_move(STAGES_BEFORE, RequestStage(self.stage), stage)

    def age_on(self, day: date) -> int | None:
        """Age in whole years: from the date of birth, else as stated when contact was made."""
        age = self.case.citizen.age_on(day)
        return self.inquiry.stated_age if age is None else age


class ClockEventQuerySet(models.QuerySet["ClockEvent"]):
    def standing(self) -> Self:
        """Those not taken back, oldest first."""
        return self.filter(cancelled_at=None).order_by("occurred_at", "id")


class ClockEvent(models.Model):
    """A dated fact that a clock is built from. Never changed; taken back with a reason."""

    request = models.ForeignKey(TreatmentRequest, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField("hvad", max_length=25, choices=ClockEventKind.choices)
    occurred_at = models.DateTimeField("hvornår")
    reason = models.CharField("grund", max_length=20, choices=DeviationReason.choices, blank=True)
    note = models.TextField("bemærkning", blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField("taget tilbage", null=True, blank=True)
    cancelled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_reason = models.TextField("hvorfor taget tilbage", blank=True)

    objects = ClockEventQuerySet.as_manager()

    class Meta:
        verbose_name = "hændelse"
        verbose_name_plural = "hændelser"
        constraints = [
            models.CheckConstraint(name="event_kind_valid", condition=Q(kind__in=ClockEventKind.values)),
            models.CheckConstraint(
                name="event_deviation_has_reason",
                condition=~Q(kind=ClockEventKind.DEVIATION) | Q(reason__in=DeviationReason.values),
                violation_error_message="En fravigelse skal have en grund.",
            ),
            models.CheckConstraint(
                name="event_cancelled_with_reason",
                condition=Q(cancelled_at=None, cancelled_by=None, cancelled_reason="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_reason="")),
            ),
            models.UniqueConstraint(
                name="event_once_per_request",
                fields=["request", "kind"],
                condition=Q(cancelled_at=None) & ~Q(kind__in=sorted(REPEATABLE_EVENTS)),
                violation_error_message="Det er allerede registreret.",
            ),
            models.CheckConstraint(
                name="event_recorded_after_it_happened",
                condition=Q(occurred_at__lte=F("recorded_at")),
                violation_error_message="Tidspunktet ligger i fremtiden.",
            ),
        ]
        indexes = [
            # Serves the clocks: all facts of a request in order.
            models.Index(name="event_by_request", fields=["request", "occurred_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.occurred_at:%Y-%m-%d})"
