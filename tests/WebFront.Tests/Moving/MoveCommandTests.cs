using MindBot.Silo.Storage;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Moving;

namespace MindBot.WebFront.Tests.Moving;

/// <summary>What an operator says and is told; what is moved is tested where it is moved.</summary>
public sealed class MoveCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-move-").FullName;
    private readonly StringWriter output = new(), progress = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("export", "--to", "--data", "x")]
    [InlineData("import", "--from", "--data", "x")]
    [InlineData("export", "--data", "--to", "x")]
    [InlineData("import", "--data", "--from", "x")]
    [InlineData("import", "--data", "--from", "x", "--data", "")]
    [InlineData("import", "MINDBOT_DATABASE", "--from", "x", "--MINDBOT_DATABASE", "nonsense")]
    public void Whatever_is_missing_is_named(string command, string missing, params string[] options) =>
        Assert.Contains(missing, Assert.Throws<InvalidSettingException>(() => Run(command, options)).Message);

    [Fact]
    public void There_is_no_default_folder_and_a_named_one_comes_before_a_database()
    {
        Assert.Throws<InvalidSettingException>(() => Run("export", "--to", File("archive")));
        var refusal = Assert.Throws<MoveRefusedException>(
            () => Run("export", "--to", File("archive"), "--data", File("nothing"), "--MINDBOT_DATABASE", "Host=127.0.0.1;Port=9;Database=mindbot"));
        Assert.Contains(File("nothing"), refusal.Message);
    }

    [Fact]
    public void Both_tell_the_same_sums_and_an_empty_installation_is_one_too()
    {
        Directory.CreateDirectory(File("data"));
        SqliteRowDialect.Open(Path.Combine(File("data"), "mindbot.db"), wasClosedCleanly: true).Dispose();
        Assert.Equal(0, Run("export", "--data", File("data"), "--to", File("archive")));
        Assert.Equal(0, Run("import", "--data", File("other"), "--from", File("archive")));
        var told = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"Exported to {File("archive")}: {new Holdings()}.", told[0]);
        Assert.Equal($"Imported from {File("archive")} and compared: {new Holdings()}.", told[1]);
        Assert.Empty(progress.ToString());
    }

    private int Run(string command, params string[] options) => MoveCommand.Run(command, options, output, progress, TimeProvider.System);

    private string File(string name) => Path.Combine(folder, name);
}
