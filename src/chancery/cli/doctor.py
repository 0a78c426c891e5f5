"""`chancery doctor`: checks the file, every record, and that every quote is the source's own."""

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json
from chancery.store.dossier import open_dossier
from chancery.store.faults import find_faults


def run(arguments: list[str], *, json: bool) -> bool:
    """Print what is wrong; return whether the dossier is sound."""
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        faults = find_faults(dossier)
    if json:
        print_json({"dossier": str(path), "sound": not faults, "faults": faults})
    elif faults:
        screen = console()
        for fault in faults:
            screen.print(fault, soft_wrap=True)
        screen.print(f"{path}: {len(faults)} faults; build it again from its sources")
    else:
        console().print(f"{path}: sound", soft_wrap=True)
    return not faults
