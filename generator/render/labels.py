"""The words for the codes of the models. They are marked for translation here and translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping


def _n(message: str) -> str:
    """Mark a message for extraction without translating it yet."""
    return message


KINDS: Mapping[str, str] = {
    "job": _n("Job"),
    "side-job": _n("Side job"),
    "contract": _n("Contract work"),
    "founder": _n("Founder"),
    "family-business": _n("Family business"),
    "study": _n("Study"),
    "break": _n("A break"),
    "collaboration": _n("Working together"),
}

ENTRIES: Mapping[str, str] = {
    "new-graduate": _n("Joined as a new graduate"),
    "mid-career": _n("Joined mid-career"),
    "return": _n("Came back"),
}

INDUSTRIES: Mapping[str, str] = {
    "food": _n("Food"),
    "agriculture": _n("Agriculture"),
    "trading": _n("Trading"),
    "retail": _n("Retail"),
    "restaurant": _n("Restaurants"),
    "manufacturing": _n("Manufacturing"),
    "chemicals": _n("Chemicals"),
    "it": _n("IT"),
    "consulting": _n("Consulting"),
    "finance": _n("Finance"),
    "advertising": _n("Advertising"),
    "media": _n("Media"),
    "education": _n("Education"),
    "healthcare": _n("Health care"),
    "logistics": _n("Logistics"),
    "construction": _n("Construction"),
    "energy": _n("Energy"),
    "public": _n("Public service"),
    "nonprofit": _n("Non-profit"),
    "tourism": _n("Tourism"),
    "real-estate": _n("Real estate"),
    "other": _n("Another field"),
}

OFFERS: Mapping[str, str] = {
    "speaking": _n("Speaking at an event"),
    "mentoring": _n("Mentoring"),
    "side-job": _n("A side job"),
    "contract": _n("Contract work"),
    "collaboration": _n("Doing business together"),
    "return": _n("Talking about a return"),
    "referral": _n("Introducing someone"),
    "coffee": _n("A chat over coffee"),
}

EVENTS: Mapping[str, str] = {
    "hiring": _n("Hiring event"),
    "exchange": _n("Meet-up"),
}

PAGES: Mapping[str, str] = {
    "stories": _n("Stories"),
    "alumni": _n("People"),
    "paths": _n("Paths"),
    "questions": _n("Questions"),
    "carried": _n("Carried along"),
    "events": _n("Events"),
    "join": _n("Join"),
    "unlock": _n("Open with a passphrase"),
    "privacy": _n("Privacy"),
}

# Who joins a story, by the way that both roads turned, or by what they shared.
JOINS: Mapping[str, str] = {
    "joined": _n("%(when)s, %(name)s joined too."),
    "moved": _n("%(when)s, %(name)s changed departments too."),
    "return": _n("%(when)s, %(name)s came back too."),
    "job": _n("%(when)s, %(name)s took a new job too."),
    "founder": _n("%(when)s, %(name)s began something of her or his own too."),
    "family-business": _n("%(when)s, %(name)s went into the family business too."),
    "study": _n("%(when)s, %(name)s went to study too."),
    "break": _n("%(when)s, %(name)s took a break too."),
    "side": _n("%(when)s, %(name)s took on something on the side too."),
    "turn": _n("%(when)s, %(name)s came to a bend too."),
    "together": _n("%(name)s was there as well."),
    "department": _n("%(name)s was in the same department then."),
}
SAME_YEAR, OTHER_YEAR = _n("That year"), _n("In %(year)s")
TOO, TOO_SAME_YEAR, TOO_OTHER_YEAR = _n("%(name)s"), _n("that year too"), _n("too, in %(year)s")
WITH: Mapping[str, str] = {"together": _n("With %(name)s"), "department": TOO}
TIES: Mapping[str, str] = {"together": _n("at that time"), "department": _n("same department")}
BRIEF = _n("%(who)s, %(how)s")
HER_PAGE, TITLE = _n("See the whole road"), _n("“%(title)s”")

QUESTIONS: Mapping[str, str] = {
    "gap": _n("What was most unlike what you had expected?"),
    "strengths": _n("Where is the company strong, and where is it weak?"),
    "impression": _n("What was it really like to work here?"),
    "gained": _n("What did you take away, and what do you use today?"),
    "leaving": _n("Why did you leave?"),
    "detour": _n("Where was your greatest detour?"),
    "hindsight": _n("What did you see only from the outside?"),
    "relation": _n("How do you and the company get along now?"),
    "message": _n("What would you say to someone choosing now?"),
}

QUESTIONS_IN_SHORT: Mapping[str, str] = {
    "gap": _n("The surprise"),
    "strengths": _n("Strong and weak"),
    "impression": _n("Honestly"),
    "gained": _n("What stayed"),
    "leaving": _n("Leaving"),
    "detour": _n("The detour"),
    "hindsight": _n("From outside"),
    "relation": _n("Today"),
    "message": _n("To you"),
}

HOME = _n("Where do the roads that began here lead?")

# In class names and attributes they stand in the markup of pages, whatever the content is.
CODES: tuple[str, ...] = (*KINDS, *ENTRIES, *INDUSTRIES, *OFFERS, *EVENTS, *PAGES, *QUESTIONS)
