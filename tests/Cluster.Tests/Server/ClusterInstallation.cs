using System.Net.Sockets;
using MindBot.Silo.Storage;
using MindBot.Tests.Postgres;
using MindBot.Tests.Server;

namespace MindBot.Cluster.Tests.Server;

/// <summary>
/// A cluster as it is installed: a PostgreSQL server, silos, and a front, each a process of its own on ports of its own. All are gone when this is disposed.
/// </summary>
internal sealed class ClusterInstallation : IDisposable
{
    /// <summary>Generous: the machine may be busy with anything.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120), Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Shared by the front's simulators and the silos that ask them.</summary>
    private const string StripeSecret = "cluster", WebhookSecret = "whsec_cluster";

    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-cluster-").FullName;
    private readonly string[] settings;
    private readonly List<ServerProcess> processes = [];
    private readonly HttpClient probe = new() { Timeout = TimeSpan.FromSeconds(5) };

    private ClusterInstallation(params string[] settings)
    {
        Postgres = new PostgresServer();
        Database = PostgresAddress.Parse(Postgres.CreateDatabase());
        this.settings = [$"--MINDBOT_DATABASE={Database.ConnectionString}", "--Sessions:CheckpointSeconds=1", .. settings];
    }

    public PostgresServer Postgres { get; }

    public PostgresAddress Database { get; }

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Find()}");

    /// <summary>Those that were started, oldest first; whoever ends one takes it away.</summary>
    public List<ServerProcess> Silos { get; } = [];

    public string Logs => string.Join('\n', processes.Select(process => $"---- process {process.Id}\n{process.Output}"));

    /// <param name="silos">How many.</param>
    /// <param name="settings">More of the silos' and the front's.</param>
    public static async Task<ClusterInstallation> Start(int silos, params string[] settings)
    {
        var cluster = new ClusterInstallation(settings);
        try
        {
            MigrateCommand.Run(cluster.Database);
            await Task.WhenAll(Enumerable.Range(0, silos).Select(_ => cluster.AddSilo()));
            await cluster.AddFront();
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Starts a silo and waits until it takes part.</summary>
    public async Task<ServerProcess> AddSilo()
    {
        int silo = FreePort.Find(), gateway = FreePort.Find();
        var process = Run(
            ServerProgram.Silo, "--MINDBOT_SILO_ADDRESS=127.0.0.1", $"--MINDBOT_SILO_PORT={silo}", $"--MINDBOT_GATEWAY_PORT={gateway}",
            $"--STRIPE_SECRET_KEY=sk_test_{StripeSecret}", $"--STRIPE_WEBHOOK_SECRET={WebhookSecret}", $"--STRIPE_API_BASE={Address}dev/stripe",
            $"--LIVEKIT_URL=ws://{Address.Authority}/dev/livekit");
        lock (Silos) Silos.Add(process);
        await Await(process, () => Listens(gateway));
        return process;
    }

    public void Dispose()
    {
        processes.ForEach(process => process.Dispose());
        probe.Dispose();
        Postgres.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task AddFront()
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "stripe-simulator.key"), StripeSecret);
        var process = Run(
            ServerProgram.Front, "--MINDBOT_ROLE=front", $"--urls={Address}", $"--data={data}", "--MINDBOT_LIMIT_REGISTRATIONS=1000000");
        await Await(process, IsReady);
    }

    private ServerProcess Run(string program, params string[] arguments)
    {
        var command = ServerProgram.Command(
            folder, [.. arguments, .. settings, "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:MindBot.Silo.Hosting=Information"], program);
        var process = new ServerProcess(command);
        lock (processes) processes.Add(process);
        return process;
    }

    private static async Task Await(ServerProcess process, Func<Task<bool>> isUp)
    {
        while (!await isUp())
        {
            Assert.False(process.HasExited, $"It did not start.\n{process.Output}");
            Assert.True(ClientClock.Now - process.LaunchedAt < LongestStart, $"It does not serve.\n{process.Output}");
            await Task.Delay(Pause);
        }
    }

    private async Task<bool> IsReady()
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

    private static async Task<bool> Listens(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
