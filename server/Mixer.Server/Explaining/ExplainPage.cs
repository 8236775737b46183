using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Mixer.Runtime;
using Mixer.Runtime.Explaining;

namespace Mixer.Server.Explaining;

/// <summary>
/// <c>POST /debug/explain</c>: takes attributes as <see cref="PlainAttributes"/> reads them and answers why each rule applies to such a call or does not. Calls no adapter. One question at
/// a time, as each costs as much as thousands of calls. Only <c>application/json</c> is taken, which pages of other sites cannot send unasked.
/// </summary>
internal sealed class ExplainPage(MixerRuntime runtime) : IDisposable
{
    private const int MaxBytes = 1 << 20;
    private const int MaxListed = 10_000;
    private readonly SemaphoreSlim _one = new(1);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            await AnswerAsync(context, StatusCodes.Status405MethodNotAllowed, "text/plain", "post attributes as application/json");
            return;
        }

        if (await ReadAsync(context.Request) is not { } body)
        {
            await AnswerAsync(context, StatusCodes.Status413PayloadTooLarge, "text/plain", "the attributes are larger than " + MaxBytes.ToString(CultureInfo.InvariantCulture) + " bytes");
            return;
        }

        var query = QueryOf(context.Request.Query, out var problem);
        var attributes = PlainAttributes.FromJson(body, out var malformed);
        if (attributes is null || query is null)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, "text/plain", problem ?? malformed ?? "");
            return;
        }

        await _one.WaitAsync(context.RequestAborted);
        string answer;
        var json = context.Request.Query["output"] != "text";
        try
        {
            var output = new StringWriter { NewLine = "\n" };
            ExplanationWriter.Write(runtime.CreateExplainer().Explain(attributes, query), json, output);
            answer = output.ToString();
        }
        finally
        {
            _one.Release();
        }

        await AnswerAsync(context, StatusCodes.Status200OK, json ? "application/json" : "text/plain", answer);
    }

    public void Dispose() => _one.Dispose();

    private static ExplainQuery? QueryOf(IQueryCollection parameters, out string? problem)
    {
        problem = null;
        var query = new ExplainQuery { Rules = parameters["rules"].ToString() };
        if (parameters["variety"].ToString() is { Length: > 0 } variety)
        {
            if (!VarietyNames.TryParse(variety, out var known))
            {
                problem = $"variety must be one of {string.Join(", ", VarietyNames.Names)}";
                return null;
            }

            query = query with { Variety = known };
        }

        if (parameters["max"].ToString() is { Length: > 0 } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var max))
            {
                problem = "max must be a number";
                return null;
            }

            query = query with { MaxOthers = Math.Min(max, MaxListed) };
        }

        return query;
    }

    private static async Task<string?> ReadAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (bytes.Length + read > MaxBytes)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static Task AnswerAsync(HttpContext context, int status, string type, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = type + "; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
