namespace Detector.Pages.Metadata;

internal static class MetadataReader
{
    public static PageMetadata Read(Page page) => new();
}
