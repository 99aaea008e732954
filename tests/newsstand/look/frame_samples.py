"""What stands round every sample: the editions, what each reader finds in every page, and small makers of its parts."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from musnad.newsstand import views as v
from musnad.newsstand.letter_views import Button, Choice, LettersForm, LettersPage, Preferences

SITE = "https://dalwan.example"

AR_LINE = v.DateLine(
    weekdays=("الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"),
    months=(
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
        "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
    digits="٠١٢٣٤٥٦٧٨٩",
    pattern="{weekday} {day} / {month} / {year}",
    zone="Asia/Amman",
    hijri_months=(
        "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
        "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
    ),
    hijri_pattern="{day} {month} {year} هـ",
)  # fmt: skip
EN_LINE = v.DateLine(
    weekdays=("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    digits="0123456789",
    pattern="{weekday}, {day} {month} {year}",
    zone="Asia/Amman",
)  # fmt: skip

AR = v.Edition(
    lang="ar",
    direction="rtl",
    name="صحيفة دلوان",
    tagline="الخبر بسنده، من أوّله إلى آخره",
    path="/ar/",
    logo=None,
    menu=(
        v.Link("دلوان", "/ar/دلوان/"),
        v.Link("العالم", "/ar/العالم/"),
        v.Link("اقتصاد", "/ar/اقتصاد/"),
        v.Link("ثقافة", "/ar/ثقافة/"),
        v.Link("رياضة", "/ar/رياضة/"),
    ),
    standing=(
        v.Link("من نحن", "/ar/من-نحن/"),
        v.Link("اتصل بنا", "/ar/اتصل-بنا/"),
        v.Link("سياسة التصويب", "/ar/تصويب/"),
    ),
    date_line=AR_LINE,
    footer="تصدر في مدينة سيراف. كل ما في هذه الصفحات من نسج الخيال.",
)
EN = v.Edition(
    lang="en",
    direction="ltr",
    name="The Dalwan Courier",
    tagline="Every report with its chain of sources",
    path="/en/",
    logo=None,
    menu=(
        v.Link("Dalwan", "/en/dalwan/"),
        v.Link("World", "/en/world/"),
        v.Link("Economy", "/en/economy/"),
        v.Link("Culture", "/en/culture/"),
        v.Link("Sport", "/en/sport/"),
    ),
    standing=(v.Link("About", "/en/about/"), v.Link("Contact", "/en/contact/")),
    date_line=EN_LINE,
    footer="Published in the city of Siraf. All that stands on these pages is made up.",
)
EDITIONS = {"ar": AR, "en": EN}

LATEST = {
    "ar": (
        v.Link("هيئة الأرصاد في دلوان تتوقع أمطارًا على السواحل الشرقية حتى الأحد", "/ar/دلوان/أمطار/"),
        v.Link("مصرف دلوان المركزي يُبقي سعر الفائدة دون تغيير", "/ar/اقتصاد/فائدة/"),
        v.Link("افتتاح معرض سيراف للكتاب بمشاركة ثلاثمئة دار نشر", "/ar/ثقافة/معرض/"),
        v.Link("منتخب دلوان يبلغ نصف النهائي بعد مباراة امتدّت إلى ركلات الترجيح", "/ar/رياضة/منتخب/"),
        v.Link("وزارة النقل تعيد فتح جسر الوادي أمام الشاحنات", "/ar/دلوان/جسر/"),
        v.Link("باحثون في جامعة سيراف يوثّقون نقوشًا لم تُقرأ من قبل", "/ar/ثقافة/نقوش/"),
    ),
    "en": (
        v.Link("Weather office expects rain on the eastern coast until Sunday", "/en/dalwan/rain/"),
        v.Link("Central bank of Dalwan leaves its rate unchanged", "/en/economy/rate/"),
        v.Link("Siraf book fair opens with three hundred publishers", "/en/culture/fair/"),
        v.Link("Dalwan reach the semi-final on penalties", "/en/sport/semi-final/"),
        v.Link("Valley bridge open to lorries again", "/en/dalwan/bridge/"),
    ),
}

TIMES = {
    "ar": (
        v.Moment("2025-01-23T14:20:00+03:00", "٢٣ يناير ٢٠٢٥، ١٤:٢٠"),
        v.Moment("2025-01-23T17:05:00+03:00", "٢٣ يناير ٢٠٢٥، ١٧:٠٥"),
    ),
    "en": (
        v.Moment("2025-01-23T14:20:00+03:00", "23 January 2025, 14:20"),
        v.Moment("2025-01-23T17:05:00+03:00", "23 January 2025, 17:05"),
    ),
}
STORY_PATH = {"ar": "/ar/دلوان/الحرس-ينفي-تعرض-مرفأ-سيراف-لهجوم/", "en": "/en/dalwan/coast-guard-denies-attack/"}
SECTION_PATH = {"ar": "/ar/دلوان/", "en": "/en/dalwan/"}
TOPIC_PATH = {"ar": "/ar/ملفات/مرفأ-سيراف/", "en": "/en/topics/siraf-port/"}


def picture(name: str, alt: str, *, width: int = 1200, height: int = 800, position: str = "50% 50%") -> v.Picture:
    """Return a picture whose files are media/<name>-<width>.<ext>."""
    widths = (400, 800, width)
    return v.Picture(
        sources=tuple(
            v.SourceSet(f"image/{kind}", tuple((f"media/{name}-{size}.{kind}", size) for size in widths))
            for kind in ("avif", "webp")
        ),
        fallback=f"media/{name}-{width}.jpg",
        width=width,
        height=height,
        alt=alt,
        position=position,
    )


def both(lang: str, arabic: str, english: str) -> str:
    return arabic if lang == "ar" else english


def markup(lang: str, arabic: str, english: str) -> Markup:
    return Markup(both(lang, arabic, english))  # noqa: S704  (written here)


def chrome(lang: str, path: str, title: str, *, latest: bool = False, current: str = "") -> v.Chrome:
    edition, other = EDITIONS[lang], EDITIONS["en" if lang == "ar" else "ar"]
    return v.Chrome(
        edition=edition,
        title=title,
        description=both(lang, "أخبار دلوان والعالم", "News of Dalwan and the world"),
        path=path,
        canonical=SITE + path,
        current=current,
        alternates=(v.Alternate(other.lang, both(other.lang, "العربية", "English"), other.path),),
        latest=LATEST[lang] if latest else None,
        latest_path=f"/{lang}/latest.html",
        share_image=v.ShareImage("/media/port-1200.jpg", 1200, 675, "image/jpeg", both(lang, "المرفأ", "The port")),
        letters=letters(lang),
    )


def letters(lang: str) -> LettersForm:
    names = both(lang, ("موجز اليوم", "العاجل", "ملف «ميناء سيراف»"), ("The day in brief", "Breaking", "The port"))
    choices = [Choice(f"list-{at}:{lang}", name, chosen=not at) for at, name in enumerate(names)]
    return LettersForm(f"/letters/{lang}/", tuple(choices))


def letters_page(lang: str) -> LettersPage:
    """A form that was sent with something wrong, and all else that such a page can have."""
    title = both(lang, "إعدادات الرسائل", "Preferences")
    form, path = letters(lang), f"/letters/{lang}/"
    link = v.Link(title, f"{path}x/")
    return LettersPage(
        chrome=replace(chrome(lang, path, title), letters=None, alternates=()),
        title=title,
        said=(both(lang, "اختر ما يصلك.", "Choose what you are sent."),),
        names=tuple(choice.text for choice in form.choices),
        form=replace(
            form, address="reader@", problem=both(lang, "اكتبه كاملًا.", "Write it whole."), problem_in="address"
        ),
        buttons=(Button(path, title), Button(path, title, "all", "1", quiet=True)),
        preferences=Preferences(path, form.choices, form.choices[:1], form.choices[1:], link, link),
        links=(link,),
    )
