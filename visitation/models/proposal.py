from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cases.models import Case, TreatmentRequest
from offers.models import Course
from rusmiddel.access.models import User
from visitation.enums import DecisionKind, FurtherKind
from visitation.models.meeting import Meeting

KINDS = [*DecisionKind.choices, *FurtherKind.choices]


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> Self:
        return self.filter(made_at=None, dropped_at=None)

    def for_page(self) -> Self:
        return self.select_related("case__citizen", "request", "course", "prepared_by", "approved_by")


class Proposal(models.Model):
    """A decision that is written and waits for a second person (forslag til afgørelse).

    A trigger takes the approval away when what is written changes, and lets nothing change once it is made.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals", verbose_name="sag")
    request = models.ForeignKey(
        TreatmentRequest, on_delete=models.PROTECT, related_name="proposals", verbose_name="anmodning"
    )
    course = models.ForeignKey(
        Course,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="forløb",
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="møde",
    )
    kind = models.CharField("hvad", max_length=20, choices=KINDS)
    # The decision as typed, by the names of its fields.
    written = models.JSONField("det skrevne")
    prepared_at = models.DateTimeField("skrevet")
    prepared_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    approved_at = models.DateTimeField("godkendt", null=True, blank=True)
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="godkendt af"
    )
    made_at = models.DateTimeField("afgjort", null=True, blank=True)
    dropped_at = models.DateTimeField("opgivet", null=True, blank=True)

    objects = ProposalQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None

    class Meta:
        verbose_name = "forslag til afgørelse"
        verbose_name_plural = "forslag til afgørelser"
        constraints = [
            models.CheckConstraint(
                name="proposal_kind_valid", condition=Q(kind__in=[value for value, _label in KINDS])
            ),
            models.CheckConstraint(
                name="proposal_approved_by_somebody_else",
                condition=Q(approved_at=None, approved_by=None)
                | (
                    Q(approved_at__isnull=False, approved_by__isnull=False) & ~Q(approved_by=F("prepared_by"))
                ),
                violation_error_message="Den, der har skrevet afgørelsen, kan ikke selv godkende den.",
            ),
            models.CheckConstraint(
                name="proposal_made_when_approved",
                condition=Q(made_at=None) | Q(approved_at__isnull=False, dropped_at=None),
                violation_error_message="Afgørelsen er ikke godkendt.",
            ),
            models.UniqueConstraint(
                name="proposal_one_open_per_request",
                fields=["request"],
                condition=Q(made_at=None, dropped_at=None),
                violation_error_message="Der er allerede et forslag, der venter på godkendelse.",
            ),
        ]
        indexes = [models.Index(name="proposal_by_case", fields=["case", "-id"])]

    def __str__(self) -> str:
        return f"Forslag: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("visitation:proposal", args=[self.case.number, self.pk])

    @property
    def is_open(self) -> bool:
        return self.made_at is None and self.dropped_at is None

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None
