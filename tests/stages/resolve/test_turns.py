"""Who says "I" and who is called "you": interviews, transcripts, speeches, called names."""

from annotated import gather, phrases

INTERVIEW = (
    "<person:Ida Brandt> on bread\n"
    "How did <person~you> begin?\n"
    "<person~I> was ten. <person~I> baked with my aunt.\n"
    "<person~You> never stopped.\n"
    "<person~I> could not. You can, if you must.\n"
    "Do <person~you> like it?\n"
    "<person~I> do."
)


def test_an_interview_is_with_the_one_whom_its_heading_names() -> None:
    found = phrases(INTERVIEW, gather(INTERVIEW)["Ida Brandt"])

    assert found == ["Ida Brandt", "you", "I", "I", "my", "You", "I", "you", "I"]


def test_who_asks_is_not_the_one_who_answers() -> None:
    text = INTERVIEW.replace("How did <person~you> begin?", "May I ask how you began?")

    assert phrases(text, gather(text)["Ida Brandt"])[:3] == ["Ida Brandt", "you", "I"]


def test_a_heading_with_two_names_lets_nobody_speak() -> None:
    text = INTERVIEW.replace("on bread", "and <person:Karl Lind> on bread")

    assert phrases(text, gather(text)["Ida Brandt"]) == ["Ida Brandt"]


def test_a_text_that_asks_nobody_anything_is_no_interview() -> None:
    text = INTERVIEW.replace("?", ".")

    assert phrases(text, gather(text)["Ida Brandt"]) == ["Ida Brandt"]


def test_labels_say_who_speaks() -> None:
    text = (
        "Remarks by President <person:Ida Brandt> and Vice President <person:Karl Lind>\n"
        "5 p.m. THE VICE PRESIDENT:\n"
        "<person~I> am glad to be here.\n"
        "THE PRESIDENT: So am <person~I>.\n"
        "Q: Do <person~you> agree?\n"
        "MR. LIND: <person~I> do."
    )
    found = gather(text)

    assert phrases(text, found["Ida Brandt"])[1:] == ["I", "you"]
    assert phrases(text, found["Karl Lind"])[1:] == ["I", "I"]


def test_one_label_makes_no_transcript() -> None:
    text = "<person:Ida Brandt> came.\nBrandt: <person~I> stay."

    assert "I" not in phrases(text, gather(text)["Ida Brandt"])


def test_someone_who_says_what_they_are_called_says_i() -> None:
    text = "Hello. <person~I>'m <person:Ida Brandt>. <person~I> bake, and I sell what I bake."

    assert phrases(text, gather(text)["Ida Brandt"])[:2] == ["I", "Ida Brandt"]


def test_you_is_whom_the_sentence_calls_by_name() -> None:
    text = (
        "<person:Ida Brandt> and <person:Karl Lind> came. "
        "Mr. <person:Lind>, thank <person~you> for your help. Thank <person~you>, "
        "<person:Ida Brandt>."
    )
    found = gather(text)

    assert phrases(text, found["Karl Lind"])[1:] == ["Lind", "you", "your"]
    assert phrases(text, found["Ida Brandt"])[1:] == ["you", "Ida Brandt"]
