"""A decision is written as a draft, and what was written goes along to the next meeting."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Draft
from rusmiddel.access.enums import Role
from tests.visitation.scenes import (
    DECIDED_AT,
    MEETING_AT,
    WRITTEN,
    decided,
    load_preset,
    make_user,
    plan,
    ready,
    visitator,
)
from visitation.enums import DecisionKind
from visitation.models import Decision
from visitation.services.agenda import postpone_item
from visitation.services.meetings import note_attendance

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


@pytest.fixture
def birgit(client):
    client.force_login(visitator())
    return client


@pytest.fixture
def request_():
    return ready()


def attended_meeting(**more):
    meeting = plan(**more)
    note_attendance(meeting_id=meeting.pk, attendees=[visitator()], others_present="", by=visitator())
    return meeting


def path_of(meeting, request):
    return reverse("visitation:meeting_case", args=[meeting.pk, request.case.number])


def page_of(client, path):
    context = client.get(path).context
    typed = {field.html_name: field.value() or "" for field in context["form"]}
    return {**typed, "draft": context["draft"].token, "draft_seen": context["draft"].seen}


def keep(client, page, **typed):
    return client.post("/kladder/gem/", {**page, **typed}).json()


def test_a_decision_half_written_is_offered_again(birgit, request_):
    path = path_of(attended_meeting(), request_)
    told = keep(birgit, page_of(birgit, path), **WRITTEN)

    assert f"?kladde={Draft.objects.get().key}" in birgit.get(path).content.decode()
    assert birgit.get(told["path"]).context["form"]["reasons"].value() == WRITTEN["reasons"]


def test_a_decision_made_leaves_no_draft(birgit, request_):
    path = path_of(attended_meeting(), request_)
    page = page_of(birgit, path)
    told = keep(birgit, page, **WRITTEN)
    written = {**WRITTEN, "kind": DecisionKind.REJECTION, "channel": "post"}
    birgit.post(path, {**page, **written, "draft": told["token"], "draft_seen": told["seen"]})

    assert Decision.objects.get().reasons == WRITTEN["reasons"]
    assert not Draft.objects.exists()


def test_a_look_at_the_letter_keeps_the_draft_and_decides_nothing(birgit, request_):
    path = path_of(attended_meeting(), request_)
    written = {**WRITTEN, "kind": DecisionKind.REJECTION, "channel": "post", "preview": "1"}
    page = page_of(birgit, path)
    answer = birgit.post(path, {**page, **written})

    assert answer["Content-Type"] == "application/pdf"
    assert not Decision.objects.exists()
    again = keep(birgit, page, facts="Du har fortalt mere.")
    assert again["state"] == "kept"
    assert Draft.objects.get().fields["facts"] == ["Du har fortalt mere."]


def test_a_refused_decision_is_kept(birgit, request_):
    path = path_of(attended_meeting(), request_)
    written = {**WRITTEN, "reasons": "", "kind": DecisionKind.REJECTION, "channel": "post"}
    answer = birgit.post(path, {**page_of(birgit, path), **written})

    assert answer.status_code == 422
    assert Draft.objects.get().fields["facts"] == [WRITTEN["facts"]]


def test_what_was_written_goes_along_when_the_case_is_put_off(birgit, request_):
    first = attended_meeting()
    keep(birgit, page_of(birgit, path_of(first, request_)), **WRITTEN)
    postpone_item(item_id=first.items.get().pk, missing="Lægens udtalelse", by=visitator(), now=DECIDED_AT)
    second = attended_meeting(starts_at=MEETING_AT + timedelta(minutes=5), now=DECIDED_AT)
    path = path_of(second, request_)
    key = Draft.objects.get().key

    assert f"?kladde={key}" in birgit.get(path).content.decode()
    opened = page_of(birgit, f"{path}?kladde={key}")
    assert opened["weighed"] == WRITTEN["weighed"]
    keep(birgit, opened, facts="Nu med lægens udtalelse.")
    assert Draft.objects.get().get_absolute_url() == f"{path}?kladde={key}"


def test_another_who_writes_on_the_decision_is_told_of(birgit, client, request_):
    path = path_of(attended_meeting(), request_)
    keep(birgit, page_of(birgit, path), **WRITTEN)
    client.force_login(make_user(Role.TEAM_LEAD))
    page = client.get(path).content.decode()

    assert "skriver også her" in page
    assert WRITTEN["reasons"] not in page


def test_a_draft_outlives_that_a_colleague_decided(birgit, request_):
    meeting = attended_meeting()
    path = path_of(meeting, request_)
    page = page_of(birgit, path)
    decided(request_, meeting=meeting)
    answer = birgit.post(path, {**page, **WRITTEN, "kind": DecisionKind.REJECTION, "channel": "post"})

    assert answer.status_code == 302
    assert Decision.objects.count() == 1
    assert WRITTEN["reasons"] in birgit.get("/kladder/").content.decode()
