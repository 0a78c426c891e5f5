"""Says what a process used so far: time of the processor, memory, bytes written."""

import os
import socket
import sys
import time
from pathlib import Path

from chancery.ports import Usage

_PROC = Path("/proc/self")  # of Linux alone
_KIB = 1024


def used_here() -> Usage:
    """Return what this process used since it began."""
    return Usage(
        process=f"{socket.gethostname()}:{os.getpid()}",
        cpu_s=time.process_time(),
        peak=_peak(),
        written=_number("io", "wchar"),
    )


def _peak() -> int:
    """Return the most bytes that this process held.

    The system's own count for a process begins with what the one that started it held, except in
    the file of Linux.
    """
    held = _number("status", "VmHWM")
    if held is not None:
        return held * _KIB
    import resource  # noqa: PLC0415 - not on every system

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * _KIB


def _number(file: str, name: str) -> int | None:
    """Return what a file of the system says of this process; None where there is none."""
    try:
        lines = (_PROC / file).read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        key, _, value = line.partition(":")
        if key == name:
            return int(value.split()[0])
    return None
