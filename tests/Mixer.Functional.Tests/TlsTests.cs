using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Mixer.Server.Hosting;

namespace Mixer.Functional.Tests;

/// <summary>TLS and mutual TLS of the API, asked by the client with its flags.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mixer-tls-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Check_OverTls_IsAnsweredToWhoTrustsTheAuthority()
    {
        using var authority = CreateAuthority("ca.pem");
        CreateCertificate(authority, "server");
        await using var server = await RunningServer.StartAsync("", options => options with { Tls = new TlsOptions(In("server.pem"), In("server.key"), "") });

        Assert.StartsWith("https://", server.Server.Address, StringComparison.Ordinal);
        Assert.StartsWith("Check RPC completed successfully.", await server.MixcAsync("check", "--tls_ca", In("ca.pem")), StringComparison.Ordinal);
        Assert.StartsWith("Check RPC failed with: ", await server.MixcAsync("check", "--tls"), StringComparison.Ordinal);
        Assert.StartsWith("Check RPC failed with: ", await server.MixcAsync("check"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OverMutualTls_IsAnsweredOnlyToClientsOfTheAuthority()
    {
        using var authority = CreateAuthority("ca.pem");
        using var stranger = CreateAuthority("other.pem");
        CreateCertificate(authority, "server");
        CreateCertificate(authority, "client");
        CreateCertificate(stranger, "stranger");
        await using var server = await RunningServer.StartAsync(
            "", options => options with { Tls = new TlsOptions(In("server.pem"), In("server.key"), In("ca.pem")) });

        Assert.StartsWith("Check RPC completed successfully.", await CheckAsync("client"), StringComparison.Ordinal);
        Assert.StartsWith("Check RPC failed with: ", await CheckAsync("stranger"), StringComparison.Ordinal);
        Assert.StartsWith("Check RPC failed with: ", await server.MixcAsync("check", "--tls_ca", In("ca.pem")), StringComparison.Ordinal);

        Task<string> CheckAsync(string who) =>
            server.MixcAsync("check", "--tls_ca", In("ca.pem"), "--tls_certificate", In(who + ".pem"), "--tls_private_key", In(who + ".key"));
    }

    [Fact]
    public async Task Certificate_FileChanges_IsUsedForNewConnectionsAndABadOneIsNot()
    {
        using var authority = CreateAuthority("ca.pem");
        CreateCertificate(authority, "server");
        var time = new FakeTimeProvider();
        var files = CertificateFiles.Open(new TlsOptions(In("server.pem"), In("server.key"), ""), time, NullLogger.Instance);
        var first = await SerialAsync();

        await File.WriteAllTextAsync(In("server.pem"), "no certificate");
        File.SetLastWriteTimeUtc(In("server.pem"), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(first, await SerialAsync());

        CreateCertificate(authority, "server");
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.NotEqual(first, await SerialAsync());

        async Task<string> SerialAsync() => (await files.OptionsAsync(CancellationToken.None)).ServerCertificateContext!.TargetCertificate.SerialNumber;
    }

    [Fact]
    public async Task Start_FilesMissingOrHalfGiven_SaysSo()
    {
        using var servers = new TestServer();

        Assert.Equal(
            "--tlsCertificate and --tlsPrivateKey go together: only one of them is given",
            (await servers.CreateAsync(ServerHooks.Real, options => options with { Tls = new TlsOptions("a.pem", "", "") })).Error);
        Assert.Equal(
            "--tlsClientCA needs --tlsCertificate and --tlsPrivateKey",
            (await servers.CreateAsync(ServerHooks.Real, options => options with { Tls = new TlsOptions("", "", "a.pem") })).Error);
        Assert.StartsWith(
            "unable to set up TLS: Could not find",
            (await servers.CreateAsync(ServerHooks.Real, options => options with { Tls = new TlsOptions(In("a.pem"), In("a.key"), "") })).Error,
            StringComparison.Ordinal);
    }

    private string In(string file) => Path.Combine(_folder.FullName, file);

    private X509Certificate2 CreateAuthority(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + file, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var authority = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(In(file), authority.ExportCertificatePem());
        return authority;
    }

    private void CreateCertificate(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(In(name + ".pem"), certificate.ExportCertificatePem());
        File.WriteAllText(In(name + ".key"), key.ExportPkcs8PrivateKeyPem());
    }
}
