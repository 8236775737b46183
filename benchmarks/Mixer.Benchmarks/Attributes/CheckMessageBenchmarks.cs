using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Attributes.Wire;
using Mixer.Expressions;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Benchmarks.Attributes;

/// <summary>The Check message that the load runs send: decoding it, and ten rules on it.</summary>
public class CheckMessageBenchmarks
{
    private static readonly Vocabulary Vocabulary = new(
    [
        new("destination.service", AttributeType.String), new("destination.namespace", AttributeType.String), new("source.namespace", AttributeType.String),
        new("source.uid", AttributeType.String), new("request.method", AttributeType.String), new("request.path", AttributeType.String),
        new("request.headers", AttributeType.StringMap), new("response.code", AttributeType.Int64), new("context.reporter.kind", AttributeType.String),
        new("context.protocol", AttributeType.String), new("source.ip", AttributeType.IpAddress), new("request.time", AttributeType.Timestamp),
    ]);

    private static readonly string[] Rules =
    [
        .. Enumerable.Range(0, 5).Select(i => $"destination.service == \"svc{i}.default.svc.cluster.local\" && request.method == \"GET\""),
        "destination.service == \"svc5.default.svc.cluster.local\" && request.method == \"GET\"",
        "request.headers[\":path\"] == \"/reviews/0\" || response.code == 404",
        "match(request.path, \"/reviews/*\") && context.protocol == \"http\"",
        "(source.uid | \"unknown\").startsWith(\"kubernetes://\") && response.code < 500",
        "source.ip == ip(\"10.44.1.23\") && !(source.namespace == \"kube-system\")",
    ];

    private readonly byte[] _message = new CheckRequest { Attributes = ProxyCall.Create(0), GlobalWordCount = 203 }.ToByteArray();
    private readonly CheckRequestFrame _frame = new(new WordCache());
    private readonly AttributeBag _bag = new(Vocabulary);
    private readonly Evaluator<bool>[] _rules;

    /// <summary>Compiles the rules once.</summary>
    public CheckMessageBenchmarks()
    {
        var compiler = new ExpressionCompiler(Vocabulary);
        _rules = [.. Rules.Select(text => compiler.Compile(text, AttributeType.Bool, out var error)?.As<bool>() ?? throw new InvalidOperationException(error!.Message))];
    }

    /// <summary>Bytes to a bag; nothing is read from it.</summary>
    [Benchmark]
    public AttributeBag Decode()
    {
        _bag.Reset(Vocabulary);
        if (!_frame.TryRead(_message, out var error))
        {
            throw new InvalidOperationException(error);
        }

        _frame.FillBag(_bag);
        return _bag;
    }

    /// <summary>Bytes to a bag, and ten match expressions on it.</summary>
    [Benchmark]
    public int DecodeAndTenRules()
    {
        var bag = Decode();
        var matches = 0;
        foreach (var rule in _rules)
        {
            matches += rule.TryEvaluate(bag, out var value) && value ? 1 : 0;
        }

        return matches;
    }

    /// <summary>The same message by the generated protobuf classes, for comparison.</summary>
    [Benchmark]
    public CheckRequest DecodeByProtobuf() => CheckRequest.Parser.ParseFrom(_message);
}
