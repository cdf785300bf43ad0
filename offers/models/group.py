from typing import Self

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offers.enums import NEXT_GROUP_STATUSES, OPEN_GROUPS, SEATED, GroupStatus, Intake, MembershipStatus
from offers.models.room import Room
from rusmiddel.access.models import User
from rusmiddel.standards.models import StandardVersion
from rusmiddel.transitions import checked_move


class GroupQuerySet(models.QuerySet["Group"]):
    def open(self) -> Self:
        return self.filter(status__in=sorted(OPEN_GROUPS))

    def with_counts(self) -> Self:
        """How many are members, and how many more have been offered a place."""
        return self.annotate(
            members=Count("memberships", filter=Q(memberships__status=MembershipStatus.MEMBER)),
            seated=Count("memberships", filter=Q(memberships__status__in=sorted(SEATED))),
        )

    def for_list(self) -> Self:
        return (
            self.with_counts()
            .select_related("room")
            .prefetch_related(
                models.Prefetch(
                    "therapists", GroupTherapist.objects.standing().select_related("user").order_by("pk")
                )
            )
        )


class Group(models.Model):
    """A group (gruppe) that gives one of the standard's offers to several citizens together."""

    offer_key = models.CharField("tilbud i kvalitetsstandarden", max_length=60)
    # As the standard named it when the group was made.
    offer_name = models.CharField("tilbud", max_length=200)
    standard = models.ForeignKey(
        StandardVersion, on_delete=models.PROTECT, related_name="+", verbose_name="kvalitetsstandard"
    )
    name = models.CharField("navn", max_length=80)
    intake = models.CharField("optag", max_length=10, choices=Intake.choices, default=Intake.OPEN)
    soft_limit = models.PositiveSmallIntegerField("deltagere, tilstræbt højst")
    hard_limit = models.PositiveSmallIntegerField("deltagere, aldrig flere end")
    minutes = models.PositiveSmallIntegerField("minutter")
    weeks_between = models.PositiveSmallIntegerField("uger mellem møderne", default=1)
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="groups", verbose_name="lokale"
    )
    status = models.CharField(
        "status", max_length=10, choices=GroupStatus.choices, default=GroupStatus.FORMING
    )
    began_on = models.DateField("begyndt", null=True, blank=True)
    ended_on = models.DateField("afsluttet", null=True, blank=True)
    end_reason = models.TextField("hvorfor afsluttet", blank=True)

    objects = GroupQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str
    # From `with_counts`.
    members: int
    seated: int

    class Meta:
        verbose_name = "gruppe"
        verbose_name_plural = "grupper"
        constraints = [
            models.CheckConstraint(name="group_status_valid", condition=Q(status__in=GroupStatus.values)),
            models.CheckConstraint(name="group_intake_valid", condition=Q(intake__in=Intake.values)),
            models.CheckConstraint(name="group_has_name", condition=Q(name__regex=r"\S")),
            models.CheckConstraint(
                name="group_soft_limit_within_hard",
                condition=Q(soft_limit__gt=0, soft_limit__lte=F("hard_limit")),
                violation_error_message="Det tilstræbte antal kan ikke være større end det højeste.",
            ),
            models.CheckConstraint(
                name="group_has_length_and_interval", condition=Q(minutes__gt=0, weeks_between__gt=0)
            ),
            models.CheckConstraint(
                name="group_dates_follow_status",
                condition=Q(status=GroupStatus.FORMING, began_on=None, ended_on=None)
                | Q(status=GroupStatus.RUNNING, began_on__isnull=False, ended_on=None)
                | Q(status=GroupStatus.ENDED, ended_on__isnull=False, end_reason__regex=r"\S"),
            ),
            models.UniqueConstraint(
                name="group_name_once_while_open",
                fields=["name"],
                condition=Q(status__in=sorted(OPEN_GROUPS)),
                violation_error_message="Der er allerede en gruppe med det navn.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("offers:group", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_GROUPS

    @property
    def takes_new(self) -> bool:
        """Whether somebody may begin now; a closed group takes nobody once it has begun."""
        return self.is_open and (self.intake == Intake.OPEN or self.status == GroupStatus.FORMING)

    @property
    def free(self) -> int:
        """Places left, of a group read with its counts."""
        return max(self.hard_limit - self.seated, 0)

    def move_to(self, status: GroupStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_GROUP_STATUSES, GroupStatus(self.status), status)


class GroupTherapistQuerySet(models.QuerySet["GroupTherapist"]):
    def standing(self) -> Self:
        return self.filter(ended_at=None)


class GroupTherapist(models.Model):
    """Who leads a group (gruppebehandler). A trigger refuses every change but the ending, and that once."""

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="therapists", verbose_name="gruppe"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="behandler")
    added_at = models.DateTimeField("fra")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    ended_at = models.DateTimeField("til", null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = GroupTherapistQuerySet.as_manager()

    class Meta:
        verbose_name = "gruppebehandler"
        verbose_name_plural = "gruppebehandlere"
        constraints = [
            models.CheckConstraint(
                name="group_therapist_ended_after_added",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__gte=F("added_at"), ended_by__isnull=False),
            ),
            # Serves the groups of a therapist, too.
            models.UniqueConstraint(
                name="group_therapist_once",
                fields=["user", "group"],
                condition=Q(ended_at=None),
                violation_error_message="Behandleren leder allerede gruppen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gruppebehandler {self.pk}"
