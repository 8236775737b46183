namespace Mixer.Attributes.Tests;

public sealed class GlobalDictionaryTests
{
    [Fact]
    public void Words_Number_IsTheConstant() => Assert.Equal(GlobalDictionary.Count, GlobalDictionary.Words.Count);
}
