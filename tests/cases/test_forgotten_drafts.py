"""What was typed about nobody's case and never sent goes after a while."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cases.enums import DraftForm
from cases.models import Draft
from cases.tasks import clear_drafts
from tests.access.factories import UserFactory

pytestmark = pytest.mark.django_db


def draft(*, days, case=None):
    at = timezone.now() - timedelta(days=days)
    return Draft.objects.create(
        user=UserFactory(),
        case=case,
        form=DraftForm.INQUIRY,
        path="/henvendelser/ny/",
        typed="{}",
        window=uuid4().hex,
        begun_at=at,
        kept_at=at,
    )


def test_a_draft_of_no_case_goes_when_nobody_has_written_in_it_for_long(settings):
    settings.DRAFT_DAYS = 90
    old, new = draft(days=91), draft(days=89)
    assert clear_drafts() == 1
    assert list(Draft.objects.all()) == [new]
    assert old.pk != new.pk


def test_a_cases_own_draft_stays_with_the_case(case):
    draft(days=900, case=case)
    assert clear_drafts() == 0


def test_a_second_sweep_finds_nothing():
    draft(days=900)
    assert (clear_drafts(), clear_drafts()) == (1, 0)
