using System.Net;
using System.Text.Json;

namespace MindBot.Process.Tests.LiveKit;

/// <summary>LiveKit's server API over HTTP: Twirp with JSON.</summary>
internal sealed class RoomService : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Func<string, JsonElement, object> answer;

    public RoomService(int port, Func<string, JsonElement, object> answer)
    {
        this.answer = answer;
        Authority = $"127.0.0.1:{port}";
        listener.Prefixes.Add($"http://{Authority}/");
        listener.Start();
        _ = Serve();
    }

    public string Authority { get; }

    public void Dispose() => listener.Close();

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            try
            {
                var call = await listener.GetContextAsync();
                _ = Task.Run(() => Reply(call));
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task Reply(HttpListenerContext call)
    {
        try
        {
            using var request = await JsonDocument.ParseAsync(call.Request.InputStream);
            var body = JsonSerializer.SerializeToUtf8Bytes(answer(call.Request.Url!.Segments[^1], request.RootElement));
            call.Response.ContentType = "application/json";
            await call.Response.OutputStream.WriteAsync(body);
            call.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException or JsonException)
        {
            // Who asked was killed meanwhile.
        }
    }
}
