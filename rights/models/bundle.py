import json
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.enums import HeldMark
from cases.models import Case
from rights.enums import (
    NEXT_BUNDLE_STATUSES,
    WORKING,
    BundleStatus,
    HandoverWay,
    ItemChoice,
)
from rights.models.access_request import AccessRequest
from rights.permissions import PART_READERS, can_answer_access_request
from rusmiddel.access.models import User
from rusmiddel.encryption import EncryptedTextField
from rusmiddel.transitions import checked_move


class BundleQuerySet(models.QuerySet["Bundle"]):
    def standing(self) -> Self:
        return self.exclude(status=BundleStatus.DROPPED)

    def working(self) -> Self:
        """Those that a worker has something to do with."""
        return self.filter(status__in=sorted(WORKING))


class Bundle(models.Model):
    """Everything held on one person, gathered to be looked through and then sealed (indsigtspakke)."""

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="bundles")
    status = models.CharField(
        "status", max_length=10, choices=BundleStatus.choices, default=BundleStatus.GATHERING
    )
    # How many of the tables have been gathered: what a killed worker goes on from.
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField("hvad der gik galt", max_length=300, blank=True)
    begun_at = models.DateTimeField("begyndt")
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    gathered_at = models.DateTimeField("samlet", null=True, blank=True)
    # Who asked for it to be sealed; the worker seals in that name.
    sealing_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    touched_at = models.DateTimeField()

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = "indsigtspakke"
        verbose_name_plural = "indsigtspakker"
        constraints = [
            models.CheckConstraint(name="bundle_status_valid", condition=Q(status__in=BundleStatus.values)),
            models.CheckConstraint(name="bundle_done_within_total", condition=Q(done__lte=F("total"))),
            models.UniqueConstraint(
                name="bundle_one_standing_per_request",
                fields=["request"],
                condition=~Q(status=BundleStatus.DROPPED),
                violation_error_message="Der er allerede en pakke.",
            ),
        ]
        indexes = [
            # Serves what a worker must take up again.
            models.Index(
                name="bundle_working", fields=["touched_at"], condition=Q(status__in=sorted(WORKING))
            ),
        ]

    def __str__(self) -> str:
        return f"Indsigtspakke {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("rights:bundle", args=[self.request.case.number, self.request_id])

    @property
    def is_working(self) -> bool:
        return self.status in WORKING

    @property
    def is_reviewed_now(self) -> bool:
        return self.status == BundleStatus.REVIEW

    @property
    def is_sealed(self) -> bool:
        return self.status == BundleStatus.SEALED

    def move_to(self, status: BundleStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_BUNDLE_STATUSES, BundleStatus(self.status), status)


class BundleItemQuerySet(models.QuerySet["BundleItem"]):
    def undecided(self) -> Self:
        """Those that somebody must look at and nobody has."""
        return self.filter(Q(marks__len__gt=0) | ~Q(repeats=""), choice="")

    def readable_by(self, user: User) -> Self:
        """Without another profession's part, and for doctor and psychologist nothing but their own."""
        items = self
        own = [mark.value for mark, readers in PART_READERS.items() if user.has_role(*readers)]
        others = [mark.value for mark in PART_READERS if mark.value not in own]
        if others:
            items = items.exclude(marks__overlap=others)
        if not can_answer_access_request(user):
            items = items.filter(marks__overlap=own)
        return items


class BundleItem(models.Model):
    """One row that is held on the person, as it was when it was gathered (oplysning i en indsigtspakke).

    The content is encrypted: it holds the CPR number and all else. Sealed, nothing of it changes.
    """

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Which row it is: the table's label and the key.
    source = models.CharField(max_length=60)
    source_key = models.CharField(max_length=40)
    content = EncryptedTextField()
    file_name = models.CharField(max_length=200, blank=True)
    marks = ArrayField(models.CharField(max_length=15), default=list, blank=True)
    why_marked = models.TextField(blank=True)
    # What it repeats of something that is taken out elsewhere; then somebody must look at it too.
    repeats = models.TextField(blank=True)
    choice = models.CharField("valg", max_length=10, choices=ItemChoice.choices, blank=True)
    # The names of the lines that are taken out, where not all of the item is.
    lines_out = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # Words that are struck wherever they stand in the item; encrypted, since they are what is kept back.
    words_out = EncryptedTextField(default="[]")
    reason = models.TextField("begrundelse", blank=True)
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = BundleItemQuerySet.as_manager()

    class Meta:
        verbose_name = "oplysning i en indsigtspakke"
        verbose_name_plural = "oplysninger i en indsigtspakke"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="bundle_item_choice_valid", condition=Q(choice__in=["", *ItemChoice.values])
            ),
            models.CheckConstraint(
                name="bundle_item_marks_valid", condition=Q(marks__contained_by=sorted(HeldMark.values))
            ),
            models.CheckConstraint(
                name="bundle_item_taken_out_with_reason",
                condition=Q(choice__in=["", ItemChoice.GIVEN]) | Q(reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor det tages ud.",
            ),
            models.CheckConstraint(
                name="bundle_item_chosen_by_somebody",
                condition=Q(choice="", chosen_at=None, chosen_by=None)
                | (~Q(choice="") & Q(chosen_at__isnull=False, chosen_by__isnull=False)),
            ),
            models.UniqueConstraint(name="bundle_item_once", fields=["bundle", "source", "source_key"]),
        ]
        indexes = [
            # Serves the pages of the review, in order.
            models.Index(name="bundle_item_in_order", fields=["bundle", "position"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def told(self) -> dict[str, Any]:
        """The lines, and the earlier versions with theirs."""
        told: dict[str, Any] = json.loads(self.content)
        return told

    @property
    def text(self) -> str:
        """All that stands in it, the earlier versions too."""
        content = self.told
        return "\n".join(line["shown"] for part in (content, *content["earlier"]) for line in part["lines"])

    @property
    def words(self) -> list[str]:
        words: list[str] = json.loads(self.words_out)
        return words

    @property
    def mark_labels(self) -> list[str]:
        return [HeldMark(mark).label for mark in self.marks]

    @property
    def is_undecided(self) -> bool:
        return bool(self.marks or self.repeats) and not self.choice

    @property
    def is_given(self) -> bool:
        return self.choice != ItemChoice.TAKEN_OUT


class Seal(models.Model):
    """The bundle as it was sealed (forseglet pakke): one zip file, its sum and its size. Written once."""

    bundle = models.OneToOneField(Bundle, on_delete=models.PROTECT, related_name="seal")
    # Its name in the storage: random, with nothing in it of anybody.
    stored_as = models.CharField(max_length=80, unique=True)
    sha256 = models.CharField("segl", max_length=64)
    size = models.PositiveBigIntegerField("størrelse")
    items_given = models.PositiveIntegerField("oplysninger givet")
    items_partly = models.PositiveIntegerField("oplysninger med noget taget ud")
    items_out = models.PositiveIntegerField("oplysninger taget ud")
    sealed_at = models.DateTimeField("forseglet")
    sealed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")

    class Meta:
        verbose_name = "forseglet indsigtspakke"
        verbose_name_plural = "forseglede indsigtspakker"
        constraints = [
            models.CheckConstraint(name="seal_sha256_valid", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="seal_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return f"Segl {self.pk}"

    @property
    def gives_everything(self) -> bool:
        return not self.items_partly and not self.items_out


class Handover(models.Model):
    """A sealed bundle was given to somebody (udlevering). Written once."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="handovers")
    given_to = models.CharField("givet til", max_length=200)
    way = models.CharField("hvordan", max_length=15, choices=HandoverWay.choices)
    given_at = models.DateTimeField("hvornår")
    note = models.TextField("bemærkning", blank=True)
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")

    class Meta:
        verbose_name = "udlevering af indsigt"
        verbose_name_plural = "udleveringer af indsigt"
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(name="handover_way_valid", condition=Q(way__in=HandoverWay.values)),
            models.CheckConstraint(
                name="handover_to_somebody",
                condition=Q(given_to__regex=r"\S"),
                violation_error_message="Skriv, hvem der har fået pakken.",
            ),
            models.CheckConstraint(
                name="handover_recorded_after_it_happened",
                condition=Q(given_at__lte=F("recorded_at")),
                violation_error_message="Tidspunktet ligger i fremtiden.",
            ),
        ]

    def __str__(self) -> str:
        return f"Udlevering {self.pk}"
