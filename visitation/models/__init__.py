from visitation.models.decision import Decision
from visitation.models.meeting import AgendaItem, Meeting, Minutes

__all__ = ["AgendaItem", "Decision", "Meeting", "Minutes"]
