/** A forecast in words: the range that the server has rounded. */

import { say } from "./words.js";

/** The range, or empty where nothing is told. */
export function waitRange(wait) {
  if (wait?.outlook !== "range") return "";
  if (!wait.low_min) return say("{high} 分钟以内", { high: wait.high_min });
  return say("约 {low}–{high} 分钟", { low: wait.low_min, high: wait.high_min });
}

/** A line for a visitor: the range, or whom to ask where it is not today; empty where nothing is told. */
export function waitLine(wait) {
  if (wait?.outlook === "not_today") return say("今天下班前可能办不到，请问导办员");
  const words = waitRange(wait);
  return words ? `${say("预计等候")} ${words}` : "";
}
