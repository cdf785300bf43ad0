from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from rusmiddel.letters.enums import (
    NEXT_MESSAGE_STATUSES,
    STANDING_MESSAGE_STATUSES,
    UNDER_WAY,
    MessageStatus,
    ReceiptOutcome,
)
from rusmiddel.letters.models.letter import Letter
from rusmiddel.transitions import checked_move


def receipts_due_since(now: datetime) -> datetime:
    """What was begun before then ought to have a receipt."""
    return now - timedelta(days=settings.DIGITAL_POST_RECEIPT_DAYS)


class DigitalMessageQuerySet(models.QuerySet["DigitalMessage"]):
    def under_way(self) -> Self:
        """Begun and not answered yet."""
        return self.filter(status__in=sorted(UNDER_WAY))

    def without_receipt(self, since: datetime) -> Self:
        """Begun before then, and nothing has been heard of them."""
        return self.under_way().filter(begun_at__lt=since)

    def queued(self) -> Self:
        return self.filter(status=MessageStatus.QUEUED)


class DigitalMessage(models.Model):
    """A letter on its way through Digital Post (meddelelse); its number is the name of its file."""

    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="digital_messages", verbose_name="brev"
    )
    uuid = models.UUIDField("meddelelsens nummer", default=uuid4, unique=True, editable=False)
    version = models.CharField("MeMo-version", max_length=10)
    status = models.CharField(
        "status", max_length=10, choices=MessageStatus.choices, default=MessageStatus.QUEUED
    )
    begun_at = models.DateTimeField("sat i gang")
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="sat i gang af"
    )
    written_at = models.DateTimeField("afleveret til fordelingen", null=True, blank=True)
    answered_at = models.DateTimeField("kvittering", null=True, blank=True)
    detail = models.CharField("hvad kvitteringen siger", max_length=500, blank=True)

    objects = DigitalMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "meddelelse i Digital Post"
        verbose_name_plural = "meddelelser i Digital Post"
        constraints = [
            models.CheckConstraint(
                name="digital_message_status_valid", condition=Q(status__in=MessageStatus.values)
            ),
            models.UniqueConstraint(
                name="digital_message_once_per_letter",
                fields=["letter"],
                condition=Q(status__in=sorted(STANDING_MESSAGE_STATUSES)),
                violation_error_message="Brevet er allerede sendt med Digital Post.",
            ),
            models.CheckConstraint(
                name="digital_message_written_before_answered",
                condition=Q(status=MessageStatus.QUEUED, written_at=None)
                | Q(status=MessageStatus.GIVEN_UP)
                | (
                    ~Q(status__in=[MessageStatus.QUEUED, MessageStatus.GIVEN_UP])
                    & Q(written_at__isnull=False)
                ),
            ),
        ]
        indexes = [
            # Serves what is still to be written, and the list of what waits for a receipt.
            models.Index(
                name="digital_message_under_way",
                fields=["begun_at"],
                condition=Q(status__in=sorted(UNDER_WAY)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.get_status_display()}"

    @property
    def file_name(self) -> str:
        """The same however often it is written: the component cannot take it twice."""
        return f"{self.uuid}.xml"

    def lacks_receipt(self, now: datetime) -> bool:
        """Whether it has been on its way for longer than a receipt takes."""
        return self.is_under_way and self.begun_at < receipts_due_since(now)

    @property
    def is_under_way(self) -> bool:
        return self.status in UNDER_WAY

    def move_to(self, status: MessageStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_MESSAGE_STATUSES, MessageStatus(self.status), status)

    def can_move_to(self, status: MessageStatus) -> bool:
        return status in NEXT_MESSAGE_STATUSES.get(MessageStatus(self.status), set())


class DigitalReceipt(models.Model):
    """A receipt from Digital Post as it was read (kvittering); one that says nothing we know is kept too."""

    message = models.ForeignKey(
        DigitalMessage, on_delete=models.PROTECT, null=True, blank=True, related_name="receipts"
    )
    file_name = models.CharField("fil", max_length=200)
    # The same file read twice is one receipt.
    sha256 = models.CharField(max_length=64, unique=True)
    outcome = models.CharField("udfald", max_length=10, choices=ReceiptOutcome.choices)
    said_at = models.DateTimeField("tidspunkt", null=True, blank=True)
    text = models.CharField("tekst", max_length=500, blank=True)
    read_at = models.DateTimeField("læst")

    class Meta:
        verbose_name = "kvittering fra Digital Post"
        verbose_name_plural = "kvitteringer fra Digital Post"
        constraints = [
            models.CheckConstraint(
                name="digital_receipt_outcome_valid", condition=Q(outcome__in=ReceiptOutcome.values)
            ),
            models.CheckConstraint(
                name="digital_receipt_of_a_message_unless_unknown",
                condition=Q(outcome=ReceiptOutcome.UNKNOWN, message=None)
                | (~Q(outcome=ReceiptOutcome.UNKNOWN) & Q(message__isnull=False, said_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
