/** What a technician may order of a terminal from the page. */

import { ask, byId, make } from "./dom.js";
import { troubleWords } from "./refusals.js";
import { post, press } from "./send.js";
import { say } from "./words.js";

const WITH_SCREEN = ["kiosk", "display"];
const STARTED_ANEW = ["kiosk", "display", "window", "agent", "forecaster"];
const NO_ANSWER = "网页服务没有应答，请稍等再试";

/** The acts of `page`; `draw()` draws it again. */
export function actsOf(page, draw) {
  let busy = false;
  let said = "";

  async function order(client, what) {
    busy = true;
    said = "";
    draw();
    const { status, body } = await post("/api/machines/order", { client, what });
    busy = false;
    if (status === 401 || status === 403) page.toLogin();
    said = status === 200 ? body.said : (body?.detail ?? NO_ANSWER);
    draw();
    return status === 200 ? body : null;
  }

  function show(client, id) {
    const image = make("img", { src: `/api/machines/picture/${id}.jpg`, alt: client });
    const close = make("button", { type: "button", className: "main", textContent: say("关闭"), onclick: () => dialog.close() });
    const dialog = make("dialog", { className: "glass" }, make("h2", { textContent: client }), image, close);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  async function look({ client }) {
    const answer = await order(client, "picture");
    if (answer?.picture) show(client, answer.picture);
  }

  async function restart({ client }) {
    const sure = await ask({
      title: say("重新启动 {client}？", { client }),
      text: say("有人在用的话，等他用完再重新启动，大约要一分钟"),
      choices: [{ label: say("重新启动"), value: true, kind: "grave" }, { label: say("不了") }],
    });
    if (!sure) return;
    if (await order(client, "restart")) said = "已经告诉它了，没人用的时候就重新启动";
    draw();
  }

  async function selfTest({ client }) {
    if (await order(client, "self_test")) said = "已经告诉它了，没人用的时候就自检，结果会写在这里";
    draw();
  }

  async function practise(to, { title, text, label }) {
    const sure = await ask({ title: say(title), text: say(text), choices: [{ label: say(label), value: true, kind: "main" }, { label: say("不了") }] });
    if (!sure) return;
    busy = true;
    draw();
    const answer = await press("/api/machines/ask", { command: { ask: "SwitchPractice", to, clerk: page.me.account } });
    busy = false;
    if (answer.status === 401 || answer.status === 403) page.toLogin();
    said = troubleWords(page.hall, answer) || "正在切换，几秒钟就好";
    draw();
  }

  const begin = () =>
    practise("on", {
      title: "开始练习？",
      text: "大厅里所有屏幕都会写上“练习”，取的号都不算；真的流水一个字也不会变",
      label: "开始练习",
    });
  const clear = () =>
    practise("clear", { title: "清除测试数据？", text: "练习时取的号、扫的材料全部删掉，大厅变回真的", label: "清除测试数据" });
  const stop = () =>
    practise("off", { title: "先停一停？", text: "大厅变回真的，练习的数据留着，下次接着练", label: "先停一停" });

  const button = (label, onclick, disabled) =>
    make("button", { type: "button", textContent: say(label), disabled: busy || disabled, onclick });

  return {
    /** The buttons of one terminal; none of what is started anew with the server. */
    ofTerminal(terminal) {
      if (!STARTED_ANEW.includes(terminal.kind) || terminal.presence === "never") return null;
      const away = terminal.presence !== "here";
      return make(
        "div",
        { className: "acts" },
        WITH_SCREEN.includes(terminal.kind) ? button("看屏幕", () => look(terminal), away) : null,
        terminal.kind === "kiosk" ? button("自检", () => selfTest(terminal), away) : null,
        button("重新启动", () => restart(terminal), away),
      );
    },

    /** What concerns the whole hall. */
    drawHall() {
      const { practice } = page.seen;
      byId("acts").replaceChildren(
        make("a", { className: "button", href: "/api/machines/support", download: "", textContent: say("导出支持文件") }),
        ...(practice ? [button("清除测试数据", clear), button("先停一停", stop)] : [button("开始练习", begin)]),
      );
      byId("said").textContent = say(said);
    },
  };
}
