"""A small made-up collection for whole builds: own words, copies, an agency, a bad file."""

import random
from pathlib import Path

PLACES = ["Ostrava Gate", "Velm", "Karrow", "Lake Issen", "Port Dunmare", "Tarn"]
PEOPLE = ["Mara Ilvic", "Tomas Reyd", "Senna Okoro", "Davit Lorn", "Elia Marsh"]
VERBS = "counted described refused promised doubted repeated feared praised signed".split()
ADJECTIVES = "thin northern early careful bitter local heavy quiet second broken empty".split()
NOUNS = (
    "ferry tariff barrier list driver pump ledger convoy harbour permit signature meadow lorry "
    "harvest seal railway quota envelope bridge inspector"
).split()
LINKS = "while because although before unless after until".split()
WIRE = (
    "The two sides left the hall without a word to the waiting reporters, and the mediators spent "
    "the evening carrying handwritten notes between hotels that stand on opposite banks of the "
    "river. Drivers who had slept beside their lorries for nine nights cheered when the first "
    "barrier rose shortly before dawn, although only perishable loads were let through."
)


def sentence(draw: random.Random) -> str:
    one, two, three, four = draw.sample(NOUNS, 4)
    return (
        f"{draw.choice(PEOPLE)} {draw.choice(VERBS)} the {draw.choice(ADJECTIVES)} {one} of the "
        f"{two} {draw.choice(LINKS)} a {draw.choice(ADJECTIVES)} {three} {draw.choice(VERBS)} "
        f"some {draw.choice(ADJECTIVES)} {four} near {draw.choice(PLACES)}."
    )


def article(seed: int) -> str:
    draw = random.Random(seed)
    paragraphs = [" ".join(sentence(draw) for _ in range(3)) for _ in range(5)]
    if seed % 4 == 0:
        paragraphs.insert(2, WIRE if seed % 8 else WIRE.replace("nine nights", "ten nights"))
    if seed % 12 == 0:
        paragraphs[0] = f"KARROW (Reuters) - {paragraphs[0]}"
    head = f"Crossing talks, day {seed}: {draw.choice(PEOPLE)} meets drivers"
    return "\n\n".join([head, *paragraphs]) + "\n"


def write_corpus(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True)
    for seed in range(count):
        (folder / f"{seed:03}.txt").write_text(article(seed), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    page = f"<html><head><title>Page</title></head><body><h1>Page</h1><article><p>{WIRE}</p>"
    page += "<p>Some 40 lorries waited before the barrier.</p>"
    page += "".join(f"<p>{sentence(random.Random(i))}</p>" for i in range(900, 908))
    (folder / "page.html").write_text(page + "</article></body></html>", encoding="utf-8")
    return folder
