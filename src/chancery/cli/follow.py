"""`chancery follow`: polls feeds into a dossier and says what is new."""

import re
from pathlib import Path

from chancery.cli.build import say_built
from chancery.cli.output import console, print_json, table
from chancery.cli.progress import BarProgress
from chancery.errors import SettingsError
from chancery.pipeline.follow import Asked, FollowReport, follow
from chancery.wording.phrases import clip, count_words

LEAST_EVERY = 60.0  # choice: seconds; a server is not asked for its feed more often
MOST_PROBLEMS = 10  # choice: lines of a summary; --json has them all
DETAIL = 160  # characters of a problem in the summary
_DURATION = re.compile(r"(\d+)\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


def run(dossier: Path, feeds: list[str], asked: Asked, *, quiet: bool, json: bool) -> bool:
    """Follow, print a report after each poll; return whether nothing failed in the last one."""
    well = True
    try:
        with BarProgress(quiet=quiet) as progress:
            for report in follow(dossier, feeds, asked, progress):
                well = _went_well(report)
                if json:
                    print_json(report)
                elif not quiet:
                    _print(report, dossier)
    except KeyboardInterrupt:
        if asked.every is None:
            raise
    return well


def read_duration(given: str) -> float:
    """Return the seconds of a duration such as 30m, 2h or 1d.

    Raises:
        SettingsError: it is none, or shorter than a minute.
    """
    match = _DURATION.fullmatch(given.strip().lower())
    if match is None:
        message = f"--every is {given!r}; write a number with s, m, h or d, such as 30m"
        raise SettingsError(message)
    seconds = float(int(match[1]) * _SECONDS[match[2]])
    if seconds < LEAST_EVERY:
        message = f"--every is {given!r}; it must be at least 1m"
        raise SettingsError(message)
    return seconds


def _went_well(report: FollowReport) -> bool:
    poll = report.poll
    return not poll.problems and all(feed.news != "failed" for feed in poll.feeds)


def _print(report: FollowReport, dossier: Path) -> None:
    poll = report.poll
    screen = console()
    rows = table("feed", "news", "entries")
    for feed in poll.feeds:
        rows.add_row(feed.feed, feed.news.replace("_", " "), f"{feed.entries:,}")
    screen.print(rows)
    for feed in poll.feeds:
        if feed.detail:
            screen.print(f"{feed.feed}: {feed.reason}: {feed.detail}")
    refused = ", ".join(f"{reason} {count:,}" for reason, count in poll.rejected.items())
    screen.print(
        f"articles: {poll.new:,} new, {poll.changed:,} changed, {poll.unchanged:,} unchanged, "
        f"{sum(poll.rejected.values()):,} rejected{f' ({refused})' if refused else ''}, "
        f"{poll.waiting:,} to be asked later"
    )
    for problem in poll.problems[:MOST_PROBLEMS]:
        screen.print(clip(f"{problem.address}: {problem.reason}: {problem.detail}", DETAIL))
    if len(poll.problems) > MOST_PROBLEMS:
        more = count_words(len(poll.problems) - MOST_PROBLEMS, "more problem")
        screen.print(f"and {more}; --json lists them all")
    if report.build is not None:
        say_built(report.build, dossier)
    elif dossier.exists():
        screen.print(f"{dossier}: nothing new")
    else:
        screen.print(f"{dossier}: not made, nothing was fetched")
