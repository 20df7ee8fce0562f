/** A forecast in words: the range that the server has rounded. */

import { say } from "./words.js";

/** The range, or empty where nothing is told. */
export function waitWords(wait) {
  if (!wait || wait.outlook === "ahead_only") return "";
  if (wait.outlook === "not_today") return say("今天可能办不到");
  if (!wait.low_min) return say("{high} 分钟以内", { high: wait.high_min });
  return say("约 {low}–{high} 分钟", { low: wait.low_min, high: wait.high_min });
}
