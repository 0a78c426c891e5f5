"""Says who speaks: the speaker's own phrases, what class of source, and what office."""

import re
from collections.abc import Iterator

from chancery.model import Attribution, Mention, Span, UnnamedClass
from chancery.stages.statements.edges import in_brackets
from chancery.stages.statements.lexicon import unnamed_classes, words_of
from chancery.text.page import Page, overlap, trimmed

NAMED = frozenset({"person", "organisation", "armed_group", "place", "people"})
ARTICLES = frozenset({"the", "a", "an"})
NEAREST = 3  # characters between a relative pronoun and what it takes up: ", "
EDGES = ",;:–—-"
LONGEST_GAP = 80  # characters between two parts of one phrase for a speaker; chosen
LONGEST_ROLE = 4  # characters between a name and the office set behind it
_POSSESSIVE = re.compile(r"\s?['’]s?$")
_CLAUSE = re.compile(r"\s*,?\s+(?:who|whom|whose|which|that)\b")
_BEFORE = re.compile(r"(?:by|from|of|to|in|for|with|according to)\s+", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,]*(?:and|or|as well as|along with|together with|,)[\s,]*")
_AND = re.compile(r"\s*,?\s+(?:and|or|as well as)\s+")
_HEAD_END = re.compile(
    r"\s+(?:of|for|in|at|on|from|with|to|by|close|familiar|who|near|inside)\b|,"
)
_WORD = re.compile(r"[\w-]+")
_PARTS = re.compile(  # what stands between two phrases, but not inside of one
    r"[,;:!?“”\"\n]|\.\s|\b(?:who|which|that|and|or|but|is|was|are|were|has|have|had"
    r"|said|says|say|told)\b"
)
_BRACKETED = re.compile(r"\([^()]*\)?|[^()]*\)")


def find_speaker(page: Page, one: Attribution) -> list[Span]:
    """Return the phrases for who speaks, in text order; none where the text does not say."""
    pieces = [page.whole(piece) for piece in one.source if page.words(piece).strip()]
    pieces = _whole_phrases(page, pieces, one)
    found = (_plain(page, piece) for piece in _beside_cue(page, pieces, one.cue))
    return [part for piece in found if piece for part in _parted(page, piece)]


def unnamed_class(page: Page, speaker: list[Span]) -> UnnamedClass | None:
    """Return what an unnamed speaker is said to be: by the noun at the head of the phrase."""
    words = core_words(page, speaker[0]) if len(speaker) == 1 else []
    found = unnamed_classes().get(words[-1]) if words else None
    alone = len(words) == 1  # "Observers", which a reader may take for a name
    return found if alone or not speaker or not is_person_named(page, speaker[0]) else None


def core_words(page: Page, span: Span) -> list[str]:
    """Return the lower-case words of a phrase up to its head noun, the last of them."""
    phrase = page.words(span)
    end = _HEAD_END.search(phrase)
    return _WORD.findall((phrase[: end.start()] if end else phrase).lower())


def find_role(page: Page, speaker: list[Span]) -> Span | None:
    """Return the office that stands apart from the speaker's name, by a comma."""
    if len(speaker) != 1 or not is_person_named(page, speaker[0]):
        return None
    start, end = speaker[0]
    comma = page.text.find(",", start, end + LONGEST_ROLE)
    if comma < 0:
        return None
    name = next(one for one in page.mentions_in(speaker[0]) if _is_person(one))
    outside = (
        (comma, max(end, page.sentence_of(start)[1])) if name.end <= comma else (start, comma)
    )
    offices = [
        one
        for one in page.mentions_in(outside)
        if one.type == "office" and one.start - outside[0] <= max(LONGEST_ROLE, end - outside[0])
    ]
    return (offices[0].start, offices[0].end) if offices else None


def _whole_phrases(page: Page, pieces: list[Span], one: Attribution) -> list[Span]:
    """Return the pieces, those joined of which one phrase was read in parts: "the man … here"."""
    found: list[Span] = []
    for piece in sorted(pieces):
        gap = (found[-1][1], piece[0]) if found else None
        if (
            gap
            and _is_within(page, gap)
            and not any(overlap(gap, s) for s in (one.cue, *one.content))
        ):
            found[-1] = (found[-1][0], piece[1])
        else:
            found.append(piece)
    return found


def _is_within(page: Page, gap: Span) -> bool:
    return 0 <= gap[1] - gap[0] <= LONGEST_GAP and not _PARTS.search(page.words(gap))


def _beside_cue(page: Page, pieces: list[Span], cue: Span) -> list[Span]:
    """Return the piece nearest to the cue, with those that are joined to it by a conjunction.

    What stands elsewhere is another phrase for the speaker, or somebody else.
    """
    if len(pieces) <= 1:
        return pieces
    pieces = sorted(pieces)
    at = min(range(len(pieces)), key=lambda i: _gap(pieces[i], cue))
    first = last = at
    while first and _BESIDE.fullmatch(page.text, pieces[first - 1][1], pieces[first][0]):
        first -= 1
    while last + 1 < len(pieces) and _BESIDE.fullmatch(
        page.text, pieces[last][1], pieces[last + 1][0]
    ):
        last += 1
    return pieces[first : last + 1]


def _gap(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _plain(page: Page, piece: Span) -> Span | None:
    """Return a phrase without what does not belong to it; what a relative pronoun takes up."""
    if page.words(piece).strip().lower() in words_of("relative"):
        return _antecedent(page, piece)
    if page.words(piece).strip().lower() in ARTICLES:
        return _opened(page, piece)
    start, end = piece
    if before := _BEFORE.match(page.text, start, end):
        start = before.end()
    clause = _CLAUSE.search(page.text, start + 1, end)
    whole = in_brackets(page, (start, clause.start() if clause else end))
    start, end = trimmed(page.text, whole, EDGES)
    if _BRACKETED.fullmatch(page.text, start, end):
        start, end = trimmed(page.text, whole, EDGES + "()")
    start, end = _without_time(page, (start, end))
    if owner := _POSSESSIVE.search(page.words((start, end))):
        end = start + owner.start()
    return (start, end) if start < end else None


def _without_time(page: Page, span: Span) -> Span:
    """Return a phrase without the time at its end, when he spoke: "the radio last night"."""
    start, end = span
    for time in page.times_in(span):
        if start < time.start and time.end == end and time.type in {"DATE", "TIME"}:
            return trimmed(page.text, (start, time.start), EDGES)
    return span


def _opened(page: Page, article: Span) -> Span | None:
    """Return the phrase that an article alone opens; None where there is none."""
    phrase = (article[0], page.sentence_of(article[0])[1])
    found = next((one for one in page.mentions_in(phrase) if one.start == article[0]), None)
    return (found.start, found.end) if found else None


def _antecedent(page: Page, pronoun: Span) -> Span | None:
    """Return the phrase that ends before a relative pronoun; None where there is none."""
    first = page.sentence_of(pronoun[0])[0]
    before = [
        one
        for one in page.mentions_in((first, pronoun[0]))
        if one.type in {*NAMED, "office"} and pronoun[0] - one.end <= NEAREST
    ]
    return (before[0].start, before[0].end) if before else None


def _parted(page: Page, piece: Span) -> Iterator[Span]:
    """Yield the parties that a conjunction joins, each for itself: "Roth and Hale"."""
    start, end = piece
    for joint in _AND.finditer(page.text, start, end):
        left, right = _first(page, (start, joint.start())), _first(page, (joint.end(), end))
        if left and right and left.type == right.type and _fills(page, left, start, joint.start()):
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _first(page: Page, span: Span) -> Mention | None:
    """Return the outermost mention that a phrase begins with."""
    found = next((one for one in page.mentions_in(span) if one.type in NAMED), None)
    words = page.words((span[0], found.start)).split() if found else []
    return found if found and len(words) <= 1 else None


def _fills(page: Page, one: Mention, start: int, end: int) -> bool:
    """Say whether a phrase is its first mention, with a title or a place at most: no list."""
    del start
    rest = page.words((one.end, end)).strip()
    return not rest or (one.type == "person" and rest.startswith("of "))


def is_person_named(page: Page, span: Span) -> bool:
    """Say whether a phrase holds the name of a person."""
    return any(_is_person(one) for one in page.mentions_in(span))


def _is_person(one: Mention) -> bool:
    return one.type == "person" and one.form == "name"
