from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cases.models import Case, TreatmentRequest
from offers.models import Course
from rusmiddel.access.models import User
from rusmiddel.letters.models import Letter
from rusmiddel.standards.models import StandardVersion
from visitation.enums import REJECTIONS, AppealRoute, DecisionKind
from visitation.models.hearing import Hearing
from visitation.models.meeting import AgendaItem, Meeting
from visitation.models.proposal import Proposal

FULLY_GRANTED = Q(kind=DecisionKind.FULL_GRANT)
REJECTED = Q(kind__in=sorted(REJECTIONS))


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))

    def standing(self) -> Self:
        """Those that are not to be made again."""
        return self.filter(reopening=None)

    def for_page(self) -> Self:
        return self.select_related(
            "case__citizen",
            "request__inquiry",
            "letter",
            "course",
            "meeting",
            "standard",
            "decided_by",
            "hearing__case",
            "reasons_request",
            "proposal__prepared_by",
            "proposal__approved_by",
            "replaces",
            "replaced_by",
            "reopening",
        ).defer("letter__pdf", "letter__html", "standard__toml_text")

    def for_panel(self) -> Self:
        """What a line about the decision shows, and no more of it."""
        return (
            self.select_related("letter")
            .only("case", "kind", "decided_on", "applied_for_name", "granted_name", "letter", "replaces")
            .defer("letter__pdf", "letter__html")
            .prefetch_related("letter__dispatches")
        )

    def with_window(self) -> Self:
        """With what the complaint deadline is computed from."""
        return (
            self.exclude(letter=None)
            .exclude(complaint_weeks=None)
            .select_related("case", "letter")
            .defer("letter__pdf", "letter__html")
            .prefetch_related("letter__dispatches")
        )


class Decision(models.Model):
    """A decision (afgørelse) as it was made: what, why, by whom, by which law. A trigger refuses change."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions", verbose_name="sag")
    request = models.ForeignKey(
        TreatmentRequest, on_delete=models.PROTECT, related_name="decisions", verbose_name="anmodning"
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="møde",
    )
    agenda_item = models.OneToOneField(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="decision"
    )
    kind = models.CharField("udfald", max_length=20, choices=DecisionKind.choices)
    # Keys and names in the quality standard that governs the request.
    applied_for_key = models.CharField(max_length=60)
    applied_for_name = models.CharField("søgt om", max_length=200)
    granted_key = models.CharField(max_length=60, blank=True)
    granted_name = models.CharField("bevilget", max_length=200, blank=True)
    facts = models.TextField("oplysninger, afgørelsen bygger på", blank=True)
    reasons = models.TextField("begrundelse", blank=True)
    weighed = models.TextField("hvad der er lagt vægt på", blank=True)
    # On facts new to the citizen: heard first; else where the citizen knows them from (DEC-6).
    hearing = models.ForeignKey(
        Hearing,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="partshøring",
    )
    known_from = models.TextField("hvor borgeren kender oplysningerne fra", blank=True)
    needs_approval = models.BooleanField("skal godkendes af en anden", default=False)
    proposal = models.OneToOneField(
        Proposal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decision",
        verbose_name="godkendt forslag",
    )
    provisions = ArrayField(models.CharField(max_length=200), verbose_name="bestemmelser")
    legal_source = models.TextField("hvor bestemmelserne kommer fra", blank=True)
    legal_basis_verified = models.BooleanField("bestemmelserne er holdt mod lovteksten")
    standard = models.ForeignKey(
        StandardVersion, on_delete=models.PROTECT, related_name="+", verbose_name="kvalitetsstandard"
    )
    body_key = models.CharField(max_length=60)
    body_name = models.CharField("afgjort af", max_length=200)
    competence_text = models.TextField("kompetence", blank=True)
    competence_source = models.TextField("hvor kompetencen står")
    present = models.TextField("hvem var med til afgørelsen")
    decided_on = models.DateField("afgjort")
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="decisions", verbose_name="registreret af"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    appeal_route = models.CharField("klagevej", max_length=30, choices=AppealRoute.choices)
    complaint_weeks = models.PositiveSmallIntegerField("klagefrist i uger", null=True, blank=True)
    # The last day to complain as the letter prints it: a promise that a quicker receipt does not shorten.
    stated_deadline_on = models.DateField("klagefrist ifølge brevet", null=True, blank=True)
    course = models.ForeignKey(
        Course,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="forløb",
    )
    # The decision that this one was made instead of; the old one stands as it was made.
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="træder i stedet for",
    )
    # What follows may be written once later on.
    letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="decision", verbose_name="brev"
    )
    told_orally_at = models.DateTimeField("fortalt mundtligt", null=True, blank=True)
    told_orally_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fortalt af"
    )
    # The day after the last day to complain was noted to have passed.
    window_closed_on = models.DateField("klagefristen udløb", null=True, blank=True)

    objects = DecisionQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None

    class Meta:
        verbose_name = "afgørelse"
        verbose_name_plural = "afgørelser"
        constraints = [
            models.CheckConstraint(name="decision_kind_valid", condition=Q(kind__in=DecisionKind.values)),
            models.CheckConstraint(
                name="decision_route_valid", condition=Q(appeal_route__in=AppealRoute.values)
            ),
            models.CheckConstraint(
                name="decision_says_who_and_by_what_law",
                condition=~Q(applied_for_key="")
                & ~Q(applied_for_name="")
                & ~Q(body_key="")
                & ~Q(body_name="")
                & ~Q(competence_source="")
                & Q(present__regex=r"\S"),
            ),
            # Forvaltningsloven §§ 22-24 (DEC-4): what does not give all that was asked for is reasoned.
            models.CheckConstraint(
                name="decision_less_than_granted_is_reasoned",
                condition=FULLY_GRANTED
                | Q(
                    facts__regex=r"\S",
                    reasons__regex=r"\S",
                    weighed__regex=r"\S",
                    provisions__len__gt=0,
                ),
                violation_error_message=(
                    "Skriv oplysninger, begrundelse og hvad der er lagt vægt på, når der ikke bevilges alt, "
                    "der er søgt om."
                ),
            ),
            # Forvaltningsloven § 25 (DEC-1, DEC-5); that the letter has guidance is the letter's constraint.
            models.CheckConstraint(
                name="decision_less_than_granted_has_letter",
                condition=FULLY_GRANTED | Q(letter__isnull=False),
                violation_error_message="Et afslag eller en delvis bevilling kan ikke gives uden brev.",
            ),
            # Forvaltningsloven § 19 (DEC-6).
            models.CheckConstraint(
                name="decision_less_than_granted_is_heard",
                condition=FULLY_GRANTED | Q(hearing__isnull=False) | Q(known_from__regex=r"\S"),
                violation_error_message=(
                    "Skriv, hvor borgeren kender oplysningerne fra, eller vælg partshøringen."
                ),
            ),
            models.CheckConstraint(
                name="decision_approved_by_second_person",
                condition=Q(needs_approval=False) | Q(proposal__isnull=False),
                violation_error_message="Afgørelsen skal godkendes af en anden, før den træffes.",
            ),
            models.CheckConstraint(
                name="decision_grant_has_course",
                condition=(REJECTED & Q(granted_key="", granted_name="", course=None))
                | (~REJECTED & ~Q(granted_key="") & ~Q(granted_name="") & Q(course__isnull=False)),
            ),
            models.CheckConstraint(
                name="decision_full_grant_is_what_was_asked",
                condition=~FULLY_GRANTED | Q(granted_key=F("applied_for_key")),
                violation_error_message="Bevilget som ønsket er det tilbud, borgeren har søgt om.",
            ),
            models.CheckConstraint(
                name="decision_told_by_somebody",
                condition=Q(told_orally_at=None, told_orally_by=None)
                | Q(told_orally_at__isnull=False, told_orally_by__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_on_agenda_has_meeting",
                condition=Q(agenda_item=None, meeting=None)
                | Q(agenda_item__isnull=False, meeting__isnull=False),
            ),
            # One that replaces another is held to the one it replaces, each of which has one successor.
            models.UniqueConstraint(
                name="decision_one_per_request",
                fields=["request"],
                condition=Q(replaces=None),
                violation_error_message="Sagen er allerede afgjort.",
            ),
        ]
        indexes = [
            # Serves the decisions of a case, newest first.
            models.Index(name="decision_by_case", fields=["case", "-id"]),
            # Serves the decisions of a period.
            models.Index(name="decision_by_day", fields=["decided_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.applied_for_name}"

    def get_absolute_url(self) -> str:
        return reverse("visitation:decision", args=[self.case.number, self.pk])

    @property
    def is_full_grant(self) -> bool:
        return self.kind == DecisionKind.FULL_GRANT

    @property
    def is_rejection(self) -> bool:
        return self.kind in REJECTIONS

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows the complaint deadline."""
        return f"decision:{self.pk}"
