using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Mixer.Config.Model;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Handlers;

/// <summary>
/// Identity of a handler together with the instances that are sent to it: adapter, configuration, and names, parameters and inferred types of the
/// instances, in ordinal order of names. Handlers of one name and equal signatures are interchangeable.
/// </summary>
internal readonly record struct HandlerSignature(string Digest)
{
    public static HandlerSignature Compute(HandlerDefinition handler, IReadOnlyList<InstanceDefinition> sortedInstances)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, handler.RuntimeName);
        Add(hash, handler.Adapter.Name);
        Add(hash, handler.Config.Descriptor.FullName);
        Add(hash, Canonical(handler.Config));
        foreach (var instance in sortedInstances)
        {
            Add(hash, instance.Name);
            Add(hash, instance.Template.Name);
            Add(hash, instance.Params, withText: true);
        }

        return new HandlerSignature(Convert.ToHexString(hash.GetHashAndReset()));
    }

    /// <summary>True if a handler is told the same of both instances: template, fields and their types; expressions may differ.</summary>
    public static bool IsSameShape(InstanceDefinition one, InstanceDefinition other) =>
        ReferenceEquals(one, other) || string.Equals(Shape(one), Shape(other), StringComparison.Ordinal);

    private static string Shape(InstanceDefinition instance)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, instance.Template.Name);
        Add(hash, instance.Params, withText: false);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static byte[] Canonical(IMessage message)
    {
        using var bytes = new MemoryStream(message.CalculateSize());
        using (var output = new CodedOutputStream(bytes, leaveOpen: true) { Deterministic = true })
        {
            message.WriteTo(output);
        }

        return bytes.ToArray();
    }

    private static void Add(IncrementalHash hash, Param? param, bool withText)
    {
        switch (param)
        {
            case ExpressionParam expression:
                AddTag(hash, 1, (int)expression.Type);
                Add(hash, withText ? expression.Text : "");
                break;
            case MapParam map:
                AddTag(hash, 2, map.Entries.Length);
                foreach (var (key, value) in map.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    Add(hash, key);
                    Add(hash, value, withText);
                }

                break;
            case MessageParam message:
                AddTag(hash, 3, message.Fields.Length);
                foreach (var field in message.Fields)
                {
                    Add(hash, field, withText);
                }

                break;
            default:
                AddTag(hash, 0, 0);
                break;
        }
    }

    private static void AddTag(IncrementalHash hash, int kind, int detail)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], detail);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, string text) => Add(hash, Encoding.UTF8.GetBytes(text));

    private static void Add(IncrementalHash hash, byte[] part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
