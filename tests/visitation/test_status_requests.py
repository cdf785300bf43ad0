"""A request for status tells somebody outside of the citizen: on a consent, in the log, or not at all."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from cases.enums import Direction, Means
from cases.models import Disclosure
from cases.services.consents import withdraw_consent
from rusmiddel.letters.enums import LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.letters.services import LetterRefused
from rusmiddel.letters.waiting import for_a_batch
from tests.cases.sharing import consent
from tests.visitation.scenes import DECIDED_AT, call, caseworker, load_preset
from tests.visitation.test_written_letters import a_partner, issued, secretary, values
from visitation.services.letter_batches import begin_batch, make_batch
from visitation.services.letters import hand_over_letter, post_letter
from visitation.services.written_letters import preview_written_letter

pytestmark = pytest.mark.django_db
LATER = DECIDED_AT + timedelta(hours=1)


@pytest.fixture
def case():
    load_preset()
    return call().case


def given(case, direction=Direction.BOTH, **changes):
    return consent(case, caseworker(), partner=a_partner(), now=DECIDED_AT, direction=direction, **changes)


def asked(case, **changes):
    return issued(case, LetterKind.STATUS_REQUEST, partner=a_partner(), **changes)


def ended(ground):
    withdraw_consent(consent_id=ground.pk, by=caseworker(), now=LATER)


def test_what_the_letter_tells_is_logged_on_the_consent_it_rests_on(case):
    ground = given(case)
    letter = asked(case)

    logged = Disclosure.objects.get()
    assert (logged.case, logged.consent, logged.partner) == (case, ground, a_partner())
    assert (logged.direction, logged.means) == (Direction.DISCLOSE, Means.LETTER)
    assert letter.title in logged.content
    assert logged.recorded_by == secretary()


def test_a_consent_only_to_obtain_covers_the_asking(case):
    given(case, Direction.OBTAIN)
    asked(case)
    assert Disclosure.objects.get().direction == Direction.OBTAIN


def test_a_consent_that_lets_us_tell_goes_before_one_that_does_not(case):
    given(case, Direction.OBTAIN)
    wider = given(case, purpose="Plan for bolig")
    asked(case)
    assert Disclosure.objects.get().consent == wider


@pytest.mark.parametrize("direction", [None, Direction.DISCLOSE])
def test_without_a_consent_to_ask_there_is_neither_letter_nor_log(case, direction):
    if direction:
        given(case, direction)
    with pytest.raises(ValidationError, match="samtykke"):
        asked(case)
    assert not Letter.objects.exists()
    assert not Disclosure.objects.exists()


def test_a_consent_on_another_case_is_no_ground(case):
    given(call(name="Ellen Prøve").case)
    with pytest.raises(ValidationError, match="samtykke"):
        asked(case)


def test_the_same_letter_sent_in_twice_is_logged_once(case):
    given(case)
    submission = uuid4()
    assert asked(case, submission=submission) == asked(case, submission=submission)
    assert Disclosure.objects.count() == 1


def test_a_look_at_the_letter_tells_nobody_anything(case):
    given(case)
    preview_written_letter(
        case_id=case.pk,
        values=values(LetterKind.STATUS_REQUEST, partner=a_partner()),
        by=secretary(),
        now=DECIDED_AT,
    )
    assert not Disclosure.objects.exists()


def test_no_other_letter_is_logged(case):
    given(case)
    issued(case, LetterKind.CONSENT_FORM, partner=a_partner())
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("send", [post_letter, hand_over_letter])
def test_a_letter_whose_consent_is_withdrawn_is_not_sent(case, send):
    ground = given(case)
    letter = asked(case)
    ended(ground)
    with pytest.raises(LetterRefused, match="ophørte"):
        send(letter_id=letter.pk, by=secretary(), now=LATER + timedelta(hours=1))
    assert not letter.dispatches.exists()


def test_the_days_print_leaves_it_out_and_says_why(case):
    ground = given(case)
    letter = asked(case)
    other = issued(case)
    chosen = [each.pk for each in for_a_batch(Letter.objects.all())]
    batch = begin_batch(letter_ids=chosen, by=secretary(), now=LATER)
    ended(ground)
    make_batch(batch_id=batch.pk, now=LATER + timedelta(hours=1))

    row = batch.rows.get(letter=letter)
    assert row.taken_out_at is not None
    assert "ophørte" in row.taken_out_reason
    assert batch.rows.get(letter=other).taken_out_at is None
