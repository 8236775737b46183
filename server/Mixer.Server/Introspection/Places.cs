using System.Globalization;
using Mixer.Config;

namespace Mixer.Server.Introspection;

/// <summary>Where things are written, as editors understand it: <c>file:line:column</c>, the file below the store's folder.</summary>
internal sealed class Places(string storeUrl)
{
    private readonly string _folder = storeUrl.StartsWith("fs://", StringComparison.Ordinal) ? storeUrl["fs://".Length..].TrimEnd('/') + "/" : "";

    public string Text(SourceLocation location)
    {
        var file = location.File ?? "";
        file = _folder.Length > 0 && file.StartsWith(_folder, StringComparison.Ordinal) ? file[_folder.Length..] : file;
        return location.Line == 0 ? file : string.Create(CultureInfo.InvariantCulture, $"{file}:{location.Line}:{location.Column}");
    }
}
