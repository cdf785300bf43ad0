"""Who works on a case: co-workers, and the transfer that the receiver accepts."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from cases.enums import TransferAnswer
from cases.models import Case, CoWorker, Transfer
from cases.services.assignment import (
    accept_transfer,
    add_co_worker,
    decline_transfer,
    end_co_worker,
    offer_transfer,
    withdraw_transfer,
)
from cases.services.locking_out import lock_out, shield_case
from cases.services.requests import assign_case, close_case, withdraw_request
from rusmiddel.access.enums import ReadKind, Role
from rusmiddel.access.models import ReadLog
from rusmiddel.deadlines.models import Deadline
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import march


@pytest.fixture
def colleague(db):
    return UserFactory(name="Birgit Vang")


@pytest.fixture
def asked(case, caseworker, colleague):
    return offer(case, colleague, caseworker)


def offer(case, receiver, by, message="Jeg går på orlov."):
    return offer_transfer(case_id=case.pk, receiver=receiver, message=message, by=by, now=march(4))


def accept(transfer, by):
    return accept_transfer(transfer_id=transfer.pk, by=by, now=march(5))


def decline(transfer, by, reason="Har for mange"):
    return decline_transfer(transfer_id=transfer.pk, reason=reason, by=by, now=march(5))


def withdraw(transfer, by):
    return withdraw_transfer(transfer_id=transfer.pk, by=by, now=march(5))


def due_of(case):
    return set(Deadline.objects.open().filter(case=case).values_list("responsible", flat=True))


def test_until_it_is_answered_nothing_has_changed_hands(case, caseworker, colleague, asked):
    case.refresh_from_db()

    assert case.responsible == caseworker
    assert due_of(case) == {caseworker.pk}
    assert not Case.objects.visible_to(colleague).exists()


def test_whoever_accepts_gets_the_case_and_all_that_is_due_on_it(case, caseworker, colleague, asked):
    accept(asked, colleague)

    case.refresh_from_db()
    assert case.responsible == colleague
    assert due_of(case) == {colleague.pk}
    assert Case.objects.visible_to(colleague).exists()
    assert not Case.objects.visible_to(caseworker).exists()
    assert case.history.latest().history_user == colleague


def test_whoever_declines_says_why_and_the_giver_keeps_the_case(case, caseworker, colleague, asked):
    with pytest.raises(ValidationError, match="hvorfor"):
        decline(asked, colleague, reason=" ")
    decline(asked, colleague)

    case.refresh_from_db()
    assert (case.responsible, due_of(case)) == (caseworker, {caseworker.pk})
    assert "Har for mange" in case.story.latest("pk").text


def test_a_question_taken_back_is_answered_no_more(case, caseworker, colleague, asked):
    withdraw(asked, caseworker)

    for act in (accept, decline):
        with pytest.raises(ValidationError, match="allerede svaret"):
            act(asked, colleague)


@pytest.mark.parametrize("act", [accept, decline])
def test_nobody_answers_for_the_receiver(asked, caseworker, team_lead, act):
    for other in (caseworker, team_lead, make_staff(Role.CASEWORKER)):
        with pytest.raises(PermissionDenied):
            act(asked, other)


def test_a_stranger_neither_asks_nor_withdraws(case, asked):
    stranger = make_staff(Role.CASEWORKER)

    for act in (
        lambda: offer(case, make_staff(Role.CASEWORKER), stranger),
        lambda: withdraw(asked, stranger),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_one_at_a_time_is_asked(case, caseworker, asked):
    with pytest.raises(ValidationError, match="venter allerede"):
        offer(case, make_staff(Role.CASEWORKER), caseworker)


def test_whoever_may_not_have_the_case_is_not_asked(case, caseworker, colleague, team_lead):
    lock_out(case_id=case.pk, user=colleague, reason="Søskende", by=team_lead, now=march(3))

    with pytest.raises(ValidationError, match="kan ikke få sagen"):
        offer(case, colleague, caseworker)
    with pytest.raises(ValidationError, match="arbejder ikke med sager"):
        offer(case, make_staff(Role.ADMINISTRATOR), caseworker)


def test_whoever_is_locked_out_is_asked_no_longer(client, case, colleague, team_lead, asked):
    lock_out(case_id=case.pk, user=colleague, reason="Søskende", by=team_lead, now=march(5))

    asked.refresh_from_db()
    assert asked.answer == TransferAnswer.WITHDRAWN
    with pytest.raises(PermissionDenied):
        accept(asked, colleague)
    client.force_login(colleague)
    assert client.get(reverse("cases:transfer", args=[asked.pk])).status_code == 404


def test_a_shield_takes_back_the_question_to_whoever_is_not_named(case, caseworker, team_lead, asked):
    shield_case(
        case_id=case.pk, members=[caseworker, team_lead], reason="Kollegas søn", by=team_lead, now=march(5)
    )

    asked.refresh_from_db()
    assert asked.answer == TransferAnswer.WITHDRAWN


def test_a_case_given_to_a_third_is_offered_to_nobody(case, colleague, team_lead, asked):
    assign_case(case_id=case.pk, responsible=make_staff(Role.CASEWORKER), by=team_lead, now=march(5))

    with pytest.raises(ValidationError, match="allerede svaret"):
        accept(asked, colleague)


def test_a_closed_case_is_offered_to_nobody(request_, caseworker, asked):
    withdraw_request(
        request_id=request_.pk, occurred_at=march(5), by=caseworker, now=march(5), note="Ringede selv"
    )
    close_case(case_id=request_.case_id, by=caseworker, now=march(5), reason="Færdig")

    asked.refresh_from_db()
    assert asked.answer == TransferAnswer.WITHDRAWN
    with pytest.raises(ValidationError, match="lukket"):
        offer(request_.case, make_staff(Role.CASEWORKER), caseworker)


def test_a_caseworker_gives_nobody_a_case_unasked(case, caseworker, colleague, team_lead):
    with pytest.raises(ValidationError, match="Spørg først Birgit Vang"):
        assign_case(case_id=case.pk, responsible=colleague, by=caseworker, now=march(5))

    assign_case(case_id=case.pk, responsible=colleague, by=team_lead, now=march(5))
    case.refresh_from_db()
    assert case.responsible == colleague


def test_a_psychologist_with_a_case_of_their_own_asks_another(case, team_lead, colleague):
    psychologist = make_staff(Role.PSYCHOLOGIST)
    assign_case(case_id=case.pk, responsible=psychologist, by=team_lead, now=march(3))

    assert offer(case, colleague, psychologist).is_waiting


def test_a_co_worker_sees_the_case_until_it_ends(case, caseworker, colleague):
    work = add_co_worker(case_id=case.pk, user=colleague, by=caseworker, now=march(4))
    again = add_co_worker(case_id=case.pk, user=colleague, by=caseworker, now=march(4))
    assert again == work
    assert Case.objects.visible_to(colleague).exists()

    end_co_worker(co_worker_id=work.pk, by=colleague, now=march(5))

    assert not Case.objects.visible_to(colleague).exists()


def test_whoever_gets_the_case_is_co_worker_no_longer(case, caseworker, colleague, asked):
    add_co_worker(case_id=case.pk, user=colleague, by=caseworker, now=march(4))

    accept(asked, colleague)

    assert not CoWorker.objects.standing().exists()


def test_the_receiver_sees_enough_to_answer_and_the_reading_is_logged(client, case, colleague, asked):
    client.force_login(colleague)

    page = client.get(reverse("cases:transfer", args=[asked.pk])).content.decode()

    assert case.citizen.name in page
    assert "Behandlingsgaranti" in page
    assert "Jeg går på orlov." in page
    assert case.citizen.cpr not in page
    assert ReadLog.objects.get(user=colleague).kind == ReadKind.OPENED
    assert client.get(case.get_absolute_url()).status_code == 403


def test_another_users_question_is_not_there(client, caseworker, team_lead, asked):
    for user in (caseworker, team_lead, make_staff(Role.CASEWORKER)):
        client.force_login(user)
        assert client.get(reverse("cases:transfer", args=[asked.pk])).status_code == 404
        for name in ("transfer_accept", "transfer_decline"):
            address = reverse(f"cases:{name}", args=[asked.pk])
            assert client.post(address, {"reason": "x"}).status_code == 404
            assert client.get(address).status_code == 405


def test_what_is_typed_stays_when_no_reason_is_given(client, colleague, asked):
    client.force_login(colleague)

    answer = client.post(reverse("cases:transfer_decline", args=[asked.pk]), {"reason": " "})

    assert answer.status_code == 422
    assert "Skriv, hvorfor du ikke tager sagen." in answer.content.decode()


def test_accepting_in_the_browser_opens_the_case(client, case, colleague, asked):
    client.force_login(colleague)

    answer = client.post(reverse("cases:transfer_accept", args=[asked.pk]))

    assert answer.url == case.get_absolute_url()
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    "attempt",
    [
        "DELETE FROM cases_transfer",
        "UPDATE cases_transfer SET receiver_id = offered_by_id",
        "UPDATE cases_transfer SET answer = '', answered_at = NULL, answered_by_id = NULL",
        "TRUNCATE cases_transfer CASCADE",
    ],
)
def test_the_database_keeps_what_was_asked_and_answered(asked, colleague, attempt):
    accept(asked, colleague)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)


def test_the_database_lets_nobody_accept_for_another(asked, caseworker):
    asked.answer, asked.answered_at, asked.answered_by = TransferAnswer.ACCEPTED, march(5), caseworker

    with pytest.raises(IntegrityError, match="transfer_accepted_by_the_receiver"):
        asked.save()


def test_the_database_holds_one_question_per_case(case, caseworker, asked):
    with pytest.raises(IntegrityError, match="transfer_one_waiting_per_case"):
        Transfer.objects.create(
            case=case,
            giver=caseworker,
            receiver=make_staff(Role.CASEWORKER),
            offered_at=march(4),
            offered_by=caseworker,
        )
