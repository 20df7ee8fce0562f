/** Sends presses to the server: JSON there and back, the same press under the same id until it is answered. */

const TIMEOUT_MS = 8000;
const TRIES = 2;
const unanswered = new Map();

/** A fresh id; `crypto.randomUUID` is missing where the hall's network has no TLS. */
function freshId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Posts `body` as JSON; resolves to `{status, body}`, status 0 when nobody answered. */
export async function post(address, body) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : null };
  } catch {
    return { status: 0, body: null };
  }
}

/** One press; when it stays unanswered, the next equal press is sent under the same id, so it is done once. */
export async function press(address, body) {
  const key = address + JSON.stringify(body);
  const requestId = unanswered.get(key) ?? freshId();
  unanswered.set(key, requestId);
  let answer = { status: 0, body: null };
  for (let tries = 0; tries < TRIES && answer.status === 0; tries += 1) {
    answer = await post(address, { ...body, request_id: requestId });
  }
  if (answer.status !== 0 && answer.status !== 503) unanswered.clear();
  return answer;
}
