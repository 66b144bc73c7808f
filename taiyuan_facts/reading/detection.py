"""Which encoding an unmarked page is in that is not UTF-8: GB18030, Big5 and UTF-16 carry no sign of their own.

charset-normalizer names one by the look of the characters, but gives up on pages with full-width Latin or Roman
numerals, and errs on a line or less. So every candidate is read, and the one that reads most like Chinese wins: that
has the largest share of everyday characters. Where this does not tell, charset-normalizer does.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

CANDIDATES = ("gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be")
SAMPLE_BYTES = 1 << 14
FAMILIAR_SHARE = 0.1  # real pages have 0.2 and more from 20 characters up; the wrong encoding hardly 0.05
CLEARLY_WIDE = 0.75  # valid UTF-8 with NUL bytes is UTF-16 only where this share is everyday, else it is binary
LEAD_SHARE, LEAD_CHARACTERS = 0.05, 2  # by which the winner must be ahead of all others
TELLING_BYTES = 64  # on less than this charset-normalizer is as good as a guess

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
# The characters that Chinese prose is made of most, simplified and traditional, with those of figures and punctuation.
FAMILIAR = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日社义事平形相全"
    "表间样与关各重新线内数正心反明看原又利比或但质气第向道此变条只没结解问意建月公无系情者最立代已通并提直题程展五果料员位入常文总次"
    "品式设及管特件长求老基资边流路级少图山统接较将组见计别手期运农指几区强放决西被做先回任取据处府市县省亿万元吨企项目投增记报讯六七"
    "八九百千這為個國來們時會對發動過說種後學經進著電裡還實現應開從業當點體機兩與關內數線間樣無義質氣變條沒結題員總設長資邊級統計較組"
    "見將東億萬噸縣項，。、；：？！“”‘’（）《》「」『』【】—…·％０１２３４５６７８９　"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How familiar a sample looks in one encoding: everyday characters ``known``, and their ``share`` (0 to 1)."""

    known: int
    share: float

    def leads(self, other: Reading) -> bool:
        """Whether this is clearly the better one."""
        return self.share - other.share >= LEAD_SHARE and self.known - other.known >= LEAD_CHARACTERS


def detect_encoding(data: bytes) -> str | None:
    """The encoding (a codec name of CANDIDATES) that ``data``, which is not plain UTF-8, is clearly in, or None."""
    readings = _read_candidates(data)
    if not readings:
        return None
    damaged_utf8 = measure_familiarity(_sample(data).decode("utf-8", "replace"))  # which may be valid GB18030
    best = max(readings, key=lambda name: readings[name].share)
    rivals = [damaged_utf8, *(readings[name] for name in readings if name != best)]
    if readings[best].share >= FAMILIAR_SHARE and all(map(readings[best].leads, rivals)):
        return best
    named = _ask_charset_normalizer(data) if len(data) >= TELLING_BYTES else None
    return named if named and named in readings and readings[named].share >= FAMILIAR_SHARE / 4 else None


def is_clearly_utf16(data: bytes, encoding: str) -> bool:
    """Whether ``data`` is UTF-16 rather than binary, although it is valid UTF-8 with NUL bytes as well."""
    return encoding.startswith("utf_16") and _read_candidates(data)[encoding].share >= CLEARLY_WIDE


def find_nearest(data: bytes) -> str | None:
    """The encoding that fits all but some bytes of ``data``, or None; an error of decoding with it names the first."""
    if len(data) % 2:
        wide = detect_encoding(data[:-1])
        if wide and wide.startswith("utf_16"):
            return wide
    sample = _sample(data)
    readings = {name: measure_familiarity(sample.decode(name, "replace")) for name in ("utf-8", "gb18030", "big5")}
    nearest = max(readings, key=lambda name: readings[name].share)
    return nearest if readings[nearest].share >= FAMILIAR_SHARE and not _is_valid(data, nearest) else None


def measure_familiarity(text: str, *, wide: bool = False) -> Reading:
    """How many characters beyond ASCII are everyday ones; ``wide`` (UTF-16) counts ASCII as well, which it has to know.

    A control character takes one away: text has none, and bytes read in the wrong encoding do.
    """
    telling = text if wide else "".join(re.findall(r"[^\x00-\x7f]+", text))
    known = sum(character in FAMILIAR or character <= "\x7f" for character in telling)
    known -= 2 * len(CONTROLS.findall(text)) if wide else len(CONTROLS.findall(text))
    return Reading(known, known / len(telling) if telling else 0.0)


def _read_candidates(data: bytes) -> dict[str, Reading]:
    """The candidates in which the sample is valid; Big5 with the Hong Kong set only where plain Big5 is not."""
    readings: dict[str, Reading] = {}
    for name in CANDIDATES:
        wide = name.startswith("utf_16")
        sample = data[:SAMPLE_BYTES] if wide else _sample(data)
        cut = len(sample) == SAMPLE_BYTES  # perhaps within a character, which is then no fault
        try:
            text = codecs.getincrementaldecoder(name)().decode(sample, final=not cut)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not (name == "big5hkscs" and "big5" in readings):
            readings[name] = measure_familiarity(text, wide=wide)
    return readings


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _sample(data: bytes) -> bytes:
    """The first stretch that tells something in an encoding that holds ASCII: from the first byte beyond ASCII on."""
    beyond = re.search(rb"[\x80-\xff]", data)
    start = beyond.start() if beyond else 0
    return data[start : start + SAMPLE_BYTES]


def _ask_charset_normalizer(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(CANDIDATES)).best()
    return best.encoding if best else None
