"""A centre with something behind every address."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from cases.enums import CircumstanceKind, NoteKind, Place, SessionOutcome, Substance
from cases.models import Case, ClockEvent, CoWorker
from cases.protection import usual_expiry
from cases.services.absences import record_absence
from cases.services.assessments import book_session
from cases.services.assignment import add_co_worker, offer_transfer
from cases.services.caseload import order_move
from cases.services.circumstances import keep_contract, note_circumstance
from cases.services.commitments import ask_for_commitment
from cases.services.consents import withdraw_consent
from cases.services.duplicates import link_citizens
from cases.services.emergency import open_in_emergency
from cases.services.handing_on import hand_on
from cases.services.inquiries import Person
from cases.services.locking_out import lock_out, shield_case
from cases.services.protection import protect
from cases.services.relations import keep_relation
from cases.services.relatives import Relative, book_relative_talk, open_relative
from cases.services.requests import assign_case
from complaints.enums import ComplaintKind
from complaints.services.receiving import acknowledge
from offers.enums import GoalKind, OwnDoctorKind
from offers.models import Course
from offers.services.action_plans import offer_action_plan
from offers.services.ending import EndingValues, end_course
from offers.services.granting import start_before_visitation
from offers.services.own_doctor import note_own_doctor
from offers.services.plans import GoalValues, begin_plan, settle_plan, write_plan
from offers.services.rooms import keep_room
from offers.services.sessions import book_session as book_treatment
from offers.services.sessions import close_session as close_treatment
from rights.services.holds import hold_back
from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import SavedFilter, User
from rusmiddel.deadlines.models import Deadline, Notice
from rusmiddel.letters.enums import SetbackReason
from rusmiddel.letters.models import DigitalMessage, TextBlock
from tests.access.factories import UserFactory, make_staff
from tests.cases import assessing, questionnaires, sharing
from tests.cases.factories import CHILD_CPR, inquire, load_preset, request_of
from tests.cases.journal import begin, file, sign
from tests.complaints import scenes as complaints
from tests.letters.batches import plain_letter
from tests.offers import staying, together, treating
from tests.reporting.scenes import NOW, TODAY, not_kept
from tests.rights import scenes as rights
from tests.visitation import deciding
from tests.visitation import scenes as visitation
from visitation.enums import DecisionKind
from visitation.services.agenda import fill_agendas
from visitation.services.letter_batches import begin_batch, make_batch
from visitation.services.letters import post_letter
from visitation.services.meetings import close_meeting, note_attendance
from visitation.services.setbacks import register_returned

# Found on no page but those that show the citizen.
CITIZEN = "Valdemar Hemmelighed"


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What stands in the addresses, by name."""

    users: dict[Role, User]
    # Somebody with every role.
    everything: User
    words: dict[str, object] = field(default_factory=dict)

    def args(self, names: str) -> list[object]:
        return [self.words[name] for name in names.split()]

    @property
    def secrets(self) -> dict[int, tuple[str, ...]]:
        """What gives each case away, by the case's key."""
        return {
            case.pk: (case.number, case.citizen.name or case.citizen.display_name)
            for case in Case.objects.select_related("citizen")
        }


def make_scene() -> Scene:
    load_preset("jammerbugt")
    users = {role: make_staff(role) for role in Role}
    by = users[Role.CASEWORKER]
    scene = Scene(
        users=users,
        everything=make_staff(*Role),
        words={"employee": UserFactory().pk, "eighteen": 18, "passkey": 1},
    )
    _casework(scene, by)
    _sharing(scene, by)
    _people(scene, by)
    _visitation(scene, users[Role.VISITATOR])
    scene.words.update(together.behind_the_addresses(users[Role.VISITATOR], users[Role.TEAM_LEAD]))
    scene.words.update(treating.behind_the_addresses(now=NOW))
    scene.words.update(staying.behind_the_addresses())
    scene.words.update(deciding.behind_the_addresses(now=NOW))
    _access(scene, by)
    _assignment(scene, by)
    _journal(scene)
    _rights(scene, by)
    _complaints(scene)
    return scene


def _casework(scene: Scene, by: User) -> None:
    wish = request_of(
        inquire(
            by,
            Person(name=CITIZEN, cpr="6701850123"),
            now=NOW,
            contacted_at=NOW,
            substance=Substance.BOTH,
        )
    )
    talk = book_session(
        request_id=wish.pk, planned_at=NOW, minutes=60, place=Place.CENTRE, employee=by, by=by, now=NOW
    )
    young = request_of(inquire(by, Person(name="Ida Hemmelighed", cpr=CHILD_CPR), now=NOW, contacted_at=NOW))
    deadline = Deadline.objects.filter(case=wish.case, responsible=by).earliest("pk")
    notice = Notice.objects.create(
        deadline=deadline, milestone="due", due_on=deadline.due_on, recipient=by, created_at=NOW
    )
    psychologist = scene.users[Role.PSYCHOLOGIST]
    examination = assessing.referred(wish.case, by, psychologist, now=NOW)
    answers = questionnaires.finished(wish.case, by, now=NOW)
    scene.words.update(
        case=wish.case.number,
        questionnaire=answers.version_id,
        answers=answers.pk,
        status=assessing.status(wish, by, now=NOW).pk,
        mapping=assessing.mapped(wish.case, by, now=NOW).pk,
        examination=examination.pk,
        psychology_talk=assessing.examined(examination, psychologist, now=NOW).pk,
        deviation="deviation",
        medical="medical_offered",
        event=ClockEvent.objects.get(request=wish, kind="meeting_offered").pk,
        talk=talk.pk,
        young_case=young.case.number,
        notice=notice.pk,
        missed_request=int(not_kept(TODAY).ref.removeprefix("request:")),
    )


def _access(scene: Scene, by: User) -> None:
    """Every role has a hand in each case: the table is about roles. And what the team lead looks into."""
    for case in Case.objects.all():
        for role in sorted(CASE_ROLES):
            CoWorker.objects.get_or_create(
                case=case, user=scene.users[role], defaults={"added_at": NOW, "added_by": by}
            )
    others = inquire(by, Person(name="Vilde Hemmelighed"), now=NOW, contacted_at=NOW).case
    stranger = make_staff(Role.PSYCHOLOGIST)
    emergency = open_in_emergency(case_id=others.pk, reason="Akut henvendelse", by=stranger, now=NOW)
    lead = scene.users[Role.TEAM_LEAD]
    conflict = lock_out(case_id=others.pk, user=UserFactory(), reason="Søskende", by=lead, now=NOW)
    relative = inquire(by, Person(name="Signe Hemmelighed"), now=NOW, contacted_at=NOW).case
    shield = shield_case(case_id=relative.pk, members=[by], reason="Kollegas datter", by=lead, now=NOW)
    scene.words.update(emergency=emergency.pk, conflict=conflict.pk, shield=shield.pk)


def _assignment(scene: Scene, by: User) -> None:
    """Somebody is asked to take the case, and the caseworker to take another's."""
    case, others = (Case.objects.get(number=scene.words[name]) for name in ("case", "young_case"))
    lead = scene.users[Role.TEAM_LEAD]
    colleague = UserFactory()
    transfer = offer_transfer(case_id=case.pk, receiver=colleague, message="", by=by, now=NOW)
    work = add_co_worker(case_id=case.pk, user=UserFactory(), by=by, now=NOW)
    assign_case(case_id=others.pk, responsible=UserFactory(), by=lead, now=NOW)
    asked = offer_transfer(case_id=others.pk, receiver=by, message="", by=lead, now=NOW)
    deadlines = Deadline.objects.open().filter(case=case, kind__startswith="guarantee").order_by("pk")
    (item,) = hand_on(deadline_ids=[deadlines[0].pk], receiver=UserFactory(), message="Ring", by=by, now=NOW)
    later = TODAY + timedelta(days=20)
    absence = record_absence(
        employee=by, stand_in=UserFactory(), first_on=later, last_on=None, by=by, now=NOW
    )
    move = order_move(
        giver=by,
        receivers={case.pk: colleague},
        from_on=later,
        back_on=None,
        message="",
        by=by,
        now=NOW,
    )
    saved = SavedFilter.objects.create(user=by, table="sager", name="Mine", query="whose=mine")
    scene.words.update(
        transfer=transfer.pk,
        co_worker=work.pk,
        asked=asked.pk,
        item=item.pk,
        deadline=deadlines[1].pk,
        absence=absence.pk,
        move=move.pk,
        saved_filter=saved.pk,
    )


def _journal(scene: Scene) -> None:
    """A note that all may read and one of the doctor's, each with a document."""
    case = Case.objects.get(number=scene.words["case"])
    written = {
        "": (NoteKind.TALK, scene.users[Role.CASEWORKER]),
        "doctors_": (NoteKind.DOCTOR, scene.users[Role.DOCTOR]),
    }
    for whose, (kind, by) in written.items():
        note = sign(case, by=by, kind=kind, now=NOW, attached=[file()])
        scene.words[f"{whose}note"] = note.pk
        scene.words[f"{whose}document"] = note.attachments.get().pk
    scene.words["draft"] = begin(case, by=scene.users[Role.CASEWORKER], now=NOW).key


def _sharing(scene: Scene, by: User) -> None:
    """A consent in force, one withdrawn, something disclosed and a notification that is due."""
    case = Case.objects.get(number=scene.words["case"])
    partner = sharing.make_partner()
    consent = sharing.consent(case, by, partner=partner, now=NOW)
    withdrawn = sharing.consent(case, by, partner=partner, now=NOW, purpose="Andet formål")
    withdraw_consent(consent_id=withdrawn.pk, by=by, now=NOW)
    disclosure = sharing.disclose(consent, by, now=NOW)
    notification = sharing.notify(case, by, now=NOW)
    scene.words.update(
        partner=partner.pk,
        consent=consent.pk,
        withdrawn_consent=withdrawn.pk,
        disclosure=disclosure.pk,
        notification=notification.pk,
    )


def _people(scene: Scene, by: User) -> None:
    """Those who are not simply a citizen with a name."""
    nameless = inquire(
        by,
        Person(is_anonymous=True, alias="Ravnen Hemmelighed"),
        now=NOW,
        contacted_at=NOW,
        substance=Substance.DRUGS,
    )
    hidden = inquire(by, Person(name="Mogens Hemmelighed"), now=NOW, contacted_at=NOW).case
    protection = protect(
        case_id=hidden.pk, registered_on=TODAY, expires_on=usual_expiry(TODAY), by=by, now=NOW
    )
    case = Case.objects.get(number=scene.words["case"])
    twin = inquire(by, Person(name="Valdemar Hemmelihed"), now=NOW, contacted_at=NOW).case
    link = link_citizens(case_id=case.pk, other_case_id=twin.pk, reason="Samme mand", by=by, now=NOW)
    elsewhere = request_of(
        inquire(by, Person(name="Lis Hemmelighed", municipality_code="0851"), now=NOW, contacted_at=NOW)
    )
    commitment = ask_for_commitment(request_id=elsewhere.pk, requested_on=TODAY, note="", by=by, now=NOW)
    pregnant = elsewhere.case
    note_circumstance(
        case_id=pregnant.pk,
        kind=CircumstanceKind.PREGNANT,
        facts={"since_on": TODAY},
        by=by,
        now=NOW,
    )
    contract = keep_contract(
        case_id=pregnant.pk,
        contract_id=None,
        facts={"offered_on": TODAY, "answer": "concluded", "answered_on": TODAY},
        by=by,
        now=NOW,
    )
    child = keep_relation(
        case_id=case.pk,
        relation_id=None,
        facts={"kind": "child", "stated_age": 7, "lives": "at_home"},
        by=by,
        now=NOW,
    )
    course = open_relative(
        submission=uuid4(),
        relative=Relative(name="Grethe Hemmelighed", municipality_code="0849"),
        offer_key="relatives_group",
        by=by,
        now=NOW,
    )
    relative_talk = book_relative_talk(
        course_id=course.pk,
        planned_at=NOW + timedelta(hours=2),
        minutes=60,
        place=Place.CENTRE,
        employee=by,
        by=by,
        now=NOW,
    )
    scene.words.update(
        relative_case=course.case.number,
        relative_talk=relative_talk.pk,
        child="barn",
        relation=child.pk,
        pregnant="pregnant",
        pregnant_case=pregnant.number,
        contract=contract.pk,
        elsewhere_case=elsewhere.case.number,
        commitment=commitment.pk,
        link=link.pk,
        anonymous_case=nameless.case.number,
        protected_case=hidden.number,
        protection=protection.pk,
    )


def _visitation(scene: Scene, by: User) -> None:
    """A meeting that is to be held, one that was, and what was decided."""
    held = visitation.plan(by=by)
    rejected, granted, over = (visitation.ready(name=f"{name} Hemmelighed") for name in ("Per", "Bo", "Erna"))
    fill_agendas(by=by, now=visitation.READY_AT)
    rejection = visitation.decided(rejected, DecisionKind.REJECTION, meeting=held, by=by)
    grant = visitation.decided(granted, meeting=held, by=by)
    ended = visitation.decided(over, meeting=held, by=by)
    note_attendance(meeting_id=held.pk, attendees=[by], others_present="", by=by)
    close_meeting(meeting_id=held.pk, by=by, now=visitation.DECIDED_AT)
    dispatch = post_letter(letter_id=rejection.letter_id, by=by, now=visitation.DECIDED_AT)
    _letters(scene, rejected.case, by)
    treatment = book_treatment(
        course_id=grant.course_id,
        planned_at=NOW + timedelta(hours=1),
        minutes=60,
        place=Place.CENTRE,
        employee=by,
        by=by,
        now=NOW,
    )
    planned = visitation.plan(starts_at=NOW + timedelta(days=1), now=NOW, by=by)
    waiting = visitation.ready(name="Åse Hemmelighed", ready_at=NOW)
    fill_agendas(by=by, now=NOW)
    early = start_before_visitation(
        request_id=waiting.pk,
        offer_key="nada",
        planned_at=NOW + timedelta(days=3),
        minutes=45,
        place=Place.CENTRE,
        employee=visitation.caseworker(),
        by=visitation.caseworker(),
        now=NOW,
    )
    # Not the weekly meeting but the committee decides on residential treatment.
    elsewhere = visitation.ready(name="Ulla Hemmelighed", offer="residential", ready_at=NOW)
    scene.words.update(
        meeting=planned.pk,
        held_meeting=held.pk,
        ready_case=waiting.case.number,
        early_course=early.pk,
        committee_case=elsewhere.case.number,
        rejected_case=rejected.case.number,
        rejection=rejection.pk,
        letter=rejection.letter_id,
        dispatch=dispatch.pk,
        granted_case=granted.case.number,
        grant=grant.pk,
        course=grant.course_id,
        treatment=treatment.pk,
    )
    _treatment(scene, granted.case, ended.course, by)


def _letters(scene: Scene, case: Case, by: User) -> None:
    """A batch that is ready, a letter that came back, and one on its way through Digital Post."""
    batched, returned, digital = (
        plain_letter(case, by, number, issued_at=visitation.DECIDED_AT) for number in (1, 2, 3)
    )
    sent = post_letter(letter_id=returned.pk, by=by, now=visitation.DECIDED_AT)
    setback = register_returned(
        dispatch_id=sent.pk,
        returned_on=visitation.DECIDED_AT.date(),
        reason=SetbackReason.MOVED,
        note="",
        by=by,
        now=visitation.DECIDED_AT,
    )
    message = DigitalMessage.objects.create(
        letter=digital, version="1.2", begun_at=visitation.DECIDED_AT, begun_by=by
    )
    batch = begin_batch(letter_ids=[batched.pk], by=by, now=NOW)
    make_batch(batch_id=batch.pk, now=NOW)
    scene.words.update(
        batch=batch.pk,
        batched_letter=batched.pk,
        returned_letter=returned.pk,
        setback=setback.pk,
        digital_letter=digital.pk,
        message=message.pk,
        block=TextBlock.objects.order_by("pk")[0].pk,
    )


def _treatment(scene: Scene, case: Case, course: Course, by: User) -> None:
    """A plan that is ready to be signed, a handleplan offered, a room, and a treatment that is over."""
    wish = case.requests.get()
    plan = begin_plan(request_id=wish.pk, by=by, now=NOW)
    goals = [GoalValues(kind=GoalKind.SHORT_TERM, text="Et mål")]
    write_plan(plan_id=plan.pk, written={"participation": "Ja"}, goals=goals, by=by, now=NOW)
    settle_plan(plan_id=plan.pk, by=by, now=NOW)
    offered = offer_action_plan(case_id=case.pk, offered_on=TODAY, note="", by=by, now=NOW)
    care = note_own_doctor(
        case_id=case.pk,
        kind=OwnDoctorKind.ANTABUS,
        doctor="Lægerne i Prøveby",
        handed_out_at="",
        from_on=TODAY,
        note="",
        by=by,
        now=NOW,
    )
    room = keep_room(room_id=None, name="Samtalerum 1", is_in_use=True, by=scene.users[Role.TEAM_LEAD])
    talk = book_treatment(
        course_id=course.pk,
        planned_at=visitation.DECIDED_AT + timedelta(days=1),
        minutes=45,
        place=Place.CENTRE,
        employee=by,
        by=by,
        now=visitation.DECIDED_AT,
    )
    close_treatment(session_id=talk.pk, outcome=SessionOutcome.HELD, by=by, now=NOW)
    ending = end_course(
        course_id=course.pk, values=EndingValues(reason="completed", status="free"), by=by, now=NOW
    )
    scene.words.update(
        plan=plan.pk,
        action_plan=offered.pk,
        own_doctor=care.pk,
        room=room.pk,
        ended_case=course.case.number,
        ending=ending.pk,
        month_1="month_1",
        secret="ikke-en-hemmelighed",
    )


def _rights(scene: Scene, by: User) -> None:
    """A bundle that is looked through, one that is sealed, and a list that waits for approval."""
    case = Case.objects.get(number=scene.words["case"])
    asked = rights.asked(case, by, now=NOW, received_on=TODAY)
    bundle = rights.gathered(asked, by, now=NOW)
    answered_case = Case.objects.get(number=scene.words["ready_case"])
    answered = rights.asked(answered_case, by, now=NOW, received_on=TODAY)
    rights.sealed(rights.gathered(answered, by, now=NOW), by, now=NOW)
    lead = scene.users[Role.TEAM_LEAD]
    hold = hold_back(case_id=case.pk, reason="Retssag", by=lead, now=NOW)
    rights.nobodys_inquiry()
    made = rights.proposed(lead, now=NOW)
    scene.words.update(
        access_request=asked.pk,
        bundle_item=bundle.items.get(source="cases.case", case=case).pk,
        sealed_request=answered.pk,
        hold=hold.pk,
        destruction_list=made.pk,
        destruction_item=made.items.get().pk,
    )


def _complaints(scene: Scene) -> None:
    """A complaint that waits, one that was sent on, and one between the citizen and the team lead."""
    case = Case.objects.get(number=scene.words["case"])
    lead = scene.users[Role.TEAM_LEAD]
    told = {"now": NOW, "received_on": TODAY}
    waiting = complaints.of_kind(case, ComplaintKind.GUARANTEE_EXCEEDED, lead, **told)
    sent = complaints.of_kind(case, ComplaintKind.GUARANTEE_EXCEEDED, lead, **told)
    complaints.reassessed(sent, lead, now=NOW)
    complaints.forwarded(sent, lead, now=NOW)
    conduct = complaints.of_kind(case, ComplaintKind.CASE_HANDLING, lead, **told)
    letter = acknowledge(complaint_id=conduct.pk, by=lead, now=NOW)
    scene.words.update(
        complaint=waiting.pk,
        forwarded_complaint=sent.pk,
        conduct=conduct.pk,
        conduct_letter=letter.pk,
    )
