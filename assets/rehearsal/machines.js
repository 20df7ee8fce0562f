// The machine room: every simulated machine with its picture, keys and faults, and what the hall says of its health.
import { send } from "./touch.js";
import { say, speakEnglish, toggleLanguage } from "./words.js";

const $ = (id) => document.getElementById(id);
const STATES = { ok: "正常", attention: "要看一眼", broken: "有故障", unknown: "不知道", "": "还没有消息" };
const TURN_PAGE_MS = 3000;
const drawn = new Map();
let machines = [];

function element(tag, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}

function fixedWords() {
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  $("language").textContent = speakEnglish() ? "中文" : "English";
  document.title = `${say("设备间")} · ${say("演练台")}`;
}

function look(machine) {
  if (machine.picture < 0) {
    const words = machine.prints ? say("还没有号票。在自助机上取一个号。") : "";
    return element("div", { className: machine.prints ? "look bare" : "look none", textContent: words });
  }
  const picture = element("img", { alt: machine.text, src: `/pictures/${machine.device}/${machine.picture}` });
  picture.dataset.device = machine.device;
  return element("div", { className: "look" }, picture);
}

function health(machine) {
  const words = [machine.reason, machine.remedy].filter(Boolean).map((word) => say(word)).join(say("。"));
  return element(
    "p", { className: `health ${machine.health}` },
    element("b", { textContent: say(STATES[machine.health]) }), element("span", { textContent: words }),
  );
}

function button(words, pressed, act) {
  const made = element("button", { type: "button", textContent: say(words) });
  if (pressed !== null) made.setAttribute("aria-pressed", pressed);
  made.onclick = act;
  return made;
}

function reading(machine) {
  const code = element("input", { type: "text", value: "A001", maxLength: 200 });
  code.setAttribute("aria-label", say("号码或条码内容，如 A001"));
  const form = element("form", {}, code, element("button", { type: "submit", textContent: say("扫一下") }));
  form.onsubmit = (event) => {
    event.preventDefault();
    send(`/machines/${machine.device}/scan`, { text: code.value });
  };
  return form;
}

function card(machine) {
  const at = machine.window ? say("{window} 号窗口", machine) : machine.port;
  const keys = machine.keys.map((key) => button(key.label, null, () => send(`/machines/${machine.device}/press`, { name: key.name })));
  const faults = machine.faults.map((fault) =>
    button(fault.label, fault.on, () => send(`/machines/${machine.device}/fault`, { name: fault.name, on: !fault.on })));
  const made = element(
    "article", { className: "card" },
    element("h3", {}, element("span", { textContent: say(machine.model), title: machine.device }), element("small", { textContent: at })),
    look(machine), health(machine),
    ...(machine.reads ? [reading(machine)] : []),
    ...(keys.length ? [element("div", { className: "keys" }, ...keys)] : []),
    element("div", { className: "faults" }, ...faults),
  );
  made.dataset.device = machine.device;
  return made;
}

function draw(all = false) {
  const kinds = new Map();
  for (const machine of machines) kinds.set(machine.kind, [...(kinds.get(machine.kind) ?? []), machine]);
  if (all || $("kinds").childElementCount !== kinds.size) {
    drawn.clear();
    $("kinds").replaceChildren(...[...kinds].map(([kind, ofKind]) => element(
      "section", { className: "kind" },
      element("h2", { textContent: say(kind) }),
      element("div", { className: "cards" }, ...ofKind.map(card)),
    )));
    for (const machine of machines) drawn.set(machine.device, JSON.stringify(machine));
  }
  for (const machine of machines) {
    const now = JSON.stringify(machine);
    if (drawn.get(machine.device) === now) continue;
    drawn.set(machine.device, now);
    refresh(machine);
  }
  const broken = machines.filter((machine) => machine.health === "broken").length;
  $("count").textContent = say("{all} 台设备，{broken} 台有故障", { all: machines.length, broken });
}

// Only what changed is drawn anew, so that what a person is typing or pressing stays under the hand.
function refresh(machine) {
  const old = document.querySelector(`article[data-device="${machine.device}"]`);
  const made = card(machine);
  const typed = old.querySelector("input");
  old.querySelector(".look").replaceWith(made.querySelector(".look"));
  old.querySelector(".health").replaceWith(made.querySelector(".health"));
  old.querySelector(".faults").replaceWith(made.querySelector(".faults"));
  if (!typed && old.querySelector(".keys")) old.querySelector(".keys").replaceWith(made.querySelector(".keys"));
}

// A sign that needs several pages for its text turns them by itself.
setInterval(() => {
  for (const picture of document.querySelectorAll(".look img")) {
    picture.src = `${picture.src.split("?")[0]}?${Date.now()}`;
  }
}, TURN_PAGE_MS);

const stream = new EventSource("/state");
stream.onmessage = (event) => {
  $("link").textContent = "";
  machines = JSON.parse(event.data).machines;
  draw();
};
stream.onerror = () => { $("link").textContent = say("演练大厅已关闭，或正在重新连接…"); };
$("language").onclick = async () => { await toggleLanguage(); fixedWords(); draw(true); };
fixedWords();
