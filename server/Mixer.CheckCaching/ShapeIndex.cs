using System.Numerics;
using Mixer.Attributes;

namespace Mixer.CheckCaching;

/// <summary>
/// The shapes of the verdicts seen so far, by root. Bounded: a root keeps the shapes added last, roots share places by hash. A shape that is forgotten
/// costs misses, never a wrong verdict. Readers never lock; writers copy.
/// </summary>
internal sealed class ShapeIndex
{
    private const int MaxRoots = 4096;
    private const int MaxShapesOfRoot = 64;
    private const int MaxShared = 4096;
    private readonly Lock _gate = new();
    private readonly Shape[]?[] _byRoot;
    private readonly Dictionary<int, Shape> _shared = [];
    private Shape[] _rootless = [];

    public ShapeIndex(int capacity) => _byRoot = new Shape[]?[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(capacity, 1, MaxRoots))];

    /// <summary>Shapes that a call with this root may have, latest first; <see cref="Rootless"/> ones besides.</summary>
    public Shape[] Of(int root) => Volatile.Read(ref PlaceOf(root)) ?? [];

    /// <summary>Shapes that do not look at the whole root, latest first.</summary>
    public Shape[] Rootless => Volatile.Read(ref _rootless);

    /// <summary>The shape of these references, made and kept if it is new.</summary>
    public Shape Add(ReferencedAttributes references, Vocabulary vocabulary, int root) =>
        Find(Of(root), references) ?? Find(Rootless, references) ?? AddNew(references, vocabulary, root);

    private static Shape? Find(Shape[] shapes, ReferencedAttributes references)
    {
        foreach (var shape in shapes)
        {
            if (shape.References.SetEquals(references))
            {
                return shape;
            }
        }

        return null;
    }

    private Shape AddNew(ReferencedAttributes references, Vocabulary vocabulary, int root)
    {
        lock (_gate)
        {
            if (Find(Of(root), references) is { } known)
            {
                return known;
            }

            var shape = Share(references, vocabulary);
            ref var place = ref _rootless;
            if (shape.IsRooted)
            {
                place = ref PlaceOf(root)!;
            }

            var before = place ?? [];
            if (!before.Contains(shape))
            {
                Volatile.Write(ref place, [shape, .. before.Take(MaxShapesOfRoot - 1)]);
            }

            return shape;
        }
    }

    /// <summary>One object for equal shapes of several roots, as far as hashes do not collide.</summary>
    private Shape Share(ReferencedAttributes references, Vocabulary vocabulary)
    {
        var hash = HashOf(references);
        if (_shared.TryGetValue(hash, out var known) && known.References.SetEquals(references))
        {
            return known;
        }

        if (_shared.Count >= MaxShared)
        {
            _shared.Clear();
        }

        var shape = new Shape(references, vocabulary);
        _shared[hash] = shape;
        return shape;
    }

    private static int HashOf(ReferencedAttributes references)
    {
        var keys = 0;
        foreach (ref readonly var key in references.KeySpan)
        {
            keys = unchecked(keys + key.GetHashCode());
        }

        var code = new HashCode();
        code.Add(keys);
        for (var word = 0; word < references.Present.Length; word++)
        {
            code.Add(references.Present[word]);
            code.Add(references.Absent[word]);
            code.Add(references.Maps[word]);
            code.Add(references.Generated[word]);
        }

        return code.ToHashCode();
    }

    private ref Shape[]? PlaceOf(int root) => ref _byRoot[root & (_byRoot.Length - 1)];
}
