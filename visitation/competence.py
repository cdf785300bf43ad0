"""Who decides what (kompetence), VIS-1 to VIS-8. Pure rules over the quality standard."""

from dataclasses import dataclass

from rusmiddel.standards.schema import Body, Offer, Standard

SUBSTANCES = ("alcohol", "drugs")
SILENT = "Standarden siger intet om, hvem der afgør dette; så gør centret selv"


@dataclass(frozen=True, kw_only=True)
class Decider:
    """A body that may decide, in the standard's words and with their source."""

    body: Body
    text: str
    source: str


def bodies(standard: Standard) -> list[Body]:
    """All who may hold a meeting: the standard's bodies, else the centre."""
    return list(standard.visitation.bodies) or [deciders(standard, standard.offers[0].key, "both")[0].body]


def weekly_body(standard: Standard) -> Body | None:
    """The body that meets every week, which stands first in the standard (VIS-1); None where none does."""
    return bodies(standard)[0] if standard.visitation.weekly_meeting.value else None


def deciders(standard: Standard, offer_key: str, substance: str) -> list[Decider]:
    """Those who may decide on an offer; a wish that concerns both substances may have two."""
    offer = standard.offer(offer_key)
    found: dict[str, Decider] = {}
    for each in substances(offer, substance):
        body = standard.competent_body(offer_key, each)
        rule = standard.competence_rule(offer_key, each)
        decider = Decider(
            body=body,
            text=rule.text if rule else SILENT,
            source=rule.source if rule else body.source,
        )
        found.setdefault(body.key, decider)
    return list(found.values())


def substances(offer: Offer, substance: str) -> tuple[str, ...]:
    """The substances that both request and offer are about; the request's own where there are none."""
    asked = SUBSTANCES if substance not in SUBSTANCES else (substance,)
    return tuple(each for each in asked if each in offer.substances) or asked


def decider(standard: Standard, body_key: str, offer_key: str, substance: str) -> Decider | None:
    """The body as decider of the offer; None where the decision is another's."""
    return next(
        (each for each in deciders(standard, offer_key, substance) if each.body.key == body_key), None
    )


def may_give(standard: Standard, body_key: str, offer_key: str, substance: str) -> bool:
    """Whether a body may give this offer instead of the one it decides on.

    What the centre's own team decides, the first in the standard, may be given by all; what a doctor or an
    authority decides, only by them (VIS-8).
    """
    keys = {each.body.key for each in deciders(standard, offer_key, substance)}
    return body_key in keys or bodies(standard)[0].key in keys
