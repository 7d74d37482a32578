"""MkDocs: the hooks and the way to run it. It appears in no other package of ours."""

from generator.plugin.complaints import BuildFailed
from generator.plugin.hooks import YorimichiPlugin
from generator.plugin.run import Configuration, build_site, load_configuration, serve_site

__all__ = [
    "BuildFailed",
    "Configuration",
    "YorimichiPlugin",
    "build_site",
    "load_configuration",
    "serve_site",
]
