using Detector.Benchmarks.Corpora;
using Detector.Pages.Text;

namespace Detector.Benchmarks.MainText;

/// <summary>
/// Models fitted as the shipped one is, each on all groups but a part. The shipped model learnt from every marked page, so its figures on them would flatter; these say what a page of an unknown site can expect.
/// </summary>
internal sealed class FoldModels
{
    public const int Count = 3;

    private readonly MainTextModel[] _models;

    private FoldModels(MainTextModel[] models) => _models = models;

    /// <exception cref="FileNotFoundException">A file is missing; names it.</exception>
    public static FoldModels Read(string folder, string name)
    {
        var models = new MainTextModel[Count];
        for (var fold = 0; fold < Count; fold++)
        {
            var path = Path.Combine(folder, FileName(name, fold));
            if (!File.Exists(path)) throw new FileNotFoundException($"{path} is missing: run from the root of the repository, or make it with train-main-text.", path);
            models[fold] = MainTextModel.Read(File.ReadAllBytes(path));
        }
        return new FoldModels(models);
    }

    public static string FileName(string name, int fold) => $"{name}-without-{fold}.bin";

    public static int FoldOf(CorpusPage page) => Halves.Fold(page.Group, Count);

    /// <summary>The model that knows nothing of the page's site.</summary>
    public MainTextModel For(CorpusPage page) => _models[FoldOf(page)];
}
