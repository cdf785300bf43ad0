from visitation.models.decision import Decision
from visitation.models.further import FurtherDecision
from visitation.models.meeting import AgendaItem, Meeting, Minutes
from visitation.models.reopening import Reopening

__all__ = ["AgendaItem", "Decision", "FurtherDecision", "Meeting", "Minutes", "Reopening"]
