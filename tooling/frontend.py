"""DKFDS and htmx: from npm to the place where Django's static files look for them."""

import os
import re
import shutil
from pathlib import Path

from tooling.children import must_run
from tooling.install import LOGS, digest, npm
from tooling.layout import LOCAL, ROOT, VENDOR, VENV

NPM_LOCK = ROOT / "package-lock.json"


def install_frontend() -> None:
    """DKFDS and htmx from npm, laid where Django's static files look for them."""
    stamp = LOCAL / "frontend"
    wanted = digest(NPM_LOCK) + digest(Path(__file__))
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Henter DKFDS og htmx …", flush=True)
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    must_run("npm", command, log=LOGS / "npm.log", cwd=ROOT, env=os.environ | {"PATH": path})
    lay_files()
    stamp.write_text(wanted)


def lay_files() -> None:
    """Copy what pages use out of node_modules."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    packages = ROOT / "node_modules"
    copy_dkfds(packages / "dkfds" / "dist", VENDOR / "dkfds")
    _copy_without_map(packages / "htmx.org" / "dist" / "htmx.min.js", VENDOR / "htmx" / "htmx.min.js")


def copy_dkfds(source: Path, target: Path) -> None:
    """The stylesheet, exactly the files it refers to, the script and the icons."""
    stylesheet = source / "css" / "dkfds.min.css"
    _copy_without_map(stylesheet, target / "css" / stylesheet.name)
    _copy_without_map(source / "js" / "dkfds.min.js", target / "js" / "dkfds.min.js")
    shutil.copytree(source / "img", target / "img")
    for reference in set(re.findall(r"url\(\"?\.\./(fonts/[^)\"#?]+)", stylesheet.read_text())):
        (target / reference).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / reference, target / reference)
    shutil.copyfile(source / "LICENSE.md", target / "LICENSE.md")


def _copy_without_map(source: Path, target: Path) -> None:
    """Source maps stay behind, so the line that names one must go: static files refuse a dead reference."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(re.sub(r"(//|/\*)# sourceMappingURL=\S+?(\*/)?\s*$", "", source.read_text()))


if __name__ == "__main__":  # building the image, where npm ran in a stage of its own
    lay_files()
