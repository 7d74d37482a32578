"""Why something sealed was not opened."""

from typing import Literal

Reason = Literal["encoding", "header", "kid", "tag", "inflate", "fill", "content"]

_SENTENCES: dict[Reason, str] = {
    "encoding": "The token is not five segments of canonical base64url.",
    "header": "The token's header is not one that this version writes.",
    "kid": "The token belongs to another place, audience or generation.",
    "tag": "The token was changed, or sealed with another key.",
    "inflate": "The token's content does not inflate, or is too large.",
    "fill": "The token's fill is not the one that its content has.",
    "content": "The slot was opened, but what is in it is no slot's content.",
}


class ObjectRefused(Exception):
    """An object or slot is not exactly what a gate seals; `reason` is the class that the vectors name."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason: Reason = reason

    def __reduce__(self) -> "tuple[type[ObjectRefused], tuple[Reason]]":
        # Exceptions are pickled by their message, which is not what the constructor takes.
        return ObjectRefused, (self.reason,)
