"""Two who write the same thing of a substitution treatment at once, on connections of their own."""

from functools import partial

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction

from offers.models import MissedDose, Prescription
from offers.services.doses import note_missed_dose
from tests.cases.test_races import at_once
from tests.offers.treating import NOW, TODAY, doctor, dose, granted, planned, treated
from tests.visitation.scenes import caseworker, load_preset


@pytest.fixture(autouse=True)
def _standard(committed):
    with time_machine.travel(NOW, tick=True):
        load_preset("rebild")
        yield


def one_is_told(answers):
    return sorted(type(answer) is ValidationError for answer in answers) == [False, True]


def test_of_two_who_prescribe_the_same_dose_at_once_one_is_told():
    with transaction.atomic():
        course = planned(granted())
    by = doctor()
    answers = at_once(partial(dose, course, by=by), partial(dose, course, by=by))

    assert one_is_told(answers)
    assert Prescription.objects.count() == 1


def test_of_two_who_write_the_same_missed_dose_at_once_one_is_told():
    with transaction.atomic():
        course = treated()
    missed = partial(
        note_missed_dose, course_id=course.pk, on=TODAY, note="Kom ikke", by=caseworker(), now=NOW
    )
    answers = at_once(missed, missed)

    assert one_is_told(answers)
    assert MissedDose.objects.count() == 1
