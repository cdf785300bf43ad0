"""The pages of complaints: what is typed, what is refused, who sees what, and what they cost."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Draft
from complaints.enums import ComplaintKind, ComplaintStatus, ReassessmentOutcome
from complaints.models import Complaint, PowerOfAttorney
from complaints.services.answering import close_complaint
from rusmiddel.access.enums import Role
from tests.access.factories import UserFactory
from tests.cases.journal import PDF
from tests.complaints import scenes
from tests.complaints.scenes import complained
from tests.letters import reading
from tests.visitation import scenes as visitation

pytestmark = pytest.mark.django_db
MOST = 25


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


def typed(decision, lead, **changes):
    told = {
        "submission": str(uuid4()),
        "over": f"decision:{decision.pk}",
        "who": "",
        "received_on": "25-03-2026",
        "channel": "phone",
        "text": "Jeg er ikke enig.",
        "read_back_said": "Ja, sådan",
        "responsible": lead.pk,
    }
    return {**told, **changes}


def new(case):
    return reverse("complaints:complaint_new", args=[case.number])


def shown(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


def test_a_complaint_is_written_down_in_one_page(signed_in, decision, lead):
    answer = signed_in.post(new(decision.case), typed(decision, lead))

    complaint = Complaint.objects.get()
    assert answer.url == complaint.get_absolute_url()
    page = shown(signed_in, answer.url)
    assert "Genvurderes senest 22. april 2026" in page
    assert "Klager" in shown(signed_in, decision.case.get_absolute_url())


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("text", "", "Skriv klagen."),
        ("received_on", "26-03-2026", "fremtiden"),
        ("over", "decision:999999", "gyldig"),
        ("over", "decision:x", "gyldig"),
        ("over", "'; DROP TABLE", "gyldig"),
        ("who", "77777", "gyldig"),
        ("responsible", "999999", "gyldig"),
        ("channel", "pigeon", "gyldig"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_the_text_is_kept(
    signed_in, decision, lead, field, value, said
):
    answer = signed_in.post(new(decision.case), typed(decision, lead, **{field: value}))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert field == "text" or "Jeg er ikke enig." in page
    assert not Complaint.objects.exists()


def test_what_is_typed_is_kept_as_a_draft(signed_in, decision, lead):
    signed_in.post(new(decision.case), typed(decision, lead, draft_keep="1"))

    draft = Draft.objects.get()
    assert draft.form == "complaint"
    assert "Jeg er ikke enig." in shown(signed_in, draft.get_absolute_url())


def test_a_power_of_attorney_is_registered_with_its_document(signed_in, decision, lead):
    path = reverse("complaints:power_new", args=[decision.case.number])
    told = {
        "name": "Birthe Prøvesen",
        "scope": "At klage",
        "given_on": "20-03-2026",
        "expires_on": "19-03-2026",
        "address": "",
    }
    wrong = signed_in.post(path, {**told, "document": SimpleUploadedFile("fuldmagt.pdf", PDF)})
    assert "kan ikke udløbe, før den blev givet" in wrong.content.decode()
    signed_in.post(path, {**told, "expires_on": "", "document": SimpleUploadedFile("fuldmagt.pdf", PDF)})

    power = PowerOfAttorney.objects.get()
    assert "Birthe Prøvesen med fuldmagt" in shown(signed_in, new(decision.case))
    signed_in.post(new(decision.case), typed(decision, lead, who=power.pk))
    assert Complaint.objects.get().power == power


def test_a_power_without_its_document_is_refused(signed_in, decision):
    path = reverse("complaints:power_new", args=[decision.case.number])
    answer = signed_in.post(path, {"name": "x", "scope": "x", "given_on": "20-03-2026"})

    assert "Vælg en fil." in answer.content.decode()


def test_the_page_shows_the_one_thing_to_do_next(signed_in, complaint, lead):
    page = shown(signed_in, complaint.get_absolute_url())
    assert "Genvurdér</a>" in page
    scenes.reassessed(complaint, lead)
    assert "Send til Ankestyrelsen" in shown(signed_in, complaint.get_absolute_url())
    scenes.forwarded(complaint, lead)
    page = shown(signed_in, complaint.get_absolute_url())
    assert "Registrér svaret fra Ankestyrelsen" in page
    assert "Den forseglede sag" in page


def test_the_old_decision_says_that_it_is_made_again(signed_in, complaint, lead):
    scenes.reassessed(complaint, lead, ReassessmentOutcome.GRANTED)

    assert "Afgørelsen skal træffes om" in shown(signed_in, complaint.decision.get_absolute_url())


@pytest.mark.parametrize(
    "name",
    [
        "complaint_reassess",
        "complaint_forward",
        "complaint_board_answer",
        "complaint_remedy",
        "complaint_close",
        "complaint_lateness",
        "complaint_withdraw",
        "complaint_read_back",
        "complaint_pass_on",
        "complaint_answer",
        "complaint_give_to",
    ],
)
def test_an_empty_form_is_shown_again_with_what_it_lacks(signed_in, complaint, name):
    answer = signed_in.post(
        reverse(f"complaints:{name}", args=[complaint.case.number, complaint.pk]), {"x": "1"}
    )

    assert answer.status_code == 422
    assert Complaint.objects.get().status == ComplaintStatus.RECEIVED


@pytest.mark.parametrize(
    ("name", "sent", "said"),
    [
        ("complaint_forward", {"statement": "Nu"}, "Genvurdér klagen"),
        ("complaint_remedy", {"text": "Nu"}, "ikke noget, der venter"),
        ("complaint_close", {"lesson": "Nu"}, "Det kan ikke gøres nu"),
        ("complaint_pass_on", {"statement": "Nu"}, "hører til her"),
        ("complaint_answer", {"outcome": "granted", "reasons": "Nu"}, "skal ikke besvares"),
        (
            "complaint_board_answer",
            {"outcome": "upheld", "decided_on": "25-03-2026", "received_on": "25-03-2026", "summary": "Nu"},
            "ikke sendt videre",
        ),
    ],
)
def test_an_act_before_its_time_is_refused_in_words(signed_in, complaint, name, sent, said):
    answer = signed_in.post(reverse(f"complaints:{name}", args=[complaint.case.number, complaint.pk]), sent)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_another_cases_complaint_is_not_reached_by_this_cases_address(signed_in, complaint):
    another = visitation.call(name="Viggo Prøvesen").case

    assert (
        signed_in.get(reverse("complaints:complaint", args=[another.number, complaint.pk])).status_code == 404
    )


def test_the_complaint_is_printed_for_the_citizen(signed_in, complaint):
    answer = signed_in.get(reverse("complaints:complaint_paper", args=[complaint.case.number, complaint.pk]))

    text = reading.text(answer.content)
    assert scenes.TEXT in text
    assert scenes.READ in text


# Whom it is about


@pytest.fixture
def conduct(decision, lead):
    return scenes.of_kind(decision.case, ComplaintKind.CASE_HANDLING, lead, concerns=visitation.caseworker())


def test_whom_it_concerns_finds_nothing_of_it_anywhere(client, conduct, lead):
    client.force_login(visitation.caseworker())
    case = conduct.case

    assert client.get(case.get_absolute_url()).status_code == 200
    assert conduct.get_absolute_url() not in shown(client, case.get_absolute_url())
    assert client.get(conduct.get_absolute_url()).status_code == 404
    for name in ("complaint_paper", "complaint_withdraw", "complaint_read_back"):
        assert client.get(reverse(f"complaints:{name}", args=[case.number, conduct.pk])).status_code == 404
    assert case.number not in shown(client, f"{reverse('complaints:complaint_list')}?state=all")
    assert (
        "Klage" not in shown(client, reverse("visitation:letter_list")).split("<main")[1].split("Afslag")[0]
    )


def test_a_team_lead_it_is_about_finds_nothing_of_it(client, decision, lead):
    chief = UserFactory(roles=[Role.TEAM_LEAD])
    conduct = scenes.of_kind(decision.case, ComplaintKind.CASE_HANDLING, lead, concerns=chief)
    client.force_login(chief)

    assert client.get(conduct.get_absolute_url()).status_code == 404
    assert conduct.case.number not in shown(client, f"{reverse('complaints:complaint_list')}?state=all")
    assert "0 åbne klager" in shown(client, reverse("complaints:complaint_overview"))


# Lists


def test_the_list_is_narrowed_sorted_and_taken_out(signed_in, complaint, lead):
    scenes.of_kind(complaint.case, ComplaintKind.HEALTH_TREATMENT, lead)
    path = reverse("complaints:complaint_list")

    assert "Sundhedsfaglig behandling" not in shown(signed_in, f"{path}?kind=decision").split("<tbody")[1]
    assert "Sundhedsfaglig behandling" in shown(signed_in, f"{path}?result=guided").split("<tbody")[1]
    for order in ("number", "-due", "kind", "status", "-offer", "received", "result"):
        assert complaint.case.number in shown(signed_in, f"{path}?sort={order}")


def test_the_overview_counts_by_kind_and_offer_and_tells_what_was_learnt(signed_in, complaint, lead):
    guided = scenes.of_kind(complaint.case, ComplaintKind.HEALTH_TREATMENT, lead)
    close_complaint(complaint_id=guided.pk, lesson="Fortæl tidligere om vejen.", by=lead, now=scenes.NOW)
    page = shown(signed_in, reverse("complaints:complaint_overview"))

    assert "1 åben klage" in page
    assert "Fortæl tidligere om vejen." in page
    assert "Vejledt om rette myndighed: 1" in page
    assert complaint.decision.applied_for_name in page


def test_what_the_list_costs_does_not_follow_its_length(signed_in, decision, lead, count_queries):
    path = f"{reverse('complaints:complaint_list')}?state=all"
    complained(decision, lead)
    shown(signed_in, path)
    with count_queries() as one:
        shown(signed_in, path)
    for _ in range(5):
        complained(decision, lead)
    with count_queries() as six:
        shown(signed_in, path)

    assert len(six) == len(one) <= MOST


def test_what_the_overview_costs_does_not_follow_its_length(signed_in, decision, lead, count_queries):
    path = reverse("complaints:complaint_overview")
    complained(decision, lead)
    shown(signed_in, path)
    with count_queries() as one:
        shown(signed_in, path)
    for _ in range(5):
        complained(decision, lead)
    with count_queries() as six:
        shown(signed_in, path)

    assert len(six) == len(one) <= MOST


def test_the_page_of_a_complaint_that_went_all_the_way_is_cheap(signed_in, complaint, lead, count_queries):
    scenes.reassessed(complaint, lead)
    scenes.forwarded(complaint, lead)
    scenes.answered(complaint, lead)
    shown(signed_in, complaint.get_absolute_url())
    with count_queries() as asked:
        shown(signed_in, complaint.get_absolute_url())

    assert len(asked) <= MOST
