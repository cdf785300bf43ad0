import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rusmiddel.access import reads
from rusmiddel.access.enums import Role
from rusmiddel.letters.decision import NO_APPEAL_ANONYMOUS
from rusmiddel.letters.enums import Channel, LetterKind
from rusmiddel.letters.models import Dispatch, Letter
from rusmiddel.letters.services import (
    LetterCorrupted,
    LetterRefused,
    content,
    correct_receipt,
    hand_over,
    send_by_post,
)
from tests.letters import reading
from tests.letters.factories import (
    NOW,
    RECEIVED_ON,
    SENT_ON,
    TITLE,
    decision,
    guidance,
    make_case,
    make_letter,
    make_user,
    recipient,
)

pytestmark = pytest.mark.django_db


def refused(**changes):
    with pytest.raises(LetterRefused) as refusal:
        make_letter(**changes)
    assert not Letter.objects.exists()
    return refusal.value.reasons


def test_an_issued_letter_is_kept_as_it_was_printed():
    letter = make_letter()
    letter.refresh_from_db()
    assert letter.title == TITLE
    assert letter.issued_at == NOW
    assert letter.recipient_address == "Eksempelvej 12, 2. th.\n9999 Prøveby"
    assert "<h1>Afgørelse: ambulant behandling, ikke døgnbehandling</h1>" in letter.html
    assert letter.sha256 == hashlib.sha256(content(letter)).hexdigest()
    text = reading.text(content(letter))
    assert "31. december 2026" in text
    for line in letter.complaint_guidance.splitlines():
        assert " ".join(line.split()) in text


def test_reprinting_gives_the_same_bytes():
    letter = make_letter()
    first = content(letter)
    assert content(Letter.objects.get(pk=letter.pk)) == first


def test_the_letter_is_dated_by_the_danish_day():
    letter = make_letter(now=datetime(2026, 11, 25, 23, 30, tzinfo=UTC))
    assert "26. november 2026" in reading.text(content(letter))


@pytest.mark.parametrize("kind", [LetterKind.REJECTION, LetterKind.PARTIAL_GRANT])
def test_a_decision_that_does_not_fully_grant_cannot_do_without_guidance(kind):
    assert "skal have klagevejledning" in refused(kind=kind, requires_guidance=False)[0]
    make_case_number = iter(["2026-0001", "2026-0002"])
    for blank in ("", " \n "):
        case = make_case(next(make_case_number))
        user = make_user(f"user{case.pk}")
        assert "Brevet mangler klagevejledning." in refused(
            case=case, by=user, kind=kind, complaint_guidance=blank
        )


def test_guidance_that_is_not_printed_in_the_letter_is_no_guidance():
    assert refused(complaint_guidance="Du kan klage til kongen.") == (
        "Klagevejledningen står ikke i brevet.",
    )


def test_guidance_without_recipient_or_deadline_is_refused():
    bare = guidance(recipient_name="", deadline_on=None, onward_name="")
    reasons = refused(context=decision(guidance=bare))
    assert "Brevet mangler hvem klagen sendes til." in reasons
    assert "Brevet mangler klagefristen." in reasons
    assert "Brevet mangler hvem der behandler klagen." in reasons


@pytest.mark.parametrize(
    ("field", "blank", "reason"),
    [
        ("facts", " ", "de oplysninger, afgørelsen bygger på"),
        ("reasons", "", "begrundelsen"),
        ("outcome", "", "hvad der er besluttet"),
        ("applied_for", "", "hvad der er søgt om"),
        ("provisions", (" ",), "de regler, afgørelsen bygger på"),
    ],
)
def test_a_decision_without_its_parts_is_refused(field, blank, reason):
    assert f"Brevet mangler {reason}." in refused(context=decision(**{field: blank}))


def test_a_letter_without_name_or_address_is_refused():
    reasons = refused(recipient=recipient(name=" ", address_lines=("",)))
    assert reasons == ("Brevet mangler modtagerens navn.", "Brevet mangler modtagerens adresse.")


def test_a_letter_given_by_hand_needs_no_address_and_cannot_be_posted():
    letter = make_letter(recipient=recipient(address_lines=(), is_handed_over=True))
    with pytest.raises(LetterRefused, match="kun gives i hånden"):
        send_by_post(letter, on=SENT_ON, by=letter.issued_by)
    assert hand_over(letter, on=SENT_ON, by=letter.issued_by).presumed_received_on == SENT_ON


def test_a_protected_address_is_printed_only_when_somebody_says_so():
    protected = recipient(has_protected_address=True)
    assert "adressebeskyttelse" in refused(recipient=protected)[0]
    confirmed = replace(protected, may_print_protected_address=True)
    assert make_letter(make_case("2026-0002"), make_user("anna"), recipient=confirmed).pk


def test_an_address_too_big_for_the_window_is_set_smaller_and_then_refused():
    tall = make_letter(recipient=recipient(address_lines=tuple(f"Linje {number}" for number in range(6))))
    assert "recipient--dense" in tall.html
    with pytest.raises(LetterRefused, match="rudekuvertens vindue"):
        make_letter(
            tall.case,
            tall.issued_by,
            recipient=recipient(address_lines=tuple(f"L{number}" for number in range(9))),
        )


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Du kan skrive til Patientombuddet.", "Styrelsen for Patientklager"),
        ("Du kan skrive til Styrelsen for patientsikkerhed.", "Styrelsen for Patientklager"),
        ("Log på med NemID.", "MitID"),
    ],
)
def test_an_abolished_authority_is_not_named_and_the_writer_is_told_what_to_write(text, instead):
    (reason,) = refused(context=decision(reasons=text))
    assert "ikke længere har opgaven" in reason
    assert instead in reason


def test_an_authority_may_be_named_while_it_had_the_task():
    letter = make_letter(
        context=decision(reasons="Log på med NemID."), now=datetime(2020, 5, 1, 9, 0, tzinfo=UTC)
    )
    assert letter.pk


def test_an_emoji_is_refused_by_name():
    assert refused(context=decision(reasons="Godt klaret 😀")) == (
        "Brevet indeholder tegn, der ikke kan trykkes: »😀«.",
    )


def test_a_decision_without_appeal_says_so_and_names_no_appeal_board():
    context = decision(guidance=guidance(none_text=NO_APPEAL_ANONYMOUS))
    letter = make_letter(kind=LetterKind.REJECTION, template="letters/rejection.html", context=context)
    text = reading.text(content(letter))
    assert "kan ikke klage over afgørelsen til en anden myndighed" in text
    assert "Ankestyrelsen" not in text
    assert "Du kan klage" not in text


def test_a_full_grant_needs_no_guidance():
    letter = make_letter(
        kind=LetterKind.VISITATION_LETTER,
        template="letters/visitation_letter.html",
        context=decision(guidance=None),
        requires_guidance=False,
    )
    assert "Du kan klage" not in reading.text(content(letter))


CHANGES = [
    "UPDATE letters_letter SET title = 'x'",
    "UPDATE letters_letter SET issued_by_id = issued_by_id",
    "DELETE FROM letters_letter",
    "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE letters_letter CASCADE",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_to_change_or_delete_an_issued_letter(statement):
    letter = make_letter()
    refused = pytest.raises(DatabaseError, match="may never be changed")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Letter.objects.get(pk=letter.pk).title == TITLE


@pytest.mark.parametrize(
    "act",
    [
        lambda letter: letter.save(),
        lambda letter: letter.delete(),
        lambda letter: Letter.objects.update(title="x"),
        lambda letter: Letter.objects.all().delete(),
        lambda letter: Letter.objects.bulk_update([letter], ["title"]),
    ],
)
def test_no_way_through_the_models_changes_an_issued_letter(act):
    letter = make_letter()
    with pytest.raises(DatabaseError, match="may never be changed"), transaction.atomic():
        act(letter)


def stored(**changes):
    letter = make_letter()
    values = {
        field.attname: getattr(letter, field.attname)
        for field in Letter._meta.concrete_fields
        if not field.primary_key
    }
    return Letter(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"kind": "x"}, "letter_kind_valid"),
        ({"title": ""}, "letter_is_complete"),
        ({"recipient_name": ""}, "letter_is_complete"),
        ({"complaint_guidance": " \n"}, "letter_has_guidance"),
        ({"legal_basis": ""}, "letter_has_guidance"),
        ({"requires_guidance": False}, "letter_kind_requires_guidance"),
        ({"pdf": b"another"}, "letter_seal_holds"),
        ({"sha256": "0" * 64}, "letter_seal_holds"),
    ],
)
def test_the_database_refuses_a_letter_that_is_not_whole(changes, constraint):
    letter = stored(**changes)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        letter.save()


def test_a_pdf_that_does_not_match_its_seal_is_not_handed_out():
    letter = make_letter()
    letter.pdf = content(letter) + b" "
    with pytest.raises(LetterCorrupted):
        content(letter)


def test_a_posted_letter_counts_as_received_six_working_days_later():
    letter = make_letter()
    dispatch = send_by_post(letter, on=SENT_ON, by=letter.issued_by)
    assert dispatch.presumed_received_on == RECEIVED_ON
    assert letter.received_on == RECEIVED_ON


def test_posting_twice_is_one_dispatch():
    letter = make_letter()
    first = send_by_post(letter, on=SENT_ON, by=letter.issued_by)
    assert send_by_post(letter, on=date(2026, 11, 27), by=letter.issued_by) == first
    assert Dispatch.objects.get().sent_on == SENT_ON


def test_the_database_refuses_a_second_dispatch_by_the_same_channel():
    letter = make_letter()
    first = send_by_post(letter, on=SENT_ON, by=letter.issued_by)
    first.pk = None
    with pytest.raises(IntegrityError, match="dispatch_once_per_channel"), transaction.atomic():
        first.save(force_insert=True)


def test_a_letter_both_posted_and_handed_over_counts_from_the_first_day():
    letter = make_letter()
    send_by_post(letter, on=SENT_ON, by=letter.issued_by)
    hand_over(letter, on=date(2026, 11, 26), by=letter.issued_by)
    assert letter.received_on == date(2026, 11, 26)


def test_a_corrected_receipt_keeps_what_was_presumed_and_who_corrected_it():
    letter = make_letter()
    secretary = make_user("sara", roles=[Role.SECRETARY])
    dispatch = send_by_post(letter, on=SENT_ON, by=letter.issued_by)
    correct_receipt(
        dispatch_id=dispatch.pk, received_on=date(2026, 12, 7), source="Borgeren ringede", by=secretary
    )
    dispatch.refresh_from_db()
    assert dispatch.presumed_received_on == RECEIVED_ON
    assert dispatch.counts_from == date(2026, 12, 7)
    assert dispatch.history.count() == 2
    assert dispatch.history.latest().history_user == secretary


@pytest.mark.parametrize(
    ("received_on", "source"), [(date(2026, 11, 24), "Borgeren ringede"), (date(2026, 12, 7), " ")]
)
def test_a_receipt_before_the_dispatch_or_without_a_source_is_refused(received_on, source):
    letter = make_letter()
    dispatch = send_by_post(letter, on=SENT_ON, by=letter.issued_by)
    with pytest.raises(LetterRefused):
        correct_receipt(dispatch_id=dispatch.pk, received_on=received_on, source=source, by=letter.issued_by)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE letters_dispatch SET sent_on = '2026-01-01'",
        "UPDATE letters_dispatch SET presumed_received_on = '2027-01-01'",
        "DELETE FROM letters_dispatch",
    ],
)
def test_the_database_refuses_to_change_how_a_letter_was_sent(statement):
    letter = make_letter()
    send_by_post(letter, on=SENT_ON, by=letter.issued_by)
    refused = pytest.raises(DatabaseError, match="may never be changed")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"channel": "x"}, "dispatch_channel_valid"),
        ({"presumed_received_on": date(2026, 11, 1)}, "dispatch_received_after_sent"),
        ({"received_on": date(2026, 11, 1), "received_source": "x"}, "dispatch_received_after_sent"),
        ({"received_on": date(2026, 12, 1)}, "dispatch_receipt_has_source"),
        ({"received_source": "x"}, "dispatch_receipt_has_source"),
    ],
)
def test_the_database_refuses_a_dispatch_that_cannot_be(changes, constraint):
    letter = make_letter()
    values = {
        "letter": letter,
        "channel": Channel.POST,
        "sent_on": SENT_ON,
        "sent_by": letter.issued_by,
        "presumed_received_on": RECEIVED_ON,
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Dispatch.objects.create(**{**values, **changes})


def test_the_letters_one_sees_are_those_of_the_cases_one_sees():
    letter = make_letter()
    caseworker = make_user("behandler", roles=[Role.CASEWORKER])
    letter.case.responsible = make_user("ansvarlig", roles=[Role.CASEWORKER])
    letter.case.save()
    assert Letter.objects.visible_to(letter.case.responsible).count() == 1
    assert Letter.objects.visible_to(make_user("leder", roles=[Role.TEAM_LEAD])).count() == 1
    assert not Letter.objects.visible_to(caseworker).exists()
    assert not Letter.objects.visible_to(make_user("admin", roles=[Role.ADMINISTRATOR])).exists()


def test_reading_a_letter_is_reading_its_case():
    letter = make_letter()
    with reads.collecting() as seen:
        Letter.objects.get(pk=letter.pk)
    assert seen == {letter.case_id}


def test_a_list_of_letters_loads_no_pdfs_and_costs_the_same_however_long(django_assert_num_queries):
    letter = make_letter()
    send_by_post(letter, on=SENT_ON, by=letter.issued_by)
    for _ in range(2):
        make_letter(letter.case, letter.issued_by)
    assert Letter.objects.not_sent().count() == 2
    assert Letter.objects.issued_between(SENT_ON, SENT_ON).count() == 3
    with django_assert_num_queries(2):
        for one in Letter.objects.for_list():
            assert one.received_on in {None, RECEIVED_ON}
            assert {"pdf", "html"} <= one.get_deferred_fields()
