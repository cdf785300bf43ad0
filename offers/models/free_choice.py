from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from cases.models import Case, ClockEvent
from offers.enums import NEXT_CHOICES, OPEN_CHOICES, ChoiceStatus, TreatmentForm
from offers.models.course import Course
from offers.models.provider import Provider
from rusmiddel.access.models import User
from rusmiddel.transitions import checked_move


class FreeChoiceQuerySet(models.QuerySet["FreeChoice"]):
    def open(self) -> Self:
        return self.filter(status__in=sorted(OPEN_CHOICES))


class FreeChoice(models.Model):
    """The citizen chooses another place than the one offered (frit valg), after visitation.

    Triggers refuse a place of another form than the treatment that was granted (FRI-2).
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="free_choices")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="free_choices", verbose_name="sag")
    provider = models.ForeignKey(
        Provider, on_delete=models.PROTECT, related_name="free_choices", verbose_name="behandlingssted"
    )
    form = models.CharField("form", max_length=12, choices=TreatmentForm.choices)
    # As the place was when it was chosen.
    is_public = models.BooleanField("offentligt sted")
    chosen_on = models.DateField("valgt")
    wish = models.TextField("borgerens ønske", blank=True)
    status = models.CharField(
        "status", max_length=15, choices=ChoiceStatus.choices, default=ChoiceStatus.WANTED
    )
    answered_on = models.DateField("svar den", null=True, blank=True)
    answer_note = models.TextField("hvad der blev svaret", blank=True)
    # Its effect on the guarantee (GUA-17), where the clock still ran.
    deviation = models.OneToOneField(
        ClockEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="free_choice"
    )

    objects = FreeChoiceQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "frit valg"
        verbose_name_plural = "frie valg"
        constraints = [
            models.CheckConstraint(name="choice_status_valid", condition=Q(status__in=ChoiceStatus.values)),
            models.CheckConstraint(name="choice_form_valid", condition=Q(form__in=TreatmentForm.values)),
            models.CheckConstraint(
                name="choice_answered_with_day",
                condition=Q(status=ChoiceStatus.WANTED, answered_on=None)
                | (~Q(status=ChoiceStatus.WANTED) & Q(answered_on__gte=F("chosen_on"))),
                violation_error_message="Svaret kan tidligst være kommet den dag, der blev valgt.",
            ),
            # Section 14: a public place may say no only for lack of room.
            models.CheckConstraint(
                name="choice_public_refuses_for_capacity_only",
                condition=~Q(status=ChoiceStatus.DECLINED) | Q(is_public=False),
                violation_error_message="Et offentligt sted kan kun afvise af hensyn til kapaciteten.",
            ),
            models.CheckConstraint(
                name="choice_no_says_why",
                condition=~Q(
                    status__in=[ChoiceStatus.NO_CAPACITY, ChoiceStatus.DECLINED, ChoiceStatus.WITHDRAWN]
                )
                | Q(answer_note__regex=r"\S"),
                violation_error_message="Skriv, hvad der blev svaret.",
            ),
            models.UniqueConstraint(
                name="choice_one_open_per_course",
                fields=["course"],
                condition=Q(status__in=sorted(OPEN_CHOICES)),
                violation_error_message="Borgeren har allerede valgt et sted.",
            ),
        ]

    def __str__(self) -> str:
        return f"Frit valg {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_CHOICES

    @property
    def is_wanted(self) -> bool:
        return self.status == ChoiceStatus.WANTED

    def move_to(self, status: ChoiceStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_CHOICES, ChoiceStatus(self.status), status)
