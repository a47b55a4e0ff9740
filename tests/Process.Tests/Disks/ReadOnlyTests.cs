using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;

namespace MindBot.Process.Tests.Disks;

public class ReadOnlyTests
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task A_start_on_a_folder_that_cannot_be_written_to_says_so_and_ends()
    {
        using var installation = new Installation { Launcher = ReadOnlyFolder.Launcher() };
        Directory.CreateDirectory(installation.DataFolder);
        await Refuses();

        ReadOnlyFolder.Open(installation.DataFolder);
        (await installation.Start()).Kill();
        await Refuses();

        async Task Refuses()
        {
            ReadOnlyFolder.Protect(installation.DataFolder);
            try
            {
                var server = installation.Launch();
                Assert.True(await server.Exit(LongestStart) == 1, server.Output);
                Assert.Contains($"MindBot cannot run: The data folder {installation.DataFolder} cannot be used: ", server.Output);
                Assert.DoesNotContain("   at ", server.Output);
            }
            finally
            {
                ReadOnlyFolder.Open(installation.DataFolder);
            }
        }
    }

    /// <summary>As a file system does that finds an error: neither what is open can be written to any more, nor can it be opened anew.</summary>
    [SkippableFact]
    public async Task A_folder_that_becomes_read_only_refuses_what_it_cannot_keep_and_keeps_what_it_acknowledged()
    {
        using var installation = new Installation("--Sessions:CheckpointSeconds", "1")
        {
            Launcher = [.. ReadOnlyFolder.Launcher(), .. FileSizeLimit.Launcher],
        };
        using var frontend = new Frontend(installation.Address);
        using var auditor = new Operator(installation.Address);
        var server = await installation.Start(Operator.Settings);
        var crowd = await Crowd.Register(frontend, 2);
        await crowd.StartTalks(4);
        var tally = new Tally(allowedLoss: Tally.CheckpointLateness + TimeSpan.FromSeconds(1));

        var began = ClientClock.Now;
        FileSizeLimit.Fill(server);
        ReadOnlyFolder.Protect(installation.DataFolder);
        try
        {
            Order[] orders = [crowd.People[0].Buy(), crowd.People[1].NewTalk().Start, crowd.People[1].Talks.First(talk => talk.TryTakeEnd()).End];
            foreach (var order in orders)
            {
                await order.Send();
                Assert.True(order.Latest is { Status: 503 }, $"{order.Latest?.Status} {order.Latest?.Text}");
            }
        }
        finally
        {
            ReadOnlyFolder.Open(installation.DataFolder);
            FileSizeLimit.Free(server);
        }
        // Time that could not be kept is free, as without a process.
        crowd.Interrupt(new Outage(began, ClientClock.Now));

        await crowd.RepeatLost();
        await crowd.EndAll();
        await crowd.CheckBooks(tally);
        await auditor.Audit(crowd.People);
    }
}
