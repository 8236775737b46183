using System.Globalization;
using Mixer.Conformance;
using Mixer.Conformance.Fuzzing;

if (args is ["fuzz", "messages" or "expressions", var number, ..] && long.TryParse(number, CultureInfo.InvariantCulture, out var count))
{
    var seed = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1;
    return (args[1] == "messages" ? MessageFuzzing.Create().Run(count, seed) : ExpressionFuzzing.Create().Run(count, seed)) == 0 ? 0 : 1;
}

if (args.Length < 2 || args[0] != "expressions")
{
    Console.Error.WriteLine("usage: Mixer.Conformance expressions FILE.jsonl...");
    Console.Error.WriteLine("       Mixer.Conformance fuzz messages|expressions COUNT [SEED]");
    return 2;
}

var passed = 0;
var failed = 0;
foreach (var file in args.Skip(1))
{
    var manifests = new ManifestSource(Path.GetDirectoryName(Path.GetFullPath(file))!);
    foreach (var line in File.ReadLines(file))
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            continue;
        }

        var test = ExpressionCase.Parse(line);
        if (ExpressionRunner.Run(test, manifests) is { } failure)
        {
            failed++;
            Console.WriteLine($"FAILED {test.Name}: {test.Text}\n    {failure}");
        }
        else
        {
            passed++;
        }
    }
}

Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;
