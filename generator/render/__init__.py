"""Views to HTML: templates, contributed Markdown, and the theme's page around them."""

from generator.render import labels
from generator.render.chrome import Chrome, read_chrome, slot
from generator.render.environment import Rendering
from generator.render.kept import Kept, anew
from generator.render.markdown import picture_names
from generator.render.pages import Renderer
from generator.render.passages import passages
from generator.render.places import STANDARD, Frame, Medium, Places
from generator.render.story import story_words
from generator.render.surroundings import Surroundings
from generator.render.words import Note, Words

__all__ = [
    "STANDARD",
    "Chrome",
    "Frame",
    "Kept",
    "Medium",
    "Note",
    "Places",
    "Renderer",
    "Rendering",
    "Surroundings",
    "Words",
    "anew",
    "labels",
    "passages",
    "picture_names",
    "read_chrome",
    "slot",
    "story_words",
]
