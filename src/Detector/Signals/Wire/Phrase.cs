namespace Detector.Signals.Wire;

/// <summary>What a phrase found in the text is evidence of.</summary>
internal enum Phrase : byte
{
    /// <summary>Interface words of the site a text was taken from.</summary>
    Interface,
    /// <summary>What every site asks of its visitors; evidence only where the line names another outlet: "Download the Example app here".</summary>
    Prompt,
    /// <summary>The sentence by which an agency forbids copying.</summary>
    AgencyCopyright,
    /// <summary>An agency's credit: byline, contribution note, desk sign-off.</summary>
    AgencyCredit,
    /// <summary>An agency's photo credit.</summary>
    PhotoCredit,
    /// <summary>What releases end or begin with.</summary>
    Release,
    /// <summary>"appeared first on" and its like: whose words follow.</summary>
    FirstOn,
    /// <summary>Republished by leave, or under a licence that allows it.</summary>
    Republication,
    /// <summary>A reporter's invitation to follow or write.</summary>
    ReporterContact,
    /// <summary>What sites that collect others' texts print beneath them.</summary>
    Collected,
}

/// <summary>A phrase of the table, found.</summary>
/// <param name="Kind">What it is evidence of.</param>
/// <param name="Entry">Which phrase of the table; entries of one source-site element share <see cref="Element"/>.</param>
/// <param name="Token">Index of its first token.</param>
/// <param name="Count">Tokens.</param>
internal readonly record struct PhraseHit(Phrase Kind, int Entry, int Token, int Count)
{
    public string Element => Phrases.Table[Entry].Element;

    /// <summary>Letters of the domains of the sites that this element belongs to, with spaces; empty when many sites have it.</summary>
    public string Owners => Phrases.Table[Entry].Owners;
}
