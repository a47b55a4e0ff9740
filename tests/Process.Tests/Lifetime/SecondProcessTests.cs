using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;

namespace MindBot.Process.Tests.Lifetime;

public class SecondProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_second_process_on_the_same_data_folder_refuses_and_the_first_goes_on()
    {
        using var installation = new Installation();
        var first = await installation.Start();
        using var frontend = new Frontend(installation.Address);
        var ada = await Person.Register(frontend, "ada");
        await ada.Buy().Complete();

        var second = installation.Launch("http://127.0.0.1:0");

        Assert.NotEqual(0, await second.Exit(Patience));
        Assert.Contains($"is in use by process {first.Id}", second.Output);
        await ada.Buy().Complete();
        Assert.Equal(2, (await Ledger.Read(ada)).Credits.Count);

        first.Kill();
        await installation.Start();
        Assert.Equal(2, (await Ledger.Read(ada)).Credits.Count);
    }
}
