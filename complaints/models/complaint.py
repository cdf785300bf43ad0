import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cases.enums import Channel
from cases.models import Case, TreatmentRequest
from complaints.enums import (
    IN_HAND,
    NEXT_STATUSES,
    OPEN_STATUSES,
    ComplaintKind,
    ComplaintStatus,
    Handling,
    Lateness,
    Result,
)
from complaints.models.power import PowerOfAttorney
from rights.models import AccessRequest
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.models import Letter
from rusmiddel.standards.enums import PeriodEnd
from rusmiddel.standards.models import StandardVersion
from rusmiddel.transitions import checked_move
from visitation.models import Decision, FurtherDecision

ORAL = (Channel.PHONE, Channel.IN_PERSON)
CONFIDENTIAL = Q(kind=ComplaintKind.CASE_HANDLING)
WITHDRAWN = Q(status=ComplaintStatus.WITHDRAWN)
HAS_RESULT = Q(
    status__in=[
        ComplaintStatus.TO_ACT,
        ComplaintStatus.DONE,
        ComplaintStatus.CLOSED,
        ComplaintStatus.WITHDRAWN,
    ]
)


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def open(self) -> Self:
        return self.filter(status__in=sorted(OPEN_STATUSES))

    def in_hand(self) -> Self:
        """Those whose reassessment is not over."""
        return self.filter(status__in=sorted(IN_HAND))

    def visible_to(self, user: User) -> Self:
        """The complaints of the cases one may see, but for those of case handling and staff.

        Those are seen by the team lead and whoever wrote them down, and never by the one they are about.
        """
        return self.filter(case__in=Case.objects.visible_to(user)).allowed_to(user)

    def allowed_to(self, user: User) -> Self:
        """The same of cases that one is known to see."""
        found = self.filter(Q(concerns=None) | ~Q(concerns=user))
        if user.has_role(Role.TEAM_LEAD):
            return found
        return found.filter(~CONFIDENTIAL | Q(recorded_by=user))

    def for_list(self) -> Self:
        """With the date each is to be handled by and what it is about, in one query."""
        due = Deadline.objects.open().filter(
            kind__in=[DeadlineKind.REASSESSMENT, DeadlineKind.COMPLAINT_ACTION],
            ref=models.functions.Concat(
                models.Value("complaint:"), models.functions.Cast(models.OuterRef("pk"), models.CharField())
            ),
        )
        return (
            self.select_related("case__citizen", "responsible")
            .annotate(due_on=models.Subquery(due.order_by("due_on").values("due_on")[:1]))
            .with_offer()
        )

    def with_offer(self) -> Self:
        return self.annotate(
            offer=Coalesce(
                F("decision__applied_for_name"), F("further__course__offer_name"), models.Value("")
            )
        )

    def with_facts(self) -> Self:
        """All that its deadlines are computed from."""
        return self.select_related("case", "board_answer")

    def for_page(self) -> Self:
        return self.select_related(
            "case__citizen",
            "case__responsible",
            "decision__case",
            "decision__request",
            "further__case",
            "access_request__case",
            "power",
            "concerns",
            "responsible",
            "recorded_by",
            "read_back_by",
            "lateness_by",
            "closed_by",
            "receipt",
        ).defer("receipt__pdf", "receipt__html")


class Complaint(models.Model):
    """Somebody complains (klage): of what, how it came, which way it goes, and how it ended."""

    # Made with the empty form, so that a double click registers one.
    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="complaints", verbose_name="sag")
    kind = models.CharField("hvad klages der over", max_length=30, choices=ComplaintKind.choices)
    # What is complained of, where that is a row.
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="afgørelse",
    )
    further = models.ForeignKey(
        FurtherDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="afgørelse undervejs",
    )
    access_request = models.ForeignKey(
        AccessRequest,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="svar om indsigt",
    )
    request = models.ForeignKey(
        TreatmentRequest,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="anmodning",
    )
    # The employee whom it is about; never one of those who see it.
    concerns = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="medarbejder, klagen handler om",
    )
    # None is the citizen's own.
    power = models.ForeignKey(
        PowerOfAttorney,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="fuldmagt",
    )
    received_on = models.DateField("modtaget")
    channel = models.CharField("hvordan", max_length=15, choices=Channel.choices)
    text = models.TextField("klagen")
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    # An oral complaint is written down here and read to the citizen (KLA-2).
    read_back_at = models.DateTimeField("læst op", null=True, blank=True)
    read_back_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="læst op af"
    )
    read_back_said = models.TextField("hvad borgeren sagde til det", blank=True)
    # The way it goes, as the standard of the day it came says: stored, so that a later standard changes none.
    standard = models.ForeignKey(
        StandardVersion, on_delete=models.PROTECT, related_name="+", verbose_name="kvalitetsstandard"
    )
    handling = models.CharField("behandling", max_length=10, choices=Handling.choices)
    recipient_name = models.CharField("klagen hører til hos", max_length=200)
    recipient_address = models.TextField("adresse", blank=True)
    recipient_email = models.CharField("e-mail", max_length=200, blank=True)
    reassessment_weeks = models.PositiveSmallIntegerField(
        "genvurdering inden for uger", null=True, blank=True
    )
    reassessment_ends = models.CharField(
        "fristen slutter", max_length=20, choices=[(end.value, end.label) for end in PeriodEnd]
    )
    # Key of the authority it goes on to; empty where it ends here.
    onward_key = models.CharField(max_length=60, blank=True)
    onward_name = models.CharField("sendes videre til", max_length=200, blank=True)
    complain_by = models.DateField("sidste dag at klage", null=True, blank=True)
    is_late = models.BooleanField("kom for sent", default=False)
    lateness = models.CharField("vurderet", max_length=10, choices=Lateness.choices, blank=True)
    lateness_reason = models.TextField("hvorfor", blank=True)
    lateness_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vurderet af"
    )
    responsible = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="complaints_in_hand", verbose_name="behandler klagen"
    )
    receipt = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kvittering"
    )
    status = models.CharField(
        "status", max_length=12, choices=ComplaintStatus.choices, default=ComplaintStatus.RECEIVED
    )
    # The centre's own part is done: changed, sent on, answered.
    handled_on = models.DateField("behandlet her", null=True, blank=True)
    acted_on = models.DateField("behandlet efter klageinstansens svar", null=True, blank=True)
    result = models.CharField("udfald", max_length=20, choices=Result.choices, blank=True)
    answer = models.TextField("svar", blank=True)
    lesson = models.TextField("hvad vi lærte", blank=True)
    closed_on = models.DateField("afsluttet", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="afsluttet af"
    )

    objects = ComplaintQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    # Set by `for_list`.
    due_on: date | None
    offer: str

    class Meta:
        verbose_name = "klage"
        verbose_name_plural = "klager"
        constraints = [
            models.CheckConstraint(name="complaint_kind_valid", condition=Q(kind__in=ComplaintKind.values)),
            models.CheckConstraint(name="complaint_channel_valid", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(
                name="complaint_handling_valid", condition=Q(handling__in=Handling.values)
            ),
            models.CheckConstraint(
                name="complaint_ends_valid",
                condition=Q(reassessment_ends__in=[end.value for end in PeriodEnd]),
            ),
            models.CheckConstraint(
                name="complaint_lateness_valid", condition=Q(lateness__in=["", *Lateness.values])
            ),
            models.CheckConstraint(
                name="complaint_status_valid", condition=Q(status__in=ComplaintStatus.values)
            ),
            models.CheckConstraint(
                name="complaint_result_valid", condition=Q(result__in=["", *Result.values])
            ),
            models.CheckConstraint(
                name="complaint_says_something",
                condition=Q(text__regex=r"\S"),
                violation_error_message="Skriv klagen.",
            ),
            # KLA-1: only of what was decided, and of one thing at a time.
            models.CheckConstraint(
                name="complaint_of_what_its_kind_says",
                condition=(
                    Q(kind__in=[ComplaintKind.DECISION, ComplaintKind.RESIDENTIAL_DECISION])
                    & (Q(decision__isnull=False, further=None) | Q(decision=None, further__isnull=False))
                    & Q(access_request=None, request=None)
                )
                | Q(kind=ComplaintKind.HEALTH_TREATMENT, access_request=None, request=None)
                | Q(
                    kind=ComplaintKind.ACCESS_TO_FILES,
                    access_request__isnull=False,
                    decision=None,
                    further=None,
                    request=None,
                )
                | Q(
                    kind=ComplaintKind.GUARANTEE_EXCEEDED,
                    request__isnull=False,
                    decision=None,
                    further=None,
                    access_request=None,
                )
                | Q(
                    kind=ComplaintKind.CASE_HANDLING,
                    decision=None,
                    further=None,
                    access_request=None,
                    request=None,
                ),
                violation_error_message="Vælg, hvad der klages over.",
            ),
            models.CheckConstraint(
                name="complaint_staff_only_of_conduct", condition=CONFIDENTIAL | Q(concerns=None)
            ),
            # Nobody handles or writes down a complaint of themselves.
            models.CheckConstraint(
                name="complaint_not_with_whom_it_concerns",
                condition=Q(concerns=None) | (~Q(concerns=F("responsible")) & ~Q(concerns=F("recorded_by"))),
                violation_error_message="Den, klagen handler om, kan ikke behandle den.",
            ),
            models.CheckConstraint(
                name="complaint_read_back_whole",
                condition=Q(read_back_at=None, read_back_by=None, read_back_said="")
                | Q(read_back_at__isnull=False, read_back_by__isnull=False, read_back_said__regex=r"\S"),
                violation_error_message="Skriv, hvad borgeren sagde til det.",
            ),
            # KLA-2: what was told is read back before it is handled; one that is withdrawn need not be.
            models.CheckConstraint(
                name="complaint_oral_is_read_back",
                condition=~Q(channel__in=ORAL)
                | Q(read_back_at__isnull=False)
                | Q(status__in=[ComplaintStatus.RECEIVED, ComplaintStatus.WITHDRAWN])
                | Q(handling=Handling.GUIDE),
                violation_error_message="Læs klagen op for borgeren, før den behandles.",
            ),
            # KLA-6: late is registered all the same, assessed, and never thrown away.
            models.CheckConstraint(
                name="complaint_late_is_assessed",
                condition=Q(is_late=False, lateness="", lateness_reason="", lateness_by=None)
                | (
                    Q(is_late=True, complain_by__lt=F("received_on"))
                    & (
                        Q(lateness="", lateness_reason="", lateness_by=None)
                        & Q(status__in=[ComplaintStatus.RECEIVED, ComplaintStatus.WITHDRAWN])
                        | (~Q(lateness="") & Q(lateness_reason__regex=r"\S", lateness_by__isnull=False))
                    )
                ),
                violation_error_message="Vurdér først, om der er særlige grunde: klagen er kommet for sent.",
            ),
            models.CheckConstraint(
                name="complaint_ended_with_result",
                condition=(HAS_RESULT & ~Q(result="")) | (~HAS_RESULT & Q(result="")),
            ),
            models.CheckConstraint(
                name="complaint_withdrawn_is_result",
                condition=(WITHDRAWN & Q(result=Result.WITHDRAWN))
                | (~WITHDRAWN & ~Q(result=Result.WITHDRAWN)),
            ),
            # What was learnt is said before it is put away.
            models.CheckConstraint(
                name="complaint_closed_with_lesson",
                condition=~Q(status=ComplaintStatus.CLOSED)
                | Q(lesson__regex=r"\S", closed_on__isnull=False, closed_by__isnull=False),
                violation_error_message="Skriv, hvad vi lærte af klagen.",
            ),
            models.CheckConstraint(
                name="complaint_in_hand_is_not_handled",
                condition=~Q(status__in=sorted(IN_HAND)) | Q(handled_on=None, closed_on=None),
            ),
        ]
        indexes = [
            # Serves the complaints of a case, newest first.
            models.Index(name="complaint_by_case", fields=["case", "-received_on"]),
            # Serves what is open.
            models.Index(
                name="complaint_open", fields=["received_on"], condition=Q(status__in=sorted(OPEN_STATUSES))
            ),
        ]

    def __str__(self) -> str:
        return f"Klage {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:complaint", args=[self.case.number, self.pk])

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows its deadlines."""
        return f"complaint:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    @property
    def is_oral(self) -> bool:
        return self.channel in ORAL

    @property
    def waits_for_reading(self) -> bool:
        return self.is_oral and self.read_back_at is None and self.handling != Handling.GUIDE

    @property
    def waits_for_lateness(self) -> bool:
        return self.is_late and not self.lateness

    @property
    def is_confidential(self) -> bool:
        """Between the citizen and the head of department: nothing of it stands where colleagues look."""
        return self.kind == ComplaintKind.CASE_HANDLING

    @property
    def complainant(self) -> str:
        """'Borgeren selv', or 'Birthe Lund med fuldmagt'."""
        return f"{self.power.name} med fuldmagt" if self.power else "Borgeren selv"

    @property
    def title(self) -> str:
        """What it is a complaint of, in a line."""
        over = self.decision or self.further or self.access_request
        return f"Klage over: {over}" if over else f"Klage: {self.get_kind_display().lower()}"

    def move_to(self, status: ComplaintStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_STATUSES, ComplaintStatus(self.status), status)
