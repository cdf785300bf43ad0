"""Find out whether a decision is lawful, and what it says, before anything is stored."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.anonymity import form_refused
from cases.enums import RequestStage, Substance
from cases.guarantee import ADULT_AGE
from cases.models import TreatmentRequest
from cases.seeing import require_sees
from cases.services.anonymity import anonymity_hindrance
from cases.services.clocks import facts_of
from cases.services.commitments import is_refused
from offers.starting import waits_for_commitment
from rusmiddel.access.models import User
from rusmiddel.letters.enums import Channel
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.legal_basis import LegalBasis, NoLegalBasis, resolve
from rusmiddel.standards.schema import Offer, Standard, UnknownOffer
from rusmiddel.standards.services import in_force
from visitation import wording
from visitation.competence import Decider, decider, deciders, may_give, substances, weekly_body
from visitation.drafts import Draft, Told, draft
from visitation.enums import DecisionKind
from visitation.guidance import Guidance, guidance
from visitation.models import AgendaItem, Decision, Hearing, Meeting
from visitation.services.hearings import heard_text, require_heard


class AlreadyDecided(ValidationError):
    """Somebody has decided the case; `decision` is what was decided."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        super().__init__("Sagen er allerede afgjort.")


@dataclass(frozen=True, kw_only=True)
class DecisionValues:
    """What is decided, as it was written down."""

    kind: DecisionKind
    granted_key: str = ""
    facts: str = ""
    reasons: str = ""
    weighed: str = ""
    further_provisions: tuple[str, ...] = ()
    # The hearing it rests on, or where the citizen knows the facts from (DEC-6).
    hearing_id: int | None = None
    known_from: str = ""
    # A letter is always written where less than all is granted, and where the standard says so.
    writes_letter: bool = False
    channel: Channel = Channel.POST
    may_print_protected_address: bool = False
    is_told_orally: bool = False
    # Outside a meeting: who decided, and of which body where two may.
    present: str = ""
    body_key: str = ""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A decision found lawful, with the letter that tells of it; nothing is stored yet."""

    request: TreatmentRequest
    standard: Standard
    values: DecisionValues
    applied: Offer
    granted: Offer | None
    basis: LegalBasis
    provisions: list[str]
    hearing: Hearing | None
    decided_by: Decider
    present: str
    # The point the case stands at on an agenda, whether or not it is decided there.
    item: AgendaItem | None
    meeting: Meeting | None
    decided_on: date
    guidance: Guidance
    draft: Draft | None


def writes_letter(standard: Standard, kind: DecisionKind, *, is_asked_for: bool) -> bool:
    """Whether a decision is told in writing (DEC-1, DEC-3)."""
    return kind != DecisionKind.FULL_GRANT or standard.decisions.written_on_full_grant.value or is_asked_for


def prepare(
    request_id: int, values: DecisionValues, *, meeting_id: int | None, by: User, now: datetime
) -> Prepared:
    """Lock the request and work the decision out; raises what `decide` raises."""
    require_sees(by, now, requests=request_id)
    request = (
        TreatmentRequest.objects.select_for_update(of=("self",))
        .select_related("inquiry", "case__citizen", "case__responsible")
        .get(pk=request_id)
    )
    _require_undecided(request)
    standard = in_force(request.requested_on)
    applied = _offer(standard, request.wished_offer, field="")
    granted = _granted_offer(standard, applied, values)
    if values.kind == DecisionKind.COMMITMENT_REFUSED:
        _require_refused_commitment(request, standard, applied)
    if granted is not None:
        require_possible_anonymity(request, standard, granted)
    item = _item(request, meeting_id, now=now)
    meeting = item.meeting if item and meeting_id else None
    decided_by = _decider(standard, request, applied, granted, values, meeting)
    present = meeting.present if meeting else values.present.strip()
    if not present:
        field, where = ("", "på mødet") if meeting else ("present", "med til afgørelsen")
        raise _error(field, f"Skriv, hvem der er {where}.")
    decided_on = meeting.held_on if meeting else timezone.localdate(now)
    values = _completed(values)
    hearing = None
    if values.kind != DecisionKind.FULL_GRANT:
        hearing = require_heard(
            request, hearing_id=values.hearing_id, known_from=values.known_from, on=decided_on
        )
    basis = basis_for(request, applied, on=decided_on)
    provisions = list(basis.provisions)
    if granted is not None:
        provisions += basis_for(request, granted, on=decided_on).provisions
    provisions = list(dict.fromkeys([*provisions, *values.further_provisions]))
    channel = Channel.HANDED_OVER if request.case.citizen.is_anonymous else values.channel
    # Who to complain to is what the municipality says on the day it writes, not on the day of the inquiry.
    today_standard = in_force(timezone.localdate(now))
    guided = guidance(
        today_standard,
        basis,
        applied_kind=applied.kind,
        body=decided_by.body,
        channel=channel,
        issued_on=timezone.localdate(now),
    )
    letter_draft = None
    if writes_letter(standard, values.kind, is_asked_for=values.writes_letter):
        letter_draft = draft(
            Told(
                kind=values.kind,
                applied_for=applied.name,
                granted=granted.name if granted else "",
                facts=values.facts,
                reasons=values.reasons,
                weighed=values.weighed,
                hearing=""
                if values.kind == DecisionKind.FULL_GRANT
                else heard_text(hearing, values.known_from),
                provisions=tuple(provisions),
                meeting_on=meeting.held_on if meeting else None,
                guidance=None if values.kind == DecisionKind.FULL_GRANT else guided.printed,
            ),
            request=request,
            standard=today_standard,
            channel=channel,
            may_print_protected_address=values.may_print_protected_address,
            by=by,
        )
    return Prepared(
        request=request,
        standard=standard,
        values=values,
        applied=applied,
        granted=granted,
        basis=basis,
        provisions=provisions,
        hearing=hearing,
        decided_by=decided_by,
        present=present,
        item=item,
        meeting=meeting,
        decided_on=decided_on,
        guidance=guided,
        draft=letter_draft,
    )


def _require_undecided(request: TreatmentRequest) -> None:
    decision = Decision.objects.standing().filter(request=request).select_related("case").first()
    if decision is not None:
        raise AlreadyDecided(decision)
    if request.stage != RequestStage.READY:
        raise ValidationError(
            f"Sagen kan ikke afgøres nu ({request.get_stage_display().lower()}). Afslut først afdækningen."
        )


def _require_refused_commitment(request: TreatmentRequest, standard: Standard, applied: Offer) -> None:
    """The home municipality has said no, and the standard waits for its yes (section 15)."""
    if not is_refused(request):
        raise _error("kind", "Hjemkommunen har ikke afvist betalingstilsagn. Registrér svaret først.")
    if not waits_for_commitment(facts_of(request, standard), standard, applied.kind):
        raise _error("kind", "Tilbuddet kræver ikke betalingstilsagn, så det kan ikke være grunden.")


def require_possible_anonymity(request: TreatmentRequest, standard: Standard, granted: Offer) -> None:
    """Nothing is granted an anonymous citizen whom law or standard does not let be one (ANO-2 to ANO-6)."""
    if not request.case.citizen.is_anonymous:
        return
    hindrance = anonymity_hindrance(request, standard)
    if hindrance:
        raise ValidationError(hindrance)
    # Døgn and substitution are refused with the law that forbids them, when the provisions are found.
    if granted.kind not in {OfferKind.RESIDENTIAL, OfferKind.SUBSTITUTION}:
        refused = form_refused(Substance(request.substance), granted.kind, standard)
        if refused:
            raise ValidationError(refused)


def _granted_offer(standard: Standard, applied: Offer, values: DecisionValues) -> Offer | None:
    match values.kind:
        case DecisionKind.FULL_GRANT:
            return applied
        case DecisionKind.PARTIAL_GRANT:
            if not values.granted_key:
                raise _error("granted_key", "Vælg det tilbud, der bevilges.")
            return _offer(standard, values.granted_key, field="granted_key")
        case DecisionKind.REJECTION | DecisionKind.OUT_OF_TARGET | DecisionKind.COMMITMENT_REFUSED:
            return None


def _offer(standard: Standard, key: str, *, field: str) -> Offer:
    try:
        return standard.offer(key)
    except UnknownOffer as error:
        raise _error(field, str(error)) from None


def _item(request: TreatmentRequest, meeting_id: int | None, *, now: datetime) -> AgendaItem | None:
    """The open point on the agenda; the meeting must have begun and the case stand on it."""
    item = (
        AgendaItem.objects.pending()
        .select_for_update(of=("self",))
        .select_related("meeting")
        .filter(request=request)
        .first()
    )
    if meeting_id is None:
        return item
    if item is None or item.meeting_id != meeting_id:
        raise ValidationError("Sagen står ikke på mødets dagsorden.")
    if not item.meeting.has_begun(timezone.localdate(now)):
        raise ValidationError("Mødet er ikke begyndt. Flyt mødet, hvis det holdes før.")
    return item


def _decider(
    standard: Standard,
    request: TreatmentRequest,
    applied: Offer,
    granted: Offer | None,
    values: DecisionValues,
    meeting: Meeting | None,
) -> Decider:
    """Who decides, refused where the standard gives the decision to another (VIS-1 to VIS-8)."""
    competent = deciders(standard, applied.key, request.substance)
    names = " eller ".join(each.body.name for each in competent)
    key = meeting.body_key if meeting else values.body_key or competent[0].body.key
    found = decider(standard, key, applied.key, request.substance)
    if found is None:
        raise ValidationError(f"Det afgøres af {names}, ikke her.")
    weekly = weekly_body(standard)
    if meeting is None and weekly is not None and weekly.key == key:
        raise ValidationError(f"{found.body.name} afgør sagen på et møde. Sæt den på dagsordenen.")
    if granted is not None and not may_give(standard, key, granted.key, request.substance):
        others = " eller ".join(each.body.name for each in deciders(standard, granted.key, request.substance))
        raise _error("granted_key", f"{granted.name} kan kun gives af {others}.")
    return found


def _completed(values: DecisionValues) -> DecisionValues:
    """With the usual sentences where a full grant says nothing; anything less must be written (DEC-4)."""
    facts, reasons, weighed = values.facts.strip(), values.reasons.strip(), values.weighed.strip()
    if values.kind == DecisionKind.FULL_GRANT:
        facts, reasons = facts or wording.USUAL_FACTS, reasons or wording.USUAL_REASONS
    else:
        missing = {
            "facts": ("Skriv de oplysninger, afgørelsen bygger på.", facts),
            "reasons": ("Skriv begrundelsen.", reasons),
            "weighed": ("Skriv, hvad der er lagt vægt på.", weighed),
        }
        errors = {field: text for field, (text, written) in missing.items() if not written}
        if errors:
            raise ValidationError(errors)
    return replace(
        values,
        facts=facts,
        reasons=reasons,
        weighed=weighed,
        known_from=values.known_from.strip(),
        further_provisions=tuple(line.strip() for line in values.further_provisions if line.strip()),
    )


def known_basis(request: TreatmentRequest, standard: Standard, *, on: date) -> LegalBasis | None:
    """The law that carries what is asked for, before anything is decided; None where there is none."""
    try:
        return basis_for(request, standard.offer(request.wished_offer), on=on)
    except (UnknownOffer, ValidationError):
        return None


def basis_for(request: TreatmentRequest, offer: Offer, *, on: date) -> LegalBasis:
    age = request.age_on(on)
    concerned = substances(offer, request.substance)
    substance = "both" if len(concerned) > 1 else concerned[0]
    try:
        return resolve(
            "unknown" if request.substance == "unknown" else substance,
            # Whose age nobody has told is taken for an adult, as the guarantee does.
            ADULT_AGE if age is None else age,
            request.case.citizen.is_anonymous,
            offer.kind,
            on,
        )
    except NoLegalBasis as error:
        raise ValidationError(str(error)) from None


def _error(field: str, text: str) -> ValidationError:
    return ValidationError({field: text}) if field else ValidationError(text)
