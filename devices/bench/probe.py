"""`probe`: opens a machine's wire and asks it, where its protocol has one, a question that changes nothing."""

from typing import assert_never

from devices.bench.lamp import switched
from devices.bench.line import run
from devices.bench.outcome import Outcome, outcome_of, person_needed
from devices.bench.target import Target
from devices.capture.source import HAND_NEEDED, NoPictureError, PictureSource
from devices.errors import WrongAnswerError
from devices.id_card.sam_reader import SamReader
from devices.lamp.lamp import Lamp
from devices.led.sign import Sign
from devices.printer.driver import EscposPrinter
from devices.printer.page_printer import PagePrinter
from devices.printer.status import Paper
from devices.reader.reader import Answer, Reader
from devices.speech.module import SpeechModule

SILENT = "请查机器的电源和数据线，再核对 driver、baud 和 address"


def probe(target: Target) -> Outcome:
    """How the machine says it is.

    Raises:
        DeviceError: it cannot be reached, or cannot be asked.
    """
    product = target.product
    match target.kind:
        case "slip_printer" | "page_printer":
            return _printer(product)
        case "barcode_reader":
            return _reader(product)
        case "led_board":
            return _sign(target, product)
        case "keypad" | "evaluator":
            return _opens(target, "这种机器只在有人按键时说话", "请用 keys 命令，再按几个键看看")
        case "id_card_reader":
            return _id_card(product)
        case "speech":
            return _speech(target, product)
        case "lamp":
            return _lamp(product)
        case "document_camera" | "scanner":
            return _source(product)
        case _:
            assert_never(target.kind)


def _printer(printer: EscposPrinter | PagePrinter) -> Outcome:
    try:
        status = printer.status()
    finally:
        printer.close()
    if not status.answered:
        return Outcome("没有应答", "打印机没有回话", f"{SILENT}；有的型号从不回话，用 print 打一张测试页就知道")
    if status.person_needed is not None:
        return person_needed(status.person_needed)
    return Outcome("正常", "纸快用完了" if status.paper is Paper.LOW else "打印机说自己能打印")


def _reader(reader: Reader) -> Outcome:
    try:
        answer = reader.probe()
    finally:
        reader.close()
    match answer:
        case Answer.ACCEPTED:
            return Outcome("正常", "扫码枪应答了")
        case Answer.REFUSED:
            return Outcome("正常", "扫码枪在，但不认这条命令")
        case Answer.UNHEARD:
            return Outcome("没有应答", "扫码枪没有回话", f"{SILENT}；用 read 命令扫一个码就知道")
        case Answer.NOT_ASKED:
            return Outcome("线路通", "这种扫码枪只在扫码时说话", "请用 read 命令，扫一个码看看")
        case _:
            assert_never(answer)


def _sign(target: Target, sign: Sign) -> Outcome:
    question = sign.codec.question
    if question is None:
        return _opens(target, "这种屏从不回话", "请用 show 命令，看屏上的字对不对")
    verdicts = run(target, [question])
    if verdicts is None:
        return Outcome("没有应答", "屏没有回话", SILENT)
    refusal = "；".join(verdict.why for verdict in verdicts if not verdict.ok)
    return Outcome("正常", f"屏应答了，但不认这个问题（{refusal}）" if refusal else "屏应答了")


def _speech(target: Target, module: SpeechModule) -> Outcome:
    verdicts = run(target, [module.question])
    if verdicts is None:
        return Outcome("线路通", "模块没有回话，很多接法本来就收不到", "请用 speak 命令，听它说不说话")
    if not verdicts[0].ok:
        return Outcome("需要人", "模块在，但听不懂指令", "请核对 driver：syn6288 还是 xfs5152")
    return Outcome("正常", "模块应答了", "请用 speak 命令，听一听声音")


def _id_card(reader: SamReader) -> Outcome:
    try:
        ready = reader.probe()
    except WrongAnswerError:
        return Outcome("没有应答", "阅读器没有回话", SILENT)
    finally:
        reader.close()
    if not ready:
        return Outcome("需要人", "阅读器在，但安全模块没有准备好", "请断电再通电；还是这样要找厂家看授权")
    return Outcome("正常", "安全模块准备好了")


def _source(source: PictureSource) -> Outcome:
    try:
        source.open()
    except NoPictureError as error:
        if error.status in HAND_NEEDED:
            return Outcome("需要人", str(error), "请看机器的盖子、进纸口和纸")
        return outcome_of(error)
    finally:
        source.close()
    return Outcome("正常", "能打开")


def _lamp(lamp: Lamp) -> Outcome:
    try:
        switched(lamp)
    finally:
        lamp.close()
    return Outcome("线路通", "灯的线能用；灯泡亮不亮电脑看不见", "请用 lamp 命令，看灯亮不亮")


def _opens(target: Target, nature: str, remedy: str) -> Outcome:
    target.opened().close()
    return Outcome("线路通", f"端口打得开；{nature}", remedy)
