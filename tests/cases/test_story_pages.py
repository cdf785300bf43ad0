"""The case's story in people's words, and the field-level history for whoever asks."""

from datetime import date

import pytest
from django.urls import reverse

from cases.changes import HIDDEN, NOTHING, changes_between
from cases.enums import StoryKind
from cases.models import Citizen
from cases.paging import page_of
from cases.services.assessments import write_assessment
from cases.services.people import describe_citizen
from cases.services.requests import assign_case
from cases.services.story import tell
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import co_worker, let_work_on, march

pytestmark = pytest.mark.django_db


@pytest.fixture
def mette(client, caseworker):
    client.force_login(caseworker)
    return client


@pytest.fixture
def story(case):
    return reverse("cases:story", args=[case.number])


@pytest.fixture
def history(case):
    return reverse("cases:field_history", args=[case.number])


def many_lines(case, count=60):
    for number in range(count):
        tell(case_id=case.pk, kind=StoryKind.CASE, at=march(4), text=f"Linje {number:02}", by=None)


# The story


def test_the_story_has_one_line_per_event_newest_first(mette, case, story):
    tell(case_id=case.pk, kind=StoryKind.CASE, at=march(5), text="Sidst", by=None)
    tell(case_id=case.pk, kind=StoryKind.CASE, at=march(4), text="Før", by=None)

    page = mette.get(story).content.decode()

    assert page.index("Sidst") < page.index("Før")


def test_the_story_shows_one_kind_and_keeps_it_on_the_next_page(mette, case, story):
    many_lines(case)

    page = mette.get(story, {"slags": "case"}).content.decode()

    assert "?slags=case&amp;side=2" in page
    assert [line.get_kind_display() for line in case.story.filter(kind="inquiry")]
    assert 'badge--neutral">Henvendelse' not in page


def test_every_line_stands_on_exactly_one_page(case):
    many_lines(case)
    lines = case.story.order_by("-at", "-id")

    pages = [page_of(lines, str(number), size=25).rows for number in (1, 2, 3)]

    assert [line for page in pages for line in page] == list(lines)


@pytest.mark.parametrize("asked", ["", "0", "-1", "x", "²", "1e9", "9" * 40])
def test_what_is_no_page_is_no_fault(mette, story, asked):
    assert mette.get(story, {"side": asked}).status_code == 200


def test_the_story_costs_the_same_however_long_it_is(mette, case, story, count_queries):
    mette.get(story)
    with count_queries() as few:
        mette.get(story)
    many_lines(case)
    with count_queries() as many:
        mette.get(story)

    assert len(many) == len(few) <= 12


# The history


def test_the_history_says_who_changed_what_from_what_to_what(client, case, caseworker, history):
    client.force_login(make_staff(Role.TEAM_LEAD))
    describe_citizen(case_id=case.pk, facts={"phone": "12345678"}, cpr="", by=caseworker, now=march(5))
    colleague = co_worker(case, Role.CASEWORKER)
    let_work_on(case, caseworker)
    for by in (colleague, caseworker):
        assign_case(case_id=case.pk, responsible=by, by=by, now=march(5))

    page = client.get(history).content.decode()

    assert "Telefon" in page
    assert f'<span class="written">{NOTHING}</span>' in page
    assert "12345678" in page
    assert "Behandler" in page
    assert caseworker.name in page


def test_the_history_never_shows_a_cpr_number(mette, case, caseworker, history):
    describe_citizen(case_id=case.pk, facts={}, cpr="6101010002", by=caseworker, now=march(5))

    page = mette.get(history).content.decode()

    assert "CPR-nummer" in page
    assert HIDDEN in page
    for digits in ("6101010002", "610101-0002", "6707850123", "gAAAA", case.citizen.cpr_hash):
        assert digits not in page


def test_the_history_of_a_protected_address_does_not_show_it(mette, case, caseworker, history):
    facts = {"address_line": "Hemmelig Vej 1", "is_protected": True}
    describe_citizen(case_id=case.pk, facts=facts, cpr="", by=caseworker, now=march(5))

    page = mette.get(history).content.decode()

    assert "Vej og nummer" in page
    assert "Hemmelig Vej" not in page


def test_the_history_tells_of_the_assessment_in_words(mette, case, request_, caseworker, history):
    write_assessment(
        request_id=request_.pk,
        written={"housing": "Egen bolig"},
        wished_offer="",
        by=caseworker,
        now=march(5),
    )
    write_assessment(
        request_id=request_.pk,
        written={"housing": "Bor hos bror"},
        wished_offer="individual",
        by=caseworker,
        now=march(6),
    )

    page = mette.get(history).content.decode()

    assert "Bor hos bror" in page
    assert "individual<" not in page


def test_the_history_belongs_to_those_who_assess(client, history):
    client.force_login(make_staff(Role.SECRETARY))

    assert client.get(history).status_code == 403


def test_the_history_costs_the_same_however_long_it_is(mette, case, caseworker, history, count_queries):
    describe_citizen(case_id=case.pk, facts={"phone": "1"}, cpr="", by=caseworker, now=march(5))
    mette.get(history)
    with count_queries() as few:
        mette.get(history)
    for number in range(10):
        describe_citizen(case_id=case.pk, facts={"phone": f"9{number}"}, cpr="", by=caseworker, now=march(5))
    with count_queries() as many:
        mette.get(history)

    assert len(many) == len(few) <= 25


def test_a_value_is_shown_as_people_say_it():
    fields = [Citizen._meta.get_field(name) for name in ("birth_date", "is_protected", "sex", "cpr_hash")]
    before = {"birth_date": None, "is_protected": False, "sex": "male", "cpr_hash": "a"}
    after = {"birth_date": date(1985, 5, 3), "is_protected": True, "sex": "female", "cpr_hash": "b"}

    told = [(change.before, change.after) for change in changes_between(fields, before, after, names={})]

    assert told == [(NOTHING, "3. maj 1985"), ("nej", "ja"), ("Mand", "Kvinde")]
