using System.Globalization;
using System.Text.Json;
using Mixer.Tracing;

namespace Mixer.Client;

/// <summary>Where the client writes, and its clock.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Complaints and progress.</param>
/// <param name="ErrorIsTerminal">Somebody watches the complaints.</param>
/// <param name="Time">The clock.</param>
internal sealed record ClientConsole(TextWriter Output, TextWriter Error, bool ErrorIsTerminal, TimeProvider Time)
{
    /// <summary>Spans become log lines of the output, as the reference has them; problems go to the complaints.</summary>
    public TraceReport TraceReport()
    {
        var gate = new Lock();
        return new TraceReport(
            (operation, span) =>
            {
                var now = Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
                lock (gate)
                {
                    Output.WriteLine($"{now}\tinfo\tReporting span\t{{\"operation\": \"{JsonEncodedText.Encode(operation)}\", \"span\": \"{span}\"}}");
                }
            },
            problem =>
            {
                lock (gate)
                {
                    Error.WriteLine(problem);
                }
            });
    }
}
