import base64
import json
import time
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest

from chancery.model import Document, Rejection
from chancery.sources.mail import Message

PAGE = (
    "<html><body><h1>{0}</h1>" + "<p>The guards lifted the bar at dawn, and carts rolled.</p>" * 5
)


@pytest.fixture
def extract(make_capture: Callable[..., Any]) -> Callable[[Any], Document | Rejection]:
    def run(given: EmailMessage | bytes | str) -> Document | Rejection:
        data = given.as_bytes() if isinstance(given, EmailMessage) else given
        data = data.encode() if isinstance(data, str) else data
        return Message().extract(make_capture(data, "message/rfc822", "x.eml", "x.eml"), data)

    return run


def letter(text: str = "The bar is up.\n", **fields: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ilda Moren <ilda@isles.example>"
    message["Date"] = "Mon, 01 Mar 2021 14:05:00 +0200"
    message["Subject"] = "The bar"
    for name, value in fields.items():
        if not name.startswith("Content"):
            message[name.replace("_", "-")] = value
    message.set_content(text)
    for name, value in fields.items():
        if name.startswith("Content"):
            message[name.replace("_", "-")] = value
    return message


def kept(document: Document) -> str:
    return "".join(document.text[one.start : one.end] for one in document.blocks if one.kept)


def removed(document: Document) -> str:
    return "".join(document.text[one.start : one.end] for one in document.blocks if not one.kept)


def test_the_header_gives_metadata_and_the_body_the_text(extract: Callable[..., Any]) -> None:
    document = extract(
        letter("The bar is up.\nNobody knows why.\n", Message_ID="<a1@isles.example>")
    )

    assert document.text == "The bar is up.\nNobody knows why.\n"
    assert (document.title.value, document.title.basis) == ("The bar", "markup")
    assert document.title.evidence.pointer == "Subject"
    assert document.published.start == "2021-03-01T12:05:00Z"
    assert (document.byline.value, document.outlet) == ("Ilda Moren", None)
    assert json.loads(document.fields["Message-ID"]) == "<a1@isles.example>"
    assert json.loads(document.fields["From"]) == "Ilda Moren <ilda@isles.example>"


def test_who_sends_a_newsletter_is_an_outlet_and_who_writes_to_a_list_an_author(
    extract: Callable[..., Any],
) -> None:
    news = extract(
        letter(List_Unsubscribe="<https://isles.example/u>", List_Id="<n.isles.example>")
    )
    listed = extract(letter(List_Id="<l.isles.example>", List_Post="<mailto:l@isles.example>"))

    assert (news.outlet.value, news.byline) == ("Ilda Moren", None)
    assert (listed.byline.value, listed.outlet) == ("Ilda Moren", None)


def test_other_fields_are_read_where_they_say_one_thing(extract: Callable[..., Any]) -> None:
    document = extract(letter(Content_Language="pt-BR", Archived_At="<https://isles.example/m/1>"))
    vague = extract("Date: yesterday\nFrom: a@b.example\nContent-Language: en, de\n\nWords.\n")

    assert document.language.value == "pt"
    assert document.address == "https://isles.example/m/1"
    assert (vague.published, vague.byline, vague.language, vague.title) == (None,) * 4
    assert json.loads(vague.fields["Date"]) == "yesterday"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"=?utf-8?B?w4FzZG90?= =?iso-8859-1?Q?_n=E9?=", "Ásdot né"),
        (b"Ferry\r\n  talks", "Ferry talks"),
        ("Fähre".encode(), "Fähre"),
        ("Fähre im Wintersturm".encode("latin-1"), None),
        (b"=?no-such?Q?plain?=", "plain"),
        (b"=?utf-8?B?!!!?= x", None),
    ],
)
def test_subjects_are_decoded_and_broken_ones_do_no_harm(
    extract: Callable[..., Any], raw: bytes, value: str | None
) -> None:
    document = extract(b"Subject: " + raw + b"\r\n\r\nWords.\r\n")

    assert document.text == "Words.\r\n"
    if value is not None:
        assert document.title.value == value


def test_of_plain_text_and_html_the_plain_one_is_read(extract: Callable[..., Any]) -> None:
    message = letter(
        "The guards lifted the bar at dawn, and the carts rolled over the bridge. " * 5
    )
    message.add_alternative(PAGE.format("The bar"), subtype="html")

    assert extract(message).media_type == "text/plain"


def test_html_is_read_in_a_newsletter_or_where_it_says_more(extract: Callable[..., Any]) -> None:
    short = letter("Your program shows no HTML.")
    short.add_alternative(PAGE.format("The bar"), subtype="html")
    news = letter("The guards lifted the bar. " * 9, List_Unsubscribe="<https://isles.example/u>")
    news.add_alternative(PAGE.format("The bar"), subtype="html")

    for message in (short, news):
        document = extract(message)
        assert document.media_type == "text/html"
        assert "The guards lifted the bar at dawn" in kept(document)


def test_quotations_of_the_answered_message_are_repeats(extract: Callable[..., Any]) -> None:
    own = "We agree to the pier.\n\n"
    lead = "On Mon, 1 Mar 2021 at 10:00, Tor Eld\n<tor@isles.example> wrote:\n\n"
    quoted = "> Do you agree to the pier?\n>\n> Tor\n"
    document = extract(letter(own + lead + quoted + "\nIlda\n"))

    assert kept(document) == own + "\nIlda\n"
    assert removed(document) == lead + quoted
    assert {one.type for one in document.blocks if not one.kept} == {"repeat"}
    assert document.text == own + lead + quoted + "\nIlda\n"


@pytest.mark.parametrize(
    "text",
    [
        "> All that there is\n> is quoted.\n",
        "Up.\n\n> one line\n\nDown.\n",
        ">From there\n>From here\n",
    ],
    ids=["nothing else", "a single line", "an escape of mailboxes"],
)
def test_what_may_be_no_quotation_is_kept(extract: Callable[..., Any], text: str) -> None:
    assert kept(extract(letter(text))) == text


def test_below_the_line_that_opens_a_quotation_in_html_all_is_removed(
    extract: Callable[..., Any],
) -> None:
    page = (
        "<p>We agree to the pier, and to its cost, as the council said.</p>"
        "<div>On 1 Mar 2021, 10:00, Tor &lt;tor@isles.example&gt; wrote:</div>"
        "<blockquote>Do you agree to the pier, and to its cost?</blockquote>"
    )
    message = letter()
    message.set_content(page, subtype="html")
    document = extract(message)

    assert kept(document).strip() == "We agree to the pier, and to its cost, as the council said."
    assert "Do you agree" in removed(document)


def test_parts_below_each_other_are_all_read(extract: Callable[..., Any]) -> None:
    message = letter("The letter itself.")
    message.add_attachment("A second part.", disposition="inline")
    message.add_attachment("A file.", filename="x.txt")
    document = extract(message)

    assert document.text == "The letter itself.\nA second part.\n"
    assert json.loads(document.fields["attachments"]) == [{"name": "x.txt", "type": "text/plain"}]


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-8859-2", "Žlutý kůň přeběhl přes most za úsvitu."),
        ("iso-2022-jp", "島の会議は月曜日に始まった。"),
        ("koi8-r", "Переговоры начались в понедельник."),
        ("utf-8", "Café"),
    ],
)
def test_texts_are_read_in_their_charset(
    extract: Callable[..., Any], charset: str, text: str
) -> None:
    head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"

    assert extract(head.encode() + base64.b64encode(text.encode(charset))).text == text


def test_a_charset_that_is_wrong_is_told_by_the_bytes(extract: Callable[..., Any]) -> None:
    text = "Žlutý kůň přeběhl přes most."
    for charset in ("us-ascii", "iso-8859-1", "nonsense", "iso-2022-jp"):
        head = f"Content-Type: text/plain; charset={charset}\n\n"
        assert extract(head.encode() + text.encode()).text == text


@pytest.mark.untraced
def test_five_hundred_attachments_are_counted_and_not_read(extract: Callable[..., Any]) -> None:
    message = letter()
    for number in range(500):
        message.add_attachment(b"\x00" * 9_000, "image", "png", filename=f"{number}.png")
    start = time.process_time()
    document = extract(message)

    assert document.text == "The bar is up.\n"
    assert document.fields["attachment_count"] == "500"
    assert len(json.loads(document.fields["attachments"])) == 100
    assert time.process_time() - start < 5


def nested(depth: int) -> str:
    head = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)
    )
    return f"Subject: x\n{head}Content-Type: text/plain\n\nDeep.\n"


SEALED = "Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: a/b\n\nx\n--b--\n"


def parts(count: int) -> str:
    return "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * count + "--b--\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (nested(3_000), "too_deep"),
        (parts(2_001), "too_large"),
        ("Subject: x\n\n", "no_text"),
        (
            "Subject: x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA",
            "no_text",
        ),
        (SEALED, "encrypted"),
        ("Content-Type: application/pkcs7-mime\n\nAAAA", "encrypted"),
        (b"Subject: x\n\n" + bytes(range(256)) * 9, "binary"),
        ("Content-Type: text/html\n\n<script>1</script>", "no_text"),
    ],
    ids=["deep", "parts", "no body", "picture", "encrypted", "smime", "binary", "page"],
)
def test_a_message_without_text_that_can_be_read_is_rejected(
    extract: Callable[..., Any], data: str | bytes, reason: str
) -> None:
    rejection = extract(data)

    assert isinstance(rejection, Rejection)
    assert rejection.reason == reason


@pytest.mark.parametrize(
    "data",
    [
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe end is lost",
        "Content-Type: multipart/mixed\n\nNo boundary is named.\n",
        "Content-Type: ;;;\n\nWords.\n",
        "no header at all, only words\n",
        "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nV29yZHMu=\n!!\n",
        "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nWo=ZZrds=\n",
    ],
)
def test_broken_mime_is_read_as_far_as_it_goes(extract: Callable[..., Any], data: str) -> None:
    document = extract(data)

    assert isinstance(document, Document)
    assert document.text.strip()
