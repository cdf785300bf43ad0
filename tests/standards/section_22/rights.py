"""Rules 41-58: children, choice, complaints, quality and the standard itself."""

from datetime import date

from rusmiddel.standards.enums import ComplaintKind, OfferKind
from tests.standards.section_22.reading import Says, Table, offers, own

RULES = Table()


@RULES.rule(
    41,
    jammerbugt=("on_concern", True, Says("Familieafdelingen"), Says("hjemmeboende børn")),
    rebild=("-", True, "Center Familie og Handicap", Says("altid et samarbejde")),
    mariagerfjord=("always_on_parent", "-", "-", Says("altid en underretning", "hjemkommune")),
    norddjurs=("on_concern", "-", "-", Says("risiko for at lide overlast", "anonym")),
)
def notification_policy(s):
    return (
        own(s.notification.policy),
        own(s.notification.always_cooperate_with_family_department),
        own(s.notification.family_department),
        own(s.notification.text),
    )


@RULES.rule(
    42,
    jammerbugt=(True, False, False, "-", True, Says("behandlingsplanen")),
    rebild=(True, "-", False, True, "-", Says("Tilbudsportalen", "kommunalt", "privat godkendt")),
    mariagerfjord=(True, False, False, True, "-", Says("behandlingsplanen", "betaler borgeren selv")),
    norddjurs=("-", "-", True, "-", "-", Says("kommunale", "andre kommuner")),
)
def free_choice(s):
    choice = s.free_choice
    return (
        own(choice.same_character),
        own(choice.between_ambulant_and_residential),
        own(choice.public_only),
        own(choice.approved_on_tilbudsportalen),
        own(choice.heroin_excepted),
        own(choice.conditions),
    )


@RULES.rule(43, jammerbugt="-", rebild=True, mariagerfjord="-", norddjurs="-")
def other_municipalities_citizens(s):
    return own(s.other_municipality.commitment_before_start)


@RULES.rule(
    44,
    jammerbugt=((Says("Familieambulatoriet", "Nordjylland"), Says("Sundhedsplejen")), True),
    rebild=("-", "-"),
    mariagerfjord=((Says("Familieambulatoriet", "Aalborg"),), "-"),
    norddjurs=((Says("Skejby"), Says("Randers"), "Familiehuset"), "-"),
)
def pregnant(s):
    return own(s.special_groups.pregnant_partners), own(s.special_groups.retention_contract_drugs)


@RULES.rule(45, jammerbugt=("-", "-"), rebild=("-", "-"), mariagerfjord=(True, True), norddjurs=("-", "-"))
def drop_out(s):
    return own(s.closing.closed_until_new_inquiry), own(s.closing.contact_attempted)


@RULES.rule(
    46,
    jammerbugt="-",
    rebild="-",
    mariagerfjord=Says("truende", "voldelige", "varsomhed"),
    norddjurs="-",
)
def expulsion(s):
    return own(s.closing.expulsion)


@RULES.rule(
    47,
    jammerbugt=("-", "-"),
    rebild=("-", "-"),
    mariagerfjord=(4, "receipt"),
    norddjurs=(4, "decision"),
)
def complaint_deadline(s):
    route = s.complaint(ComplaintKind.DECISION)
    return own(route.deadline_weeks), own(route.counted_from)


@RULES.rule(48, jammerbugt=("-", "-"), rebild=("-", "-"), mariagerfjord=(True, "-"), norddjurs=(True, 4))
def reassessment_time(s):
    route = s.complaint(ComplaintKind.DECISION)
    return own(route.reassessed), own(route.reassessment_weeks)


@RULES.rule(
    49,
    jammerbugt_2022=("Job og Tværgående Indsats", "Borgervænget 12", "-"),
    jammerbugt=("Rusmiddelcenter Jammerbugt", "Gl. Landevej 70, Birkelse", "-"),
    rebild=(Says("Rusmiddelteamet"), "Mastruplundvej 2L", "-"),
    mariagerfjord=("Rusmiddelcentret", "", "-"),
    norddjurs=("Rusmiddelcenter Norddjurs", "Sønderport 10, 2. sal", "Visitationsafdelingen"),
)
def complaint_recipient(s):
    recipient = s.complaint(ComplaintKind.DECISION).recipient.own
    residential = s.complaint(ComplaintKind.RESIDENTIAL_DECISION).recipient
    return recipient.name, recipient.address_line, residential.own.name if residential.own else "-"


@RULES.rule(
    50,
    jammerbugt=("patientombuddet", "-"),
    rebild=("styrelsen_for_patientsikkerhed", "-"),
    mariagerfjord=("-", "-"),
    norddjurs=("styrelsen_for_patientsikkerhed", "nemid"),
)
def health_complaint_recipient(s):
    route = s.complaint(ComplaintKind.HEALTH_TREATMENT)
    return own(route.recipient_authority), own(route.sign_in)


@RULES.rule(
    51,
    jammerbugt=(),
    rebild=((50, None), (25, None), (None, 14), (None, None)),
    mariagerfjord=((50, None),),
    norddjurs=(),
)
def quality_goals_with_numbers(s):
    return tuple((goal.percent, goal.days) for goal in s.quality_goals)


@RULES.rule(
    52,
    jammerbugt="-",
    rebild=(
        "Elektronisk patientjournal",
        "NAB",
        "SIB",
        "Danmarks Statistik",
        Says("Servicestyrelsens"),
    ),
    mariagerfjord=("Danmarks Statistiks Stofmisbrugsdatabase",),
    norddjurs="-",
)
def reporting(s):
    return own(s.quality.registers)


@RULES.rule(
    53,
    jammerbugt_2022=(date(2022, 1, 1), date(2023, 12, 31), "-", "-"),
    jammerbugt=("-", "-", "-", "-"),
    rebild=("-", "-", 2, "-"),
    mariagerfjord=("-", "-", "-", "-"),
    norddjurs=("-", "-", "-", date(2023, 4, 26)),
)
def reapproval(s):
    revision = s.revision
    return (
        own(revision.valid_from),
        own(revision.valid_to),
        own(revision.every_years),
        own(revision.approved_on),
    )


@RULES.rule(54, jammerbugt={"bek_430_2014"}, rebild={"bek_1477_2019"}, mariagerfjord=set(), norddjurs=set())
def regulation_cited(s):
    return {cited.law for cited in s.citations} & {"bek_430_2014", "bek_1477_2019"}


@RULES.rule(
    55,
    jammerbugt=("-", "-", False),
    rebild=("-", "-", False),
    mariagerfjord=(1, 5, True),
    norddjurs=("-", "-", False),
)
def staff_numbers(s):
    split_by_age = Says("to behandlere", "15-30", "tre", "over 30") == s.quality.staff.own
    return own(s.quality.visitators), own(s.quality.therapists), split_by_age


@RULES.rule(
    56,
    jammerbugt="-",
    rebild="-",
    mariagerfjord=Says("døgninstitutionerne", "Socialtilsynet"),
    norddjurs=Says("Socialtilsyn Midt", "årligt"),
)
def social_supervision(s):
    return own(s.quality.social_supervision)


@RULES.rule(
    57,
    jammerbugt=(
        (Says("motiverende"), Says("løsningsfokuseret")),
        {"group": True, "move": True},
    ),
    rebild=((Says("kognitiv adfærdsterapi"),), {"group_drugs": True}),
    mariagerfjord=(
        (
            Says("anerkendende"),
            Says("ressourceorienteret"),
            Says("skadesreducerende"),
            Says("Motivational Interviewing"),
            Says("kognitiv adfærdsterapi"),
            Says("psykoedukation"),
        ),
        {},
    ),
    norddjurs=("-", {}),
)
def methods(s):
    """The methods named, and whether groups and MOVE work cognitively."""
    structured = offers(s, OfferKind.GROUP) + offers(s, OfferKind.MOVE)
    cognitive = {
        offer.key: any(Says("kognitiv adfærdsterapi") == method for method in offer.methods.own or ())
        for offer in structured
    }
    return own(s.quality.methods), cognitive


@RULES.rule(
    58,
    jammerbugt_2022=(Says("SSP"),),
    jammerbugt=(Says("SSP"), "Ambassadørkorps"),
    rebild="-",
    mariagerfjord=(Says("SSP", "SKP", "gadeplan"), Says("forebyggelse", "undervisning")),
    norddjurs="-",
)
def outreach(s):
    return own(s.quality.outreach)
