"""What is shared does not say where its maker keeps files."""

from msgspec.structs import replace
from stored import records

from chancery.exports.cut import Cut
from chancery.model import Capture, Document, Locator

CAPTURE = Capture(
    id="capture-a",
    uri="a.txt",
    path="a.txt",
    sha256="0" * 64,
    size=9,
    media_type="text/plain",
    locator=Locator(file="a.txt", length=9),
)


def test_folders_of_files_are_left_out_where_texts_are() -> None:
    capture = CAPTURE
    document = next(one for one in records() if isinstance(one, Document))
    home = "/home/ann/desk/secret"
    held = replace(capture.locator, file=f"{home}/a.txt")
    cut = Cut(40)

    assert cut.plain(replace(capture, uri=f"{home}/a.txt", locator=held))["uri"] == "a.txt"
    assert home not in str(cut.plain(replace(capture, uri=f"{home}/a.txt", locator=held)))
    kept = cut.plain(replace(document, uri="https://example.org/a/b.html", path="may/b.html"))
    assert (kept["uri"], kept["path"]) == ("https://example.org/a/b.html", "may/b.html")
    assert {one.what: one.count for one in cut.left_out}[
        "folders of files on the machine that built it"
    ] == 4


def test_they_stay_where_nothing_is_left_out() -> None:
    held = replace(CAPTURE.locator, file="/home/ann/a.txt")

    assert Cut().plain(replace(CAPTURE, locator=held))["locator"]["file"] == "/home/ann/a.txt"
    assert not Cut().left_out
