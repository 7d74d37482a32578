"""The site as a whole: all content read, checked against itself and against today, and ready to be asked."""

from generator.site.reading import Site, read_site

__all__ = ["Site", "read_site"]
