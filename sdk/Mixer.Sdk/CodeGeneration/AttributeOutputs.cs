namespace Mixer.Sdk.CodeGeneration;

/// <summary>Hands a generated output to the engine as its interface.</summary>
public static class AttributeOutputs
{
    /// <summary>The same result, seen as <see cref="IAttributeOutput"/>; allocates nothing more if it is already there.</summary>
    /// <typeparam name="T">The generated output class.</typeparam>
    public static ValueTask<IAttributeOutput> AsOutput<T>(ValueTask<T> output)
        where T : class, IAttributeOutput
    {
        return output.IsCompletedSuccessfully ? new ValueTask<IAttributeOutput>(output.Result) : AwaitAsync(output);

        static async ValueTask<IAttributeOutput> AwaitAsync(ValueTask<T> pending) => await pending.ConfigureAwait(false);
    }

    /// <summary>The same verdict and output, seen as <see cref="CheckWithOutput"/>; allocates nothing more if it is already there.</summary>
    /// <typeparam name="T">The generated output class.</typeparam>
    public static ValueTask<CheckWithOutput> AsOutput<T>(ValueTask<CheckResult<T>> result)
        where T : class, IAttributeOutput
    {
        return result.IsCompletedSuccessfully ? new ValueTask<CheckWithOutput>(Of(result.Result)) : AwaitAsync(result);

        static CheckWithOutput Of(CheckResult<T> typed) => new(typed.Result, typed.Output);

        static async ValueTask<CheckWithOutput> AwaitAsync(ValueTask<CheckResult<T>> pending) => Of(await pending.ConfigureAwait(false));
    }
}
