using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Detector.Api.Access;
using Detector.Api.Settings;
using Detector.Pages;
using Detector.Scanning;

namespace Detector.Api.Running;

/// <summary>
/// The detector and the keys that are in use now. Their files are looked at every two seconds, and at once on SIGHUP: a new one takes the old one's place between two pages, never within one; one that cannot be used is
/// named in the log and in <c>/health/ready</c>, and the old one stays.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The host disposes of what StopAsync ends.")]
internal sealed partial class Current : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly ApiSettings _settings;
    private readonly Telemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly ILogger<Current> _log;
    private readonly Lock _reading = new();
    private readonly PageLimits _limits;
    private volatile FarmDetector _detector;
    private volatile ApiKeys _keys;
    private volatile string? _fault;
    private (Stamp Model, Stamp Signatures, Stamp Keys) _seen;

    /// <exception cref="UsageException">A file that cannot be used: at the start there is no old one to stay with.</exception>
    public Current(ApiSettings settings, Telemetry telemetry, TimeProvider time, ILogger<Current> log)
    {
        (_settings, _telemetry, _time, _log) = (settings, telemetry, time, log);
        _limits = PageLimits.Default with { MaximumBytes = settings.MaximumPageBytes };
        _seen = (Stamp.Of(settings.Model), Stamp.Of(settings.Signatures), Stamp.Of(settings.Keys));
        _detector = LoadDetector();
        _keys = LoadKeys();
    }

    /// <summary>Take it once a page: what it says and the model it names belong together.</summary>
    public FarmDetector Detector => _detector;

    public ApiKeys Keys => _keys;

    /// <summary>A file of keys is set, so that nobody is let in without one, also while it is empty.</summary>
    public bool KeysWanted => _settings.Keys is not null;

    /// <summary>Why the newest file is not in use; null when it is.</summary>
    public string? Fault => _fault;

    /// <summary>Reads every file again.</summary>
    /// <returns>Null, or what cannot be used, in a sentence.</returns>
    public string? Reload()
    {
        lock (_reading)
        {
            _seen = (Stamp.Of(_settings.Model), Stamp.Of(_settings.Signatures), Stamp.Of(_settings.Keys));
            try
            {
                var detector = LoadDetector();
                var keys = LoadKeys();
                if (detector.Model.Id != _detector.Model.Id)
                {
                    Swapped(_log, _detector.Model.Id, detector.Model.Id);
                    _telemetry.ModelSwapped();
                }
                (_detector, _keys, _fault) = (detector, keys, null);
            }
            catch (UsageException misfit)
            {
                Refused(_log, misfit.Message);
                _telemetry.FileRefused();
                _fault = misfit.Message;
            }
            return _fault;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var signal = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Reload();
        });
        using var timer = new PeriodicTimer(Every, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                if ((Stamp.Of(_settings.Model), Stamp.Of(_settings.Signatures), Stamp.Of(_settings.Keys)) != _seen)
                    Reload();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service ends.
        }
    }

    private FarmDetector LoadDetector() => new(Loading.Model(_settings.Model), Loading.Signatures(_settings.Signatures), _limits);

    private ApiKeys LoadKeys() => _settings.Keys is null ? ApiKeys.None : ApiKeys.Load(_settings.Keys);

    [LoggerMessage(LogLevel.Information, "Model {Old} gave its place to {New}.")]
    private static partial void Swapped(ILogger log, string old, string @new);

    [LoggerMessage(LogLevel.Error, "A new file is not used, the old one stays: {Why}")]
    private static partial void Refused(ILogger log, string why);

    private readonly record struct Stamp(DateTime Written, long Length)
    {
        public static Stamp Of(string? path) => path is not null && new FileInfo(path) is { Exists: true } file ? new Stamp(file.LastWriteTimeUtc, file.Length) : default;
    }
}
