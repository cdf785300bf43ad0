"""Each unlawful letter, tried through the page, the service and the database: none is made."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.enums import Substance
from rusmiddel.letters.enums import KINDS_WITH_GUIDANCE, LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.letters.services import LetterRefused
from tests.offers.staying import refused
from tests.visitation import deciding as scenes
from tests.visitation.scenes import WRITTEN, decided, load_preset, plan, ready, visitator
from visitation.enums import DecisionKind, FurtherKind
from visitation.models import Decision, FurtherDecision, Proposal

pytestmark = pytest.mark.django_db
REJECTIONS = [DecisionKind.REJECTION, DecisionKind.OUT_OF_TARGET]
ABOLISHED = "Klagen sendes til Patientombuddet."


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


@pytest.fixture
def birgit(client):
    client.force_login(visitator())
    return client


def nothing_is_made():
    kinds = KINDS_WITH_GUIDANCE
    return not (
        Decision.objects.exists()
        or FurtherDecision.objects.exists()
        or Letter.objects.filter(kind__in=kinds).exists()
    )


UNLAWFUL = {
    "without facts": {"facts": " "},
    "without reasons": {"reasons": " "},
    "without what was weighed": {"weighed": " "},
    "without hearing": {"known_from": " "},
    "with an abolished authority": {"reasons": ABOLISHED},
}


@pytest.mark.parametrize("kind", REJECTIONS)
@pytest.mark.parametrize("changes", UNLAWFUL.values(), ids=UNLAWFUL)
def test_the_service_makes_no_unlawful_letter(kind, changes):
    with pytest.raises((ValidationError, LetterRefused)):
        decided(ready(offer="residential"), kind, **changes)
    assert nothing_is_made()


@pytest.mark.parametrize("changes", UNLAWFUL.values(), ids=UNLAWFUL)
def test_the_page_makes_no_unlawful_letter_and_keeps_what_was_typed(birgit, changes):
    request = ready(offer="residential")
    typed = {**WRITTEN, "kind": "rejection", "channel": "post", "present": "Birgit", **changes}
    page = birgit.post(reverse("visitation:decision_new", args=[request.case.number]), typed)

    assert page.status_code == 422
    kept = "weighed" if "facts" in changes else "facts"
    assert WRITTEN[kept] in page.content.decode()
    assert nothing_is_made()


def test_the_page_makes_none_to_an_address_that_is_missing(birgit):
    request = ready(offer="residential")
    citizen = request.case.citizen
    citizen.address_line = citizen.postcode = citizen.city = ""
    citizen.save()
    typed = {**WRITTEN, "kind": "rejection", "channel": "post", "present": "Birgit"}
    page = birgit.post(reverse("visitation:decision_new", args=[request.case.number]), typed)
    assert page.status_code == 422
    assert nothing_is_made()


FURTHER = {
    "without facts": {"facts": " "},
    "without reasons": {"reasons": " "},
    "without hearing": {"known_from": " "},
    "without other help": {"what_next": " "},
    "with an abolished authority": {"reasons": ABOLISHED},
}


@pytest.mark.parametrize("changes", FURTHER.values(), ids=FURTHER)
@pytest.mark.parametrize("kind", [FurtherKind.TERMINATION, FurtherKind.EXPULSION])
def test_no_unlawful_end_of_treatment_is_proposed_through_service_or_page(birgit, kind, changes):
    course = scenes.course()
    with pytest.raises((ValidationError, LetterRefused)):
        scenes.proposed(course, kind, **changes)
    page = birgit.post(
        reverse("visitation:ending_new", args=[course.case.number, course.pk, kind]),
        {
            **scenes.GROUNDS,
            "submission": "3f1c1f4e-6d0a-4c8f-9a54-0d7d1f0b2a11",
            "what_next": scenes.WHAT_NEXT,
            "end_status": "unknown",
            "channel": "post",
            **changes,
        },
    )
    assert page.status_code == 422
    assert not Proposal.objects.exists()
    assert not FurtherDecision.objects.exists()


def test_an_end_is_neither_made_nor_approved_by_the_one_who_wrote_it_through_the_page(birgit):
    proposal = scenes.proposed(scenes.course())
    for act in ("proposal_make", "proposal_approve", "proposal_make"):
        answer = birgit.post(reverse(f"visitation:{act}", args=[proposal.case.number, proposal.pk]))
        assert answer.status_code == 302
    proposal.refresh_from_db()
    assert (proposal.is_approved, FurtherDecision.objects.exists()) == (False, False)


def _letter(**changes):
    decision = decided(ready(offer="residential"), DecisionKind.REJECTION)
    letter = decision.letter
    letter.pk, letter._state.adding = None, True
    letter.pdf = bytes(letter.pdf)
    for name, value in changes.items():
        setattr(letter, name, value)
    return letter


@pytest.mark.parametrize("kind", sorted(KINDS_WITH_GUIDANCE))
def test_the_database_stores_no_such_letter_without_guidance_or_provision(kind):
    for changes in (
        {"complaint_guidance": " "},
        {"legal_basis": " "},
        {"requires_guidance": False, "complaint_guidance": ""},
    ):
        letter = _letter_again(kind=kind, **changes)
        with refused(""):
            Letter.objects.bulk_create([letter])


def _letter_again(**changes):
    stored = Letter.objects.filter(kind=LetterKind.REJECTION).first()
    if stored is None:
        return _letter(**changes)
    stored.pk, stored._state.adding, stored.pdf = None, True, bytes(stored.pdf)
    for name, value in changes.items():
        setattr(stored, name, value)
    return stored


def test_the_database_stores_no_letter_to_nobody_and_none_that_is_not_the_sealed_one():
    for changes, constraint in (
        ({"recipient_name": ""}, "letter_is_complete"),
        ({"sha256": hashlib.sha256(b"another").hexdigest()}, "letter_seal_holds"),
    ):
        with refused(constraint):
            Letter.objects.bulk_create([_letter_again(**changes)])


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"facts": " "}, "decision_less_than_granted_is_reasoned"),
        ({"reasons": " "}, "decision_less_than_granted_is_reasoned"),
        ({"weighed": " "}, "decision_less_than_granted_is_reasoned"),
        ({"provisions": []}, "decision_less_than_granted_is_reasoned"),
        ({"letter": None}, "decision_less_than_granted_has_letter"),
        ({"known_from": " "}, "decision_less_than_granted_is_heard"),
        ({"needs_approval": True}, "decision_approved_by_second_person"),
    ],
)
@pytest.mark.parametrize("kind", REJECTIONS)
def test_the_database_stores_no_unlawful_decision(kind, changes, constraint):
    decision = decided(ready(offer="residential"), kind)
    decision.pk, decision._state.adding = None, True
    for name, value in changes.items():
        setattr(decision, name, value)
    with refused(constraint):
        Decision.objects.bulk_create([decision])


@pytest.mark.parametrize("kind", REJECTIONS)
def test_anonymous_treatment_has_no_way_to_ankestyrelsen_and_the_letter_says_so(kind):
    decision = decided(anonymous(), kind, meeting=plan())
    assert "§ 101 a, stk. 6" in decision.letter.complaint_guidance
    assert "Ankestyrelsen" not in decision.letter.html
    assert decision.complaint_weeks is None


def test_nor_has_what_is_decided_under_way(settings):
    settings.SECOND_PERSON_FOR = []
    course = decided(anonymous(), meeting=plan()).course
    decision = scenes.ended(course, FurtherKind.TERMINATION)
    assert "§ 101 a, stk. 6" in decision.letter.complaint_guidance
    assert "Ankestyrelsen" not in decision.letter.html


def anonymous():
    return ready(offer="individual", name="", is_anonymous=True, alias="Falken", substance=Substance.DRUGS)
