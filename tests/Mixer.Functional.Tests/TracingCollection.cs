namespace Mixer.Functional.Tests;

/// <summary>Alone: an exporter hears the spans of every server in the process.</summary>
[CollectionDefinition(nameof(TracingTests), DisableParallelization = true)]
public sealed class TracingCollection;
