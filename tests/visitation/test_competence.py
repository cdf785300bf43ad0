import pytest

from rusmiddel.standards.loading import read_standard
from tests.visitation.scenes import preset_text
from visitation.competence import bodies, decider, deciders, may_give, weekly_body


def preset(name):
    return read_standard(preset_text(name), file=f"{name}.toml")


def key_of(standard, kind):
    return next(offer.key for offer in standard.offers if offer.kind == kind)


@pytest.mark.parametrize(
    ("name", "kind", "substance", "expected"),
    [
        ("jammerbugt", "individual", "drugs", ["visitation_meeting"]),
        ("jammerbugt", "residential", "alcohol", ["visitation_committee"]),
        ("jammerbugt", "substitution", "drugs", ["consultant_doctor"]),
        ("mariagerfjord", "residential", "drugs", ["rusmiddelcentret"]),
        ("norddjurs", "individual", "alcohol", ["behandlerteamet"]),
        ("norddjurs", "residential", "drugs", ["visitationsafdelingen"]),
        ("rebild", "residential", "alcohol", ["myndighed_familie"]),
        ("rebild", "residential", "drugs", ["kommunen"]),
        ("rebild", "residential", "both", ["myndighed_familie", "kommunen"]),
        ("rebild", "substitution", "drugs", ["laegekonsulent"]),
    ],
)
def test_each_standard_says_who_decides(name, kind, substance, expected):
    standard = preset(name)
    assert [each.body.key for each in deciders(standard, key_of(standard, kind), substance)] == expected


@pytest.mark.parametrize(
    ("name", "key"),
    [("jammerbugt", "visitation_meeting"), ("rebild", None), ("mariagerfjord", None), ("norddjurs", None)],
)
def test_only_where_the_standard_says_so_there_is_a_weekly_meeting(name, key):
    body = weekly_body(preset(name))
    assert (body.key if body else None) == key


def test_a_decision_that_is_anothers_is_nobodys_here():
    standard = preset("norddjurs")
    assert decider(standard, "behandlerteamet", key_of(standard, "residential"), "drugs") is None


def test_the_own_teams_offers_may_be_given_instead_by_all():
    standard = preset("jammerbugt")
    assert may_give(standard, "visitation_committee", key_of(standard, "individual"), "drugs")


def test_what_the_doctor_decides_may_not_be_given_by_a_meeting():
    standard = preset("jammerbugt")
    assert not may_give(standard, "visitation_meeting", key_of(standard, "substitution"), "drugs")


def test_the_standards_words_and_their_source_follow_the_decider():
    standard = preset("norddjurs")
    found = deciders(standard, key_of(standard, "residential"), "drugs")[0]
    assert "skriftligt" in found.text
    assert found.source.startswith("Norddjurs")


def test_every_standard_has_somebody_who_can_meet():
    for name in ("jammerbugt", "rebild", "mariagerfjord", "norddjurs"):
        assert bodies(preset(name))
