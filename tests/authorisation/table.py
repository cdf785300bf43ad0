"""Who may come where: every address of the product, and every role.

An address that does not stand here fails the suite. `read` are the roles that may fetch it, `act` those that
may send its form; None means that it cannot be fetched, or takes no form. All others are refused.
"""

from dataclasses import dataclass

from cases.permissions import CASEWORK_ROLES
from rusmiddel.access.enums import CASE_ROLES, Role

Roles = frozenset[Role]
ALL = frozenset(Role)
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
TEAM_LEAD = frozenset({Role.TEAM_LEAD})
CASEWORKER = frozenset({Role.CASEWORKER})
ASSESSORS = CASEWORK_ROLES | {Role.PSYCHOLOGIST}
PSYCHOLOGIST = frozenset({Role.PSYCHOLOGIST})
BOOKERS = ASSESSORS | {Role.DOCTOR, Role.SECRETARY}
MEDICAL = CASEWORK_ROLES | {Role.DOCTOR}
DOCTOR = frozenset({Role.DOCTOR})
MEETING_RUNNERS = frozenset({Role.VISITATOR, Role.TEAM_LEAD, Role.SECRETARY})
DECIDERS = frozenset({Role.VISITATOR, Role.TEAM_LEAD})
POSTERS = CASEWORK_ROLES | {Role.SECRETARY}
TREATERS = ASSESSORS | {Role.DOCTOR}
STOPPERS = DOCTOR | TEAM_LEAD
STOCK_KEEPERS = frozenset({Role.TEAM_LEAD, Role.SECRETARY})
ROOM_KEEPERS = frozenset({Role.TEAM_LEAD, Role.SECRETARY})
MAINTAINERS = frozenset({Role.ADMINISTRATOR, Role.TEAM_LEAD})


@dataclass(frozen=True, kw_only=True)
class Row:
    """One address, or one kind of answer from it."""

    name: str
    # The words of the scene that stand in the address.
    args: str = ""
    read: Roles | None = None
    act: Roles | None = None
    # What answers who may: a page, or on to another one.
    shows: int = 200
    # Open to whoever is signed out too.
    is_open: bool = False
    # To these it looks as if there were nothing at the address.
    not_there_for: Roles = frozenset()

    def refusal(self, role: Role) -> int:
        return 404 if role in self.not_there_for else 403


def case_row(name: str, args: str, *, read: Roles | None = None, act: Roles | None = None) -> Row:
    """An address under a case, which is not there for whoever may see none."""
    return Row(name=name, args=args, read=read, act=act, not_there_for=ALL - CASE_ROLES)


ACCESS = [
    Row(name="access:sign_in", read=ALL, act=ALL, shows=302, is_open=True),
    Row(name="access:sign_out", act=ALL),
    Row(name="access:own_password", read=ALL, act=ALL),
    Row(name="account_login", read=ALL, act=ALL, shows=302, is_open=True),
    Row(name="account_logout", act=ALL),
    # There is no provider unless the municipality has one.
    Row(name="openid_connect_login", read=ALL, shows=404, is_open=True),
    Row(name="openid_connect_callback", read=ALL, shows=404, is_open=True),
    Row(name="mfa_authenticate", read=ALL, act=ALL, shows=302, is_open=True),
    Row(name="mfa_index", read=ALL),
    Row(name="access:session_left", read=ALL, act=ALL, is_open=True),
    Row(name="access:session_end", act=ALL),
    Row(name="access:sessions_end_others", act=ALL),
    Row(name="account_reauthenticate", read=ALL, act=ALL),
    # Whoever has not just shown who they are is sent to do so first.
    Row(name="mfa_reauthenticate", read=ALL, act=ALL, shows=302),
    Row(name="mfa_reauthenticate_webauthn", read=ALL, act=ALL, shows=302),
    Row(name="mfa_activate_totp", read=ALL, act=ALL, shows=302),
    Row(name="mfa_add_webauthn", read=ALL, act=ALL, shows=302),
    Row(name="mfa_generate_recovery_codes", read=ALL, act=ALL, shows=302),
    # Without a factor there is nothing to see or remove, and nobody has another's.
    Row(name="mfa_deactivate_totp", read=ALL, act=ALL, shows=302),
    Row(name="mfa_view_recovery_codes", read=ALL, shows=302),
    Row(name="mfa_remove_webauthn", args="passkey", read=ALL, act=ALL, shows=302),
    Row(name="access:shortcuts", read=ALL, act=ALL),
    Row(name="access:filter_save", act=ALL),
    Row(name="access:filter_remove", args="saved_filter", act=CASEWORKER, not_there_for=ALL),
    Row(name="access:user_list", read=ADMINISTRATOR),
    Row(name="access:user_new", read=ADMINISTRATOR, act=ADMINISTRATOR),
    Row(name="access:user_edit", args="employee", read=ADMINISTRATOR, act=ADMINISTRATOR),
    Row(name="access:user_password", args="employee", read=ADMINISTRATOR, act=ADMINISTRATOR),
    Row(name="access:user_municipal", args="employee", act=ADMINISTRATOR),
    Row(name="access:user_unlock", args="employee", act=ADMINISTRATOR),
    Row(name="access:user_second_factor_reset", args="employee", act=ADMINISTRATOR),
    Row(name="access:user_deactivate", args="employee", act=ADMINISTRATOR),
    Row(name="access:user_reactivate", args="employee", act=ADMINISTRATOR),
]
STANDARDS = [
    Row(name="standards:standard", read=ADMINISTRATOR | DECIDERS),
    Row(name="standards:load", read=ADMINISTRATOR, act=ADMINISTRATOR),
]
HEALTH = [Row(name="health:health", read=ALL, is_open=True)]
DEADLINES = [
    Row(name="deadlines:notice_list", read=ALL),
    Row(name="deadlines:notice_read_all", act=ALL),
    # Everybody has only their own; another's is not there.
    Row(name="deadlines:notice_read", args="notice", act=frozenset({Role.CASEWORKER}), not_there_for=ALL),
]
CASES = [
    Row(name="cases:inquiry_list", read=CASE_ROLES),
    Row(name="cases:inquiry_new", read=CASE_ROLES, act=CASE_ROLES),
    Row(name="cases:search", act=CASE_ROLES),
    Row(name="cases:case_list", read=CASE_ROLES),
    case_row("cases:case_page", "case", read=CASE_ROLES),
    case_row("cases:show_cpr", "case", act=CASE_ROLES),
    case_row("cases:citizen_edit", "case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:anonymity_clarify", "anonymous_case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:become_known", "anonymous_case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:relation_new", "case child", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:relation_edit", "case relation", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:relation_end", "case relation", act=ASSESSORS),
    case_row("cases:circumstance", "case pregnant", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:contract_new", "pregnant_case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:contract", "pregnant_case contract", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:retention", "pregnant_case contract", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    Row(name="cases:contract_report", read=TEAM_LEAD),
    case_row("cases:commitment_new", "elsewhere_case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:commitment_answer", "elsewhere_case commitment", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    Row(name="cases:relative_new", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:relative_talk_new", "relative_case", read=BOOKERS, act=BOOKERS),
    case_row("cases:relative_talk_close", "relative_case relative_talk", read=BOOKERS, act=BOOKERS),
    case_row("cases:duplicates", "case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:unlink", "case link", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:show_protected", "protected_case", act=CASE_ROLES),
    case_row("cases:protection_new", "case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:protection_renew", "protected_case protection", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:protection_end", "protected_case protection", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:request_edit", "case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:case_assign", "case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:transfer_new", "case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:transfer_withdraw", "case transfer", act=CASEWORK_ROLES),
    case_row("cases:co_worker_new", "case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:co_worker_end", "case co_worker", act=CASEWORK_ROLES),
    # Only whoever is asked answers; to the others nobody is asked anything.
    *(
        Row(name=name, args="asked", read=read, act=act, not_there_for=ALL)
        for name, read, act in (
            ("cases:transfer", CASEWORKER, None),
            ("cases:transfer_accept", None, CASEWORKER),
            ("cases:transfer_decline", None, CASEWORKER),
        )
    ),
    case_row("cases:case_close", "case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:birthday_acknowledge", "young_case eighteen", act=CASEWORK_ROLES),
    case_row("cases:event_new", "case deviation", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:event_new", "case medical", read=MEDICAL, act=MEDICAL),
    case_row("cases:event_take_back", "case event", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:assessment", "case", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:assessment_reopen", "ready_case", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:session_new", "case", read=BOOKERS, act=BOOKERS),
    case_row("cases:questionnaires", "case", read=ASSESSORS),
    case_row("cases:questionnaire_fill", "case questionnaire", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:answer_set", "case answers", read=ASSESSORS),
    case_row("cases:answer_set_replace", "case answers", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:status", "case", read=ASSESSORS),
    case_row("cases:status_new", "case", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:status_correct", "case status", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:mapping_results", "case", read=ASSESSORS),
    case_row("cases:mapping_new", "case", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:mapping_take_back", "case mapping", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:visitation_journal", "case", read=ASSESSORS),
    case_row("cases:examinations", "case", read=ASSESSORS),
    case_row("cases:examination_new", "case", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:examination", "case examination", read=ASSESSORS, act=PSYCHOLOGIST),
    case_row("cases:examination_stop", "case examination", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:psychology_talk_new", "case examination", read=PSYCHOLOGIST, act=PSYCHOLOGIST),
    case_row("cases:psychology_talk_close", "case psychology_talk", read=PSYCHOLOGIST, act=PSYCHOLOGIST),
    Row(name="cases:questionnaire_list", read=ASSESSORS | ADMINISTRATOR),
    Row(name="cases:questionnaire_version", args="questionnaire", read=ASSESSORS | ADMINISTRATOR),
    Row(name="cases:questionnaire_load", read=ADMINISTRATOR, act=ADMINISTRATOR),
    Row(name="cases:questionnaire_retire", args="questionnaire", act=ADMINISTRATOR),
    case_row("cases:session_close", "case talk", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:session_take_back", "case talk", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:note_list", "case", read=CASE_ROLES),
    case_row("cases:note_new", "case", read=CASE_ROLES, act=CASE_ROLES),
    case_row("cases:note", "case note", read=CASE_ROLES),
    case_row("cases:addendum_new", "case note", read=ASSESSORS, act=ASSESSORS),
    # To the secretary and to another profession a note of the doctor's is not there.
    Row(name="cases:note", args="case doctors_note", read=MEDICAL, not_there_for=ALL - MEDICAL),
    Row(
        name="cases:addendum_new",
        args="case doctors_note",
        read=DOCTOR,
        act=DOCTOR,
        not_there_for=ALL - MEDICAL,
    ),
    case_row("cases:attachment_new", "case", read=CASE_ROLES, act=CASE_ROLES),
    case_row("cases:attachment", "case document", read=CASE_ROLES),
    Row(name="cases:attachment", args="case doctors_document", read=MEDICAL, not_there_for=ALL - MEDICAL),
    case_row("cases:story", "case", read=CASE_ROLES),
    case_row("cases:field_history", "case", read=ASSESSORS),
    Row(name="cases:draft_list", read=CASE_ROLES),
    Row(name="cases:draft_keep", act=CASE_ROLES),
    Row(name="cases:draft_discard", args="draft", act=CASE_ROLES),
]
# Who works on what. To others an absence or a move of somebody else's is not there.
OWN = frozenset({Role.CASEWORKER, Role.TEAM_LEAD})
ASSIGNMENT = [
    Row(name="cases:absence_list", read=CASE_ROLES),
    Row(name="cases:absence_new", read=CASE_ROLES, act=CASE_ROLES),
    Row(name="cases:absence", args="absence", read=OWN, not_there_for=CASE_ROLES),
    Row(name="cases:absence_stand_in", args="absence", read=OWN, act=OWN, not_there_for=CASE_ROLES),
    Row(name="cases:absence_end", args="absence", read=OWN, act=OWN, not_there_for=CASE_ROLES),
    Row(name="cases:move_list", read=CASE_ROLES),
    Row(name="cases:move_new", read=CASE_ROLES, act=CASE_ROLES),
    Row(name="cases:move", args="move", read=OWN, not_there_for=CASE_ROLES),
    Row(name="cases:move_cancel", args="move", act=OWN, not_there_for=CASE_ROLES),
    Row(name="cases:move_back", args="move", act=OWN, not_there_for=CASE_ROLES),
    case_row("cases:item_hand_on", "case deadline", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:item_give_back", "case item", act=CASEWORK_ROLES),
]
# What the team lead looks into, and what opens a case that is not one's own.
NEED_TO_KNOW = [
    Row(name="cases:emergency_list", read=TEAM_LEAD),
    Row(name="cases:emergency_review", args="emergency", read=TEAM_LEAD, act=TEAM_LEAD),
    Row(name="cases:lock_list", read=TEAM_LEAD),
    Row(name="cases:read_list", read=TEAM_LEAD),
    case_row("cases:who_has_looked", "case", read=TEAM_LEAD),
    Row(name="cases:shield_lift", args="shield", read=TEAM_LEAD, act=TEAM_LEAD),
    Row(name="cases:conflict_lift", args="conflict", read=TEAM_LEAD, act=TEAM_LEAD),
    # On to the case, which everybody in the scene may see as it is.
    Row(
        name="cases:emergency_new",
        args="case",
        read=CASE_ROLES,
        act=CASE_ROLES,
        shows=302,
        not_there_for=ALL - CASE_ROLES,
    ),
    case_row("cases:shield_new", "case", read=TEAM_LEAD, act=TEAM_LEAD),
    case_row("cases:conflict_new", "case", read=TEAM_LEAD, act=TEAM_LEAD),
]
SHARING = [
    Row(name="cases:partner_list", read=ALL),
    Row(name="cases:partner_new", read=MAINTAINERS, act=MAINTAINERS),
    Row(name="cases:partner_edit", args="partner", read=MAINTAINERS, act=MAINTAINERS),
    Row(name="cases:partner_archive", args="partner", act=MAINTAINERS),
    Row(name="cases:partner_restore", args="partner", act=MAINTAINERS),
    case_row("cases:consent_new", "case", read=TREATERS, act=TREATERS),
    case_row("cases:consent", "case consent", read=CASE_ROLES),
    case_row("cases:consent_sign", "case consent", read=TREATERS, act=TREATERS),
    case_row("cases:consent_renew", "case consent", read=TREATERS, act=TREATERS),
    case_row("cases:consent_withdraw", "case consent", act=TREATERS),
    case_row("cases:consent_expire", "case consent", act=TREATERS),
    case_row("cases:consent_letter", "case withdrawn_consent", act=TREATERS),
    case_row("cases:consent_paper", "case consent", read=TREATERS),
    case_row("cases:disclosure_new", "case consent", read=TREATERS, act=TREATERS),
    case_row("cases:disclosure_list", "case", read=CASE_ROLES),
    case_row("cases:disclosure_by_law", "case", read=TREATERS, act=TREATERS),
    case_row("cases:disclosure_correct", "case disclosure", read=TREATERS, act=TREATERS),
    case_row("cases:notification_new", "case", read=CASE_ROLES, act=CASE_ROLES),
    case_row("cases:notification", "case notification", read=CASE_ROLES, act=CASE_ROLES),
    case_row("cases:notification_send", "case notification", read=CASE_ROLES, act=CASE_ROLES),
    case_row("cases:notification_decline", "case notification", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:notification_unknown", "case notification", act=CASE_ROLES),
]
OFFERS = [
    case_row("offers:start_early", "case", read=TREATERS, act=TREATERS),
    case_row("offers:course", "granted_case course", read=CASE_ROLES),
    case_row("offers:course_end", "granted_case course", read=TREATERS, act=TREATERS),
    case_row("offers:new_visitation", "granted_case course", read=ASSESSORS, act=ASSESSORS),
    case_row("offers:session_new", "granted_case course", read=BOOKERS, act=BOOKERS),
    case_row("offers:session_close", "granted_case course treatment", read=TREATERS, act=TREATERS),
    case_row("offers:session_move", "granted_case course treatment", read=BOOKERS, act=BOOKERS),
    case_row("offers:session_take_back", "granted_case course treatment", read=TREATERS, act=TREATERS),
    Row(name="offers:group_list", read=CASE_ROLES),
    Row(name="offers:group_new", read=ASSESSORS, act=ASSESSORS),
    Row(name="offers:group", args="group", read=CASE_ROLES),
    Row(name="offers:group_edit", args="group", read=ASSESSORS, act=ASSESSORS),
    Row(name="offers:group_end", args="group", read=ASSESSORS, act=ASSESSORS),
    Row(name="offers:group_meetings_new", args="group", read=ASSESSORS, act=ASSESSORS),
    Row(name="offers:group_meeting", args="group group_meeting", read=ASSESSORS, act=ASSESSORS),
    Row(name="offers:group_meeting_cancel", args="group group_meeting", read=ASSESSORS, act=ASSESSORS),
    Row(name="offers:attendance_sheet", args="group group_meeting", read=ASSESSORS),
    Row(name="offers:place_offer", args="group", act=ASSESSORS),
    Row(name="offers:place_take", args="place", act=ASSESSORS),
    Row(name="offers:place_keep_waiting", args="place", act=ASSESSORS),
    Row(name="offers:membership_leave", args="place", read=ASSESSORS, act=ASSESSORS),
    Row(name="offers:membership_background", args="place", read=ASSESSORS, act=ASSESSORS),
    case_row("offers:course_wait", "granted_case course", act=ASSESSORS),
    case_row("offers:relative_wait", "relative_case", act=ASSESSORS),
    Row(name="offers:capacity", read=TEAM_LEAD),
    Row(name="offers:gift_card_list", read=POSTERS),
    Row(name="offers:gift_card_citizens", read=POSTERS),
    Row(name="offers:gift_card_receive", read=STOCK_KEEPERS, act=STOCK_KEEPERS),
    Row(name="offers:gift_card_withdraw", args="card", read=STOCK_KEEPERS, act=STOCK_KEEPERS),
    case_row(
        "offers:gift_card_hand_out", "gifted_case gifted_course", read=CASEWORK_ROLES, act=CASEWORK_ROLES
    ),
    case_row("offers:gift_card_signed", "gifted_case gifted_course hand_out", act=CASEWORK_ROLES),
    case_row(
        "offers:gift_card_take_back",
        "gifted_case gifted_course hand_out",
        read=CASEWORK_ROLES,
        act=CASEWORK_ROLES,
    ),
    Row(name="offers:nada", read=TREATERS, act=TREATERS),
    Row(name="offers:nada_times", read=CASE_ROLES),
    Row(name="offers:nada_times_new", read=TREATERS, act=TREATERS),
    Row(name="offers:nada_time_cancel", args="nada_time", read=TREATERS, act=TREATERS),
    Row(name="offers:qualification_list", read=CASE_ROLES),
    Row(name="offers:qualification_new", read=TEAM_LEAD, act=TEAM_LEAD),
    Row(name="offers:qualification_end", args="qualification", read=TEAM_LEAD, act=TEAM_LEAD),
    case_row("offers:contact_new", "granted_case course", read=BOOKERS, act=BOOKERS),
    case_row("offers:own_doctor_new", "granted_case", read=TREATERS, act=TREATERS),
    case_row("offers:own_doctor_end", "granted_case own_doctor", read=TREATERS, act=TREATERS),
    case_row("offers:plan_begin", "granted_case", act=TREATERS),
    case_row("offers:plan", "granted_case plan", read=CASE_ROLES, act=TREATERS),
    case_row("offers:plan_signature", "granted_case plan", read=TREATERS, act=TREATERS),
    case_row("offers:plan_review", "granted_case plan", read=TREATERS, act=TREATERS),
    case_row("offers:plan_print", "granted_case plan", read=CASE_ROLES),
    case_row("offers:action_plan_new", "granted_case", read=TREATERS, act=TREATERS),
    case_row("offers:action_plan_answer", "granted_case action_plan", read=TREATERS, act=TREATERS),
    case_row("offers:ending", "ended_case ending", read=CASE_ROLES),
    case_row("offers:follow_up_new", "ended_case ending month_1", read=TREATERS, act=TREATERS),
    Row(name="offers:follow_up_figures", read=TEAM_LEAD),
    Row(name="offers:calendar", read=CASE_ROLES),
    Row(name="offers:calendar_print", read=CASE_ROLES),
    Row(name="offers:feed", read=CASE_ROLES, act=CASE_ROLES),
    # Whoever holds a secret address reads it; any other address is nothing.
    Row(name="offers:feed_read", args="secret", read=ALL, shows=404, is_open=True),
    Row(name="offers:rooms", read=ROOM_KEEPERS),
    Row(name="offers:room_new", read=ROOM_KEEPERS, act=ROOM_KEEPERS),
    Row(name="offers:room_edit", args="room", read=ROOM_KEEPERS, act=ROOM_KEEPERS),
    Row(name="offers:reminders", read=BOOKERS),
    Row(name="offers:reminded", args="treatment", act=BOOKERS),
]
SUBSTITUTION_CASE = "substitution_case substitution"
SUBSTITUTION = [
    Row(name="offers:irregularity_list", read=MEDICAL),
    case_row("offers:substitution", SUBSTITUTION_CASE, read=MEDICAL),
    case_row("offers:agreement_print", f"{SUBSTITUTION_CASE} agreement", read=MEDICAL),
    case_row("offers:missed_dose_new", SUBSTITUTION_CASE, read=MEDICAL, act=MEDICAL),
    case_row("offers:missed_dose_strike", f"{SUBSTITUTION_CASE} missed_dose", read=MEDICAL, act=MEDICAL),
    case_row("offers:home_children_new", SUBSTITUTION_CASE, read=MEDICAL, act=MEDICAL),
    case_row("offers:urine_test_new", SUBSTITUTION_CASE, read=MEDICAL, act=MEDICAL),
    case_row("offers:urine_test_correct", f"{SUBSTITUTION_CASE} urine_test", read=MEDICAL, act=MEDICAL),
    case_row("offers:urine_plan_new", SUBSTITUTION_CASE, read=MEDICAL, act=MEDICAL),
    case_row("offers:urine_plan_give_up", f"{SUBSTITUTION_CASE} urine_plan", read=MEDICAL, act=MEDICAL),
    case_row("offers:agreement_new", SUBSTITUTION_CASE, read=MEDICAL, act=MEDICAL),
    case_row("offers:agreement_sign", f"{SUBSTITUTION_CASE} agreement", read=MEDICAL, act=MEDICAL),
    case_row("offers:breach_new", SUBSTITUTION_CASE, read=MEDICAL, act=MEDICAL),
    case_row("offers:sanction_hear", f"{SUBSTITUTION_CASE} sanction", read=MEDICAL, act=MEDICAL),
    case_row("offers:irregularity_new", SUBSTITUTION_CASE, read=MEDICAL, act=MEDICAL),
    case_row(
        "offers:irregularity_discuss",
        f"{SUBSTITUTION_CASE} irregularity",
        read=MEDICAL,
        act=MEDICAL,
    ),
    case_row("offers:doctors_plan_new", SUBSTITUTION_CASE, read=DOCTOR, act=DOCTOR),
    case_row("offers:prescription_new", SUBSTITUTION_CASE, read=DOCTOR, act=DOCTOR),
    case_row("offers:prescription_correct", f"{SUBSTITUTION_CASE} prescription", read=DOCTOR, act=DOCTOR),
    case_row("offers:doctors_talk_new", SUBSTITUTION_CASE, read=DOCTOR, act=DOCTOR),
    case_row("offers:sanction_new", f"{SUBSTITUTION_CASE} breach", read=DOCTOR, act=DOCTOR),
    case_row("offers:sanction_carry_out", f"{SUBSTITUTION_CASE} sanction", read=DOCTOR, act=DOCTOR),
    case_row("offers:irregularity_decide", f"{SUBSTITUTION_CASE} irregularity", read=DOCTOR, act=DOCTOR),
    case_row("offers:sanction_approve", f"{SUBSTITUTION_CASE} sanction", read=TEAM_LEAD, act=TEAM_LEAD),
    case_row(
        "offers:sanction_give_up",
        f"{SUBSTITUTION_CASE} sanction",
        read=DOCTOR | TEAM_LEAD,
        act=DOCTOR | TEAM_LEAD,
    ),
]
STAYS = [
    Row(name="offers:provider_list", read=CASE_ROLES),
    Row(name="offers:provider_new", read=DECIDERS, act=DECIDERS),
    Row(name="offers:provider", args="provider", read=CASE_ROLES),
    Row(name="offers:provider_edit", args="provider", read=DECIDERS, act=DECIDERS),
    Row(name="offers:approval_new", args="provider", read=DECIDERS, act=DECIDERS),
    Row(name="offers:approval_end", args="provider approval", read=DECIDERS, act=DECIDERS),
    Row(name="offers:price_new", args="provider", read=DECIDERS, act=DECIDERS),
    case_row(
        "offers:placement_new", "to_place_case to_place_course", read=CASEWORK_ROLES, act=CASEWORK_ROLES
    ),
    case_row("offers:placement", "stay_case placement", read=CASE_ROLES),
    case_row("offers:guarantee_new", "stay_case placement", read=DECIDERS, act=DECIDERS),
    case_row("offers:guarantee_take_back", "stay_case placement guarantee", read=DECIDERS, act=DECIDERS),
    case_row("offers:stay_begin", "planned_case planned_placement", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("offers:stay_move", "stay_case placement", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("offers:stay_end", "stay_case placement", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row(
        "offers:placement_cancel", "planned_case planned_placement", read=CASEWORK_ROLES, act=CASEWORK_ROLES
    ),
    case_row("offers:supervision_new", "stay_case placement", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("offers:status_report_new", "stay_case placement", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("offers:aftercare_new", "stay_case placement", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("offers:choice_new", "to_place_case to_place_course", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("offers:choice_answer", "choice_case choice", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("visitation:self_payment_new", "stay_case stay_course", read=DECIDERS, act=DECIDERS),
    case_row("visitation:choice_limit", "choice_case choice", read=DECIDERS, act=DECIDERS),
    case_row("visitation:further_decision", "stay_case further", read=CASE_ROLES),
    case_row("visitation:hearing_new", "hearing_case", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("visitation:hearing", "hearing_case hearing", read=CASE_ROLES, act=CASEWORK_ROLES),
    case_row(
        "visitation:ending_new",
        "proposal_case going_on_course termination",
        read=DECIDERS,
        act=DECIDERS,
    ),
    case_row("visitation:offer_change", "proposal_case going_on_course", read=DECIDERS, act=DECIDERS),
    case_row("visitation:guarantee_exceeded", "late_case", read=DECIDERS, act=DECIDERS),
    case_row("visitation:proposal", "proposal_case proposal", read=CASE_ROLES),
    case_row("visitation:proposal_approve", "proposal_case proposal", act=DECIDERS),
    case_row("visitation:proposal_make", "proposal_case proposal", act=DECIDERS),
    case_row("visitation:proposal_drop", "proposal_case proposal", act=DECIDERS),
    case_row("visitation:reasons_ask", "granted_case grant", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("visitation:recommend_new", "committee_case", read=DECIDERS, act=DECIDERS),
    case_row("visitation:recommendation", "recommended_case recommendation", read=CASE_ROLES, act=DECIDERS),
    case_row("visitation:recommendation_pdf", "recommended_case recommendation", read=CASE_ROLES),
    Row(name="reporting:stay_costs", read=TEAM_LEAD),
]
VISITATION = [
    Row(name="visitation:meeting_list", read=CASE_ROLES),
    Row(name="visitation:meeting_new", read=MEETING_RUNNERS, act=MEETING_RUNNERS),
    Row(name="visitation:agenda_fill", act=MEETING_RUNNERS),
    Row(name="visitation:meeting", args="meeting", read=CASE_ROLES),
    Row(name="visitation:meeting_edit", args="meeting", read=MEETING_RUNNERS, act=MEETING_RUNNERS),
    Row(name="visitation:attendance", args="meeting", read=MEETING_RUNNERS, act=MEETING_RUNNERS),
    Row(name="visitation:meeting_close", args="meeting", read=MEETING_RUNNERS, act=MEETING_RUNNERS),
    Row(name="visitation:meeting_cancel", args="meeting", read=MEETING_RUNNERS, act=MEETING_RUNNERS),
    Row(name="visitation:agenda_pdf", args="meeting", read=CASE_ROLES),
    Row(name="visitation:minutes_pdf", args="held_meeting", read=CASE_ROLES),
    case_row("visitation:meeting_case", "meeting ready_case", read=CASE_ROLES, act=DECIDERS),
    case_row("visitation:item_postpone", "meeting ready_case", act=DECIDERS),
    Row(name="visitation:wall", args="meeting", read=CASE_ROLES, shows=302),
    case_row("visitation:wall_case", "meeting ready_case", read=CASE_ROLES),
    case_row("visitation:early_course_confirm", "meeting ready_case early_course", act=DECIDERS),
    case_row("visitation:decision_new", "committee_case", read=DECIDERS, act=DECIDERS),
    case_row("visitation:decision", "rejected_case rejection", read=CASE_ROLES),
    case_row("visitation:decision_told", "granted_case grant", act=CASEWORK_ROLES),
    case_row("visitation:letter_write", "granted_case grant", read=DECIDERS, act=DECIDERS),
    Row(name="visitation:letter_list", read=CASE_ROLES),
    Row(name="visitation:letter_batch_new", read=POSTERS, act=POSTERS),
    Row(name="visitation:letter_batch", args="batch", read=POSTERS),
    Row(name="visitation:letter_batch_pdf", args="batch", read=POSTERS),
    Row(name="visitation:letter_batch_take_out", args="batch batched_letter", read=POSTERS, act=POSTERS),
    Row(name="visitation:letter_batch_confirm", args="batch", act=POSTERS),
    Row(name="visitation:letter_batch_drop", args="batch", act=POSTERS),
    Row(name="visitation:block_list", read=ADMINISTRATOR),
    Row(name="visitation:block_new", read=ADMINISTRATOR, act=ADMINISTRATOR),
    Row(name="visitation:block", args="block", read=ADMINISTRATOR, act=ADMINISTRATOR),
    Row(name="visitation:block_retire", args="block", act=ADMINISTRATOR),
    case_row("visitation:letter_new", "rejected_case", read=POSTERS, act=POSTERS),
    case_row("visitation:letter_preview", "rejected_case", act=POSTERS),
    case_row("visitation:letter_lix", "rejected_case", act=POSTERS),
    case_row("visitation:letter", "rejected_case letter", read=CASE_ROLES),
    case_row("visitation:letter_returned", "rejected_case letter dispatch", read=POSTERS, act=POSTERS),
    case_row(
        "visitation:letter_return_undo", "rejected_case returned_letter setback", read=POSTERS, act=POSTERS
    ),
    case_row("visitation:letter_settle", "rejected_case returned_letter setback", read=POSTERS, act=POSTERS),
    case_row("visitation:letter_digital", "rejected_case letter", act=POSTERS),
    case_row("visitation:letter_digital_again", "rejected_case digital_letter message", act=POSTERS),
    case_row("visitation:letter_digital_give_up", "rejected_case digital_letter message", act=POSTERS),
    case_row("visitation:letter_pdf", "rejected_case letter", read=CASE_ROLES),
    case_row("visitation:letter_post", "rejected_case letter", read=POSTERS, act=POSTERS),
    case_row("visitation:letter_hand_over", "rejected_case letter", read=POSTERS, act=POSTERS),
    case_row("visitation:letter_take_back", "rejected_case letter dispatch", read=POSTERS, act=POSTERS),
    case_row("visitation:letter_receipt", "rejected_case letter dispatch", read=POSTERS, act=POSTERS),
]
RIGHTS = [
    Row(name="rights:access_request_list", read=CASE_ROLES),
    case_row("rights:access_request_new", "case", read=CASE_ROLES, act=CASE_ROLES),
    case_row("rights:access_request", "case access_request", read=CASE_ROLES),
    case_row("rights:access_delay", "case access_request", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("rights:access_answer", "case access_request", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("rights:access_withdraw", "case access_request", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("rights:access_give_to", "case access_request", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("rights:bundle_begin", "case access_request", act=CASEWORK_ROLES),
    case_row("rights:bundle", "case access_request", read=MEDICAL | PSYCHOLOGIST),
    # To the doctor and the psychologist nothing is there but their own part.
    Row(
        name="rights:bundle_item",
        args="case access_request bundle_item",
        read=CASEWORK_ROLES,
        act=CASEWORK_ROLES,
        not_there_for=(ALL - CASE_ROLES) | DOCTOR | PSYCHOLOGIST,
    ),
    case_row("rights:bundle_seal", "case access_request", act=CASEWORK_ROLES),
    case_row("rights:bundle_file", "ready_case sealed_request", read=CASEWORK_ROLES),
    case_row("rights:bundle_hand_over", "ready_case sealed_request", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("rights:keeping", "case", read=CASE_ROLES),
    case_row("rights:hold_new", "case", read=TEAM_LEAD, act=TEAM_LEAD),
    case_row("rights:hold_lift", "case hold", read=TEAM_LEAD, act=TEAM_LEAD),
    Row(name="rights:destruction_lists", read=DECIDERS),
    Row(name="rights:destruction_new", act=TEAM_LEAD),
    Row(name="rights:destruction_list", args="destruction_list", read=DECIDERS),
    Row(
        name="rights:destruction_take_off",
        args="destruction_list destruction_item",
        read=DECIDERS,
        act=DECIDERS,
    ),
    Row(name="rights:destruction_approve", args="destruction_list", act=DECIDERS),
    Row(name="rights:destruction_drop", args="destruction_list", act=TEAM_LEAD),
    Row(name="rights:destruction_destroy", args="destruction_list", act=TEAM_LEAD),
]
ONE = "case complaint"
CONDUCT = "case conduct conduct_letter"
COMPLAINTS = [
    Row(name="complaints:complaint_list", read=CASE_ROLES),
    Row(name="complaints:complaint_overview", read=TEAM_LEAD),
    case_row("complaints:complaint_new", "case", read=CASE_ROLES, act=CASE_ROLES),
    case_row("complaints:power_new", "case", read=CASE_ROLES, act=CASE_ROLES),
    case_row("complaints:complaint", ONE, read=CASE_ROLES),
    case_row("complaints:complaint_paper", ONE, read=CASE_ROLES),
    case_row("complaints:complaint_read_back", ONE, read=CASE_ROLES, act=CASE_ROLES),
    case_row("complaints:complaint_acknowledge", ONE, act=CASE_ROLES),
    case_row("complaints:complaint_withdraw", ONE, read=CASE_ROLES, act=CASE_ROLES),
    case_row("complaints:complaint_lateness", ONE, read=DECIDERS, act=DECIDERS),
    case_row("complaints:complaint_reassess", ONE, read=DECIDERS, act=DECIDERS),
    case_row("complaints:complaint_remedy", ONE, read=DECIDERS, act=DECIDERS),
    case_row("complaints:complaint_forward", ONE, read=DECIDERS, act=DECIDERS),
    case_row("complaints:complaint_pass_on", ONE, read=DECIDERS, act=DECIDERS),
    case_row("complaints:complaint_answer", ONE, read=TEAM_LEAD, act=TEAM_LEAD),
    case_row("complaints:complaint_board_answer", ONE, read=DECIDERS, act=DECIDERS),
    case_row("complaints:complaint_close", ONE, read=DECIDERS, act=DECIDERS),
    case_row("complaints:complaint_give_to", ONE, read=DECIDERS, act=DECIDERS),
    case_row("complaints:complaint_bundle", "case forwarded_complaint", read=DECIDERS),
    # Between the citizen and the head of department: to others there is nothing.
    Row(
        name="complaints:confidential_letter",
        args=CONDUCT,
        read=TEAM_LEAD,
        not_there_for=ALL - TEAM_LEAD,
    ),
    Row(
        name="complaints:confidential_sent",
        args=CONDUCT,
        read=TEAM_LEAD,
        act=TEAM_LEAD,
        not_there_for=ALL - TEAM_LEAD,
    ),
]
REPORTING = [
    Row(name="reporting:my_day", read=CASE_ROLES),
    Row(name="reporting:my_day", read=ADMINISTRATOR, shows=302),
    Row(name="reporting:my_deadlines", read=CASE_ROLES),
    Row(name="reporting:dashboard", read=TEAM_LEAD),
    Row(name="reporting:deadline_list", read=TEAM_LEAD),
    Row(name="reporting:caseworker_list", read=TEAM_LEAD),
    Row(name="reporting:explain_miss", args="missed_request", read=TEAM_LEAD, act=TEAM_LEAD),
]

TABLE = [
    *ACCESS,
    *STANDARDS,
    *HEALTH,
    *DEADLINES,
    *CASES,
    *SHARING,
    *NEED_TO_KNOW,
    *ASSIGNMENT,
    *OFFERS,
    *SUBSTITUTION,
    *STAYS,
    *VISITATION,
    *RIGHTS,
    *COMPLAINTS,
    *REPORTING,
]
