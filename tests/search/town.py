"""A newsroom to search in: stories of the fictional country of Dalwan in two languages, claims and sources."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from tests import making
from tests.ledger.writing import EDITOR, monitor, outlet, source
from tests.newsstand.affair import quoting
from wagtail.rich_text import RichText

from musnad.ledger.recording import Link, record_claim, record_statement
from musnad.newsroom.filing import file_stories
from musnad.newsroom.models import Story, StoryAuthor, StoryKeyword, StoryTopic

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)

# name: (section, days ago, headline, standfirst, paragraphs)
ARABIC = {
    "flood": (
        "محليات", 1, "فيضان النهر يغمر قرى وادي السرو",
        "ارتفع منسوب المياه بعد ليلة من المطر، وأُخليت ثلاث قرى.",
        ["قالت وزارة المياه إن السيول جرفت جسرًا خشبيًا.", "وأضاف المسؤولون أن مدرسة القرية صارت مأوى لأهلها."],
    ),
    "ministry": (
        "سياسة", 3, "وزارة الصحة تفتح ثلاثة مراكز للتلقيح",
        "المراكز الجديدة تستقبل الأطفال أولًا.",
        ["أعلنت الوزيرة أن اللقاحات وصلت من الخارج.", "ولن يدفع المواطنون شيئًا، بحسب بيان الوزارة."],
    ),
    "visit": (
        "سياسة", 2, "وفد برلماني زار مخيم النازحين",
        "", ["زار الوفد المخيم صباحًا ثم عاد إلى العاصمة.", "وتحدث النواب مع العائلات."],
    ),
    "book": (
        "ثقافة", 10, "كِتَابٌ جديدٌ عن تاريخ المدينة القديمة",
        "الكاتب أمضى فيه عشرة أعوام.",
        ["يروي المؤلف في كتابه حكاية السوق والأسوار.", "وقال إن صوره جُمعت من بيوت الأهالي."],
    ),
    "library": (
        "ثقافة", 30, "المكتبة الوطنية ترمّم مخطوطاتها",
        "", ["تضم المكتبة مخطوطات نادرة.", "وتستمر أعمال الترميم حتى الربيع."],
    ),
    "council": (
        "سياسة", 5, "مجلس الأمن يناقش وقف إطلاق النار",
        "جلسة مغلقة دامت ساعات.",
        ["دعا المندوبون إلى هدنة.", "وقال مندوب دلوان لمجلس الأمن إن بلاده ملتزمة."],
    ),
    "security": (
        "محليات", 6, "الأمن يعزّز دورياته قرب مجلس البلدية",
        "", ["انتشرت الدوريات حول المبنى.", "ولم تُسجّل حوادث."],
    ),
    "school": (
        "محليات", 12, "مدارس الجنوب تعود إلى التدريس غدًا",
        "التلاميذ يعودون بعد انقطاع.",
        ["يعود ٢٥٠٠ تلميذ إلى صفوفهم.", "وقالت المعلمات إن الصفوف جاهزة."],
    ),
    "responsible": (
        "اقتصاد", 8, "مسؤول: أسعار القمح لن ترتفع",
        "", ["أكد المسؤول المالي أن المخزون يكفي عامًا.", "وهبطت أسعار النفط في الأسواق العالمية."],
    ),
    "masul": (
        "اقتصاد", 9, "مسئولون يبحثون ديون المزارعين", "", ["اجتمع المسئولون بالمزارعين في مقرّ الاتحاد."],
    ),
    "hospital": (
        "محليات", 20, "مستشفى السرو يستقبل جرحى الحادث",
        "", ["نُقل الجرحى إلى المستشفى.", "والأطباء يطلبون التبرّع بالدم."],
    ),
    "old": (
        "محليات", 900, "جسر النهر يُفتح بعد ترميمه", "", ["عبرت السيارات الجسر أول مرة منذ عام."],
    ),
    "tender": (
        "اقتصاد", 15, "المناقصـــات العامة تُنشر على الشبكة", "", ["تنشر البلديّة العقود، ومنها عقد تعبيد الطريق 17."],
    ),
    "match": (
        "رياضة", 4, "فريق السرو يفوز بالكأس", "", ["سجّل اللاعب هدفين، واحتفلت الجماهير باللاعبين."],
    ),
    "tech": (
        "اقتصاد", 7, "شركة Dalwan Telecom تطلق خدمة 5G", "", ["تقول الشركة إن خدمتها الجديدة تغطي العاصمة."],
    ),
    "attack": (
        "سياسة", 2, "هجوم على طريق السهل",
        "", ["قال مرصد السهل إن مسلحين هاجموا نقطة تفتيش على طريق السهل فجر اليوم، ولم يزد."],
    ),
    "gas": ("اقتصاد", 11, "انقطاع الغاز عن المصانع", "", ["توقّف الضخ ليلًا، وأصلح العمال الأنبوب."]),
    "lebanon": ("سياسة", 13, "رسالة إلى لبنان", "", ["وصلت الرسالة إلى بيروت، ورحّب بها اللبنانيون."]),
    "milk": ("اقتصاد", 14, "مصنع ألبان جديد", "", ["ينتج المصنع اللبن والجبن."]),
    "germany": ("سياسة", 16, "ألمانيا تعيد فتح سفارتها", "", ["رحّبت الخارجية بالخطوة الألمانية."]),
}  # fmt: skip

ENGLISH = {
    "en_flood": (
        "Home news", 1, "River floods villages in Sarw valley", "Three villages evacuated",
        ["Officials said the bridge was carried away."],
    ),
    "en_denial": (
        "Home news", 3, "Ministry denies reports of attack", "",
        ["The ministry denied that armed men attacked a checkpoint."],
    ),
    "en_cities": (
        "Home news", 6, "Cities plan new bus lines", "", ["Each city is running its own tender for café-style stops."],
    ),
}  # fmt: skip


class Town:
    """`stories`: by their names; `named`: name → kind and number, for what is found."""

    def __init__(self):
        making.newsroom()
        self.sections, self.stories = {}, {}
        self.flood, self.dam = making.topic("ملف السيول"), making.keyword("سدّ الوادي")
        self.leila = making.author("ليلى الحدّاد")
        filed = [
            self.write(name, lang, section, NOW - timedelta(days=days), *told)
            for lang, rows in (("ar", ARABIC), ("en", ENGLISH))
            for name, (section, days, *told) in rows.items()
        ]
        if connection.vendor == "sqlite":
            file_stories(filed)
        else:
            # Wagtail's own search is the other engine's in this process, and filing would enter the stories into it.
            self.publish(filed)
        self.tell()

    def publish(self, filed):
        for parent, story in filed:
            parent.refresh_from_db()
            parent.add_child(instance=story)
            story.save_revision().publish()
            story.refresh_from_db()

    def write(self, name, lang, section, at, title, standfirst, paragraphs):
        if section not in self.sections:
            self.sections[section] = making.section(section, lang)
        parent = self.sections[section]
        body = [("paragraph", RichText(f"<p>{text}</p>")) for text in paragraphs]
        story = Story(live=False, title=title, standfirst=standfirst, body=body, published_at=at, locale=parent.locale)
        story.story_keywords = [StoryKeyword(keyword=self.dam)] if name == "old" else []
        story.story_topics = [StoryTopic(topic=self.flood)] if name == "flood" else []
        story.signed_by = [StoryAuthor(author=self.leila)] if name == "library" else []
        self.stories[name] = story
        return parent, story

    def tell(self):
        """What the ledger knows: the attack, which is denied, and a report that stands."""
        self.monitor, self.paper = monitor(), outlet()
        self.ministry = source("وزارة الدفاع في دلوان", "body", names=[("Ministry of Defence of Dalwan", "en")])
        self.attack = record_claim("هاجم مسلحون نقطة تفتيش", language="ar", place="طريق السهل", **EDITOR)
        words = "مسلحين هاجموا نقطة تفتيش على طريق السهل فجر اليوم"
        record_statement(
            self.attack, source=self.monitor, act="affirm", words=words, chain=[Link(self.monitor), Link(self.paper)],
            anchor=quoting(self.stories["attack"], words), language="ar", **EDITOR,
        )  # fmt: skip
        record_statement(
            self.attack, source=self.ministry, act="deny", words="لم يقع أيّ هجوم.", chain=[Link(self.ministry)],
            language="ar", **EDITOR,
        )  # fmt: skip
        self.bridge = record_claim("جرفت السيول الجسر الخشبي", language="ar", **EDITOR)
        record_statement(
            self.bridge, source=self.paper, act="affirm", words="السيول جرفت جسرًا خشبيًا", chain=[Link(self.paper)],
            anchor=quoting(self.stories["flood"], "السيول جرفت جسرًا خشبيًا"), language="ar", **EDITOR,
        )  # fmt: skip

    def name_of(self, hit):
        """What a hit is called in the table of queries."""
        ledger = {
            ("claim", self.attack.pk): "claim:attack", ("claim", self.bridge.pk): "claim:bridge",
            ("source", self.monitor.pk): "source:monitor", ("source", self.paper.pk): "source:paper",
            ("source", self.ministry.pk): "source:ministry",
        }  # fmt: skip
        if hit.kind == "story":
            return next(name for name, story in self.stories.items() if story.pk == hit.key)
        return ledger[hit.kind, hit.key]

    def again(self, name):
        self.stories[name] = Story.objects.get(pk=self.stories[name].pk)
        return self.stories[name]
