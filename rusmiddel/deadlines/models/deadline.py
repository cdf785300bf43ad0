from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Func, Q

from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineState, DeadlineStatus
from rusmiddel.deadlines.states import conditions, state_of, state_on
from rusmiddel.deadlines.values import DeadlineValues, Milestone, Step, key_in

OPEN = Q(status=DeadlineStatus.OPEN)
# What no list shows: left unread, for they are most of the row.
NOT_SHOWN = ("explanation", "milestone_names", "milestone_dates")


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def open(self) -> Self:
        return self.filter(OPEN)

    def of_kind(self, *kinds: DeadlineKind) -> Self:
        return self.filter(kind__in=kinds)

    def for_responsible(self, user: User) -> Self:
        return self.filter(responsible=user)

    def in_state(self, state: DeadlineState, *, day: date, at_risk_days: int) -> Self:
        """Exactly those that `counts_by_state` counts in the state."""
        return self.filter(conditions(day=day, at_risk_days=at_risk_days)[state])

    def overdue(self, today: date) -> Self:
        return self.in_state(DeadlineState.OVERDUE, day=today, at_risk_days=0)

    def due_on(self, day: date) -> Self:
        return self.in_state(DeadlineState.DUE_TODAY, day=day, at_risk_days=0)

    def at_risk(self, today: date, days: int) -> Self:
        """Due within so many days, today not counted."""
        return self.in_state(DeadlineState.AT_RISK, day=today, at_risk_days=days)

    def as_of(self, day: date) -> Self:
        """Those that were open at the end of the day."""
        return self.filter(OPEN | Q(closed_on__gt=day), opened_on__lte=day)

    def in_period(self, *, since: date, day: date) -> Self:
        """Those that were open at the end of `day`, or were closed from `since` up to it."""
        return self.filter(OPEN | Q(closed_on__gte=since), opened_on__lte=day)

    def with_state(self, *, day: date, at_risk_days: int) -> Self:
        return self.annotate(state=state_on(day=day, at_risk_days=at_risk_days))

    def counts_by_state(self, *, day: date, at_risk_days: int) -> dict[DeadlineState, int]:
        """How many there are in each state on the day, in one query."""
        counted = (
            self.order_by()
            .with_state(day=day, at_risk_days=at_risk_days)
            .exclude(state=None)
            .values_list("state")
            .annotate(number=Count("pk"))
        )
        return dict.fromkeys(DeadlineState, 0) | {DeadlineState(state): number for state, number in counted}


class Deadline(models.Model):
    """A date that somebody must keep (frist). Written by `register` and by nothing else."""

    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="deadlines", verbose_name="sag"
    )
    kind = models.CharField("frist", max_length=30, choices=DeadlineKind.choices)
    ref = models.CharField("grundlag", max_length=60)
    opened_on = models.DateField("løber fra")
    due_on = models.DateField("frist")
    closed_on = models.DateField("afsluttet", null=True, blank=True)
    status = models.CharField(
        "status", max_length=10, choices=DeadlineStatus.choices, default=DeadlineStatus.OPEN
    )
    reason = models.TextField("begrundelse", blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="deadlines",
        verbose_name="ansvarlig",
    )
    # Somebody else keeps this one, whoever has the case; the rules that compute the date know nothing of it.
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name="givet videre til",
    )
    explanation = models.JSONField("forklaring", default=list, blank=True)
    # The milestones lie in the row, so that the watch is one statement over the rows that are due.
    milestone_names = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    milestone_dates = ArrayField(models.DateField(), default=list, blank=True)
    next_warning_on = models.DateField("næste advarsel", null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "frist"
        verbose_name_plural = "frister"
        constraints = [
            models.UniqueConstraint(
                name="deadline_one_per_ref",
                fields=["kind", "ref"],
                violation_error_message="Fristen findes allerede.",
            ),
            models.CheckConstraint(name="deadline_kind_valid", condition=Q(kind__in=DeadlineKind.values)),
            models.CheckConstraint(
                name="deadline_status_valid", condition=Q(status__in=DeadlineStatus.values)
            ),
            models.CheckConstraint(name="deadline_has_ref", condition=~Q(ref="")),
            models.CheckConstraint(
                name="deadline_closed_has_date",
                condition=(OPEN & Q(closed_on=None)) | (~OPEN & Q(closed_on__isnull=False)),
                violation_error_message="En afsluttet frist har en dato, og en åben har ingen.",
            ),
            models.CheckConstraint(
                name="deadline_waived_has_reason",
                condition=~Q(status=DeadlineStatus.WAIVED) | ~Q(reason=""),
                violation_error_message="Skriv, hvorfor fristen er fraveget.",
            ),
            models.CheckConstraint(
                name="deadline_milestones_paired",
                condition=Q(
                    milestone_names__len=Func(
                        F("milestone_dates"), function="CARDINALITY", output_field=models.IntegerField()
                    )
                ),
            ),
            models.CheckConstraint(
                name="deadline_closed_warns_nobody", condition=OPEN | Q(next_warning_on=None)
            ),
        ]
        indexes = [
            # Serves what is overdue, due today and at risk.
            models.Index(name="deadline_open_by_due", fields=["due_on"], condition=OPEN),
            # Serves the watch: the rows it reads are the rows it warns about.
            models.Index(
                name="deadline_to_warn",
                fields=["next_warning_on"],
                condition=OPEN & Q(next_warning_on__isnull=False),
            ),
            # Serves 'Min dag' and the dashboard by caseworker.
            models.Index(
                name="deadline_open_by_responsible", fields=["responsible", "due_on"], condition=OPEN
            ),
            # Serves the dashboard: kept and not kept within a period, counted without reading the rows.
            models.Index(
                name="deadline_by_outcome", fields=["kind", "status", "closed_on"], include=["opened_on"]
            ),
            # Serves 'as of a chosen day': what has been closed since then was still open.
            models.Index(name="deadline_as_of", fields=["closed_on", "opened_on"], condition=~OPEN),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on:%Y-%m-%d}"

    @property
    def values(self) -> DeadlineValues:
        """The row as the plain values that a rule would give."""
        return DeadlineValues(
            case_id=self.case_id,
            kind=DeadlineKind(self.kind),
            ref=self.ref,
            opened_on=self.opened_on,
            due_on=self.due_on,
            status=DeadlineStatus(self.status),
            closed_on=self.closed_on,
            reason=self.reason,
            responsible_id=self.responsible_id,
            handed_to_id=self.handed_to_id,
            explanation=self.steps,
            milestones=tuple(
                Milestone(name=name, on=on)
                for name, on in zip(self.milestone_names, self.milestone_dates, strict=True)
            ),
        )

    @property
    def steps(self) -> tuple[Step, ...]:
        """The explanation, line by line."""
        return tuple(Step.from_json(stored) for stored in self.explanation)

    @property
    def is_open(self) -> bool:
        return self.status == DeadlineStatus.OPEN

    @property
    def key(self) -> int:
        """The key of what the deadline is about."""
        return key_in(self.ref)

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_on < today

    def days_left(self, today: date) -> int:
        return (self.due_on - today).days

    def state_on(self, day: date, at_risk_days: int) -> DeadlineState | None:
        return state_of(
            status=DeadlineStatus(self.status),
            opened_on=self.opened_on,
            due_on=self.due_on,
            closed_on=self.closed_on,
            day=day,
            at_risk_days=at_risk_days,
        )


class DeadlineChange(models.Model):
    """What a deadline was before it was changed, and who changed it; nobody means the system."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="changes")
    changed_at = models.DateTimeField("ændret")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="af"
    )
    # {field: [before, after]}, as text.
    changes = models.JSONField("ændringer")

    class Meta:
        verbose_name = "ændring af frist"
        verbose_name_plural = "ændringer af frister"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Ændring af frist {self.deadline_id}"
