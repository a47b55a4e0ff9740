using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MindBot.Bench;

internal static class Children
{
    /// <summary>Starts a program; on Linux and with more than one core, on the named one alone.</summary>
    public static Process Start(int? core, string program, string[] args)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        var process = Process.Start(start)!;
        if (core is { } one && OperatingSystem.IsLinux() && Environment.ProcessorCount > 1) process.ProcessorAffinity = 1 << one;
        return process;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
