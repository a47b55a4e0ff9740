using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MindBot.Gateways.Tests.Mail;

/// <summary>A mail server on a free port. It takes every mail unless the test says otherwise, and keeps what it took.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    /// <summary>Answers for <see cref="Reply"/>: none at all, or the end of the connection.</summary>
    public const string Hang = "hang", Drop = "drop";

    /// <summary>What <see cref="Reply"/> is asked for at the connection, and when the whole mail has come.</summary>
    public const string Greeting = "greeting", EndOfData = "end of data";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly List<ReceivedMail> mails = [];
    private readonly List<string> commands = [];
    private readonly Task accepting;

    public SmtpSink()
    {
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The answer to a command, <see cref="Greeting"/> or <see cref="EndOfData"/>; null: as a mail server that takes it.</summary>
    public Func<string, string?> Reply { get; set; } = _ => null;

    /// <summary>What it can do besides (the lines after EHLO's first).</summary>
    public string[] Extensions { get; init; } = [];

    public IReadOnlyList<ReceivedMail> Mails
    {
        get { lock (gate) return [.. mails]; }
    }

    /// <summary>Every command line of every connection.</summary>
    public IReadOnlyList<string> Commands
    {
        get { lock (gate) return [.. commands]; }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(Serve(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                await Talk(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        if (!await Answer(stream, Greeting, "220 sink")) return;
        var mail = new ReceivedMail();
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            lock (gate) commands.Add(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "MAIL") mail = new ReceivedMail { From = Address(line) };
            if (verb == "RCPT") mail.To.Add(Address(line));
            if (!await Answer(stream, line, Usual(verb))) return;
            if (verb == "QUIT") return;
            if (verb != "DATA") continue;
            mail.Read(await ReadData(reader));
            lock (gate) mails.Add(mail);
            if (!await Answer(stream, EndOfData, "250 taken")) return;
        }
    }

    private string Usual(string verb) => verb switch
    {
        "EHLO" => string.Join("\r\n", Extensions.Prepend("sink").Select((line, i) => $"250{(i == Extensions.Length ? ' ' : '-')}{line}")),
        "AUTH" => "334 UGFzc3dvcmQ6",
        "MAIL" or "RCPT" or "HELO" or "RSET" => "250 fine",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        // The second line of AUTH LOGIN is the password alone.
        _ => "235 welcome",
    };

    private async Task<bool> Answer(NetworkStream stream, string command, string usual)
    {
        var answer = Reply(command) ?? usual;
        if (answer == Drop) return false;
        if (answer == Hang) await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer + "\r\n"), stop.Token);
        return true;
    }

    private async Task<string> ReadData(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return data.ToString();
    }

    private static string Address(string line) => line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
}
