// The start page: draws the state that the server streams, passes touches and switches on, plays the spoken calls.
import { Live } from "./live.js";
import { send, touchable } from "./touch.js";
import { Speaker, Voice } from "./speaker.js";
import { say, speakEnglish, toggleLanguage } from "./words.js";

const $ = (id) => document.getElementById(id);
const speaker = new Speaker();
const voice = new Voice();
let state = null;
let lives = [];
const SLIPS_SHOWN = 12;
const CALLS_SHOWN = 3;

function element(tag, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}

const named = (thing) => (speakEnglish() && thing.name_en) || thing.name;

function fixedWords() {
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = say(node.dataset.hint);
  $("language").textContent = speakEnglish() ? "中文" : "English";
  $("sound").textContent = say(speaker.on ? "声音已打开" : "打开声音");
  $("sound").setAttribute("aria-pressed", speaker.on);
}

function screens() {
  document.body.classList.toggle("desktop", state.with_desktop);
  if (state.with_desktop) return;
  for (const name of ["kiosk", "display"]) {
    const place = $(name);
    if (place.childElementCount) continue;
    const picture = element("img", { alt: "", draggable: false });
    touchable(picture, name, state.screens[name]);
    place.append(picture);
    lives.push(new Live(name, picture));
  }
}

function slips() {
  const shown = state.slips.slice(0, SLIPS_SHOWN).map((slip) => {
    const address = `/pictures/${slip.device}/${slip.version}`;
    const scan = element("button", { type: "button", textContent: say("扫这张") });
    scan.onclick = async () => upload(await (await fetch(address)).blob());
    return element(
      "figure", {},
      element(
        "a", { href: address, target: "_blank", title: say("看原样大小") },
        element("img", { src: address, alt: say("号票") }),
      ),
      element("figcaption", {}, element("span", { textContent: say(slip.note) }), scan),
    );
  });
  if (!shown.length) shown.push(element("p", { textContent: say("还没有号票。在自助机上取一个号。") }));
  $("slips").replaceChildren(...shown);
}

function peopleOf({ clerks }) {
  const people = clerks.map((clerk) => element("span", {}, `${clerk.name} `, element("b", { textContent: clerk.pin })));
  return element("div", { className: "row clerks" }, ...people);
}

function desk(one) {
  const link = element("a", { href: one.address, target: one.address, textContent: named(one.named) });
  return element("div", { className: "window" }, element("div", { className: "row" }, link), peopleOf(one));
}

function windows() {
  $("board").href = new URL("/board", state.windows[0].address);
  const strips = new Map(state.strips.map((strip) => [strip.device, strip]));
  $("windows").replaceChildren(...state.windows.map((window) => {
    const strip = strips.get(window.strip);
    const services = window.services.map(named).join(speakEnglish() ? ", " : "、");
    return element(
      "div", { className: "window" },
      ...(strip ? [element("img", { className: "strip", src: `/pictures/${strip.device}/${strip.version}`, alt: strip.note })] : []),
      element(
        "div", { className: "row" },
        element("a", { href: window.address, target: `window-${window.number}`, textContent: say("{window} 号窗口", { window: window.number }) }),
        element("p", { textContent: services, title: services }),
      ),
      peopleOf(window),
    );
  }), ...state.desks.map(desk));
}

function machines() {
  const open = new Set([...document.querySelectorAll("#machines details[open]")].map((node) => node.dataset.device));
  const own = state.machines.filter((machine) => machine.own);
  $("machines").replaceChildren(...own.map((machine) => {
    const wrong = machine.faults.filter((fault) => fault.on).map((fault) => say(fault.label));
    const alone = own.filter((one) => one.kind === machine.kind).length === 1;
    const title = [say(machine.kind), alone ? "" : machine.device, wrong.length ? `✗ ${wrong.join("、")}` : ""].join(" ");
    const switches = machine.faults.map((fault) => {
      const button = element("button", { type: "button", textContent: say(fault.label) });
      button.setAttribute("aria-pressed", fault.on);
      button.onclick = () => send(`/machines/${machine.device}/fault`, { name: fault.name, on: !fault.on });
      return button;
    });
    const details = element(
      "details", { open: open.has(machine.device) },
      element("summary", { textContent: title, className: wrong.length ? "broken" : "" }),
      element("div", { className: "switches" }, ...switches),
    );
    details.dataset.device = machine.device;
    return details;
  }));
}

const PROCESS_WORDS = { server: "总台", broker: "消息服务", web: "窗口网页", agent: "设备代理", kiosk: "自助机", display: "综合显示屏", forecaster: "等候预计" };

function processes() {
  $("processes").replaceChildren(...state.processes.map((process) => {
    const again = process.starts > 1 ? say("（启动过 {starts} 次）", process) : "";
    const words = (process.running ? `✓ ${say("运行中")}` : `✗ ${say("正在重新启动")}`) + again;
    const button = element("button", { type: "button", textContent: say("断它一下") });
    button.onclick = () => send(`/processes/${process.name}/kill`, {});
    return element(
      "div", { className: "process" },
      say(PROCESS_WORDS[process.name]),
      element("span", { className: process.running ? "state" : "state gone", textContent: words }),
      button,
    );
  }));
}

function spoken() {
  speaker.heard(state.spoken);
  $("said").replaceChildren(...state.spoken.slice(0, CALLS_SHOWN).map((call) => {
    const again = element("button", { type: "button", title: say("再听一遍"), textContent: `▶ ${say("{number} 到 {window} 号窗口", call)}` });
    again.onclick = () => speaker.again(call.file);
    return again;
  }));
}

const PARTS = {
  screens, slips, strips: windows, windows, desks: windows, machines, processes, spoken, read: () => voice.heard(state.read, speaker.on),
};

function draw(next, all = false) {
  const before = state;
  state = next;
  document.title = `${say("演练台")} · ${named(state.hall)}`;
  $("hall").textContent = named(state.hall);
  for (const [part, redraw] of Object.entries(PARTS)) {
    if (all || !before || JSON.stringify(before[part]) !== JSON.stringify(state[part])) redraw();
  }
}

$("sound").onclick = () => { speaker.toggle(); fixedWords(); };
$("language").onclick = async () => { await toggleLanguage(); fixedWords(); if (state) draw(state, true); };
$("reader").onsubmit = async (event) => {
  event.preventDefault();
  const answer = await send(`/machines/${reader()}/scan`, { text: $("code").value });
  $("read").textContent = answer.ok ? say("已扫：{text}", { text: $("code").value }) : await words(answer);
};
$("picture").onchange = async () => {
  await upload($("picture").files[0]);
  $("picture").value = "";
};

function reader() {
  return state.machines.find((machine) => machine.reads).device;
}

async function upload(picture) {
  const form = new FormData();
  form.append("picture", picture);
  const answer = await fetch(`/machines/${reader()}/upload`, { method: "POST", body: form });
  $("read").textContent = answer.ok ? say("已扫：{text}", { text: (await answer.json()).codes[0] }) : await words(answer);
}

async function words(answer) {
  const { detail } = await answer.json().catch(() => ({}));
  return say(typeof detail === "string" ? detail : "没有成功，请再试一次");
}

// A hidden page lets go of its three streams: a browser has six for all tabs of this page together.
let stream = null;

function listen() {
  if (document.hidden) {
    stream?.close();
    stream = null;
    for (const live of lives) live.stop();
    lives = [];
    for (const name of ["kiosk", "display"]) $(name).replaceChildren();
  } else if (!stream) {
    stream = new EventSource("/state");
    stream.onmessage = (event) => {
      $("link").textContent = "";
      draw(JSON.parse(event.data));
      screens();
    };
    stream.onerror = () => { $("link").textContent = say("演练大厅已关闭，或正在重新连接…"); };
  }
}

fixedWords();
listen();
document.addEventListener("visibilitychange", listen);
