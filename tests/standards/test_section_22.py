"""The 58 rules on which the quality standards differ, held against the standards' own words.

A cell of "-" means that the standard is silent. Expected values are written by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from rusmiddel.standards.enums import ComplaintKind, OfferKind, Substance
from rusmiddel.standards.loading import preset
from rusmiddel.standards.schema import Offer, Standard
from rusmiddel.standards.sourced import Sourced

NAMES = ("jammerbugt-2022", "jammerbugt", "rebild", "mariagerfjord", "norddjurs")


@dataclass(frozen=True)
class Rule:
    number: int
    name: str
    read: Callable[[Standard], Any]
    expected: tuple[Any, ...]


class Says:
    """Equal to any text that holds all these words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __eq__(self, text: object) -> bool:
        return isinstance(text, str) and all(word.lower() in text.lower() for word in self.words)

    def __repr__(self) -> str:
        return f"Says{self.words}"


RULES: list[Rule] = []
AS_THE_NEWER = object()


def rule(number: int, *, jammerbugt, rebild, mariagerfjord, norddjurs, jammerbugt_2022=AS_THE_NEWER):
    older = jammerbugt if jammerbugt_2022 is AS_THE_NEWER else jammerbugt_2022

    def add(read: Callable[[Standard], Any]) -> Callable[[Standard], Any]:
        expected = (older, jammerbugt, rebild, mariagerfjord, norddjurs)
        RULES.append(Rule(number, read.__name__, read, expected))
        return read

    return add


def own(leaf: Sourced) -> Any:
    return "-" if leaf.silent else leaf.own


def offers(standard: Standard, kind: OfferKind) -> tuple[Offer, ...]:
    return tuple(offer for offer in standard.offers if offer.kind == kind)


def deciders(standard: Standard, kind: OfferKind) -> tuple[str | None, ...]:
    """Who decides for alcohol and for drugs; None where the standard has no such offer."""
    return tuple(
        next(
            (
                standard.competent_body(offer.key, substance).name
                for offer in offers(standard, kind)
                if substance in offer.substances
            ),
            None,
        )
        for substance in (Substance.ALCOHOL, Substance.DRUGS)
    )


def anonymous_providers(standard: Standard, substance: Substance) -> tuple[str, ...]:
    return tuple(p.name for p in standard.anonymity.providers if substance in p.substances)


@rule(
    1,
    jammerbugt=("alcohol", "drugs"),
    rebild=("alcohol", "drugs", "anonymous_drugs", "substitution"),
    mariagerfjord=("drugs",),
    norddjurs=("alcohol", "drugs"),
)
def scopes(s):
    return own(s.scopes)


@rule(2, jammerbugt=14, rebild=14, mariagerfjord=14, norddjurs=14)
def guarantee_days(s):
    return own(s.guarantee.days)


@rule(
    3,
    jammerbugt=("inquiry", "-", False),
    rebild=("inquiry", True, True),
    mariagerfjord=("inquiry", "-", True),
    norddjurs=("inquiry_or_referral", "-", False),
)
def guarantee_start(s):
    says_first = "første" in s.guarantee.start.note
    return own(s.guarantee.start), own(s.guarantee.under_18_needs_parental_consent), says_first


@rule(
    4,
    jammerbugt=("offer_given", ()),
    rebild=(
        "first_talk",
        ("plan_visitation_meeting", "meeting_offered", "first_talk", "treatment_started"),
    ),
    mariagerfjord=("treatment_started", ()),
    norddjurs=("treatment_started", ()),
)
def guarantee_stop(s):
    return own(s.guarantee.own_goal), tuple(variant.stop for variant in s.guarantee.own_goal_variants)


@rule(
    5,
    jammerbugt=("-", "-"),
    rebild=("-", "-"),
    mariagerfjord=(("free_choice", "citizen_wish", "no_show", "no_cooperation"), True),
    norddjurs=("-", "-"),
)
def deviation_reasons(s):
    return own(s.guarantee.deviation_reasons), own(s.guarantee.covers_own_offers_only)


@rule(6, jammerbugt="-", rebild=True, mariagerfjord="-", norddjurs="-")
def guarantee_applies_to_anonymous(s):
    return own(s.guarantee.applies_to_anonymous_drugs)


@rule(
    7,
    jammerbugt="-",
    rebild=Says("alvorlige sociale og adfærdsmæssige problemer", "vanskeligt ved at fungere"),
    mariagerfjord=Says("alvorlige sociale og/eller adfærdsmæssige problemer"),
    norddjurs="-",
)
def guarantee_condition_under_18(s):
    return own(s.guarantee.under_18_condition)


@rule(
    8,
    jammerbugt="parent_or_guardian",
    rebild="parent_and_own_from_15",
    mariagerfjord="parent_and_own",
    norddjurs="-",
)
def consent_under_18(s):
    return own(s.consents.under_18)


@rule(9, jammerbugt="-", rebild="-", mariagerfjord=15, norddjurs="-")
def minimum_age(s):
    return own(s.minimum_age)


@rule(
    10,
    jammerbugt=((15, 25), (15, 25)),
    rebild=(),
    mariagerfjord=((15, 30),),
    norddjurs=((15, 25), (None, 25)),
)
def youth_bands(s):
    return tuple((band.min_age, band.max_age) for band in s.inquiry.youth_bands)


@rule(
    11,
    jammerbugt=(True, (Says("andre sociale udfordringer"),), ()),
    rebild=(
        True,
        (
            Says("personlig hjælp, omsorg og pleje"),
            Says("merudgifter"),
            Says("beskyttet beskæftigelse"),
            Says("aktivitets- og samværstilbud"),
            Says("botilbud"),
        ),
        ("Rusmiddelteamet", Says("uden for kommunegrænsen")),
    ),
    mariagerfjord=(True, (Says("andre sociale problemer"),), (Says("Aalborg"),)),
    norddjurs=(True, "-", (Says("Randers"),)),
)
def anonymous_treatment_for_drugs(s):
    return own(s.anonymity.drugs), own(s.anonymity.exclusions), anonymous_providers(s, Substance.DRUGS)


@rule(
    12,
    jammerbugt=(True, "-", ()),
    rebild=(True, "-", ("Rusmiddelteamet",)),
    mariagerfjord=("-", "-", ()),
    norddjurs=(True, True, ("Rusmiddelcenter Norddjurs",)),
)
def anonymous_treatment_for_alcohol(s):
    return (
        own(s.anonymity.alcohol),
        own(s.anonymity.medical_need_excludes),
        anonymous_providers(s, Substance.ALCOHOL),
    )


@rule(13, jammerbugt="-", rebild=True, mariagerfjord="-", norddjurs="-")
def fictitious_cpr(s):
    return own(s.anonymity.fictitious_number)


@rule(
    14,
    jammerbugt=("-", "-", "-", "-"),
    rebild=("either", "-", "-", "-"),
    mariagerfjord=("group", 8, 1, Says("hvert kvartal", "løbende optag")),
    norddjurs=("-", "-", "-", "-"),
)
def anonymous_group(s):
    anonymity = s.anonymity
    return (
        own(anonymity.form),
        own(anonymity.group_sessions),
        own(anonymity.closing_talks),
        own(anonymity.group_start),
    )


@rule(
    15,
    jammerbugt=("-", "-", "-", ()),
    rebild=(1, 3, 90, ()),
    mariagerfjord=(1, 3, "-", ()),
    norddjurs=("-", "-", "-", ("Behandlingsorienterende samtale", "Spørgeskemaer")),
)
def assessment_sessions(s):
    forms = tuple(
        tool
        for tool in s.assessment.tools.own or ()
        if tool in {"Behandlingsorienterende samtale", "Spørgeskemaer"}
    )
    a = s.assessment
    return own(a.sessions_min), own(a.sessions_max), own(a.minutes), forms


@rule(
    16,
    jammerbugt=((Says("Psykologisk screening"),), "-"),
    rebild=("-", "-"),
    mariagerfjord=(("VoksenMAP",), "Visitationsjournal"),
    norddjurs=((Says("samtale"), Says("Spørgeskemaer"), Says("Screening for psykiske lidelser")), "-"),
)
def assessment_tools(s):
    return own(s.assessment.tools), own(s.assessment.product)


@rule(
    17,
    jammerbugt=((Says("ugentlige visitationsmøde"), Says("ugentlige visitationsmøde")), None),
    rebild=(("Rusmiddelteamet", "Rusmiddelteamet"), "myndighed_sundhed"),
    mariagerfjord=((None, "Rusmiddelcentret"), None),
    norddjurs=((Says("Behandlerteamet"), Says("Behandlerteamet")), None),
)
def who_decides_ambulant(s):
    offer = offers(s, OfferKind.INDIVIDUAL)[0]
    competence = s.competence_rule(offer.key, offer.substances[0])
    return deciders(s, OfferKind.INDIVIDUAL), competence.length_granted_by


@rule(
    18,
    jammerbugt=((Says("Visitationsudvalget"), Says("Visitationsudvalget")), False),
    rebild=(("Myndighed i Center Familie og Handicap", "Rebild Kommune"), True),
    mariagerfjord=((None, "Rusmiddelcentret"), False),
    norddjurs=(("Visitationsafdelingen", "Visitationsafdelingen"), False),
)
def who_decides_residential(s):
    competence = s.competence_rule("residential", s.offer("residential").substances[0])
    return deciders(s, OfferKind.RESIDENTIAL), competence.on_recommendation


@rule(
    19,
    jammerbugt=(True, ("nada",), Says("Ugentligt internt visitationsmøde")),
    rebild=("-", "-", Says("substitutionsbehandling", "behandlingsmøde")),
    mariagerfjord=("-", "-", "-"),
    norddjurs=("-", "-", "-"),
)
def weekly_visitation_meeting(s):
    visitation = s.visitation
    return own(visitation.weekly_meeting), own(visitation.may_start_before), own(visitation.meeting)


@rule(20, jammerbugt="-", rebild="-", mariagerfjord=True, norddjurs=True)
def oral_when_fully_granted(s):
    return own(s.decisions.oral_when_fully_granted)


@rule(
    21,
    jammerbugt={(45, 1, "-", "-")},
    rebild={(60, "-", 10, True)},
    mariagerfjord={("-", "-", "-", "-")},
    norddjurs={("-", "-", "-", "-")},
)
def individual_session(s):
    return {
        (
            own(offer.session_minutes),
            own(offer.per_week),
            own(offer.session_cap),
            own(offer.new_visitation_at_cap),
        )
        for offer in offers(s, OfferKind.INDIVIDUAL)
    }


@rule(
    22,
    jammerbugt=(((1, 120, 180, 6, 8),), 0, "-"),
    rebild=((("-", "-", "-", "-", "-"),), 1, "-"),
    mariagerfjord=((), 1, ("group",)),
    norddjurs=((), 0, "-"),
)
def group_treatment(s):
    groups = tuple(
        (
            own(offer.per_week),
            own(offer.session_minutes),
            own(offer.session_minutes_max),
            own(offer.group_soft),
            own(offer.group_hard),
        )
        for offer in offers(s, OfferKind.GROUP)
    )
    return groups, len(offers(s, OfferKind.ANONYMOUS_GROUP)), own(s.not_offered)


@rule(23, jammerbugt=((1, 12, 6, 15, 25),), rebild=(), mariagerfjord=(), norddjurs=())
def move(s):
    return tuple(
        (
            own(offer.screening_talks),
            own(offer.sessions),
            own(offer.followup_months),
            own(offer.min_age),
            own(offer.max_age),
        )
        for offer in offers(s, OfferKind.MOVE)
    )


@rule(
    24,
    jammerbugt=({("move", 200, 2)}, set()),
    rebild=(set(), {"individual_drugs", "group_drugs", "anonymous_individual", "anonymous_group"}),
    mariagerfjord=(set(), set()),
    norddjurs=(set(), set()),
)
def gift_cards(s):
    given = {
        (offer.key, offer.gift_card.own.amount, offer.gift_card.own.every_nth_talk)
        for offer in s.offers
        if not offer.gift_card.silent
    }
    return given, {offer.key for offer in s.offers if offer.gift_cards_used.own is False}


@rule(25, jammerbugt=((1, 5, True),), rebild=(), mariagerfjord=(), norddjurs=())
def your_choice(s):
    return tuple(
        (own(offer.sessions_min), own(offer.session_cap), own(offer.anonymous))
        for offer in offers(s, OfferKind.YOUR_CHOICE)
    )


@rule(
    26,
    jammerbugt_2022=(),
    jammerbugt=((Says("gruppe"), 3, 18, True, "-"),),
    rebild=((Says("Samtaler"), "-", "-", "-", 3),),
    mariagerfjord=((Says("Rådgivning"), "-", "-", "-", "-"),),
    norddjurs=((Says("inddragelse"), "-", "-", "-", "-"),),
)
def relatives(s):
    return tuple(
        (
            offer.name,
            own(offer.weeks_between),
            own(offer.min_age),
            own(offer.residents_only),
            own(offer.session_cap),
        )
        for offer in offers(s, OfferKind.RELATIVES)
    )


@rule(
    27,
    jammerbugt=((1, 3, 1, 5, 5), (2, 5, 3, 6, "-")),
    rebild=(),
    mariagerfjord=(),
    norddjurs=(("-", "-", "-", "-", "-"),),
)
def psychological_screening_and_assessment(s):
    psychological = offers(s, OfferKind.PSYCHOLOGICAL_SCREENING) + offers(
        s, OfferKind.PSYCHOLOGICAL_ASSESSMENT
    )
    return tuple(
        (
            own(offer.sessions_min),
            own(offer.session_cap),
            own(offer.weeks_min),
            own(offer.weeks_max),
            own(offer.supporting_talks),
        )
        for offer in psychological
    )


@rule(
    28,
    jammerbugt=((45, 2, 3, 2, Says("5 punkter")),),
    rebild=(),
    mariagerfjord=(),
    norddjurs=(),
)
def nada(s):
    return tuple(
        (
            own(offer.session_minutes),
            own(offer.per_week),
            own(offer.per_week_max),
            own(offer.months_max),
            own(offer.description),
        )
        for offer in offers(s, OfferKind.NADA)
    )


@rule(
    29,
    jammerbugt_2022=("when_suitable", "-"),
    jammerbugt=("no", "-"),
    rebild=("special_circumstances", "-"),
    mariagerfjord=("-", "-"),
    norddjurs=("-", Says("tredje")),
)
def treatment_at_home(s):
    return own(s.premises.at_home), own(s.premises.under_18)


@rule(30, jammerbugt=(3, 6), rebild=("-", "-"), mariagerfjord=(2, 4), norddjurs=("-", "-"))
def residential_length(s):
    residential = s.offer("residential")
    return own(residential.months_min), own(residential.months_max)


@rule(
    31,
    jammerbugt=(True, ("drugs",), Says("indkomst", "husleje")),
    rebild=(True, ("alcohol", "drugs"), Says("varierer", "døgninstitution")),
    mariagerfjord=(True, ("drugs",), Says("konkret vurdering", "økonomi")),
    norddjurs="-",
)
def self_payment(s):
    payment = s.offer("residential").self_payment.own
    return (payment.charged, payment.substances, payment.basis) if payment else "-"


@rule(
    32,
    jammerbugt=("-", "-", "-"),
    rebild=("-", 3, Says("delmål")),
    mariagerfjord=(5, "-", "-"),
    norddjurs=("-", "-", Says("løbende")),
)
def treatment_plan_review(s):
    return own(s.plan.review_months), own(s.plan.short_term_months), own(s.plan.review)


@rule(
    33,
    jammerbugt=(2, 12, "-", "-"),
    rebild=(5, 12, ("drugs",), (1, 6)),
    mariagerfjord=("-", "-", "-", "-"),
    norddjurs=("-", "-", "-", (1, 6)),
)
def followup_after_treatment(s):
    f = s.followup
    return own(f.talks), own(f.talks_months), own(f.talks_substances), own(f.months)


@rule(
    34,
    jammerbugt=("-", "-"),
    rebild=(True, (Says("politi"), Says("dagsmedicin"), Says("afsluttes", "frit valg"))),
    mariagerfjord=("-", "-"),
    norddjurs=("-", "-"),
)
def substitution_agreement(s):
    return own(s.substitution.agreement), own(s.substitution.sanctions)


@rule(
    35,
    jammerbugt=("-", Says("lægeundersøgelse")),
    rebild=(3, Says("hjemmeboende børn", "opstart", "uvarslet")),
    mariagerfjord=("-", "-"),
    norddjurs=("-", "-"),
)
def urine_tests(s):
    return own(s.substitution.urine_interval_months), own(s.substitution.urine_condition)


@rule(
    36,
    jammerbugt=("-", Says("efter behov", "opfølgende")),
    rebild=(6, Says("behandlingsplan")),
    mariagerfjord=("-", "-"),
    norddjurs=("-", "-"),
)
def substitution_doctors_talk(s):
    return own(s.substitution.doctor_talk_months), own(s.substitution.doctor_talk)


@rule(
    37,
    jammerbugt=(Says("hjemmesygeplejen"),),
    rebild=(Says("apotek"), Says("Sundhedsklinikken"), Says("politiet")),
    mariagerfjord="-",
    norddjurs="-",
)
def dispensing_place(s):
    return own(s.substitution.dispensing)


@rule(38, jammerbugt="-", rebild=True, mariagerfjord="-", norddjurs="-")
def cheapest_preparation(s):
    return own(s.substitution.cheapest)


@rule(
    39,
    jammerbugt=Says("egen læge"),
    rebild=Says("egen læge", "Sundhedsklinikken"),
    mariagerfjord="-",
    norddjurs=Says("antabusstøttende"),
)
def antabus(s):
    return own(s.substitution.antabus)


@rule(
    40,
    jammerbugt=Says("egen læge"),
    rebild=Says("antabus"),
    mariagerfjord=Says("samtaler", "døgnbehandling"),
    norddjurs=Says("ambulant", "egen læge"),
)
def detox(s):
    return own(s.substitution.detox)


@rule(
    41,
    jammerbugt=("on_concern", True, Says("Familieafdelingen")),
    rebild=("-", True, "Center Familie og Handicap"),
    mariagerfjord=("always_on_parent", "-", "-"),
    norddjurs=("on_concern", "-", "-"),
)
def notification_policy(s):
    return (
        own(s.notification.policy),
        own(s.notification.always_cooperate_with_family_department),
        own(s.notification.family_department),
    )


@rule(
    42,
    jammerbugt=(True, False, False, "-", True),
    rebild=(True, "-", False, True, "-"),
    mariagerfjord=(True, False, False, True, "-"),
    norddjurs=("-", "-", True, "-", "-"),
)
def free_choice(s):
    choice = s.free_choice
    return (
        own(choice.same_character),
        own(choice.between_ambulant_and_residential),
        own(choice.public_only),
        own(choice.approved_on_tilbudsportalen),
        own(choice.heroin_excepted),
    )


@rule(43, jammerbugt="-", rebild=True, mariagerfjord="-", norddjurs="-")
def other_municipalities_citizens(s):
    return own(s.other_municipality.commitment_before_start)


@rule(
    44,
    jammerbugt=((Says("Familieambulatoriet", "Nordjylland"), Says("Sundhedsplejen")), True),
    rebild=("-", "-"),
    mariagerfjord=((Says("Familieambulatoriet", "Aalborg"),), "-"),
    norddjurs=((Says("Skejby"), Says("Randers"), "Familiehuset"), "-"),
)
def pregnant(s):
    return own(s.special_groups.pregnant_partners), own(s.special_groups.retention_contract_drugs)


@rule(45, jammerbugt=("-", "-"), rebild=("-", "-"), mariagerfjord=(True, True), norddjurs=("-", "-"))
def drop_out(s):
    return own(s.closing.closed_until_new_inquiry), own(s.closing.contact_attempted)


@rule(
    46,
    jammerbugt="-",
    rebild="-",
    mariagerfjord=Says("truende", "voldelige", "varsomhed"),
    norddjurs="-",
)
def expulsion(s):
    return own(s.closing.expulsion)


@rule(
    47,
    jammerbugt=("-", "-"),
    rebild=("-", "-"),
    mariagerfjord=(4, "receipt"),
    norddjurs=(4, "decision"),
)
def complaint_deadline(s):
    route = s.complaint(ComplaintKind.DECISION)
    return own(route.deadline_weeks), own(route.counted_from)


@rule(48, jammerbugt=("-", "-"), rebild=("-", "-"), mariagerfjord=(True, "-"), norddjurs=(True, 4))
def reassessment_time(s):
    route = s.complaint(ComplaintKind.DECISION)
    return own(route.reassessed), own(route.reassessment_weeks)


@rule(
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


@rule(
    50,
    jammerbugt=("patientombuddet", "-"),
    rebild=("styrelsen_for_patientsikkerhed", "-"),
    mariagerfjord=("-", "-"),
    norddjurs=("styrelsen_for_patientsikkerhed", "nemid"),
)
def health_complaint_recipient(s):
    route = s.complaint(ComplaintKind.HEALTH_TREATMENT)
    return own(route.recipient_authority), own(route.sign_in)


@rule(
    51,
    jammerbugt=(),
    rebild=((50, None), (25, None), (None, 14), (None, None)),
    mariagerfjord=((50, None),),
    norddjurs=(),
)
def quality_goals_with_numbers(s):
    return tuple((goal.percent, goal.days) for goal in s.quality_goals)


@rule(
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


@rule(
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


@rule(54, jammerbugt={"bek_430_2014"}, rebild={"bek_1477_2019"}, mariagerfjord=set(), norddjurs=set())
def regulation_cited(s):
    return {cited.law for cited in s.citations} & {"bek_430_2014", "bek_1477_2019"}


@rule(
    55,
    jammerbugt=("-", "-", False),
    rebild=("-", "-", False),
    mariagerfjord=(1, 5, True),
    norddjurs=("-", "-", False),
)
def staff_numbers(s):
    split_by_age = Says("to behandlere", "15-30", "tre", "over 30") == s.quality.staff.own
    return own(s.quality.visitators), own(s.quality.therapists), split_by_age


@rule(
    56,
    jammerbugt="-",
    rebild="-",
    mariagerfjord=Says("døgninstitutionerne", "Socialtilsynet"),
    norddjurs=Says("Socialtilsyn Midt", "årligt"),
)
def social_supervision(s):
    return own(s.quality.social_supervision)


@rule(
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


@rule(
    58,
    jammerbugt_2022=(Says("SSP"),),
    jammerbugt=(Says("SSP"), "Ambassadørkorps"),
    rebild="-",
    mariagerfjord=(Says("SSP", "SKP", "gadeplan"), Says("forebyggelse", "undervisning")),
    norddjurs="-",
)
def outreach(s):
    return own(s.quality.outreach)


CELLS = [
    pytest.param(rule, name, expected, id=f"{rule.number}-{rule.name}-{name}")
    for rule in RULES
    for name, expected in zip(NAMES, rule.expected, strict=True)
]


@pytest.mark.parametrize(("rule", "name", "expected"), CELLS)
def test_a_preset_says_what_its_standard_says(rule: Rule, name: str, expected: Any):
    assert rule.read(preset(name)) == expected


def test_all_58_rules_are_in_the_table():
    assert [rule.number for rule in RULES] == list(range(1, 59))
