using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Mixer.Server.Hosting;

/// <summary>
/// The certificates of the API, read again when their files change: new connections use the new ones. A file that cannot be read leaves the previous
/// certificate in use. Thread-safe.
/// </summary>
internal sealed class CertificateFiles
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private readonly TlsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private SslServerAuthenticationOptions _current;
    private string _versions;
    private long _lookedAt;

    private CertificateFiles(TlsOptions options, TimeProvider time, ILogger log)
    {
        (_options, _time, _log) = (options, time, log);
        _versions = Versions();
        _lookedAt = time.GetTimestamp();
        _current = Read();
    }

    /// <summary>Reads the files for the first time.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CryptographicException">A file holds no certificate or key, or the two do not belong together.</exception>
    public static CertificateFiles Open(TlsOptions options, TimeProvider time, ILogger log) => new(options, time, log);

    /// <summary>What the next connection is accepted with.</summary>
    public ValueTask<SslServerAuthenticationOptions> OptionsAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_time.GetElapsedTime(_lookedAt) >= LookEvery)
            {
                _lookedAt = _time.GetTimestamp();
                ReadIfChanged();
            }

            return new(_current);
        }
    }

    private void ReadIfChanged()
    {
        var versions = Versions();
        if (versions == _versions)
        {
            return;
        }

        try
        {
            _current = Read();
            _versions = versions;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            HostingLog.CertificateKept(_log, e.Message);
        }
    }

    private SslServerAuthenticationOptions Read()
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_options.Certificate);
        var certificate = X509Certificate2.CreateFromPemFile(_options.Certificate, _options.PrivateKey);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            EncryptionPolicy = EncryptionPolicy.RequireEncryption,
        };
        if (_options.ClientAuthorities.Length > 0)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(_options.ClientAuthorities);
            if (authorities.Count == 0)
            {
                throw new CryptographicException($"{_options.ClientAuthorities} holds no certificate");
            }

            options.ClientCertificateRequired = true;
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        var until = certificate.NotAfter.ToUniversalTime();
        HostingLog.CertificateInUse(_log, certificate.Subject, until);
        return options;
    }

    private string Versions() =>
        string.Join('|', new[] { _options.Certificate, _options.PrivateKey, _options.ClientAuthorities }
            .Where(path => path.Length > 0)
            .Select(path => File.GetLastWriteTimeUtc(path).Ticks.ToString(CultureInfo.InvariantCulture)));
}
