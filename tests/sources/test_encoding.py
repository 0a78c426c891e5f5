import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.sources.encoding import Decoded, decode
from chancery.sources.flaw import Flaw

SAMPLES = {  # own sentences, long enough to tell the language
    "cp1252": "Le ministre a déclaré que les négociations étaient « très difficiles » et que "
    "l’accord, signé en été, serait réexaminé après la fête nationale. " * 2,
    "cp1251": "Делегации вернулись за стол переговоров в среду утром, и представители сторон "
    "сообщили журналистам, что встреча продлится до вечера. ",
    "koi8_r": "Делегации вернулись за стол переговоров в среду утром, и представители сторон "
    "сообщили журналистам, что встреча продлится до вечера. ",
    "cp1250": "Ministr powiedział, że rozmowy były trudne, ale strony zgodziły się kontynuować "
    "negocjacje w przyszłym tygodniu w mieście nad rzeką. ",
    "cp1256": "عاد الوفدان إلى طاولة المفاوضات صباح الأربعاء وقال المتحدث إن الاجتماع سيستمر "
    "حتى المساء وسيتناول فتح المعبر. ",
    "cp1253": "Οι αντιπροσωπείες επέστρεψαν στο τραπέζι των διαπραγματεύσεων την Τετάρτη το πρωί "
    "και η συνάντηση θα συνεχιστεί. ",
    "cp932": "両代表団は水曜日の朝に交渉の席に戻り、会合は夕方まで続くと報道官が語った。",
    "gb18030": "双方代表团周三上午回到谈判桌前，发言人对记者表示，会议将持续到晚上。",
}


def read(data: bytes) -> Decoded:
    decoded = decode(data)
    assert isinstance(decoded, Decoded), decoded
    return decoded


@given(st.text(min_size=1).filter(lambda text: text.strip("\ufeff \t\r\n\f\v\xa0")))
def test_utf8_is_decoded_character_for_character(text: str) -> None:
    decoded = decode(text.encode())

    assert isinstance(decoded, Flaw) or (decoded.text == text and decoded.note is None)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffA mark at the start.",
        "Lines\r\nwith\rmixed\nends\n",
        "No-break\xa0spaces, zero\u200bwidth \u200e\u202bmarks\u202c and עברית or العربية.",
        "A few\x00 stray\x00 NULs in good text.",
    ],
)
def test_marks_line_ends_and_invisible_characters_are_kept(text: str) -> None:
    assert read(text.encode()) == Decoded(text)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_told_by_their_mark_which_is_kept(name: str) -> None:
    decoded = read("\ufeffTalks resume — at last.".encode(name))

    assert decoded.text == "\ufeffTalks resume — at last."
    assert json.loads(decoded.note)["encoding"] == name


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_pattern(name: str) -> None:
    assert read("Talks resume at last — again.".encode(name)).text.startswith("Talks resume")


@pytest.mark.parametrize("name", SAMPLES)
def test_legacy_encodings_are_detected_and_noted(name: str) -> None:
    text = SAMPLES[name].replace("’", "'") if name == "cp1256" else SAMPLES[name]
    decoded = read(text.encode(name))

    assert decoded.text == text
    assert json.loads(decoded.note) == {"encoding": name, "basis": "detected"}


def test_typographic_quotes_alone_are_windows_1252() -> None:
    assert read(b"It\x92s \x93good\x94 news \x96 so far.").text == "It’s “good” news – so far."


def test_stray_windows_bytes_in_utf8_are_read_and_each_is_noted() -> None:
    data = "Café owners said ".encode() + b"it\x92s over." + " Né ici.".encode()
    decoded = read(data)

    assert decoded.text == "Café owners said it’s over. Né ici."
    assert json.loads(decoded.note) == {
        "encoding": "utf-8",
        "basis": "repaired",
        "windows_1252_at": [[19, "0x92"]],
    }
    assert decoded.text[19] == "’"


def test_bytes_without_a_place_in_windows_1252_stay_as_controls() -> None:
    assert "\x81" in read("Ünïcödé".encode() + b" \x81 " + "tëxt".encode()).text


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (b"\xe9t\xe9", 0),
        ("Ministr zahraničí řekl, že".encode("cp1250"), 15),
        (b"\xc3\xa9 " + bytes(range(0xF8, 0x100)) * 4, 3),
    ],
)
def test_an_encoding_that_cannot_be_told_is_a_flaw_with_the_byte(data: bytes, byte: int) -> None:
    flaw = decode(data)

    assert isinstance(flaw, Flaw)
    assert flaw.reason == "encoding"
    assert f"byte {byte} " in flaw.detail


def test_broken_utf16_is_a_flaw() -> None:
    flaw = decode(b"\xff\xfea\x00\x00\xd8")

    assert isinstance(flaw, Flaw)
    assert flaw.reason == "encoding"
    assert "utf-16-le" in flaw.detail


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n", "\xa0\n".encode()])
def test_white_space_is_empty(data: bytes) -> None:
    flaw = decode(data)

    assert isinstance(flaw, Flaw)
    assert flaw.reason == "empty"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.4 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x18ftypmp42", "MP4"),
        (b"MZ\x90\x00\x03\x00", "Windows"),
        (b"x" * 257 + b"ustar\x00", "tar"),
        (b"PAR1\x15\x04\x15", "Parquet"),
        (bytes(range(32)) * 20, "control codes"),
        (("\ufeff" + "\x01\x02" * 20).encode("utf-16-le"), "control codes"),
    ],
)
def test_binary_data_is_named_where_its_format_is_known(data: bytes, name: str) -> None:
    flaw = decode(data)

    assert isinstance(flaw, Flaw)
    assert flaw.reason == "binary"
    assert name in flaw.detail


def test_text_that_begins_like_a_format_is_still_text() -> None:
    assert read(b"ID3 tags are small. MZ is a number plate.").note is None
    assert read(b"MZ is a number plate.").note is None


@pytest.mark.parametrize(
    ("label", "name"),
    [("windows-1251", "cp1251"), ("ISO-8859-1", "cp1252"), ("gb2312", "gb18030")],
)
def test_a_declared_encoding_is_used_if_every_byte_fits(label: str, name: str) -> None:
    text = {"cp1251": "Да.", "cp1252": "Äh.", "gb18030": "你好，"}[name]
    decoded = decode(text.encode(name), declared=label)

    assert isinstance(decoded, Decoded)
    assert decoded.text == text
    assert json.loads(decoded.note or "") == {"encoding": name, "basis": "declared"}


@pytest.mark.parametrize("label", ["no-such-code", "utf-16", "rot13", "utf-8", "shift_jis"])
def test_a_declaration_that_is_unknown_or_wrong_is_passed_over(label: str) -> None:
    assert isinstance(decode(b"\xe9t\xe9", declared=label), Flaw)
