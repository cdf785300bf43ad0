"""What the citizens on an agenda ask for, by the standards of their days."""

from collections.abc import Iterable

from cases.models import TreatmentRequest
from rusmiddel.standards.schema import Standard, UnknownOffer
from rusmiddel.standards.services import timeline
from visitation.models import AgendaItem


def wished(request: TreatmentRequest, standard: Standard) -> str:
    """The name of the offer that is asked for; "" where none has been chosen."""
    try:
        return standard.offer(request.wished_offer).name
    except UnknownOffer:
        return ""


def with_wishes(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The items, each with the name of what is asked for as `wished`."""
    standards = timeline()
    found = list(items)
    for item in found:
        item.wished = wished(item.request, standards.on(item.request.requested_on))
    return found
