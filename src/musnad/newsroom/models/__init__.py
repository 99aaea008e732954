"""The newsroom's models, split by idea."""

from musnad.newsroom.models.answers import Answer
from musnad.newsroom.models.editions import Edition, FrontStory, PolicyPage
from musnad.newsroom.models.letters import PublicLetter
from musnad.newsroom.models.machines import ForMachines, Moment
from musnad.newsroom.models.mirrors import MirrorKey
from musnad.newsroom.models.people import Author, Keyword, Topic
from musnad.newsroom.models.pictures import NewsImage, NewsRendition
from musnad.newsroom.models.public import in_tree_order
from musnad.newsroom.models.record import Listing, Nearby, PublicAddress, PublicState, PublicVersion
from musnad.newsroom.models.sections import Section, StandingPage
from musnad.newsroom.models.stories import (
    CorrectionNote,
    Story,
    StoryAuthor,
    StoryCredit,
    StoryKeyword,
    StoryTopic,
)

__all__ = [
    "Answer",
    "Author",
    "CorrectionNote",
    "Edition",
    "ForMachines",
    "FrontStory",
    "Keyword",
    "Listing",
    "MirrorKey",
    "Moment",
    "Nearby",
    "NewsImage",
    "NewsRendition",
    "PolicyPage",
    "PublicAddress",
    "PublicLetter",
    "PublicState",
    "PublicVersion",
    "Section",
    "StandingPage",
    "Story",
    "StoryAuthor",
    "StoryCredit",
    "StoryKeyword",
    "StoryTopic",
    "Topic",
    "in_tree_order",
]
