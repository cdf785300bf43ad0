from cases.models.acknowledgement import BirthdayAcknowledgement
from cases.models.assessment import Assessment, AssessmentSession
from cases.models.case import Case, CaseNumberSeries
from cases.models.citizen import Citizen
from cases.models.conflict import ConflictOfInterest
from cases.models.coworker import CoWorker
from cases.models.emergency import EmergencyAccess
from cases.models.inquiry import Inquiry
from cases.models.miss import MissReason
from cases.models.questionnaire import AnswerSet, QuestionnaireVersion
from cases.models.request import ClockEvent, TreatmentRequest
from cases.models.shield import Shield, ShieldMember
from cases.models.story import StoryEntry
from cases.models.talk import Talk

__all__ = [
    "AnswerSet",
    "Assessment",
    "AssessmentSession",
    "BirthdayAcknowledgement",
    "Case",
    "CaseNumberSeries",
    "Citizen",
    "ClockEvent",
    "CoWorker",
    "ConflictOfInterest",
    "EmergencyAccess",
    "Inquiry",
    "MissReason",
    "QuestionnaireVersion",
    "Shield",
    "ShieldMember",
    "StoryEntry",
    "Talk",
    "TreatmentRequest",
]
