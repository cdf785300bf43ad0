"""Free choice: another place of the same form, after visitation; its answer and its effect on the clock."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cases.enums import DeviationReason
from cases.models import ClockEvent
from offers.enums import ChoiceStatus, TreatmentForm
from offers.free_choice import Place, Wanted, refusal
from offers.models import FreeChoice
from offers.services.free_choices import answer_choice
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.loading import preset, preset_names
from tests.offers import staying as scenes
from tests.offers.staying import refused
from tests.visitation.scenes import COPENHAGEN, DECIDED_AT, caseworker, load_preset

pytestmark = pytest.mark.django_db
ON = DECIDED_AT.date()


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(datetime(2027, 1, 15, 12, 0, tzinfo=COPENHAGEN), tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def wanted(**changes):
    facts = {
        "form": TreatmentForm.AMBULANT,
        "offer_kind": OfferKind.INDIVIDUAL,
        "is_granted": True,
        "is_anonymous_drugs": False,
        "is_heroin": False,
    }
    return Wanted(**{**facts, **changes})


def place(**changes):
    facts = {"form": TreatmentForm.AMBULANT, "is_public": False, "is_approved": True, "is_on_portal": True}
    return Place(**{**facts, **changes})


def answer(choice, status, note="Nej tak", on=ON):
    return answer_choice(
        choice_id=choice.pk, status=status, answered_on=on, note=note, by=caseworker(), now=DECIDED_AT
    )


def guarantee():
    return Deadline.objects.get(kind=DeadlineKind.GUARANTEE)


@pytest.mark.parametrize("name", preset_names())
@pytest.mark.parametrize(
    ("theirs", "where"),
    [
        (TreatmentForm.AMBULANT, TreatmentForm.RESIDENTIAL),
        (TreatmentForm.RESIDENTIAL, TreatmentForm.AMBULANT),
    ],
)
def test_under_no_standard_does_one_choose_across_ambulant_and_residential(name, theirs, where):
    assert "ambulant og døgn" in refusal(wanted(form=theirs), place(form=where), preset(name), on=ON)


@pytest.mark.parametrize("name", preset_names())
def test_a_private_place_that_is_approved_can_be_chosen_everywhere(name):
    assert refusal(wanted(), place(), preset(name), on=ON) == ""


@pytest.mark.parametrize(
    ("theirs", "where", "why"),
    [
        ({"is_granted": False}, {}, "visitationen"),
        ({"is_anonymous_drugs": True}, {}, "Anonym"),
        ({"is_heroin": True}, {}, "heroin"),
        ({}, {"is_approved": False}, "ikke godkendt"),
        ({}, {"is_approved": False, "is_public": True}, ""),
    ],
)
def test_what_keeps_a_place_from_being_chosen(theirs, where, why):
    found = refusal(wanted(**theirs), place(**where), preset("jammerbugt"), on=ON)

    assert why in found if why else found == ""


def test_one_standard_wants_every_place_on_tilbudsportalen():
    off = place(is_on_portal=False, is_public=True)

    assert "Tilbudsportalen" in refusal(wanted(), off, preset("mariagerfjord"), on=ON)


def test_a_choice_sets_the_guarantee_aside_as_a_recorded_deviation():
    choice = scenes.chosen(scenes.granted(), scenes.provider())

    event = ClockEvent.objects.get(kind="deviation")
    assert (event.reason, choice.deviation) == (DeviationReason.FREE_CHOICE, event)
    assert guarantee().status == DeadlineStatus.WAIVED


@pytest.mark.parametrize("status", [ChoiceStatus.NO_CAPACITY, ChoiceStatus.DECLINED, ChoiceStatus.WITHDRAWN])
def test_where_nothing_comes_of_it_the_guarantee_runs_again(status):
    choice = scenes.chosen(scenes.granted(), scenes.provider())

    answer(choice, status)

    assert guarantee().status == DeadlineStatus.OPEN
    assert ClockEvent.objects.get(kind="deviation").cancelled_at == DECIDED_AT


def test_the_stay_is_at_the_place_the_citizen_chose():
    course, where = scenes.granted(), scenes.provider()
    choice = scenes.chosen(course, where)
    other = scenes.provider("Åbrinken", portal_id="102")

    with pytest.raises(ValidationError, match="hvad det svarede"):
        scenes.planned(course, where)
    answer(choice, ChoiceStatus.ACCEPTED, note="")
    with pytest.raises(ValidationError, match="frit valgt"):
        scenes.planned(course, other)
    assert scenes.planned(course, where).free_choice_id == choice.pk


def test_a_public_place_may_say_no_only_for_lack_of_room():
    choice = scenes.chosen(scenes.granted(), scenes.provider(is_public=True))

    with pytest.raises(ValidationError, match="kapaciteten"):
        answer(choice, ChoiceStatus.DECLINED)
    with refused("choice_public_refuses_for_capacity_only"):
        FreeChoice.objects.filter(pk=choice.pk).update(
            status="declined", answered_on=ON, answer_note="Vil ikke"
        )
    assert answer(choice, ChoiceStatus.NO_CAPACITY).status == ChoiceStatus.NO_CAPACITY


def test_the_database_refuses_a_choice_across_forms():
    course, where = scenes.ambulant(), scenes.provider()

    with refused("choice_of_same_form"):
        FreeChoice.objects.create(
            course=course, case=course.case, provider=where, form="ambulant", is_public=False, chosen_on=ON
        )
    with refused("choice_of_same_form"):
        FreeChoice.objects.create(
            course=course, case=course.case, provider=where, form="residential", is_public=False, chosen_on=ON
        )


def test_a_restriction_is_no_answer_that_somebody_writes_down():
    choice = scenes.chosen(scenes.granted(), scenes.provider())

    with pytest.raises(ValidationError, match="afgørelse"):
        answer(choice, ChoiceStatus.RESTRICTED)


def test_the_place_of_a_choice_never_changes():
    choice = scenes.chosen(scenes.granted(), scenes.provider())
    other = scenes.provider("Åbrinken", portal_id="102")

    with refused("may never be changed"):
        FreeChoice.objects.filter(pk=choice.pk).update(provider=other)


def test_one_choice_at_a_time_and_none_while_a_stay_is_agreed():
    course, where = scenes.granted(), scenes.provider()
    choice = scenes.chosen(course, where)

    with pytest.raises(ValidationError, match="allerede valgt"):
        scenes.chosen(course, scenes.provider("Åbrinken", portal_id="102"))
    answer(choice, ChoiceStatus.ACCEPTED, note="")
    scenes.planned(course, where)
    with pytest.raises(ValidationError, match="aftalt et ophold"):
        answer(choice, ChoiceStatus.WITHDRAWN)


def test_an_answer_cannot_lie_before_the_choice():
    choice = scenes.chosen(scenes.granted(), scenes.provider())

    with pytest.raises(ValidationError, match="før borgeren valgte"):
        answer(choice, ChoiceStatus.ACCEPTED, on=date(2026, 3, 1))
