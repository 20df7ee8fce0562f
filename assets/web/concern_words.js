/** A complaint or a bad rating in words. */

import { isEnglish, say } from "./words.js";

const SCORES = { 5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意" };
const REASONS = {
  slow: "办得慢",
  attitude: "态度不好",
  papers: "材料没说清",
  trips: "多跑了路",
  place: "环境不好",
  equipment: "设备不好用",
  other: "其他",
};
const CATEGORIES = {
  delay: "拖着不办",
  shirking: "推来推去",
  attitude: "态度恶劣",
  demanding: "索要好处",
  other: "其他意见",
};
const STATES = { received: "待处理", handled: "待答复", answered: "已答复" };

export function kindWords({ origin, score, category }) {
  return origin === "rating"
    ? say("差评：{what}", { what: say(SCORES[score]) })
    : say("投诉：{what}", { what: say(CATEGORIES[category]) });
}

export function reasonWords({ reasons }) {
  return reasons.map((reason) => say(REASONS[reason])).join(isEnglish() ? ", " : "、");
}

export function stateWords({ state }) {
  return say(STATES[state]);
}

/** Whom it is about. */
export function aboutWords({ window, clerk }, nameOfClerk) {
  if (!window) return say("没有指明");
  const where = say("{window} 号窗口", { window });
  return clerk ? `${where} ${nameOfClerk(clerk)}` : where;
}

/** How a concern stands to its day: `late`, `soon` or nothing. */
export function urgency({ state, due }, today) {
  if (state === "answered") return "";
  if (due < today) return "late";
  return due === today ? "soon" : "";
}

/** By when it is to be answered. */
export function dueWords(concern, today) {
  const kind = urgency(concern, today);
  if (!kind) return concern.due;
  return kind === "late" ? say("{day} 已过期", { day: concern.due }) : say("今天到期");
}
