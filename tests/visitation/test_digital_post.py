"""A letter with Digital Post: sent when a receipt says so, on paper when it says no."""

import base64
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.enums import Channel, MessageStatus, ReceiptOutcome, SetbackKind, SetbackReason
from rusmiddel.letters.models import DigitalMessage, DigitalReceipt, Dispatch, Letter, LetterSetback
from rusmiddel.letters.services import LetterRefused
from rusmiddel.letters.waiting import for_a_batch
from tests.letters.reading import text
from tests.letters.test_memo import receipt
from tests.visitation.scenes import ADULT_CPR, DECIDED_AT, decided, load_preset, make_user, ready, visitator
from visitation import tasks
from visitation.enums import DecisionKind
from visitation.services.digital_post import (
    begin_digital_post,
    give_up_digital_post,
    read_receipts,
    write_again,
    write_message,
)
from visitation.services.letter_batches import begin_batch, confirm_batch, make_batch
from visitation.services.letters import correct_letter_receipt, hand_over_letter, post_letter
from visitation.services.setbacks import register_returned, settle_setback, undo_return

pytestmark = pytest.mark.django_db
LATER = DECIDED_AT + timedelta(days=9)
TODAY = DECIDED_AT.date()


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


@pytest.fixture
def outbox(settings, tmp_path):
    settings.DIGITAL_POST_OUTBOX = str(tmp_path / "ud")
    settings.DIGITAL_POST_INBOX = str(tmp_path / "ind")
    settings.DIGITAL_POST_CVR = "00000000"
    (tmp_path / "ind").mkdir()
    return tmp_path / "ud"


@pytest.fixture
def decision():
    return decided(ready(offer="residential", cpr=ADULT_CPR), DecisionKind.REJECTION)


@pytest.fixture
def letter(decision):
    return decision.letter


def secretary():
    return make_user(Role.SECRETARY)


def begun(letter, by=None, now=DECIDED_AT):
    return begin_digital_post(letter_id=letter.pk, by=by or secretary(), now=now)


def written(letter):
    found = begun(letter)
    write_message(message_id=found.pk, now=DECIDED_AT)
    found.refresh_from_db()
    return found


def answer(outbox, message, status, *, at="2026-03-11T08:00:00Z", now=LATER, **said):
    name = f"{status[:5]}-{at[:10]}-{message.pk}.xml"
    (outbox.parent / "ind" / name).write_bytes(receipt(status, uuid=message.uuid, at=at, **said))
    read_receipts(now=now)
    message.refresh_from_db()
    return message


def window():
    return Deadline.objects.filter(kind=DeadlineKind.COMPLAINT_WINDOW).first()


def task():
    return Deadline.objects.filter(kind=DeadlineKind.LETTER_NOT_REACHED).first()


def returned(letter, by=None, on=None, **changes):
    dispatch = post_letter(letter_id=letter.pk, by=secretary(), now=DECIDED_AT)
    register_returned(
        dispatch_id=dispatch.pk,
        returned_on=on or (DECIDED_AT + timedelta(days=5)).date(),
        by=by or secretary(),
        now=LATER,
        **{"reason": SetbackReason.MOVED, "note": "", **changes},
    )
    return dispatch


def test_the_message_lies_in_the_outbox_under_its_number(outbox, letter):
    found = written(letter)

    assert [path.name for path in outbox.iterdir()] == [f"{found.uuid}.xml"]
    assert found.status == MessageStatus.WRITTEN
    content = (outbox / found.file_name).read_text()
    assert ADULT_CPR in content
    assert (outbox / found.file_name).stat().st_mode & 0o077 == 0


def test_a_message_that_is_written_counts_as_sent_only_when_a_receipt_says_so(outbox, letter):
    found = written(letter)
    assert not Dispatch.objects.exists()

    answer(outbox, found, "Modtaget Digital Post")
    dispatch = Dispatch.objects.get()
    assert (dispatch.channel, dispatch.sent_on) == (Channel.DIGITAL_POST, date(2026, 3, 11))
    assert dispatch.presumed_received_on == date(2026, 3, 11)
    assert window().status == DeadlineStatus.OPEN


def test_a_delivered_message_is_known_to_be_received_and_the_presumption_stays(outbox, letter):
    found = written(letter)
    answer(outbox, found, "Modtaget Digital Post")
    answer(outbox, found, "Afleveret Digital Post", at="2026-03-12T08:00:00Z")

    dispatch = Dispatch.objects.get()
    assert dispatch.received_on == date(2026, 3, 12)
    assert dispatch.presumed_received_on == date(2026, 3, 11)
    assert "Digital Post" in dispatch.received_source


def test_receipts_in_the_wrong_order_and_read_twice_stamp_once(outbox, letter):
    found = written(letter)
    answer(outbox, found, "Afleveret Digital Post", at="2026-03-12T08:00:00Z")
    answer(outbox, found, "Modtaget Digital Post")
    answer(outbox, found, "Modtaget Digital Post")

    assert found.status == MessageStatus.DELIVERED
    assert Dispatch.objects.count() == 1
    assert DigitalReceipt.objects.count() == 2


def test_asking_again_is_the_same_message_and_the_same_file(outbox, letter):
    found = written(letter)
    before = (outbox / found.file_name).read_bytes()

    assert begun(letter) == found
    assert write_message(message_id=found.pk, now=LATER) is False
    write_again(message_id=found.pk, by=secretary(), now=LATER)
    assert [path.read_bytes() for path in outbox.iterdir()] == [before]


def test_a_worker_killed_after_the_file_was_written_writes_the_same_again(outbox, letter, monkeypatch):
    found = begun(letter)
    moving = DigitalMessage.move_to

    def die(self, status):
        raise SystemExit

    monkeypatch.setattr(DigitalMessage, "move_to", die)
    with pytest.raises(SystemExit), transaction.atomic():
        write_message(message_id=found.pk, now=DECIDED_AT)
    monkeypatch.setattr(DigitalMessage, "move_to", moving)
    before = (outbox / found.file_name).read_bytes()
    tasks.exchange_digital_post()

    found.refresh_from_db()
    assert found.status == MessageStatus.WRITTEN
    assert [path.read_bytes() for path in outbox.iterdir()] == [before]


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [("Fejlet", {"text": "Postkassen er lukket"}, "failed"), ("Fritaget", {}, "exempt")],
)
def test_what_does_not_arrive_is_paper_work_at_once(outbox, letter, status, said, kind):
    answer(outbox, written(letter), status, **said)

    assert LetterSetback.objects.get().kind == kind
    assert letter in for_a_batch(Letter.objects.visible_to(secretary()))
    assert task().status == DeadlineStatus.OPEN
    assert not Dispatch.objects.exists()


def test_a_failure_after_it_was_taken_as_sent_stops_the_time_to_complain(outbox, letter):
    found = written(letter)
    answer(outbox, found, "Modtaget Digital Post")
    answer(outbox, found, "Fejlet", at="2026-03-12T08:00:00Z")

    assert window().status == DeadlineStatus.LAPSED
    assert not letter.dispatches.exists()


def test_paper_settles_what_failed(outbox, letter):
    answer(outbox, written(letter), "Fejlet")
    post_letter(letter_id=letter.pk, by=secretary(), now=LATER)

    assert task().status == DeadlineStatus.LAPSED
    assert "Sendt med posten" in LetterSetback.objects.get().settled_how
    assert window().status == DeadlineStatus.OPEN


def test_the_exempt_are_not_tried_again(outbox, letter):
    answer(outbox, written(letter), "Fritaget")
    with pytest.raises(LetterRefused, match="fritaget"):
        begun(letter, now=LATER)


def test_a_failed_letter_may_be_tried_again_under_another_number(outbox, letter):
    first = answer(outbox, written(letter), "Fejlet")
    second = begun(letter, now=LATER)

    assert first.uuid != second.uuid


def test_a_letter_on_its_way_is_not_posted_too(outbox, letter):
    begun(letter)
    with pytest.raises(LetterRefused, match="på vej med Digital Post"):
        post_letter(letter_id=letter.pk, by=secretary(), now=DECIDED_AT)
    with pytest.raises(ValidationError):
        begin_batch(letter_ids=[letter.pk], by=secretary(), now=DECIDED_AT)


def test_a_letter_in_a_batch_does_not_go_digitally_too(outbox, letter):
    begin_batch(letter_ids=[letter.pk], by=secretary(), now=DECIDED_AT)
    with pytest.raises(LetterRefused, match="bunke"):
        begun(letter)


def test_a_queued_message_can_be_taken_back_and_a_written_one_cannot(outbox, letter):
    found = begun(letter)
    give_up_digital_post(message_id=found.pk, by=secretary(), now=DECIDED_AT)
    again = written(letter)
    with pytest.raises(ValidationError):
        give_up_digital_post(message_id=again.pk, by=secretary(), now=DECIDED_AT)


def test_the_database_refuses_two_messages_of_one_letter(outbox, letter):
    begun(letter)
    with pytest.raises(IntegrityError, match="digital_message_once_per_letter"):
        DigitalMessage.objects.create(letter=letter, version="1.1", begun_at=DECIDED_AT, begun_by=secretary())


def test_the_number_of_a_message_never_changes(outbox, letter):
    found = begun(letter)
    with pytest.raises(DatabaseError, match="may never be changed"), transaction.atomic():
        DigitalMessage.objects.filter(pk=found.pk).update(version="1.0")


def test_the_anonymous_and_those_without_a_number_get_paper(outbox):
    nobody = decided(ready(offer="residential"), DecisionKind.REJECTION)
    with pytest.raises(LetterRefused, match="CPR-nummer mangler"):
        begun(nobody.letter)


def test_without_the_municipalitys_folders_there_is_no_digital_post(letter):
    with pytest.raises(LetterRefused, match="ikke sat op"):
        begun(letter)


def test_a_doctor_sends_nothing(outbox, letter):
    with pytest.raises(PermissionDenied):
        begun(letter, by=make_user(Role.DOCTOR))


def test_a_file_that_is_no_receipt_is_set_aside_and_told_of(outbox, letter, client):
    inbox = outbox.parent / "ind"
    (inbox / "a.xml").write_text("vrøvl")
    (inbox / "b.xml").write_bytes(receipt())
    assert read_receipts(now=LATER) == 2
    assert read_receipts(now=LATER) == 0

    assert set(DigitalReceipt.objects.values_list("outcome", flat=True)) == {ReceiptOutcome.UNKNOWN}
    assert sorted(path.name for path in (inbox / "ikke-laest").iterdir()) == ["a.xml", "b.xml"]
    client.force_login(secretary())
    assert (
        "2 kvitteringer fra Digital Post kunne ikke læses"
        in client.get(reverse("visitation:letter_list")).content.decode()
    )


def test_returned_mail_stops_the_time_to_complain_and_is_a_task(letter):
    returned(letter)

    assert window().status == DeadlineStatus.LAPSED
    assert "retur" in window().reason
    assert task().due_on == (DECIDED_AT + timedelta(days=5)).date()
    assert not letter.dispatches.exists()
    assert Dispatch.with_taken_back.get().presumed_received_on


def test_returned_mail_sent_again_runs_the_time_anew(letter):
    returned(letter)
    post_letter(letter_id=letter.pk, by=secretary(), now=LATER)

    assert window().status == DeadlineStatus.OPEN
    assert window().opened_on == LATER.date()
    assert task().status == DeadlineStatus.LAPSED


def test_returned_mail_may_be_given_by_hand(letter):
    returned(letter)
    hand_over_letter(letter_id=letter.pk, by=secretary(), now=LATER)

    assert task().status == DeadlineStatus.LAPSED


def test_what_is_known_to_be_received_did_not_come_back(letter):
    dispatch = post_letter(letter_id=letter.pk, by=secretary(), now=DECIDED_AT)
    correct_letter_receipt(
        dispatch_id=dispatch.pk, received_on=TODAY, source="Borgeren ringede", by=secretary(), now=DECIDED_AT
    )
    with pytest.raises(ValidationError, match="registreret som modtaget"):
        register_returned(
            dispatch_id=dispatch.pk,
            returned_on=TODAY,
            reason=SetbackReason.MOVED,
            note="",
            by=secretary(),
            now=LATER,
        )


@pytest.mark.parametrize("on", [TODAY - timedelta(days=1), LATER.date() + timedelta(days=1)])
def test_mail_comes_back_between_the_sending_and_today(letter, on):
    with pytest.raises(ValidationError):
        returned(letter, on=on)


def test_that_nothing_more_is_done_needs_words(letter):
    returned(letter)
    setback = LetterSetback.objects.get()
    with pytest.raises(ValidationError):
        settle_setback(setback_id=setback.pk, how=" ", by=secretary(), now=LATER)
    settle_setback(setback_id=setback.pk, how="Borgeren er rejst", by=secretary(), now=LATER)
    assert task().status == DeadlineStatus.LAPSED


def undone(letter, reason="Kuverten var til en anden", by=None, now=LATER):
    setback = LetterSetback.objects.get(letter=letter)
    return undo_return(setback_id=setback.pk, reason=reason, by=by or secretary(), now=now)


def test_a_return_that_was_a_mistake_lets_the_posting_count_again_and_both_are_kept(letter):
    first = returned(letter)
    again = undone(letter)

    setback = LetterSetback.objects.get()
    assert (again.sent_on, again.presumed_received_on) == (first.sent_on, first.presumed_received_on)
    assert Dispatch.with_taken_back.get(pk=first.pk).returned_on is not None
    assert "Kuverten var til en anden" in setback.settled_how
    assert task().status == DeadlineStatus.LAPSED
    assert window().status == DeadlineStatus.OPEN
    assert reconcile(today=LATER.date()).drift_count == 0


def test_that_a_return_was_a_mistake_needs_a_reason(letter):
    returned(letter)
    with pytest.raises(ValidationError):
        undone(letter, reason=" ")
    assert not Dispatch.objects.exists()


def test_a_return_is_undone_once_and_only_while_nothing_else_was_done(letter):
    returned(letter)
    hand_over_letter(letter_id=letter.pk, by=secretary(), now=LATER)
    with pytest.raises(ValidationError, match="allerede løst"):
        undone(letter)


def test_a_letter_that_lies_in_a_batch_again_came_back(letter):
    returned(letter)
    begin_batch(letter_ids=[letter.pk], by=secretary(), now=LATER)
    with pytest.raises(ValidationError, match="bunke"):
        undone(letter)


def test_a_refusal_of_digital_post_is_not_undone(outbox, letter):
    answer(outbox, written(letter), "Fejlet")
    with pytest.raises(ValidationError, match="kommet retur"):
        undone(letter)


def test_a_return_after_a_mistaken_one_is_registered_on_the_posting_that_counts(letter):
    returned(letter)
    again = undone(letter)
    register_returned(
        dispatch_id=again.pk,
        returned_on=LATER.date(),
        reason=SetbackReason.MOVED,
        note="",
        by=secretary(),
        now=LATER,
    )
    assert LetterSetback.objects.open().get().dispatch == again


def test_a_mistaken_return_is_undone_on_its_page(client, letter):
    returned(letter)
    setback = LetterSetback.objects.get()
    client.force_login(secretary())
    path = reverse("visitation:letter_return_undo", args=[letter.case.number, letter.pk, setback.pk])
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "Forkert kuvert"}).status_code == 302
    page = client.get(letter.get_absolute_url()).content.decode()
    assert "Kom ikke retur alligevel: Forkert kuvert" in page
    assert client.get(path).status_code == 404


def letters_page(client):
    client.force_login(secretary())
    return client.get(reverse("visitation:letter_list")).content.decode()


@pytest.mark.parametrize(("days", "is_work"), [(1, False), (3, True)])
def test_a_message_without_a_receipt_becomes_work_to_do(client, outbox, letter, settings, days, is_work):
    settings.DIGITAL_POST_RECEIPT_DAYS = 2
    written(letter)
    with time_machine.travel(DECIDED_AT + timedelta(days=days), tick=False):
        page = letters_page(client)
    assert ("Digital Post, der skal ses efter" in page) == is_work
    assert ("På vej med Digital Post" in page) == (not is_work)


def test_a_message_that_was_answered_is_no_work(client, outbox, letter):
    answer(outbox, written(letter), "Afleveret Digital Post")
    with time_machine.travel(DECIDED_AT + timedelta(days=30), tick=False):
        assert "skal ses efter" not in letters_page(client)


def test_a_receipt_in_its_wrapper_is_read_and_one_that_cannot_be_is_shown_by_name(client, outbox, letter):
    message = written(letter)
    inner = base64.b64encode(receipt("Afleveret Digital Post", uuid=message.uuid)).decode()
    inbox = outbox.parent / "ind"
    (inbox / "hylster.xml").write_text(f"<Besked><MessageUUID>x</MessageUUID><Data>{inner}</Data></Besked>")
    (inbox / "andet-hylster.xml").write_text("<Besked><Data>JVBERi0=</Data></Besked>")
    read_receipts(now=LATER)
    message.refresh_from_db()

    assert message.status == MessageStatus.DELIVERED
    page = letters_page(client)
    assert "andet-hylster.xml" in page
    assert "Kvitteringen mangler brevets nummer" in page


def test_a_return_is_never_undone_in_the_database(letter):
    dispatch = returned(letter)
    with pytest.raises(DatabaseError, match="may never be changed"), transaction.atomic():
        Dispatch.with_taken_back.filter(pk=dispatch.pk).update(returned_on=None)


def test_a_new_address_is_shown_on_a_sheet_in_front_of_the_sealed_letter(letter):
    returned(letter)
    citizen = letter.case.citizen
    citizen.address_line = "Nygade 7"
    citizen.save()
    batch = begin_batch(letter_ids=[letter.pk], by=secretary(), now=LATER)
    make_batch(batch_id=batch.pk, now=LATER)
    batch.refresh_from_db()

    printed = text(bytes(batch.pdf))
    assert "Vi sender dig et brev igen" in printed
    assert printed.index("Nygade 7") < printed.index("Eksempelvej 12")
    assert confirm_batch(batch_id=batch.pk, sent_on=LATER.date(), by=secretary(), now=LATER) == 1


def test_the_new_address_of_a_protected_citizen_is_not_printed(letter):
    returned(letter)
    citizen = letter.case.citizen
    citizen.address_line, citizen.is_protected = "Nygade 7", True
    citizen.save()
    batch = begin_batch(letter_ids=[letter.pk], by=secretary(), now=LATER)

    assert batch.rows.get().new_address == ""


def test_the_night_finds_no_drift(outbox, letter):
    returned(letter)
    assert reconcile(today=LATER.date()).drift_count == 0


def test_the_letters_page_shows_what_happened_and_what_to_do(client, letter):
    returned(letter, note="Ubekendt siger postbuddet")
    client.force_login(secretary())
    page = client.get(reverse("visitation:letter", args=[letter.case.number, letter.pk])).content.decode()

    assert "Brevet kom ikke frem" in page
    assert "klagefristen løber ikke" in page
    assert "Ubekendt siger postbuddet" in page


def test_returned_mail_is_registered_on_its_page(client, letter):
    dispatch = post_letter(letter_id=letter.pk, by=visitator(), now=DECIDED_AT)
    client.force_login(secretary())
    path = reverse("visitation:letter_returned", args=[letter.case.number, letter.pk, dispatch.pk])
    wrong = client.post(path, {"returned_on": "1.1.2020", "reason": "moved", "note": "Skrevet"})
    assert wrong.status_code == 422
    assert "Skrevet" in wrong.content.decode()
    client.post(path, {"returned_on": "i dag", "reason": "moved"})
    assert LetterSetback.objects.get().kind == SetbackKind.RETURNED


def test_digital_post_is_begun_on_the_letters_page(client, outbox, letter):
    client.force_login(secretary())
    client.post(reverse("visitation:letter_digital", args=[letter.case.number, letter.pk]))

    assert DigitalMessage.objects.get().status == MessageStatus.QUEUED
    assert (
        "Venter på at blive afleveret"
        in client.get(reverse("visitation:letter", args=[letter.case.number, letter.pk])).content.decode()
    )
