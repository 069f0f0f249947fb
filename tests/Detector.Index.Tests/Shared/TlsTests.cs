using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Detector.Fingerprints;
using Detector.Index.Shared;
using Detector.Testing;

namespace Detector.Index.Tests.Shared;

/// <summary>A shared index behind TLS, on a Redis server with certificates made for the test.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Password = "open-sesame";

    private readonly string _folder = Directory.CreateTempSubdirectory("detector-tls-").FullName;
    private readonly IndexEntry _story = Stories.Page("https://herald.example/story", Stories.Words(1, 300));
    private readonly PageQuery _query = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300)));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_server_whose_certificate_is_of_the_issuer_named_is_used_by_who_is_known_there()
    {
        var issuer = Issuer("issuer");
        using var server = Server(issuer, "127.0.0.1");
        var place = SharedPlace.Parse($"rediss://ann:{Password}@127.0.0.1:{server.TlsPort}/x?timeout=20s&ca={issuer.File}");

        await using (var index = SharedIndex.OpenWrite(place)) await index.Fill(_story);
        await using var reader = SharedIndex.OpenRead(place);
        var answer = await reader.Ask(_query);

        answer.Coverage.ShouldBe(Coverage.Checked);
        answer.Pages.ShouldHaveSingleItem();
        await using var nobody = SharedIndex.OpenRead(place with { Password = "close-sesame", Timeout = TimeSpan.FromSeconds(1) });
        var refused = await nobody.Ask(_query);
        refused.Coverage.ShouldBe(Coverage.NotChecked);
        refused.Away!.ShouldNotContain("sesame");
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_named_with_what_to_do_and_no_password_is_sent()
    {
        var issuer = Issuer("issuer");
        using var server = Server(issuer, "127.0.0.1");
        var place = SharedPlace.Parse($"rediss://ann:{Password}@127.0.0.1:{server.TlsPort}/x?timeout=1s");

        var message = Should.Throw<IndexAwayException>(() => SharedIndex.OpenWrite(place)).Message;

        message.ShouldContain("CN=redis");
        message.ShouldContain("CN=issuer");
        message.ShouldContain("is not trusted");
        message.ShouldContain("?ca=");
        message.ShouldNotContain("sesame");
        await using var reader = SharedIndex.OpenRead(place);
        var answer = await reader.Ask(_query);
        answer.Coverage.ShouldBe(Coverage.NotChecked);
        answer.Away!.ShouldContain("is not trusted");
    }

    [Fact]
    public void A_certificate_of_another_issuer_or_in_another_name_is_told_apart()
    {
        var issuer = Issuer("issuer");
        using var server = Server(issuer, "redis.example");

        Refusal(Issuer("stranger").File).ShouldContain("is not of the issuers the address names");
        Refusal(issuer.File).ShouldContain("is not in the name");

        string Refusal(string ca) => Should.Throw<IndexAwayException>(() => SharedIndex.OpenWrite(SharedPlace.Parse($"rediss://ann:{Password}@127.0.0.1:{server.TlsPort}/x?timeout=1s&ca={ca}"))).Message;
    }

    [Fact]
    public void A_file_of_issuers_that_is_none_is_named()
    {
        var empty = Path.Combine(_folder, "empty.pem");
        File.WriteAllText(empty, "");

        Should.Throw<IndexAwayException>(() => SharedIndex.OpenRead(SharedPlace.Parse($"rediss://127.0.0.1:1/x?ca={empty}"))).Message.ShouldContain($"'{empty}', which the address rediss://127.0.0.1:1/x names, holds no certificate");
        Should.Throw<IndexAwayException>(() => SharedIndex.OpenRead(SharedPlace.Parse("rediss://127.0.0.1:1/x?ca=/nowhere.pem"))).Message.ShouldContain("'/nowhere.pem'");
    }

    private RedisServer Server((X509Certificate2 Certificate, string File) issuer, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=redis", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(issuer.Certificate, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2), [1, 2, 3]);
        var (certificateFile, keyFile) = (Path.Combine(_folder, "redis.pem"), Path.Combine(_folder, "redis.key"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return new RedisServer("--tls-port", "TLSPORT", "--tls-cert-file", certificateFile, "--tls-key-file", keyFile, "--tls-auth-clients", "no", "--user", "ann", "on", ">" + Password, "~*", "&*", "+@all", "--user", "default", "off");
    }

    private (X509Certificate2 Certificate, string File) Issuer(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(3));
        var file = Path.Combine(_folder, name + ".pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return (certificate, file);
    }
}
