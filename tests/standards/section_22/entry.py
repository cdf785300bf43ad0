"""Rules 1-20: from the inquiry to the notice of the decision."""

from rusmiddel.standards.enums import OfferKind, Substance
from tests.standards.section_22.reading import Says, Table, anonymous_providers, deciders, offers, own

RULES = Table()


@RULES.rule(
    1,
    jammerbugt=("alcohol", "drugs"),
    rebild=("alcohol", "drugs", "anonymous_drugs", "substitution"),
    mariagerfjord=("drugs",),
    norddjurs=("alcohol", "drugs"),
)
def scopes(s):
    return own(s.scopes)


@RULES.rule(2, jammerbugt=14, rebild=14, mariagerfjord=14, norddjurs=14)
def guarantee_days(s):
    return own(s.guarantee.days)


@RULES.rule(
    3,
    jammerbugt=("inquiry", "-", False),
    rebild=("inquiry", True, True),
    mariagerfjord=("inquiry", "-", True),
    norddjurs=("inquiry_or_referral", "-", False),
)
def guarantee_start(s):
    says_first = "første" in s.guarantee.start.note
    return own(s.guarantee.start), own(s.guarantee.under_18_needs_parental_consent), says_first


@RULES.rule(
    4,
    jammerbugt=("offer_given", 14, ()),
    rebild=(
        "first_talk",
        14,
        ("plan_visitation_meeting", "meeting_offered", "first_talk", "treatment_started"),
    ),
    mariagerfjord=("treatment_started", 14, ()),
    norddjurs=("treatment_started", 14, ()),
)
def guarantee_stop(s):
    variants = tuple(variant.stop for variant in s.guarantee.own_goal_variants)
    return own(s.guarantee.own_goal), own(s.guarantee.own_goal_days), variants


@RULES.rule(
    5,
    jammerbugt=("-", "-"),
    rebild=("-", "-"),
    mariagerfjord=(("free_choice", "citizen_wish", "no_show", "no_cooperation"), True),
    norddjurs=("-", "-"),
)
def deviation_reasons(s):
    return own(s.guarantee.deviation_reasons), own(s.guarantee.covers_own_offers_only)


@RULES.rule(6, jammerbugt="-", rebild=True, mariagerfjord="-", norddjurs="-")
def guarantee_applies_to_anonymous(s):
    return own(s.guarantee.applies_to_anonymous_drugs)


@RULES.rule(
    7,
    jammerbugt="-",
    rebild=Says("alvorlige sociale og adfærdsmæssige problemer", "vanskeligt ved at fungere"),
    mariagerfjord=Says("alvorlige sociale og/eller adfærdsmæssige problemer"),
    norddjurs="-",
)
def guarantee_condition_under_18(s):
    return own(s.guarantee.under_18_condition)


@RULES.rule(
    8,
    jammerbugt="parent_or_guardian",
    rebild="parent_and_own_from_15",
    mariagerfjord="parent_and_own",
    norddjurs="-",
)
def consent_under_18(s):
    return own(s.consents.under_18)


@RULES.rule(9, jammerbugt="-", rebild="-", mariagerfjord=15, norddjurs="-")
def minimum_age(s):
    return own(s.minimum_age)


@RULES.rule(
    10,
    jammerbugt=((15, 25), (15, 25)),
    rebild=(),
    mariagerfjord=((15, 30),),
    norddjurs=((15, 25), (None, 25)),
)
def youth_bands(s):
    return tuple((band.min_age, band.max_age) for band in s.inquiry.youth_bands)


@RULES.rule(
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


@RULES.rule(
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


@RULES.rule(13, jammerbugt="-", rebild=True, mariagerfjord="-", norddjurs="-")
def fictitious_cpr(s):
    return own(s.anonymity.fictitious_number)


@RULES.rule(
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


@RULES.rule(
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


@RULES.rule(
    16,
    jammerbugt=((Says("Psykologisk screening"),), "-"),
    rebild=("-", "-"),
    mariagerfjord=(("VoksenMAP",), "Visitationsjournal"),
    norddjurs=((Says("samtale"), Says("Spørgeskemaer"), Says("Screening for psykiske lidelser")), "-"),
)
def assessment_tools(s):
    return own(s.assessment.tools), own(s.assessment.product)


@RULES.rule(
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


@RULES.rule(
    18,
    jammerbugt=((Says("Visitationsudvalget"), Says("Visitationsudvalget")), False),
    rebild=(("Myndighed i Center Familie og Handicap", "Rebild Kommune"), True),
    mariagerfjord=((None, "Rusmiddelcentret"), False),
    norddjurs=(("Visitationsafdelingen", "Visitationsafdelingen"), False),
)
def who_decides_residential(s):
    competence = s.competence_rule("residential", s.offer("residential").substances[0])
    return deciders(s, OfferKind.RESIDENTIAL), competence.on_recommendation


@RULES.rule(
    19,
    jammerbugt=(True, ("nada",), Says("Ugentligt internt visitationsmøde")),
    rebild=("-", "-", Says("substitutionsbehandling", "behandlingsmøde")),
    mariagerfjord=("-", "-", "-"),
    norddjurs=("-", "-", "-"),
)
def weekly_visitation_meeting(s):
    visitation = s.visitation
    return own(visitation.weekly_meeting), own(visitation.may_start_before), own(visitation.meeting)


@RULES.rule(20, jammerbugt="-", rebild="-", mariagerfjord=True, norddjurs=True)
def oral_when_fully_granted(s):
    return own(s.decisions.oral_when_fully_granted)
