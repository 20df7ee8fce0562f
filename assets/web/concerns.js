/** The page of complaints and bad ratings: what came in, by when it is due, what was found and answered. */

import { aboutWords, dueWords, kindWords, reasonWords, stateWords, urgency } from "./concern_words.js";
import { byId, make } from "./dom.js";
import { troubleWords } from "./refusals.js";
import { press } from "./send.js";
import { leave, loginAgain, stay, whoAmI } from "./stay.js";
import { nameOf, say, speak } from "./words.js";

const PLACE = "concerns";
const AGAIN_MS = 10000;

let hall = null;
let me = null;
let listing = null;
let linked = false;
let busy = false;
let chosen = "";
let drawn = "";

const toLogin = () => loginAgain(PLACE);

async function load() {
  const answer = await fetch("/api/concerns").catch(() => null);
  if (answer?.status === 401 || answer?.status === 403) toLogin();
  linked = Boolean(answer?.ok);
  if (linked) listing = await answer.json();
  draw();
}

const nameOfClerk = (id) => hall.clerks.find((clerk) => clerk.id === id)?.name ?? id;
const hourOf = (at) => new Date(at).toLocaleTimeString("zh-CN", { timeZone: hall.timezone, hour: "2-digit", minute: "2-digit" });

async function write(action, id, text, wrong) {
  if (busy) return;
  busy = true;
  const answer = await press(`/api/concerns/${action}`, { concern: id, text });
  busy = false;
  if (answer.status === 401 || answer.status === 403) toLogin();
  if (answer.body?.listing) listing = answer.body.listing;
  const trouble = troubleWords(hall, answer);
  if (trouble) wrong.textContent = trouble;
  draw();
}

/** The place to write what comes next for the concern; null where nothing does. */
function next(concern) {
  if (!listing.may_handle || concern.state === "answered") return null;
  const handling = concern.state === "received";
  const text = make("textarea", { rows: 4, maxLength: 500, id: "written" });
  const wrong = make("p", { className: "wrong", role: "alert" });
  return make(
    "div",
    {},
    make("label", {}, handling ? say("查清了什么，怎么改") : say("怎么答复群众的"), text),
    make("button", {
      type: "button",
      className: "main",
      id: "write",
      textContent: handling ? say("记下处理结果") : say("记下答复"),
      onclick: () => write(handling ? "handle" : "answer", concern.id, text.value, wrong),
    }),
    wrong,
  );
}

function drawOne() {
  const concern = listing.concerns.find(({ id }) => id === chosen);
  const face = JSON.stringify([concern, say("首页")]);
  if (face === drawn) return; // what is being typed stays
  drawn = face;
  if (!concern) {
    byId("one").replaceChildren(make("p", { className: "soft", textContent: say("点一件，看详细") }));
    return;
  }
  const facts = [
    ["编号", concern.id],
    ["收到", `${concern.day} ${hourOf(concern.at)}`],
    ["期限", dueWords(concern, listing.today)],
    ["对谁", aboutWords(concern, nameOfClerk)],
    ["号", concern.number || say("匿名")],
    ["原因", reasonWords(concern)],
    ["联系", concern.contact],
  ];
  const done = [
    ["处理结果", concern.result, concern.handler],
    ["答复", concern.answer, concern.answerer],
  ];
  byId("one").replaceChildren(
    make("h2", { textContent: kindWords(concern) }),
    make(
      "dl",
      {},
      ...facts.filter(([, words]) => words).flatMap(([label, words]) => [make("dt", { textContent: say(label) }), make("dd", { textContent: words })]),
    ),
    ...(concern.text ? [make("p", { className: "words", textContent: concern.text })] : []),
    ...done
      .filter(([, words]) => words)
      .flatMap(([label, words, who]) => [
        make("label", { textContent: say("{what}（{name}）", { what: say(label), name: nameOfClerk(who) }) }),
        make("p", { className: "words", textContent: words }),
      ]),
    next(concern) ?? "",
  );
}

function row(concern) {
  const choose = () => {
    chosen = concern.id;
    draw();
  };
  return make(
    "tr",
    {
      className: concern.state,
      "data-concern": concern.id,
      tabIndex: 0,
      "aria-selected": String(concern.id === chosen),
      onclick: choose,
      onkeydown: (event) => event.key === "Enter" && choose(),
    },
    make("td", { className: `due ${urgency(concern, listing.today)}`, textContent: dueWords(concern, listing.today) }),
    make("td", {}, make("strong", { textContent: kindWords(concern) }), make("small", { textContent: concern.text.slice(0, 40) || reasonWords(concern) })),
    make("td", { textContent: aboutWords(concern, nameOfClerk) }),
    make("td", { textContent: concern.number || say("匿名") }),
    make("td", { textContent: stateWords(concern) }),
  );
}

function draw() {
  if (!hall) return;
  document.title = say("投诉和差评");
  byId("hall").textContent = nameOf(hall);
  byId("who").textContent = me?.name ?? "";
  const live = linked && Boolean(listing?.live);
  byId("link").textContent = live ? say("已连接") : say("正在重新连接…");
  byId("link").classList.toggle("lost", !live);
  if (!listing) return;
  const todo = listing.concerns.filter(({ state }) => state !== "answered").length;
  const late = listing.concerns.filter((one) => urgency(one, listing.today) === "late").length;
  byId("sum").textContent = late ? say("{count} 件待办，其中 {late} 件已过期", { count: todo, late }) : say("{count} 件待办", { count: todo });
  byId("head").replaceChildren(make("tr", {}, ...["期限", "什么事", "对谁", "号", "进度"].map((text) => make("th", { textContent: say(text) }))));
  byId("all").replaceChildren(...listing.concerns.map(row));
  byId("none").textContent = listing.concerns.length ? "" : say("现在没有投诉和差评");
  drawOne();
}

async function begin() {
  hall = await (await fetch("/api/hall")).json();
  me = await whoAmI(PLACE, toLogin);
  await speak(draw);
  byId("home").onclick = () => location.assign("/");
  byId("logout").onclick = () => leave(PLACE);
  await load();
  setInterval(() => !document.hidden && !busy && load(), AGAIN_MS);
  stay(PLACE, toLogin);
}

begin();
