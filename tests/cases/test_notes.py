"""The journal: who may write and read what, and that nothing signed is ever changed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection
from django.urls import reverse

from cases.enums import NoteKind, StoryKind
from cases.models import Note, StoryEntry
from cases.note_templates import template_for, with_template
from cases.permissions import readable_notes, writable_notes
from cases.services.notes import add_to_note
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import CaseFactory, co_worker, march
from tests.cases.journal import PROGRAM, file, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def mette(client, caseworker):
    client.force_login(caseworker)
    return client


def new_note(case):
    return reverse("cases:note_new", args=[case.number])


def typed(**changes):
    moment = {"occurred_at_0": "31-03-2026", "occurred_at_1": "10.00"}
    return {"kind": "talk", **moment, "text": "Talte om weekenden.", **changes}


# Writing


def test_a_signed_note_says_who_wrote_it_when_and_when_it_happened(case, caseworker):
    note = sign(case, by=caseworker, occurred_at=march(3, 10), now=march(3, 15))

    assert (note.author, note.occurred_at, note.signed_at) == (caseworker, march(3, 10), march(3, 15))
    assert not note.is_late


def test_a_note_written_on_a_later_day_shows_both_dates(mette, case, caseworker):
    note = sign(case, by=caseworker, occurred_at=march(3), now=march(5))

    page = mette.get(note.get_absolute_url()).content.decode()

    assert note.is_late
    assert "Skete 3. mar. 09.00, skrevet 5. mar. 09.00" in page
    assert "(skrevet 5. marts 2026)" in StoryEntry.objects.get(kind=StoryKind.NOTE).text


def test_a_note_just_before_midnight_is_late_after_it(case, caseworker):
    note = sign(case, by=caseworker, occurred_at=march(3, 23), now=march(4, 0) + timedelta(minutes=10))

    assert note.is_late


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_a_note_says_something(case, caseworker, text):
    with pytest.raises(ValidationError, match="Skriv notatet"):
        sign(case, by=caseworker, text=text)


def test_a_note_is_not_about_what_has_not_happened(case, caseworker):
    with pytest.raises(ValidationError, match="ligger i fremtiden"):
        sign(case, by=caseworker, occurred_at=march(4), now=march(3))


def test_the_same_form_twice_signs_one_note(case, caseworker):
    key = uuid4()

    first, second = (sign(case, by=caseworker, submission=key) for _ in range(2))

    assert first == second
    assert StoryEntry.objects.filter(kind=StoryKind.NOTE).count() == 1


def test_a_note_is_put_right_by_an_addendum_beneath_it(case, caseworker):
    note = sign(case, by=caseworker)

    first = add_to_note(
        note_id=note.pk, text="Det var søndag.", submission=uuid4(), by=caseworker, now=march(4)
    )
    second = add_to_note(
        note_id=first.pk, text="Om aftenen.", submission=uuid4(), by=caseworker, now=march(5)
    )

    assert list(note.addenda.order_by("pk")) == [first, second]
    assert Note.objects.get(pk=note.pk).text == "Borgeren kom til tiden."


# Who may


def test_the_doctors_and_the_psychologists_notes_are_their_own():
    doctor, psychologist, secretary = map(make_staff, (Role.DOCTOR, Role.PSYCHOLOGIST, Role.SECRETARY))
    caseworker = make_staff(Role.CASEWORKER)

    assert NoteKind.DOCTOR in writable_notes(doctor)
    assert NoteKind.DOCTOR not in {
        *writable_notes(psychologist),
        *writable_notes(caseworker),
    }
    assert NoteKind.PSYCHOLOGIST not in readable_notes(doctor)
    assert not {NoteKind.DOCTOR, NoteKind.PSYCHOLOGIST} & {*readable_notes(secretary)}
    assert writable_notes(make_staff(Role.ADMINISTRATOR)) == []


def test_nobody_signs_a_note_of_another_profession(case, caseworker):
    with pytest.raises(PermissionDenied):
        sign(case, by=caseworker, kind=NoteKind.DOCTOR)


def test_a_changed_form_field_does_not_make_a_caseworker_a_doctor(mette, case):
    answer = mette.post(new_note(case), typed(kind="doctor"))

    assert answer.status_code == 422
    assert not Note.objects.exists()


def test_a_note_is_not_found_under_another_case(mette, case, caseworker):
    note = sign(case, by=caseworker)
    other = CaseFactory()

    assert mette.get(reverse("cases:note", args=[other.number, note.pk])).status_code == 404


def test_what_the_doctor_wrote_stands_in_no_list_and_no_story_of_the_secretarys(client, case):
    sign(case, by=co_worker(case, Role.DOCTOR), kind=NoteKind.DOCTOR, text="Leverprøverne er høje.")
    client.force_login(make_staff(Role.SECRETARY))

    pages = [
        client.get(path).content.decode()
        for path in (case.get_absolute_url(), reverse("cases:note_list", args=[case.number]))
    ]

    assert not any("Leverprøverne" in page for page in pages)
    assert "Lægenotat" in pages[0]


# What the database refuses


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_note SET text = 'Noget andet'",
        "UPDATE cases_note SET signed_at = occurred_at",
        "DELETE FROM cases_note",
        "TRUNCATE cases_note CASCADE",
    ],
)
def test_the_database_lets_nobody_change_a_signed_note(case, caseworker, statement):
    sign(case, by=caseworker, attached=[file()])

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="may never be changed or deleted"):
            cursor.execute(statement)


def test_not_even_the_model_changes_a_signed_note(case, caseworker):
    note = sign(case, by=caseworker)
    note.text = "Noget andet"

    with pytest.raises(DatabaseError, match="may never be changed"):
        note.save()


@pytest.mark.parametrize("harm", ["another case", "another kind"])
def test_an_addendum_stands_under_a_note_of_its_own_case_and_kind(case, caseworker, harm):
    Note.objects.create(
        case=CaseFactory() if harm == "another case" else case,
        kind="doctor" if harm == "another kind" else "talk",
        amends=sign(case, by=caseworker),
        author=caseworker,
        occurred_at=march(3),
        signed_at=march(3),
        text="x",
    )

    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="note_addendum_of_same"):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("note_kind_valid", {"kind": "rumour"}),
        ("note_says_something", {"text": " \n"}),
        ("note_signed_after_it_happened", {"occurred_at": march(4)}),
    ],
)
def test_the_database_keeps_what_a_note_promises(case, caseworker, name, changes):
    facts = {"kind": "talk", "text": "x", "occurred_at": march(3)}

    with pytest.raises(IntegrityError, match=name):
        Note.objects.create(case=case, author=caseworker, signed_at=march(3), **{**facts, **changes})


# The pages


def test_a_refused_file_leaves_the_text_and_its_draft(mette, case):
    program = SimpleUploadedFile("regning.pdf", PROGRAM, content_type="application/pdf")

    answer = mette.post(new_note(case), typed(attached=program))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Talte om weekenden." in page
    assert "»regning« kan ikke lægges på sagen" in page
    assert "Bilag" in page
    assert case.drafts.get().fields["text"] == ["Talte om weekenden."]
    assert not Note.objects.exists()


def test_signing_finishes_the_draft(mette, case):
    mette.post(new_note(case), typed(draft_keep="1"))
    draft = case.drafts.get()
    page = mette.get(draft.get_absolute_url())

    mette.post(new_note(case), typed(draft=page.context["draft"].token, draft_seen="1"))

    assert Note.objects.get().text == "Talte om weekenden."
    assert not case.drafts.exists()


def test_a_template_is_put_beneath_what_is_written_and_nothing_is_replaced(mette, case):
    answer = mette.post(new_note(case), typed(kind="phone", draft_template="1"))

    text = answer.context["form"].initial["text"]
    assert text.startswith("Talte om weekenden.\n\nHvem ringede:")


def test_every_kind_has_a_template():
    assert all(template_for(kind) for kind in NoteKind)
    assert with_template("", NoteKind.TALK) == template_for(NoteKind.TALK)


def test_the_journal_costs_the_same_however_long_it_is(mette, case, caseworker, count_queries):
    path = reverse("cases:note_list", args=[case.number])
    pages = [path, case.get_absolute_url()]
    note = sign(case, by=caseworker, attached=[file()])
    add_to_note(note_id=note.pk, text="x", submission=uuid4(), by=caseworker, now=march(5))
    mette.get(path)
    with count_queries() as few:
        for page in pages:
            mette.get(page)
    for day in range(4, 30):
        note = sign(case, by=caseworker, now=march(day), attached=[file()])
        add_to_note(note_id=note.pk, text="x", submission=uuid4(), by=caseworker, now=march(30))
    with count_queries() as many:
        for page in pages:
            mette.get(page)

    assert len(many) == len(few)
    with count_queries() as journal:
        mette.get(path)
    assert len(journal) <= 15
