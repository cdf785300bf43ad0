from datetime import timedelta

import pytest
from django.urls import reverse

from cases.enums import RequestStage, Substance
from rusmiddel.access.enums import ReadKind, Role
from rusmiddel.access.models import ReadLog
from rusmiddel.letters.models import Dispatch, Letter
from tests.letters.reading import text
from tests.visitation.scenes import (
    DECIDED_AT,
    MEETING_AT,
    WRITTEN,
    caseworker,
    decided,
    load_preset,
    make_user,
    plan,
    ready,
    visitator,
)
from visitation.enums import DecisionKind, ItemOutcome
from visitation.models import AgendaItem, Decision, Meeting
from visitation.services.meetings import close_meeting

pytestmark = pytest.mark.django_db
REJECTION = DecisionKind.REJECTION


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


@pytest.fixture
def signed_in(client):
    """A browser in which somebody with the role is signed in."""

    def sign_in(*roles):
        client.force_login(make_user(*(roles or (Role.VISITATOR,))))
        return client

    return sign_in


def case_path(meeting, request):
    return reverse("visitation:meeting_case", args=[meeting.pk, request.case.number])


def grant():
    return {
        "kind": DecisionKind.FULL_GRANT,
        "granted_key": "",
        "channel": "post",
        **dict.fromkeys(WRITTEN, ""),
    }


def reject(**changes):
    return {"kind": REJECTION, "channel": "post", "present": "Lotte Lund", **WRITTEN, **changes}


def test_an_empty_visitation_says_what_to_do_first(signed_in):
    page = signed_in().get(reverse("visitation:meeting_list")).content.decode()
    assert "Intet møde er planlagt" in page
    assert "møde hver uge" in page
    assert reverse("visitation:meeting_new") in page


def test_a_ready_case_without_a_meeting_is_shown_with_who_decides(signed_in):
    request = ready(offer="residential")
    page = signed_in().get(reverse("visitation:meeting_list")).content.decode()
    assert request.case.number in page
    assert "Visitationsudvalget i Jammerbugt Kommune" in page
    assert reverse("visitation:decision_new", args=[request.case.number]) in page


def test_a_meeting_too_late_is_said_on_the_page(signed_in):
    ready()
    meeting = plan(starts_at=MEETING_AT + timedelta(weeks=1))
    for path in (reverse("visitation:meeting_list"), meeting.get_absolute_url()):
        assert "efter garantifristen" in signed_in().get(path).content.decode()


def test_a_meeting_is_planned_with_its_agenda(signed_in):
    ready()
    answer = signed_in().post(
        reverse("visitation:meeting_new"),
        {
            "body_key": "visitation_meeting",
            "starts_at_0": "12-03-2026",
            "starts_at_1": "13.00",
            "place": "Lokale 1",
        },
    )
    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert meeting.items.count() == 1


def test_a_meeting_in_the_past_is_refused_at_the_field(signed_in):
    answer = signed_in().post(
        reverse("visitation:meeting_new"),
        {"body_key": "visitation_meeting", "starts_at_0": "01-03-2026", "starts_at_1": "13.00"},
    )
    assert answer.status_code == 422
    assert "før i dag" in answer.content.decode()


def test_the_agenda_leads_to_the_case_that_is_asked_for(signed_in):
    request, meeting = ready(), plan()
    answer = signed_in().get(meeting.get_absolute_url(), {"sag": request.case.number})
    assert answer.url == case_path(meeting, request)


def test_the_agenda_is_filled_from_the_meetings_page(signed_in):
    meeting = plan()
    ready()
    page = signed_in().get(meeting.get_absolute_url()).content.decode()
    assert "1 sag er klar" in page
    answer = signed_in().post(reverse("visitation:agenda_fill"), {"meeting": meeting.pk})
    assert answer.url == meeting.get_absolute_url()
    assert meeting.items.count() == 1


def test_the_case_at_the_meeting_shows_what_one_decides_by(signed_in):
    request, meeting = ready(), plan()
    page = signed_in().get(case_path(meeting, request)).content.decode()
    for expected in (
        "Ambulant samtalebehandling",
        "Motiveret.",
        "Garanti: 6 dage tilbage",
        "sundhedsloven § 141",
    ):
        assert expected in page
    assert ReadLog.objects.filter(case=request.case, kind=ReadKind.OPENED).exists()


def test_three_clicks_decide_and_write_the_letter(signed_in):
    request, meeting = ready(), plan()
    answer = signed_in().post(case_path(meeting, request), grant())
    assert answer.url == case_path(meeting, request)
    page = signed_in().get(answer.url).content.decode()
    assert "er afgjort, og brevet er skrevet" in page
    assert reverse("visitation:letter_pdf", args=[request.case.number, Letter.objects.get().pk]) in page


def test_a_second_click_leads_to_what_was_decided(signed_in):
    request, meeting = ready(), plan()
    signed_in().post(case_path(meeting, request), grant())
    answer = signed_in().post(case_path(meeting, request), grant())
    assert answer.url == Decision.objects.get().get_absolute_url()
    assert Letter.objects.count() == 1


def test_a_rejection_without_grounds_is_shown_again_with_what_was_typed(signed_in):
    request = ready(offer="residential")
    path = reverse("visitation:decision_new", args=[request.case.number])
    answer = signed_in().post(path, reject(facts="", reasons="Det her har jeg skrevet."))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv de oplysninger, afgørelsen bygger på." in page
    assert "Det her har jeg skrevet." in page
    assert not Decision.objects.exists()


def test_an_unlawful_letter_is_refused_on_the_page(signed_in):
    request = ready(offer="residential")
    path = reverse("visitation:decision_new", args=[request.case.number])
    answer = signed_in().post(path, reject(reasons="Spørg Patientombuddet."))
    assert answer.status_code == 422
    assert "Patientombuddet, som ikke længere har opgaven" in answer.content.decode()
    assert not Letter.objects.exists()


def test_the_letter_is_seen_before_it_is_decided(signed_in):
    request = ready(offer="residential")
    path = reverse("visitation:decision_new", args=[request.case.number])
    answer = signed_in().post(path, reject(preview="1"))
    assert answer["Content-Type"] == "application/pdf"
    assert "Afslag på døgnbehandling" in text(answer.content)
    request.refresh_from_db()
    assert request.stage == RequestStage.READY
    assert not Letter.objects.exists()


def test_a_rejection_outside_a_meeting_leads_to_its_page(signed_in):
    request = ready(offer="residential")
    answer = signed_in().post(reverse("visitation:decision_new", args=[request.case.number]), reject())
    decision = Decision.objects.get()
    assert answer.url == decision.get_absolute_url()
    page = signed_in().get(answer.url).content.decode()
    for expected in ("Afslag", "Lotte Lund", "Visitationsudvalget", "Brevet er ikke sendt endnu"):
        assert expected in page


def test_what_the_weekly_meeting_decides_has_no_page_outside_it(signed_in):
    request = ready()
    answer = signed_in().get(reverse("visitation:decision_new", args=[request.case.number]))
    assert answer.url == reverse("visitation:meeting_list")


def test_a_case_is_postponed_with_what_is_missing(signed_in):
    request, meeting = ready(), plan()
    path = reverse("visitation:item_postpone", args=[meeting.pk, request.case.number])
    signed_in().post(path, {"missing": "Udtalelse fra lægen"})
    assert AgendaItem.objects.get().outcome == ItemOutcome.POSTPONED
    assert "Udtalelse fra lægen" in signed_in().get(case_path(meeting, request)).content.decode()


@pytest.mark.parametrize("missing", ["", "  ", "Udtalelse\x00fra lægen"])
def test_what_cannot_be_stored_postpones_nothing(signed_in, missing):
    request, meeting = ready(), plan()
    path = reverse("visitation:item_postpone", args=[meeting.pk, request.case.number])
    answer = signed_in().post(path, {"missing": missing}, follow=True)
    assert "notice--error" in answer.content.decode()
    assert AgendaItem.objects.get().outcome == ItemOutcome.PENDING


def test_the_attendance_is_written(signed_in):
    meeting = plan()
    signed_in().post(
        reverse("visitation:attendance", args=[meeting.pk]),
        {"attendees": [caseworker().pk], "others_present": "Jens Krog, jobcenter"},
    )
    meeting.refresh_from_db()
    assert meeting.present == f"{caseworker().name}, Jens Krog, jobcenter"


def test_the_meeting_is_closed_and_its_minutes_printed_as_sealed(signed_in):
    request, meeting = ready(), plan()
    decided(request, meeting=meeting)
    answer = signed_in().post(reverse("visitation:meeting_close", args=[meeting.pk]))
    assert answer.url == meeting.get_absolute_url()
    first = signed_in().get(reverse("visitation:minutes_pdf", args=[meeting.pk]))
    again = signed_in().get(reverse("visitation:minutes_pdf", args=[meeting.pk]))
    assert first.content == again.content
    assert request.case.number in text(first.content)


def test_a_meeting_without_minutes_has_none_to_print(signed_in):
    meeting = plan()
    assert signed_in().get(reverse("visitation:minutes_pdf", args=[meeting.pk])).status_code == 404


def test_a_pdf_is_kept_nowhere_and_its_name_tells_of_nobody(signed_in):
    decision = decided(ready(name="Hemmelig Person"), meeting=plan())
    number = decision.case.number
    answer = signed_in().get(reverse("visitation:letter_pdf", args=[number, decision.letter_id]))
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == f'inline; filename="brev-{number}-{decision.letter_id}.pdf"'
    assert answer.content == bytes(decision.letter.pdf)


def test_a_letter_belongs_to_its_own_case(signed_in):
    decision = decided(ready(), meeting=plan())
    other = ready(name="En anden")
    path = reverse("visitation:letter_pdf", args=[other.case.number, decision.letter_id])
    assert signed_in().get(path).status_code == 404


def test_the_secretary_posts_the_days_letters(signed_in):
    decision = decided(ready(offer="residential"), REJECTION)
    client = signed_in(Role.SECRETARY)
    assert decision.letter.title in client.get(reverse("visitation:letter_list")).content.decode()
    path = reverse("visitation:letter_post", args=[decision.case.number, decision.letter_id])
    assert client.post(path, {"from": "list"}).url == reverse("visitation:letter_list")
    client.post(path, {"from": "list"})
    assert Dispatch.objects.count() == 1
    assert "Alle breve er sendt." in client.get(reverse("visitation:letter_list")).content.decode()


def test_the_last_day_to_complain_stands_on_the_decision(signed_in):
    decision = decided(ready(offer="residential"), REJECTION)
    path = reverse("visitation:letter_post", args=[decision.case.number, decision.letter_id])
    page = signed_in().post(path, follow=True).content.decode()
    assert "Sidste dag at klage: 15. april 2026" in page
    assert "Formodet modtaget, seks hverdage efter" in page


def test_a_known_receipt_is_written_and_the_presumed_stays(signed_in):
    decision = decided(ready(offer="residential"), REJECTION)
    number, letter = decision.case.number, decision.letter_id
    signed_in().post(reverse("visitation:letter_post", args=[number, letter]))
    path = reverse("visitation:letter_receipt", args=[number, letter, Dispatch.objects.get().pk])
    answer = signed_in().post(path, {"received_on": "20-03-2026", "source": "Borgeren ringede"})
    assert answer.status_code == 422
    assert "ikke er kommet" in answer.content.decode()
    answer = signed_in().post(path, {"received_on": "10-03-2026", "source": "Borgeren ringede"}, follow=True)
    page = answer.content.decode()
    assert "Borgeren ringede" in page
    assert "18. marts 2026" in page


def test_an_anonymous_letter_is_only_given_by_hand(signed_in):
    request = ready(name="", is_anonymous=True, substance=Substance.DRUGS)
    decision = decided(request, REJECTION, meeting=plan())
    page = signed_in().get(decision.get_absolute_url()).content.decode()
    assert "Givet i hånden i dag" in page
    assert "Sendt med posten i dag" not in page
    path = reverse("visitation:letter_post", args=[request.case.number, decision.letter_id])
    assert "kun gives i hånden" in signed_in().post(path, follow=True).content.decode()


def test_the_case_page_shows_decision_letter_and_meeting(signed_in):
    request = ready()
    meeting = plan()
    page = signed_in().get(request.case.get_absolute_url()).content.decode()
    assert case_path(meeting, request) in page
    decision = decided(request, meeting=meeting)
    page = signed_in().get(request.case.get_absolute_url()).content.decode()
    assert decision.get_absolute_url() in page
    assert reverse("offers:course", args=[request.case.number, decision.course_id]) in page


def test_a_caseworker_sees_the_meeting_and_decides_nothing(signed_in):
    request, meeting = ready(), plan()
    client = signed_in(Role.CASEWORKER)
    page = client.get(case_path(meeting, request)).content.decode()
    assert "Visitator eller teamleder afgør sagen" in page
    assert client.post(case_path(meeting, request), grant()).status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize("role", [Role.VISITATOR, Role.SECRETARY])
def test_the_lists_cost_the_same_however_long_they_are(signed_in, count_queries, role):
    client = signed_in(role)
    meeting = plan(starts_at=MEETING_AT + timedelta(days=1))
    decided(ready(offer="residential"), REJECTION)
    ready()
    plan(starts_at=MEETING_AT + timedelta(days=8))
    paths = [
        reverse("visitation:meeting_list"),
        meeting.get_absolute_url(),
        reverse("visitation:letter_list"),
    ]

    def cost():
        with count_queries() as queries:
            for path in paths:
                assert client.get(path).status_code == 200
        return len(queries)

    client.get(paths[0])
    few = cost()
    for number in range(4):
        decided(ready(offer="residential", name=f"Afslag {number}"), REJECTION)
        ready(name=f"Klar {number}")
        ready(name=f"Andet {number}", offer="substitution", substance=Substance.DRUGS)
    client.post(reverse("visitation:agenda_fill"))
    assert cost() <= few + 1


def test_a_meeting_page_stays_under_twenty_five_queries(signed_in, count_queries):
    request, meeting = ready(), plan()
    client = signed_in()
    with count_queries() as queries:
        client.get(case_path(meeting, request))
    assert len(queries) <= 25


def test_the_closed_meeting_leads_to_the_next(signed_in):
    meeting = plan()
    close_meeting(meeting_id=meeting.pk, by=visitator(), now=DECIDED_AT)
    page = signed_in().get(reverse("visitation:meeting_list")).content.decode()
    assert "17. marts 2026 kl. 13.00" in page


def test_a_meeting_still_to_come_says_so_before_anything_is_written(signed_in):
    request, meeting = ready(), plan(starts_at=MEETING_AT + timedelta(weeks=1))
    page = signed_in().get(case_path(meeting, request)).content.decode()
    assert "Mødet er ikke begyndt" in page
    assert 'name="reasons"' not in page
    assert reverse("visitation:meeting_edit", args=[meeting.pk]) in page


def test_a_meeting_without_anybody_present_asks_for_them_first(signed_in):
    request, meeting = ready(), plan()
    meeting.attendees.clear()
    page = signed_in().get(case_path(meeting, request)).content.decode()
    assert reverse("visitation:attendance", args=[meeting.pk]) in page
    assert 'name="reasons"' not in page


def test_a_missing_address_is_said_before_and_the_letter_is_given_by_hand(signed_in):
    request, meeting = ready(), plan()
    citizen = request.case.citizen
    citizen.address_line = ""
    citizen.save()
    answer = signed_in().get(case_path(meeting, request))
    assert "Borgerens adresse mangler" in answer.content.decode()
    assert answer.context["form"]["channel"].value() == "handed_over"
    assert reverse("cases:citizen_edit", args=[request.case.number]) in answer.content.decode()
