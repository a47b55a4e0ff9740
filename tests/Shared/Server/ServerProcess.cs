using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using OsProcess = System.Diagnostics.Process;

namespace MindBot.Tests.Server;

/// <summary>One run of the server as a child process. It is gone when this is disposed, and when the tests' own process ends.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int TerminateSignal = 15, ContinueSignal = 18, StopSignal = 19;

    private readonly OsProcess process;
    private readonly StringBuilder output = new();

    public ServerProcess(ProcessStartInfo command)
    {
        LaunchedAt = ClientClock.Now;
        process = OsProcess.Start(command)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += KillWithTests;
    }

    /// <summary>Just before the process began.</summary>
    public TimeSpan LaunchedAt { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>What it has written so far, errors included.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>kill -9 of exactly this process; when it returns, the process is gone.</summary>
    public Outage Kill()
    {
        Assert.False(process.HasExited, $"The server ended by itself.\n{Output}");
        var began = ClientClock.Now;
        process.Kill();
        process.WaitForExit();
        return new Outage(began, ClientClock.Now);
    }

    /// <summary>SIGTERM: what service managers and container hosts send.</summary>
    public void Terminate() => Assert.Equal(0, SendSignal(process.Id, TerminateSignal));

    /// <summary>SIGSTOP: it stands still, as a machine does that is being moved; its connections stay open.</summary>
    public void Pause() => Assert.Equal(0, SendSignal(process.Id, StopSignal));

    /// <summary>SIGCONT: it goes on where it stood.</summary>
    public void GoOn() => Assert.Equal(0, SendSignal(process.Id, ContinueSignal));

    /// <returns>The exit code.</returns>
    public async Task<int> Exit(TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The process still runs after {limit.TotalSeconds} s.\n{Output}");
        }
        return process.ExitCode;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillWithTests;
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }
        process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (output) output.AppendLine(line.Data);
    }

    private void KillWithTests(object? sender, EventArgs e) => process.Kill();

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);
}
