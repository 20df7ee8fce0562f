/** The last self-test of each terminal: when it was, what it found, and what to do. */

import { clockTime } from "./clock.js";
import { make } from "./dom.js";
import { isEnglish, say } from "./words.js";

const MARKS = { ok: "✓", attention: "!", broken: "✗", absent: "–" };
const VERDICTS = { ok: "都正常", attention: "有要留意的", broken: "有故障", absent: "没有可查的" };

function when(hall, at) {
  const day = new Date(at).toLocaleDateString(isEnglish() ? "en-GB" : "zh-CN", {
    month: "numeric",
    day: "numeric",
    timeZone: hall.timezone,
  });
  return `${day} ${clockTime(hall, at)}`;
}

function findingLine({ check, state, words, remedy }) {
  const wrong = state === "broken" || state === "attention";
  return make(
    "li",
    { className: state },
    make("i", { textContent: MARKS[state] }),
    make(
      "span",
      {},
      make("strong", { textContent: say(check) }),
      ` ${say(words)}`,
      wrong && remedy ? make("small", { textContent: say(remedy) }) : null,
    ),
  );
}

/** One terminal's self-test; what is not well stands open, the rest is one touch away. `open` are the ids unfolded. */
function selfTestLine(hall, { client, at, version, findings }, open) {
  const [gravest] = findings;
  const state = gravest?.state ?? "absent";
  const summary = make(
    "summary",
    {},
    make("i", { textContent: MARKS[state] }),
    make("strong", { textContent: client }),
    ` ${say(VERDICTS[state])}`,
    make("small", { textContent: `${when(hall, at)} · ${version}` }),
  );
  const details = make("details", { open: open.has(client) }, summary, make("ol", {}, ...findings.map(findingLine)));
  details.addEventListener("toggle", () => (details.open ? open.add(client) : open.delete(client)));
  return make("li", { className: state, "data-client": client }, details);
}

/**
 * Puts the self-tests (as the wire has them, the gravest findings first) into the list `list`. `open` is a set of
 * terminals that stay unfolded over redraws; the page keeps it.
 */
export function showSelfTests(list, hall, selftests, open) {
  const none = make("li", { className: "none", textContent: say("还没有终端做过自检") });
  list.replaceChildren(...(selftests.length ? selftests.map((one) => selfTestLine(hall, one, open)) : [none]));
}
