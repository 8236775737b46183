using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mixer.CommandLine;

namespace Mixer.Client;

/// <summary>The flags <c>--tls*</c>: whether to call over TLS, whom to trust and who to be.</summary>
internal sealed class TlsArguments(FlagSet flags)
{
    private readonly Flag<bool> _tls = flags.Bool("tls", false, "Calls over TLS");
    private readonly Flag<string> _authorities = flags.String("tls_ca", "", "File with the certificates of authorities to trust, in PEM, in place of the system's");
    private readonly Flag<string> _certificate = flags.String("tls_certificate", "", "File with the client's certificate, in PEM");
    private readonly Flag<string> _privateKey = flags.String("tls_private_key", "", "File with the private key of --tls_certificate, in PEM");
    private readonly Flag<string> _serverName = flags.String("tls_server_name", "", "Name that the server's certificate must have, in place of the one in --mixer");

    public bool IsOn => _tls.Value || _authorities.Value.Length > 0 || _certificate.Value.Length > 0;

    /// <summary>Null, or which flag is missing.</summary>
    public string? Validate() =>
        _certificate.Value.Length > 0 != _privateKey.Value.Length > 0 ? "--tls_certificate and --tls_private_key go together: only one of them is given" : null;

    /// <summary>What to connect with; null without TLS.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CryptographicException">A file does not hold what it should.</exception>
    public SslClientAuthenticationOptions? ToOptions()
    {
        if (!IsOn)
        {
            return null;
        }

        var options = new SslClientAuthenticationOptions { TargetHost = _serverName.Value.Length > 0 ? _serverName.Value : null };
        if (_authorities.Value.Length > 0)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(_authorities.Value);
        }

        if (_certificate.Value.Length > 0)
        {
            options.ClientCertificates = [X509Certificate2.CreateFromPemFile(_certificate.Value, _privateKey.Value)];
        }

        return options;
    }
}
