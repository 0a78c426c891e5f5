"""A citation has the words, their place and source, and no markup of its form from a text."""

import json
from pathlib import Path

from msgspec.structs import replace
from record import VELDT, finding, told, write

from chancery.model import Finding
from chancery.pipeline.rows import read_claims
from chancery.store.dossier import open_dossier
from chancery.workbench.citing import Citations, cite_finding
from chancery.workbench.naming import Named, name_documents


def cited(tmp_path: Path) -> tuple[Citations, dict[str, Named]]:
    path = write(tmp_path / "t.dossier")
    with open_dossier(path) as dossier:
        one = next(each for each in dossier.all(Finding) if each.independent > 1)
        claims = read_claims(dossier, one)
        named = name_documents(dossier, [each.document for each in claims])
        return cite_finding(one, "Veldt said it", claims, named), named


def test_every_form_has_every_document(tmp_path: Path) -> None:
    made, named = cited(tmp_path)

    items = json.loads(made.csl)
    assert {one["id"] for one in items} == named.keys()
    assert all(one["type"] == "article-newspaper" and one["note"] for one in items)
    assert made.plain.count("characters") == len(named)
    assert made.bibtex.count("@article{") == len(named)
    assert made.markdown.count("\n- ") == len(named)


def test_an_unknown_day_is_not_made_up(tmp_path: Path) -> None:
    a, _, _ = told()
    claim = a.statement("the ferry would sail in May", "Jonas Veldt", VELDT)
    _, named = cited(tmp_path)
    undated = replace(next(iter(named.values())), published="on no known day")

    made = cite_finding(finding([claim]), "Veldt said it", [claim], {claim.document: undated})

    assert "issued" not in json.loads(made.csl)[0]
    assert "year" not in made.bibtex
    assert "on no known day" in made.plain


def test_signs_of_a_form_are_escaped_in_it(tmp_path: Path) -> None:
    a, _, _ = told()
    claim = a.statement("the ferry would sail in May", "Jonas Veldt", VELDT)
    _, named = cited(tmp_path)
    odd = replace(next(iter(named.values())), name=r"[50%] {of} *it* \ & <b>", outlet="A_B")

    made = cite_finding(finding([claim]), "Veldt said it", [claim], {claim.document: odd})

    assert r"\[50%\] \{of\} \*it\* \\ & \<b\>" in made.markdown
    assert (
        r"[50\%] \textbraceleft{}of\textbraceright{} *it* \textbackslash{} \& <b>" in made.bibtex
    )
    assert json.loads(made.csl)[0]["title"] == odd.name
