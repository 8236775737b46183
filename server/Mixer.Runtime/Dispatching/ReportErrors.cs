using Mixer.Sdk;

namespace Mixer.Runtime.Dispatching;

/// <summary>What went wrong in one report, in order. Records come by the hundred thousand in one call: of their errors the first are told, all are counted. One thread.</summary>
public sealed class ReportErrors
{
    /// <summary>The most errors of records that one call tells; more than that say nothing new.</summary>
    public const int MostOfRecords = 64;

    private readonly List<string> _told = [];
    private int _ofRecords;

    /// <summary>The errors that are told.</summary>
    public IReadOnlyList<string> Told => _told;

    /// <summary>The number of all errors.</summary>
    public int Count { get; private set; }

    /// <summary>The error added last, told or not; null if there is none.</summary>
    public string? Latest { get; private set; }

    /// <summary>Adds an error of the report as a whole, which is always told.</summary>
    public void Add(string error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Count++;
        Latest = error;
        _told.Add(error);
    }

    /// <summary>Adds an error of one record; true if it is told.</summary>
    public bool AddOfRecord(string error)
    {
        if (_ofRecords < MostOfRecords)
        {
            _ofRecords++;
            Add(error);
            return true;
        }

        Count++;
        Latest = error;
        return false;
    }

    /// <summary>The list for the caller, with the number of all.</summary>
    public override string ToString() => ConfigErrors.Format(_told, Count);

    internal void Clear()
    {
        _told.Clear();
        (_ofRecords, Count, Latest) = (0, 0, null);
    }
}
