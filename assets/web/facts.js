/** Beside the ticket in front: what is known of it, what happened to it, and how all services stand. */

import { clockTime } from "./clock.js";
import { byId, make } from "./dom.js";
import { historyLines } from "./history.js";
import { bookedWords, minutes, present, priorityName, serviceName } from "./ticket_words.js";
import { say } from "./words.js";

/** What the guide promises for the matter, in working days. */
function promiseWords(hall, view) {
  const matter = hall.matters.find((one) => one.code === present(view));
  if (!matter || matter.promise_days < 0) return "";
  return matter.promise_days ? say("{days} 个工作日", { days: matter.promise_days }) : say("当天办结");
}

/** How much of the usual time of the service is left, at `now`; empty where the hall does not say. */
export function leftWords(hall, front, now) {
  const usual = hall.services.find((one) => one.prefix === front.service)?.expected_min;
  if (!usual) return "";
  const spent = front.state === "serving" ? (now - Date.parse(front.since)) / 60000 : 0;
  const left = Math.ceil(usual - spent);
  const words = left >= 0 ? say("还有 {minutes} 分", { minutes: left }) : say("超过 {minutes} 分", { minutes: -left });
  return `${say("约 {minutes} 分", { minutes: usual })} · ${words}`;
}

/** What is known about the ticket in front, what happened to it, and how all services stand. */
export function drawFacts(hall, served, state, clerk, now) {
  const facts = [];
  const add = (label, text, id) => {
    if (text) facts.push(make("dt", { textContent: say(label) }), make("dd", { textContent: text, id: id ?? "" }));
  };
  const nameOfClerk = (id) => hall.clerks.find((one) => one.id === id)?.name ?? id;
  const { front, window } = state;
  if (front) {
    const called = window?.call && window.call.number === front.ticket.number ? window.call.at : front.since;
    const waited = say("{minutes} 分", { minutes: minutes(Date.parse(front.ticket.taken_at), Date.parse(called)) });
    add("业务", serviceName(hall, front.service));
    add("优先", [priorityName(hall, front), front.reason].filter(Boolean).join(" · "));
    add("预约", front.booking && [bookedWords(hall, front), front.booking].join(" · "));
    add("等候", `${waited} · ${say("{time} 取号", { time: clockTime(hall, front.ticket.taken_at) })}`);
    add("办理", leftWords(hall, front, now), "left");
    add("承诺期限", promiseWords(hall, front));
    add("首问", nameOfClerk(front.responsible));
    if (front.clerk !== clerk) add("窗口人员", nameOfClerk(front.clerk));
    if (front.returns) add("重排", say("{count} 次", { count: front.returns }));
  } else {
    facts.push(make("dd", { className: "soft", textContent: say("窗口前没有人") }));
  }
  byId("facts").replaceChildren(...facts);
  byId("facts").style.gridTemplateColumns = front ? "" : "1fr";
  byId("past").hidden = !front;
  byId("history").replaceChildren(...(front ? historyLines(hall, front) : []));
  byId("services").replaceChildren(
    ...state.services.map((board) =>
      make(
        "li",
        { className: served.includes(board.service) ? "ours" : "", title: serviceName(hall, board.service) },
        make("b", { textContent: board.service }),
        make("span", { textContent: serviceName(hall, board.service) }),
        make("em", { textContent: board.waiting }),
      ),
    ),
  );
}
