import hashlib

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chancery.model import Capture, Document, Locator
from chancery.sources.html import WebPage

NAMES = (
    "a article aside b body br div dl dt footer form h1 h2 header hr html li main meta nav"
    " noscript option p pre script select small span style svg table td template textarea"
    " th time title tr"
    " ul video x-y !doctype ?xml"
).split()
ATTRIBUTES = (
    "class=byline class='date x' class=share id=cookie-banner class=dek hidden style=display:none"
    " href=/ rel=author itemprop=author itemprop=datePublished datetime=2021-02-30"
    " content='A | B' property=og:title name=author type=application/ld+json role=navigation"
    " lang=en charset=utf-16"
    " ='' \" <"
).split(" ")
WORDS = (
    "The guards lifted the bar at dawn. ",
    "Bridge opens | Post",
    " :: ",
    "\u00a0",
    "\u200b",
    "&amp;&#0;&#xD800;&nosuch;&#x1F600;",
    "\x00\x0b\x1b",
    "\ud7ff\U0001f600\u202e",
    "]]>",
    "<!--",
    "-->",
    '{"@type": "Article", "headline": ["a", {"name": 1}], "datePublished": 7}',
    "\r\n",
    "<",
    "</",
)
starts = st.builds(
    lambda name, attributes, end: f"<{' '.join([name, *attributes])}{end}",
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(ATTRIBUTES), max_size=3),
    st.sampled_from([">", ">", ">", "/>", "", " "]),
)
ends = st.sampled_from([f"</{name}>" for name in NAMES])
pages = st.lists(st.one_of(starts, ends, st.sampled_from(WORDS), st.text(max_size=5)), max_size=60)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages)
@example(["<h1>", "The guards lifted the bar at dawn. ", "\xa0"])
def test_broken_markup_becomes_a_document_that_is_tiled_and_quotes_itself(
    pieces: list[str],
) -> None:
    data = "".join(pieces).encode("utf-8", "replace")
    capture = Capture(
        id="capture-1",
        uri="in/page.html",
        path="page.html",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type="text/html",
        locator=Locator(file="in/page.html", length=len(data)),
    )
    made = WebPage().extract(capture, data)

    assert made == WebPage().extract(capture, data)
    if isinstance(made, Document):
        assert "".join(made.text[b.start : b.end] for b in made.blocks) == made.text
        assert any(block.kept for block in made.blocks)
        if made.title is not None and made.title.basis == "stated":
            place = made.title.evidence
            quote = made.text[place.start : place.end]
            assert quote == quote.strip()
            assert " ".join(quote.split()) == made.title.value != ""
    else:
        assert made.reason in {"empty", "no_text", "binary", "encoding"}
