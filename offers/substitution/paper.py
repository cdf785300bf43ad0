"""The co-operation agreement on paper: plain Danish, to be read together and signed (SUB-3)."""

from offers.models import CooperationAgreement
from rusmiddel.letters.papers import Paper, paper
from rusmiddel.standards.schema import Standard


def agreement_paper(agreement: CooperationAgreement, standard: Standard) -> Paper:
    """The agreement as PDF; `agreement` is read with its course, case and citizen."""
    case = agreement.course.case
    return paper(
        "offers/papers/agreement.html",
        {
            "agreement": agreement,
            "citizen": case.citizen,
            "case": case,
            "centre": standard.organisation.centre_name.value,
            "phone": standard.organisation.phone.value,
        },
        title=f"Samarbejdsaftale, udgave {agreement.version}",
    )
