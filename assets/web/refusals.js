/** Why the desk said no, in the page's language. */

import { nameOf, say } from "./words.js";

/** The sentence of a refused outcome; names of services and states in it are said in the page's language too. */
export function refusalWords(hall, { code, sentence, values }) {
  const words = {};
  for (const [name, value] of Object.entries(values ?? {})) {
    const named = [...hall.services, ...hall.matters].find((one) => one.name === value);
    words[name] = named ? nameOf(named) : say(value);
  }
  return say(hall.refusals[code] ?? sentence, words);
}

/** What is to be told about an answer that is not what was wanted; empty where it is. */
export function troubleWords(hall, { status, body }) {
  if (status === 0) return say("网页服务没有应答，请稍等再按");
  if (status === 503) return say("总台没有应答，请稍等再按");
  if (status === 409) return refusalWords(hall, body.outcome);
  return status === 200 || status === 204 ? "" : say("这一步没有做成，请刷新页面再试");
}
