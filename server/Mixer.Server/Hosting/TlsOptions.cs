namespace Mixer.Server.Hosting;

/// <summary>The files of TLS for the API, in PEM; immutable.</summary>
/// <param name="Certificate">The server's certificate, followed by those between it and the root; empty for no TLS.</param>
/// <param name="PrivateKey">Its private key.</param>
/// <param name="ClientAuthorities">The certificates of authorities whose clients may call; empty to ask no client for a certificate.</param>
internal sealed record TlsOptions(string Certificate, string PrivateKey, string ClientAuthorities)
{
    public static TlsOptions Off { get; } = new("", "", "");

    public bool IsOn => Certificate.Length > 0;

    /// <summary>Null, or which option is missing.</summary>
    public string? Validate() =>
        Certificate.Length > 0 != PrivateKey.Length > 0 ? "--tlsCertificate and --tlsPrivateKey go together: only one of them is given"
        : ClientAuthorities.Length > 0 && !IsOn ? "--tlsClientCA needs --tlsCertificate and --tlsPrivateKey"
        : null;

    public override string ToString() => !IsOn ? "off" : ClientAuthorities.Length > 0 ? $"{Certificate}, clients of {ClientAuthorities}" : Certificate;
}
