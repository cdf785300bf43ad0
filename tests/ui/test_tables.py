import pytest
from django import forms
from django.db.models import F
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from rusmiddel import tables
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.sorting import DanishSortKey
from rusmiddel.tables import Column, Table
from tests.access.factories import UserFactory

pytestmark = pytest.mark.django_db


class NameFilter(forms.Form):
    name = forms.CharField(label="Navn", required=False)
    pk = forms.IntegerField(label="Nummer", required=False)


class StaffTable(Table):
    caption = "Medarbejdere"
    file_name = "medarbejdere"
    empty = "Ingen medarbejdere endnu."
    default_sort = "name"
    filter_form = NameFilter
    columns = (
        Column(
            key="name",
            label="Navn",
            value=lambda user: user.name,
            order=(DanishSortKey(F("name")),),
            link=lambda user: f"/brugere/{user.pk}/?a=1&b=2",
        ),
        Column(
            key="login",
            label="Seneste login",
            value=lambda user: user.last_login,
            order=("last_login",),
            nullable=True,
        ),
        Column(
            key="roles",
            label="Roller",
            value=lambda user: len(user.roles),
            is_number=True,
            state=lambda _user: "kept",
        ),
    )

    def filtered(self, rows, cleaned):
        return rows.filter(name__icontains=cleaned.get("name", "")).filter(
            **({"pk": cleaned["pk"]} if cleaned.get("pk") else {})
        )


def table_for(query="", method="get", **headers):
    request = getattr(RequestFactory(), method)(f"/medarbejdere/{query}", headers=headers)
    request.htmx = HtmxDetails(request)
    request.user = UserFactory.build()
    return StaffTable(request, User.objects.all())


def names(table):
    return [user.name for user in table.page_rows]


def part(table):
    return table.response("partials/table.html").content.decode()


def test_names_are_sorted_as_danes_sort_them():
    for name in ("Østen", "Åge", "Zita", "Aase", "Ærlig", "Bo"):
        UserFactory(name=name)

    assert names(table_for()) == ["Bo", "Zita", "Ærlig", "Østen", "Åge", "Aase"]
    assert names(table_for("?sort=-name"))[-1] == "Bo"


def test_empty_values_come_last_whichever_way_it_is_sorted():
    UserFactory(name="Aldrig", last_login=None)
    UserFactory(name="Engang", last_login="2026-03-04T12:00:00Z")

    assert names(table_for("?sort=login")) == ["Engang", "Aldrig"]
    assert names(table_for("?sort=-login")) == ["Engang", "Aldrig"]


def test_an_unknown_sort_or_page_is_the_usual_one():
    UserFactory(name="Bo")

    assert names(table_for("?sort=password&side=x")) == ["Bo"]
    assert names(table_for("?sort=roles&side=-1")) == ["Bo"]


def test_a_page_has_fifty_rows_and_the_next_has_the_rest():
    for number in range(53):
        UserFactory(name=f"Navn {number:02}")

    first, second = table_for(), table_for("?side=2")

    assert len(first.page_rows) == 50
    assert names(second) == ["Navn 50", "Navn 51", "Navn 52"]
    assert first.count_text == "1–50 af 53"
    assert second.count_text == "51–53 af 53"
    assert first.next_path == "/medarbejdere/?side=2"
    assert second.next_path == ""


def test_counting_stops_where_it_no_longer_helps(monkeypatch):
    monkeypatch.setattr(tables, "MOST_COUNTED", 60)
    monkeypatch.setattr(tables, "PAGE_SIZE", 20)
    UserFactory.create_batch(65)

    table = table_for()

    assert table.count_text == "1–20 af over 60"
    assert table.pages == 3
    assert table_for("?side=3").next_path == ""


def test_a_page_past_the_end_leads_back():
    UserFactory.create_batch(2)

    table = table_for("?side=9")

    assert names(table) == []
    assert table.previous_path == "/medarbejdere/?side=1"


def test_the_list_costs_the_same_however_long_it_is(count_queries):
    UserFactory.create_batch(51)
    with count_queries() as short:
        part(table_for())
    UserFactory.create_batch(60)
    with count_queries() as long:
        part(table_for())

    assert len(long) == len(short) == 2


def test_the_filter_narrows_and_stays_through_sorting():
    UserFactory(name="Anna")
    UserFactory(name="Bo")

    table = table_for("?name=ann")

    assert names(table) == ["Anna"]
    assert "/medarbejdere/?name=ann&amp;sort=-name" in part(table)
    assert "/medarbejdere/?name=ann&amp;export=csv" in part(table)


def test_a_filter_filled_in_wrongly_narrows_nothing_and_says_so():
    UserFactory(name="Anna")

    table = table_for("?name=ann&pk=x")

    assert names(table) == ["Anna"]
    assert "form-error-message" in part(table)


def test_an_empty_list_says_what_to_do_and_a_narrow_one_how_to_widen_it():
    assert "Ingen medarbejdere endnu." in part(table_for())
    assert "Ingen passer til det valgte" in part(table_for("?name=x"))


def test_cells_are_escaped_and_numbers_stand_to_the_right():
    UserFactory(name="<script>alert(1)</script>")

    html = part(table_for())

    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert '<a href="/brugere/' in html
    assert "?a=1&amp;b=2" in html
    assert '<span class="badge badge--kept">1</span></td>' in html
    assert ">–</td>" in html


def test_the_heading_says_how_it_is_sorted():
    UserFactory()

    html = part(table_for("?sort=-login"))

    assert 'aria-sort="descending"' in html
    assert html.count("aria-sort") == 2


def test_htmx_gets_exactly_the_list_of_the_page():
    UserFactory(name="Anna")

    page = table_for().response("partials/table.html")
    alone = table_for(HX_Request="true").response("partials/table.html").content.decode()

    assert alone.strip() in page.content.decode()
    assert "<form" not in alone
    assert "HX-Request" in page["Vary"]


def test_a_page_fetched_again_for_the_history_is_whole():
    headers = {"HX_Request": "true", "HX_History_Restore_Request": "true"}

    assert "<form" in table_for(**headers).response("partials/table.html").content.decode()


def test_the_export_is_the_list_as_narrowed_and_sorted():
    for name in ("Anna", "Hanne", "Bo"):
        UserFactory(name=name, roles=[Role.DOCTOR, Role.CASEWORKER])

    response = table_for("?name=n&sort=-name&export=csv").response("partials/table.html")

    assert b"".join(response.streaming_content).decode("utf-8-sig").splitlines() == [
        "Navn;Seneste login;Roller",
        "Hanne;;2",
        "Anna;;2",
    ]
    assert "medarbejdere-" in response["Content-Disposition"]


def test_an_export_of_an_unknown_kind_is_the_page():
    assert isinstance(table_for("?export=exe").response("partials/table.html"), HttpResponse)


def test_the_answer_to_a_posted_search_leads_nowhere_by_address():
    UserFactory.create_batch(60)

    html = part(table_for(method="post"))

    assert "export=csv" not in html
    assert "aria-sort" not in html
    assert "side=2" not in html


def test_cells_may_be_prepared_a_page_at_a_time():
    UserFactory.create_batch(3)
    sizes = []

    class Prepared(StaffTable):
        def prepared(self, rows):
            sizes.append(len(rows))
            return rows

    request = RequestFactory().get("/")
    request.htmx = HtmxDetails(request)
    part(Prepared(request, User.objects.all()))

    assert sizes == [3]
