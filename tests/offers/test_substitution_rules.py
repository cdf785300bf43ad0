"""The rules of substitution treatment as pure functions: dates, equals, the order of sanctions."""

from datetime import date

import pytest

from offers.substitution.due import ChildrenAnswer, TalkRound, talk_due, urine_rounds, urine_steps
from offers.substitution.preparations import (
    cheaper_equals,
    dispensing_places,
    preparations,
    why_not_dearer,
)
from offers.substitution.recognising import says_children_at_home, substitution_keys
from offers.substitution.sanctions import ladder, why_not_carried_out, within_reach
from rusmiddel.standards.loading import preset

START = date(2026, 8, 31)


def talk(name, **facts):
    return talk_due(TalkRound(**{"opened_on": START, "is_first": True, **facts}), preset(name))


def rounds(name, answers, *taken_on, started_on=START):
    return urine_rounds(
        started_on=started_on,
        answers=[ChildrenAnswer(from_on=on, at_home=at_home) for on, at_home in answers],
        taken_on=taken_on,
        standard=preset(name),
    )


def prepared(key, name="rebild"):
    return next(each for each in preparations(preset(name)) if each.key == key)


def test_one_standard_has_a_doctors_talk_every_half_year_and_the_month_is_clamped():
    due_on, steps = talk("rebild")
    assert due_on == date(2027, 2, 28)
    assert any("Rebild" in step.basis for step in steps)


@pytest.mark.parametrize("name", ["jammerbugt", "norddjurs"])
def test_where_the_standard_says_as_needed_only_what_was_agreed_is_due(name):
    assert talk(name) is None
    assert talk(name, agreed_on=date(2026, 10, 1))[0] == date(2026, 10, 1)


def test_what_was_agreed_never_puts_the_half_year_off():
    assert talk("rebild", agreed_on=date(2027, 8, 1))[0] == date(2027, 2, 28)
    assert talk("rebild", agreed_on=date(2026, 12, 1))[0] == date(2026, 12, 1)


def test_where_children_live_at_home_the_first_test_is_due_at_the_start():
    (first,) = rounds("rebild", [(START, True)])
    assert (first.due_on, first.is_first, first.taken_on) == (START, True, None)


def test_each_test_puts_the_next_one_three_months_on_at_the_latest():
    found = rounds("rebild", [(START, True)], START, date(2026, 11, 30))
    assert [each.due_on for each in found] == [START, date(2026, 11, 30), date(2027, 2, 28)]
    assert [each.taken_on for each in found] == [START, date(2026, 11, 30), None]
    assert "3 måneder" in urine_steps(found[-1], preset("rebild"))[-1].text


def test_without_children_at_home_nothing_is_asked_for():
    assert rounds("rebild", []) == []
    assert rounds("rebild", [(START, False)]) == []


def test_when_the_children_have_moved_what_was_open_lapses_and_begins_anew_when_they_return():
    found = rounds("rebild", [(START, True), (date(2026, 10, 1), False), (date(2026, 12, 1), True)], START)
    assert [each.lapsed_on for each in found] == [None, date(2026, 10, 1), None]
    assert (found[-1].due_on, found[-1].is_first) == (date(2026, 12, 1), True)


def test_the_same_answer_twice_changes_nothing():
    once = rounds("rebild", [(START, True)], START)
    assert rounds("rebild", [(START, True), (date(2026, 9, 15), True)], START) == once


def test_a_standard_without_an_interval_asks_for_no_test():
    assert rounds("jammerbugt", [(START, True)]) == []


def test_the_cheapest_of_equals_is_the_starting_point_and_another_takes_a_reason():
    tablets = prepared("methadone_tablets")
    assert [each.key for each in cheaper_equals(tablets, preparations(preset("rebild")))] == [
        "methadone_solution"
    ]
    assert "Metadon, oral opløsning" in why_not_dearer(tablets, " ", preset("rebild"))
    assert why_not_dearer(tablets, "Kan ikke synke opløsningen.", preset("rebild")) == ""
    assert why_not_dearer(prepared("methadone_solution"), "", preset("rebild")) == ""


def test_what_has_another_effect_is_no_equal():
    assert why_not_dearer(prepared("buprenorphine"), "", preset("rebild")) == ""


def test_where_the_standard_says_nothing_of_price_no_reason_is_asked():
    assert why_not_dearer(prepared("methadone_tablets"), "", preset("jammerbugt")) == ""


def test_the_medicine_is_handed_out_where_the_standard_says():
    assert dispensing_places(preset("jammerbugt")) == ("Hjemmesygeplejen",)
    assert "Politiet i særlige tilfælde" in dispensing_places(preset("rebild"))
    assert dispensing_places(preset("mariagerfjord")) == ()


def test_sanctions_come_in_the_standards_order_and_the_last_is_a_decision():
    rungs = ladder(preset("rebild"))
    assert [(rung.number, rung.is_hard) for rung in rungs] == [(1, False), (2, False), (3, True)]
    assert [rung.number for rung in within_reach(rungs, used=[])] == [1]
    assert [rung.number for rung in within_reach(rungs, used=[1])] == [1, 2]
    assert [rung.number for rung in within_reach(rungs, used=[1, 2])] == [1, 2, 3]
    assert ladder(preset("jammerbugt")) == []


def test_a_hard_sanction_takes_hearing_approval_and_a_decision():
    whole = {"is_hard": True, "is_heard": True, "is_approved": True, "decision": "Afgørelse"}
    assert why_not_carried_out(**whole) == ""
    for lacking in ({"is_heard": False}, {"is_approved": False}, {"decision": ""}):
        assert why_not_carried_out(**{**whole, **lacking})
        assert why_not_carried_out(**{**whole, **lacking, "is_hard": False}) == ""


def test_children_at_home_are_known_from_the_answer_or_from_a_child_among_those_near():
    assert says_children_at_home(asked="at_home", lives=[])
    assert says_children_at_home(asked="none", lives=["at_home", ""])
    assert not says_children_at_home(asked="contact", lives=["contact", "placed"])


def test_a_municipality_without_the_offer_has_no_substitution_treatment():
    assert substitution_keys(preset("rebild")) == ["substitution"]
    assert substitution_keys(preset("mariagerfjord")) == []
