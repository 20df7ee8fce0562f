"""Why a bundle is not taken: each reason is one Chinese sentence that says what to do."""

from typing import Literal

Reason = Literal[
    "not_a_bundle",
    "unsigned",
    "wrong_key",
    "tampered",
    "truncated",
    "outside",
    "link",
    "other_hall",
    "older",
    "no_space",
]

SENTENCES: dict[Reason, str] = {
    "not_a_bundle": "这不是厅号的安装包，请换一个文件",
    "unsigned": "安装包没有签名，不能用，请向发安装包的单位重新要一份",
    "wrong_key": "安装包不是用这把钥匙签的，不能用，请核对公钥和安装包是不是同一个单位发的",
    "tampered": "安装包里的“{about}”被改过，不能用，请重新拷贝一份",
    "truncated": "安装包不完整，请重新拷贝，等写完再拔U盘",
    "outside": "安装包里的“{about}”想写到别的地方去，不能用，请不要再用这个U盘",
    "link": "安装包里的“{about}”不是普通文件，不能用，请不要再用这个U盘",
    "other_hall": "安装包是给“{about}”这个大厅的，这里装的是别的大厅，没有安装",
    "older": "安装包是 {about}，不比现在装着的新，没有安装",
    "no_space": "磁盘空间不够，还差 {about} MB，请先清理",
}


class BundleError(Exception):
    """A bundle that is refused; its text is the sentence for the person with the USB stick."""

    def __init__(self, reason: Reason, about: str = "") -> None:
        shown = "".join(letter if letter.isprintable() else "?" for letter in about)
        super().__init__(SENTENCES[reason].format(about=shown))
        self.reason = reason
