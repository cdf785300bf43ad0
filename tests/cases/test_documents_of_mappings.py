"""The whole result of VoksenMAP or UngMap lies with its summary, for those who assess."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from cases.models import Attachment, MappingResult
from cases.services.attachments import attach
from cases.services.inquiries import Person
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.assessing import mapped
from tests.cases.factories import inquire, march
from tests.cases.journal import PDF, PROGRAM, file
from tests.cases.sharing import consent

pytestmark = pytest.mark.django_db


@pytest.fixture
def mette(client, caseworker):
    client.force_login(caseworker)
    return client


def typed(content=PDF):
    return {
        "tool": "voksenmap",
        "mapped_on": "02-03-2026",
        "summary": "Svært ved at sove.",
        "document": "",
        "attached": [SimpleUploadedFile("voksenmap.pdf", content)],
    }


def test_the_result_is_laid_there_and_read_again(mette, case):
    assert mette.post(reverse("cases:mapping_new", args=[case.number]), typed()).status_code == 302

    document = Attachment.objects.get()
    assert document.mapping == MappingResult.objects.get()
    page = mette.get(reverse("cases:mapping_results", args=[case.number])).content.decode()
    assert document.get_absolute_url() in page
    assert mette.get(document.get_absolute_url()).content == PDF


def test_a_refused_file_leaves_no_result_and_the_text_in_the_form(mette, case):
    answer = mette.post(reverse("cases:mapping_new", args=[case.number]), typed(PROGRAM))

    assert answer.status_code == 422
    assert "Svært ved at sove." in answer.content.decode()
    assert not MappingResult.objects.exists()


def test_whoever_does_not_assess_reads_no_result_by_its_address(client, case, caseworker):
    result = mapped(case, caseworker, now=march(5), attached=[file()])
    document = result.attachments.get()
    secretary = make_staff(Role.SECRETARY)

    assert document not in Attachment.objects.visible_to(secretary)
    client.force_login(secretary)
    assert client.get(document.get_absolute_url()).status_code in (403, 404)


def test_the_database_keeps_a_result_with_its_own_case_alone(case, caseworker):
    result = mapped(case, caseworker, now=march(5))
    other = inquire(caseworker, Person(name="Åse Lund")).case

    with pytest.raises(IntegrityError, match="another case"):
        attach(case_id=other.pk, file=file(), note=None, mapping=result, by=caseworker, now=march(5))


def test_a_file_is_of_a_mapping_or_of_something_else(case, caseworker):
    result, given = mapped(case, caseworker, now=march(5)), consent(case, caseworker)

    with pytest.raises(IntegrityError, match="attachment_of_mapping_alone"):
        attach(
            case_id=case.pk,
            file=file(),
            note=None,
            consent=given,
            mapping=result,
            by=caseworker,
            now=march(5),
        )


def test_the_page_costs_the_same_however_many_files_there_are(mette, case, caseworker, count_queries):
    path = reverse("cases:mapping_results", args=[case.number])
    mapped(case, caseworker, now=march(5), attached=[file()])
    mette.get(path)
    with count_queries() as one:
        mette.get(path)
    for _ in range(4):
        mapped(case, caseworker, now=march(5), attached=[file(), file()])
    with count_queries() as five:
        mette.get(path)

    assert len(five) == len(one)
