/** What the keys typed at the guide desk may mean, as a list to choose from; pure but for the elements it makes. */

import { clockTime } from "./clock.js";
import { make } from "./dom.js";
import { waitRange } from "./waits.js";
import { nameOf, say } from "./words.js";

export const STATES = {
  waiting: "在等候",
  called: "正在叫号",
  serving: "正在办理",
  parked: "已挂起",
  missed: "已过号",
  completed: "已办结",
  cancelled: "已取消",
};

/** Everything found, in the order of the list: `{kind, …}` with the ticket, booking or matter. */
export function itemsOf(hall, found) {
  if (!found) return [];
  const matters = found.matters.map((code) => hall.matters.find((one) => one.code === code)).filter(Boolean);
  return [
    ...(found.ticket ? [{ kind: "ticket", ticket: found.ticket }] : []),
    ...(found.over ? [{ kind: "over", over: found.over }] : []),
    ...(found.booking ? [{ kind: "booking", booking: found.booking }] : []),
    ...matters.map((matter) => ({ kind: "matter", matter })),
  ];
}

/** All matters of the guide, as found ones. */
export function everything(hall) {
  return hall.matters.map((matter) => ({ kind: "matter", matter }));
}

/** How a booking stands, in words. */
export function bookingWords({ standing, opens, number }) {
  switch (standing) {
    case "ready":
      return say("在预约时间内");
    case "late":
      return say("过了预约时间，按现在排");
    case "early":
      return say("{time} 起可以签到", { time: opens });
    case "used":
      return say("已经取号 {number}", { number });
    default:
      return say("预约已取消");
  }
}

/** How the service of a matter stands: who waits, how long it takes, or that no numbers are given. */
export function standingWords(hall, view, prefix) {
  const board = view?.services.find((one) => one.service === prefix);
  if (!board) return "";
  if (!board.open) {
    if (board.cut_off) return say("今天轮不到了，停止取号");
    return board.opens ? say("{time} 开始取号", { time: board.opens }) : say("今天不再取号");
  }
  return [say("等候 {count} 人", { count: board.waiting }), waitRange(view.waits[prefix])].filter(Boolean).join(" · ");
}

function about(hall, view, item) {
  switch (item.kind) {
    case "ticket": {
      const { ticket, state, window } = item.ticket;
      const where = window ? say("{window} 号窗口", { window }) : "";
      return [ticket.number, matterName(hall, ticket.matter), [say(STATES[state]), where].filter(Boolean).join(" · ")];
    }
    case "over":
      return [item.over.number, matterName(hall, item.over.matter), say(STATES[item.over.state])];
    case "booking":
      return [
        say("预约"),
        `${item.booking.code} · ${clockTime(hall, item.booking.slot)} · ${matterName(hall, item.booking.matter)}`,
        bookingWords(item.booking),
      ];
    default:
      return [item.matter.code, nameOf(item.matter), standingWords(hall, view, item.matter.service)];
  }
}

/** What a matter is called; its code where the guide does not know it any more. */
export function matterName(hall, code) {
  const matter = hall.matters.find((one) => one.code === code);
  return matter ? nameOf(matter) : code;
}

/** The rows of the list, the one that Enter takes marked. */
export function rows(hall, view, items, selected, onTake) {
  return items.map((item, place) => {
    const [code, name, standing] = about(hall, view, item);
    return make(
      "button",
      {
        type: "button",
        className: `choice ${item.kind}`,
        role: "option",
        tabIndex: -1,
        "aria-selected": String(place === selected),
        onclick: () => onTake(item),
      },
      make("b", { textContent: code }),
      make("span", { textContent: name }),
      make("em", { textContent: standing }),
    );
  });
}

/** How every service with matters stands now. */
export function serviceRows(hall, view) {
  return hall.services
    .filter((service) => hall.matters.some((matter) => matter.service === service.prefix))
    .map((service) =>
      make(
        "p",
        {},
        make("b", { textContent: service.prefix }),
        make("span", { textContent: nameOf(service) }),
        make("em", { textContent: standingWords(hall, view, service.prefix) }),
      ),
    );
}
