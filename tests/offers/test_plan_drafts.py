"""The treatment plan keeps what is typed, as the assessment does."""

import pytest
import time_machine
from django.urls import reverse

from cases.enums import DraftForm
from cases.models import Draft
from offers.models import TreatmentPlan
from offers.services.plans import begin_plan
from tests.offers.test_services import granted
from tests.visitation.scenes import DECIDED_AT, caseworker, load_preset

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standard():
    with time_machine.travel(DECIDED_AT, tick=True):
        load_preset()
        yield


@pytest.fixture
def anna(client):
    client.force_login(caseworker())
    return client


@pytest.fixture
def plan():
    return begin_plan(request_id=granted().request_id, by=caseworker(), now=DECIDED_AT)


def page_of(client, path):
    context = client.get(path).context
    forms = (context["goals"].management_form, context["form"], *context["goals"])
    shown = {field.html_name: field.value() for form in forms for field in form}
    typed = {name: "" if value is None else value for name, value in shown.items()}
    return {**typed, "draft": context["draft"].token, "draft_seen": context["draft"].seen}


def keep(client, page, **typed):
    return client.post(reverse("cases:draft_keep"), {**page, **typed}).json()


def test_what_is_typed_of_goals_and_methods_is_put_back(anna, plan):
    path = plan.get_absolute_url()
    keep(anna, page_of(anna, path), **{"goals-0-text": "Ingen øl i hverdagen", "methods": "Motiverende"})

    draft = Draft.objects.get()
    assert draft.form == DraftForm.PLAN
    assert f"?kladde={draft.key}" in anna.get(path).content.decode()
    again = anna.get(draft.get_absolute_url()).context
    assert again["goals"][0]["text"].value() == "Ingen øl i hverdagen"
    assert again["form"]["methods"].value() == "Motiverende"


def test_a_plan_that_is_saved_leaves_no_draft(anna, plan):
    path = plan.get_absolute_url()
    page = page_of(anna, path)
    told = keep(anna, page, methods="Motiverende")
    answer = anna.post(
        path, {**page, "draft": told["token"], "draft_seen": told["seen"], "methods": "Løsninger"}
    )
    assert answer.status_code == 302

    assert TreatmentPlan.objects.get().methods == "Løsninger"
    assert not Draft.objects.exists()


def test_a_goal_that_could_not_be_saved_is_kept(anna, plan):
    path = plan.get_absolute_url()
    page = page_of(anna, path)
    answer = anna.post(path, {**page, "goals-0-text": "Ro på", "goals-0-by_on": "i morgen måske"})

    assert answer.status_code == 422
    assert Draft.objects.get().fields["goals-0-text"] == ["Ro på"]


def test_an_empty_page_leaves_no_draft(anna, plan):
    path = plan.get_absolute_url()
    anna.post(path, page_of(anna, path))
    assert not Draft.objects.exists()
