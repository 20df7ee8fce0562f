// The page's words: Chinese source sentences, English from the hall's catalogue.
let english = null;
let catalogue = null;

export const speakEnglish = () => english !== null;

export function say(sentence, values = {}) {
  const words = english?.[sentence] ?? sentence;
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export async function toggleLanguage() {
  catalogue ??= await (await fetch("/words/en.json")).json();
  english = english ? null : catalogue;
  document.documentElement.lang = english ? "en" : "zh-CN";
}
