"""Read a quality standard from TOML: either the whole of it, or a list of what is wrong with it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from rusmiddel.standards.enums import ComplaintKind
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.sourced import Sourced

HERE = Path(__file__).parent
PRESETS = HERE / "presets"
LEAF_KEYS = {"value", "source", "silent", "note"}
INTERNAL_KEYS = {"statute_value", "statute_source", "statute_verified"}


@dataclass(frozen=True)
class FileError:
    """One mistake: in which file, at which key, what stands there and what may stand there."""

    file: str
    key: str
    found: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: fandt {self.found}; tilladt er {self.allowed}"


class InvalidStandard(ValueError):
    """The file is refused whole; `errors` lists every mistake in it."""

    def __init__(self, errors: list[FileError]) -> None:
        self.errors = errors
        super().__init__("\n".join(map(str, errors)))


def preset_names() -> list[str]:
    return sorted(path.stem for path in PRESETS.glob("*.toml"))


def preset_text(name: str) -> str:
    return (PRESETS / f"{name}.toml").read_text(encoding="utf-8")


@cache
def preset(name: str) -> Standard:
    return read_standard(preset_text(name), file=f"{name}.toml")


def fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def read_standard(text: str, *, file: str) -> Standard:
    """Return the standard, complete with the statute's defaults, or raise InvalidStandard."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidStandard([_syntax_error(error, text, file)]) from error
    if reserved := sorted(_reserved_keys(data, "")):
        raise InvalidStandard(
            [FileError(file, key, "en nøgle, systemet selv bruger", _listed(LEAF_KEYS)) for key in reserved]
        )
    try:
        return Standard.model_validate(with_statute(data))
    except ValidationError as error:
        raise InvalidStandard([_file_error(detail, file) for detail in error.errors()]) from error


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


def _syntax_error(error: tomllib.TOMLDecodeError, text: str, file: str) -> FileError:
    position = re.search(r"at line (\d+), column (\d+)", str(error))
    if position is None:
        return FileError(file, "slutningen af filen", "filen slutter midt i noget", "gyldig TOML")
    line, column = int(position[1]), int(position[2])
    lines = text.splitlines()
    found = lines[line - 1].strip() if line <= len(lines) else ""
    return FileError(file, f"linje {line}, tegn {column}", f"»{found}«", "gyldig TOML")


def _file_error(detail: Any, file: str) -> FileError:
    path = [part for part in detail["loc"] if part not in INTERNAL_KEYS]
    context = detail.get("ctx", {})
    if detail["type"] == "wrong_reference":
        return FileError(file, context["key"], f"»{context['found']}«", context["allowed"])
    found = "intet" if detail["type"] == "missing" else _shown(detail["input"])
    return FileError(file, _dotted(path), found, _allowed(detail, path, context))


def _dotted(path: list[Any]) -> str:
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".") or "hele filen"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        visible = {key: item for key, item in value.items() if key not in INTERNAL_KEYS}
        return f"en tabel med {_listed(visible)}" if visible else "en tom tabel"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"»{value}«" if isinstance(value, str) else str(value)


def _allowed(detail: Any, path: list[Any], context: Mapping[str, Any]) -> str:
    """Say in Danish what may stand at a key."""
    match detail["type"]:
        case "missing":
            return "nøglen skal være der"
        case "extra_forbidden":
            return f"kun {_listed(_known_keys(path[:-1]))}"
        case "enum":
            return _listed(_enum_values(context))
        case "int_type" | "int_parsing" | "int_from_float":
            return "et helt tal"
        case "bool_type" | "bool_parsing":
            return "true eller false"
        case "string_type":
            return "en tekst"
        case "string_too_short":
            return "en tekst, der ikke er tom"
        case "string_pattern_mismatch":
            return f"en tekst på formen {context['pattern']}"
        case "greater_than_equal":
            return f"mindst {context['ge']}"
        case "less_than_equal":
            return f"højst {context['le']}"
        case "date_type" | "date_parsing" | "date_from_datetime_parsing" | "date_from_datetime_inexact":
            return "en dato som 2026-03-05"
        case "tuple_type" | "list_type":
            return "en liste i [ ]"
        case "too_short":
            return f"mindst {context['min_length']}"
        case "model_type" | "model_attributes_type" | "dict_type":
            return 'en tabel i { } som { value = …, source = "…" } eller { silent = true }'
        case "no_value":
            return "value med source, eller silent = true"
        case "silent_with_value":
            return "enten value eller silent = true, ikke begge"
        case "no_source":
            return "source: hvor i standarden værdien står"
        case "must_be_stated":
            return "value med source: loven har intet forvalg her"
    return str(detail["msg"])


def _enum_values(context: Mapping[str, Any]) -> list[str]:
    return re.findall(r"'([^']+)'", context["expected"])


def _listed(words: Any) -> str:
    return ", ".join(words)


def _known_keys(path: list[Any]) -> list[str]:
    """The keys a table may have, found by walking the schema along the path."""
    model: Any = Standard
    for part in path:
        if isinstance(part, int):
            continue
        field = next(
            (f for name, f in model.model_fields.items() if part in (name, f.alias)),
            None,
        )
        model = _model_in(field.annotation) if field else None
        if model is None:
            return sorted(LEAF_KEYS)
    if issubclass(model, Sourced):
        return sorted(LEAF_KEYS)
    return sorted(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, list, Union, UnionType):
        for part in get_args(annotation):
            if (model := _model_in(part)) is not None:
                return model
    return None
