"""Two people at the same moment, on real connections."""

from collections.abc import Callable
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from cases.enums import ClockEventKind, DeviationReason
from cases.models import Case, CaseNumberSeries, Citizen, Inquiry, TreatmentRequest
from cases.services.clocks import record_event, take_back_event
from cases.services.inquiries import Person, register_inquiry
from cases.services.people import describe_citizen
from cases.services.requests import assign_case, close_case, withdraw_request
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.models import Drift
from rusmiddel.deadlines.reconciliation import reconcile
from tests.access.factories import make_staff
from tests.cases.factories import (
    ADULT_CPR,
    ANONYMOUS,
    KARSTEN,
    NOW,
    inquire,
    let_work_on,
    load_preset,
    march,
    request_of,
    values,
)

WAIT = 20


@pytest.fixture
def standard(committed, clock):
    return load_preset("jammerbugt")


def at_once(*acts: Callable[[], object]) -> list:
    """What each act gave or raised, all of them begun in the same moment on connections of their own."""
    barrier = Barrier(len(acts))
    results: list = [None] * len(acts)

    def run(number: int) -> None:
        try:
            barrier.wait(timeout=WAIT)
            results[number] = acts[number]()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=WAIT)
    return results


def unexpected(results: list) -> list:
    return [r for r in results if isinstance(r, Exception) and not isinstance(r, ValidationError)]


def drift() -> list:
    reconcile(today=march(30).date())
    return list(Drift.objects.values_list("kind", "field", "stored", "computed"))


@pytest.fixture
def staff(standard):
    return [make_staff(Role.CASEWORKER) for _ in range(4)]


def wish_of_all(staff):
    """A wish on a case that all of them work on."""
    request = request_of(inquire(staff[0]))
    let_work_on(request.case, *staff[1:])
    return request


def test_a_double_click_is_one_inquiry(staff):
    told = values(submission=uuid4())

    results = at_once(
        *(lambda: register_inquiry(values=told, person=KARSTEN, by=staff[0], now=NOW) for _ in range(4))
    )

    assert len({inquiry.pk for inquiry in results}) == 1
    assert (Inquiry.objects.count(), Case.objects.count(), Citizen.objects.count()) == (1, 1, 1)


def test_calls_about_the_same_new_person_make_one_citizen_and_one_case(staff):
    results = at_once(*(lambda by=by: inquire(by) for by in staff))

    assert unexpected(results) == []
    assert (Citizen.objects.count(), Case.objects.count(), TreatmentRequest.objects.count()) == (1, 1, 1)
    assert Inquiry.objects.count() == 4


def test_anonymous_callers_at_once_get_a_number_and_a_case_each(staff):
    results = at_once(*(lambda by=by: inquire(by, ANONYMOUS) for by in staff))

    assert unexpected(results) == []
    assert Citizen.objects.values("fictitious_number").distinct().count() == 4
    assert sorted(Case.objects.values_list("number", flat=True)) == [
        f"2026-000{number}" for number in range(1, 5)
    ]


def test_no_case_number_is_given_twice(standard):
    def take():
        with transaction.atomic():
            return CaseNumberSeries.take(2026, count=3)

    taken = [number for numbers in at_once(*[take] * 5) for number in numbers]

    assert sorted(taken) == [f"2026-{number:04}" for number in range(1, 16)]


def test_the_same_fact_from_two_is_one(staff):
    request = wish_of_all(staff)

    results = at_once(
        *(
            lambda by=by: record_event(
                request_id=request.pk,
                kind=ClockEventKind.OFFER_GIVEN,
                occurred_at=march(4),
                by=by,
                now=march(5),
            )
            for by in staff
        )
    )

    assert unexpected(results) == []
    assert [isinstance(result, ValidationError) for result in results].count(True) == 3


def test_facts_recorded_and_taken_back_at_once_leave_no_drift(staff):
    """Each computes the clocks; the last one to do so must have seen what the others did."""
    request = wish_of_all(staff)
    deviation = record_event(
        request_id=request.pk,
        kind=ClockEventKind.DEVIATION,
        occurred_at=march(4),
        by=staff[0],
        now=march(5),
        reason=DeviationReason.FREE_CHOICE,
    )

    results = at_once(
        lambda: take_back_event(event_id=deviation.pk, by=staff[0], now=march(6), reason="Fejl"),
        lambda: record_event(
            request_id=request.pk,
            kind=ClockEventKind.TREATMENT_STARTED,
            occurred_at=march(5),
            by=staff[1],
            now=march(6),
        ),
        lambda: assign_case(case_id=request.case_id, responsible=staff[3], by=staff[3], now=march(6)),
        lambda: describe_citizen(
            case_id=request.case_id, facts={"phone": "12"}, cpr="", by=staff[3], now=march(6)
        ),
    )

    assert unexpected(results) == []
    assert drift() == []


def test_a_case_being_closed_takes_no_new_wish(staff):
    request = wish_of_all(staff)
    withdraw_request(
        request_id=request.pk, occurred_at=march(10), by=staff[0], now=march(10), note="Vil ikke mere"
    )

    results = at_once(
        lambda: close_case(case_id=request.case_id, by=staff[0], now=march(12), reason="Færdig"),
        lambda: inquire(staff[1], Person(cpr=ADULT_CPR), contacted_at=march(12), now=march(12)),
    )

    assert unexpected(results) == []
    assert not TreatmentRequest.objects.open().exclude(case__closed_on=None).exists()
