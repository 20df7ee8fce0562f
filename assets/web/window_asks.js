/** What a console asks before it sends a press: where to, what to write, which matters, to whom. */

import { ask, make } from "./dom.js";
import { nameOf, say } from "./words.js";

/** The dialogs of the window `number`; `send(action, body)` sends a press and resolves to its answer. */
export function asksOf(hall, number, send) {
  const clerkName = (id) => hall.clerks.find((one) => one.id === id)?.name ?? id;
  const matterName = (code) => nameOf(hall.matters.find((one) => one.code === code) ?? { name: code });

  async function transfer({ front, elsewhere }) {
    const services = hall.services
      .filter((service) => service.prefix !== front.service && service.windows.length)
      .map((service) => ({ label: `${service.prefix}  ${nameOf(service)}`, value: { service: service.prefix } }));
    const windows = Object.entries(elsewhere).map(([window, clerk]) => ({
      label: `${say("{window} 号窗口", { window })}  ${clerkName(clerk)}`,
      value: { to_window: Number(window) },
    }));
    const chosen = await ask({
      title: say("{number} 转到哪里？", { number: front.ticket.number }),
      text: say("号不变，排到那边最前面"),
      noteLabel: say("给下一位同事的话（可不写）"),
      choices: [...services, ...windows, { label: say("不转了") }],
      numbered: true,
    });
    if (chosen) await send("transfer", { number: front.ticket.number, note: chosen.note, ...chosen.value });
  }

  async function note(view) {
    const chosen = await ask({
      title: say("{number} 的备注", { number: view.ticket.number }),
      text: say("下一位同事会看到"),
      noteLabel: say("备注"),
      noteFirst: true,
      choices: [{ label: say("记下"), value: "note", kind: "main" }, { label: say("返回") }],
    });
    if (chosen?.note) await send("note", { number: view.ticket.number, note: chosen.note });
  }

  /** Resolves to the answer where some matters got a number of their own. */
  async function split({ front }) {
    const chosen = await ask({
      title: say("{number} 分开办", { number: front.ticket.number }),
      text: say("选好几件：现在办好的记下，其余接着办；或者另开一个号，到别处办"),
      boxes: front.left.map((code) => ({ value: code, text: matterName(code) })),
      choices: [
        { label: say("这几件办好了"), value: "finish", kind: "main", disabled: front.state !== "serving" },
        { label: say("这几件另开一个号"), value: "split" },
        { label: say("返回") },
      ],
    });
    if (!chosen) return null;
    const answer = await send(chosen.value, { number: front.ticket.number, matters: chosen.marked });
    return chosen.value === "split" ? answer : null;
  }

  async function handOver({ front }, clerk) {
    const others = hall.clerks.filter((one) => one.here && one.id !== clerk && one.windows.includes(number));
    const chosen = await ask({
      title: say("{window} 号窗口交给谁？", { window: number }),
      text: front ? say("{number} 接着办，首问责任不变", { number: front.ticket.number }) : say("接着叫号"),
      choices: [...others.map(({ id, name }) => ({ label: name, value: id })), { label: say("返回") }],
      numbered: true,
    });
    return chosen ? send("hand-over", { number: front?.ticket.number ?? "", to: chosen.value }) : null;
  }

  async function cancel(view) {
    const chosen = await ask({
      title: say("取消 {number}？", { number: view.ticket.number }),
      text: say("取消以后这个号不能再用，要办事得重新取号"),
      choices: [
        { label: say("确认取消"), value: "cancel", kind: "grave" },
        { label: say("不取消"), focus: true },
      ],
    });
    if (chosen) await send("cancel", { number: view.ticket.number, note: "" });
  }

  /** The eight public facts of a matter. */
  async function facts(code, language) {
    const answer = await fetch(`/api/guide/${code}`).catch(() => null);
    if (!answer?.ok) return;
    const rows = (await answer.json()).readings[language].facts;
    await ask({
      title: matterName(code),
      wide: make(
        "dl",
        { className: "eight" },
        ...rows.flatMap(([label, text]) => [make("dt", { textContent: label }), make("dd", { textContent: text })]),
      ),
      choices: [{ label: say("返回"), focus: true }],
    });
  }

  return { transfer, note, split, handOver, cancel, facts };
}
