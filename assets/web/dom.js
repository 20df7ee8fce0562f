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

/** Digits do what stands beside them, N leads to the line to write and Enter back from it. */
function byKeys(event, targets, note, choices) {
  if (event.target === note) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    choices.querySelector("button:enabled")?.click();
  } else if (/^[1-9]$/.test(event.key) && targets[event.key - 1]) {
    event.preventDefault();
    targets[event.key - 1].click();
  } else if (note && event.code === "KeyN") {
    event.preventDefault();
    note.focus();
  }
}

/**
 * Asks one question; resolves to `{value, note, marked}` of the chosen answer, or null when it was put away.
 * `choices` are `{label, value, kind, disabled}`, the last one without value closes; `numbered` ones are chosen by digits
 * too. `noteLabel` adds a line to write, where one begins and Enter takes the first choice if `noteFirst`; `boxes` are
 * `{value, text}` to be marked, by digits too; `wide` is shown before the choices.
 */
export function ask({ title, text, choices, noteLabel, noteFirst, boxes = [], wide, numbered }) {
  return new Promise((resolve) => {
    const note = noteLabel ? make("input", { maxLength: 80, autocomplete: "off", autofocus: Boolean(noteFirst) }) : null;
    const marks = boxes.map(({ value }) => make("input", { type: "checkbox", value }));
    let chosen = null;
    const dialog = make(
      "dialog",
      { className: wide ? "wide" : "" },
      make("h2", { textContent: title }),
      text ? make("p", { textContent: text }) : null,
      wide ?? null,
      note ? make("label", {}, noteFirst ? noteLabel : `${noteLabel} N`, note) : null,
      ...boxes.map(({ text: words }, place) => make("label", { className: "box" }, marks[place], `${place + 1} · ${words}`)),
      make(
        "div",
        { className: choices.length > 5 ? "choices many" : "choices" },
        ...choices.map((choice, place) =>
          make("button", {
            type: "button",
            className: choice.kind ?? "",
            textContent: numbered && choice.value !== undefined && place < 9 ? `${place + 1} · ${choice.label}` : choice.label,
            disabled: choice.disabled ?? false,
            autofocus: choice.focus ?? (numbered && place === 0),
            onclick: () => {
              const marked = marks.filter((one) => one.checked).map((one) => one.value);
              chosen = choice.value === undefined ? null : { value: choice.value, note: note?.value.trim() ?? "", marked };
              dialog.close();
            },
          }),
        ),
      ),
    );
    const choosing = dialog.querySelector(".choices");
    const targets = marks.length ? marks : numbered ? [...choosing.children].slice(0, -1) : [];
    dialog.addEventListener("keydown", (event) => byKeys(event, targets, note, choosing));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
