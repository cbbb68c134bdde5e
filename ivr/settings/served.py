"""The settings that the line's processes read: a copy made when they were checked.

A process may be started again at any time, perhaps in the midst of somebody's changes to the file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from ivr.settings.loading import CONFIG, config_path, load_settings

SERVED = "mairie.served.toml"
"""In the folder of the line's data."""


def put_in_service(var: Path, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Copy the settings as they are now; the variables by which a process reads the copy.

    Raises SettingsError when they are wrong, OSError when they cannot be copied: the copy is then the one
    before, if any.
    """
    source, copy = config_path(environ), var / SERVED
    load_settings(source, environ)  # mistakes are told by the name that people know the file by
    fresh = copy.with_name(f"{copy.name}.new")
    shutil.copy(source, fresh)
    load_settings(fresh, environ)  # what was copied is what was checked
    fresh.replace(copy)
    return {CONFIG: str(copy)}
