/** What the rows of a console's lists do: the first thing at once, or all that can be done with a ticket to choose from. */

import { ROWS, isFree, isMine } from "./choices.js";
import { ask, make } from "./dom.js";
import { historyLines } from "./history.js";
import { focusedNumber } from "./lists.js";
import { say } from "./words.js";

/** The hands of a page of `hall` with `asks`, `send`, `ready()` to press anything, and `state()` as `clerk()` sees it. */
export function handsOf(hall, { asks, send, ready, state, clerk }) {
  const quick = (needsFree) => ready() && (!needsFree || isFree(state(), clerk()));
  const onQuick = (action, view) => send(action, { number: view.ticket.number });

  async function onRow(view) {
    const { action, label, free } = ROWS[view.state];
    const possible = !free || isFree(state(), clerk());
    const chosen = await ask({
      title: view.ticket.number,
      text: possible ? view.note : say("窗口开着又空着的时候才能叫"),
      wide: view.history.length ? make("ol", { className: "steps" }, ...historyLines(hall, view)) : null,
      choices: [
        { label: say(label), value: action, kind: "main", disabled: !possible, focus: true },
        { label: say("写备注"), value: "note", disabled: !isMine(state(), clerk()) },
        { label: say("取消这个号"), value: "cancel", kind: "grave" },
        { label: say("返回") },
      ],
    });
    if (chosen?.value === "cancel") await asks.cancel(view);
    else if (chosen?.value === "note") await asks.note(view);
    else if (chosen) await onQuick(chosen.value, view);
  }

  /** The ticket that a key means: the row in focus, else the first who waits, the last who was parked or missed. */
  function meant(action) {
    const { waiting, parked, missed } = state();
    const those = { call: waiting, unpark: parked, "bring-back": missed }[action];
    return those.find((one) => one.ticket.number === focusedNumber()) ?? (action === "call" ? those[0] : those.at(-1));
  }

  function byKey(action) {
    const view = meant(action);
    if (view && quick(ROWS[view.state].free)) onQuick(action, view);
  }

  return { quick, onQuick, onRow, meant, byKey };
}
