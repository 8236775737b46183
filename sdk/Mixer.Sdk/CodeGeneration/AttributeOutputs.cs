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
}
