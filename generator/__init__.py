"""Yorimichi: alumni profiles and career stories in, a password-gated static site out."""

__version__ = "0.1.0"
