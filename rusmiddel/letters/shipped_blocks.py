"""The text blocks that come with the system, read from the file beside this one."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("shipped_blocks.toml")


@cache
def shipped_blocks() -> tuple[dict[str, str], ...]:
    """Key, title, use, language and text of each."""
    blocks = tomllib.loads(FILE.read_text(encoding="utf-8"))["block"]
    return tuple({"language": "da", **block, "text": block["text"].strip()} for block in blocks)
