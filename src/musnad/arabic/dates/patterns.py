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
    return "|".join(re.escape(word) for word in sorted(map(normal, words), key=lambda word: (-len(word), word)))


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
UNITS, ONE, TWO = (
    {normal(word): unit for unit, forms in NAMES["units"].items() for word in forms[kind]}
    for kind in ("words", "one", "two")
)
AGO: dict[str, list[str]] = {name: [normal(word) for word in words] for name, words in NAMES["ago"].items()}
#: The hour that the half's twelve hours begin at.
HALVES: dict[str, int] = _normal_keys(NAMES["halves"])
ZONES: dict[str, int] = _normal_keys(NAMES["zones"])
_SPEECH: dict[str, list[str]] = NAMES["speech"]


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

# Prefixes of one letter are written onto the word or number, and are not part of the date: «و23 يناير», «ولـ4 تموز»,
# «الـ7 من تشرين».
_START = r"(?:(?<!\w)|(?<=\b[وفبلك])|(?<=\b[وف][بلك])|(?<=\bال))(?<!\d[.:])"
_START_OF_WORD = r"(?:(?<!\w)|(?<=\b[وف]))"
_END = r"(?!\w)"

_PART_OF_DAY = "(?:يوم|مساء|صباح|فجر|ليل|ليلة|ظهر|عصر|on)"
_WEEKDAY = f"(?:{_PART_OF_DAY} )?(?:{_one_of(WEEKDAYS)})"
# English abbreviations alone are other words: "sat", "wed", "sun".
_FULL = {word for word in WEEKDAYS if not word.isascii()} | _numbered(NAMES["weekdays"]["en"]).keys()
_WHOLE_WEEKDAY = rf"(?:{_PART_OF_DAY} )?(?P<weekday>{_one_of(_FULL)})"
_LEAD = (
    rf"(?:(?:(?:{_one_of(NEAR)}) )?{_WEEKDAY}\.?[ ،,:؛]*(?:(?:الموافق|المصادف|في|بتاريخ|ل|of|the) ?)*"
    r"(?:[\-–] ?|(?P<open>\() ?)?)?"
)
_CLOSE = r"(?(open)(?: ?\))?)"
# «تشرين الأول/أكتوبر 2023» says no first of October.
_NOT_OF_A_NAME = "(?<!تشرين )(?<!كانون )(?<!ربيع )(?<!جمادي )"
_DAY = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|{_NOT_OF_A_NAME}(?P<day_word>{_one_of(DAY_WORDS)})"
_OF = r"(?P<of> من(?: شهر)?| of)?"
_SEPARATOR = r" ?[/\-–.,،]? ?"
_YEAR = r"(?P<year>\d{4})"
_MONTH = rf"(?P<month>{_one_of(MONTHS)})"
_SECOND_NAME = (
    rf"(?: ?[/\-(] ?(?:{_one_of(MONTHS)})\)?| (?:{_one_of(name for name in MONTHS if not name.isascii())}){_END})?"
)
_HIJRI_MONTH = rf"(?P<hijri>{_one_of(HIJRI)})"
_YEAR_WORD = r"(?:(?:من )?(?:عام|سنه|سنة|لعام|لسنة|year|of) )?"
# Behind a full stop or a comma another number may begin: «في 4 تموز، 3000 شخص».
_THEN_YEAR = rf" ?(?:[/\-–]|[.,،](?= ?{_YEAR_WORD}(?:19|20)\d\d{_END}))? ?{_YEAR_WORD}{_YEAR}"
# «7 أكتوبر الماضي», «15 آب الجاري», «4 تموز من العام الماضي»
_SIDE = (
    rf" (?P<side>{_one_of(AGO['past'] + AGO['coming'] + AGO['current'])})"
    rf"| (?:من )?(?:العام|السنة) (?P<year_side>{_one_of(AGO['past'] + AGO['coming'] + AGO['current'])})"
)
_OUR_ERA = rf"(?: ?(?P<ours>م){_END})?"
_AH = rf"(?P<ah>ه|هجري|هجرية|هجريا|ah){_END}"
_ERA = rf"(?: ?(?:{_AH}|(?P<ours>م){_END}))?"


def _compiled(pattern: str, start: str = _START) -> re.Pattern[str]:
    return re.compile(start + pattern + _END)


#: «الخميس 23 / يناير / 2025», «23 كانون الثاني/يناير», «الأول من آب 2013», "23 January, 2025"
DAY_MONTH = _compiled(
    rf"{_LEAD}(?:{_DAY}){_OF}{_SEPARATOR}(?:شهر )?{_MONTH}{_SECOND_NAME}(?:{_THEN_YEAR}{_OUR_ERA}|{_SIDE})?{_CLOSE}"
)
#: "January 23, 2025", «يناير 23, 2025»
MONTH_DAY = _compiled(rf"{_LEAD}{_MONTH}{_SEPARATOR}(?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:{_THEN_YEAR})?{_CLOSE}")
#: «12 محرم 1446 هـ», «الأول من رمضان 1445»
HIJRI_DAY = _compiled(
    rf"{_LEAD}(?:{_DAY}){_OF}{_SEPARATOR}(?:شهر )?{_HIJRI_MONTH}{_SEPARATOR}{_YEAR_WORD}{_YEAR}(?: ?{_AH})?{_CLOSE}"
)
#: 23/1/2025, 23-01-2025: the day first, as all Arabic papers write. A part of a longer number is none.
NUMERIC = _compiled(
    rf"(?<!\d[/\-]){_LEAD}(?P<day>\d{{1,2}}) ?(?P<sep>[/\-.]) ?(?P<number>\d{{1,2}}) ?(?P=sep) ?{_YEAR}"
    rf"(?![/\-.]\d){_ERA}{_CLOSE}"
)
#: 2025-01-23, 2025/1/23
ISO = re.compile(
    _START
    + rf"{_LEAD}(?=[12]){_YEAR}(?P<sep>[/\-])(?P<number>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_ERA}{_CLOSE}(?=t\d|\W|$)"
)
#: «أمس», «بعد غد», «اليوم (الخميس)», "yesterday"
NEAR_DAY = _compiled(
    rf"(?P<near>{_one_of(NEAR)})(?! (?:{_one_of([*_SPEECH['never_before'], *DAY_WORDS])}){_END})(?! ال ?\d)"
    rf"(?: (?P<open>\()?(?:{_one_of(_FULL)}){_END}{_CLOSE})?",
    _START_OF_WORD,
)
_ABOUT = "(?:نحو |حوالي )?"
# «بعد يومين من الهجوم» is counted from the attack, «من الآن» from now.
_FROM_NOW = rf"{_END}(?: من الان{_END})?(?! (?:من|علي){_END})"
_ONE_ENDS = rf"{_END}(?: واحدة?)?(?: من الان{_END}|(?= ?(?:$|[^\w\s])| (?:{_one_of(_SPEECH['one_before'])}){_END}))"
#: «قبل ثلاثة أيام», «منذ يومين», «بعد أسبوع»
COUNTED = _compiled(
    rf"(?P<way>{_one_of(AGO['before'] + AGO['after'])}) {_ABOUT}"
    rf"(?:(?P<count>\d{{1,3}}|{_one_of(NUMBERS)}) (?P<unit>{_one_of(UNITS)}){_FROM_NOW}|"
    rf"(?P<single>{_one_of(ONE)}){_ONE_ENDS}|(?P<two>{_one_of(TWO)}){_FROM_NOW})",
    _START_OF_WORD,
)
#: "3 days ago", "two weeks from now"; not "1,000 days ago", "twenty-two days ago", "half an hour ago"
COUNTED_ENGLISH = _compiled(
    rf"(?<!half )(?<!of )(?P<count>\d{{1,3}}|{_one_of(NUMBERS)}) (?P<unit>{_one_of(UNITS)}) "
    rf"(?P<way>{_one_of(AGO['english_before'] + AGO['english_after'])})",
    r"(?<![\w.,\-])",
)
#: «الأحد», «يوم الأحد الماضي», "next Sunday"
WEEKDAY_ALONE = _compiled(
    rf"(?:(?P<lead>{_one_of(w for w in AGO['past'] + AGO['coming'] if w.isascii())}) )?{_WHOLE_WEEKDAY}"
    rf"(?: (?P<side>{_one_of(AGO['past'] + AGO['coming'])}))?",
    _START_OF_WORD,
)


def _behind(*lists: str) -> re.Pattern[str]:
    words = [word for name in lists for word in _SPEECH[name]]
    return re.compile(rf"(?<!\w)[وفبل]?(?:{_one_of(words)}) [وف]?$")


#: The word before, which makes a name or another day of what follows.
NO_DAY_BEHIND = _behind("never_after")
NO_WEEKDAY_BEHIND = _behind("never_after", "weekday_never_after")
NO_YEARLESS_BEHIND = _behind("day_never_after")
#: «يوما بعد يوم»
NO_ONE_BEHIND = re.compile(rf"(?<!\w)[وف]?(?:{_one_of(UNITS)}) $")

# A bare minus is an offset in ISO 8601 alone: «08:00-09:30» is from eight to half past nine.
_OFFSET = (
    r" ?\(?(?:(?:gmt|utc) ?(?=[+\-])|(?(iso)(?=[+\-])|(?=\+)))"
    r"(?P<sign>[+\-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)\)?"
)
_ZONE = rf"(?: ?\(?(?:ب?توقيت )?)?(?P<zone>{_one_of(ZONES)}){_END}\)?"
#: A time of day right behind a date: «، 14:05», «الساعة 2:05 مساء بتوقيت غرينتش», "t14:05:06+03:00"
TIME = re.compile(
    r"(?:(?P<iso>t)|[ ،,\-–|•·/]*(?:في |عند |at )?(?:تمام )?(?:الساعة )?:? ?)"
    r"(?<!\d)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    rf"(?: ?(?P<half>{_one_of(HALVES)}){_END})?(?:{_OFFSET}|{_ZONE})?(?!\d)"
)
#: «14:05 - الأحد 4 تموز»: the time before
TIME_BEFORE = re.compile(TIME.pattern + r"[ ،,\-–|•·/]*$")
