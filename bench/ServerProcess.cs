using System.Diagnostics;
using System.Text.Json;

namespace MindBot.Bench;

/// <summary>The server as its users start it, on one core or on all, with an empty folder.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo data;

    private readonly int? core;

    private ServerProcess(Process process, DirectoryInfo data, Uri address, TimeSpan startUp, int? core) =>
        (this.process, this.data, Address, StartUp, this.core) = (process, data, address, startUp, core);

    public Uri Address { get; }

    public TimeSpan StartUp { get; }

    public static async Task<ServerProcess> Start(int? core)
    {
        var data = Directory.CreateTempSubdirectory("mindbot-bench-");
        var address = new Uri($"http://127.0.0.1:{Children.FreePort()}");
        var program = Path.Combine(AppContext.BaseDirectory, "MindBot.WebFront.dll");
        var watch = Stopwatch.StartNew();
        var process = Children.Start(
            core, "dotnet",
            [program, "--environment=Development", $"--urls={address}", $"--data={data.FullName}", "--Logging:LogLevel:Default=Warning"]);
        // Nobody reads its log, and a server that cannot write its log any more stands still.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = address };
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/time/pricing");
                return new ServerProcess(process, data, address, watch.Elapsed, core);
            }
            catch (HttpRequestException) when (!process.HasExited && watch.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Bytes of memory now.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public Task<LoadResult> Load(string[][] requests, double seconds, string? webhookSecret = null) =>
        Generate<LoadSpec, LoadResult>("load", new LoadSpec(Address.Port, seconds, requests, webhookSecret));

    /// <summary>Lets a generator send: on the other core when the server has one of its own.</summary>
    public async Task<TResult> Generate<TSpec, TResult>(string mode, TSpec what)
    {
        var spec = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(spec, JsonSerializer.Serialize(what));
            using var generator = Children.Start(core is null ? null : 1, "dotnet", [typeof(LoadGenerator).Assembly.Location, mode, spec]);
            var output = await generator.StandardOutput.ReadToEndAsync();
            await generator.WaitForExitAsync();
            if (generator.ExitCode != 0) throw new InvalidOperationException($"The load generator failed: {await generator.StandardError.ReadToEndAsync()}");
            return JsonSerializer.Deserialize<TResult>(output)!;
        }
        finally
        {
            File.Delete(spec);
        }
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        data.Delete(recursive: true);
    }
}
