from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from cases.models import Case, TreatmentRequest
from offers.enums import ActionPlanAnswer, Attainment, GoalKind, Signer
from rusmiddel.access.models import User
from rusmiddel.standards.models import StandardVersion

SETTLED = Q(settled_at__isnull=False, settled_by__isnull=False)


class TreatmentPlanQuerySet(models.QuerySet["TreatmentPlan"]):
    def settled(self) -> Self:
        """Those that nothing more is written in, oldest first."""
        return self.filter(SETTLED).order_by("request", "version")

    def drafts(self) -> Self:
        return self.filter(settled_at=None)

    def with_goals(self) -> Self:
        return self.prefetch_related(
            models.Prefetch(
                "goals",
                PlanGoal.objects.filter(is_dropped=False).order_by("position", "id"),
                to_attr="listed",
            )
        )

    def with_reviews(self) -> Self:
        return self.prefetch_related(
            models.Prefetch(
                "reviews",
                PlanReview.objects.select_related("reviewed_by")
                .prefetch_related("attainments__goal")
                .order_by("reviewed_on", "id"),
            )
        )


class TreatmentPlan(models.Model):
    """One version of the plan for a treatment (behandlingsplan), written until it is settled."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans", verbose_name="sag")
    request = models.ForeignKey(
        TreatmentRequest, on_delete=models.PROTECT, related_name="plans", verbose_name="anmodning"
    )
    # Whose dates of review it is held to.
    standard = models.ForeignKey(
        StandardVersion, on_delete=models.PROTECT, related_name="+", verbose_name="kvalitetsstandard"
    )
    version = models.PositiveSmallIntegerField("udgave")
    findings = models.TextField("udgangspunkt efter afdækningen", blank=True)
    methods = models.TextField("metoder", blank=True)
    tasks = models.TextField("hvem gør hvad", blank=True)
    schedule = models.TextField("tidsplan", blank=True)
    participation = models.TextField("hvordan borgeren har været med", blank=True)
    # Earlier than the standard's date, or where the standard has none.
    review_on = models.DateField("aftalt opfølgning", null=True, blank=True)
    settled_at = models.DateTimeField("gjort færdig", null=True, blank=True)
    settled_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gjort færdig af",
    )
    signer = models.CharField("underskrevet af", max_length=20, choices=Signer.choices, blank=True)
    signed_on = models.DateField("underskrevet den", null=True, blank=True)
    not_signed_reason = models.TextField("hvorfor ikke underskrevet", blank=True)
    signature_at = models.DateTimeField("underskrift registreret", null=True, blank=True)
    signature_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="underskrift registreret af",
    )

    objects = TreatmentPlanQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "behandlingsplan"
        verbose_name_plural = "behandlingsplaner"
        constraints = [
            models.UniqueConstraint(
                name="plan_version_once",
                fields=["request", "version"],
                violation_error_message="Den udgave af planen findes allerede.",
            ),
            models.UniqueConstraint(
                name="plan_one_draft",
                fields=["request"],
                condition=Q(settled_at=None),
                violation_error_message="Der er allerede en behandlingsplan under udarbejdelse.",
            ),
            models.CheckConstraint(name="plan_version_from_1", condition=Q(version__gte=1)),
            models.CheckConstraint(name="plan_signer_valid", condition=Q(signer__in=["", *Signer.values])),
            models.CheckConstraint(
                name="plan_settled_by_somebody", condition=Q(settled_at=None, settled_by=None) | SETTLED
            ),
            # Either a day and whose signature, or why there is none; and only on what is settled.
            models.CheckConstraint(
                name="plan_signature_whole",
                condition=Q(
                    signer="", signed_on=None, not_signed_reason="", signature_at=None, signature_by=None
                )
                | (
                    SETTLED
                    & Q(signature_at__isnull=False, signature_by__isnull=False)
                    & (
                        Q(signer=Signer.NOBODY, signed_on=None, not_signed_reason__regex=r"\S")
                        | (
                            Q(signed_on__isnull=False, not_signed_reason="")
                            & Q(signer__in=sorted(set(Signer.values) - {Signer.NOBODY}))
                        )
                    )
                ),
                violation_error_message="Skriv, hvem der har underskrevet og hvornår, eller hvorfor ikke.",
            ),
        ]
        indexes = [
            # Serves the plans of a case, newest first.
            models.Index(name="plan_by_case", fields=["case", "-id"]),
        ]

    def __str__(self) -> str:
        return f"Behandlingsplan, udgave {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("offers:plan", args=[self.case.number, self.pk])

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None

    @property
    def settled_on(self) -> date | None:
        return None if self.settled_at is None else timezone.localdate(self.settled_at)

    @property
    def is_signature_recorded(self) -> bool:
        return self.signature_at is not None

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows the first review of this version."""
        return f"plan:{self.pk}"


class PlanGoal(models.Model):
    """A goal in a treatment plan (mål); a sub-goal stands under another one."""

    plan = models.ForeignKey(TreatmentPlan, on_delete=models.PROTECT, related_name="goals")
    kind = models.CharField("slags", max_length=12, choices=GoalKind.choices)
    under = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="delmål under"
    )
    position = models.PositiveSmallIntegerField("plads")
    text = models.TextField("mål")
    actions = models.TextField("det gør vi, og hvem gør det", blank=True)
    by_on = models.DateField("inden", null=True, blank=True)
    is_dropped = models.BooleanField("taget ud igen", default=False)

    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "mål i behandlingsplan"
        verbose_name_plural = "mål i behandlingsplaner"
        constraints = [
            models.CheckConstraint(name="plan_goal_kind_valid", condition=Q(kind__in=GoalKind.values)),
            models.CheckConstraint(
                name="plan_goal_says_something",
                condition=Q(text__regex=r"\S"),
                violation_error_message="Skriv målet.",
            ),
            models.CheckConstraint(
                name="plan_goal_under_another",
                condition=(Q(kind=GoalKind.SUB_GOAL, under__isnull=False) & ~Q(under=F("id")))
                | (~Q(kind=GoalKind.SUB_GOAL) & Q(under=None)),
                violation_error_message="Et delmål skal stå under et mål.",
            ),
            # What the foreign key of a goal's attainment rests on: a goal of the plan that was followed up.
            models.UniqueConstraint(name="plan_goal_in_plan", fields=["id", "plan"]),
        ]

    def __str__(self) -> str:
        return self.text


class PlanReview(models.Model):
    """A follow-up on a treatment plan (opfølgning), with how far each goal is reached."""

    plan = models.ForeignKey(TreatmentPlan, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField("fulgt op den")
    reviewed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="fulgt op af"
    )
    recorded_at = models.DateTimeField("skrevet")
    text = models.TextField("hvad opfølgningen viste")
    # Earlier than the standard's date, or where the standard has none.
    review_on = models.DateField("næste aftalte opfølgning", null=True, blank=True)

    class Meta:
        verbose_name = "opfølgning på behandlingsplan"
        verbose_name_plural = "opfølgninger på behandlingsplaner"
        constraints = [
            models.CheckConstraint(
                name="plan_review_says_something",
                condition=Q(text__regex=r"\S"),
                violation_error_message="Skriv, hvad opfølgningen viste.",
            ),
            models.CheckConstraint(
                name="plan_review_next_is_later",
                condition=Q(review_on=None) | Q(review_on__gt=F("reviewed_on")),
                violation_error_message="Den næste opfølgning ligger efter denne.",
            ),
            # A double click follows up once.
            models.UniqueConstraint(
                name="plan_review_once_a_day",
                fields=["plan", "reviewed_on"],
                violation_error_message="Der er allerede fulgt op på planen den dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"Opfølgning {self.reviewed_on:%Y-%m-%d}"

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows the review after this one."""
        return f"plan:{self.plan_id}:{self.pk}"


class GoalAttainment(models.Model):
    """How far one goal was reached when the plan was followed up (målopfyldelse)."""

    review = models.ForeignKey(PlanReview, on_delete=models.PROTECT, related_name="attainments")
    goal = models.ForeignKey(
        PlanGoal, on_delete=models.PROTECT, related_name="attainments", verbose_name="mål"
    )
    attainment = models.CharField("målopfyldelse", max_length=12, choices=Attainment.choices)
    note = models.TextField("bemærkning", blank=True)

    class Meta:
        verbose_name = "målopfyldelse"
        verbose_name_plural = "målopfyldelser"
        constraints = [
            models.CheckConstraint(
                name="goal_attainment_valid", condition=Q(attainment__in=Attainment.values)
            ),
            models.UniqueConstraint(name="goal_attainment_once_a_review", fields=["review", "goal"]),
        ]

    def __str__(self) -> str:
        return f"{self.goal}: {self.get_attainment_display()}"


class ActionPlanOffer(models.Model):
    """That a handleplan (serviceloven § 141) was offered, and what the citizen said to it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="action_plans", verbose_name="sag")
    offered_on = models.DateField("tilbudt")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    answer = models.CharField("svar", max_length=10, choices=ActionPlanAnswer.choices, blank=True)
    answered_on = models.DateField("svaret", null=True, blank=True)
    note = models.TextField("bemærkning", blank=True)

    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "tilbud om handleplan"
        verbose_name_plural = "tilbud om handleplan"
        constraints = [
            models.CheckConstraint(
                name="action_plan_answer_valid", condition=Q(answer__in=["", *ActionPlanAnswer.values])
            ),
            models.CheckConstraint(
                name="action_plan_answered_whole",
                condition=Q(answer="", answered_on=None)
                | (Q(answered_on__gte=F("offered_on")) & ~Q(answer="")),
                violation_error_message="Svaret kan ikke ligge før tilbuddet.",
            ),
            models.UniqueConstraint(
                name="action_plan_one_unanswered",
                fields=["case"],
                condition=Q(answer=""),
                violation_error_message="Handleplanen er allerede tilbudt, og borgeren har ikke svaret.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tilbud om handleplan {self.offered_on:%Y-%m-%d}"
