// Fingers on the pictures of the screens, passed on in order and in the screens' own pixels.
export function send(address, body) {
  return fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export function touchable(picture, name, [width, height]) {
  let waiting = [];
  let sending = false;
  let down = false;

  async function flush() {
    if (sending) return;
    sending = true;
    while (waiting.length) await send(`/screens/${name}/touch`, waiting.shift()).catch(() => {});
    sending = false;
  }

  function touch(action, event) {
    const box = picture.getBoundingClientRect();
    const within = (value, size) => Math.min(size - 1, Math.max(0, Math.round(value)));
    const x = within(((event.clientX - box.left) / box.width) * width, width);
    const y = within(((event.clientY - box.top) / box.height) * height, height);
    if (action === "move" && waiting.at(-1)?.action === "move") waiting.pop();
    waiting.push({ action, x, y });
    flush();
  }

  picture.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
    down = true;
    touch("down", event);
  });
  picture.addEventListener("pointermove", (event) => { if (down) touch("move", event); });
  for (const end of ["pointerup", "pointercancel"]) {
    picture.addEventListener(end, (event) => { if (down) { down = false; touch("up", event); } });
  }
}
