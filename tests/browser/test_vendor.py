"""What the tests run in pages is what its authors publish."""

import hashlib
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent / "vendor"


def test_what_is_vendored_is_what_the_lock_says() -> None:
    lock = tomllib.loads((FOLDER / "vendor.lock.toml").read_text(encoding="utf-8"))
    files = {one["name"]: one for one in lock["file"]}

    assert files.keys() == {one.name for one in FOLDER.glob("*.js")}
    for name, one in files.items():
        data = (FOLDER / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one["sha256"]
        assert one["license"] == "MPL-2.0"
        assert one["version"] in name
    assert "Mozilla Public License" in (FOLDER / "axe-LICENSE").read_text(encoding="utf-8")
