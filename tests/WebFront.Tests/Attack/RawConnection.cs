using System.Net.Sockets;
using System.Text;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>A connection on which anything may be said, HTTP or not.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient client;
    private readonly NetworkStream stream;

    private RawConnection(TcpClient client, string host) => (this.client, stream, Host) = (client, client.GetStream(), host);

    public string Host { get; }

    public static async Task<RawConnection> To(Uri server)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Host, server.Port);
        return new RawConnection(client, server.Authority);
    }

    /// <summary>Says it all, and hears until the server closes.</summary>
    public static async Task<string> Say(Uri server, string text)
    {
        await using var connection = await To(server);
        await connection.Write(text.Replace("{host}", server.Authority));
        return await connection.ReadToEnd();
    }

    /// <returns>Whether the server still took it.</returns>
    public async Task<bool> Write(string text)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Everything until the server closes; it fails when the server does not.</summary>
    public async Task<string> ReadToEnd()
    {
        using var heard = new MemoryStream();
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await stream.CopyToAsync(heard, timeout.Token);
        }
        catch (IOException)
        {
            // Reset: closed while something was still on its way to the server.
        }

        return Encoding.Latin1.GetString(heard.ToArray());
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
