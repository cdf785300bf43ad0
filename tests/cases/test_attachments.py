"""Attachments: known by their content, kept out of reach, handed out only to who may see the case."""

import hashlib
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection
from django.urls import reverse
from openpyxl import Workbook

from cases.enums import NoteKind
from cases.file_names import clean_name
from cases.file_types import type_of
from cases.models import Attachment
from cases.services.attachments import add_document, attach, attachment_storage, receive
from rusmiddel.access.enums import Role
from rusmiddel.access.models import ReadLog
from tests.access.factories import make_staff
from tests.cases.factories import CaseFactory, co_worker, march
from tests.cases.journal import ALL_TYPES, JPEG, PDF, PNG, PROGRAM, archive, file, sign, word_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def mette(client, caseworker):
    client.force_login(caseworker)
    return client


@pytest.fixture
def document(case, caseworker):
    return add_document(case_id=case.pk, file=file(), by=caseworker, now=march(3))


def spreadsheet():
    held = io.BytesIO()
    Workbook().save(held)
    return held.getvalue()


def look_at(content, name="fil.pdf", **limits):
    return receive(name=name, content=content, **{"allowed": ALL_TYPES, "most_megabytes": 1, **limits})


# What it is


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("pdf", PDF),
        ("png", PNG),
        ("jpeg", JPEG),
        ("docx", word_file()),
        ("xlsx", spreadsheet()),
        ("odt", archive(mimetype="application/vnd.oasis.opendocument.text", content_xml="<a/>")),
    ],
)
def test_a_file_is_what_its_content_is(key, content):
    assert type_of(content).key == key
    assert look_at(content, name="noget.exe").name.startswith("noget.")


@pytest.mark.parametrize(
    "content",
    [
        PROGRAM,
        b"MZ%PDF-1.7 and more",
        b"\x7fELF\x02\x01\x01" + b"\0" * 60,
        b"#!/bin/sh\nrm -rf /\n",
        b"<!doctype html><html><script>alert(1)</script></html>",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        b"Almindelig tekst",
        archive(readme="hej"),
        archive(mimetype="text/html"),
        word_file(**{"word/vbaProject.bin": "x"}),
        word_file()[:40],
        b"PK\x03\x04" + b"\0" * 60,
    ],
    ids=range(12),
)
def test_what_may_not_be_kept_is_refused_whatever_it_is_called(content):
    with pytest.raises(ValidationError, match=r"»faktura« kan ikke lægges på sagen"):
        look_at(content, name="faktura.pdf")


def test_an_archive_that_swells_is_not_unpacked():
    bomb = archive(mimetype=" " * 1_000_000)

    assert type_of(bomb) is None


def test_only_the_types_in_the_settings_are_taken():
    with pytest.raises(ValidationError, match="Indholdet skal være PDF eller PNG"):
        look_at(JPEG, allowed=["pdf", "png"])


def test_an_empty_file_and_one_too_large_are_refused_with_the_reason():
    with pytest.raises(ValidationError, match="er tom"):
        look_at(b"")
    with pytest.raises(ValidationError, match="fylder mere end 1 MB"):
        look_at(PDF + b"\0" * 1024 * 1024)


# What it is called


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Samtykke.pdf", "Samtykke.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\mette\\Aftale.docx", "Aftale.pdf"),
        ("regning.pdf.exe", "regning.pdf"),
        ("Referat 3.12.2026.pdf", "Referat 3.12.2026.pdf"),
        ("fdp\u202eexe.fil", "fdpexe.pdf"),
        ('a"b\r\nSet-Cookie: x=1.pdf', "a_bSet-Cookie_ x=1.pdf"),
        ("010190-1234 udtalelse.pdf", "010190-xxxx udtalelse.pdf"),
        ("0101901234.pdf", "010190-xxxx.pdf"),
        ("", "bilag.pdf"),
        ("....", "bilag.pdf"),
        ("æ" * 300, "æ" * 100 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_before_it_is_shown(given, shown):
    assert clean_name(given, ".pdf") == shown


def test_a_file_is_stored_under_a_name_of_our_own(document):
    assert "samtykke" not in document.stored_as
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert attachment_storage().open(document.stored_as).read() == PDF


# Handing it out


def test_a_file_is_saved_and_never_shown(mette, document):
    answer = mette.get(document.get_absolute_url())

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="samtykke.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_handing_out_a_file_stands_in_the_read_log(mette, document, case):
    mette.get(document.get_absolute_url())

    read = ReadLog.objects.latest("pk")
    assert (read.case, read.page, read.kind) == (case, "cases:attachment", "printed")


def test_a_file_is_not_found_under_another_case(mette, document):
    other = CaseFactory()

    assert mette.get(reverse("cases:attachment", args=[other.number, document.key])).status_code == 404


def test_the_attachment_of_a_doctors_note_is_the_doctors(client, case):
    doctor = co_worker(case, Role.DOCTOR)
    note = sign(case, by=doctor, kind=NoteKind.DOCTOR, attached=[file("blodprøve.pdf")])
    client.force_login(make_staff(Role.SECRETARY))

    assert client.get(note.attachments.get().get_absolute_url()).status_code == 404
    assert "blodprøve" not in client.get(reverse("cases:note_list", args=[case.number])).content.decode()


@pytest.mark.parametrize("harm", ["gone", "another"])
def test_a_file_that_is_not_what_was_stored_is_not_handed_out(mette, document, harm):
    attachment_storage().delete(document.stored_as)
    if harm == "another":
        with attachment_storage().open(document.stored_as, "wb") as stored:
            stored.write(b"something else")

    answer = mette.get(document.get_absolute_url(), follow=True)

    assert "Filen kan ikke læses" in answer.content.decode()


# Putting it there


def test_a_document_is_put_on_the_case_and_stands_in_its_story(mette, case):
    path = reverse("cases:attachment_new", args=[case.number])

    mette.post(path, {"attached": SimpleUploadedFile("Aftale.PDF", PDF, content_type="text/html")})

    kept = Attachment.objects.get()
    assert (kept.name, kept.content_type, kept.size) == ("Aftale.pdf", "application/pdf", len(PDF))
    assert case.story.latest("pk").text == "Dokument lagt på sagen: Aftale.pdf"


def test_several_files_come_at_once_and_one_bad_one_is_named(mette, case):
    path = reverse("cases:attachment_new", args=[case.number])
    files = [SimpleUploadedFile("god.pdf", PDF), SimpleUploadedFile("slem.pdf", PROGRAM)]

    answer = mette.post(path, {"attached": files})

    assert answer.status_code == 422
    assert "»slem« kan ikke" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_form_without_a_file_asks_for_one(mette, case):
    answer = mette.post(reverse("cases:attachment_new", args=[case.number]), {"x": "1"})

    assert "Vælg en fil." in answer.content.decode()


def test_a_row_that_is_refused_leaves_no_file(case, caseworker, monkeypatch):
    kept = []
    storage = attachment_storage()
    monkeypatch.setattr(type(storage), "delete", lambda self, name: kept.append(name))
    monkeypatch.setattr(Attachment, "save", _fail)

    with pytest.raises(IntegrityError):
        add_document(case_id=case.pk, file=file(), by=caseworker, now=march(3))

    assert len(kept) == 1


def _fail(self, **options):
    raise IntegrityError


@pytest.mark.parametrize(
    "statement",
    ["UPDATE cases_attachment SET name = 'x.pdf'", "DELETE FROM cases_attachment"],
)
def test_the_database_lets_nobody_change_an_attachment(document, statement):
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="may never be changed or deleted"):
        cursor.execute(statement)


def test_an_attachment_belongs_to_a_note_of_its_own_case(case, caseworker):
    attach(case_id=CaseFactory().pk, file=file(), note=sign(case, by=caseworker), by=caseworker, now=march(3))

    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="attachment_of_same_case"):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
