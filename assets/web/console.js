/** A window's console: follows the window's state, turns presses of buttons and keys into requests. */

import { furtherSteps, isMine, nextStep, pauseStep, stepOfKey } from "./choices.js";
import { materialName } from "./checklist.js";
import { clockTime } from "./clock.js";
import { ask, byId, make } from "./dom.js";
import { feesOf } from "./fees.js";
import { follow } from "./live.js";
import { drawFacts, drawFront, drawLists, drawPapers, serviceName, stopwatch } from "./panes.js";
import { troubleWords } from "./refusals.js";
import { scansOf } from "./scans.js";
import { press } from "./send.js";
import { leave, loginAgain, stay, whoAmI } from "./stay.js";
import { isEnglish, nameOf, say, speak } from "./words.js";

const SAID_MS = 7000;
const number = Number(location.pathname.split("/").pop());
const address = `/api/window/${number}`;
const place = `window-${number}`;

let hall = null;
let fees = null;
let clerk = "";
let served = [];
let state = null;
let clockAhead = 0; // of the server before this computer, in milliseconds
let linked = false;
let pending = "";
let saying = () => "";
let saidTimer = 0;

const scans = scansOf(address, (material) => materialName(hall, material), drawPapersInFront);

const live = () => linked && Boolean(state?.live);
const now = () => Date.now() + clockAhead;

function show(newer, first) {
  if (!first && state && newer.revision < state.revision) return;
  state = newer;
  clockAhead = Date.parse(newer.now) - Date.now();
  if (hall.papers) scans.follow(state, isMine(state, clerk), first);
  draw();
}

/** Shows what `sentence()` says in the current language, for a while. */
function tell(sentence) {
  clearTimeout(saidTimer);
  saying = sentence;
  drawSaid();
  saidTimer = sentence() ? setTimeout(() => tell(() => ""), SAID_MS) : 0;
}

function drawSaid() {
  byId("said").textContent = saying();
  byId("said").classList.toggle("shown", Boolean(saying()));
}

/** Sends one press; while it is under way every button rests, so a second press of anything does nothing. */
async function send(action, body) {
  if (pending || !live()) return null;
  pending = action;
  tell(() => "");
  draw();
  const answer = await press(`${address}/${action}`, body);
  pending = "";
  if (answer.status === 401 || answer.status === 403) toLogin();
  else tell(() => troubleWords(hall, answer));
  if (answer.body?.state) show(answer.body.state, false);
  draw();
  return answer;
}

function toLogin() {
  scans.clear();
  loginAgain(place);
}

async function transfer(front) {
  const choices = hall.services
    .filter((service) => service.prefix !== front.service && service.windows.length)
    .map((service) => ({ label: `${service.prefix}  ${nameOf(service)}`, value: service.prefix }));
  const chosen = await ask({
    title: say("{number} 转到哪项业务？", { number: front.ticket.number }),
    text: say("号不变，排到那边最前面"),
    noteLabel: say("给下一位同事的话（可不写）"),
    choices: [...choices, { label: say("不转了") }],
  });
  if (chosen) {
    await send("transfer", { number: front.ticket.number, service: chosen.value, note: chosen.note });
  }
}

async function cancel(view) {
  const chosen = await ask({
    title: say("取消 {number}？", { number: view.ticket.number }),
    text: say("取消以后这个号不能再用，要办事得重新取号"),
    choices: [
      { label: say("确认取消"), value: "cancel", kind: "grave" },
      { label: say("不取消"), focus: true },
    ],
  });
  if (chosen) await send("cancel", { number: view.ticket.number, note: "" });
}

const ROWS = {
  waiting: { action: "call", label: "叫这位" },
  missed: { action: "bring-back", label: "重新排入" },
  parked: { action: "unpark", label: "继续办理" },
};

async function onRow(view) {
  const { action, label } = ROWS[view.state];
  const needsFree = action !== "bring-back";
  const free = !state.front && isMine(state, clerk) && state.window.state === "open";
  const chosen = await ask({
    title: view.ticket.number,
    text: needsFree && !free ? say("窗口开着又空着的时候才能叫") : view.note,
    choices: [
      { label: say(label), value: action, kind: "main", disabled: needsFree && !free, focus: true },
      { label: say("取消这个号"), value: "cancel", kind: "grave" },
      { label: say("返回") },
    ],
  });
  if (chosen?.value === "cancel") await cancel(view);
  else if (chosen) await send(chosen.value, { number: view.ticket.number });
}

/** Does what a button or key stands for, where that is possible now. */
function act(name) {
  if (!state || pending || !live()) return;
  if (name === "widest") {
    const step = nextStep(state, clerk);
    if (step.action) send(step.action, step.body);
    return;
  }
  if (name === "pause") {
    const step = pauseStep(state, clerk);
    if (step.on) send(step.action, {});
    return;
  }
  const step = furtherSteps(state, clerk).find((one) => one.action === name);
  if (!step?.on) return;
  if (name === "transfer") transfer(state.front);
  else if (name === "cancel") cancel(state.front);
  else send(name, { number: state.front.ticket.number });
}

function button(step, name, on) {
  const hint = step.calls ? `${step.key} · ${say("已呼 {calls}", { calls: `${step.calls}/${state.max_calls}` })}` : say(step.key);
  return make(
    "button",
    {
      type: "button",
      id: `do-${name}`,
      className: name === "widest" ? "main" : step.grave ? "grave" : "",
      disabled: !on || Boolean(pending) || !live(),
      "aria-busy": String(Boolean(pending) && pending === step.action),
      onclick: (event) => {
        event.currentTarget.blur();
        act(name);
      },
    },
    say(step.label),
    make("small", { textContent: hint }),
  );
}

function drawButtons() {
  const focused = document.activeElement?.id;
  const next = nextStep(state, clerk);
  byId("actions").replaceChildren(
    button(next, "widest", Boolean(next.action)),
    ...furtherSteps(state, clerk).map((step) => button(step, step.action, step.on)),
  );
  if (focused?.startsWith("do-")) byId(focused)?.focus();
  const pause = pauseStep(state, clerk);
  byId("pause").textContent = `${say(pause.label)} F9`;
  byId("pause").disabled = !pause.on || Boolean(pending) || !live();
  byId("close").textContent = say("关窗");
  byId("close").disabled = !isMine(state, clerk) || Boolean(state.front) || Boolean(pending) || !live();
}

function drawHead() {
  byId("title").textContent = say("{window} 号窗口", { window: number });
  document.title = byId("title").textContent;
  byId("served").textContent = served.map((prefix) => serviceName(hall, prefix)).join(isEnglish() ? ", " : "、");
  byId("clerk").textContent = hall.clerks.find((one) => one.id === clerk)?.name ?? clerk;
  byId("link").textContent = live() ? say("已连接") : say("正在重新连接…");
  byId("link").classList.toggle("lost", !live());
  document.body.classList.toggle("off", !live());
}

function drawPapersInFront() {
  if (hall && state) drawPapers(hall, state, scans.papers(), scans.open);
}

function drawTimes() {
  byId("clock").textContent = clockTime(hall, now());
  const watch = byId("stopwatch");
  if (watch && state?.front) watch.textContent = stopwatch(now() - Date.parse(state.front.since));
}

function draw() {
  if (!hall) return;
  drawHead();
  if (!state) return;
  const mine = isMine(state, clerk);
  drawLists(hall, served, state, now(), onRow);
  drawFront(hall, state, mine);
  drawButtons();
  fees.draw(state, clerk, !mine || Boolean(pending) || !live());
  drawPapersInFront();
  drawFacts(hall, served, state);
  drawSaid();
  drawTimes();
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || !state) return;
  const focus = document.activeElement;
  if (document.querySelector("dialog[open]") || focus?.matches("input, textarea, select")) return;
  if (["Space", "Enter", "NumpadEnter"].includes(event.code) && focus?.matches("button:focus-visible, a:focus-visible")) return;
  if (event.code === "KeyV") scans.open();
  if (event.code === "KeyF" && !event.repeat && fees.press()) event.preventDefault();
  const name = stepOfKey(event.code, state, clerk);
  if (!name) return;
  event.preventDefault();
  if (!event.repeat) act(name);
}

async function logout() {
  if (state && live() && isMine(state, clerk)) {
    const answer = await send("close", {});
    if (answer?.status !== 200) return;
  }
  scans.clear();
  await leave(place);
}

async function begin() {
  hall = await (await fetch("/api/hall")).json();
  fees = feesOf(hall, number, send);
  served = hall.services.filter((service) => service.windows.includes(number)).map((service) => service.prefix);
  clerk = (await whoAmI(place, toLogin))?.account ?? "";
  byId("scans").hidden = !hall.papers;
  await speak(() => {
    scans.draw();
    draw();
  });
  byId("pause").onclick = () => act("pause");
  byId("close").onclick = () => send("close", {});
  byId("logout").onclick = logout;
  for (const id of ["pause", "close", "logout"]) byId(id).addEventListener("click", () => byId(id).blur());
  addEventListener("keydown", onKey);
  addEventListener("keyup", (event) => event.code === "Space" && document.activeElement === document.body && event.preventDefault());
  setInterval(drawTimes, 1000);
  setInterval(() => state && !pending && !document.querySelector("dialog[open]") && drawLists(hall, served, state, now(), onRow), 20000);
  follow(`${address}/events`, {
    onState: show,
    onLink: (up) => {
      if (up === linked) return;
      linked = up;
      draw();
    },
    onRefused: () => whoAmI(place, toLogin),
  });
  stay(place, toLogin);
}

begin();
