/** The start page: the hall's windows to choose from. */

import { byId, make } from "./dom.js";
import { isEnglish, nameOf, say, speak } from "./words.js";

const hall = await (await fetch("/api/hall")).json();

await speak(() => {
  byId("hall").textContent = nameOf(hall);
  document.title = nameOf(hall);
  byId("windows").replaceChildren(
    ...hall.windows.map((window) => {
      const served = hall.services.filter((service) => service.windows.includes(window.number)).map((one) => nameOf(one));
      return make(
        "a",
        { className: "tile", href: `/window/${window.number}` },
        make("strong", { textContent: say("{window} 号窗口", { window: window.number }) }),
        make("small", { textContent: served.join(isEnglish() ? ", " : "、") }),
      );
    }),
  );
});
