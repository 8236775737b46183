using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Mixer.Config.Yaml;

namespace Mixer.Config.Stores;

/// <summary>What one piece of a text holds.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="Documents">Its documents, each with what is around its specification; what stands before an error is there too.</param>
/// <param name="Revision">A digest of its text: equal texts, equal digests.</param>
/// <param name="Duplicates">Keys given twice in it.</param>
/// <param name="Error">Why the rest of it cannot be read, or null.</param>
internal sealed record PieceReading(DocumentPiece Piece, ImmutableArray<DocumentReading> Documents, string Revision, IReadOnlyList<DuplicateKey> Duplicates, YamlError? Error)
{
    // One reader for each of ten thousand short documents would be a fifth of the time that reading them takes.
    private const int GroupLength = 32 * 1024;

    /// <summary>Reads <paramref name="pieces"/> of <paramref name="text"/>, many on all processors; the result is in their order.</summary>
    public static IEnumerable<PieceReading> ReadAll(string text, IReadOnlyList<DocumentPiece> pieces, YamlLimits limits)
    {
        var groups = Group(text, pieces);
        var readings = new IReadOnlyList<PieceReading>[groups.Count];
        Parallel.For(0, groups.Count, i => readings[i] = ReadGroup(text, groups[i], limits));
        return readings.SelectMany(r => r);
    }

    /// <summary>
    /// Reads neighbours in one go if each turns out to be exactly one sound document, and otherwise each by itself: the result is the same.
    /// </summary>
    internal static IReadOnlyList<PieceReading> ReadGroup(string text, ArraySegment<DocumentPiece> pieces, YamlLimits limits)
    {
        var (documents, duplicates) = (new List<ConfigNode>(pieces.Count), new List<DuplicateKey>());
        var error = YamlReader.Read(text[pieces[0].Start..pieces[^1].End], pieces[0].LineOffset, limits, documents, duplicates);
        if (pieces.Count == 1)
        {
            return [Of(text, pieces[0], [.. documents.Select(DocumentReading.Of)], duplicates, error)];
        }

        return error is null && duplicates.Count == 0 && IsOneEach(pieces, documents)
            ? [.. pieces.Select((piece, i) => Of(text, piece, [DocumentReading.Of(documents[i])], [], null))]
            : [.. pieces.SelectMany((_, i) => ReadGroup(text, pieces.Slice(i, 1), limits))];
    }

    /// <summary>Cuts the sequence of pieces into runs of about the same length of text.</summary>
    private static List<ArraySegment<DocumentPiece>> Group(string text, IReadOnlyList<DocumentPiece> pieces)
    {
        DocumentPiece[] all = [.. pieces];
        var groups = new List<ArraySegment<DocumentPiece>>();
        var first = 0;
        for (var i = 0; i < all.Length; i++)
        {
            // Directives speak to the document after them, so a text with any is read piece by piece.
            var isLast = i + 1 == all.Length || all[i + 1].End - all[first].Start > GroupLength || HasDirective(all[i].In(text)) || HasDirective(all[i + 1].In(text));
            if (isLast)
            {
                groups.Add(new ArraySegment<DocumentPiece>(all, first, i + 1 - first));
                first = i + 1;
            }
        }

        return groups;
    }

    private static PieceReading Of(string text, DocumentPiece piece, ImmutableArray<DocumentReading> documents, IReadOnlyList<DuplicateKey> duplicates, YamlError? error) =>
        new(piece, documents, Digest(piece.In(text).Trim()), duplicates, error);

    private static string Digest(ReadOnlySpan<char> text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var digest = Convert.ToHexString(SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes))));
        ArrayPool<byte>.Shared.Return(bytes);
        return digest;
    }

    private static bool HasDirective(ReadOnlySpan<char> piece) => piece.StartsWith('%') || piece.Contains("\n%", StringComparison.Ordinal);

    private static bool IsOneEach(ArraySegment<DocumentPiece> pieces, List<ConfigNode> documents)
    {
        if (documents.Count != pieces.Count)
        {
            return false;
        }

        for (var i = 0; i < documents.Count; i++)
        {
            var line = documents[i].Line;
            if (line <= pieces[i].LineOffset || (i + 1 < pieces.Count && line > pieces[i + 1].LineOffset))
            {
                return false;
            }
        }

        return true;
    }
}
