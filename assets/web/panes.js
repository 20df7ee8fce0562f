/** The console's panes drawn from the window's state: who is here, and the papers. */

import { PAUSES } from "./choices.js";
import { checklist } from "./checklist.js";
import { byId, make } from "./dom.js";
import { bookedWords, mark, matterName, present, presentName, priorityName, serviceName } from "./ticket_words.js";
import { isEnglish, nameOf, say } from "./words.js";

/** All matters of the visit, those done and the present one marked; nothing for a visit of one. */
function visitList(hall, { ticket, left }) {
  if (!ticket.more.length) return [];
  const matters = [ticket.matter, ...ticket.more].map((code) =>
    make("li", {
      className: code === left[0] ? "now" : left.includes(code) ? "" : "done",
      textContent: `${left.includes(code) ? "" : "✓ "}${matterName(hall, code)}`,
    }),
  );
  const count = left.length;
  return [make("h2", { textContent: say("这次要办的事，还有 {count} 件", { count }) }), make("ol", { className: "visit" }, ...matters)];
}

/** Why the ticket in front was called, in the page's language. */
function reasonWords(hall, why) {
  if (!why) return "";
  if (!isEnglish()) return why.sentence;
  const words = {};
  for (const [name, value] of Object.entries(why.values)) {
    const named = [...hall.services, ...hall.priorities].find((one) => one.name === value);
    words[name] = named ? nameOf(named) : say(value);
  }
  const sentence = say(hall.reasons[why.code] ?? why.sentence, words);
  return why.overtaken ? say(hall.overtaken, { sentence, overtaken: why.overtaken }) : sentence;
}

function frontWords(hall, state, mine) {
  const { window } = state;
  if (!window) return [say("请稍等"), say("正在连接总台")];
  if (window.state === "closed") return [say("窗口未开"), say("开窗后就能叫号")];
  if (!mine) {
    const clerk = hall.clerks.find((one) => one.id === window.clerk)?.name ?? window.clerk;
    return [say("有人在用"), say("本窗口现在由{clerk}在用", { clerk })];
  }
  if (window.state === "paused") {
    return [say("已暂停"), window.reason ? say(window.reason) : say("暂停时不叫号，取号不受影响")];
  }
  if (!state.waiting.length) return [say("空闲"), say("现在没有人在等")];
  const next = state.waiting.length;
  return [say("空闲"), say("有 {count} 人在等，请叫下一位", { count: next })];
}

/** Why the window stands still: to be said by a click or a digit. */
function pauseReasons(window, onPause) {
  const chips = PAUSES.map((reason, place) =>
    make("button", {
      type: "button",
      className: reason === window.reason ? "main" : "",
      textContent: `${say(reason)} ${place + 1}`,
      onclick: () => onPause(reason),
    }),
  );
  return make("p", { className: "reasons" }, ...chips);
}

/** The ticket in front, or what the window is doing without one; `onPause(reason)` says why it is paused. */
export function drawFront(hall, state, mine, onPause) {
  const { front } = state;
  const pane = byId("front");
  if (!front) {
    const [large, small] = frontWords(hall, state, mine);
    pane.replaceChildren(
      make("div", { className: "number words", textContent: large }),
      make("div", { className: "matter soft", textContent: small }),
      ...(mine && state.window.state === "paused" ? [pauseReasons(state.window, onPause)] : []),
    );
    return;
  }
  const why = reasonWords(hall, front.why);
  const marks = [
    mark(front.priority && say("优先（请核验）：{priority}", { priority: priorityName(hall, front) })),
    mark(bookedWords(hall, front)),
  ].filter(Boolean);
  const phase = front.state === "called" ? say("等人来 · 已呼 {calls} 次", { calls: state.window?.call?.times ?? front.calls }) : say("办理中");
  pane.replaceChildren(
    make("div", { className: "number", id: "number", textContent: front.ticket.number }),
    make(
      "div",
      { className: "matter" },
      make("h2", { textContent: presentName(hall, front) }),
      make("span", { className: front.note ? "noted" : "soft", textContent: front.note || serviceName(hall, front.service) }),
    ),
    make(
      "div",
      { className: "time" },
      make("strong", { id: "stopwatch" }),
      make("span", { className: "soft", textContent: state.window?.state === "paused" ? `${phase} · ${say("已暂停")}` : phase }),
    ),
    ...(marks.length ? [make("p", { className: "marks soft" }, ...marks, front.reason)] : []),
    ...(why ? [make("p", { className: "why", title: why }, make("b", { textContent: say("叫号依据") }), why)] : []),
  );
}

/** What the visitor in front came for, and the papers that the present matter needs; as for `checklist`. */
export function drawPapers(hall, state, papers, onLook, onFacts) {
  const matter = state.front && hall.matters.find((one) => one.code === present(state.front));
  const title = make("h2", { textContent: say("要带的材料") });
  byId("papers").replaceChildren(
    ...(state.front ? visitList(hall, state.front) : []),
    ...(matter
      ? [
          make("button", { type: "button", className: "guide", textContent: `${say("八项公开")} I`, onclick: onFacts }),
          ...checklist(matter, papers, onLook),
        ]
      : [title, make("p", { className: "soft", textContent: say("叫号以后，这里列出这件事要带的材料") })]),
  );
}
