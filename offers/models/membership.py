from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from cases.models import Case, RelativeCourse
from offers.enums import NEXT_MEMBERSHIPS, OPEN_MEMBERSHIPS, SEATED, MembershipStatus
from offers.models.course import Course
from offers.models.group import Group
from rusmiddel.access.models import User
from rusmiddel.transitions import checked_move

S = MembershipStatus


class MembershipQuerySet(models.QuerySet["Membership"]):
    def open(self) -> Self:
        return self.filter(status__in=sorted(OPEN_MEMBERSHIPS))

    def seated(self) -> Self:
        return self.filter(status__in=sorted(SEATED))

    def members(self) -> Self:
        return self.filter(status=S.MEMBER)

    def in_line(self) -> Self:
        """The waiting list, in the order that places are offered."""
        return self.filter(status=S.WAITING).order_by("waiting_since", "pk")

    def visible_to(self, user: User) -> Self:
        """Those whose case the user may see."""
        return self.filter(case__in=Case.objects.visible_to(user))

    def for_list(self) -> Self:
        return self.select_related("case__citizen", "group", "course", "relative_course")


class Membership(models.Model):
    """A citizen's way into a group and out of it (deltagelse): waiting, offered, member, left.

    It rests on a course: the grant of a citizen, or what a relative has been given.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="memberships", verbose_name="sag")
    course = models.ForeignKey(
        Course,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="forløb",
    )
    relative_course = models.ForeignKey(
        RelativeCourse,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="pårørendeforløb",
    )
    offer_key = models.CharField("tilbud i kvalitetsstandarden", max_length=60)
    group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="gruppe",
    )
    status = models.CharField("status", max_length=10, choices=S.choices, default=S.WAITING)
    waiting_since = models.DateTimeField("på venteliste fra")
    is_from_outside = models.BooleanField("kommer fra et andet behandlingssted", default=False)
    pre_talk_on = models.DateField("forsamtale holdt", null=True, blank=True)
    offered_at = models.DateTimeField("tilbudt plads", null=True, blank=True)
    joined_on = models.DateField("begyndt i gruppen", null=True, blank=True)
    left_on = models.DateField("stoppet", null=True, blank=True)
    left_reason = models.TextField("hvorfor stoppet", blank=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "deltagelse i gruppe"
        verbose_name_plural = "deltagelse i grupper"
        constraints = [
            models.CheckConstraint(name="membership_status_valid", condition=Q(status__in=S.values)),
            models.CheckConstraint(
                name="membership_rests_on_one_course",
                condition=Q(course__isnull=False, relative_course=None)
                | Q(course=None, relative_course__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_dates_follow_status",
                condition=Q(status=S.WAITING, group=None, offered_at=None, joined_on=None, left_on=None)
                | Q(
                    status=S.OFFERED,
                    group__isnull=False,
                    offered_at__isnull=False,
                    joined_on=None,
                    left_on=None,
                )
                | Q(status=S.MEMBER, group__isnull=False, joined_on__isnull=False, left_on=None)
                | Q(status__in=[S.DECLINED, S.LEFT], left_on__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_left_with_reason",
                condition=~Q(status__in=[S.DECLINED, S.LEFT]) | Q(left_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor borgeren stopper.",
            ),
            models.CheckConstraint(
                name="membership_left_after_joined",
                condition=Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=F("joined_on")),
                violation_error_message="Borgeren kan ikke stoppe, før deltagelsen er begyndt.",
            ),
            models.UniqueConstraint(
                name="membership_one_open_per_course",
                fields=["course"],
                condition=Q(status__in=sorted(OPEN_MEMBERSHIPS)),
                violation_error_message="Borgeren er allerede på venteliste eller i en gruppe.",
            ),
            models.UniqueConstraint(
                name="membership_one_open_per_relative",
                fields=["relative_course"],
                condition=Q(status__in=sorted(OPEN_MEMBERSHIPS)),
                violation_error_message="Den pårørende er allerede på venteliste eller i en gruppe.",
            ),
        ]
        indexes = [
            # Serves the waiting list of an offer, in its order.
            models.Index(
                name="membership_in_line",
                fields=["offer_key", "waiting_since"],
                condition=Q(status=S.WAITING),
            ),
            # Serves the members of a group.
            models.Index(name="membership_by_group", fields=["group", "status"]),
        ]

    def __str__(self) -> str:
        return f"Deltagelse {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_MEMBERSHIPS

    @property
    def is_seated(self) -> bool:
        return self.status in SEATED

    def move_to(self, status: MembershipStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_MEMBERSHIPS, MembershipStatus(self.status), status)
