from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from cases.models import Case, TreatmentRequest
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.models import SEAL
from rusmiddel.transitions import checked_move
from visitation.enums import NEXT_OUTCOMES, NEXT_STATUSES, ItemOutcome, MeetingStatus

# The outcomes that stay on the agenda when the meeting is over.
STANDING = frozenset(ItemOutcome) - {ItemOutcome.REMOVED}


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def planned(self) -> Self:
        return self.filter(status=MeetingStatus.PLANNED)


class Meeting(models.Model):
    """Those who decide meet (visitationsmøde)."""

    # Key of the body in the quality standard, and its name when the meeting was planned.
    body_key = models.CharField("organ i kvalitetsstandarden", max_length=60)
    body_name = models.CharField("hvem holder mødet", max_length=200)
    starts_at = models.DateTimeField("tidspunkt")
    place = models.CharField("sted", max_length=200, blank=True)
    status = models.CharField(
        "status", max_length=10, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED
    )
    attendees = models.ManyToManyField(User, blank=True, related_name="+", verbose_name="til stede")
    others_present = models.TextField("andre til stede", blank=True)
    closed_at = models.DateTimeField("afsluttet", null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[attendees])
    _history_user: User | None

    class Meta:
        verbose_name = "visitationsmøde"
        verbose_name_plural = "visitationsmøder"
        constraints = [
            models.CheckConstraint(name="meeting_status_valid", condition=Q(status__in=MeetingStatus.values)),
            models.CheckConstraint(name="meeting_has_body", condition=~Q(body_key="") & ~Q(body_name="")),
            models.CheckConstraint(
                name="meeting_held_is_closed",
                condition=(
                    ~Q(status=MeetingStatus.HELD) & Q(closed_at=None, closed_by=None)
                    | Q(status=MeetingStatus.HELD, closed_at__isnull=False, closed_by__isnull=False)
                ),
            ),
            models.UniqueConstraint(
                name="meeting_once_at_a_time",
                fields=["body_key", "starts_at"],
                condition=~Q(status=MeetingStatus.CANCELLED),
                violation_error_message="Der er allerede et møde på det tidspunkt.",
            ),
        ]
        indexes = [
            # Serves the next meeting of a body.
            models.Index(
                name="meeting_planned", fields=["starts_at"], condition=Q(status=MeetingStatus.PLANNED)
            ),
            # Serves the meetings that have been, newest first.
            models.Index(name="meeting_by_start", fields=["-starts_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.body_name} {self.starts_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("visitation:meeting", args=[self.pk])

    @property
    def is_planned(self) -> bool:
        return self.status == MeetingStatus.PLANNED

    def has_begun(self, today: date) -> bool:
        """From the day itself: a meeting may be a little early."""
        return self.held_on <= today

    @property
    def held_on(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def present(self) -> str:
        """Who was there, in one line."""
        others = [line.strip() for line in self.others_present.splitlines() if line.strip()]
        return ", ".join([*(user.name for user in self.attendees.all()), *others])

    def move_to(self, status: MeetingStatus) -> None:
        self.status = checked_move(NEXT_STATUSES, MeetingStatus(self.status), status)


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(request__case__in=Case.objects.visible_to(user))

    def pending(self) -> Self:
        return self.filter(outcome=ItemOutcome.PENDING)

    def standing(self) -> Self:
        """Those that are or were taken up."""
        return self.filter(outcome__in=sorted(STANDING))

    def most_urgent_first(self) -> Self:
        """By the date the guarantee is due; then by how long the case has been ready."""
        clock = Deadline.objects.filter(
            kind=DeadlineKind.GUARANTEE,
            ref=Concat(Value("request:"), Cast(OuterRef("request_id"), models.CharField())),
        )
        return self.annotate(
            due_on=Subquery(clock.values("due_on")[:1]), clock_status=Subquery(clock.values("status")[:1])
        ).order_by("due_on", "request__ready_at", "pk")

    def for_agenda(self) -> Self:
        return self.select_related(
            "request__case__citizen", "request__inquiry", "decision"
        ).most_urgent_first()


class AgendaItem(models.Model):
    """A case on the agenda of a meeting (punkt på dagsordenen)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    request = models.ForeignKey(TreatmentRequest, on_delete=models.PROTECT, related_name="agenda_items")
    outcome = models.CharField(
        "udfald", max_length=10, choices=ItemOutcome.choices, default=ItemOutcome.PENDING
    )
    missing = models.TextField("hvad mangler", blank=True)
    added_at = models.DateTimeField("sat på", auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = AgendaItemQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None

    # Set by `most_urgent_first`.
    due_on: date | None
    clock_status: str | None
    # Set by `with_wishes`.
    wished: str

    class Meta:
        verbose_name = "punkt på dagsordenen"
        verbose_name_plural = "punkter på dagsordenen"
        constraints = [
            models.CheckConstraint(name="item_outcome_valid", condition=Q(outcome__in=ItemOutcome.values)),
            models.CheckConstraint(
                name="item_settled_has_time",
                condition=Q(outcome=ItemOutcome.PENDING, settled_at=None)
                | (~Q(outcome=ItemOutcome.PENDING) & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="item_postponed_says_what_is_missing",
                condition=~Q(outcome=ItemOutcome.POSTPONED) | Q(missing__regex=r"\S"),
                violation_error_message="Skriv, hvad der mangler.",
            ),
            models.UniqueConstraint(
                name="item_one_open_per_request",
                fields=["request"],
                condition=Q(outcome=ItemOutcome.PENDING),
                violation_error_message="Sagen står allerede på en dagsorden.",
            ),
            models.UniqueConstraint(
                name="item_once_per_meeting",
                fields=["meeting", "request"],
                condition=Q(outcome__in=sorted(STANDING)),
                violation_error_message="Sagen er allerede behandlet på mødet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Punkt {self.pk}"

    @property
    def is_pending(self) -> bool:
        return self.outcome == ItemOutcome.PENDING

    @property
    def has_running_clock(self) -> bool:
        return self.clock_status == DeadlineStatus.OPEN

    def move_to(self, outcome: ItemOutcome) -> None:
        self.outcome = checked_move(NEXT_OUTCOMES, ItemOutcome(self.outcome), outcome)


class Minutes(models.Model):
    """The minutes of a meeting as they were sealed (referat). A database trigger refuses any change."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    html = models.TextField()
    pdf = models.BinaryField()
    sha256 = models.CharField("segl", max_length=64, editable=False)
    sealed_at = models.DateTimeField("forseglet")
    sealed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "referat"
        verbose_name_plural = "referater"
        constraints = [models.CheckConstraint(name="minutes_seal_holds", condition=Q(sha256=SEAL))]

    def __str__(self) -> str:
        return f"Referat {self.pk}"
