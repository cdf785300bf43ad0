"""What the system itself writes in a letter about a decision keeps under the figure of the shipped texts."""

from datetime import timedelta

import pytest
import time_machine

from rusmiddel.letters.decision import NO_APPEAL_ANONYMOUS
from rusmiddel.letters.readability import READABLE, lix
from rusmiddel.letters.visible_text import visible_text
from tests.visitation import deciding
from tests.visitation.scenes import ADULT_CPR, DECIDED_AT, decided, load_preset, ready
from visitation.enums import DecisionKind, FurtherKind
from visitation.guidance import ANONYMOUS_PART, HELP_TO_COMPLAIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def _standard(settings):
    settings.SECOND_PERSON_FOR = []
    load_preset()


def partial():
    request = ready(offer="residential", cpr=ADULT_CPR)
    return decided(request, DecisionKind.PARTIAL_GRANT, granted_key="individual").letter


def rejection():
    return decided(ready(offer="residential", cpr=ADULT_CPR), DecisionKind.REJECTION).letter


def change():
    return deciding.changed(deciding.course(), "group").letter


def exceeded():
    later = DECIDED_AT + timedelta(days=10)
    request = ready()
    with time_machine.travel(later, tick=True):
        return deciding.told_exceeded(request, now=later).letter


LETTERS = {
    "partial": partial,
    "rejection": rejection,
    "termination": lambda: deciding.ended(deciding.course(), FurtherKind.TERMINATION).letter,
    "expulsion": lambda: deciding.ended(deciding.course()).letter,
    "change": change,
    "exceeded": exceeded,
    "hearing": lambda: deciding.heard(ready(offer="residential")).letter,
}


@pytest.mark.usefixtures("_standard")
@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_about_a_decision_is_plain(name):
    printed = visible_text(LETTERS[name]().html).partition("Kære")[2]
    assert printed
    assert lix(printed) < READABLE


@pytest.mark.parametrize("text", [NO_APPEAL_ANONYMOUS, ANONYMOUS_PART, HELP_TO_COMPLAIN])
def test_what_only_some_letters_say_of_complaining_is_plain_too(text):
    assert lix(text) < READABLE
