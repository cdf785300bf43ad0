from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cases.models import Case
from offers.enums import (
    NEXT_PLACEMENTS,
    OPEN_PLACEMENTS,
    PlacementEnd,
    PlacementStatus,
    TalksAnswer,
)
from offers.models.course import Course
from offers.models.free_choice import FreeChoice
from offers.models.provider import DaysFromUntil, Provider
from rusmiddel.access.models import User
from rusmiddel.transitions import checked_move

PLANNED = Q(status=PlacementStatus.PLANNED)
STAYING = Q(status=PlacementStatus.STAYING)
ENDED = Q(status=PlacementStatus.ENDED)
CANCELLED = Q(status=PlacementStatus.CANCELLED)
NOT_ENDED = Q(ended_on=None, end_kind="")


class PlacementQuerySet(models.QuerySet["Placement"]):
    def open(self) -> Self:
        return self.filter(status__in=sorted(OPEN_PLACEMENTS))

    def visible_to(self, user: User) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))

    def with_facts(self) -> Self:
        """All that its deadlines and its costs are computed from."""
        return (
            self.select_related("course__request__inquiry", "case", "provider")
            .prefetch_related(
                models.Prefetch("guarantees", PaymentGuarantee.objects.standing().order_by("from_on")),
                "supervisions",
                "status_reports",
                "course__aftercare_plans",
            )
            .order_by("pk")
        )


class Placement(models.Model):
    """A stay at a residential provider (indskrivning, ophold), from the agreement to the discharge.

    Triggers refuse a place that is not approved, a course that is not residential, a beginning without a
    guarantee for payment, and an agreed discharge without an aftercare plan.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="placements")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="placements", verbose_name="sag")
    provider = models.ForeignKey(
        Provider, on_delete=models.PROTECT, related_name="placements", verbose_name="behandlingssted"
    )
    free_choice = models.ForeignKey(
        FreeChoice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
        verbose_name="borgerens frie valg",
    )
    moved_from = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="moved_to",
        verbose_name="flyttet fra",
    )
    status = models.CharField(
        "status", max_length=10, choices=PlacementStatus.choices, default=PlacementStatus.PLANNED
    )
    planned_from = models.DateField("aftalt fra")
    planned_until = models.DateField("aftalt til og med")
    aim = models.TextField("formål og mål", blank=True)
    started_on = models.DateField("indskrevet", null=True, blank=True)
    ended_on = models.DateField("udskrevet", null=True, blank=True)
    end_kind = models.CharField("hvordan", max_length=10, choices=PlacementEnd.choices, blank=True)
    end_reason = models.TextField("hvorfor", blank=True)
    agreed_with = models.CharField("aftalt med på institutionen", max_length=200, blank=True)
    talks_answer = models.CharField(
        "ambulante samtaler bagefter", max_length=10, choices=TalksAnswer.choices, blank=True
    )

    objects = PlacementQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "indskrivning"
        verbose_name_plural = "indskrivninger"
        constraints = [
            models.CheckConstraint(
                name="placement_status_valid", condition=Q(status__in=PlacementStatus.values)
            ),
            models.CheckConstraint(
                name="placement_has_length",
                condition=Q(planned_until__gt=F("planned_from")),
                violation_error_message="Opholdet skal slutte, efter at det er begyndt.",
            ),
            models.CheckConstraint(
                name="placement_dates_follow_status",
                condition=(PLANNED & NOT_ENDED & Q(started_on=None))
                | (STAYING & NOT_ENDED & Q(started_on__isnull=False))
                | (
                    ENDED
                    & Q(started_on__isnull=False, ended_on__gte=F("started_on"))
                    & Q(end_kind__in=PlacementEnd.values)
                )
                | (CANCELLED & NOT_ENDED & Q(started_on=None)),
            ),
            models.CheckConstraint(
                name="placement_ended_with_reason",
                condition=~Q(status__in=[PlacementStatus.ENDED, PlacementStatus.CANCELLED])
                | Q(end_reason__regex=r"\S"),
                violation_error_message="Skriv hvorfor.",
            ),
            # The end is agreed with the provider, and talks are offered after it (section 10.12, FUP-5).
            models.CheckConstraint(
                name="placement_agreed_end_is_agreed",
                condition=~Q(end_kind=PlacementEnd.AGREED)
                | (Q(agreed_with__regex=r"\S") & Q(talks_answer__in=TalksAnswer.values)),
                violation_error_message=(
                    "Skriv, hvem på institutionen slutningen er aftalt med, og hvad borgeren svarede til "
                    "ambulante samtaler."
                ),
            ),
            models.UniqueConstraint(
                name="placement_one_open_per_case",
                fields=["case"],
                condition=Q(status__in=sorted(OPEN_PLACEMENTS)),
                violation_error_message="Der er allerede aftalt et ophold.",
            ),
        ]
        indexes = [
            # Serves a case's stays, newest first.
            models.Index(name="placement_by_case", fields=["case", "-id"]),
            # Serves the costs of a month.
            models.Index(
                name="placement_by_days",
                fields=["started_on", "ended_on"],
                condition=Q(started_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Ophold {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("offers:placement", args=[self.case.number, self.pk])

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows the stay."""
        return f"placement:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_PLACEMENTS

    @property
    def is_staying(self) -> bool:
        return self.status == PlacementStatus.STAYING

    @property
    def is_planned(self) -> bool:
        return self.status == PlacementStatus.PLANNED

    def move_to(self, status: PlacementStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_PLACEMENTS, PlacementStatus(self.status), status)


class PaymentGuaranteeQuerySet(models.QuerySet["PaymentGuarantee"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at=None)


class PaymentGuarantee(models.Model):
    """The municipality promises the provider to pay for a time (betalingsgaranti). Never changed."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="guarantees")
    from_on = models.DateField("fra")
    until_on = models.DateField("til og med")
    per_day = models.DecimalField("kroner pr. døgn", max_digits=9, decimal_places=2)
    reference = models.CharField("referencenummer", max_length=100, blank=True)
    given_on = models.DateField("givet")
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="givet af")
    taken_back_at = models.DateTimeField("taget tilbage", null=True, blank=True)
    taken_back_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="taget tilbage af",
    )
    taken_back_reason = models.TextField("hvorfor taget tilbage", blank=True)

    objects = PaymentGuaranteeQuerySet.as_manager()

    class Meta:
        verbose_name = "betalingsgaranti"
        verbose_name_plural = "betalingsgarantier"
        constraints = [
            models.CheckConstraint(name="payment_guarantee_amount", condition=Q(per_day__gt=0)),
            models.CheckConstraint(
                name="payment_guarantee_days",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message="Slutdatoen ligger før begyndelsen.",
            ),
            models.CheckConstraint(
                name="payment_guarantee_back_with_reason",
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_reason="")
                | Q(
                    taken_back_at__isnull=False,
                    taken_back_by__isnull=False,
                    taken_back_reason__regex=r"\S",
                ),
            ),
            ExclusionConstraint(
                name="payment_guarantee_one_a_day",
                expressions=[
                    ("placement", RangeOperators.EQUAL),
                    (DaysFromUntil("from_on", "until_on", Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(taken_back_at=None),
                violation_error_message="Der er allerede givet betalingsgaranti for en af de dage.",
            ),
        ]

    def __str__(self) -> str:
        return f"Betalingsgaranti til {self.until_on:%Y-%m-%d}"
