/** A ticket's page: shows the state that the server sends, in plain words. */

import { byId, make } from "./dom.js";
import { follow } from "./live.js";
import { waitLine } from "./waits.js";
import { nameOf, say, speak } from "./words.js";

const OVER = ["completed", "cancelled"];
let ticket = null;
let linked = false;

/** Where the ticket stands and what to do: two sentences. */
function words({ state, ahead, window, wait }) {
  switch (state) {
    case "waiting":
      return [
        ahead === null ? say("请稍等") : ahead ? say("前面还有 {count} 人", { count: ahead }) : say("下一位就是您"),
        wait?.back_by
          ? say("可以暂时离开，请在 {time} 前回来", { time: wait.back_by })
          : say("请到等候区就座，留意屏幕和广播"),
      ];
    case "called":
      return [say("请到 {window} 号窗口", { window }), say("正在叫您的号")];
    case "serving":
      return [say("正在 {window} 号窗口办理", { window }), ""];
    case "parked":
      return [say("您的事先放一放"), say("准备好了，请回到 {window} 号窗口", { window })];
    case "missed":
      return [say("叫过您了，没有等到您"), say("号还在。请告诉导办员或窗口，可以重新排队")];
    case "completed":
      return [say("✓ 已经办结"), say("谢谢，请慢走")];
    case "cancelled":
      return [say("这个号已经取消"), say("还要办事，请重新取号")];
    default:
      return ["", ""];
  }
}

/** A matter's name; among several with a mark once it is done. */
function matterWords({ name, name_en, done }) {
  return `${done && ticket.more.length ? "✓ " : ""}${nameOf({ name, name_en })}`;
}

function draw() {
  const up = linked && (ticket?.live || OVER.includes(ticket?.state));
  byId("link").classList.toggle("lost", !up);
  byId("link").textContent = up ? say("自动更新，不用刷新") : say("正在连接…");
  if (!ticket) return;
  const [where, how] = words(ticket);
  byId("hall").textContent = nameOf({ name: ticket.hall, name_en: ticket.hall_en });
  byId("number").textContent = ticket.number;
  byId("matter").textContent = matterWords({ name: ticket.matter, name_en: ticket.matter_en, done: ticket.done });
  byId("more").replaceChildren(...ticket.more.map((one) => make("li", { textContent: matterWords(one) })));
  byId("standing").className = `standing card ${ticket.state}`;
  if (byId("where").textContent !== where) byId("where").textContent = where;
  const wait = ticket.state === "waiting" ? waitLine(ticket.wait) : "";
  byId("wait").classList.toggle("late", ticket.wait?.outlook === "not_today");
  if (byId("wait").textContent !== wait) byId("wait").textContent = wait;
  if (byId("how").textContent !== how) byId("how").textContent = how;
  document.title = `${ticket.number} ${where}`;
}

await speak(draw);
const leave = follow(`${location.pathname}/events`, {
  onState: (state) => {
    ticket = state;
    draw();
    if (OVER.includes(state.state)) leave();
  },
  onLink: (up) => {
    linked = up;
    draw();
  },
  onRefused: async () => {
    const answer = await fetch(location.pathname).catch(() => null);
    if (answer?.status === 404) location.reload();
  },
});
