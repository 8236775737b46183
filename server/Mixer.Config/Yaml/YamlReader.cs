using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Mixer.Config.Yaml;

/// <summary>Bounds on what a file may hold, so that no file can exhaust the server.</summary>
/// <param name="MaxBytes">Greatest size of a file.</param>
/// <param name="MaxDepth">Greatest nesting of values.</param>
/// <param name="MaxNodes">Greatest number of values in one document, aliases expanded.</param>
/// <param name="MaxDocuments">Greatest number of documents in one file.</param>
public sealed record YamlLimits(int MaxBytes = 64 * 1024 * 1024, int MaxDepth = 64, int MaxNodes = 1_000_000, int MaxDocuments = 250_000)
{
    /// <summary>The usual bounds.</summary>
    public static YamlLimits Default { get; } = new();
}

/// <summary>Why a text is not usable YAML.</summary>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record YamlError(int Line, int Column, string Message);

/// <summary>Turns YAML text into nodes that know their place. Single use, one thread.</summary>
internal sealed class YamlReader
{
    private readonly Dictionary<string, (ConfigNode Node, int Size, int Height)> _anchors = new(StringComparer.Ordinal);
    private readonly YamlLimits _limits;
    private readonly List<DuplicateKey> _duplicates;
    private readonly Parser _parser;
    private readonly int _lineOffset;
    private int _nodes;

    private YamlReader(string text, int lineOffset, YamlLimits limits, List<DuplicateKey> duplicates)
    {
        _duplicates = duplicates;
        _limits = limits;
        _lineOffset = lineOffset;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>
    /// Reads all documents of <paramref name="text"/>, whose first line is line <paramref name="lineOffset"/> + 1 of its file;
    /// <paramref name="duplicates"/> receives keys given twice in one mapping.
    /// </summary>
    public static YamlError? Read(string text, int lineOffset, YamlLimits limits, List<ConfigNode> documents, List<DuplicateKey> duplicates)
    {
        var reader = new YamlReader(text, lineOffset, limits, duplicates);
        try
        {
            reader.ReadDocuments(documents);
            return null;
        }
        catch (YamlException e)
        {
            // The parser's own way of saying that the input is bad; it goes no further than here.
            return new YamlError((int)e.Start.Line + lineOffset, Math.Max(1, (int)e.Start.Column), e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // The parser has states that it believes unreachable; operators' text reaches some of them.
            return new YamlError((int)(reader._parser.Current?.End.Line ?? 1) + lineOffset, 1, e.Message);
        }
    }

    private void ReadDocuments(List<ConfigNode> documents)
    {
        while (_parser.MoveNext())
        {
            if (_parser.Current is not DocumentStart)
            {
                continue;
            }

            _anchors.Clear();
            _nodes = 0;
            _parser.MoveNext();
            documents.Add(ReadNode(0, out _, out _));
        }
    }

    private ConfigNode ReadNode(int depth, out int size, out int height)
    {
        var current = _parser.Current!;
        var (line, column) = ((int)current.Start.Line + _lineOffset, (int)current.Start.Column);
        if (current is AnchorAlias alias)
        {
            return Expand(alias, depth, out size, out height);
        }

        if (depth > _limits.MaxDepth)
        {
            throw new YamlException(current.Start, current.End, FormattableString.Invariant($"values are nested deeper than {_limits.MaxDepth}"));
        }

        Count(current, 1);
        size = height = 1;
        ConfigNode node = current switch
        {
            Scalar scalar => ToScalar(scalar, line, column),
            SequenceStart => ReadList(line, column, depth, ref size, ref height),
            MappingStart => ReadMap(line, column, depth, ref size, ref height),
            _ => throw new YamlException(current.Start, current.End, "a value was expected"),
        };
        if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = (node, size, height);
        }

        return node;
    }

    private ConfigNode Expand(AnchorAlias alias, int depth, out int size, out int height)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var known))
        {
            throw new YamlException(alias.Start, alias.End, $"unknown anchor '{alias.Value.Value}' referenced");
        }

        if (depth + known.Height > _limits.MaxDepth + 1)
        {
            throw new YamlException(alias.Start, alias.End, FormattableString.Invariant($"values are nested deeper than {_limits.MaxDepth}"));
        }

        Count(alias, known.Size);
        (size, height) = (known.Size, known.Height);
        return known.Node;
    }

    private void Count(ParsingEvent at, int nodes)
    {
        _nodes += nodes;
        if (_nodes > _limits.MaxNodes)
        {
            throw new YamlException(at.Start, at.End, FormattableString.Invariant($"the document has more than {_limits.MaxNodes} values, aliases expanded"));
        }
    }

    private ConfigList ReadList(int line, int column, int depth, ref int size, ref int height)
    {
        var items = ImmutableArray.CreateBuilder<ConfigNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1, out var itemSize, out var itemHeight));
            size += itemSize;
            height = Math.Max(height, itemHeight + 1);
        }

        return new ConfigList(line, column, items.DrainToImmutable());
    }

    private ConfigMap ReadMap(int line, int column, int depth, ref int size, ref int height)
    {
        var entries = new MapEntries(_duplicates);

        // The parser does not know where a pair without braces begins ([a: b]): where its key does.
        var isPlaceless = depth > 0 && _parser.Current!.Start.Index == 0;
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var at = _parser.Current!;
            var key = ReadNode(depth + 1, out var keySize, out _);
            if (isPlaceless)
            {
                (line, column, isPlaceless) = (key.Line, key.Column, false);
            }

            _parser.MoveNext();
            var value = ReadNode(depth + 1, out var valueSize, out var valueHeight);
            size += keySize + valueSize;
            height = Math.Max(height, valueHeight + 1);
            if (key is not ConfigScalar scalar)
            {
                throw new YamlException(at.Start, at.End, "a key must be a single value");
            }

            if (scalar is { Text: "<<", ContentOffset: 0 })
            {
                if (!entries.TryMerge(value))
                {
                    throw new YamlException(at.Start, at.End, "map merge requires map or sequence of maps as the value");
                }
            }
            else
            {
                entries.Set(scalar, value);
            }
        }

        return entries.ToMap(line, column);
    }

    private static ConfigScalar ToScalar(Scalar scalar, int line, int column)
    {
        var plain = scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;
        var offset = plain ? 0 : scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded ? -1 : 1;
        var tagged = !scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific;
        if (tagged ? scalar.Tag.Value is "tag:yaml.org,2002:str" or "tag:yaml.org,2002:binary" : !plain)
        {
            return new ConfigScalar(line, column, scalar.Value, ScalarKind.Text, 0, 0, offset);
        }

        var kind = PlainScalar.Resolve(scalar.Value, out var integer, out var number);
        return new ConfigScalar(line, column, scalar.Value, kind, integer, number, offset);
    }
}
