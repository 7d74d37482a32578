"""The codes of all findings. ``codes.toml`` says what each one finds, and what to write instead."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class CodeInfo:
    """One kind of finding, and the reason for it. ``example`` and ``instead`` are content, quoted."""

    severity: Severity
    what: str
    why: str
    example: str
    instead: str


def _read() -> Mapping[str, CodeInfo]:
    text = files("generator").joinpath("codes.toml").read_text(encoding="utf-8")
    return MappingProxyType({code: CodeInfo(**info) for code, info in tomllib.loads(text).items()})


CODES = _read()
"""Every code there is. A finding with another code is a bug."""
