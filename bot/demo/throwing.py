"""The old sample county is thrown away as a whole, also while something still writes into it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path


def throw_away(folder: Path) -> None:
    """Take the folder out of the way at one stroke, then delete it.

    A reader of papers that outlived a killed bot writes its last picture into the folder while it
    is deleted. Nothing half deleted stays under the name: it would have lost its mark.

    Raises:
        OSError: the folder cannot be moved.
    """
    folder = folder.resolve()
    prefix = f".{folder.name}.old-"
    for left in folder.parent.glob(f"{prefix}*"):  # what an earlier time could not delete
        shutil.rmtree(left, ignore_errors=True)
    old = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    folder.rename(old)
    shutil.rmtree(old, ignore_errors=True)
