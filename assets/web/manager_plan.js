/** The plan: fetched as a file, changed in an editor, chosen here; what would change is read before it is pressed. */

import { byId, make } from "./dom.js";
import { say } from "./words.js";

let chosen = null;
let answer = null;
let told = "";
let done = false;

async function bring(page, inForce) {
  told = say("正在问总台…");
  answer = null;
  drawPlan(page);
  const reply = await fetch("/api/manager/plan", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text: chosen, in_force: inForce }),
  }).catch(() => null);
  if (reply?.status === 401) page.toLogin();
  const said = await reply?.json().catch(() => null);
  told = reply?.ok ? "" : (said?.detail ?? say("没有送到，请再试"));
  answer = reply?.ok ? said : null;
  done = inForce && answer?.mistakes.length === 0;
  drawPlan(page);
}

/** The tab is opened. */
export function planTab(page) {
  byId("plan-file").onchange = async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    chosen = await file.text();
    byId("plan-name").textContent = file.name;
    target.value = "";
    bring(page, false);
  };
  byId("plan-choose").onclick = () => byId("plan-file").click();
  byId("plan-apply").onclick = () => bring(page, true);
  drawPlan(page);
}

function listed(heading, className, sentences) {
  if (!sentences.length) return [];
  const lines = sentences.map((sentence) => make("li", { textContent: sentence }));
  return [make("section", { className: `card ${className}` }, make("h2", { textContent: heading }), make("ol", {}, ...lines))];
}

/** Draws the tab from what was answered last. */
export function drawPlan(page) {
  const { mistakes = [], now = [], later = [] } = answer ?? {};
  const changes = now.length + later.length;
  byId("tab-plan").hidden = !page.manages();
  byId("plan-apply").hidden = !answer || done || mistakes.length > 0 || !changes;
  const same = answer && !mistakes.length && !changes ? say("和正在用的一样，没有什么要改") : "";
  byId("plan-told").textContent = told || (done ? say("已经生效") : same);
  const how = [
    say("下载正在用的配置，用编辑器改好"),
    say("在这里选改好的文件：什么马上生效、什么等到下一天，先写给您看，这时什么都没有换"),
    say("看好了再按“生效”；大厅不用关，已有的号一个不丢"),
  ];
  byId("plan-changes").replaceChildren(
    ...(answer || told ? [] : listed(say("换大厅配置，三步"), "how", how)),
    ...listed(say("有错误，没有换"), "mistakes", mistakes),
    ...listed(done ? say("已经生效的") : say("马上生效的"), "now", now),
    ...listed(say("今天还有人在用，下一天自己生效的"), "later", later),
  );
}
