// A municipality (gemeente) that pytest-draaiboek can judge, over stdin and stdout. Java 17 or later, nothing to install:
//
//   pytest --draaiboek=iwmo-3.1 --draaiboek-onderdeel=kalender --draaiboek-klok=faketime \
//          --draaiboek-systeem="proces:java docs/voorbeelden/Gemeente.java"
//
// Its clock cannot be set: it asks the JVM what time it is, as any application does, and faketime answers. So there is no
// verb zet_klok. The class Gemeente stands for your own application: it knows the dates, and keeps books. Adapter is the
// part that you would write; Json is there because the JDK has none: with a JSON library it shrinks to nothing.

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;

class Adapter {
    private final Gemeente gemeente = new Gemeente();

    public static void main(String[] argumenten) throws IOException {
        // One JSON object per line, always in UTF-8, whatever the platform thinks; nothing else may go to stdout.
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var uit = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var adapter = new Adapter();
        for (String regel = in.readLine(); regel != null; regel = in.readLine()) {
            var vraag = Json.object(new Json(regel).lees());
            var antwoord = new LinkedHashMap<String, Object>();
            antwoord.put("nr", vraag.get("nr"));
            try {
                antwoord.putAll(adapter.doe((String) vraag.get("verb"), vraag));
            } catch (UnsupportedOperationException fout) {
                antwoord.put("fout", Map.of("soort", "niet_ondersteund", "melding", String.valueOf(fout.getMessage())));
            } catch (RuntimeException fout) {
                // What breaks down here is the adapter, and is not held against the system.
                antwoord.put("fout", Map.of("soort", "intern", "melding", fout.toString()));
            }
            uit.print(Json.schrijf(antwoord) + "\n");
            uit.flush();
        }
    }

    private Map<String, Object> doe(String verb, Map<String, Object> vraag) {
        return switch (verb) {
            case "beschrijving" -> Map.of("vorm", 1, "rol", "gemeente", "naam", "voorbeeld-gemeente-java", "versie", "1.0", "verben",
                List.of("reset", "klok", "verzend", "ontvang", "verwerk", "stand", "meld_fout", "registreer_spoed"));
            case "reset" -> { gemeente.reset(); yield Map.of(); }
            case "klok" -> Map.of("moment", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Instant.now().atZone(Gemeente.ZONE)));
            case "verzend" -> gemeente.verzend(opdracht(vraag)).json();
            case "ontvang" -> gemeente.ontvang((String) vraag.get("bericht")).json();
            case "verwerk" -> gemeente.verwerk().json();
            case "stand" -> gemeente.stand();
            case "meld_fout" -> gemeente.meldFout((String) vraag.get("bericht"), (String) vraag.get("code"), (String) vraag.get("melding")).json();
            case "registreer_spoed" -> gemeente.registreerSpoed(opdracht(vraag)).json();
            default -> throw new UnsupportedOperationException("Dit systeem kent " + verb + " niet.");
        };
    }

    private static Opdracht opdracht(Map<String, Object> vraag) {
        var opdracht = Json.object(vraag.get("opdracht"));
        var weergaven = new HashMap<String, String>();
        Json.object(opdracht.get("weergaven")).forEach((versie, xml) -> weergaven.put(versie, (String) xml));
        return new Opdracht((String) opdracht.get("berichttype"), (String) opdracht.get("in_antwoord_op"), weergaven);
    }
}

record Opdracht(String berichttype, String inAntwoordOp, Map<String, String> weergaven) {}

record Uitkomst(String status, List<String> berichten, String code, String melding) {
    static Uitkomst aanvaard(String melding, List<String> berichten) { return new Uitkomst("aanvaard", berichten, "", melding); }

    static Uitkomst geweigerd(String code, String melding) { return new Uitkomst("geweigerd", List.of(), code, melding); }

    Map<String, Object> json() { return Map.of("status", status, "berichten", berichten, "code", code, "melding", melding); }
}

/** What this application needs to know of a message. */
record Bericht(String berichttype, String nummer, String versie, String sleutel, List<String> toewijzingen, List<String> referenties) {
    static Bericht lees(String xml) {
        try {
            var fabriek = DocumentBuilderFactory.newInstance();
            fabriek.setNamespaceAware(true);
            fabriek.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var document = fabriek.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            // A message says what it is in the namespace of its root: http://www.istandaarden.nl/iwmo/3_0/wmo305/schema
            String[] delen = document.getDocumentElement().getNamespaceURI().split("/");
            String type = delen[5].toUpperCase(Locale.ROOT);
            // A retour repeats the Identificatie of the message that it answers, and has one of its own beside it.
            var eigen = velden(document, "IdentificatieRetour");
            var identificatie = (eigen.isEmpty() ? velden(document, "Identificatie") : eigen).get(0);
            return new Bericht(type, type.substring(type.length() - 3), delen[4].replace('_', '.'),
                String.join(" ", type, velden(document, "Afzender").get(0), identificatie),
                velden(document, "ToewijzingNummer"), velden(document, "ReferentieAanbieder"));
        } catch (Exception fout) {
            throw new IllegalArgumentException("Dit is geen leesbaar iWmo- of iJw-bericht (" + fout + ").", fout);
        }
    }

    private static List<String> velden(Document document, String naam) {
        var gevonden = document.getElementsByTagNameNS("*", naam);
        return IntStream.range(0, gevonden.getLength()).mapToObj(nr -> gevonden.item(nr).getTextContent()).toList();
    }
}

class Gemeente {
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    static final Instant STOP_HEEN = moment("2022-03-30T17:00");
    static final Instant STOP_RETOUR = moment("2022-03-31T13:00");
    static final Instant EINDE_INLEZEN = moment("2022-03-31T23:00");
    static final Instant LIVE = moment("2022-04-04T13:00"); // Fout om te proberen: "13:00" wordt "00:00"; dan faalt eis 2.1a

    static final Set<String> VERVALLEN = Set.of("303", "304"); // do not exist in 3.1
    // What a gemeente sends, and until when it does so in 3.0.
    static final Map<String, Instant> STOP = Map.of("301", STOP_HEEN, "319", STOP_HEEN, "304", STOP_RETOUR, "306", STOP_RETOUR,
        "308", STOP_RETOUR, "316", STOP_RETOUR, "318", STOP_RETOUR, "325", STOP_RETOUR);
    // What it receives, and has to answer.
    static final Set<String> VRAGEN = Set.of("303", "305", "307", "315", "317", "323");

    private final Map<String, Bericht> ontvangen = new LinkedHashMap<>(); // every message that came in, by its key
    private final Set<String> beantwoord = new HashSet<>(); // keys of what we answered
    private final Set<String> toegewezen = new HashSet<>(); // numbers of toewijzingen that were used
    private final Set<String> gevraagd = new HashSet<>(); // references of requests that came in
    private final List<String> mislukt = new ArrayList<>(); // sent, and refused by the knooppunt: somebody has to look at these
    private final List<Opdracht> spoed = new ArrayList<>(); // urgent orders that wait for the traffic to be open again

    private static Instant moment(String tekst) { return LocalDateTime.parse(tekst).atZone(ZONE).toInstant(); }

    void reset() { List.of(ontvangen.keySet(), beantwoord, toegewezen, gevraagd, mislukt, spoed).forEach(Collection::clear); }

    /** The version in which a type is sent at this moment, or null when it may not be sent. */
    private static String verzendversie(String nummer, Instant nu) {
        if (!nu.isBefore(LIVE)) return VERVALLEN.contains(nummer) ? null : "3.1";
        return nu.isBefore(STOP.get(nummer)) ? "3.0" : null;
    }

    /** The version in which a type is read in at this moment, or null when nothing is. */
    private static String leesversie(String nummer, Instant nu) {
        if (!nu.isBefore(LIVE)) return VERVALLEN.contains(nummer) ? null : "3.1";
        return nu.isBefore(EINDE_INLEZEN) ? "3.0" : null;
    }

    Uitkomst verzend(Opdracht opdracht) {
        String type = opdracht.berichttype(), nummer = type.substring(type.length() - 3);
        if (!STOP.containsKey(nummer)) return Uitkomst.geweigerd("ROL", "Een " + type + " verzendt een gemeente niet.");
        // One question decides everything: which version is in force for this type, now?
        String versie = verzendversie(nummer, Instant.now());
        if (versie == null) return Uitkomst.geweigerd("STOP", "Een " + type + " kan nu niet verzonden worden: het berichtenverkeer is gestopt.");
        String xml = opdracht.weergaven().get(versie);
        var bericht = Bericht.lees(xml);
        var heen = opdracht.inAntwoordOp() == null ? null : Bericht.lees(opdracht.inAntwoordOp());
        String bezwaar = nummer.equals("301") || nummer.equals("319") ? bezwaar(bericht) : bezwaarTegenAntwoord(heen, bericht);
        if (!bezwaar.isEmpty()) return Uitkomst.geweigerd("BOEK", bezwaar);
        if (heen != null) beantwoord.add(heen.sleutel());
        if (nummer.equals("301")) toegewezen.addAll(bericht.toewijzingen());
        return Uitkomst.aanvaard("Verzonden.", List.of(xml));
    }

    private String bezwaarTegenAntwoord(Bericht heen, Bericht bericht) {
        if (heen == null) return "Er is geen bericht genoemd om op te antwoorden.";
        if (!ontvangen.containsKey(heen.sleutel())) return "Er is geen " + heen.berichttype() + " met die identificatie ontvangen.";
        if (beantwoord.contains(heen.sleutel())) return "Dat bericht is al beantwoord.";
        // A pair is never broken: what was asked in 3.0 is answered in 3.0, or not at all.
        return heen.versie().equals(bericht.versie()) ? "" : "Op een bericht in " + heen.versie() + " kan geen antwoord in " + bericht.versie() + " volgen.";
    }

    private String bezwaar(Bericht bericht) {
        if (!Collections.disjoint(bericht.toewijzingen(), toegewezen)) return "Die toewijzing is al aan een cliënt gegeven.";
        boolean antwoord = bericht.nummer().equals("319");
        return antwoord && !gevraagd.containsAll(bericht.referenties()) ? "Er is geen verzoek met die referentie ontvangen." : "";
    }

    Uitkomst ontvang(String xml) {
        Bericht bericht;
        try {
            bericht = Bericht.lees(xml);
        } catch (IllegalArgumentException fout) {
            return Uitkomst.geweigerd("ONLEESBAAR", fout.getMessage());
        }
        String wat = "Een " + bericht.berichttype() + " in versie " + bericht.versie();
        if (!bericht.versie().equals(leesversie(bericht.nummer(), Instant.now()))) return Uitkomst.geweigerd("VERSIE", wat + " wordt nu niet ingelezen.");
        if (ontvangen.putIfAbsent(bericht.sleutel(), bericht) != null) return Uitkomst.geweigerd("DUBBEL", wat + " met die identificatie is al ontvangen.");
        if (Set.of("315", "317").contains(bericht.nummer())) gevraagd.addAll(bericht.referenties());
        return Uitkomst.aanvaard("Ingelezen.", List.of());
    }

    /** What happens by itself: urgent orders leave as soon as the traffic is open again. */
    Uitkomst verwerk() {
        var berichten = new ArrayList<String>();
        spoed.removeIf(opdracht -> {
            var uitkomst = verzend(opdracht);
            berichten.addAll(uitkomst.berichten());
            return !uitkomst.code().equals("STOP");
        });
        return Uitkomst.aanvaard("", berichten);
    }

    Uitkomst registreerSpoed(Opdracht opdracht) {
        spoed.add(opdracht);
        return new Uitkomst("uitgesteld", List.of(), "", "Vastgelegd; het bericht volgt zodra het verkeer hervat is.");
    }

    Uitkomst meldFout(String xml, String code, String melding) {
        mislukt.add(xml);
        return Uitkomst.aanvaard("Een " + Bericht.lees(xml).berichttype() + " is niet verzonden (" + code + "): " + melding, List.of());
    }

    Map<String, Object> stand() {
        long open = ontvangen.values().stream().filter(b -> VRAGEN.contains(b.nummer()) && !beantwoord.contains(b.sleutel())).count();
        return Map.of("te_verzenden", mislukt.size() + spoed.size(), "ongelezen", 0, "onbeantwoord", open);
    }
}

/** Just enough JSON: an object is a Map, an array a List. */
class Json {
    private final String tekst;
    private int plek;

    Json(String tekst) { this.tekst = tekst; }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object waarde) { return (Map<String, Object>) waarde; }

    Object lees() {
        switch (teken()) {
            case '{': {
                var object = new LinkedHashMap<String, Object>();
                for (plek++; teken() != '}'; komma()) {
                    var naam = (String) lees();
                    teken(); // the colon
                    plek++;
                    object.put(naam, lees());
                }
                plek++;
                return object;
            }
            case '[': {
                var lijst = new ArrayList<Object>();
                for (plek++; teken() != ']'; komma()) lijst.add(lees());
                plek++;
                return lijst;
            }
            case '"': return leesTekst();
            default:
                int begin = plek;
                while (plek < tekst.length() && ",]} \t\r\n".indexOf(tekst.charAt(plek)) < 0) plek++;
                String woord = tekst.substring(begin, plek);
                return switch (woord) { case "null" -> null; case "true" -> true; case "false" -> false; default -> new BigDecimal(woord); };
        }
    }

    private char teken() {
        while (Character.isWhitespace(tekst.charAt(plek))) plek++;
        return tekst.charAt(plek);
    }

    private void komma() { if (teken() == ',') plek++; }

    private String leesTekst() {
        var uit = new StringBuilder();
        for (plek++; tekst.charAt(plek) != '"'; plek++) {
            if (tekst.charAt(plek) != '\\') { uit.append(tekst.charAt(plek)); continue; }
            char code = tekst.charAt(++plek);
            if (code == 'u') { uit.append((char) Integer.parseInt(tekst, plek + 1, plek + 5, 16)); plek += 4; }
            else { int nr = "bfnrt".indexOf(code); uit.append(nr < 0 ? code : "\b\f\n\r\t".charAt(nr)); }
        }
        plek++;
        return uit.toString();
    }

    static String schrijf(Object waarde) {
        if (waarde instanceof Map<?, ?> object)
            return object.entrySet().stream().map(e -> schrijf(e.getKey()) + ":" + schrijf(e.getValue())).collect(Collectors.joining(",", "{", "}"));
        if (waarde instanceof List<?> lijst) return lijst.stream().map(Json::schrijf).collect(Collectors.joining(",", "[", "]"));
        if (!(waarde instanceof String tekst)) return String.valueOf(waarde);
        return tekst.chars().mapToObj(c -> c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", c) : String.valueOf((char) c)).collect(Collectors.joining("", "\"", "\""));
    }
}
