"""How figures look: each class has colours that stand in the SVG itself and that CSS can change.

The colours of the light look are attributes, which hold where no style sheet is read. A style
sheet may set the same by custom properties: `css` gives the one that files bring along.
"""

from collections.abc import Mapping

Colour = str

LIGHT: Mapping[Colour, str] = {
    "ground": "#ffffff",
    "band": "#f3f4f6",
    "ink": "#1b1f24",
    "faint": "#57606a",
    "rule": "#d0d7de",
    "first": "#0a5aa8",  # what happened; who met
    "second": "#a04100",  # what was published; what was done
    "third": "#5b3a8e",  # what was captured; what was said
    "water": "#eef3f8",
    "land": "#dfe3e0",
    "border": "#a9b3ac",
}
DARK: Mapping[Colour, str] = {
    "ground": "#14171b",
    "band": "#1e2329",
    "ink": "#e8ebee",
    "faint": "#a7b0ba",
    "rule": "#3b434c",
    "first": "#78b4f0",
    "second": "#f0a472",
    "third": "#c3a6ee",
    "water": "#182028",
    "land": "#323a37",
    "border": "#5c6862",
}
"""Words have a contrast of 4.5 to 1 and more to what is behind them, marks of 3 to 1, in both."""

CLASSES: Mapping[str, Mapping[str, Colour]] = {
    "ground": {"fill": "ground"},
    "band": {"fill": "band"},
    "text": {"fill": "ink"},
    "faint": {"fill": "faint"},
    "halo": {"stroke": "ground"},
    "rule": {"stroke": "rule"},
    "solid-first": {"fill": "first", "stroke": "first"},
    "solid-second": {"fill": "second", "stroke": "second"},
    "solid-third": {"fill": "third", "stroke": "third"},
    "open-first": {"fill": "ground", "stroke": "first"},
    "open-second": {"fill": "ground", "stroke": "second"},
    "open-third": {"fill": "ground", "stroke": "third"},
    "line-first": {"stroke": "first"},
    "line-second": {"stroke": "second"},
    "line-third": {"stroke": "third"},
    "water": {"fill": "water"},
    "land": {"fill": "land"},
    "border": {"stroke": "border"},
}
FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', 'Noto Sans', Arial, sans-serif"


def look(name: str) -> dict[str, str]:
    """Return the attributes of a class: its name, and its colours in the light."""
    parts = CLASSES[name]
    colours = {key: LIGHT[colour] for key, colour in parts.items()}
    if "fill" not in colours:
        colours["fill"] = "none" if name != "halo" else LIGHT["ink"]
    return {"class_": f"ch-{name}", **colours}


def css() -> str:
    """Return the style sheet of all figures; `--ch-first` and the like may be set anew."""
    rules = [f".ch-figure{{{_variables(LIGHT)}}}"]
    dark = f".ch-figure{{{_variables(DARK)}}}"
    rules.append(f"@media (prefers-color-scheme:dark){{{dark}}}")
    for name, parts in CLASSES.items():
        said = ";".join(f"{key}:var(--ch-{colour})" for key, colour in parts.items())
        rules.append(f".ch-{name}{{{said}}}")
    rules.append(".ch-figure text{unicode-bidi:isolate}")
    rules.append(".ch-figure a:focus-visible,.ch-figure a:hover{outline:2px solid var(--ch-ink)}")
    return "\n".join(rules)


def _variables(colours: Mapping[Colour, str]) -> str:
    return ";".join(f"--ch-{name}:{value}" for name, value in colours.items())
