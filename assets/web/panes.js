/** The console's panes drawn from the window's state: who waits, who is here, the papers and facts. */

import { checklist } from "./checklist.js";
import { clockTime } from "./clock.js";
import { byId, make } from "./dom.js";
import { waitRange } from "./waits.js";
import { isEnglish, nameOf, say } from "./words.js";

/** Whole minutes between two times in milliseconds, never negative. */
function minutes(from, to) {
  return Math.max(0, Math.floor((to - from) / 60000));
}

/** "03:24" or "1:03:24". */
export function stopwatch(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The code of what the visitor is here for now: the first of what is left. */
function present({ ticket, left }) {
  return left[0] ?? ticket.matter;
}

function matterName(hall, code, otherwise = code) {
  const matter = hall.matters.find((one) => one.code === code);
  return matter ? nameOf(matter) : otherwise;
}

function presentName(hall, view) {
  return matterName(hall, present(view), view.ticket.matter_name);
}

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

export function serviceName(hall, prefix) {
  const service = hall.services.find((one) => one.prefix === prefix);
  return service ? nameOf(service) : prefix;
}

/** The name of the ticket's class; empty for everybody else. */
function priorityName(hall, view) {
  const priority = hall.priorities.find((one) => one.id === view.priority);
  return priority ? nameOf(priority) : view.priority;
}

function mark(text) {
  return text ? make("i", { className: "mark", textContent: text }) : null;
}

/** The booked time of a visitor who came in time, that the booking was missed, or nothing. */
function bookedWords(hall, view) {
  if (view.slot) return say("预约 {time}", { time: clockTime(hall, view.slot) });
  return view.booking ? say("预约已过时") : "";
}

function row(hall, view, last, onRow, wait = "") {
  const { ticket } = view;
  const marks = [mark(priorityName(hall, view)), mark(bookedWords(hall, view))].filter(Boolean);
  return make(
    "button",
    { type: "button", className: "row", onclick: () => onRow(view), "data-number": ticket.number },
    make("strong", { textContent: ticket.number }),
    make(
      "span",
      { title: [presentName(hall, view), view.note].filter(Boolean).join(" · ") },
      view.transferred ? mark(say("转")) : null,
      [presentName(hall, view), view.note].filter(Boolean).join(" · "),
      marks.length || wait ? make("small", {}, wait && `${wait} `, ...marks) : null,
    ),
    make("em", { textContent: last }),
  );
}

/** The waiting ones by service, then the parked and missed ones. */
export function drawLists(hall, served, state, now, onRow) {
  const waitingList = [];
  for (const prefix of served) {
    const queue = state.waiting.filter((view) => view.service === prefix);
    const since = queue.map((view) => Date.parse(view.ticket.taken_at));
    const longest = queue.length ? say("最久 {minutes} 分", { minutes: minutes(Math.min(...since), now) }) : "";
    waitingList.push(
      make(
        "h2",
        {},
        make("span", { textContent: `${prefix} · ${say("等候 {count} 人", { count: queue.length })}` }),
        make("span", { textContent: longest }),
      ),
    );
    for (const view of queue) {
      const waited = say("{minutes} 分", { minutes: minutes(Date.parse(view.ticket.taken_at), now) });
      waitingList.push(row(hall, view, waited, onRow, waitRange(state.waits[view.ticket.number])));
    }
  }
  byId("waiting").replaceChildren(...waitingList);
  const counts = [
    say("挂起 {count}", { count: state.parked.length }),
    say("过号 {count}", { count: state.missed.length }),
  ];
  byId("aside").replaceChildren(
    make("h2", { textContent: counts.join(" · ") }),
    ...state.parked.map((view) => row(hall, view, say("已挂起"), onRow)),
    ...state.missed.map((view) => row(hall, view, say("已过号"), onRow)),
  );
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
  if (window.state === "paused") return [say("已暂停"), say("暂停时不叫号，取号不受影响")];
  if (!state.waiting.length) return [say("空闲"), say("现在没有人在等")];
  const next = state.waiting.length;
  return [say("空闲"), say("有 {count} 人在等，请叫下一位", { count: next })];
}

/** The ticket in front, or what the window is doing without one. */
export function drawFront(hall, state, mine) {
  const { front } = state;
  const pane = byId("front");
  if (!front) {
    const [large, small] = frontWords(hall, state, mine);
    pane.replaceChildren(
      make("div", { className: "number words", textContent: large }),
      make("div", { className: "matter soft", textContent: small }),
    );
    return;
  }
  const why = reasonWords(hall, front.why);
  const marks = [
    mark(front.priority && say("优先（请核验）：{priority}", { priority: priorityName(hall, front) })),
    mark(bookedWords(hall, front)),
  ].filter(Boolean);
  const phase = front.state === "called" ? say("等人来 · 已呼 {calls} 次", { calls: front.calls }) : say("办理中");
  pane.replaceChildren(
    make("div", { className: "number", id: "number", textContent: front.ticket.number }),
    make(
      "div",
      { className: "matter" },
      make("h2", { textContent: presentName(hall, front) }),
      make("span", { className: "soft", textContent: front.note || serviceName(hall, front.service) }),
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
export function drawPapers(hall, state, papers, onLook) {
  const matter = state.front && hall.matters.find((one) => one.code === present(state.front));
  const title = make("h2", { textContent: say("要带的材料") });
  byId("papers").replaceChildren(
    ...(state.front ? visitList(hall, state.front) : []),
    ...(matter
      ? checklist(matter, papers, onLook)
      : [title, make("p", { className: "soft", textContent: say("叫号以后，这里列出这件事要带的材料") })]),
  );
}

/** What is known about the ticket in front, and how all services stand. */
export function drawFacts(hall, served, state) {
  const facts = [];
  const add = (label, text) => {
    if (text) facts.push(make("dt", { textContent: say(label) }), make("dd", { textContent: text }));
  };
  const { front, window } = state;
  if (front) {
    const called = window?.call && window.call.number === front.ticket.number ? window.call.at : front.since;
    const waited = minutes(Date.parse(front.ticket.taken_at), Date.parse(called));
    add("号", front.ticket.number);
    add("业务", serviceName(hall, front.service));
    add("优先", [priorityName(hall, front), front.reason].filter(Boolean).join(" · "));
    add("预约", front.booking && [bookedWords(hall, front), front.booking].join(" · "));
    add("取号", clockTime(hall, front.ticket.taken_at));
    add("等候", say("{minutes} 分", { minutes: waited }));
    add("呼叫", clockTime(hall, called));
    add("次数", `${front.calls} / ${state.max_calls}`);
    add("窗口人员", hall.clerks.find((one) => one.id === front.clerk)?.name ?? front.clerk);
    if (front.transferred) add("转来", say("从{service}转来", { service: serviceName(hall, front.ticket.service) }));
    if (front.returns) add("重排", say("{count} 次", { count: front.returns }));
    add("备注", front.note);
  } else {
    facts.push(make("dd", { className: "soft", textContent: say("窗口前没有人") }));
  }
  byId("facts").replaceChildren(...facts);
  byId("facts").style.gridTemplateColumns = front ? "" : "1fr";
  byId("services").replaceChildren(
    ...state.services.map((board) =>
      make(
        "tr",
        { className: served.includes(board.service) ? "ours" : "" },
        make("td", {}, make("b", { textContent: board.service }), serviceName(hall, board.service)),
        make("td", { textContent: board.waiting ? say("{count} 人", { count: board.waiting }) : say("没有人等") }),
      ),
    ),
  );
}
