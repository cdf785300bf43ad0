"""What a provider says about somebody (claims), and which roles it means. Pure."""

from collections.abc import Mapping
from typing import Any

from rusmiddel.access.enums import Role


def combined(said: Mapping[str, Any]) -> dict[str, Any] | None:
    """The claims of the token and of the user page as one; None where they are about two people.

    OpenID Connect Core 1.0, section 5.3.2: the subject of both must be the same.
    """
    token, page = said.get("id_token") or {}, said.get("userinfo") or {}
    if token and page and token.get("sub") != page.get("sub"):
        return None
    return {**token, **page}


def roles_of(claims: Mapping[str, Any], *, claim: str, mapping: Mapping[str, str]) -> list[Role]:
    """The roles that the values of the claim are mapped to, each once and in the order they are shown."""
    value = _at(claims, claim)
    values = value if isinstance(value, list) else [value]
    wanted = {mapping[each] for each in values if isinstance(each, str) and each in mapping}
    return [role for role in Role if role.value in wanted]


def text_of(claims: Mapping[str, Any], claim: str) -> str:
    value = _at(claims, claim)
    return value.strip() if isinstance(value, str) else ""


def _at(claims: Mapping[str, Any], claim: str) -> Any:
    """A claim by its name, or, where there is none, by its path: 'realm_access.roles'."""
    if claim in claims:
        return claims[claim]
    found: Any = claims
    for part in claim.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
