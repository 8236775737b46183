using Mixer.Generators.Templates;

namespace Mixer.Generators.Tests;

public class ProtoNamesTests
{
    [Theory]
    [InlineData("ip_addr", "IpAddr")]
    [InlineData("field_1", "Field_1")]
    [InlineData("_foo", "XFoo")]
    [InlineData("aBC", "ABC")]
    [InlineData("q_B", "Q_B")]
    [InlineData("HTTPCode", "HTTPCode")]
    [InlineData("x2y", "X2Y")]
    [InlineData("x_2_z", "X_2Z")]
    [InlineData("URL_path", "URLPath")]
    [InlineData("httpStatusCode", "HttpStatusCode")]
    public void Member_FieldName_IsTheNameInErrorPaths(string field, string member) => Assert.Equal(member, ProtoNames.Member(field));

    [Theory]
    [InlineData("api_version", "apiVersion")]
    [InlineData("httpStatusCode", "httpStatusCode")]
    [InlineData("x_2_z", "x2Z")]
    public void Json_FieldName_IsLowerCamel(string field, string json) => Assert.Equal(json, ProtoNames.Json(field));

    [Fact]
    public void CodePackage_DotsAndCapitals_BecomeUnderscoresAndLowerCase() =>
        Assert.Equal("istio_mixer_adapter_myapa", ProtoNames.CodePackage("istio.mixer.adapter.MyApa"));
}
