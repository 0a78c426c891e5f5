"""Measures who held an office on a day: 150 questions, 1990-2026, half of them after 2020.

`python bench/quality/holders.py [--seed N] [--show] [--any]`

Asked of the packaged facts are days from 1990 to March 2021, with REIGN and Archigos as judges:
neither is compiled in. For later days no second source is at hand, so the factbook's editions of
one calendar year are held back, the rest is compiled anew, and the year's editions are the judge.
Thirty questions have "unknown" as their right answer: states that had ceased or not begun (COW),
days after the last edition, and days on which the judge names a person whom the kept editions
show neither before nor after.

An answer is right if it names the judge's person and at most one other, for a head of state and a
head of government may be two. The rival finds the country's name, letter by letter, in the raw
sources and takes the line of the day or else the latest before it.
"""

import argparse
import csv
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/, which is no package

from chancery.knowledge.facts import Role
from chancery.knowledge.folding import fold
from chancery.knowledge.holding import EITHER, Answer
from chancery.knowledge.index import FACTS, Knowledge, ListedFacts, open_knowledge
from training.knowledge import countries, factbook_facts, factbook_leaders, leaders, petrarch
from training.knowledge.leader_text import moment, plain_text

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared/data/knowledge"
FLOORS: dict[str, float] = json.loads((ROOT / "bench/floors.json").read_text())["holders"]
AT_MOST = ("bytes", "open_ms", "memory_mb")
SEED = 0
LATEST = date(2021, 3, 1)  # the last month of REIGN
HELD_BACK = (2021, 2022, 2023, 2024, 2025)
ALIKE = 0.8  # of the letters of a name that the judge and the index write differently
MOST_NAMED = 2
COW_UNTIL = 2016  # states that stand then stand on
QUIET = timedelta(days=3 * 365)  # a state is asked for well before it began or after it ended
DEPUTY = re.compile(r"vice|deputy|represented|crown prince|heir", re.IGNORECASE)
GAP = (date(2017, 3, 29), date(2020, 11, 22))  # between two editions
FIELDS: dict[str, Role] = {
    "chief of state": "head_of_state",
    "head of government": "head_of_government",
}


@dataclass(frozen=True)
class Question:
    """One question with its right answer; None means unknown."""

    group: str
    country: str  # as the judge writes it
    owner: str | None  # where the judge's code leads to one country for certain
    on: date
    role: Role
    gold: str | None
    held_back: int | None = None


@dataclass(frozen=True)
class Spell:
    """One leader's time, by REIGN or Archigos."""

    state: str
    leader: str
    start: date
    end: date


def main() -> int:
    """Print the scores by group; return 1 if a floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--seed", type=int, default=SEED, help="another draw, to develop on")
    ask.add_argument("--show", action="store_true", help="print each answer that is not right")
    ask.add_argument("--any", action="store_true", help="ask 400 days of REIGN, covered or not")
    options = ask.parse_args()
    if not DATA.is_dir():
        print(f"{DATA} is absent: there is no judge", file=sys.stderr)
        return 1
    if options.any:
        return _any_day(options.seed)
    found = _measure(options.seed, show=options.show)
    found |= _cost()
    failures = [
        f"{name}: {found[name]}, floor {floor}"
        for name, floor in FLOORS.items()
        if (found[name] > floor if name in AT_MOST else found[name] < floor)
    ]
    for name in ("bytes", "open_ms", "memory_mb"):
        print(f"{name:<44}{found[name]:>12,}")
    print("\n".join(failures) or "every floor is met")
    return 1 if failures else 0


def _measure(seed: int, *, show: bool) -> dict[str, float]:
    right: Counter[str] = Counter()
    rival: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for one in questions(seed):
        answer = _answer(one)
        good = _right(one, answer)
        groups = (one.group, "unknown" if one.gold is None else "known")
        groups += ("from 2020" if one.on.year >= 2020 else "before 2020", "all")
        for group in groups:
            asked[group] += 1
            right[group] += good
            rival[group] += _rival_right(one)
        if show and not good:
            print(f"{one.country}, {one.role}, {one.on}: {one.gold}; {_said(answer)}")
    print(f"{'questions':<44}{'n':>5}{'right':>8}{'rival':>8}")
    for group in sorted(asked, key=lambda name: (name == "all", name)):
        share, other = right[group] / asked[group], rival[group] / asked[group]
        print(f"{group:<44}{asked[group]:>5}{share:>8.1%}{other:>8.1%}")
    return {
        "right": round(100 * right["all"] / asked["all"], 1),
        "unknown": round(100 * right["unknown"] / asked["unknown"], 1),
        "questions": asked["all"],
    }


def questions(seed: int) -> list[Question]:
    """Return the 150 questions of a draw."""
    draw = random.Random(seed)
    found = [*_reign(draw, 60, date(1990, 1, 1), date(2019, 12, 31), "REIGN, 1990-2019")]
    found += _reign(draw, 15, date(2020, 1, 1), LATEST, "REIGN, 2020-2021")
    for year in HELD_BACK:
        found += _held_back(draw, 9, year, known=True)
        found += _held_back(draw, 1, year, known=False)
    found += _no_state(draw, 10)
    found += _third_person(draw, 5)
    found += _after_all(draw, 10)
    return found


def _reign(
    draw: random.Random, count: int, first: date, last: date, group: str
) -> Iterator[Question]:
    """Yield days of REIGN on which the raw sources speak of the country."""
    for spell, day in _days(draw, first, last):
        owner = _owner(spell.state)
        if _covered(owner, day) and _agreed(spell, day):
            yield Question(group, _state_names()[spell.state], owner, day, EITHER, spell.leader)
            count -= 1
        if not count:
            return


def _days(draw: random.Random, first: date, last: date) -> Iterator[tuple[Spell, date]]:
    """Yield a state and a day at random, with the leader that REIGN gives, for ever."""
    states = sorted(reign())
    while True:
        day = first + timedelta(days=draw.randrange((last - first).days + 1))
        spells = [one for one in reign()[draw.choice(states)] if one.start <= day <= one.end]
        if len(spells) == 1:
            yield spells[0], day


def _agreed(spell: Spell, day: date) -> bool:
    """Say whether Archigos, where it covers the day, names the same person."""
    other = [one.leader for one in archigos().get(spell.state, ()) if one.start <= day <= one.end]
    return not other or any(_same(spell.leader, (name,)) for name in other)


def _covered(owner: str | None, day: date) -> bool:
    """Say whether the raw sources speak of a country's two offices on a day."""
    if day <= petrarch.UNTIL:
        return True
    fields = {row["field"] for row in since_rows() if row["owner"] == owner and _spans(row, day)}
    return fields == set(FIELDS)


def _spans(row: dict[str, str], day: date) -> bool:
    begun = moment(row["since"])
    return bool(
        begun and begun.latest and begun.latest <= day <= date.fromisoformat(row["last_seen"])
    )


def _held_back(draw: random.Random, count: int, year: int, *, known: bool) -> Iterator[Question]:
    """Yield days of a year whose editions are held back, judged by those editions.

    Known is who stands in the other editions too, with a since-date that reaches the day; unknown
    is who stands in none of them.
    """
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    own = [row for row in since_rows() if _within(row, start, end)]
    others = _others(year)
    while count:
        row = draw.choice(own)
        first = max(date.fromisoformat(row["first_seen"]), start, _begun(row) or start)
        last = min(date.fromisoformat(row["last_seen"]), end - timedelta(days=1))
        if first > last or not row["owner"] or not _first_of_line(row):
            continue
        day = first + timedelta(days=draw.randrange((last - first).days + 1))
        same = [
            one
            for one in others
            if (one["owner"], one["field"]) == (row["owner"], row["field"])
            and _same(row["holder"], (one["holder"],))
        ]
        told = [one for one in others if _told(one, row, day)]
        if known and not any(one in same for one in told):
            continue
        if not known and (told or _printed(row, year)):
            continue
        group = f"factbook, {year} held back" if known else "unknown: shown in no other edition"
        role = FIELDS[row["field"]]
        yield Question(
            group, row["country"], row["owner"], day, role, row["holder"] if known else None, year
        )
        count -= 1


def _printed(row: dict[str, str], year: int) -> bool:
    """Say whether any line of another year prints the family name of the row's person."""
    name = _last_name(row["holder"])
    return any(one.fips == row["fips"] and name in plain_text(one.text) for one in _kept(year))


@cache
def _kept(year: int) -> list[factbook_leaders.Row]:
    rows = factbook_leaders.read_rows(DATA / "factbook")
    return factbook_leaders.hold_back(rows, date(year, 1, 1), date(year + 1, 1, 1))


def _told(one: dict[str, str], row: dict[str, str], day: date) -> bool:
    """Say whether another edition's row gives a holder of the same office for the day."""
    office = (row["owner"], row["field"])
    return (one["owner"], one["field"]) == office and _spans(one, day) and _first_of_line(one)


def _within(row: dict[str, str], start: date, end: date) -> bool:
    first, last = date.fromisoformat(row["first_seen"]), date.fromisoformat(row["last_seen"])
    return first < end and last >= start


def _begun(row: dict[str, str]) -> date | None:
    begun = moment(row["since"])
    return begun.latest if begun else None


def _first_of_line(row: dict[str, str]) -> bool:
    """Say whether the row's person opens the line, as the one that holds the office does."""
    opened = _openings()[row["fips"], row["field"]]
    return any(text.startswith(row["holder"]) for text in opened) and not DEPUTY.search(
        row["holder"]
    )


@cache
def _openings() -> dict[tuple[str, str], set[str]]:
    """Return the lines of each country and field, entities resolved."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in factbook_leaders.read_rows(DATA / "factbook"):
        found.setdefault((row.fips, row.field), set()).add(plain_text(row.text))
    return found


@cache
def _others(year: int) -> list[dict[str, str]]:
    """Return the raw rows as the editions of other years alone would give them."""
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    kept: list[dict[str, str]] = []
    for row in since_rows():
        if date.fromisoformat(row["first_seen"]) < start:
            last = min(date.fromisoformat(row["last_seen"]), start - timedelta(days=1))
            kept.append({**row, "last_seen": last.isoformat()})
        if date.fromisoformat(row["last_seen"]) >= end:
            first = max(date.fromisoformat(row["first_seen"]), end)
            kept.append({**row, "first_seen": first.isoformat()})
    return kept


def _no_state(draw: random.Random, count: int) -> Iterator[Question]:
    """Yield days on which the Correlates of War know no such state, and Archigos no leader."""
    states = [
        one for one in _cow() if _newborn(one) or date(1990, 1, 1) < one.end < date(2010, 1, 1)
    ]
    for _ in range(count):
        one = draw.choice(states)
        if one.end < date(2010, 1, 1):
            first, last = one.end + QUIET, date(2019, 12, 31)
        else:
            first, last = date(1990, 1, 1), one.start - QUIET
        day = first + timedelta(days=draw.randrange((last - first).days + 1))
        yield Question("unknown: no such state", one.leader, None, day, EITHER, None)


def _newborn(one: Spell) -> bool:
    begun = [spell.start for spell in archigos().get(one.state, ())]
    late = date(1991, 1, 1) + QUIET < one.start
    return late and bool(begun) and abs(min(begun) - one.start) < timedelta(days=366)


def _third_person(draw: random.Random, count: int) -> Iterator[Question]:
    """Yield days between two editions when REIGN names whom neither edition shows."""
    for spell, day in _days(draw, *GAP):
        owner = _owner(spell.state)
        rows = [row for row in since_rows() if row["owner"] == owner]
        shown = any(_same(spell.leader, (row["holder"],)) for row in rows)
        heads = {row["field"]: row["holder"] for row in rows if row["last_seen"] == "2017-03-28"}
        if (
            shown
            or any(_spans(row, day) for row in rows)
            or len({_last_name(name) for name in heads.values()}) != 1
            or len(heads) != 2
        ):
            continue  # only where one person is both, so that it is clear which office REIGN means
        name = _state_names()[spell.state]
        yield Question("unknown: between two editions", name, owner, day, EITHER, None)
        count -= 1
        if not count:
            return


def _after_all(draw: random.Random, count: int) -> Iterator[Question]:
    """Yield days after the last edition."""
    for _ in range(count):
        state = draw.choice(sorted(reign()))
        day = date(2026, 6, 1) + timedelta(days=draw.randrange(200))
        name = _state_names()[state]
        yield Question("unknown: after the last edition", name, _owner(state), day, EITHER, None)


def _answer(one: Question) -> Answer | None:
    """Return what the index says; None where the name of the country leads to none or several."""
    knowledge = _packaged() if one.held_back is None else _without(one.held_back)
    owners = [
        found.actor.id
        for found in _packaged().candidates(one.country)
        if found.actor.kind in {"country", "territory", "former_country"}
        and any(form.sort in {"name", "official", "variant"} for form in found.forms)
    ]
    owner = (
        one.owner
        if one.owner in owners or one.held_back
        else (owners[0] if len(owners) == 1 else None)
    )
    return knowledge.holders(owner, one.on, one.role) if owner else None


def _right(one: Question, answer: Answer | None) -> bool:
    if one.gold is None:
        return answer is None or answer.status == "unknown"
    if answer is None or answer.status != "known":
        return False
    holders = {held.term.holder for held in answer.holdings}
    return len(holders) <= MOST_NAMED and _named(one, answer)


def _named(one: Question, answer: Answer) -> bool:
    """Say whether the judge's person is among the holders."""
    holders = {held.term.holder or "": held.term.written for held in answer.holdings}
    names = [
        name for identity, written in holders.items() for name in (written, *_forms(one, identity))
    ]
    return one.gold is not None and _same(one.gold, names)


def _forms(one: Question, identity: str) -> Iterator[str]:
    knowledge = _packaged() if one.held_back is None else _without(one.held_back)
    actor = knowledge.actor(identity)
    return (name.text for name in actor.names) if actor else iter(())


def _said(answer: Answer | None) -> str:
    if answer is None:
        return "no such country, or several"
    named = ", ".join(f"{held.term.written} ({held.term.role})" for held in answer.holdings)
    possible = ", ".join(held.term.written for held in answer.possible)
    return f"{answer.status}: {named}; possible {possible}"


def _same(gold: str, names: Iterable[str]) -> bool:
    """Say whether a judge's name, often a family name alone, is one of these."""
    words = [word for word in fold(gold).split() if word not in TITLES] or fold(gold).split()
    telling = [word for word in words if len(word) > 3] or words
    for name in names:
        own = fold(name).split()
        hits = [any(_alike(word, other) for other in own) for word in telling]
        if any(hits) if len(telling) <= 2 else sum(hits) >= 2:
            return True
    return False


TITLES = frozenset(
    """
    president prime minister king queen premier chancellor the of and general acting interim
    vice deputy first co abd bin ibn muhammad mohammed mohamed ahmad ali jose juan
    """.split()  # noqa: SIM905
)


@cache
def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _last_name(holder: str) -> str:
    return next((word for word in holder.split() if word.isupper() and len(word) > 2), holder)


def _rival_right(one: Question) -> bool:
    names = list(_rival(one))
    if one.gold is None:
        return not names
    return len(names) <= MOST_NAMED and _same(one.gold, names)


def _rival(one: Question) -> Iterator[str]:
    """Yield whom the raw lines of a country of exactly this name give for the day."""
    rows = _others(one.held_back) if one.held_back else since_rows()
    fields = [name for name, role in FIELDS.items() if one.role in (role, EITHER)]
    for name in fields:
        own = [row for row in rows if row["country"] == one.country and row["field"] == name]
        begun = [row for row in own if (_begun(row) or date.max) <= one.on]
        shown = [
            row for row in begun if row["first_seen"] <= one.on.isoformat() <= row["last_seen"]
        ]
        best = shown[:1] or sorted(begun, key=lambda row: _begun(row) or date.min)[-1:]
        yield from (row["holder"] for row in best)
    if one.on <= petrarch.UNTIL:
        yield from _rival_dictionary(one)


def _rival_dictionary(one: Question) -> Iterator[str]:
    code = next((code for code, name in _headings() if name == one.country.casefold()), None)
    covering = [
        entry.names[0]
        for entry in _entries()
        for stay in entry.stays
        if stay.code == f"{code}GOV"
        and stay.start.latest
        and stay.start.latest <= one.on
        and (stay.end.earliest or date.min) >= one.on
    ]
    yield from dict.fromkeys(covering[:MOST_NAMED])


@cache
def _headings() -> tuple[tuple[str, str], ...]:
    path = DATA / "petrarch_dictionaries/Phoenix.Countries.actors.txt"
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    found = (petrarch.HEADING.match(line) for line in lines)
    return tuple((one["code"], one["name"].replace("_", " ").casefold()) for one in found if one)


@cache
def reign() -> dict[str, list[Spell]]:
    """Return REIGN's spells from 1989 on by COW code of the state."""
    found: dict[str, list[Spell]] = {}
    with (DATA / "reign/leaderlist_3_21.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            start = date(int(row["syear"]), int(row["smonth"]), int(row["sdate"]))
            found.setdefault(row["ccode"], []).append(
                Spell(row["ccode"], row["leader"], start, LATEST)
            )
    for spells in found.values():
        spells.sort(key=lambda one: one.start)
        for at, following in enumerate(spells[1:]):
            spells[at] = Spell(
                spells[at].state,
                spells[at].leader,
                spells[at].start,
                following.start - timedelta(days=1),
            )
    return {
        code: spells
        for code, spells in found.items()
        if any(one.state == code and one.end.year >= COW_UNTIL for one in _cow())
    }


@cache
def archigos() -> dict[str, list[Spell]]:
    """Return Archigos' spells by code of the state."""
    found: dict[str, list[Spell]] = {}
    with (DATA / "archigos/archigos.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            code = str(int(float(row["gwcode"])))
            start, end = date.fromisoformat(row["startdate"]), date.fromisoformat(row["enddate"])
            found.setdefault(code, []).append(Spell(code, row["leader"], start, end))
    return found


@cache
def _cow() -> tuple[Spell, ...]:
    """Return the states of the Correlates of War, `leader` being the name."""
    found: dict[str, Spell] = {}
    with (DATA / "archigos/cow_states.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = str(int(float(row["ccode"])))
            start = date(*(int(float(row[key])) for key in ("styear", "stmonth", "stday")))
            end = date(*(int(float(row[key])) for key in ("endyear", "endmonth", "endday")))
            found[code] = Spell(code, row["statenme"], start, end)
    return tuple(found.values())


@cache
def _state_names() -> dict[str, str]:
    return {one.state: one.leader for one in _cow()}


@cache
def _owner(state: str) -> str | None:
    """Return the id of the only country of the state's name."""
    found = [
        one.actor.id
        for one in _packaged().candidates(_state_names()[state])
        if one.actor.kind in {"country", "territory"}
    ]
    return found[0] if len(found) == 1 else None


@cache
def since_rows() -> tuple[dict[str, str], ...]:
    """Return the raw rows of leaders with since-dates, with the id of the country."""
    fips = _codes()
    lines = (DATA / "factbook/leaders_since.jsonl").read_text(encoding="utf-8").splitlines()
    rows = (json.loads(line) for line in lines)
    return tuple(
        {**row, "owner": countries.owner_id(fips[row["fips"]]) if row["fips"] in fips else ""}
        for row in rows
    )


@cache
def _codes() -> dict[str, str]:
    return countries.by_fips(countries.read_territories(DATA), countries.read_government(DATA))


@cache
def _entries() -> list[petrarch.Entry]:
    return petrarch.read_entries(DATA / "petrarch_dictionaries/Phoenix.Countries.actors.txt")


@cache
def _packaged() -> Knowledge:
    return open_knowledge()


@cache
def _without(year: int) -> Knowledge:
    """Return the factbook's leaders compiled without the editions of a year."""
    pages = countries.read_government(DATA)
    kept = _kept(year)
    persons, terms = leaders.compile_leaders(
        kept, (), _codes(), {}, factbook_facts.names_of(kept, pages)
    )
    return Knowledge(ListedFacts(actors=persons, terms=terms))


def _any_day(seed: int) -> int:
    """Print the shares of answers on days of REIGN drawn without regard to what is covered."""
    draw = random.Random(seed)
    shares: dict[str, Counter[str]] = {}
    for (spell, day), _ in zip(_days(draw, date(1990, 1, 1), LATEST), range(400), strict=False):
        owner = _owner(spell.state)
        one = Question("any", _state_names()[spell.state], owner, day, EITHER, spell.leader)
        answer = _answer(one)
        said = "unknown" if answer is None or answer.status != "known" else "wrong or incomplete"
        if _right(one, answer):
            said = "right"
        elif answer and _named(one, answer):
            said = "among more than two"
        shares.setdefault(f"{day.year // 5 * 5}", Counter())[said] += 1
    for years, counts in sorted(shares.items()):
        total = sum(counts.values())
        shown = ", ".join(f"{name} {count / total:.0%}" for name, count in sorted(counts.items()))
        print(f"from {years}: {total} days; {shown}")
    return 0


def _cost() -> dict[str, float]:
    """Return the size of the file, and what opening it and a hundred lookups cost."""
    before = _memory()
    start = time.perf_counter()
    knowledge = open_knowledge()
    opened = time.perf_counter() - start
    for name in ("Moscow", "Kabul", "Berlin", "IAEA") * 25:
        knowledge.candidates(name)
    return {
        "bytes": FACTS.stat().st_size,
        "open_ms": round(1000 * opened, 2),
        "memory_mb": round((_memory() - before) / 1e6, 1),
    }


def _memory() -> int:
    line = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if "VmRSS" in line
    )
    return 1024 * int(line.split()[1])


if __name__ == "__main__":
    raise SystemExit(main())
