"""The form that was signed lies with the consent it gives."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from cases.enums import ConsentForm, NoteKind
from cases.models import Attachment, StoryEntry
from cases.services.attachments import attach
from cases.services.consents import attach_signed_form, withdraw_consent
from cases.services.inquiries import Person
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import inquire, march
from tests.cases.journal import PDF, PROGRAM, file, sign
from tests.cases.sharing import consent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "attachments": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }


@pytest.fixture
def given(case, caseworker):
    return consent(case, caseworker)


@pytest.fixture
def mette(client, caseworker):
    client.force_login(caseworker)
    return client


def path_of(given):
    return reverse("cases:consent_sign", args=[given.case.number, given.pk])


def signed(given, by, **changes):
    return attach_signed_form(consent_id=given.pk, file=file(**changes), by=by, now=march(5))


def test_the_signed_form_lies_with_the_consent_and_is_read_there(mette, given):
    page = mette.get(given.get_absolute_url()).content.decode()
    assert "ikke lagt på endnu" in page
    answer = mette.post(path_of(given), {"attached": [SimpleUploadedFile("underskrevet.pdf", PDF)]})

    assert answer.url == given.get_absolute_url()
    document = Attachment.objects.get()
    page = mette.get(given.get_absolute_url()).content.decode()
    assert document.get_absolute_url() in page
    assert mette.get(document.get_absolute_url()).content == PDF
    assert StoryEntry.objects.filter(text__startswith="Underskrevet samtykke lagt på sagen").exists()


def test_what_is_no_document_is_refused_beside_the_field(mette, given):
    answer = mette.post(path_of(given), {"attached": [SimpleUploadedFile("underskrevet.pdf", PROGRAM)]})

    assert answer.status_code == 422
    assert not Attachment.objects.exists()


def test_a_consent_that_has_ended_still_gets_its_form(given, caseworker):
    withdraw_consent(consent_id=given.pk, by=caseworker, now=march(4))

    assert signed(given, caseworker).consent == given


def test_an_oral_consent_has_no_form(case, caseworker):
    given = consent(case, caseworker, form=ConsentForm.ORAL, note="På telefon")

    with pytest.raises(ValidationError, match="mundtligt"):
        signed(given, caseworker)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ADMINISTRATOR])
def test_only_those_who_exchange_information_lay_it_there(given, role):
    with pytest.raises(PermissionDenied):
        signed(given, make_staff(role))


def test_another_cases_consent_is_not_found_under_this_case(mette, given, caseworker):
    other = inquire(caseworker, Person(name="Åse Lund")).case
    answer = mette.post(
        reverse("cases:consent_sign", args=[other.number, given.pk]),
        {"attached": [SimpleUploadedFile("underskrevet.pdf", PDF)]},
    )

    assert answer.status_code == 404
    assert not Attachment.objects.exists()


def test_the_database_keeps_a_form_with_its_own_case_alone(given, caseworker):
    other = inquire(caseworker, Person(name="Åse Lund")).case

    with pytest.raises(IntegrityError, match="another case"):
        attach(case_id=other.pk, file=file(), note=None, consent=given, by=caseworker, now=march(5))


def test_a_file_is_of_a_note_or_of_a_consent(case, given, caseworker):
    note = sign(case, by=caseworker, kind=NoteKind.GENERAL)

    with pytest.raises(IntegrityError, match="attachment_of_note_or_consent"):
        attach(case_id=case.pk, file=file(), note=note, consent=given, by=caseworker, now=march(5))


def test_the_form_cannot_be_moved_to_another_consent(given, caseworker):
    document = signed(given, caseworker)

    with pytest.raises(DatabaseError, match="never be changed"), transaction.atomic():
        Attachment.objects.filter(pk=document.pk).update(consent=None)
    with (
        pytest.raises(DatabaseError, match="never be changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM cases_attachment")


def test_the_page_costs_the_same_however_many_forms_there_are(mette, given, caseworker, count_queries):
    signed(given, caseworker)
    mette.get(given.get_absolute_url())
    with count_queries() as one:
        mette.get(given.get_absolute_url())
    for _ in range(4):
        signed(given, caseworker)
    with count_queries() as five:
        mette.get(given.get_absolute_url())

    assert len(five) == len(one)
