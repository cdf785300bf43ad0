"""One deadline is handed on with a message, and back; the case stays where it is."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.models import Case, HandedItem
from cases.services.clocks import refresh_clocks
from cases.services.handing_on import give_back, hand_on
from cases.services.locking_out import lock_out
from cases.services.requests import assign_case
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline, Drift, Notice
from rusmiddel.deadlines.reconciliation import reconcile
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import march


@pytest.fixture
def colleague(db):
    return UserFactory(name="Birgit Vang")


@pytest.fixture
def deadline(case):
    return Deadline.objects.get(case=case, kind=DeadlineKind.GUARANTEE)


@pytest.fixture
def item(deadline, colleague, caseworker):
    return hand(deadline, colleague, caseworker)


def hand(deadline, receiver, by, message="Hold samtalen torsdag"):
    return hand_on(deadline_ids=[deadline.pk], receiver=receiver, message=message, by=by, now=march(4))[0]


def who(deadline):
    deadline.refresh_from_db()
    return deadline.responsible


def test_the_colleague_has_the_deadline_sees_the_case_and_is_told(
    case, deadline, colleague, caseworker, item
):
    assert who(deadline) == colleague
    case.refresh_from_db()
    assert case.responsible == caseworker
    assert Case.objects.visible_to(colleague).exists()
    (notice,) = Notice.objects.unread_for(colleague)
    assert notice.label == "Givet videre til dig"
    assert "Hold samtalen" not in case.story.latest("pk").text


def test_it_stays_the_colleagues_however_often_it_is_computed(request_, deadline, colleague, item):
    refresh_clocks(request_.pk, by=None)
    reconcile(today=march(9).date())

    assert who(deadline) == colleague
    assert not Drift.objects.exists()


def test_it_stays_the_colleagues_when_the_case_goes_on(case, deadline, colleague, team_lead, item):
    assign_case(case_id=case.pk, responsible=make_staff(Role.CASEWORKER), by=team_lead, now=march(5))

    assert who(deadline) == colleague


def test_whoever_gets_the_case_has_it_as_any_other_deadline(case, deadline, colleague, team_lead, item):
    assign_case(case_id=case.pk, responsible=colleague, by=team_lead, now=march(5))
    third = make_staff(Role.CASEWORKER)
    assign_case(case_id=case.pk, responsible=third, by=team_lead, now=march(6))

    assert who(deadline) == third
    assert not HandedItem.objects.standing().exists()


@pytest.mark.parametrize("by", ["colleague", "caseworker"])
def test_given_back_it_is_the_caseworkers_again(request, case, deadline, colleague, caseworker, item, by):
    give_back(item_id=item.pk, by=request.getfixturevalue(by), now=march(5))

    assert who(deadline) == caseworker
    assert not Case.objects.visible_to(colleague).exists()
    assert not Notice.objects.unread_for(colleague).exists()
    reconcile(today=march(9).date())
    assert not Drift.objects.exists()


def test_handed_on_once_more_it_is_the_thirds_alone(deadline, colleague, item):
    third = UserFactory()

    hand(deadline, third, colleague)

    assert who(deadline) == third
    assert HandedItem.objects.standing().get().receiver == third


def test_whoever_is_locked_out_keeps_nothing_of_the_case(
    case, deadline, colleague, caseworker, team_lead, item
):
    lock_out(case_id=case.pk, user=colleague, reason="Søskende", by=team_lead, now=march(5))

    assert who(deadline) == caseworker


def test_it_is_handed_to_nobody_who_may_not_have_it(case, deadline, colleague, caseworker, team_lead):
    lock_out(case_id=case.pk, user=colleague, reason="Søskende", by=team_lead, now=march(3))

    for receiver, why in (
        (colleague, "kan ikke få sagen"),
        (make_staff(Role.ADMINISTRATOR), "arbejder ikke med sager"),
        (caseworker, "har allerede fristen"),
    ):
        with pytest.raises(ValidationError, match=why):
            hand(deadline, receiver, caseworker)


def test_a_message_is_needed_and_a_stranger_hands_on_nothing(deadline, colleague, caseworker):
    with pytest.raises(ValidationError, match="hvad kollegaen skal gøre"):
        hand(deadline, colleague, caseworker, message="  ")
    with pytest.raises(PermissionDenied):
        hand(deadline, colleague, make_staff(Role.CASEWORKER))


def test_it_is_handed_on_in_the_browser_with_what_falls_on_the_same_day(
    client, case, deadline, colleague, caseworker
):
    goal = Deadline.objects.exclude(pk=deadline.pk).filter(case=case).first()
    client.force_login(caseworker)
    path = reverse("cases:item_hand_on", args=[case.number, deadline.pk])
    also = f"?ogsaa={goal.pk}" if goal else ""

    refused = client.post(path + also, {"receiver": colleague.pk, "message": " "})
    answer = client.post(path + also, {"receiver": colleague.pk, "message": "Ring"})

    assert (refused.status_code, answer.status_code) == (422, 302)
    assert who(deadline) == colleague
    client.force_login(colleague)
    item = HandedItem.objects.filter(deadline=deadline).get()
    client.post(reverse("cases:item_give_back", args=[case.number, item.pk]))
    assert who(deadline) == caseworker


def test_a_deadline_of_another_case_is_not_handed_on_by_a_changed_address(
    client, case, deadline, colleague, caseworker
):
    client.force_login(caseworker)

    path = reverse("cases:item_hand_on", args=[case.number, deadline.pk + 999])

    assert client.post(path, {"receiver": colleague.pk, "message": "Ring"}).status_code == 404


@pytest.mark.parametrize(
    "attempt",
    [
        "DELETE FROM cases_handeditem",
        "UPDATE cases_handeditem SET message = 'Noget andet'",
        "UPDATE cases_handeditem SET receiver_id = giver_id",
    ],
)
def test_the_database_keeps_what_was_handed_on(item, attempt):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)
