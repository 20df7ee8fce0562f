/** A ticket at the guide desk: the number just given, or one that was looked up, with what can be done about it. */

import { clockTime } from "./clock.js";
import { make } from "./dom.js";
import { matterName, STATES } from "./guide_found.js";
import { waitRange } from "./waits.js";
import { isEnglish, nameOf, say } from "./words.js";

/** What the desk answered to a wish, as a ticket to show. */
export function given({ ticket, ahead, windows, late }, { priority, reason }) {
  const matters = [ticket.matter, ...ticket.more];
  return { ...ticket, matters, state: "waiting", ahead, windows, late, priority, reason };
}

/** A live ticket that was looked up, as a ticket to show. */
export function lookedUp(view) {
  const { ticket, state, ahead, window, note, priority, reason } = view;
  return {
    ...ticket,
    matters: [ticket.matter, ...ticket.more],
    state,
    ahead,
    windows: window ? [window] : [],
    note,
    priority,
    reason,
  };
}

/** One that is over: only its number and matter are known. */
export function over(record) {
  return { number: record.number, matters: [record.matter, ...record.more], state: record.state, windows: [] };
}

const code = (shown) => `/api/guide-desk/code/${shown.token}.svg`;

function facts(hall, view, shown) {
  const lines = [];
  if (shown.state === "waiting") {
    lines.push(say("前面 {count} 人", { count: shown.ahead }));
    const wait = waitRange(view?.waits[shown.service]);
    if (wait) lines.push(wait);
  } else lines.push(say(STATES[shown.state]));
  if (shown.windows?.length) {
    const numbers = shown.windows.join(isEnglish() ? ", " : "、");
    lines.push(say(shown.windows.length > 1 ? "{windows} 号窗口" : "{window} 号窗口", { windows: numbers, window: numbers }));
  }
  if (shown.late) lines.push(say("过了预约时间，按现在排"));
  if (shown.priority) {
    const known = hall.priorities.find((one) => one.id === shown.priority);
    lines.push([say("优先：{priority}", { priority: known ? nameOf(known) : shown.priority }), shown.reason].filter(Boolean).join(" · "));
  }
  if (shown.note) lines.push(shown.note);
  return lines;
}

/** The card; `actions` are `{id, label, key, on, grave, act}`. */
export function card(hall, view, shown, actions) {
  if (!shown) return [make("p", { className: "soft nothing", textContent: say("发出的号和查到的号显示在这里") })];
  return [
    make("div", { className: "number", id: "number", textContent: shown.number }),
    shown.token ? make("img", { className: "code", alt: "", src: code(shown) }) : null,
    make(
      "div",
      { className: "about" },
      make("h3", { textContent: shown.matters.map((one) => matterName(hall, one)).join(" + ") }),
      ...facts(hall, view, shown).map((line) => make("p", { textContent: line })),
    ),
    make(
      "div",
      { className: "acts" },
      ...actions.map(({ id, label, key, on, grave, act }) =>
        make(
          "button",
          { type: "button", id, className: grave ? "grave" : "", disabled: !on, onclick: act },
          say(label),
          make("small", { textContent: key }),
        ),
      ),
    ),
  ].filter(Boolean);
}

/** The slip for the browser's printer, as the kiosk's has it: hall, number, matters, who is ahead, the code. */
export function slip(hall, view, shown) {
  const onPaper = { ...shown, reason: "", note: "" };
  return [
    make("h1", { textContent: nameOf(hall) }),
    view.practice ? make("h1", { textContent: say("练习号，不能办事") }) : "",
    make("div", { className: "number", textContent: shown.number }),
    ...shown.matters.map((one) => make("p", { className: "matter", textContent: matterName(hall, one) })),
    ...facts(hall, view, onPaper).map((line) => make("p", { textContent: line })),
    make("img", { alt: "", src: code(shown) }),
    make("p", { textContent: say("扫码看前面还有几人") }),
    make("p", { className: "small", textContent: say("过号可以重新排队，请找导办台") }),
    make("p", { className: "small", textContent: `${shown.day} ${clockTime(hall, shown.taken_at)}` }),
  ];
}
