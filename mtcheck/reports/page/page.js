(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const tools = document.querySelector(".tools");
  const pop = document.getElementById("pop");
  const order = ["critical", "major", "minor", "neutral"];
  const notes = all(".note");
  const marks = all(".m");
  let current = null; // the mark that j and k go on from
  let shown = null; // the mark whose popover is open
  let timer = 0;

  document.documentElement.classList.add("js");

  const idOf = (mark, number) => mark.closest("article").id + "n" + number;
  const notesOf = (mark) =>
    mark.dataset.f.split(" ").map((number) => document.getElementById(idOf(mark, number))).filter((note) => !note.hidden);
  const marksOf = (note) => {
    const [article, number] = note.id.split("n");
    return all(`#${article} .m[data-f~="${number}"]`);
  };
  const stops = () => marks.filter((mark) => mark.matches("a[href]"));

  // --- filters

  for (const mark of marks) {
    mark.ends = (mark.dataset.n || "").split(" ").filter(Boolean);
    mark.goal = mark.getAttribute("href");
  }
  const checked = (name) => new Set(all(`input[name=${name}]:checked`, tools).map((input) => input.value));

  function filter() {
    const severities = checked("severity");
    const families = checked("family");
    for (const note of notes) {
      note.hidden = !severities.has(note.dataset.severity) || !families.has(note.dataset.family);
    }
    for (const mark of marks) {
      const on = notesOf(mark);
      const worst = (long) =>
        order.find((severity) => on.some((note) => note.dataset.severity === severity && "passage" in note.dataset === long));
      mark.classList.remove("off", ...order.flatMap((severity) => ["s-" + severity, "p-" + severity]));
      mark.classList.add(...(on.length ? [worst(false) && "s-" + worst(false), worst(true) && "p-" + worst(true)] : ["off"]).filter(Boolean));
      if (mark.ends.length) {
        mark.dataset.n = mark.ends.filter((number) => !document.getElementById(idOf(mark, number)).hidden).join(" ");
      }
      if (mark.goal) {
        const own = on.length > 0;
        if (own) mark.setAttribute("href", mark.goal);
        else mark.removeAttribute("href");
      }
    }
    const count = (kind, value, other, allowed) =>
      notes.filter((note) => note.dataset[kind] === value && allowed.has(note.dataset[other])).length;
    for (const input of all("input[name=severity]", tools)) {
      input.parentNode.querySelector(".count").textContent = count("severity", input.value, "family", families);
    }
    for (const input of all("input[name=family]", tools)) {
      input.parentNode.querySelector(".count").textContent = count("family", input.value, "severity", severities);
    }
    const visible = notes.filter((note) => !note.hidden).length;
    tools.querySelector("[role=status]").textContent =
      visible === notes.length ? `${visible} finding${visible === 1 ? "" : "s"}` : `${visible} of ${notes.length} findings shown`;
    hide();
  }

  function compare() {
    const on = checked("cmp");
    for (const one of all("[data-cmp]")) one.hidden = !on.has(one.dataset.cmp);
    for (const sheet of all(".sheet.parallel, .sheet.panes")) sheet.classList.toggle("alone", on.size === 0);
  }

  // --- the popover

  function show(mark) {
    clearTimeout(timer);
    const found = notesOf(mark);
    if (!found.length) return hide();
    if (shown !== mark) {
      hide();
      const list = document.createElement("ul");
      for (const note of found) {
        const copy = note.cloneNode(true);
        copy.removeAttribute("id");
        for (const name of ["href", "aria-label"]) copy.querySelector(".number").removeAttribute(name);
        list.append(copy);
        note.classList.add("lit");
        for (const other of marksOf(note)) other.classList.add("lit");
      }
      const close = document.createElement("button");
      close.type = "button";
      close.className = "close";
      close.textContent = "×";
      close.setAttribute("aria-label", "Close");
      close.addEventListener("click", () => dismiss());
      pop.replaceChildren(close, list);
      shown = mark;
    }
    pop.hidden = false;
    place(mark);
  }

  function place(mark) {
    if (getComputedStyle(pop).position === "fixed") return;
    const box = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const room = document.documentElement.clientWidth - pop.offsetWidth - 16;
    const below = box.bottom + 8 + pop.offsetHeight < innerHeight || box.top < pop.offsetHeight + 8;
    pop.style.left = `${Math.max(16, Math.min(box.left, room)) + scrollX}px`;
    pop.style.top = `${(below ? box.bottom + 8 : box.top - pop.offsetHeight - 8) + scrollY}px`;
  }

  function hide() {
    clearTimeout(timer);
    pop.hidden = true;
    shown = null;
    for (const lit of all(".lit")) lit.classList.remove("lit");
  }

  function dismiss() {
    const back = shown;
    const inside = pop.contains(document.activeElement);
    if (back && inside) {
      back.focus();
    }
    hide();
  }

  const later = (what, wait) => {
    clearTimeout(timer);
    timer = setTimeout(what, wait);
  };

  for (const mark of marks) {
    mark.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && later(() => show(mark), 120));
    mark.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && later(leave, 250));
    mark.addEventListener("focus", () => {
      current = mark;
      show(mark);
    });
    mark.addEventListener("blur", () => later(leave, 0));
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      show(mark);
      if (mark.matches("a")) pop.focus();
    });
  }
  function leave() {
    if (shown && !pop.contains(document.activeElement) && !pop.matches(":hover") && document.activeElement !== shown) hide();
  }
  pop.addEventListener("pointerenter", () => clearTimeout(timer));
  pop.addEventListener("pointerleave", () => later(leave, 250));
  pop.addEventListener("focusout", () => later(leave, 0));
  pop.addEventListener("keydown", (event) => {
    // The popover stands at the end of the page: from its last link Tab goes on behind the mark.
    const links = all("a[href], button", pop);
    if (event.key === "Tab" && shown) {
      const edge = event.shiftKey ? [pop, links[0]] : [links[links.length - 1]];
      if (edge.includes(document.activeElement)) {
        if (event.shiftKey) event.preventDefault();
        shown.focus();
      }
    }
  });
  for (const note of notes) {
    const light = (on) => () => {
      for (const mark of marksOf(note)) mark.classList.toggle("lit", on);
    };
    note.addEventListener("pointerenter", light(true));
    note.addEventListener("pointerleave", light(false));
  }

  // --- keys and buttons

  function move(step) {
    const list = stops();
    if (!list.length) return;
    let at = list.indexOf(current);
    if (at < 0) {
      // Start from what is on the screen.
      at = list.findIndex((mark) => mark.getBoundingClientRect().top > 0);
      at = at < 0 ? 0 : at;
      if (step > 0) at -= 1;
    }
    const next = list[(at + step + list.length) % list.length];
    next.scrollIntoView({ block: "center", behavior: "instant" });
    next.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !pop.hidden) return dismiss();
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const step = { j: 1, n: 1, k: -1, p: -1 }[event.key];
    const keys = tools && tools.querySelector("[data-keys]");
    if (step && keys && keys.checked) {
      event.preventDefault();
      move(step);
    }
  });
  addEventListener("resize", () => shown && place(shown));

  // --- the strip: one stop for the Tab key, arrows inside

  for (const strip of all(".strip svg")) {
    const bars = all("a", strip);
    strip.addEventListener("keydown", (event) => {
      const at = bars.indexOf(document.activeElement);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: bars.length - 1 }[event.key];
      if (at < 0 || to === undefined || !bars[to]) return;
      event.preventDefault();
      bars[at].setAttribute("tabindex", "-1");
      bars[to].setAttribute("tabindex", "0");
      bars[to].focus();
    });
  }

  addEventListener("beforeprint", () => all("details").forEach((one) => (one.open = true)));

  if (tools) {
    tools.hidden = false;
    if (matchMedia("(max-width: 40rem)").matches) tools.querySelector("details").open = false;
    tools.addEventListener("change", (event) => (event.target.name === "cmp" ? compare() : event.target.name && filter()));
    for (const button of all("[data-move]", tools)) button.addEventListener("click", () => move(Number(button.dataset.move)));
  }
})();
