using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MindBot.Bench;

/// <summary>One connection over loopback, one request at a time; plain sockets, so that a generator of load is not the bottleneck.</summary>
internal sealed class HttpConnection(int port) : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[64 * 1024];

    public async Task Open() => await socket.ConnectAsync(IPAddress.Loopback, port);

    /// <returns>The answer's status.</returns>
    public async Task<int> Exchange(byte[] request)
    {
        await socket.SendAsync(request);
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0) throw new IOException("The server closed the connection.");
            length += read;
            if (IsComplete(buffer.AsSpan(0, length))) return int.Parse(buffer.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
        }
    }

    public void Dispose() => socket.Dispose();

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var name = answer[..head].IndexOf("Content-Length: "u8);
        if (name < 0) return answer.EndsWith("0\r\n\r\n"u8);
        Utf8Parser.TryParse(answer[(name + "Content-Length: ".Length)..], out int content, out _);
        return answer.Length >= head + 4 + content;
    }
}
