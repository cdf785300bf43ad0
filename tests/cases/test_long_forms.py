"""The assessment and the inquiry keep what is typed as the journal does."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cases.enums import DraftForm
from cases.models import Assessment, Case, Draft
from cases.models.assessment import TOPICS
from cases.services.assessments import write_assessment
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import march
from tests.cases.test_inquiry_page import CALL, NEW

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def begun_once():
    return False


@pytest.fixture
def mette(client, standard, caseworker):
    client.force_login(caseworker)
    return client


@pytest.fixture
def path(case):
    return reverse("cases:assessment", args=[case.number])


def page_of(client, path):
    """The page's hidden fields, and the form's own as they stand."""
    context = client.get(path).context
    typed = {field.html_name: field.value() or "" for field in context["form"]}
    return {**typed, "draft": context["draft"].token, "draft_seen": context["draft"].seen}


def keep(client, page, **typed):
    return client.post("/kladder/gem/", {**page, **typed}).json()


# The assessment


def test_what_is_typed_in_the_assessment_is_offered_again_and_put_back(mette, path):
    keep(mette, page_of(mette, path), housing="Bor hos en ven")

    offered = mette.get(path).content.decode()
    draft = Draft.objects.get()
    assert f"?kladde={draft.key}" in offered
    assert "Bor hos en ven" not in mette.get(path).context["form"]["housing"].value()
    assert mette.get(draft.get_absolute_url()).context["form"]["housing"].value() == "Bor hos en ven"


def test_saving_the_assessment_leaves_no_draft(mette, path):
    page = page_of(mette, path)
    told = keep(mette, page, housing="Bor hos en ven")
    mette.post(path, {**page, "draft": told["token"], "draft_seen": told["seen"], "housing": "Bor alene"})

    assert Assessment.objects.get().housing == "Bor alene"
    assert not Draft.objects.exists()


def test_an_assessment_refused_as_unfinished_is_saved_and_leaves_no_draft(mette, path):
    answer = mette.post(path, {**page_of(mette, path), "housing": "Bor alene", "complete": "1"})

    assert answer.status_code == 422
    assert Assessment.objects.get().housing == "Bor alene"
    assert not Draft.objects.exists()


def test_an_assessment_sent_after_the_session_ran_out_is_there_after_signing_in(
    client, mette, path, caseworker
):
    page = page_of(mette, path)
    client.logout()
    answer = client.post(path, {**page, "housing": "Bor hos en ven"})

    assert answer.url.startswith("/log-ind/?next=")
    client.force_login(caseworker)
    again = client.get(Draft.objects.get().get_absolute_url()).context["form"]
    assert again["housing"].value() == "Bor hos en ven"
    assert not Assessment.objects.exclude(housing="").exists()


def test_a_draft_older_than_a_colleagues_words_is_held_against_them(mette, path, request_):
    page = page_of(mette, path)
    told = keep(mette, page, housing="Bor hos en ven")
    colleague = make_staff(Role.TEAM_LEAD)
    write_assessment(
        request_id=request_.pk,
        written={"housing": "Bor på herberg", "work": "I praktik"},
        wished_offer="",
        by=colleague,
        now=march(5),
    )
    opened = page_of(mette, told["path"])
    answer = mette.post(path, opened)

    assert answer.status_code == 422
    assert f"{colleague.name} har imens skrevet: Bor på herberg" in answer.content.decode()
    assert Assessment.objects.get().housing == "Bor på herberg"
    assert Draft.objects.get().fields["housing"] == ["Bor hos en ven"]


def test_a_colleagues_draft_of_the_assessment_is_told_of_and_not_shown(mette, client, path):
    keep(mette, page_of(mette, path), housing="Mettes ord")
    client.force_login(make_staff(Role.TEAM_LEAD))
    page = client.get(path).content.decode()

    assert "skriver også her" in page
    assert "Mettes ord" not in page


def test_a_draft_is_still_read_when_the_assessment_has_been_closed_meanwhile(mette, path, request_):
    told = keep(mette, page_of(mette, path), housing="Bor hos en ven")
    request_.stage = "withdrawn"
    request_.save()

    assert "Bor hos en ven" in mette.get(told["path"]).content.decode()
    assert "Bor hos en ven" in mette.get("/kladder/").content.decode()


# The inquiry


def test_an_inquiry_begun_is_offered_again_with_all_that_was_typed(mette):
    page = page_of(mette, NEW)
    told = keep(mette, page, name="Karsten Holmgaard", wish="treatment", note="Ringer igen fredag")

    assert Draft.objects.get().form == DraftForm.INQUIRY
    form = mette.get(told["path"]).context["form"]
    assert form["name"].value() == "Karsten Holmgaard"
    assert form["wish"].value() == "treatment"
    assert form["note"].value() == "Ringer igen fredag"


def test_an_inquiry_registered_leaves_no_draft(mette):
    page = page_of(mette, NEW)
    told = keep(mette, page, name="Karsten Holmgaard")
    sent = {**page, **CALL, "draft": told["token"], "draft_seen": told["seen"]}
    assert mette.post(NEW, sent).status_code == 302

    assert Case.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_draft_of_an_inquiry_that_was_registered_meanwhile_opens_no_second_case(mette):
    page = page_of(mette, NEW)
    told = keep(mette, page, **CALL)
    mette.post(NEW, {**page, **CALL, "draft": "", "submission": page["submission"]})
    moment = {name: text for name, text in CALL.items() if name.startswith("contacted_at")}
    answer = mette.post(NEW, {**page_of(mette, told["path"]), **moment})

    assert answer.status_code == 302
    assert Case.objects.count() == 1


def test_a_refused_inquiry_is_kept(mette):
    answer = mette.post(NEW, {**page_of(mette, NEW), **CALL, "wish": "", "note": "Ringer igen"})

    assert answer.status_code == 422
    assert Draft.objects.get().fields["note"] == ["Ringer igen"]


def test_without_scripts_an_inquiry_is_kept_by_a_button(mette):
    sent = {**page_of(mette, NEW), "name": "Karsten Holmgaard", "draft_keep": "1"}
    answer = mette.post(NEW, sent)

    assert answer.url == Draft.objects.get().get_absolute_url()
    assert not Case.objects.exists()


def test_the_list_of_drafts_tells_words_and_never_a_cpr_number(mette):
    keep(mette, page_of(mette, NEW), cpr="670785-0123", stated_age="40", submission=uuid4())
    page = mette.get("/kladder/").content.decode()

    assert "0123" not in page
    assert Draft.objects.get().gist == ""


def test_a_draft_of_no_case_stands_in_the_lists(mette):
    keep(mette, page_of(mette, NEW), name="Karsten Holmgaard", note="Ringer igen fredag")

    for path in ("/kladder/", reverse("reporting:my_day")):
        assert "Ringer igen fredag" in mette.get(path).content.decode(), path


def test_every_long_topic_of_the_assessment_counts_as_written(mette, path):
    for topic in TOPICS:
        Draft.objects.all().delete()
        mette.post(path, {**page_of(mette, path), topic: "Beskrevet", "wished_offer": "findes ikke"})
        assert Draft.objects.exists(), topic
