// The what-if panels of a page. Every answer was worked out beforehand and stands in the page as data: this script
// looks up the one that belongs to a setting and shows it. It fetches nothing, and of the data it makes text alone.
"use strict";
(() => {
  const page = JSON.parse(document.getElementById("try-data").textContent);
  const words = (place) => page.strings[place];

  // A text is only replaced by another one, so that a screen reader does not say the same again.
  function write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  // Shows or hides a part of the strip; its places are in percent of the width.
  function place(element, places) {
    element.style.display = places ? "" : "none";
    for (const [name, percent] of Object.entries(places || {})) element.setAttribute(name, `${percent}%`);
  }

  // One side of the strip: its figure or null, its ends, and whether it has no end below (1), above (2) or both (3).
  function drawComputed(part, side) {
    const [at, low, high, open] = side || [null, 0, 0, 0];
    place(part("band"), high - low > page.narrowest.band && {x: low, width: high - low});
    place(part("middle"), at !== null && {x1: at, x2: at});
    place(part("band-below"), open & 1 && {});
    place(part("band-above"), open & 2 && {});
  }

  function drawStated(part, side) {
    const [at, low, high, open] = side || [null, 0, 0, 0];
    const room = side && (high - low > page.narrowest.room || at === null); // else the marker covers it
    place(part("marker"), at !== null && {x: at});
    place(part("drop"), at !== null && {x1: at, x2: at});
    place(part("room"), room && {x1: low, x2: high});
    place(part("room-low"), room && !(open & 1) && {x1: low, x2: low});
    place(part("room-high"), room && !(open & 2) && {x1: high, x2: high});
    place(part("room-below"), open & 1 && {});
    place(part("room-above"), open & 2 && {});
  }

  async function copy(output, said) {
    try {
      await navigator.clipboard.writeText(output.textContent);
      write(said, "Copied.");
    } catch (refused) { // a browser may not let a page that is a file write to the clipboard
      getSelection().selectAllChildren(output);
      write(said, document.execCommand("copy") ? "Copied." : "Selected: copy it by hand.");
    }
  }

  function begin(panel) {
    const root = document.getElementById(panel.id);
    const part = (name) => root.querySelector(`[data-part="${name}"]`);
    const inputs = panel.controls.map((one) => document.getElementById(one.id));

    function showControls() {
      panel.controls.forEach((one, number) => {
        const shown = words(one.shown[inputs[number].value]);
        write(root.querySelector(`[data-now="${one.id}"]`), shown);
        if (inputs[number].type === "range") inputs[number].setAttribute("aria-valuetext", shown);
      });
    }

    function showBadge(element, badge) {
      element.className = `badge ${badge.name}`;
      write(element.querySelector(".mark"), badge.mark);
      write(element.querySelector(".word"), badge.word);
    }

    // Values that do not go together have no answer: nothing is left of the one before.
    function showAnswer(view) {
      part("as-read").hidden = part("overall").hidden = !view;
      if (view) {
        showBadge(part("as-read"), page.badges[view.asRead]);
        showBadge(part("overall"), page.badges[view.overall]);
      }
      write(part("headline"), view ? words(view.headline) : page.apart);
      write(part("sentences"), view ? view.sentences.map(words).join(" ") : "");
      for (const name of ["stated", "computed", "ways"]) write(part(name), view ? words(view[name]) : "");
      if (part("marker")) {
        drawStated(part, view && view.places[0]);
        drawComputed(part, view && view.places[1]);
      }
    }

    // What was moved is never taken for the answer to the article.
    function showState() {
      const moved = panel.controls.some((one, number) => Number(inputs[number].value) !== one.start);
      part("state").className = moved ? "state moved" : "state";
      write(part("state"), page.states[Number(moved)]);
    }

    function show() {
      // The views stand in the order of the settings; the position of the last control changes first.
      const at = panel.controls.reduce((sum, one, n) => sum * one.shown.length + Number(inputs[n].value), 0);
      const view = panel.views[panel.settings[at][0]];
      showControls();
      showState();
      showAnswer(view);
      write(part("command"), words(panel.command) + words(panel.settings[at][1]));
      write(part("copied"), "");
    }

    function reset() {
      panel.controls.forEach((one, number) => { inputs[number].value = one.start; });
      show();
    }

    // Of a list some browsers, and what helps people to use one, say only that it was changed.
    for (const event of ["input", "change"]) inputs.forEach((one) => one.addEventListener(event, show));
    part("reset").addEventListener("click", reset);
    part("copy").addEventListener("click", () => copy(part("command"), part("copied")));
    part("table").open = false; // it says the same
    root.querySelector(".live").hidden = false;
    reset();
  }

  page.panels.forEach(begin);
})();
