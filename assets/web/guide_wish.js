/** What the visitor at the guide desk wants: matters, a booking, a priority with its reason. */

import { byId, make } from "./dom.js";
import { matterName } from "./guide_found.js";
import { nameOf, say } from "./words.js";

const MOST = 5;
const REASONS = ["证件已看", "行动不便", "老人带小孩", "急事已核实"];

/** A wish that can be added to and drawn; `onChange()` after every change by hand. */
export function wishOf(hall, onChange) {
  let matters = []; // codes
  let booking = "";
  let priority = "";
  const reason = byId("reason");

  function remove(code) {
    matters = matters.filter((one) => one !== code);
    if (!matters.length) booking = "";
    onChange();
  }

  function matterRow(code) {
    return make(
      "li",
      {},
      make("span", { textContent: matterName(hall, code) }),
      make("button", { type: "button", "aria-label": say("去掉"), textContent: "×", onclick: () => remove(code) }),
    );
  }

  function classChoice({ id, ...named }) {
    return make(
      "label",
      { onclick: (event) => id && event.detail && setTimeout(() => reason.focus()) }, // not where arrow keys choose
      make("input", {
        type: "radio",
        name: "class",
        value: id,
        checked: id === priority,
        onchange: () => {
          priority = id;
          drawClasses();
        },
      }),
      make("span", { textContent: id ? nameOf(named) : say("不优先") }),
    );
  }

  function drawClasses() {
    const focused = byId("classes").contains(document.activeElement);
    byId("classes").replaceChildren(
      make("legend", { textContent: `${say("优先")} F2` }),
      ...[{ id: "" }, ...hall.priorities].map(classChoice),
    );
    if (focused) byId("classes").querySelector("input:checked").focus();
    byId("reason-label").hidden = !priority;
    byId("reasons").replaceChildren(...REASONS.map((one) => make("option", { value: say(one) })));
  }

  return {
    isEmpty: () => !matters.length,

    /** Takes the matter in; says why not, where it does not. */
    add(matter) {
      if (matters.includes(matter.code)) return say("“{matter}”已经在里面了", { matter: nameOf(matter) });
      if (matters.length >= MOST) return say("一个号最多办 {most} 件事", { most: MOST });
      matters = [...matters, matter.code];
      return "";
    },

    /** The matter of a booking comes first. */
    addBooked(booked) {
      matters = [booked.matter, ...matters.filter((code) => code !== booked.matter)].slice(0, MOST);
      booking = booked.code;
    },

    clear() {
      matters = [];
      booking = priority = reason.value = "";
    },

    /** What has to be seen to before a number can be given; empty where nothing. */
    missing() {
      if (!matters.length) return "先选要办的事";
      return priority && !reason.value.trim() ? "优先要写明理由" : "";
    },

    /** As it is asked for. */
    body() {
      const [matter, ...more] = matters;
      return { matter, more, priority, reason: priority ? reason.value.trim() : "", booking };
    },

    draw() {
      byId("wish").replaceChildren(
        ...matters.map(matterRow),
        ...(matters.length ? [] : [make("li", { className: "soft", textContent: say("还没有选") })]),
      );
      byId("booked").textContent = booking ? say("预约 {code}", { code: booking }) : "";
      drawClasses();
    },
  };
}
