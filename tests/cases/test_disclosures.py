"""Information goes only by a consent in force or a named law, and the log of it stays."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from cases.consent import ConsentFacts, hindrance
from cases.enums import Direction, Means
from cases.models import Disclosure
from cases.services.consents import renew_consent, withdraw_consent
from cases.services.disclosures import correct_disclosure, disclose_by_consent, disclose_by_law
from rusmiddel.access.enums import Role
from rusmiddel.standards.legal_duties import legal_duties
from tests.access.factories import make_staff
from tests.cases.factories import Person, danish, inquire, march, request_of
from tests.cases.sharing import consent, consent_values, disclose, disclosed, make_partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(case, caseworker):
    """To the job centre on 3 March, both ways, for a year."""
    return consent(case, caseworker)


def row(given, by, at=None, **changes):
    """A line of the log put straight into the table, past every service."""
    told = {
        "submission": uuid4(),
        "case": given.case,
        "partner": given.partner,
        "consent": given,
        "direction": Direction.DISCLOSE,
        "counterpart": "Jobcentret",
        "content": "Fremmøde",
        "means": Means.PHONE,
        "occurred_at": at or march(4),
        "recorded_at": max(at or march(4), march(30)),
        "recorded_by": by,
    }
    return Disclosure.objects.create(**{**told, **changes})


FACTS = {
    "direction": Direction.DISCLOSE,
    "given_on": date(2026, 3, 3),
    "valid_until": date(2027, 3, 3),
    "ended_at": None,
}
MOMENTS = {
    "the day before": (danish(date(2026, 3, 2), 23, 59), False),
    "the first day": (danish(date(2026, 3, 3), 0, 0), True),
    "the last day": (danish(date(2027, 3, 3), 23, 59), True),
    "the day after": (danish(date(2027, 3, 4), 0, 0), False),
}


@pytest.mark.parametrize(("at", "is_allowed"), MOMENTS.values(), ids=MOMENTS)
def test_a_consent_counts_from_the_day_it_is_given_to_the_last_day_it_is_valid(at, is_allowed):
    refusal = hindrance(ConsentFacts(**FACTS), wanted=Direction.DISCLOSE, at=at)

    assert (refusal == "") is is_allowed


@pytest.mark.parametrize("agreed", Direction)
@pytest.mark.parametrize("wanted", [Direction.DISCLOSE, Direction.OBTAIN])
def test_information_goes_only_the_way_that_was_agreed_on(agreed, wanted):
    facts = ConsentFacts(**{**FACTS, "direction": agreed})

    refusal = hindrance(facts, wanted=wanted, at=march(4))

    assert (refusal == "") is (agreed in {Direction.BOTH, wanted})


def test_what_was_disclosed_says_what_went_to_whom_and_by_which_consent(given, caseworker):
    line = disclose(given, caseworker, person="Hanne Prøve")

    assert line.counterpart == "Hanne Prøve, Jobcenter Prøveby"
    assert (line.case, line.partner, line.consent) == (given.case, given.partner, given)
    assert given.case.story.latest("pk").text == (
        "Videregivet til Hanne Prøve, Jobcenter Prøveby: Mødte til to samtaler."
    )


def test_after_a_withdrawal_nothing_more_goes(given, caseworker):
    withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5))

    with pytest.raises(ValidationError, match=r"ophørte den 5\. marts 2026"):
        disclose(given, caseworker, now=march(6))

    assert not Disclosure.objects.exists()


def test_what_went_before_a_withdrawal_can_still_be_written_down(given, caseworker):
    withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5))

    line = disclose_by_consent(consent_id=given.pk, values=disclosed(march(4)), by=caseworker, now=march(6))

    assert line.recorded_at > line.occurred_at


def test_nothing_is_written_down_before_it_has_happened(given, caseworker):
    with pytest.raises(ValidationError, match="fremtiden"):
        disclose_by_consent(consent_id=given.pk, values=disclosed(march(9)), by=caseworker, now=march(6))


def test_a_double_click_is_one_line(given, caseworker):
    told = disclosed(march(4))

    lines = {
        disclose_by_consent(consent_id=given.pk, values=told, by=caseworker, now=march(4)).pk
        for _ in range(2)
    }

    assert len(lines) == 1 == Disclosure.objects.count()


def test_a_renewed_consent_hands_over_to_the_new_one(given, caseworker):
    new = renew_consent(
        consent_id=given.pk,
        values=consent_values(given.partner, given_on=march(9).date()),
        by=caseworker,
        now=march(9),
    )

    with pytest.raises(ValidationError, match="ophørte"):
        disclose(given, caseworker, now=march(10))
    assert disclose(new, caseworker, now=march(10)).consent == new


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ADMINISTRATOR])
def test_only_those_who_treat_exchange_information(given, role):
    with pytest.raises(PermissionDenied):
        disclose(given, make_staff(role))


def test_without_consent_it_takes_a_named_law_and_a_reason(case, caseworker):
    line = disclose_by_law(
        case_id=case.pk,
        duty="between_authorities",
        reason="Skal bruges til afgørelsen om hjælp.",
        counterpart="Ydelseskontoret",
        values=disclosed(march(4)),
        by=caseworker,
        now=march(4),
    )

    assert "forvaltningsloven § 28, ikke holdt mod lovteksten" in line.basis


@pytest.mark.parametrize(
    ("duty", "direction"),
    [
        ("good_intentions", Direction.DISCLOSE),
        ("between_authorities", Direction.OBTAIN),
        ("", Direction.OBTAIN),
    ],
)
def test_a_law_that_is_not_known_or_does_not_cover_it_is_refused(case, caseworker, duty, direction):
    with pytest.raises(ValidationError, match="Loven gælder ikke"):
        disclose_by_law(
            case_id=case.pk,
            duty=duty,
            reason="Derfor",
            counterpart="Nogen",
            values=disclosed(march(4), direction=direction),
            by=caseworker,
            now=march(4),
        )


def test_every_law_says_where_it_comes_from():
    assert legal_duties()
    assert all(duty.source and duty.provision and duty.directions for duty in legal_duties().values())


ATTACKS = {
    "neither consent nor law": {"consent": None},
    "consent and law": {"duty": "notification", "reason": "Derfor"},
    "a law nobody has named": {"consent": None, "duty": "good_intentions", "reason": "Derfor"},
    "a law without a reason": {"consent": None, "duty": "notification"},
    "nothing told": {"content": " "},
    "to nobody": {"counterpart": ""},
    "before it was given": {"at": march(2)},
    "after it expired": {"at": danish(date(2027, 3, 4))},
    "both ways at once": {"direction": Direction.BOTH},
}


@pytest.mark.parametrize("changes", ATTACKS.values(), ids=ATTACKS)
def test_the_database_takes_no_line_without_a_right(given, caseworker, changes):
    with pytest.raises(IntegrityError, match="disclosure_"):
        row(given, caseworker, **changes)


def test_the_database_knows_which_way_was_agreed_on(case, caseworker):
    given = consent(case, caseworker, direction=Direction.OBTAIN)

    with pytest.raises(IntegrityError, match="No consent in force"):
        row(given, caseworker)


def test_the_database_refuses_another_partner_than_the_consents(given, caseworker):
    with pytest.raises(IntegrityError, match="No consent in force"):
        row(given, caseworker, partner=make_partner(name="Psykiatrien"))


def test_the_database_refuses_another_case_than_the_consents(given, caseworker):
    other = request_of(inquire(caseworker, Person(name="Bo Prøve"))).case

    with pytest.raises(IntegrityError, match="No consent in force"):
        row(given, caseworker, case=other)


def test_the_database_refuses_a_withdrawn_consent(given, caseworker):
    withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5))

    with pytest.raises(IntegrityError, match="No consent in force"):
        row(given, caseworker, at=march(5))


def test_the_database_refuses_a_consent_that_is_not_there(given, caseworker):
    with pytest.raises(IntegrityError, match="No consent in force"):
        row(given, caseworker, consent=None, consent_id=given.pk + 999)


UNDOINGS = {
    "a line changed": "UPDATE cases_disclosure SET content = 'Andet'",
    "a line moved": "UPDATE cases_disclosure SET occurred_at = occurred_at - interval '1 day'",
    "a line deleted": "DELETE FROM cases_disclosure",
    "a correction changed": "UPDATE cases_disclosurecorrection SET text = 'Andet'",
    "a correction deleted": "DELETE FROM cases_disclosurecorrection",
    "a withdrawal undone": (
        "UPDATE cases_consent SET ended_at = NULL, ended_by_id = NULL, ending = '' WHERE ended_at IS NOT NULL"
    ),
    "a withdrawal moved": "UPDATE cases_consent SET ended_at = ended_at + interval '1 day'",
    "a withdrawal called a renewal": "UPDATE cases_consent SET ending = 'renewed'",
    "a consent widened": "UPDATE cases_consent SET scope = 'Alt'",
    "a consent lengthened": "UPDATE cases_consent SET valid_until = valid_until + 365",
    "a consent turned": "UPDATE cases_consent SET direction = 'both'",
    "a consent deleted": "DELETE FROM cases_consent",
}


@pytest.mark.parametrize("statement", UNDOINGS.values(), ids=UNDOINGS)
def test_the_database_lets_nobody_change_what_was_agreed_and_disclosed(case, caseworker, statement):
    given = consent(case, caseworker, direction=Direction.DISCLOSE)
    line = disclose(given, caseworker)
    correct_disclosure(disclosure_id=line.pk, text="Det var tre samtaler.", by=caseworker, now=march(4))
    withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5))

    with (
        pytest.raises(DatabaseError, match="may never be changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_mistake_in_the_log_is_corrected_beside_it(given, caseworker):
    line = disclose(given, caseworker)

    correct_disclosure(disclosure_id=line.pk, text="Det var tre samtaler.", by=caseworker, now=march(5))

    line.refresh_from_db()
    assert line.content == "Mødte til to samtaler."
    assert [str(correction) for correction in line.corrections.all()] == ["Det var tre samtaler."]
