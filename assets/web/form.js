/** A dialog with something to fill in: lines to write, and choices of which several may be marked. */

import { make } from "./dom.js";
import { say } from "./words.js";

function line({ name, label, value, optional, maxLength }) {
  const input = make("input", { name, value: value ?? "", required: !optional, maxLength: maxLength ?? 80, autocomplete: "off" });
  return { element: make("label", {}, label, input), read: () => input.value.trim() };
}

function several({ name, label, choices, marked }) {
  const boxes = choices.map(({ value, text, disabled }) => ({
    value,
    text,
    box: make("input", { type: "checkbox", name, value, checked: marked.includes(value), disabled: disabled ?? false }),
  }));
  const element = make(
    "fieldset",
    { className: "several" },
    make("legend", { textContent: label }),
    ...boxes.map(({ text, box }) => make("label", {}, box, text)),
  );
  return { element, read: () => boxes.filter(({ box }) => box.checked).map(({ value }) => value) };
}

/**
 * Resolves to what was filled in, by name, or null when it was put away. `fields` are `{name, label, value, optional}`
 * or `{name, label, choices: [{value, text}], marked}`; `said` is why the same was not taken a moment ago.
 */
export function fill({ title, text, fields, action, grave, said = "" }) {
  return new Promise((resolve) => {
    const drawn = fields.map((field) => ({ name: field.name, ...(field.choices ? several(field) : line(field)) }));
    const read = () => Object.fromEntries(drawn.map((one) => [one.name, one.read()]));
    const wrong = make("p", { className: "wrong", role: "alert", textContent: said });
    let filled = null;
    const form = make(
      "form",
      { noValidate: true },
      make("h2", { textContent: title }),
      text ? make("p", { textContent: text }) : null,
      ...drawn.map(({ element }) => element),
      wrong,
      make(
        "div",
        { className: "choices" },
        make("button", { type: "submit", className: grave ? "grave" : "main", textContent: action }),
        make("button", { type: "button", textContent: say("返回"), onclick: () => dialog.close() }),
      ),
    );
    const dialog = make("dialog", { className: "fill" }, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const empty = [...form.elements].find((input) => input.required && !input.value.trim());
      if (empty) {
        wrong.textContent = say("请填写“{field}”", { field: empty.parentElement.firstChild.textContent });
        empty.focus();
        return;
      }
      filled = read();
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(filled);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
