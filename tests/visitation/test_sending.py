"""The day a letter left the house, and that it did not leave after all."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.models import Dispatch, Letter
from rusmiddel.letters.services import LetterRefused
from tests.visitation.scenes import DECIDED_AT, caseworker, decided, load_preset, make_user, ready
from visitation.enums import DecisionKind
from visitation.services.complaint_windows import close_expired_windows
from visitation.services.letters import (
    correct_letter_receipt,
    hand_over_letter,
    post_letter,
    take_back_letter,
)

pytestmark = pytest.mark.django_db
LATER = DECIDED_AT + timedelta(days=1)


@pytest.fixture
def decision():
    load_preset()
    return decided(ready(offer="residential"), DecisionKind.REJECTION)


def post(decision, **changes):
    return post_letter(letter_id=decision.letter_id, by=caseworker(), **{"now": LATER, **changes})


def take_back(dispatch, reason="Lå stadig på bordet", now=LATER):
    take_back_letter(dispatch_id=dispatch.pk, reason=reason, by=caseworker(), now=now)


def window(decision):
    return Deadline.objects.get(kind=DeadlineKind.COMPLAINT_WINDOW, ref=decision.deadline_ref)


def test_the_receipt_counts_from_the_day_that_is_given(decision):
    earlier = post(decision, on=timezone.localdate(DECIDED_AT))
    assert earlier.sent_on == timezone.localdate(DECIDED_AT)
    assert earlier.presumed_received_on == date(2026, 3, 18)


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "før det blev skrevet"), (2, "ikke er kommet")], ids=["before", "to come"]
)
def test_a_letter_is_not_sent_before_it_is_written_or_in_the_future(decision, days, words):
    with pytest.raises(LetterRefused, match=words):
        post(decision, on=timezone.localdate(DECIDED_AT) + timedelta(days=days))
    with pytest.raises(LetterRefused, match=words):
        hand_over_letter(
            letter_id=decision.letter_id,
            by=caseworker(),
            now=LATER,
            on=timezone.localdate(DECIDED_AT) + timedelta(days=days),
        )
    assert not Dispatch.with_taken_back.exists()


def test_a_sending_taken_back_lets_the_time_to_complain_rest(decision):
    take_back(post(decision))

    assert not Dispatch.objects.exists()
    assert (window(decision).status, window(decision).reason) == (
        DeadlineStatus.LAPSED,
        "Brevet er ikke sendt alligevel, eller det kom retur.",
    )
    assert Letter.objects.not_sent().get() == decision.letter


def test_it_stays_to_be_seen_with_who_and_why(decision):
    take_back(post(decision))

    row = Dispatch.with_taken_back.get()
    assert (row.taken_back_reason, row.taken_back_at) == ("Lå stadig på bordet", LATER)
    assert decision.case.story.filter(text__contains="(Lå stadig på bordet)").exists()


def test_sent_again_the_time_to_complain_runs_from_the_new_day(decision):
    take_back(post(decision))
    post(decision, now=LATER + timedelta(days=5))

    assert window(decision).status == DeadlineStatus.OPEN
    assert window(decision).opened_on == timezone.localdate(LATER) + timedelta(days=5)


def test_given_by_hand_too_the_other_way_still_counts(decision):
    posted = post(decision)
    hand_over_letter(letter_id=decision.letter_id, by=caseworker(), now=LATER)
    take_back(posted)

    assert window(decision).status == DeadlineStatus.OPEN


def test_a_known_receipt_rests_on_the_sending(decision):
    sent = post(decision)
    correct_letter_receipt(
        dispatch_id=sent.pk,
        received_on=timezone.localdate(LATER),
        source="Borgeren ringede",
        by=caseworker(),
        now=LATER,
    )
    with pytest.raises(LetterRefused, match="registreret som modtaget"):
        take_back(sent)


def test_a_time_to_complain_that_has_run_out_rests_on_the_sending(decision):
    sent = post(decision)
    close_expired_windows(today=window(decision).due_on + timedelta(days=1))

    with pytest.raises(LetterRefused, match="Klagefristen er udløbet"):
        take_back(sent, now=LATER + timedelta(days=90))


def test_it_needs_a_reason_and_somebody_who_sends(decision, client):
    sent = post(decision)
    with pytest.raises(LetterRefused, match="hvorfor"):
        take_back(sent, reason=" ")
    client.force_login(make_user(Role.DOCTOR))
    path = reverse("visitation:letter_take_back", args=[decision.case.number, decision.letter_id, sent.pk])
    assert client.post(path, {"reason": "Forkert"}).status_code == 403


def test_the_database_keeps_a_sending_as_it_was_said(decision):
    sent = post(decision)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        Dispatch.objects.filter(pk=sent.pk).update(sent_on=date(2026, 1, 1))
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM letters_dispatch")
    with pytest.raises(IntegrityError, match="taken_back_with_reason"), transaction.atomic():
        Dispatch.objects.filter(pk=sent.pk).update(taken_back_at=LATER)


def test_the_page_asks_for_the_day_and_says_what_is_wrong_beside_it(decision, client):
    client.force_login(make_user(Role.SECRETARY))
    path = reverse("visitation:letter_post", args=[decision.case.number, decision.letter_id])
    page = client.get(path).content.decode()
    assert 'name="sent_on"' in page
    refused = client.post(path, {"sent_on": "1.1.2030"})
    assert refused.status_code == 422
    assert "ikke er kommet" in refused.content.decode()
    assert client.post(path, {"sent_on": "sludder"}).status_code == 422
    day = timezone.localdate(DECIDED_AT)
    assert client.post(path, {"sent_on": f"{day:%d-%m-%Y}"}).status_code == 302
    assert Dispatch.objects.get().sent_on == day


def test_taken_back_on_the_page_the_letter_can_be_sent_again(decision, client):
    client.force_login(make_user(Role.SECRETARY))
    sent = post(decision)
    path = reverse("visitation:letter_take_back", args=[decision.case.number, decision.letter_id, sent.pk])
    assert path in client.get(decision.get_absolute_url()).content.decode()
    page = client.post(path, {"reason": "Lå på bordet"}, follow=True).content.decode()
    assert "Brevet er ikke sendt endnu" in page
