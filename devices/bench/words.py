"""What a technician calls the kinds of machines and their wires."""

from devices.driver import Kind, Wire

KINDS: dict[Kind, str] = {
    "slip_printer": "号票打印机",
    "page_printer": "A4 打印机",
    "barcode_reader": "扫码枪",
    "led_board": "LED 屏",
    "keypad": "叫号器",
    "evaluator": "评价器",
    "id_card_reader": "身份证阅读器",
    "speech": "语音模块",
    "lamp": "窗口灯",
    "document_camera": "高拍仪",
    "scanner": "扫描仪",
}
WIRES: dict[Wire, str] = {
    "serial": "串口",
    "tcp": "网口 TCP",
    "udp": "网口 UDP",
    "usb_printer": "USB 打印口",
    "input": "键盘口",
    "file": "文件",
    "ipp": "IPP",
    "gpio": "GPIO",
    "video": "摄像头",
    "http": "网址",
    "sane": "SANE",
    "folder": "文件夹",
}
