"""Invented articles, and invented furniture to put into them, for `bench/clean.py`."""

# ruff: noqa: E501 - a paragraph of the made texts is one line, as pages have it

import random
from collections.abc import Sequence

Spans = list[tuple[int, int]]

ARTICLES = (
    (
        "Lakeland and Ostrava sign ferry accord after night of talks",
        "The governments of Lakeland and Ostrava signed an accord on ferry traffic early on Tuesday, ending a dispute that had kept the eastern crossing shut since spring.",
        "Under the text, both sides will open two berths each and share the cost of dredging, the Lakeland transport ministry said in a statement.",
        "“Nobody got everything, and everybody got something,” chief negotiator Ilse Maran told reporters outside the customs house.",
        "Fishermen on the Ostrava shore were less pleased. Several said the timetable leaves them no quiet hours in which to set their nets.",
        "What comes next",
        "A joint commission is to meet in June. It will decide whether night sailings, which Ostrava has long refused, may begin on a trial basis.",
        "Trade between the two shores fell by a third while the crossing was closed, according to figures from the chamber of commerce.",
    ),
    (
        "Mediator leaves hill town without a truce",
        "A mediator sent by the regional council left the hill town of Berrin on Friday without a truce between the two militias that have fought over its wells.",
        "Hamid Dorr said he had spoken with both commanders and would return within ten days. He did not say what had been offered.",
        "Residents reported shelling near the northern road shortly after his convoy passed. There was no word on casualties.",
        "“We were promised quiet until Sunday,” said a shopkeeper who gave her name as Lena.",
        "The council has pledged flour and fuel for four thousand families, but lorries have been waiting at the river since Monday.",
        "Each side accuses the other of moving guns into the school. Neither claim could be checked.",
    ),
)
"""Title and paragraphs; two of the many shapes that news takes."""

APPEALS = (
    "We count on readers to pay for our reporting. Your donation keeps this newsroom open to everyone.",
    "If you value independent journalism, please consider supporting our work today.",
    "Subscribe to our newsletter and get the morning's news delivered to your inbox.",
    "Support our journalism\nWe have no owner and no shareholders.\nYour support helps us send reporters where others do not go.",
    "We rely on readers like you. Become a member today and help us keep the lights on.",
    "Already a subscriber? Log in\nTo continue reading this article, subscribe now.",
)
CONSENT = (
    "We use cookies to improve your experience. By clicking accept you agree to our use of cookies.",
    "This website uses cookies and similar technologies. Manage preferences\nAccept all",
    "We and our partners store and access information on your device. You can change your choices at any time in our privacy policy.\nReject all\nAccept all",
    "By continuing to use this site, you agree to our use of cookies.\nGot it",
)
CAPTIONS = (
    ("Lorries wait at the closed eastern crossing on Monday morning.", "Photo: Lena Dorr"),
    (
        "A fisherman mends his nets on the Ostrava shore in this file photo.",
        "Lena Dorr/Hill Pictures",
    ),
    ("The convoy of the mediator leaves the hill town of Berrin.", "© Hill Pictures"),
    ("Families queue for flour by the river in Berrin", "(Photo: Hill Pictures/Lena Dorr)"),
)
"""A caption, which pages give as the picture's other text and again below it, and its credit."""
TEASERS = (
    "Related articles\nHarbour dues to rise in autumn\n3 May, 2023\nHarbour dues to rise in autumn\nBoat owners face a second increase in as many years...\nA bridge too dear\n1 May, 2023\nA bridge too dear\nThe committee will look again at what the engineers have asked for...",
    "Read more: Harbour dues to rise in autumn",
    "Read more\nThe bridge that nobody wanted\nWhy the night ferry stays in port\n5 May, 2023",
    "Most read\nWeather: storms ahead\nFive things to know about the vote\nPhotos: the week in pictures\nHow the cup was won",
)
SHARE = (
    "Share this article\nFacebook\nTwitter\nCopy link",
    "Follow us on Twitter\nPrint this page",
)
NAVIGATION = (
    "Skip to main content\nHome\nWorld\nPolitics\nSport\nSubscribe\nSearch",
    "Menu\nLatest news\nSign in",
)
KINDS = (
    "none",
    "appeal inside",
    "appeal glued",
    "consent inside",
    "consent at the end",
    "caption twice",
    "teasers inside",
    "teasers at the end",
    "share inside",
    "share at both ends",
    "navigation at the start",
    "body twice",
)


def inject(kind: str, article: Sequence[str], draw: random.Random) -> tuple[str, Spans]:
    """Return a text and the spans of it that do not belong to the article."""
    gap = draw.choice(("\n", "\n\n"))
    own = [(part, False) for part in article]
    place = draw.randrange(2, max(3, len(own)))
    if kind == "appeal glued":
        return _glue(own, place, draw.choice(APPEALS), gap)
    at, choices = {
        "appeal inside": (place, APPEALS),
        "consent inside": (place, CONSENT),
        "teasers inside": (place, TEASERS),
        "share inside": (place, SHARE),
        "teasers at the end": (len(own), TEASERS),
        "consent at the end": (len(own), CONSENT),
        "share at both ends": (len(own), SHARE),
        "navigation at the start": (0, NAVIGATION),
    }.get(kind, (len(own), ()))
    if choices:
        own.insert(at, (draw.choice(choices), True))
    if kind == "caption twice":
        caption, credit = draw.choice(CAPTIONS)
        own[place:place] = [(caption, False), (caption, True), (credit, False)]
    if kind == "share at both ends":
        own.insert(0, (draw.choice(SHARE), True))
    if kind == "body twice":
        own += [(part, True) for part in article]
    return _lay_out(own, [gap] * len(own))


def _glue(own: list[tuple[str, bool]], place: int, appeal: str, gap: str) -> tuple[str, Spans]:
    own.insert(place, (appeal, True))
    gaps = [gap] * len(own)
    gaps[place] = ""
    return _lay_out(own, gaps)


def _lay_out(parts: list[tuple[str, bool]], gaps: list[str]) -> tuple[str, Spans]:
    text = ""
    spans: Spans = []
    for (part, foreign), gap in zip(parts, gaps, strict=True):
        if foreign:
            spans.append((len(text), len(text) + len(part) + len(gap)))
        text += part + gap
    return text, spans
