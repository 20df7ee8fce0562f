/** A ticket's page: follows its ticket and says it in plain words. Written for phones of many years: no modules. */

"use strict";

var Ticket = (function () {
  var KEY = "tinghao-language";
  var OVER = ["completed", "cancelled"];
  var SILENCE_MS = 16000;
  var AGAIN_MS = 1500;
  var english = null;
  var language = kept() === "en" ? "en" : "zh_CN";
  var ticket = null;
  var linked = false;
  var source = null;
  var silence = 0;
  var again = 0;
  var watchers = [];

  function kept() {
    try {
      return localStorage.getItem(KEY);
    } catch (error) {
      return null; // a phone that keeps nothing stays Chinese
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, language);
    } catch (error) {
      return;
    }
  }

  function byId(id) {
    return document.getElementById(id);
  }

  function say(sentence, values) {
    var words = (language === "en" && english && english[sentence]) || sentence;
    return words.replace(/\{(\w+)\}/g, function (whole, name) {
      return values && values[name] !== undefined ? values[name] : whole;
    });
  }

  function nameOf(thing, key) {
    return (language === "en" && thing[key + "_en"]) || thing[key];
  }

  function put(id, words) {
    if (byId(id).textContent !== words) byId(id).textContent = words;
  }

  /** Asks the server; `then(status, body)`, status 0 when nobody answered. */
  function send(method, address, body, then) {
    var asked = new XMLHttpRequest();
    asked.open(method, address);
    asked.timeout = 8000;
    if (body) asked.setRequestHeader("Content-Type", "application/json");
    asked.onloadend = function () {
      var read = null;
      try {
        read = JSON.parse(asked.responseText);
      } catch (error) {
        read = null;
      }
      then(asked.status, read);
    };
    asked.send(body ? JSON.stringify(body) : null);
  }

  /** Where the ticket stands and what to do: two sentences. */
  function words() {
    var at = { window: ticket.window };
    var back = ticket.wait && ticket.wait.back_by;
    switch (ticket.state) {
      case "waiting":
        return [
          ticket.ahead === null
            ? say("请稍等")
            : ticket.ahead
              ? say("前面还有 {count} 人", { count: ticket.ahead })
              : say("下一位就是您"),
          back ? say("可以暂时离开，请在 {time} 前回来", { time: back }) : say("请到等候区就座，留意屏幕和广播"),
        ];
      case "called":
        return [say("请到 {window} 号窗口", at), say("正在叫您的号")];
      case "serving":
        return [say("正在 {window} 号窗口办理", at), ""];
      case "parked":
        return [say("您的事先放一放"), say("准备好了，请回到 {window} 号窗口", at)];
      case "missed":
        return [say("叫过您了，没有等到您"), say("号还在。请告诉导办员或窗口，可以重新排队")];
      case "completed":
        return [say("✓ 已经办结"), say("谢谢，请慢走")];
      case "cancelled":
        return [
          say("这个号已经取消"),
          ticket.opens ? say("还要办事，{time} 起重新取号", { time: ticket.opens }) : say("还要办事，请重新取号"),
        ];
      default:
        return ["", ""];
    }
  }

  /** The range that the server has rounded, or whom to ask where it is not today. */
  function waitLine(wait) {
    if (ticket.state !== "waiting" || !wait) return "";
    if (wait.outlook === "not_today") return say("今天下班前可能办不到，请问导办员");
    if (wait.outlook !== "range") return "";
    return (
      say("预计等候") +
      " " +
      (wait.low_min
        ? say("约 {low}–{high} 分钟", { low: wait.low_min, high: wait.high_min })
        : say("{high} 分钟以内", { high: wait.high_min }))
    );
  }

  /** A matter's name; among several with a mark once it is done. */
  function matterWords(named) {
    return (named.done && ticket.more.length ? "✓ " : "") + nameOf(named, "name");
  }

  function over() {
    return ticket !== null && OVER.indexOf(ticket.state) >= 0;
  }

  function draw() {
    var up = linked && (over() || (ticket !== null && ticket.live));
    byId("link").className = up ? "link" : "link lost";
    put("link", up ? say("自动更新，不用刷新") : say("正在连接…"));
    if (!ticket) return;
    var sentences = words();
    put("hall", (ticket.practice ? say("练习，不能办事：") : "") + nameOf(ticket, "hall"));
    put("number", ticket.number);
    put("matter", matterWords({ name: ticket.matter, name_en: ticket.matter_en, done: ticket.done }));
    var more = byId("more");
    more.textContent = "";
    ticket.more.forEach(function (one) {
      more.appendChild(document.createElement("li")).textContent = matterWords(one);
    });
    byId("standing").className = "standing card " + ticket.state;
    byId("wait").className = ticket.wait && ticket.wait.outlook === "not_today" ? "wait late" : "wait";
    put("where", sentences[0]);
    put("wait", waitLine(ticket.wait));
    put("how", sentences[1]);
    document.title = ticket.number + " " + sentences[0];
    watchers.forEach(function (watcher) {
      watcher(ticket);
    });
  }

  function drawWords() {
    var marked = document.querySelectorAll("[data-say]");
    document.documentElement.lang = language === "en" ? "en" : "zh-CN";
    for (var place = 0; place < marked.length; place += 1) {
      marked[place].textContent = say(marked[place].getAttribute("data-say"));
    }
    byId("language").textContent = language === "en" ? "中文" : "English";
    draw();
  }

  /** Shows the page in its language; the English words are fetched once, and only where they are wanted. */
  function speak() {
    if (language !== "en" || english) return drawWords();
    send("GET", "/words/ticket.json", null, function (status, body) {
      if (status === 200) english = body;
      else language = "zh_CN";
      drawWords();
    });
  }

  function take(state) {
    ticket = state;
    draw();
    if (over()) close();
  }

  function link(up) {
    linked = up;
    draw();
  }

  function heard() {
    clearTimeout(silence);
    silence = setTimeout(reopen, SILENCE_MS);
    link(true);
  }

  function reopen() {
    link(false);
    open();
  }

  function close() {
    clearTimeout(silence);
    clearTimeout(again);
    if (source) source.close();
    source = null;
  }

  /** The stream was refused or has ended: the ticket may be gone, which the page itself says when it is loaded anew. */
  function refused() {
    close();
    link(false);
    send("GET", location.pathname, null, function (status) {
      if (status === 404) location.reload();
      else again = setTimeout(open, AGAIN_MS);
    });
  }

  function open() {
    close();
    source = new EventSource(location.pathname + "/events");
    silence = setTimeout(reopen, SILENCE_MS);
    source.addEventListener("state", function (event) {
      heard();
      take(JSON.parse(event.data));
    });
    source.addEventListener("beat", heard);
    source.addEventListener("ended", refused);
    source.addEventListener("error", function () {
      link(false);
      if (source && source.readyState === 2) refused();
    });
  }

  // a browser gives one server six connections: a hidden page gives its own back
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) close();
    else if (!over()) open();
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && !over()) open();
  });
  byId("language").addEventListener("click", function () {
    language = language === "en" ? "zh_CN" : "en";
    keep();
    speak();
  });
  window.addEventListener("DOMContentLoaded", function () {
    speak();
    if (!document.hidden) open();
  });

  return {
    byId: byId,
    say: say,
    nameOf: nameOf,
    send: send,
    take: take,
    now: function () {
      return ticket;
    },
    watch: function (watcher) {
      watchers.push(watcher);
    },
    isEnglish: function () {
      return language === "en" && english !== null;
    },
  };
})();
