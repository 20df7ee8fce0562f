/** What the visitor does at the ticket's page: reads the guide, cancels, rates, complains. For old phones too. */

"use strict";

(function () {
  var byId = Ticket.byId;
  var say = Ticket.say;
  var SCORES = [
    [5, "非常满意"],
    [4, "满意"],
    [3, "基本满意"],
    [2, "不满意"],
    [1, "非常不满意"],
  ];
  var REASONS = [
    ["slow", "办得慢"],
    ["attitude", "态度不好"],
    ["papers", "材料没说清"],
    ["trips", "多跑了路"],
    ["place", "环境不好"],
    ["equipment", "设备不好用"],
    ["other", "其他"],
  ];
  var CATEGORIES = [
    ["delay", "拖着不办"],
    ["shirking", "推来推去"],
    ["attitude", "态度恶劣"],
    ["demanding", "索要好处"],
    ["other", "其他意见"],
  ];
  var BAD = 2;
  var PANELS = ["guide", "cancel", "complaint"];
  var unanswered = {};
  var open = "";
  var drawn = "";
  var said = say("提交");

  function make(parent, tag, words, className) {
    var element = document.createElement(tag);
    if (words) element.textContent = words;
    if (className) element.className = className;
    parent.appendChild(element);
    return element;
  }

  function button(parent, words, className, act) {
    var made = make(parent, "button", words, className);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function freshId() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map
      .call(bytes, function (byte) {
        return ("0" + byte.toString(16)).slice(-2);
      })
      .join("");
  }

  /** One press, under the same id until it is answered; `done()` when the desk has done it. */
  function press(panel, what, body, done) {
    var key = what + JSON.stringify(body);
    var said = panel.querySelector(".said");
    unanswered[key] = unanswered[key] || freshId();
    busy(panel, true);
    said.textContent = "";
    Ticket.send("POST", location.pathname + "/" + what, withId(body, unanswered[key]), function (status, answer) {
      busy(panel, false);
      if (status === 0 || status === 503) {
        said.textContent = say("没有送到，请稍等再按");
        return;
      }
      delete unanswered[key];
      if (status === 200) done();
      else if (status === 409) said.textContent = refusal(answer);
      else said.textContent = say("没有办成，请找导办员");
      if (answer && answer.page) Ticket.take(answer.page);
    });
  }

  function withId(body, id) {
    var whole = { request_id: id };
    Object.keys(body).forEach(function (name) {
      whole[name] = body[name];
    });
    return whole;
  }

  function refusal(answer) {
    var values = {};
    Object.keys(answer.outcome.values).forEach(function (name) {
      values[name] = say(answer.outcome.values[name]);
    });
    return say(answer.sentence, values);
  }

  function busy(panel, is) {
    var buttons = panel.querySelectorAll("button");
    for (var place = 0; place < buttons.length; place += 1) buttons[place].disabled = is;
  }

  /** One box to touch for each of `known`, none of them chosen. */
  function choices(parent, name, kind, known) {
    var list = make(parent, "div", "", "choices");
    known.forEach(function (one) {
      var label = make(list, "label");
      var input = make(label, "input");
      input.type = kind;
      input.name = name;
      input.value = one[0];
      make(label, "span", say(one[1]));
    });
    return list;
  }

  function checked(parent, name) {
    var found = parent.querySelectorAll("input[name=" + name + "]:checked");
    return Array.prototype.map.call(found, function (input) {
      return input.value;
    });
  }

  function lines(parent, label, most) {
    var whole = make(parent, "label", label, "lines");
    var text = make(whole, "textarea");
    text.maxLength = most;
    text.rows = 3;
    return text;
  }

  function thank(words) {
    byId("thanks").textContent = words;
    byId("thanks").hidden = false;
  }

  function drawGuide(panel) {
    make(panel, "p", say("请稍等"), "soft");
    Ticket.send("GET", "/api/guide/" + Ticket.now().code, null, function (status, matter) {
      panel.textContent = "";
      if (status !== 200) return make(panel, "p", say("没有查到，请问导办员"), "said");
      var list = make(panel, "dl");
      matter.readings[Ticket.isEnglish() ? "en" : "zh_CN"].facts.forEach(function (fact) {
        make(list, "dt", fact[0]);
        fact[1].split("\n").forEach(function (line) {
          make(list, "dd", line);
        });
      });
    });
  }

  function drawCancel(panel) {
    make(panel, "p", say("取消以后 {number} 作废，再来要重新取号。", { number: Ticket.now().number }));
    button(panel, say("确定取消"), "grave", function () {
      press(panel, "give-up", {}, function () {
        toggle("");
      });
    });
    button(panel, say("不取消"), "", function () {
      toggle("");
    });
    make(panel, "p", "", "said").setAttribute("role", "alert");
  }

  function drawComplaint(panel) {
    make(panel, "h2", say("您要说什么事？"));
    choices(panel, "category", "radio", CATEGORIES);
    var text = lines(panel, say("说说经过（可以不写）"), 300);
    var contact = make(make(panel, "label", say("怎么联系您（可以不写）"), "lines"), "input");
    contact.maxLength = 40;
    contact.type = "tel";
    var label = make(panel, "label", "", "tick");
    var anonymous = make(label, "input");
    anonymous.type = "checkbox";
    anonymous.id = "anonymous";
    make(label, "span", say("匿名：不留我的号"));
    make(panel, "p", say("被投诉的窗口看不到这条投诉"), "soft");
    button(panel, say("提交"), "main", function () {
      var category = checked(panel, "category")[0];
      if (!category) {
        panel.querySelector(".said").textContent = say("请先选一类");
        return;
      }
      var body = {
        category: category,
        text: text.value,
        contact: contact.value,
        anonymous: anonymous.checked,
      };
      press(panel, "complain", body, function () {
        toggle("");
        thank(say("收到了，我们会查，谢谢您告诉我们"));
      });
    });
    make(panel, "p", "", "said").setAttribute("role", "alert");
  }

  function toggle(name, anew) {
    open = name === open && !anew ? "" : name;
    PANELS.forEach(function (one) {
      var panel = byId(one);
      panel.hidden = one !== open;
      panel.textContent = "";
      byId("to-" + one).setAttribute("aria-expanded", String(one === open));
    });
    if (!open) return;
    if (open !== "guide") byId("thanks").hidden = true;
    ({ guide: drawGuide, cancel: drawCancel, complaint: drawComplaint })[open](byId(open));
  }

  /** Nothing is chosen before the visitor chooses; why is asked of the two worst only. */
  function drawRating(panel) {
    panel.textContent = "";
    make(panel, "h2", say("这次办事，您觉得怎么样？"));
    make(panel, "p", say("不想评价也可以，窗口看不到是谁评的"), "soft");
    var list = choices(panel, "score", "radio", SCORES);
    var rest = make(panel, "div");
    list.addEventListener("change", function () {
      var score = Number(checked(panel, "score")[0]);
      rest.textContent = "";
      if (score <= BAD) {
        make(rest, "h3", say("哪里不好？可以选几样"));
        choices(rest, "reason", "checkbox", REASONS);
      }
      var text = score <= BAD ? lines(rest, say("还想说的（可以不写）"), 300) : null;
      button(rest, say("提交评价"), "main", function () {
        var body = { score: score, reasons: checked(rest, "reason"), text: text ? text.value : "" };
        press(panel, "rate", body, function () {
          thank(say("谢谢您的评价"));
        });
      });
      make(rest, "p", "", "said").setAttribute("role", "alert");
    });
  }

  PANELS.forEach(function (one) {
    byId("to-" + one).addEventListener("click", function () {
      toggle(one);
    });
  });
  byId("language").addEventListener("click", function () {
    toggle("");
    byId("thanks").hidden = true;
  });
  Ticket.watch(function (ticket) {
    var seen = String(ticket.may_rate) + Ticket.isEnglish();
    var send = say("提交");
    if (open && send !== said) toggle(open, true); // the words of the language came after the panel was opened
    said = send;
    byId("to-cancel").hidden = ["waiting", "missed"].indexOf(ticket.state) < 0;
    if (open === "cancel" && byId("to-cancel").hidden) toggle("");
    byId("rating").hidden = !ticket.may_rate;
    if (ticket.may_rate && seen !== drawn) drawRating(byId("rating"));
    drawn = seen;
  });
})();
