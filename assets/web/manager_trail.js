/** The record of a day, who asked for what, and the proof that nobody has changed it. */

import { clockTime } from "./clock.js";
import { byId, make } from "./dom.js";
import { HAPPENED, toldWords } from "./record_words.js";
import { say } from "./words.js";

let lines = [];
let more = false;
let proof = null;
let unread = false;

async function got(page, address) {
  const answer = await fetch(`/api/manager/${address}`).catch(() => null);
  if (answer?.status === 401 || answer?.status === 403) page.toLogin();
  unread = !answer?.ok;
  return answer?.ok ? answer.json() : null;
}

async function load(page, before = 0) {
  const found = await got(page, `trail?on=${byId("trail-on").value}&before=${before}`);
  if (found) {
    lines = before ? [...lines, ...found.lines] : found.lines;
    more = found.more;
  }
  drawTrail(page);
}

async function prove(page) {
  byId("proof").textContent = say("正在查验…");
  proof = await got(page, "proof");
  drawTrail(page);
}

/** The tab is opened. */
export function trailTab(page) {
  byId("trail-on").value ||= new Date().toLocaleDateString("sv-SE", { timeZone: page.hall.timezone });
  byId("trail-on").onchange = () => load(page);
  byId("prove").onclick = () => prove(page);
  byId("more").onclick = () => load(page, lines.at(-1).seq);
  load(page);
  prove(page);
}

function row(page, line) {
  const told = toldWords(page.hall, line.said);
  return make(
    "tr",
    {},
    make("td", { textContent: line.seq }),
    make("td", { textContent: clockTime(page.hall, line.at) }),
    make("td", { textContent: say(HAPPENED[line.kind] ?? line.kind) }),
    make("td", { textContent: line.number }),
    make("td", { textContent: line.window || "" }),
    make("td", { textContent: line.by ? page.nameOfClerk(line.by) : "" }),
    make("td", { className: "rest", textContent: told, title: told }),
    make("td", {}, make("code", { textContent: line.hash.slice(0, 12), title: line.hash })),
  );
}

function proofWords() {
  if (unread) return say("流水现在读不出来，请稍后再试");
  if (!proof) return "";
  if (proof.broken) return say("流水被人改过，从第 {seq} 条起对不上", { seq: proof.broken });
  return say("流水完整，没有被改过：共 {seq} 条，最后的校验码 {hash}", proof);
}

/** Draws what was read last. */
export function drawTrail(page) {
  const heads = ["序号", "时间", "做了什么", "号", "窗口", "谁", "内容", "校验码"];
  byId("trail-head").replaceChildren(make("tr", {}, ...heads.map((text) => make("th", { textContent: say(text) }))));
  byId("lines").replaceChildren(...lines.map((line) => row(page, line)));
  byId("more").hidden = !more;
  byId("trail-csv").href = `/api/manager/trail.csv?on=${byId("trail-on").value}`;
  byId("proof").textContent = proofWords();
  byId("proof").classList.toggle("broken", unread || Boolean(proof?.broken));
}
