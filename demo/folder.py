"""The folder that a demo lives in: made for it, and removed after it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
import json
import os
from pathlib import Path
import shutil
import tempfile
from typing import Any, Final
from zoneinfo import available_timezones

from .processes import LOOPBACK

ROOT: Final = Path(__file__).resolve().parent.parent
CACHE: Final = ROOT / os.environ.get("OCCUSPACE_CACHE_DIR", ".cache")


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Provide an empty folder; an API token that was in it does not stay on disk."""
    folders = CACHE / "demo"
    folders.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(folders)
    folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=folders))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_leftovers(folders: Path) -> None:
    """Remove the folders of demos that were killed."""
    for folder in folders.iterdir():
        pid = folder.name.partition("-")[0]
        if not (pid.isdecimal() and _is_alive(int(pid))):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    """Return whether a process exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def local_time_zone() -> str:
    """Return the name of this computer's time zone, or UTC."""
    _, _, linked = os.path.realpath("/etc/localtime").partition("zoneinfo/")
    for name in (os.environ.get("TZ", "").removeprefix(":"), linked):
        if name in available_timezones():
            return name
    return "UTC"


def fill_config_dir(
    config_dir: Path,
    *,
    port: int,
    db_url: str | None = None,
    components: Iterable[Path] = (),
    more: str = "",
) -> None:
    """Lay out a configuration as if Home Assistant had been set up before.

    With a database other than SQLite in the folder itself, more integrations that only
    need to be named, and more lines of configuration.
    """
    storage = config_dir / ".storage"
    storage.mkdir(parents=True)
    # An `http:` section in the configuration would only be taken on trial.
    _store(storage, "http", 1, {"server_port": port, "server_host": [LOOPBACK]})
    # What is done needs no questions, and "integration" no internet.
    done = ["core_config", "analytics", "integration"]
    _store(storage, "onboarding", 4, {"done": done})
    configuration = (ROOT / "demo" / "configuration.yaml").read_text("utf-8")
    if db_url is not None:
        # A JSON string is one in YAML too.
        configuration += f"\nrecorder:\n  db_url: {json.dumps(db_url)}\n"
    installed = config_dir / "custom_components"
    installed.mkdir()
    (installed / "occuspace").symlink_to(ROOT / "custom_components" / "occuspace")
    for component in components:
        (installed / component.name).symlink_to(component)
        configuration += f"\n{component.name}:\n"
    (config_dir / "configuration.yaml").write_text(configuration + more, "utf-8")
    for name in ("automations", "scripts", "scenes"):
        (config_dir / f"{name}.yaml").touch()


def _store(storage: Path, key: str, version: int, data: dict[str, Any]) -> None:
    """Write a file the way Home Assistant's storage does."""
    content = {"version": version, "minor_version": 1, "key": key, "data": data}
    (storage / key).write_text(json.dumps(content), "utf-8")
