"""What citizens have asked to see, and what may no longer be kept, at a made-up centre."""

from datetime import date, datetime, timedelta
from uuid import UUID

from cases.enums import Channel, Children, ContactedBy, NextStep, Substance, Wish
from cases.models import Case, Inquiry
from reporting.demo.world import moment
from rights.enums import AccessBasis, Asker, HandoverWay, ItemChoice
from rights.models import AccessRequest, Bundle, Seal
from rights.services.access_requests import AccessValues, answer_access_request, receive_access_request
from rights.services.bundles import begin_bundle, begin_sealing, choose_item, gather
from rights.services.destruction import gather_list, make_list
from rights.services.holds import hold_back
from rights.services.sealing import hand_over, seal
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User

# Old enough for every rule.
LONG_AGO = timedelta(days=12 * 365)
OLD_CALLS = 3


def tell_of_rights(*, today: date) -> None:
    """A request that is looked through, one that is answered, a case on hold, a list that waits."""
    lead = User.objects.with_role(Role.TEAM_LEAD).order_by("pk").first()
    cases = Case.objects.open().exclude(responsible=None).filter(relative_course=None).order_by("-pk")
    cases = cases.visible_to(lead) if lead else cases.none()
    known = cases.filter(citizen__relations__isnull=False).distinct().first() or cases.first()
    other = cases.exclude(pk=known.pk).first() if known else None
    if lead is None or known is None or other is None:
        return
    now = moment(today, 0)
    gathered(asked(known, lead, number=1, now=now), lead, now=now)
    answered(asked(other, lead, number=2, now=now), lead, now=now)
    hold_back(case_id=other.pk, reason="Borgeren har en sag mod kommunen.", by=lead, now=now)
    _call_long_ago(today, by=lead)
    made = make_list(by=lead, now=now)
    gather_list(list_id=made.pk, now=now)


def asked(case: Case, by: User, *, number: int, now: datetime) -> AccessRequest:
    return receive_access_request(
        case_id=case.pk,
        values=AccessValues(
            submission=UUID(int=number),
            basis=AccessBasis.OWN_DATA,
            received_on=(now - timedelta(days=2)).date(),
            channel=Channel.PHONE,
            asked_by=Asker.CITIZEN,
            authority="Har vist pas i receptionen.",
        ),
        by=by,
        now=now,
    )


def gathered(request: AccessRequest, by: User, *, now: datetime) -> Bundle:
    bundle = begin_bundle(request_id=request.pk, by=by, now=now)
    gather(bundle_id=bundle.pk, now=now)
    return bundle


def answered(request: AccessRequest, by: User, *, now: datetime) -> None:
    """Everything marked is taken out, the bundle sealed and given."""
    bundle = gathered(request, by, now=now)
    for item in bundle.items.undecided():
        choose_item(
            item_id=item.pk,
            choice=ItemChoice.TAKEN_OUT,
            lines_out=[],
            words_out=[],
            reason="Handler om andre end borgeren.",
            by=by,
            now=now,
        )
    begin_sealing(bundle_id=bundle.pk, by=by, now=now)
    seal(bundle_id=bundle.pk, now=now)
    found = Seal.objects.get(bundle=bundle)
    answer_access_request(
        request_id=request.pk,
        is_refused=False,
        reasons="Det, der er taget ud, handler om andre end dig.",
        provisions="Forvaltningsloven § 15 b",
        by=by,
        now=now,
    )
    hand_over(
        seal_id=found.pk,
        given_to="Borgeren selv",
        way=HandoverWay.IN_PERSON,
        given_at=now,
        note="",
        by=by,
        now=now,
    )


def _call_long_ago(today: date, *, by: User) -> None:
    """Counselling of somebody who gave no name, older than any of it is kept."""
    for number in range(OLD_CALLS):
        at = moment(today - LONG_AGO - timedelta(days=number), 10)
        inquiry = Inquiry(
            contacted_at=at,
            registered_by=by,
            channel=Channel.PHONE,
            contacted_by=ContactedBy.RELATIVE,
            wish=Wish.COUNSELLING,
            substance=Substance.ALCOHOL,
            children=Children.UNKNOWN,
            next_step=NextStep.GUIDED_ON,
        )
        inquiry._history_user = by
        inquiry.save()
        Inquiry.objects.filter(pk=inquiry.pk).update(registered_at=at)
