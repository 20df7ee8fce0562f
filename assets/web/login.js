/** Login: who, and the PIN by pad or keyboard; a PIN that somebody else has set is changed before anything else. */

import { byId, make } from "./dom.js";
import { keyed, pinPad } from "./pin_pad.js";
import { described, windowOf } from "./places.js";
import { post } from "./send.js";
import { nameOf, say, speak } from "./words.js";

const wanted = new URLSearchParams(location.search);
const place = wanted.get("place") ?? "start";
const window_ = windowOf(place);

let hall = null;
let account = "";
let busy = false;
let step = "pin"; // then `fresh` and `again`, where the PIN is to be another one
let known = "";
let fresh = "";

const pin = byId("pin");
const ready = () => !busy && Boolean(account) && pin.value.length >= 4;

const ASKED = { pin: "密码", fresh: "新密码（4 到 8 位数字）", again: "再输一遍新密码" };

/** Who may be meant: at a window whoever may sit there; of many those whose name or id has what was typed. */
function people() {
  const seek = byId("seek").value.trim().toLowerCase();
  return hall.clerks.filter(
    (one) =>
      one.here && (!window_ || one.windows.includes(window_)) && (one.name.includes(seek) || one.id.startsWith(seek)),
  );
}

function choose(id) {
  account = id;
  step = "pin";
  draw();
  pin.focus();
}

function tile(one) {
  return make("button", {
    type: "button",
    className: "tile",
    id: `clerk-${one.id}`,
    textContent: one.name,
    "aria-pressed": String(one.id === account),
    onclick: () => choose(one.id),
  });
}

function draw() {
  const asking = step === "pin";
  byId("hall").textContent = nameOf(hall);
  document.title = say("登录");
  byId("title").textContent = window_ ? say("{window} 号窗口登录", { window: window_ }) : say("登录");
  if (!asking) byId("hint").textContent = say("请换一个只有您自己知道的密码，换好就能用");
  else if (wanted.has("again")) byId("hint").textContent = say("太久没有操作，或者换过密码，请重新登录");
  else byId("hint").textContent = say("选姓名，输入密码");
  byId("clerks").replaceChildren(...people().map(tile));
  byId("asked").textContent = say(ASKED[step]);
  byId("enter").textContent = say(step === "pin" ? "登录" : step === "fresh" ? "下一步" : "换好并登录");
  byId("enter").disabled = !ready();
  pinPad(byId("keys"), type);
}

function type(key) {
  keyed(pin, key);
  byId("wrong").textContent = "";
  byId("enter").disabled = !ready();
}

function onwards(next) {
  step = next;
  pin.value = "";
  byId("wrong").textContent = "";
  draw();
  pin.focus();
}

function refuse(sentence, next) {
  onwards(next);
  byId("wrong").textContent = say(sentence);
}

async function sent(path, body) {
  busy = true;
  byId("enter").disabled = true;
  const answer = await post(path, { account, place, ...body });
  busy = false;
  return answer;
}

async function login() {
  known = pin.value;
  const answer = await sent("/api/login", { pin: known });
  if (answer.status === 200 && (answer.body.must_change || wanted.has("change"))) onwards("fresh");
  else if (answer.status === 200) location.replace(described(hall, place)?.address ?? "/");
  else refuse(answer.body?.detail ?? "网页服务没有应答，请稍等再试", "pin");
}

async function change() {
  if (pin.value !== fresh) {
    refuse("两遍不一样，请重新输入新密码", "fresh");
    return;
  }
  const answer = await sent("/api/pin", { pin: known, fresh });
  if (answer.status === 204) location.replace(described(hall, place)?.address ?? "/");
  else refuse(answer.body?.detail ?? "网页服务没有应答，请稍等再试", answer.status === 422 ? "fresh" : "pin");
}

async function enter(event) {
  event.preventDefault();
  if (!ready()) return;
  if (step === "pin") await login();
  else if (step === "again") await change();
  else {
    fresh = pin.value;
    onwards("again");
  }
}

hall = await (await fetch("/api/hall")).json();
if (wanted.has("account")) account = wanted.get("account");
await speak(draw);
byId("form").addEventListener("submit", enter);
byId("seek").addEventListener("input", draw);
byId("seek").addEventListener("keydown", (event) => {
  const [first] = people();
  if (event.key === "Enter" && first) choose(first.id);
});
pin.addEventListener("input", () => {
  pin.value = pin.value.replace(/\D/g, "");
  byId("wrong").textContent = "";
  byId("enter").disabled = !ready();
});
addEventListener("keydown", (event) => {
  if (document.activeElement?.matches("input") || event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^\d$/.test(event.key)) type(event.key);
  else if (event.key === "Backspace") type("back");
});
