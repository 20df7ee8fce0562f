/** Fees at a window: a notice for a matter that costs something, and where fees are paid what is due. */

import { clockTime } from "./clock.js";
import { ask, byId, make } from "./dom.js";
import { fill } from "./form.js";
import { refusalWords } from "./refusals.js";
import { nameOf, say } from "./words.js";

const MENDED = ["payment_reference", "bill_used", "reference_used"]; // refusals that other digits help against

/** Hundredths of a yuan as an amount to read. */
export function money(fen) {
  return say("{yuan} 元", { yuan: (fen / 100).toFixed(2) });
}

/** The fees pane of the window `number`; `send(action, body)` sends a press. */
export function feesOf(hall, number, send) {
  const services = hall.services.filter((service) => service.windows.includes(number));
  const served = new Set(services.map((service) => service.prefix));
  const takesFees = services.some((service) => service.cashier);
  let first = null; // what the key does
  byId("papers").hidden = takesFees;
  byId("fees").classList.toggle("due", takesFees);

  const byCode = (code) => hall.matters.find((one) => one.code === code);
  const matterName = (notice) => nameOf(byCode(notice.matter) ?? { name: notice.matter_name });
  const clerkName = (id) => hall.clerks.find((one) => one.id === id)?.name ?? id;

  /** The matters of the visit that this window finishes and that cost something, but those asked for already. */
  function dear({ front, notices }) {
    if (takesFees || front?.state !== "serving") return [];
    const [present, ...others] = front.left.length ? front.left : [front.ticket.matter];
    const asked = new Set(notices.filter((one) => one.number === front.ticket.number).map((one) => one.matter));
    return [byCode(present), ...others.map(byCode).filter((one) => served.has(one?.service))].filter(
      (matter) => matter?.fee_fen && !asked.has(matter.code),
    );
  }

  async function issue(front, matter) {
    const chosen = await ask({
      title: say("开缴款通知：{amount}", { amount: money(matter.fee_fen) }),
      text: say("{number} · {matter}。开好以后这个号转到收费窗口", { number: front.ticket.number, matter: nameOf(matter) }),
      choices: [{ label: say("开缴款通知"), value: "notice", kind: "main", focus: true }, { label: say("返回") }],
    });
    if (chosen) await send("notice", { number: front.ticket.number, matter: matter.code });
  }

  async function withdraw(notice) {
    const filled = await fill({
      title: say("撤回 {number} 的缴款通知？", { number: notice.number }),
      text: `${matterName(notice)} · ${money(notice.amount_fen)}`,
      fields: [{ name: "reason", label: say("原因") }],
      action: say("确认撤回"),
      grave: true,
    });
    if (filled) await send("withdraw", { notice: notice.id, note: filled.reason });
  }

  /** Again with what was typed, where the desk would not take it. */
  async function pay(notice, before = {}, said = "") {
    const filled = await fill({
      title: say("收款 {amount}", { amount: money(notice.amount_fen) }),
      text: `${notice.number} · ${matterName(notice)}`,
      fields: [
        { name: "reference", label: say("缴款凭证号（刷卡、扫码或银行的流水号）"), value: before.reference },
        { name: "bill", label: say("票据号"), value: before.bill },
      ],
      action: say("记下收款"),
      said,
    });
    if (!filled) return;
    const outcome = (await send("pay", { notice: notice.id, ...filled }))?.body?.outcome;
    if (MENDED.includes(outcome?.code)) await pay(notice, filled, refusalWords(hall, outcome));
  }

  function row({ id, code, title, about, amount, action, onclick, off, now }) {
    return make(
      "li",
      { className: now ? "now" : "", "data-notice": id },
      make("strong", { textContent: code }),
      make("span", { title }, title, make("small", { textContent: about })),
      make("em", { textContent: amount }),
      make("button", {
        type: "button",
        className: now && onclick === first ? "main" : "",
        textContent: onclick === first ? `${say(action)} F` : say(action),
        disabled: off,
        onclick: (event) => {
          event.currentTarget.blur();
          onclick();
        },
      }),
    );
  }

  function due({ front, notices }, clerk, rests) {
    const now = (notice) => notice.number === front?.ticket.number;
    const sorted = [...notices].sort((one, other) => now(other) - now(one));
    return sorted.map((notice) => {
      const own = notice.clerk === clerk;
      const onclick = () => pay(notice);
      if (!first && !own && !rests && (now(notice) || !front)) first = onclick;
      const by = [say("{window} 号窗口", { window: notice.window }), clerkName(notice.clerk), clockTime(hall, notice.at)];
      return row({
        id: notice.id,
        code: notice.number,
        title: matterName(notice),
        about: own ? say("您开的，要由别人收款") : by.join(" · "),
        amount: money(notice.amount_fen),
        action: "收款",
        onclick,
        off: own || rests,
        now: now(notice),
      });
    });
  }

  function asked(state, clerk, rests) {
    const wanted = dear(state).map((matter) => {
      const onclick = () => issue(state.front, matter);
      if (!rests) first ??= onclick;
      return row({
        code: state.front.ticket.number,
        title: nameOf(matter),
        about: say("要收费"),
        amount: money(matter.fee_fen),
        action: "开缴款通知",
        onclick,
        off: rests,
        now: true,
      });
    });
    const waiting = state.notices.map((notice) =>
      row({
        id: notice.id,
        code: notice.number,
        title: matterName(notice),
        about: say("等缴费 · {clerk} {time} 开", { clerk: clerkName(notice.clerk), time: clockTime(hall, notice.at) }),
        amount: money(notice.amount_fen),
        action: "撤回",
        onclick: () => withdraw(notice),
        off: rests || notice.clerk !== clerk,
      }),
    );
    return [...wanted, ...waiting];
  }

  return {
    /** Does what F does now; whether it does anything. */
    press() {
      first?.();
      return Boolean(first);
    },

    /** Draws the pane; `rests` while nothing may be pressed. */
    draw(state, clerk, rests) {
      first = null;
      const rows = takesFees ? due(state, clerk, rests) : asked(state, clerk, rests);
      const title = takesFees ? say("待缴费 {count} 笔", { count: state.notices.length }) : say("收费");
      byId("fees").hidden = !rows.length && !takesFees;
      byId("fees").replaceChildren(make("h2", { textContent: title }), make("ol", {}, ...rows));
    },
  };
}
