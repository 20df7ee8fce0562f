"""The pages of a kept PDF as pictures to look at, so that the file itself never leaves the server."""

import io

import pikepdf

PAGE_PX = 1600
THUMB_PX = 480
JPEG_QUALITY = 80


class NoPageError(Exception):
    """The paper has no such page, or it is no PDF of pictures."""


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has.

    Raises:
        NoPageError: it is no PDF.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return len(opened.pages)
    except pikepdf.PdfError as error:
        raise NoPageError("no PDF") from error


def page_picture(pdf: bytes, page: int, most_px: int) -> bytes:
    """The picture of `page` (from 0) as JPEG, its longer side `most_px` at most.

    Raises:
        NoPageError: see there.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            images = opened.pages[page].images.values() if 0 <= page < len(opened.pages) else ()
            held = [image for image in images if isinstance(image, pikepdf.Stream)]
            if not held:
                raise NoPageError(str(page))
            picture = pikepdf.PdfImage(held[0]).as_pil_image().convert("RGB")
    except pikepdf.PdfError as error:
        raise NoPageError("no PDF of pictures") from error
    picture.thumbnail((most_px, most_px))
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=JPEG_QUALITY)
    return written.getvalue()
