"""Pictures for tests, drawn on the spot."""

import io

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from musnad.newsroom.models import NewsImage


def picture_bytes(size=(800, 450), colour="teal", format_="JPEG"):
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).ellipse((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill="white")
    data = io.BytesIO()
    image.save(data, format_)
    return data.getvalue()


def picture(title, size=(800, 450), **fields):
    file = ImageFile(io.BytesIO(picture_bytes(size)), name="picture.jpg")
    return NewsImage.objects.create(title=title, file=file, **fields)
