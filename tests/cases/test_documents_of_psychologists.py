"""The psychologist's report may be a file: it lies with the examination, for those who read the report."""

import pytest
from django.db import IntegrityError

from cases.models import Attachment
from cases.services.attachments import attach
from cases.services.inquiries import Person
from cases.services.psychology import write_report
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases import assessing
from tests.cases.factories import inquire, march
from tests.cases.journal import file

pytestmark = pytest.mark.django_db


@pytest.fixture
def psychologist():
    return make_staff(Role.PSYCHOLOGIST)


@pytest.fixture
def examination(case, caseworker, psychologist):
    return assessing.referred(case, caseworker, psychologist, now=march(3))


def test_the_report_is_kept_with_its_file(client, examination, psychologist, caseworker):
    write_report(
        examination_id=examination.pk,
        report="Se filen.",
        finish=True,
        attached=[file()],
        by=psychologist,
        now=march(5),
    )
    document = examination.attachments.get()
    assert document not in Attachment.objects.visible_to(make_staff(Role.SECRETARY))
    client.force_login(caseworker)
    page = client.get(examination.get_absolute_url()).content.decode()
    assert document.get_absolute_url() in page
    assert client.get(document.get_absolute_url()).status_code == 200


def test_the_database_keeps_a_file_with_an_examination_of_its_own_case(examination, caseworker):
    other = inquire(caseworker, Person(name="Åse Lund")).case
    with pytest.raises(IntegrityError, match="another case"):
        attach(case_id=other.pk, file=file(), note=None, examination=examination, by=caseworker, now=march(5))
