import re
import sys

import pytest

from tooling import install
from tooling.children import Failed
from tooling.frontend import copy_dkfds
from tooling.layout import ROOT, VENDOR


def test_a_library_that_is_missing_is_one_line_to_run(monkeypatch):
    monkeypatch.setattr(install, "LIBRARIES", {"libnowhere.so.0": "libnowhere0", "libc.so.6": "libc6"})
    monkeypatch.setattr(install.os, "geteuid", lambda: 1000)
    with pytest.raises(Failed) as failed:
        install.install_libraries()
    assert str(failed.value) == "sudo apt-get install -y libnowhere0"


def test_root_installs_the_library_itself(monkeypatch):
    commands = []
    monkeypatch.setattr(install, "LIBRARIES", {"libnowhere.so.0": "libnowhere0"})
    monkeypatch.setattr(install.os, "geteuid", lambda: 0)
    monkeypatch.setattr(install.shutil, "which", lambda name, **_: f"/usr/bin/{name}")
    monkeypatch.setattr(install, "must_run", lambda name, command, **_: commands.append(command))
    install.install_libraries()
    assert commands[0][-4:] == ["install", "-y", "--no-install-recommends", "libnowhere0"]


def test_old_package_lists_are_fetched_anew_once(monkeypatch):
    names = []

    def fail_first(name, _command, **_):
        names.append(name)
        if len(names) == 1:
            raise Failed("Unable to locate package")

    monkeypatch.setattr(install.os, "geteuid", lambda: 0)
    monkeypatch.setattr(install.shutil, "which", lambda name, **_: f"/usr/bin/{name}")
    monkeypatch.setattr(install, "must_run", fail_first)
    assert install.apt_install("chromium")
    assert names == ["apt-get install", "apt-get update", "apt-get install"]


def test_a_browser_that_is_missing_is_said_and_does_not_stop_the_rest(monkeypatch, capsys):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(install.shutil, "which", lambda name, **_: None)
    assert install.install_browser() is False
    assert capsys.readouterr().out == "sudo apt-get install -y chromium\n"


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """A folder for a virtual environment, and the locks that were installed into it."""
    installed = []
    monkeypatch.setattr(install, "VENV", tmp_path / "venv")
    monkeypatch.setattr(install, "PYTHON", str(tmp_path / "venv" / "bin" / "python"))
    monkeypatch.setattr(install, "PYTHON_LOCK", tmp_path / "lock")
    monkeypatch.setattr(install, "LOGS", tmp_path / "log")
    monkeypatch.setattr(install, "pip_install", installed.append)
    (tmp_path / "lock").write_text("one==1\n")
    return installed


def test_packages_are_installed_again_only_when_the_lock_changes(environment, tmp_path):
    install.install_packages()
    install.install_packages()
    assert len(environment) == 1
    (tmp_path / "lock").write_text("one==2\n")
    install.install_packages()
    assert len(environment) == 2


def test_an_install_that_was_broken_off_begins_anew(environment, tmp_path, monkeypatch):
    install.install_packages()
    (tmp_path / "venv" / "installing").touch()
    (tmp_path / "venv" / "half-written").touch()
    (tmp_path / "lock").write_text("one==2\n")
    install.install_packages()
    assert not (tmp_path / "venv" / "half-written").exists()
    assert not (tmp_path / "venv" / "installing").exists()


def test_an_environment_whose_python_is_gone_is_made_anew(environment, tmp_path):
    install.install_packages()
    (tmp_path / "venv" / "bin" / "python").unlink()
    install.install_packages()
    assert (tmp_path / "venv" / "bin" / "python").exists()


def test_nothing_is_installed_without_its_hash(monkeypatch, tmp_path):
    commands = []
    monkeypatch.setattr(install, "must_run", lambda name, command, **_: commands.append(command))
    # The environment that runs the tests may be without pip; the one that installs is not.
    monkeypatch.setattr(install, "_starts", lambda *_: True)
    install.pip_install(tmp_path / "lock")
    assert commands[0][:5] == [sys.executable, "-m", "pip", "--python", install.PYTHON]
    assert "--require-hashes" in commands[0]


def test_a_second_holder_of_a_lock_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(install, "LOCAL", tmp_path)
    with (
        install.only_one("demo"),
        pytest.raises(Failed, match="optaget"),
        install.only_one("demo", busy="optaget"),
    ):
        pass


def test_the_stylesheet_refers_to_nothing_that_is_not_there():
    stylesheet = VENDOR / "dkfds" / "css" / "dkfds.min.css"
    references = set(re.findall(r"url\(\"?(\.\./[^)\"#?]+)", stylesheet.read_text()))
    assert references
    assert all((stylesheet.parent / reference).is_file() for reference in references)
    assert "sourceMappingURL" not in stylesheet.read_text()


def test_of_fonts_only_those_of_the_stylesheet_are_copied(tmp_path):
    source = tmp_path / "source"
    for name in (
        "css/dkfds.min.css",
        "js/dkfds.min.js",
        "img/a.svg",
        "fonts/used.woff2",
        "fonts/not.woff2",
        "LICENSE.md",
    ):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("")
    (source / "css" / "dkfds.min.css").write_text("@font-face{src:url(../fonts/used.woff2)}")
    copy_dkfds(source, tmp_path / "target")
    assert [path.name for path in (tmp_path / "target" / "fonts").iterdir()] == ["used.woff2"]


def test_ci_runs_what_the_readme_says():
    said = re.findall(r"^    (\./dev (?:check|test))$", (ROOT / "README.md").read_text(), re.MULTILINE)
    run = re.findall(r"^\./dev .*$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
    assert run == said == ["./dev check", "./dev test"]
