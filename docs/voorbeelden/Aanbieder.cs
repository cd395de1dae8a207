// A care provider (aanbieder) that pytest-draaiboek can judge, over stdin and stdout. C#, nothing beside the platform:
//
//   mcs -out:Aanbieder.exe -r:System.Runtime.Serialization -r:System.Xml.Linq Aanbieder.cs
//   pytest --draaiboek=iwmo-3.1 --draaiboek-onderdeel=kalender --draaiboek-systeem="proces:mono Aanbieder.exe"
//
// That is with Mono, on which it was run. It was not run on .NET; README.md beside this file has a project for that.
//
// The class Aanbieder stands for your own application: it knows the dates, keeps books, and has a clock to be set.
// Programma is the adapter, the part that you would write; the classes at the end are the JSON that passes to and fro.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml.Linq;

public static class Programma
{
    private static readonly string[] Verben =
        { "reset", "klok", "zet_klok", "verzend", "ontvang", "verwerk", "stand", "meld_fout", "registreer_spoed" };
    private static Aanbieder aanbieder = new Aanbieder();

    public static void Main()
    {
        // One JSON object per line, in UTF-8 whatever the platform thinks; nothing else may go to stdout.
        var utf8 = new UTF8Encoding(false);
        var erin = new StreamReader(Console.OpenStandardInput(), utf8);
        var eruit = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true, NewLine = "\n" };
        for (var regel = erin.ReadLine(); regel != null; regel = erin.ReadLine())
        {
            var vraag = Json.Lees<Vraag>(regel);
            Antwoord antwoord;
            try
            {
                antwoord = Doe(vraag);
            }
            catch (Exception fout)
            {
                // A verb that is not there, or an adapter that breaks down: neither is held against the system.
                var soort = fout is NotSupportedException ? "niet_ondersteund" : "intern";
                antwoord = new Antwoord { Fout = new Fout { Soort = soort, Melding = fout.Message } };
            }
            antwoord.Nr = vraag.Nr;
            eruit.WriteLine(Json.Schrijf(antwoord));
        }
    }

    private static Antwoord Doe(Vraag vraag)
    {
        switch (vraag.Verb)
        {
            case "beschrijving":
                var naam = "voorbeeld-aanbieder-csharp";
                return new Antwoord { Vorm = 1, Rol = "aanbieder", Naam = naam, Versie = "1.0", Verben = Verben };
            case "reset":
                aanbieder = new Aanbieder { GezetteKlok = aanbieder.GezetteKlok };
                return new Antwoord();
            case "klok":
                return new Antwoord { Moment = aanbieder.Klok.ToString("o", CultureInfo.InvariantCulture) };
            case "zet_klok":
                aanbieder.GezetteKlok = DateTimeOffset.Parse(vraag.Moment, CultureInfo.InvariantCulture);
                return new Antwoord();
            case "verzend": return aanbieder.Verzend(vraag.Opdracht);
            case "ontvang": return aanbieder.Ontvang(vraag.Bericht);
            case "verwerk": return aanbieder.Verwerk();
            case "stand": return aanbieder.Stand();
            case "meld_fout": return aanbieder.MeldFout(vraag.Bericht, vraag.Code, vraag.Melding);
            case "registreer_spoed": return aanbieder.RegistreerSpoed(vraag.Opdracht);
            default: throw new NotSupportedException("Dit systeem kent " + vraag.Verb + " niet.");
        }
    }
}

public class Aanbieder
{
    private static readonly DateTimeOffset Stop303 = Moment("2022-03-01T23:00:00+01:00");
    private static readonly DateTimeOffset Stop323 = Moment("2022-03-23T23:00:00+01:00");
    private static readonly DateTimeOffset StopHeen = Moment("2022-03-30T17:00:00+02:00");
    private static readonly DateTimeOffset StopRetour = Moment("2022-03-31T13:00:00+02:00");
    private static readonly DateTimeOffset EindeInlezen = Moment("2022-03-31T23:00:00+02:00"); // Fout om te proberen: "23:00" wordt "13:00"; dan faalt eis 3b, 3.1.7
    private static readonly DateTimeOffset Live = Moment("2022-04-04T13:00:00+02:00");

    // What an aanbieder sends, and until when it does so in 3.0.
    private static readonly Dictionary<string, DateTimeOffset> Stop = new Dictionary<string, DateTimeOffset>
    {
        ["303"] = Stop303, ["323"] = Stop323,
        ["305"] = StopHeen, ["307"] = StopHeen, ["315"] = StopHeen, ["317"] = StopHeen,
        ["302"] = StopRetour, ["320"] = StopRetour,
    };
    private static readonly string[] Vragen = { "301", "319" }; // what it is asked,
    private static readonly string[] Antwoorden = { "302", "320" }; // and what it answers with
    private static readonly string[] Vervallen = { "303", "304" }; // do not exist in 3.1

    private readonly Dictionary<string, Bericht> ontvangen = new Dictionary<string, Bericht>(); // what came in, by key
    private readonly HashSet<string> beantwoord = new HashSet<string>(); // keys of what we answered
    private readonly List<string> mislukt = new List<string>(); // sent, refused by the hub: somebody has to look
    private readonly List<Opdracht> spoed = new List<Opdracht>(); // urgent orders that wait for the traffic to be open

    private static DateTimeOffset Moment(string tekst) => DateTimeOffset.Parse(tekst, CultureInfo.InvariantCulture);

    public DateTimeOffset? GezetteKlok;

    /// <summary>The time that this application thinks it is: as it was set, or else the real one.</summary>
    public DateTimeOffset Klok => GezetteKlok ?? DateTimeOffset.Now;

    /// <summary>The version in which a type may be sent or read in now; null when it may not.</summary>
    private string VersieNu(string nummer, DateTimeOffset stop)
    {
        if (Klok >= Live) return Vervallen.Contains(nummer) ? null : "3.1";
        return Klok < stop ? "3.0" : null;
    }

    public Antwoord Verzend(Opdracht opdracht)
    {
        var type = opdracht.Berichttype;
        var nummer = type.Substring(type.Length - 3);
        if (!Stop.ContainsKey(nummer)) return Antwoord.Geweigerd("ROL", $"Een aanbieder verzendt geen {type}.");
        // One question decides everything: which version is in force for this type, now?
        var versie = VersieNu(nummer, Stop[nummer]);
        if (versie == null) return Antwoord.Geweigerd("STOP", $"Een {type} kan nu niet weg: het verkeer ligt stil.");
        if (Antwoorden.Contains(nummer))
        {
            var heen = opdracht.InAntwoordOp == null ? null : Bericht.Lees(opdracht.InAntwoordOp);
            var bezwaar = BezwaarTegenAntwoord(heen, versie);
            if (bezwaar != null) return Antwoord.Geweigerd("BOEK", bezwaar);
            beantwoord.Add(heen.Sleutel);
        }
        return Antwoord.Aanvaard("Verzonden.", opdracht.Weergaven[versie]);
    }

    private string BezwaarTegenAntwoord(Bericht heen, string versie)
    {
        if (heen == null) return "Er is geen bericht genoemd om op te antwoorden.";
        if (!ontvangen.ContainsKey(heen.Sleutel)) return $"Er is geen {heen.Type} met die identificatie ontvangen.";
        if (beantwoord.Contains(heen.Sleutel)) return "Dat bericht is al beantwoord.";
        // A pair is never broken: what was asked in 3.0 is answered in 3.0, or not at all.
        return heen.Versie == versie ? null : $"Op een bericht in {heen.Versie} kan geen antwoord in {versie} volgen.";
    }

    public Antwoord Ontvang(string xml)
    {
        Bericht bericht;
        try
        {
            bericht = Bericht.Lees(xml);
        }
        catch (Exception fout)
        {
            return Antwoord.Geweigerd("ONLEESBAAR", "Dit is geen leesbaar iWmo- of iJw-bericht: " + fout.Message);
        }
        var wat = $"Een {bericht.Type} in versie {bericht.Versie}";
        var leesbaar = bericht.Versie == VersieNu(bericht.Nummer, EindeInlezen);
        if (!leesbaar) return Antwoord.Geweigerd("VERSIE", wat + " wordt nu niet ingelezen.");
        var dubbel = ontvangen.ContainsKey(bericht.Sleutel);
        if (dubbel) return Antwoord.Geweigerd("DUBBEL", wat + " met die identificatie is al ontvangen.");
        ontvangen.Add(bericht.Sleutel, bericht);
        return Antwoord.Aanvaard("Ingelezen.");
    }

    /// <summary>What happens by itself: urgent orders leave as soon as the traffic is open again.</summary>
    public Antwoord Verwerk()
    {
        var berichten = new List<string>();
        foreach (var opdracht in spoed.ToList())
        {
            var uitkomst = Verzend(opdracht);
            berichten.AddRange(uitkomst.Berichten);
            if (uitkomst.Code != "STOP") spoed.Remove(opdracht);
        }
        return Antwoord.Aanvaard("", berichten.ToArray());
    }

    public Antwoord RegistreerSpoed(Opdracht opdracht)
    {
        spoed.Add(opdracht);
        var melding = "Vastgelegd; het bericht over deze cliënt volgt zodra het verkeer hervat is.";
        return new Antwoord { Status = "uitgesteld", Berichten = new string[0], Melding = melding };
    }

    public Antwoord MeldFout(string xml, string code, string melding)
    {
        mislukt.Add(xml);
        return Antwoord.Aanvaard($"Een {Bericht.Lees(xml).Type} is niet verzonden ({code}): {melding}");
    }

    public Antwoord Stand()
    {
        var open = ontvangen.Values.Count(b => Vragen.Contains(b.Nummer) && !beantwoord.Contains(b.Sleutel));
        return new Antwoord { TeVerzenden = mislukt.Count + spoed.Count, Ongelezen = 0, Onbeantwoord = open };
    }
}

/// <summary>What this application needs to know of a message.</summary>
public class Bericht
{
    public string Type, Nummer, Versie, Sleutel;

    public static Bericht Lees(string xml)
    {
        var root = XElement.Parse(xml);
        // A message says what it is in the namespace of its root: http://www.istandaarden.nl/iwmo/3_0/wmo305/schema
        var delen = root.Name.NamespaceName.Split('/');
        var type = delen[5].ToUpperInvariant();
        // A retour repeats the Identificatie of the message that it answers, and has one of its own beside it.
        var identificatie = Velden(root, "IdentificatieRetour").Concat(Velden(root, "Identificatie")).First();
        return new Bericht
        {
            Type = type, Nummer = type.Substring(type.Length - 3), Versie = delen[4].Replace('_', '.'),
            Sleutel = $"{type} {Velden(root, "Afzender").First()} {identificatie}",
        };
    }

    private static List<string> Velden(XElement root, string naam) =>
        root.Descendants().Where(element => element.Name.LocalName == naam).Select(element => element.Value).ToList();
}

// The JSON that passes to and fro. What is not set is left out of an answer; what is unknown in a question is ignored.

[DataContract]
public class Vraag
{
    [DataMember(Name = "nr")] public long Nr;
    [DataMember(Name = "verb")] public string Verb;
    [DataMember(Name = "moment")] public string Moment;
    [DataMember(Name = "opdracht")] public Opdracht Opdracht;
    [DataMember(Name = "bericht")] public string Bericht;
    [DataMember(Name = "code")] public string Code;
    [DataMember(Name = "melding")] public string Melding;
}

[DataContract]
public class Opdracht
{
    [DataMember(Name = "berichttype")] public string Berichttype;
    [DataMember(Name = "in_antwoord_op")] public string InAntwoordOp;
    [DataMember(Name = "weergaven")] public Dictionary<string, string> Weergaven;
}

[DataContract]
public class Antwoord
{
    [DataMember(Name = "nr")] public long Nr;
    [DataMember(Name = "status", EmitDefaultValue = false)] public string Status;
    [DataMember(Name = "berichten", EmitDefaultValue = false)] public string[] Berichten;
    [DataMember(Name = "code", EmitDefaultValue = false)] public string Code;
    [DataMember(Name = "melding", EmitDefaultValue = false)] public string Melding;
    [DataMember(Name = "moment", EmitDefaultValue = false)] public string Moment;
    [DataMember(Name = "te_verzenden", EmitDefaultValue = false)] public int? TeVerzenden;
    [DataMember(Name = "ongelezen", EmitDefaultValue = false)] public int? Ongelezen;
    [DataMember(Name = "onbeantwoord", EmitDefaultValue = false)] public int? Onbeantwoord;
    [DataMember(Name = "vorm", EmitDefaultValue = false)] public int? Vorm;
    [DataMember(Name = "rol", EmitDefaultValue = false)] public string Rol;
    [DataMember(Name = "naam", EmitDefaultValue = false)] public string Naam;
    [DataMember(Name = "versie", EmitDefaultValue = false)] public string Versie;
    [DataMember(Name = "verben", EmitDefaultValue = false)] public string[] Verben;
    [DataMember(Name = "fout", EmitDefaultValue = false)] public Fout Fout;

    public static Antwoord Aanvaard(string melding, params string[] berichten) =>
        new Antwoord { Status = "aanvaard", Berichten = berichten, Melding = melding };

    public static Antwoord Geweigerd(string code, string melding) =>
        new Antwoord { Status = "geweigerd", Berichten = new string[0], Code = code, Melding = melding };
}

[DataContract]
public class Fout
{
    [DataMember(Name = "soort")] public string Soort;
    [DataMember(Name = "melding")] public string Melding;
}

public static class Json
{
    // Without this setting a dictionary is read from a list of keys and values, and not from an object.
    private static readonly DataContractJsonSerializerSettings Instellingen =
        new DataContractJsonSerializerSettings { UseSimpleDictionaryFormat = true };

    public static T Lees<T>(string tekst)
    {
        var stroom = new MemoryStream(Encoding.UTF8.GetBytes(tekst));
        return (T)new DataContractJsonSerializer(typeof(T), Instellingen).ReadObject(stroom);
    }

    public static string Schrijf<T>(T waarde)
    {
        var stroom = new MemoryStream();
        new DataContractJsonSerializer(typeof(T), Instellingen).WriteObject(stroom, waarde);
        return Encoding.UTF8.GetString(stroom.ToArray());
    }
}
