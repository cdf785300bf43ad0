from offers.models.agreement import AgreementBreach, CooperationAgreement, Sanction
from offers.models.contact import ContactAttempt
from offers.models.course import Course
from offers.models.ending import CourseEnding, FollowUp
from offers.models.feed import CalendarFeed
from offers.models.free_choice import FreeChoice
from offers.models.gift_card import GiftCard, HandOut
from offers.models.group import Group, GroupTherapist
from offers.models.group_meeting import GroupAttendance, GroupMeeting
from offers.models.irregularity import Irregularity
from offers.models.membership import Membership
from offers.models.nada import NadaAttendance, NadaSitting, Qualification
from offers.models.nada_time import NadaTime
from offers.models.own_doctor import OwnDoctorCare
from offers.models.placement import PaymentGuarantee, Placement
from offers.models.plan import ActionPlanOffer, GoalAttainment, PlanGoal, PlanReview, TreatmentPlan
from offers.models.provider import Provider, ProviderApproval, ProviderPrice
from offers.models.reservation import Reservation
from offers.models.room import Room
from offers.models.session import Session
from offers.models.stay import AftercarePlan, StatusReport, SupervisionVisit
from offers.models.substitution import DoctorTalk, MissedDose, Prescription, SubstitutionPlan
from offers.models.urine import HomeChildren, UrinePlan, UrineTest

__all__ = [
    "ActionPlanOffer",
    "AftercarePlan",
    "AgreementBreach",
    "CalendarFeed",
    "ContactAttempt",
    "CooperationAgreement",
    "Course",
    "CourseEnding",
    "DoctorTalk",
    "FollowUp",
    "FreeChoice",
    "GiftCard",
    "GoalAttainment",
    "Group",
    "GroupAttendance",
    "GroupMeeting",
    "GroupTherapist",
    "HandOut",
    "HomeChildren",
    "Irregularity",
    "Membership",
    "MissedDose",
    "NadaAttendance",
    "NadaSitting",
    "NadaTime",
    "OwnDoctorCare",
    "PaymentGuarantee",
    "Placement",
    "PlanGoal",
    "PlanReview",
    "Prescription",
    "Provider",
    "ProviderApproval",
    "ProviderPrice",
    "Qualification",
    "Reservation",
    "Room",
    "Sanction",
    "Session",
    "StatusReport",
    "SubstitutionPlan",
    "SupervisionVisit",
    "TreatmentPlan",
    "UrinePlan",
    "UrineTest",
]
