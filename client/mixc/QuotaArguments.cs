using Mixer.Api.V1;
using Mixer.CommandLine;

namespace Mixer.Client;

/// <summary>The flag <c>--quotas</c>.</summary>
internal sealed class QuotaArguments(FlagSet flags)
{
    private readonly Flag<string> _quotas = flags.String("quotas", "", "List of quotas to allocate specified as name1=amount1,name2=amount2,...", 'q');

    /// <summary>The quotas by name; null with the complaint if the list is malformed.</summary>
    public Dictionary<string, CheckRequest.Types.QuotaParams>? Read(out string? error)
    {
        var quotas = new Dictionary<string, CheckRequest.Types.QuotaParams>(StringComparer.Ordinal);
        foreach (var entry in _quotas.Value.Length == 0 ? [] : _quotas.Value.Split(','))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                error = $"Quota definition {entry} does not {(equals < 0 ? "include an = sign" : "contain a valid name")}";
                return null;
            }

            var text = entry[(equals + 1)..];
            if (GoText.ParseInt64(text, out var amount) is { } reason)
            {
                error = $"Unable to parse quota value {text}: {reason}";
                return null;
            }

            quotas[entry[..equals]] = new CheckRequest.Types.QuotaParams { Amount = amount, BestEffort = true };
        }

        error = null;
        return quotas;
    }
}
