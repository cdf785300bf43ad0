from datetime import timedelta

import pytest
from django.urls import reverse

from rusmiddel.access.enums import Role
from rusmiddel.deadlines import register, watching
from rusmiddel.deadlines.models import Notice
from tests.deadlines.scenes import DUE, guarantee, met

LIST = reverse("deadlines:notice_list")
READ_ALL = reverse("deadlines:notice_read_all")


@pytest.fixture
def warned(case, caseworker, team_lead):
    register.keep(guarantee(case, responsible=caseworker), by=None)
    watching.watch(today=DUE)
    return caseworker


def test_the_list_shows_ones_own_warnings_and_no_others(client, warned, make_user):
    client.force_login(warned)
    assert "Fristen er i dag" in client.get(LIST).content.decode()

    client.force_login(make_user("karen", Role.CASEWORKER))
    assert "Du har ingen beskeder" in client.get(LIST).content.decode()


def test_a_warning_to_the_role_is_on_the_list_of_each_who_has_it(client, warned, make_user):
    client.force_login(make_user("ny", Role.TEAM_LEAD))

    assert "Fristen er i dag" in client.get(LIST).content.decode()


def test_reading_one_takes_it_off_the_unread(client, warned):
    notice = Notice.objects.unread_for(warned).first()
    client.force_login(warned)

    client.post(reverse("deadlines:notice_read", args=[notice.pk]))

    notice.refresh_from_db()
    assert notice.read_by == warned
    assert Notice.objects.unread_for(warned).count() == 3


def test_somebody_elses_warning_cannot_be_marked_as_read(client, warned, make_user):
    notice = Notice.objects.unread_for(warned).first()
    client.force_login(make_user("karen", Role.CASEWORKER))

    assert client.post(reverse("deadlines:notice_read", args=[notice.pk])).status_code == 404
    assert Notice.objects.unread_for(warned).count() == 4


def test_marking_all_as_read_leaves_what_came_after_the_page_was_shown(client, warned):
    newest = Notice.objects.unread_for(warned).order_by("-pk").first()
    watching.watch(today=DUE + timedelta(days=1))
    client.force_login(warned)

    client.post(READ_ALL, {"up_to": newest.pk})

    assert [notice.milestone for notice in Notice.objects.unread_for(warned)] == ["overdue"]


def test_the_page_carries_the_newest_it_shows_as_a_plain_number(client, warned):
    newest = Notice.objects.unread_for(warned).order_by("-pk").first()
    client.force_login(warned)

    assert f'name="up_to" value="{newest.pk}"' in client.get(LIST).content.decode()


@pytest.mark.parametrize("up_to", ["", "alle", "-1"])
def test_a_page_that_does_not_say_what_it_showed_marks_nothing(client, warned, up_to):
    client.force_login(warned)

    client.post(READ_ALL, {"up_to": up_to})

    assert Notice.objects.unread_for(warned).count() == 4


def test_what_is_no_longer_true_stays_on_the_list_and_says_so(client, case, warned):
    register.keep(guarantee(case, responsible=warned, **met(DUE)), by=None)
    client.force_login(warned)

    page = client.get(LIST).content.decode()

    assert "Ikke længere aktuel" in page
    assert "Markér" not in page


def test_the_unread_come_first(client, warned):
    oldest = Notice.objects.unread_for(warned).order_by("pk").first()
    Notice.objects.unread_for(warned).exclude(pk=oldest.pk).update(
        read_at="2026-03-16T08:00Z", read_by=warned
    )
    client.force_login(warned)

    assert client.get(LIST).context["page"].object_list[0] == oldest


def test_reading_is_done_by_posting(client, warned):
    client.force_login(warned)

    assert client.get(READ_ALL).status_code == 405


def test_the_list_costs_the_same_however_long_it_is(client, warned, make_case, count_queries):
    client.force_login(warned)
    client.get(LIST)
    with count_queries() as four:
        client.get(LIST)
    register.keep_many(
        (guarantee(make_case(), ref=f"request:1{n}", responsible=warned) for n in range(5)), by=None
    )
    watching.watch(today=DUE)
    with count_queries() as many:
        client.get(LIST)
    assert len(many) == len(four)


def test_a_matter_has_one_line_with_the_latest_of_it(client, warned):
    client.force_login(warned)
    page = client.get(LIST)

    assert [notice.milestone for notice in page.context["page"].object_list] == ["due"]
    assert Notice.objects.unread_for(warned).matters().count() == 1


def test_reading_the_line_reads_all_of_the_matter(client, warned):
    client.force_login(warned)
    shown = client.get(LIST).context["page"].object_list[0]
    client.post(reverse("deadlines:notice_read", args=[shown.pk]))

    assert not Notice.objects.unread_for(warned).exists()


def test_two_matters_have_a_line_each(client, warned, make_case):
    register.keep(guarantee(make_case(), ref="request:99", responsible=warned), by=None)
    watching.watch(today=DUE)
    client.force_login(warned)

    assert len(client.get(LIST).context["page"].object_list) == 2
