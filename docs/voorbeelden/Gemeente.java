// A municipality (gemeente) that pytest-draaiboek can judge, over stdin and stdout. Java 17 or later, nothing else:
//
//   pytest --draaiboek=iwmo-3.1 --draaiboek-onderdeel=kalender --draaiboek-klok=faketime \
//          --draaiboek-systeem="proces:java Gemeente.java"
//
// Its clock cannot be set: it asks the JVM what time it is, as any application does, and faketime answers. So it has no
// verb zet_klok. The class Gemeente stands for your own application: it knows the dates, and keeps books. Adapter is
// the part that you would write. Json is there because the JDK has none; with a JSON library you don't need it.

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import java.io.*;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.*;
import java.util.*;
import java.util.stream.*;
import javax.xml.parsers.*;
import org.w3c.dom.Document;

class Adapter {
    private static final List<String> VERBEN =
        List.of("reset", "klok", "verzend", "ontvang", "verwerk", "stand", "meld_fout", "registreer_spoed");
    private Gemeente gemeente = new Gemeente();

    public static void main(String[] argumenten) throws IOException {
        // One JSON object per line, in UTF-8 whatever the platform thinks; nothing else may go to stdout.
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var uit = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var adapter = new Adapter();
        for (String regel = in.readLine(); regel != null; regel = in.readLine()) {
            var vraag = Json.object(new Json(regel).lees());
            var antwoord = new HashMap<String, Object>();
            antwoord.put("nr", vraag.get("nr"));
            try {
                antwoord.putAll(adapter.doe(vraag));
            } catch (RuntimeException fout) {
                // A verb that is not there, or an adapter that breaks down: neither is held against the system.
                var soort = fout instanceof UnsupportedOperationException ? "niet_ondersteund" : "intern";
                antwoord.put("fout", Map.of("soort", soort, "melding", fout.toString()));
            }
            uit.print(Json.schrijf(antwoord) + "\n");
            uit.flush();
        }
    }

    private Map<String, Object> doe(Map<String, Object> vraag) {
        String verb = (String) vraag.get("verb"), bericht = (String) vraag.get("bericht");
        return switch (verb) {
            case "beschrijving" ->
                Map.of("vorm", 1, "rol", "gemeente", "naam", "voorbeeld-java", "versie", "1.0", "verben", VERBEN);
            case "reset" -> {
                gemeente = new Gemeente();
                yield Map.of();
            }
            // With a formatter: toString leaves out seconds that are zero, and RFC 3339 wants them.
            case "klok" -> Map.of("moment", ISO_OFFSET_DATE_TIME.format(OffsetDateTime.now(Gemeente.ZONE)));
            case "verzend" -> gemeente.verzend(opdracht(vraag)).json();
            case "ontvang" -> gemeente.ontvang(bericht).json();
            case "verwerk" -> gemeente.verwerk().json();
            case "stand" -> gemeente.stand();
            case "meld_fout" -> gemeente.meldFout(bericht, vraag.get("code") + ": " + vraag.get("melding")).json();
            case "registreer_spoed" -> gemeente.registreerSpoed(opdracht(vraag)).json();
            default -> throw new UnsupportedOperationException("Dit systeem kent " + verb + " niet.");
        };
    }

    private static Opdracht opdracht(Map<String, Object> vraag) {
        var opdracht = Json.object(vraag.get("opdracht"));
        var weergaven = Json.object(opdracht.get("weergaven"));
        return new Opdracht((String) opdracht.get("berichttype"), (String) opdracht.get("in_antwoord_op"), weergaven);
    }
}

record Opdracht(String berichttype, String inAntwoordOp, Map<String, Object> weergaven) {}

record Uitkomst(String status, List<String> berichten, String code, String melding) {
    static Uitkomst geweigerd(String code, String melding) {
        return new Uitkomst("geweigerd", List.of(), code, melding);
    }

    Map<String, Object> json() {
        return Map.of("status", status, "berichten", berichten, "code", code, "melding", melding);
    }
}

/** What this application needs to know of a message. */
record Bericht(String type, String nummer, String versie, String sleutel) {
    private static final DocumentBuilderFactory XML = DocumentBuilderFactory.newDefaultNSInstance();

    static Bericht lees(String xml) {
        try {
            XML.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var bron = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
            var document = XML.newDocumentBuilder().parse(bron);
            // A message says what it is in the namespace of its root: http://www.istandaarden.nl/iwmo/3_0/wmo305/schema
            String[] delen = document.getDocumentElement().getNamespaceURI().split("/");
            String type = delen[5].toUpperCase(Locale.ROOT);
            // A retour repeats the Identificatie of the message that it answers, and has one of its own beside it.
            var eigen = Optional.ofNullable(veld(document, "IdentificatieRetour"));
            var identificatie = eigen.orElse(veld(document, "Identificatie"));
            var sleutel = String.join(" ", type, veld(document, "Afzender"), identificatie);
            return new Bericht(type, type.substring(type.length() - 3), delen[4].replace('_', '.'), sleutel);
        } catch (Exception fout) {
            throw new IllegalArgumentException("Dit is geen leesbaar iWmo- of iJw-bericht: " + fout, fout);
        }
    }

    private static String veld(Document document, String naam) {
        var eerste = document.getElementsByTagNameNS("*", naam).item(0);
        return eerste == null ? null : eerste.getTextContent();
    }
}

class Gemeente {
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    static final Instant STOP_HEEN = moment("2022-03-30T17:00");
    static final Instant STOP_RETOUR = moment("2022-03-31T13:00");
    static final Instant EINDE_INLEZEN = moment("2022-03-31T23:00");
    static final Instant LIVE = moment("2022-04-04T13:00"); // Fout om te proberen: "13:00" wordt "00:00"; dan faalt eis 1.1, 2.1a, 2.1b, 2.3a

    static final Set<String> VERVALLEN = Set.of("303", "304"); // do not exist in 3.1
    static final Set<String> HEEN = Set.of("301", "319"); // what a gemeente sends,
    static final Set<String> ANTWOORDEN = Set.of("304", "306", "308", "316", "318", "325"); // what it answers with,
    static final Set<String> VRAGEN = Set.of("303", "305", "307", "315", "317", "323"); // and what it is asked

    private final Map<String, Bericht> ontvangen = new HashMap<>(); // every message that came in, by its key
    private final Set<String> beantwoord = new HashSet<>(); // keys of what we answered
    private final List<String> mislukt = new ArrayList<>(); // sent, refused by the hub: somebody has to look at these
    private final List<Opdracht> spoed = new ArrayList<>(); // urgent orders that wait for the traffic to be open again

    private static Instant moment(String tekst) { return LocalDateTime.parse(tekst).atZone(ZONE).toInstant(); }

    /** The version in which a type may be sent or read in now; null when it may not. */
    private static String versieNu(String nummer, Instant stop) {
        var nu = Instant.now();
        if (!nu.isBefore(LIVE)) return VERVALLEN.contains(nummer) ? null : "3.1";
        return nu.isBefore(stop) ? "3.0" : null;
    }

    Uitkomst verzend(Opdracht opdracht) {
        String type = opdracht.berichttype(), nummer = type.substring(type.length() - 3);
        boolean isAntwoord = ANTWOORDEN.contains(nummer);
        boolean eigen = isAntwoord || HEEN.contains(nummer);
        if (!eigen) return Uitkomst.geweigerd("ROL", "Een gemeente verzendt geen " + type + ".");
        // One question decides everything: which version is in force for this type, now?
        String versie = versieNu(nummer, isAntwoord ? STOP_RETOUR : STOP_HEEN);
        if (versie == null) {
            return Uitkomst.geweigerd("STOP", "Een " + type + " kan nu niet weg: het berichtenverkeer ligt stil.");
        }
        if (isAntwoord) {
            var heen = opdracht.inAntwoordOp() == null ? null : Bericht.lees(opdracht.inAntwoordOp());
            String bezwaar = bezwaarTegenAntwoord(heen, versie);
            if (!bezwaar.isEmpty()) return Uitkomst.geweigerd("BOEK", bezwaar);
            beantwoord.add(heen.sleutel());
        }
        return new Uitkomst("aanvaard", List.of((String) opdracht.weergaven().get(versie)), "", "Verzonden.");
    }

    private String bezwaarTegenAntwoord(Bericht heen, String versie) {
        if (heen == null) return "Er is geen bericht genoemd om op te antwoorden.";
        if (!ontvangen.containsKey(heen.sleutel())) return "Deze " + heen.type() + " is niet ontvangen.";
        if (beantwoord.contains(heen.sleutel())) return "Dat bericht is al beantwoord.";
        // A pair is never broken: what was asked in 3.0 is answered in 3.0, or not at all.
        if (heen.versie().equals(versie)) return "";
        return "Op een bericht in " + heen.versie() + " kan geen antwoord in " + versie + " volgen.";
    }

    Uitkomst ontvang(String xml) {
        Bericht bericht;
        try {
            bericht = Bericht.lees(xml);
        } catch (IllegalArgumentException fout) {
            return Uitkomst.geweigerd("ONLEESBAAR", fout.getMessage());
        }
        String wat = "Een " + bericht.type() + " in versie " + bericht.versie();
        boolean leesbaar = bericht.versie().equals(versieNu(bericht.nummer(), EINDE_INLEZEN));
        if (!leesbaar) return Uitkomst.geweigerd("VERSIE", wat + " wordt nu niet ingelezen.");
        boolean nieuw = ontvangen.putIfAbsent(bericht.sleutel(), bericht) == null;
        if (!nieuw) return Uitkomst.geweigerd("DUBBEL", wat + " met die identificatie is al ontvangen.");
        return new Uitkomst("aanvaard", List.of(), "", "Ingelezen.");
    }

    /** What happens by itself: urgent orders leave as soon as the traffic is open again. */
    Uitkomst verwerk() {
        var berichten = new ArrayList<String>();
        spoed.removeIf(opdracht -> {
            var uitkomst = verzend(opdracht);
            berichten.addAll(uitkomst.berichten());
            return !uitkomst.code().equals("STOP");
        });
        return new Uitkomst("aanvaard", berichten, "", "");
    }

    Uitkomst registreerSpoed(Opdracht opdracht) {
        spoed.add(opdracht);
        var melding = "Vastgelegd; het bericht over deze cliënt volgt zodra het verkeer hervat is.";
        return new Uitkomst("uitgesteld", List.of(), "", melding);
    }

    Uitkomst meldFout(String xml, String reden) {
        mislukt.add(xml);
        var melding = "Een " + Bericht.lees(xml).type() + " is niet verzonden. " + reden;
        return new Uitkomst("aanvaard", List.of(), "", melding);
    }

    Map<String, Object> stand() {
        var vragen = ontvangen.values().stream().filter(bericht -> VRAGEN.contains(bericht.nummer()));
        long open = vragen.filter(bericht -> !beantwoord.contains(bericht.sleutel())).count();
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
        if (sla('"')) return leesTekst();
        if (sla('{')) {
            var object = new HashMap<String, Object>();
            for (; !sla('}'); sla(',')) {
                var naam = (String) lees();
                sla(':');
                object.put(naam, lees());
            }
            return object;
        }
        if (sla('[')) {
            var lijst = new ArrayList<Object>();
            for (; !sla(']'); sla(',')) lijst.add(lees());
            return lijst;
        }
        int begin = plek;
        while (plek < tekst.length() && ",]} ".indexOf(tekst.charAt(plek)) < 0) plek++;
        String woord = tekst.substring(begin, plek);
        return switch (woord) {
            case "null" -> null;
            case "true", "false" -> Boolean.valueOf(woord);
            default -> new BigDecimal(woord);
        };
    }

    /** Pass over white space, and over this character when it is next. */
    private boolean sla(char teken) {
        while (Character.isWhitespace(tekst.charAt(plek))) plek++;
        boolean gevonden = tekst.charAt(plek) == teken;
        if (gevonden) plek++;
        return gevonden;
    }

    private String leesTekst() {
        var uit = new StringBuilder();
        for (; tekst.charAt(plek) != '"'; plek++) {
            char teken = tekst.charAt(plek);
            if (teken == '\\') {
                teken = tekst.charAt(++plek);
                int wit = "bfnrt".indexOf(teken);
                if (wit >= 0) teken = "\b\f\n\r\t".charAt(wit);
                if (teken == 'u') teken = (char) Integer.parseInt(tekst, plek + 1, (plek += 4) + 1, 16);
            }
            uit.append(teken);
        }
        plek++;
        return uit.toString();
    }

    static String schrijf(Object waarde) {
        if (waarde instanceof Map<?, ?> object) {
            var delen = object.entrySet().stream().map(deel -> schrijf(deel.getKey()) + ":" + schrijf(deel.getValue()));
            return delen.collect(Collectors.joining(",", "{", "}"));
        }
        if (waarde instanceof List<?> lijst) {
            return lijst.stream().map(Json::schrijf).collect(Collectors.joining(",", "[", "]"));
        }
        if (!(waarde instanceof String tekst)) return String.valueOf(waarde);
        var uit = new StringBuilder("\"");
        for (char teken : tekst.toCharArray()) {
            boolean bijzonder = teken < ' ' || teken == '"' || teken == '\\';
            uit.append(bijzonder ? String.format("\\u%04x", (int) teken) : teken);
        }
        return uit.append('"').toString();
    }
}
