/** Where terminals on boxes of their own are let into the hall, by a code and four words, and put out of it again. */

import { clockTime } from "./clock.js";
import { ask, byId, make } from "./dom.js";
import { post } from "./send.js";
import { leave, loginAgain, stay, whoAmI } from "./stay.js";
import { nameOf, say, speak } from "./words.js";

const PLACE = "terminals";
const AGAIN_MS = 10000;
const PARTS = { kiosk: "自助机", display: "显示屏", window: "窗口盒子" };

let hall = null;
let me = null;
let listing = null;
let linked = false;
let busy = false;

const toLogin = () => loginAgain(PLACE);

function tell(text, kind = "wrong") {
  byId("told").textContent = text;
  byId("told").className = `told ${kind}`;
}

/** Sends one press and takes the listing of its answer; resolves to its body, or null where it was refused and told. */
async function send(action, body) {
  if (busy) return null;
  busy = true;
  byId("seek").disabled = true;
  const answer = await post(`/api/terminals/${action}`, body);
  busy = false;
  if (answer.status === 401 || answer.status === 403) toLogin();
  if (answer.body?.terminals) listing = answer.body;
  draw();
  if (answer.status === 200 || answer.status === 204) return answer.body ?? {};
  const detail = answer.body?.detail;
  const told = typeof detail === "string" ? detail : answer.status ? "这一步没有做成，请刷新页面再试" : "网页服务没有应答，请稍等再按";
  const tries = told.match(/还可以试 (\d) 次/);
  tell(tries ? say("没有终端在显示这个码，请对照屏幕再输，还可以试 {left} 次", { left: tries[1] }) : say(told));
  return null;
}

async function load() {
  const answer = await fetch("/api/terminals").catch(() => null);
  if (answer?.status === 401 || answer?.status === 403) toLogin();
  linked = Boolean(answer?.ok);
  if (linked) listing = await answer.json();
  draw();
}

const placed = ({ client, place }) => (place ? `${client} · ${place}` : client);

async function find(event) {
  event.preventDefault();
  tell("");
  const found = await send("code", { code: byId("code").value });
  if (found) await compare(found);
  byId("code").focus();
}

/** The words of the terminal that was found; equal or not is for a person to say. */
async function compare({ id, part, name, words }) {
  const fits = listing.terminals.filter((one) => one.part === part);
  const shown = make(
    "div",
    { className: "comparing" },
    make("ol", { className: "words" }, ...words.map((word) => make("li", { textContent: word }))),
    make("h3", { textContent: fits.length ? say("四个词都一样，它是哪一台？") : say("大厅配置里没有写这种终端，请先写上") }),
  );
  const chosen = await ask({
    title: say("{part}“{name}”", { part: say(PARTS[part]), name }),
    text: say("请和那台终端屏幕上的四个词比一比"),
    wide: shown,
    choices: [
      ...fits.map((one) => ({
        label: one.terminal ? say("{terminal}（顶替现在的“{name}”）", { terminal: placed(one), name: one.terminal.name }) : placed(one),
        value: one.client,
        kind: "main",
      })),
      { label: say("不一样，不让它加入"), value: "", kind: "grave" },
      { label: say("返回"), focus: true },
    ],
  });
  if (!chosen) return;
  if (!chosen.value) {
    if (await send("refuse", { id })) tell(say("没有让它加入"));
    return;
  }
  if (await send("admit", { id, client: chosen.value })) {
    byId("code").value = "";
    tell(say("{client} 加入了", { client: chosen.value }), "well");
  }
}

async function revoke({ client, terminal }) {
  const chosen = await ask({
    title: say("停用 {client}？", { client }),
    text: say("“{name}”一分钟内断开，密码和证书都作废；以后要用，得重新加入", { name: terminal.name }),
    choices: [{ label: say("停用"), value: "revoke", kind: "grave" }, { label: say("返回") }],
  });
  if (chosen && (await send("revoke", { client }))) tell(say("{client} 停用了", { client }), "well");
}

const dayOf = (at) => new Date(at).toLocaleDateString("zh-CN", { timeZone: hall.timezone });
const named = (id) => hall.clerks.find((one) => one.id === id)?.name ?? id;

function row(one) {
  const { client, part, place, terminal } = one;
  const joined = terminal && say("{day}由{name}操作", { day: dayOf(terminal.joined_at), name: named(terminal.joined_by) });
  return make(
    "tr",
    { "data-client": client },
    make("td", {}, make("strong", { textContent: client }), make("small", { textContent: place })),
    make("td", { textContent: say(PARTS[part]) }),
    make("td", {}, terminal ? make("span", { textContent: terminal.name }) : null, joined ? make("small", { textContent: joined }) : null),
    make("td", { className: terminal ? "in" : "", textContent: terminal ? say("已加入") : say("没有加入") }),
    make("td", {}, terminal ? make("button", { type: "button", className: "grave", textContent: say("停用"), onclick: () => revoke(one) }) : null),
  );
}

function drawRecord() {
  byId("chain").textContent = listing.broken
    ? say("记录被人改过，从第 {line} 行起对不上", { line: listing.broken })
    : say("记录完整，没有被改过");
  byId("chain").classList.toggle("broken", listing.broken > 0);
  const rows = [];
  let day = "";
  for (const { at, what, client, name, by } of listing.record) {
    if (dayOf(at) !== day) rows.push(make("li", { className: "day", textContent: dayOf(at) }));
    day = dayOf(at);
    const about = [name, say("由{name}操作", { name: named(by) })].filter(Boolean).join(" · ");
    const said = make("span", {}, `${client} · ${what === "joined" ? say("加入") : say("停用")}`, make("small", { textContent: about }));
    rows.push(make("li", {}, make("time", { textContent: clockTime(hall, at) }), said));
  }
  byId("record").replaceChildren(...rows);
}

function draw() {
  if (!hall) return;
  document.title = say("终端");
  byId("hall").textContent = nameOf(hall);
  byId("name").textContent = me?.name ?? "";
  byId("link").textContent = linked ? say("已连接") : say("正在重新连接…");
  byId("link").classList.toggle("lost", !linked);
  byId("seek").disabled = busy || !linked || Boolean(listing?.closed);
  if (!listing) return;
  if (listing.closed) tell(say(listing.closed));
  byId("head").replaceChildren(make("tr", {}, ...["终端", "种类", "现在的机器", "状态", ""].map((text) => make("th", { textContent: say(text) }))));
  byId("terminals").replaceChildren(...listing.terminals.map(row));
  drawRecord();
}

async function begin() {
  hall = await (await fetch("/api/hall")).json();
  me = await whoAmI(PLACE, toLogin);
  await speak(draw);
  byId("joining").addEventListener("submit", find);
  byId("home").onclick = () => location.assign("/");
  byId("logout").onclick = () => leave(PLACE);
  await load();
  setInterval(() => !document.hidden && !busy && !document.querySelector("dialog[open]") && load(), AGAIN_MS);
  stay(PLACE, toLogin);
}

begin();
