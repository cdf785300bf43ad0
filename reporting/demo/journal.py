"""What caseworkers and the doctor have noted along the way, and what was put right afterwards."""

import random
from datetime import timedelta

from cases.enums import ClockEventKind, NoteKind, SessionOutcome, StoryKind
from cases.models import AssessmentSession, ClockEvent, Note
from cases.services.notes import GIST
from cases.wording import shortened
from reporting.demo.bulk import Row
from reporting.demo.contacts import some_uuid
from reporting.demo.scene import Scene
from reporting.demo.world import moment

TALKED = (
    "Til stede: borgeren og behandler.\n\nSiden sidst: to dage uden indtag, sov dårligt efter weekenden.\n\n"
    "Aftalt til næste gang: borgeren skriver ned, hvornår trangen kommer.",
    "Borgeren kom til tiden og ville gerne tale om arbejdet. Chefen kender til forløbet og støtter op.\n\n"
    "Aftalt: samtale med jobcentret i næste uge.",
    "Talte om søskende og om at sige nej til fester. Borgeren ønsker en søster med næste gang.",
    "En svær uge med et enkelt tilbagefald. Borgeren ringede selv og bad om at komme før aftalt.",
)
CALLED = (
    "Borgeren ringede for at høre, hvornår næste samtale er. Fik tid og sted gentaget.",
    "Ringede til borgeren om den udeblevne aftale. Ny tid er aftalt.",
    "Borgerens søster ringede. Der er ikke samtykke til at tale om sagen; vejledt generelt.",
)
EXAMINED = (
    "Anledning: lægesamtale.\n\nObjektivt: upåfaldende, blodtryk normalt.\n\nPlan: kontrol om seks måneder.",
    "Anledning: lægesamtale.\n\nMedicin: ingen fast.\n\nPlan: blodprøver gennem egen læge.",
)
CORRECTED = (
    "Rettelse: det var broren, ikke søsteren, der tilbød at komme med.",
    "Tilføjelse: borgeren har siden ringet og bekræftet aftalen.",
)


def write_notes(scene: Scene) -> None:
    """A note after most talks, some of them written the next day; told by chance of its own."""
    rng = random.Random(f"journal {scene.case['number']}")  # noqa: S311
    for row in [*scene.record.rows]:
        if row.model is AssessmentSession and row["outcome"] == SessionOutcome.HELD:
            _note(scene, rng, NoteKind.TALK, row, rng.choice(TALKED))
        elif row.model is ClockEvent and row["kind"] == ClockEventKind.MEDICAL_HELD:
            _note(scene, rng, NoteKind.DOCTOR, row, rng.choice(EXAMINED))
        elif row.model is ClockEvent and row["kind"] == ClockEventKind.MEETING_OFFERED:
            _note(scene, rng, NoteKind.PHONE, row, rng.choice(CALLED))


def _note(scene: Scene, rng: random.Random, kind: NoteKind, about: Row, text: str) -> None:
    at = about.get("planned_at") or about["occurred_at"]
    is_late = rng.random() < 0.25
    signed_at = moment(at.date() + timedelta(days=1), 9) if is_late else at + timedelta(minutes=75)
    if rng.random() < 0.3 or not scene.world.has_happened(signed_at):
        return
    by = scene.world.staff.doctor if kind == NoteKind.DOCTOR else scene.caseworker
    note = scene.record.add(
        Note,
        case_id=scene.case["id"],
        kind=kind,
        submission=some_uuid(rng),
        occurred_at=at,
        text=text,
        signed_at=signed_at,
        author_id=by.pk,
    )
    said = kind.label if kind == NoteKind.DOCTOR else f"{kind.label}: {shortened(text, GIST)}"
    scene.record.tell(StoryKind.NOTE, at, said, by=by)
    corrected_at = signed_at + timedelta(days=1)
    if kind == NoteKind.TALK and rng.random() < 0.2 and scene.world.has_happened(corrected_at):
        scene.record.add(
            Note,
            case_id=scene.case["id"],
            kind=kind,
            submission=some_uuid(rng),
            amends_id=note["id"],
            occurred_at=corrected_at,
            text=rng.choice(CORRECTED),
            signed_at=corrected_at,
            author_id=by.pk,
        )
