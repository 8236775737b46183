namespace Mixer.Config.Stores;

/// <summary>The order in which a walk meets paths: by name within each directory, so that a separator comes before every other character.</summary>
internal sealed class WalkOrder : IComparer<string>
{
    public static WalkOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (x ?? "", y ?? "");
        var common = a.AsSpan().CommonPrefixLength(b);
        return common == a.Length || common == b.Length ? a.Length.CompareTo(b.Length) : Rank(a[common]).CompareTo(Rank(b[common]));
    }

    private static int Rank(char c) => c == Path.DirectorySeparatorChar ? -1 : c;
}
