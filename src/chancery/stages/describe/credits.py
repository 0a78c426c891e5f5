"""Finds which agencies a document credits, for which of its words and for which pictures."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from chancery.model import Credit, Document, cite, make_id
from chancery.stages.describe.agencies import Form, Mention, find_mentions
from chancery.stages.describe.cues import find_cue
from chancery.stages.describe.lexicon import any_of, reserves_rights, words
from chancery.stages.describe.lines import Line
from chancery.stages.describe.passages import passage_span, sentence_span, with_leading_words
from chancery.stages.describe.pictures import picture_credit
from chancery.stages.describe.place import Dateline
from chancery.stages.describe.unlisted import NOTHING_KNOWN, Whose, find_unlisted

Scope = Literal["document", "passage", "sentence"]

END_LINES = 3  # an end credit stands this near the end of the body: behind it come links; chosen
MOST_WORDS_OF_INTRODUCTION = 20  # "AP reports of ...:"; chosen
MOST_WORDS_OF_NOTE = 8  # "Source: Reuters", "(with AFP)"; chosen
MOST_WORDS_OF_BYLINE = 14  # two authors, their agency and a place; chosen
LONGEST_NOTE = 400  # code points; notes that name a dozen writers and their towns have 350
SUREST_FIRST: tuple[Form, ...] = ("plain", "wary", "short")
STATEMENT_TYPES = frozenset({"body", "dek", "headline"})

_JOINT = re.compile(r"\s*(?:,|/|&|\||\+|and|or|et|und|y|e|и|ve|en|و|via)?\s*(?:the\s+|The\s+)?")
_END_LEFT = re.compile(  # a dash, or a bracket behind a finished sentence, or nothing at all
    r"(?:\s(?:—|–|--|-|―)\s?|[.!?…\"”’»](?:—|–|--|-|―)\s?|(?<=[.!?…\"”’»])\s*[(\[/]|^[(\[/—–-]?)"
    r"\s*(?:[tT]he\s+)?$"
)
_END_RIGHT = re.compile(r"(?:/[a-z]{2,4})*[\s.)\]/\"”]*$")  # (dpa/lno): desks behind the agency
_SENTENCE_END = r"\w{4}[.!?]['\"”’]?\s"
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b|\bcopyrighted by\b)", re.IGNORECASE)


class Claim(NamedTuple):
    """A credit before it is a record: offsets are code points of the document's text."""

    medium: Literal["text", "photo"]
    scope: Scope
    covers: tuple[int, int]
    evidence: tuple[int, int]


class Page(NamedTuple):
    """What the rules look at beside one line."""

    document: Document
    lines: Sequence[Line]
    dateline: Dateline | None
    bodies: Sequence[int]  # numbers of the body's lines
    whole: tuple[int, int]  # from the first to the last line of the body


def find_credits(
    document: Document,
    lines: Sequence[Line],
    dateline: Dateline | None,
    whose: Whose = NOTHING_KNOWN,
) -> list[Credit]:
    """Return the credits in the order of their evidence, each agency once per evidence."""
    listed = find_mentions(document.text)
    mentions = sorted(listed + find_unlisted(document.text, lines, dateline, listed, whose))
    if not mentions:
        return []
    page = _page(document, lines, dateline)
    found: dict[str, Credit] = {}
    for number, group in _groups(lines, mentions):
        claim = _claim(page, number, group)
        if claim:
            for mention in _speakers(claim, group):
                credit = _record(document, mention, claim)
                found.setdefault(credit.id, credit)
    return sorted(found.values(), key=lambda credit: (credit.evidence.start, credit.id))


def _speakers(claim: Claim, group: Sequence[Mention]) -> list[Mention]:
    """Return the agencies of the group that can be credited with this: no words for pictures'."""
    return [m for m in group if claim.medium == "photo" or m.agency.kind != "photo"]


def _page(document: Document, lines: Sequence[Line], dateline: Dateline | None) -> Page:
    bodies = [number for number, line in enumerate(lines) if line.type == "body"]
    kept = bodies or [number for number, line in enumerate(lines) if line.kept]
    whole = (lines[kept[0]].start, lines[kept[-1]].end) if kept else (0, len(document.text))
    return Page(document, lines, dateline, bodies, whole)


def _groups(
    lines: Sequence[Line], mentions: Sequence[Mention]
) -> Iterator[tuple[int, list[Mention]]]:
    """Yield runs of names joined by commas, slashes or "and", with offsets in their line."""
    starts = [line.start for line in lines]
    group: list[Mention] = []
    current = -1
    for mention in mentions:
        number = bisect_right(starts, mention.start) - 1
        line = lines[number] if number >= 0 else None
        if line is None or mention.end > line.end:
            continue
        local = mention._replace(start=mention.start - line.start, end=mention.end - line.start)
        if group and number == current and _joined(line.text, group[-1], local):
            group.append(local)
            continue
        if group:
            yield current, group
        current, group = number, [local]
    if group:
        yield current, group


def _joined(text: str, left: Mention, right: Mention) -> bool:
    return _JOINT.fullmatch(text, left.end, right.start) is not None


def _claim(page: Page, number: int, group: list[Mention]) -> Claim | None:
    """Return what the line credits the agencies with; the first rule that holds decides."""
    line = page.lines[number]
    if not line.kept:
        return _copyright(page, line, group)
    if line.type not in {"caption", "credit"} and _has_text(group):
        claim = _copyright(page, line, group) or _dateline(page, line, group)
        if claim:
            return claim
    if line.type == "credit" and _has_text(group):
        claim = _contributed(page, line, group) or _copyright(page, line, group)
        if claim:
            return claim
    picture = picture_credit(line, group)
    if picture:
        return _photo(line, picture)
    if line.type == "caption" or not _has_text(group):
        return None
    return (
        _byline(page, line)
        or _contributed(page, line, group)
        or _end_credit(page, number, group)
        or _statement(page, number, group)
    )


def _has_text(group: Sequence[Mention]) -> bool:
    return any(mention.agency.kind != "photo" for mention in group)


def _photo(line: Line, span: tuple[int, int]) -> Claim:
    covers = (line.block.start, line.block.end)
    return Claim("photo", "passage", covers, (line.start + span[0], line.start + span[1]))


def _document(page: Page, line: Line, start: int, end: int) -> Claim:
    """Return a credit for the whole body that rests on this part of the line."""
    return Claim("text", "document", page.whole, (line.start + start, line.start + end))


def _copyright(page: Page, line: Line, group: list[Mention]) -> Claim | None:
    """An agency's own copyright notice, which its subscribers must print under its text."""
    sure = any(mention.form != "short" and mention.agency.known for mention in group)
    if not (sure and line.is_short):
        return None
    sign = _COPYRIGHT.search(line.text, 0, group[0].start)
    between = line.text[sign.end() : group[0].start] if sign else ""
    if sign and len(between.split()) <= MOST_WORDS_OF_NOTE and reserves_rights().search(line.text):
        return _document(page, line, sign.start(), group[-1].end)
    return None


def _dateline(page: Page, line: Line, group: list[Mention]) -> Claim | None:
    """(AGENCY) between place and dash, or AGENCY and a full stop right behind the dash."""
    dateline = page.dateline
    if dateline is None or dateline.start != line.start:
        return None
    behind = dateline.end - line.start
    inside = group[-1].end <= behind and line.text[group[0].start - 1 : group[0].start] in {
        "(",
        "/",
    }
    follows = line.text[behind : group[0].start].strip() == "" and (
        line.text[group[-1].end : group[-1].end + 1] in {".", ","}
    )
    if inside or follows:
        return _document(page, line, 0, max(behind if inside else 0, group[-1].end))
    return None


def _byline(page: Page, line: Line) -> Claim | None:
    few = len(line.text.split()) <= MOST_WORDS_OF_BYLINE
    by = _by().match(line.text)
    in_head = line.start <= page.whole[0] and not line.text.endswith(".")
    if few and (line.type == "byline" or (by and in_head)):
        return _document(page, line, 0, len(line.text))
    return None


def _contributed(page: Page, line: Line, group: list[Mention]) -> Claim | None:
    """An agency named as having helped: "With inputs from ...", "... contributed"."""
    start, end = group[0].start, group[-1].end
    cue = _contributed_by().search(line.text, 0, start)
    if cue and (" " in cue["cue"] or _is_note(line.text, cue.start("cue"))):
        return _document(page, line, cue.start("cue"), end)
    after = _contributes().match(line.text, end)
    return _document(page, line, start, after.end()) if after else None


def _is_note(text: str, start: int) -> bool:
    """Say whether a cue of one word opens a short line, as in "(with Reuters)"."""
    return len(text.split()) <= MOST_WORDS_OF_NOTE and text[:start].strip() in {"", "(", "["}


def _end_credit(page: Page, number: int, group: list[Mention]) -> Claim | None:
    """— AGENCY at the end of the last lines of the body, or a last line of its name alone."""
    line = page.lines[number]
    last = page.bodies[-END_LINES:]
    near_end = number in last and number != page.bodies[0]
    behind = not page.bodies or number > page.bodies[-1]
    left = _END_LEFT.search(line.text, 0, group[0].start)
    right = _END_RIGHT.match(line.text, group[-1].end)
    marked = left and left.group().strip()
    named = marked or any(mention.agency.known for mention in group)
    if left and right and named and (near_end or behind):
        return _document(page, line, left.start(), right.end())
    return None


def _statement(page: Page, number: int, group: list[Mention]) -> Claim | None:
    """A sentence that an agency is named for, or the passage that such a sentence introduces."""
    line = page.lines[number]
    if line.type not in STATEMENT_TYPES:
        return None
    cue = find_cue(line.text, group[0].start, group[-1].end, form=_surest(group))
    if cue is None:
        return None
    if line.text.endswith(":") and len(line.text.split()) <= MOST_WORDS_OF_INTRODUCTION:
        passage = passage_span(page.lines, number, len(page.document.text))
        if passage:
            return Claim("text", "passage", passage, (line.start, line.end))
    first, last = sentence_span(line.text, *cue)
    evidence = with_leading_words(line.text, cue)
    return Claim(
        "text",
        "sentence",
        (line.start + first, line.start + last),
        (line.start + evidence[0], line.start + evidence[1]),
    )


def _surest(group: Sequence[Mention]) -> Form:
    """Return the surest form among the names of the group."""
    found = {mention.form for mention in group}
    return next(form for form in SUREST_FIRST if form in found)


def _record(document: Document, mention: Mention, claim: Claim) -> Credit:
    evidence = cite(document.id, document.text, *claim.evidence)
    parts = (document.id, mention.agency.name, claim.medium, claim.scope, *claim.evidence)
    return Credit(
        id=make_id("credit", parts),
        document=document.id,
        agency=mention.agency.name,
        medium=claim.medium,
        scope=claim.scope,
        covers=claim.covers,
        evidence=evidence,
        known=mention.agency.known,
    )


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('line_labels', 'byline'))}(?!\w)[\s:]", re.IGNORECASE)


@cache
def _contributed_by() -> re.Pattern[str]:
    cues = any_of(words("credit_cues", "contributed", "side"))
    names = r"(?:[\w.’'-]+,?\s+){0,6}"
    return re.compile(rf"(?<!\w)(?P<cue>{cues})\s*:?\s*{names}(?:[ld]['’])?$", re.IGNORECASE)


@cache
def _contributes() -> re.Pattern[str]:
    """Match what follows an agency that contributed: its writers and their places, the cue."""
    cues = words("credit_cues", "contributes", "side")
    whole = any_of(cue for cue in cues if " " in cue)  # ends a note; "contributed" alone need not
    names = rf"(?:(?!{_SENTENCE_END}).){{0,{LONGEST_NOTE}}}?"
    few = rf"(?:\s+(?!\w*{_SENTENCE_END})[\w.’'-]+){{0,6}}"
    return re.compile(rf"(?:{few}\s+(?:also\s+)?{any_of(cues)}|{names}\s{whole})(?!\w)")
