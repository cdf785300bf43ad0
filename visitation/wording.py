"""The sentences of a decision, made from what was decided. Pure."""

from visitation.enums import DecisionKind

# What a full grant says when nobody has written more: it was granted, and the law asks for no reasons.
USUAL_FACTS = "Du har i samtalerne med os fortalt om dit forbrug og din situation."
USUAL_REASONS = "Vi vurderer, at tilbuddet passer til det, du har brug for."


def in_sentence(name: str) -> str:
    """The name of an offer inside a sentence: 'døgnbehandling', but 'MOVE' and 'Your Choice'."""
    rest = name[1:]
    return name if any(letter.isupper() for letter in rest) else name[:1].lower() + rest


def outcome(kind: DecisionKind, *, applied_for: str, granted: str) -> str:
    """What was decided, continuing 'Vi har besluttet …'."""
    match kind:
        case DecisionKind.FULL_GRANT:
            return f"at bevilge dig {in_sentence(granted)}"
        case DecisionKind.PARTIAL_GRANT if granted == applied_for:
            return f"at bevilge dig {in_sentence(granted)}, men mindre end du søgte om"
        case DecisionKind.PARTIAL_GRANT:
            return f"at tilbyde dig {in_sentence(granted)} i stedet for {in_sentence(applied_for)}"
        case DecisionKind.REJECTION:
            return f"at give dig afslag på {in_sentence(applied_for)}"
        case DecisionKind.OUT_OF_TARGET:
            return f"at give dig afslag på {in_sentence(applied_for)}, fordi tilbuddet ikke er for dig"
        case DecisionKind.COMMITMENT_REFUSED:
            asked = in_sentence(applied_for)
            return f"at give dig afslag på {asked}, fordi din hjemkommune ikke vil betale for det"


def title(kind: DecisionKind, *, applied_for: str, granted: str) -> str:
    match kind:
        case DecisionKind.FULL_GRANT:
            return f"Afgørelse: du får {in_sentence(granted)}"
        case DecisionKind.PARTIAL_GRANT if granted == applied_for:
            return f"Afgørelse: en del af det, du søgte om ({in_sentence(granted)})"
        case DecisionKind.PARTIAL_GRANT:
            return f"Afgørelse: {in_sentence(granted)}, ikke {in_sentence(applied_for)}"
        case DecisionKind.REJECTION | DecisionKind.OUT_OF_TARGET | DecisionKind.COMMITMENT_REFUSED:
            return f"Afslag på {in_sentence(applied_for)}"


def story_line(kind: DecisionKind, *, applied_for: str, granted: str, body: str) -> str:
    """The line in the case's story."""
    match kind:
        case DecisionKind.FULL_GRANT:
            return f"{granted} bevilget som ønsket ({body})"
        case DecisionKind.PARTIAL_GRANT:
            return f"{granted} bevilget; søgt om {in_sentence(applied_for)} ({body})"
        case DecisionKind.REJECTION:
            return f"Afslag på {in_sentence(applied_for)} ({body})"
        case DecisionKind.OUT_OF_TARGET:
            return f"Afslag på {in_sentence(applied_for)}: uden for målgruppen ({body})"
        case DecisionKind.COMMITMENT_REFUSED:
            return f"Afslag på {in_sentence(applied_for)}: hjemkommunen vil ikke betale ({body})"
