"""A decision is written with the same text blocks as a letter, without a script too."""

import pytest

from rusmiddel.letters.models import TextBlock
from rusmiddel.letters.services import LetterRefused
from tests.visitation.scenes import DECIDED_AT, load_preset, ready, visitator
from tests.visitation.test_decision_drafts import attended_meeting, page_of, path_of
from visitation.enums import DecisionKind
from visitation.models import Decision
from visitation.services.decisions import decide
from visitation.services.preparing import DecisionValues

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


@pytest.fixture
def birgit(client):
    client.force_login(visitator())
    return client


@pytest.fixture
def path():
    request = ready()
    return path_of(attended_meeting(), request)


@pytest.fixture
def block():
    return TextBlock.objects.get(key="afgoerelse-stoette")


def inserted(client, path, block, *, into="reasons", **typed):
    page = page_of(client, path)
    return client.post(path, {**page, **typed, "draft_insert": into, "draft_block": block})


def test_the_blocks_for_decisions_are_offered_and_no_others(birgit, path, block):
    shown = birgit.get(path).content.decode()
    assert f'<option value="{block.pk}">{block.title}</option>' in shown
    assert TextBlock.objects.get(key="frit-kontakt").title not in shown


@pytest.mark.parametrize("into", ["reasons", "weighed"])
def test_a_block_is_put_beneath_what_is_written_and_nothing_is_decided(birgit, path, block, into):
    answer = inserted(
        birgit, path, block.pk, into=into, kind=DecisionKind.REJECTION, **{into: "Først dette."}
    )

    form = answer.context["form"]
    assert answer.status_code == 200
    assert form[into].value() == f"Først dette.\n\n{block.text}"
    assert form["kind"].value() == DecisionKind.REJECTION
    assert not Decision.objects.exists()


@pytest.mark.parametrize("wrong", ["", "0", "-1", "²", "x' or 1=1", "9" * 5000])
def test_what_is_no_block_changes_nothing(birgit, path, wrong):
    answer = inserted(birgit, path, wrong, reasons="Først dette.")
    assert answer.context["form"]["reasons"].value() == "Først dette."


def test_a_block_of_another_letter_is_not_inserted(birgit, path):
    other = TextBlock.objects.get(key="frit-kontakt")
    answer = inserted(birgit, path, other.pk, reasons="Først dette.")
    assert answer.context["form"]["reasons"].value() == "Først dette."


def test_a_field_that_takes_no_block_gets_none(birgit, path, block):
    answer = inserted(birgit, path, block.pk, into="further_provisions", further_provisions="§ 1")
    assert answer.context["form"]["further_provisions"].value() == "§ 1"


def test_a_name_without_a_value_keeps_the_decision_from_being_made():
    request = ready()
    meeting = attended_meeting()
    with pytest.raises(LetterRefused, match="samtale"):
        decide(
            request_id=request.pk,
            values=DecisionValues(
                kind=DecisionKind.REJECTION,
                facts="Du har fortalt det.",
                reasons="Kom {samtale}.",
                weighed="Vi har lagt vægt på det.",
                known_from="Du har fortalt det.",
            ),
            meeting_id=meeting.pk,
            by=visitator(),
            now=DECIDED_AT,
        )
