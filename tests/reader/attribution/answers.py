"""A text and what a model rightly answers about it."""

TEXT = (
    "الجسر مفتوح\n\n"
    "نقلت وكالة النهر عن وزير النقل سامر مروان قوله الأحد في بيان إن الجسر مفتوحٌ أمام السيارات.\n\n"
    "وأضاف الوزير: «سنعيد بناء الرصيف». ونفت البلدية صحة الأنباء عن إغلاق السوق."
)
MINISTER = {
    "content": "الجسر مفتوح أمام السيارات",
    "cue": "قوله",
    "speaker": "وزير النقل سامر مروان",
    "speaker_resolved": "وزير النقل سامر مروان",
    "via": ["وكالة النهر"],
    "medium": "بيان",
    "act": "affirm",
    "direct": False,
    "kind": "person",
    "strength": "neutral",
    "when": "الأحد",
}
DENIAL = {
    "content": "إغلاق السوق",
    "cue": "نفت",
    "speaker": "البلدية",
    "speaker_resolved": "البلدية",
    "via": [],
    "medium": None,
    "act": "deny",
    "direct": False,
    "kind": "body",
    "strength": "neutral",
    "when": None,
}
