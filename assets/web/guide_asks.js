/** What the guide desk asks before it does something about a ticket. */

import { ask } from "./dom.js";
import { nameOf, say } from "./words.js";

/** Which class and why; null when it was put away. */
export async function askPriority(hall, number) {
  const chosen = await ask({
    title: say("{number} 优先办理", { number }),
    noteLabel: say("优先理由（必填）"),
    choices: [...hall.priorities.map((one) => ({ label: nameOf(one), value: one.id })), { label: say("返回") }],
  });
  return chosen && { number, priority: chosen.value, reason: chosen.note };
}

/** Why it is given up; null when it is not. */
export async function askCancel(number) {
  const chosen = await ask({
    title: say("取消 {number}？", { number }),
    text: say("取消以后这个号不能再用，要办事得重新取号"),
    noteLabel: say("原因"),
    choices: [
      { label: say("确认取消"), value: "cancel", kind: "grave" },
      { label: say("不取消"), focus: true },
    ],
  });
  return chosen && { number, reason: chosen.note };
}
