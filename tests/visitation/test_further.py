"""Self-payment and the restriction of free choice: decisions with a letter, guidance and time to complain."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from cases.enums import Substance
from offers.enums import ChoiceStatus
from offers.models import FreeChoice
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.visible_text import visible_text
from rusmiddel.standards.loading import preset
from tests.offers import staying as scenes
from tests.offers.staying import refused
from tests.visitation.scenes import COPENHAGEN, DECIDED_AT, caseworker, load_preset
from visitation.models import FurtherDecision
from visitation.self_payment import refusal, why_not_from
from visitation.services.further_windows import close_expired_further_windows
from visitation.services.letters import post_letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(datetime(2027, 1, 15, 12, 0, tzinfo=COPENHAGEN), tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def stay():
    return scenes.planned()


@pytest.mark.parametrize(
    ("name", "substance", "is_refused"),
    [
        ("jammerbugt", "drugs", False),
        ("jammerbugt", "alcohol", True),
        ("jammerbugt", "both", False),
        ("rebild", "alcohol", False),
        ("rebild", "drugs", False),
        ("mariagerfjord", "drugs", False),
        ("norddjurs", "drugs", False),
    ],
)
def test_who_may_be_charged_is_the_standards_own(name, substance, is_refused):
    assert bool(refusal(preset(name).offer("residential"), substance)) is is_refused


@pytest.mark.parametrize(
    ("days", "is_first", "reason", "is_refused"),
    [
        (0, True, "", False),
        (-1, True, "", True),
        (5, True, "", True),
        (5, True, "Uden indkomst", False),
        (5, False, "", False),
        (-1, False, "", True),
    ],
)
def test_it_is_paid_from_the_beginning_of_the_stay(days, is_first, reason, is_refused):
    begins = date(2026, 3, 16)
    found = why_not_from(
        begins + timedelta(days=days), stay_begins_on=begins, is_first=is_first, waived_reason=reason
    )

    assert bool(found) is is_refused


def test_self_payment_is_a_decision_with_its_grounds_and_guidance_in_the_letter():
    decision = scenes.paid(stay().course)

    text = visible_text(decision.letter.html)
    for said in (
        "du skal betale 1.800 kr. om måneden for kost og logi på Møllegården fra den 16. marts 2026",
        "11.500 kr.",
        "4.200 kr.",
        "Indkomst minus husleje",
        "Serviceloven § 163",
        "Du kan klage",
        "Ankestyrelsen",
    ):
        assert said in text, f"{said!r} in {text}"
    assert decision.appeal_route == "residential_decision"
    assert decision.body_name == "Visitationsudvalget i Jammerbugt Kommune"
    assert decision.complaint_weeks == 4


def test_no_stay_no_payment():
    with pytest.raises(ValidationError, match="Aftal først opholdet"):
        scenes.paid(scenes.granted())


def test_alcohol_is_not_charged_where_the_standard_charges_only_drugs():
    placement = scenes.planned(scenes.granted(substance=Substance.ALCOHOL))

    with pytest.raises(ValidationError, match="for stoffer"):
        scenes.paid(placement.course)


@pytest.mark.parametrize("field", ["known_from", "facts", "reasons", "present"])
def test_an_amount_without_its_grounds_is_refused(field):
    with pytest.raises(ValidationError) as refused:
        scenes.paid(stay().course, grounds={field: " "})

    assert field in refused.value.message_dict


def test_the_amount_is_decided_by_those_who_decide():
    with pytest.raises(PermissionDenied):
        scenes.paid(stay().course, by=caseworker())


def test_sent_twice_it_is_decided_once():
    course, submission = stay().course, uuid4()
    for _ in range(2):
        scenes.paid(course, submission=submission)

    assert FurtherDecision.objects.count() == 1


def test_a_decision_under_way_is_never_changed_nor_deleted():
    decision = scenes.paid(stay().course)

    with refused("may never be changed"):
        FurtherDecision.objects.filter(pk=decision.pk).update(per_month=Decimal(1))
    with refused("may never be changed"):
        connection.cursor().execute("DELETE FROM visitation_furtherdecision")


def test_an_amount_needs_income_rent_and_how_it_was_worked_out_in_the_database_too():
    decision = scenes.paid(stay().course)
    decision.pk, decision.submission, decision._state.adding = None, uuid4(), True
    decision.calculation = " "

    with pytest.raises(ValidationError, match="hvordan beløbet er regnet ud"):
        decision.validate_constraints()


def test_self_payment_of_ambulant_treatment_cannot_be_stored():
    decision = scenes.paid(stay().course)
    course = scenes.ambulant("Ida Holm")

    decision.pk, decision.submission, decision._state.adding = None, uuid4(), True
    decision.course, decision.case, decision.request = course, course.case, course.request
    with refused("further_decision_own"):
        decision.save()


def test_the_time_to_complain_counts_from_receipt_and_closes_by_itself():
    decision = scenes.paid(stay().course)
    assert not Deadline.objects.filter(kind=DeadlineKind.FURTHER_COMPLAINT).exists()

    post_letter(letter_id=decision.letter_id, by=scenes.lead(), now=DECIDED_AT)

    window = Deadline.objects.get(kind=DeadlineKind.FURTHER_COMPLAINT)
    assert (window.status, window.due_on) == (DeadlineStatus.OPEN, decision.stated_deadline_on)
    reconcile(today=date(2026, 3, 20))
    assert not Drift.objects.exists()

    after = window.due_on + timedelta(days=1)
    assert close_expired_further_windows(today=after) == 1
    assert close_expired_further_windows(today=after) == 0
    window.refresh_from_db()
    assert window.status == DeadlineStatus.LAPSED


def test_a_restriction_of_free_choice_is_a_decision_with_a_letter_and_the_clock_runs_again():
    choice = scenes.chosen(scenes.granted(), scenes.provider())
    decision = scenes.limited(choice)
    choice.refresh_from_db()

    assert choice.status == ChoiceStatus.RESTRICTED
    text = visible_text(decision.letter.html)
    assert "du ikke kan vælge Møllegården som behandlingssted" in text
    assert "§ 101, stk. 7" in text
    assert "Du kan klage" in text
    assert Deadline.objects.get(kind=DeadlineKind.GUARANTEE).status == DeadlineStatus.OPEN


def test_the_database_refuses_a_restriction_that_nobody_decided():
    choice = scenes.chosen(scenes.granted(), scenes.provider())

    with refused("choice_restricted_by_decision"):
        FreeChoice.objects.filter(pk=choice.pk).update(status="restricted", answered_on=DECIDED_AT.date())
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_the_place_has_accepted_is_not_restricted():
    choice = scenes.chosen(scenes.granted(), scenes.provider())
    FreeChoice.objects.filter(pk=choice.pk).update(status="accepted", answered_on=DECIDED_AT.date())

    with pytest.raises(ValidationError, match="kan ikke begrænses"):
        scenes.limited(choice)
