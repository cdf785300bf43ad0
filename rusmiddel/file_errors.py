"""What is wrong with a TOML file, said in Danish: where, what stands there, what may stand there."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel


@dataclass(frozen=True)
class FileError:
    """One mistake: in which file, at which key, what stands there and what may stand there."""

    file: str
    key: str
    found: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: fandt {self.found}; tilladt er {self.allowed}"


class InvalidFile(ValueError):
    """The file is refused whole; `errors` lists every mistake in it."""

    def __init__(self, errors: list[FileError]) -> None:
        self.errors = errors
        super().__init__("\n".join(map(str, errors)))


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a file may hold: its model, and the tables in it that always have the same keys."""

    model: type[BaseModel]
    leaf: type[BaseModel] | None = None
    leaf_keys: Collection[str] = ()
    # Keys that the system adds itself and nobody has written.
    hidden: Collection[str] = ()


def syntax_error(error: tomllib.TOMLDecodeError, text: str, file: str) -> FileError:
    """The mistake that keeps the file from being TOML at all."""
    position = re.search(r"at line (\d+), column (\d+)", str(error))
    if position is None:
        return FileError(file, "slutningen af filen", "filen slutter midt i noget", "gyldig TOML")
    line, column = int(position[1]), int(position[2])
    lines = text.splitlines()
    found = lines[line - 1].strip() if line <= len(lines) else ""
    return FileError(file, f"linje {line}, tegn {column}", f"»{found}«", "gyldig TOML")


def file_error(detail: Any, file: str, shape: Shape) -> FileError:
    """One of pydantic's findings in the words of whoever wrote the file."""
    path = [part for part in detail["loc"] if part not in shape.hidden]
    context = detail.get("ctx", {})
    if detail["type"] == "wrong_reference":
        return FileError(file, context["key"], f"»{context['found']}«", context["allowed"])
    found = "intet" if detail["type"] == "missing" else _shown(detail["input"], shape)
    return FileError(file, _dotted(path), found, _allowed(detail, path, context, shape))


def listed(words: Any) -> str:
    return ", ".join(words)


def _dotted(path: list[Any]) -> str:
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".") or "hele filen"


def _shown(value: Any, shape: Shape) -> str:
    if isinstance(value, dict):
        visible = {key: item for key, item in value.items() if key not in shape.hidden}
        return f"en tabel med {listed(visible)}" if visible else "en tom tabel"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"»{value}«" if isinstance(value, str) else str(value)


def _allowed(detail: Any, path: Sequence[Any], context: Mapping[str, Any], shape: Shape) -> str:
    """Say in Danish what may stand at a key."""
    match detail["type"]:
        case "missing":
            return "nøglen skal være der"
        case "extra_forbidden":
            return f"kun {listed(_known_keys(path[:-1], shape))}"
        case "enum":
            return listed(re.findall(r"'([^']+)'", context["expected"]))
        case "int_type" | "int_parsing" | "int_from_float":
            return "et helt tal"
        case "bool_type" | "bool_parsing":
            return "true eller false"
        case "string_type":
            return "en tekst"
        case "string_too_short":
            return "en tekst, der ikke er tom"
        case "string_too_long":
            return f"højst {context['max_length']} tegn"
        case "control_character":
            return "tekst uden styretegn"
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
            if shape.leaf is not None:
                return 'en tabel i { } som { value = …, source = "…" } eller { silent = true }'
            return f"en tabel i {{ }} med {listed(_known_keys(path, shape))}"
        case "no_value":
            return "value med source, eller silent = true"
        case "silent_with_value":
            return "enten value eller silent = true, ikke begge"
        case "no_source":
            return "source: hvor i standarden værdien står"
        case "must_be_stated":
            return "value med source: loven har intet forvalg her"
    return str(detail["msg"])


def _known_keys(path: Sequence[Any], shape: Shape) -> list[str]:
    """The keys a table may have, found by walking the model along the path."""
    model: Any = shape.model
    for part in path:
        if isinstance(part, int):
            continue
        field = next((f for name, f in model.model_fields.items() if part in (name, f.alias)), None)
        model = _model_in(field.annotation) if field else None
        if model is None:
            return sorted(shape.leaf_keys)
    if shape.leaf is not None and issubclass(model, shape.leaf):
        return sorted(shape.leaf_keys)
    return sorted(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, list, Union, UnionType):
        for part in get_args(annotation):
            if (model := _model_in(part)) is not None:
                return model
    return None
