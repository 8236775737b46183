using Microsoft.Extensions.Logging;
using Mixer.Config.Model;
using Mixer.Config.Validation;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Handlers;

/// <summary>Builds one live handler from its definition: types, validation, build with a time-out; nothing that an adapter throws gets out.</summary>
internal sealed class HandlerFactory(RuntimeOptions options, AdapterPool pool, RuntimeMetrics metrics, ILogger log, ILogger adapters, TimeProvider time)
{
    /// <summary>The live handler, or why there is none.</summary>
    public async Task<(HandlerEntry? Entry, string Error)> BuildAsync(
        HandlerUse use, HandlerSignature signature, long configId, CancellationToken cancellation)
    {
        var definition = use.Handler;
        var environment = new HandlerEnvironment(definition.RuntimeName, configId, adapters, pool, metrics, time, options.StrayGrace);
        HandlerEntry? live = null;
        try
        {
            var (builder, invalid) = await PrepareAsync(use, cancellation).ConfigureAwait(false);
            if (invalid is not null)
            {
                return (null, "adapter builder validation failed: adapter validation failed : " + invalid);
            }

            var (handler, failure) = await BuildAsync(definition, builder, environment, cancellation).ConfigureAwait(false);
            if (handler is null)
            {
                return (null, failure);
            }

            var entry = new HandlerEntry(use, signature, handler, environment, options.CloseTimeout);
            var missing = definition.Adapter.SupportedTemplates.FirstOrDefault(template => !template.IsSupportedBy(handler));
            if (missing is not null)
            {
                live = entry;
                await entry.CloseAsync().ConfigureAwait(false);
                return (null, $"builder for adapter does not actually support template: template='{missing.Name}', interface='{InterfaceOf(missing)}Handler'");
            }

            return (live = entry, "");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            RuntimeLog.FactoryFailed(log, definition.Name, exception);
            return (null, $"panic during factory.build: '{exception.Message}' ");
        }
        finally
        {
            if (live is null)
            {
                await environment.StopAsync().ConfigureAwait(false);
                metrics.ForgetHandler(configId, definition.RuntimeName);
            }
        }
    }

    // Beside the reload loop: an adapter that does not come back from validation must cost one handler, not all changes to come.
    private async Task<(IHandlerBuilder Builder, string? Error)> PrepareAsync(HandlerUse use, CancellationToken cancellation)
    {
        var prepare = Task.Run(
            () =>
            {
                var builder = use.Handler.Adapter.CreateBuilder();
                return (builder, HandlerPreparation.Run(builder, use).Error);
            },
            CancellationToken.None);
        try
        {
            return await prepare.WaitAsync(options.BuildTimeout, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!prepare.IsCompleted)
        {
            return (null!, FormattableString.Invariant($"not validated within {options.BuildTimeout.TotalSeconds} s"));
        }
    }

    private async Task<(IHandler? Handler, string Error)> BuildAsync(
        HandlerDefinition definition, IHandlerBuilder builder, HandlerEnvironment environment, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var build = Task.Run(() => builder.BuildAsync(definition.Config, environment, limit.Token).AsTask(), CancellationToken.None);
        try
        {
            var handler = await build.WaitAsync(options.BuildTimeout, time, cancellation).ConfigureAwait(false);
            return handler is null ? (null, "adapter instantiation error: no handler was returned") : (handler, "");
        }
        catch (TimeoutException) when (!build.IsCompleted)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            _ = CloseLateAsync(definition.Name, build);
            return (null, FormattableString.Invariant($"adapter instantiation error: not built within {options.BuildTimeout.TotalSeconds} s"));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _ = CloseLateAsync(definition.Name, build);
            throw;
        }
        catch (Exception exception)
        {
            return (null, "adapter instantiation error: " + exception.Message);
        }
    }

    private async Task CloseLateAsync(string name, Task<IHandler> build)
    {
        try
        {
            var handler = await build.ConfigureAwait(false);
            if (handler is not null)
            {
                await handler.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            RuntimeLog.LateBuildFailed(log, name, exception);
        }
    }

    private static string InterfaceOf(TemplateInfo template) => "I" + char.ToUpperInvariant(template.Name[0]) + template.Name[1..];
}
