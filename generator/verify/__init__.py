"""Reads every byte of the finished site and looks for anything that is sealed, however it is written."""

from generator.verify.finder import Finder, occurring
from generator.verify.patterns import Kind, Piece, Wanted, Words, pieces_of, secret, words_of
from generator.verify.search import Leak, Search

__all__ = [
    "Finder",
    "Kind",
    "Leak",
    "Piece",
    "Search",
    "Wanted",
    "Words",
    "occurring",
    "pieces_of",
    "secret",
    "words_of",
]
