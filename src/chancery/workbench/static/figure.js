// What a figure does beyond standing there: it is zoomed and moved, and what belongs to a mark is
// shown with it. The picture stays the one that was sent: its width grows within a frame that
// scrolls, so that links, letters and the keys of the browser work on. Without it, all is there.
"use strict";

const MOST = 8; // times as large as it was sent
const STEP = 1.3; // of one key, button or notch of a wheel
const SCROLLED = 80; // pixels, by an arrow key
const STILL = 4; // pixels that a pointer moves in a click
const LETTERS = 0.6; // of zooming in that letters do not take part in: they stay apart, and legible
const SETTLED = 200; // milliseconds, after which the address says what is seen

for (const frame of document.querySelectorAll(".figure")) {
  const picture = frame.querySelector("svg");
  if (picture) enliven(frame, picture);
}

function enliven(frame, picture) {
  frame.classList.add("live");
  const words = addWords(frame);
  const zoom = makeZoom(frame, picture);
  addButtons(words, zoom);
  listen(frame, zoom);
  point(frame, picture, words.querySelector(".pointed"));
  zoom.restore();
}

function makeZoom(frame, picture) {
  const letters = [...picture.querySelectorAll("text")].map((one) => [one, +one.getAttribute("x"), +one.getAttribute("y")]);
  const pinned = [...picture.querySelectorAll("[data-top]")].map((one) => [one, +one.dataset.top]);
  let sent = picture.getBoundingClientRect().width;
  let times = 1;
  let writing = 0;

  function set(wanted, x = frame.clientWidth / 2, y = frame.clientHeight / 2) {
    const least = Math.min(1, frame.clientWidth / sent);
    const next = Math.min(Math.max(wanted, least), MOST);
    if (next === times) return;
    const [left, top] = [(frame.scrollLeft + x) / times, (frame.scrollTop + y) / times];
    times = next;
    picture.style.minWidth = picture.style.width = times === 1 ? "" : `${sent * times}px`;
    picture.style.setProperty("--times", times);
    const size = times > 1 ? times ** -LETTERS : 1;
    for (const [one, at, down] of letters) {
      if (size === 1) one.removeAttribute("transform");
      else one.setAttribute("transform", `translate(${at * (1 - size)} ${down * (1 - size)}) scale(${size})`);
    }
    frame.scrollTo(left * times - x, top * times - y);
    pin();
    note();
  }

  // what names the days stays in view above the rows
  function pin() {
    const seen = frame.scrollTop / (picture.clientWidth / picture.viewBox.baseVal.width);
    for (const [one, top] of pinned) one.setAttribute("transform", `translate(0 ${Math.max(0, seen - top)})`);
  }

  // where one is stands in the address, so that a reload or a link shows the same part
  function note() {
    clearTimeout(writing);
    writing = setTimeout(() => {
      const at = [times, frame.scrollLeft / times / sent, frame.scrollTop / times / sent];
      const moved = times !== 1 || frame.scrollLeft || frame.scrollTop;
      const rest = location.pathname + location.search;
      history.replaceState(history.state, "", moved ? `${rest}#at=${at.map((one) => one.toFixed(3)).join(",")}` : rest);
    }, SETTLED);
  }

  function restore() {
    const said = /^#at=([\d.]+),([\d.]+),([\d.]+)$/.exec(location.hash);
    if (!said) return;
    const [zoomed, left, top] = said.slice(1).map(Number);
    set(zoomed, 0, 0);
    frame.scrollTo(left * times * sent, top * times * sent);
  }

  // another width of the window is another width of the picture
  addEventListener("resize", () => {
    const before = times;
    set(1);
    sent = picture.getBoundingClientRect().width;
    set(before);
  });
  frame.addEventListener("scroll", () => { pin(); note(); }, { passive: true });
  return {
    by: (factor, x, y) => set(times * factor, x, y),
    back: () => { set(1); frame.scrollTo(0, 0); },
    whole: () => { set(0); frame.scrollTo(0, 0); },
    times: () => times,
    restore,
  };
}

function addWords(frame) {
  const words = document.createElement("div");
  words.className = "zooming";
  const pointed = document.createElement("p");
  pointed.className = "pointed";
  pointed.setAttribute("aria-hidden", "true"); // who hears the page hears the title of the mark
  pointed.textContent = "Point at a mark to see what belongs to it. + and − zoom, arrows move, 0 is as sent.";
  words.append(pointed);
  frame.before(words);
  return words;
}

function addButtons(words, zoom) {
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Zoom");
  for (const [sign, name, act] of [
    ["−", "Zoom out", () => zoom.by(1 / STEP)],
    ["+", "Zoom in", () => zoom.by(STEP)],
    ["Whole", "Show the whole width", zoom.whole],
    ["Reset", "Show it as it was sent", zoom.back],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = name;
    if (sign.length === 1) button.setAttribute("aria-label", name);
    button.addEventListener("click", () => { act(); tell(zoom); });
    group.append(button);
  }
  words.prepend(group);
}

function tell(zoom) {
  document.getElementById("said").textContent = `Zoomed to ${Math.round(100 * zoom.times())} %`;
}

function listen(frame, zoom) {
  const at = (event) => {
    const box = frame.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const keys = {
    "+": () => zoom.by(STEP),
    "=": () => zoom.by(STEP),
    "-": () => zoom.by(1 / STEP),
    "0": zoom.back,
    ArrowLeft: () => frame.scrollBy(-SCROLLED, 0),
    ArrowRight: () => frame.scrollBy(SCROLLED, 0),
    ArrowUp: () => frame.scrollBy(0, -SCROLLED),
    ArrowDown: () => frame.scrollBy(0, SCROLLED),
  };
  frame.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
    if (!event.key.startsWith("Arrow")) tell(zoom);
  });

  // a wheel scrolls the page over a figure, unless one works in it or holds Ctrl, as a pinch does
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !frame.contains(document.activeElement)) return;
    event.preventDefault();
    zoom.by(STEP ** (-Math.sign(event.deltaY) * Math.min(1, Math.abs(event.deltaY) / 60)), ...at(event));
  }, { passive: false });

  drag(frame);
  pinch(frame, zoom, at);
}

// a mouse moves the picture; fingers do so by themselves
function drag(frame) {
  let from = null;
  let moved = false;
  frame.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    from = [event.clientX, event.clientY, frame.scrollLeft, frame.scrollTop];
  });
  frame.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [x, y] = [event.clientX - from[0], event.clientY - from[1]];
    if (!moved && Math.hypot(x, y) < STILL) return;
    if (!moved) {
      moved = true;
      frame.setPointerCapture(event.pointerId);
      frame.classList.add("moving");
    }
    frame.scrollTo(from[2] - x, from[3] - y);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    frame.addEventListener(end, () => { from = null; frame.classList.remove("moving"); });
  }
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  frame.addEventListener("click", (event) => {
    if (moved) event.preventDefault(); // the end of a drag follows no link
    moved = false;
  }, true);
}

function pinch(frame, zoom, at) {
  let apart = 0;
  const span = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  frame.addEventListener("touchstart", (event) => {
    apart = event.touches.length === 2 ? span(event.touches) : 0;
  }, { passive: true });
  frame.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2 || !apart) return;
    event.preventDefault();
    const now = span(event.touches);
    const [one, other] = event.touches;
    const middle = { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
    zoom.by(now / apart, ...at(middle));
    apart = now;
  }, { passive: false });
}

// a mark that is pointed at, or has the focus, lights up with what belongs to it, and is named
function point(frame, picture, pointed) {
  const first = pointed.textContent;
  const marks = [...picture.querySelectorAll("[data-record]")];
  const record = (one) => one.dataset.record;
  const ends = (one) => (one.dataset.with || "").split(" ").filter(Boolean);
  const meets = picture.classList.contains("ch-network");

  // of a tie its two ends; of one at an end its ties, and who is at their other ends; of a place
  // what took place there, and the other way round
  function belonging(mark) {
    const near = meets && mark.dataset.with
      ? [mark]
      : marks.filter((one) => record(one) === record(mark) || ends(one).includes(record(mark)));
    const others = new Set((meets ? near : [mark]).flatMap(ends));
    return new Set([mark, ...near, ...marks.filter((one) => others.has(record(one)) && !(meets && one.dataset.with))]);
  }

  function show(target) {
    const mark = target.closest("[data-record]");
    const titled = mark || target.closest("rect");
    const lit = mark ? belonging(mark) : new Set();
    picture.classList.toggle("pointing", lit.size > 0);
    for (const one of marks) one.classList.toggle("lit", lit.has(one));
    pointed.textContent = titled?.querySelector(":scope > title")?.textContent || first;
  }

  picture.addEventListener("pointerover", (event) => show(event.target));
  picture.addEventListener("pointerleave", () => show(frame.contains(document.activeElement) ? document.activeElement : frame));
  picture.addEventListener("focusin", (event) => show(event.target));
  picture.addEventListener("focusout", () => show(frame));
}
