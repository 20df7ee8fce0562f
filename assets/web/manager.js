/** The page of manager and supervisor: its tabs, who is in, and the hall's stream. */

import { byId } from "./dom.js";
import { follow } from "./live.js";
import { drawFigures, figuresTab } from "./manager_figures.js";
import { drawLive, liveTab } from "./manager_live.js";
import { drawPlan, planTab } from "./manager_plan.js";
import { drawTrail, trailTab } from "./manager_trail.js";
import { leave, loginAgain, stay, whoAmI } from "./stay.js";
import { nameOf, say, speak } from "./words.js";

const PLACE = "manager";
const EVERY_MS = 5000;
const toLogin = () => loginAgain(PLACE);

const page = { hall: null, me: null, seen: null, heardAt: 0, linked: false, tab: "live", toLogin };
const opened = { live: () => {}, figures: figuresTab, trail: trailTab, plan: planTab };

/** When it is now at the server: ages are right whatever this computer's clock says. */
page.now = () => new Date(page.seen.at).getTime() + performance.now() - page.heardAt;
page.manages = () => Boolean(page.me?.roles.includes("manager"));
page.nameOfClerk = (id) => page.hall.clerks.find((one) => one.id === id)?.name ?? id;

function show(tab) {
  page.tab = tab;
  for (const button of document.querySelectorAll("[data-tab]")) {
    if (button.dataset.tab === tab) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
    byId(button.dataset.tab).hidden = button.dataset.tab !== tab;
  }
  opened[tab](page);
}

function draw() {
  if (!page.hall) return;
  document.title = say("大厅总览");
  byId("hall").textContent = nameOf(page.hall);
  byId("name").textContent = page.me?.name ?? "";
  const live = page.linked && Boolean(page.seen?.live);
  byId("link").textContent = live ? say("已连接") : say("正在重新连接…");
  byId("link").classList.toggle("lost", !live);
  if (page.seen) drawLive(page);
}

page.hall = await (await fetch("/api/hall")).json();
page.me = await whoAmI(PLACE, toLogin);
if (page.me) {
  liveTab(page, draw);
  for (const button of document.querySelectorAll("[data-tab]")) button.onclick = () => show(button.dataset.tab);
  byId("home").onclick = () => location.assign("/");
  byId("logout").onclick = () => leave(PLACE);
  await speak(() => {
    draw();
    drawFigures(page);
    drawTrail(page);
    drawPlan(page);
  });
  show("live");
  follow("/api/manager/events", {
    onState: (state) => {
      page.seen = state;
      page.heardAt = performance.now();
      draw();
    },
    onLink: (up) => {
      page.linked = up;
      draw();
    },
    onRefused: () => whoAmI(PLACE, toLogin),
  });
  setInterval(() => page.seen && !document.querySelector("dialog[open]") && draw(), EVERY_MS);
  stay(PLACE, toLogin);
}
