"""Decodes one foreign picture file from standard input, in a process that may be ended at any moment.

Each page goes to standard output as width and height (two 32-bit numbers, big endian) and its pixels in BGR, upright;
the first word that it says on standard error is the reason where something is wrong. Its sizes are read and judged
before anything is decoded.
"""

import io
import resource
import struct
import sys
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "TIFF")
MOST_PIXELS = 40_000_000
LEAST_SIDE = 64
MOST_PAGES = 20
MOST_PX = 3508
"""Larger pages are brought down to that, A4 at 300 dots per inch."""
MEMORY_BYTES = 2 << 30
CPU_S = 20


class RefusedError(Exception):
    """The reason in one word."""


def main() -> int:
    """Exit code 0 when every page was written."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    content = sys.stdin.buffer.read()
    try:
        pages = _of_pdf(content) if content.startswith(b"%PDF-") else _of_picture(content)
        for page in pages:
            sys.stdout.buffer.write(struct.pack(">II", *page.size) + page.tobytes("raw", "BGR"))
    except RefusedError as refused:
        return _say(str(refused))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return _say("too_large")
    except UnidentifiedImageError:
        return _say("no_picture")
    except (OSError, SyntaxError, ValueError, EOFError, struct.error):
        return _say("cut_off")
    return 0


def _of_picture(content: bytes) -> Iterator[Image.Image]:
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        opened.verify()  # the checksums of a PNG; it is of no use after that
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        frames = getattr(opened, "n_frames", 1)
        if frames > MOST_PAGES:
            raise RefusedError("too_large")
        for frame in range(frames):
            opened.seek(frame)
            _judge(opened.size)
            if opened.format == "JPEG":
                opened.draft(opened.mode, (MOST_PX, MOST_PX))
            yield _plain(ImageOps.exif_transpose(opened))


def _of_pdf(content: bytes) -> Iterator[Image.Image]:
    """The largest picture of each page, as scanning programs make their PDF."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            if len(opened.pages) > MOST_PAGES:
                raise RefusedError("too_large")
            for page in opened.pages:
                streams = [one for one in page.get_images().values() if isinstance(one, pikepdf.Stream)]
                pictures = [pikepdf.PdfImage(one) for one in streams]
                if not pictures:
                    raise RefusedError("no_picture")
                largest = max(pictures, key=lambda one: one.width * one.height)
                _judge((largest.width, largest.height))
                turned = int(page.obj.get("/Rotate", 0)) % 360
                yield _plain(largest.as_pil_image().rotate(-turned, expand=True))
    except pikepdf.PasswordError as error:
        raise RefusedError("no_picture") from error
    except (pikepdf.PdfError, pikepdf.models.image.UnsupportedImageTypeError) as error:
        raise RefusedError("cut_off") from error


def _judge(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise RefusedError("too_large")
    if min(size) < LEAST_SIDE:
        raise RefusedError("too_small")


def _plain(picture: Image.Image) -> Image.Image:
    """In RGB, eight bits, on white where it was transparent, no larger than needed."""
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = picture.point(lambda level: level / 256).convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        alpha = picture.convert("RGBA")
        picture = Image.new("RGBA", picture.size, "white")
        picture.alpha_composite(alpha)
    picture = picture.convert("RGB")
    picture.thumbnail((MOST_PX, MOST_PX))
    return picture


def _say(reason: str) -> int:
    sys.stderr.write(reason)
    return 1


if __name__ == "__main__":
    sys.exit(main())
