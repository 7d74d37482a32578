"""Runs MkDocs for the command line."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from generator.diagnostics import count, render
from generator.plugin.complaints import BuildFailed, complaints, why
from generator.plugin.hooks import YorimichiPlugin
from generator.plugin.preview import Outcome, Preview, watched
from generator.texts import findings_in

_log = logging.getLogger("mkdocs.plugins.yorimichi")


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
    with complaints() as said:
        try:
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except Exception as error:
            raise BuildFailed(why(said, error)) from error
        finally:
            config.plugins.on_shutdown()
    return Path(config.site_dir)


def serve_site(file: Path, address: str) -> None:
    """Serve a preview that rebuilds when content, pages or templates change.

    Findings in the content are told in the browser. Raises `BuildFailed` where the first build fails for another
    reason, and `OSError` where nothing can be served at the address.
    """
    with tempfile.TemporaryDirectory(prefix="yorimichi_", ignore_cleanup_errors=True) as folder:
        config = _load(file, Path(folder) / "site", dev_addr=address)
        try:
            _serve(file, config)
        except KeyboardInterrupt:
            _log.info("Shutting down...")
        finally:
            config.plugins.on_shutdown()


def _serve(file: Path, config: MkDocsConfig) -> None:
    plugin = config.plugins["yorimichi"]
    if not isinstance(plugin, YorimichiPlugin):
        raise BuildFailed("The plugin `yorimichi` is not ours.")
    config.plugins.on_startup(command="serve", dirty=False)
    host, port = config.dev_addr
    folders = [Path(config.docs_dir), *watched(Path(config.config_file_path), plugin.config)]
    site_dir, mount_path = Path(config.site_dir), urlsplit(config.site_url or "/").path

    first = [config]

    def rebuild() -> None:
        fresh = first.pop() if first else _load(file, site_dir, dev_addr=f"{host}:{port}")
        fresh.site_url = server.url
        build(fresh, serve_url=server.url)

    server: LiveReloadServer
    server = preview = Preview(
        rebuild,
        plugin,
        host=host,
        port=port,
        root=str(site_dir),
        mount_path=mount_path,
        polling_interval=_interval(folders),
    )
    try:
        if failure := preview.attempt() or _in_settings(plugin.outcome, Path(config.config_file_path)):
            raise BuildFailed(failure)
        server = config.plugins.on_serve(server, config=config, builder=rebuild)
        for path in (config.config_file_path, *map(str, folders), *config.watch):
            server.watch(path)
        server.serve()  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()


def _in_settings(outcome: Outcome | None, file: Path) -> str:
    """What is wrong with the settings: the server itself depends on them, so that it does not begin."""
    found = [one for one in (outcome.findings if outcome else ()) if one.path == file.name]
    errors, _ = count(found)
    return render(found, "text", file.parent, findings_in()) if errors else ""


def _interval(folders: Sequence[Path]) -> float:
    """Seconds between two looks at the files: a tenth, and more the more there are, up to MkDocs' own half."""
    return min(0.5, 0.1 + sum(1 for folder in folders for _ in folder.rglob("*")) / 10_000)


def _load(file: Path, site_dir: Path | None, **more: str) -> MkDocsConfig:
    with complaints() as said:
        try:
            return load_config(str(file), **({"site_dir": str(site_dir)} if site_dir else {}), **more)
        except Exception as error:  # a hook script is run when the configuration is read
            raise BuildFailed(why(said, error)) from error
