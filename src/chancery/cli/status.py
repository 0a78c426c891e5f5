"""`chancery status`: what the dossier holds, what was turned away, which builds made it."""

from rich.console import Console

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json, table
from chancery.model import Rejection, kind_of, record_kinds
from chancery.pipeline.settings import made_of
from chancery.store.dossier import Dossier, Run, open_dossier
from chancery.wording.costs import cost_words

SHOWN_REJECTIONS = 20  # of each reason; the export has them all
SHOWN_RUNS = 5


def run(arguments: list[str], *, json: bool) -> None:
    """Print counts by kind, rejections and the latest builds."""
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        counts = {kind_of(kind): dossier.count(kind) for kind in record_kinds()}
        if json:
            rejections = dossier.rejections()
            runs = dossier.runs()
            print_json(
                {
                    "records": counts,
                    "read": was_read(runs),
                    "rejections": rejections,
                    "runs": runs,
                }
            )
        else:
            _print(dossier, counts)


def was_read(runs: list[Run]) -> bool:
    """Say whether the latest build had the texts read by the model."""
    return bool(runs and runs[-1].settings.get("annotate"))


def _print(dossier: Dossier, counts: dict[str, int]) -> None:
    screen = console()
    screen.print(f"{dossier.path}", style="bold")
    records = table("records", "count")
    for kind, count in counts.items():
        records.add_row(kind, f"{count:,}")
    screen.print(records)
    if not was_read(dossier.runs()):
        screen.print("nothing was read by the model: the last build left it out (--no-annotate)")
    _print_rejections(screen, dossier.rejections())
    _print_runs(screen, dossier.runs())


def _print_rejections(screen: Console, rejections: list[Rejection]) -> None:
    if not rejections:
        return
    screen.print()
    rows = table("rejected", "reason", "detail")
    shown: dict[str, int] = {}
    for one in rejections:
        shown[one.reason] = shown.get(one.reason, 0) + 1
        if shown[one.reason] <= SHOWN_REJECTIONS:
            rows.add_row(one.uri, one.reason, one.detail)
    screen.print(rows)
    hidden = sum(max(0, count - SHOWN_REJECTIONS) for count in shown.values())
    if hidden:
        screen.print(f"… and {hidden:,} more; `chancery export --kind rejection` has them all")


def _print_runs(screen: Console, runs: list[Run]) -> None:
    screen.print()
    rows = table("build", "finished", "sources", "added", "changed", "removed", "rejected")
    for one in runs[-SHOWN_RUNS:]:
        numbers = (one.added, one.changed, one.removed, one.rejected)
        sources = " ".join(made_of(one.sources, one.settings))
        rows.add_row(str(one.number), one.finished, sources, *(f"{n:,}" for n in numbers))
    screen.print(rows)
    for one in runs[-SHOWN_RUNS:]:
        if one.cost is not None:
            screen.print(f"build {one.number} {cost_words(one.cost)}")
