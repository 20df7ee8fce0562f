/** What a manager presses: windows and the day opened and closed, services moved, numbers stopped and given again. */

import { ask, byId } from "./dom.js";
import { fill } from "./form.js";
import { refusalWords, troubleWords } from "./refusals.js";
import { press } from "./send.js";
import { nameOf, say } from "./words.js";

const SAID_MS = 8000;

/** The acts; `draw()` shows that one is under way and what came of it. */
export function actsOf(page, draw) {
  let busy = false;
  let timer = 0;

  function tell(text) {
    clearTimeout(timer);
    byId("said").textContent = text;
    byId("said").classList.toggle("shown", Boolean(text));
    if (text) timer = setTimeout(() => tell(""), SAID_MS);
  }

  /** Sends one command; nothing else is sent before it is answered. */
  async function send(command) {
    if (busy) return null;
    busy = true;
    tell("");
    draw();
    const answer = await press("/api/manager/ask", { command });
    busy = false;
    if (answer.status === 401 || answer.status === 403) page.toLogin();
    tell(troubleWords(page.hall, answer));
    draw();
    return answer;
  }

  async function sure(title, text, label, command) {
    const chosen = await ask({
      title,
      text,
      choices: [{ label: say(label), value: "yes", kind: "main", focus: true }, { label: say("返回") }],
    });
    if (chosen) await send(command);
  }

  const at = ({ window, clerk }) => ({ window, clerk });
  const named = ({ service }) => nameOf(page.hall.services.find(({ prefix }) => prefix === service));

  return {
    busy: () => busy,

    async open({ window }) {
      const able = page.hall.clerks.filter((one) => one.here && one.windows.includes(window));
      const chosen = await ask({
        title: say("{window} 号窗口由谁来？", { window }),
        choices: [...able.map(({ id, name }) => ({ label: name, value: id })), { label: say("返回") }],
      });
      if (chosen) await send({ ask: "OpenWindow", window, clerk: chosen.value });
    },

    pause: (window) => send({ ask: "PauseWindow", ...at(window) }),
    resume: (window) => send({ ask: "OpenWindow", ...at(window) }),
    close: (window) =>
      sure(say("关掉 {window} 号窗口？", window), say("在等的人由别的窗口叫"), "关窗", { ask: "CloseWindow", ...at(window) }),

    async move(service, windows, said = "") {
      const filled = await fill({
        title: say("{service}在哪些窗口办？", { service: named(service) }),
        text: said || say("马上生效，到今天结束。在等的人一个不少，由新的窗口叫。"),
        fields: [
          {
            name: "windows",
            label: say("窗口"),
            choices: page.hall.windows.map(({ number }) => ({ value: String(number), text: say("{window} 号窗口", { window: number }) })),
            marked: windows.map(String),
          },
        ],
        action: say("调过去"),
      });
      if (!filled) return;
      const wanted = filled.windows.map(Number);
      const answer = await send({ ask: "MoveService", service: service.service, windows: wanted });
      if (answer?.status === 409) await this.move(service, wanted, refusalWords(page.hall, answer.body.outcome));
    },

    stopNumbers: (service) =>
      sure(say("{service}停止发号？", { service: named(service) }), say("已经取号的照样办"), "停止发号", {
        ask: "StopNumbers",
        service: service.service,
        reason: "值班长停止发号",
      }),
    resumeNumbers: ({ service }) => send({ ask: "ResumeNumbers", service }),

    switchDay: (board) =>
      board.open
        ? sure(say("结束今天？"), say("不再发号，还在等的号都取消，窗口都关"), "结束今天", { ask: "CloseDay" })
        : send({ ask: "OpenDay" }),
  };
}
