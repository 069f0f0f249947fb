namespace Detector.Pages.Structure;

internal static class StructureReader
{
    public static PageStructure Read(Page page) => new();
}
