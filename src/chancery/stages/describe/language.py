"""Tells the language of a text: by function words where they are clear, else by a model."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import islice

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from chancery.knowledge import forms_of, load
from chancery.model import Document, TextValue, kept_spans
from chancery.text.letters import letter_runs

READ_AT_MOST = 1500  # kept code points; more changes no answer
FEWEST_LETTERS = 40  # below this the model errs on one text in ten; chosen
FEWEST_WORDS = 40  # for function words to be counted rather than guessed at
CLEAR_SHARE = 0.2  # of words that are function words of the language; running text has .3 to .5
CLEAR_LEAD = 2.0  # times the share of the next language
SURE = 0.7  # probability below which the model's answer is not given; chosen

_TWO_LETTERS = 2


def find_language(document: Document) -> TextValue | None:
    """Return the ISO 639-1 code of the language of the kept text, or None when it is unclear."""
    text = _sample(document)
    letters = islice(filter(str.isalpha, text), FEWEST_LETTERS)
    if len(list(letters)) < FEWEST_LETTERS:
        return None
    code = language_by_words(text) or language_by_model(text)
    return TextValue(value=code, basis="inferred") if code else None


def _sample(document: Document) -> str:
    parts: list[str] = []
    room = READ_AT_MOST
    for start, end in kept_spans(document):
        parts.append(document.text[start : min(end, start + room)])
        room -= len(parts[-1])
        if room <= 0:
            break
    return "\n".join(parts)


def language_by_words(text: str) -> str | None:
    """Return the language whose function words are clearly the most frequent, or None."""
    found = letter_runs(text.lower())
    if len(found) < FEWEST_WORDS:
        return None
    counts: dict[str, int] = defaultdict(int)
    for languages, times in Counter(map(_languages_of().get, found)).items():
        for language in languages or ():
            counts[language] += times
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < CLEAR_SHARE * len(found):
        return None
    if len(ranked) > 1 and ranked[0][1] < CLEAR_LEAD * ranked[1][1]:
        return None
    return ranked[0][0]


def language_by_model(text: str) -> str | None:
    """Return the model's language where it is sure of it, or None."""
    language, probability = _model().classify(text)
    return str(language) if probability >= SURE else None


@cache
def _languages_of() -> Mapping[str, tuple[str, ...]]:
    """Return, by function word, the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for row in load("stop_words"):
        for form in forms_of(row):
            found[form] = (*found.get(form, ()), row["language"])
    return found


@cache
def _model() -> LanguageIdentifier:
    """Return the model, restricted to languages with a two-letter code; loading takes 0.7 s."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(sorted({code for code in model.labels if len(code) == _TWO_LETTERS}))
    return model
