using System.Net.Sockets;
using Polly.Timeout;

namespace Detector.Client;

/// <summary>Which failures may pass by themselves.</summary>
internal static class Failures
{
    public static bool MayPass(Exception failure) => failure is DetectorException { IsPassing: true } or HttpRequestException or IOException or SocketException or TimeoutException or TimeoutRejectedException;
}
