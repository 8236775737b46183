using System.Net.Sockets;
using Grpc.Net.Client;
using Mixer.CommandLine;

namespace Mixer.Client;

/// <summary>The flags that say which server to call, how often, and how to trace; and the channel to it.</summary>
internal sealed class ConnectionArguments
{
    private readonly Flag<string> _mixer;
    private readonly Flag<long> _repeat;
    private readonly Flag<string> _zipkinUrl;
    private readonly Flag<string> _jaegerUrl;
    private readonly Flag<bool> _logSpans;
    private readonly Flag<double> _samplingRate;

    public ConnectionArguments(FlagSet flags)
    {
        _mixer = flags.String("mixer", "localhost:9091", "Address and port of a running Mixer instance", 'm');
        _repeat = flags.Integer("repeat", "int", 1, int.MinValue, int.MaxValue, "Sends the specified number of requests in quick succession", 'r');
        _zipkinUrl = flags.String("trace_zipkin_url", "", "URL of Zipkin collector (example: 'http://zipkin:9411/api/v1/spans').");
        _jaegerUrl = flags.String("trace_jaeger_url", "", "URL of Jaeger HTTP collector (example: 'http://jaeger:14268/api/traces?format=jaeger.thrift').");
        _logSpans = flags.Bool("trace_log_spans", false, "Whether or not to log trace spans.");
        _samplingRate = flags.Double("trace_sampling_rate", 0, "Sampling rate for generating trace data. Must be a value in the range [0.0, 1.0].");
    }

    /// <summary>The address as given.</summary>
    public string Address => _mixer.Value;

    /// <summary>Number of calls, one after the other.</summary>
    public long Repeat => _repeat.Value;

    /// <summary>Null, or why no connection can be set up.</summary>
    public string? Validate()
    {
        if (_zipkinUrl.Value.Length == 0 && _jaegerUrl.Value.Length == 0 && !_logSpans.Value)
        {
            return null;
        }

        var cause =
            _zipkinUrl.Value.Length > 0 && _jaegerUrl.Value.Length > 0 ? "can't have Jaeger and Zipkin outputs active simultaneously"
            : _samplingRate.Value is >= 0 and <= 1 ? null
            : "sampling rate must be in the range: [0.0, 1.0]";
        return cause is null ? null : $"Unable to establish connection to {Address}: could not build tracer: {cause}";
    }

    /// <summary>A channel to the server; it connects with the first call. The caller disposes it.</summary>
    public GrpcChannel Connect()
    {
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null };
        var target = Address;
        if (target.StartsWith("unix://", StringComparison.Ordinal))
        {
            var path = target["unix://".Length..];
            target = "localhost";
            handler.ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            };
        }
        else if (target.StartsWith(':'))
        {
            target = "localhost" + target;
        }

        return GrpcChannel.ForAddress("http://" + target, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = null });
    }
}
