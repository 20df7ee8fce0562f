"""Voice packs: put together from recordings, checked to the last phrase, and made as a sample by a command."""

import shutil
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from msgspec.structs import replace

from queue_server.contract.plan import Voice
from queue_server.speaking.espeak import VoiceSilentError
from queue_server.speaking.pack import FILE, PackError, VoicePack
from queue_server.speaking.pack_check import oddities
from queue_server.speaking.plan_packs import pack_warnings
from queue_server.speaking.sample_pack import make_sample
from queue_server.speaking.sound import frames_of, samples, scaled, silence, wav
from tests.running_hall import ROOT
from tests.showing.boards import call
from tests.showing.halls import SAMPLE

PREFIXES, WINDOWS = ("A", "JB"), [1, 2, 10, 12, 30]
MANDARIN = ["请", "号", "到", "号窗口", "A", "B", "J", *"0123456789", "10"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack made by espeak-ng; tests that change it copy it."""
    folder = tmp_path_factory.mktemp("sample")
    make_sample(folder, "zh_CN", PREFIXES, WINDOWS)
    return folder


@pytest.fixture
def own(sample: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(sample, tmp_path / "own"))


def told(folder: Path) -> list[str]:
    return [str(one) for one in oddities(VoicePack(folder), PREFIXES, WINDOWS)]


def test_a_sample_is_complete_and_has_nothing_odd(sample: Path) -> None:
    assert VoicePack(sample).wanted(PREFIXES, WINDOWS) == MANDARIN
    assert {file.stem for file in sample.glob("*.wav")} == set(MANDARIN)
    assert told(sample) == []


def test_a_call_is_its_recordings_in_order_with_small_pauses(sample: Path) -> None:
    pack = VoicePack(sample)
    phrases = ["请", "A", "0", "1", "2", "号", "到", "10", "2", "号窗口"]
    pause = silence(pack.plan.pause_ms / 1000)
    assert pack.spoken(call("A012", 12, 1)) == pause.join(frames_of(sample / f"{one}.wav") for one in phrases)


def test_a_language_that_counts_otherwise_has_a_recording_of_every_window(tmp_path: Path) -> None:
    pack = make_sample(tmp_path, "en", ("A",), WINDOWS)
    assert pack.wanted(("A",), WINDOWS) == ["number", "please go to window", "A", *"0123456789", "10", "12", "30"]
    pause = silence(pack.plan.pause_ms / 1000)
    phrases = ["number", "A", "0", "7", "please go to window", "30"]
    assert pack.spoken(call("A07", 30, 1)) == pause.join(frames_of(tmp_path / f"{one}.wav") for one in phrases)
    assert oddities(pack, ("A",), WINDOWS) == []


def test_a_pack_names_its_files_and_its_gain(own: Path) -> None:
    (own / "请.wav").rename(own / "qing.wav")
    plan = (own / FILE).read_text(encoding="utf-8")
    (own / FILE).write_text(f"gain = 0.5\n{plan}[phrases]\n'请' = 'qing.wav'\n", encoding="utf-8")
    assert told(own) == []
    pack = VoicePack(own)
    assert max(samples(pack.spoken(call("A012", 1, 1)))) <= 32767 // 2 + 1


def record(path: Path, frames: bytes, *, rate: int = 22050, channels: int = 1, width: int = 2) -> None:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(rate)
        sound.writeframes(frames)


def test_every_missing_or_odd_recording_is_told(own: Path) -> None:
    tone = frames_of(own / "号.wav")
    (own / "请.wav").unlink()
    (own / "0.wav").write_bytes(b"RIFF")
    record(own / "1.wav", tone, rate=44100)
    record(own / "2.wav", tone, channels=2)
    record(own / "3.wav", tone, width=1)
    record(own / "4.wav", bytes(22050))
    record(own / "5.wav", tone * 12)
    record(own / "6.wav", tone[:600])
    record(own / "7.wav", scaled(tone, 50.0))
    (own / "8.wav").write_bytes(wav(b""))
    said = told(own)
    assert {line.split("”")[0].strip("“") for line in said} == {"请", *"012345678"}
    for phrase, piece in (
        ("请", "没有录音 请.wav"),
        ("0", "不是能读的 WAV"),
        ("1", "采样率是 44100，应当是 22050"),
        ("2", "不是单声道"),
        ("3", "是 8 位的，应当是 16 位"),
        ("4", "没有声音，或太轻"),
        ("5", "太长"),
        ("6", "太短"),
        ("7", "声音削顶了"),
        ("8", "太短，0.00 秒"),
    ):
        assert any(line.startswith(f"“{phrase}”") and piece in line for line in said), (phrase, said)


def test_a_call_that_needs_a_missing_recording_is_not_half_spoken(own: Path) -> None:
    (own / "2.wav").unlink()
    with pytest.raises(VoiceSilentError, match=r"2\.wav"):
        VoicePack(own).spoken(call("A012", 1, 1))


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        (None, "读不了"),
        ("language = ", "写得不对"),
        ('language = "yue"', "写得不对"),
        ('language = "yue"\nsentence = ["{number}", "号"]', "缺少 {window}"),
        ('language = "yue"\nsentence = ["{number}", "{window}"]\nhello = 1', "写得不对"),
        ('language = "yue"\nsentence = ["{number}", "{window}"]\n[phrases]\na = "../../etc/passwd"', "文件夹外面"),
    ],
)
def test_a_pack_that_cannot_be_used_says_why(tmp_path: Path, text: str | None, piece: str) -> None:
    if text is not None:
        (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=piece):
        VoicePack(tmp_path)


def test_a_plan_is_warned_of_packs_that_lack_something(own: Path) -> None:
    (own / "号.wav").unlink()
    services = tuple(replace(SAMPLE.service[0], prefix=prefix, windows=(1, 2)) for prefix in PREFIXES)
    windows = tuple(replace(SAMPLE.window[0], number=number) for number in WINDOWS)
    voices = (Voice(), Voice(language="蒲阳话", pack="own"), Voice(language="壮语", pack="none"))
    plan = replace(SAMPLE, service=services, window=windows, voice=voices)
    lacking, unusable = pack_warnings(plan, own.parent)
    assert lacking == f"录音包 {own} 有 1 个词要补录或重录：号"
    assert unusable.startswith("录音包用不了：读不了")


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    told = [sys.executable, "-m", "kiosk", "voice", *words]
    return subprocess.run(told, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_makes_a_sample_for_a_plan_and_checks_it(tmp_path: Path) -> None:
    plan = ("--plan", ROOT / "assets/halls/puyang.toml")
    assert command("make-sample", tmp_path, *plan).returncode == 0
    good = command("check", tmp_path, *plan)
    assert (good.returncode, good.stdout) == (0, "录音包是好的：zh_CN，20 个词都在\n")
    (tmp_path / "D.wav").unlink()
    bad = command("check", tmp_path, *plan)
    assert (bad.returncode, bad.stdout) == (1, "“D”：没有录音 D.wav\n1 个词要重录或补录\n")
    everywhere = command("check", tmp_path)
    assert "“W”：没有录音 W.wav" in everywhere.stdout
    assert command("check", tmp_path / "none").returncode == 2
