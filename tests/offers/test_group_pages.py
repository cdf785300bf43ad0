"""The pages of groups, gift cards and NADA, as they are used."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cases.enums import SessionOutcome, Substance
from cases.models import Case
from offers.enums import MembershipStatus
from offers.models import GiftCard, Group, Membership, Session
from offers.services.gift_cards import receive_cards
from rusmiddel.access.enums import ReadKind, Role
from rusmiddel.access.models import ReadLog
from tests.access.factories import make_staff
from tests.letters.reading import text
from tests.offers.grouping import (
    AFTER,
    FIRST_AT,
    came,
    granted,
    group,
    join,
    meetings,
    members,
    seat,
    waiting,
    write,
)
from tests.offers.test_move import talks
from tests.offers.test_nada import certified
from tests.visitation.scenes import caseworker, load_preset, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("offers:group_list")


@pytest.fixture(autouse=True)
def _after():
    with time_machine.travel(AFTER, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


@pytest.fixture
def signed_in(client):
    client.force_login(caseworker())
    return client


@pytest.fixture
def lead(client):
    client.force_login(make_user(Role.TEAM_LEAD))
    return client


def page_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def meeting_path(meeting):
    return reverse("offers:group_meeting", args=[meeting.group_id, meeting.pk])


def test_a_group_is_made_with_the_standards_numbers_already_there(signed_in):
    page = page_of(signed_in, f"{reverse('offers:group_new')}?tilbud=relatives_group")
    assert 'name="weeks_between" value="3"' in page
    answer = signed_in.post(
        reverse("offers:group_new"),
        {
            "offer_key": "group",
            "name": "Onsdagsgruppen",
            "intake": "open",
            "soft_limit": "6",
            "hard_limit": "8",
            "minutes": "120",
            "weeks_between": "1",
            "room": "",
            "therapists": [caseworker().pk],
        },
    )
    assert answer.url == Group.objects.get().get_absolute_url()


def test_too_many_places_are_told_beside_the_field_and_the_name_is_kept(signed_in):
    answer = signed_in.post(
        reverse("offers:group_new"),
        {
            "offer_key": "group",
            "name": "Fredagsgruppen",
            "intake": "open",
            "soft_limit": "6",
            "hard_limit": "12",
            "minutes": "120",
            "weeks_between": "1",
            "therapists": [caseworker().pk],
        },
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "højst 8 pladser" in page
    assert "Fredagsgruppen" in page


def test_an_empty_list_says_what_to_do(signed_in):
    page = page_of(signed_in, LIST)
    assert "Der er ingen grupper endnu" in page
    assert "Ingen venter." in page


def test_where_the_standard_has_no_groups_the_page_says_so(client):
    load_preset("norddjurs")
    client.force_login(caseworker())
    page = page_of(client, LIST)
    assert "ingen tilbud i gruppe" in page
    assert "Ny gruppe" not in page


def test_the_next_in_line_is_offered_the_place_and_says_yes(signed_in):
    first, second = waiting("Anna Kvist"), waiting("Bodil Rask")
    found = group()
    signed_in.post(reverse("offers:place_offer", args=[found.pk]))
    page = page_of(signed_in, found.get_absolute_url())
    assert "Anna Kvist" in page
    assert "Bodil Rask" not in page
    signed_in.post(reverse("offers:place_take", args=[first.pk]))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (MembershipStatus.MEMBER, MembershipStatus.WAITING)


def test_attendance_is_written_for_the_whole_group_on_one_page(signed_in):
    found = group()
    anna, bodil = members(found, "Anna Kvist", "Bodil Rask")
    (meeting,) = meetings(found)
    answer = signed_in.post(
        meeting_path(meeting),
        {
            "content": "Risikosituationer.",
            f"outcome_{anna.pk}": SessionOutcome.HELD,
            f"note_{anna.pk}": "Kom for sent.",
            f"outcome_{bodil.pk}": SessionOutcome.NO_SHOW,
            f"note_{bodil.pk}": "",
        },
    )
    assert answer.url == found.get_absolute_url()
    course = reverse("offers:course", args=[anna.case.number, anna.course_id])
    page = page_of(signed_in, course)
    assert "Kom for sent." in page
    assert "Bodil" not in page


def test_a_member_left_out_is_asked_for_and_what_was_typed_is_kept(signed_in):
    found = group()
    anna, _ = members(found, "Anna Kvist", "Bodil Rask")
    (meeting,) = meetings(found)
    answer = signed_in.post(
        meeting_path(meeting),
        {"content": "Risikosituationer.", f"outcome_{anna.pk}": "held", f"note_{anna.pk}": "Kom sent."},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kom sent." in page
    assert "Risikosituationer." in page
    assert not Session.objects.exists()


def test_a_changed_key_writes_nothing_for_another_group(signed_in):
    found = group()
    (anna,) = members(found, "Anna Kvist")
    other = group(name="Fredagsgruppen")
    (meeting,) = meetings(other)
    answer = signed_in.post(
        reverse("offers:group_meeting", args=[found.pk, meeting.pk]), {f"outcome_{anna.pk}": "held"}
    )
    assert answer.status_code == 404


def test_who_is_not_to_be_seen_is_counted_and_not_named(client):
    leader = make_staff(Role.CASEWORKER)
    found = group(therapists=[caseworker()])
    members(found, "Anna Kvist")
    waiting("Bodil Rask")
    client.force_login(leader)
    for path in (found.get_absolute_url(), LIST):
        page = page_of(client, path)
        assert "Anna" not in page
        assert "Bodil" not in page
    assert "1 ventende borger kan du ikke se" in page_of(client, LIST)
    assert "1 deltager kan du ikke se" in page_of(client, found.get_absolute_url())


def test_a_place_of_somebody_elses_citizen_is_not_there(client):
    waiting("Anna Kvist")
    place = seat(group())
    client.force_login(make_staff(Role.CASEWORKER))
    assert client.post(reverse("offers:place_take", args=[place.pk])).status_code == 404
    assert Membership.objects.get().status == MembershipStatus.OFFERED


def test_the_attendance_sheet_names_the_members_and_is_written_in_the_read_log(signed_in):
    found = group()
    (anna,) = members(found, "Anna Kvist")
    (meeting,) = meetings(found)
    answer = signed_in.get(reverse("offers:attendance_sheet", args=[found.pk, meeting.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert "Anna Kvist" in text(answer.content)
    assert ReadLog.objects.filter(case=anna.case_id, user=caseworker()).exclude(kind=ReadKind.FOUND).exists()


def test_the_page_of_groups_costs_the_same_however_many_there_are(signed_in, count_queries):
    members(group(), "Anna Kvist")
    waiting("Bodil Rask")
    page_of(signed_in, LIST)
    with count_queries() as one:
        page_of(signed_in, LIST)
    members(group(name="Fredagsgruppen"), "Carl Toft")
    waiting("Dorte Friis")
    with count_queries() as two:
        page_of(signed_in, LIST)
    assert len(two) == len(one)


def test_the_list_counts_places_and_not_places_times_meetings(signed_in):
    found = group()
    members(found, "Anna Kvist", "Bodil Rask")
    meetings(found, count=3, first_at=AFTER + timedelta(days=1))
    page = page_of(signed_in, LIST)
    assert "2 af 8" in page
    assert "12. mar. 16.00" in page


def test_attendance_costs_the_page_the_same_however_many_are_in_the_group(signed_in, count_queries):
    found = group()
    members(found, "Anna Kvist")
    (meeting,) = meetings(found)
    page_of(signed_in, meeting_path(meeting))
    with count_queries() as one:
        page_of(signed_in, meeting_path(meeting))
    members(found, "Bodil Rask", "Carl Toft")
    with count_queries() as three:
        page_of(signed_in, meeting_path(meeting))
    assert len(three) == len(one)


def test_the_case_says_which_group_the_citizen_is_in(signed_in):
    found = group()
    (anna,) = members(found, "Anna Kvist")
    page = page_of(signed_in, anna.case.get_absolute_url())
    assert "Onsdagsgruppen" in page
    write(meetings(found)[0], came(anna))
    assert "gruppemøde" not in page


def test_a_room_of_nada_is_ticked_on_one_page(signed_in):
    certified()
    anna, bodil = (granted(name, offer="nada") for name in ("Anna Kvist", "Bodil Rask"))
    page = page_of(signed_in, reverse("offers:nada"))
    assert "Anna Kvist" in page
    assert 'name="minutes" value="45"' in page
    answer = signed_in.post(
        reverse("offers:nada"),
        {
            "held_at_0": "11-03-2026",
            "held_at_1": "14.00",
            "minutes": "45",
            "practitioner": caseworker().pk,
            f"course_{anna.pk}": "on",
        },
    )
    assert answer.url == reverse("offers:nada")
    assert list(Session.objects.values_list("course", flat=True)) == [anna.pk]
    assert bodil.sessions.count() == 0


def test_without_a_certificate_the_page_says_who_can_help(signed_in):
    granted(offer="nada")
    assert "Ingen medarbejder har et NADA-certifikat" in page_of(signed_in, reverse("offers:nada"))


def test_a_gift_card_is_received_handed_out_and_counted(lead):
    with time_machine.travel("2026-06-01 12:00", tick=True):
        lead.force_login(make_user(Role.TEAM_LEAD))
        lead.post(
            reverse("offers:gift_card_receive"),
            {"numbers": "1001-1003", "amount": "200", "received_on": "01-06-2026"},
        )
        course = granted(offer="move", stated_age=20, substance=Substance.DRUGS)
        talks(course, 3)
        hand_out = reverse("offers:gift_card_hand_out", args=[course.case.number, course.pk])
        lead.post(hand_out, {"card": GiftCard.objects.earliest("number").pk, "is_signed": "on"})
        page = page_of(lead, reverse("offers:gift_card_list"))
        assert "2 (400 kr.)" in page
        assert course.case.number in page
        exported = lead.get(reverse("offers:gift_card_list"), {"export": "csv"})
        rows = b"".join(exported.streaming_content).decode("utf-8-sig")
        assert f"1001;200;01-06-2026;Udleveret;01-06-2026;{course.case.number}" in rows.replace('"', "")
        own = page_of(lead, reverse("offers:course", args=[course.case.number, course.pk]))
        assert "I år: 1 gavekort, 200 kr." in own


def test_the_account_names_no_case_that_the_user_may_not_see(client):
    course = granted(offer="move", stated_age=20, substance=Substance.DRUGS)
    with time_machine.travel("2026-06-01 12:00", tick=True):
        talks(course, 3)
        (card,) = receive_cards(
            numbers=["1"],
            amount=200,
            received_on=FIRST_AT.date(),
            by=make_user(Role.TEAM_LEAD),
            today=AFTER.date(),
        )
        client.force_login(make_user(Role.TEAM_LEAD))
        client.post(
            reverse("offers:gift_card_hand_out", args=[course.case.number, course.pk]), {"card": card.pk}
        )
        stranger = make_staff(Role.CASEWORKER)
        assert not Case.objects.visible_to(stranger).exists()
        client.force_login(stranger)
        page = page_of(client, reverse("offers:gift_card_list"))
        assert "Udleveret" in page
        assert course.case.number not in page


def test_the_team_lead_sees_places_lines_and_who_has_the_fewest(lead):
    busy, free = make_staff(Role.CASEWORKER), make_staff(Role.CASEWORKER)
    members(group(), "Anna Kvist")
    waiting("Bodil Rask")
    Case.objects.update(responsible=busy)
    page = page_of(lead, reverse("offers:capacity"))
    assert page.index(free.name) < page.index(busy.name)
    assert "1 af 8" in page


def test_a_place_is_taken_by_two_at_once_only_once(signed_in):
    waiting("Anna Kvist")
    place = seat(group())
    join(None, place)
    answer = signed_in.post(reverse("offers:place_take", args=[place.pk]), follow=True)
    assert "Det kan ikke gøres nu" in answer.content.decode()


def test_the_cards_of_each_citizen_are_counted_by_year(client):
    course = granted(offer="move", stated_age=20, substance=Substance.DRUGS)
    lead = make_user(Role.TEAM_LEAD)
    with time_machine.travel("2026-06-01 12:00", tick=True):
        talks(course, 3)
        (card,) = receive_cards(
            numbers=["1"], amount=200, received_on=FIRST_AT.date(), by=lead, today=AFTER.date()
        )
        client.force_login(lead)
        client.post(
            reverse("offers:gift_card_hand_out", args=[course.case.number, course.pk]), {"card": card.pk}
        )
        path = reverse("offers:gift_card_citizens")
        assert course.case.number in page_of(client, path)
        assert course.case.number not in page_of(client, f"{path}?aar=2025")
        rows = b"".join(client.get(path, {"export": "csv"}).streaming_content).decode("utf-8-sig")
        assert f"{course.case.number};1;200" in rows.replace('"', "")
        client.force_login(make_staff(Role.CASEWORKER))
        assert course.case.number not in page_of(client, path)
