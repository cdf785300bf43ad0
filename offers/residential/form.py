"""Whether an offer is given by day or with a bed. A pure rule (section 10.12, FRI-2)."""

from offers.enums import TreatmentForm
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Offer


def form_of(offer: Offer) -> TreatmentForm:
    return TreatmentForm.RESIDENTIAL if offer.kind == OfferKind.RESIDENTIAL else TreatmentForm.AMBULANT
