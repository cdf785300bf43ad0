"""Every page of the product and how one comes to it, found by asking the URLs themselves."""

from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from cases.enums import REVERSIBLE_EVENTS, ClockEventKind, RequestStage
from cases.models import (
    AddressProtection,
    AnswerSet,
    AssessmentSession,
    Case,
    CaseloadMove,
    CitizenLink,
    CitizenStatus,
    ClockEvent,
    ConflictOfInterest,
    Consent,
    Disclosure,
    EmergencyAccess,
    MappingResult,
    Note,
    Notification,
    Partner,
    PaymentCommitment,
    PsychologicalExamination,
    PsychologyTalk,
    QuestionnaireVersion,
    Relation,
    RelativeCourse,
    RelativeTalk,
    RetentionContract,
    Shield,
    Transfer,
    TreatmentRequest,
)
from complaints.models import Complaint, ConfidentialLetter
from offers.enums import GoalKind, PlacementStatus
from offers.models import (
    ActionPlanOffer,
    AgreementBreach,
    CooperationAgreement,
    Course,
    CourseEnding,
    FreeChoice,
    GiftCard,
    Group,
    GroupMeeting,
    HandOut,
    Irregularity,
    Membership,
    MissedDose,
    NadaTime,
    OwnDoctorCare,
    PaymentGuarantee,
    Placement,
    Prescription,
    Provider,
    ProviderApproval,
    Qualification,
    Room,
    Session,
    UrinePlan,
    UrineTest,
)
from offers.services.action_plans import offer_action_plan
from offers.services.ending import EndingValues, end_course
from offers.services.plans import GoalValues, begin_plan, settle_plan, write_plan
from rights.models import AccessRequest, BundleItem, DestructionItem, DestructionList, LegalHold
from rusmiddel.access.models import Absence, User
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.models import BatchLetter, Dispatch, LetterSetback, TextBlock
from visitation.enums import ItemOutcome, MeetingStatus
from visitation.models import (
    AgendaItem,
    Decision,
    FurtherDecision,
    Hearing,
    Meeting,
    Proposal,
    Recommendation,
)
from visitation.services.endings import exceeded_on

# Addresses that only take a form and send it on, or that answer machines.
NOT_PAGES = {
    "access:sign_out",
    "access:session_end",
    "access:session_left",
    "access:sessions_end_others",
    "access:user_second_factor_reset",
    "access:user_municipal",
    "access:user_unlock",
    "account_login",
    "account_logout",
    # Between two steps of signing in, or sent on at once; looked at in tests/journeys.
    "mfa_authenticate",
    "openid_connect_callback",
    "openid_connect_login",
    "mfa_deactivate_totp",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "access:user_deactivate",
    "access:user_reactivate",
    "access:filter_save",
    "access:filter_remove",
    "cases:co_worker_end",
    "cases:transfer_accept",
    "cases:transfer_decline",
    "cases:transfer_withdraw",
    "cases:move_back",
    "cases:move_cancel",
    "cases:item_give_back",
    "cases:birthday_acknowledge",
    "cases:who_has_looked",
    "cases:relation_end",
    "cases:questionnaire_retire",
    "cases:attachment",
    "cases:draft_discard",
    "cases:draft_keep",
    "cases:consent_expire",
    "cases:consent_letter",
    "cases:consent_paper",
    "cases:consent_withdraw",
    "cases:notification_unknown",
    "cases:partner_archive",
    "cases:partner_restore",
    "cases:visitation_journal",
    "complaints:complaint_acknowledge",
    "complaints:complaint_bundle",
    "complaints:complaint_paper",
    "complaints:confidential_letter",
    "deadlines:notice_read",
    "deadlines:notice_read_all",
    "health:health",
    "offers:agreement_print",
    # Steps towards a hard sanction, in forms that are drawn like all others; the try-out's standard has none.
    "offers:sanction_approve",
    "offers:sanction_carry_out",
    "offers:sanction_give_up",
    "offers:sanction_hear",
    "offers:attendance_sheet",
    "offers:course_wait",
    "offers:gift_card_signed",
    "offers:place_keep_waiting",
    "offers:place_offer",
    "offers:place_take",
    "offers:relative_wait",
    "offers:calendar_print",
    "offers:feed_read",
    "offers:plan_begin",
    "offers:plan_print",
    "offers:reminded",
    "rights:bundle_begin",
    "rights:bundle_file",
    "rights:bundle_seal",
    "rights:destruction_approve",
    "rights:destruction_destroy",
    "rights:destruction_drop",
    "rights:destruction_new",
    "visitation:agenda_fill",
    "visitation:early_course_confirm",
    "visitation:proposal_approve",
    "visitation:proposal_drop",
    "visitation:proposal_make",
    "visitation:recommendation_pdf",
    # Leads on to the first case.
    "visitation:wall",
    "visitation:agenda_pdf",
    "visitation:decision_told",
    "visitation:item_postpone",
    "visitation:block_retire",
    "visitation:letter_batch_confirm",
    "visitation:letter_batch_drop",
    "visitation:letter_batch_pdf",
    "visitation:letter_digital",
    "visitation:letter_digital_again",
    "visitation:letter_digital_give_up",
    "visitation:letter_hand_over",
    "visitation:letter_lix",
    "visitation:letter_pdf",
    "visitation:letter_preview",
    "visitation:letter_post",
    "visitation:minutes_pdf",
}
OF_ALL_COMPLAINTS = {"complaints:complaint_list", "complaints:complaint_overview"}
# Pages that answer a form: shown by sending it.
BY_FORM = {"cases:search", "cases:show_cpr", "cases:show_protected"}


# Pages under a course of substitution treatment, and what the last part of their address is the key of.
SUBSTITUTION = {
    "offers:substitution": None,
    "offers:doctors_plan_new": None,
    "offers:prescription_new": None,
    "offers:prescription_correct": Prescription.objects.standing(),
    "offers:doctors_talk_new": None,
    "offers:missed_dose_new": None,
    "offers:missed_dose_strike": MissedDose.objects.all(),
    "offers:home_children_new": None,
    "offers:urine_test_new": None,
    "offers:urine_test_correct": UrineTest.objects.standing(),
    "offers:urine_plan_new": None,
    "offers:urine_plan_give_up": UrinePlan.objects.all(),
    "offers:agreement_new": None,
    "offers:agreement_sign": CooperationAgreement.objects.all(),
    "offers:breach_new": None,
    "offers:sanction_new": AgreementBreach.objects.all(),
    "offers:irregularity_new": None,
    "offers:irregularity_discuss": Irregularity.objects.all(),
    "offers:irregularity_decide": Irregularity.objects.all(),
}


def _in_substitution(rows):
    """The course that something irregular was found in; it has one of each."""
    course = Irregularity.objects.select_related("course__case").latest("pk").course
    keys = [course.case.number, course.pk]
    if rows is None:
        return [keys]
    way = "agreement__course" if rows.model is AgreementBreach else "course"
    return [[*keys, rows.filter(**{way: course}).latest("pk").pk]]


def every_url_name():
    """'cases:case_page' and all the others."""
    return sorted(_names(get_resolver().url_patterns, ""))


def _names(patterns, prefix):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        else:
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _names(pattern.url_patterns, f"{prefix}{space}")


def case_at(*stages):
    """The case of somebody with a name whose request stands there."""
    return Case.objects.filter(citizen__kind="identified", requests__stage__in=stages).order_by("-id").first()


def addresses(name):
    """The addresses to look at for a URL name, in the municipality that has been made up."""
    return [reverse(name, args=args) for args in _arguments(name)]


def _of(rows):
    """The case's number and the key of the newest of the rows."""
    newest = rows.order_by("-id").first()
    return [[newest.case.number, newest.pk]]


def _each_of(model, field):
    """The newest row of every kind there is."""
    kinds = model.objects.values_list(field, flat=True).distinct()
    return [keys for kind in kinds for keys in _of(model.objects.filter(**{field: kind}))]


def _not_told():
    """Somebody whose treatment did not begin in time and who has no letter about it yet."""
    waiting = TreatmentRequest.objects.exclude(further_decisions__kind="guarantee_exceeded")
    today = timezone.localdate()
    return next(each for each in waiting.order_by("-pk") if exceeded_on(each, today=today))


def _complained(complaint):
    return [complaint.case.number, complaint.pk]


def _asked(request):
    return [request.case.number, request.pk]


def _by():
    return User.objects.get(username="behandler")


def _plan(*, settled):
    """A plan that is being written, or one that waits for its signature."""
    request = (
        TreatmentRequest.objects.filter(stage=RequestStage.IN_TREATMENT)
        .order_by("id" if settled else "-id")
        .first()
    )
    plan = begin_plan(request_id=request.pk, by=_by(), now=timezone.now())
    goals = [GoalValues(kind=GoalKind.SHORT_TERM, text="Ikke drikke på hverdage", actions="Samtale hver uge")]
    write_plan(
        plan_id=plan.pk,
        written={"participation": "Skrevet sammen"},
        goals=goals,
        by=_by(),
        now=timezone.now(),
    )
    if settled:
        settle_plan(plan_id=plan.pk, by=_by(), now=timezone.now())
    return [plan.case.number, plan.pk]


def _offered(number):
    case = Case.objects.get(number=number)
    offered = ActionPlanOffer.objects.filter(case=case, answer="").first()
    return offered or offer_action_plan(
        case_id=case.pk, offered_on=timezone.localdate(), note="", by=_by(), now=timezone.now()
    )


def _ended():
    course = Course.objects.filter(status="active").order_by("id").first()
    found = CourseEnding.objects.filter(ends_treatment=True).first()
    values = EndingValues(reason="completed", status="free", evaluation="Målene er nået.")
    return found or end_course(course_id=course.pk, values=values, by=_by(), now=timezone.now())


def _arguments(name):
    open_case = case_at(RequestStage.ASSESSING).number
    match name:
        case "cases:case_page":
            return [[case_at(stage).number] for stage in RequestStage if case_at(stage)] + [
                [Case.objects.filter(citizen__kind="anonymous").first().number]
            ]
        case "cases:anonymity_clarify":
            asked = TreatmentRequest.objects.filter(case__citizen__kind="anonymous", substance="drugs")
            return [[asked.first().case.number]]
        case "cases:become_known":
            return [[Case.objects.filter(citizen__kind="anonymous").first().number]]
        case "cases:protection_renew" | "cases:protection_end":
            protection = AddressProtection.objects.standing().filter(citizen__cases__isnull=False).first()
            return [[protection.citizen.cases.first().number, protection.pk]]
        case "cases:circumstance":
            return [[open_case, kind] for kind in ("pregnant", "developmental_disability")]
        case "cases:relation_new":
            return [[open_case, who] for who in ("barn", "person")]
        case "cases:relation_edit":
            relation = Relation.objects.standing().first()
            return [[relation.citizen.cases.first().number, relation.pk]]
        case "cases:contract" | "cases:retention":
            contract = RetentionContract.objects.first()
            return [[contract.case.number, contract.pk]]
        case "cases:commitment_answer":
            commitment = PaymentCommitment.objects.filter(answer="").first()
            return [[commitment.request.case.number, commitment.pk]]
        case "cases:unlink":
            link = CitizenLink.objects.standing().first()
            return [[link.first.cases.first().number, link.pk]]
        case "cases:relative_talk_new":
            return [[RelativeCourse.objects.latest("pk").case.number]]
        case "cases:relative_talk_close":
            talk = RelativeTalk.objects.filter(outcome="planned").first()
            return [[talk.course.case.number, talk.pk]]
        case "cases:assessment":
            return [[open_case], [case_at(RequestStage.READY).number]]
        case "cases:assessment_reopen":
            return [[case_at(RequestStage.READY).number]]
        case "cases:case_close":
            return [[case_at(RequestStage.REJECTED, RequestStage.WITHDRAWN).number]]
        case "cases:event_new":
            kinds = [ClockEventKind.DEVIATION, ClockEventKind.WITHDRAWN, ClockEventKind.PARENTAL_CONSENT]
            return [[open_case, kind] for kind in kinds]
        case "cases:event_take_back":
            event = ClockEvent.objects.filter(kind__in=REVERSIBLE_EVENTS).order_by("-id").first()
            return [[event.request.case.number, event.pk]]
        case "cases:status" | "cases:status_correct":
            written = CitizenStatus.objects.standing().filter(case__closed_on=None).last()
            return [[written.case.number] + ([written.pk] if name == "cases:status_correct" else [])]
        case "cases:examination" | "cases:examination_stop" | "cases:psychology_talk_new":
            found = PsychologicalExamination.objects.filter(reported_at=None).last()
            return [[found.case.number, found.pk]]
        case "cases:psychology_talk_close":
            talk = PsychologyTalk.objects.filter(outcome="planned").last() or PsychologyTalk.objects.last()
            return [[talk.examination.case.number, talk.pk]]
        case "cases:mapping_take_back":
            result = MappingResult.objects.standing().filter(case__closed_on=None).last()
            return [[result.case.number, result.pk]]
        case "cases:questionnaires":
            return [[AnswerSet.objects.standing().last().case.number], [open_case]]
        case "cases:questionnaire_fill":
            return [[open_case, QuestionnaireVersion.objects.get(key="dudit").pk]]
        case "cases:answer_set" | "cases:answer_set_replace":
            answers = AnswerSet.objects.standing().filter(case__closed_on=None).last()
            return [[answers.case.number, answers.pk]]
        case "cases:questionnaire_version":
            return [[QuestionnaireVersion.objects.get(key="audit").pk]]
        case "cases:emergency_review":
            return [[access.pk] for access in EmergencyAccess.objects.order_by("reviewed_at")]
        case "cases:shield_lift":
            return [[Shield.objects.standing().first().pk]]
        case "cases:conflict_lift":
            return [[ConflictOfInterest.objects.standing().first().pk]]
        case "cases:session_close":
            talk = AssessmentSession.objects.filter(outcome="planned").order_by("-id").first()
            return [[talk.assessment.request.case.number, talk.pk]]
        case "cases:session_take_back":
            talk = AssessmentSession.objects.filter(assessment__request__stage="assessing").exclude(
                outcome="planned"
            )
            return [[talk[0].assessment.request.case.number, talk[0].pk]]
        case "cases:note" | "cases:addendum_new":
            note = Note.objects.exclude(kind__in=["doctor", "psychologist"]).filter(amends=None).latest("id")
            return [[note.case.number, note.pk]]
        case "cases:consent":
            return [*_of(Consent.objects.filter(ended_at=None)), *_of(Consent.objects.exclude(ended_at=None))]
        case "cases:consent_renew" | "cases:consent_sign" | "cases:disclosure_new":
            return _of(Consent.objects.filter(ended_at=None))
        case "cases:disclosure_correct" | "cases:disclosure_list":
            (newest,) = _of(Disclosure.objects.all())
            return [newest if name == "cases:disclosure_correct" else newest[:1]]
        case "cases:notification":
            return [*_of(Notification.objects.open()), *_of(Notification.objects.filter(status="sent"))]
        case "cases:notification_send" | "cases:notification_decline":
            return _of(Notification.objects.filter(status="due"))
        case "cases:transfer":
            return [[Transfer.objects.waiting().get(receiver__username="teamleder").pk]]
        case "cases:absence" | "cases:absence_end" | "cases:absence_stand_in":
            return [[absence.pk] for absence in Absence.objects.order_by("pk")[:2]]
        case "cases:move":
            return [[CaseloadMove.objects.first().pk]]
        case "cases:item_hand_on":
            visible = Case.objects.visible_to(User.objects.get(username="teamleder"))
            due = Deadline.objects.open().filter(kind="guarantee", case__in=visible)
            deadline = due.order_by("pk").first()
            return [[deadline.case.number, deadline.pk]]
        case "cases:partner_edit":
            return [[Partner.objects.order_by("id").first().pk]]
        case "access:user_edit" | "access:user_password":
            return [[User.objects.get(username="behandler").pk]]
        case "reporting:explain_miss":
            return [[TreatmentRequest.objects.order_by("id").first().pk]]
        case "offers:course" | "offers:course_end" | "offers:new_visitation" | "offers:session_new":
            course = Course.objects.open().order_by("-id").first()
            return [[course.case.number, course.pk]]
        case (
            "offers:calendar"
            | "offers:feed"
            | "offers:follow_up_figures"
            | "offers:reminders"
            | "offers:room_new"
            | "offers:rooms"
        ):
            return [[]]
        case "offers:contact_new":
            course = Course.objects.open().order_by("-id").first()
            return [[course.case.number, course.pk]]
        case "offers:plan" | "offers:plan_print" | "offers:plan_signature" | "offers:plan_review":
            drafts = [_plan(settled=False)] if name == "offers:plan" else []
            return [_plan(settled=True), *drafts]
        case "offers:action_plan_answer":
            offered = _offered(open_case)
            return [[offered.case.number, offered.pk]]
        case "offers:ending":
            ended = _ended()
            return [[ended.case.number, ended.pk]]
        case "offers:follow_up_new":
            ended = _ended()
            return [[ended.case.number, ended.pk, "month_1"]]
        case "offers:room_edit":
            return [[Room.objects.get_or_create(name="Samtalerum 1")[0].pk]]
        case "offers:session_close" | "offers:session_move":
            talk = Session.objects.filter(outcome="planned").order_by("-id").first()
            return [[talk.course.case.number, talk.course_id, talk.pk]]
        case "offers:nada_time_cancel":
            return [[NadaTime.objects.filter(status="planned").first().pk]]
        case "offers:own_doctor_end":
            care = OwnDoctorCare.objects.filter(until_on=None).first()
            return [[care.case.number, care.pk]]
        case "offers:session_take_back":
            talk = Session.objects.filter(outcome="held", course__status="active").first()
            return [[talk.course.case.number, talk.course_id, talk.pk]]
        case "complaints:complaint":
            return [_complained(each) for each in Complaint.objects.order_by("pk")]
        case "complaints:complaint_new" | "complaints:power_new":
            return [[open_case]]
        case "complaints:confidential_sent":
            letter = ConfidentialLetter.objects.filter(sent_on=None).first()
            return [[*_complained(letter.complaint), letter.pk]]
        case name if name.startswith("complaints:complaint_") and name not in OF_ALL_COMPLAINTS:
            return [_complained(Complaint.objects.filter(handling="reassess", status="received").first())]
        case "rights:access_request":
            return [_asked(request) for request in AccessRequest.objects.order_by("pk")]
        case "rights:bundle_item":
            item = BundleItem.objects.undecided().last() or BundleItem.objects.last()
            return [[*_asked(item.bundle.request), item.pk]]
        case "rights:bundle_hand_over":
            return [_asked(AccessRequest.objects.exclude(closed_on=None).first())]
        case "rights:hold_lift":
            return _of(LegalHold.objects.standing())
        case "rights:destruction_list":
            return [[DestructionList.objects.latest("pk").pk]]
        case "rights:destruction_take_off":
            item = DestructionItem.objects.to_destroy().first()
            return [[item.list_id, item.pk]]
        case "rights:access_request_new" | "rights:keeping" | "rights:hold_new":
            return [[open_case]]
        case "rights:bundle" | "rights:access_delay" | "rights:access_answer":
            return [_asked(AccessRequest.objects.open().first())]
        case "rights:access_give_to" | "rights:access_withdraw":
            return [_asked(AccessRequest.objects.open().first())]
        case "visitation:meeting":
            return [[Meeting.objects.filter(status=status).first().pk] for status in ("planned", "held")]
        case "visitation:meeting_edit" | "visitation:attendance" | "visitation:meeting_close":
            return [[Meeting.objects.filter(status=MeetingStatus.PLANNED).first().pk]]
        case "visitation:meeting_cancel":
            return [[Meeting.objects.filter(status=MeetingStatus.PLANNED).first().pk]]
        case "visitation:meeting_case":
            items = [AgendaItem.objects.filter(outcome=outcome).first() for outcome in ItemOutcome]
            return [[item.meeting_id, item.request.case.number] for item in items if item]
        case "visitation:decision":
            decided = [Decision.objects.filter(kind=kind).first() for kind in ("full_grant", "rejection")]
            decided.append(Decision.objects.exclude(reasons_request=None).latest("pk"))
            return [[each.case.number, each.pk] for each in decided]
        case "visitation:wall_case":
            items = [AgendaItem.objects.filter(outcome=outcome).first() for outcome in ItemOutcome]
            return [[item.meeting_id, item.request.case.number] for item in items if item]
        case "visitation:guarantee_exceeded":
            return [[_not_told().case.number]]
        case "visitation:hearing":
            return [*_each_of(Hearing, "means")]
        case "visitation:proposal":
            return [
                *_of(Proposal.objects.filter(approved_at=None)),
                *_of(Proposal.objects.exclude(approved_at=None)),
            ]
        case "visitation:recommendation":
            return _of(Recommendation.objects.all())
        case "visitation:hearing_new":
            return [[open_case]]
        case "visitation:recommend_new":
            return [[case_at(RequestStage.READY).number]]
        case "visitation:reasons_ask":
            told = Decision.objects.filter(letter=None, reasons_request=None).first()
            return [[told.case.number, told.pk]]
        case "visitation:ending_new" | "visitation:offer_change":
            going_on = Course.objects.open().filter(placements=None).exclude(granted_on=None).latest("pk")
            keys = [going_on.case.number, going_on.pk]
            return [[*keys, "expulsion"] if name.endswith("ending_new") else keys]
        case "visitation:decision_new":
            return [[case_at(RequestStage.READY).number]]
        case "visitation:letter_write":
            told = Decision.objects.filter(letter=None).first()
            return [[told.case.number, told.pk]]
        case "visitation:letter_receipt" | "visitation:letter_take_back":
            sent = Dispatch.objects.order_by("-id").first()
            return [[sent.letter.case.number, sent.letter_id, sent.pk]]
        case "visitation:letter" | "visitation:letter_settle" | "visitation:letter_return_undo":
            back = LetterSetback.objects.open().first()
            keys = [back.letter.case.number, back.letter_id]
            return [keys if name == "visitation:letter" else [*keys, back.pk]]
        case "visitation:letter_returned":
            sent = Dispatch.objects.filter(channel="post").order_by("-id").first()
            return [[sent.letter.case.number, sent.letter_id, sent.pk]]
        case "visitation:letter_batch" | "visitation:letter_batch_take_out":
            row = BatchLetter.objects.held().first()
            return [[row.batch_id] if name == "visitation:letter_batch" else [row.batch_id, row.letter_id]]
        case "visitation:letter_new":
            return [[LetterSetback.objects.open().first().letter.case.number]]
        case "visitation:block":
            return [[TextBlock.objects.first().pk]]
        case "offers:group" | "offers:group_edit" | "offers:group_end" | "offers:group_meetings_new":
            return [[group.pk] for group in Group.objects.order_by("pk")]
        case "offers:group_meeting":
            found = GroupMeeting.objects.order_by("-planned_at")
            meetings = [
                found.filter(status="planned", planned_at__lt=timezone.now()),
                found.filter(status="held"),
            ]
            return [[each[0].group_id, each[0].pk] for each in meetings]
        case "offers:group_meeting_cancel":
            meeting = GroupMeeting.objects.planned().last()
            return [[meeting.group_id, meeting.pk]]
        case "offers:membership_leave" | "offers:membership_background":
            return [[Membership.objects.open().latest("pk").pk]]
        case "offers:gift_card_withdraw":
            return [[GiftCard.objects.in_hand().latest("pk").pk]]
        case "offers:gift_card_hand_out" | "offers:gift_card_take_back":
            handed = HandOut.objects.select_related("course__case").latest("pk")
            keys = [handed.course.case.number, handed.course_id]
            return [keys if name.endswith("hand_out") else [*keys, handed.pk]]
        case "offers:qualification_end":
            return [[Qualification.objects.latest("pk").pk]]
        case _ if name in SUBSTITUTION:
            return _in_substitution(SUBSTITUTION[name])
        case "offers:provider" | "offers:provider_edit" | "offers:approval_new" | "offers:price_new":
            return [[Provider.objects.order_by("pk").first().pk]]
        case "offers:approval_end":
            approval = ProviderApproval.objects.order_by("pk").first()
            return [[approval.provider_id, approval.pk]]
        case "offers:placement_new" | "offers:choice_new":
            course = Course.objects.open().filter(form="residential", placements=None).latest("pk")
            return [[course.case.number, course.pk]]
        case "offers:placement":
            found = [Placement.objects.filter(status=status).last() for status in PlacementStatus]
            return [[each.case.number, each.pk] for each in found if each]
        case "offers:stay_begin" | "offers:placement_cancel":
            return _of(Placement.objects.filter(status="planned"))
        case "offers:guarantee_take_back":
            guarantee = PaymentGuarantee.objects.standing().filter(placement__status="staying").last()
            return [[guarantee.placement.case.number, guarantee.placement_id, guarantee.pk]]
        case "visitation:self_payment_new":
            staying = Placement.objects.filter(status="staying").last()
            return [[staying.case.number, staying.course_id]]
        case "offers:choice_answer" | "visitation:choice_limit":
            return _of(FreeChoice.objects.filter(status="wanted"))
        case "visitation:further_decision":
            return [*_each_of(FurtherDecision, "kind")]
        case _ if name.removeprefix("offers:") in {
            "aftercare_new",
            "guarantee_new",
            "status_report_new",
            "stay_end",
            "stay_move",
            "supervision_new",
        }:
            return _of(Placement.objects.filter(status="staying"))
        case _ if name in {
            "offers:provider_list",
            "offers:provider_new",
            "offers:capacity",
            "offers:gift_card_citizens",
            "offers:gift_card_list",
            "offers:gift_card_receive",
            "offers:group_list",
            "offers:group_new",
            "offers:irregularity_list",
            "offers:nada",
            "offers:nada_times",
            "offers:nada_times_new",
            "offers:qualification_list",
            "offers:qualification_new",
        }:
            return [[]]
        case _ if name.startswith("offers:"):
            return [[open_case]]
        case _ if name.startswith("cases:") and name.split(":")[1] in {
            "attachment_new",
            "citizen_edit",
            "field_history",
            "note_list",
            "note_new",
            "story",
            "commitment_new",
            "contract_new",
            "duplicates",
            "protection_new",
            "request_edit",
            "case_assign",
            "transfer_new",
            "co_worker_new",
            "session_new",
            "emergency_new",
            "shield_new",
            "conflict_new",
            "consent_new",
            "disclosure_by_law",
            "notification_new",
            "status_new",
            "mapping_results",
            "mapping_new",
            "examinations",
            "examination_new",
        }:
            return [[open_case]]
        case _:
            return [[]]
