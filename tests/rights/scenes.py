"""Scenes of the citizen's own rights: a request, a bundle, a case that has been closed for long."""

import io
import json
import zipfile
from datetime import date, datetime
from uuid import uuid4

import time_machine

from cases.enums import Channel, NextStep, NoteKind, RequestStage, Wish
from cases.models import Case, Citizen, Inquiry
from rights.enums import AccessBasis, Asker, ItemChoice
from rights.models import AccessRequest, Bundle, DestructionList, Seal
from rights.services.access_requests import AccessValues, receive_access_request
from rights.services.bundles import begin_bundle, begin_sealing, choose_item, gather
from rights.services.destruction import approve_list, begin_destroying, gather_list, make_list
from rights.services.sealing import seal, sealed_content
from rusmiddel.access.models import User
from tests.access.factories import UserFactory
from tests.cases.factories import DANISH, CaseFactory, CitizenFactory, InquiryFactory, TreatmentRequestFactory
from tests.cases.journal import file, sign

NOW = datetime(2026, 4, 1, 12, tzinfo=DANISH)
TODAY = NOW.date()
LONG_AGO = datetime(2013, 5, 6, 10, tzinfo=DANISH)
CLOSED_ON = date(2014, 3, 3)


def asking(**changes) -> AccessValues:
    told = {
        "submission": uuid4(),
        "basis": AccessBasis.OWN_DATA,
        "received_on": TODAY,
        "channel": Channel.PHONE,
        "asked_by": Asker.CITIZEN,
        "authority": "Vist pas",
    }
    return AccessValues(**{**told, **changes})


def asked(case: Case, by: User, *, now: datetime = NOW, **changes) -> AccessRequest:
    return receive_access_request(case_id=case.pk, values=asking(**changes), by=by, now=now)


def gathered(request: AccessRequest, by: User, *, now: datetime = NOW) -> Bundle:
    bundle = begin_bundle(request_id=request.pk, by=by, now=now)
    gather(bundle_id=bundle.pk, now=now)
    bundle.refresh_from_db()
    return bundle


def choose(item, by: User, choice=ItemChoice.GIVEN, *, lines=(), words=(), reason="Om andre"):
    return choose_item(
        item_id=item.pk, choice=choice, lines_out=lines, words_out=words, reason=reason, by=by, now=NOW
    )


def give_the_rest(bundle: Bundle, by: User) -> None:
    for item in bundle.items.undecided():
        choose(item, by)


def sealed(bundle: Bundle, by: User, *, now: datetime = NOW) -> Seal:
    give_the_rest(bundle, by)
    begin_sealing(bundle_id=bundle.pk, by=by, now=now)
    seal(bundle_id=bundle.pk, now=now)
    return Seal.objects.get(bundle=bundle)


def archive(found: Seal) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(sealed_content(found)))


def data(found: Seal) -> dict:
    return json.loads(archive(found).read("indsigt.json"))


def old_person(*, closed_on: date | None = CLOSED_ON, name: str = "Viggo Prøvesen", by: User | None = None):
    """A person whose treatment ended long ago, with a note, a file and a case that has been looked at."""
    by = by or UserFactory()
    with time_machine.travel(LONG_AGO, tick=False):
        case = CaseFactory(citizen__name=name, opened_on=LONG_AGO.date(), closed_on=closed_on, responsible=by)
        inquiry = InquiryFactory(case=case, registered_by=by, contacted_at=LONG_AGO)
        TreatmentRequestFactory(inquiry=inquiry, stage=RequestStage.ENDED)
        sign(case, by=by, kind=NoteKind.GENERAL, now=LONG_AGO, attached=[file()])
    return case


def nobodys_inquiry() -> Inquiry:
    """Counselling, long ago, of somebody who gave no name."""
    with time_machine.travel(LONG_AGO, tick=False):
        return InquiryFactory(
            case=None, citizen=None, wish=Wish.COUNSELLING, next_step=NextStep.NOTHING, contacted_at=LONG_AGO
        )


def stranger() -> Citizen:
    return CitizenFactory()


def proposed(by: User, *, now: datetime = NOW) -> DestructionList:
    made = make_list(by=by, now=now)
    gather_list(list_id=made.pk, now=now)
    made.refresh_from_db()
    return made


def approved(made: DestructionList, *by: User) -> DestructionList:
    for user in by:
        approve_list(list_id=made.pk, by=user, now=NOW)
    made.refresh_from_db()
    return made


def being_destroyed(made: DestructionList, by: User) -> DestructionList:
    begin_destroying(list_id=made.pk, by=by, now=NOW)
    made.refresh_from_db()
    return made
