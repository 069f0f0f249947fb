using Detector.Fingerprints;
using Detector.Pages;
using Detector.Signals.Templates;

namespace Detector.Signals;

/// <summary>All that signals may look at: the page, the template signatures in force, and who else has its body.</summary>
public sealed class Observation(Page page, TemplateSignatures signatures, Neighbours? neighbours = null)
{
    private readonly Dictionary<Type, object> _shared = [];

    public Page Page { get; } = page;

    public TemplateSignatures Signatures { get; } = signatures;

    /// <summary>What an index answered; <see cref="Neighbours.NotChecked"/> when none was asked.</summary>
    public Neighbours Neighbours { get; } = neighbours ?? Neighbours.NotChecked;

    /// <summary>
    /// Something several signals of one family need (brand names compared, datelines found): made at first use by <paramref name="make"/>, then
    /// shared. One object per type.
    /// </summary>
    public T Shared<T>(Func<Observation, T> make)
        where T : class
    {
        if (_shared.TryGetValue(typeof(T), out var known)) return (T)known;
        var made = make(this);
        _shared[typeof(T)] = made;
        return made;
    }
}
