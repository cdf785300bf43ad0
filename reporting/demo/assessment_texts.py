"""What might stand in an assessment: made up, in the words caseworkers use."""

import random

from cases.enums import Children, Substance

SUBSTANCE_USE = {
    Substance.ALCOHOL: (
        "Drikker 8-10 genstande dagligt, mest om aftenen. Forbruget er steget det seneste år efter en "
        "skilsmisse. "
        "Har haft enkelte pauser på en til to uger. Ingen stoffer.",
        "Periodedrikker. Kan holde pause i tre-fire uger, hvorefter der følger 4-6 dage med spiritus fra "
        "morgenen. "
        "Har haft abstinenser i form af rysten og søvnløshed, ingen kramper.",
        "Drikker tre-fire flasker vin om ugen og mere i weekenden. Skjuler forbruget for ægtefællen og er "
        "selv "
        "begyndt at tælle. AUDIT 22 point.",
        "Dagligt forbrug af øl siden 20-årsalderen, nu 10-12 om dagen. Har været i antabusbehandling for "
        "fem år "
        "siden med god virkning i ti måneder.",
    ),
    Substance.DRUGS: (
        "Ryger hash dagligt, omkring 2 gram. Begyndte som 15-årig. Har flere gange forsøgt at trappe ned "
        "alene, "
        "men får svært ved at sove og begynder igen.",
        "Bruger kokain i weekenden, typisk 1-2 gram, og altid sammen med alkohol. Forbruget er steget efter "
        "jobskifte. Har gæld på grund af forbruget.",
        "Amfetamin tre-fire dage om ugen gennem to år, tidligere hash. Beskriver tankemylder og sover "
        "meget i "
        "dagene efter. Ingen injektion.",
        "Langvarigt forbrug af opioider efter en arbejdsskade, nu tramadol købt på gaden. Ønsker hjælp til "
        "at "
        "komme ud af forbruget og er åben for substitution.",
        "Hash næsten dagligt og ecstasy til fester. Uddannelsen er ved at glippe, fordi den unge ikke "
        "kommer op "
        "om morgenen.",
    ),
    Substance.BOTH: (
        "Drikker 6-8 øl dagligt og tager kokain i weekenden. Det ene fører til det andet, og borgeren ser "
        "det selv "
        "som ét problem.",
        "Hash hver aften for at falde til ro og spiritus i weekenden. Har haft to indlæggelser med blandings"
        "forgiftning det seneste år.",
        "Alkohol dagligt og beroligende medicin, som ikke er udskrevet til borgeren. Er bange for at "
        "stoppe på "
        "egen hånd på grund af tidligere kramper.",
    ),
}
RELATIONS = {
    Children.NONE: (
        "Bor alene og har ingen børn. Har god kontakt til en søster, som kender til forbruget og gerne vil "
        "støtte.",
        "Bor med kæreste, som ikke bruger rusmidler. Ingen børn. Omgangskredsen fra tidligere er valgt fra.",
        "Har ikke meget kontakt med familien. To gamle kolleger ser han fast. Ingen børn under 18 år.",
    ),
    Children.AT_HOME: (
        "Bor med ægtefælle og to børn på 6 og 9 år. Børnene kender ikke til forbruget, men mærker uroen. "
        "Der er "
        "talt om børnenes trivsel, og borgeren er indstillet på samarbejde med familieafdelingen.",
        "Alene med et barn på 12 år. Mormor bor tæt på og træder til. Skolen er opmærksom og har kontakt til "
        "borgeren.",
    ),
    Children.CONTACT: (
        "Har samvær med en datter på 8 år hver anden weekend og drikker ikke, når hun er der. Godt "
        "samarbejde med "
        "den anden forælder.",
        "Fraskilt, to børn på 10 og 14 år, som bor hos den anden forælder. Samværet er sat på pause efter "
        "ønske fra "
        "borgeren selv.",
    ),
}
HEALTH = (
    "Forhøjet blodtryk, følges hos egen læge. Sover dårligt og har været trist i perioder. Ingen "
    "selvmordstanker.",
    "Fysisk rask. Beskriver angst i forsamlinger, som var der før forbruget. Er ikke udredt.",
    "Levertal var forhøjede ved sidste blodprøve hos egen læge. Spiser uregelmæssigt. Humøret svinger med "
    "forbruget.",
    "Har ADHD og får medicin via psykiatrien. Samarbejdet om medicinen fungerer.",
    "Smerter i ryggen efter en arbejdsskade. Depression for tre år siden, behandlet med samtaler.",
    "Ingen kendte sygdomme. Har tabt sig seks kilo på et halvt år.",
)
WORK = (
    "Sygemeldt fra arbejde på lager siden sommer. Arbejdsgiveren kender til forbruget og holder jobbet "
    "åbent.",
    "Fuldtidsarbejde på kontor. Ønsker samtaler uden for arbejdstiden, hvis det kan lade sig gøre.",
    "Kontanthjælp og i virksomhedspraktik to dage om ugen. Jobcentret er orienteret med borgerens samtykke.",
    "Under uddannelse på andet år, meget fravær det seneste halvår.",
    "Førtidspension. Kommer fast i et værested og hjælper til i køkkenet.",
    "Ledig dagpengemodtager, tidligere tømrer. Vil gerne tilbage i arbejde, når der er ro på.",
)
HOUSING = (
    "Egen lejlighed, økonomien hænger sammen.",
    "Bor til leje. Er bagud med husleje for en måned og har lavet en aftale med boligforeningen.",
    "Ejer hus sammen med ægtefællen.",
    "Bor midlertidigt hos en ven på sofaen. Er skrevet op til egen bolig.",
    "Bor hjemme hos forældrene.",
)
OTHER_MATTERS = (
    "Får ikke anden hjælp fra kommunen. Vil gerne have hjælp til at få overblik over gæld.",
    "Har en sag i jobcentret. Der er aftalt fælles møde, når behandlingen er i gang.",
    "Har en dom med vilkår om behandling. Kriminalforsorgen er orienteret.",
    "Har en støtte-kontaktperson to timer om ugen.",
    "Ikke relevant for borgeren i øjeblikket.",
)
TRIED_BEFORE = (
    "Ambulante samtaler i centret for fire år siden, gennemført med god effekt i et år.",
    "Har ikke været i behandling før.",
    "Antabus hos egen læge i et halvt år. AA-møder i en periode.",
    "To ambulante forløb, begge afbrudt efter få samtaler. Et døgnophold i 2019, gennemført.",
    "Har prøvet at stoppe selv flere gange, længst fire måneder.",
)
CONCLUSION = (
    "Borgeren har et behandlingskrævende forbrug og er motiveret for at ændre det. Der er stabile rammer "
    "om hverdagen "
    "at bygge på. Det vurderes, at borgeren kan profitere af samtaler, og at indsatsen skal være tæt i "
    "begyndelsen.",
    "Forbruget har stået på længe og påvirker arbejde og familie. Borgeren har selv taget kontakt og vil "
    "gerne i gang "
    "hurtigt. Der bør samtidig være opmærksomhed på søvn og humør.",
    "Der er tale om et skadeligt forbrug, som endnu ikke har fået store følger. En tidlig og ikke for "
    "indgribende "
    "indsats vurderes at være tilstrækkelig.",
    "Samlet set en belastet situation med flere samtidige problemer. Netværket er spinkelt, men borgeren "
    "møder op og "
    "samarbejder. Indsatsen bør koordineres med de øvrige dele af kommunen.",
)
SESSION_NOTES = (
    "God kontakt. Vi talte om forbruget gennem tiden og om, hvad der har hjulpet før.",
    "Borgeren var mærket af en dårlig nat, men ville gerne tale. AUDIT udfyldt.",
    "Gennemgik hverdag, arbejde og økonomi. Borgeren tager selv fat i egen læge.",
    "Talte om børnene og om, hvem der kan støtte derhjemme.",
    "Vi fik set på mål: først færre dage, siden helt stop.",
)


def written(rng: random.Random, *, substance: Substance, children: Children) -> dict[str, str]:
    """All topics of an assessment and its conclusion."""
    return {
        "substance_use": rng.choice(SUBSTANCE_USE[substance]),
        "relations": rng.choice(RELATIONS[children]),
        "health": rng.choice(HEALTH),
        "work": rng.choice(WORK),
        "housing": rng.choice(HOUSING),
        "other_matters": rng.choice(OTHER_MATTERS),
        "tried_before": rng.choice(TRIED_BEFORE),
        "conclusion": rng.choice(CONCLUSION),
    }
