"""The paper that the assessment ends in, and what must be answered before."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.enums import Sex
from cases.journal_paper import journal_paper
from cases.models.assessment import pregnancy_at_first
from cases.services.assessments import complete_assessment, write_assessment
from cases.services.psychology import write_report
from rusmiddel.access.enums import Role
from rusmiddel.standards.services import in_force
from tests.access.factories import make_staff
from tests.cases import assessing
from tests.cases.factories import WHOLE, assess, march
from tests.cases.questionnaires import finished
from tests.letters import reading


def test_the_journal_says_all_that_the_decision_will_rest_on(request_, caseworker):
    case, psychologist = request_.case, make_staff(Role.PSYCHOLOGIST)
    assessing.status(request_, caseworker, now=march(10))
    finished(case, caseworker, now=march(10))
    assessing.mapped(case, caseworker, now=march(10))
    examination = assessing.referred(case, caseworker, psychologist, now=march(10))
    write_report(
        examination_id=examination.pk,
        report="Ingen tegn 🙂 på ADHD.",
        finish=True,
        by=psychologist,
        now=march(10),
    )
    assess(request_, caseworker, now=march(11))

    text = reading.text(journal_paper(request_, in_force(request_.requested_on)).pdf)

    for told in (
        case.number,
        "Ambulant behandling er nok.",
        "Stabil bolig",
        "Ønsker ikke at svare",
        "Hash",
        "AUDIT: 12 af 40",
        "afgør aldrig noget",
        "VoksenMAP",
        "Ingen tegn ? på ADHD.",
    ):
        assert told in text, told
    assert case.citizen.cpr not in text.replace("-", "")


def test_a_protected_address_is_not_printed(request_, caseworker):
    citizen = request_.case.citizen
    citizen.address_line, citizen.postcode, citizen.city = "Skjulvej 1", "9999", "Borte"
    citizen.is_protected = True

    html = journal_paper(request_, in_force(request_.requested_on)).html

    assert "Skjulvej" not in html
    assert "Beskyttet" in html


def test_the_journal_of_a_case_is_a_pdf_for_those_who_assess(client, case, caseworker):
    path = reverse("cases:visitation_journal", args=[case.number])
    client.force_login(caseworker)
    assert client.get(path)["Content-Type"] == "application/pdf"

    client.force_login(make_staff(Role.SECRETARY))
    assert client.get(path).status_code == 403


def test_the_question_of_pregnancy_is_answered_before_the_assessment_is_closed(request_, caseworker):
    write_assessment(
        request_id=request_.pk,
        written={**WHOLE, "pregnancy": ""},
        wished_offer="individual",
        by=caseworker,
        now=march(8),
    )

    with pytest.raises(ValidationError) as refused:
        complete_assessment(request_id=request_.pk, by=caseworker, now=march(9))

    assert list(refused.value.message_dict) == ["pregnancy"]


def test_a_man_is_not_asked_whether_he_is_pregnant():
    assert [pregnancy_at_first(sex) for sex in (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN)] == [
        "not_relevant",
        "",
        "",
    ]
