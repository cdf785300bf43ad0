"""Somebody asks to see what is held: it is written down, delayed with a letter, answered."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from rights.enums import AccessOutcome, AccessStatus, Asker
from rights.letters import issue_delay
from rights.models import AccessDelay, AccessRequest
from rights.services.access_requests import (
    answer_access_request,
    give_access_request_to,
    receive_access_request,
    tell_of_delay,
    withdraw_access_request,
)
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.enums import LetterKind
from rusmiddel.letters.services import LetterRefused
from tests.access.factories import make_staff
from tests.cases.factories import inquire, load_preset
from tests.letters import reading
from tests.rights.scenes import NOW, TODAY, asked, asking, gathered, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def begun_once():
    return False


def deadline_of(request):
    return Deadline.objects.get(kind=DeadlineKind.ACCESS_REQUEST, ref=request.deadline_ref)


def delay(request, by, *, reason="Et bilag skal hentes i arkivet.", expected_on=date(2026, 4, 20), now=NOW):
    return tell_of_delay(request_id=request.pk, reason=reason, expected_on=expected_on, by=by, now=now)


def answer(request, by, *, is_refused=False, reasons="", provisions="", now=NOW):
    return answer_access_request(
        request_id=request.pk,
        is_refused=is_refused,
        reasons=reasons,
        provisions=provisions,
        by=by,
        now=now,
    )


def refused(request, by):
    return answer(
        request, by, is_refused=True, reasons="Det er arbejdspapirer.", provisions="Forvaltningsloven § 12"
    )


def test_the_clock_runs_from_the_day_it_was_received(case, caseworker):
    request = asked(case, caseworker, received_on=TODAY - timedelta(days=2))

    assert deadline_of(request).opened_on == TODAY - timedelta(days=2)
    assert deadline_of(request).due_on == date(2026, 4, 13)
    assert deadline_of(request).responsible == caseworker


def test_the_same_form_sent_twice_is_one_request(case, caseworker):
    told = asking()

    both = [receive_access_request(case_id=case.pk, values=told, by=caseworker, now=NOW) for _ in range(2)]

    assert both[0] == both[1]
    assert AccessRequest.objects.count() == 1


def test_it_cannot_have_been_received_tomorrow(case, caseworker):
    with pytest.raises(ValidationError, match="fremtiden"):
        asked(case, caseworker, received_on=TODAY + timedelta(days=1))


def test_another_who_asks_has_a_name(case, caseworker):
    with pytest.raises(ValidationError, match="Skriv navnet"):
        asked(case, caseworker, asked_by=Asker.ATTORNEY)


def test_a_secretary_writes_it_down_and_cannot_answer_it(case, caseworker):
    secretary = make_staff(Role.SECRETARY)
    request = asked(case, secretary)

    with pytest.raises(PermissionDenied):
        refused(request, secretary)
    with pytest.raises(PermissionDenied):
        delay(request, secretary)


def test_an_administrator_writes_nothing_down(case):
    with pytest.raises(PermissionDenied):
        asked(case, make_staff(Role.ADMINISTRATOR))


def test_a_delay_letter_says_why_and_until_when(case, caseworker):
    request = asked(case, caseworker)

    letter = delay(request, caseworker).letter

    text = reading.text(letter.pdf)
    assert letter.kind == LetterKind.ACCESS_DELAY
    assert "Et bilag skal hentes i arkivet." in text
    assert "20. april 2026" in text
    assert deadline_of(request).due_on == date(2026, 4, 20)


@pytest.mark.parametrize(
    "wrong", [{"reason": " "}, {"expected_on": TODAY}, {"expected_on": date(2026, 12, 1)}]
)
def test_a_delay_letter_without_reason_or_a_fair_day_is_not_written(case, caseworker, wrong):
    request = asked(case, caseworker)

    with pytest.raises(ValidationError):
        delay(request, caseworker, **wrong)

    assert not AccessDelay.objects.exists()
    assert not case.letters.exists()


def test_nothing_is_answered_before_the_bundle_is_sealed(case, caseworker):
    request = asked(case, caseworker)

    with pytest.raises(ValidationError, match="Saml og forsegl"):
        answer(request, caseworker)


def test_everything_given_is_answered_without_guidance(case, caseworker):
    request = asked(case, caseworker)
    sealed(gathered(request, caseworker), caseworker)

    done = answer(request, caseworker)

    assert done.outcome == AccessOutcome.FULL
    assert done.letter.kind == LetterKind.ACCESS_ANSWER
    assert deadline_of(request).status == DeadlineStatus.MET


def test_a_refusal_has_reason_rules_and_a_way_to_complain(case, caseworker):
    request = asked(case, caseworker)
    for missing in ({"reasons": "Grunde"}, {"provisions": "§ 12"}):
        with pytest.raises(ValidationError):
            answer(request, caseworker, is_refused=True, **missing)

    letter = refused(request, caseworker).letter

    text = reading.text(letter.pdf)
    assert letter.kind == LetterKind.ACCESS_LESS
    assert letter.requires_guidance
    for said in ("Det er arbejdspapirer.", "Forvaltningsloven § 12", "Du kan klage", "Ankestyrelsen"):
        assert said in text


def test_a_standard_without_a_deadline_for_such_complaints_says_so(clock, caseworker):
    load_preset("norddjurs")
    case = inquire(caseworker).case

    text = reading.text(refused(asked(case, caseworker), caseworker).letter.pdf)

    assert "Der er ingen frist for at klage over en afgørelse om aktindsigt." in text
    assert "Din frist er derfor" not in text


def test_a_letter_to_another_is_addressed_to_that_one(case, caseworker):
    request = asked(
        case,
        caseworker,
        asked_by=Asker.ATTORNEY,
        asker_name="Birthe Fuldmagt",
        asker_address="Prøvevej 2\n9999 Prøveby",
    )

    letter = delay(request, caseworker).letter

    assert letter.recipient_name == "Birthe Fuldmagt"
    assert letter.recipient_address == "Prøvevej 2\n9999 Prøveby"


@pytest.mark.parametrize(
    ("asker", "about"),
    [
        ({}, "det, vi har om dig."),
        (
            {"asked_by": Asker.ATTORNEY, "asker_name": "Birthe Fuldmagt"},
            "det, vi har om den borger, du spørger for.",
        ),
    ],
    ids=["the citizen", "another"],
)
@pytest.mark.parametrize(
    "write", [lambda *asked: delay(*asked).letter, lambda *asked: refused(*asked).letter]
)
def test_both_letters_say_whom_it_is_about_to_whoever_reads_them(case, caseworker, asker, about, write):
    letter = write(asked(case, caseworker, **asker), caseworker)

    assert about in " ".join(reading.text(letter.pdf).split())


def test_what_is_answered_cannot_be_answered_again_or_withdrawn(case, caseworker):
    request = asked(case, caseworker)
    refused(request, caseworker)

    with pytest.raises(ValidationError, match="besvaret"):
        refused(request, caseworker)
    with pytest.raises(ValidationError, match="besvaret"):
        withdraw_access_request(request_id=request.pk, reason="Ringede", by=caseworker, now=NOW)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE rights_accessrequest SET reasons = 'andet'",
        "UPDATE rights_accessrequest SET outcome = 'full'",
        "DELETE FROM rights_accessrequest",
        "TRUNCATE rights_accessrequest CASCADE",
        "UPDATE rights_accessdelay SET reason = 'andet'",
        "DELETE FROM rights_accessdelay",
    ],
)
def test_the_database_keeps_what_was_answered_and_told(case, caseworker, attack):
    request = asked(case, caseworker)
    delay(request, caseworker)
    refused(request, caseworker)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)


def test_the_database_refuses_an_answer_without_letter_or_reason(case, caseworker):
    request = asked(case, caseworker)
    for changes in (
        {"status": AccessStatus.ANSWERED, "outcome": AccessOutcome.FULL},
        {"outcome": AccessOutcome.REFUSED},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            AccessRequest.objects.filter(pk=request.pk).update(
                closed_on=TODAY, closed_by=caseworker, **changes
            )


def test_withdrawn_it_lapses_and_says_how_it_is_known(case, caseworker):
    request = asked(case, caseworker)

    withdraw_access_request(request_id=request.pk, reason="Ringede og sagde det", by=caseworker, now=NOW)

    assert deadline_of(request).status == DeadlineStatus.LAPSED
    assert case.story.filter(text__contains="Ringede og sagde det").exists()


def test_whoever_is_given_it_answers_for_the_deadline_and_sees_the_case(case, caseworker):
    other = make_staff(Role.VISITATOR)
    request = asked(case, caseworker)
    assert not type(case).objects.visible_to(other).filter(pk=case.pk).exists()

    give_access_request_to(request_id=request.pk, to=other, by=caseworker, now=NOW)

    assert deadline_of(request).responsible == other
    assert type(case).objects.visible_to(other).filter(pk=case.pk).exists()


def test_the_night_finds_no_difference(case, caseworker):
    request = asked(case, caseworker)
    delay(request, caseworker)
    refused(asked(case, caseworker), caseworker)

    assert reconcile(today=TODAY).drift_count == 0
    Deadline.objects.filter(pk=deadline_of(request).pk).update(due_on=TODAY)
    assert reconcile(today=TODAY).drift_count == 1
    assert deadline_of(request).due_on == date(2026, 4, 20)


def test_a_letter_that_lacks_what_it_must_say_is_refused_by_the_letter_itself(case, caseworker):
    request = asked(case, caseworker)

    with pytest.raises(LetterRefused, match="hvorfor det tager længere tid"):
        issue_delay(request, reason="", expected_on=TODAY, by=caseworker, now=NOW)
