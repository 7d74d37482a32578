"""JSON Schemas of content, by which editors help whoever writes it."""

from generator.schema.models import FILES, documents, schema_of
from generator.schema.page import SECTIONS, fields_page
from generator.schema.words import Schema, explained, words

__all__ = ["FILES", "SECTIONS", "Schema", "documents", "explained", "fields_page", "schema_of", "words"]
