"""The patterns by which names are found, built from the lexicon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from taiyuan_facts.patterns import branches, branching, compile_words, first_characters, parted

# No part of a name, as a set's body: placeholders, blanks and marks other than quotation marks and brackets.
_NO_NAME = (
    r"\s\ue000-\uf8ff!#-'*+,.:;<-@\[-`{-\x7f\u00a1-\u00b6\u00b8-\u00bf"
    r"\u2000-\u2013\u2015-\u2017\u201a-\u201b\u201e-\u303f\uff01-\uff07\uff0a-\uff65"
)

# Lists that are long enough for their common beginnings to be worth a branch.
_LONG_LISTS = (
    "verbs",
    "kin",
    "places",
    "own_places",
    "title",
    "speaker",
    "macro",
    "macro_strong",
    "project_heads",
    "preposition",
    "compare",
)


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lexicon's lists for names, compiled."""

    phrase: Any = field(repr=False)
    opening: Any = field(repr=False)
    lame: Any = field(repr=False)
    situated: Any = field(repr=False)
    verbs: Any = field(repr=False)
    place: Any = field(repr=False)
    known_place: Any = field(repr=False)
    province: Any = field(repr=False)
    place_acting: Any = field(repr=False)
    all_of_level: Any = field(repr=False)
    named_place: Any = field(repr=False)
    report_of: Any = field(repr=False)
    given_to: Any = field(repr=False)
    preposition: Any = field(repr=False)
    governed: Any = field(repr=False)
    possessive: Any = field(repr=False)
    predicate: Any = field(repr=False)
    clausal: Any = field(repr=False)
    part: Any = field(repr=False)
    including: Any = field(repr=False)
    conjunction: Any = field(repr=False)
    descriptor: Any = field(repr=False)
    aside: Any = field(repr=False)
    standing_for: Any = field(repr=False)
    exemplified: Any = field(repr=False)
    published: Any = field(repr=False)
    ranked: Any = field(repr=False)
    possessing: Any = field(repr=False)
    priced: Any = field(repr=False)
    amounting: Any = field(repr=False)
    told_of_place: Any = field(repr=False)
    generic: Any = field(repr=False)
    speaker: Any = field(repr=False)
    tells: Any = field(repr=False)
    teller: Any = field(repr=False)
    adjectival: Any = field(repr=False)
    rating: Any = field(repr=False)
    chief: Any = field(repr=False)
    adverbial: Any = field(repr=False)
    obliged: Any = field(repr=False)
    person: Any = field(repr=False)
    approves: Any = field(repr=False)
    forecasts: Any = field(repr=False)
    partaking: Any = field(repr=False)
    goods_price: Any = field(repr=False)
    run_in: Any = field(repr=False)
    newly: Any = field(repr=False)
    pointing_within: Any = field(repr=False)
    kin: Any = field(repr=False)
    sourced: Any = field(repr=False)
    of_country: Any = field(repr=False)
    shows: Any = field(repr=False)
    issuer: Any = field(repr=False)
    government: Any = field(repr=False)
    outsider: Any = field(repr=False)
    obtains: Any = field(repr=False)
    located: Any = field(repr=False)
    actor: Any = field(repr=False)
    title: Any = field(repr=False)
    indicator: Any = field(repr=False)
    amount_of: Any = field(repr=False)
    price: Any = field(repr=False)
    each: Any = field(repr=False)
    distant: Any = field(repr=False)
    firm_matters: Any = field(repr=False)
    built: Any = field(repr=False)
    submitted: Any = field(repr=False)
    spell: Any = field(repr=False)
    spell_alone: Any = field(repr=False)
    within: Any = field(repr=False)
    when: Any = field(repr=False)
    where: Any = field(repr=False)
    moving: Any = field(repr=False)
    sector: Any = field(repr=False)
    sector_end: Any = field(repr=False)
    macro: Any = field(repr=False)
    macro_strong: Any = field(repr=False)
    place_measures: Any = field(repr=False)
    made: Any = field(repr=False)
    numbered_sector: Any = field(repr=False)
    own_place: Any = field(repr=False)
    inland: Any = field(repr=False)
    anywhere: Any = field(repr=False)
    networks: Any = field(repr=False)
    compare: Any = field(repr=False)
    several: Any = field(repr=False)
    this: Any = field(repr=False)
    demonstrative: Any = field(repr=False)
    pointed_thing: Any = field(repr=False)
    yearly_output: Any = field(repr=False)
    short_form: Any = field(repr=False)
    no_verb: Any = field(repr=False)
    seat: Any = field(repr=False)
    describing: Any = field(repr=False)
    foremost: Any = field(repr=False)
    act: Any = field(repr=False)
    no_start: Any = field(repr=False)
    phase: Any = field(repr=False)
    last_phase: Any = field(repr=False)
    separator: Any = field(repr=False)
    joinable: Any = field(repr=False)
    compound: Any = field(repr=False)
    trading: Any = field(repr=False)
    trades: Any = field(repr=False)
    hedged: Any = field(repr=False)
    pointed: Any = field(repr=False)
    above: Any = field(repr=False)
    base_level: Any = field(repr=False)
    acting: Any = field(repr=False)
    parted: Any = field(repr=False)


def name_patterns(words: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The compiled patterns by the fields of `NameWords`. ``words``: the lexicon as patterns; ``lists``: its lists."""
    telling = f"{branches(lists['never_named'])}|{words['seldom_named']}"
    cuts = f"{telling}|{words['cut']}"
    words = {
        **words,
        **{name: branching(lists[name]) for name in _LONG_LISTS},
        "drop_head": branching([*lists["drop_head"], *lists["kin"]]),
        "verbs": branching([*lists["verbs"], *lists["transitive"]]),
        "cut": parted(cuts),
        "cut_words": cuts,
        "telling_words": f"(?=[{first_characters(telling)}])(?:{parted(telling)})",
    }
    spoken = _phrase_patterns(words) | _speaking_patterns(words)
    return spoken | _pointing_patterns(words) | _place_patterns(words) | _measure_patterns(words)


def _phrase_patterns(words: Mapping[str, str]) -> dict[str, Any]:
    """Phrases, and what opens and governs them."""
    first = first_characters(words["cut_words"])
    patterns = {
        "phrase": rf"(?:{words['cut']})|(?<name>(?:《[^》，,。；;]{{1,40}}》|[^{first}{_NO_NAME}]+(?:(?<=PM2)\.5)?"
        r"|(?<=[A-Za-z]) (?=[A-Z])"  # Novo Mesto工厂
        rf"|(?!{words['cut']})[\p{{Han}}A-Za-z0-9·“”\"‘’「」（）()《》〈〉/\-—、&])+)",
        "lame": words["lame"],
        "joinable": words["joinable"],
        "compound": words["compound"],
        "trading": words["trading"],
        "trades": words["trades"],
        "hedged": rf"(?<=\p{{Han}}{{2}})(?:{words['hedges']})+$",
        "acting": rf"(?:长期|累计|共|全部|[已均]|已经)*+(?:{words['verbs']}|{words['trading']})"
        r"(?=\p{Han}{1,12}[、和与及])",
        "parted": rf"\p{{Han}}*(?:{words['separator']})",
        "situated": rf"(?<=..)(?:{words['situated']}).*|{words['within_end']}",
        "opening": rf"(?:{words['item_number']}|{words['drop_head']}|{words['drop_short']}|[“\"‘「（(、）)”—-])+",
        "verbs": rf"(?:{words['verbs']})+",
        "preposition": rf"{words['no_governor']}(?:{words['preposition']})(?:{words['existing']})?$"
        rf"|^(?:{words['governing']})",
        "governed": rf"(?:{words['governing']})$",
        "clausal": f"{words['clausal']}|{words['telling_words']}|{words['when_end']}",
        "predicate": words["whole_clause"],
        "aside": words["aside"],
        "standing_for": words["standing_for"],
        "exemplified": words["exemplified"],
        "published": words["published"],
        "ranked": words["ranked"],
        "descriptor": words["descriptor"],
        "part": words["part"],
        "including": words["including"],
        "conjunction": rf"(?:{words['conjunction']})",
        "generic": rf"(?:{words['generic']})$",
        "adjectival": words["adjectival"],
        "government": rf"(?:{words['government']})$",
        "obtains": words["obtains"],
        "located": words["located"],
        "title": rf"(?:(?<=村)村)?(?:常务|执行|第一)?副?(?:{words['title']})(?!人?指数)",
        "act": rf"[”\"’」]?(?!{words['no_act']})(?:{words['cut']})",
        "no_start": rf"{words['no_start']}|{words['hours']}",
        "separator": words["separator"],
        "rating": words["rating"],
        "newly": words["newly"],
        "kin": rf"(?:{words['kin']})(?=\p{{Han}}|[A-Z])",
        "seat": words["seat"],
        "adverbial": words["adverbial"],
    }
    return {name: compile_words(pattern) for name, pattern in patterns.items()}


def _speaking_patterns(words: Mapping[str, str]) -> dict[str, Any]:
    """Who speaks, who lets do, and who does something."""
    speaks, announces = f"(?:{words['speaker']})", f"(?:{words['announces']})"
    said = rf"(?!{announces}){speaks}|{announces}(?:了|[^，,：:]{{0,8}}(?:{words['news']}))?[，,：:“\"《]"
    patterns = {
        "speaker": rf"[^，,：:]{{0,12}}?(?:{said})",
        "approves": words["approves"],
        "forecasts": words["forecasts"],
        "partaking": words["partaking"],
        "tells": rf"(?:{words['tells']})了?[，,：:。“\" ]*$",
        "teller": rf"(?:{words['title']})(?<who>\p{{Han}}{{2,3}}?)(?=[\ue000-\ue004]?(?:{words['tells']}))"
        rf"|(?:{words['official']})(?<who>\p{{Han}}{{2,3}}?)(?=(?:[\ue000-\ue004，,])?(?:{words['officiates']}))",
        "sourced": words["sourced"],
        "shows": rf"(?<=》)(?:{words['shows']})",
        "issuer": words["issuer"],
        "outsider": words["outsider"],
        "actor": words["actor"],
        "obliged": words["obliged"],
        "person": words["person"],
        "chief": words["chief"],
    }
    return {name: compile_words(pattern) for name, pattern in patterns.items()}


def _pointing_patterns(words: Mapping[str, str]) -> dict[str, Any]:
    """Words that point at a name told elsewhere: 其, 该项目, 二期."""
    patterns = {
        "possessive": words["possessive"],
        "several": words["several"],
        "this": words["this_thing"],
        "pointed": words["pointed"],
        "pointing_within": words["pointing_within"],
        "demonstrative": words["demonstrative"],
        "pointed_thing": words["pointed_thing"],
        "yearly_output": rf"(?:{words['yearly_output']})$",
        "short_form": words["short_form"],
        "no_verb": words["no_verb"],
        "describing": words["describing"],
        "foremost": rf"(?:{words['foremost']})(?=[\p{{Han}}A-Z“])",
        "phase": rf"(?:{words['phase']})(?!\p{{Han}}{{0,6}}(?:{words['project_heads']})$)",
        "last_phase": rf"(?:{words['phase']})$",
    }
    return {name: compile_words(pattern) for name, pattern in patterns.items()}


def _place_patterns(words: Mapping[str, str]) -> dict[str, Any]:
    """Places: known ones with or without what they end in, others by what they end in."""
    own, area = words["own_places"], rf"(?:{words['area_end']})(?!{words['no_area']})"
    known = rf"{own}|(?:{words['places']})(?!{words['street']})(?:{area})?"
    titled = (
        rf"(?<place>(?:{words['places']})|(?!在)\p{{Han}}{{1,4}}?[省市县区州盟旗])"
        r"(?:\p{Han}{0,4}自治[区州县旗]|[省市县区州盟旗])?"
    )
    patterns = {
        "place": rf"(?:(?:(?:{words['provinces']})[省市]?|(?:{words['places']})[省市州])\p{{Han}}{{0,3}}?"
        rf"(?:{words['named_area']})(?!{words['no_area']})|(?:{known})+|(?<!\p{{Han}})(?!{words['no_city']})\p{{Han}}{{1,3}}?{area})",
        "known_place": known,
        "own_place": own,
        "place_acting": rf"(?:{known}){words['behind_actor']}",
        "all_of_level": words["all_of_level"],
        "inland": words["inland"],
        "anywhere": words["anywhere"],
        "of_country": words["of_country"],
        "networks": words["networks"],
        "province": words["provinces"],
        "named_place": rf"(?<![\p{{Han}}])(?!{words['drop_short']})\p{{Han}}{{1,2}}(?:{words['named_area']})"
        rf"(?!{words['no_area']})",
        "report_of": rf"{titled}[\ue000-\ue004]?(?:{words['place_reports']})",
        "given_to": rf"{titled}(?:{words['reported_to']})",
        "told_of_place": rf"{words['verbs']}|{words['behind_place']}|{words['macro']}|{words['indicator_tail']}",
    }
    return {name: compile_words(pattern) for name, pattern in patterns.items()}


def _measure_patterns(words: Mapping[str, str]) -> dict[str, Any]:
    """What is measured, and what stands between it and its figure."""
    patterns = {
        "possessing": words["possessing"],
        "priced": words["priced"],
        "goods_price": words["goods_price"],
        "run_in": words["run_in"],
        "amounting": rf"(?:{words['total']})?{words['level']}",
        "indicator": rf"的?{words['measure_lead']}(?:{words['indicator_tail']})$",
        "spell": rf"(?:{words['spell_end']})$",
        "spell_alone": rf"(?:{words['to_come']}|{words['gone']}|近)?[\ue000-\uf8ff](?:{words['spell_behind']})?[，,]",
        "within": words["within_end"],
        "when": words["when_end"],
        "where": rf"{words['within_end']}|{words['when_end']}|(?:{words['spell_end']})$",
        "moving": rf"(?:{words['moving']})$",
        "above": rf"(?:{words['above']})$",
        "base_level": words["base_level"],
        "amount_of": words["amount_of"],
        "price": words["price"],
        "each": words["each"],
        "distant": words["distant"],
        "firm_matters": words["firm_matters"],
        "built": words["built"],
        "submitted": words["submitted"],
        "sector": words["sector"],
        "sector_end": rf"(?:{words['sector']}|{words['sector_end']})$",
        "macro": rf"(?:{words['macro']})+",
        "macro_strong": rf"(?!{words['works']})(?:{words['macro_strong']})",
        "place_measures": words["place_measures"],
        "made": words["made"],
        "numbered_sector": words["numbered_sector"],
        "compare": rf"(?:{words['compare']}|{words['dress']}|{words['against']})+$",
    }
    return {name: compile_words(pattern) for name, pattern in patterns.items()}
