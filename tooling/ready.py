"""Making the checkout ready to run; does nothing the second time."""

import os
from pathlib import Path

from tooling.children import Failed
from tooling.frontend import install_frontend
from tooling.install import install_libraries, install_packages, only_one
from tooling.layout import LOCAL, VENV


def install_everything() -> None:
    LOCAL.mkdir(exist_ok=True)
    for folder in filter(Path.exists, (LOCAL, VENV)):
        if not os.access(folder, os.W_OK):
            raise Failed(f"{folder} ejes af en anden bruger. Kør som den bruger, eller slet mappen.")
    with only_one("setup", wait=True):
        install_libraries()
        install_packages()
        install_frontend()
