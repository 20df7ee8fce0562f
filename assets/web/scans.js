/** The scanned papers of the ticket in front: asked for while it is in front, gone from the page the moment it is not. */

import { byId, make } from "./dom.js";
import { drawTurned, emptyCanvas, pictureAt, wipe } from "./page_picture.js";
import { viewerOf } from "./viewer.js";
import { say } from "./words.js";

const AGAIN_MS = 4000;
const AT_ONCE = 2; // a browser gives one server six connections, and one follows the state

/** Papers of the window at `address`; `named(material)` is its name, `onChange()` is called when more or less is known. */
export function scansOf(address, named, onChange) {
  const viewer = viewerOf((page) => `${named(page.material)} · ${place(page)}`);
  let token = ""; // of the ticket whose papers are shown
  let mark = -1;
  let papers = null;
  let failed = false;
  let pictures = new Map(); // by page: its picture, or null where it cannot be read
  let chosen = "";
  let asked = new AbortController();
  let again = 0;

  const place = (page) => say("第 {page} / {pages} 页", { page: page.number + 1, pages: page.pages });
  const pages = () => (papers ?? []).flatMap(pagesOf);

  function pagesOf(paper) {
    return Array.from({ length: paper.state === "here" ? paper.pages : 0 }, (_, number) => ({
      key: `${paper.id}/${number} ${paper.kept_at}`,
      address: `${address}/papers/${token}/${paper.id}/${number}`,
      material: paper.material,
      number,
      pages: paper.pages,
    }));
  }

  /** Forgets everything, on the page and in memory. */
  function clear() {
    asked.abort();
    clearTimeout(again);
    viewer.close();
    for (const picture of pictures.values()) picture?.close();
    for (const canvas of byId("scans").querySelectorAll("canvas")) wipe(canvas);
    pictures = new Map();
    papers = null;
    failed = false;
    chosen = "";
    token = "";
    changed();
  }

  function changed() {
    draw();
    onChange();
  }

  async function load() {
    asked.abort();
    clearTimeout(again);
    const mine = new AbortController();
    asked = mine;
    let answer = null;
    try {
      const given = await fetch(`${address}/papers/${token}`, { cache: "no-store", signal: mine.signal });
      if (given.status === 401 || given.status === 403) return; // the state that follows tells why
      answer = given.ok ? await given.json() : null;
    } catch {
      answer = null;
    }
    if (mine.signal.aborted) return;
    failed = answer === null;
    papers = answer ?? papers;
    if (failed || papers.some((paper) => paper.state === "coming")) again = setTimeout(load, AGAIN_MS);
    const wanted = new Set(pages().map((page) => page.key));
    for (const [key, picture] of pictures) {
      if (wanted.has(key)) continue;
      picture?.close();
      pictures.delete(key);
    }
    viewer.update(pages());
    changed();
    const missing = pages().filter((page) => !pictures.has(page.key));
    await Promise.all(Array.from({ length: AT_ONCE }, () => loadPictures(missing, mine.signal)));
  }

  async function loadPictures(missing, signal) {
    for (let page = missing.shift(); page && !signal.aborted; page = missing.shift()) {
      let found = null;
      try {
        found = await pictureAt(`${page.address}?small=true`, signal);
      } catch (error) {
        if (signal.aborted) return;
        if (error.status !== 404) {
          again = setTimeout(load, AGAIN_MS);
          continue;
        }
      }
      if (signal.aborted) found?.close();
      else {
        pictures.set(page.key, found);
        byId("sheets").querySelector(`[data-key="${CSS.escape(page.key)}"]`)?.replaceWith(sheet(page));
        drawPreview();
      }
    }
  }

  function look(key) {
    const all = pages();
    viewer.open(all, Math.max(0, all.findIndex((page) => page.key === key)));
  }

  function choose(key) {
    if (chosen === key) return;
    chosen = key;
    drawPreview();
  }

  function drawPreview() {
    const page = pages().find((one) => one.key === chosen) ?? pages()[0];
    const picture = page && pictures.get(page.key);
    const preview = byId("preview");
    preview.hidden = !page;
    if (!page) return preview.replaceChildren();
    const canvas = emptyCanvas();
    if (picture) drawTurned(canvas, picture);
    preview.onclick = () => look(page.key);
    preview.replaceChildren(canvas, make("span", { textContent: `${named(page.material)} · ${place(page)}` }));
    for (const thumb of byId("sheets").querySelectorAll(".sheet")) {
      thumb.classList.toggle("chosen", thumb.dataset.key === page.key);
    }
    return undefined;
  }

  function sheet(page) {
    const picture = pictures.get(page.key);
    const canvas = emptyCanvas();
    if (picture) drawTurned(canvas, picture);
    const label = `${named(page.material)} ${place(page)}`;
    return make(
      "button",
      {
        type: "button",
        className: "sheet",
        title: label,
        "aria-label": label,
        "data-key": page.key,
        onclick: () => look(page.key),
        onpointerenter: () => choose(page.key),
        onfocus: () => choose(page.key),
      },
      picture === null ? make("i", { textContent: "✗" }) : canvas,
    );
  }

  function group(paper) {
    const said = { here: say("{pages} 页", { pages: paper.pages }), coming: say("正在传来…"), unreadable: say("读不出来") };
    return make(
      "section",
      { className: paper.state },
      make("h3", {}, make("span", { textContent: named(paper.material) }), make("em", { textContent: said[paper.state] })),
      make("div", {}, ...pagesOf(paper).map(sheet)),
    );
  }

  function words() {
    if (!token) return say("叫号以后，这里显示这位扫描的材料");
    if (failed) return say("现在读不到扫描件，正在再试");
    if (papers?.length === 0) return say("这位没有扫描材料，请看原件");
    return "";
  }

  function draw() {
    const count = pages().length;
    byId("scanned").textContent = count ? say("{count} 页 · V 放大看", { count }) : "";
    byId("scans").classList.toggle("filled", Boolean(papers?.length));
    byId("sheets").replaceChildren(...(papers ?? []).map(group));
    byId("scans-said").textContent = words();
    byId("scans-said").hidden = !words();
    drawPreview();
  }

  // what a hidden page shows may be another visitor's when it is seen again
  document.addEventListener("visibilitychange", () => document.hidden && clear());
  addEventListener("pagehide", clear);
  byId("scans").addEventListener("contextmenu", (event) => event.preventDefault()); // which offers to save a picture

  return {
    /** What is known of the papers in front; null while nothing is. */
    papers: () => papers,
    /** Follows the window's state; `mine` tells whether this clerk is at the window. */
    follow(state, mine, first) {
      const inFront = mine && state.front ? state.front.ticket.token : "";
      const came = state.papers !== mark;
      mark = state.papers;
      if (inFront !== token) {
        clear();
        token = inFront;
        if (token) {
          draw();
          load();
        }
      } else if (token && (came || first)) {
        load();
      }
    },
    clear,
    draw,
    /** Shows the first page large, or the first one of `paper`. */
    open(paper) {
      const [page] = paper ? pagesOf(paper) : pages();
      if (page) look(page.key);
    },
  };
}
