"""Two clicks and two windows at the same moment, on real connections."""

from uuid import uuid4

import pytest

from cases.models import Draft, Note
from cases.services.drafts import keep_draft
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import CaseFactory, load_preset, march
from tests.cases.journal import sign, writing
from tests.cases.test_races import at_once


@pytest.fixture
def mette(committed, clock):
    load_preset("jammerbugt")
    return make_staff(Role.CASEWORKER)


def test_a_double_click_at_the_same_moment_signs_one_note(mette):
    case, key = CaseFactory(), uuid4()

    first, second = at_once(*[lambda: sign(case, by=mette, submission=key)] * 2)

    assert first == second == Note.objects.get()


def test_two_windows_that_keep_at_the_same_moment_both_keep_theirs(mette):
    case, key = CaseFactory(), uuid4()

    def window(text):
        page = writing(case, by=mette, key=key)
        return lambda: keep_draft(writing=page, typed={"text": [text]}, seen=0, now=march(3))

    at_once(window("Et"), window("To"))

    assert {draft.fields["text"][0] for draft in Draft.objects.all()} == {"Et", "To"}
