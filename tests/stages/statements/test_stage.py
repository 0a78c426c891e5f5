"""Statements: who said what, with every slot from the words of the speaker's own sentence."""

import time
from typing import Any

import pytest
from finder import Finder
from msgspec.structs import replace
from typed import annotate, typed

from chancery.model import Credit, Document, Modality, Statement, TextValue, cite, cite_span, codec
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
    text: str | Document,
    *said: dict[str, Any],
    mentions: tuple[Any, ...] = (),
    credited: tuple[Credit, ...] = (),
) -> list[Statement]:
    document = text if isinstance(text, Document) else typed(("body", text), language="en")
    named = tuple((one, "person", "name", None) for one in PERSONS if one in document.text)
    reader = Finder(mentions=(*named, *mentions), attributions=said)
    annotation = annotate(document, reader)
    dates = find_dates(document, annotation)
    found = list(find_statements(document, annotation, dates, credited))
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


@pytest.mark.parametrize(
    ("text", "read", "words"),
    [
        (
            "Ida Roth said the road was “a trap for all of us”.",
            "the road was “a trap for all of us",
            "the road was “a trap for all of us”",
        ),
        (
            "Ida Roth said “a wide road for lorries” was needed.",
            "a wide road for lorries” was needed",
            "“a wide road for lorries” was needed",
        ),
        (
            "Ida Roth said it was “a ‘dead’ road,” and left.",
            "it was “a ‘dead’ road",
            "it was “a ‘dead’ road,”",
        ),
        (
            "Ida Roth said `` the road is open '' and `` safe '' .",
            "the road is open '' and `` safe",
            "`` the road is open '' and `` safe ''",
        ),
        ("“The road is open,” Ida Roth said.", "“The road is open,”", "The road is open"),
        ("Ida Roth said the road is open ''.", "the road is open ''", "the road is open"),
        (
            "Ida Roth said that, “the road is open.”",
            "that, “the road is open.",
            "the road is open.",
        ),
        (
            "Ida Roth said the Tarn Road Fund (TRF) was empty.",
            "the Tarn Road Fund (TRF",
            "the Tarn Road Fund (TRF)",
        ),
        (
            "Lorries of Hale & Co (H.N) stood there, Ida Roth said.",
            "N) stood there",
            "stood there",
        ),
        (
            "Ida Roth said the road was open [Jo Hale/Pool]",
            "the road was open [Jo Hale/Pool]",
            "the road was open",
        ),
    ],
)
def test_words_hold_quotations_and_brackets_whole_or_not_at_all(
    text: str, read: str, words: str
) -> None:
    (found,) = statements(text, cue("said", "Ida Roth", read, confidence=0.95))

    assert quotes(found.words) == [words]


def test_brackets_in_a_quotation_are_the_editors_help_and_stay() -> None:
    (found,) = statements(
        "“We want it [the pass],” Ida Roth said.",
        cue("said", "Ida Roth", "“We want it [the pass],”", speech="direct"),
    )

    assert quotes(found.words) == ["We want it [the pass]"]


def test_who_is_quoted_in_a_quotation_has_his_own_words_alone() -> None:
    text = "“Jan Hale said the pass was open and safe,” Ida Roth said."
    found = statements(
        text,
        cue("Jan Hale said|said", "Jan Hale", "the pass was open and safe,”"),
        cue("Ida Roth said|said", "Ida Roth", "“Jan Hale said the pass was open and safe,”"),
    )

    assert quotes(found[0].words) == ["the pass was open and safe"]


def test_credits_and_datelines_are_nobodys_words() -> None:
    text = "TARN (Wire) - The pass is open (Wire/Jo Hale), Ida Roth said."
    plain = typed(("body", text), language="en")
    where = text.index("(Wire/")
    photo = Credit(
        id="credit-1",
        document=plain.id,
        agency="Wire",
        medium="photo",
        scope="passage",
        covers=(0, len(text)),
        evidence=cite(plain.id, text, where, where + len("(Wire/Jo Hale)")),
    )
    place = TextValue(value="TARN", basis="stated", evidence=cite_span(plain.id, text, 0, 4))
    document = replace(plain, dateline=place)

    (found,) = statements(
        document,
        cue("said", "Ida Roth", "TARN (Wire) - The pass is open (Wire/Jo Hale)"),
        credited=(photo,),
    )

    assert quotes(found.words) == ["The pass is open"]


def test_a_line_set_between_quoted_paragraphs_is_nobodys_words() -> None:
    text = (
        "“The pass is open to all lorries.\n\n"
        "The road as it was in May\n\n"
        "“It is safe,” Ida Roth said."
    )
    read = text[: text.index(" Ida")]

    (found,) = statements(text, cue("said", "Ida Roth", read, speech="direct"))

    assert quotes(found.words) == ["The pass is open to all lorries.", "It is safe"]


def test_a_quotation_that_no_mark_closes_is_a_piece_of_its_own() -> None:
    text = "Ida Roth said there was hope. “The pass is open, and it is safe.\n\nLorries left."
    read = "there was hope. “The pass is open, and it is safe."

    (found,) = statements(text, cue("said", "Ida Roth", read))

    assert quotes(found.words) == ["there was hope.", "The pass is open, and it is safe."]


def test_words_around_an_aside_are_the_narrators() -> None:
    text = "The dull road – “all mud,” says Ida Roth – is often closed."

    (found,) = statements(
        text, cue("says", "Ida Roth", "The dull road – “all mud,”", "is often closed")
    )

    assert quotes(found.words) == ["all mud"]


@pytest.mark.parametrize(
    ("text", "read", "words"),
    [
        (
            "Ida Roth called it a ` wide ' road and ` dry ' .",
            "it a ` wide ' road and ` dry",
            "it a ` wide ' road and ` dry '",
        ),
        ("` It is dry , ' Ida Roth called .", "` It is dry , '", "It is dry"),
    ],
)
def test_single_marks_of_a_tokenised_text_pair_too(text: str, read: str, words: str) -> None:
    (found,) = statements(text, cue("called", "Ida Roth", read, confidence=0.95))

    assert quotes(found.words) == [words]


def test_the_main_clause_behind_a_speakers_words_is_the_narrators() -> None:
    text = "While Ida Roth said the pass, a deep one, was open, it was closed."
    end = " the pass, a deep one, was open, it was closed"

    (found,) = statements(text, cue("said", "Ida Roth", end.strip()))

    assert quotes(found.words) == ["the pass, a deep one, was open"]


def test_the_addressee_is_the_whole_name() -> None:
    (found,) = statements(
        "Ida Roth told the Tarn Road and Rail Council the pass was open.",
        cue("told", "Ida Roth", "the pass was open"),
        mentions=(("the Tarn Road and Rail Council", "organisation", "name", None),),
    )

    assert quotes(found.addressee) == ["the Tarn Road and Rail Council"]


def test_whom_it_is_told_to_is_no_part_of_the_words() -> None:
    text = "Ida Roth told the border council Corvia would reopen the pass."

    (found,) = statements(
        text,
        cue("told", "Ida Roth", "the border council Corvia would reopen the pass"),
        mentions=(
            ("the border council", "organisation", "nominal", None),
            ("Corvia", "place", "name", None),
        ),
    )

    assert quotes(found.words) == ["Corvia would reopen the pass"]
    assert quotes(found.addressee) == ["the border council"]


def test_two_pieces_of_one_quotation_are_its_words_between_too() -> None:
    (found,) = statements(
        "“That's five. We open at six,” Ida Roth said.",
        cue("said", "Ida Roth", "“That's", "We open at six,”", speech="direct"),
    )

    assert quotes(found.words) == ["That's five. We open at six"]


def test_words_end_before_the_one_who_reports_them() -> None:
    text = "Jan Hale said the pass would open, according to Ida Roth."
    found = statements(
        text,
        cue("said", "Jan Hale", "the pass would open, according to Ida Roth"),
        cue("according to", "Ida Roth", "Jan Hale said the pass would open"),
    )

    assert quotes(found[0].words) == ["the pass would open"]
    assert [quotes(one.reported_by) for one in found] == [["Ida Roth"], []]


def test_a_speaker_whose_phrase_was_read_in_parts_is_the_whole_phrase() -> None:
    (found,) = statements(
        "The man running the fund for lorry drivers says the pass is open.",
        cue("says", "", "the pass is open", source=["The man", "drivers"]),
    )

    assert quotes(found.speaker) == ["The man running the fund for lorry drivers"]


def test_the_question_before_an_answer_is_the_askers() -> None:
    text = "“Is it open?”\n\n“It is,” Ida Roth replied. “You may go.”"
    (found,) = statements(
        text,
        cue("replied", "Ida Roth", "“Is it open?”", "“It is,”", "“You may go.”", speech="direct"),
    )

    assert quotes(found.words) == ["It is", "You may go."]


def test_words_do_not_begin_within_the_phrase_for_whom_they_are_told_to() -> None:
    (found,) = statements(
        "Ida Roth told the panel of seven that the pass was open.",
        cue("told", "Ida Roth", "seven that the pass was open"),
    )

    assert quotes(found.words) == ["the pass was open"]


def test_the_time_behind_a_speaker_is_no_part_of_him() -> None:
    (found,) = statements(
        "Tarn Radio last night reported the pass was open.",
        cue("reported", "Tarn Radio last night", "the pass was open"),
    )

    assert quotes(found.speaker) == ["Tarn Radio"]


@pytest.mark.parametrize(
    ("before", "said", "modality"),
    [
        ("Ida Roth ", "said", "asserted"),
        ("Ida Roth ", "might have said", "hypothetical"),
        ("Ida Roth could also have ", "said", "hypothetical"),
        ("It is idle if Ida Roth ", "says", "hypothetical"),
        ("Ida Roth will ", "say", "expected"),
        ("Ida Roth ", "is expected to say", "expected"),
        ("Ida Roth would later ", "say", "asserted"),
        ("Ida Roth would only ", "say", "asserted"),
        ("Ida Roth, whose plan may fail, ", "said", "asserted"),
    ],
)
def test_what_may_be_said_is_not_said(before: str, said: str, modality: Modality) -> None:
    text = f"{before}{said} that the pass would open."
    where = text.index(said, len(before))
    inside = f"{text[where - 3 :]}|{said}"

    (found,) = statements(
        text, cue(inside, "Ida Roth", "that the pass would open", confidence=0.99)
    )

    assert found.modality == modality


def test_a_state_of_mind_is_believed_not_said() -> None:
    (found,) = statements(
        "Ida Roth grew concerned that the pass would close.",
        cue("grew concerned", "Ida Roth", "that the pass would close", confidence=0.95),
    )

    assert found.cue_class == "believes"


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


@pytest.mark.untraced
def test_an_article_that_is_all_quotes_is_read_in_time_and_gives_nobody_words() -> None:
    line = "“Nobody knows when the pass will open, and nobody asks.” "
    text = "“It will open,” said Ida Roth on the road. She left. " + line * 3000

    begun = time.process_time()
    found = statements(text, cue("said", "Ida Roth", "“It will open,”", speech="direct"))

    assert time.process_time() - begun < 10
    assert quotes(found[0].words) == ["It will open"]


@pytest.mark.untraced
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

    begun = time.process_time()
    (found,) = statements(text, *said)

    assert len(found.occurrences) == 1000
    assert time.process_time() - begun < 20


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


@pytest.mark.parametrize(
    ("words", "root"),
    [
        ("Roth was not yet ready to recognise the Front", "REJECT"),
        ("Roth would not sign", "REJECT"),
        ("Roth would not sleep", None),
        ("Roth was ready to recognise Hale", None),
    ],
)
def test_indirect_words_that_refuse_are_a_rejection(words: str, root: str | None) -> None:
    front = (("Front", "armed_group", "name", None),) if "Front" in words else ()
    said = cue("said", "Jan Hale", words)

    (found,) = statements(f"Jan Hale said {words}.", said, mentions=front)

    assert found.root == root
    assert quotes(found.recipient) == (["Front"] if front else [])
