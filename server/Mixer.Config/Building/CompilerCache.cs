using Mixer.Attributes;
using Mixer.Expressions;
using Mixer.Sdk.Values;

namespace Mixer.Config.Building;

/// <summary>Keeps the compiler of the last snapshot: as long as the attributes stay the same, so do slots and compiled expressions. One thread.</summary>
internal sealed class CompilerCache
{
    private Dictionary<string, AttributeType> _attributes = [];
    private ExpressionCompiler? _compiler;

    /// <summary>A compiler over exactly <paramref name="attributes"/>, which must not change afterwards.</summary>
    public ExpressionCompiler Get(Dictionary<string, AttributeType> attributes)
    {
        if (_compiler is null || !AreEqual(_attributes, attributes))
        {
            (_compiler, _attributes) = (new ExpressionCompiler(new Vocabulary(attributes)), attributes);
        }

        return _compiler;
    }

    private static bool AreEqual(Dictionary<string, AttributeType> a, Dictionary<string, AttributeType> b) =>
        a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var type) && type == entry.Value);
}
