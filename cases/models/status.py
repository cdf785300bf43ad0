from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.status.facts import CODE_FACTS, NUMBER_FACTS, Told
from rusmiddel.access.models import User


def told_or_why_not(prefix: str, name: str, highest: int) -> models.CheckConstraint:
    """A number that makes sense, or why there is none, never both."""
    return models.CheckConstraint(
        name=f"{prefix}_{name}_told_or_why_not",
        condition=Q(**{name: None}) | Q(**{f"{name}__lte": highest, f"{name}_untold": ""}),
    )


class CitizenStatusQuerySet(models.QuerySet["CitizenStatus"]):
    def standing(self) -> Self:
        """Those not replaced, newest first."""
        return self.filter(superseded_at=None).order_by("-on", "-id")


class CitizenStatus(models.Model):
    """The citizen's situation on a day (status). Written once; a later day or a correction is a new one.

    An empty fact has not been asked; 'ukendt' and 'ønsker ikke at svare' are answers. A trigger refuses a
    code that the list did not have on the day.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="statuses")
    on = models.DateField("status pr.")
    referral_source = models.CharField("henvist af", max_length=30, blank=True)
    earlier_treatment = models.CharField("tidligere i behandling", max_length=30, blank=True)
    living_with = models.CharField("bor sammen med", max_length=30, blank=True)
    children = models.CharField("børn under 18 år", max_length=30, blank=True)
    housing = models.CharField("bolig", max_length=30, blank=True)
    education = models.CharField("uddannelse", max_length=30, blank=True)
    labour_status = models.CharField("arbejde", max_length=30, blank=True)
    income = models.CharField("vigtigste indtægt", max_length=30, blank=True)
    injecting = models.CharField("injicering", max_length=30, blank=True)
    sharing = models.CharField("delt kanyler eller sprøjter", max_length=30, blank=True)
    substitution = models.CharField("substitutionsbehandling", max_length=30, blank=True)
    acute_detox = models.CharField("akut afrusning", max_length=30, blank=True)
    children_count = models.PositiveSmallIntegerField("antal børn under 18", null=True, blank=True)
    children_count_untold = models.CharField(max_length=30, blank=True)
    children_at_home = models.PositiveSmallIntegerField("heraf hjemmeboende", null=True, blank=True)
    children_at_home_untold = models.CharField(max_length=30, blank=True)
    alcohol_days = models.PositiveSmallIntegerField("dage med alkohol de seneste 30", null=True, blank=True)
    alcohol_days_untold = models.CharField(max_length=30, blank=True)
    units_beer = models.PositiveSmallIntegerField("genstande øl pr. uge", null=True, blank=True)
    units_beer_untold = models.CharField(max_length=30, blank=True)
    units_wine = models.PositiveSmallIntegerField("genstande vin pr. uge", null=True, blank=True)
    units_wine_untold = models.CharField(max_length=30, blank=True)
    units_spirits = models.PositiveSmallIntegerField("genstande spiritus pr. uge", null=True, blank=True)
    units_spirits_untold = models.CharField(max_length=30, blank=True)
    units_other = models.PositiveSmallIntegerField("andre genstande pr. uge", null=True, blank=True)
    units_other_untold = models.CharField(max_length=30, blank=True)
    years_of_excess = models.PositiveSmallIntegerField("år med for stort forbrug", null=True, blank=True)
    years_of_excess_untold = models.CharField(max_length=30, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    superseded_at = models.DateTimeField("erstattet", null=True, blank=True)
    superseded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    superseded_reason = models.TextField("hvorfor erstattet", blank=True)

    objects = CitizenStatusQuerySet.as_manager()

    class Meta:
        verbose_name = "status"
        verbose_name_plural = "statusser"
        constraints = [
            models.UniqueConstraint(
                name="status_one_per_day",
                fields=["case", "on"],
                condition=Q(superseded_at=None),
                violation_error_message="Der er allerede en status den dag.",
            ),
            models.CheckConstraint(
                name="status_superseded_with_reason",
                condition=Q(superseded_at=None, superseded_by=None, superseded_reason="")
                | Q(
                    superseded_at__isnull=False,
                    superseded_by__isnull=False,
                    superseded_reason__regex=r"\S",
                ),
                violation_error_message="Skriv, hvorfor status rettes.",
            ),
            models.CheckConstraint(
                name="status_children_at_home_are_among_all",
                condition=Q(children_at_home=None)
                | Q(children_count=None)
                | Q(children_at_home__lte=F("children_count")),
                violation_error_message="Der kan ikke bo flere børn hjemme, end borgeren har.",
            ),
            *(told_or_why_not("status", name, highest) for name, highest in NUMBER_FACTS.items()),
        ]

    def __str__(self) -> str:
        return f"Status {self.on:%Y-%m-%d}"

    @property
    def codes(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in CODE_FACTS}

    @property
    def numbers(self) -> dict[str, Told]:
        return {
            name: Told(number=getattr(self, name), untold=getattr(self, f"{name}_untold"))
            for name in NUMBER_FACTS
        }

    @classmethod
    def label_of(cls, name: str) -> str:
        label: Any = cls._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        return str(label).capitalize()


class SubstanceUse(models.Model):
    """One drug in a status (stofindtag): the first is the main drug. Written once with its status."""

    status = models.ForeignKey(CitizenStatus, on_delete=models.PROTECT, related_name="substances")
    position = models.PositiveSmallIntegerField("plads")
    drug = models.CharField("stof", max_length=30)
    route = models.CharField("indtages", max_length=30, blank=True)
    days = models.PositiveSmallIntegerField("dage de seneste 30", null=True, blank=True)
    days_untold = models.CharField(max_length=30, blank=True)
    first_age = models.PositiveSmallIntegerField("alder første gang", null=True, blank=True)
    first_age_untold = models.CharField(max_length=30, blank=True)

    class Meta:
        verbose_name = "stofindtag"
        verbose_name_plural = "stofindtag"
        constraints = [
            models.UniqueConstraint(name="substance_one_per_place", fields=["status", "position"]),
            models.UniqueConstraint(
                name="substance_once_per_status",
                fields=["status", "drug"],
                violation_error_message="Det samme stof står to gange.",
            ),
            told_or_why_not("substance", "days", 30),
            told_or_why_not("substance", "first_age", 100),
        ]

    def __str__(self) -> str:
        return self.drug
