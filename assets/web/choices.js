/** What a clerk can do in the present state of the window: pure, one list of choices with their keys. */

/** The clerk's own way to a fuller choice is a dialog: `transfer`, `note`, `split` and others ask before they are sent. */
export const KEYS = {
  KeyR: "recall", KeyM: "miss", KeyP: "park", KeyT: "transfer", KeyN: "note", KeyS: "split", Delete: "cancel",
  KeyI: "facts", KeyC: "call", KeyU: "unpark", KeyB: "bring-back", F9: "pause", F8: "close", KeyH: "hand-over", KeyQ: "logout",
};

/** What a row of a list can do at once. */
export const ROWS = {
  waiting: { action: "call", label: "叫这位", short: "叫", key: "C", free: true },
  missed: { action: "bring-back", label: "重新排入", short: "排", key: "B", free: false },
  parked: { action: "unpark", label: "继续办理", short: "办", key: "U", free: true },
};

/** Why a window stands still; the digit beside it says so. */
export const PAUSES = ["取材料", "开会", "用餐", "设备故障"];

/** Whether the window could take somebody now. */
export function isFree(view, clerk) {
  return isMine(view, clerk) && view.window.state === "open" && !view.front;
}

/** Whole seconds until the ticket in front may be called again, at the moment `now` of the server's clock. */
export function restS({ front, window, call_gap_s: gap }, now) {
  if (front?.state !== "called" || !window?.call) return 0;
  return Math.max(0, Math.ceil(gap - (now - Date.parse(window.call.at)) / 1000));
}

/** Whether `clerk` is the one at the window. */
export function isMine(view, clerk) {
  return Boolean(view.window) && view.window.state !== "closed" && view.window.clerk === clerk;
}

/** The one next action: `{action, label, key, body}`; without `action` there is nothing to do but wait. */
export function nextStep(view, clerk) {
  const { window, front, waiting } = view;
  const body = { number: front?.ticket.number ?? "" };
  if (!window) return { label: "请稍等", key: "" };
  if (window.state === "closed") return { action: "open", label: "开窗", key: "空格", body: {} };
  if (!isMine(view, clerk)) return { action: "open", label: "接手本窗口", key: "空格", body: {} };
  if (front?.state === "called") return { action: "start", label: "开始办理", key: "空格 / Enter", body };
  const paused = window.state === "paused";
  if (front && waiting.length && !paused) return { action: "next", label: "办结并叫下一位", key: "空格", body };
  if (front) return { action: "complete", label: "办结", key: "空格 / Enter", body };
  if (paused) return { action: "open", label: "恢复叫号", key: "空格", body: {} };
  if (waiting.length) return { action: "next", label: "叫下一位", key: "空格", body };
  return { label: "叫下一位", key: "现在没有人在等" };
}

/** The other actions of the ticket in front, in the order of the buttons: `{action, label, key, on}`. */
export function furtherSteps(view, clerk) {
  const mine = isMine(view, clerk);
  const called = mine && view.front?.state === "called";
  const serving = mine && view.front?.state === "serving";
  const left = called && view.window.call?.times < view.max_calls;
  return [
    { action: "recall", label: "重呼", key: "R", on: left, calls: called ? (view.window.call?.times ?? 0) : 0 },
    { action: "miss", label: "过号", key: "M", on: called },
    { action: "complete", label: "办结", key: "Enter", on: serving },
    { action: "park", label: "挂起", key: "P", on: called || serving },
    { action: "transfer", label: "转走", key: "T", on: called || serving },
    { action: "note", label: "备注", key: "N", on: called || serving },
    { action: "split", label: "分办", key: "S", on: (called || serving) && view.front.left.length > 1 },
    { action: "cancel", label: "取消", key: "Del", on: called || serving, grave: true },
  ];
}

/** Pausing and coming back, in the head of the page. */
export function pauseStep(view, clerk) {
  if (!isMine(view, clerk)) return { label: "暂停", on: false };
  if (view.window.state === "paused") return { action: "open", label: "恢复", on: true };
  return { action: "pause", label: "暂停", on: true };
}

/** What a key does now: the name of an action, `next` for the widest one, or nothing. */
export function stepOfKey(code, view, clerk) {
  if (code === "Space") return "widest";
  if (code === "Enter" || code === "NumpadEnter") {
    if (!isMine(view, clerk) || !view.front) return "";
    return view.front.state === "called" ? "widest" : "complete";
  }
  return KEYS[code] ?? "";
}
