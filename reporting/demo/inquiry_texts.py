"""What is written down when somebody calls: made up."""

from cases.enums import ContactedBy, Substance

NOTES = {
    Substance.ALCOHOL: (
        "Drikker dagligt og vil gerne stoppe. Kan nås bedst om formiddagen.",
        "Har fået besked af egen læge om levertallene og vil nu gøre noget ved det.",
        "Ringer efter en weekend, der gik galt. Vil gerne i gang hurtigst muligt.",
        "Har været i behandling her før og vil gerne tale med den samme behandler.",
        "",
    ),
    Substance.DRUGS: (
        "Ryger hash hver dag og vil gerne trappe ned. Usikker på, hvad der tilbydes.",
        "Bruger kokain og har fået gæld. Ønsker samtaler sidst på dagen.",
        "Vil gerne ud af misbruget, før barnet bliver født til foråret.",
        "Er henvist videre fra skadestuen. Ønsker hjælp nu.",
        "",
    ),
    Substance.BOTH: (
        "Både alkohol og kokain. Det hænger sammen, siger borgeren selv.",
        "Drikker og ryger hash. Har prøvet at stoppe alene uden held.",
        "",
    ),
    Substance.UNKNOWN: (
        "Ville ikke sige så meget i telefonen. Vil gerne tale med nogen personligt.",
        "Kort opkald fra bussen. Vi ringer tilbage for at høre mere.",
        "",
    ),
}
COUNSELLING = (
    "Bekymret for sin voksne søn. Fik råd om, hvordan man taler om det, og telefonnummeret til "
    "pårørendegruppen.",
    "Spurgte, hvordan anonym behandling foregår. Fik det forklaret og vil tænke over det.",
    "Lærer spurgte til tegn på hash hos en elev. Vejledt om underretning og om SSP.",
    "Ville vide, om man skal have en henvisning fra lægen. Det skal man ikke.",
    "Pårørende, der selv har brug for nogen at tale med. Fortalt om tilbuddet til pårørende.",
    "Spurgte til ventetid og til, hvad behandlingen koster. Den er gratis.",
    "Kollega fra jobcentret ville vide, hvordan man får en borger i gang.",
)
LATER_CONTACTS = (
    "Spurgte, hvornår næste samtale er. Fik tid og sted oplyst.",
    "Meldte, at borgeren er forkølet, men kommer til næste aftale.",
    "Ville høre, om brevet er modtaget her. Det er det.",
    "Bad om at blive ringet op af sin behandler.",
)
CONTACT_NAMES = {
    ContactedBy.DOCTOR: ("Lægehuset Prøveby", "Lægerne Eksempelstrup"),
    ContactedBy.PROBATION: ("Kriminalforsorgen, afdeling Nord",),
    ContactedBy.HOSPITAL: ("Akutmodtagelsen", "Medicinsk ambulatorium"),
    ContactedBy.JOB_CENTRE: ("Jobcentret, team sygedagpenge", "Jobcentret, ungeteamet"),
    ContactedBy.MUNICIPAL_PARTNER: ("Familieafdelingen", "Socialpsykiatrien"),
    ContactedBy.SSP: ("SSP-konsulenten",),
    ContactedBy.SCHOOL: ("Prøveby Skole", "Erhvervsskolen"),
}
WITHDRAWN = (
    "Borgeren har fået det bedre og vil klare det selv. Ved, at døren er åben.",
    "Er flyttet til en anden kommune og fortsætter der.",
    "Ønsker ikke længere behandling og svarede på vores opkald.",
)
DEVIATED = {
    "free_choice": "Borgeren vil hellere behandles et andet sted og venter gerne på det.",
    "citizen_wish": "Borgeren ønsker at vente til efter sin ferie.",
    "no_show": "Udeblev fra to aftalte samtaler. Vi har forsøgt at ringe og har skrevet.",
    "no_cooperation": "Borgeren vil ikke give de oplysninger, som en behandlingsplan kræver.",
    "other": "Borgeren er indlagt og kan ikke begynde endnu.",
}
CLOSED = (
    "behandlingen er gennemført",
    "borgeren har nået sine mål og ønsker ikke mere",
    "borgeren er udeblevet og har ikke svaret på vores henvendelser",
    "borgeren er flyttet fra kommunen",
)
