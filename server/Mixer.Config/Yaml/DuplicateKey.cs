namespace Mixer.Config.Yaml;

/// <summary>A key that is given twice in one mapping.</summary>
/// <param name="Earlier">The one that has no effect.</param>
/// <param name="Later">The one that has.</param>
internal readonly record struct DuplicateKey(ConfigScalar Earlier, ConfigScalar Later);
