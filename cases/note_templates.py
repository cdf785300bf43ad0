"""The text that a note of each kind usually begins from (skabelon); it is data, in note_templates.toml."""

import tomllib
from functools import cache
from pathlib import Path

from cases.enums import NoteKind

FILE = Path(__file__).with_name("note_templates.toml")


@cache
def _templates() -> dict[NoteKind, str]:
    tables = tomllib.loads(FILE.read_text())
    return {NoteKind(kind): table["text"].strip() for kind, table in tables.items()}


def template_for(kind: NoteKind) -> str:
    """The kind's template, '' where it has none."""
    return _templates().get(kind, "")


def with_template(text: str, kind: NoteKind) -> str:
    """The template after what is already written; nothing typed is replaced."""
    template = template_for(kind)
    return f"{text.rstrip()}\n\n{template}" if text.strip() else template
