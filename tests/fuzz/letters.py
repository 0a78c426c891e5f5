"""Mail: messages alone, and mailboxes of them."""

from email.message import EmailMessage

from hypothesis import strategies as st

from tests.fuzz.case import Case
from tests.fuzz.damage import edits
from tests.fuzz.pages import FIRST, PAGE, SECOND

_TOKENS = (
    b"Content-Type: multipart/mixed; boundary=b\n\n",
    b"--b\n",
    b"--b--\n",
    b"Subject: ",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Type: text/html; charset=utf-7\n\n",
    b'Content-Type: text/plain; charset=""\n',
    b"Content-Type: multipart/signed\n",
    b"Content-Type: application/pkcs7-mime\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: quoted-printable\n",
    b"Content-Transfer-Encoding: uuencode\n",
    b"=?utf-8?B?////?=",
    b"=?iso-2022-jp?B?GyRC?=",
    b"=?x?Q?=FF?=",
    b"=?utf-8?Q?=00?=",
    b"charset*=utf-16''%00%ff",
    b"filename*0*=%%%",
    b'From: "',
    b"From: <>,<>,(((((",
    b"Date: Mon, 31 Feb 2021 25:61:61 +9999\n",
    b"Date: 1\n",
    b"> quoted\n> quoted\n",
    b"=\n",
    b"On 4 March 2021 at 10:00, a@b.example wrote:\n",
    b"\n\n",
    b"Archived-At: <http://[>\n",
    b"Content-Disposition: attachment; filename=" + b"x" * 3_000 + b"\n",
    b"Received: x\n",
    b"Content-Type: text/plain; charset=unicode_escape\n",
    b"Content-Type: text/rfc822-headers\n",
)


def _letter(words: str, *, rich: bool = False) -> bytes:
    message = EmailMessage()
    message["From"] = "Ilda Moren <ilda@isles.example>"
    message["Date"] = "Mon, 01 Mar 2021 14:05:00 +0200"
    message["Subject"] = "The bar at Łódź"
    message.set_content(f"{words}\n\nOn Monday at 10:00, a@b.example wrote:\n> No.\n> Never.\n")
    if rich:
        message.add_alternative(PAGE.decode(), subtype="html")
        message.add_attachment(b"\x89PNG\x00", "image", "png", filename="quay.png")
        message.add_attachment(EmailMessage())
    return bytes(message)


def _damaged() -> st.SearchStrategy[bytes]:
    pieces = st.lists(st.sampled_from(_TOKENS) | st.binary(max_size=8), max_size=25)
    return (
        edits(_letter("Something else."), _TOKENS)
        | edits(_letter("Something else.", rich=True), _TOKENS)
        | pieces.map(b"".join)
    )


def eml() -> st.SearchStrategy[Case]:
    """Return messages, damaged or put together from pieces."""
    return _damaged().map(lambda data: Case("x.eml", data))


def mbox() -> st.SearchStrategy[Case]:
    """Return mailboxes in which one message is damaged, between two that are sound."""
    first, second = b"From x\n" + _letter(FIRST), b"From y\n" + _letter(SECOND)
    return _damaged().map(
        lambda data: Case(
            "x.mbox",
            b"\n".join([first, b"From z\nX-Number: 3\n" + data, b"", second]),
            (FIRST, SECOND),
        )
    )
