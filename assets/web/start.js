/** The start page: whoever is signed in sees where they may go, and goes there without another PIN. */

import { byId, make } from "./dom.js";
import { described } from "./places.js";
import { roleWords } from "./roles.js";
import { post } from "./send.js";
import { leave, loginAgain, stay, whoAmI } from "./stay.js";
import { nameOf, say, speak } from "./words.js";

const toLogin = () => loginAgain("start");
const hall = await (await fetch("/api/hall")).json();
const me = await whoAmI("start", toLogin);

async function go(place, address) {
  byId("said").textContent = "";
  const { status, body } = await post(`/api/enter/${place}`, {});
  if (status === 204) location.assign(address);
  else if (status === 401) toLogin();
  else byId("said").textContent = say(body?.detail ?? "网页服务没有应答，请稍等再试");
}

function tile(place) {
  const shown = described(hall, place);
  if (!shown) return null;
  return make(
    "button",
    { type: "button", className: "tile", id: `to-${place}`, onclick: () => go(place, shown.address) },
    make("strong", { textContent: shown.label }),
    make("small", { textContent: shown.about }),
  );
}

if (me) {
  await speak(() => {
    byId("hall").textContent = nameOf(hall);
    document.title = nameOf(hall);
    byId("name").textContent = me.name;
    byId("greeting").textContent = say("{name}，要去哪里？", { name: me.name });
    byId("roles").textContent = me.places.length
      ? roleWords(me.roles)
      : say("{roles}：现在没有可以打开的页面", { roles: roleWords(me.roles) });
    byId("places").replaceChildren(...me.places.map(tile).filter(Boolean));
  });
  byId("pin").onclick = () => location.assign(`/login?place=start&change=1&account=${me.account}`);
  byId("logout").onclick = () => leave("start");
  stay("start", toLogin);
}
