"""Until when everything is kept, by which rule, and what keeps it longer (OPB-1, OPB-2)."""

from datetime import date

import pytest

from rights.enums import RetentionKind
from rights.keeping import KeepingFacts, keeping
from rights.retention_rules import SHIPPED, InvalidRetentionRules, read_retention_rules, retention_rules
from rights.services.holds import hold_back, let_go
from rights.services.keeping import due_citizens, due_inquiries, keeping_of
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.values import DeadlineValues
from tests.cases.journal import sign
from tests.rights.scenes import CLOSED_ON, NOW, TODAY, asked, nobodys_inquiry, old_person

LAST = date(2016, 2, 29)


def facts(*kinds, **changes):
    told = {"kinds": frozenset(kinds or (RetentionKind.JOURNAL,)), "last_entry_on": LAST}
    return KeepingFacts(**{**told, **changes})


def test_a_journal_is_kept_ten_years_after_the_latest_entry():
    found = keeping(facts(), retention_rules())

    assert found.kept_until == date(2026, 2, 28)
    assert not found.is_due(date(2026, 2, 28))
    assert found.is_due(date(2026, 3, 1))
    assert "10 år" in found.by_rule
    assert "ikke efterprøvet" in found.by_rule


def test_the_longest_period_that_applies_counts():
    both = facts(RetentionKind.RELATIVE, RetentionKind.JOURNAL)

    assert keeping(facts(RetentionKind.RELATIVE), retention_rules()).rule.years == 5
    assert keeping(both, retention_rules()).rule.years == 10


@pytest.mark.parametrize(
    "changes",
    [
        {"has_open_case": True},
        {"open_deadlines": ["Klagefrist"]},
        {"holds": ["Retssag"]},
        {"standing_minutes": 1},
    ],
)
def test_something_open_keeps_it_however_old_it_is(changes):
    found = keeping(facts(**changes), retention_rules())

    assert not found.is_due(date(2099, 1, 1))
    assert found.hindrances


def test_every_kind_has_a_rule_with_a_source():
    for kind in RetentionKind:
        rule = retention_rules().of(kind)
        assert rule.years
        assert rule.source


def test_a_municipality_has_its_own_file(settings, tmp_path):
    own = tmp_path / "vores.toml"
    own.write_text(SHIPPED.read_text().replace("years = 10", "years = 12"))
    settings.RETENTION_RULES = str(own)

    assert retention_rules().of(RetentionKind.JOURNAL).years == 12


@pytest.mark.parametrize("text", ["rules = []", "years = ", '[[rules]]\nkind = "journal"\nyears = 0'])
def test_a_file_with_a_mistake_is_refused_whole(text):
    with pytest.raises(InvalidRetentionRules):
        read_retention_rules(text, file="vores.toml")


pytest_db = pytest.mark.django_db


@pytest_db
def test_who_was_closed_long_ago_is_due_and_who_is_open_is_not(clock):
    old = old_person()
    old_person(closed_on=None, name="Stadig Åben")

    assert [citizen for citizen, _ in due_citizens(TODAY)] == [old.citizen]


@pytest_db
def test_the_day_it_is_kept_until_counts_from_the_closing(clock):
    assert keeping_of(old_person().citizen_id, today=TODAY).kept_until == date(2024, 3, 3)
    assert date(2014, 3, 3) == CLOSED_ON


@pytest_db
def test_a_later_note_keeps_everything_longer(clock, caseworker):
    case = old_person(by=caseworker)

    sign(case, by=caseworker, now=NOW)

    assert keeping_of(case.citizen_id, today=TODAY).kept_until == date(2036, 4, 1)
    assert list(due_citizens(TODAY)) == []


@pytest_db
def test_an_open_complaint_period_keeps_it(clock):
    case = old_person()
    register.keep(
        DeadlineValues(
            case_id=case.pk,
            kind=DeadlineKind.COMPLAINT_WINDOW,
            ref="decision:1",
            opened_on=CLOSED_ON,
            due_on=TODAY,
        ),
        by=None,
    )

    assert list(due_citizens(TODAY)) == []
    assert keeping_of(case.citizen_id, today=TODAY).hindrances == ("En frist løber: klagefrist.",)


@pytest_db
def test_an_access_request_keeps_it(clock, caseworker, standard):
    asked(old_person(by=caseworker), caseworker)

    assert list(due_citizens(TODAY)) == []


@pytest_db
def test_a_hold_keeps_it_until_it_is_let_go(clock, team_lead):
    case = old_person()
    hold = hold_back(case_id=case.pk, reason="Retssag", by=team_lead, now=NOW)
    assert list(due_citizens(TODAY)) == []

    let_go(hold_id=hold.pk, reason="Dommen er faldet", by=team_lead, now=NOW)

    assert len(list(due_citizens(TODAY))) == 1


@pytest_db
def test_counselling_of_nobody_is_due_after_its_own_period(clock):
    inquiry = nobodys_inquiry()

    assert [found for found, _ in due_inquiries(TODAY)] == [inquiry]
    assert list(due_inquiries(date(2018, 5, 6))) == []
