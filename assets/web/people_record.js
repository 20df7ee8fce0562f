/** The newest of who signed in, who tried to, and what became of PINs; and whether that record was changed. */

import { clockTime } from "./clock.js";
import { byId, make } from "./dom.js";
import { described } from "./places.js";
import { say } from "./words.js";

const WHAT = {
  in: "登录",
  out: "退出",
  idle: "太久没有操作，自动退出",
  wrong: "密码不对",
  locked: "试错太多次，锁住",
  unlocked: "解锁",
  pin_changed: "改了密码",
  pin_set: "换了新密码",
};

/** Draws the record; `people` are all accounts, by whose names it is read. */
export function drawRecord(hall, record, people) {
  if (!record) return;
  const named = (id) => people.find(({ account }) => account.id === id)?.account.name ?? (id || say("没有这个账号"));
  byId("chain").textContent = record.broken
    ? say("记录被人改过，从第 {line} 行起对不上", { line: record.broken })
    : say("记录完整，没有被改过");
  byId("chain").classList.toggle("broken", record.broken > 0);
  const rows = [];
  let day = "";
  for (const { at, account, what, place, by } of record.sign_ins) {
    const on = new Date(at).toLocaleDateString("zh-CN", { timeZone: hall.timezone });
    if (on !== day) rows.push(make("li", { className: "day", textContent: on }));
    day = on;
    const where = place && place !== "start" ? described(hall, place)?.label : "";
    const about = [where, by && say("由{name}操作", { name: named(by) })].filter(Boolean).join(" · ");
    rows.push(
      make(
        "li",
        {},
        make("time", { textContent: clockTime(hall, at) }),
        make("span", {}, `${named(account)} · ${say(WHAT[what])}`, about ? make("small", { textContent: about }) : null),
      ),
    );
  }
  byId("record").replaceChildren(...rows);
}
