using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Detector.Index.Shared;

/// <summary>
/// Looks at the certificates servers show: issued by somebody the system trusts, or by the issuers of the file the address names (<see cref="SharedPlace.Issuers"/>), and in the server's name. Whether one has been revoked
/// is asked nobody.
/// </summary>
internal sealed class ServerCertificates : IDisposable
{
    private readonly X509Certificate2Collection? _issuers;
    private volatile string? _fault;

    /// <exception cref="IndexAwayException">The file of issuers cannot be read.</exception>
    public ServerCertificates(SharedPlace place)
    {
        if (place.Issuers is not { } file) return;
        _issuers = [];
        try
        {
            _issuers.ImportFromPemFile(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new IndexAwayException($"The issuers of certificates in '{file}', which the address {place} names, cannot be read: {failure.Message}", failure);
        }
        if (_issuers.Count == 0) throw new IndexAwayException($"The file '{file}', which the address {place} names, holds no certificate. It takes those of issuers, as PEM (-----BEGIN CERTIFICATE-----).");
    }

    /// <summary>What was wrong with the last certificate seen, as a part of a sentence; null: nothing.</summary>
    public string? Fault => _fault;

    /// <summary>Whether a server that shows this certificate is to be talked to; <see cref="RemoteCertificateValidationCallback"/>.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _fault = FaultOf(certificate, chain, errors);
        return _fault is null;
    }

    public void Dispose()
    {
        if (_issuers is null) return;
        foreach (var issuer in _issuers) issuer.Dispose();
    }

    private string? FaultOf(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null) return "the server showed no certificate";
        var who = $"the server's certificate ({certificate.Subject}, issued by {certificate.Issuer})";
        if (_issuers is null && errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            return $"{who} is not trusted: {(chain is null ? "no chain of issuers" : Statuses(chain))}. Add its issuer to those the system trusts, or name a file with it: ?ca=/path/issuer.pem";
        if (_issuers is not null && NotOfIssuers(certificate, chain, _issuers) is { } why) return $"{who} is not of the issuers the address names: {why}";
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"{who} is not in the name the address has for the server" : null;
    }

    private static string? NotOfIssuers(X509Certificate certificate, X509Chain? chain, X509Certificate2Collection issuers)
    {
        using var own = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        own.ChainPolicy.CustomTrustStore.AddRange(issuers);
        if (chain is not null)
            foreach (var between in chain.ChainElements)
                own.ChainPolicy.ExtraStore.Add(between.Certificate);
        using var shown = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return own.Build(shown) ? null : Statuses(own);
    }

    private static string Statuses(X509Chain chain) => string.Join("; ", chain.ChainStatus.Select(static status => status.StatusInformation.Trim().TrimEnd('.')).Distinct());
}
