/** Tells the web that somebody is at the page, so that only a page which nobody uses signs its owner out. */

import { post } from "./send.js";

const EVERY_MS = 20000;

let leaving = false;

/** To the login that leads back to `place`, which somebody is out of who did not leave. */
export function loginAgain(place) {
  if (!leaving) location.replace(place === "start" ? "/login" : `/login?place=${place}&again=1`);
}

/** Signs out, at `place` and everywhere. */
export async function leave(place) {
  leaving = true;
  await post(`/api/logout/${place}`, {});
  location.replace(`/login?place=${place}`);
}

/** Keeps the session at `place` alive while there are hands on mouse, screen or keys; `onOut()` where it is over. */
export function stay(place, onOut) {
  let told = Date.now();

  async function here() {
    if (Date.now() - told < EVERY_MS) return;
    told = Date.now();
    const { status } = await post(`/api/alive/${place}`, {});
    if (status === 401 || status === 403) onOut();
  }

  for (const kind of ["pointerdown", "pointermove", "keydown"]) addEventListener(kind, here, { passive: true });
}

/** Who is signed in at `place`; null where nobody is, which `onOut()` is told of, or where nobody answers. */
export async function whoAmI(place, onOut) {
  try {
    const answer = await fetch(`/api/me/${place}`);
    if (answer.status === 401 || answer.status === 403) onOut();
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
