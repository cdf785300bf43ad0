"""Text blocks of letters (tekstblokke): plain text with named values in braces, and nothing to execute."""

import re
from collections.abc import Mapping

# What a block may name, and what it stands for. Nothing else is ever filled in.
VALUES = {
    "navn": "modtagerens navn",
    "sagsnummer": "sagens nummer",
    "sagsbehandler": "den, der har sagen",
    "kommune": "kommunens navn",
    "center": "centrets navn",
    "telefon": "centrets telefonnummer",
    "dato": "dags dato",
    "samtale": "næste aftalte samtale: dag og klokkeslæt",
    "sted": "hvor samtalen er",
}
NAMED = re.compile(r"\{([^{}]*)\}")


def faults(text: str) -> list[str]:
    """What keeps a text from being a block, a sentence each."""
    found = [
        f"{{{name}}} findes ikke. Brug kun: {', '.join(f'{{{each}}}' for each in VALUES)}."
        for name in dict.fromkeys(NAMED.findall(text))
        if name not in VALUES
    ]
    if re.search(r"[{}]", NAMED.sub("", text)):
        found.append("Der er en { eller } for meget. Et navn skrives sådan: {navn}.")
    if re.search(r"\{%|%\}|<[a-z/!]", text, re.IGNORECASE):
        found.append("Skriv kun almindelig tekst uden koder.")
    return found


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every value that is known; a name without a value stays, so that it is seen."""
    return NAMED.sub(lambda found: values.get(found[1], "") or found[0], text)


def unfilled(text: str) -> list[str]:
    """The names that still stand in a text: a letter with one of them is not finished."""
    return [name for name in dict.fromkeys(NAMED.findall(text)) if name in VALUES]
