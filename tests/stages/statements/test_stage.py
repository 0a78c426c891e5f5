"""Statements: who said what, with every slot from the words of the speaker's own sentence."""

import time
from typing import Any

from finder import Finder
from msgspec.structs import replace
from typed import annotate, typed

from chancery.model import Document, Statement, codec
from chancery.stages.dates.stage import find_dates
from chancery.stages.statements.stage import FindStatements, find_statements

Said = tuple[str, str, str]  # cue, source, what; the source may be empty
SOON = "the pass would open soon"
HALE = f"Jan Hale said {SOON}"
PERSONS = ("Ida Roth", "Jan Hale", "Roth", "Hale")


def cue(said: str, by: str, *what: str, **more: Any) -> dict[str, Any]:
    return {
        "cue": said,
        "source": [one for one in [by] if one],
        "content": list(what),
        "class": "says",
        "speech": "indirect",
    } | more


def statements(
    text: str | Document, *said: dict[str, Any], mentions: tuple[Any, ...] = ()
) -> list[Statement]:
    document = text if isinstance(text, Document) else typed(("body", text), language="en")
    named = tuple((one, "person", "name", None) for one in PERSONS if one in document.text)
    reader = Finder(mentions=(*named, *mentions), attributions=said)
    annotation = annotate(document, reader)
    found = list(find_statements(document, annotation, find_dates(document, annotation)))
    assert all(codec.decode(codec.checked(one)) == one for one in found)
    return found


def quotes(found: Any) -> list[str]:
    return [getattr(one, "evidence", one).quote for one in found]


def test_a_statement_has_its_speaker_and_words_without_marks_and_conjunction() -> None:
    (found,) = statements(
        "Ida Roth said on Monday that “the pass will open”, to nobody's surprise.",
        cue("said", "Ida Roth", "that “the pass will open”", speech="mixed"),
    )

    assert quotes(found.speaker) == ["Ida Roth"]
    assert quotes(found.words) == ["the pass will open"]
    assert (found.cue and found.cue.quote, found.style) == ("said", "direct")
    assert found.time is not None
    assert found.time.evidence is not None
    assert found.time.evidence.quote == "Monday"
    assert (found.time.start, found.time.basis) == (None, "weekday")
    assert len(found.occurrences) == 1


def test_words_that_were_not_said_are_no_statement() -> None:
    said = cue("say", "Ida Roth", "the pass was open")

    assert statements("Ida Roth did not say the pass was open.", said)
    assert not statements("Ida Roth did not say the pass was open.", said | {"negated": True})
    assert not statements(
        "Neither side said the pass was open.", cue("said", "Neither side", "the pass was open")
    )


def test_a_thought_or_an_expectation_of_nobody_is_no_statement() -> None:
    said = cue("is expected", "", "to open the pass", confidence=0.6) | {"class": "believes"}

    assert statements("The town is expected to open the pass.", said) == []


def test_quotations_go_on_until_a_narrator_takes_over() -> None:
    text = (
        "“The pass will open,” said Ida Roth. “We have the lorries. They are ready.”\n\n"
        "“Nobody needs to wait.” The crowd cheered.\n\n"
        "A banner read “No more waiting for anybody”."
    )
    (found,) = statements(text, cue("said", "Ida Roth", "“The pass will open,”", speech="direct"))

    assert quotes(found.words) == [
        "The pass will open",
        "We have the lorries. They are ready.",
        "Nobody needs to wait.",
    ]


def test_scare_quotes_and_titles_are_no_part_of_a_statement() -> None:
    text = "Ida Roth said the pass would open. “Efforts” went on. “The Long Road North” was shown."

    (found,) = statements(text, cue("said", "Ida Roth", "the pass would open"))

    assert quotes(found.words) == ["the pass would open"]


def test_one_remark_given_twice_is_one_statement_with_two_occurrences() -> None:
    text = (
        "The pass will open before the first snow, Ida Roth says.\n\n"
        "In Tarn the lorries stood in line.\n\n"
        "“The pass will open before the first snow falls,” said Roth on Friday."
    )
    (found,) = statements(
        text,
        cue("says", "Ida Roth", "The pass will open before the first snow"),
        cue(
            "said", "said Roth|Roth", "“The pass will open before the first snow falls,”",
            speech="direct",
        ),
    )  # fmt: skip

    assert quotes(found.words) == ["The pass will open before the first snow falls"]
    assert [quotes(one.speaker) for one in found.occurrences] == [["Ida Roth"], ["Roth"]]
    assert len(found.evidence) == 2


def test_two_who_say_the_same_are_two() -> None:
    text = f"Ida Roth said {SOON}. {HALE}, too."
    found = statements(
        text,
        cue("said", "Ida Roth", SOON),
        cue("Hale said|said", "Jan Hale", f"{HALE}|{SOON}"),
    )

    assert [quotes(one.speaker) for one in found] == [["Ida Roth"], ["Jan Hale"]]


def test_a_repeat_of_the_page_is_one_more_occurrence() -> None:
    body = "Ida Roth said the pass would open.\n"
    document = typed(("body", body), ("navigation", "Skip\n"), ("repeat", body), language="en")
    blocks = (*document.blocks[:2], replace(document.blocks[2], repeats=(0, len(body))))
    document = replace(document, blocks=blocks)

    (found,) = statements(document, cue("said", "Ida Roth", "the pass would open"))

    assert [quotes(one.words) for one in found.occurrences] == [["the pass would open"]] * 2
    assert len(found.evidence) == 1, "what is removed is no evidence of a claim"


def test_who_reports_whom_is_a_chain_from_the_article_on() -> None:
    text = "State radio said a mayor had told it that Ida Roth promised to open the pass."
    found = statements(
        text,
        cue("said", "State radio", "a mayor had told it that Ida Roth promised to open the pass"),
        cue("told", "a mayor", "that Ida Roth promised to open the pass"),
        cue("promised", "Ida Roth", "to open the pass") | {"class": "promises"},
    )

    assert [quotes(one.reported_by) for one in found] == [
        [],
        ["State radio"],
        ["State radio", "a mayor"],
    ]


def test_the_class_of_a_speaker_who_is_not_named_is_kept() -> None:
    for phrase, what in (
        ("Two US officials", "official"),
        ("Critics of the treaty", "critic"),
        ("residents near the pass", "witness"),
        ("Independent analysts", "analyst"),
        ("a source close to the talks", "source"),
        ("the ministry", None),
    ):
        (found,) = statements(
            f"“It is over,” said {phrase}.", cue("said", phrase, "“It is over,”", speech="direct")
        )
        assert (quotes(found.speaker), found.speaker_class) == ([phrase], what)


def test_the_official_is_the_one_who_was_introduced() -> None:
    text = (
        "A Tarnish customs official said the pass would open. "
        "Lorries stood in line. The official added that more were coming. "
        "He said nobody would wait."
    )
    found = statements(
        text,
        cue("said", "A Tarnish customs official", "the pass would open"),
        cue("added", "The official", "that more were coming"),
        cue("He said|said", "He", "nobody would wait"),
        mentions=(
            ("A Tarnish customs official", "person", "nominal", None),
            ("The official", "person", "nominal", None),
            ("He", "person", "pronoun", None),
        ),
    )

    parties = [one.speaker[0] for one in found]
    assert [one.evidence.quote for one in parties[1:]] == ["The official", "He"]
    assert parties[0].introduced is None
    assert [one.introduced and one.introduced.quote for one in parties[1:]] == [
        "A Tarnish customs official"
    ] * 2


def test_a_speaker_called_he_throughout_is_given_no_name() -> None:
    text = "Jan Hale left. He said it rained. He said it was cold. He said it would snow."
    found = statements(
        text,
        cue("said", "He", "it rained"),
        cue("said it was|said", "it rained. He|He", "it was cold"),
        cue("said it would|said", "cold. He|He", "it would snow"),
    )

    assert [quotes(one.speaker) for one in found] == [["He"]] * 3
    assert all(one.speaker[0].name is None and not one.speaker[0].introduced for one in found)


def test_a_relative_pronoun_is_the_phrase_before_it() -> None:
    (found,) = statements(
        "Jan Hale met Ida Roth, who said the pass would open.",
        cue("said", "who", "the pass would open"),
    )

    assert quotes(found.speaker) == ["Ida Roth"]


def test_two_who_speak_together_are_two_speakers_and_a_list_in_a_title_is_one() -> None:
    (found,) = statements(
        "Ida Roth and Jan Hale said the pass would open.",
        cue("said", "Ida Roth and Jan Hale", "the pass would open"),
    )
    (other,) = statements(
        "The ministers of Aldane and Corvia said the pass would open.",
        cue("said", "The ministers of Aldane and Corvia", "the pass would open"),
        mentions=(("Aldane", "place", "name", None), ("Corvia", "place", "name", None)),
    )

    assert quotes(found.speaker) == ["Ida Roth", "Jan Hale"]
    assert quotes(other.speaker) == ["The ministers of Aldane and Corvia"]


def test_a_phrase_far_from_the_cue_is_not_the_speaker() -> None:
    (found,) = statements(
        "Jan Hale was away. A spokesman said the pass would open.",
        cue("said", "", "the pass would open", source=["Jan Hale", "A spokesman"]),
    )

    assert quotes(found.speaker) == ["A spokesman"]


def test_office_addressee_and_occasion_are_slots_of_their_own() -> None:
    text = (
        "Ida Roth, the envoy of Aldane, told reporters at a news conference in Tarn "
        "that the pass would open."
    )
    (found,) = statements(
        text,
        cue("told", "Ida Roth, the envoy of Aldane", "the pass would open"),
        mentions=(("the envoy of Aldane", "office", "nominal", None),),
    )

    assert found.role is not None
    assert found.role.quote == "the envoy of Aldane"
    assert quotes(found.addressee) == ["reporters"]
    assert found.venue is not None
    assert found.venue.quote == "a news conference"


def test_quotation_marks_of_a_tokenised_text_are_no_addressee() -> None:
    text = "The group asks : `` Ida Roth , will the pass open ? ''"

    (found,) = statements(text, cue("asks", "The group", "Ida Roth , will the pass open ?"))

    assert found.addressee == ()


def test_an_act_of_words_says_on_whom() -> None:
    (found,) = statements(
        "Ida Roth accused Corvia of closing the pass.",
        cue("accused", "Ida Roth", "Corvia of closing the pass") | {"class": "accuses"},
        mentions=(("Corvia", "place", "name", None),),
    )

    assert (found.root, quotes(found.recipient)) == ("ACCUSE", ["Corvia"])
    assert quotes(found.topics) == ["Corvia"]


def test_a_word_of_the_cue_tells_its_class_and_the_reader_that_of_others() -> None:
    for said, read, told in (
        ("denounced", "says", "accuses"),
        ("noted", "agrees", "says"),
        ("said", "warns", "warns"),
    ):
        (found,) = statements(
            f"Ida Roth {said} the closing of the pass.",
            cue(said, "Ida Roth", "the closing of the pass") | {"class": read, "confidence": 0.95},
        )
        assert found.cue_class == told


def test_the_statement_is_of_the_one_who_made_it() -> None:
    text = (
        "The pass will open, the ministry said in a statement. "
        "Nobody will wait, the statement added."
    )
    found = statements(
        text,
        cue("said", "the ministry", "The pass will open"),
        cue("added", "the statement", "Nobody will wait"),
    )

    assert found[1].speaker[0].introduced is not None
    assert found[1].speaker[0].introduced.quote == "the ministry"


def test_a_phrase_that_cuts_a_word_is_made_whole() -> None:
    (found,) = statements(
        "Ida Roth said the pass would open.", cue("said", "Ida Ro", "e pass would ope")
    )

    assert quotes(found.speaker) == ["Ida Roth"]
    assert quotes(found.words) == ["the pass would open"]


def test_what_a_speaker_says_of_himself_is_part_of_his_words() -> None:
    text = "Ida Roth said:\n\nI welcome the opening of the pass.\n\nI urge all to be patient."
    found = statements(
        text,
        cue("said:", "Ida Roth", "I welcome the opening of the pass."),
        cue("welcome", "I welcome|I", "the opening of the pass") | {"class": "praises"},
        cue("urge", "I urge|I", "all to be patient") | {"class": "demands"},
    )

    assert [one.cue and one.cue.quote for one in found] == ["said:"]
    assert found[0].style == "direct"


def test_ids_hold_while_confidence_moves() -> None:
    text = "Ida Roth said the pass would open."
    (one,) = statements(text, cue("said", "Ida Roth", "the pass would open", confidence=0.9))
    (two,) = statements(text, cue("said", "Ida Roth", "the pass would open", confidence=0.8))

    assert one.id == two.id
    assert one.confidence > two.confidence


def test_an_article_that_is_all_quotes_is_read_in_time_and_gives_nobody_words() -> None:
    line = "“Nobody knows when the pass will open, and nobody asks.” "
    text = "“It will open,” said Ida Roth on the road. She left. " + line * 3000

    begun = time.monotonic()
    found = statements(text, cue("said", "Ida Roth", "“It will open,”", speech="direct"))

    assert time.monotonic() - begun < 10
    assert quotes(found[0].words) == ["It will open"]


def test_one_quotation_a_thousand_times_is_one_statement() -> None:
    words = "“The pass will open soon,”"
    text = "".join(f"{words} said Roth{n}. " for n in range(1000))
    said = [
        cue(
            f"said Roth{n}.|said", f"Roth{n}.|Roth{n}", f"{words} said Roth{n}.|{words}",
            speech="direct",
        )
        for n in range(1000)
    ]  # fmt: skip

    begun = time.monotonic()
    (found,) = statements(text, *said)

    assert len(found.occurrences) == 1000
    assert time.monotonic() - begun < 20


def test_the_stage_gives_the_statements_of_each_document() -> None:
    document = typed(("body", "Ida Roth said the pass would open."), language="en")
    reader = Finder(attributions=(cue("said", "Ida Roth", "the pass would open"),))
    annotation = annotate(document, reader)
    dates = find_dates(document, annotation)
    stage = FindStatements()

    keys = {key for one in (annotation, dates) for key in stage.keys(one)}
    found = list(stage.run(document.id, [annotation, dates], {document.id: document}))

    assert keys == {document.id} == set(stage.refers(annotation))
    assert len(found) == 1
