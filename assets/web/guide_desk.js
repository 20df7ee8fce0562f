/** The guide desk: type initials, Enter, Enter; one field finds matters, tickets and bookings. */

import { clockTime } from "./clock.js";
import { byId, make } from "./dom.js";
import { askCancel, askPriority } from "./guide_asks.js";
import { everything, itemsOf, matterName, rows, serviceRows } from "./guide_found.js";
import { card, given, lookedUp, over, slip } from "./guide_ticket.js";
import { wishOf } from "./guide_wish.js";
import { follow } from "./live.js";
import { troubleWords } from "./refusals.js";
import { press } from "./send.js";
import { leave, loginAgain, stay, whoAmI } from "./stay.js";
import { nameOf, say, speak } from "./words.js";

const PLACE = "guide-desk";
const REMEMBERED = 6;
const SAID_MS = 8000;
const PRINTS = "tinghao-guide-desk-prints";

let hall = null;
let me = null;
let view = null;
let linked = false;
let found = null; // of the query that it names
let selected = 0;
let wish = null;
let shown = null; // the ticket on the card
let last = [];
let pending = false;
let saying = () => "";
let saidTimer = 0;
let turn = Promise.resolve();

const query = byId("query");
const live = () => linked && Boolean(view?.live);
const toLogin = () => loginAgain(PLACE);
const items = () => (found?.query === query.value ? itemsOf(hall, found) : []);

/** Shows what `sentence()` says in the current language, for a while. */
function tell(sentence) {
  clearTimeout(saidTimer);
  saying = sentence;
  saidTimer = sentence() ? setTimeout(() => tell(() => ""), SAID_MS) : 0;
  drawSaid();
}

function drawSaid() {
  byId("said").textContent = saying();
  byId("said").classList.toggle("shown", Boolean(saying()));
}

async function find(text) {
  const answer = await fetch(`/api/guide-desk/find?q=${encodeURIComponent(text)}`).catch(() => null);
  if (answer?.status === 401 || answer?.status === 403) toLogin();
  return answer?.ok ? answer.json() : null;
}

async function seek() {
  const text = query.value;
  selected = 0;
  const answer = text.trim() ? await find(text) : null;
  if (query.value === text) found = answer;
  drawFound();
}

/** Takes one of what was found: a matter into the wish, a booking with its matter, a ticket onto the card. */
function take(item) {
  if (pending) return;
  tell(() => "");
  if (item.kind === "ticket") shown = lookedUp(item.ticket);
  else if (item.kind === "over") shown = over(item.over);
  else if (item.kind === "booking") wish.addBooked(item.booking);
  else {
    const trouble = wish.add(item.matter);
    tell(() => trouble);
  }
  query.value = "";
  found = null;
  draw();
  query.focus();
}

/** Enter in the field: what is marked of the list, or the number when nothing is typed. Keys typed meanwhile wait. */
function enter() {
  const text = query.value;
  const chosen = selected;
  const known = found?.query === text ? found : null;
  query.value = "";
  turn = turn.then(async () => {
    if (!text.trim()) {
      await issue();
      return;
    }
    const all = itemsOf(hall, known ?? (await find(text)));
    if (all.length) take(all[known ? chosen : 0]);
    else {
      tell(() => say("没有找到“{query}”", { query: text }));
      query.value ||= text;
      await seek();
    }
  });
}

/** Sends one press; while it is under way everything rests, so a second press of anything does nothing. */
async function send(action, body) {
  if (pending) return null;
  pending = true;
  tell(() => "");
  draw();
  const answer = await press(`/api/guide-desk/${action}`, body);
  pending = false;
  if (answer.status === 401 || answer.status === 403) toLogin();
  tell(() => troubleWords(hall, answer));
  draw();
  return answer.status === 200 ? answer.body.outcome : null;
}

async function issue() {
  const missing = wish.missing();
  if (missing) {
    tell(() => say(missing));
    if (!wish.isEmpty()) byId("reason").focus();
    return;
  }
  const outcome = await send("take", wish.body());
  if (!outcome) return;
  shown = given(outcome, wish.body());
  last = [shown, ...last].slice(0, REMEMBERED);
  clearWish();
  if (byId("auto").checked) print_();
}

function clearWish() {
  wish.clear();
  draw();
  query.focus();
}

/** Does something about the ticket on the card, and shows it as it is then. */
async function about(action, body) {
  if (body && (await send(action, body))) await lookUp(body.number);
}

function bringBack() {
  if (shown?.state === "missed") about("bring-back", { number: shown.number });
}

async function grant() {
  if (shown?.state !== "waiting") return;
  const wanted = await askPriority(hall, shown.number);
  if (wanted && !wanted.reason) tell(() => say("优先要写明理由"));
  else await about("priority", wanted);
}

async function cancel() {
  if (canCancel()) await about("cancel", await askCancel(shown.number));
}

async function lookUp(number) {
  const answer = await find(number);
  if (answer?.ticket) shown = lookedUp(answer.ticket);
  else if (answer?.over) shown = over(answer.over);
  draw();
  query.focus();
}

const canCancel = () => Boolean(shown) && !["completed", "cancelled"].includes(shown.state);

/** Prints the slip by the browser, once the code is there; a browser started for it prints without asking. */
async function print_() {
  if (!shown?.token) return;
  byId("slip").replaceChildren(...slip(hall, view, shown));
  await byId("slip").querySelector("img").decode().catch(() => null);
  print();
  query.focus();
}

function actions() {
  return [
    { id: "print", label: "打印", key: "F8", on: Boolean(shown?.token), act: print_ },
    shown?.state === "missed"
      ? { id: "bring-back", label: "重新排入", key: "F6", on: !pending, act: bringBack }
      : { id: "grant", label: "优先", key: "F4", on: shown?.state === "waiting" && !pending, act: grant },
    { id: "cancel", label: "取消", key: "F7", on: canCancel() && !pending, grave: true, act: cancel },
  ];
}

/** What was found; all matters of the guide while nothing is typed, to be clicked. */
function drawFound() {
  const all = !query.value.trim();
  byId("found").classList.toggle("all", all);
  byId("found").replaceChildren(...rows(hall, view, all ? everything(hall) : items(), all ? -1 : selected, take));
  byId("found").querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
}

function drawIssue() {
  byId("issue").replaceChildren(say(pending ? "正在发号…" : "发号"), make("small", { textContent: "Enter" }));
  byId("issue").disabled = wish.isEmpty() || pending || !live();
  byId("issue").setAttribute("aria-busy", String(pending));
}

function drawLast() {
  byId("last").replaceChildren(
    ...last.map((one) =>
      make("button", {
        type: "button",
        textContent: one.number,
        title: one.matters.map((code) => matterName(hall, code)).join(" + "),
        onclick: () => lookUp(one.number),
      }),
    ),
  );
}

function draw() {
  document.title = say("导办台");
  byId("hall").textContent = nameOf(hall);
  byId("guide").textContent = me?.name ?? "";
  byId("link").textContent = live() ? say("已连接") : say("正在重新连接…");
  byId("link").classList.toggle("lost", !live());
  query.placeholder = say("事项首字母、号码或预约号");
  byId("ticket").replaceChildren(...card(hall, view, shown, actions()));
  drawFound();
  wish.draw();
  drawIssue();
  drawLast();
  byId("services").replaceChildren(...serviceRows(hall, view));
  drawSaid();
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const inField = document.activeElement === query;
  const acts = { F2: () => byId("classes").querySelector("input:checked").focus(), F4: grant, F6: bringBack, F7: cancel, F8: print_ };
  if (acts[event.key]) acts[event.key]();
  else if (event.key === "ArrowDown" && inField) selected = Math.min(selected + 1, Math.max(items().length - 1, 0));
  else if (event.key === "ArrowUp" && inField) selected = Math.max(selected - 1, 0);
  else if (event.key === "Escape") {
    if (query.value) query.value = "";
    else if (!wish.isEmpty()) clearWish();
    else shown = null;
    found = null;
    draw();
    query.focus();
  } else if (event.key === "Enter" && !event.repeat && (inField || document.activeElement === document.body)) enter();
  else if (event.key === "Enter" && document.activeElement.matches("#reason")) turn = turn.then(issue);
  else if (event.key === "Enter" && document.activeElement.matches("#classes input")) (byId("reason-label").hidden ? query : byId("reason")).focus();
  else {
    if (event.key.length === 1 && document.activeElement === document.body) query.focus();
    return;
  }
  event.preventDefault();
  drawFound();
}

async function begin() {
  hall = await (await fetch("/api/hall")).json();
  me = await whoAmI(PLACE, toLogin);
  wish = wishOf(hall, () => {
    draw();
    query.focus();
  });
  await speak(draw);
  query.addEventListener("input", seek);
  byId("issue").onclick = () => (turn = turn.then(issue));
  byId("auto").checked = localStorage.getItem(PRINTS) === "yes";
  byId("auto").onchange = () => {
    localStorage.setItem(PRINTS, byId("auto").checked ? "yes" : "no");
    query.focus();
  };
  byId("home").onclick = () => location.assign("/");
  byId("logout").onclick = () => leave(PLACE);
  addEventListener("keydown", onKey);
  setInterval(() => (byId("clock").textContent = clockTime(hall, Date.now())), 1000);
  query.focus();
  stay(PLACE, toLogin);
  follow("/api/guide-desk/events", {
    onState: (state) => {
      view = state;
      draw();
    },
    onLink: (up) => {
      if (up === linked) return;
      linked = up;
      draw();
    },
    onRefused: () => whoAmI(PLACE, toLogin),
  });
}

begin();
