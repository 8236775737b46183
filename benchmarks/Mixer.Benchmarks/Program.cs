using BenchmarkDotNet.Running;
using Mixer.Benchmarks;

// In this process: the projects that the library would generate otherwise know nothing of central package versions.
BenchmarkSwitcher.FromAssembly(typeof(ResultsConfig).Assembly).Run(["--inProcess", .. args], new ResultsConfig());
