/** The technicians' page: the hall's light, every terminal with what is the matter, and what may be ordered of it. */

import { clockTime } from "./clock.js";
import { byId, make } from "./dom.js";
import { follow } from "./live.js";
import { actsOf } from "./machines_acts.js";
import { leave, loginAgain, stay, whoAmI } from "./stay.js";
import { isEnglish, nameOf, say, speak } from "./words.js";

const PLACE = "machines";
const MARKS = { ok: "✓", attention: "!", broken: "✗", unknown: "?" };
const CONDITIONS = { ok: "正常", attention: "要留意", broken: "有故障", unknown: "情况不明" };
const KINDS = {
  server: "总台",
  web: "网页服务",
  forecaster: "等候预测",
  agent: "设备代理",
  kiosk: "自助机",
  display: "综合显示屏",
  window: "窗口盒子",
};
const DAY_MS = 24 * 60 * 60 * 1000;
const toLogin = () => loginAgain(PLACE);

const page = { hall: null, me: null, seen: null, linked: false, toLogin };
const acts = actsOf(page, draw);

/** What a terminal is called where one is known by what it is. */
const titleOf = ({ client, kind }) => (client === kind ? say(KINDS[kind]) : client);

function nameIn(values) {
  const known = page.seen.terminals.find(({ client }) => client === values.terminal);
  return known ? titleOf(known) : say(KINDS[values.terminal] ?? values.terminal);
}

/** A sentence with its values, each in the page's language. */
function words(sentence, values) {
  const said = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, say(value)]));
  return say(say(sentence), { ...said, terminal: nameIn(values) });
}

/** Whether it is there, and since when. */
function presenceWords({ presence, since }) {
  if (presence === "never") return say("没有接上过");
  const days = Math.floor((new Date(page.seen.at) - new Date(since)) / DAY_MS);
  const here = presence === "here";
  if (days > 0) return say(here ? "在线 {days} 天了" : "断开 {days} 天了", { days });
  return say(here ? "从 {time} 起在线" : "从 {time} 起断开", { time: clockTime(page.hall, since) });
}

const gb = (mb) => (mb >= 10240 ? `${Math.round(mb / 1024)} GB` : `${(mb / 1024).toFixed(1)} GB`);

function boxWords(box) {
  const facts = [
    say("程序 {version}", { version: box.version }),
    say("硬盘剩 {free}", { free: gb(box.disk_free_mb) }),
    say("内存剩 {free}", { free: gb(box.memory_free_mb) }),
    ...(box.temperature_c >= 0 ? [`${box.temperature_c} °C`] : []),
  ];
  return facts.join(" · ");
}

const join = (parts) => parts.filter(Boolean).map((one) => say(one)).join(isEnglish() ? "; " : "；");

function deviceLine({ device, state, reason, remedy }) {
  const about = join([reason, remedy]);
  return make(
    "li",
    { className: state },
    make("i", { textContent: MARKS[state] }),
    make("span", {}, make("strong", { textContent: device }), ` ${say(CONDITIONS[state])}`, about ? make("small", { textContent: about }) : null),
  );
}

/** What is the matter but for the devices, which stand in a list of their own. */
function troubleLine(trouble) {
  return make(
    "li",
    { className: "attention" },
    make("i", { textContent: "!" }),
    make("span", {}, words(trouble.what, trouble.values), make("small", { textContent: words(trouble.remedy, trouble.values) })),
  );
}

/** When it last tested itself and how that ended; what was broken stands among the troubles. */
function selfTestWords({ self_test: tested }) {
  if (!tested) return "";
  const day = new Date(tested.at).toLocaleDateString(isEnglish() ? "en-GB" : "zh-CN", { timeZone: page.hall.timezone });
  const broken = tested.findings.some(({ state }) => state === "broken");
  return say(broken ? "{day} 自检没有通过" : "{day} 自检通过", { day });
}

function tile(terminal) {
  const { client, kind, place, light, devices, box, presence } = terminal;
  const others = terminal.troubles.filter(({ code }) => !["broken", "attention", "never"].includes(code));
  const colour = presence === "never" && light.colour === "green" ? "" : light.colour;
  return make(
    "article",
    { className: `terminal ${colour}`, id: `terminal-${client}` },
    make("h3", {}, titleOf(terminal), make("small", { textContent: client === kind ? "" : say(KINDS[kind]) })),
    make("p", { textContent: [place, presenceWords(terminal)].filter(Boolean).join(" · ") }),
    make("ul", {}, ...others.map(troubleLine), ...(presence === "here" ? devices.map(deviceLine) : [])),
    box && presence === "here" ? make("p", { textContent: boxWords(box) }) : null,
    selfTestWords(terminal) ? make("p", { textContent: selfTestWords(terminal) }) : null,
    acts.ofTerminal(terminal),
  );
}

function drawLight({ colour, first }) {
  byId("light").className = `first ${colour}`;
  byId("what").textContent = first ? words(first.what, first.values) : say("一切正常，现在不用做什么");
  byId("remedy").textContent = first ? words(first.remedy, first.values) : "";
}

function backupWords(days) {
  if (days < 0) return say("没有");
  return days ? say("{days} 天前", { days }) : say("今天");
}

function drawServer(server) {
  const facts = [
    ["程序", server.version],
    ["数据盘", say("剩 {free}", { free: gb(server.state_free_mb) })],
    ["工作日历", server.covered_until ? say("到 {day}", { day: server.covered_until }) : say("没有")],
    ["上次备份", backupWords(server.backup_days)],
    ["存的材料", server.papers_open ? say("{count} 份", { count: server.papers }) : say("这个大厅不收")],
  ];
  byId("server").replaceChildren(
    ...facts.flatMap(([label, text]) => [make("dt", { textContent: say(label) }), make("dd", { textContent: text })]),
  );
}

function draw() {
  if (!page.hall) return;
  document.title = say("设备和终端");
  byId("hall").textContent = nameOf(page.hall);
  byId("name").textContent = page.me?.name ?? "";
  const live = page.linked && Boolean(page.seen?.live);
  byId("link").textContent = live ? say("已连接") : say("正在重新连接…");
  byId("link").classList.toggle("lost", !live);
  if (!page.seen) return;
  drawLight(page.seen.light);
  drawServer(page.seen.server);
  byId("terminals").replaceChildren(...page.seen.terminals.map(tile));
  acts.drawHall();
}

page.hall = await (await fetch("/api/hall")).json();
page.me = await whoAmI(PLACE, toLogin);
if (page.me) {
  byId("home").onclick = () => location.assign("/");
  byId("logout").onclick = () => leave(PLACE);
  await speak(draw);
  follow("/api/machines/events", {
    onState: (state) => {
      page.seen = state;
      draw();
    },
    onLink: (up) => {
      page.linked = up;
      draw();
    },
    onRefused: () => whoAmI(PLACE, toLogin),
  });
  stay(PLACE, toLogin);
}
