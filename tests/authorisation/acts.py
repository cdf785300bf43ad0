"""Every act on a case: what it is told of which case it is about, and the role that may do it.

A service that takes `by` and stands in neither table fails the suite. Beside what stands here an act is told
nothing at all: whoever does not see the case is refused before anything else is looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cases.enums import ClockEventKind, NoteKind
from cases.models import Case, TreatmentRequest
from rights.models import Bundle, Seal
from rusmiddel.access.enums import Role
from tests.authorisation.scene import Scene
from visitation.models import AgendaItem

DOCTOR, PSYCHOLOGIST, TEAM_LEAD, VISITATOR = (
    Role.DOCTOR,
    Role.PSYCHOLOGIST,
    Role.TEAM_LEAD,
    Role.VISITATOR,
)

Find = Callable[[Scene], object]


@dataclass(frozen=True, kw_only=True)
class Act:
    """A service, by module and name."""

    name: str
    role: Role
    # Which case, as the service is told it.
    about: dict[str, Find]
    # What permission is asked of besides the role.
    told: dict[str, object]


def word(name: str) -> Find:
    return lambda scene: scene.words[name]


def case(name: str = "case") -> Find:
    return lambda scene: Case.objects.get(number=scene.words[name])


def case_key(name: str = "case") -> Find:
    return lambda scene: Case.objects.get(number=scene.words[name]).pk


def wish(name: str = "case") -> Find:
    return lambda scene: TreatmentRequest.objects.filter(case__number=scene.words[name]).latest("pk").pk


def bundle(name: str) -> Find:
    return lambda scene: Bundle.objects.filter(request=scene.words[name]).latest("pk").pk


def seal(scene: Scene) -> object:
    return Seal.objects.get(bundle__request=scene.words["sealed_request"]).pk


def agenda_item(scene: Scene) -> object:
    return AgendaItem.objects.pending().get(request__case__number=scene.words["ready_case"]).pk


def act(
    name: str, role: Role = Role.CASEWORKER, *, told: dict[str, object] | None = None, **about: Find
) -> Act:
    return Act(name=name, role=role, about=about, told=told or {})


ACTS = [
    act("cases.services.anonymity.clarify_anonymity", request_id=wish("anonymous_case")),
    act("cases.services.anonymity.become_known", case_id=case_key("anonymous_case")),
    act("cases.services.assessments.book_session", request_id=wish()),
    act("cases.services.assessments.close_session", session_id=word("talk")),
    act("cases.services.assessments.take_back_session", session_id=word("talk")),
    act("cases.services.assessments.write_assessment", request_id=wish()),
    act("cases.services.assessments.complete_assessment", request_id=wish()),
    act("cases.services.assessments.reopen_assessment", request_id=wish()),
    act("cases.services.assignment.add_co_worker", case_id=case_key()),
    act("cases.services.assignment.end_co_worker", co_worker_id=word("co_worker")),
    act("cases.services.assignment.offer_transfer", case_id=case_key()),
    act("cases.services.assignment.withdraw_transfer", transfer_id=word("transfer")),
    act("cases.services.assignment.held_case", case_id=case_key()),
    act("cases.services.attachments.add_document", case_id=case_key()),
    act("cases.services.birthdays.acknowledge_birthday", case_id=case_key("young_case")),
    act("cases.services.circumstances.note_circumstance", case_id=case_key()),
    act("cases.services.circumstances.keep_contract", case_id=case_key("pregnant_case")),
    act("cases.services.circumstances.record_retention", contract_id=word("contract")),
    act(
        "cases.services.clocks.record_event",
        request_id=wish(),
        told={"kind": ClockEventKind.DEVIATION},
    ),
    act("cases.services.clocks.take_back_event", event_id=word("event")),
    act("cases.services.commitments.ask_for_commitment", request_id=wish("elsewhere_case")),
    act("cases.services.commitments.answer_commitment", commitment_id=word("commitment")),
    act("cases.services.consents.record_consent", case_id=case_key()),
    act("cases.services.consents.renew_consent", consent_id=word("consent")),
    act("cases.services.consents.withdraw_consent", consent_id=word("consent")),
    act("cases.services.consents.attach_signed_form", consent_id=word("consent")),
    act("cases.services.consents.write_to_partner", consent_id=word("withdrawn_consent")),
    act("cases.services.consents.let_consent_expire", consent_id=word("consent")),
    act("cases.services.disclosures.disclose_by_consent", consent_id=word("consent")),
    act("cases.services.disclosures.disclose_by_law", case_id=case_key()),
    act("cases.services.disclosures.correct_disclosure", disclosure_id=word("disclosure")),
    act("cases.services.duplicates.link_citizens", case_id=case_key(), other_case_id=case_key("young_case")),
    act("cases.services.duplicates.unlink_citizens", case_id=case_key(), link_id=word("link")),
    act("cases.services.emergency.review_emergency", TEAM_LEAD, access_id=word("emergency")),
    act("cases.services.handing_on.hand_on", deadline_ids=lambda scene: [scene.words["deadline"]]),
    act("cases.services.handing_on.give_back", item_id=word("item")),
    act("cases.services.locking_out.shield_case", TEAM_LEAD, case_id=case_key()),
    act("cases.services.locking_out.lock_out", TEAM_LEAD, case_id=case_key()),
    act("cases.services.locking_out.lift_lock_out", TEAM_LEAD, conflict_id=word("conflict")),
    act("cases.services.mapping.record_mapping", case_id=case_key()),
    act("cases.services.mapping.take_back_mapping", result_id=word("mapping")),
    act("cases.services.misses.explain_miss", TEAM_LEAD, request_id=word("missed_request")),
    act("cases.services.notes.sign_note", case_id=case_key(), told={"kind": NoteKind.TALK}),
    act("cases.services.notes.add_to_note", note_id=word("note")),
    act("cases.services.notifications.open_notification", case_id=case_key()),
    act("cases.services.notifications.describe_notification", notification_id=word("notification")),
    act("cases.services.notifications.write_notification", notification_id=word("notification")),
    act("cases.services.notifications.preview_notification", notification_id=word("notification")),
    act("cases.services.notifications.decide_against_notification", notification_id=word("notification")),
    act("cases.services.notifications.note_unknown_identity", notification_id=word("notification")),
    act("cases.services.people.describe_citizen", case_id=case_key()),
    act("cases.services.people.reveal_cpr", case=case()),
    act("cases.services.protection.protect", case_id=case_key()),
    act("cases.services.protection.renew_protection", case_id=case_key("protected_case")),
    act("cases.services.protection.end_protection", case_id=case_key("protected_case")),
    act("cases.services.protection.require_may_reveal", case_id=case_key("protected_case")),
    act("cases.services.psychology.refer", case_id=case_key()),
    act(
        "cases.services.psychology.book_psychology_talk",
        Role.PSYCHOLOGIST,
        examination_id=word("examination"),
    ),
    act("cases.services.psychology.close_psychology_talk", PSYCHOLOGIST, talk_id=word("psychology_talk")),
    act("cases.services.psychology.write_report", PSYCHOLOGIST, examination_id=word("examination")),
    act("cases.services.psychology.stop_examination", examination_id=word("examination")),
    act("cases.services.questionnaires.save_answers", case_id=case_key()),
    act("cases.services.questionnaires.finish_answers", answer_set_id=word("answers")),
    act("cases.services.questionnaires.replace_answers", answer_set_id=word("answers")),
    act("cases.services.relations.keep_relation", case_id=case_key()),
    act("cases.services.relations.end_relation", case_id=case_key()),
    act(
        "cases.services.relatives.book_relative_talk",
        course_id=lambda scene: case("relative_case")(scene).relative_course.pk,
    ),
    act("cases.services.relatives.close_relative_talk", talk_id=word("relative_talk")),
    act("cases.services.requests.withdraw_request", request_id=wish()),
    act("cases.services.requests.describe_request", request_id=wish()),
    act(
        "cases.services.requests.assign_case",
        case_id=case_key(),
        responsible=lambda scene: scene.users[Role.CASEWORKER],
    ),
    act("cases.services.requests.close_case", case_id=case_key()),
    act("cases.services.status.record_status", request_id=wish()),
    act("offers.services.granting.start_before_visitation", request_id=wish()),
    act("offers.services.sessions.book_session", course_id=word("course")),
    act("offers.services.sessions.book_series", course_id=word("course")),
    act("offers.services.sessions.close_session", session_id=word("treatment")),
    act("offers.services.sessions.take_back_session", session_id=word("treatment")),
    act("offers.services.contacts.record_contact", course_id=word("course")),
    act("offers.services.reminders.note_reminded", session_id=word("treatment")),
    act("offers.services.ending.end_course", course_id=word("course")),
    act("offers.services.follow_ups.record_follow_up", ending_id=word("ending")),
    act("offers.services.plans.begin_plan", request_id=wish("granted_case")),
    act("offers.services.plans.write_plan", plan_id=word("plan")),
    act("offers.services.plans.settle_plan", plan_id=word("plan")),
    act("offers.services.plans.record_signature", plan_id=word("plan")),
    act("offers.services.plan_reviews.review_plan", plan_id=word("plan")),
    act("offers.services.action_plans.offer_action_plan", case_id=case_key("granted_case")),
    act("offers.services.action_plans.answer_action_plan", offer_id=word("action_plan")),
    act("offers.services.memberships.wait_for_group", course_id=word("course")),
    act(
        "offers.services.memberships.wait_as_relative",
        relative_course_id=lambda scene: case("relative_case")(scene).relative_course.pk,
    ),
    act("offers.services.memberships.note_background", membership_id=word("place")),
    act("offers.services.memberships.take_place", membership_id=word("place")),
    act("offers.services.memberships.keep_waiting", membership_id=word("place")),
    act("offers.services.memberships.leave", membership_id=word("place")),
    act("offers.services.gift_cards.hand_out_card", course_id=word("gifted_course")),
    act("offers.services.gift_cards.note_signature", hand_out_id=word("hand_out")),
    act("offers.services.gift_cards.take_back_hand_out", hand_out_id=word("hand_out")),
    act("offers.services.prescribing.write_doctors_plan", DOCTOR, course_id=word("substitution")),
    act("offers.services.prescribing.prescribe", DOCTOR, course_id=word("substitution")),
    act("offers.services.prescribing.correct_prescription", DOCTOR, prescription_id=word("prescription")),
    act("offers.services.prescribing.hold_doctors_talk", DOCTOR, course_id=word("substitution")),
    act("offers.services.doses.note_missed_dose", course_id=word("substitution")),
    act("offers.services.doses.strike_missed_dose", missed_id=word("missed_dose")),
    act("offers.services.urine_tests.answer_children", course_id=word("substitution")),
    act("offers.services.urine_tests.plan_test", course_id=word("substitution")),
    act("offers.services.urine_tests.give_up_plan", plan_id=word("urine_plan")),
    act("offers.services.urine_tests.write_test", course_id=word("substitution")),
    act("offers.services.urine_tests.correct_test", test_id=word("urine_test")),
    act("offers.services.agreements.write_agreement", course_id=word("substitution")),
    act("offers.services.agreements.sign_agreement", agreement_id=word("agreement")),
    act("offers.services.sanctions.note_breach", course_id=word("substitution")),
    act("offers.services.sanctions.propose_sanction", DOCTOR, breach_id=word("breach")),
    act("offers.services.sanctions.hear_citizen", sanction_id=word("sanction")),
    act("offers.services.sanctions.approve_sanction", TEAM_LEAD, sanction_id=word("sanction")),
    act("offers.services.sanctions.carry_out_sanction", DOCTOR, sanction_id=word("sanction")),
    act("offers.services.sanctions.give_up_sanction", DOCTOR, sanction_id=word("sanction")),
    act("offers.services.irregularities.note_irregularity", course_id=word("substitution")),
    act("offers.services.irregularities.discuss_irregularity", irregularity_id=word("irregularity")),
    act("offers.services.irregularities.decide_irregularity", DOCTOR, irregularity_id=word("irregularity")),
    act("offers.services.free_choices.choose_provider", course_id=word("to_place_course")),
    act("offers.services.free_choices.answer_choice", choice_id=word("choice")),
    act("offers.services.placements.plan_placement", course_id=word("to_place_course")),
    act("offers.services.placements.give_guarantee", VISITATOR, placement_id=word("placement")),
    act("offers.services.placements.take_back_guarantee", VISITATOR, guarantee_id=word("guarantee")),
    act("offers.services.placements.begin_stay", placement_id=word("planned_placement")),
    act("offers.services.placements.move_stay", placement_id=word("placement")),
    act("offers.services.placements.end_stay", placement_id=word("placement")),
    act("offers.services.placements.cancel_placement", placement_id=word("planned_placement")),
    act("offers.services.stays.record_supervision", placement_id=word("placement")),
    act("offers.services.stays.record_status_report", placement_id=word("placement")),
    act("offers.services.stays.write_aftercare_plan", course_id=word("stay_course")),
    act("visitation.services.further.decide_self_payment", VISITATOR, course_id=word("stay_course")),
    act("visitation.services.further.limit_choice", VISITATOR, choice_id=word("choice")),
    act("visitation.services.agenda.postpone_item", VISITATOR, item_id=agenda_item),
    act("visitation.services.decisions.decide", VISITATOR, request_id=wish("ready_case")),
    act("visitation.services.decisions.preview", VISITATOR, request_id=wish("ready_case")),
    act("visitation.services.decisions.record_told", decision_id=word("grant")),
    act("visitation.services.decisions.write_letter", VISITATOR, decision_id=word("grant")),
    act("visitation.services.preparing.prepare", VISITATOR, request_id=wish("ready_case")),
    act("visitation.services.letters.post_letter", letter_id=word("letter")),
    act("visitation.services.letters.hand_over_letter", letter_id=word("letter")),
    act("visitation.services.letters.take_back_letter", dispatch_id=word("dispatch")),
    act(
        "visitation.services.letters.correct_letter_receipt",
        dispatch_id=word("dispatch"),
    ),
    act("rights.services.access_requests.receive_access_request", case_id=case_key()),
    act("rights.services.access_requests.give_access_request_to", request_id=word("access_request")),
    act("rights.services.access_requests.tell_of_delay", request_id=word("access_request")),
    act("rights.services.access_requests.answer_access_request", request_id=word("access_request")),
    act("rights.services.access_requests.withdraw_access_request", request_id=word("access_request")),
    act("rights.services.bundles.begin_bundle", request_id=word("access_request")),
    act("rights.services.bundles.choose_item", item_id=word("bundle_item")),
    act("rights.services.bundles.begin_sealing", bundle_id=bundle("access_request")),
    act("rights.services.holds.hold_back", TEAM_LEAD, case_id=case_key()),
    act("rights.services.holds.let_go", TEAM_LEAD, hold_id=word("hold")),
    act("rights.services.sealing.hand_over", seal_id=seal),
    act("complaints.services.receiving.record_power", case_id=case_key()),
    act("complaints.services.receiving.receive_complaint", case_id=case_key()),
    act("complaints.services.receiving.read_back", complaint_id=word("complaint")),
    act("complaints.services.receiving.acknowledge", complaint_id=word("complaint")),
    act("complaints.services.receiving.withdraw_complaint", complaint_id=word("complaint")),
    act("complaints.services.receiving.give_complaint_to", VISITATOR, complaint_id=word("complaint")),
    act("complaints.services.confidential.note_sent", complaint_id=word("complaint")),
    act("complaints.services.reassessing.assess_lateness", VISITATOR, complaint_id=word("complaint")),
    act("complaints.services.reassessing.reassess", VISITATOR, complaint_id=word("complaint")),
    act("complaints.services.remedies.record_remedy", VISITATOR, complaint_id=word("complaint")),
    act("complaints.services.forwarding.forward", VISITATOR, complaint_id=word("complaint")),
    act("complaints.services.forwarding.pass_on", VISITATOR, complaint_id=word("complaint")),
    act("complaints.services.answering.answer_complaint", TEAM_LEAD, complaint_id=word("complaint")),
    act("complaints.services.answering.register_board_answer", VISITATOR, complaint_id=word("complaint")),
    act("complaints.services.answering.close_complaint", VISITATOR, complaint_id=word("complaint")),
]

PART = "Part of an act that has asked."
REGISTER = "Keeps the register in step with facts that are stored; decides nothing and shows nothing."
NO_CASE = "About no case."
LIST = "A list of destruction is approved also by those who do not see all on it; it opens no case."
MEETING = "About a meeting; what is decided on a case there asks for the case."

# What takes `by` and does not ask whether the case is seen, and why not.
EXEMPT = {
    "cases.services.absences.record_absence": NO_CASE,
    "cases.services.absences.change_stand_in": NO_CASE,
    "cases.services.absences.end_absence": NO_CASE,
    "cases.services.asking.withdraw_offers": PART,
    "cases.services.asking.answer_offer": PART,
    "cases.services.assignment.accept_transfer": "Whoever is asked to take a case does not see it yet.",
    "cases.services.assignment.decline_transfer": "Whoever is asked to take a case does not see it yet.",
    "cases.services.attachments.attach": PART,
    "cases.services.birthdays.refresh_birthdays": REGISTER,
    "cases.services.caseload.order_move": "About many cases: reads only those that are seen, and says so.",
    "cases.services.caseload.cancel_move": "About an order, for whoever gave it or whose caseload it is.",
    "cases.services.caseload.bring_back": "About an order, for whoever gave it or whose caseload it is.",
    "cases.services.circumstances.contract_counts": "Numbers; nobody's case.",
    "cases.services.clocks.refresh_clocks": REGISTER,
    "cases.services.clocks.add_event": PART,
    "cases.services.clocks.strike_event": PART,
    "cases.services.consents.refresh_consents": REGISTER,
    "cases.services.disclosures.add_disclosure_by_law": PART,
    "cases.services.drafts.discard_draft": "One's own words, which nobody else has read.",
    "cases.services.emergency.open_in_emergency": "The way in, for whoever does not see the case.",
    "cases.services.hand_over.hand_over": PART,
    "cases.services.inquiries.register_inquiry": "Whoever takes a call writes it down, whosever case it is.",
    "cases.services.locking_out.lift_shield": "A team lead who is not named may, so that no case is lost.",
    "cases.services.notifications.add_notification": PART,
    "cases.services.notifications.notify_as_answered": PART,
    "cases.services.notifications.follow_letter": PART,
    "cases.services.partners.add_partner": NO_CASE,
    "cases.services.partners.describe_partner": NO_CASE,
    "cases.services.partners.archive_partner": NO_CASE,
    "cases.services.partners.restore_partner": NO_CASE,
    "cases.services.protection.refresh_protection": REGISTER,
    "cases.services.psychology.refresh_reports": REGISTER,
    "cases.services.questionnaires.load_questionnaire": NO_CASE,
    "cases.services.questionnaires.retire_questionnaire": NO_CASE,
    "cases.services.relatives.open_relative": "Opens a new case, of somebody whom nobody knows yet.",
    "cases.services.requests.move_request": PART,
    "cases.services.requests.end_wish": PART,
    "cases.services.requests.end_case": PART,
    "cases.services.story.tell": PART,
    "cases.services.taking_back.take_from": PART,
    "cases.services.taking_back.return_items": PART,
    "cases.services.taking_back.end_items": PART,
    "cases.services.talks.move_event": PART,
    "cases.services.talks.tell_taken_back": PART,
    "offers.services.granting.grant_course": PART,
    "offers.services.beginning.start": PART,
    "offers.services.beginning.treatment_started": PART,
    "offers.services.beginning.not_begun_with": PART,
    "offers.services.sessions.book": PART,
    "offers.services.ending.stop_course": PART,
    "offers.services.feeds.open_feed": "One's own calendar, which shows no names.",
    "offers.services.feeds.revoke_feed": "One's own calendar, which shows no names.",
    "offers.services.rooms.keep_room": NO_CASE,
    "offers.services.follow_ups.refresh_follow_ups": REGISTER,
    "offers.services.lengths.refresh_lengths": REGISTER,
    "offers.services.plan_reviews.refresh_plan_reviews": REGISTER,
    "offers.services.groups.make_group": NO_CASE,
    "offers.services.groups.change_group": NO_CASE,
    "offers.services.groups.plan_meetings": NO_CASE,
    "offers.services.groups.cancel_meeting": NO_CASE,
    "offers.services.groups.end_group": NO_CASE,
    "offers.services.groups.begin_group": PART,
    "offers.services.memberships.line_up": PART,
    "offers.services.memberships.offer_next_place": "About a group: asks for whoever turns out to be next.",
    "offers.services.memberships.stop_with_course": PART,
    "offers.services.memberships.stop_membership": PART,
    "offers.services.attendance.write_attendance": "About a group: writes for none but those that are seen.",
    "offers.services.nada.write_sitting": "About a room: writes for none but those that are seen.",
    "offers.services.nada.certify": NO_CASE,
    "offers.services.nada.end_qualification": NO_CASE,
    "offers.services.gift_cards.receive_cards": NO_CASE,
    "offers.services.gift_cards.withdraw_card": NO_CASE,
    "offers.services.prescribing.tell_of_substitution": PART,
    "offers.services.substitution_deadlines.refresh_substitution": REGISTER,
    "offers.services.substitution_deadlines.stay_with_the_doctor": REGISTER,
    "offers.services.beginning.begin": PART,
    "offers.services.beginning.treatment_began": PART,
    "offers.services.free_choices.settle_choice": PART,
    "offers.services.placement_deadlines.refresh_placement": REGISTER,
    "offers.services.placement_deadlines.refresh_placements_of": REGISTER,
    "offers.services.providers.keep_provider": NO_CASE,
    "offers.services.providers.approve_provider": NO_CASE,
    "offers.services.providers.end_approval": NO_CASE,
    "offers.services.providers.price_provider": NO_CASE,
    "visitation.services.further_windows.follow_letter": REGISTER,
    "visitation.services.agenda.fill_agendas": "About all cases: the agendas fill themselves.",
    "visitation.services.agenda.place_request": PART,
    "visitation.services.agenda.settle": PART,
    "visitation.services.complaint_windows.refresh_complaint_window": REGISTER,
    "visitation.services.decisions.tell_of_letter": PART,
    "visitation.services.meeting_warnings.refresh_meeting_warnings": REGISTER,
    "visitation.services.meetings.plan_meeting": MEETING,
    "visitation.services.meetings.move_meeting": MEETING,
    "visitation.services.meetings.cancel_meeting": MEETING,
    "visitation.services.meetings.note_attendance": MEETING,
    "visitation.services.meetings.close_meeting": MEETING,
    "rights.services.access_requests.keep_clocks": REGISTER,
    "rights.services.access_requests.keep_clocks_of_case": REGISTER,
    "rights.services.access_requests.requests_follow": PART,
    "rights.services.access_requests.requests_leave": PART,
    "rights.services.complaint_windows.follow_letter": PART,
    "rights.services.destruction.make_list": LIST,
    "rights.services.destruction.take_off": LIST,
    "rights.services.destruction.approve_list": LIST,
    "rights.services.destruction.drop_list": LIST,
    "rights.services.destruction.begin_destroying": LIST,
    "complaints.services.clocks.keep_clocks": REGISTER,
    "complaints.services.clocks.keep_clocks_of_case": REGISTER,
    "complaints.services.clocks.complaints_leave": PART,
    "complaints.services.confidential.kept_confidential": PART,
    "complaints.services.reading.locked": PART,
    "complaints.services.reading.saved": PART,
    "complaints.services.reading.tell_of": PART,
    "complaints.services.reassessing.decide_anew": PART,
    "complaints.services.remedies.follow_decision": PART,
    "visitation.services.reopening.reopen_decision": PART,
}
