"""The twelve-hour clock."""

NOON = 12


def hour_of_day(hour: int, half: str) -> int:
    """Return the hour of a day of 24 hours, from one of 12 with "am" or "pm", or as it is."""
    return hour % NOON + (NOON if half == "pm" else 0) if half in {"am", "pm"} else hour
