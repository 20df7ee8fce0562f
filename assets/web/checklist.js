/** What the matter in front needs, and what of it the kiosk has scanned. */

import { byId, make } from "./dom.js";
import { nameOf, say } from "./words.js";

const MISSING = { here: "", coming: "正在传来…", unreadable: "读不出来，请看原件" };

/** The matter of the ticket in front; none where the plan no longer has it. */
function matterOf(hall, front) {
  return hall.matters.find((one) => one.code === front?.ticket.matter);
}

/** The name of a material in the page's language, where it is one that the matter in front needs. */
export function materialName(hall, front, material) {
  const matter = matterOf(hall, front);
  return (matter && nameOf(matter, "needs")[matter.needs.indexOf(material)]) ?? material;
}

/**
 * `papers` are the scanned ones, null where the hall takes none or they are not known; then it is a plain list.
 * `onLook(paper)` is called for one that is to be seen.
 */
export function drawChecklist(hall, front, papers, onLook) {
  const matter = matterOf(hall, front);
  const rows = matter ? (papers ? scanned(matter, papers, onLook) : [plain(matter)]) : [];
  const done = papers?.filter((paper) => paper.state === "here" && matter?.needs.includes(paper.material)).length;
  const title =
    matter && papers ? say("材料（已扫 {done} / {count}）", { done, count: matter.needs.length }) : say("要带的材料");
  byId("papers").replaceChildren(
    make("h2", { textContent: title }),
    ...(rows.length ? rows : [make("p", { className: "soft", textContent: say("叫号以后，这里列出这件事要带的材料") })]),
  );
}

function plain(matter) {
  return make("ol", {}, ...nameOf(matter, "needs").map((need) => make("li", { textContent: need })));
}

/** Every paper that is needed, then what was scanned besides. */
function scanned(matter, papers, onLook) {
  const names = nameOf(matter, "needs");
  const needed = matter.needs.map((need, place) => {
    const paper = papers.find((one) => one.material === need);
    const missing = matter.deferrable.includes(need) ? say("可容缺，可以后补") : say("主件，没有扫描");
    return row(names[place], paper, missing, onLook);
  });
  const besides = papers.filter((paper) => !matter.needs.includes(paper.material));
  return [make("ul", {}, ...needed, ...besides.map((paper) => row(paper.material, paper, "", onLook)))];
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
  const className = here ? "here" : coming ? "coming" : "missing";
  return make(
    "li",
    { className },
    here ? make("button", { type: "button", onclick: () => onLook(paper) }, ...children) : make("div", {}, ...children),
  );
}
