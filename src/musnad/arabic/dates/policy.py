"""How an edition writes its dates. CLDR has one way for each locale; Arabic papers have five."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from zoneinfo import ZoneInfo, available_timezones

from musnad.arabic.digits import Digits
from musnad.arabic.errors import BadPolicy

LANGUAGES = ("ar", "en")


class Months(StrEnum):
    """A family of month names; the value is its name in settings."""

    GREGORIAN = "gregorian"  # يناير: Egypt, the Gulf, Libya, Yemen
    LEVANT = "levant"  # كانون الثاني: Lebanon, Syria, Jordan, Palestine, Iraq
    MAGHREB = "maghreb"  # جانفي: Tunisia, Algeria
    MOROCCO = "morocco"  # يناير … غشت: Morocco, Mauritania
    BOTH = "both"  # كانون الثاني/يناير: papers read in both


@cache
def _zones() -> frozenset[str]:
    # The library walks its folder of zones each time that it is asked.
    return frozenset(available_timezones())


@dataclass(frozen=True)
class DatePolicy:
    """An edition's language, digits, month names, Hijri line and time zone (a name such as Asia/Amman).

    Raises BadPolicy. English names its months in English whatever `months` says, its digits are as chosen.
    """

    language: str = "ar"
    digits: Digits = Digits.ARABIC_INDIC
    months: Months = Months.GREGORIAN
    hijri: bool = False
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise BadPolicy("language", self.language, "one of " + ", ".join(LANGUAGES))
        if self.digits not in tuple(Digits):
            raise BadPolicy("digits", self.digits, "one of " + ", ".join(Digits))
        if self.months not in tuple(Months):
            raise BadPolicy("months", self.months, "one of " + ", ".join(Months))
        if self.zone not in _zones():
            raise BadPolicy("zone", self.zone, "the name of a time zone, such as Asia/Amman")

    @cached_property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.zone)
