import uuid
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cases.enums import Channel
from cases.models import Case
from rights.enums import NEXT_ACCESS_STATUSES, AccessBasis, AccessOutcome, AccessStatus, Asker
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.models import Letter
from rusmiddel.transitions import checked_move

OPEN = Q(status=AccessStatus.OPEN)
ANSWERED = Q(status=AccessStatus.ANSWERED)
LESS_THAN_ALL = [AccessOutcome.PARTLY, AccessOutcome.REFUSED]


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    def open(self) -> Self:
        return self.filter(OPEN)

    def visible_to(self, user: User) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))

    def for_list(self) -> Self:
        """With the date each is to be answered by, from the register."""
        due = Deadline.objects.filter(
            kind=DeadlineKind.ACCESS_REQUEST,
            ref=Concat(Value("access:"), Cast(OuterRef("pk"), models.CharField())),
        )
        return self.select_related("case__citizen", "responsible").annotate(
            due_on=Subquery(due.values("due_on")[:1])
        )

    def with_facts(self) -> Self:
        """All that its deadline is computed from."""
        return self.select_related("case").prefetch_related("delays")

    def with_window(self) -> Self:
        """With what the time to complain is computed from."""
        return (
            self.exclude(complaint_weeks=None)
            .select_related("case", "letter")
            .defer("letter__pdf", "letter__html")
            .prefetch_related("letter__dispatches")
        )


class AccessRequest(models.Model):
    """Somebody asks to see what is held on a citizen (anmodning om indsigt, aktindsigt)."""

    # Made with the empty form, so that a double click registers one.
    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="access_requests")
    basis = models.CharField("efter", max_length=10, choices=AccessBasis.choices)
    received_on = models.DateField("modtaget")
    channel = models.CharField("hvordan", max_length=15, choices=Channel.choices)
    asked_by = models.CharField("hvem beder om det", max_length=10, choices=Asker.choices)
    asker_name = models.CharField("navn på den, der beder", max_length=200, blank=True)
    # Where the answer to another than the citizen goes; by hand where it is empty.
    asker_address = models.TextField("adresse på den, der beder", blank=True)
    # What shows that the asker may: seen where the asker is another, who it was where it is the citizen.
    authority = models.TextField("hvordan vi ved, hvem det er")
    wording = models.TextField("hvad der bedes om", blank=True)
    responsible = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="access_requests", verbose_name="behandler"
    )
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    status = models.CharField(
        "status", max_length=10, choices=AccessStatus.choices, default=AccessStatus.OPEN
    )
    outcome = models.CharField("udfald", max_length=10, choices=AccessOutcome.choices, blank=True)
    reasons = models.TextField("begrundelse", blank=True)
    provisions = models.TextField("regler", blank=True)
    closed_on = models.DateField("afsluttet", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="afsluttet af"
    )
    letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="access_request"
    )

    # How long the asker may complain of less than everything, the day the letter itself names, and the day
    # on which it was noted that the time is out.
    complaint_weeks = models.PositiveSmallIntegerField("klagefrist i uger", null=True, blank=True)
    stated_deadline_on = models.DateField("klagefrist i brevet", null=True, blank=True)
    window_closed_on = models.DateField("klagefrist udløbet", null=True, blank=True)

    objects = AccessRequestQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "anmodning om indsigt"
        verbose_name_plural = "anmodninger om indsigt"
        constraints = [
            models.CheckConstraint(name="access_basis_valid", condition=Q(basis__in=AccessBasis.values)),
            models.CheckConstraint(name="access_channel_valid", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(name="access_asked_by_valid", condition=Q(asked_by__in=Asker.values)),
            models.CheckConstraint(name="access_status_valid", condition=Q(status__in=AccessStatus.values)),
            models.CheckConstraint(
                name="access_outcome_valid", condition=Q(outcome__in=["", *AccessOutcome.values])
            ),
            models.CheckConstraint(
                name="access_another_has_name_and_authority",
                condition=Q(asked_by=Asker.CITIZEN) | Q(asker_name__regex=r"\S"),
                violation_error_message="Skriv navnet på den, der beder om indsigt for borgeren.",
            ),
            models.CheckConstraint(
                name="access_who_asks_is_known",
                condition=Q(authority__regex=r"\S"),
                violation_error_message="Skriv, hvordan du ved, hvem det er.",
            ),
            models.CheckConstraint(
                name="access_closed_with_day",
                condition=(OPEN & Q(closed_on=None, closed_by=None))
                | (~OPEN & Q(closed_on__gte=F("received_on"), closed_by__isnull=False)),
                violation_error_message="Anmodningen kan ikke være besvaret, før den kom.",
            ),
            models.CheckConstraint(
                name="access_answered_by_letter",
                condition=(ANSWERED & ~Q(outcome="") & Q(letter__isnull=False))
                | (~ANSWERED & Q(outcome="", letter=None)),
            ),
            models.CheckConstraint(
                name="access_complaint_of_less_than_all",
                condition=Q(complaint_weeks=None, stated_deadline_on=None, window_closed_on=None)
                | Q(outcome__in=LESS_THAN_ALL, complaint_weeks__isnull=False),
            ),
            # Whoever does not get everything is told why: forvaltningsloven §§ 22-24 (DEC-4).
            models.CheckConstraint(
                name="access_less_than_all_is_reasoned",
                condition=~Q(outcome__in=LESS_THAN_ALL) | Q(reasons__regex=r"\S", provisions__regex=r"\S"),
                violation_error_message="Skriv begrundelsen og reglerne, når ikke alt gives.",
            ),
        ]
        indexes = [
            # Serves the requests of a case, newest first.
            models.Index(name="access_request_by_case", fields=["case", "-received_on"]),
        ]

    def __str__(self) -> str:
        return f"Anmodning om indsigt {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("rights:access_request", args=[self.case.number, self.pk])

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows when it must be answered."""
        return f"access:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status == AccessStatus.OPEN

    @property
    def asker(self) -> str:
        """'Borgeren selv', or 'En anden med fuldmagt: Birthe Lund'."""
        who = self.get_asked_by_display()
        return f"{who}: {self.asker_name}" if self.asker_name else who

    def move_to(self, status: AccessStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_ACCESS_STATUSES, AccessStatus(self.status), status)


class AccessDelay(models.Model):
    """The asker is told that the answer takes longer, why, and when it comes (brev om forsinkelse).

    Never changed; a later letter is a new row.
    """

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="delays")
    reason = models.TextField("hvorfor det tager længere tid")
    expected_on = models.DateField("hvornår svaret kommer")
    told_at = models.DateTimeField("skrevet")
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="access_delay")

    class Meta:
        verbose_name = "brev om forsinkelse"
        verbose_name_plural = "breve om forsinkelse"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="access_delay_has_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor det tager længere tid.",
            ),
        ]

    def __str__(self) -> str:
        return f"Forsinkelse til {self.expected_on:%Y-%m-%d}"
