/** The hall now: windows, services, what to look at, devices. */

import { clockTime } from "./clock.js";
import { byId, make } from "./dom.js";
import { actsOf } from "./manager_acts.js";
import { showSelfTests } from "./selftests.js";
import { isEnglish, nameOf, say } from "./words.js";

const STATES = { open: "开着", paused: "暂停", closed: "关着" };
const MARKS = { ok: "✓", attention: "!", broken: "✗", unknown: "?" };
const CONDITIONS = { ok: "正常", attention: "要留意", broken: "有故障", unknown: "情况不明" };

const FIRST = 3;

let acts = null;
const unfolded = new Set();

/** Makes the acts ready; `draw()` draws the page again. */
export function liveTab(page, draw) {
  acts = actsOf(page, draw);
}

function minutes(page, since) {
  return Math.max(0, Math.floor((page.now() - new Date(since)) / 60000));
}

const act = (label, onclick, grave) =>
  make("button", { type: "button", className: grave ? "grave" : "", textContent: say(label), disabled: acts.busy(), onclick });

function servicesOf(page, prefixes) {
  return page.hall.services
    .filter(({ prefix }) => prefixes.includes(prefix))
    .map((one) => nameOf(one))
    .join(isEnglish() ? ", " : "、");
}

function windowTile(page, window) {
  const { tickets, alerts } = page.seen;
  const front = tickets.find((one) => one.window === window.window && ["called", "serving"].includes(one.state));
  const silent = alerts.some((one) => one.what === "window_silent" && one.window === window.window);
  const doing = front && say(front.state === "called" ? "叫号 {minutes} 分" : "办理 {minutes} 分", { minutes: minutes(page, front.since) });
  const buttons = [];
  if (page.manages() && window.state === "closed") buttons.push(act("开窗", () => acts.open(window)));
  if (page.manages() && window.state === "open") buttons.push(act("暂停", () => acts.pause(window)));
  if (page.manages() && window.state === "paused") buttons.push(act("恢复", () => acts.resume(window)));
  if (page.manages() && window.state !== "closed") buttons.push(act("关窗", () => acts.close(window), true));
  return make(
    "article",
    { className: `window ${window.state} ${silent ? "silent" : ""}`, id: `window-${window.window}` },
    make("h3", { textContent: say("{window} 号窗口", { window: window.window }) }, make("span", { textContent: say(STATES[window.state]) })),
    make("div", { className: "front", textContent: front?.number ?? "" }, doing ? make("small", { textContent: doing }) : null),
    make("p", { textContent: window.clerk ? page.nameOfClerk(window.clerk) : say("没有人") }),
    make("p", { textContent: servicesOf(page, window.services), title: servicesOf(page, window.services) }),
    buttons.length ? make("div", { className: "acts" }, ...buttons) : null,
  );
}

/** Windows in few characters: three and more in a row as a range. */
function inFew(windows) {
  const runs = [];
  for (const window of windows) {
    const last = runs.at(-1);
    if (last?.at(-1) === window - 1) last.push(window);
    else runs.push([window]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run)).join(isEnglish() ? ", " : "、");
}

function numbers(service) {
  if (service.cut_off) return { text: say("已停止发号"), className: "stopped" };
  if (service.open) return { text: say("发号中"), className: "" };
  return { text: service.opens ? say("{opens} 开始发号", { opens: service.opens }) : say("今天不再发号"), className: "soft" };
}

/** Those who have waited longest, with how long. */
function firstOf(page, waits) {
  const oldest = [...waits].sort((one, other) => new Date(one.since) - new Date(other.since)).slice(0, FIRST);
  return oldest.map((one) => say("{number} {minutes} 分", { number: one.number, minutes: minutes(page, one.since) })).join(" · ");
}

function serviceRow(page, service) {
  const { tickets, promise_min: promised, board } = page.seen;
  const waits = tickets.filter((one) => one.state === "waiting" && one.service === service.service);
  const over = waits.filter((one) => page.now() - new Date(one.since) > promised * 60000).length;
  const at = board.windows.filter((one) => one.services.includes(service.service)).map((one) => one.window);
  const given = numbers(service);
  const buttons = page.manages()
    ? [
        act("调窗口", () => acts.move(service, at)),
        ...(service.cut_off ? [act("恢复发号", () => acts.resumeNumbers(service))] : []),
        ...(service.open ? [act("停止发号", () => acts.stopNumbers(service), true)] : []),
      ]
    : [];
  return make(
    "tr",
    { "data-service": service.service },
    make("td", {}, make("b", { textContent: service.service }), nameOf(page.hall.services.find(({ prefix }) => prefix === service.service))),
    make("td", { textContent: service.waiting }),
    make("td", { className: over ? "over" : "", textContent: firstOf(page, waits) }),
    make("td", { className: over ? "over" : "", textContent: over ? say("{count} 人", { count: over }) : "" }),
    make("td", { className: "at", textContent: inFew(at), title: inFew(at) }),
    make("td", { className: given.className, textContent: given.text }),
    make("td", {}, make("div", { className: "acts" }, ...buttons)),
  );
}

function alertLine(page, alert) {
  const since = say("从 {time} 起", { time: clockTime(page.hall, alert.since) });
  if (alert.what === "wait_over") {
    const service = nameOf(page.hall.services.find(({ prefix }) => prefix === alert.service));
    const text = say("{service}：{count} 人等候超过 {minutes} 分，最久的是 {number}", {
      service,
      count: alert.count,
      minutes: page.seen.promise_min,
      number: alert.number,
    });
    return make("li", {}, text, make("small", { textContent: since }));
  }
  if (alert.what === "window_silent") {
    const text = say("{window} 号窗口开着，有人在等，却没有动静", { window: alert.window });
    return make("li", {}, text, make("small", { textContent: since }));
  }
  if (alert.what === "calendar") return make("li", {}, alert.reason);
  const about = [alert.reason, alert.remedy].filter(Boolean).map((one) => say(one)).join(isEnglish() ? "; " : "；");
  return make("li", {}, say("设备 {device} 有故障", { device: alert.device }), make("small", { textContent: `${about} ${since}` }));
}

function deviceLine({ device, state, reason, remedy }) {
  const about = [reason, remedy].filter(Boolean).map((one) => say(one)).join(isEnglish() ? "; " : "；");
  return make(
    "li",
    { className: state },
    make("i", { textContent: MARKS[state] }),
    make("span", {}, make("strong", { textContent: device }), ` ${say(CONDITIONS[state])}`, about ? make("small", { textContent: about }) : null),
  );
}

/** Draws the tab from what was seen last. */
export function drawLive(page) {
  const { board, alerts, devices, selftests, tickets } = page.seen;
  if (!board) return;
  const waiting = tickets.filter(({ state }) => state === "waiting").length;
  byId("day").textContent = say(board.open ? "{day} 开放中，{count} 人在等" : "{day} 已结束", { day: board.day, count: waiting });
  byId("day-switch").hidden = !page.manages();
  byId("day-switch").disabled = acts.busy();
  byId("day-switch").textContent = say(board.open ? "结束今天" : "重新开放");
  byId("day-switch").onclick = () => acts.switchDay(board);
  byId("windows").replaceChildren(...board.windows.map((window) => windowTile(page, window)));
  const heads = ["业务", "在等", "等得最久的", "超过承诺", "窗口", "发号情况", ""];
  byId("services-head").replaceChildren(make("tr", {}, ...heads.map((text) => make("th", { textContent: say(text) }))));
  byId("services").replaceChildren(...board.services.map((service) => serviceRow(page, service)));
  byId("count").textContent = alerts.length || "";
  byId("count").hidden = !alerts.length;
  const calm = make("li", { className: "calm", textContent: say("✓ 现在没有要留意的") });
  byId("alerts").replaceChildren(...(alerts.length ? alerts.map((alert) => alertLine(page, alert)) : [calm]));
  byId("devices").replaceChildren(...devices.map(deviceLine));
  showSelfTests(byId("selftests"), page.hall, selftests, unfolded);
}
