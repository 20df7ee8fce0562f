/** A window's console: follows the window's state, turns presses of buttons and keys into requests. */

import { PAUSES, furtherSteps, isMine, nextStep, pauseStep, restS, stepOfKey } from "./choices.js";
import { materialName } from "./checklist.js";
import { clockTime } from "./clock.js";
import { byId, make } from "./dom.js";
import { drawFacts, leftWords } from "./facts.js";
import { feesOf } from "./fees.js";
import { drawLists, walkRows } from "./lists.js";
import { follow } from "./live.js";
import { drawFront, drawPapers } from "./panes.js";
import { troubleWords } from "./refusals.js";
import { scansOf } from "./scans.js";
import { handsOf } from "./row_hands.js";
import { press } from "./send.js";
import { leave, loginAgain, stay, whoAmI } from "./stay.js";
import { serviceName, stopwatch } from "./ticket_words.js";
import { asksOf } from "./window_asks.js";
import { isEnglish, nameOf, say, speak } from "./words.js";

const SAID_MS = 7000;
const number = Number(location.pathname.split("/").pop());
const address = `/api/window/${number}`;
const place = `window-${number}`;

let hall = null;
let fees = null;
let asks = null;
let hands = null;
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

async function split() {
  const answer = await asks.split(state);
  const issued = answer?.status === 200 ? answer.body.outcome.ticket : null;
  if (issued) tell(() => say("新号 {number}，排在{service}，请告诉群众", { number: issued.number, service: serviceName(hall, issued.service) }));
}

async function handOver() {
  if (!isMine(state, clerk)) return;
  const answer = await asks.handOver(state, clerk);
  if (answer?.status === 200) await leave(place);
}

/** What a button or key stands for, besides the further steps of the ticket in front. */
const DEEDS = {
  widest() {
    const step = nextStep(state, clerk);
    if (step.action) send(step.action, step.body);
  },
  pause() {
    const step = pauseStep(state, clerk);
    if (step.on) send(step.action, {});
  },
  close: () => isMine(state, clerk) && !state.front && send("close", {}),
  "hand-over": handOver,
  call: () => hands.byKey("call"),
  unpark: () => hands.byKey("unpark"),
  "bring-back": () => hands.byKey("bring-back"),
  facts: () => state.front && asks.facts(state.front.left[0] ?? state.front.ticket.matter, isEnglish() ? "en" : "zh_CN"),
  logout,
};

const ASKED = {
  transfer: () => asks.transfer(state),
  note: () => asks.note(state.front),
  split,
  cancel: () => asks.cancel(state.front),
};

/** Does what a button or key stands for, where that is possible now. */
function act(name) {
  if (!state || pending || !live()) return;
  if (DEEDS[name]) return void DEEDS[name]();
  const step = furtherSteps(state, clerk).find((one) => one.action === name);
  if (!step?.on) return;
  if (ASKED[name]) ASKED[name]();
  else send(name, { number: state.front.ticket.number });
}

function pauseFor(reason) {
  if (!pending && live()) send("pause", { note: reason });
}

function button(step, name, on) {
  const rest = step.calls && step.on ? restS(state, now()) : 0;
  const calls = step.calls ? `${step.calls}/${state.max_calls}` : "";
  const called = rest ? `${calls} · ${say("{seconds} 秒", { seconds: rest })}` : calls && say("已呼 {calls}", { calls });
  const hint = [say(step.key), called].filter(Boolean).join(" · ");
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
  byId("hand-over").textContent = `${say("交接")} H`;
  byId("hand-over").disabled = !isMine(state, clerk) || Boolean(pending) || !live();
  byId("close").textContent = `${say("关窗")} F8`;
  byId("close").disabled = !isMine(state, clerk) || Boolean(state.front) || Boolean(pending) || !live();
}

function drawHead() {
  byId("title").textContent = say("{window} 号窗口", { window: number });
  document.title = byId("title").textContent;
  byId("served").textContent = served.map((prefix) => serviceName(hall, prefix)).join(isEnglish() ? ", " : "、");
  byId("logout").textContent = `${say("退出")} Q`;
  byId("clerk").textContent = hall.clerks.find((one) => one.id === clerk)?.name ?? clerk;
  byId("link").textContent = live() ? say("已连接") : say("正在重新连接…");
  byId("link").classList.toggle("lost", !live());
  document.body.classList.toggle("off", !live());
}

function drawPapersInFront() {
  if (hall && state) drawPapers(hall, state, scans.papers(), scans.open, () => act("facts"));
}

function drawTimes() {
  byId("clock").textContent = clockTime(hall, now());
  const watch = byId("stopwatch");
  if (watch && state?.front) watch.textContent = stopwatch(now() - Date.parse(state.front.since));
  if (byId("left")) byId("left").textContent = leftWords(hall, state.front, now());
  if (byId("do-recall") && restS(state, now() - 1000) && !pending) drawButtons();
}

function draw() {
  if (!hall) return;
  drawHead();
  if (!state) return;
  const mine = isMine(state, clerk);
  drawLists(hall, served, state, now(), hands);
  drawFront(hall, state, mine, pauseFor);
  drawButtons();
  fees.draw(state, clerk, !mine || Boolean(pending) || !live());
  drawPapersInFront();
  drawFacts(hall, served, state, clerk, now());
  drawSaid();
  drawTimes();
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || !state) return;
  const focus = document.activeElement;
  if (document.querySelector("dialog[open]") || focus?.matches("input, textarea, select")) return;
  if (["Space", "Enter", "NumpadEnter"].includes(event.code) && focus?.matches("button:focus-visible, a:focus-visible")) return;
  if (event.code === "KeyV") scans.open();
  if (event.code === "Escape") focus?.blur();
  if (event.code === "ArrowDown" || event.code === "ArrowUp") {
    event.preventDefault();
    walkRows(event.code === "ArrowDown" ? 1 : -1);
  }
  const paused = isMine(state, clerk) && state.window.state === "paused" && !state.front;
  if (paused && !event.repeat && PAUSES[event.key - 1]) pauseFor(PAUSES[event.key - 1]);
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
  asks = asksOf(hall, number, send);
  hands = handsOf(hall, { asks, send, ready: () => !pending && live(), state: () => state, clerk: () => clerk });
  served = hall.services.filter((service) => service.windows.includes(number)).map((service) => service.prefix);
  clerk = (await whoAmI(place, toLogin))?.account ?? "";
  byId("scans").hidden = !hall.papers;
  await speak(() => {
    scans.draw();
    draw();
  });
  for (const id of ["pause", "close", "hand-over"]) byId(id).onclick = () => act(id);
  byId("logout").onclick = logout;
  for (const id of ["pause", "close", "hand-over", "logout"]) byId(id).addEventListener("click", () => byId(id).blur());
  addEventListener("keydown", onKey);
  addEventListener("keyup", (event) => event.code === "Space" && document.activeElement === document.body && event.preventDefault());
  setInterval(drawTimes, 1000);
  setInterval(() => state && !pending && !document.querySelector("dialog[open]") && drawLists(hall, served, state, now(), hands), 20000);
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
