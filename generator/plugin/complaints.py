"""What MkDocs says when something goes wrong: its exceptions say only that it stopped, its log says why."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import BuildError, MkDocsException


class BuildFailed(Exception):
    """The build or the configuration failed; the message says why."""


@contextmanager
def complaints() -> Iterator[list[str]]:
    """Collect what MkDocs logs as errors and warnings."""
    messages: list[str] = []
    handler = _Collector(messages)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)


def why(said: list[str], error: BaseException) -> str:
    """What was logged and what was raised, unless that only says that something was logged."""
    if isinstance(error, BuildFailed):
        raised = "" if said else str(error)  # it tells what was logged
    elif isinstance(error, MkDocsException):
        raised = "" if isinstance(error.__context__, BuildError) else str(error)
    elif isinstance(error, OSError) and error.strerror:
        raised = f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror}."
    else:
        raised = f"{type(error).__name__}: {error}"
    return "\n".join(filter(None, [*said, raised]))


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())
