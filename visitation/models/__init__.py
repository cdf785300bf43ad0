from visitation.models.decision import Decision
from visitation.models.further import FurtherDecision
from visitation.models.hearing import Hearing
from visitation.models.meeting import AgendaItem, Meeting, Minutes
from visitation.models.proposal import Proposal
from visitation.models.reasons_request import ReasonsRequest
from visitation.models.recommendation import Recommendation
from visitation.models.reopening import Reopening

__all__ = [
    "AgendaItem",
    "Decision",
    "FurtherDecision",
    "Hearing",
    "Meeting",
    "Minutes",
    "Proposal",
    "ReasonsRequest",
    "Recommendation",
    "Reopening",
]
