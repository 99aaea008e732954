"""The blocks of a story's body. How each looks is the newsstand's business; here is what an editor fills in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

INLINE = ["bold", "italic", "link", "document-link"]


class Platforms:
    """Where an embedded post stands."""

    CHOICES = [
        ("x", "X"),
        ("facebook", "Facebook"),
        ("instagram", "Instagram"),
        ("telegram", "Telegram"),
        ("tiktok", "TikTok"),
        ("youtube", "YouTube"),
    ]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("heading"), max_length=200)
    level = blocks.ChoiceBlock(label=_("level"), choices=[("2", "2"), ("3", "3")], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")


class ItemListBlock(blocks.StructBlock):
    ordered = blocks.BooleanBlock(label=_("numbered"), required=False)
    items = blocks.ListBlock(blocks.RichTextBlock(features=INLINE, label=_("item")), label=_("items"))

    class Meta:
        icon = "list-ul"
        label = _("List")


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"))
    speaker = blocks.CharBlock(label=_("speaker"), required=False, max_length=150)
    role = blocks.CharBlock(label=_("role"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class PictureBlock(blocks.StructBlock):
    # An imported page's picture may be known by its caption alone.
    image = ImageChooserBlock(label=_("picture"), required=False)
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("credit"), required=False, max_length=150)
    alt = blocks.CharBlock(
        label=_("description for those who cannot see it"),
        required=False,
        max_length=300,
        help_text=_("the picture's own where empty"),
    )

    class Meta:
        icon = "image"
        label = _("Picture")


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False, max_length=150)
    pictures = blocks.ListBlock(PictureBlock(), label=_("pictures"), min_num=2)

    class Meta:
        icon = "image"
        label = _("Gallery")


class PostBlock(blocks.StructBlock):
    """A post kept as a local card: nothing of it is loaded from the platform."""

    platform = blocks.ChoiceBlock(label=_("platform"), choices=Platforms.CHOICES, default="x")
    url = blocks.URLBlock(label=_("address"))
    account = blocks.CharBlock(label=_("account"), required=False, max_length=100, help_text=_("without @"))
    name = blocks.CharBlock(label=_("name shown"), required=False, max_length=150)
    text = blocks.TextBlock(label=_("words of the post"), required=False)
    posted = blocks.DateTimeBlock(label=_("posted at"), required=False)

    class Meta:
        icon = "comment"
        label = _("Embedded post")
        form_classname = "struct-block post-block"


class MediaBlock(blocks.StructBlock):
    """A sound or a moving picture: a file kept here, or a link to one elsewhere that the page never loads."""

    medium = blocks.ChoiceBlock(
        label=_("kind"), choices=[("video", _("video")), ("audio", _("audio"))], default="video"
    )
    title = blocks.CharBlock(label=_("title"), max_length=200)
    file = DocumentChooserBlock(label=_("file"), required=False)
    url = blocks.URLBlock(label=_("address elsewhere"), required=False)
    poster = ImageChooserBlock(label=_("still picture"), required=False)
    captions = DocumentChooserBlock(label=_("subtitles (WebVTT)"), required=False)
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("credit"), required=False, max_length=150)
    transcript = blocks.RichTextBlock(label=_("transcript"), features=INLINE, required=False)

    class Meta:
        icon = "media"
        label = _("Video or audio")


class FactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=150)
    text = blocks.RichTextBlock(label=_("text"), features=[*INLINE, "ul", "ol"])

    class Meta:
        icon = "list-ol"
        label = _("Fact box")


class LinkBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("text"), max_length=250)
    url = blocks.URLBlock(label=_("address"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")


class RelatedBlock(blocks.StructBlock):
    """«اقرأ المزيد»: stories of this site, or pages elsewhere."""

    stories = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="newsroom.Story", label=_("story")), label=_("stories"), default=[]
    )
    links = blocks.ListBlock(LinkBlock(), label=_("links"), default=[])

    class Meta:
        icon = "doc-full"
        label = _("Read more")


class FileBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False, max_length=200)
    document = DocumentChooserBlock(label=_("file"))

    class Meta:
        icon = "download"
        label = _("File")


class StoryBlocks(blocks.StreamBlock):
    paragraph = blocks.RichTextBlock(features=INLINE, label=_("Paragraph"), icon="pilcrow")
    heading = HeadingBlock()
    list = ItemListBlock()
    quote = QuotationBlock()
    image = PictureBlock()
    gallery = GalleryBlock()
    post = PostBlock()
    media = MediaBlock()
    table = TableBlock(label=_("Table"), icon="table")
    facts = FactsBlock()
    related = RelatedBlock()
    file = FileBlock()


class StandingBlocks(blocks.StreamBlock):
    paragraph = blocks.RichTextBlock(features=INLINE, label=_("Paragraph"), icon="pilcrow")
    heading = HeadingBlock()
    list = ItemListBlock()
    quote = QuotationBlock()
    image = PictureBlock()
    table = TableBlock(label=_("Table"), icon="table")
    file = FileBlock()
