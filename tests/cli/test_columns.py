from pathlib import Path

import pytest
from typer.testing import CliRunner

from chancery.cli.app import app
from chancery.errors import SettingsError, UsageError


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [("BODY", UsageError, "not FIELD=NAME"), ("body=BODY", SettingsError, "names no field")],
)
def test_a_column_that_names_no_field_is_refused(
    tmp_path: Path, given: str, error: type[Exception], words: str
) -> None:
    (tmp_path / "in.csv").write_text("BODY\nUp.\n")
    arguments = ["build", str(tmp_path / "in.csv"), "-o", str(tmp_path / "x.dossier")]

    result = CliRunner().invoke(app, [*arguments, "--column", given])

    assert isinstance(result.exception, error)
    assert words in str(result.exception)
