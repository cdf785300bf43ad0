"""Text made to fit a line."""


def shortened(text: str, longest: int) -> str:
    """The beginning of a text on one line, cut between words."""
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"
