using System.Collections.Immutable;
using Google.Protobuf.Reflection;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Sdk;

/// <summary>The static facts of an adapter, emitted by the generator from its <see cref="AdapterAttribute"/>.</summary>
public sealed class AdapterInfo
{
    /// <summary>The kind of its handler resources.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for operators.</summary>
    public required string Description { get; init; }

    /// <summary>Full name of the class that declares it.</summary>
    public required string Implementation { get; init; }

    /// <summary>The templates whose instances its handlers take.</summary>
    public required ImmutableArray<TemplateInfo> SupportedTemplates { get; init; }

    /// <summary>Describes the configuration message.</summary>
    public required MessageDescriptor ConfigDescriptor { get; init; }

    /// <summary>Makes a builder for one handler resource.</summary>
    public required Func<IHandlerBuilder> CreateBuilder { get; init; }
}
