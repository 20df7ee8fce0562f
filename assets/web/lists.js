/** The console's lists: who waits, who is parked or missed, and what can be done with them at once. */

import { ROWS } from "./choices.js";
import { byId, make } from "./dom.js";
import { bookedWords, mark, minutes, presentName, priorityName } from "./ticket_words.js";
import { waitRange } from "./waits.js";
import { say } from "./words.js";

/** That somebody sent the ticket here, or to which window. */
function transferredMark({ transferred, to_window: window }) {
  if (window) return mark(say("到 {window} 号窗口", { window }));
  return transferred ? mark(say("转")) : null;
}

/** One of a list: the whole of it opens what can be done, the end of it does the first of that at once. */
function row(hall, view, last, { onRow, onQuick, quick, meant }, wait = "") {
  const { ticket } = view;
  const { action, label, short, key, free } = ROWS[view.state];
  const marks = [mark(priorityName(hall, view)), mark(bookedWords(hall, view))].filter(Boolean);
  const main = make(
    "button",
    { type: "button", className: "row", onclick: () => onRow(view) },
    make("strong", { textContent: ticket.number }),
    make(
      "span",
      { title: [presentName(hall, view), view.note].filter(Boolean).join(" · ") },
      transferredMark(view),
      [presentName(hall, view), view.note].filter(Boolean).join(" · "),
      marks.length || wait ? make("small", {}, wait && `${wait} `, ...marks) : null,
    ),
    make("em", { textContent: last }),
  );
  const at_once = make("button", {
    type: "button",
    className: "quick",
    textContent: meant(action) === view ? `${say(short)} ${key}` : say(short),
    title: `${say(label)} ${key}`,
    disabled: !quick(free),
    tabIndex: -1,
    onclick: () => onQuick(action, view),
  });
  return make("div", { className: "entry", "data-number": ticket.number }, main, at_once);
}

/** The ticket of the row that has the focus. */
export function focusedNumber() {
  return document.activeElement?.closest(".entry")?.dataset.number ?? "";
}

/** The focus one row on (`step` 1) or back. */
export function walkRows(step) {
  const rows = [...document.querySelectorAll(".entry > .row")];
  const place = rows.indexOf(document.activeElement);
  rows[place < 0 && step < 0 ? rows.length - 1 : Math.min(Math.max(place + step, 0), rows.length - 1)]?.focus();
}

/** The waiting ones by service, then the parked and missed ones; `hands` are what rows do, see `row`. */
export function drawLists(hall, served, state, now, hands) {
  const focused = focusedNumber();
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
      waitingList.push(row(hall, view, waited, hands, waitRange(state.waits[view.ticket.number])));
    }
  }
  byId("waiting").replaceChildren(...waitingList);
  const counts = [
    say("挂起 {count}", { count: state.parked.length }),
    say("过号 {count}", { count: state.missed.length }),
  ];
  byId("aside").replaceChildren(
    make("h2", { textContent: counts.join(" · ") }),
    ...state.parked.map((view) => row(hall, view, say("已挂起"), hands)),
    ...state.missed.map((view) => row(hall, view, say("已过号"), hands)),
  );
  if (focused) document.querySelector(`[data-number="${focused}"] > .row`)?.focus();
}
