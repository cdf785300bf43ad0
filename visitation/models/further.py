import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cases.models import Case, TreatmentRequest
from offers.models import Course, FreeChoice
from rusmiddel.access.models import User
from rusmiddel.letters.models import Letter
from rusmiddel.standards.models import StandardVersion
from visitation.enums import ENDING_KINDS, KINDS_WITH_WHAT_NEXT, AppealRoute, FurtherKind
from visitation.models.hearing import Hearing
from visitation.models.proposal import Proposal

SELF_PAYMENT = Q(kind=FurtherKind.SELF_PAYMENT)
CHOICE_LIMITED = Q(kind=FurtherKind.CHOICE_LIMITED)
OFFER_CHANGED = Q(kind=FurtherKind.OFFER_CHANGED)
GUARANTEE_EXCEEDED = Q(kind=FurtherKind.GUARANTEE_EXCEEDED)
SAYS_WHAT_NEXT = Q(kind__in=sorted(KINDS_WITH_WHAT_NEXT))


class FurtherDecisionQuerySet(models.QuerySet["FurtherDecision"]):
    def for_page(self) -> Self:
        return self.select_related(
            "case__citizen",
            "course",
            "new_course",
            "free_choice__provider",
            "letter",
            "standard",
            "decided_by",
            "hearing__case",
            "proposal__prepared_by",
            "proposal__approved_by",
        ).defer("letter__pdf", "letter__html", "standard__toml_text")

    def with_window(self) -> Self:
        """With what the complaint deadline is computed from."""
        return (
            self.exclude(complaint_weeks=None)
            .select_related("case", "letter")
            .defer("letter__pdf", "letter__html")
            .prefetch_related("letter__dispatches")
        )


class FurtherDecision(models.Model):
    """Something decided besides the answer to a request (afgørelse undervejs): self-payment, a restricted
    free choice, an end against the citizen's wish, another offer, or that the guarantee was not kept.

    Always with a letter and a way to complain; a trigger refuses change.
    """

    # Made with the empty form, so that a double click decides once.
    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="further_decisions", verbose_name="sag"
    )
    request = models.ForeignKey(TreatmentRequest, on_delete=models.PROTECT, related_name="further_decisions")
    # None where treatment has not begun: the guarantee was not kept.
    course = models.ForeignKey(
        Course,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="further_decisions",
        verbose_name="forløb",
    )
    kind = models.CharField("hvad", max_length=20, choices=FurtherKind.choices)
    free_choice = models.OneToOneField(
        FreeChoice, on_delete=models.PROTECT, null=True, blank=True, related_name="further_decision"
    )
    # What the citizen pays, and what it was worked out from: written for each, never taken from a rate.
    per_month = models.DecimalField("kroner pr. måned", max_digits=9, decimal_places=2, null=True, blank=True)
    from_on = models.DateField("fra", null=True, blank=True)
    income = models.DecimalField("indkomst pr. måned", max_digits=9, decimal_places=2, null=True, blank=True)
    rent = models.DecimalField(
        "husleje til egen bolig pr. måned", max_digits=9, decimal_places=2, null=True, blank=True
    )
    calculation = models.TextField("hvordan beløbet er regnet ud", blank=True)
    waived_reason = models.TextField("hvorfor ikke fra opholdets begyndelse", blank=True)
    # The course that is given instead of the one going on.
    new_course = models.OneToOneField(
        Course,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="given_by_change",
        verbose_name="nyt forløb",
    )
    what_next = models.TextField("hvad sker der nu", blank=True)
    # On facts new to the citizen: heard first; else where the citizen knows them from (DEC-6).
    hearing = models.ForeignKey(
        Hearing,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="further_decisions",
        verbose_name="partshøring",
    )
    known_from = models.TextField("hvor borgeren kender oplysningerne fra", blank=True)
    needs_approval = models.BooleanField("skal godkendes af en anden", default=False)
    proposal = models.OneToOneField(
        Proposal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="further_decision",
        verbose_name="godkendt forslag",
    )
    facts = models.TextField("oplysninger, afgørelsen bygger på")
    reasons = models.TextField("begrundelse")
    provisions = ArrayField(models.CharField(max_length=200), verbose_name="bestemmelser")
    legal_source = models.TextField("hvor bestemmelserne kommer fra", blank=True)
    legal_basis_verified = models.BooleanField("bestemmelserne er holdt mod lovteksten")
    standard = models.ForeignKey(
        StandardVersion, on_delete=models.PROTECT, related_name="+", verbose_name="kvalitetsstandard"
    )
    body_key = models.CharField(max_length=60)
    body_name = models.CharField("afgjort af", max_length=200)
    present = models.TextField("hvem var med til afgørelsen")
    decided_on = models.DateField("afgjort")
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="registreret af"
    )
    recorded_at = models.DateTimeField("skrevet")
    appeal_route = models.CharField("klagevej", max_length=30, choices=AppealRoute.choices)
    complaint_weeks = models.PositiveSmallIntegerField("klagefrist i uger", null=True, blank=True)
    stated_deadline_on = models.DateField("klagefrist ifølge brevet", null=True, blank=True)
    letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, related_name="further_decision", verbose_name="brev"
    )
    # The day after the last day to complain was noted to have passed; written later.
    window_closed_on = models.DateField("klagefristen udløb", null=True, blank=True)

    objects = FurtherDecisionQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None

    class Meta:
        verbose_name = "afgørelse undervejs"
        verbose_name_plural = "afgørelser undervejs"
        constraints = [
            models.CheckConstraint(name="further_kind_valid", condition=Q(kind__in=FurtherKind.values)),
            models.CheckConstraint(
                name="further_route_valid", condition=Q(appeal_route__in=AppealRoute.values)
            ),
            # Forvaltningsloven §§ 19 and 22-24 (DEC-4, DEC-6): heard, reasoned, by what law and by whom.
            models.CheckConstraint(
                name="further_heard_and_reasoned",
                condition=(GUARANTEE_EXCEEDED | Q(hearing__isnull=False) | Q(known_from__regex=r"\S"))
                & Q(
                    facts__regex=r"\S",
                    reasons__regex=r"\S",
                    present__regex=r"\S",
                    provisions__len__gt=0,
                ),
                violation_error_message=(
                    "Skriv, hvor borgeren kender oplysningerne fra, eller vælg partshøringen, og skriv "
                    "oplysninger og begrundelse."
                ),
            ),
            models.CheckConstraint(
                name="further_has_course",
                condition=(GUARANTEE_EXCEEDED & Q(course=None))
                | (~GUARANTEE_EXCEEDED & Q(course__isnull=False)),
            ),
            # END-2: whoever is expelled is told what else there is.
            models.CheckConstraint(
                name="further_says_what_next",
                condition=(SAYS_WHAT_NEXT & Q(what_next__regex=r"\S")) | (~SAYS_WHAT_NEXT & Q(what_next="")),
                violation_error_message="Skriv, hvad der sker nu, og hvilken anden hjælp der er.",
            ),
            models.CheckConstraint(
                name="further_change_gives_course",
                condition=(OFFER_CHANGED & Q(new_course__isnull=False))
                | (~OFFER_CHANGED & Q(new_course=None)),
            ),
            models.CheckConstraint(
                name="further_approved_by_second_person",
                condition=Q(needs_approval=False) | Q(proposal__isnull=False),
                violation_error_message="Afgørelsen skal godkendes af en anden, før den træffes.",
            ),
            models.UniqueConstraint(
                name="further_one_ending_per_course",
                fields=["course"],
                condition=Q(kind__in=sorted(ENDING_KINDS)),
                violation_error_message="Det er allerede afgjort, at behandlingen afsluttes.",
            ),
            models.UniqueConstraint(
                name="further_guarantee_told_once",
                fields=["request"],
                condition=GUARANTEE_EXCEEDED,
                violation_error_message="Borgeren har allerede fået brev om, at garantien er overskredet.",
            ),
            # Section 16: an amount with its own grounds, and nothing of the kind on another decision.
            models.CheckConstraint(
                name="further_self_payment_has_grounds",
                condition=(
                    SELF_PAYMENT
                    & Q(per_month__gte=0, from_on__isnull=False, income__gte=0, rent__gte=0)
                    & Q(calculation__regex=r"\S")
                )
                | (
                    ~SELF_PAYMENT
                    & Q(per_month=None, from_on=None, income=None, rent=None)
                    & Q(calculation="", waived_reason="")
                ),
                violation_error_message="Skriv beløbet, indkomst, husleje og hvordan beløbet er regnet ud.",
            ),
            models.CheckConstraint(
                name="further_choice_limited_is_of_a_choice",
                condition=(CHOICE_LIMITED & Q(free_choice__isnull=False))
                | (~CHOICE_LIMITED & Q(free_choice=None)),
            ),
        ]
        indexes = [
            # Serves the decisions of a case, newest first.
            models.Index(name="further_by_case", fields=["case", "-id"]),
            # Serves what the citizens of a month's stays pay.
            models.Index(name="further_payments", fields=["course", "from_on"], condition=SELF_PAYMENT),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("visitation:further_decision", args=[self.case.number, self.pk])

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows the complaint deadline."""
        return f"further:{self.pk}"

    @property
    def subject(self) -> str:
        """What it is about, besides its kind."""
        match self.kind:
            case FurtherKind.CHOICE_LIMITED if self.free_choice:
                return self.free_choice.provider.name
            case FurtherKind.OFFER_CHANGED if self.new_course and self.course:
                return f"{self.course.offer_name} → {self.new_course.offer_name}"
        return self.course.offer_name if self.course else ""

    @property
    def is_self_payment(self) -> bool:
        return self.kind == FurtherKind.SELF_PAYMENT
