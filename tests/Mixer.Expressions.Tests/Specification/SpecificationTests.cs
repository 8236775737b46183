using Mixer.Expressions.Checking;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Tests.Specification;

/// <summary>The cases of spec 02 section 16, by number; the table is spec02.txt beside this file.</summary>
public sealed class SpecificationTests
{
    public static TheoryData<int, string> Lines
    {
        get
        {
            using var reader = new StreamReader(typeof(SpecificationTests).Assembly.GetManifestResourceStream("Mixer.Expressions.Tests.Specification.spec02.txt")!);
            var lines = new TheoryData<int, string>();
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > 0 && line[0] != '#')
                {
                    lines.Add(SpecificationCase.Parse(line).Number, line);
                }
            }

            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Spec02_Case_HasItsOutcome(int number, string line)
    {
        var test = SpecificationCase.Parse(line);
        Assert.Equal(number, test.Number);
        var outcome = Run(test);

        if (test.Outcome.EndsWith("...", StringComparison.Ordinal))
        {
            Assert.StartsWith(test.Outcome[..^3], outcome, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(test.Outcome, outcome.TrimEnd());
        }

        if (test.Referenced is not null)
        {
            Assert.Equal(test.Referenced, Fixture.References(test.Bag));
        }
    }

    [Fact]
    public void Spec02_AllCases_AreInTheTable()
    {
        // 38 and 39 are about templates; 40 is made below.
        var numbers = Lines.Select(row => (int)row[0]).ToHashSet();

        Assert.Empty(Enumerable.Range(1, 37).Except(numbers));
    }

    [Fact]
    public void Spec02_Case40_HundredAlternatives_AreEvaluated()
    {
        var text = string.Join(" || ", Enumerable.Range(0, 100).Select(i => $"as == \"x{i}\""));

        Assert.True(Fixture.Evaluate(text, ("as", Fixture.Text("x99"))).AsBool);
    }

    private static string Run(SpecificationCase test)
    {
        if (Fixture.Compiler.Compile(test.Text, AttributeType.Unspecified, out var error) is not { } compiled)
        {
            return "cerr " + error!.Message;
        }

        return compiled.As<AttributeValue>().TryEvaluate(test.Bag, out var value) ? $"{TypeNames.Of(compiled.Type)} {value}" : "err " + test.Bag.Error;
    }
}
