from complaints.models.answer import BoardAnswer
from complaints.models.complaint import Complaint
from complaints.models.confidential import ConfidentialLetter
from complaints.models.forwarding import Forwarding
from complaints.models.power import PowerOfAttorney
from complaints.models.reassessment import Reassessment, Remedy

__all__ = [
    "BoardAnswer",
    "Complaint",
    "ConfidentialLetter",
    "Forwarding",
    "PowerOfAttorney",
    "Reassessment",
    "Remedy",
]
