"""States and choices of casework, and which moves there are between states."""

from django.db import models


class CitizenKind(models.TextChoices):
    IDENTIFIED = "identified", "Med navn"
    ANONYMOUS = "anonymous", "Anonym"


class ProtectionEnd(models.TextChoices):
    """How a period of protected name and address came to its end."""

    RENEWED = "renewed", "Fornyet"
    LAPSED = "lapsed", "Udløbet uden fornyelse"
    GIVEN_UP = "given_up", "Borgeren har selv ophævet den"


class CircumstanceKind(models.TextChoices):
    """What about a citizen asks for more than the usual (særligt forhold)."""

    PREGNANT = "pregnant", "Gravid"
    DEVELOPMENTAL_DISABILITY = "developmental_disability", "Udviklingshæmning"
    TREATMENT_SENTENCE = "treatment_sentence", "Behandlingsdom eller dom med vilkår"
    DUAL_DIAGNOSIS = "dual_diagnosis", "Dobbeltdiagnose"


class ContractAnswer(models.TextChoices):
    CONCLUDED = "concluded", "Indgået"
    DECLINED = "declined", "Afslået"


class CommitmentAnswer(models.TextChoices):
    RECEIVED = "received", "Modtaget, underskrevet"
    REFUSED = "refused", "Afvist"


class RelationKind(models.TextChoices):
    """Who is near the citizen."""

    CHILD = "child", "Barn"
    PARENT = "parent", "Forælder"
    PARTNER = "partner", "Samlever eller ægtefælle"
    SIBLING = "sibling", "Søskende"
    FAMILY = "family", "Anden familie"
    FRIEND = "friend", "Ven"
    GUARDIAN = "guardian", "Værge"
    PROFESSIONAL = "professional", "Fagperson"
    OTHER = "other", "Anden"


class ChildLives(models.TextChoices):
    """Where a child lives, seen from the citizen."""

    AT_HOME = "at_home", "Hos borgeren"
    CONTACT = "contact", "Et andet sted, har samvær"
    ELSEWHERE = "elsewhere", "Et andet sted, intet samvær"
    PLACED = "placed", "Anbragt"
    UNKNOWN = "unknown", "Ved ikke"


class Sex(models.TextChoices):
    MALE = "male", "Mand"
    FEMALE = "female", "Kvinde"
    UNKNOWN = "unknown", "Ukendt"


class Channel(models.TextChoices):
    """How the inquiry reached the centre (kanal)."""

    PHONE = "phone", "Telefon"
    IN_PERSON = "in_person", "Fremmøde"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Brev"
    DIGITAL_POST = "digital_post", "Digital Post"


class ContactedBy(models.TextChoices):
    """Who made contact (henvender), INQ-5 to INQ-7."""

    SELF = "self", "Borgeren selv"
    RELATIVE = "relative", "Pårørende"
    DOCTOR = "doctor", "Egen læge"
    PROBATION = "probation", "Kriminalforsorgen"
    HOSPITAL = "hospital", "Sygehus"
    JOB_CENTRE = "job_centre", "Jobcenter"
    MUNICIPAL_PARTNER = "municipal_partner", "Anden kommunal afdeling"
    SSP = "ssp", "SSP"
    SCHOOL = "school", "Skole"


# Those whose contact is a referral (henvisning), GUA-5. A worried relative refers nobody.
REFERRERS = frozenset(ContactedBy) - {ContactedBy.SELF, ContactedBy.RELATIVE}


class Wish(models.TextChoices):
    """What is asked for. Only a wish for treatment starts the guarantee (INQ-10)."""

    COUNSELLING = "counselling", "Råd og vejledning"
    TREATMENT = "treatment", "Ønsker behandling"


class Substance(models.TextChoices):
    ALCOHOL = "alcohol", "Alkohol"
    DRUGS = "drugs", "Stoffer"
    BOTH = "both", "Alkohol og stoffer"
    UNKNOWN = "unknown", "Ved ikke endnu"


class Children(models.TextChoices):
    """The question that must be answered before an assessment can be closed (CHI-6)."""

    NONE = "none", "Ingen børn under 18"
    AT_HOME = "at_home", "Børn bor hjemme"
    CONTACT = "contact", "Samvær med børn"
    UNKNOWN = "unknown", "Ved ikke endnu"


class NextStep(models.TextChoices):
    """What was agreed when the contact ended."""

    FIRST_TALK = "first_talk", "Første samtale aftales"
    CALL_BACK = "call_back", "Vi ringer tilbage"
    CITIZEN_CALLS = "citizen_calls", "Borgeren vender selv tilbage"
    GUIDED_ON = "guided_on", "Vejledt videre"
    NOTHING = "nothing", "Ikke mere nu"


class RequestStage(models.TextChoices):
    """Where a request for treatment stands (anmodningens trin)."""

    REGISTERED = "registered", "Modtaget"
    ASSESSING = "assessing", "Under afdækning"
    READY = "ready", "Klar til visitation"
    GRANTED = "granted", "Bevilget, ikke begyndt"
    IN_TREATMENT = "in_treatment", "I behandling"
    REJECTED = "rejected", "Afslag"
    WITHDRAWN = "withdrawn", "Trukket tilbage"
    ENDED = "ended", "Afsluttet"


# A stage without a row is final.
NEXT_STAGES = {
    RequestStage.REGISTERED: {
        RequestStage.ASSESSING,
        RequestStage.READY,
        RequestStage.WITHDRAWN,
    },
    RequestStage.ASSESSING: {RequestStage.READY, RequestStage.WITHDRAWN},
    RequestStage.READY: {
        RequestStage.ASSESSING,
        RequestStage.GRANTED,
        RequestStage.REJECTED,
        RequestStage.WITHDRAWN,
    },
    RequestStage.GRANTED: {RequestStage.IN_TREATMENT, RequestStage.WITHDRAWN},
    RequestStage.IN_TREATMENT: {RequestStage.ENDED},
}
# Back, when the talk that treatment began with is taken back, and when a decision is to be made again.
STAGES_BEFORE = {
    RequestStage.IN_TREATMENT: {RequestStage.GRANTED},
    RequestStage.GRANTED: {RequestStage.READY},
    RequestStage.REJECTED: {RequestStage.READY},
}
OPEN_STAGES = frozenset(NEXT_STAGES)
# The talks of the assessment are still to be booked.
STAGES_TO_BOOK = {RequestStage.REGISTERED, RequestStage.ASSESSING}


class ClockEventKind(models.TextChoices):
    """A dated fact that a clock is built from (GUA-16, MED-5)."""

    PERSONAL_CONFIRMATION = "personal_confirmation", "Borgeren har selv bekræftet sit ønske"
    PARENTAL_CONSENT = "parental_consent", "Forældremyndighedens samtykke modtaget"
    OWN_CONSENT = "own_consent", "Den unges eget samtykke modtaget"
    COMMITMENT_RECEIVED = "commitment_received", "Betalingstilsagn modtaget"
    MEETING_OFFERED = "meeting_offered", "Samtale tilbudt"
    FIRST_TALK = "first_talk", "Første samtale holdt"
    DECIDED = "decided", "Visitation afgjort"
    OFFER_GIVEN = "offer_given", "Tilbud om behandling givet"
    MEETING_AGREED = "meeting_agreed", "Første behandlingssamtale aftalt"
    PLAN_CREATED = "plan_created", "Behandlingsplan lavet"
    TREATMENT_STARTED = "treatment_started", "Behandlingen begyndt"
    DEVIATION = "deviation", "Garantien fraveget"
    REJECTED = "rejected", "Afslag givet"
    WITHDRAWN = "withdrawn", "Borgeren har trukket sit ønske tilbage"
    MEDICAL_OFFERED = "medical_offered", "Lægesamtale tilbudt"
    MEDICAL_ACCEPTED = "medical_accepted", "Lægesamtale ønsket"
    MEDICAL_DECLINED = "medical_declined", "Lægesamtale fravalgt"
    MEDICAL_HELD = "medical_held", "Lægesamtale holdt"


# The facts of the medical talk's own clock.
MEDICAL_EVENTS = frozenset(
    {
        ClockEventKind.MEDICAL_OFFERED,
        ClockEventKind.MEDICAL_ACCEPTED,
        ClockEventKind.MEDICAL_DECLINED,
        ClockEventKind.MEDICAL_HELD,
    }
)
# Facts a person records directly; the others follow from a session, a decision or a withdrawal.
REVERSIBLE_EVENTS = frozenset(
    {
        ClockEventKind.PERSONAL_CONFIRMATION,
        ClockEventKind.PARENTAL_CONSENT,
        ClockEventKind.OWN_CONSENT,
        ClockEventKind.COMMITMENT_RECEIVED,
        ClockEventKind.MEETING_OFFERED,
        ClockEventKind.MEETING_AGREED,
        ClockEventKind.OFFER_GIVEN,
        ClockEventKind.PLAN_CREATED,
        ClockEventKind.DEVIATION,
        *MEDICAL_EVENTS,
    }
)
# Facts that may be true more than once in a request.
REPEATABLE_EVENTS = frozenset({ClockEventKind.DEVIATION})


class DeviationReason(models.TextChoices):
    """Why the guarantee may be deviated from (fravigelse), GUA-17 to GUA-19."""

    FREE_CHOICE = "free_choice", "Borgeren har valgt et andet tilbud (frit valg)"
    CITIZEN_WISH = "citizen_wish", "Borgeren ønsker ikke at bruge garantien"
    NO_SHOW = "no_show", "Borgeren er udeblevet"
    NO_COOPERATION = "no_cooperation", "Borgeren medvirker ikke til nødvendige oplysninger"
    OTHER = "other", "Anden grund"


class MissCause(models.TextChoices):
    """Why a date was not kept (årsag til overskridelse), as the team lead sorts them."""

    NO_TIME_FREE = "no_time_free", "Ingen ledig tid til samtale"
    MEETING_TOO_LATE = "meeting_too_late", "Visitationsmødet lå for sent"
    NO_PLACE_FREE = "no_place_free", "Ingen ledig plads i tilbuddet"
    WAITED_FOR_OTHERS = "waited_for_others", "Ventede på oplysninger eller svar udefra"
    CITIZEN = "citizen", "Borgeren kom ikke eller kunne ikke nås"
    OVERLOOKED = "overlooked", "Overset eller registreret for sent"
    OTHER = "other", "Anden årsag"


class PartnerKind(models.TextChoices):
    """What a partner (samarbejdspartner) is, SAM-1 to SAM-6."""

    JOB_CENTRE = "job_centre", "Jobcenter"
    FAMILY_DEPARTMENT = "family_department", "Familieafdeling"
    MUNICIPAL = "municipal", "Anden kommunal afdeling"
    DOCTOR = "doctor", "Egen læge"
    HOSPITAL = "hospital", "Sygehus"
    PSYCHIATRY = "psychiatry", "Psykiatrien"
    PROBATION = "probation", "Kriminalforsorgen"
    PROVIDER = "provider", "Behandlingssted"
    SCHOOL = "school", "Skole eller uddannelse"
    EMPLOYER = "employer", "Arbejdsgiver"
    OTHER = "other", "Anden"


class Direction(models.TextChoices):
    """Which way information may go: videregive, indhente or both (CNS-7)."""

    DISCLOSE = "disclose", "Videregive"
    OBTAIN = "obtain", "Indhente"
    BOTH = "both", "Videregive og indhente"


class ConsentForm(models.TextChoices):
    """How a consent was given (CNS-7)."""

    WRITTEN = "written", "Skriftligt"
    ORAL = "oral", "Mundtligt"
    DIGITAL = "digital", "Digitalt"


class ConsentGiver(models.TextChoices):
    """Whose consent it is (CNS-7)."""

    CITIZEN = "citizen", "Borgeren selv"
    PARENT = "parent", "Forældremyndighedens indehaver"
    GUARDIAN = "guardian", "Værge"


class ConsentEnding(models.TextChoices):
    """Why a consent ended before it expired."""

    WITHDRAWN = "withdrawn", "Trukket tilbage"
    RENEWED = "renewed", "Fornyet"


class Means(models.TextChoices):
    """How information went."""

    PHONE = "phone", "Telefon"
    MEETING = "meeting", "Møde"
    LETTER = "letter", "Brev"
    DIGITAL_POST = "digital_post", "Digital Post eller sikker mail"
    OTHER = "other", "På anden måde"


class Concern(models.TextChoices):
    """Is there reason to be concerned for a child? Asked where there are children (CHI-6)."""

    NO = "no", "Nej"
    YES = "yes", "Ja"


class NotificationGround(models.TextChoices):
    """Why a notification (underretning) is due."""

    CONCERN = "concern", "Bekymring for barnet"
    POLICY = "policy", "Kvalitetsstandarden: borgeren er forælder"


class NotificationStatus(models.TextChoices):
    """Where a notification stands. The duty rests until it is sent or decided against."""

    DUE = "due", "Mangler"
    WRITTEN = "written", "Skrevet, ikke sendt"
    SENT = "sent", "Sendt"
    DECIDED_AGAINST = "decided_against", "Fravalgt"
    IDENTITY_UNKNOWN = "identity_unknown", "Barnet kunne ikke findes"


# A status without a row is final.
NEXT_NOTIFICATION_STATUSES = {
    NotificationStatus.DUE: {
        NotificationStatus.WRITTEN,
        NotificationStatus.DECIDED_AGAINST,
        NotificationStatus.IDENTITY_UNKNOWN,
    },
    NotificationStatus.WRITTEN: {NotificationStatus.SENT},
}
OPEN_NOTIFICATIONS = frozenset(NEXT_NOTIFICATION_STATUSES)


class SessionOutcome(models.TextChoices):
    PLANNED = "planned", "Aftalt"
    HELD = "held", "Holdt"
    NO_SHOW = "no_show", "Udeblevet"
    CANCELLED = "cancelled", "Aflyst"


NEXT_OUTCOMES = {
    SessionOutcome.PLANNED: {SessionOutcome.HELD, SessionOutcome.NO_SHOW, SessionOutcome.CANCELLED},
}
# Back, when it was said by mistake.
OUTCOMES_BEFORE = {
    SessionOutcome.HELD: {SessionOutcome.PLANNED},
    SessionOutcome.NO_SHOW: {SessionOutcome.PLANNED},
    SessionOutcome.CANCELLED: {SessionOutcome.PLANNED},
}


class Place(models.TextChoices):
    CENTRE = "centre", "I centret"
    HOME = "home", "I hjemmet"
    PHONE = "phone", "Telefon eller video"
    OTHER = "other", "Andet sted"


class StoryKind(models.TextChoices):
    """What kind of line it is in the case's story."""

    INQUIRY = "inquiry", "Henvendelse"
    CLOCK = "clock", "Frist"
    SESSION = "session", "Samtale"
    ASSESSMENT = "assessment", "Afdækning"
    VISITATION = "visitation", "Visitation"
    DECISION = "decision", "Afgørelse"
    LETTER = "letter", "Brev"
    TREATMENT = "treatment", "Behandling"
    NOTE = "note", "Notat"
    DOCUMENT = "document", "Dokument"
    CONSENT = "consent", "Samtykke"
    DISCLOSURE = "disclosure", "Oplysninger"
    NOTIFICATION = "notification", "Underretning"
    CASE = "case", "Sag"
    ACCESS = "access", "Adgang"
    COMPLAINT = "complaint", "Klage"


class TransferAnswer(models.TextChoices):
    """What became of the question whether somebody takes a case over (overdragelse)."""

    ACCEPTED = "accepted", "Taget imod"
    DECLINED = "declined", "Sagt nej"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


class MoveStatus(models.TextChoices):
    """How far a case of a caseload has come (flytning). What is back or stays is final."""

    WAITING = "waiting", "Venter"
    MOVED = "moved", "Flyttet"
    BACK = "back", "Tilbage igen"
    STAYS = "stays", "Blev"


NEXT_MOVES = {
    MoveStatus.WAITING: {MoveStatus.MOVED, MoveStatus.STAYS},
    MoveStatus.MOVED: {MoveStatus.BACK, MoveStatus.STAYS},
}


class NoteKind(models.TextChoices):
    """What a note in the journal is about (notatets slags); it decides who may write and read it."""

    GENERAL = "general", "Journalnotat"
    PHONE = "phone", "Telefonsamtale"
    TALK = "talk", "Samtale"
    PARTNER = "partner", "Møde med samarbejdspartner"
    SUPERVISION = "supervision", "Tilsyn"
    ADMINISTRATIVE = "administrative", "Administrativt notat"
    DOCTOR = "doctor", "Lægenotat"
    PSYCHOLOGIST = "psychologist", "Psykolognotat"


class RelativeGround(models.TextChoices):
    """How a relative who wants help is touched by somebody's use (pårørende), as they tell it themselves."""

    NEAR_IN_TREATMENT = "near_in_treatment", "En, de står nær, er i behandling"
    GREW_UP = "grew_up", "Er vokset op i et hjem med misbrug"
    OTHER = "other", "Andet, eller ikke oplyst"


class DraftForm(models.TextChoices):
    """The long forms whose drafts are kept (kladde)."""

    NOTE = "note", "Notat"
    ADDENDUM = "addendum", "Tilføjelse til notat"
    ASSESSMENT = "assessment", "Afdækning"
    INQUIRY = "inquiry", "Henvendelse"
    DECISION = "decision", "Afgørelse"
    PLAN = "plan", "Behandlingsplan"
    LETTER = "letter", "Brev"
    COMPLAINT = "complaint", "Klage"
    REASSESSMENT = "reassessment", "Genvurdering af klage"


class Birthday(models.IntegerChoices):
    """The birthdays that change a young citizen's rights (U18-10)."""

    FIFTEEN = 15, "Fylder 15 år"
    EIGHTEEN = 18, "Fylder 18 år"


class Pregnancy(models.TextChoices):
    """Whether the citizen expects a child; the unborn child counts (CHI-7)."""

    NO = "no", "Nej"
    YES = "yes", "Ja"
    NOT_RELEVANT = "not_relevant", "Ikke relevant"
    UNKNOWN = "unknown", "Ved ikke endnu"
    DECLINED = "declined", "Ønsker ikke at svare"


class PsychologyKind(models.TextChoices):
    """How deep the psychologist goes (sections 10.9 and 10.10)."""

    SCREENING = "screening", "Psykologisk screening"
    ASSESSMENT = "assessment", "Psykologisk vurdering"


class PsychologyTalkPurpose(models.TextChoices):
    EXAMINATION = "examination", "Undersøgende samtale"
    FEEDBACK = "feedback", "Tilbagemelding"
    SUPPORT = "support", "Støttende samtale"


class HeldMark(models.TextChoices):
    """What of that which is held on a person somebody looks at before it is given."""

    THIRD_PARTY = "third_party", "Om andre end borgeren"
    PROTECTED = "protected", "Beskyttet navn og adresse"
    DOCTOR = "doctor", "Lægens del"
    PSYCHOLOGIST = "psychologist", "Psykologens del"
    COLLEAGUE = "colleague", "Om en medarbejder"
