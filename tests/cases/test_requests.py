from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from cases.enums import ClockEventKind, RequestStage, Substance
from cases.models import Case
from cases.services.clocks import add_event
from cases.services.requests import assign_case, close_case, describe_request, withdraw_request
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.transitions import TransitionError
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import CaseFactory, inquire, load_preset, march, request_of


@pytest.fixture(scope="module")
def begun_once():
    return False


def guarantee_of(request) -> Deadline:
    return Deadline.objects.get(kind=DeadlineKind.GUARANTEE, ref=request.deadline_ref)


def withdraw(request, by, day=10):
    withdraw_request(
        request_id=request.pk, occurred_at=march(day), by=by, now=march(day), note="Ringede selv"
    )


@pytest.mark.parametrize(("day", "status"), [(16, DeadlineStatus.LAPSED), (17, DeadlineStatus.BREACHED)])
def test_a_wish_withdrawn_in_time_ends_the_guarantee_and_too_late_it_was_not_kept(
    request_, caseworker, day, status
):
    withdraw(request_, caseworker, day)

    request_.refresh_from_db()
    assert request_.stage == RequestStage.WITHDRAWN
    assert guarantee_of(request_).status == status


def test_a_wish_is_withdrawn_once(request_, caseworker):
    withdraw(request_, caseworker)

    with pytest.raises(TransitionError):
        withdraw(request_, caseworker)


def test_a_wish_that_could_not_be_withdrawn_has_not_moved(request_, caseworker):
    with pytest.raises(ValidationError, match="fremtiden"):
        withdraw_request(request_id=request_.pk, occurred_at=march(11), by=caseworker, now=march(10), note="")

    request_.refresh_from_db()
    assert request_.stage == RequestStage.REGISTERED


def describe(request, by, **changes):
    facts = {
        "substance": Substance.DRUGS,
        "serious_problems": None,
        "municipality_code": "",
        "now": march(5),
        **changes,
    }
    describe_request(request_id=request.pk, by=by, **facts)


def test_the_clocks_follow_what_the_request_is_about(request_, caseworker):
    describe(request_, caseworker)

    medical = Deadline.objects.get(kind=DeadlineKind.MEDICAL_TALK, ref=request_.deadline_ref)
    assert medical.status == DeadlineStatus.OPEN


def test_a_request_from_elsewhere_waits_for_the_home_municipality(db, clock, caseworker):
    load_preset("rebild")
    request = request_of(inquire(caseworker, substance=Substance.DRUGS))

    describe(request, caseworker, municipality_code="0851")

    assert guarantee_of(request).status == DeadlineStatus.LAPSED
    assert request.inquiry.history.latest().history_user == caseworker


def test_a_closed_request_is_described_no_more(request_, caseworker):
    withdraw(request_, caseworker)

    with pytest.raises(ValidationError, match="er afsluttet"):
        describe(request_, caseworker)


def test_the_new_caseworker_gets_what_is_due_on_the_case(request_, team_lead):
    successor = UserFactory()

    assign_case(case_id=request_.case_id, responsible=successor, by=team_lead, now=march(5))

    assert guarantee_of(request_).responsible == successor
    assert Case.objects.get().history.latest().history_user == team_lead


def test_what_was_closed_stays_with_whoever_had_it(request_, caseworker, team_lead):
    add_event(
        request_id=request_.pk,
        kind=ClockEventKind.TREATMENT_STARTED,
        occurred_at=march(4),
        by=caseworker,
        now=march(4),
    )

    assign_case(case_id=request_.case_id, responsible=UserFactory(), by=team_lead, now=march(5))

    assert guarantee_of(request_).responsible == caseworker


def test_an_administrator_gets_no_case(request_, caseworker):
    with pytest.raises(ValidationError, match="arbejder ikke med sager"):
        assign_case(
            case_id=request_.case_id,
            responsible=make_staff(Role.ADMINISTRATOR),
            by=caseworker,
            now=march(5),
        )


def close(case, by, reason="Færdig"):
    return close_case(case_id=case.pk, by=by, now=march(20), reason=reason)


def test_a_case_with_an_open_request_is_not_closed(request_, caseworker):
    with pytest.raises(ValidationError, match="åben anmodning"):
        close(request_.case, caseworker)


def test_a_case_is_closed_with_a_reason(request_, caseworker):
    withdraw(request_, caseworker)

    with pytest.raises(ValidationError, match="hvorfor"):
        close(request_.case, caseworker, reason="  ")

    case = close(request_.case, caseworker)
    assert case.closed_on == date(2026, 3, 20)
    assert case.story.latest("pk").text == "Sagen er lukket: Færdig"


def test_a_case_is_closed_once(request_, caseworker):
    withdraw(request_, caseworker)
    close(request_.case, caseworker)

    with pytest.raises(ValidationError, match="allerede lukket"):
        close(request_.case, caseworker)


def test_whoever_returns_after_the_case_was_closed_gets_a_new_one(request_, caseworker):
    withdraw(request_, caseworker)
    close(request_.case, caseworker)

    again = inquire(caseworker, contacted_at=march(25))

    assert again.case != request_.case
    assert guarantee_of(request_of(again)).opened_on == date(2026, 3, 25)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CASEWORKER, Role.VISITATOR, Role.TEAM_LEAD}))
def test_casework_is_refused_to_the_others(request_, role):
    other = make_staff(role)

    for act in (
        lambda: withdraw(request_, other),
        lambda: describe(request_, other),
        lambda: assign_case(case_id=request_.case_id, responsible=other, by=other, now=march(5)),
        lambda: close(request_.case, other),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_citizen_has_one_open_case(db):
    first = CaseFactory()

    with pytest.raises(IntegrityError, match="case_one_open_per_citizen"):
        CaseFactory(citizen=first.citizen)


def test_a_closed_case_leaves_room_for_a_new_one(db):
    first = CaseFactory(closed_on=date(2026, 3, 5))

    assert CaseFactory(citizen=first.citizen).pk


def test_a_case_is_not_closed_before_it_was_opened(db):
    with pytest.raises(IntegrityError, match="case_closed_after_opened"):
        CaseFactory(closed_on=date(2026, 3, 1))
