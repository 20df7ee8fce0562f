/** A matter's page: its eight public facts in the page's language, and where it can be done. */

import { byId, make } from "./dom.js";
import { isEnglish, nameOf, say, speak } from "./words.js";

const PAPERS = 2; // the row of the papers, which is a list to tick off
const DIALLED = /(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}|[48]00-\d{3}-\d{4}|\b(?:1\d{2,4}|9\d{4,5}))$/;
const CALLED = [6, 7]; // the rows with telephone numbers
const code = location.pathname.split("/").pop();
const answer = await fetch(`/api/guide/${code}`);
const matter = answer.ok ? await answer.json() : null;

function valueOf(text, row) {
  if (row === PAPERS) return make("ul", {}, ...text.split("\n").map((line) => make("li", { textContent: line })));
  const number = CALLED.includes(row) ? text.match(DIALLED)?.[0] : undefined;
  if (number) {
    return make("span", {}, text.slice(0, -number.length), make("a", { href: `tel:${number}`, textContent: number }));
  }
  return text === matter.online ? make("a", { href: text, rel: "noreferrer", textContent: text }) : text;
}

function rows(list) {
  return list.map(([label, text], row) =>
    make("div", {}, make("dt", { textContent: label }), make("dd", {}, valueOf(text, list.length === 8 ? row : -1))),
  );
}

function draw() {
  if (!matter) return;
  const reading = matter.readings[isEnglish() ? "en" : "zh_CN"];
  byId("hall").textContent = nameOf({ name: matter.hall, name_en: matter.hall_en });
  byId("service").textContent = nameOf({ name: matter.service, name_en: matter.service_en });
  byId("name").textContent = nameOf(matter);
  byId("ways").hidden = !matter.online;
  if (matter.online) byId("online").href = matter.online;
  byId("facts").replaceChildren(...rows(reading.facts));
  byId("particulars").replaceChildren(...rows(reading.particulars));
  byId("version").textContent = say("指南版本 {version}", { version: matter.version });
  document.title = nameOf(matter);
}

await speak(draw);
