"""The day's letters as one print: nothing is sent before somebody says so."""

from datetime import timedelta
from time import perf_counter

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from rusmiddel.access.enums import Role
from rusmiddel.access.models import ReadLog
from rusmiddel.letters.enums import BatchStatus
from rusmiddel.letters.models import BatchLetter, Dispatch, Letter, LetterBatch
from rusmiddel.letters.services import LetterRefused
from tests.letters.batches import fronts, plain_letter, widths
from tests.letters.factories import NOW, make_case
from tests.letters.reading import text
from tests.visitation.scenes import load_preset, make_user
from visitation import tasks
from visitation.services import letter_batches
from visitation.services.letter_batches import (
    begin_batch,
    confirm_batch,
    drop_batch,
    make_batch,
    take_out_of_batch,
)
from visitation.services.letters import post_letter

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def secretary():
    return make_user(Role.SECRETARY)


@pytest.fixture
def case():
    return make_case()


def some_letters(case, count=3, **changes):
    return [plain_letter(case, secretary(), number, **changes) for number in range(1, count + 1)]


def begun(letters, by=None):
    return begin_batch(letter_ids=[letter.pk for letter in letters], by=by or secretary(), now=NOW)


def made(letters, by=None):
    batch = begun(letters, by)
    make_batch(batch_id=batch.pk, now=NOW)
    batch.refresh_from_db()
    return batch


def confirm(batch, on=TODAY, by=None, now=NOW):
    return confirm_batch(batch_id=batch.pk, sent_on=on, by=by or secretary(), now=now)


def take_out(batch, letter, reason="Kuverten gik i stykker"):
    take_out_of_batch(batch_id=batch.pk, letter_id=letter.pk, reason=reason, by=secretary(), now=NOW)


def test_the_print_has_the_letters_in_the_order_of_the_addresses(case):
    letters = some_letters(case, 12)
    batch = made(list(reversed(letters)))

    assert fronts(bytes(batch.pdf)) == list(range(1, 13))


def test_the_packing_list_stands_first_and_names_every_letter(case):
    batch = made(some_letters(case))

    listed = text(bytes(batch.pdf))
    assert "Følgeliste" in listed
    assert all(f"Læser {number}" in listed for number in (1, 2, 3))


def test_a_protected_name_does_not_stand_on_the_packing_list(case):
    case.citizen.is_protected = True
    case.citizen.save()
    batch = made(some_letters(case, 1))

    assert "Læser 1" not in text(bytes(batch.pdf))
    assert "Navnebeskyttet" in text(bytes(batch.pdf))


def test_a_letter_without_an_address_is_left_out(case):
    by_hand = plain_letter(case, secretary(), 9, recipient_address="")

    with pytest.raises(ValidationError, match="Vælg mindst ét brev"):
        begun([by_hand])


def test_making_the_print_marks_nothing_as_sent(case):
    made(some_letters(case))

    assert not Dispatch.objects.exists()
    assert Letter.objects.not_sent().count() == 3


def test_confirming_marks_each_letter_as_posted_once(case):
    batch = made(some_letters(case))

    assert confirm(batch) == 3
    assert confirm(batch) == 0
    assert Dispatch.objects.count() == 3
    assert set(Dispatch.objects.values_list("sent_on", "channel")) == {(TODAY, "post")}


def test_the_print_is_gone_when_the_batch_is_over(case):
    batch = made(some_letters(case))
    confirm(batch)
    batch.refresh_from_db()

    assert batch.pdf is None
    assert batch.status == BatchStatus.CONFIRMED


def test_a_letter_that_is_taken_out_is_not_sent_and_waits_again(case):
    letters = some_letters(case)
    batch = made(letters)
    take_out(batch, letters[1])
    confirm(batch)

    assert not letters[1].dispatches.exists()
    assert begun([letters[1]]).rows.get().letter == letters[1]


def test_why_a_letter_was_taken_out_must_be_said(case):
    letters = some_letters(case)
    batch = made(letters)

    with pytest.raises(ValidationError, match="Skriv, hvorfor"):
        take_out(batch, letters[0], reason="  ")


def test_a_batch_that_is_given_up_leaves_its_letters_waiting(case):
    letters = some_letters(case)
    batch = made(letters)
    drop_batch(batch_id=batch.pk, by=secretary(), now=NOW)

    assert not Dispatch.objects.exists()
    assert begun(letters).rows.count() == 3


def test_a_letter_in_a_batch_cannot_be_posted_singly(case):
    letter = some_letters(case, 1)[0]
    made([letter])

    with pytest.raises(LetterRefused, match="ligger i en bunke"):
        post_letter(letter_id=letter.pk, by=secretary(), now=NOW)


def test_a_letter_lies_in_one_open_batch(case):
    letters = some_letters(case)
    begun(letters[:2])
    second = begun(letters)

    assert [row.letter for row in second.rows.all()] == [letters[2]]


def test_the_database_refuses_a_letter_in_two_open_batches(case):
    letter = some_letters(case, 1)[0]
    begun([letter])
    other = LetterBatch.objects.create(begun_at=NOW, begun_by=secretary(), touched_at=NOW)

    with pytest.raises(IntegrityError, match="batch_letter_in_one_open_batch"):
        BatchLetter.objects.create(batch=other, letter=letter, position=1)


def test_a_confirmed_batch_never_changes(case):
    batch = made(some_letters(case))
    confirm(batch)

    with pytest.raises(DatabaseError, match="may never be changed"), transaction.atomic():
        LetterBatch.objects.filter(pk=batch.pk).update(sent_on=TODAY - timedelta(days=9))


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), TODAY - timedelta(days=1)])
def test_no_batch_is_sent_on_a_day_to_come_or_before_it_was_made(case, on):
    batch = made(some_letters(case))

    with pytest.raises(ValidationError):
        confirm(batch, on=on)
    assert not Dispatch.objects.exists()


def test_a_batch_that_is_not_made_cannot_be_confirmed(case):
    with pytest.raises(ValidationError, match="ikke klar"):
        confirm(begun(some_letters(case)))


def test_a_doctor_sends_nothing(case):
    batch = made(some_letters(case))

    with pytest.raises(PermissionDenied):
        confirm(batch, by=make_user(Role.DOCTOR))


def test_whoever_does_not_see_one_of_the_cases_sees_no_batch(case):
    case.responsible = make_user(Role.CASEWORKER, username="egen")
    case.save()
    batch = made(some_letters(case))
    stranger = make_user(Role.CASEWORKER, username="fremmed")

    assert not LetterBatch.objects.visible_to(stranger).exists()
    with pytest.raises(PermissionDenied):
        confirm(batch, by=stranger)
    assert LetterBatch.objects.visible_to(secretary()).get() == batch


def test_a_worker_that_dies_between_two_letters_loses_and_doubles_none(case, monkeypatch):
    batch = begun(some_letters(case, 6))
    reading = letter_batches.page_count

    def die_at_the_fourth(pdf):
        if BatchLetter.objects.exclude(pages=None).count() == 3:
            raise SystemExit
        return reading(pdf)

    monkeypatch.setattr(letter_batches, "page_count", die_at_the_fourth)
    with pytest.raises(SystemExit):
        make_batch(batch_id=batch.pk, now=NOW)
    monkeypatch.undo()
    make_batch(batch_id=batch.pk, now=NOW)

    batch.refresh_from_db()
    assert fronts(bytes(batch.pdf)) == [1, 2, 3, 4, 5, 6]
    assert make_batch(batch_id=batch.pk, now=NOW) is False


def test_what_a_killed_worker_left_is_taken_up_again(case, monkeypatch):
    batch, sent = begun(some_letters(case)), []
    LetterBatch.objects.update(touched_at=timezone.now() - timedelta(minutes=6))
    monkeypatch.setattr(tasks.make_letter_batch, "delay", sent.append)

    tasks.resume_letter_batches()
    assert sent == [batch.pk]


def test_a_letter_whose_print_does_not_match_its_seal_stops_only_itself(case, monkeypatch):
    letters = some_letters(case)
    genuine = letter_batches.letters.content

    def broken_second(letter):
        if letter.pk == letters[1].pk:
            raise letter_batches.letters.LetterCorrupted
        return genuine(letter)

    monkeypatch.setattr(letter_batches.letters, "content", broken_second)
    batch = made(letters)

    assert fronts(bytes(batch.pdf)) == [1, 3]
    assert "segl" in batch.rows.get(letter=letters[1]).taken_out_reason


def test_two_hundred_letters_take_no_longer_than_a_page_may(case):
    batch = begun(some_letters(case, 180))
    before = perf_counter()
    make_batch(batch_id=batch.pk, now=NOW)
    batch.refresh_from_db()

    assert fronts(bytes(batch.pdf)) == list(range(1, 181))
    assert perf_counter() - before < 30


class TestPages:
    @pytest.fixture
    def signed_in(self, client, monkeypatch):
        client.force_login(secretary())
        handed = []
        monkeypatch.setattr(
            "visitation.views.letter_batches.hand_to_worker", lambda task, key: handed.append(key)
        )
        client.handed = handed
        return client

    def test_the_list_leads_to_the_batch_and_the_worker_makes_it(self, signed_in, case):
        letters = some_letters(case)
        assert "Print dagens breve" in signed_in.get(reverse("visitation:letter_list")).content.decode()
        answer = signed_in.post(
            reverse("visitation:letter_batch_new"), {"letters": [letter.pk for letter in letters[:2]]}
        )

        batch = LetterBatch.objects.get()
        assert answer.url == batch.get_absolute_url()
        assert signed_in.handed == [batch.pk]
        assert "0 af 2" in signed_in.get(batch.get_absolute_url()).content.decode()

    def test_no_letter_chosen_is_told_and_nothing_is_begun(self, signed_in, case):
        some_letters(case)
        answer = signed_in.post(reverse("visitation:letter_batch_new"), {})

        assert answer.status_code == 422
        assert "Vælg mindst ét brev" in answer.content.decode()
        assert not LetterBatch.objects.exists()

    def test_a_letter_of_a_case_one_does_not_see_cannot_be_chosen(self, client, case):
        case.responsible = make_user(Role.CASEWORKER, username="egen")
        case.save()
        client.force_login(make_user(Role.CASEWORKER, username="fremmed"))
        letter = some_letters(case, 1)[0]
        answer = client.post(reverse("visitation:letter_batch_new"), {"letters": [letter.pk]})

        assert answer.status_code == 422
        assert not LetterBatch.objects.exists()

    def test_the_batch_is_confirmed_on_its_page(self, signed_in, case):
        batch = begun(some_letters(case, issued_at=timezone.now()))
        make_batch(batch_id=batch.pk, now=timezone.now())
        answer = signed_in.post(
            reverse("visitation:letter_batch_confirm", args=[batch.pk]), {"sent_on": "i dag"}
        )

        assert answer.url == reverse("visitation:letter_list")
        assert Dispatch.objects.count() == 3

    def test_a_day_that_is_none_is_told_beside_the_field(self, signed_in, case):
        batch = made(some_letters(case))
        answer = signed_in.post(
            reverse("visitation:letter_batch_confirm", args=[batch.pk]), {"sent_on": "igår?"}
        )

        assert answer.status_code == 422
        assert "igår?" in answer.content.decode()

    def test_opening_the_print_is_read_logged_for_every_case(self, signed_in, case):
        batch = made(some_letters(case))
        answer = signed_in.get(reverse("visitation:letter_batch_pdf", args=[batch.pk]))

        assert answer["Content-Type"] == "application/pdf"
        assert widths(answer.content)
        assert ReadLog.objects.filter(case=case).exists()

    def test_the_list_of_a_batch_costs_the_same_however_long_it_is(self, signed_in, case, count_queries):
        small, large = made(some_letters(case, 1)), made(some_letters(case, 12))
        with count_queries() as few:
            signed_in.get(small.get_absolute_url())
        with count_queries() as many:
            signed_in.get(large.get_absolute_url())
        assert len(many) <= len(few)
        assert Case.objects.count() == 1
