"""What happens beside a case's main line."""

from datetime import date, datetime, timedelta

from cases.enums import Birthday, ClockEventKind, ContactedBy, MissCause, NextStep, StoryKind, Substance, Wish
from cases.models import BirthdayAcknowledgement, Inquiry, MissReason
from reporting.demo import inquiry_texts
from reporting.demo.contacts import contact_moment, sentence, some_uuid
from reporting.demo.scene import Scene
from reporting.demo.schedule import GUARANTEE_DAYS
from reporting.demo.world import moment
from rusmiddel.calendar import birthday_on


def offer_medical_talk(scene: Scene, at: datetime) -> None:
    terms = scene.standard.medical_talk
    if not terms.offered.value or scene.citizen.is_anonymous or scene.substance == Substance.ALCOHOL:
        return
    scene.record.fact(ClockEventKind.MEDICAL_OFFERED, at)
    if scene.rng.random() < 0.35:
        scene.record.fact(ClockEventKind.MEDICAL_DECLINED, at + timedelta(minutes=5))
        return
    scene.record.fact(ClockEventKind.MEDICAL_ACCEPTED, at + timedelta(minutes=5))
    latest = 22 if scene.path.is_late else GUARANTEE_DAYS
    on = scene.world.workday(
        scene.rng, scene.arrival.on + timedelta(days=7), scene.arrival.on + timedelta(days=latest)
    )
    held_at = moment(max(on, at.date() + timedelta(days=1)), 10)
    scene.record.fact(ClockEventKind.MEDICAL_HELD, held_at, by=scene.world.staff.doctor)


def contact_again(scene: Scene, since: date, until: date) -> None:
    if scene.rng.random() > 0.2:
        return
    day = since + timedelta(days=scene.rng.randrange(1, max((until - since).days, 2)))
    at, channel = contact_moment(scene.rng, scene.world, day)
    if not scene.world.has_happened(at):
        return
    inquiry = scene.record.add(
        Inquiry,
        submission=some_uuid(scene.rng),
        case_id=scene.case["id"],
        citizen_id=scene.citizen.pk,
        contacted_at=at,
        registered_at=at + timedelta(minutes=4),
        registered_by_id=scene.world.staff.secretary.pk,
        channel=channel,
        contacted_by=ContactedBy.SELF,
        wish=Wish.COUNSELLING,
        substance=scene.substance,
        municipality_code=scene.citizen.municipality_code,
        children=scene.children,
        next_step=NextStep.NOTHING,
        note=scene.rng.choice(inquiry_texts.LATER_CONTACTS),
    )
    scene.record.tell(StoryKind.INQUIRY, at, sentence(inquiry), by=scene.world.staff.secretary)


def explain_miss(scene: Scene) -> None:
    due_on = scene.day_0 + timedelta(days=GUARANTEE_DAYS)
    settling = {ClockEventKind.TREATMENT_STARTED, ClockEventKind.DEVIATION}
    is_settled = any(fact.kind in settling and fact.on <= due_on for fact in scene.record.facts)
    at = moment(due_on + timedelta(days=scene.rng.randrange(1, 5)), 9, 30)
    is_missed = scene.path.is_late and not is_settled and not scene.path.is_waiting
    if not is_missed or not scene.world.has_happened(at) or scene.rng.random() < 0.4:
        return
    cause = scene.rng.choice([cause for cause in MissCause if cause != MissCause.OTHER])
    team_lead = scene.world.staff.team_lead
    scene.record.add(
        MissReason,
        request_id=scene.request["id"],
        cause=cause,
        recorded_at=at,
        recorded_by_id=team_lead.pk,
    )
    scene.record.tell(
        StoryKind.CLOCK, at, f"Årsag til, at fristen ikke er overholdt: {cause.label}", by=team_lead
    )


def acknowledge_birthdays(scene: Scene) -> None:
    born_on = scene.citizen.birth_date
    if born_on is None:
        return
    for birthday in Birthday:
        reached_on = birthday_on(born_on, birthday)
        if reached_on <= scene.arrival.on:
            continue
        at = moment(reached_on + timedelta(days=4), 10)
        closed_on = scene.case.get("closed_on")
        is_open = closed_on is None or at.date() <= closed_on
        if is_open and scene.world.has_happened(at):
            scene.record.add(
                BirthdayAcknowledgement,
                case_id=scene.case["id"],
                birthday=birthday,
                at=at,
                by_id=scene.caseworker.pk,
            )
