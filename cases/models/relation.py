from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from cases.enums import ChildLives, RelationKind
from cases.models.citizen import Citizen
from rusmiddel.access.models import User
from rusmiddel.calendar import age_on
from rusmiddel.municipalities import name_of


class RelationQuerySet(models.QuerySet["Relation"]):
    def standing(self) -> Self:
        return self.filter(ended_on=None)


class Relation(models.Model):
    """Somebody near the citizen: a child, a parent, a guardian, the network (pårørende, netværk).

    Of an anonymous citizen's near ones neither name nor telephone is kept, since it would tell who the
    citizen is; the database refuses it.
    """

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField("hvem", max_length=12, choices=RelationKind.choices)
    name = models.CharField("navn", max_length=200, blank=True)
    phone = models.CharField("telefon", max_length=30, blank=True)
    birth_date = models.DateField("fødselsdato", null=True, blank=True)
    # What the citizen says when the date is not known, and the day it was said.
    stated_age = models.PositiveSmallIntegerField("alder", null=True, blank=True)
    stated_on = models.DateField(null=True, blank=True)
    lives = models.CharField("bor", max_length=12, choices=ChildLives.choices, blank=True)
    municipality_code = models.CharField("hjemkommune", max_length=4, blank=True)
    has_custody = models.BooleanField("har forældremyndighed over borgeren", default=False)
    is_guardian = models.BooleanField("er borgerens værge", default=False)
    note = models.TextField("bemærkning", blank=True)
    ended_on = models.DateField("ikke længere", null=True, blank=True)

    objects = RelationQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "pårørende"
        verbose_name_plural = "pårørende"
        constraints = [
            models.CheckConstraint(name="relation_kind_valid", condition=Q(kind__in=RelationKind.values)),
            models.CheckConstraint(
                name="relation_only_a_child_lives_somewhere",
                condition=(Q(kind=RelationKind.CHILD) & Q(lives__in=ChildLives.values))
                | (~Q(kind=RelationKind.CHILD) & Q(lives="")),
                violation_error_message="Skriv, hvor barnet bor.",
            ),
            models.CheckConstraint(
                name="relation_child_rules_nobody",
                condition=~Q(kind=RelationKind.CHILD) | Q(has_custody=False, is_guardian=False),
            ),
            models.CheckConstraint(
                name="relation_age_with_its_day",
                condition=Q(stated_age=None, stated_on=None)
                | Q(stated_age__isnull=False, stated_on__isnull=False),
            ),
            models.CheckConstraint(
                name="relation_born_before_stated",
                condition=Q(birth_date=None) | Q(stated_age=None) | Q(birth_date__lte=F("stated_on")),
            ),
        ]
        indexes = [
            # Serves the case page: those near the citizen.
            models.Index(name="relation_by_citizen", fields=["citizen"], condition=Q(ended_on=None)),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_child(self) -> bool:
        return self.kind == RelationKind.CHILD

    @property
    def deciding(self) -> str:
        """What the person decides for the citizen."""
        words = [
            word
            for holds, word in ((self.has_custody, "forældremyndighed"), (self.is_guardian, "værge"))
            if holds
        ]
        return " og ".join(words)

    @property
    def home(self) -> str:
        """The home municipality by name, which a notification about a child goes to."""
        return name_of(self.municipality_code) if self.municipality_code else ""

    def age_on(self, day: date) -> int | None:
        """Whole years; a stated age grows with the years since it was stated."""
        if self.birth_date:
            return age_on(self.birth_date, day)
        if self.stated_age is None or self.stated_on is None:
            return None
        return self.stated_age + age_on(self.stated_on, day)
