using System.Diagnostics;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Demo;

/// <summary><c>dotnet run --project src/WebFront -- demo</c>: the real server plays one user's story against its own HTTP interface.</summary>
internal static class DemoCommand
{
    public const string Name = "demo";

    /// <returns>The exit code: 0 when every step came out as the story says.</returns>
    public static async Task<int> Run()
    {
        var data = Directory.CreateTempSubdirectory("mindbot-demo-");
        var watch = Stopwatch.StartNew();
        try
        {
            await using var app = FrontApplication.Build(
            [
                "--environment=Development", "--urls=http://127.0.0.1:0", $"--data={data.FullName}", "--MINDBOT_DATABASE=", "--Logging:LogLevel:Default=Warning",
                $"--Sessions:ReconnectSeconds={DemoCall.ReconnectSeconds}",
            ]);
            await app.StartAsync();
            var address = app.Services.GetRequiredService<OwnAddress>().Get();
            var voice = new DemoVoice(Console.Out);
            voice.Title("MindBot sells time, meters it live, and accounts for every microsecond.");
            voice.Say($"The server listens on {address}; Stripe and LiveKit are simulated inside it, on the wire. Nothing is fast-forwarded.");

            using var client = new DemoClient(address);
            await new DemoStory(client, voice).Play();
            await app.StopAsync();
            voice.Title($"Done in {watch.Elapsed.TotalSeconds:0} s. Start it for yourself: dotnet run --project src/WebFront");
            return 0;
        }
        catch (DemoFailedException failure)
        {
            await Console.Error.WriteLineAsync($"The demo went wrong: {failure.Message}");
            return 1;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}

/// <summary>The server did something else than the story says.</summary>
internal sealed class DemoFailedException(string message) : Exception(message)
{
    public static void Unless(bool holds, string otherwise)
    {
        if (!holds) throw new DemoFailedException(otherwise);
    }
}
