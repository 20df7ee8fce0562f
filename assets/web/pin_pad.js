/** The pad of digits for a PIN, for hands on a touchscreen. */

import { make } from "./dom.js";
import { say } from "./words.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "back"];

/** Draws the pad; `onKey(key)` gets a digit, `clear` or `back`. */
export function pinPad(pad, onKey) {
  pad.replaceChildren(
    ...KEYS.map((key) =>
      make("button", {
        type: "button",
        className: key.length > 1 ? "word" : "",
        textContent: key === "clear" ? say("清除") : key === "back" ? say("退格") : key,
        onclick: () => onKey(key),
      }),
    ),
  );
}

/** The field after the key. */
export function keyed(field, key) {
  if (key === "clear") field.value = "";
  else if (key === "back") field.value = field.value.slice(0, -1);
  else if (field.value.length < field.maxLength) field.value += key;
}
