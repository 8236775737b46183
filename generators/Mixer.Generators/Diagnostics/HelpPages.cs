namespace Mixer.Generators.Diagnostics;

/// <summary>Where every help page is.</summary>
internal static class HelpPages
{
    public const string Root = "https://github.com/mixer-dotnet/mixer/blob/main/docs/diagnostics/";
}
