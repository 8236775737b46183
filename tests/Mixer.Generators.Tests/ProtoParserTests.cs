using Mixer.Generators.Protos;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

public class ProtoParserTests
{
    [Fact]
    public void Comments_DirectlyAbove_AreKept_DetachedAndTrailingAreNot()
    {
        var file = ProtoParser.Parse("/a.proto", """
            // $title: detached

            // comment for syntax
            syntax = "proto3"; // trailing
            // comment for package
            package a;
            message M {
              string a = 1; // trailing
              /* block */
              string b = 2;

              // detached

              string c = 3;
            }
            """);
        Assert.Empty(file.Errors);
        Assert.Equal("comment for syntax", file.Syntax!.Comment);
        Assert.Equal("comment for package", file.Package!.Comment);
        Assert.Equal(["", "block", ""], file.Messages[0].Fields.Select(field => field.Comment.Trim()));
    }

    [Fact]
    public void Parse_WholeLanguage_StepsOverWhatTemplatesDoNotUse()
    {
        var file = ProtoParser.Parse("/a.proto", """
            syntax = "proto3";
            package a.b;
            import public "x.proto";
            option java_package = "x";
            option (custom).field = { a: 1, b: { c: 2 } };
            enum E { option allow_alias = true; A = 0; B = 1 [deprecated = true]; }
            service S { rpc Do (M) returns (M) { option idempotency_level = IDEMPOTENT; } }
            extend google.protobuf.FileOptions { string x = 50000; }
            message M {
              reserved 2, 4 to 6;
              reserved "foo";
              enum Inner { Z = 0; }
              oneof choice { string p = 7; int64 q = 8; }
              .a.b.M self = 9 [json_name = "me"];
              map<string, .a.b.M> map = 10;
              repeated string message = 11;
              string option = 12;
            }
            """);
        Assert.Empty(file.Errors);
        Assert.Equal(["p", "q", "self", "map", "message", "option"], file.Messages[0].Fields.Select(field => field.Name.Text));
        Assert.Equal("choice", file.Messages[0].Oneofs[0].Text);
        Assert.Equal("a.b.M", file.Messages[0].Fields[2].Type.Text);
    }

    [Theory]
    [InlineData("message M {\n  string a 1;\n}", "expected '=', found '1'", 1, 11)]
    [InlineData("message M {\n  string = 1;\n}", "expected a name, found '='", 1, 9)]
    [InlineData("message M {", "expected '}', found end of file", 0, 11)]
    [InlineData("syntax = \"proto3", "expected text in quotes, found text without closing quote", 0, 9)]
    [InlineData("massage M {}", "expected a statement (message, import, option, ...), found 'massage'", 0, 0)]
    [InlineData("package a; package b;", "the package is given twice", 0, 11)]
    [InlineData("message M { string \u00e9 = 1; }", "expected a name, found '\u00e9'", 0, 19)]
    [InlineData("package ;", "expected a name, found ';'", 0, 8)]
    public void Error_FirstOfFile_HasTextAndPlace(string text, string message, int line, int column)
    {
        var error = Assert.Single(ProtoParser.Parse("/a.proto", text).Errors);
        Assert.Equal(message, error.Message);
        Assert.Equal((line, column), (error.Span.StartLine, error.Span.StartColumn));
    }

    [Fact]
    public void Parse_AnyPrefixOfAFile_EndsWithoutException()
    {
        var text = TemplateTexts.Everything;
        for (var length = 0; length <= text.Length; length++)
        {
            ProtoParser.Parse("/a.proto", text[..length]);
        }
    }
}
