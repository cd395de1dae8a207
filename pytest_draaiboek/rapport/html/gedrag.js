"use strict";
(() => {
  const een = (keuze, waar = document) => waar.querySelector(keuze);
  const alle = (keuze, waar = document) => [...waar.querySelectorAll(keuze)];
  const maak = (naam, klasse, tekst) => {
    const element = document.createElement(naam);
    if (klasse) element.className = klasse;
    if (tekst !== undefined) element.textContent = tekst;
    return element;
  };

  // Filter and search.
  const filter = een("#filter"), zoek = een("#zoek"), gevonden = een("#gevonden");
  const eisen = alle("[data-zoekbaar] .eis");
  const eerste = een("[data-zoekbaar]");
  if (eerste) {
    eerste.insertBefore(filter, een(".eis", eerste));
    filter.hidden = false;
  }
  const teksten = new Map();
  // Where a moment stands among the milestones says nothing of what the eis is about: nearly all would be found by any of them.
  const GEZOCHT = ":scope > h4, :scope > p, :scope > ul, summary, .momenten td:nth-child(n + 3), .bevindingen";
  const tekstVan = (element) => {
    if (!teksten.has(element)) {
      teksten.set(element, alle(GEZOCHT, element).map((deel) => deel.textContent).join(" ").toLowerCase());
    }
    return teksten.get(element);
  };
  const past = (element, klasse, woorden) =>
    (!klasse || element.classList.contains(klasse) || een(`.geval.${klasse}`, element)) &&
    woorden.every((woord) => tekstVan(element).includes(woord));
  const toon = () => {
    const klasse = een("input[name=filter]:checked").value;
    const woorden = zoek.value.toLowerCase().split(/\s+/).filter(Boolean);
    let aantal = 0;
    for (const eis of eisen) {
      eis.hidden = !past(eis, klasse, woorden);
      if (!eis.hidden) aantal += 1;
      for (const geval of alle(".geval", eis)) {
        geval.hidden = Boolean(klasse) && !geval.classList.contains(klasse) && Boolean(een(`.geval.${klasse}`, eis));
      }
    }
    const tekst = aantal ? gevonden.dataset.tekst : gevonden.dataset.niets;
    gevonden.textContent = tekst.replace("{aantal}", aantal).replace("{geheel}", eisen.length);
  };
  filter.addEventListener("change", toon);
  filter.addEventListener("submit", (gebeurtenis) => gebeurtenis.preventDefault());
  filter.addEventListener("reset", () => setTimeout(toon));
  zoek.addEventListener("input", toon);

  // Where the timeline is wider than the screen it begins with what deviates first.
  for (const tijdlijn of alle(".tijdlijn")) {
    if (tijdlijn.scrollWidth <= tijdlijn.clientWidth) continue;
    const plekken = alle("svg a[href]", tijdlijn).map((merk) => merk.getBoundingClientRect().left);
    if (plekken.length) {
      tijdlijn.scrollLeft = Math.min(...plekken) - tijdlijn.getBoundingClientRect().left - tijdlijn.clientWidth / 2;
    }
  }

  // Folding, all at once.
  const knop = een("#open");
  const teksten_knop = [knop.textContent, knop.dataset.dicht];
  knop.setAttribute("aria-pressed", "false");
  knop.addEventListener("click", () => {
    const open = knop.getAttribute("aria-pressed") === "false";
    knop.setAttribute("aria-pressed", String(open));
    knop.textContent = teksten_knop[Number(open)];
    for (const geval of alle(".eis:not([hidden]) .geval:not([hidden])")) geval.open = open;
  });

  // Links that can be shared: what they point to is shown, opened, and given the focus.
  const naamIn = (hash) => {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  };
  const ga = () => {
    const doel = document.getElementById(naamIn(location.hash));
    if (!doel) return;
    if (doel.closest("[hidden]")) {
      filter.reset();
      een("input[name=filter]").checked = true;
      zoek.value = "";
      toon();
    }
    for (let element = doel; element; element = element.parentElement) {
      if (element.tagName === "DETAILS") element.open = true;
    }
    const gevallen = doel.classList.contains("eis") ? alle(".geval", doel) : [];
    if (gevallen.length === 1) gevallen[0].open = true;
    const punt = doel.tagName === "DETAILS" ? een("summary", doel) : doel;
    if (punt === doel && !doel.hasAttribute("tabindex")) doel.setAttribute("tabindex", "-1");
    naar(doel, punt, BEELDEN);
  };
  // What was never on the screen has no size yet and cannot have the focus: go there for a few frames, until all above it has been laid out.
  const BEELDEN = 6;
  const naar = (doel, punt, nog) => {
    doel.scrollIntoView({ behavior: "instant" });
    punt.focus({ preventScroll: true });
    if (nog) requestAnimationFrame(() => naar(doel, punt, nog - 1));
  };
  addEventListener("hashchange", ga);
  // Where the address says already, but it may have been filtered away or folded since.
  document.addEventListener("click", (gebeurtenis) => {
    if (gebeurtenis.target.closest?.("a[href^='#']")?.hash === location.hash) ga();
  });

  // A cell that has the focus is not left halfway the edge, or under the column that stays.
  document.addEventListener("focusin", (gebeurtenis) => {
    if (gebeurtenis.target.matches(".matrix td a")) gebeurtenis.target.scrollIntoView({ block: "nearest", inline: "center" });
  });

  // Messages: packed together in the page, unpacked when the first is asked for.
  const bak = een("#berichten");
  let uitgepakt;
  const pakUit = () => {
    uitgepakt ??= (async () => {
      const bytes = Uint8Array.from(atob(bak.textContent.trim()), (teken) => teken.charCodeAt(0));
      const stroom = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      const opNummer = [];
      for (const [nr, ...bericht] of JSON.parse(await new Response(stroom).text())) opNummer[nr] = bericht;
      return opNummer;
    })();
    return uitgepakt;
  };
  const kleur = (pre, tekst) => {
    for (const deel of tekst.match(/<[^>]*>?|[^<]+/g) ?? []) {
      if (deel.startsWith("<")) {
        const [, begin, kenmerken, einde] = /^(<[/?!]?[^\s/>?]*)([\s\S]*?)([/?]?>?)$/.exec(deel);
        pre.append(maak("span", "label", begin), maak("span", "kenmerk", kenmerken), maak("span", "label", einde));
      } else {
        for (const stuk of deel.split(/(•••)/)) {
          if (stuk === "•••") pre.append(maak("span", "masker", stuk));
          else if (stuk) pre.append(stuk);
        }
      }
    }
  };
  const vul = async (details, nr) => {
    if (details.dataset.gevuld) return;
    details.dataset.gevuld = "ja";
    try {
      const pre = maak("pre");
      pre.tabIndex = 0;
      pre.setAttribute("role", "group");
      pre.setAttribute("aria-label", een("summary", details).textContent);
      kleur(pre, (await pakUit())[nr][2]);
      if (pre.textContent.includes("•••")) details.append(maak("p", "bij", bak.dataset.gemaskeerd));
      details.append(pre);
    } catch {
      details.append(maak("p", "noot", bak.dataset.mislukt));
    }
  };
  const hang = async (geval) => {
    const rijen = alle("tr[data-b]", geval);
    if (!rijen.length || geval.dataset.gehangen) return;
    geval.dataset.gehangen = "ja";
    let soorten;
    try {
      soorten = await pakUit();
    } catch {
      geval.append(maak("p", "noot", bak.dataset.mislukt));
      return;
    }
    for (const rij of rijen) {
      const eronder = maak("tr", "berichten");
      if (rij.className) eronder.classList.add(rij.className);
      const cel = maak("td");
      cel.colSpan = rij.children.length;
      eronder.append(cel);
      rij.classList.add("met");
      rij.after(eronder);
      for (const verwijzing of rij.dataset.b.split(" ")) {
        const nr = Number(verwijzing.slice(1));
        const [type, versie] = soorten[nr];
        const richting = verwijzing.startsWith("i") ? bak.dataset.in : bak.dataset.uit;
        const details = maak("details", "bericht");
        details.append(maak("summary", "", `${richting}: ${type ? `${type} ${versie}` : bak.dataset.onleesbaar}`));
        details.addEventListener("toggle", () => details.open && vul(details, nr));
        cel.append(details);
      }
    }
  };
  // A toggle does not bubble; a listener that captures hears it all the same.
  document.addEventListener("toggle", (gebeurtenis) => {
    const geval = gebeurtenis.target;
    if (geval.classList?.contains("geval") && geval.open) hang(geval);
  }, true);
  alle(".geval[open]").forEach(hang);

  // On paper whatever deviates by the draaiboek is to be read; of the technical part each case's own line will do.
  let voorPapier = [];
  addEventListener("beforeprint", () => {
    voorPapier = alle('section[id$="eisen"] :is(.geval.fout, .geval.letop):not([open])');
    for (const geval of voorPapier) geval.open = true;
  });
  addEventListener("afterprint", () => {
    for (const geval of voorPapier) geval.open = false;
  });

  toon();
  if (location.hash) ga();
})();
