from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cases.models import Case, TreatmentRequest
from offers.enums import NEXT_STATUSES, OPEN_STATUSES, STATUSES_BEFORE, CourseStatus, TreatmentForm
from offers.models.session import Session
from rusmiddel.access.models import User
from rusmiddel.standards.models import StandardVersion
from rusmiddel.transitions import checked_move


class CourseQuerySet(models.QuerySet["Course"]):
    def open(self) -> Self:
        return self.filter(status__in=OPEN_STATUSES)

    def for_list(self) -> Self:
        return self.with_sessions().select_related("case", "responsible")

    def with_sessions(self) -> Self:
        return self.prefetch_related(
            models.Prefetch(
                "sessions", Session.objects.select_related("employee", "room").order_by("planned_at")
            )
        )


class Course(models.Model):
    """One offer given to a citizen (forløb): from the grant to the end of the treatment."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="courses", verbose_name="sag")
    request = models.ForeignKey(
        TreatmentRequest, on_delete=models.PROTECT, related_name="courses", verbose_name="anmodning"
    )
    offer_key = models.CharField("tilbud i kvalitetsstandarden", max_length=60)
    # As the standard named it when it was given.
    offer_name = models.CharField("tilbud", max_length=200)
    # Never changed: what a stay and a free choice are held to.
    form = models.CharField(
        "form", max_length=12, choices=TreatmentForm.choices, default=TreatmentForm.AMBULANT
    )
    standard = models.ForeignKey(
        StandardVersion, on_delete=models.PROTECT, related_name="+", verbose_name="kvalitetsstandard"
    )
    responsible = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="courses",
        verbose_name="behandler",
    )
    status = models.CharField(
        "status", max_length=10, choices=CourseStatus.choices, default=CourseStatus.PLANNED
    )
    begun_early = models.BooleanField("begyndt før visitationen", default=False)
    granted_on = models.DateField("bevilget", null=True, blank=True)
    started_on = models.DateField("begyndt", null=True, blank=True)
    ended_on = models.DateField("afsluttet", null=True, blank=True)
    end_reason = models.TextField("hvorfor afsluttet", blank=True)

    objects = CourseQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "forløb"
        verbose_name_plural = "forløb"
        constraints = [
            models.CheckConstraint(name="course_status_valid", condition=Q(status__in=CourseStatus.values)),
            models.CheckConstraint(name="course_form_valid", condition=Q(form__in=TreatmentForm.values)),
            models.CheckConstraint(
                name="course_granted_or_begun_early",
                condition=Q(granted_on__isnull=False) | Q(begun_early=True),
                violation_error_message="Et forløb skal være bevilget, før det begynder.",
            ),
            models.CheckConstraint(
                name="course_dates_follow_status",
                condition=Q(status=CourseStatus.PLANNED, started_on=None, ended_on=None)
                | Q(status=CourseStatus.ACTIVE, started_on__isnull=False, ended_on=None)
                | Q(status=CourseStatus.ENDED, ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="course_ended_with_reason",
                condition=~Q(status=CourseStatus.ENDED) | Q(end_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor forløbet afsluttes.",
            ),
            models.CheckConstraint(
                name="course_ends_after_start",
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
            ),
            models.UniqueConstraint(
                name="course_one_open_per_offer",
                fields=["request", "offer_key"],
                condition=Q(status__in=sorted(OPEN_STATUSES)),
                violation_error_message="Borgeren har allerede et forløb med det tilbud.",
            ),
        ]
        indexes = [
            # Serves the courses of a case, newest first.
            models.Index(name="course_by_case", fields=["case", "-id"]),
        ]

    def __str__(self) -> str:
        return self.offer_name

    def get_absolute_url(self) -> str:
        return reverse("offers:course", args=[self.case.number, self.pk])

    @property
    def is_residential(self) -> bool:
        return self.form == TreatmentForm.RESIDENTIAL

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    def move_to(self, status: CourseStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_STATUSES, CourseStatus(self.status), status)

    def move_back_to(self, status: CourseStatus) -> None:
        """Undo a move; raises TransitionError where it cannot be undone."""
        self.status = checked_move(STATUSES_BEFORE, CourseStatus(self.status), status)
