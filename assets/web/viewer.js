/** One page of a paper, large: turned, made larger, moved; the next one and the one before, by keys or buttons. */

import { make } from "./dom.js";
import { drawTurned, emptyCanvas, pictureAt, wipe } from "./page_picture.js";
import { say } from "./words.js";

const ZOOMS = [1, 1.5, 2, 3, 4];
const MARGIN_PX = 16;

/** `titleOf(page)` names a page. Gives `open(pages, index)`, `update(pages)` and `close()`; pages have `key` and `address`. */
export function viewerOf(titleOf) {
  const canvas = emptyCanvas("large");
  const ground = make("div", { className: "ground", tabIndex: -1, autofocus: true }, canvas);
  const title = make("h2", {});
  const said = make("p", { className: "soft", role: "status" });
  const bar = make("div", { className: "tools" });
  const dialog = make("dialog", { className: "viewer" }, make("header", {}, title, bar), ground, said);
  const turns = new Map();
  let pages = [];
  let at = 0;
  let zoom = 0;
  let picture = null;
  let asked = null;

  const TOOLS = [
    { label: "上一页", key: "←", codes: ["ArrowLeft", "PageUp"], act: () => go(at - 1), on: () => at > 0 },
    { label: "下一页", key: "→", codes: ["ArrowRight", "PageDown"], act: () => go(at + 1), on: () => at < pages.length - 1 },
    { label: "放大", key: "+", codes: ["Equal", "NumpadAdd"], act: () => enlarge(1), on: () => zoom < ZOOMS.length - 1 },
    { label: "缩小", key: "−", codes: ["Minus", "NumpadSubtract"], act: () => enlarge(-1), on: () => zoom > 0 },
    { label: "旋转", key: "R", codes: ["KeyR"], act: turn, on: () => Boolean(picture) },
    { label: "关闭", key: "Esc", codes: [], act: () => dialog.close(), on: () => true },
  ];

  function drawBar() {
    const page = pages[at];
    title.textContent = page ? titleOf(page) : "";
    bar.replaceChildren(
      ...TOOLS.map((tool) =>
        make(
          "button",
          { type: "button", disabled: !tool.on(), onclick: tool.act, tabIndex: -1 },
          say(tool.label),
          make("small", { textContent: tool.key }),
        ),
      ),
    );
  }

  function draw() {
    if (picture) drawTurned(canvas, picture, turns.get(pages[at].key) ?? 0);
    size();
    drawBar();
  }

  /** Fits the page into the ground and multiplies; the middle of what is seen stays in the middle. */
  function size() {
    if (!picture) return;
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = ground;
    const middle = [(scrollLeft + clientWidth / 2) / scrollWidth, (scrollTop + clientHeight / 2) / scrollHeight];
    const fit = Math.min((clientWidth - 2 * MARGIN_PX) / canvas.width, (clientHeight - 2 * MARGIN_PX) / canvas.height);
    canvas.style.width = `${Math.floor(canvas.width * fit * ZOOMS[zoom])}px`;
    ground.scrollLeft = middle[0] * ground.scrollWidth - clientWidth / 2;
    ground.scrollTop = middle[1] * ground.scrollHeight - clientHeight / 2;
    ground.classList.toggle("movable", zoom > 0);
  }

  function enlarge(by) {
    zoom = Math.min(Math.max(zoom + by, 0), ZOOMS.length - 1);
    size();
    drawBar();
  }

  function turn() {
    if (!picture) return;
    const { key } = pages[at];
    turns.set(key, ((turns.get(key) ?? 0) + 1) % 4);
    draw();
  }

  function forget() {
    asked?.abort();
    picture?.close();
    picture = null;
    wipe(canvas);
  }

  async function go(index) {
    if (index < 0 || index >= pages.length) return;
    forget();
    if (pages[index].material !== pages[at]?.material) zoom = 0;
    at = index;
    said.textContent = "";
    drawBar();
    const mine = new AbortController();
    asked = mine;
    try {
      const found = await pictureAt(pages[at].address, mine.signal);
      if (mine.signal.aborted) found.close();
      else {
        picture = found;
        draw();
        ground.scrollTop = 0;
      }
    } catch {
      if (!mine.signal.aborted) said.textContent = say("这一页读不出来，请看原件");
    }
  }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const tool = TOOLS.find((one) => one.codes.includes(event.code));
    if (!tool) return;
    event.preventDefault();
    if (tool.on()) tool.act();
  }

  function onDrag(event) {
    if (event.button !== 0 || !ground.classList.contains("movable")) return;
    ground.setPointerCapture(event.pointerId);
    const move = (moved) => {
      ground.scrollLeft -= moved.movementX;
      ground.scrollTop -= moved.movementY;
    };
    ground.addEventListener("pointermove", move);
    ground.addEventListener("lostpointercapture", () => ground.removeEventListener("pointermove", move), { once: true });
  }

  function onWheel(event) {
    event.preventDefault();
    enlarge(event.deltaY < 0 ? 1 : -1);
  }

  dialog.addEventListener("keydown", onKey);
  dialog.addEventListener("close", () => {
    forget();
    dialog.remove();
  });
  dialog.addEventListener("contextmenu", (event) => event.preventDefault()); // which offers to save the picture
  ground.addEventListener("pointerdown", onDrag);
  ground.addEventListener("wheel", onWheel, { passive: false });
  addEventListener("resize", size);

  return {
    open(all, index) {
      pages = all;
      if (!pages.length) return;
      if (!dialog.open) {
        document.body.append(dialog);
        dialog.showModal();
      }
      ground.focus();
      zoom = 0;
      go(index);
    },
    /** Newer pages while it is open: the one that is seen stays, or the viewer closes with it. */
    update(all) {
      const { key } = pages[at] ?? {};
      pages = all;
      if (!dialog.open) return;
      at = pages.findIndex((page) => page.key === key);
      if (at < 0) dialog.close();
      else drawBar();
    },
    close() {
      turns.clear();
      pages = [];
      at = 0;
      dialog.close();
      forget();
    },
  };
}
