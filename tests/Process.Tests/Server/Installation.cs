using MindBot.Tests.Server;

namespace MindBot.Process.Tests.Server;

/// <summary>A data folder and an address, on which one server process runs after another.</summary>
internal sealed class Installation(params string[] settings) : IDisposable
{
    /// <summary>Generous: a start takes about a second, but the machine may be busy with anything.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Crowds do everything at once, from one address, and a busy machine may be slow to answer: nobody is to be turned away.</summary>
    private static readonly string[] NoLimits =
        ["--MINDBOT_LIMIT_REGISTRATIONS", "1000000", "--MINDBOT_LIMIT_COMMANDS", "1000", "--MINDBOT_LIMIT_READS", "1000"];

    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-process-").FullName;
    private readonly List<ServerProcess> processes = [];
    private readonly HttpClient probe = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>A command that starts the server in its own place, with other rights or limits.</summary>
    public string[] Launcher { get; init; } = [];

    public string DataFolder => Path.Combine(folder, "data");

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Find()}");

    public IReadOnlyList<string> LeftOver(string pattern) => Directory.GetFileSystemEntries(folder, pattern);

    /// <summary>Starts a process and waits until it serves.</summary>
    public async Task<ServerProcess> Start(params string[] more)
    {
        var process = Launch(more: more);
        while (!await Serves())
        {
            Assert.False(process.HasExited, $"The server did not start.\n{process.Output}");
            Assert.True(ClientClock.Now - process.LaunchedAt < LongestStart, $"The server does not serve.\n{process.Output}");
            await Task.Delay(Pause);
        }
        return process;
    }

    public ServerProcess Launch(string? address = null, params string[] more) =>
        Run(["--urls", address ?? Address.ToString(), "--data", DataFolder, .. NoLimits, .. settings, .. more]);

    /// <summary>Any other use of the program.</summary>
    public ServerProcess Run(params IEnumerable<string> arguments)
    {
        var process = new ServerProcess(ServerProgram.Command(folder, arguments, launcher: Launcher));
        processes.Add(process);
        return process;
    }

    /// <summary>Every row, wallet and ledger of the stopped installation.</summary>
    /// <returns>What the program says of them.</returns>
    public async Task<string> Verify()
    {
        var verify = Run("verify", "--data", DataFolder);
        Assert.True(await verify.Exit(LongestStart) == 0, verify.Output);
        return verify.Output;
    }

    public void Dispose()
    {
        processes.ForEach(process => process.Dispose());
        probe.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> Serves()
    {
        try
        {
            using var answer = await probe.GetAsync(new Uri(Address, "/readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
