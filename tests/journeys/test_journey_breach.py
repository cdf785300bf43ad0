"""A guarantee that nobody keeps: the watch finds it, and the team lead sees it and says why."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from rusmiddel.celery import app
from rusmiddel.deadlines.tasks import watch
from tests.journeys import acts


@pytest.fixture
def _a_worker_in_this_process():
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


@pytest.mark.usefixtures("_a_worker_in_this_process")
def test_a_breach_is_found_by_the_watch_and_shown_to_the_team_lead(open_centre, desk, mailoutbox):
    centre = open_centre()
    mette, lone = desk(), desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    number = case.rstrip("/").rsplit("/", 1)[-1]

    centre.at(3, 17)
    watch.delay()

    acts.sign_in(mette, centre, "behandler")
    expect(
        mette.get_by_role("region", name="Overskredet").get_by_role("link", name=number)
    ).not_to_have_count(0)
    mette.get_by_role("link", name="Beskeder").click()
    expect(mette.get_by_role("row", name=number).filter(has_text="Behandlingsgaranti")).not_to_have_count(0)
    for mail in mailoutbox:
        assert number not in mail.body
        assert acts.CITIZEN not in mail.body
    assert {address for mail in mailoutbox for address in mail.to} >= {
        "behandler@demo.invalid",
        "teamleder@demo.invalid",
    }

    acts.sign_in(lone, centre, "teamleder")
    acts.go_to(lone, "Ledelse")
    lone.get_by_role("link", name=re.compile(r"^1\s*Overskredet")).click()
    expect(lone.get_by_role("link", name=number)).to_be_visible()
    lone.get_by_role("link", name="Skriv årsag").click()
    acts.choose(lone, "Årsag", "Ingen ledig tid til samtale")
    lone.get_by_role("button", name="Skriv årsagen").click()
    expect(lone.get_by_text("Ingen ledig tid til samtale")).not_to_have_count(0)
    acts.go_to(lone, "Ledelse")
    expect(
        lone.get_by_role("region", name="Hvorfor blev fristen ikke nået?").get_by_role(
            "row", name=re.compile(r"Ingen ledig tid til samtale\s*1")
        )
    ).to_be_visible()


def test_a_call_that_was_written_down_too_late_is_overdue_at_once(open_centre, desk):
    centre = open_centre()
    centre.at(3, 17)
    mette = desk()
    acts.sign_in(mette, centre, "behandler")
    acts.take_the_call(mette, centre, called=(date(2026, 3, 2), "10.15"))
    expect(mette.get_by_text("1 dag over")).not_to_have_count(0)
