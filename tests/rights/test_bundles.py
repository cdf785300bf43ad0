"""Everything held on a person is gathered, looked through, sealed once, and given."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction

from cases.enums import HeldMark, NoteKind
from cases.models import Note
from cases.services.attachments import attachment_storage
from cases.services.duplicates import link_citizens
from cases.services.inquiries import Person
from cases.services.locking_out import shield_case
from cases.services.protection import protect
from cases.services.relations import keep_relation
from rights.enums import BundleStatus, HandoverWay, ItemChoice
from rights.models import Bundle, BundleItem, Handover, Seal
from rights.pack import STRUCK
from rights.services import bundles
from rights.services.access_requests import answer_access_request
from rights.services.bundles import begin_bundle, begin_sealing, choose_item, gather
from rights.services.sealing import SealBroken, hand_over, seal, sealed_content
from rusmiddel.access.enums import Role
from rusmiddel.encryption import reencrypt
from tests.access.factories import make_staff
from tests.cases.factories import ADULT_CPR, co_worker, inquire
from tests.cases.journal import PDF, file, sign
from tests.letters import reading
from tests.rights.scenes import (
    NOW,
    TODAY,
    archive,
    asked,
    choose,
    data,
    gathered,
    give_the_rest,
    sealed,
)

pytestmark = pytest.mark.django_db

SISTER = {"kind": "sibling", "name": "Birthe Prøvesen", "phone": "70101010"}


def sister_of(case, by):
    return keep_relation(case_id=case.pk, relation_id=None, facts=SISTER, by=by, now=NOW)


def item_of(bundle, row):
    return bundle.items.get(source=row._meta.label_lower, source_key=str(row.pk))


def attack(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_it_holds_the_citizen_the_journal_and_who_has_looked(case, caseworker, client):
    note = sign(case, by=caseworker, text="Borgeren vil gerne i gang.")
    client.force_login(caseworker)
    client.get(case.get_absolute_url())

    bundle = gathered(asked(case, caseworker), caseworker)

    assert bundle.status == BundleStatus.REVIEW
    assert "Borgeren vil gerne i gang." in item_of(bundle, note).content
    assert ADULT_CPR in item_of(bundle, case.citizen).content
    assert bundle.items.filter(heading="Hvem der har set sagen").exists()


def test_what_was_written_before_a_correction_is_held_too(case, caseworker):
    citizen = case.citizen
    for phone in ("70202020", "70303030"):
        citizen.phone = phone
        citizen._history_user = caseworker
        citizen.save()

    told = item_of(gathered(asked(case, caseworker), caseworker), citizen).told

    assert "70202020" in [line["shown"] for version in told["earlier"] for line in version["lines"]]


def test_others_than_the_citizen_are_marked(case, caseworker):
    sister = sister_of(case, caseworker)

    item = item_of(gathered(asked(case, caseworker), caseworker), sister)

    assert item.marks == [HeldMark.THIRD_PARTY]
    assert item.is_undecided


def test_a_protected_address_is_marked_wherever_it_stands(case, caseworker):
    protect(
        case_id=case.pk, registered_on=TODAY, expires_on=TODAY + timedelta(days=365), by=caseworker, now=NOW
    )

    bundle = gathered(asked(case, caseworker), caseworker)

    assert item_of(bundle, case.citizen).marks == [HeldMark.PROTECTED]


def test_a_killed_worker_is_gone_on_from_and_nothing_stands_twice(case, caseworker, monkeypatch):
    bundle = begin_bundle(request_id=asked(case, caseworker).pk, by=caseworker, now=NOW)
    monkeypatch.setattr(bundles, "ROWS_AT_A_TIME", 1)
    whole, left = bundles._gather_table, [10]

    def killed(*args, **given):
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        return whole(*args, **given)

    monkeypatch.setattr(bundles, "_gather_table", killed)
    with pytest.raises(KeyboardInterrupt):
        gather(bundle_id=bundle.pk, now=NOW)
    monkeypatch.undo()

    assert gather(bundle_id=bundle.pk, now=NOW)
    assert not gather(bundle_id=bundle.pk, now=NOW)
    bundle.refresh_from_db()
    assert bundle.items.filter(source="cases.case").count() == 1


def test_nothing_is_sealed_while_something_marked_waits(case, caseworker):
    sister_of(case, caseworker)
    bundle = gathered(asked(case, caseworker), caseworker)

    with pytest.raises(ValidationError, match="1 oplysning mangler et valg"):
        begin_sealing(bundle_id=bundle.pk, by=caseworker, now=NOW)


def test_the_database_seals_nothing_that_waits(case, caseworker):
    sister_of(case, caseworker)
    bundle = gathered(asked(case, caseworker), caseworker)
    Bundle.objects.filter(pk=bundle.pk).update(status=BundleStatus.SEALING)

    with pytest.raises(DatabaseError, match="marked"), transaction.atomic():
        Seal.objects.create(
            bundle=bundle,
            stored_as="x",
            sha256="0" * 64,
            size=1,
            items_given=1,
            items_partly=0,
            items_out=0,
            sealed_at=NOW,
            sealed_by=caseworker,
        )


def test_what_is_taken_out_is_nowhere_in_what_is_given(case, caseworker):
    sister = sister_of(case, caseworker)
    bundle = gathered(asked(case, caseworker), caseworker)
    choose(item_of(bundle, sister), caseworker, ItemChoice.TAKEN_OUT, reason="Handler kun om søsteren")

    found = sealed(bundle, caseworker)

    text = reading.text(archive(found).read("indsigt.pdf"))
    everything = archive(found).read("indsigt.json").decode() + text
    assert "Birthe" not in everything
    assert "Handler kun om søsteren" not in everything
    assert "1 oplysning er taget ud." in text
    section = next(each for each in data(found)["sections"] if each["heading"] == "Pårørende og netværk")
    assert (section["taken_out"], section["items"]) == (1, [])
    assert (found.items_out, found.gives_everything) == (1, False)


def test_a_struck_name_is_gone_and_the_rest_stays(case, caseworker):
    note = sign(case, by=caseworker, text="Søsteren Birthe Prøvesen ringede. Birthe er bekymret.")
    bundle = gathered(asked(case, caseworker), caseworker)
    choose(item_of(bundle, note), caseworker, ItemChoice.PARTLY, words=["Birthe", "Birthe Prøvesen"])

    found = sealed(bundle, caseworker)

    assert f"Søsteren {STRUCK} ringede. {STRUCK} er bekymret." in archive(found).read("indsigt.json").decode()
    assert found.items_partly == 1


def test_a_struck_name_is_gone_from_everything_else_too(case, caseworker):
    note = sign(case, by=caseworker, text="Birthe Prøvesen ringede.")
    with_file = sign(case, by=caseworker, text="Birthe Prøvesen har sendt et brev.", attached=[file()])
    bundle = gathered(asked(case, caseworker), caseworker)
    choose(item_of(bundle, note), caseworker, ItemChoice.PARTLY, words=["Birthe Prøvesen"])

    found = sealed(bundle, caseworker)

    assert "Birthe" not in archive(found).read("indsigt.json").decode()
    assert with_file.attachments.exists()


def test_what_repeats_something_taken_out_must_be_looked_at_too(case, caseworker):
    note = sign(case, by=caseworker, text="Søsteren er meget bekymret for borgeren og ringer ofte.")
    bundle = gathered(asked(case, caseworker), caseworker)
    assert not bundle.items.undecided().exists()

    choose(item_of(bundle, note), caseworker, ItemChoice.TAKEN_OUT)

    repeated = bundle.items.undecided().get()
    assert repeated.heading == "Forløb"
    assert "taget noget ud af" in repeated.repeats
    with pytest.raises(ValidationError, match="mangler et valg"):
        begin_sealing(bundle_id=bundle.pk, by=caseworker, now=NOW)
    choose(item_of(bundle, note), caseworker, ItemChoice.GIVEN)
    assert not bundle.items.undecided().exists()


def test_a_line_that_is_taken_out_is_gone_from_earlier_versions_too(case, caseworker):
    sister = sister_of(case, caseworker)
    keep_relation(
        case_id=case.pk, relation_id=sister.pk, facts={**SISTER, "phone": "70909090"}, by=caseworker, now=NOW
    )
    bundle = gathered(asked(case, caseworker), caseworker)
    choose(item_of(bundle, sister), caseworker, ItemChoice.PARTLY, lines=["phone"])

    given = archive(sealed(bundle, caseworker)).read("indsigt.json").decode()

    assert "Birthe" in given
    assert "70101010" not in given
    assert "70909090" not in given


@pytest.mark.parametrize(
    ("choice", "chosen", "message"),
    [
        (ItemChoice.TAKEN_OUT, {"reason": " "}, "Skriv, hvorfor"),
        (ItemChoice.PARTLY, {}, "Vælg, hvad der tages ud"),
        (ItemChoice.PARTLY, {"lines": ["nothing"]}, "Findes ikke"),
        (ItemChoice.PARTLY, {"words": ["Ragnhild"]}, "Står der ikke"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(case, caseworker, choice, chosen, message):
    bundle = gathered(asked(case, caseworker), caseworker)

    with pytest.raises(ValidationError, match=message):
        choose(item_of(bundle, case.citizen), caseworker, choice, **chosen)


def test_files_and_letters_are_given_as_they_are(case, caseworker):
    note = sign(case, by=caseworker, attached=[file()])
    bundle = gathered(asked(case, caseworker), caseworker)

    found = sealed(bundle, caseworker)

    assert archive(found).read(f"bilag/{note.attachments.get().name}") == PDF


def test_a_file_that_is_gone_stops_the_sealing_and_says_so(case, caseworker):
    note = sign(case, by=caseworker, attached=[file()])
    bundle = gathered(asked(case, caseworker), caseworker)
    give_the_rest(bundle, caseworker)
    attachment_storage().delete(note.attachments.get().stored_as)
    begin_sealing(bundle_id=bundle.pk, by=caseworker, now=NOW)

    assert not seal(bundle_id=bundle.pk, now=NOW)

    bundle.refresh_from_db()
    assert bundle.status == BundleStatus.REVIEW
    assert "kan ikke læses" in bundle.problem


def test_the_doctors_part_is_chosen_by_the_doctor(case, caseworker):
    doctor = co_worker(case, Role.DOCTOR)
    note = sign(case, by=doctor, kind=NoteKind.DOCTOR, text="Blodtryk 140/90.")
    bundle = gathered(asked(case, caseworker), caseworker)
    item = item_of(bundle, note)

    with pytest.raises(PermissionDenied):
        choose(item, caseworker)
    assert item not in BundleItem.objects.readable_by(caseworker)
    assert list(BundleItem.objects.filter(bundle=bundle).readable_by(doctor)) == [item]
    choose(item, doctor)


def test_a_doctor_sees_the_case_while_the_doctors_part_waits(case, caseworker):
    doctor, other = co_worker(case, Role.DOCTOR), make_staff(Role.DOCTOR)
    note = sign(case, by=doctor, kind=NoteKind.DOCTOR)
    bundle = gathered(asked(case, caseworker), caseworker)
    assert type(case).objects.visible_to(other).filter(pk=case.pk).exists()

    choose(item_of(bundle, note), other)

    assert not type(case).objects.visible_to(other).filter(pk=case.pk).exists()


def test_a_linked_record_is_the_same_person(case, caseworker):
    twin = inquire(caseworker, Person(name="Karsten Holmgård")).case
    link_citizens(case_id=case.pk, other_case_id=twin.pk, reason="Samme", by=caseworker, now=NOW)
    note = sign(twin, by=caseworker, text="Skrevet på den anden sag.")

    assert item_of(gathered(asked(case, caseworker), caseworker), note).case_id == twin.pk


def test_whoever_is_kept_out_of_one_of_the_cases_gathers_nothing(case, caseworker, team_lead):
    twin = inquire(team_lead, Person(name="Karsten Holmgård")).case
    link_citizens(case_id=case.pk, other_case_id=twin.pk, reason="Samme", by=team_lead, now=NOW)
    request = asked(case, caseworker)
    shield_case(case_id=twin.pk, members=[team_lead], reason="Kollegas søn", by=team_lead, now=NOW)

    with pytest.raises(ValidationError, match="ikke har adgang"):
        begin_bundle(request_id=request.pk, by=caseworker, now=NOW)


def test_gathered_again_the_choices_stay_where_nothing_has_changed(case, caseworker):
    sister = sister_of(case, caseworker)
    child = keep_relation(
        case_id=case.pk,
        relation_id=None,
        facts={"kind": "child", "stated_age": 7, "lives": "at_home"},
        by=caseworker,
        now=NOW,
    )
    request = asked(case, caseworker)
    first = gathered(request, caseworker)
    for row in (sister, child):
        choose(item_of(first, row), caseworker, ItemChoice.TAKEN_OUT)
    keep_relation(
        case_id=case.pk, relation_id=sister.pk, facts={**SISTER, "note": "Ny"}, by=caseworker, now=NOW
    )

    second = gathered(request, caseworker)

    assert item_of(second, child).choice == ItemChoice.TAKEN_OUT
    assert item_of(second, sister).is_undecided
    first.refresh_from_db()
    assert first.status == BundleStatus.DROPPED


def test_a_note_that_came_after_the_gathering_is_not_in_it(case, caseworker):
    bundle = gathered(asked(case, caseworker), caseworker)
    note = sign(case, by=caseworker)

    assert not bundle.items.filter(source=Note._meta.label_lower, source_key=str(note.pk)).exists()


def test_sealed_twice_it_is_one_seal(case, caseworker):
    found = sealed(gathered(asked(case, caseworker), caseworker), caseworker)

    assert not seal(bundle_id=found.bundle_id, now=NOW)
    assert Seal.objects.count() == 1


def test_after_the_seal_no_choice_changes(case, caseworker):
    found = sealed(gathered(asked(case, caseworker), caseworker), caseworker)
    item = item_of(found.bundle, case.citizen)

    with pytest.raises(ValidationError, match="forseglet"):
        choose_item(
            item_id=item.pk,
            choice=ItemChoice.TAKEN_OUT,
            lines_out=[],
            words_out=[],
            reason="For sent",
            by=caseworker,
            now=NOW,
        )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE rights_bundleitem SET choice = 'taken_out', reason = 'x', chosen_at = now(),"
        " chosen_by_id = (SELECT min(id) FROM access_user)",
        "UPDATE rights_bundleitem SET title = 'andet'",
        "DELETE FROM rights_bundleitem",
        "UPDATE rights_bundle SET status = 'review'",
        "DELETE FROM rights_bundle",
        "UPDATE rights_seal SET sha256 = repeat('0', 64)",
        "DELETE FROM rights_seal",
        "UPDATE rights_handover SET given_to = 'en anden'",
        "DELETE FROM rights_handover",
        "TRUNCATE rights_handover",
    ],
)
def test_the_database_keeps_what_is_sealed_and_given(case, caseworker, sql):
    found = sealed(gathered(asked(case, caseworker), caseworker), caseworker)
    given(found, caseworker)

    with pytest.raises(DatabaseError):
        attack(sql)


def test_what_was_gathered_cannot_be_written_anew_before_the_seal(case, caseworker):
    bundle = gathered(asked(case, caseworker), caseworker)

    with pytest.raises(DatabaseError), transaction.atomic():
        bundle.items.update(content="{}")
    with pytest.raises(DatabaseError), transaction.atomic():
        bundle.items.update(marks=["doctor"])


def test_another_file_in_the_place_of_the_sealed_one_is_not_given(case, caseworker):
    found = sealed(gathered(asked(case, caseworker), caseworker), caseworker)
    attachment_storage().delete(found.stored_as)
    attachment_storage().save(found.stored_as, ContentFile(b"noget andet"))

    with pytest.raises(SealBroken):
        sealed_content(found)


def given(found, by, **changes):
    told = {"given_to": "Karsten Holmgaard", "way": HandoverWay.IN_PERSON, "given_at": NOW, "note": ""}
    return hand_over(seal_id=found.pk, **{**told, **changes}, by=by, now=NOW)


def test_what_was_given_to_whom_when_and_how_stands_in_the_log(case, caseworker):
    found = sealed(gathered(asked(case, caseworker), caseworker), caseworker)

    line = given(found, caseworker)

    assert (line.given_to, line.get_way_display(), line.recorded_by) == (
        "Karsten Holmgaard",
        "I hånden",
        caseworker,
    )
    assert case.story.filter(text__contains="givet til Karsten Holmgaard").exists()


def test_nothing_is_given_before_it_is_sealed_or_tomorrow(case, caseworker):
    found = sealed(gathered(asked(case, caseworker), caseworker), caseworker)

    for when in (NOW - timedelta(hours=1), NOW + timedelta(days=1)):
        with pytest.raises(ValidationError):
            given(found, caseworker, given_at=when)
    assert not Handover.objects.exists()


def test_something_taken_out_is_answered_as_a_decision(case, caseworker):
    sister = sister_of(case, caseworker)
    request = asked(case, caseworker)
    bundle = gathered(request, caseworker)
    choose(item_of(bundle, sister), caseworker, ItemChoice.TAKEN_OUT)
    sealed(bundle, caseworker)
    facts = {"request_id": request.pk, "is_refused": False, "by": caseworker, "now": NOW}

    with pytest.raises(ValidationError, match="hvorfor ikke alt gives"):
        answer_access_request(**facts, reasons="", provisions="")
    answered = answer_access_request(**facts, reasons="Noget handler om andre.", provisions="§ 15 b")

    text = reading.text(answered.letter.pdf)
    assert "noget er taget ud" in text
    assert "Du kan klage" in text


def test_a_new_key_is_brought_to_what_is_sealed_and_changes_nothing_of_it(case, caseworker, settings):
    found = sealed(gathered(asked(case, caseworker), caseworker), caseworker)
    item = item_of(found.bundle, case.citizen)
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]

    changed = sum(reencrypt(BundleItem, BundleItem._meta.get_field("content")))

    assert changed == found.bundle.items.count()
    assert BundleItem.objects.get(pk=item.pk).told == item.told
