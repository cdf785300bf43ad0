"""From the letter that leaves the house to the last day to complain."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.models import Dispatch
from rusmiddel.letters.services import LetterRefused
from tests.visitation.scenes import (
    DECIDED_AT,
    caseworker,
    decided,
    load_preset,
    make_user,
    plan,
    ready,
    visitator,
)
from visitation.enums import DecisionKind
from visitation.models import Decision
from visitation.services.complaint_windows import close_expired_windows
from visitation.services.letters import correct_letter_receipt, hand_over_letter, post_letter

pytestmark = pytest.mark.django_db
REJECTION = DecisionKind.REJECTION


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def rejected(**changes):
    return decided(ready(offer="residential"), REJECTION, **changes)


def post(decision, now=DECIDED_AT, by=None):
    return post_letter(letter_id=decision.letter_id, by=by or visitator(), now=now)


def window():
    return Deadline.objects.filter(kind=DeadlineKind.COMPLAINT_WINDOW).first()


def corrected(dispatch, received_on, now=DECIDED_AT, source="Borgeren ringede"):
    return correct_letter_receipt(
        dispatch_id=dispatch.pk, received_on=received_on, source=source, by=caseworker(), now=now
    )


def test_no_time_to_complain_runs_while_the_letter_is_in_the_house():
    rejected()
    assert window() is None


def test_a_posted_letter_is_presumed_received_after_six_working_days():
    post(rejected())
    assert window().due_on == date(2026, 4, 15)
    assert date(2026, 3, 18) in [step.on for step in window().steps]


def test_a_letter_given_by_hand_is_received_the_same_day():
    hand_over_letter(
        letter_id=rejected(channel=Channel.HANDED_OVER).letter_id, by=visitator(), now=DECIDED_AT
    )
    assert window().due_on == date(2026, 4, 7)


def test_easter_moves_the_presumed_receipt():
    monday = DECIDED_AT + timedelta(days=20)
    assert monday.date() == date(2026, 3, 30)
    post(rejected(), now=monday)
    assert window().due_on == date(2026, 5, 8)


def test_the_letters_own_deadline_is_the_registers_when_it_leaves_the_same_day():
    decision = rejected()
    post(decision)
    assert "15. april 2026" in decision.letter.complaint_guidance


def test_a_known_receipt_moves_the_deadline_and_both_are_kept():
    dispatch = corrected(post(rejected()), date(2026, 3, 24), now=DECIDED_AT + timedelta(days=20))
    assert window().due_on == date(2026, 4, 21)
    assert dispatch.presumed_received_on == date(2026, 3, 18)
    days = [step.on for step in window().steps]
    assert {date(2026, 3, 18), date(2026, 3, 24)} <= set(days)


def test_a_receipt_still_to_come_is_refused():
    with pytest.raises(LetterRefused, match="ikke er kommet"):
        corrected(post(rejected()), date(2026, 3, 24))


def test_posting_twice_is_posting_once():
    decision = rejected()
    first, second = post(decision), post(decision, now=DECIDED_AT + timedelta(days=2))
    assert first == second
    assert window().due_on == date(2026, 4, 15)


def test_a_letter_that_went_two_ways_counts_from_the_first():
    decision = rejected()
    post(decision)
    hand_over_letter(letter_id=decision.letter_id, by=visitator(), now=DECIDED_AT + timedelta(days=1))
    assert date(2026, 4, 8) in [step.on for step in window().steps]


def test_a_quick_receipt_never_shortens_what_the_letter_promises():
    corrected(post(rejected()), date(2026, 3, 12), now=DECIDED_AT + timedelta(days=5))
    assert window().due_on == date(2026, 4, 15)
    assert window().steps[-1].text == "Sidste dag at klage: den dag, brevet lover"


def test_an_anonymous_citizens_letter_can_not_be_posted():
    request = ready(name="", is_anonymous=True, offer="individual")
    decision = decided(request, REJECTION, meeting=plan())
    with pytest.raises(LetterRefused, match="kun gives i hånden"):
        post(decision)


def test_a_full_grant_opens_no_time_to_complain():
    post(decided(ready(), meeting=plan()))
    assert window() is None


def test_nobody_is_warned_of_the_citizens_own_deadline():
    post(rejected())
    assert window().milestone_names == []


def test_the_last_day_is_still_a_day_to_complain():
    post(rejected())
    assert close_expired_windows(today=date(2026, 4, 15)) == 0
    assert window().status == DeadlineStatus.OPEN


def test_the_window_closes_the_day_after_and_only_once():
    post(rejected())
    assert close_expired_windows(today=date(2026, 4, 16)) == 1
    assert close_expired_windows(today=date(2026, 4, 16)) == 0
    assert window().status == DeadlineStatus.LAPSED
    assert Decision.objects.get().window_closed_on == date(2026, 4, 16)


def test_a_missed_week_is_caught_up():
    post(rejected())
    assert close_expired_windows(today=date(2026, 4, 30)) == 1


def test_a_later_receipt_opens_a_closed_window_again():
    dispatch = post(rejected())
    close_expired_windows(today=date(2026, 4, 16))
    corrected(dispatch, date(2026, 4, 1), now=DECIDED_AT + timedelta(days=40))
    assert (window().status, window().due_on) == (DeadlineStatus.OPEN, date(2026, 4, 29))


@pytest.mark.parametrize("today", [date(2026, 3, 12), date(2026, 4, 16), date(2026, 5, 1)])
def test_the_night_finds_no_drift(today):
    post(rejected())
    close_expired_windows(today=today)
    assert reconcile(today=today).drift_count == 0


def test_a_lost_window_is_found_at_night():
    decision = rejected()
    Dispatch.objects.create(
        letter=decision.letter,
        channel=Channel.POST,
        sent_on=date(2026, 3, 10),
        sent_by=visitator(),
        presumed_received_on=date(2026, 3, 18),
    )
    assert reconcile(today=date(2026, 3, 12)).drift_count == 1
    assert window().due_on == date(2026, 4, 15)


def test_the_secretary_posts_letters_and_the_psychologist_does_not():
    decision = rejected()
    with pytest.raises(PermissionDenied):
        post(decision, by=make_user(Role.PSYCHOLOGIST))
    assert post(decision, by=make_user(Role.SECRETARY))
