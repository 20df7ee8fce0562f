/** The page of the whole guide: every matter under its group. */

import { byId, make } from "./dom.js";
import { nameOf, say, speak } from "./words.js";

const answer = await fetch("/api/guide");
const guide = answer.ok ? await answer.json() : null;

function line(matter) {
  const online = matter.online ? make("span", { className: "online", textContent: say("可网上办") }) : null;
  return make("li", {}, make("a", { href: `/m/${encodeURIComponent(matter.code)}` }, make("span", { textContent: nameOf(matter) }), online));
}

function draw() {
  if (!guide) return;
  byId("hall").textContent = nameOf({ name: guide.hall, name_en: guide.hall_en });
  byId("groups").replaceChildren(
    ...guide.groups.map((group) =>
      make(
        "section",
        {},
        make("h3", { textContent: nameOf(group) }),
        make("ul", { className: "card" }, ...group.matters.map(line)),
      ),
    ),
  );
  byId("version").textContent = say("指南版本 {version}", { version: guide.version });
  document.title = say("办事指南");
}

await speak(draw);
