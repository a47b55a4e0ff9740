using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using MindBot.WebFront.Tests.Server;
using static MindBot.WebFront.Tests.Doctor.DoctorFixture;

namespace MindBot.WebFront.Tests.Doctor;

public sealed class DoctorStorageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-doctor-").FullName;

    private string Database => Path.Combine(folder, "mindbot.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_running_server_is_fine_and_named()
    {
        var server = await FrontServer.StartAnother(null);
        try
        {
            var diagnosis = await Look(server.DataFolder);
            Assert.Contains($"runs as process {System.Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}\n", diagnosis.Text);
            Assert.Equal(0, diagnosis.ExitCode);
            await server.NewUserWith("starter_1h");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_a_server_has_left_is_in_order_and_stays_as_it_is()
    {
        await FrontServerIn(folder);
        var before = Contents();
        var diagnosis = await Look(folder);
        Assert.Contains("is in order, and no server uses it", diagnosis.Text);
        Assert.Equal(0, diagnosis.ExitCode);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_fails()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");
        (await Look(file)).FailsOnly("storage", "is a file");
        (await Look(Path.Combine(file, "data"))).FailsOnly("storage", "is a file");
    }

    [Fact]
    public async Task A_database_of_a_newer_program_fails()
    {
        await FrontServerIn(folder);
        Run("PRAGMA user_version=99");
        (await Look(folder)).FailsOnly("storage", "schema version 99");
    }

    [Fact]
    public async Task A_database_of_another_program_fails()
    {
        Run("CREATE TABLE recipes (name TEXT)");
        (await Look(folder)).FailsOnly("storage", "belongs to another program");
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no database, whatever its name says; it only has some text in it, enough of it for a header of a hundred bytes")]
    public async Task A_damaged_database_fails(string content)
    {
        await File.WriteAllTextAsync(Database, content);
        (await Look(folder)).FailsOnly("storage", "cannot be read");
    }

    private static Task<Diagnosis> Look(string data) => Examine(new() { ["environment"] = "Development", ["data"] = data });

    /// <summary>A server that has been here, and is gone.</summary>
    private static async Task FrontServerIn(string data) => await (await FrontServer.StartAnother(null, "--data", data)).DisposeAsync();

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>All but the memory that SQLite shares between those who read the log; it holds no data.</summary>
    private List<string> Contents() =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)).Order()
            .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")];
}
