"""Finds what a meeting is about, what it came to, what it adopted, and the series it is of."""

import re
from collections.abc import Iterator, Sequence

from chancery.model import Span
from chancery.stages.meetings.draft import Draft
from chancery.stages.meetings.lexicon import words_of
from chancery.text.page import Page, overlap, trimmed

FEW = 3  # words of a phrase that only names the meeting again
FARTHEST = 110  # characters from the words for a meeting to those for what it is about
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_EDGE = (  # what stands behind "on" and "over", and is no matter
    r"the (?:margins?|sidelines?|fringes?|eve|phone|ground|record|spot|weekend|telephone)"
    r"|condition|behalf|schedule|camera|board|their|his|her|(?:about )?\d"
    r"|a (?:visit|trip|tour|stop)"
)
_END = re.compile(
    rf"[.;:!?”]|\s[-–—]+\s|\s(?:as|involving|on {_DAY})\b"
    r"|,?\s+(?:(?:some|many|most|one|all|both|none) of )?(?:which|who|whom)\b"
    r"|,?\s+(?:where|after|before|but|while|when|following|amid|despite|as well as in)\b"
    r"|,\s+(?:he|she|it|they|a|an|the|said|in|at|on|with|according)\b"
    r"|,\s+and (?:said|will|also|agreed)\b|,\s+(?:[A-Z][\w’']+\s+){1,3}said\b"
)
_PARTICIPLE = re.compile(r",\s+[a-z]+ing\s+(?:the|an?|his|her|its|their|that|to|[A-Z])")
_GERUND = re.compile(r"(?:to\s+)?[a-z]+ing\b|to\s")
_ANOTHER = re.compile(rf"\s+and\s+(?:to\s+)?(?:{'|'.join(sorted(words_of('acts')))})\b")
_PURPOSE = re.compile(
    r"\b(?<!set )(?<!due )(?<!expected )(?:to (?:discuss|talk about|negotiate|agree|find|decide"
    r"|consider|review|resolve|end|address|coordinate|try to|help|encourage|identify)"
    r"|(?:aimed|aiming) at|focus(?:ed|es|ing)? (?:on|mainly on)|devoted (?:mainly )?to"
    r"|discuss(?:ed|ing)|cover(?:ed|s|ing)?|dealing with)\s+"
)
_TOPIC = re.compile(rf"\b(?:about|over|on|regarding|concerning)\s+(?!{_EDGE})")
_OTHER_CLAUSE = re.compile(r",\s+(?:[a-z]+ing|and|but|who|which|where)\b|[.;:]")
_BESIDE = frozenset(
    {"with", "between", "and", "in", "at", "on", "the", "a", "an", "of", "from", "for", "to", "by"}
    | {"s", "phone", "telephone", "video", "including", "both", "his", "her", "their", "its"}
    | {"held", "today", "yesterday", "tomorrow", "earlier", "later", "also", "who", "mainly"}
)
_TAIL = re.compile(r"(?:,?\s+(?:and|or|of|in|on|with|to|for|from|at|by|the|a|an|some|during))+$")
_ON_AGENDA = re.compile(
    r"\s+(?:(?:would|will|to|also|is|was|were|are|be)\s+)*"
    r"(?:on|topped|top|dominated?)\s+the\s+agenda\b"
)
_KEEPS = re.compile(r"^to (?!discuss|talk about)", re.IGNORECASE)
_OUTCOME = re.compile(
    r"\b(?:agreed|failed|ended|concluded|resulted|produced|broke up|broke down|collapsed"
    r"|deadlocked|yielded|reached)\b[^.;”]*"
)
_OUTCOME_SUBJECT = re.compile(
    r"\b(?:sides|leaders|parties|ministers|talks|meeting|summit|conference|delegations|presidents"
    r"|delegates|negotiations|session|they|pair|round|participants)\s+"
    r"(?:(?:also|had|have|has|later|both|finally|then|which|who|remain|was|were)\s+)*$",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"\b(?:the|a|an|this)\s+((?:[\w’'.-]+\s+){1,5}?(?:[Ff]ormat|Process|process|Initiative|Dialogue))\b"
)
_FRAMEWORK = re.compile(r"\b(?:in the framework of|billed as|part of|under)\s+$", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")


def find_agenda(page: Page, group: Sequence[Draft]) -> list[Span]:
    """Return what a meeting is about, as the words around each mention give it."""
    found: list[Span] = []
    for one in group:
        start, end = page.sentence_of(one.span[0])
        found += _behind(page, one, end)
        for on in _ON_AGENDA.finditer(page.text, start, end):
            found += _subject(page, start, on.start())
    return list({page.words(span).lower(): span for span in reversed(_apart(found))}.values())[
        ::-1
    ]


def agenda_in(page: Page, sentence: Span) -> list[Span]:
    """Return what a sentence says to be on the agenda."""
    return [
        span
        for on in _ON_AGENDA.finditer(page.text, *sentence)
        for span in _subject(page, sentence[0], on.start())
    ]


def find_outcome(page: Page, sentences: Sequence[Span], group: Sequence[Draft]) -> list[Span]:
    """Return what the sides agreed, or how the meeting ended, in the sentences that tell it."""
    if not any(one.modality in {"asserted", "background"} for one in group):
        return []
    return [
        trimmed(page.text, (found.start(), found.end()), ",.;”\"'")
        for start, end in sentences
        for found in _OUTCOME.finditer(page.text, start, end)
        if _OUTCOME_SUBJECT.search(page.text, start, found.start())
    ]


def find_documents(page: Page, sentences: Sequence[Span]) -> list[Span]:
    """Return what was adopted, signed or issued."""
    found: list[Span] = []
    for sentence in sentences:
        words = [(w[0].lower(), w.span()) for w in _WORD.finditer(page.text, *sentence)]
        verbs = [span for word, span in words if word in words_of("adopts")]
        nouns = [span for word, span in words if word in words_of("document")]
        for noun in nouns:
            near = any(abs(verb[0] - noun[0]) < FARTHEST and verb != noun for verb in verbs)
            if near and not re.search(
                r"\b(?:to|expected|will|would)\s+(?:\w+\s+){0,3}$",
                page.text[sentence[0] : min(v[0] for v in verbs)],
            ):
                found.append(_noun_phrase(page, sentence[0], noun))
    return _apart(found)


def find_series(page: Page, group: Sequence[Draft]) -> Span | None:
    """Return the format, or the name of the summit, of which a meeting is one."""
    for one in group:
        start, end = page.sentence_of(one.span[0])
        held = [m for m in page.mentions_in((start, end)) if m.form == "name"]
        for m in held:
            last = page.words((m.start, m.end)).split()[-1].lower()
            at_it = (
                overlap((m.start, m.end), one.span) and m.end - m.start > one.span[1] - one.span[0]
            )
            if at_it and last in words_of("gathering"):
                return m.start, m.end
        near = (max(start, one.span[0] - FARTHEST), min(end, one.span[1] + FARTHEST))
        for found in _SERIES.finditer(page.text, *near):
            named = any(map(str.isupper, found[1]))
            if named and (
                found[1].lower().endswith("format")
                or _FRAMEWORK.search(page.text[near[0] : found.start()])
            ):
                return found.span(1)
    return None


def _behind(page: Page, one: Draft, end: int) -> Iterator[Span]:
    start = one.span[1] if one.kind == "discuss" else _lead(page, one, end)
    if start is None:
        return
    stops = [_END.search(page.text, start + 1, end), _ANOTHER.search(page.text, start, end)]
    if not _GERUND.match(page.text, start):
        stops.append(_PARTICIPLE.search(page.text, start, end))
    cuts = [found.start() for found in stops if found]
    cuts += [at for at in _setting(one) if start < at < end]
    span = trimmed(page.text, (start, min(cuts, default=end)), ",.;:“\"'")
    if tail := _TAIL.search(page.text[slice(*span)]):
        span = span[0], span[0] + tail.start()
    if span[0] < span[1] and not _is_meeting(page, span):
        yield span


def _lead(page: Page, one: Draft, end: int) -> int | None:
    """Return where the words begin that say what a meeting is about; None where none do.

    A preposition leads to them only where nothing but who, where and when stands before it: in
    "talks to keep its hold on the coast" the coast is none.
    """
    at = one.span[1]
    near = min(end, at + FARTHEST)
    found: list[tuple[int, int]] = []
    purpose = _PURPOSE.search(page.text, at, near)
    if purpose and not _OTHER_CLAUSE.search(page.text, at, purpose.start()):
        kept = purpose.start() + len("to ") if _KEEPS.match(purpose[0]) else purpose.end()
        found.append((purpose.start(), kept))
    for topic in _TOPIC.finditer(page.text, at, near):
        if _is_time(page, topic.end()) or _is_place_of(one, topic.end()):
            continue
        if _is_setting(page, (at, topic.start())):
            found.append((topic.start(), topic.end()))
        break
    return min(found)[1] if found else None


def _is_time(page: Page, at: int) -> bool:
    sentence = page.sentence_of(at)
    article = re.match(r"the\s+", page.text[at : sentence[1]])
    starts = {at, at + article.end() if article else at}
    return any(time.start in starts for time in page.times_in((at, sentence[1])))


def _is_place_of(one: Draft, at: int) -> bool:
    return one.place is not None and one.place[0] <= at < one.place[1]


def _is_setting(page: Page, span: Span) -> bool:
    """Say whether words name nothing but who meets, where and when."""
    taken = [(m.start, m.end) for m in page.mentions_in(span)]
    taken += [(time.start, time.end) for time in page.times_in(span)]
    words = (word for word in _WORD.finditer(page.text, *span) if word[0].lower() not in _BESIDE)
    return all(any(a <= word.start() and word.end() <= b for a, b in taken) for word in words)


def _setting(one: Draft) -> Iterator[int]:
    """Yield where the place and the time of a meeting stand."""
    if one.place:
        yield one.place[0]
    if one.time:
        yield one.time.start


def _is_meeting(page: Page, span: Span) -> bool:
    """Say whether the words name a meeting, not what it is about: "discussed the talks"."""
    words = _WORD.findall(page.words(span).lower())
    return not words or (len(words) <= FEW and words[-1] in words_of("gathering"))


def _subject(page: Page, start: int, verb: int) -> Iterator[Span]:
    """Yield the clause before "on the agenda", from the last word of speech or comma on."""
    cut = max(
        (m.end() for m in re.finditer(r"\b(?:said|that|and)\s+|,\s+|“", page.text[start:verb])),
        default=0,
    )
    said = page.text[start + cut : verb]
    if said.count("”") and "“" in page.text[start:verb]:
        said_from = page.text.rfind("that ", start, verb)
        alone = max(said_from + len("that "), start) if said_from >= 0 else start
        lead = re.search(r"\b(?:said|that)\s+", page.text[start:verb])
        alone = start + lead.end() if lead else alone
        yield trimmed(page.text, (alone, verb), ",.;")
    elif said.strip():
        yield trimmed(page.text, (start + cut, verb), ",.;“”")


def _noun_phrase(page: Page, start: int, noun: Span) -> Span:
    before = re.search(r"(?:[A-Za-z][\w’'-]*\s+){0,3}$", page.text[start : noun[0]])
    words = re.findall(r"\S+", before[0]) if before else []
    first = noun[0]
    for word in reversed(words):
        if word.lower() in words_of("adopts") | {
            "in",
            "of",
            "and",
            "their",
            "its",
            "his",
            "that",
            "to",
        }:
            break
        first = page.text.rfind(word, start, first)
        if word.lower() in {"a", "an", "the"}:
            break
    return first, noun[1]


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Return the spans in order, without those that overlap one before."""
    kept: list[Span] = []
    for span in sorted(set(spans)):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
