"""Pregnancy and contract, disability, sentence, two diagnoses; and the home municipality that must pay."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.circumstances import guidance_on, partners_on
from cases.enums import CircumstanceKind, ClockEventKind, CommitmentAnswer, Substance
from cases.models import Circumstance, PaymentCommitment, RetentionContract
from cases.retention import CONTRACT_MISSING, Stay, contract_missing, report_year, why_too_long
from cases.services.circumstances import contract_counts, keep_contract, note_circumstance, record_retention
from cases.services.commitments import answer_commitment, ask_for_commitment, is_refused
from cases.services.inquiries import Person
from offers.starting import COMMITMENT_MISSING, COMMITMENT_REFUSED, hindrances
from rusmiddel.access.enums import Role
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.loading import preset
from tests.access.factories import make_staff
from tests.cases.factories import ANONYMOUS, facts, inquire, load_preset, march, request_of

PREGNANT = CircumstanceKind.PREGNANT
ELSEWHERE = Person(name="Lis Holm", municipality_code="0851")


@pytest.fixture(scope="module")
def begun_once():
    return False


@pytest.fixture
def far(db, clock, caseworker):
    """Somebody from Aalborg asks Rebild for drug treatment."""
    load_preset("rebild")
    return request_of(inquire(caseworker, ELSEWHERE, substance=Substance.DRUGS))


@pytest.fixture
def expecting(case, caseworker):
    note(case, caseworker, expected_birth_on=date(2026, 8, 1), partner="Familieambulatoriet")
    return case


def note(case, by, kind=PREGNANT, **changes):
    values = {"since_on": march(2).date(), **changes}
    return note_circumstance(case_id=case.pk, kind=kind, facts=values, by=by, now=march(5))


def offered(case, by, contract_id=None, **changes):
    values = {"offered_on": march(3).date(), **changes}
    return keep_contract(case_id=case.pk, contract_id=contract_id, facts=values, by=by, now=march(5))


def concluded(case, by):
    return offered(case, by, answer="concluded", answered_on=march(4).date(), institution="Egehuset")


def held_back(contract, by, from_on, until_on):
    return record_retention(
        contract_id=contract.pk,
        from_on=from_on,
        until_on=until_on,
        reason="Fare for fostret",
        told_on=from_on,
        by=by,
        now=march(30),
    )


def ask(request, by, **changes):
    values = {"request_id": request.pk, "requested_on": march(3).date(), "note": "", "by": by}
    return ask_for_commitment(**{**values, "now": march(5), **changes})


def answer(commitment, by, said=CommitmentAnswer.RECEIVED, **changes):
    values = {"commitment_id": commitment.pk, "answer": said, "answered_at": march(6), "note": "", "by": by}
    return answer_commitment(**{**values, "now": march(7), **changes})


@pytest.mark.parametrize("kind", CircumstanceKind)
def test_each_circumstance_is_noted_changed_and_ended(case, caseworker, kind):
    note(case, caseworker, kind)
    note(case, caseworker, kind, note="Mere")
    note(case, caseworker, kind, until_on=march(4).date())
    note(case, caseworker, kind)

    assert Circumstance.objects.count() == 2
    assert case.circumstances.standing().get().kind == kind
    assert case.story.filter(text__startswith=kind.label).count() == 4


def test_an_end_before_the_beginning_is_refused_in_words(case, caseworker):
    with pytest.raises(ValidationError, match="før begyndelsen"):
        note(case, caseworker, until_on=march(1).date())


def test_only_the_pregnant_expect_a_birth(case, caseworker):
    with pytest.raises((IntegrityError, ValidationError)):
        note(case, caseworker, CircumstanceKind.DUAL_DIAGNOSIS, expected_birth_on=march(9).date())


def test_the_standards_own_words_and_partners_are_shown():
    assert partners_on(PREGNANT, preset("norddjurs"))[0] == "Familieambulatoriet i Skejby"
    assert "Socialafdelingen" in guidance_on(CircumstanceKind.DEVELOPMENTAL_DISABILITY, preset("jammerbugt"))
    assert guidance_on(PREGNANT, preset("rebild")) == ""
    assert partners_on(CircumstanceKind.TREATMENT_SENTENCE, preset("rebild")) == ("Kriminalforsorgen",)


@pytest.mark.parametrize("substance", [Substance.ALCOHOL, Substance.DRUGS, Substance.BOTH])
def test_a_pregnant_woman_is_offered_the_contract_before_residential_treatment(substance):
    standard = preset("jammerbugt")
    waits = {"is_pregnant": True, "is_offered": False}

    assert contract_missing(substance, OfferKind.RESIDENTIAL, standard, **waits) == CONTRACT_MISSING
    assert contract_missing(substance, OfferKind.INDIVIDUAL, standard, **waits) == ""
    assert contract_missing(substance, None, standard, **waits) == ""
    for other in ({"is_pregnant": False, "is_offered": False}, {"is_pregnant": True, "is_offered": True}):
        assert contract_missing(substance, OfferKind.RESIDENTIAL, standard, **other) == ""


def test_a_contract_is_for_the_pregnant_only(case, caseworker):
    with pytest.raises(ValidationError, match="gravid"):
        offered(case, caseworker)


@pytest.mark.parametrize(
    "facts_",
    [
        {"answer": "concluded"},
        {"answered_on": march(4).date()},
        {"answer": "concluded", "answered_on": march(2).date()},
        {"answer": "declined", "answered_on": march(4).date(), "ended_on": march(5).date()},
        {"ended_on": march(5).date()},
        {"offered_on": march(20).date()},
    ],
)
def test_a_contract_that_cannot_be_is_refused(expecting, caseworker, facts_):
    with pytest.raises(ValidationError):
        offered(expecting, caseworker, **facts_)
    assert not RetentionContract.objects.exists()


@pytest.mark.parametrize(
    ("days", "earlier", "refused"),
    [
        ((1, 21), [], False),
        ((1, 22), [], True),
        ((1, 20), [(date(2026, 1, 1), date(2026, 1, 21)), (date(2026, 1, 22), date(2026, 2, 11))], False),
        (
            (1, 21),
            [
                (date(2025, 12, day), date(2025, 12, day + 20) if day + 20 <= 31 else date(2026, 1, 10))
                for day in (1, 2, 3, 4)
            ],
            True,
        ),
    ],
)
def test_a_retention_lasts_no_longer_than_the_law_lets_it(days, earlier, refused):
    stay = Stay(from_on=date(2026, 3, days[0]), until_on=date(2026, 3, days[1]))
    before = [Stay(from_on=from_on, until_on=until_on) for from_on, until_on in earlier]

    assert bool(why_too_long(stay, before, preset("jammerbugt"))) is refused


def test_only_a_concluded_contract_lets_anybody_be_held_back(expecting, caseworker):
    contract = offered(expecting, caseworker)

    with pytest.raises(ValidationError, match="ingen indgået kontrakt"):
        held_back(contract, caseworker, march(6).date(), march(7).date())


def test_a_retention_lies_within_the_contract_and_the_limit(expecting, caseworker):
    contract = concluded(expecting, caseworker)

    with pytest.raises(ValidationError, match="uden for kontrakten"):
        held_back(contract, caseworker, march(3).date(), march(7).date())
    with pytest.raises(ValidationError, match="højst 21 dage"):
        held_back(contract, caseworker, march(4).date(), march(25).date())
    held_back(contract, caseworker, march(4).date(), march(24).date())
    assert contract.retentions.count() == 1


def test_the_years_count_runs_to_the_1st_of_october(expecting, caseworker, team_lead):
    contract = concluded(expecting, caseworker)
    held_back(contract, caseworker, march(6).date(), march(8).date())

    counts = contract_counts(on=date(2026, 9, 30), by=team_lead)
    assert (counts.offered, counts.concluded, counts.ended, counts.retentions) == (1, 1, 0, 1)
    assert counts.institutions == [("Egehuset", 1)]
    assert contract_counts(on=date(2026, 10, 1), by=team_lead).offered == 0
    assert report_year(date(2026, 10, 1)) == (date(2026, 10, 1), date(2027, 9, 30))
    with pytest.raises(PermissionDenied):
        contract_counts(on=date(2026, 9, 30), by=caseworker)


# The home municipality


def test_received_it_is_a_fact_of_the_clock(far, caseworker):
    answer(ask(far, caseworker), caseworker)

    assert far.events.model.objects.filter(kind=ClockEventKind.COMMITMENT_RECEIVED).count() == 1
    assert not is_refused(far)


def test_refused_it_stops_treatment_until_there_is_another_answer(far, caseworker):
    answer(ask(far, caseworker), caseworker, CommitmentAnswer.REFUSED, note="Ikke vores borger")
    assert is_refused(far)

    answer(ask(far, caseworker), caseworker)
    assert not is_refused(far)
    assert PaymentCommitment.objects.count() == 2


def test_one_answer_is_awaited_at_a_time(far, caseworker):
    ask(far, caseworker)

    with pytest.raises(ValidationError, match="ventes allerede"):
        ask(far, caseworker)


def test_an_answer_is_given_once(far, caseworker):
    commitment = ask(far, caseworker)
    answer(commitment, caseworker)

    with pytest.raises(ValidationError, match="allerede"):
        answer(commitment, caseworker, CommitmentAnswer.REFUSED)


@pytest.mark.parametrize(
    "person", [ANONYMOUS, Person(name="Bo Her"), Person(name="Bo", municipality_code="0840")]
)
def test_nobody_is_asked_about_an_anonymous_or_own_citizen(db, clock, caseworker, person):
    load_preset("rebild")
    request = request_of(inquire(caseworker, person))

    with pytest.raises(ValidationError):
        ask(request, caseworker)


@pytest.mark.parametrize(
    ("changes", "offer_kind", "waits"),
    [
        ({"substance": Substance.DRUGS}, None, True),
        ({"substance": Substance.DRUGS}, OfferKind.RESIDENTIAL, True),
        ({"substance": Substance.ALCOHOL}, OfferKind.INDIVIDUAL, False),
        ({"substance": Substance.ALCOHOL}, OfferKind.RESIDENTIAL, True),
        ({"substance": Substance.DRUGS, "is_anonymous": True}, OfferKind.INDIVIDUAL, False),
    ],
)
def test_no_start_without_it_but_for_ambulant_alcohol_and_the_anonymous(changes, offer_kind, waits):
    known = facts(from_other_municipality=True, **changes)
    for is_refused_, text in ((False, COMMITMENT_MISSING), (True, COMMITMENT_REFUSED)):
        found = hindrances(known, preset("rebild"), age=40, offer_kind=offer_kind, is_refused=is_refused_)
        assert [each.text for each in found] == ([text] if waits else [])


@pytest.mark.parametrize("role", sorted({Role.SECRETARY, Role.DOCTOR, Role.ADMINISTRATOR}))
def test_only_caseworkers_write_any_of_it(far, role):
    by = make_staff(role)
    with pytest.raises(PermissionDenied):
        ask(far, by)
    with pytest.raises(PermissionDenied):
        note(far.case, by)
    with pytest.raises(PermissionDenied):
        offered(far.case, by)


@pytest.mark.parametrize(
    ("model", "facts_"),
    [
        (PaymentCommitment, {"answer": "received"}),
        (PaymentCommitment, {"answer": "noget", "answered_on": march(6).date()}),
        (PaymentCommitment, {"answered_on": march(6).date()}),
        (Circumstance, {"kind": "noget"}),
        (Circumstance, {"until_on": march(1).date()}),
    ],
)
def test_the_database_refuses_what_cannot_be(far, caseworker, model, facts_):
    ask(far, caseworker)
    note(far.case, caseworker)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**facts_)


# The pages


def test_the_case_page_shows_them_and_where_they_are_changed(far, client, caseworker):
    client.force_login(caseworker)
    number = far.case.number
    typed = {"since_on": "2-3-2026", "expected_birth_on": "1-8-2026", "partner": "Familieambulatoriet"}

    assert client.post(reverse("cases:circumstance", args=[number, "pregnant"]), typed).status_code == 302
    assert (
        client.post(reverse("cases:commitment_new", args=[number]), {"requested_on": "3-3-2026"}).status_code
        == 302
    )

    page = client.get(far.case.get_absolute_url()).content.decode()
    assert "ventet fødsel 1. august 2026" in page
    assert "Ikke kontaktet" in page
    assert "Borgeren kommer fra Aalborg Kommune" in page
    assert "Registrér svaret" in page


@pytest.mark.parametrize("kind", ["noget", "PREGNANT", "pregnant\x00"])
def test_an_unknown_circumstance_has_no_page(case, client, caseworker, kind):
    client.force_login(caseworker)

    assert client.get(f"/sager/{case.number}/forhold/{kind}/").status_code == 404


def test_an_answer_to_another_cases_question_is_not_there(far, client, caseworker):
    commitment = ask(far, caseworker)
    other = inquire(caseworker, Person(name="En Anden")).case
    client.force_login(caseworker)

    path = reverse("cases:commitment_answer", args=[other.number, commitment.pk])
    assert client.post(path, {"answer": "received"}).status_code == 404
