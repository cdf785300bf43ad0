"""What casework and the layers beneath it hold on a person."""

from typing import Any

from django.db.models import Q

from cases import models as cases
from cases.enums import ConsentGiver, ContactedBy, HeldMark, NoteKind
from cases.holdings import HeldFile, Holding, Line, Marks, Person, register_holding
from cases.models.case import Case
from cases.models.citizen import Citizen
from cases.questionnaires.schema import Questionnaire
from cases.services.attachments import content_of
from cases.status.facts import CODE_FACTS, NUMBER_FACTS
from cases.status.shown import labels, shown_status
from rusmiddel.access.models import ReadLog
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, DeadlineChange, Notice
from rusmiddel.letters import services as letters
from rusmiddel.letters.models import (
    BatchLetter,
    DigitalMessage,
    DigitalReceipt,
    Dispatch,
    Letter,
    LetterSetback,
)
from rusmiddel.letters.visible_text import visible_text

# What would be no control if the day were known beforehand; told when it is over.
UNANNOUNCED = (DeadlineKind.URINE_TEST,)
WHY_UNANNOUNCED = "Dagen for en kommende uvarslet prøve oplyses ikke. Prøver, der er taget, er med."
TO_CASE = ("case",)
TO_REQUEST = ("request__case",)


def register() -> None:
    register_holding(*_people(), *_casework(), *_assessment(), *_sharing(), *_papers(), *_access())


def _people() -> list[Holding]:
    return [
        Holding(
            model=Citizen,
            heading="Borgeren",
            title="Stamoplysninger",
            to=("pk",),
            omitted=frozenset({"sort_key", "search_key", "cpr_hash"}),
            marks=_protected,
        ),
        Holding(
            model=cases.AddressProtection,
            heading="Navne- og adressebeskyttelse",
            to=("citizen",),
        ),
        Holding(
            model=cases.Relation,
            heading="Pårørende og netværk",
            to=("citizen",),
            marks=lambda row, person: {HeldMark.THIRD_PARTY: "Oplysninger om en pårørende."},
        ),
        Holding(
            model=cases.CitizenLink,
            heading="Sammenkædning af registreringer",
            to=("first", "second"),
            marks=_unlinked,
        ),
    ]


def _casework() -> list[Holding]:
    return [
        Holding(model=Case, heading="Sager", to=("pk",), omitted=frozenset({"citizen"})),
        Holding(
            model=cases.Inquiry,
            heading="Henvendelser",
            to=("case", "citizen"),
            entered="registered_at",
            omitted=frozenset({"submission"}),
            marks=_contacted_by_another,
        ),
        Holding(
            model=cases.TreatmentRequest,
            heading="Ønsker om behandling",
            to=TO_CASE,
            omitted=frozenset({"inquiry"}),
        ),
        Holding(model=cases.ClockEvent, heading="Registreret om fristen", to=TO_REQUEST),
        Holding(
            model=Deadline,
            heading="Frister",
            to=TO_CASE,
            omitted=DEADLINE_OMITTED,
            more=_explanation,
            withheld=Q(kind__in=UNANNOUNCED, status=DeadlineStatus.OPEN),
            why_withheld=WHY_UNANNOUNCED,
        ),
        Holding(
            model=DeadlineChange,
            heading="Ændringer af frister",
            to=("deadline__case",),
            omitted=frozenset({"changes"}),
            more=_changed,
            withheld=Q(deadline__kind__in=UNANNOUNCED, deadline__status=DeadlineStatus.OPEN),
            why_withheld=WHY_UNANNOUNCED,
        ),
        Holding(
            model=Notice,
            heading="Beskeder om frister",
            to=("deadline__case",),
            left_out="Beskeder til medarbejderne om en frist. Fristen selv er med.",
        ),
        Holding(model=cases.MissReason, heading="Hvorfor en frist ikke blev holdt", to=TO_REQUEST),
        Holding(model=cases.BirthdayAcknowledgement, heading="Fødselsdage, der er taget hånd om", to=TO_CASE),
        Holding(model=cases.PaymentCommitment, heading="Betalingstilsagn", to=TO_REQUEST),
        Holding(model=cases.Circumstance, heading="Særlige forhold", to=TO_CASE),
        Holding(model=cases.RetentionContract, heading="Kontrakt om tilbageholdelse", to=TO_CASE),
        Holding(model=cases.Retention, heading="Tilbageholdelse", to=("contract__case",)),
        Holding(model=cases.AnonymityCheck, heading="Afklaring af anonymitet", to=TO_CASE),
        Holding(model=cases.BecameKnown, heading="Bliver kendt", to=("anonymous_case", "known_case")),
        Holding(
            model=cases.RelativeCourse,
            heading="Pårørendeforløb",
            to=TO_CASE,
            omitted=frozenset({"standard", "offer_key"}),
        ),
        Holding(model=cases.RelativeTalk, heading="Samtaler i pårørendeforløb", to=("course__case",)),
        Holding(model=cases.StoryEntry, heading="Forløb", to=TO_CASE, omitted=frozenset({"path"})),
    ]


def _assessment() -> list[Holding]:
    return [
        Holding(model=cases.Assessment, heading="Afdækning", to=TO_REQUEST),
        Holding(
            model=cases.AssessmentSession, heading="Afdækningssamtaler", to=("assessment__request__case",)
        ),
        Holding(
            model=cases.CitizenStatus,
            heading="Status",
            to=TO_CASE,
            omitted=STATUS_OMITTED,
            more=_status,
        ),
        Holding(
            model=cases.SubstanceUse,
            heading="Stofindtag i status",
            to=("status__case",),
            left_out="Stofferne står under status.",
        ),
        Holding(
            model=cases.AnswerSet,
            heading="Spørgeskemaer",
            to=TO_CASE,
            omitted=frozenset({"version", "answers", "revision", "replaces"}),
            more=_answers,
        ),
        Holding(
            model=cases.MappingResult,
            heading="Kortlægning",
            to=TO_CASE,
            omitted=frozenset({"mapping_tool"}),
            more=_mapping,
        ),
        Holding(
            model=cases.PsychologicalExamination,
            heading="Psykologens undersøgelser",
            to=TO_CASE,
            omitted=frozenset({"standard"}),
            marks=_psychologists,
        ),
        Holding(
            model=cases.PsychologyTalk,
            heading="Samtaler hos psykologen",
            to=("examination__case",),
            marks=_psychologists,
        ),
    ]


def _sharing() -> list[Holding]:
    return [
        Holding(
            model=cases.Consent,
            heading="Samtykker",
            to=TO_CASE,
            omitted=frozenset({"renews"}),
            marks=_given_by_another,
        ),
        Holding(
            model=cases.Disclosure,
            heading="Videregivet og indhentet",
            to=TO_CASE,
            omitted=frozenset({"submission", "consent", "partner"}),
        ),
        Holding(
            model=cases.DisclosureCorrection,
            heading="Rettelser af videregivet og indhentet",
            to=("disclosure__case",),
        ),
        Holding(
            model=cases.Notification,
            heading="Underretninger",
            to=TO_CASE,
            omitted=frozenset({"letter"}),
            marks=lambda row, person: {HeldMark.THIRD_PARTY: "Underretningen handler om et barn."},
        ),
    ]


def _papers() -> list[Holding]:
    return [
        Holding(
            model=cases.Note,
            heading="Journal",
            to=TO_CASE,
            entered="signed_at",
            omitted=frozenset({"submission", "amends"}),
            marks=_note,
        ),
        Holding(
            model=cases.Attachment,
            heading="Bilag",
            to=TO_CASE,
            entered="uploaded_at",
            omitted=frozenset(
                {"note", "consent", "mapping", "examination", "stored_as", "sha256", "content_type"}
            ),
            marks=_attachment,
            file=_attached,
        ),
        Holding(
            model=Letter,
            heading="Breve",
            to=TO_CASE,
            entered="issued_at",
            omitted=frozenset(
                {"html", "pdf", "sha256", "requires_guidance", "complaint_guidance", "language", "submission"}
            ),
            marks=_letter,
            file=_printed,
            more=lambda letter: [Line(name="text", label="Tekst", shown=visible_text(letter.html))],
        ),
        Holding(model=Dispatch, heading="Afsendelse af breve", to=("letter__case",)),
        Holding(
            model=DigitalMessage,
            heading="Digital Post",
            to=("letter__case",),
            omitted=frozenset({"uuid", "version"}),
        ),
        Holding(
            model=DigitalReceipt,
            heading="Kvitteringer fra Digital Post",
            to=("message__letter__case",),
            omitted=frozenset({"sha256", "file_name"}),
        ),
        Holding(
            model=LetterSetback,
            heading="Breve, der ikke kom frem",
            to=("letter__case",),
            omitted=frozenset({"dispatch", "message"}),
        ),
        Holding(
            model=BatchLetter,
            heading="Breve i dagens bunker",
            to=("letter__case",),
            omitted=frozenset({"batch"}),
        ),
        Holding(
            model=cases.Draft,
            heading="Kladder",
            to=TO_CASE,
            left_out="Tekst, som en medarbejder er ved at skrive. Kun den, der skriver, kan se den.",
        ),
    ]


def _access() -> list[Holding]:
    return [
        Holding(model=cases.CoWorker, heading="Medbehandlere", to=TO_CASE),
        Holding(model=cases.Transfer, heading="Overdragelse af sagen", to=TO_CASE),
        Holding(model=cases.MovedCase, heading="Flytning af sagen", to=TO_CASE, omitted=frozenset({"move"})),
        Holding(
            model=cases.HandedItem,
            heading="Frister givet videre",
            to=("deadline__case",),
            withheld=Q(deadline__kind__in=UNANNOUNCED, deadline__status=DeadlineStatus.OPEN),
            why_withheld=WHY_UNANNOUNCED,
        ),
        Holding(model=ReadLog, heading="Hvem der har set sagen", to=TO_CASE, omitted=frozenset({"method"})),
        Holding(model=cases.EmergencyAccess, heading="Nødadgang til sagen", to=TO_CASE),
        Holding(model=cases.Shield, heading="Afskærmning", to=TO_CASE, marks=_colleagues),
        Holding(
            model=cases.ShieldMember,
            heading="Navngivne medarbejdere på en afskærmet sag",
            to=("shield__case",),
            marks=_colleagues,
        ),
        Holding(
            model=cases.ConflictOfInterest,
            heading="Inhabilitet",
            to=TO_CASE,
            marks=_colleagues,
        ),
    ]


# Told in words by `_status`.
STATUS_OMITTED = frozenset(
    {"replaces", *CODE_FACTS, *NUMBER_FACTS, *(f"{name}_untold" for name in NUMBER_FACTS)}
)
DEADLINE_OMITTED = frozenset({"ref", "explanation", "milestone_names", "milestone_dates", "next_warning_on"})


def _protected(row: Any, person: Person) -> Marks:
    return {HeldMark.PROTECTED: "Borgeren har navne- og adressebeskyttelse."} if person.is_protected else {}


def _unlinked(link: cases.CitizenLink, person: Person) -> Marks:
    return {} if link.undone_at is None else {HeldMark.THIRD_PARTY: "Det var to forskellige borgere."}


def _contacted_by_another(inquiry: cases.Inquiry, person: Person) -> Marks:
    if inquiry.contacted_by == ContactedBy.SELF and not inquiry.contact_name:
        return {}
    return {HeldMark.THIRD_PARTY: "En anden end borgeren har henvendt sig."}


def _given_by_another(consent: cases.Consent, person: Person) -> Marks:
    if consent.given_by == ConsentGiver.CITIZEN:
        return {}
    return {HeldMark.THIRD_PARTY: "En anden end borgeren har givet samtykket."}


def _psychologists(row: Any, person: Person) -> Marks:
    return {HeldMark.PSYCHOLOGIST: "Psykologen har skrevet det."}


def _colleagues(row: Any, person: Person) -> Marks:
    return {HeldMark.COLLEAGUE: "Det siger noget om en medarbejder."}


def _note(note: cases.Note, person: Person) -> Marks:
    match note.kind:
        case NoteKind.DOCTOR:
            return {HeldMark.DOCTOR: "Lægen har skrevet det."}
        case NoteKind.PSYCHOLOGIST:
            return {HeldMark.PSYCHOLOGIST: "Psykologen har skrevet det."}
        case NoteKind.PARTNER:
            return {HeldMark.THIRD_PARTY: "Andre har talt på mødet."}
    return {}


def _attachment(attachment: cases.Attachment, person: Person) -> Marks:
    on_note = _note(attachment.note, person) if attachment.note is not None else {}
    return on_note or {HeldMark.THIRD_PARTY: "Ingen har set efter, om der står noget om andre i filen."}


def _letter(letter: Letter, person: Person) -> Marks:
    marks = {}
    if letter.recipient_address and person.is_protected:
        marks[HeldMark.PROTECTED] = "Borgeren har navne- og adressebeskyttelse."
    if cases.Notification.objects.filter(letter=letter).exists():
        marks[HeldMark.THIRD_PARTY] = "Brevet handler om et barn."
    return marks


def _attached(attachment: cases.Attachment) -> HeldFile:
    return HeldFile(name=f"bilag/{attachment.name}", read=lambda: content_of(attachment))


def _printed(letter: Letter) -> HeldFile:
    return HeldFile(name=f"breve/brev-{letter.pk}.pdf", read=lambda: letters.content(letter))


def _changed(change: DeadlineChange) -> list[Line]:
    names = {field.name: str(field.verbose_name) for field in Deadline._meta.fields}
    said = [
        f"{names[name]}: {before or 'tom'} blev til {after or 'tom'}"
        for name, (before, after) in change.changes.items()
        if name in names and name not in DEADLINE_OMITTED
    ]
    return [Line(name="changes", label="Ændret", shown="\n".join(said))] if said else []


def _explanation(deadline: Deadline) -> list[Line]:
    said = "\n".join(f"{step.on:%d-%m-%Y}: {step.text}" for step in deadline.steps)
    return [Line(name="explanation", label="Forklaring", shown=said)] if said else []


def _status(status: cases.CitizenStatus) -> list[Line]:
    told = shown_status(status, labels())
    facts = [
        Line(name=f"fact_{number}", label=fact.name, shown=fact.answer)
        for number, fact in enumerate((fact for _, lines in told.asked for fact in lines), 1)
    ]
    drugs = [
        Line(name=f"drug_{number}", label="Stof", shown=drug)
        for number, drug in enumerate(told.substances, 1)
    ]
    return [*facts, *drugs]


def _mapping(result: cases.MappingResult) -> list[Line]:
    tool = labels().get(("mapping_tool", result.mapping_tool), result.mapping_tool)
    return [Line(name="mapping_tool", label="Redskab", shown=tool)]


def _answers(answer_set: cases.AnswerSet) -> list[Line]:
    questionnaire: Questionnaire = answer_set.version.read()
    return [
        Line(name="questionnaire", label="Skema", shown=questionnaire.name),
        *(
            Line(
                name=f"answer_{question.key}",
                label=question.text,
                shown=_chosen(question, answer_set.answers),
            )
            for question in questionnaire.questions
        ),
    ]


def _chosen(question: Any, answers: dict[str, str]) -> str:
    key = answers.get(question.key, "")
    return next((choice.text for choice in question.choices if choice.key == key), key)
