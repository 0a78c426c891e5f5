"""Groups the given mentions of one document by plain rules: names, heads, neighbours, pronouns."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from chancery.model import MentionType
from chancery.stages.resolve.names import head_word

Mention = dict[str, Any]
Row = dict[str, Any]
HE = frozenset(["he", "him", "his", "himself", "he's", "he'd"])
SHE = frozenset(["she", "her", "hers", "herself", "she's", "she'd"])
SELF = frozenset(["i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll"])
THEY = frozenset(
    ["they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves"]
)
IT = frozenset(["it", "its", "itself", "it's", "this", "that", "there", "here"])
RELATIVE = frozenset(["who", "whom", "whose", "which", "where"])
PRONOUNS = HE | SHE | SELF | THEY | IT | RELATIVE
FEMALE = frozenset(
    ["actress", "woman", "girl", "mother", "wife", "sister", "daughter", "mrs", "ms", "lady"]
)
MALE = frozenset(["actor", "man", "boy", "father", "husband", "brother", "son", "mr", "king"])
HONORIFICS = frozenset(["mr", "mrs", "ms", "dr", "."])
KINDS: dict[str, MentionType] = {
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "GEN": "person",
}
BEFORE = re.compile(
    r"^(?:(?:the|a|an|in|at|on|of|to|from|near|off|into|inside|around)\s+)+", re.IGNORECASE
)
APPOSED = re.compile(r"^(?:\s*,|\s+is|\s+was)\s+(?:(?:the|a|an)\s+)?(?:[\w'-]+\s+){0,2}$")
DEFINITE = re.compile(r"\b(?:the|this|that)\b[^,.\n]{0,20}$", re.IGNORECASE)
PUNCTUATION = " \"'`.,;:!?()“”‘’"
CAPITALS = re.compile(r"\b[A-Z][\w.]*(?: [A-Z][\w.]*)*\b")
NEAR, FAR, SPOKEN = 40, 400, 600  # code points between a pronoun and what it takes up
HEADLINE = 0.6  # share of capitalised words above which a line says nothing of names


@dataclass
class Group:
    """Mentions of one document that are one."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)  # names
    words: Counter[str] = field(default_factory=Counter)  # descriptions
    sex: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names, fullest first."""
        return tuple(
            sorted(self.forms, key=lambda one: (-len(one.split()), -self.forms[one], one))
        )

    @property
    def name(self) -> str:
        """Return the fullest name, else the most frequent description."""
        if self.forms:
            return self.names[0]
        if self.words:
            return min(self.words, key=lambda one: (-self.words[one], one))
        return str(self.mentions[0]["words"])

    def enter(self, mention: Mention) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        words = mention["words"]
        if mention["form"] == "name":
            self.forms[words] += 1
        elif mention["form"] == "nominal":
            self.words[words] += 1
        edges = {*words.casefold().split()[:1], *words.casefold().split()[-1:]}
        self.sex = "f" if edges & (FEMALE | SHE) else "m" if edges & (MALE | HE) else self.sex


def kind_of_mention(type_: str) -> MentionType:
    """Return the type that the product gives what the corpus types so."""
    if type_.startswith("LOC"):
        return "place"
    return KINDS.get(type_.removeprefix("HUMAN_PART_")[:3], "other")


def head_of(row: Row, mention: Mention) -> str:
    """Return the head word of the mention's span, in lower case."""
    return head_word(_plain(row["text"][mention["start"] : mention["end"]]))


def group_mentions(row: Row, raised: Counter[str]) -> list[Group]:
    """Return the groups in order of their first mention; `raised` is from `capitals`."""
    read_mentions(row, raised)
    groups: list[Group] = []
    named = [one for one in row["mentions"] if one["form"] == "name"]
    for mention in sorted(named, key=lambda one: -len(one["words"].split())):
        _enter(groups, _same_name(groups, mention), mention)
    for mention in row["mentions"]:
        if mention["form"] == "nominal":
            _enter(groups, _described(row["text"], groups, mention), mention)
    for mention in row["mentions"]:
        if mention["form"] == "pronoun":
            _enter(groups, _taken_up(groups, mention), mention)
    return _ordered(groups)


def gold_groups(row: Row, raised: Counter[str]) -> list[Group]:
    """Return the gold chains of the document."""
    read_mentions(row, raised)
    groups: dict[str, Group] = {}
    for mention in row["mentions"]:
        groups.setdefault(mention["chain"], Group(mention["kind"])).enter(mention)
    return _ordered(list(groups.values()))


def capitals(texts: Iterable[str]) -> Counter[str]:
    """Return for each word in lower case how much more often it stands with a capital letter.

    Words that open a line, and lines of capitals such as headlines, do not count.
    """
    counts: Counter[str] = Counter()
    for line in (line for text in texts for line in text.splitlines()):
        words = [word.strip(PUNCTUATION) for word in line.split()[1:]]
        words = [word for word in words if word[:1].isalpha()]
        if sum(word[0].isupper() for word in words) > HEADLINE * len(words):
            continue
        for word in words:
            counts[word.casefold()] += 1 if word[0].isupper() else -1
    return counts


def other_names(row: Row, raised: Counter[str]) -> list[tuple[int, int]]:
    """Return the runs of capitalised words that no mention touches."""
    taken = [(one["start"], one["end"]) for one in row["mentions"]]
    found: list[tuple[int, int]] = []
    for run in CAPITALS.finditer(row["text"]):
        start, end = run.span()
        if any(start < b and a < end for a, b in taken):
            continue
        if all(raised[word.casefold()] > 0 for word in run.group().split()):
            found.append((start, end))
    return found


def read_mentions(row: Row, raised: Counter[str]) -> None:
    """Give each mention its plain words, its kind and its form."""
    for mention in row["mentions"]:
        mention["words"] = _plain(row["text"][mention["start"] : mention["end"]])
        mention["kind"] = kind_of_mention(mention["type"])
        mention["form"] = _form(mention["words"], raised)


def _plain(text: str) -> str:
    text = text.replace(" 's", "'s").replace("’", "'").strip(" \"'`.,“”")
    text = re.sub(r"'s$|'$", "", text)
    return BEFORE.sub("", text) or text


def _form(words: str, raised: Counter[str]) -> str:
    if words.casefold() in PRONOUNS:
        return "pronoun"
    parts = [word.strip(PUNCTUATION) for word in words.split()]
    named = [word for word in parts if word[:1].isupper() and raised[word.casefold()] > 0]
    return "name" if named else "nominal"


def _ordered(groups: list[Group]) -> list[Group]:
    for group in groups:
        group.mentions.sort(key=lambda one: one["start"])
    return sorted(groups, key=lambda group: group.mentions[0]["start"])


def _enter(groups: list[Group], group: Group | None, mention: Mention) -> None:
    if group is None:
        group = Group(mention["kind"])
        groups.append(group)
    group.enter(mention)


def _same_name(groups: list[Group], mention: Mention) -> Group | None:
    words = mention["words"].casefold().split()
    for group in groups:
        if group.kind != mention["kind"]:
            continue
        for form in group.forms:
            full = form.casefold().split()
            if words == full or _stands_for(words, full) or _acronym(mention["words"], form):
                return group
    return None


def _stands_for(words: list[str], full: list[str]) -> bool:
    ours = [word for word in words if word not in HONORIFICS]
    if not ours:
        return False
    ends = len(ours) > 1 and len(full) > 1 and ours[0] == full[0] and ours[-1] == full[-1]
    return full[-len(ours) :] == ours or full[: len(ours)] == ours or ends


def _acronym(short: str, full: str) -> bool:
    return short.isupper() and short == "".join(w[0] for w in full.split() if w[0].isupper())


def _described(text: str, groups: list[Group], mention: Mention) -> Group | None:
    """Return the group of a name beside the description, of its head word, or of a name before."""
    same = [group for group in groups if group.kind == mention["kind"]]
    for group in same:
        if any(_beside(text, one, mention) for one in group.mentions if one["form"] == "name"):
            return group
    head = head_word(mention["words"])
    for group in same:
        if any(head_word(words) == head for words in group.words):
            return group
    before = text[max(0, mention["start"] - NEAR) : mention["start"]]
    if mention["kind"] != "person" or not DEFINITE.search(before):
        return None
    return _nearest(groups, mention, lambda group: group.kind == "person" and bool(group.forms))


def _beside(text: str, name: Mention, described: Mention) -> bool:
    first, second = sorted((name, described), key=lambda one: one["start"])
    between = text[first["end"] : second["start"]]
    if "\n" in between:
        return False
    return not between.strip() if second is name else APPOSED.match(between) is not None


def _taken_up(groups: list[Group], mention: Mention) -> Group | None:
    """Return the group that a pronoun takes up."""
    word = mention["words"].casefold()
    if word in HE | SHE:
        sex = "m" if word in HE else "f"
        return _nearest(groups, mention, lambda one: one.kind == "person" and one.sex in {"", sex})
    if word in SELF:
        return _speaker(groups, mention)
    far = NEAR if word in RELATIVE else FAR
    return _nearest(groups, mention, lambda one: one.kind == mention["kind"], far=far)


def _nearest(
    groups: list[Group], mention: Mention, fits: Callable[[Group], bool], far: int = FAR
) -> Group | None:
    gaps = [
        (mention["start"] - other["end"], at)
        for at, group in enumerate(groups)
        if fits(group)
        for other in group.mentions
    ]
    near = [one for one in gaps if 0 <= one[0] <= far]
    return groups[min(near)[1]] if near else None


def _speaker(groups: list[Group], mention: Mention) -> Group | None:
    """Return the named person who is mentioned nearest to a word of the first person."""
    gaps = [
        (min(abs(mention["start"] - other["start"]) for other in group.mentions), at)
        for at, group in enumerate(groups)
        if group.kind == "person" and group.forms
    ]
    near = [one for one in gaps if one[0] < SPOKEN]
    return groups[min(near)[1]] if near else None
