"""Why a date was missed: written by the team lead, never in place of the clock."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse

from cases.enums import MissCause
from cases.models import MissReason
from cases.services.misses import explain_miss
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.models import Deadline
from tests.access.factories import make_staff
from tests.reporting.scenes import NOW, TODAY, kept, not_kept, promise

pytestmark = pytest.mark.django_db


def request_id(deadline):
    return int(deadline.ref.removeprefix("request:"))


def explain(deadline, by, cause=MissCause.NO_TIME_FREE, note=""):
    return explain_miss(request_id=request_id(deadline), cause=cause, note=note, by=by, now=NOW)


def page_of(deadline):
    return reverse("reporting:explain_miss", args=[request_id(deadline)])


def test_the_reason_stands_in_the_story_and_the_clock_is_as_it_was(team_lead):
    deadline = not_kept(TODAY)

    explain(deadline, team_lead, note="To sygemeldte behandlere")

    assert Deadline.objects.get(pk=deadline.pk).values == deadline.values
    line = deadline.case.story.get()
    assert line.text == (
        "Årsag til, at fristen ikke er overholdt: Ingen ledig tid til samtale. To sygemeldte behandlere"
    )


def test_the_last_reason_counts_and_the_first_stays(team_lead):
    deadline = not_kept(TODAY)
    explain(deadline, team_lead)
    explain(deadline, team_lead, cause=MissCause.CITIZEN)

    assert MissReason.objects.count() == 2
    assert MissReason.objects.newest_per_request().get().cause == MissCause.CITIZEN


def test_an_overdue_guarantee_can_be_explained_before_it_ends(team_lead):
    explain(promise(TODAY - timedelta(days=1)), team_lead)

    assert MissReason.objects.exists()


@pytest.mark.parametrize("scene", [lambda: promise(TODAY), lambda: kept(TODAY)], ids=["due today", "kept"])
def test_what_was_not_missed_has_no_reason(team_lead, scene):
    with pytest.raises(ValidationError, match="Fristen er ikke overskredet"):
        explain(scene(), team_lead)


@pytest.mark.parametrize("note", ["", "   "])
def test_another_cause_needs_words(team_lead, note):
    with pytest.raises(ValidationError, match="Skriv, hvad der skete"):
        explain(not_kept(TODAY), team_lead, cause=MissCause.OTHER, note=note)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.TEAM_LEAD}))
def test_only_the_team_lead_writes_it(role):
    with pytest.raises(PermissionDenied):
        explain(not_kept(TODAY), make_staff(role))


def test_the_database_refuses_a_changed_reason(team_lead):
    reason = explain(not_kept(TODAY), team_lead)

    with pytest.raises((IntegrityError, InternalError), match="never be changed"), transaction.atomic():
        MissReason.objects.filter(pk=reason.pk).update(note="pænere")


def test_the_database_refuses_another_cause_without_words(team_lead):
    reason = explain(not_kept(TODAY), team_lead)

    with pytest.raises(IntegrityError, match="miss_other_cause_has_note"):
        MissReason.objects.create(
            request=reason.request, cause=MissCause.OTHER, note="", recorded_at=NOW, recorded_by=team_lead
        )


def test_writing_it_leads_back_to_the_list_one_came_from(lead_client):
    deadline = not_kept(TODAY)
    back = reverse("reporting:deadline_list") + "?tilstand=ikke-overholdt"

    assert f'value="{back}"' in lead_client.get(page_of(deadline), headers={"referer": back}).content.decode()
    response = lead_client.post(page_of(deadline), {"cause": MissCause.OVERLOOKED, "tilbage": back})

    assert response.url == back
    assert "Overset eller registreret for sent" in lead_client.get(back).content.decode()


def test_the_way_back_never_leaves_the_site(lead_client):
    deadline = not_kept(TODAY)

    response = lead_client.post(
        page_of(deadline), {"cause": MissCause.OVERLOOKED, "tilbage": "https://example.org/ledelse/"}
    )

    assert response.url.startswith("/ledelse/liste/")


def test_a_missing_word_is_told_at_its_field(lead_client):
    response = lead_client.post(page_of(not_kept(TODAY)), {"cause": MissCause.OTHER, "note": ""})

    assert response.status_code == 422
    assert "Skriv, hvad der skete" in response.content.decode()
