/** What happened to a ticket since it was taken: when, what, who at which window, and what was written. */

import { clockTime } from "./clock.js";
import { make } from "./dom.js";
import { isEnglish, nameOf, say } from "./words.js";

const named = (list, key, value) => list.find((one) => one[key] === value);
const nameIn = (list, key, value) => {
  const found = named(list, key, value);
  return found ? nameOf(found) : value;
};

function matterNames(hall, codes) {
  return codes.map((code) => nameIn(hall.matters, "code", code)).join(isEnglish() ? ", " : "、");
}

function clerkName(hall, id) {
  return named(hall.clerks, "id", id)?.name ?? id;
}

const WORDS = {
  called: () => say("叫号"),
  recalled: () => say("重呼"),
  started: () => say("开始办理"),
  missed: () => say("过号"),
  brought_back: () => say("重新排入"),
  parked: () => say("挂起"),
  unparked: () => say("继续办理"),
  noted: () => say("备注"),
  transferred: (hall, { service, to_window: window }) =>
    window ? say("转到 {window} 号窗口", { window }) : say("转到{service}", { service: nameIn(hall.services, "prefix", service) }),
  went_on: (hall, { service, matters }) =>
    say("办结{matters}，转到{service}", {
      matters: matterNames(hall, matters ?? []),
      service: nameIn(hall.services, "prefix", service),
    }),
  finished: (hall, { matters }) => say("办结{matters}", { matters: matterNames(hall, matters ?? []) }),
  split: (hall, { matters, note }) => say("{matters} 另开 {number}", { matters: matterNames(hall, matters ?? []), number: note }),
  granted: () => say("优先"),
  handed_over: (hall, { to }) => say("交给{clerk}", { clerk: clerkName(hall, to) }),
};

function line(hall, at, words, { window, clerk, note } = {}) {
  const who = [window ? say("{window} 号窗口", { window }) : "", clerk ? clerkName(hall, clerk) : ""].filter(Boolean).join(" ");
  return make(
    "li",
    {},
    make("time", { textContent: clockTime(hall, at) }),
    make("span", {}, words, who ? make("small", { textContent: who }) : null, note ? make("q", { textContent: note }) : null),
  );
}

/** Lines to read, the newest first. */
export function historyLines(hall, { ticket, history }) {
  const steps = history.map((step) =>
    line(hall, step.at, WORDS[step.kind](hall, step), { ...step, note: step.kind === "split" ? "" : step.note }),
  );
  return [line(hall, ticket.taken_at, say("取号")), ...steps].reverse();
}
