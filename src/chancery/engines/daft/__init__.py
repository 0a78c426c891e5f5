"""The engine on Daft, which the extra `cluster` brings: one machine, or the nodes of Ray.

Neither library is let report its use to its makers, which Daft does when it is loaded.
"""

import os

SILENCE = {
    "DO_NOT_TRACK": "true",
    "SCARF_NO_ANALYTICS": "true",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",  # the build has its own
    "RAY_TQDM": "0",
    "RAY_DISABLE_DASHBOARD": "1",  # else Daft asks for its address, and warns
}

os.environ.update(SILENCE)
