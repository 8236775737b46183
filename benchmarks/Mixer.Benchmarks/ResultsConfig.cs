using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;

namespace Mixer.Benchmarks;

/// <summary>How all benchmarks run: memory counted, and the fastest iteration shown beside the mean, since machines that run benchmarks are seldom idle.</summary>
internal sealed class ResultsConfig : ManualConfig
{
    public ResultsConfig()
    {
        Add(DefaultConfig.Instance);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Min);
    }
}
