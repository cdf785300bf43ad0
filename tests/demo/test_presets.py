"""What is made up holds under every municipality's standard."""

import pytest

from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.models import Letter
from rusmiddel.letters.services import content
from tests.demo.conftest import TODAY
from visitation.enums import DecisionKind
from visitation.models import Decision

pytestmark = [pytest.mark.usefixtures("each_municipality"), pytest.mark.django_db]


def test_the_deadlines_are_what_the_facts_say_in_every_municipality():
    run = reconcile(today=TODAY)

    assert (run.drift_count, run.error) == (0, "")
    assert run.due_count >= 180


def test_what_gives_less_than_asked_has_a_real_letter():
    less = Decision.objects.exclude(kind=DecisionKind.FULL_GRANT)
    assert {decision.kind for decision in less} == {DecisionKind.PARTIAL_GRANT, DecisionKind.REJECTION}
    assert all(content(decision.letter).startswith(b"%PDF") for decision in less.select_related("letter"))
    assert Letter.objects.not_sent().exists()
    assert Letter.objects.exclude(dispatches=None).exists()
