"""Everything that a user can touch is documented, and what is generated is up to date."""

import importlib.util
import re
import sys
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from fakes import WordReader
from typer.main import get_command

from chancery.api.routes import routes
from chancery.api.view import PREFIX
from chancery.cli.app import app
from chancery.model import Reason, kind_of, record_kinds
from chancery.pipeline.assemble import plan_for
from chancery.pipeline.live import LiveSettings
from chancery.pipeline.settings import Settings
from chancery.sources.feeds.settings import FollowSettings
from chancery.sources.settings import SourceSettings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_generated_pages_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])

    assert generate.main() == 0


def test_every_command_and_option_is_in_the_reference() -> None:
    page = text(DOCS / "reference" / "commands.md")

    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        assert f"## chancery {name}\n" in page
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert parameter.opts[0] in page


def test_every_record_kind_is_in_the_reference() -> None:
    page = text(DOCS / "reference" / "records.md")

    for kind in record_kinds():
        assert f"## {kind_of(kind)}\n" in page


def test_every_setting_is_in_the_reference() -> None:
    page = text(DOCS / "reference" / "settings.md")

    for settings in (Settings, SourceSettings, FollowSettings, LiveSettings):
        for field in msgspec.structs.fields(settings):
            assert f"`{field.name}`" in page


def test_every_rejection_reason_is_explained() -> None:
    page = text(DOCS / "reference" / "rejections.md")

    for reason in get_args(Reason):
        assert f"`{reason}`" in page


def test_every_stage_has_a_page_with_method_source_score_and_failures() -> None:
    plan = plan_for(Settings(), WordReader())
    folders = {type(step.stage).__module__.split(".")[2] for step in plan.steps}

    for folder in folders:
        page = text(DOCS / "explanation" / "stages" / f"{folder}.md").lower()
        for heading in ("method", "source", "score", "known failures"):
            assert re.search(rf"^## .*{heading}", page, re.MULTILINE), (folder, heading)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text(page)):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_readme_names_both_commands_and_fits_a_screen() -> None:
    readme = text(ROOT / "README.md")

    assert "make demo" in readme
    assert "make test" in readme
    assert len(readme.splitlines()) <= 100


def test_every_address_of_the_interface_is_in_the_reference() -> None:
    page = text(DOCS / "reference" / "rest.md")

    for route in routes():
        assert f"### GET {PREFIX}{route.path}\n" in page
        for name in route.asks.__struct_fields__:
            assert f"`{name}`" in page
