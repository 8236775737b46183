namespace Mixer.Runtime.Routing;

/// <summary>The steps that a call takes, in rule order. Owned by one session; reused.</summary>
internal sealed class Selection<TStep>
    where TStep : Step
{
    private TStep[] _steps = new TStep[4];

    public int Count { get; private set; }

    /// <summary>How many destinations had a condition that was true, each condition counted.</summary>
    public int Groups { get; private set; }

    public TStep this[int index] => _steps[index];

    public void Add(Branch<TStep> branch)
    {
        var added = branch.Steps;
        if (_steps.Length < Count + added.Length)
        {
            Array.Resize(ref _steps, Math.Max(_steps.Length * 2, Count + added.Length));
        }

        added.CopyTo(_steps, Count);
        Count += added.Length;
        Groups += branch.GroupCount;
    }

    /// <summary>Puts the steps from <paramref name="start"/> on into rule order.</summary>
    public void Sort(int start)
    {
        for (var index = start + 1; index < Count; index++)
        {
            if (_steps[index].Order < _steps[index - 1].Order)
            {
                _steps.AsSpan(start, Count - start).Sort(static (left, right) => left.Order.CompareTo(right.Order));
                return;
            }
        }
    }

    public void Clear()
    {
        Array.Clear(_steps, 0, Count);
        Count = 0;
        Groups = 0;
    }
}
