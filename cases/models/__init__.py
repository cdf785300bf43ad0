from cases.models.acknowledgement import BirthdayAcknowledgement
from cases.models.assessment import Assessment, AssessmentSession
from cases.models.case import Case, CaseNumberSeries
from cases.models.citizen import Citizen
from cases.models.inquiry import Inquiry
from cases.models.miss import MissReason
from cases.models.questionnaire import AnswerSet, QuestionnaireVersion
from cases.models.request import ClockEvent, TreatmentRequest
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
    "Inquiry",
    "MissReason",
    "QuestionnaireVersion",
    "StoryEntry",
    "Talk",
    "TreatmentRequest",
]
