"""JSON Schemas of content, by which editors help whoever writes it."""

from generator.schema.models import FILES, documents, schema_of
from generator.schema.words import Schema, explained, words

__all__ = ["FILES", "Schema", "documents", "explained", "schema_of", "words"]
