"""Every text exists in every language, and none is unused."""

import ast
from collections.abc import Iterator, Mapping
import json
from pathlib import Path
import re
from typing import Any, Final

from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.occuspace.binary_sensor import BINARY_SENSORS
from custom_components.occuspace.condition import CONDITIONS
from custom_components.occuspace.config_flow import ERRORS
from custom_components.occuspace.exceptions import ERROR_KEYS
from custom_components.occuspace.sensor import HISTORY_SENSOR
from custom_components.occuspace.sensor_descriptions import SENSORS
from custom_components.occuspace.trigger import TRIGGERS

ROOT: Final = Path(__file__).parent.parent / "custom_components" / "occuspace"
LANGUAGES: Final = sorted((ROOT / "translations").glob("*.json"))
ENGLISH: Final = ROOT / "translations" / "en.json"
PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
CARDS: Final = sorted((ROOT.parents[1] / "frontend" / "src").glob("*.ts"))
# A text's key in the cards. A part of it may be an expression.
CARD_KEY: Final = re.compile(
    r"""["`](?:component\.occuspace\.)?((?:config_panel|entity)\.[a-z][\w.${}]*)"""
)
EXPRESSION: Final = re.compile(r"\\\$\\\{[\w\\.]+\\\}")
ENGLISH_WORDS: Final = re.compile(
    r"\b(the|and|with|from|which|this|that|when|more|one|not|now|today|yesterday|your"
    r"|has|have|been|visitors|locations|occupancy|busy|quiet)\b",
    re.IGNORECASE,
)

# What is the same word there as in English.
SAME: Final = {
    "config_panel.card.field.name": {"de"},
    "config_panel.tree.sort.name": {"de"},
    "config_panel.week.cell.known_one": {"nl"},
    "conditions.is_open.name": {"nl"},
    "entity.binary_sensor.open.name": {"nl"},
    "entity.binary_sensor.open.state.on": {"nl"},
    "entity.sensor.status.name": {"de", "nl"},
    "system_health.info.accounts": {"nl"},
}


def load(path: Path) -> dict[str, Any]:
    """Return a JSON file."""
    content: dict[str, Any] = json.loads(
        path.read_text(encoding="utf-8"), object_pairs_hook=unique_keys
    )
    return content


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; duplicate keys fail."""
    assert len(dict(pairs)) == len(pairs), [key for key, _ in pairs]
    return dict(pairs)


def texts(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield every text with its path."""
    if isinstance(node, dict):
        for key, inner in node.items():
            yield from texts(inner, (*path, key))
    else:
        yield ".".join(path), node


def calls(name: str = "*") -> Iterator[ast.Call]:
    """Yield every call in the integration's modules."""
    for module in ROOT.rglob(f"{name}.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield node


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """Return the value of a keyword argument."""
    return next((each.value for each in call.keywords if each.arg == name), None)


def raised() -> Iterator[tuple[str, ast.expr | None]]:
    """Yield the key of every exception's text, with its placeholders."""
    for call in calls():
        key = keyword(call, "translation_key")
        if key is None or keyword(call, "translation_domain") is None:
            continue
        placeholders = keyword(call, "translation_placeholders")
        if isinstance(key, ast.Constant):
            yield str(key.value), placeholders
            continue
        prefix = ""
        if isinstance(key, ast.JoinedStr):
            prefix = "".join(
                str(part.value) for part in key.values if isinstance(part, ast.Constant)
            )
        for end in ERROR_KEYS:
            yield f"{prefix}{end}", placeholders


def test_there_are_seven_languages() -> None:
    """No language is removed by accident."""
    assert [path.stem for path in LANGUAGES] == [
        "de",
        "en",
        "es",
        "fr",
        "it",
        "ja",
        "nl",
    ]


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_every_language_has_every_text(path: Path) -> None:
    """With the same placeholders, not empty, and without URLs."""
    english = dict(texts(load(ENGLISH)))
    other = dict(texts(load(path)))
    assert other.keys() == english.keys()
    for key, text in other.items():
        assert text.strip() == text
        assert text
        assert "://" not in text
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(english[key]))
        assert not set("{}") & set(PLACEHOLDER.sub("", text)), key


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_no_two_entities_of_a_kind_have_the_same_name(path: Path) -> None:
    """Nor two triggers, conditions or actions."""
    content = load(path)
    for each in (
        *content["entity"].values(),
        *(content[kind] for kind in ("services", "triggers", "conditions")),
    ):
        names = [described["name"] for described in each.values()]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "path", [path for path in LANGUAGES if path != ENGLISH], ids=lambda path: path.stem
)
def test_no_english_is_left_in_another_language(path: Path) -> None:
    """Neither whole texts nor single words."""
    english = dict(texts(load(ENGLISH)))
    for key, text in texts(load(path)):
        if path.stem not in SAME.get(key, ()) and key != "title":
            assert text != english[key], key
        assert not ENGLISH_WORDS.search(PLACEHOLDER.sub("", text)), key


def test_every_exception_has_its_text_and_every_text_its_exception() -> None:
    """Every placeholder has a value."""
    english = load(ENGLISH)["exceptions"]
    used = dict(raised())
    assert used.keys() == english.keys()
    for key, placeholders in used.items():
        wanted = set(PLACEHOLDER.findall(english[key]["message"]))
        given = {
            str(node.value)
            for node in ast.walk(placeholders or ast.Pass())
            if isinstance(node, ast.Constant)
        }
        # The dates of a range, and the placeholders of API errors, are collected
        # elsewhere.
        assert wanted - {"start_date", "end_date", "status", "message"} <= given


def test_no_text_of_an_error_is_filled_with_english() -> None:
    """Only with names, dates, numbers and the API's own error message."""
    english = load(ENGLISH)
    filled = {
        name
        for errors in (english["exceptions"], english["config"]["error"])
        for _, text in texts(errors)
        for name in PLACEHOLDER.findall(text)
    }
    assert filled == {
        *("location", "message", "status", "time_zone", "start_date", "end_date"),
        *("today", "day", "days", "known", "weeks", "minutes"),
    }


def test_every_form_field_is_named_and_described() -> None:
    """Those of the config flow, the options flow and the subentry flow."""
    english = load(ENGLISH)
    flows = (english["config"], english["options"])
    for flow in (*flows, *english["config_subentries"].values()):
        for step in flow["step"].values():
            for part in (step, *step.get("sections", {}).values()):
                assert part["data"].keys() == part["data_description"].keys()


def test_every_error_of_a_form_has_its_text_and_every_text_its_error() -> None:
    """Including those raised in only one place."""
    english = load(ENGLISH)
    used = {key for _, _, key in ERRORS} | {
        str(call.args[1].value)
        for call in calls("config_flow")
        if isinstance(call.func, ast.Name)
        and call.func.id == "_FormError"
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
    }
    assert used == english["config"]["error"].keys()


def test_every_entity_has_its_name_and_icon() -> None:
    """Each state of an enumeration too."""
    english, icons = load(ENGLISH)["entity"], load(ROOT / "icons.json")["entity"]
    for platform, descriptions in (
        ("sensor", (*SENSORS, HISTORY_SENSOR)),
        ("binary_sensor", BINARY_SENSORS),
    ):
        keys = {str(each.translation_key) for each in descriptions}
        assert keys == english[platform].keys() == icons[platform].keys()
        for description in descriptions:
            states = set(getattr(description, "options", None) or ())
            for described in (english, icons):
                texts_of = described[platform][str(description.translation_key)]
                # An unknown state has the icon without a state.
                assert not states or states >= texts_of.get("state", {}).keys()
            texts_of = english[platform][str(description.translation_key)]
            assert states <= texts_of.get("state", {}).keys()


def test_every_action_and_field_is_described() -> None:
    """In services.yaml, in the translations and in icons.json."""
    english, icons = load(ENGLISH)["services"], load(ROOT / "icons.json")["services"]
    described = load_yaml_dict(str(ROOT / "services.yaml"))
    assert described.keys() == english.keys() == icons.keys()
    for action, description in described.items():
        assert description["fields"].keys() == english[action]["fields"].keys()
        for field in description["fields"].values():
            if (select := field["selector"].get("select")) is not None:
                texts_of = load(ENGLISH)["selector"][select["translation_key"]]
                assert set(select["options"]) == texts_of["options"].keys()


@pytest.mark.parametrize(
    ("kind", "icon", "table"),
    [("triggers", "trigger", TRIGGERS), ("conditions", "condition", CONDITIONS)],
)
def test_every_trigger_and_condition_is_described(
    kind: str, icon: str, table: Mapping[str, object]
) -> None:
    """In the YAML file, in the translations with every field, and in icons.json."""
    english, icons = load(ENGLISH), load(ROOT / "icons.json")[kind]
    described = {
        key: description
        for key, description in load_yaml_dict(str(ROOT / f"{kind}.yaml")).items()
        if not key.startswith(".")
    }
    assert table.keys() == described.keys() == english[kind].keys() == icons.keys()
    for key, description in described.items():
        assert icons[key].keys() == {icon}
        assert english[kind][key].keys() == {"name", "description", "fields"}
        assert description["fields"].keys() == english[kind][key]["fields"].keys()
        for field in description["fields"].values():
            if (select := field["selector"].get("select")) is not None:
                texts_of = english["selector"][select["translation_key"]]["options"]
                assert set(select["options"]) == texts_of.keys()


def test_the_levels_to_choose_from_are_called_as_the_entities_states() -> None:
    """In every language."""
    for path in LANGUAGES:
        texts_of = load(path)
        for key in ("busy_level", "compared_to_usual"):
            states = texts_of["entity"]["sensor"][key]["state"]
            assert texts_of["selector"][key]["options"] == states


def test_every_text_of_the_cards_exists_and_is_used() -> None:
    """Home Assistant shows nothing for a key that does not exist."""
    english = load(ENGLISH)
    panel = {"config_panel": english["config_panel"], "entity": english["entity"]}
    known = {key for key, _ in texts(panel)}
    used: set[str] = set()
    for path in CARDS:
        for key in CARD_KEY.findall(path.read_text(encoding="utf-8")):
            pattern = EXPRESSION.sub(r"\\w+", re.escape(key))
            # A plural, a time or a day may follow.
            ends = re.compile(rf"{pattern}(_(one|other|at|on))?")
            found = {each for each in known if ends.fullmatch(each)}
            assert found, (path.name, key)
            used |= found
    unused = {key for key in known - used if key.startswith("config_panel.")}
    assert unused == set()


def test_every_plural_of_the_cards_has_one_and_other() -> None:
    """In every language, even if both are the same there."""
    keys = {key for key, _ in texts(load(ENGLISH)["config_panel"])}
    stems = {key.rpartition("_")[0] for key in keys if key.endswith(("_one", "_other"))}
    assert stems
    assert {f"{stem}_{form}" for stem in stems for form in ("one", "other")} <= keys
