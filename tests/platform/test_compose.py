"""docker-compose.yml held against the project: its commands, variables and checks must be there."""

import re
import shlex
from importlib.util import find_spec

import environ
import pytest
import yaml

from rusmiddel.health import probe
from tooling.install import LIBRARIES
from tooling.layout import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")
RUNNING = ("web", "worker", "beat", "db", "redis")
EXAMPLE = (ROOT / ".env.example").read_text()
EXAMPLE_NAMES = set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE))
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SETTINGS = (ROOT / "rusmiddel" / "settings.py").read_text()
# What the S3 library reads for itself.
STORE_KEYS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
OPTIONAL_SECRETS = {"OIDC_CLIENT_SECRET", *STORE_KEYS}
SECRETS = {"SECRET_KEY", "SEARCH_KEY", "FIELD_KEYS", "POSTGRES_PASSWORD", "REDIS_PASSWORD"}


def variables(value: object) -> list[tuple[str, str]]:
    """Every ${NAME…} with what follows the name: `:?` for required, `:-…` for a default."""
    return re.findall(r"(?<!\$)\$\{?([A-Z_]+)((?::[?-])?[^}]*)\}?", yaml.safe_dump(value))


def read_by_settings() -> set[str]:
    text = (ROOT / "rusmiddel" / "settings.py").read_text()
    return set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", text))


def test_the_parts_are_those_of_the_design():
    assert set(SERVICES) == {*OURS, *RUNNING}


@pytest.mark.parametrize("service", RUNNING)
def test_every_running_part_has_a_health_check(service):
    check = SERVICES[service]["healthcheck"]
    assert check["test"][0] in ("CMD", "CMD-SHELL")
    assert {"interval", "timeout", "retries"} <= set(check)


@pytest.mark.parametrize("service", ["web", "worker", "beat"])
def test_our_health_checks_ask_for_parts_that_the_health_page_knows(service):
    command = SERVICES[service]["healthcheck"]["test"]
    assert command[:4] == ["CMD", "python", "-m", probe.__name__]
    assert command[4:]
    assert set(command[4:]) <= {"database", "broker", "worker", "beat"}


@pytest.mark.parametrize("service", OURS)
def test_the_command_of_each_part_exists(service):
    command = SERVICES[service]["command"]
    if command[0] == "python":
        assert (ROOT / command[1]).is_file()
    else:
        assert find_spec(command[0])
        assert any(f"{command[0]}==" in line for line in (ROOT / "requirements.txt").read_text().splitlines())
    modules = [word for word in command if word.split(".")[0] == "rusmiddel"]
    assert all(find_spec(module) for module in modules)


@pytest.mark.parametrize("service", ["worker", "beat"])
def test_celery_runs_our_app_in_the_right_role(service):
    command = SERVICES[service]["command"]
    assert command[:4] == ["celery", "-A", "rusmiddel", service]


def test_there_is_one_beat():
    assert "deploy" not in SERVICES["beat"]
    assert sum("beat" in service.get("command", []) for service in SERVICES.values()) == 1


@pytest.mark.parametrize("service", OURS)
def test_every_variable_we_set_is_one_that_the_project_reads(service):
    assert set(SERVICES[service]["environment"]) <= read_by_settings() | {"HEALTH_ADDRESS", *STORE_KEYS}


@pytest.mark.parametrize("service", OURS)
@pytest.mark.parametrize("about", ["ATTACHMENT_", "OIDC_"])
def test_what_an_installation_chooses_can_be_given(service, about):
    chosen = {name for name in read_by_settings() if name.startswith(about)}

    assert chosen
    assert chosen <= set(SERVICES[service]["environment"])


def test_what_is_left_empty_is_what_the_project_would_choose():
    """Compose hands on an empty variable as an empty text, which is no default."""
    defaults = dict(re.findall(r'"([A-Z_]+)", default="([^"]*)"', SETTINGS))
    given = {name: kind.removeprefix(":-") for name, kind in variables(SERVICES["web"]) if kind[:2] == ":-"}

    assert {name: given[name] for name in given.keys() & defaults.keys()} == {
        name: defaults[name] for name in given.keys() & defaults.keys()
    }
    assert environ.Env.parse_value("", dict) == {}


def test_every_setting_without_default_is_set():
    required = set(
        re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"\)", (ROOT / "rusmiddel" / "settings.py").read_text())
    )
    assert required <= set(SERVICES["web"]["environment"])


@pytest.mark.parametrize("service", SERVICES)
def test_no_secret_has_a_default(service):
    found = dict(variables(SERVICES[service]))
    assert all(found[name].startswith(":?") for name in SECRETS & found.keys())


@pytest.mark.parametrize("service", SERVICES)
def test_no_password_stands_in_the_file(service):
    for name, value in SERVICES[service].get("environment", {}).items():
        if re.search("PASSWORD|KEY|AUTH|SECRET", name):
            # Those of parts that an installation may do without are empty, and still none stands here.
            assert re.fullmatch(r"\$\{[A-Z_]+:\?\}", value) or (
                name in OPTIONAL_SECRETS and value == f"${{{name}:-}}"
            ), name
        for password in re.findall(r"://[^:/]*:([^@]+)@", value):
            assert re.fullmatch(r"\$\{[A-Z_]+:\?\}", password), name


def test_the_example_names_exactly_the_variables_that_are_needed():
    assert {name for name, _ in variables(COMPOSE)} == EXAMPLE_NAMES


def test_the_example_has_no_value_that_could_be_left_standing():
    assert not re.findall(r"^[A-Z_]+=.+", EXAMPLE, re.MULTILINE)


def test_an_example_copied_without_secrets_does_not_start():
    required = [name for name, kind in variables(COMPOSE) if kind.startswith(":?")]
    assert set(required) >= SECRETS


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_runs_as_root_or_may_become_it(service):
    part = SERVICES[service]
    assert part["user"] not in ("root", "0", 0)
    assert part["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in part["security_opt"]


@pytest.mark.parametrize("service", [*OURS, "redis"])
def test_the_file_system_cannot_be_written(service):
    assert SERVICES[service]["read_only"] is True


def test_only_web_has_a_port_and_only_for_the_proxy_on_this_machine():
    assert {name for name, part in SERVICES.items() if "ports" in part} == {"web"}
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])


@pytest.mark.parametrize("service", ["db", "redis"])
def test_what_holds_data_cannot_be_reached_from_outside(service):
    assert SERVICES[service]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


@pytest.mark.parametrize("service", ["db", "redis"])
def test_what_holds_data_keeps_them_in_a_volume(service):
    assert SERVICES[service]["volumes"][0].split(":")[0] in COMPOSE["volumes"]


def test_nothing_starts_before_the_tables_are_there():
    for service in ("web", "worker", "beat"):
        assert SERVICES[service]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert SERVICES["migrate"]["depends_on"] == {
        "db": {"condition": "service_healthy"},
        "redis": {"condition": "service_healthy"},
    }


def test_the_addresses_name_the_parts():
    environment = SERVICES["web"]["environment"]
    assert "@db:" in environment["DATABASE_URL"]
    assert "@redis:" in environment["REDIS_URL"]
    assert "//web:8000/" in environment["HEALTH_ADDRESS"]


def test_the_broker_gets_its_password_by_stdin():
    command = SERVICES["redis"]["command"]
    assert shlex.split(command[-1])[-2:] == ["valkey-server", "-"]
    assert "$$REDISCLI_AUTH" in command[-1]


def test_the_image_is_built_from_the_locks_and_the_same_libraries():
    assert "--require-hashes -r requirements.txt" in DOCKERFILE
    assert "npm ci --ignore-scripts" in DOCKERFILE
    assert all(package in DOCKERFILE for package in LIBRARIES.values())
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE) == ["rusmiddel"]


def test_everything_the_image_needs_is_let_in():
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert apps | {"manage.py", "templates", "requirements.txt"} <= let_in
