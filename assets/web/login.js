/** Login: which window, which clerk, and the PIN by pad or keyboard. */

import { byId, make } from "./dom.js";
import { post } from "./send.js";
import { isEnglish, nameOf, say, speak } from "./words.js";

let hall = null;
let wanted = Number(new URLSearchParams(location.search).get("window")) || 0;
let clerk = "";
let busy = false;

const pin = byId("pin");
const ready = () => !busy && Boolean(wanted && clerk) && pin.value.length >= 4;

function tile(label, small, pressed, onclick, id) {
  return make(
    "button",
    { type: "button", className: "tile", id, "aria-pressed": String(pressed), onclick },
    label,
    small ? make("small", { textContent: small }) : null,
  );
}

function draw() {
  byId("hall").textContent = nameOf(hall);
  document.title = say("窗口登录");
  byId("windows").replaceChildren(
    ...hall.windows.map((window) => {
      const served = hall.services.filter((service) => service.windows.includes(window.number)).map((one) => nameOf(one));
      return tile(
        say("{window} 号窗口", { window: window.number }),
        served.join(isEnglish() ? ", " : "、"),
        window.number === wanted,
        () => {
          wanted = window.number;
          if (!window.clerks.includes(clerk)) clerk = "";
          draw();
        },
        `window-${window.number}`,
      );
    }),
  );
  const listed = hall.windows.find((window) => window.number === wanted)?.clerks ?? [];
  byId("clerks").replaceChildren(
    ...(listed.length
      ? hall.clerks
          .filter((one) => listed.includes(one.id))
          .map((one) =>
            tile(one.name, "", one.id === clerk, () => {
              clerk = one.id;
              draw();
              pin.focus();
            }, `clerk-${one.id}`),
          )
      : [make("p", { className: "soft", textContent: say("请先选窗口") })]),
  );
  byId("keys").replaceChildren(
    ...["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "back"].map((key) =>
      make("button", {
        type: "button",
        className: key.length > 1 ? "word" : "",
        textContent: key === "clear" ? say("清除") : key === "back" ? say("退格") : key,
        onclick: () => type(key),
      }),
    ),
  );
  byId("enter").disabled = !ready();
}

function type(key) {
  if (key === "clear") pin.value = "";
  else if (key === "back") pin.value = pin.value.slice(0, -1);
  else if (pin.value.length < pin.maxLength) pin.value += key;
  byId("wrong").textContent = "";
  byId("enter").disabled = !ready();
}

async function enter(event) {
  event.preventDefault();
  if (!ready()) return;
  busy = true;
  byId("enter").disabled = true;
  const answer = await post("/api/login", { window: wanted, clerk, pin: pin.value });
  busy = false;
  if (answer.status === 204) {
    location.replace(`/window/${wanted}`);
    return;
  }
  pin.value = "";
  pin.focus();
  byId("wrong").textContent = say(answer.body?.detail ?? "网页服务没有应答，请稍等再试");
  byId("enter").disabled = true;
}

hall = await (await fetch("/api/hall")).json();
await speak(draw);
byId("form").addEventListener("submit", enter);
pin.addEventListener("input", () => {
  pin.value = pin.value.replace(/\D/g, "");
  byId("wrong").textContent = "";
  byId("enter").disabled = !ready();
});
addEventListener("keydown", (event) => {
  if (document.activeElement === pin || event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^\d$/.test(event.key)) type(event.key);
  else if (event.key === "Backspace") type("back");
});
