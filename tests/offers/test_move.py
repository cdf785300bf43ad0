"""MOVE: its ages, its phases and deadlines, and the gift cards that the talks held earn."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from cases.enums import Place, SessionOutcome, Substance
from cases.models import StoryEntry
from offers.ages import why_wrong_age
from offers.gift_cards import card_numbers, earning_talks, terms_of
from offers.models import GiftCard, HandOut, Session
from offers.move import Phase, followup_due_on, plan_of, position, treatment_done_on, treatment_due_on
from offers.services.ending import EndingValues, end_course
from offers.services.gift_cards import (
    account,
    hand_out_card,
    note_signature,
    owed_talks,
    receive_cards,
    take_back_hand_out,
    withdraw_card,
)
from offers.services.sessions import book_session, close_session, take_back_session
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.standards.loading import preset
from tests.visitation.scenes import COPENHAGEN, caseworker, decided, load_preset, make_user, plan, ready

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 3, 11, 10, 0, tzinfo=COPENHAGEN)
LATER = datetime(2027, 1, 15, 12, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def move():
    return preset("jammerbugt").offer("move")


def days(count, first=date(2026, 3, 11)):
    return [first + timedelta(weeks=number) for number in range(count)]


def granted(age=20):
    request = ready(offer="move", stated_age=age, substance=Substance.DRUGS)
    return decided(request, meeting=plan()).course


def talk(course, at, outcome=SessionOutcome.HELD):
    session = book_session(
        course_id=course.pk,
        planned_at=at,
        minutes=60,
        place=Place.CENTRE,
        employee=caseworker(),
        by=caseworker(),
        now=at - timedelta(hours=1),
    )
    return close_session(session_id=session.pk, outcome=outcome, by=caseworker(), now=at + timedelta(hours=2))


def talks(course, count, first=FIRST):
    return [talk(course, first + timedelta(weeks=number)) for number in range(count)]


def secretary():
    return make_user(Role.SECRETARY)


def cards(*numbers, amount=200):
    return receive_cards(
        numbers=numbers or ["1001"],
        amount=amount,
        received_on=date(2026, 3, 1),
        by=secretary(),
        today=LATER.date(),
    )


def hand_out(course, card, *, is_signed=True, by=None):
    return hand_out_card(
        course_id=course.pk, card_id=card.pk, is_signed=is_signed, by=by or caseworker(), now=LATER
    )


def deadline(kind):
    return Deadline.objects.get(kind=kind)


# Ages


@pytest.mark.parametrize(
    ("age", "refused"), [(14, True), (15, False), (25, False), (26, True), (None, False)]
)
def test_move_is_from_fifteen_until_the_twenty_sixth_birthday(age, refused):
    assert bool(why_wrong_age(move(), age)) is refused


def test_whoever_is_too_old_on_the_day_does_not_begin():
    with pytest.raises(ValidationError, match=r"26\. år"):
        talk(granted(age=26), FIRST)


# Phases


def test_one_screening_twelve_weekly_talks_and_six_months():
    found = plan_of(move())
    assert (found.screening, found.sessions, found.weeks, found.followup_months) == (1, 12, 12, 6)


def test_other_offers_have_no_phases():
    assert plan_of(preset("jammerbugt").offer("individual")) is None


@pytest.mark.parametrize(
    ("held", "phase", "number"),
    [
        (0, Phase.SCREENING, 0),
        (1, Phase.TREATMENT, 0),
        (12, Phase.TREATMENT, 11),
        (13, Phase.FOLLOW_UP, 0),
        (15, Phase.FOLLOW_UP, 2),
    ],
)
def test_the_phase_follows_the_talks_that_were_held(held, phase, number):
    found = position(plan_of(move()), days(held))
    assert (found.phase, found.held) == (phase, number)


def test_twelve_weeks_from_the_screening_and_six_calendar_months_from_the_last_weekly_talk():
    held = days(13, first=date(2026, 6, 8))
    found = plan_of(move())
    assert treatment_due_on(found, held) == (date(2026, 6, 8), date(2026, 8, 31))
    assert treatment_done_on(found, held) == date(2026, 8, 31)
    # February has no 31st.
    assert followup_due_on(found, held) == (date(2026, 8, 31), date(2027, 2, 28))


def test_nothing_runs_before_the_screening():
    assert treatment_due_on(plan_of(move()), []) is None


def test_the_weekly_talks_are_a_deadline_from_the_screening():
    talks(granted(), 1)
    found = deadline(DeadlineKind.MOVE_TREATMENT)
    assert (found.opened_on, found.due_on, found.status) == (
        date(2026, 3, 11),
        date(2026, 6, 3),
        DeadlineStatus.OPEN,
    )
    assert found.explanation[0]["basis"] == "Jammerbugt, 'MOVE'"


def test_the_last_weekly_talk_keeps_it_and_opens_the_follow_up():
    talks(granted(), 13)
    assert deadline(DeadlineKind.MOVE_TREATMENT).status == DeadlineStatus.MET
    found = deadline(DeadlineKind.MOVE_FOLLOW_UP)
    assert (found.opened_on, found.due_on, found.status) == (
        date(2026, 6, 3),
        date(2026, 12, 3),
        DeadlineStatus.OPEN,
    )


def test_the_end_of_the_course_closes_both():
    course = granted()
    talks(course, 3)
    end_course(
        course_id=course.pk,
        values=EndingValues(reason="moved", status="unchanged"),
        by=caseworker(),
        now=LATER,
    )
    assert deadline(DeadlineKind.MOVE_TREATMENT).status == DeadlineStatus.LAPSED


def test_a_screening_taken_back_takes_the_deadline_with_it_and_leaves_no_drift():
    (session,) = talks(granted(), 1)
    take_back_session(session_id=session.pk, reason="Forkert sag", by=caseworker(), now=LATER)
    assert deadline(DeadlineKind.MOVE_TREATMENT).status == DeadlineStatus.LAPSED
    reconcile(today=LATER.date())
    assert not Drift.objects.filter(kind=DeadlineKind.MOVE_TREATMENT).exists()


def test_the_night_finds_no_drift_in_what_the_acts_stored():
    course = granted()
    talks(course, 13)
    reconcile(today=LATER.date())
    assert not Drift.objects.filter(kind__startswith="move").exists()


# Gift cards


@pytest.mark.parametrize(
    ("name", "used"),
    [("jammerbugt", True), ("jammerbugt-2022", True), ("rebild", False), ("norddjurs", False)],
)
def test_only_where_the_standard_uses_them(name, used):
    assert any(terms_of(offer) for offer in preset(name).offers) is used


def test_twelve_weekly_talks_earn_six_cards_and_the_screening_and_the_follow_up_none():
    held = list(range(20))
    assert earning_talks(terms_of(move()), plan_of(move()), held) == [2, 4, 6, 8, 10, 12]


def test_the_follow_up_earns_where_the_standard_says_so():
    terms = terms_of(move()).model_copy(update={"earned_in_followup": True})
    assert earning_talks(terms, plan_of(move()), list(range(17)))[-2:] == [14, 16]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1001\n1002", ["1001", "1002"]),
        ("0998-1001", ["0998", "0999", "1000", "1001"]),
        ("GK-7, GK-8;GK-9", ["GK-7", "GK-8", "GK-9"]),
        ("GK001-GK003", ["GK001", "GK002", "GK003"]),
        ("", []),
    ],
)
def test_numbers_are_typed_one_by_one_or_from_and_to(text, numbers):
    assert card_numbers(text) == numbers


@pytest.mark.parametrize("text", ["9-1", "1-99999", "<b>", "1\x00"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        card_numbers(text)


def test_a_card_is_earned_at_the_second_weekly_talk_that_was_held():
    course = granted()
    talks(course, 2)
    (card,) = cards()
    with pytest.raises(ValidationError, match="Intet gavekort er optjent"):
        hand_out(course, card)
    third = talk(course, FIRST + timedelta(weeks=2))
    handed = hand_out(course, card)
    assert (handed.session_id, handed.nth, handed.signed_on) == (third.pk, 1, LATER.date())


def test_a_talk_that_nobody_came_to_earns_nothing():
    course = granted()
    talks(course, 2)
    talk(course, FIRST + timedelta(weeks=2), SessionOutcome.NO_SHOW)
    assert owed_talks(course) == []


def test_never_more_than_are_earned():
    course = granted()
    talks(course, 5)
    for card in cards("1", "2"):
        hand_out(course, card)
    (third,) = cards("3")
    with pytest.raises(ValidationError, match="Intet gavekort er optjent"):
        hand_out(course, third)


def test_no_card_goes_out_twice():
    course = granted()
    talks(course, 5)
    (card,) = cards()
    hand_out(course, card)
    with pytest.raises(ValidationError, match="ikke længere i beholdningen"):
        hand_out(course, card)


def test_a_card_of_another_amount_is_refused():
    course = granted()
    talks(course, 3)
    (card,) = cards(amount=500)
    with pytest.raises(ValidationError, match="200 kr"):
        hand_out(course, card)


def test_the_story_says_which_card_and_whether_it_is_signed_for():
    course = granted()
    talks(course, 3)
    hand_out(course, cards()[0], is_signed=False)
    story = StoryEntry.objects.filter(case=course.case, text__startswith="Gavekort").get().text
    assert story == "Gavekort nr. 1 udleveret, 200 kr., kort 1001, kvittering mangler"


def test_a_signature_may_come_later():
    course = granted()
    talks(course, 3)
    handed = hand_out(course, cards()[0], is_signed=False)
    assert note_signature(hand_out_id=handed.pk, by=caseworker(), now=LATER).signed_on == LATER.date()


def test_what_is_taken_back_lies_in_the_stock_again_and_the_line_stays():
    course = granted()
    talks(course, 3)
    (card,) = cards()
    handed = hand_out(course, card)
    take_back_hand_out(hand_out_id=handed.pk, reason="Forkert borger", by=caseworker(), now=LATER)
    assert GiftCard.objects.in_hand().get() == card
    assert HandOut.objects.get().taken_back_reason == "Forkert borger"
    assert hand_out(course, card).nth == 1


def test_a_talk_that_earned_a_card_is_not_taken_back_before_the_card():
    course = granted()
    held = talks(course, 3)
    hand_out(course, cards()[0])
    for session in held[1:]:
        with pytest.raises(ValidationError, match="Tag først gavekortet tilbage"):
            take_back_session(session_id=session.pk, reason="Fejl", by=caseworker(), now=LATER)


def test_the_account_adds_up():
    course = granted()
    talks(course, 5)
    first, second, third, _ = cards("1", "2", "3", "4")
    hand_out(course, first)
    hand_out(course, second)
    withdraw_card(card_id=third.pk, reason="Tabt", by=secretary(), today=LATER.date())
    found = account()
    assert (found.received, found.handed_out, found.withdrawn, found.in_hand) == (4, 2, 1, 1)
    assert (found.received_kr, found.in_hand_kr) == (800, 200)
    assert GiftCard.objects.in_hand().count() == found.in_hand
    assert (account(year=2026).received, account(year=2026).handed_out, account(year=2027).handed_out) == (
        4,
        0,
        2,
    )


def test_a_number_is_in_the_stock_once():
    cards("1001")
    with pytest.raises(ValidationError, match="Findes allerede"):
        cards("1000", "1001")
    with pytest.raises(ValidationError, match="to gange"):
        cards("7", "7")


def test_a_card_handed_out_is_not_withdrawn():
    course = granted()
    talks(course, 3)
    (card,) = cards()
    hand_out(course, card)
    with pytest.raises(ValidationError, match="kan ikke trækkes ud"):
        withdraw_card(card_id=card.pk, reason="Tabt", by=secretary(), today=LATER.date())


def test_stock_is_kept_by_secretary_and_team_lead_and_handed_out_in_casework():
    with pytest.raises(PermissionDenied):
        receive_cards(
            numbers=["1"], amount=200, received_on=date(2026, 3, 1), by=caseworker(), today=LATER.date()
        )
    course = granted()
    with pytest.raises(PermissionDenied):
        hand_out(course, cards()[0], by=secretary())


def raw(course, card, session, nth=1):
    return HandOut.objects.create(
        card=card,
        course=course,
        session=session,
        nth=nth,
        every_nth_talk=2,
        handed_at=LATER,
        handed_by=caseworker(),
    )


def test_the_database_gives_no_card_that_is_not_earned_whoever_writes_it():
    course = granted()
    held = talks(course, 2)
    missed = talk(course, FIRST + timedelta(weeks=2), SessionOutcome.NO_SHOW)
    first, second = cards("1", "2")
    with pytest.raises(IntegrityError, match="not held"), transaction.atomic():
        raw(course, first, missed)
    raw(course, first, held[1])
    with pytest.raises(IntegrityError, match="not in the stock"), transaction.atomic():
        raw(course, first, held[0], nth=2)
    with pytest.raises(IntegrityError, match="not earned"), transaction.atomic():
        raw(course, second, held[0], nth=2)
    with pytest.raises(IntegrityError, match=r"hand_out_(talk|nth)_once"), transaction.atomic():
        raw(course, second, held[1])


def test_the_database_keeps_the_card_the_line_and_the_talk_as_they_were():
    course = granted()
    held = talks(course, 3)
    (card,) = cards()
    handed = hand_out(course, card)
    for table, change in (
        ("offers_giftcard", "amount = 1"),
        ("offers_giftcard", "withdrawn_on = now(), withdrawn_by_id = received_by_id, withdrawn_reason = 'x'"),
        ("offers_handout", "nth = 5"),
        ("offers_session", "outcome = 'no_show'"),
    ):
        where = f"id = {held[2].pk}" if table == "offers_session" else "true"
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {change} WHERE {where}")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM offers_handout WHERE id = %s", [handed.pk])
    assert Session.objects.filter(outcome="held").count() == 3
