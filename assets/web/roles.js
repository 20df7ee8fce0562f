/** The roles of people in words. */

import { isEnglish, say } from "./words.js";

export const ROLES = {
  clerk: "窗口人员",
  head: "窗口负责人",
  guide: "导办员",
  cashier: "收费员",
  manager: "值班长",
  supervisor: "监察",
  technician: "技术员",
};

/** Several roles in one line. */
export function roleWords(roles) {
  return roles.map((role) => say(ROLES[role])).join(isEnglish() ? ", " : "、");
}
