namespace Detector.Pages.Text;

/// <summary>A range of the page's text.</summary>
public readonly record struct TextRange(int Start, int Length)
{
    public static TextRange None => default;

    public bool IsEmpty => Length == 0;

    public int End => Start + Length;
}
