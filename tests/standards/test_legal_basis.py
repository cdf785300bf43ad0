"""Which law carries which decision, and what follows from it."""

from datetime import date

import pytest

from rusmiddel.standards.authorities import authority
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.legal_basis import NoLegalBasis, resolve

BEFORE, AFTER = date(2023, 12, 31), date(2024, 1, 1)


@pytest.mark.parametrize(
    ("substance", "age", "anonymous", "kind", "on", "provisions", "guarantee", "appeal"),
    [
        ("drugs", 18, False, "individual", AFTER, ["serviceloven § 101"], True, "ankestyrelsen"),
        (
            "drugs",
            30,
            False,
            "residential",
            AFTER,
            ["serviceloven § 101", "serviceloven § 107, stk. 2, nr. 2"],
            True,
            "ankestyrelsen",
        ),
        ("drugs", 30, True, "anonymous_group", AFTER, ["serviceloven § 101 a"], False, None),
        ("drugs", 17, False, "individual", BEFORE, ["serviceloven § 101"], True, "ankestyrelsen"),
        ("drugs", 17, False, "individual", AFTER, ["barnets lov § 33"], True, "ankestyrelsen"),
        ("drugs", 17, False, "move", AFTER, ["barnets lov § 33", "barnets lov § 34"], True, "ankestyrelsen"),
        (
            "drugs",
            40,
            False,
            "substitution",
            AFTER,
            ["sundhedsloven § 142"],
            True,
            "styrelsen_for_patientklager",
        ),
        ("alcohol", 16, False, "individual", AFTER, ["sundhedsloven § 141"], True, "ankestyrelsen"),
        ("alcohol", 40, True, "individual", AFTER, ["sundhedsloven § 141"], True, "ankestyrelsen"),
        ("alcohol", 40, False, "residential", AFTER, ["sundhedsloven § 141"], True, "ankestyrelsen"),
        ("drugs", 40, True, "counselling", AFTER, ["serviceloven § 10, stk. 2"], False, None),
        ("drugs", 16, True, "your_choice", AFTER, ["serviceloven §§ 10 og 12"], False, None),
        (
            "both",
            30,
            False,
            "individual",
            AFTER,
            ["sundhedsloven § 141", "serviceloven § 101"],
            True,
            "ankestyrelsen",
        ),
        (
            "both",
            40,
            False,
            "substitution",
            AFTER,
            ["sundhedsloven § 142"],
            True,
            "styrelsen_for_patientklager",
        ),
    ],
)
def test_the_basis_follows_substance_age_anonymity_kind_and_day(
    substance, age, anonymous, kind, on, provisions, guarantee, appeal
):
    basis = resolve(substance, age, anonymous, kind, on)
    assert (basis.provisions, basis.guarantee, basis.appeal) == (provisions, guarantee, appeal)


@pytest.mark.parametrize(
    ("substance", "age", "kind"),
    [
        ("drugs", 30, "residential"),
        ("alcohol", 30, "residential"),
        ("drugs", 30, "substitution"),
        ("drugs", 17, "individual"),
    ],
)
def test_what_cannot_be_anonymous_has_no_basis(substance, age, kind):
    with pytest.raises(NoLegalBasis):
        resolve(substance, age, True, kind, AFTER)


def test_an_unknown_substance_must_be_settled_first():
    with pytest.raises(NoLegalBasis, match="Afgør først"):
        resolve("unknown", 30, False, "individual", AFTER)


def test_the_guarantee_of_the_young_has_a_condition():
    assert "alvorlige sociale" in resolve("drugs", 17, False, "individual", AFTER).guarantee_condition.lower()
    assert resolve("drugs", 18, False, "individual", AFTER).guarantee_condition == ""


@pytest.mark.parametrize("kind", OfferKind)
@pytest.mark.parametrize("age", [14, 17, 18, 70])
@pytest.mark.parametrize("substance", ["alcohol", "drugs", "both"])
def test_every_offer_to_a_named_person_has_a_basis_and_a_living_appeal_body(substance, age, kind):
    basis = resolve(substance, age, False, kind, AFTER)
    assert basis.provisions
    assert basis.source
    assert basis.appeal is None or authority(basis.appeal, AFTER).key == basis.appeal
