"""Why the desk says no: one code and one plain Chinese sentence for every impossible command."""

from queue_server.contract.replies import Refused

SENTENCES: dict[str, str] = {
    "unknown_matter": "没有“{matter}”这个事项，请重新选择",
    "unknown_ticket": "今天没有 {number} 这个号",
    "unknown_window": "没有 {window} 号窗口",
    "unknown_service": "没有“{service}”这项业务",
    "unknown_clerk": "没有“{clerk}”这位窗口人员",
    "unknown_priority": "没有“{priority}”这类优先，请按大厅配置选择",
    "not_allowed": "这台终端不能做这个操作",
    "malformed": "看不懂这条请求：{detail}",
    "day_closed": "今天的取号已经结束，请明天再来",
    "service_closed": "{service}现在不取号，{opens} 开始取号",
    "service_over": "{service}今天不再取号，请明天再来",
    "no_window": "{service}今天没有窗口办理，请找导办员",
    "window_closed": "{window} 号窗口还没有开，请先开窗",
    "window_paused": "{window} 号窗口已暂停，请先恢复",
    "window_busy": "{number} 还在办，请先办结、过号、转走或挂起",
    "window_empty": "{window} 号窗口现在没有号",
    "window_taken": "{window} 号窗口由{clerk}在用，请先关窗或接手",
    "clerk_elsewhere": "您正在 {window} 号窗口，请先关窗",
    "wrong_clerk": "{clerk}不在 {window} 号窗口值班",
    "nobody_waiting": "现在没有人在等",
    "not_served_here": "{window} 号窗口不办{service}",
    "not_waiting": "{number} 不在等候中，现在{state}",
    "not_missed": "{number} 没有过号，现在{state}",
    "not_called": "{number} 已经开始办理，不用再叫",
    "not_serving": "{number} 还没有开始办理，请先点开始",
    "already_serving": "{number} 已经在办理了",
    "not_parked_here": "{number} 没有挂在 {window} 号窗口",
    "too_soon": "请过 {seconds} 秒再叫",
    "calls_used_up": "{number} 已经叫了 {times} 次，可以按过号",
    "same_service": "{number} 本来就在排{service}",
    "finished": "{number} {state}，不能再改",
    "brought_back_enough": "{number} 已经重排过 {returns} 次，请重新取号",
    "nothing_to_rate": "{window} 号窗口现在没有可评价的事项",
    "rated_already": "{number} 已经评价过了",
    "day_open": "今天已经开着了",
    "numbers_used_up": "{service}今天的号已经发完，请找导办员",
    "number_doubled": "{number} 这个号今天已经有人拿了，请重新取号",
    "already_called": "这位群众已经用 {number} 叫过号，这张号作废",
    "other_day": "{number} 不是今天的号，请重新取号",
    "clock_wrong": "机器时间不对，请告诉工作人员",
    "storage_failed": "现在记不下来，请稍等再试，或找导办员",
}
"""Chinese source sentences by code; `{…}` are filled from `Refused.values`."""


def refuse(code: str, **values: object) -> Refused:
    """The refusal `code` with its sentence filled in; the values travel along so that others can say it in English."""
    words = {name: str(value) for name, value in values.items()}
    return Refused(code=code, sentence=SENTENCES[code].format(**words), values=words)
