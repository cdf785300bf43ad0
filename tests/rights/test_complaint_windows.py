"""The month of the regulation beside the seven days, and the time to complain (IND-7, IND-8)."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from cases.services.locking_out import lock_out, shield_case
from cases.services.requests import assign_case
from rights.clock import month_deadline, month_due_on
from rights.enums import AccessBasis, AccessOutcome
from rights.models import AccessRequest
from rights.services.access_requests import give_access_request_to
from rights.services.complaint_windows import close_expired_windows
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import DANISH
from tests.rights.scenes import NOW, TODAY, asked, gathered, sealed
from tests.rights.test_access_requests import answer, delay, refused
from tests.rights.test_clock import MONDAY, facts, told
from visitation.services.letters import (
    correct_letter_receipt,
    hand_over_letter,
    take_back_letter,
)

pytestmark = pytest.mark.django_db

MONTH = date(2026, 4, 2)


def clock_of(request, kind):
    return Deadline.objects.filter(kind=kind, ref=request.deadline_ref).first()


def window(request):
    return clock_of(request, DeadlineKind.ACCESS_COMPLAINT)


def no_drift(day=TODAY):
    reconcile(today=day)
    return not Drift.objects.exists()


def own(**changes):
    return facts(is_own_data=True, **changes)


# The month


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (MONDAY, MONTH),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
    ],
)
def test_own_data_are_given_within_a_month(received_on, due_on):
    assert month_due_on(received_on) == due_on


def test_who_asks_by_another_rule_has_no_month():
    assert month_deadline(facts()) is None


@pytest.mark.parametrize(
    ("told_on", "expected_on", "due_on"),
    [
        (date(2026, 3, 11), date(2026, 3, 25), MONTH),
        (date(2026, 3, 11), date(2026, 4, 20), date(2026, 4, 20)),
        (MONTH, date(2026, 9, 1), date(2026, 6, 2)),
        (MONTH + timedelta(days=1), date(2026, 4, 20), MONTH),
    ],
)
def test_a_letter_within_the_month_lets_it_run_and_never_beyond_three(told_on, expected_on, due_on):
    assert month_deadline(own(delays=[told(told_on, expected_on)])).due_on == due_on


def test_an_answer_after_the_seven_days_can_still_be_within_the_month():
    values = month_deadline(own(answered_on=date(2026, 3, 30), outcome=AccessOutcome.FULL))

    assert values.status == DeadlineStatus.MET


def test_both_clocks_stand_in_the_register_and_on_the_page(case, caseworker, client):
    request = asked(case, caseworker)
    client.force_login(caseworker)

    assert clock_of(request, DeadlineKind.ACCESS_MONTH).due_on == date(2026, 5, 1)
    assert "måned går til 1. maj" in client.get(request.get_absolute_url()).content.decode()
    assert no_drift()


def test_aktindsigt_has_the_seven_days_alone(case, caseworker):
    request = asked(case, caseworker, basis=AccessBasis.OWN_CASE)

    assert clock_of(request, DeadlineKind.ACCESS_MONTH) is None
    assert no_drift()


def test_a_delay_letter_beyond_the_month_moves_both(case, caseworker):
    request = asked(case, caseworker)
    delay(request, caseworker, expected_on=date(2026, 5, 20))

    assert clock_of(request, DeadlineKind.ACCESS_MONTH).due_on == date(2026, 5, 20)
    assert no_drift()


# Who answers


def test_a_request_goes_with_the_case_to_its_next_caseworker(case, caseworker, team_lead):
    request = asked(case, caseworker)
    receiver = UserFactory(name="Birgit Vang")
    assign_case(case_id=case.pk, responsible=receiver, by=team_lead, now=NOW)

    request.refresh_from_db()
    assert request.responsible == receiver
    assert clock_of(request, DeadlineKind.ACCESS_REQUEST).responsible == receiver
    assert no_drift()


def test_a_request_given_to_a_colleague_stays_there_when_the_case_goes_on(case, caseworker, team_lead):
    request = asked(case, caseworker)
    colleague, receiver = UserFactory(name="Karen Holm"), UserFactory(name="Birgit Vang")
    give_access_request_to(request_id=request.pk, to=colleague, by=caseworker, now=NOW)
    assign_case(case_id=case.pk, responsible=receiver, by=team_lead, now=NOW)

    request.refresh_from_db()
    assert request.responsible == colleague
    for kind in (DeadlineKind.ACCESS_REQUEST, DeadlineKind.ACCESS_MONTH):
        assert clock_of(request, kind).responsible == colleague
    assert no_drift()


def test_one_who_is_locked_out_of_the_case_is_not_given_its_request(case, caseworker, team_lead):
    request = asked(case, caseworker)
    relative = UserFactory(name="Karen Holm")
    lock_out(case_id=case.pk, user=relative, reason="Søster", by=team_lead, now=NOW)

    with pytest.raises(ValidationError):
        give_access_request_to(request_id=request.pk, to=relative, by=caseworker, now=NOW)
    request.refresh_from_db()
    assert request.responsible == caseworker


def test_one_whom_a_shield_does_not_name_is_not_given_its_request(case, caseworker, team_lead):
    request = asked(case, caseworker)
    shield_case(case_id=case.pk, members=[caseworker], reason="Kollega", by=team_lead, now=NOW)

    with pytest.raises(ValidationError):
        give_access_request_to(request_id=request.pk, to=UserFactory(), by=caseworker, now=NOW)


@pytest.mark.parametrize("how", ["locked out", "shielded from"])
def test_a_request_is_not_left_with_one_who_may_no_longer_see_the_case(case, caseworker, team_lead, how):
    request, colleague = asked(case, caseworker), UserFactory(name="Karen Holm")
    give_access_request_to(request_id=request.pk, to=colleague, by=caseworker, now=NOW)
    if how == "locked out":
        lock_out(case_id=case.pk, user=colleague, reason="Søster", by=team_lead, now=NOW)
    else:
        shield_case(case_id=case.pk, members=[caseworker], reason="Kollega", by=team_lead, now=NOW)

    request.refresh_from_db()
    assert request.responsible == caseworker
    assert clock_of(request, DeadlineKind.ACCESS_REQUEST).responsible == caseworker
    assert no_drift()


def test_whoever_may_not_answer_does_not_keep_the_request(case, caseworker):
    psychologist = make_staff(Role.PSYCHOLOGIST)
    case.responsible = psychologist
    case.save()

    assert asked(case, caseworker).responsible == caseworker


def test_what_waits_with_a_secretary_goes_with_the_case_to_one_who_may_answer(case, team_lead):
    case.responsible = None
    case.save()
    request = asked(case, make_staff(Role.SECRETARY))
    receiver = UserFactory(name="Birgit Vang")
    assign_case(case_id=case.pk, responsible=receiver, by=team_lead, now=NOW)

    request.refresh_from_db()
    assert request.responsible == receiver
    assert no_drift()


# The time to complain


@pytest.fixture
def refusal(case, caseworker):
    request = asked(case, caseworker)
    refused(request, caseworker)
    request.refresh_from_db()
    return request


def at(day):
    return datetime(2026, day.month, day.day, 12, tzinfo=DANISH)


def test_no_time_runs_before_the_letter_has_left(refusal):
    assert window(refusal) is None
    assert no_drift()


def test_it_runs_four_weeks_from_when_the_letter_was_given(refusal, caseworker):
    hand_over_letter(letter_id=refusal.letter_id, by=caseworker, now=NOW)

    stands = window(refusal)
    assert stands.status == DeadlineStatus.OPEN
    assert stands.due_on == max(TODAY + timedelta(weeks=4), refusal.stated_deadline_on)
    assert no_drift()


def test_what_is_learnt_of_the_receipt_moves_it(refusal, caseworker):
    dispatch = hand_over_letter(letter_id=refusal.letter_id, by=caseworker, now=NOW)
    later = TODAY + timedelta(days=20)
    correct_letter_receipt(
        dispatch_id=dispatch.pk, received_on=later, source="Borgeren ringede", by=caseworker, now=at(later)
    )

    assert window(refusal).due_on >= later + timedelta(weeks=4)
    assert no_drift(later)


def test_a_letter_taken_back_lets_it_rest(refusal, caseworker):
    dispatch = hand_over_letter(letter_id=refusal.letter_id, by=caseworker, now=NOW)
    take_back_letter(dispatch_id=dispatch.pk, reason="Lå endnu på bordet", by=caseworker, now=NOW)

    assert window(refusal).status == DeadlineStatus.LAPSED
    assert no_drift()


def test_the_night_notes_once_that_it_has_run_out(refusal, caseworker):
    hand_over_letter(letter_id=refusal.letter_id, by=caseworker, now=NOW)
    last = window(refusal).due_on

    assert close_expired_windows(today=last) == 0
    assert close_expired_windows(today=last + timedelta(days=9)) == 1
    assert close_expired_windows(today=last + timedelta(days=9)) == 0
    assert window(refusal).status == DeadlineStatus.LAPSED
    assert no_drift(last + timedelta(days=10))


def test_who_gets_everything_has_nothing_to_complain_of(case, caseworker):
    request = asked(case, caseworker)
    sealed(gathered(request, caseworker), caseworker)
    answer(request, caseworker)

    request.refresh_from_db()
    assert request.complaint_weeks is None
    assert no_drift()


def test_the_page_says_until_when(refusal, caseworker, client):
    client.force_login(caseworker)
    assert "regnes, når brevet er sendt" in client.get(refusal.get_absolute_url()).content.decode()
    hand_over_letter(letter_id=refusal.letter_id, by=caseworker, now=NOW)

    assert "Der kan klages til og med" in client.get(refusal.get_absolute_url()).content.decode()


def test_it_is_nothing_for_staff_to_do(refusal, caseworker, client):
    hand_over_letter(letter_id=refusal.letter_id, by=caseworker, now=NOW)
    client.force_login(caseworker)

    assert "Klagefrist om indsigt" not in client.get(reverse("reporting:my_day")).content.decode()


def test_the_database_lets_an_answered_request_note_that_and_nothing_else(refusal):
    AccessRequest.objects.filter(pk=refusal.pk).update(window_closed_on=TODAY)
    with pytest.raises(DatabaseError, match="never be changed"), transaction.atomic():
        AccessRequest.objects.filter(pk=refusal.pk).update(complaint_weeks=1)
    with pytest.raises(DatabaseError, match="never be changed"), transaction.atomic():
        AccessRequest.objects.filter(pk=refusal.pk).update(reasons="Andet")


def test_the_database_keeps_no_time_to_complain_of_what_was_given_whole(case, caseworker):
    request = asked(case, caseworker)

    with pytest.raises(IntegrityError, match="access_complaint_of_less"), transaction.atomic():
        AccessRequest.objects.filter(pk=request.pk).update(complaint_weeks=4)
