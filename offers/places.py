"""Where treatment may take place, as the standard has it (section 22, row 29). Pure rules."""

from cases.enums import Place
from rusmiddel.standards.enums import AtHome
from rusmiddel.standards.schema import Standard

NOT_AT_HOME = "Kvalitetsstandarden lader ikke behandlingen foregå i borgerens hjem."
WHY_AT_HOME = "Standarden tillader kun behandling i hjemmet ved særlige omstændigheder. Skriv hvilke."


def place_refused(place: Place, reason: str, standard: Standard) -> dict[str, str]:
    """What is wrong with the place, by field; nothing where the standard allows it, or says nothing."""
    if place != Place.HOME:
        return {}
    match standard.premises.at_home.value:
        case AtHome.NO:
            return {"place": NOT_AT_HOME}
        case AtHome.SPECIAL_CIRCUMSTANCES if not reason.strip():
            return {"place_reason": WHY_AT_HOME}
    return {}
