"""What the first bytes of a file show where formats resemble one another."""

import pytest

from chancery.sources.sniff import Kind, type_of_head

RELATED = b'Content-Type: multipart/related;\r\n boundary="b"\r\n\r\n--b\r\n'


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n" + RELATED, "multipart/related"),
        (b"Message-ID: <1@post.example>\r\nMIME-Version: 1.0\r\n" + RELATED, "message/rfc822"),
        (b"MIME-Version: 1.0\r\n" + RELATED[:-7] + b"Received: by post\r\n", "message/rfc822"),
        (b"From: Ann\nMIME-Version: 1.0\nContent-Type: text/plain\n\nUp.\n", "message/rfc822"),
        (b"Ferry: an account\nThe bar was lifted.\nMIME-Version: 1.0\n", "text/plain"),
    ],
)
def test_mail_and_saved_pages_are_told_apart(head: bytes, kind: Kind) -> None:
    assert type_of_head(head) == kind
