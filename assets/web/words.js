/** The two languages: Chinese is written in the pages, English comes from the hall's catalogue. */

const KEY = "tinghao-language";
let english = {};
let current = localStorage.getItem(KEY) === "en" ? "en" : "zh_CN";
const listeners = [];

/** `source` in the current language, its `{…}` filled. */
export function say(source, values = {}) {
  const sentence = current === "en" ? (english[source] ?? source) : source;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Of something named in both languages (`name`, `name_en`) the name to show. */
export function nameOf(thing, key = "name") {
  return (current === "en" && thing[`${key}_en`]) || thing[key];
}

export function isEnglish() {
  return current === "en";
}

/** Puts the current language on everything marked `data-say`; call it once, then again after each switch. */
function wordsOnPage() {
  document.documentElement.lang = current === "en" ? "en" : "zh-CN";
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-language]")) {
    element.textContent = current === "en" ? "中文" : "English";
    element.lang = current === "en" ? "zh-CN" : "en";
  }
  for (const listener of listeners) listener();
}

/** Makes the page speak: loads the catalogue where needed, and switches at the buttons marked `data-language`. */
export async function speak(onSwitch = () => {}) {
  listeners.push(onSwitch);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", async () => {
      button.blur();
      current = current === "en" ? "zh_CN" : "en";
      localStorage.setItem(KEY, current);
      await load();
      wordsOnPage();
    });
  }
  await load();
  wordsOnPage();
}

async function load() {
  if (current !== "en" || Object.keys(english).length) return;
  try {
    const answer = await fetch("/words/en.json");
    if (answer.ok) english = await answer.json();
  } catch {
    current = "zh_CN"; // without a catalogue the page stays Chinese
  }
}
