"""Two who give, take or answer in the same moment: one of them does, and the case has one owner."""

import pytest

from cases.models import Case, MovedCase, Transfer
from cases.services.assignment import accept_transfer, decline_transfer, offer_transfer, withdraw_transfer
from cases.services.caseload import carry_out_moves, order_move
from cases.services.locking_out import lock_out
from cases.services.requests import assign_case
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.models import Deadline
from tests.access.factories import make_staff
from tests.cases.factories import inquire, load_preset, march
from tests.cases.test_races import at_once, drift, unexpected


@pytest.fixture
def standard(committed, clock):
    return load_preset("jammerbugt")


@pytest.fixture
def staff(standard):
    return [make_staff(Role.CASEWORKER) for _ in range(3)]


@pytest.fixture
def case(staff):
    return inquire(staff[0]).case


def owners(case):
    case.refresh_from_db()
    due = set(Deadline.objects.open().filter(case=case).values_list("responsible", flat=True))
    return {case.responsible_id} | due


def test_accepted_twice_withdrawn_and_declined_at_once_it_is_answered_once(case, staff):
    asked = offer_transfer(case_id=case.pk, receiver=staff[1], message="", by=staff[0], now=march(4))

    results = at_once(
        lambda: accept_transfer(transfer_id=asked.pk, by=staff[1], now=march(5)),
        lambda: accept_transfer(transfer_id=asked.pk, by=staff[1], now=march(5)),
        lambda: withdraw_transfer(transfer_id=asked.pk, by=staff[0], now=march(5)),
        lambda: decline_transfer(transfer_id=asked.pk, reason="Nej", by=staff[1], now=march(5)),
    )

    assert [isinstance(result, Transfer) for result in results].count(True) == 1
    assert len(owners(case)) == 1
    assert drift() == []


def test_accepting_while_the_team_lead_gives_it_away_or_locks_out_leaves_one_owner(case, staff):
    lead = make_staff(Role.TEAM_LEAD)
    asked = offer_transfer(case_id=case.pk, receiver=staff[1], message="", by=staff[0], now=march(4))

    results = at_once(
        lambda: accept_transfer(transfer_id=asked.pk, by=staff[1], now=march(5)),
        lambda: assign_case(case_id=case.pk, responsible=staff[2], by=lead, now=march(5)),
    )

    assert unexpected(results) == []
    assert len(owners(case)) == 1
    assert not Transfer.objects.waiting().exists()
    assert drift() == []


def test_accepting_while_being_locked_out_never_gives_a_case_to_whoever_is(case, staff):
    lead = make_staff(Role.TEAM_LEAD)
    asked = offer_transfer(case_id=case.pk, receiver=staff[1], message="", by=staff[0], now=march(4))

    at_once(
        lambda: accept_transfer(transfer_id=asked.pk, by=staff[1], now=march(5)),
        lambda: lock_out(case_id=case.pk, user=staff[1], reason="Søskende", by=lead, now=march(5)),
    )

    case.refresh_from_db()
    locked = case.conflicts.standing().filter(user=staff[1]).exists()
    assert locked != (case.responsible == staff[1])


def test_asked_for_by_two_at_once_one_question_stands(case, staff):
    results = at_once(
        *(
            lambda receiver=receiver: offer_transfer(
                case_id=case.pk, receiver=receiver, message="", by=staff[0], now=march(4)
            )
            for receiver in staff[1:]
        )
    )

    assert unexpected(results) == []
    assert Transfer.objects.waiting().count() == 1


def test_moved_by_two_workers_at_once_each_case_goes_once(case, staff, clock):
    order_move(
        giver=staff[0],
        receivers={case.pk: staff[1]},
        from_on=march(9).date(),
        back_on=None,
        message="",
        by=staff[0],
        now=march(4),
    )

    results = at_once(*(lambda: carry_out_moves(now=march(9)) for _ in range(3)))

    assert sorted(results) == [0, 0, 1]
    assert owners(case) == {staff[1].pk}
    assert Case.objects.get().history.filter(responsible=staff[1]).count() == 1
    assert MovedCase.objects.get().status == "moved"
