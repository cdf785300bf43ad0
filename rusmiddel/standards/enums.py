"""The closed choices a quality standard may use."""

from rusmiddel.standards.sourced import DanishEnum


class Scope(DanishEnum):
    ALCOHOL = "alcohol", "alkohol"
    DRUGS = "drugs", "stoffer"
    ANONYMOUS_DRUGS = "anonymous_drugs", "anonym stofbehandling"
    SUBSTITUTION = "substitution", "substitutionsbehandling"


class Substance(DanishEnum):
    ALCOHOL = "alcohol", "alkohol"
    DRUGS = "drugs", "stoffer"


class ClockStart(DanishEnum):
    """When the guarantee begins to run (CON-2)."""

    INQUIRY = "inquiry", "henvendelse med ønske om behandling"
    INQUIRY_OR_REFERRAL = "inquiry_or_referral", "henvendelse eller henvisning"


class ClockStop(DanishEnum):
    """What a municipality counts as having kept its own goal (GUA-7 to GUA-13)."""

    FIRST_TALK = "first_talk", "første samtale eller afdækning er begyndt"
    MEETING_OFFERED = "meeting_offered", "et møde med en behandler er tilbudt"
    MEETING_AGREED = "meeting_agreed", "første møde med en behandler er aftalt"
    OFFER_GIVEN = "offer_given", "tilbud om behandling er givet"
    PLAN_VISITATION_MEETING = (
        "plan_visitation_meeting",
        "behandlingsplan, visitation og aftale om første møde",
    )
    TREATMENT_STARTED = "treatment_started", "behandlingen er sat i gang"


class DeviationReason(DanishEnum):
    """Why the deadline may be set aside (GUA-17, GUA-18)."""

    FREE_CHOICE = "free_choice", "frit valg af et andet behandlingssted"
    CITIZEN_WISH = "citizen_wish", "borgeren ønsker ikke at bruge garantien"
    NO_SHOW = "no_show", "borgeren er udeblevet"
    NO_COOPERATION = "no_cooperation", "borgeren medvirker ikke til oplysningen af sagen"
    OTHER = "other", "andet"


class UnderEighteenConsent(DanishEnum):
    """Whose consent treatment of a person under 18 needs (U18-3 to U18-5)."""

    PARENT_OR_GUARDIAN = "parent_or_guardian", "forælder eller værge"
    PARENT_AND_OWN_FROM_15 = (
        "parent_and_own_from_15",
        "forældremyndighedens indehaver og, fra det 15. år, også den unge selv",
    )
    PARENT_AND_OWN = "parent_and_own", "både forældremyndighedens indehaver og den unge"


class AnonymousForm(DanishEnum):
    GROUP = "group", "kun gruppe"
    INDIVIDUAL = "individual", "kun individuelt"
    EITHER = "either", "gruppe eller individuelt"


class AtHome(DanishEnum):
    """Whether treatment may take place in the citizen's home."""

    WHEN_SUITABLE = "when_suitable", "ja, når det er hensigtsmæssigt"
    SPECIAL_CIRCUMSTANCES = "special_circumstances", "ved særlige omstændigheder"
    NO = "no", "nej"


class OfferKind(DanishEnum):
    INDIVIDUAL = "individual", "individuelle samtaler"
    GROUP = "group", "gruppebehandling"
    MOVE = "move", "MOVE"
    MOTIVATIONAL = "motivational", "motiverende samtaleforløb"
    AFTERCARE_GROUP = "aftercare_group", "efterbehandlingsgruppe"
    RELATIVES = "relatives", "tilbud til pårørende"
    YOUR_CHOICE = "your_choice", "Your Choice"
    PSYCHOLOGICAL_SCREENING = "psychological_screening", "psykologisk screening"
    PSYCHOLOGICAL_ASSESSMENT = "psychological_assessment", "psykologisk vurdering"
    NADA = "nada", "NADA"
    RESIDENTIAL = "residential", "døgnbehandling"
    SUBSTITUTION = "substitution", "substitutionsbehandling"
    ANTABUS = "antabus", "antabusbehandling"
    DETOX = "detox", "afrusning og afgiftning"
    FAMILY = "family", "familieorienteret behandling"
    PREGNANT = "pregnant", "tilbud til gravide"
    ANONYMOUS_GROUP = "anonymous_group", "anonym gruppe"
    AFTERCARE = "aftercare", "samtaler efter behandlingen"
    COUNSELLING = "counselling", "råd og vejledning"
    OTHER = "other", "andet tilbud"


class NotificationPolicy(DanishEnum):
    """When a child's home municipality is notified (CHI-6)."""

    ALWAYS_ON_PARENT = "always_on_parent", "altid, når borgeren er forælder til et barn under 18"
    ON_CONCERN = "on_concern", "ved bekymring for barnet"


class ComplaintKind(DanishEnum):
    DECISION = "decision", "klage over en afgørelse"
    RESIDENTIAL_DECISION = "residential_decision", "klage over en afgørelse om døgnbehandling"
    GUARANTEE_EXCEEDED = "guarantee_exceeded", "klage over, at behandlingsgarantien er overskredet"
    CASE_HANDLING = "case_handling", "klage over sagsbehandlingstid eller personale"
    ACCESS_TO_FILES = "access_to_files", "klage over aktindsigt"
    HEALTH_TREATMENT = "health_treatment", "klage over sundhedsfaglig behandling"


class CountedFrom(DanishEnum):
    RECEIPT = "receipt", "modtagelsen af afgørelsen"
    DECISION = "decision", "afgørelsens dato"


class PeriodEnd(DanishEnum):
    """On which day a period ends that would end while the offices are closed (KLA-10)."""

    SAME_DAY = "same_day", "den dag, den falder på"
    NEXT_WORKING_DAY = "next_working_day", "den næste hverdag"


class GoalDirection(DanishEnum):
    AT_LEAST = "at_least", "mindst"
    AT_MOST = "at_most", "højst"


class Severity(DanishEnum):
    """How much a finding matters: unlawful if followed, outdated, or worth deciding."""

    UNLAWFUL = "unlawful", "Strider mod loven"
    OUTDATED = "outdated", "Forældet"
    DECIDE = "decide", "Bør afklares"
    INFORMATION = "information", "Til orientering"
