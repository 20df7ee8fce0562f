/** Small hands for building a page: elements, text, and dialogs that ask one question. */

/** An element with attributes or properties and children; `onclick` and friends are listeners. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

/**
 * Asks one question; resolves to `{value, note}` of the chosen answer, or null when it was put away.
 * `choices` are `{label, value, kind, disabled}`, the last one without value closes; `noteLabel` adds a line to write.
 */
export function ask({ title, text, choices, noteLabel }) {
  return new Promise((resolve) => {
    const note = noteLabel ? make("input", { maxLength: 80, autocomplete: "off" }) : null;
    let chosen = null;
    const dialog = make(
      "dialog",
      {},
      make("h2", { textContent: title }),
      text ? make("p", { textContent: text }) : null,
      note ? make("label", {}, noteLabel, note) : null,
      make(
        "div",
        { className: "choices" },
        ...choices.map((choice) =>
          make("button", {
            type: "button",
            className: choice.kind ?? "",
            textContent: choice.label,
            disabled: choice.disabled ?? false,
            autofocus: choice.focus ?? false,
            onclick: () => {
              chosen = choice.value === undefined ? null : { value: choice.value, note: note?.value.trim() ?? "" };
              dialog.close();
            },
          }),
        ),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
