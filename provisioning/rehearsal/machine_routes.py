"""What a page can do with the simulated machines: their pictures, switches, keys, and codes held before readers."""

from collections.abc import Mapping
from typing import Annotated, TypeVar

from fastapi import APIRouter, HTTPException, Response, UploadFile
from pydantic import BaseModel, Field

from devices.errors import WrongAnswerError
from devices.reader.picture import decode_picture
from devices.simulator import Pressable, PrinterSimulator, ReaderSimulator, Simulator

LARGEST_UPLOAD = 8 * 1024 * 1024

Value = TypeVar("Value")


class Fault(BaseModel):
    """A switch of a machine."""

    name: str
    on: bool


class Press(BaseModel):
    """A key of a machine."""

    name: str


class Code(BaseModel):
    """A code held before the reader."""

    text: Annotated[str, Field(min_length=1, max_length=2000)]


def machine_routes(machines: Mapping[str, Simulator]) -> APIRouter:
    """The routes of these machines, by device id."""
    routes = APIRouter()

    @routes.get("/pictures/{device}/{version}")
    def picture(device: str, version: int) -> Response:
        machine = found(machines, device)
        shots = {shot.id: shot for shot in machine.pictures()}
        shown = shots.get(version)
        if shown is None and shots and not isinstance(machine, PrinterSimulator):
            shown = shots[max(shots)]  # most machines show only how they are now, the page may be a moment behind
        if shown is None:
            raise HTTPException(404)
        kept = "max-age=86400" if shown.id == version else "no-store"
        return Response(shown.png, media_type="image/png", headers={"Cache-Control": kept})

    @routes.post("/machines/{device}/fault", status_code=204)
    def fault(device: str, fault: Fault) -> None:
        try:
            found(machines, device).set_fault(fault.name, fault.on)
        except KeyError as error:
            raise HTTPException(404) from error

    @routes.post("/machines/{device}/press", status_code=204)
    def press(device: str, key: Press) -> None:
        machine = found(machines, device)
        if not isinstance(machine, Pressable):
            raise HTTPException(404)
        try:
            machine.press(key.name)
        except KeyError as error:
            raise HTTPException(404) from error

    @routes.post("/machines/{device}/scan", status_code=204)
    def scan(device: str, code: Code) -> None:
        _hold_before(machines, device, code.text)

    @routes.post("/machines/{device}/upload")
    def upload(device: str, picture: UploadFile) -> dict[str, list[str]]:
        try:
            codes = [code.text for code in decode_picture(picture.file.read(LARGEST_UPLOAD))]
        except WrongAnswerError:
            codes = []
        if not codes:
            raise HTTPException(422, "这张图里没有看到条码或二维码")
        _hold_before(machines, device, codes[0])
        return {"codes": codes}

    return routes


def found(known: Mapping[str, Value], name: str) -> Value:
    """What is known by this name; answers 404 where there is none."""
    if name not in known:
        raise HTTPException(404)
    return known[name]


def _hold_before(machines: Mapping[str, Simulator], device: str, text: str) -> None:
    reader = found(machines, device)
    if not isinstance(reader, ReaderSimulator):
        raise HTTPException(404)
    if not reader.scan(text):
        raise HTTPException(409, "阅读器的线拔掉了")
