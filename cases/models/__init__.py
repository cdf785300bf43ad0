from cases.models.acknowledgement import BirthdayAcknowledgement
from cases.models.anonymity import AnonymityCheck, BecameKnown
from cases.models.assessment import Assessment, AssessmentSession
from cases.models.attachment import Attachment
from cases.models.case import Case, CaseNumberSeries
from cases.models.caseload import CaseloadMove, MovedCase
from cases.models.circumstance import Circumstance, Retention, RetentionContract
from cases.models.citizen import Citizen
from cases.models.code import Code
from cases.models.commitment import PaymentCommitment
from cases.models.conflict import ConflictOfInterest
from cases.models.consent import Consent
from cases.models.coworker import CoWorker
from cases.models.disclosure import Disclosure, DisclosureCorrection
from cases.models.draft import Draft
from cases.models.emergency import EmergencyAccess
from cases.models.handed import HandedItem
from cases.models.inquiry import Inquiry
from cases.models.link import CitizenLink
from cases.models.mapping import MappingResult
from cases.models.miss import MissReason
from cases.models.note import Note
from cases.models.notification import Notification
from cases.models.partner import Partner
from cases.models.protection import AddressProtection
from cases.models.psychology import PsychologicalExamination, PsychologyTalk
from cases.models.questionnaire import AnswerSet, QuestionnaireVersion
from cases.models.relation import Relation
from cases.models.relative import RelativeCourse, RelativeTalk
from cases.models.request import ClockEvent, TreatmentRequest
from cases.models.shield import Shield, ShieldMember
from cases.models.status import CitizenStatus, SubstanceUse
from cases.models.story import StoryEntry
from cases.models.talk import Talk
from cases.models.transfer import Transfer

__all__ = [
    "AddressProtection",
    "AnonymityCheck",
    "AnswerSet",
    "Assessment",
    "AssessmentSession",
    "Attachment",
    "BecameKnown",
    "BirthdayAcknowledgement",
    "Case",
    "CaseNumberSeries",
    "CaseloadMove",
    "Circumstance",
    "Citizen",
    "CitizenLink",
    "CitizenStatus",
    "ClockEvent",
    "CoWorker",
    "Code",
    "ConflictOfInterest",
    "Consent",
    "Disclosure",
    "DisclosureCorrection",
    "Draft",
    "EmergencyAccess",
    "HandedItem",
    "Inquiry",
    "MappingResult",
    "MissReason",
    "MovedCase",
    "Note",
    "Notification",
    "Partner",
    "PaymentCommitment",
    "PsychologicalExamination",
    "PsychologyTalk",
    "QuestionnaireVersion",
    "Relation",
    "RelativeCourse",
    "RelativeTalk",
    "Retention",
    "RetentionContract",
    "Shield",
    "ShieldMember",
    "StoryEntry",
    "SubstanceUse",
    "Talk",
    "Transfer",
    "TreatmentRequest",
]
