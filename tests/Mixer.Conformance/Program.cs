using Mixer.Conformance;

if (args.Length < 2 || args[0] != "expressions")
{
    Console.Error.WriteLine("usage: Mixer.Conformance expressions FILE.jsonl...");
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
