"""The name of an attachment as it is shown and handed out; nothing is stored under it."""

import re
import unicodedata

LONGEST = 100
NAMELESS = "bilag"
# Control signs, and those that turn the reading direction or hide: 'gpj.exe' may not look like 'exe.jpg'.
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
# What some system or other takes for more than a letter of a name.
RESERVED = re.compile(r'[\\/:*?"<>|;]+')
# Ten digits in a row, with or without a hyphen: a name with a CPR number would stand in lists and logs.
CPR = re.compile(r"(?<!\d)(\d{6})[- ]?\d{4}(?!\d)")
# '.pdf' and '.pdf.exe', not the year of '3.12.2026'.
FALSE_ENDING = re.compile(r"(\.[A-Za-z]\w{0,4})+\s*$")


def clean_name(name: str, ending: str) -> str:
    """The name without its path, unseen signs, CPR number and false ending; with the ending of its type."""
    text = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(sign for sign in text if unicodedata.category(sign) not in UNSEEN)
    text = CPR.sub(r"\1-xxxx", RESERVED.sub("_", text))
    stem = " ".join(FALSE_ENDING.sub("", text).split()).strip(". ")
    return f"{stem[:LONGEST].rstrip() or NAMELESS}{ending}"
