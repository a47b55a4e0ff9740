using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("dmo")]
    [InlineData("demo", "--data", "folder")]
    [InlineData("doctr")]
    [InlineData("doctor", "folder")]
    [InlineData("export", "file")]
    [InlineData("import", "--from")]
    [InlineData("--to", "file", "export")]
    [InlineData("doctor", "--data")]
    [InlineData("--data", "folder", "doctor")]
    [InlineData("--data", "folder", "again")]
    [InlineData("--data=folder", "again")]
    [InlineData("-data", "folder")]
    [InlineData("data=folder")]
    [InlineData("--=folder")]
    [InlineData("--", "demo")]
    [InlineData("")]
    [InlineData("--help")]
    [InlineData("--urls", "http://localhost:1", "--data")]
    public void What_is_no_option_is_refused_with_a_list_of_what_there_is(params string[] args)
    {
        var refusal = Assert.Throws<InvalidSettingException>(() => CommandLine.Check(args)).Message;
        Assert.All(["demo", "doctor", "export", "import", "verify", "--urls", "--data", "--environment"], name => Assert.Contains(name, refusal));
    }

    [Theory]
    [InlineData]
    [InlineData("--data", "folder", "--urls=http://127.0.0.1:0", "--MINDBOT_LIMIT_STREAMS", "7")]
    [InlineData("--data", "demo")]
    [InlineData("doctor")]
    [InlineData("export", "--data", "folder", "--to", "file")]
    [InlineData("import", "--from=file")]
    [InlineData("verify", "--data", "folder")]
    [InlineData("doctor", "--data", "folder", "--LIVEKIT_URL=wss://livekit.example.com")]
    [InlineData("--MINDBOT_AUTH_KEY", "--begins-like-an-option")]
    public void Options_with_their_values_are_let_through(params string[] args) => CommandLine.Check(args);

    [Fact]
    public void The_program_ends_with_code_1_and_starts_nothing() =>
        Assert.Equal(1, typeof(FrontApplication).Assembly.EntryPoint!.Invoke(null, [new[] { "dmo" }]));
}
