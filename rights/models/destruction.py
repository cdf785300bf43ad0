import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models import Citizen, Inquiry
from rights.enums import LISTS_AT_WORK, NEXT_LIST_STATUSES, ListStatus, RetentionKind
from rusmiddel.access.models import User
from rusmiddel.transitions import checked_move
from visitation.models import Minutes

NOTHING_LEFT = Q(citizen=None, inquiry=None, minutes=None)
ONE_THING = (
    Q(citizen__isnull=False, inquiry=None, minutes=None)
    | Q(citizen=None, inquiry__isnull=False, minutes=None)
    | Q(citizen=None, inquiry=None, minutes__isnull=False)
)


class DestructionListQuerySet(models.QuerySet["DestructionList"]):
    def working(self) -> Self:
        """Those that a worker has something to do with."""
        return self.filter(status__in=sorted(LISTS_AT_WORK))


class DestructionList(models.Model):
    """What may no longer be kept, to be approved by two persons and then destroyed (kassationsliste)."""

    status = models.CharField(
        "status", max_length=10, choices=ListStatus.choices, default=ListStatus.GATHERING
    )
    made_at = models.DateTimeField("lavet")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    # Of which day it is due.
    due_on = models.DateField("forfaldent den")
    destroyed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="destrueret af"
    )
    closed_at = models.DateTimeField("afsluttet", null=True, blank=True)
    touched_at = models.DateTimeField()

    objects = DestructionListQuerySet.as_manager()

    class Meta:
        verbose_name = "kassationsliste"
        verbose_name_plural = "kassationslister"
        constraints = [
            models.CheckConstraint(
                name="destruction_list_status_valid", condition=Q(status__in=ListStatus.values)
            ),
        ]
        indexes = [
            # Serves what a worker must take up again.
            models.Index(
                name="destruction_list_working",
                fields=["touched_at"],
                condition=Q(status__in=sorted(LISTS_AT_WORK)),
            ),
        ]

    def __str__(self) -> str:
        return f"Kassationsliste {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("rights:destruction_list", args=[self.pk])

    @property
    def is_working(self) -> bool:
        return self.status in LISTS_AT_WORK

    @property
    def is_proposed(self) -> bool:
        return self.status == ListStatus.PROPOSED

    @property
    def is_approved(self) -> bool:
        return self.status == ListStatus.APPROVED

    @property
    def is_done(self) -> bool:
        return self.status == ListStatus.DONE

    def move_to(self, status: ListStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_LIST_STATUSES, ListStatus(self.status), status)


class DestructionItemQuerySet(models.QuerySet["DestructionItem"]):
    def standing(self) -> Self:
        """Those not taken off the list."""
        return self.filter(taken_off_at=None)

    def to_destroy(self) -> Self:
        return self.standing().filter(destroyed_at=None)


class DestructionItem(models.Model):
    """Everything held on one person, or one inquiry or minutes, on the list; afterwards the receipt of it.

    The receipt (kvittering) says by which rule, how much and when, and nothing of whom.
    """

    list = models.ForeignKey(DestructionList, on_delete=models.PROTECT, related_name="items")
    receipt = models.UUIDField("kvittering", default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("slags", max_length=12, choices=RetentionKind.choices)
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    last_entry_on = models.DateField("seneste indførelse")
    kept_until = models.DateField("opbevaret til")
    rule = models.TextField("regel")
    # Whether the rows that go have been written down: what a killed worker goes on from.
    is_gathered = models.BooleanField(default=False)
    taken_off_at = models.DateTimeField("taget af listen", null=True, blank=True)
    taken_off_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="af"
    )
    taken_off_reason = models.TextField("hvorfor taget af", blank=True)
    destroyed_at = models.DateTimeField("destrueret", null=True, blank=True)
    row_count = models.PositiveIntegerField("rækker", null=True, blank=True)
    file_count = models.PositiveIntegerField("filer", null=True, blank=True)

    objects = DestructionItemQuerySet.as_manager()

    class Meta:
        verbose_name = "punkt på kassationsliste"
        verbose_name_plural = "punkter på kassationsliste"
        ordering = ["kept_until", "pk"]
        constraints = [
            models.CheckConstraint(
                name="destruction_item_kind_valid", condition=Q(kind__in=RetentionKind.values)
            ),
            models.CheckConstraint(
                name="destruction_item_is_one_thing_or_a_receipt",
                condition=(ONE_THING & Q(destroyed_at=None, row_count=None, file_count=None))
                | (
                    NOTHING_LEFT
                    & Q(destroyed_at__isnull=False, row_count__isnull=False, file_count__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="destruction_item_taken_off_with_reason",
                condition=Q(taken_off_at=None, taken_off_reason="")
                | Q(taken_off_at__isnull=False, destroyed_at=None, taken_off_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor det tages af listen.",
            ),
            models.CheckConstraint(
                name="destruction_item_kept_after_entry",
                condition=Q(kept_until__gt=F("last_entry_on")),
            ),
            models.UniqueConstraint(
                name="destruction_item_once_per_list",
                fields=["list", "citizen", "inquiry", "minutes"],
                condition=Q(destroyed_at=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"Kvittering {self.receipt}"

    @property
    def is_standing(self) -> bool:
        return self.taken_off_at is None


class DoomedRow(models.Model):
    """One row of one table that goes with an item: what was approved is what is destroyed, and no more.

    A trigger lets it be written only while the list is made. Gone when the item is destroyed.
    """

    item = models.ForeignKey(DestructionItem, on_delete=models.PROTECT, related_name="doomed")
    table_name = models.CharField(max_length=63)
    row_key = models.CharField(max_length=40)

    class Meta:
        verbose_name = "række, der destrueres"
        verbose_name_plural = "rækker, der destrueres"
        constraints = [
            # Serves the guards too: they look every row up before it is let go.
            models.UniqueConstraint(name="doomed_row_once", fields=["item", "table_name", "row_key"]),
        ]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_key}"


class DestructionApproval(models.Model):
    """One of the two persons who have looked at a list and approve it (godkendelse). Written once."""

    list = models.ForeignKey(DestructionList, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    at = models.DateTimeField("godkendt")

    class Meta:
        verbose_name = "godkendelse af kassationsliste"
        verbose_name_plural = "godkendelser af kassationslister"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="destruction_approved_once_by_each",
                fields=["list", "by"],
                violation_error_message="Du har allerede godkendt listen. En anden skal også gøre det.",
            ),
        ]

    def __str__(self) -> str:
        return f"Godkendelse {self.pk}"


class FileToRemove(models.Model):
    """A stored file whose row is gone (fil, der skal væk); the worker removes it, however often it takes."""

    stored_as = models.CharField(max_length=80, unique=True)
    since = models.DateTimeField()

    class Meta:
        verbose_name = "fil, der skal væk"
        verbose_name_plural = "filer, der skal væk"

    def __str__(self) -> str:
        return self.stored_as
