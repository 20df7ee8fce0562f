/** Follows whole states sent by the server; tells when the link is lost and mends it by itself. */

const SILENCE_MS = 16000;
const AGAIN_MS = 1500;
const PAUSE_MS = 300;

let madeFor = null;

/** The page begins again where another plan holds than the one it was made for; nobody is interrupted in a dialog. */
async function followPlan() {
  const answer = await fetch("/health").catch(() => null);
  const plan = answer?.ok ? (await answer.json()).plan : null;
  madeFor ??= plan;
  if (plan && plan !== madeFor) {
    setInterval(() => !document.querySelector("dialog[open]") && location.reload(), PAUSE_MS);
  }
}

/**
 * `onState(state, first)` gets every state, `first` true after each new connection; `onLink(up)` every rise and fall;
 * `onRefused()` is called when the server will not stream (the caller finds out why) and before trying again. A page
 * of a hall that practises is marked so.
 */
export function follow(address, { onState, onLink, onRefused }) {
  let source = null;
  let silence = 0;
  let again = 0;
  let first = true;

  function heard() {
    clearTimeout(silence);
    silence = setTimeout(reopen, SILENCE_MS);
    onLink(true);
  }

  function reopen() {
    lost();
    close();
    open();
  }

  function lost() {
    first = true;
    onLink(false);
  }

  function close() {
    clearTimeout(silence);
    clearTimeout(again);
    source?.close();
    source = null;
  }

  async function refused() {
    close();
    lost();
    await onRefused();
    again = setTimeout(open, AGAIN_MS);
  }

  function open() {
    close();
    first = true;
    source = new EventSource(address);
    silence = setTimeout(reopen, SILENCE_MS);
    source.addEventListener("state", (event) => {
      heard();
      const state = JSON.parse(event.data);
      document.body.classList.toggle("practice", Boolean(state.practice ?? state.board?.practice));
      onState(state, first);
      if (first) followPlan();
      first = false;
    });
    source.addEventListener("beat", heard);
    source.addEventListener("ended", refused);
    source.addEventListener("error", () => {
      lost();
      if (source?.readyState === EventSource.CLOSED) refused();
    });
  }

  // a browser gives one server six connections: a hidden page gives its own back
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && open());
  if (!document.hidden) open();
  return close;
}
