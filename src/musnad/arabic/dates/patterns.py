"""The shapes that dates take in a text, as regular expressions over its normal form."""

import re
from collections.abc import Iterable, Mapping

from musnad.arabic.dates.names import NAMES
from musnad.arabic.normal import normal


def _normal_keys(words: Mapping[str, int]) -> dict[str, int]:
    return {normal(word): value for word, value in words.items()}


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {normal(name): number for number, name in enumerate(names, 1)}


def _one_of(words: Iterable[str]) -> str:
    """Longest first: «كانون الثاني» before «كانون», "Sept" before "Sep"."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_FAMILIES = ("gregorian", "levant", "maghreb", "morocco", "english")
MONTHS: dict[str, int] = _normal_keys(NAMES["spellings"]["months"])
for _family in _FAMILIES:
    MONTHS |= _numbered(NAMES["months"][_family])
HIJRI: dict[str, int] = (
    _normal_keys(NAMES["spellings"]["hijri"])
    | _numbered(NAMES["months"]["hijri"])
    | _numbered(NAMES["months"]["hijri_english"])
)
#: Sunday is 1.
WEEKDAYS: dict[str, int] = (
    _normal_keys(NAMES["spellings"]["weekdays"])
    | _numbered(NAMES["weekdays"]["ar"])
    | _numbered(NAMES["weekdays"]["en"])
)
NEAR: dict[str, int] = _normal_keys(NAMES["near"])
NUMBERS: dict[str, int] = _normal_keys(NAMES["numbers"])
UNITS: dict[str, str] = {normal(word): unit for unit, forms in NAMES["units"].items() for word in forms["words"]}
TWO: dict[str, str] = {normal(word): unit for unit, forms in NAMES["units"].items() for word in forms["two"]}
AGO: dict[str, list[str]] = {name: [normal(word) for word in words] for name, words in NAMES["ago"].items()}
AM, PM = ([normal(word) for word in NAMES["halves"][half]] for half in ("am", "pm"))
ZONES: dict[str, int] = _normal_keys(NAMES["zones"])


def _day_words() -> dict[str, int]:
    """The ordinals 1 to 31 in words."""
    told = NAMES["ordinals"]
    ones = _numbered(told["ones"])
    compound = {word: value for word, value in ones.items() if 2 <= value <= 9} | {normal(told["first_compound"]): 1}
    days = dict(ones)
    days |= {f"{word} {told['teen']}": 10 + value for word, value in compound.items()}
    for ten, forms in told["tens"].items():
        for form in map(normal, forms):
            days[form] = int(ten)
            days |= {f"{word} و{form}": int(ten) + value for word, value in compound.items() if int(ten) + value <= 31}
    return days


DAY_WORDS = _day_words()

_WEEKDAY = f"(?:(?:يوم|مساء|صباح|فجر|on) )?(?:{_one_of(WEEKDAYS)})"
_LEAD = rf"(?:(?P<weekday>{_WEEKDAY})\.?[ ،,:؛]*(?:(?:الموافق|في|بتاريخ|of|the) ?)*[\-–(]* ?)?"
_DAY = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<day_word>{_one_of(DAY_WORDS)})"
_SEPARATOR = r" ?[/\-–.,،]? ?"
_YEAR = r"(?P<year>\d{4})"
_MONTH = rf"(?P<month>{_one_of(MONTHS)})"
_SECOND_NAME = rf"(?: ?[/\-(] ?(?:{_one_of(MONTHS)})\)?)?"
_HIJRI_MONTH = rf"(?P<hijri>{_one_of(HIJRI)})"
_YEAR_WORD = r"(?:(?:من )?(?:عام|سنه|سنة|لعام|لسنة|year|of) )?"
_NOT_IN_WORD = r"(?<![\w])"
_END = r"(?![\w])"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_NOT_IN_WORD + pattern + _END)


#: «الخميس 23 / يناير / 2025», «23 كانون الثاني/يناير», «الأول من آب 2013», "23 January, 2025"
DAY_MONTH = _compiled(
    rf"{_LEAD}(?:{_DAY})(?: من(?: شهر)?| of)?{_SEPARATOR}(?:شهر )?"
    rf"{_MONTH}{_SECOND_NAME}\.?(?:{_SEPARATOR}{_YEAR_WORD}{_YEAR}(?: ?م(?![\w]))?)?"
)
#: "January 23, 2025", «يناير 23, 2025»
MONTH_DAY = _compiled(rf"{_LEAD}{_MONTH}\.?{_SEPARATOR}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:{_SEPARATOR}{_YEAR})?")
#: «12 محرم 1446 هـ», «الأول من رمضان 1445»
HIJRI_DAY = _compiled(
    rf"{_LEAD}(?:{_DAY})(?: من(?: شهر)?)?{_SEPARATOR}(?:شهر )?{_HIJRI_MONTH}"
    rf"{_SEPARATOR}{_YEAR_WORD}{_YEAR}(?: ?(?:ه|هجري|هجرية|هجريا|ah))?"
)
#: 23/1/2025, 23-01-2025: the day first, as all Arabic papers write
NUMERIC = _compiled(
    rf"{_LEAD}(?P<day>\d{{1,2}}) ?(?P<sep>[/\-.]) ?(?P<number>\d{{1,2}}) ?(?P=sep) ?{_YEAR}(?: ?م(?![\w]))?"
)
#: 2025-01-23, 2025/1/23
ISO = re.compile(
    _NOT_IN_WORD + rf"{_LEAD}{_YEAR}(?P<sep>[/\-])(?P<number>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?=t\d|\W|$)"
)
#: «أمس», «بعد غد», "yesterday"
NEAR_DAY = _compiled(rf"(?:[وف])?(?P<near>{_one_of(NEAR)})")
#: «قبل ثلاثة أيام», «منذ يومين», «بعد أسبوع»
COUNTED = _compiled(
    rf"(?P<way>{_one_of(AGO['before'] + AGO['after'])}) (?:نحو |حوالي )?"
    rf"(?:(?P<count>\d{{1,3}}|{_one_of(NUMBERS)}) (?P<unit>{_one_of(UNITS)})|"
    rf"(?P<single>{_one_of(UNITS)})|(?P<two>{_one_of(TWO)}))"
)
#: "3 days ago", "two weeks from now"
COUNTED_ENGLISH = _compiled(
    rf"(?P<count>\d{{1,3}}|{_one_of(NUMBERS)}) (?P<unit>{_one_of(UNITS)}) "
    rf"(?P<way>{_one_of(AGO['english_before'] + AGO['english_after'])})"
)
#: «الأحد», «يوم الأحد الماضي», "next Sunday"
WEEKDAY_ALONE = _compiled(
    rf"(?:(?P<lead>{_one_of(w for w in AGO['past'] + AGO['coming'] if w.isascii())}) )?(?:[وف])?(?P<weekday>{_WEEKDAY})"
    rf"(?: (?P<side>{_one_of(AGO['past'] + AGO['coming'])}))?"
)
#: A time of day right behind a date: «، 14:05», «الساعة 2:05 مساء بتوقيت غرينتش», "t14:05:06+03:00"
TIME = re.compile(
    r"(?:t|[ ،,\-–|•]*(?:في |عند |at )?(?:تمام )?(?:الساعة )?:? ?)"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    rf"(?: ?(?P<half>{_one_of(AM + PM)})(?!\w))?"
    rf"(?: ?\(?(?:gmt|utc)? ?(?P<sign>[+-])(?P<hours>\d{{1,2}})(?::?(?P<minutes>\d{{2}}))?(?!\d)\)?|"
    rf"(?: ?\(?(?:بتوقيت )?)?(?P<zone>{_one_of(ZONES)})(?!\w)\)?)?(?!\d)"
)
#: «14:05 - الأحد 4 تموز»: the time before
TIME_BEFORE = re.compile(TIME.pattern + r"[ ،,\-–|•]*$")
