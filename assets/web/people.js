/** The manager's page of people: who works here and as what, their PINs and locks. */

import { ask, byId, make } from "./dom.js";
import { fill } from "./form.js";
import { drawRecord } from "./people_record.js";
import { refusalWords, troubleWords } from "./refusals.js";
import { ROLES, roleWords } from "./roles.js";
import { post, press } from "./send.js";
import { leave, loginAgain, stay, whoAmI } from "./stay.js";
import { isEnglish, nameOf, say, speak } from "./words.js";

const PLACE = "people";
const AGAIN_MS = 10000;
const SAID_MS = 8000;
const PINS = { none: "还没有密码", fresh: "等本人改密码", own: "本人设的" };

let hall = null;
let me = null;
let listing = null;
let record = null;
let linked = false;
let busy = false;
let saidTimer = 0;

const toLogin = () => loginAgain(PLACE);

function tell(text) {
  clearTimeout(saidTimer);
  byId("said").textContent = text;
  byId("said").classList.toggle("shown", Boolean(text));
  if (text) saidTimer = setTimeout(() => tell(""), SAID_MS);
}

async function got(address) {
  const answer = await fetch(address).catch(() => null);
  if (answer?.status === 401 || answer?.status === 403) toLogin();
  linked = Boolean(answer?.ok);
  return linked ? answer.json() : null;
}

async function load() {
  listing = (await got("/api/people")) ?? listing;
  record = (await got("/api/people/record")) ?? record;
  draw();
}

/** Sends one press; nothing else is sent before it is answered. */
async function send(action, body, sending = press) {
  if (busy) return { status: 0, body: null };
  busy = true;
  tell("");
  const answer = await sending(`/api/people/${action}`, body);
  busy = false;
  if (answer.status === 401 || answer.status === 403) toLogin();
  if (answer.body?.listing) listing = answer.body.listing;
  return answer;
}

function fields(account) {
  const windows = hall.windows.map(({ number }) => ({ value: String(number), text: say("{window} 号窗口", { window: number }) }));
  return [
    { name: "name", label: say("姓名"), value: account.name },
    {
      name: "roles",
      label: say("角色（监察和技术员不兼别的）"),
      choices: listing.roles.map((role) => ({ value: role, text: say(ROLES[role]) })),
      marked: account.roles,
    },
    { name: "windows", label: say("窗口（窗口人员和负责人）"), choices: windows, marked: account.windows.map(String) },
  ];
}

/** A form about the account, again with what was typed where the desk would not take it; whether it did. */
async function edit(action, title, account, said = "") {
  const filled = await fill({ title, fields: fields(account), action: say("保存"), said });
  if (!filled) return null;
  const wanted = { id: account.id, ...filled, windows: filled.windows.map(Number) };
  const answer = await send(action, wanted);
  if (answer.status === 409) return edit(action, title, wanted, refusalWords(hall, answer.body.outcome));
  tell(troubleWords(hall, answer));
  await load();
  return answer.status === 200 ? wanted : null;
}

async function add() {
  const known = new Set(listing.people.map(({ account }) => account.id));
  const added = await edit("add", say("新增人员"), { id: "", name: "", roles: ["clerk"], windows: [] });
  const fresh = added && listing.people.find(({ account }) => !known.has(account.id) && account.name === added.name);
  if (fresh) await giveFreshPin(fresh.account);
}

/** A new PIN, shown once to be told to its owner. */
async function giveFreshPin({ id, name }) {
  const answer = await send(`${id}/pin`, {}, post);
  tell(troubleWords(hall, answer));
  if (answer.status !== 200) return;
  const shown = make(
    "dialog",
    { className: "pin-shown" },
    make("h2", { textContent: say("{name}的新密码", { name }) }),
    make("p", { className: "pin", id: "fresh-pin", textContent: answer.body.pin }),
    make("p", { textContent: say("请当面告诉本人，关上就看不到了。第一次登录时本人要改成自己的。") }),
    make("div", { className: "choices" }, make("button", { type: "button", className: "main", textContent: say("告诉了"), onclick: () => shown.close() })),
  );
  shown.addEventListener("close", () => shown.remove());
  document.body.append(shown);
  shown.showModal();
  await load();
}

async function resetPin(account) {
  const chosen = await ask({
    title: say("给{name}换新密码？", { name: account.name }),
    text: say("原来的密码马上不能用，已经登录的地方都退出"),
    choices: [{ label: say("换新密码"), value: "pin", kind: "main", focus: true }, { label: say("返回") }],
  });
  if (chosen) await giveFreshPin(account);
}

async function unlock({ id }) {
  tell(troubleWords(hall, await send(`${id}/unlock`, {}, post)));
  await load();
}

async function retire(account) {
  const filled = await fill({
    title: say("停用{name}的账号？", { name: account.name }),
    text: say("停用后不能登录，账号名不再给别人，做过的事还记在本人名下"),
    fields: [{ name: "reason", label: say("原因") }],
    action: say("确认停用"),
    grave: true,
  });
  if (!filled) return;
  tell(troubleWords(hall, await send("retire", { id: account.id, reason: filled.reason })));
  await load();
}

function row({ account, pin, locked_min: locked }) {
  const act = (label, onclick, grave) =>
    make("button", { type: "button", className: grave ? "grave" : "", textContent: say(label), onclick: () => onclick(account) });
  const change = (one) => edit("change", say("修改{name}", { name: one.name }), one);
  const acts = [
    ...(locked ? [act("解锁", unlock)] : []),
    act("修改", change),
    act(pin === "none" ? "设密码" : "换新密码", pin === "none" ? giveFreshPin : resetPin),
    act("停用", retire, true),
  ];
  return make(
    "tr",
    { className: account.retired ? "left" : "", "data-account": account.id },
    make("td", {}, make("strong", { textContent: account.name }), make("small", { textContent: account.id })),
    make("td", { textContent: roleWords(account.roles) }),
    make("td", { textContent: account.windows.join(isEnglish() ? ", " : "、") }),
    make("td", { className: locked ? "locked" : "", textContent: account.retired ? say("已停用") : locked ? say("锁住，还有 {minutes} 分钟", { minutes: locked }) : say(PINS[pin]) }),
    make("td", {}, ...(account.retired ? [] : acts)),
  );
}

function draw() {
  if (!hall) return;
  document.title = say("人员");
  byId("hall").textContent = nameOf(hall);
  byId("manager").textContent = me?.name ?? "";
  const live = linked && Boolean(listing?.live);
  byId("link").textContent = live ? say("已连接") : say("正在重新连接…");
  byId("link").classList.toggle("lost", !live);
  byId("add").disabled = !live;
  if (!listing) return;
  const seek = byId("seek").value.trim().toLowerCase();
  const gone = byId("gone").checked;
  byId("head").replaceChildren(make("tr", {}, ...["姓名", "角色", "窗口", "密码", ""].map((text) => make("th", { textContent: say(text) }))));
  byId("everybody").replaceChildren(
    ...listing.people
      .filter(({ account }) => (gone || !account.retired) && (account.name.includes(seek) || account.id.startsWith(seek)))
      .map(row),
  );
  drawRecord(hall, record, listing.people);
}

async function begin() {
  hall = await (await fetch("/api/hall")).json();
  me = await whoAmI(PLACE, toLogin);
  await speak(draw);
  byId("seek").addEventListener("input", draw);
  byId("gone").addEventListener("change", draw);
  byId("add").onclick = add;
  byId("home").onclick = () => location.assign("/");
  byId("logout").onclick = () => leave(PLACE);
  await load();
  setInterval(() => !document.hidden && !busy && !document.querySelector("dialog[open]") && load(), AGAIN_MS);
  stay(PLACE, toLogin);
}

begin();
