using System.Globalization;
using System.Text;

namespace Mixer.Benchmarks.Reload;

/// <summary>
/// One of an endless series of configurations, each with a known verdict for every call. Its number travels in the use count of each verdict. By turns a version changes the
/// rules, the denying handlers, the attributes, or is half a file; every eighth one has handlers that cannot be used. Immutable.
/// </summary>
internal sealed class ConfigVersion
{
    public const int Services = 16;
    public const int Sizes = 100;

    // Added to the version's number, so that no use count is mistaken for an adapter's default.
    public const int UsesBase = 100_000;

    private readonly int _rules;
    private readonly int _handlers;
    private readonly int _attributes;

    private ConfigVersion(int number, int rules, int handlers, int attributes) => (Number, _rules, _handlers, _attributes) = (number, rules, handlers, attributes);

    /// <summary>The version before all changes.</summary>
    public static ConfigVersion First { get; } = new(0, 0, 0, 0);

    public int Number { get; }

    /// <summary>Only half of it is written: the server must go on with the version before.</summary>
    public bool IsHalf => Number % 8 == 3;

    /// <summary>Its denying handlers have an unknown field: the server must go on with the previous ones.</summary>
    public bool HasBadHandlers => Number % 8 == 7;

    public ConfigVersion Next()
    {
        var number = Number + 1;
        return (number % 4) switch
        {
            0 => new ConfigVersion(number, number, _handlers, _attributes),
            1 => new ConfigVersion(number, _rules, number, _attributes),
            2 => new ConfigVersion(number, _rules, _handlers, number),
            _ => new ConfigVersion(number, _rules, _handlers, _attributes),
        };
    }

    /// <summary>This version as it works with the denying handlers of an earlier one.</summary>
    public ConfigVersion WithHandlersOf(ConfigVersion earlier) => new(Number, _rules, earlier._handlers, _attributes);

    /// <summary>The verdict: status code and message.</summary>
    public (int Code, string Message) Expect(int service, int size) =>
        size > Threshold(service)
            ? (_handlers % 2 == 0 ? 7 : 16, string.Create(CultureInfo.InvariantCulture, $"d{service % 2}.denier.istio-system:h{_handlers}"))
            : (0, "");

    /// <summary>The file, whole or half.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            kind: attributemanifest
            metadata: {name: mesh, namespace: istio-system}
            spec:
              attributes:
                destination.service: {valueType: STRING}
                destination.namespace: {valueType: STRING}
                request.size: {valueType: INT64}
                a{{_attributes % 7}}.extra: {valueType: STRING}
                extra{{_attributes}}: {valueType: STRING}
            ---
            kind: checknothing
            metadata: {name: nothing, namespace: istio-system}
            spec: {}
            ---
            kind: denier
            metadata: {name: stamp, namespace: istio-system}
            spec: {status: {code: 0}, validDuration: 300s, validUseCount: {{UsesBase + Number}}}
            ---
            kind: rule
            metadata: {name: stamp, namespace: istio-system}
            spec: {actions: [{handler: stamp.denier, instances: [nothing.checknothing]}]}

            """);
        for (var handler = 0; handler < 2; handler++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                ---
                kind: denier
                metadata: {name: d{{handler}}, namespace: istio-system}
                spec: {status: {code: {{(_handlers % 2 == 0 ? 7 : 16)}}, message: h{{(HasBadHandlers ? Number : _handlers)}}}, validDuration: 300s, validUseCount: 1000000{{(HasBadHandlers ? ", nope: 1" : "")}}}

                """);
        }

        for (var service = 0; service < Services; service++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                ---
                kind: rule
                metadata: {name: r{{service}}, namespace: {{NamespaceOf(service)}}}
                spec:
                  match: destination.service == "svc{{service}}" && request.size > {{Threshold(service)}}
                  actions: [{handler: d{{service % 2}}.denier.istio-system, instances: [nothing.checknothing.istio-system]}]

                """);
        }

        return IsHalf ? text.ToString(0, text.Length / 2) : text.ToString();
    }

    public static string NamespaceOf(int service) => string.Create(CultureInfo.InvariantCulture, $"ns{service % 4}");

    private int Threshold(int service) => (int)((uint)HashCode(_rules, service) % Sizes);

    private static int HashCode(int rules, int service) => unchecked((rules * 486_187_739 + service) * (int)2_654_435_761u) >> 7;
}
