using System.Collections;
using System.Globalization;
using System.Text;

namespace Mixer.Sdk;

/// <summary>One fault in an adapter's configuration.</summary>
/// <param name="Field">Path of the field as the operator writes it, for example <c>overrides[2].maxAmount</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ConfigError(string Field, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Field + ": " + Message;
}

/// <summary>Collects every fault that <see cref="HandlerBuilder{TConfig}.Validate"/> finds; adding one refuses the configuration.</summary>
public sealed class ConfigErrors : IReadOnlyCollection<ConfigError>
{
    private readonly List<ConfigError> _errors = [];

    /// <inheritdoc/>
    public int Count => _errors.Count;

    /// <summary>Records a fault of <paramref name="field"/>.</summary>
    public void Add(string field, string message) => _errors.Add(new ConfigError(field, message));

    /// <summary>Records all faults of <paramref name="other"/>.</summary>
    public void AddRange(ConfigErrors other) => _errors.AddRange(other._errors);

    /// <inheritdoc/>
    public IEnumerator<ConfigError> GetEnumerator() => _errors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Empty, or a count and one line a fault, as the reference prints error lists (spec 04 section 7.3).</summary>
    public override string ToString() => Format(_errors.Select(e => e.ToString()).ToList());

    /// <summary>The reference's form of an error list: <c>2 errors occurred:</c>, an empty line, and a <c>* </c> line an error.</summary>
    public static string Format(IReadOnlyCollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return Format(errors, errors.Count);
    }

    /// <summary>As <see cref="Format(IReadOnlyCollection{string})"/>, of the first of <paramref name="total"/> errors: the last line then tells how many more there were.</summary>
    public static string Format(IReadOnlyCollection<string> errors, int total)
    {
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentOutOfRangeException.ThrowIfLessThan(total, errors.Count);
        if (total == 0)
        {
            return "";
        }

        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{total} error{(total == 1 ? "" : "s")} occurred:\n");
        foreach (var error in errors)
        {
            text.Append("\n* ").Append(error);
        }

        return total == errors.Count ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"\n* and {total - errors.Count} more").ToString();
    }
}
