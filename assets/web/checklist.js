/** What a matter needs, and what of it the kiosk has scanned. */

import { make } from "./dom.js";
import { nameOf, say } from "./words.js";

const MISSING = { coming: "正在传来…", unreadable: "读不出来，请看原件" };

/** The name of a material in the page's language, where a matter of the hall needs it. */
export function materialName(hall, material) {
  const matter = hall.matters.find((one) => one.needs.includes(material));
  return matter ? nameOf(matter, "needs")[matter.needs.indexOf(material)] : material;
}

/**
 * Title and list; a plain list where `papers` (the scanned ones) is null, because the hall takes none or they are not
 * known yet. `onLook(paper)` is called for one that is to be seen.
 */
export function checklist(matter, papers, onLook) {
  const names = nameOf(matter, "needs");
  if (!papers) {
    const needs = names.map((need) => make("li", { textContent: need }));
    return [make("h2", { textContent: say("要带的材料") }), make("ol", {}, ...needs)];
  }
  const done = papers.filter((paper) => paper.state === "here" && matter.needs.includes(paper.material)).length;
  const needed = matter.needs.map((need, place) => {
    const missing = matter.deferrable.includes(need) ? say("可容缺，可以后补") : say("主件，没有扫描");
    return row(names[place], papers.find((one) => one.material === need), missing, onLook);
  });
  const besides = papers.filter((paper) => !matter.needs.includes(paper.material));
  return [
    make("h2", { textContent: say("材料（已扫 {done} / {count}）", { done, count: matter.needs.length }) }),
    make("ul", {}, ...needed, ...besides.map((paper) => row(paper.material, paper, "", onLook))),
  ];
}

function row(name, paper, missing, onLook) {
  const here = paper?.state === "here";
  const coming = paper?.state === "coming";
  const said = here ? say("{pages} 页", { pages: paper.pages }) : paper ? say(MISSING[paper.state]) : missing;
  const children = [
    make("b", { textContent: here ? "✓" : coming ? "…" : "✗" }),
    make("span", { textContent: name }),
    make("em", { textContent: said }),
  ];
  return make(
    "li",
    { className: here ? "here" : coming ? "coming" : "missing" },
    here ? make("button", { type: "button", onclick: () => onLook(paper) }, ...children) : make("div", {}, ...children),
  );
}
