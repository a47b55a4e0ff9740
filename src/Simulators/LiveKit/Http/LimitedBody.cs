using Microsoft.AspNetCore.Http;

namespace MindBot.Simulators.LiveKit.Http;

/// <summary>Reads a request's body up to a limit.</summary>
internal static class LimitedBody
{
    private const int MaxBytes = 128 * 1024;

    /// <returns>Null when it is longer.</returns>
    public static async Task<byte[]?> Read(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > MaxBytes) return null;
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }
}
