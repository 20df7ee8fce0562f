/** The places in the web that somebody signs in to, in words. */

import { isEnglish, nameOf, say } from "./words.js";

const PLACES = {
  start: { address: "/", label: "首页", about: "" },
  "guide-desk": { address: "/guide-desk", label: "导办台", about: "代群众取号，查号，预约签到" },
  concerns: { address: "/concerns", label: "投诉和差评", about: "查清、整改、答复" },
  manager: { address: "/manager", label: "大厅总览", about: "实时情况，统计，流水" },
  machines: { address: "/machines", label: "设备和终端", about: "哪里坏了，先做什么" },
  terminals: { address: "/terminals", label: "终端", about: "让新终端加入，停用旧的" },
  people: { address: "/people", label: "人员", about: "账号、角色、密码" },
};

/** The number of a window's place; 0 for any other. */
export function windowOf(place) {
  return Number(place.match(/^window-(\d+)$/)?.[1] ?? 0);
}

/** What a place is called, what it is for, and its address; null for one that this page does not know. */
export function described(hall, place) {
  const number = windowOf(place);
  if (!number) {
    const known = PLACES[place];
    return known ? { ...known, label: say(known.label), about: say(known.about) } : null;
  }
  const served = hall.services.filter((service) => service.windows.includes(number)).map((one) => nameOf(one));
  return {
    address: `/window/${number}`,
    label: say("{window} 号窗口", { window: number }),
    about: served.join(isEnglish() ? ", " : "、"),
  };
}
