"""Read a quality standard from TOML: either the whole of it, or a list of what is wrong with it."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rusmiddel.file_errors import FileError, InvalidFile, Shape, file_error, listed, syntax_error
from rusmiddel.standards.enums import ComplaintKind
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.sourced import Sourced

HERE = Path(__file__).parent
PRESETS = HERE / "presets"
LEAF_KEYS = {"value", "source", "silent", "note"}
INTERNAL_KEYS = {"statute_value", "statute_source", "statute_verified"}
SHAPE = Shape(model=Standard, leaf=Sourced, leaf_keys=LEAF_KEYS, hidden=INTERNAL_KEYS)


class InvalidStandard(InvalidFile):
    """The file is refused whole; `errors` lists every mistake in it."""


def preset_names() -> list[str]:
    return sorted(path.stem for path in PRESETS.glob("*.toml"))


def preset_text(name: str) -> str:
    return (PRESETS / f"{name}.toml").read_text(encoding="utf-8")


@cache
def preset(name: str) -> Standard:
    return read_standard(preset_text(name), file=f"{name}.toml")


def fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()


# The same text is read when it is loaded and when its version is first asked for, and never reads otherwise.
@lru_cache(maxsize=16)
def read_standard(text: str, *, file: str) -> Standard:
    """Return the standard, complete with the statute's defaults, or raise InvalidStandard."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidStandard([syntax_error(error, text, file)]) from error
    if reserved := sorted(_reserved_keys(data, "")):
        raise InvalidStandard(
            [FileError(file, key, "en nøgle, systemet selv bruger", listed(LEAF_KEYS)) for key in reserved]
        )
    try:
        return Standard.model_validate(with_statute(data))
    except ValidationError as error:
        raise InvalidStandard([file_error(detail, file, SHAPE) for detail in error.errors()]) from error


@cache
def _statute_text() -> str:
    return (HERE / "statute.toml").read_text(encoding="utf-8")


def with_statute(data: Mapping[str, Any]) -> dict[str, Any]:
    """Lay the statute's defaults under the municipality's own values (section 22: '-' means the statute)."""
    statute = tomllib.loads(_statute_text())
    routes = statute.pop("complaints")
    merged = dict(data)
    for section, leaves in statute.items():
        own = merged.get(section, {})
        if isinstance(own, dict):
            merged[section] = _under(own, leaves)
    merged["complaints"] = _complaint_routes(merged.get("complaints", []), routes)
    return merged


def _under(own: Mapping[str, Any], leaves: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(own)
    for key, default in leaves.items():
        leaf = merged.get(key, {"silent": True})
        if isinstance(leaf, dict):
            merged[key] = {
                **leaf,
                "statute_value": default["value"],
                "statute_source": default["source"],
                "statute_verified": default.get("verified", True),
            }
    return merged


def _complaint_routes(own: Any, statute: list[dict[str, Any]]) -> Any:
    """Every kind of complaint has a route: its own, or the statute's alone."""
    if not isinstance(own, list) or not all(isinstance(route, dict) for route in own):
        return own
    defaults = {route["kind"]: {k: v for k, v in route.items() if k != "kind"} for route in statute}
    routes, stated = [], set()
    for route in own:
        kind = route.get("kind")
        known = isinstance(kind, str) and kind in defaults
        routes.append(_under(route, defaults[kind] if known else {}))
        stated.add(kind if known else None)
    routes += [_under({"kind": kind.value}, defaults[kind]) for kind in ComplaintKind if kind not in stated]
    return routes


def _reserved_keys(data: Any, path: str) -> list[str]:
    if isinstance(data, dict):
        here = [f"{path}{key}" for key in data if key in INTERNAL_KEYS]
        return here + [
            found for key, value in data.items() for found in _reserved_keys(value, f"{path}{key}.")
        ]
    if isinstance(data, list):
        return [
            found
            for number, item in enumerate(data, 1)
            for found in _reserved_keys(item, f"{path.rstrip('.')}[{number}].")
        ]
    return []
