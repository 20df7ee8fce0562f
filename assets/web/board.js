/**
 * The hall's board: draws the picture that the server has painted, and speaks the calls where `?sound=1` wants it.
 * One classic script in the language of 2017: browsers of TVs are old and stay so.
 */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const SILENCE_MS = 16000; // three beats of the server
  const AGAIN_MS = 3000;
  const PATIENCE_MS = 30000;
  const FRAME_MS = 33;
  const BASELINE = 0.436; // from the middle of a line to its baseline, in sizes of the letters
  const ANCHORS = { 0: "start", 0.5: "middle", 1: "end" };

  const svg = document.getElementById("board");
  const hint = document.getElementById("hint");
  const address = location.pathname.replace(/\/$/, "");
  let state = null;
  let heardAt = 0;
  let runs = null;
  let zoom = 0;

  /** How much larger letters must be here for digits of the height that was reckoned with. */
  function zoomOf(digit) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 400;
    const pen = canvas.getContext("2d");
    pen.font = "700 300px " + getComputedStyle(svg).fontFamily;
    pen.fillText("1", 50, 350);
    const dots = pen.getImageData(0, 0, 400, 400).data;
    let top = 0;
    while (top < 350 && !inked(dots, top)) top += 1;
    const measured = (350 - top) / 300;
    const factor = measured > 0.3 ? digit / measured : 1;
    return Math.abs(factor - 1) < 0.015 ? 1 : Math.min(1.3, Math.max(0.9, factor));
  }

  function inked(dots, line) {
    for (let at = line * 1600 + 3; at < (line + 1) * 1600; at += 4) if (dots[at] > 127) return true;
    return false;
  }

  function make(name, attributes) {
    const element = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach((key) => element.setAttribute(key, attributes[key]));
    return element;
  }

  function box(part) {
    return make("rect", {
      x: part.x, y: part.y, width: part.width, height: part.height, rx: part.radius || 0, fill: part.colour,
    });
  }

  function words(part, x, anchor) {
    const text = make("text", {
      x: x, y: part.middle + BASELINE * part.size, fill: part.colour, "text-anchor": anchor,
      "font-size": part.size * zoom, "font-weight": part.bold ? 700 : 400,
    });
    text.textContent = part.text;
    return text;
  }

  /** The whole picture at once, so that nothing flickers; words that are too wide here are made narrower. */
  function draw(parts) {
    const fresh = document.createDocumentFragment();
    const fitted = [];
    runs = null;
    parts.forEach((part) => {
      if (part.type === "Box") {
        fresh.appendChild(box(part));
      } else if (part.type === "Words") {
        const text = words(part, part.x, ANCHORS[part.anchor || 0]);
        fitted.push({ text: text, width: part.width });
        fresh.appendChild(text);
      } else {
        const text = words(part, 0, "start");
        fresh.appendChild(text);
        runs = { text: text, part: part };
      }
    });
    while (svg.firstChild) svg.removeChild(svg.firstChild);
    svg.appendChild(fresh);
    const wide = fitted.filter((one) => one.text.getComputedTextLength() > one.width * 1.005);
    wide.forEach((one) => {
      one.text.setAttribute("textLength", one.width);
      one.text.setAttribute("lengthAdjust", "spacingAndGlyphs");
    });
    run();
  }

  function run() {
    if (!runs) return;
    const room = state.width + Math.max(runs.part.width, runs.text.getComputedTextLength());
    const now = state.at + (performance.now() - heardAt) / 1000;
    runs.text.setAttribute("x", state.width - (((now - runs.part.began) * state.runs) % room));
  }

  function show(news) {
    if (state && state.version !== news.version) location.reload();
    state = news;
    heardAt = performance.now();
    zoom = zoom || zoomOf(news.digit);
    svg.setAttribute("viewBox", "0 0 " + news.width + " " + news.height);
    draw(news.parts);
    if (voice) voice.take(news);
  }

  /* The link. */

  let source = null;
  let silence = 0;

  function open() {
    if (source) source.close();
    source = new EventSource(address + "/events");
    source.addEventListener("state", (event) => {
      heard();
      lost = false;
      show(JSON.parse(event.data));
    });
    source.addEventListener("beat", () => {
      heard();
      if (lost) draw(state.parts);
      lost = false;
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(open, AGAIN_MS);
    });
  }

  let lost = false;

  function heard() {
    clearTimeout(silence);
    silence = setTimeout(missed, SILENCE_MS);
  }

  function missed() {
    lost = true;
    if (state) draw(state.lost);
    silence = setTimeout(missed, SILENCE_MS);
    open();
  }

  /* The voice. */

  function makeVoice() {
    const waiting = [];
    let seen = null;
    let speaking = false;

    function take(news) {
      if (!seen) seen = news.spoken.filter((one) => one.rank).map((one) => one.name); // calls of before are silent
      news.spoken.filter((one) => seen.indexOf(one.name) < 0).forEach((one) => {
        seen.unshift(one.name);
        add(one.name, one.rank, 1);
      });
      seen.length = Math.min(seen.length, 99);
      next();
    }

    function add(name, rank, turn) {
      waiting.push({ name: name, rank: rank, turn: turn, since: Date.now() });
    }

    /** The one that goes first of those still worth speaking. */
    function first() {
      let found = -1;
      for (let at = waiting.length - 1; at >= 0; at -= 1) {
        if (waiting[at].rank && Date.now() - waiting[at].since > PATIENCE_MS) waiting.splice(at, 1);
      }
      for (let at = waiting.length - 1; at >= 0; at -= 1) {
        if (found < 0 || waiting[at].rank <= waiting[found].rank) found = at;
      }
      return found < 0 ? null : waiting.splice(found, 1)[0];
    }

    function next() {
      const said = speaking ? null : first();
      if (!said) return;
      speaking = true;
      const audio = new Audio(address + "/spoken/" + said.name + ".wav");
      const over = () => {
        if (!speaking || audio.over) return;
        audio.over = true;
        speaking = false;
        next();
      };
      audio.addEventListener("error", over);
      audio.addEventListener("ended", () => {
        if (said.turn < state.times) add(said.name, said.rank ? 3 : 0, said.turn + 1);
        over();
      });
      const playing = audio.play();
      if (playing) {
        playing.catch((reason) => {
          if (reason.name === "NotAllowedError") hint.hidden = false;
          over();
        });
      }
    }

    document.addEventListener("click", () => {
      hint.hidden = true;
    });
    return { take: take };
  }

  const voice = /[?&]sound=1/.test(location.search) ? makeVoice() : null;
  open();
  setInterval(run, FRAME_MS);
})();
