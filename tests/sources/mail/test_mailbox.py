import hashlib
import mailbox
import tracemalloc
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from chancery.model import Capture
from chancery.sources.files import FileReader
from chancery.sources.mail import Message


def letter(text: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "The bar"
    message.set_content(text)
    return message


def write(path: Path, *texts: str) -> Path:
    box = mailbox.mbox(path)
    for text in texts:
        box.add(letter(text))
    box.close()
    return path


def test_each_message_is_a_slice_of_the_mailbox(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    path = write(tmp_path / "in.mbox", "One.\n", "Two.\n\nFrom afar:\n", "Three.\n")
    found = collect(path)

    assert [item.uri for item in found] == [f"{path}#M{number}" for number in (1, 2, 3)]
    assert {item.media_type for item in found} == {"message/rfc822"}
    texts = []
    for item in found:
        data = FileReader().read(item.locator)
        assert hashlib.sha256(data).hexdigest() == item.sha256
        texts.append(Message().extract(item, data).text)
    assert [text.strip() for text in texts] == ["One.", "Two.\n\n>From afar:", "Three."]


def test_prose_that_begins_with_from_opens_no_message(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "in.mbox"
    path.write_text(
        "From x\nSubject: a\n\nOne.\n\nFrom the hill we saw it.\nSo it was.\n\nFrom here\n"
    )

    (found,) = collect(path)

    assert FileReader().read(found.locator).endswith(b"From here\n")


def test_ids_stay_when_messages_are_added(collect: Callable[..., Any], tmp_path: Path) -> None:
    before = {item.id for item in collect(write(tmp_path / "in.mbox", "One.", "Two."))}
    (tmp_path / "in.mbox").unlink()
    after = {item.id for item in collect(write(tmp_path / "in.mbox", "New.", "One.", "Two."))}

    assert before < after


def test_a_message_over_the_limit_is_passed_over_in_little_memory(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    path = write(tmp_path / "in.mbox", "One.\n", "x " * 5_000_000, "Three.\n")
    tracemalloc.start()
    try:
        found = collect(path, max_bytes=100_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert [getattr(item, "reason", "read") for item in found] == ["read", "too_large", "read"]
    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"Subject: x\n\nNo mailbox.\n", "malformed"), (b"\x00" * 99, "malformed")],
)
def test_a_file_that_is_no_mailbox_is_one_rejection(
    collect: Callable[..., Any], tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "in.mbox").write_bytes(data)

    assert [item.reason for item in collect(tmp_path / "in.mbox")] == [reason]


def test_mail_is_told_by_its_first_lines(collect: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"Subject: a\nMIME-Version: 1.0\n\nWords.\n")
    (tmp_path / "many").write_bytes(b"From x\nSubject: a\n\nWords.\n")
    (tmp_path / "none").write_bytes(b"Note: this is prose\nand goes on.\n")
    found = collect(tmp_path / "one", tmp_path / "many", tmp_path / "none")

    kinds = {Path(item.path).name: item.media_type for item in found if isinstance(item, Capture)}
    assert kinds == {"one": "message/rfc822", "many": "message/rfc822", "none": "text/plain"}
