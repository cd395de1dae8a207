// A care provider (aanbieder) that pytest-draaiboek can judge, over HTTP. Node.js 18 or later, nothing to install:
//
//   pytest --draaiboek=iwmo-3.1 --draaiboek-onderdeel=kalender \
//          --draaiboek-systeem="http://127.0.0.1:{poort}" \
//          --draaiboek-start="node aanbieder.mjs {poort}"
//
// The first half stands for your own application: it knows the dates, and keeps books. The second half is the adapter,
// the part that you would write: it turns each verb of the kit into a call of the application.

import { createServer } from "node:http";

// ---- The application ------------------------------------------------------------------------------------------------

const STOP_303 = new Date("2022-03-01T23:00:00+01:00");
const STOP_323 = new Date("2022-03-23T23:00:00+01:00");
const STOP_HEEN = new Date("2022-03-30T17:00:00+02:00"); // Fout om te proberen: "17:00" wordt "18:00"; dan faalt eis 3.1.2
const STOP_RETOUR = new Date("2022-03-31T13:00:00+02:00");
const EINDE_INLEZEN = new Date("2022-03-31T23:00:00+02:00");
const LIVE = new Date("2022-04-04T13:00:00+02:00");

// What an aanbieder sends, and until when it does so in 3.0.
const STOP = new Map([
  ["303", STOP_303],
  ["323", STOP_323],
  ["305", STOP_HEEN],
  ["307", STOP_HEEN],
  ["315", STOP_HEEN],
  ["317", STOP_HEEN],
  ["302", STOP_RETOUR],
  ["320", STOP_RETOUR],
]);
const ANTWOORD = new Map([["301", "302"], ["319", "320"]]);
const VERVALLEN = new Set(["303", "304"]); // do not exist in 3.1

/** The version in which a type is sent at this moment, or null when it may not be sent. */
function verzendversie(nummer, nu, live) {
  if (nu >= live) return VERVALLEN.has(nummer) ? null : "3.1";
  return nu < STOP.get(nummer) ? "3.0" : null;
}

/** The version in which a type is read in at this moment, or null when nothing is. */
function leesversie(nummer, nu, live) {
  if (nu >= live) return VERVALLEN.has(nummer) ? null : "3.1";
  return nu < EINDE_INLEZEN ? "3.0" : null;
}

/** What this application needs to know of a message; null when it is not one of ours. */
function lees(xml) {
  // A message says what it is in the namespace of its root: .../iwmo/3_0/wmo305/schema
  const naamruimte = /istandaarden\.nl\/i(?:wmo|jw)\/(\d+)_(\d+)\/((?:wmo|jw)(\d{3}))\//.exec(xml);
  if (!naamruimte) return null;
  const [, hoofd, sub, berichttype, nummer] = naamruimte;
  const velden = (naam) => {
    const element = new RegExp(`<(?:\\w+:)?${naam}>([^<]*)<`, "g");
    return Array.from(xml.matchAll(element), ([, tekst]) => tekst);
  };
  // A retour repeats the Identificatie of the message that it answers, and has one of its own beside it.
  const [identificatie] = [...velden("IdentificatieRetour"), ...velden("Identificatie")];
  return {
    xml,
    nummer,
    berichttype: berichttype.toUpperCase(),
    versie: `${hoofd}.${sub}`,
    sleutel: `${berichttype} ${velden("Afzender")[0]} ${identificatie}`,
    toewijzingen: velden("ToewijzingNummer"),
  };
}

class Aanbieder {
  constructor() {
    this.klok = () => this.gezet ?? new Date();
    this.reset();
  }

  reset() {
    this.live = LIVE; // a migration can be put off
    this.ontvangen = new Map(); // every message that came in, by its key
    this.beantwoord = new Set(); // keys of what we answered
    this.toegewezen = new Set(); // numbers of the toewijzingen that gemeenten gave us
    this.mislukt = []; // sent, and refused by the knooppunt: somebody has to look at these
    this.spoed = []; // urgent orders that wait for the traffic to be open again
  }

  verzend(opdracht) {
    const { berichttype, weergaven } = opdracht;
    const nummer = berichttype.slice(-3);
    if (!STOP.has(nummer)) return weiger("ROL", `Een ${berichttype} verzendt een aanbieder niet.`);
    // One question decides everything: which version is in force for this type, now?
    const versie = verzendversie(nummer, this.klok(), this.live);
    if (!versie) return weiger("STOP", `Een ${berichttype} kan nu niet verzonden worden: het verkeer is gestopt.`);
    const bericht = lees(weergaven[versie]);
    const heen = opdracht.in_antwoord_op ? lees(opdracht.in_antwoord_op) : null;
    const bezwaar = heen || isAntwoord(nummer) ? this.bezwaarTegenAntwoord(heen, bericht) : this.bezwaar(bericht);
    if (bezwaar) return weiger("BOEK", bezwaar);
    if (heen) this.beantwoord.add(heen.sleutel);
    return { status: "aanvaard", berichten: [bericht.xml], code: "", melding: "Verzonden." };
  }

  bezwaarTegenAntwoord(heen, bericht) {
    if (!heen) return "Er is geen bericht genoemd om op te antwoorden.";
    if (!this.ontvangen.has(heen.sleutel)) return `Er is geen ${heen.berichttype} met die identificatie ontvangen.`;
    if (this.beantwoord.has(heen.sleutel)) return "Dat bericht is al beantwoord.";
    // A pair is never broken: what was asked in 3.0 is answered in 3.0, or not at all.
    if (heen.versie === bericht.versie) return "";
    return `Op een bericht in ${heen.versie} kan geen antwoord in ${bericht.versie} volgen.`;
  }

  bezwaar(bericht) {
    const onbekend = bericht.toewijzingen.filter((nummer) => !this.toegewezen.has(nummer));
    return onbekend.length ? `Voor deze cliënt is geen toewijzing ${onbekend[0]} ontvangen.` : "";
  }

  ontvang(xml) {
    const bericht = lees(xml);
    if (!bericht) return weiger("ONLEESBAAR", "Dit is geen leesbaar iWmo- of iJw-bericht.");
    const { berichttype, nummer, versie, sleutel } = bericht;
    if (versie !== leesversie(nummer, this.klok(), this.live)) {
      return weiger("VERSIE", `Een ${berichttype} in versie ${versie} wordt nu niet ingelezen.`);
    }
    if (this.ontvangen.has(sleutel)) return weiger("DUBBEL", `Deze ${berichttype} is al eerder ontvangen.`);
    this.ontvangen.set(sleutel, bericht);
    if (nummer === "301") bericht.toewijzingen.forEach((toewijzing) => this.toegewezen.add(toewijzing));
    return { status: "aanvaard", berichten: [], code: "", melding: "Ingelezen." };
  }

  /** What happens by itself: urgent orders leave as soon as the traffic is open again. */
  verwerk() {
    const berichten = [];
    this.spoed = this.spoed.filter((opdracht) => {
      const uitkomst = this.verzend(opdracht);
      berichten.push(...uitkomst.berichten);
      return uitkomst.code === "STOP";
    });
    return { status: "aanvaard", berichten };
  }

  registreerSpoed(opdracht) {
    this.spoed.push(opdracht);
    const melding = "Vastgelegd; het bericht over deze cliënt volgt zodra het verkeer hervat is.";
    return { status: "uitgesteld", berichten: [], melding };
  }

  meldFout(xml, code, melding) {
    this.mislukt.push(xml);
    const wat = `Een ${lees(xml)?.berichttype} is niet verzonden`;
    return { status: "aanvaard", berichten: [], melding: `${wat} (${code}): ${melding}` };
  }

  stelUit({ live }) {
    this.live = new Date(live);
    return { status: "aanvaard", berichten: [] };
  }

  stand() {
    const heen = [...this.ontvangen.values()].filter((bericht) => ANTWOORD.has(bericht.nummer));
    return {
      te_verzenden: this.mislukt.length + this.spoed.length,
      ongelezen: 0, // whatever comes in is read at once
      onbeantwoord: heen.filter((bericht) => !this.beantwoord.has(bericht.sleutel)).length,
    };
  }
}

const isAntwoord = (nummer) => [...ANTWOORD.values()].includes(nummer);
const weiger = (code, melding) => ({ status: "geweigerd", berichten: [], code, melding });

// ---- The adapter ----------------------------------------------------------------------------------------------------

const aanbieder = new Aanbieder();

// Each verb takes the JSON object of the question, and returns that of the answer.
const verben = {
  reset: () => aanbieder.reset(),
  klok: () => ({ moment: aanbieder.klok().toISOString() }),
  zet_klok: ({ moment }) => void (aanbieder.gezet = new Date(moment)),
  verzend: ({ opdracht }) => aanbieder.verzend(opdracht),
  ontvang: ({ bericht }) => aanbieder.ontvang(bericht),
  verwerk: () => aanbieder.verwerk(),
  stand: () => aanbieder.stand(),
  meld_fout: ({ bericht, code, melding }) => aanbieder.meldFout(bericht, code, melding),
  registreer_spoed: ({ opdracht }) => aanbieder.registreerSpoed(opdracht),
  stel_uit: ({ uitstel }) => aanbieder.stelUit(uitstel),
};
const beschrijving = { vorm: 1, rol: "aanbieder", naam: "voorbeeld-aanbieder-node", versie: "1.0" };
beschrijving.verben = Object.keys(verben);
verben.beschrijving = () => beschrijving;

async function behandel(vraag) {
  const { pathname } = new URL(vraag.url, "http://127.0.0.1");
  // PUT /klok sets the clock; every other path is the name of its verb.
  const verb = vraag.method === "PUT" && pathname === "/klok" ? "zet_klok" : pathname.slice(1);
  if (!Object.hasOwn(verben, verb)) {
    const melding = `Dit systeem kent ${vraag.method} ${pathname} niet.`;
    return [501, { fout: { soort: "niet_ondersteund", melding } }];
  }
  try {
    const stukken = [];
    for await (const stuk of vraag) stukken.push(stuk);
    const tekst = Buffer.concat(stukken).toString("utf8");
    return [200, verben[verb](tekst ? JSON.parse(tekst) : {}) ?? {}];
  } catch (fout) {
    // What breaks down here is the adapter, and is not held against the system.
    return [500, { fout: { soort: "intern", melding: String(fout) } }];
  }
}

const poort = Number(process.argv[2] ?? 8080);
createServer(async (vraag, antwoord) => {
  const [status, inhoud] = await behandel(vraag);
  antwoord.writeHead(status, { "Content-Type": "application/json; charset=utf-8" }).end(JSON.stringify(inhoud));
}).listen(poort, "127.0.0.1");
