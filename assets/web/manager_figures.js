/** Figures of a day, a week or a month: totals, charts, tables, files, and “one more window”. */

import { byId, make } from "./dom.js";
import { isEnglish, nameOf, say } from "./words.js";

const CHARTS = ["waits", "works", "visits", "astray", "services", "windows", "clerks", "ratings", "days"];
const NAMES = { waits: "等候时间", works: "办理时间", visits: "按时段", astray: "过号和转办", services: "按业务", windows: "按窗口", clerks: "按人员", ratings: "评价", days: "按日" };
const DAY_MS = 86400000;

let span = "day";
let on = "";
let shown = null;
let told = null;
let unread = false;

function today(hall) {
  return new Date().toLocaleDateString("sv-SE", { timeZone: hall.timezone });
}

/** The same day of the span before (-1) or after (1). */
function moved(day, by) {
  const date = new Date(`${day}T00:00:00Z`);
  if (span === "month") date.setUTCMonth(date.getUTCMonth() + by, 1);
  else date.setTime(date.getTime() + by * DAY_MS * (span === "week" ? 7 : 1));
  return date.toISOString().slice(0, 10);
}

const wanted = () => `span=${span}&on=${on}&language=${isEnglish() ? "en" : "zh_CN"}`;

async function load(page) {
  const answer = await fetch(`/api/manager/figures?${wanted()}`).catch(() => null);
  if (answer?.status === 401 || answer?.status === 403) page.toLogin();
  unread = !answer?.ok;
  if (answer?.ok) shown = await answer.json();
  drawFigures(page);
}

async function whatIf(page, event) {
  event.preventDefault();
  byId("what-if-told").textContent = say("正在算…");
  const answer = await fetch(`/api/manager/what-if?service=${byId("what-if-service").value}`).catch(() => null);
  told = answer?.ok ? await answer.json() : null;
  byId("what-if-told").textContent = told ? outlook(page) : say("现在算不出来，请稍后再试");
}

function outlook(page) {
  const service = nameOf(page.hall.services.find(({ prefix }) => prefix === told.service));
  if (!told.visitors) return say("今天还没有人来办{service}", { service });
  return say("今天办{service}的 {count} 人：平均等候从 {mean} 分变成 {mean_more} 分，最久从 {longest} 分变成 {longest_more} 分（按模拟算）", {
    service,
    count: told.visitors,
    mean: told.mean_min.toFixed(0),
    mean_more: told.mean_more_min.toFixed(0),
    longest: told.longest_min.toFixed(0),
    longest_more: told.longest_more_min.toFixed(0),
  });
}

/** The tab is opened. */
export function figuresTab(page) {
  on ||= today(page.hall);
  for (const button of document.querySelectorAll("[data-span]")) {
    button.onclick = () => {
      span = button.dataset.span;
      load(page);
    };
  }
  const go = (day) => {
    on = day || today(page.hall);
    load(page);
  };
  byId("earlier").onclick = () => go(moved(on, -1));
  byId("later").onclick = () => go(moved(on, 1));
  byId("on").onchange = () => go(byId("on").value);
  byId("what-if").onsubmit = (event) => whatIf(page, event);
  load(page);
}

const minutes = (seconds) => (seconds / 60).toFixed(1);

function satisfied(scores) {
  const rated = scores.reduce((sum, count) => sum + count, 0);
  return rated ? `${((100 * (rated - scores[0] - scores[1])) / rated).toFixed(1)}%` : "—";
}

function total(label, value) {
  return make("p", { textContent: say(label), title: say(label) }, make("strong", { textContent: value }));
}

const HEADS = ["取号", "叫号", "办结", "过号", "转办", "取消", "平均等候（分）", "九成等候不超过（分）", "最长等候（分）", "平均办理（分）", "九成办理不超过（分）", "评价数", "满意率"];

function row(name, tally) {
  const cells = [
    name, tally.taken, tally.called, tally.served, tally.missed, tally.transferred, tally.cancelled,
    minutes(tally.wait.mean_s), minutes(tally.wait.p90_s), minutes(tally.wait.longest_s),
    minutes(tally.service.mean_s), minutes(tally.service.p90_s),
    tally.scores.reduce((sum, count) => sum + count, 0), satisfied(tally.scores),
  ];
  return make("tr", {}, ...cells.map((cell) => make("td", { textContent: cell })));
}

function table(title, first, parts, nameOfPart) {
  const head = make("tr", {}, ...[first, ...HEADS].map((text) => make("th", { textContent: text ? say(text) : "" })));
  const rows = Object.entries(parts).map(([key, tally]) => row(nameOfPart(key), tally));
  return make("div", { className: "card" }, make("h3", { textContent: say(title) }), make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
}

/** Draws what was read last. */
export function drawFigures(page) {
  for (const button of document.querySelectorAll("[data-span]")) button.setAttribute("aria-pressed", String(button.dataset.span === span));
  byId("on").value = on;
  byId("range").textContent = unread ? say("流水现在读不出来，请稍后再试") : shown && (shown.first === shown.last ? "" : `${shown.first} – ${shown.last}`);
  for (const kind of ["xlsx", "csv", "pdf"]) byId(`export-${kind}`).href = `/api/manager/export.${kind}?${wanted()}`;
  const chosen = byId("what-if-service").value;
  byId("what-if-service").replaceChildren(
    ...page.hall.services
      .filter(({ prefix }) => page.hall.matters.some(({ service }) => service === prefix))
      .map((one) => make("option", { value: one.prefix, textContent: nameOf(one), selected: one.prefix === chosen })),
  );
  if (told) byId("what-if-told").textContent = outlook(page);
  if (!shown) return;
  const { whole, services, windows, clerks, halves, days } = shown.figures;
  byId("totals").replaceChildren(
    total("取号", whole.taken),
    total("办结", whole.served),
    total("过号", whole.missed),
    total("转办", whole.transferred),
    total("平均等候（分）", minutes(whole.wait.mean_s)),
    total("九成等候（分）", minutes(whole.wait.p90_s)),
    total("平均办理（分）", minutes(whole.service.mean_s)),
    total("满意率", satisfied(whole.scores)),
  );
  const charts = CHARTS.filter((kind) => kind !== "days" || span !== "day");
  byId("charts").replaceChildren(
    ...charts.map((kind) =>
      make("img", { id: `chart-${kind}`, src: `/api/manager/chart/${kind}.svg?${wanted()}&revision=${shown.revision}`, alt: say(NAMES[kind]) }),
    ),
  );
  const service = (prefix) => `${prefix} ${nameOf(page.hall.services.find((one) => one.prefix === prefix) ?? { name: "" })}`;
  byId("tables").replaceChildren(
    table("按业务", "业务", services, service),
    table("按窗口", "窗口", windows, (window) => say("{window} 号窗口", { window })),
    table("按人员", "人员", clerks, page.nameOfClerk),
    table("按半小时", "时段", Object.fromEntries(Object.entries(halves).sort()), (half) => half),
    ...(span === "day" ? [] : [table("按日", "日期", days, (day) => day)]),
  );
}
