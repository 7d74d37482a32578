"""The straight line from a site to finished files in a staging folder."""

from generator.build.finish import leaks, write_people, write_rest
from generator.build.guard import Overheard
from generator.build.memory import Compiled, Memory
from generator.build.opening import Inventory, Opened, inventory, open_medium, open_page
from generator.build.pages import Build, Page
from generator.build.staging import MARK, NotOurs, Staging, open_staging
from generator.build.unchanged import Inputs, Unchanged, remember, unchanged

__all__ = [
    "MARK",
    "Build",
    "Compiled",
    "Inputs",
    "Inventory",
    "Memory",
    "NotOurs",
    "Opened",
    "Overheard",
    "Page",
    "Staging",
    "Unchanged",
    "inventory",
    "leaks",
    "open_medium",
    "open_page",
    "open_staging",
    "remember",
    "unchanged",
    "write_people",
    "write_rest",
]
