using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

/// <summary>What the steps keep between runs holds no Roslyn object and compares by value.</summary>
public class ModelShapeTests
{
    [Fact]
    public void Models_HoldNoRoslynObject()
    {
        foreach (var model in Models())
        {
            Walk(model, [], model.GetType().Name);
        }
    }

    [Fact]
    public void Models_OfTwoRuns_AreEqual()
    {
        var (first, second) = (Models(), Models());
        Assert.Equal(first.Count, second.Count);
        for (var i = 0; i < first.Count; i++)
        {
            Assert.NotSame(first[i], second[i]);
            Assert.Equal(first[i], second[i]);
            Assert.Equal(first[i].GetHashCode(), second[i].GetHashCode());
        }
    }

    private static List<object> Models()
    {
        var project = new TestProject()
            .File("all.proto", TemplateTexts.Everything)
            .File("pods.proto", TemplateTexts.Generator)
            .File("page.proto", TemplateTexts.Page)
            .File("bad.proto", "message Template {")
            .File("inventory.yaml", "templates:\n  - page.proto\n")
            .Source(AdapterSources.Pager())
            .Host();
        var steps = project.Driver().RunGenerators(project.Compilation()).GetRunResult().Results[0].TrackedSteps;
        var names = typeof(StepNames).GetFields().Select(field => field.Name).ToHashSet();
        return [.. steps.Where(step => names.Contains(step.Key)).OrderBy(step => step.Key, StringComparer.Ordinal)
            .SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Value)];
    }

    private static void Walk(object? value, HashSet<object> seen, string path)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        Assert.False(
            value is ISymbol or SyntaxNode or Compilation or Location or Diagnostic or SyntaxReference or SemanticModel or AttributeData,
            $"{path} holds {value.GetType()}");
        Assert.NotEqual("Microsoft.CodeAnalysis", value.GetType().Namespace);
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Walk(item, seen, path + "[]");
            }

            return;
        }

        foreach (var field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            Walk(field.GetValue(value), seen, path + "." + field.Name);
        }
    }
}
