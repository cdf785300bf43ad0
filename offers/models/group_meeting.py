from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cases.models import RelativeTalk
from offers.enums import NEXT_GROUP_MEETINGS, GroupMeetingStatus
from offers.models.group import Group
from offers.models.membership import Membership
from offers.models.session import Session
from rusmiddel.access.models import User
from rusmiddel.danish_dates import day_of
from rusmiddel.transitions import checked_move

M = GroupMeetingStatus


class GroupMeetingQuerySet(models.QuerySet["GroupMeeting"]):
    def planned(self) -> Self:
        return self.filter(status=M.PLANNED)

    def to_come(self, now: datetime) -> Self:
        return self.planned().filter(planned_at__gte=now).order_by("planned_at")


class GroupMeeting(models.Model):
    """One meeting of a group (gruppemøde). What was worked with names nobody: it stands with every member."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings", verbose_name="gruppe")
    planned_at = models.DateTimeField("tidspunkt")
    minutes = models.PositiveSmallIntegerField("minutter")
    status = models.CharField("status", max_length=10, choices=M.choices, default=M.PLANNED)
    content = models.TextField("indhold", blank=True)
    cancelled_reason = models.TextField("hvorfor aflyst", blank=True)
    # When attendance was written down, which may be days after.
    written_at = models.DateTimeField("fremmøde skrevet", null=True, blank=True)
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="af"
    )

    objects = GroupMeetingQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "gruppemøde"
        verbose_name_plural = "gruppemøder"
        constraints = [
            models.CheckConstraint(name="group_meeting_status_valid", condition=Q(status__in=M.values)),
            models.CheckConstraint(name="group_meeting_has_length", condition=Q(minutes__gt=0)),
            models.CheckConstraint(
                name="group_meeting_written_when_held",
                condition=Q(status=M.HELD, written_at__isnull=False, written_by__isnull=False)
                | (~Q(status=M.HELD) & Q(written_at=None, written_by=None)),
            ),
            models.CheckConstraint(
                name="group_meeting_cancelled_with_reason",
                condition=~Q(status=M.CANCELLED) | Q(cancelled_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor mødet aflyses.",
            ),
            models.UniqueConstraint(
                name="group_meeting_once_at_a_time",
                fields=["group", "planned_at"],
                condition=~Q(status=M.CANCELLED),
                violation_error_message="Gruppen har allerede et møde på det tidspunkt.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gruppemøde {self.planned_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("offers:group_meeting", args=[self.group_id, self.pk])

    @property
    def days_late(self) -> int:
        """How many days after the meeting attendance was written; 0 for the same day."""
        return (day_of(self.written_at) - day_of(self.planned_at)).days if self.written_at else 0

    def move_to(self, status: GroupMeetingStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_GROUP_MEETINGS, GroupMeetingStatus(self.status), status)


class GroupAttendance(models.Model):
    """Which talk of a member's own record a meeting of the group is (fremmøde). Never changed."""

    meeting = models.ForeignKey(GroupMeeting, on_delete=models.PROTECT, related_name="attendances")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendances")
    session = models.OneToOneField(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="group_attendance"
    )
    relative_talk = models.OneToOneField(
        RelativeTalk, on_delete=models.PROTECT, null=True, blank=True, related_name="group_attendance"
    )
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")

    class Meta:
        verbose_name = "fremmøde i gruppe"
        verbose_name_plural = "fremmøde i grupper"
        constraints = [
            models.UniqueConstraint(
                name="group_attendance_once",
                fields=["meeting", "membership"],
                violation_error_message="Fremmødet er allerede skrevet.",
            ),
            models.CheckConstraint(
                name="group_attendance_is_one_talk",
                condition=Q(session__isnull=False, relative_talk=None)
                | Q(session=None, relative_talk__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Fremmøde {self.pk}"

    @property
    def talk(self) -> Session | RelativeTalk:
        """The talk in the member's own record."""
        talk = self.session or self.relative_talk
        if talk is None:
            raise ValueError("an attendance is always a talk")
        return talk
