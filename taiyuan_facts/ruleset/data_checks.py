"""What the schema cannot say of data files: units that agree, patterns that compile, names that are free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import regex

from taiyuan_facts.patterns import either, first_characters
from taiyuan_facts.ruleset.macros import BRACES, CELL, GROUPED, TIME_DIMENSIONS
from taiyuan_facts.ruleset.nodes import Node
from taiyuan_facts.scanning.quantity_patterns import ANY_NUMERAL
from taiyuan_facts.suggest import did_you_mean

NUMERALS = "{n}"  # in figures.yaml: a run of digits or Chinese numerals
_DIGITS = r"\d+"  # as long as what it stands for, so that the place of an error holds
_NAME = regex.compile(r"(?<!\\[pPN])\{([a-z_]+)\}")
_RESERVED = {CELL, "any", "measured", "count", "number", "within", "rated", *GROUPED, *TIME_DIMENSIONS}


class DataFault(NamedTuple):
    """A fault at ``offset`` of a node's value; ``entry`` names the word list that is of no use because of it."""

    node: Node
    message: str
    code: str = "data"
    offset: int | None = None
    entry: str = ""


def check_data(file: str, node: Node, patterns: list[Node], data: Mapping[str, Any]) -> Iterator[DataFault]:
    """The faults of one data file whose shape is right.

    Args:
        file: `units.yaml` and so on.
        node: its content.
        patterns: the nodes in it that are patterns.
        data: all data files as they are merged, this one among them.
    """
    if file == "lexicon.yaml":
        yield from _check_lexicon(node, data)
        return
    if file == "units.yaml":
        yield from _check_units(node, data)
    elif file == "figures.yaml":
        yield from _check_words(node, data)
        yield from _check_degree(node, data)
        yield from _check_compounds(node, data)
    elif file == "times.yaml":
        yield from _check_pairs(node)
    elif file == "characters.yaml":
        yield from _check_characters(node)
    elif file == "tables.yaml":
        yield from _check_tables(node, data)
    for pattern in patterns:
        yield from _check_pattern(pattern)


def _check_pattern(node: Node) -> Iterator[DataFault]:
    try:
        regex.compile(node.value.replace(NUMERALS, _DIGITS))
    except regex.error as error:
        yield DataFault(node, f"the pattern is no regex: {error.msg}", "regex", min(error.pos or 0, len(node.value)))


def _check_units(node: Node, data: Mapping[str, Any]) -> Iterator[DataFault]:
    families: dict[tuple[str, str], int] = {}
    surfaces: dict[str, str] = {}
    known = {(f["dimension"], f["canonical"]): f for f in data["units.yaml"]["units"]}
    for family in _items(node, "units"):
        entry = {key: value for key, (_, value) in family.value.items()}
        key = (entry["dimension"].value, entry["canonical"].value)
        if key in families:
            yield DataFault(
                family, f"{key[1]} of {key[0]} stands already on line {families[key]}; join the two", "duplicate-unit"
            )
        families[key] = family.line
        if "scale" not in known[key]:
            yield DataFault(
                family,
                f"{key[1]} is a new unit of the table; say with scale how many of the unit with factor 1 it is",
                "missing-key",
            )
        yield from _check_surfaces(entry["surfaces"], key[1], surfaces)
    measured = {word: family for family in known.values() for word in family["surfaces"]}
    for group in _values(node, "classifiers"):
        for word in group.value:
            if word.value in measured:
                dimension = measured[word.value]["dimension"]
                yield DataFault(
                    word,
                    f"{word.value} is a unit of {dimension} already and would never be counted; take it out",
                    "duplicate-unit",
                )


def _check_surfaces(node: Node, canonical: str, surfaces: dict[str, str]) -> Iterator[DataFault]:
    for word, (key, _) in node.value.items():
        if word in surfaces:
            yield DataFault(key, f"{word} stands already under {surfaces[word]}; keep one", "duplicate-unit")
        surfaces[word] = canonical


def check_overlay(file: str, node: Node, before: Mapping[str, Any]) -> Iterator[DataFault]:
    """A data file of one's own against what was there before."""
    if file == "units.yaml":
        yield from _check_scales(node, before)
    elif file == "lexicon.yaml":
        for name, (key, value) in node.value.items():
            old = before.get(name)
            if isinstance(old, list) and not isinstance(value.value, list):
                message = f"{name} is a word list; write a list, whose words are added to it"
                yield DataFault(key, message, "type", entry=name)
            elif isinstance(old, str) and isinstance(value.value, list):
                message = f"{name} is a fragment of a pattern; write a text, which takes its place"
                yield DataFault(key, message, "type", entry=name)


def _check_scales(node: Node, before: Mapping[str, Any]) -> Iterator[DataFault]:
    """A unit of the table keeps its size."""
    known = {(f["dimension"], f["canonical"]): f for f in before.get("units", [])}
    for family in _items(node, "units"):
        entry = {key: value for key, (_, value) in family.value.items()}
        earlier = known.get((entry["dimension"].value, entry["canonical"].value))
        scale = entry.get("scale")
        if earlier and scale and scale.value != earlier["scale"]:
            there = f"{earlier['canonical']} has the scale {earlier['scale']} already"
            yield DataFault(scale, f"{there}, and factors are counted by it; leave scale out", "scale")


def _check_words(node: Node, data: Mapping[str, Any]) -> Iterator[DataFault]:
    units = {"units.yaml": data["units.yaml"]}  # the words themselves aside
    dimensions = known_dimensions(units)
    for entry in _items(node, "words"):
        dimension = entry.value["dimension"][1]
        if dimension.value in TIME_DIMENSIONS or dimension.value in GROUPED:
            message = f"{dimension.value} is a dimension of times; a figure has another"
            yield DataFault(dimension, message, "unknown-dimension")
        word, unit = entry.value["word"][1], entry.value["unit"][1]
        if not word.value[0].isalpha():  # the scan looks for figures by the characters that they begin with
            yield DataFault(word, f"{word.value} does not begin with a letter; a word that is a figure does", "value")
        if dimension.value in dimensions and not is_unit(unit.value, units):
            hint = did_you_mean(unit.value, known_units(units))
            yield DataFault(unit, f"unknown unit {unit.value}{hint}", "unknown-unit")


def _check_degree(node: Node, data: Mapping[str, Any]) -> Iterator[DataFault]:
    """度 as a kilowatt hour, and what a sum without a unit is in: these must be units."""
    for key, name in (("energy_degree", "unit"), ("energy_degree", "as"), ("unstated_money", "unit")):
        entry = node.value[key][1].value if key in node.value else {}
        if name in entry:
            yield from _check_unit(entry[name][1], data)


def _check_compounds(node: Node, data: Mapping[str, Any]) -> Iterator[DataFault]:
    """What a quantity in two units comes to is in a unit of the table."""
    for entry in _items(node, "compounds"):
        yield from _check_unit(entry.value["unit"][1], data)


def _check_unit(unit: Node, data: Mapping[str, Any]) -> Iterator[DataFault]:
    surfaces = {surface for family in data["units.yaml"]["units"] for surface in family["surfaces"]}
    if unit.value not in surfaces:
        hint = did_you_mean(unit.value, surfaces)
        yield DataFault(unit, f"unknown unit {unit.value}{hint}", "unknown-unit")


def _check_pairs(node: Node) -> Iterator[DataFault]:
    for name in ("parts", "plans", "days_of_month", "month_words"):
        for pair in _values(node, name):
            first, last = (int(item.value) for item in pair.value)
            if last < first and not (last == 0 and name in ("days_of_month", "month_words")):
                yield DataFault(pair, f"the last ({last}) lies before the first ({first}); swap them", "value")


def _check_characters(node: Node) -> Iterator[DataFault]:
    lengths = {key: len("".join(value.value.split())) for key, (_, value) in node.value.items()}
    if len(set(lengths.values())) > 1 or len(lengths) == 1:
        counts = " and ".join(f"{count} {key}" for key, count in lengths.items())
        yield DataFault(node, f"there are {counts} characters; each needs its counterpart at the same place", "value")


def _check_tables(node: Node, data: Mapping[str, Any]) -> Iterator[DataFault]:
    """The unit line has a group for its unit; words and dimensions of kinds are known."""
    if "unit_line" in node.value and "(?<unit>" not in node.value["unit_line"][1].value:
        message = "the pattern has no group for the unit; put (?<unit>…) around it"
        yield DataFault(node.value["unit_line"][1], message, "unknown-group")
    dimensions = known_dimensions(data) | {"count"}
    for entry in _items(node, "kind_words"):
        for key, known in (("words", set(data["lexicon.yaml"])), ("dimensions", dimensions)):
            for name in entry.value[key][1].value if key in entry.value else ():
                if name.value not in known:
                    what = "word list" if key == "words" else "dimension"
                    yield DataFault(
                        name, f"unknown {what} {name.value}{did_you_mean(name.value, known)}", f"unknown-{key[:-1]}"
                    )
    for name, (key_node, _) in (node.value["otherwise"][1].value if "otherwise" in node.value else {}).items():
        if name not in dimensions:
            yield DataFault(key_node, f"unknown dimension {name}{did_you_mean(name, dimensions)}", "unknown-dimension")


def _check_lexicon(node: Node, data: Mapping[str, Any]) -> Iterator[DataFault]:
    lexicon = data["lexicon.yaml"]
    dimensions = known_dimensions(data)
    for name, (key, value) in node.value.items():
        if name in dimensions or name in _RESERVED:
            yield DataFault(
                key,
                f"{name} is a dimension of figures, so that {{{name}}} could not mean these words; rename the list",
                "shadow",
                entry=name,
            )
        elif not isinstance(value.value, list):
            for fault in _check_fragment(name, value, lexicon, dimensions):
                yield fault._replace(entry=name)


def _check_fragment(name: str, node: Node, lexicon: Mapping[str, Any], dimensions: set[str]) -> Iterator[DataFault]:
    unknown = False
    for match in BRACES.finditer(node.value):
        inner = match["names"] or ""
        if (inner in lexicon and not match["role"]) or not (match["macro"] or match["stray"]):
            continue
        unknown = True
        if inner in dimensions or inner in _RESERVED:
            message = f"a fragment holds no figures; take {{{inner}}} out and name it in the rule's match"
        elif match["stray"] or match["role"] or "|" in inner:
            message = f"{match.group()} is no word list; write {{name}}, or \\{{ for the character itself"
        else:
            message = f"unknown word list {{{inner}}}{did_you_mean(inner, lexicon)}"
        yield DataFault(node, message, "unknown-word", match.start())
    if unknown:
        return
    if _reaches(name, name, lexicon, set()):
        yield DataFault(node, f"the fragment {name} uses itself; break the circle", "circle")
        return
    try:
        regex.compile(_NAME.sub(lambda match: r"\w".ljust(len(match.group())), node.value), regex.VERBOSE)
    except regex.error as error:
        yield DataFault(node, f"the fragment is no regex: {error.msg}", "regex", min(error.pos or 0, len(node.value)))
        return
    if name in ("cut", "seldom_named"):  # names are looked for between the characters that cuts begin with
        try:
            first_characters(as_compiled("lexicon.yaml", node.value, {"lexicon.yaml": lexicon})[0])
        except ValueError as error:
            yield DataFault(node, f"{error}; each alternative of {name} must, without a group around them", "value")


def _reaches(start: str, target: str, lexicon: Mapping[str, Any], seen: set[str]) -> bool:
    """Whether a fragment uses ``target``, itself or through others."""
    text = lexicon.get(start)
    if not isinstance(text, str) or start in seen:
        return False
    seen.add(start)
    return any(name == target or _reaches(name, target, lexicon, seen) for name in _NAME.findall(text))


def names_in(node: Node) -> set[str]:
    """What a data file, sound or not, gives a name to: word lists, and dimensions of units."""
    if not isinstance(node.value, dict):
        return set()
    units = node.value["units"][1].value if "units" in node.value else None
    if not isinstance(units, list):
        return set(node.value)
    families = [family.value for family in units if isinstance(family.value, dict)]
    return {str(family["dimension"][1].value) for family in families if "dimension" in family}


def as_compiled(file: str, pattern: str, data: Mapping[str, Any]) -> tuple[str, int]:
    """A pattern of a data file as it will run, and its flags; a fragment with its words written out."""
    if file != "lexicon.yaml":
        return pattern.replace(NUMERALS, ANY_NUMERAL), 0
    lexicon = data["lexicon.yaml"]

    def write(match: regex.Match[str]) -> str:
        words = lexicon.get(match[1], "")
        inner = either(words) if isinstance(words, list) else _NAME.sub(write, words)
        return f"(?:{inner})"

    return _NAME.sub(write, pattern), regex.VERBOSE


def known_dimensions(data: Mapping[str, Any]) -> set[str]:
    """Dimensions of figures that units and words have."""
    names = {family["dimension"] for family in data["units.yaml"]["units"]}
    return names | {word["dimension"] for word in data.get("figures.yaml", {}).get("words", [])}


def known_units(data: Mapping[str, Any]) -> list[str]:
    """The units that the table can hold, prices aside: canonical units, classifiers, units kept as written."""
    families = data["units.yaml"]["units"]
    names = [
        name
        for family in families
        for name in (family["canonical"], family.get("rate", ""), *family["surfaces"])
        if name
    ]
    names += [word for group in data["units.yaml"]["classifiers"].values() for word in group]
    names += [word["unit"] for word in data.get("figures.yaml", {}).get("words", [])]
    return list(dict.fromkeys(names))


def is_unit(text: str, data: Mapping[str, Any]) -> bool:
    """Whether the table can hold a unit: 亿元, 条, or a price such as 元/吨."""
    units = set(known_units(data))
    return text == "" or text in units or ("/" in text and all(part in units for part in text.split("/", 1)))


def _items(node: Node, key: str) -> list[Node]:
    return list(node.value[key][1].value) if key in node.value else []


def _values(node: Node, key: str) -> list[Node]:
    return [value for _, value in node.value[key][1].value.values()] if key in node.value else []
