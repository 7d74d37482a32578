"""Runs MkDocs for the command line."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, MkDocsException


class BuildFailed(Exception):
    """The build or the configuration failed; the message says why."""


@dataclass(frozen=True)
class Configuration:
    """What a configuration file says, as far as our commands need it without building."""

    file: Path
    docs_dir: Path
    site_dir: Path
    base_url: str
    options: Mapping[str, Any]


def load_configuration(file: Path, site_dir: Path | None = None) -> Configuration:
    """The configuration in a file.

    Raises `BuildFailed` where the file cannot be used, or does not name our plugin.
    """
    config = _load(file, site_dir)
    plugin = config.plugins.get("yorimichi")
    if plugin is None:
        raise BuildFailed(f"{file} does not list the plugin `yorimichi` under `plugins:`.")
    return Configuration(
        file=Path(config.config_file_path),
        docs_dir=Path(config.docs_dir),
        site_dir=Path(config.site_dir),
        base_url=config.site_url or "",
        options=dict(plugin.config),
    )


def build_site(file: Path, site_dir: Path | None = None) -> Path:
    """Build the site and give the folder that it stands in.

    Raises `BuildFailed`; the old site then stands as it was.
    """
    config = _load(file, site_dir)
    with _failures() as failures:
        try:
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except Exception as error:
            raise BuildFailed(_told(failures, error)) from error
        finally:
            config.plugins.on_shutdown()
    return Path(config.site_dir)


def serve_site(file: Path, address: str) -> None:
    """Serve a preview that rebuilds when content, pages or templates change.

    Raises `BuildFailed` where the first build fails.
    """
    with _failures() as failures:
        try:
            serve(str(file), dev_addr=address)
        except MkDocsException as error:
            raise BuildFailed(_told(failures, error)) from error


def _load(file: Path, site_dir: Path | None) -> MkDocsConfig:
    with _failures() as failures:
        try:
            return load_config(str(file), **({"site_dir": str(site_dir)} if site_dir else {}))
        except Exception as error:  # a hook script is run when the configuration is read
            raise BuildFailed(_told(failures, error)) from error


def _told(failures: list[str], error: Exception) -> str:
    """What was logged and what was raised, unless that only says that something was logged."""
    if isinstance(error, MkDocsException):
        raised = "" if isinstance(error.__context__, BuildError) else str(error)
    else:
        raised = f"{type(error).__name__}: {error}"
    return "\n".join(filter(None, [*failures, raised]))


@contextmanager
def _failures() -> Iterator[list[str]]:
    """Collect what MkDocs logs as errors and warnings: its exceptions say only that it stopped."""
    messages: list[str] = []
    handler = _Collector(messages)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())
